"""A score that each reading met cannot exceed; a kernel, see `search_kernel.py`."""

from __future__ import annotations

from lookthrough.match.body_rules import NO_OWN_WORD
from lookthrough.match.brands_kernel import most_coined
from lookthrough.match.kernel import cost_at, mass_at
from lookthrough.match.layout import (
    BEYOND_THE_CUT,
    BOTH_SIDED,
    CORE_TAG,
    COST,
    CUT,
    ELEMENT,
    FROM_HAN,
    HEAD,
    INITIAL_PERCENT,
    INITIAL_TAG,
    MASS,
    MODE,
    PERSON,
    ROW,
    SCRIPT,
    START,
    TAG,
    TOKEN,
    TOKENS,
    WORD,
    Ints,
    Name,
)
from lookthrough.match.score import DOUBT
from lookthrough.match.translated import COINED_ONLY
from lookthrough.match.walk import (
    AGREED,
    BEST,
    CHINESE_OWN,
    CLOSED,
    LATIN_OWN,
    MASS_OF,
    MOST_ADDED,
    MOST_SHARE,
    OPEN,
    ORDER,
    OURS,
    OWN_COUNT,
    PARTS,
    SCRIPT_SHIFT,
    STATE,
    WALKED,
    Task,
    in_translation,
    least_separation,
    load,
    one_sided,
)
from lookthrough.names.coined import MOST as MOST_COINED


def credit_of(task: Task, asking: int) -> tuple[int, int, bool, int, int, int, bool, int, int]:
    """What a query has beside the words that were met.

    Returns:
        Agreement that light words, initials and unwalked words may add; points of the walked words; whether all were
        walked; how many initials there are; and in translation what light words and initials may add, what words that
        are coined or were not walked may, whether all words were walked for such readings, points of the walked, and
        of the own ones among them.
    """
    facts, desk, cells, o = task.facts, task.space.desk, task.asked.cells, task.asked.at[asking]
    agree, ours, whole, our_initials = facts[MOST_ADDED], 0, True, 0
    name = Name(cells, o, task.asked.table, task.asked.letters)
    light, coined, ours_translated, whole_translated, own_cost = int(facts[MOST_ADDED]), 0, 0, True, 0
    for k in range(cells[o + TOKENS]):
        i = desk[ORDER + k]
        cell = o + HEAD + TOKEN * i
        tag = cells[cell + TAG]
        # an own word may be coined from another, or met, or both; a word that was not walked may be met
        if tag == CORE_TAG:
            coined += mass_at(name, i, True) * MOST_COINED
        if tag < INITIAL_TAG and desk[WALKED + i] == CLOSED:
            whole_translated = False
            coined += mass_at(name, i, True) * desk[BEST + i]
        elif tag < INITIAL_TAG:
            ours_translated += cost_at(name, i, True)
            own_cost += cost_at(name, i, True) if tag == CORE_TAG else 0
        if tag >= INITIAL_TAG:
            agree += 100 * cells[cell + MASS]
            light += 100 * cells[cell + MASS]
            our_initials += 1 if tag == INITIAL_TAG else 0
        elif desk[WALKED + i] == OPEN:
            ours += cells[cell + COST]
        else:
            agree += cells[cell + MASS] * desk[BEST + i]
            whole = False
    return agree, ours, whole, our_initials, light, coined, whole_translated, ours_translated, own_cost


def bound_all(task: Task, asking: int, bonus: int, line: float, count: int) -> int:
    """Give every reading met its bound, and forget what was met.

    Returns:
        How many reach the line: they are in `heap`, each as bound << 32 | reading.
    """
    listed, facts, heap = task.listed, task.facts, task.space.heap
    met, seen, touched = task.space.met, task.space.seen, task.space.touched
    cells, o = task.asked.cells, task.asked.at[asking]
    person, mode = cells[o + PERSON], cells[o + MODE]
    initial = facts[INITIAL_PERCENT] * facts[MASS_OF + INITIAL_TAG]
    agree, ours, whole, our_initials, light, coined, whole_translated, ours_translated, own_cost = credit_of(
        task, asking
    )
    share = facts[BEYOND_THE_CUT] if cells[o + CUT] else 100
    one, both = one_sided(task, asking), facts[BOTH_SIDED + mode]
    kept = 0
    for k in range(count):
        reading = touched[k]
        most = agree + (met[STATE * reading] & (1 << AGREED) - 1)
        settled = met[STATE * reading + 1]
        met[STATE * reading], met[STATE * reading + 1] = 0, 0
        seen[reading >> 3] = 0
        if not person and in_translation(cells[o + SCRIPT], listed.reading_mark[reading] >> SCRIPT_SHIFT & 3):
            most += light - agree
            our_left = max(ours_translated - (settled >> OURS), 0)
            own_met = settled & (1 << OURS) - 1 != 0 or not whole_translated
            separation = DOUBT + 100 * max(our_left - own_cost, 0)
            sums = most, DOUBT + 100 * our_left if own_met else separation
            if own_met:
                most += coined
                separation = max(DOUBT + 100 * our_left - MOST_COINED * own_cost, separation)
            else:
                most, separation = without_own(task, asking, reading, most, separation)
            if reaches(most, separation, bonus, line, facts):
                most, separation = by_letters(task, asking, reading, own_met, sums)
        else:
            initials = listed.reading_initials[reading] if person else 0
            most += initials * initial
            our_left = 100 * max(ours - (settled >> OURS) - 100 * initials, 0)
            left = listed.reading_least[reading] - (settled & (1 << OURS) - 1) if whole else 0
            separation = separates(our_left, share * max(left - 100 * our_initials, 0), most, one, both, person)
            if our_initials and reaches(most, separation, bonus, line, facts):
                stand = initials_standing(task, asking, reading)
                most -= 100 * facts[MASS_OF + INITIAL_TAG] * (our_initials - stand)
                separation = separates(our_left, share * max(left - 100 * stand, 0), most, one, both, person)
        if reaches(most, separation, bonus, line, facts):
            most += min(bonus, most * facts[MOST_SHARE] // 100)
            heap[kept] = (most * PARTS // (most + separation) + 1) << 32 | reading
            kept += 1
    return kept


def without_own(task: Task, asking: int, reading: int, most: int, separation: int) -> tuple[int, int]:
    """The most that agrees and the least that separates in translation where no own word was met.

    Either no word is coined from another, and all own words of both names are left over; or as many as the name with
    fewer has are, each with what parts it from the other, and `COINED_ONLY` makes them doubtful. The higher counts.

    Args:
        task, asking, reading: what is compared.
        most, separation: of the other words.
    """
    cells, o, own = task.asked.cells, task.asked.at[asking], int(task.listed.reading_own[reading])
    name = Name(cells, o, task.asked.table, task.asked.letters)
    mass, cost, largest, count = 0, 0, 0, 0
    for i in range(cells[o + TOKENS]):
        if cells[o + HEAD + TOKEN * i + TAG] == CORE_TAG:
            points = cost_at(name, i, True)
            mass += mass_at(name, i, True)
            cost += points
            largest = max(largest, points)
            count += 1
    their_mass, their_count = own & (1 << OWN_COUNT) - 1, own >> OWN_COUNT
    share = LATIN_OWN if cells[o + SCRIPT] == FROM_HAN else CHINESE_OWN
    their_cost = max(their_mass * share // 100 - their_count, 0)  # the points of each word are rounded down
    count = min(count, their_count)
    left = separation + 100 * (cost + their_cost)
    more = most + MOST_COINED * min(mass, their_mass, 100 * count)
    parted = left - MOST_COINED * (min(cost, count * largest) + min(their_cost, count * share))
    parted += more * COINED_ONLY // 100
    return (more, parted) if more * (most + left) > most * (more + parted) else (most, left)


def by_letters(task: Task, asking: int, reading: int, own_met: bool, sums: tuple[int, int]) -> tuple[int, int]:
    """The same as `without_own`, by the letters of the own words; also where own words were met, or may be.

    Args:
        task, asking, reading: what is compared.
        own_met: own words were met, or words were not walked.
        sums: the most that agrees and the least that separates of the words that were met.
    """
    listed, facts, desk, (most, separation) = task.listed, task.facts, task.space.desk, sums
    cells, o, own = task.asked.cells, task.asked.at[asking], int(listed.reading_own[reading])
    ours = Name(cells, o, task.asked.table, task.asked.letters)
    load(listed, reading, cells[o + MODE], cells[o + PERSON], facts, task.space.cells)
    theirs = Name(task.space.cells, 0, listed.table, listed.words)
    share = LATIN_OWN if cells[o + SCRIPT] == FROM_HAN else CHINESE_OWN
    agreed, saved, their_saved, cost, best, count, unwalked = 0, 0, 0, 0, 0, 0, 0
    for i in range(cells[o + TOKENS]):
        tag = cells[o + HEAD + TOKEN * i + TAG]
        if tag < INITIAL_TAG and desk[WALKED + i] == CLOSED:
            unwalked += mass_at(ours, i, True) * desk[BEST + i]
        if tag == CORE_TAG:
            alike, points = most_coined(ours, theirs, i), cost_at(ours, i, True)
            agreed += alike * mass_at(ours, i, True)
            saved += alike * points
            their_saved += alike * share
            cost += points
            best = max(best, alike)
            count += 1
    if own_met:
        return most + unwalked + agreed, max(separation - saved, DOUBT)
    their_mass, their_count = own & (1 << OWN_COUNT) - 1, own >> OWN_COUNT
    their_cost = max(their_mass * share // 100 - their_count, 0)
    left = separation + 100 * (cost + their_cost)
    alone = left
    if count or (their_count and not cells[o + CUT]):
        alone += max(most * NO_OWN_WORD // 100 - 1, 0)
    more = most + min(agreed, best * min(their_mass, 100 * min(count, their_count)))
    parted = left - saved - min(their_saved, best * their_cost) + max(more * COINED_ONLY // 100 - 1, 0)
    return (more, parted) if best and more * (most + alone) > most * (more + parted) else (most, alone)


def separates(ours: int, theirs: int, most: int, one: int, both: int, person: int) -> int:
    """What separates at least, of points left over times 100 and of the most that agrees."""
    separation = DOUBT + (one * (ours + theirs) + both * min(ours, theirs)) // 100
    return separation + least_separation((ours + theirs) // 100, most) if person else separation


def reaches(most: int, separation: int, bonus: int, line: float, facts: Ints) -> bool:
    """May a score of these sums reach the line?"""
    most += min(bonus, most * facts[MOST_SHARE] // 100)
    return most > 0 and most >= line * (most + separation)


def initials_standing(task: Task, asking: int, reading: int) -> int:
    """How many initials of a query may stand for a word or an initial of a listed reading."""
    asked, listed = task.asked, task.listed
    cells, o = asked.cells, asked.at[asking]
    start, found = listed.reading_start[reading], 0
    for i in range(cells[o + TOKENS]):
        if cells[o + HEAD + TOKEN * i + TAG] == INITIAL_TAG:
            row = cells[o + HEAD + TOKEN * cells[o + TOKENS] + ELEMENT * i + ROW]
            letter = asked.letters[asked.table[row + START]]
            for j in range(start, start + listed.reading_tokens[reading]):
                if listed.words[listed.table[WORD * listed.element_word[j] + START]] == letter:
                    found += 1
                    break
    return found
