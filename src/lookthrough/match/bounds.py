"""A score that each reading met cannot exceed; a kernel, see `search_kernel.py`."""

from __future__ import annotations

from lookthrough.match.body_rules import NO_OWN_WORD
from lookthrough.match.brands_kernel import coined_from, sound_out
from lookthrough.match.kernel import MOST_TRANSLATED, cost_at, mass_at, mass_of
from lookthrough.match.layout import (
    ALTERNATE,
    BEYOND_THE_CUT,
    BOTH_SIDED,
    CORE_TAG,
    COST,
    CUT,
    ELEMENT,
    ELEMENTS,
    FIRST,
    FIRST_LIGHT_TAG,
    FROM_HAN,
    HEAD,
    HOW,
    INITIAL_PERCENT,
    INITIAL_TAG,
    IS_TOKEN,
    LATIN,
    LENGTH,
    MASS,
    MODE,
    PERCENT,
    PERSON,
    POINTS,
    ROW,
    SCRIPT,
    SPAN,
    START,
    TAG,
    TOKEN,
    TOKENS,
    WORD,
    Ints,
    Name,
)
from lookthrough.match.rules_kernel import row_of
from lookthrough.match.score import DOUBT
from lookthrough.match.task import (
    APART,
    BEGIN,
    CHINESE_OWN,
    COUNT,
    ELEMENT_BITS,
    END,
    INITIALS_SHIFT,
    LATIN_OWN,
    LEADING_BIT,
    LEAST,
    LIKE_START,
    MARK,
    MARK_SHIFT,
    MASS_OF,
    MOST_ADDED,
    MOST_SHARE,
    OWN,
    OWN_COUNT,
    PARTS,
    PERCENT_BITS,
    READING,
    SCRIPT_SHIFT,
    WORD_BITS,
    Task,
    least_cost,
)
from lookthrough.match.translated import COINED_ONLY
from lookthrough.match.walk import alike_at, cost_apart, in_translation, one_sided, reaches, separates, slots_of
from lookthrough.names.chinese import INSIDE
from lookthrough.names.coined import MOST as MOST_COINED
from lookthrough.names.coined import stands_inside

#: Where things stand in `sums`: what each token agrees by at most, of the query and of the listed reading, and what
#: each own word of the query may be coined at; what is met of the listed reading, see `measure`.
OURS, THEIRS, COINED_AT, SAVED, OWN_SAVED, OWN_MET, READ, SUMS = 0, 128, 256, 384, 385, 386, 387, 400
#: Readings that memory is asked for at once.
AHEAD = 64


def bound_all(task: Task, asking: int, bonus: int, line: float, first: int, count: int) -> int:
    """Give the readings met a bound each.

    Args:
        task, asking: the reading of the query.
        bonus: what attributes may add to the agreement at most.
        line: the least score.
        first, count: which of the readings in `touched`: from one to before the other.

    Returns:
        How many reach the line: they are in `heap`, each as bound << 32 | reading.
    """
    listed, facts, heap = task.listed, task.facts, task.space.heap
    cells, o = task.asked.cells, task.asked.at[asking]
    ours = Name(cells, o, task.asked.table, task.asked.letters)
    for i in range(cells[o + TOKENS] if count > first == 0 and not cells[o + PERSON] else 0):
        if cells[o + SCRIPT] in (LATIN, FROM_HAN) and cells[o + HEAD + TOKEN * i + TAG] == CORE_TAG:
            sound_out(ours, i, task.space.sounds)
    base, our_initials = facts[MOST_ADDED], 0
    for i in range(cells[o + TOKENS]):
        tag = cells[o + HEAD + TOKEN * i + TAG]
        base += 100 * cells[o + HEAD + TOKEN * i + MASS] if tag >= INITIAL_TAG else 0
        our_initials += 1 if tag == INITIAL_TAG else 0
    kept = 0
    for k in range(first, count):
        if (k - first) % AHEAD == 0:
            read_ahead(task, k, min(k + AHEAD, count))
        reading = task.space.touched[k]
        if not cells[o + PERSON] and in_translation(
            cells[o + SCRIPT], listed.readings[READING * reading + MARK] >> SCRIPT_SHIFT & 3
        ):
            most, separation = bound_apart(task, asking, reading, base, bonus, line)
        else:
            most, separation = bound_plain(task, asking, reading, base, our_initials, bonus, line)
        if reaches(most, separation, bonus, line, facts):
            most += min(bonus, most * facts[MOST_SHARE] // 100)
            heap[kept] = (most * PARTS // (most + separation) + 1) << 32 | reading
            kept += 1
    return kept


def read_ahead(task: Task, first: int, end: int) -> None:
    """Ask memory for some readings at once, before each is looked at, which would wait for one after the other."""
    listed, touched, last = task.listed, task.space.touched, 0
    for k in range(first, end):
        last ^= listed.readings[READING * touched[k] + BEGIN]
    for k in range(first, end):
        row = READING * touched[k]
        last ^= listed.elements[listed.readings[row + BEGIN]] ^ listed.elements[listed.readings[row + END] - 1]
    task.space.sums[READ] = last  # or the compiler would leave out what nobody uses


def bound_plain(
    task: Task, asking: int, reading: int, base: int, our_initials: int, bonus: int, line: float
) -> tuple[int, int]:
    """The most that agrees and the least that separates of a reading that is compared word by word.

    Args:
        task, asking, reading, bonus, line: as in `bound_all`.
        base: what light words and initials of the query may agree by.
        our_initials: how many initials it has.
    """
    listed, facts, sums = task.listed, task.facts, task.space.sums
    cells, o = task.asked.cells, task.asked.at[asking]
    person = cells[o + PERSON]
    measure(task, asking, reading, False)
    agreed, ours, tokens = 0, 0, listed.readings[READING * reading + COUNT]
    for i in range(cells[o + TOKENS]):
        if cells[o + HEAD + TOKEN * i + TAG] < INITIAL_TAG:
            agreed += sums[OURS + i]
            ours += 0 if sums[OURS + i] else cells[o + HEAD + TOKEN * i + COST]
    theirs = 0
    for j in range(tokens):
        theirs += sums[THEIRS + j]
    initials = listed.readings[READING * reading + MARK] >> INITIALS_SHIFT if person else 0
    most = base + min(agreed, theirs) + initials * facts[INITIAL_PERCENT] * facts[MASS_OF + INITIAL_TAG]
    left = 100 * max(ours - 100 * initials, 0)
    share = facts[BEYOND_THE_CUT] if cells[o + CUT] else 100
    one, both = one_sided(task, asking), facts[BOTH_SIDED + cells[o + MODE]]
    settled = listed.readings[READING * reading + LEAST] - sums[SAVED]
    separation = separates(left, share * max(settled - 100 * our_initials, 0), most, one, both, person)
    if our_initials and reaches(most, separation, bonus, line, facts):
        stand = initials_standing(task, asking, reading)
        most -= 100 * facts[MASS_OF + INITIAL_TAG] * (our_initials - stand)
        separation = separates(left, share * max(settled - 100 * stand, 0), most, one, both, person)
    return most, separation


def measure(task: Task, asking: int, reading: int, apart: bool) -> None:
    """Tell what each token of both readings agrees by at most with the elements of the other that it is like.

    Beside that: the points that what was met of the listed reading would cost when left over (in translation without
    own words, and these apart), and whether an own word is among what was met on either side.

    Args:
        task, asking, reading: what is compared.
        apart: in translation.
    """
    listed, space = task.listed, task.space
    desk, sums, cells, o = space.desk, space.sums, task.asked.cells, task.asked.at[asking]
    ours = Name(cells, o, task.asked.table, task.asked.letters)
    start, tokens = listed.readings[READING * reading + BEGIN], listed.readings[READING * reading + COUNT]
    for i in range(cells[o + TOKENS]):
        sums[OURS + i] = 0
    for j in range(tokens):
        sums[THEIRS + j] = 0
    sums[SAVED], sums[OWN_SAVED], sums[OWN_MET] = 0, 0, 0
    mask = slots_of(desk[LIKE_START + cells[o + ELEMENTS]]) - 1
    for x in range(start, listed.readings[READING * reading + END]):
        at, mark = alike_at(space, listed.elements[x] & WORD_BITS, mask), listed.elements[x] >> MARK_SHIFT
        if not at or (mark >> 21 & 3 == IS_TOKEN and mark >> 23 & 15 >= FIRST_LIGHT_TAG):
            continue
        first, last, mass = mark & 127, (mark & 127) + (mark >> 7 & 127), 0
        for j in range(first, last):
            mass += listed_mass(task, start + j, apart)
        while at:
            element = o + HEAD + TOKEN * cells[o + TOKENS] + ELEMENT * (desk[at] >> 7 & ELEMENT_BITS)
            percent, our_mass = min(desk[at] & PERCENT_BITS, mark >> 14 & 127), mass_of(ours, element, apart)
            for i in range(cells[element + FIRST], cells[element + FIRST] + cells[element + SPAN]):
                sums[OURS + i] = max(sums[OURS + i], min(mass_at(ours, i, apart), mass) * percent)
                if percent and cells[o + HEAD + TOKEN * i + TAG] == CORE_TAG:
                    sums[OWN_MET] = 1
            for j in range(first, last):
                sums[THEIRS + j] = max(sums[THEIRS + j], min(listed_mass(task, start + j, apart), our_mass) * percent)
            at = space.links[at]
    for j in range(tokens):
        if sums[THEIRS + j]:
            save(task, reading, j, apart)


def save(task: Task, reading: int, token: int, apart: bool) -> None:
    """Add what a listed token that was met would cost when left over."""
    listed, sums = task.listed, task.space.sums
    at = listed.readings[READING * reading + BEGIN] + token
    word, mark = listed.elements[at] & WORD_BITS, listed.elements[at] >> MARK_SHIFT
    tag = mark >> 23 & 15
    if not apart:
        sums[SAVED] += least_cost(listed, word, tag | (LEADING_BIT if mark >> 27 else 0), task.facts)
    elif tag == CORE_TAG:
        sums[OWN_SAVED] += listed.table[WORD * word + POINTS]
        sums[OWN_MET] = 1
    else:
        sums[SAVED] += cost_apart(listed, word, tag, listed.readings[READING * reading + MARK] >> SCRIPT_SHIFT & 3)


def listed_mass(task: Task, element: int, apart: bool) -> int:
    """Points as agreement of a listed token."""
    listed, tag = task.listed, task.listed.elements[element] >> MARK_SHIFT + 23 & 15
    if not apart and tag != CORE_TAG:
        return int(task.facts[MASS_OF + tag])
    own = int(listed.table[WORD * (listed.elements[element] & WORD_BITS) + POINTS])
    return min(own, int(MOST_TRANSLATED[tag])) if apart else own


def bound_apart(task: Task, asking: int, reading: int, base: int, bonus: int, line: float) -> tuple[int, int]:
    """The same of a reading that is compared in translation: first as if every own word were coined as well as can be.

    Args:
        task, asking, reading, base, bonus, line: as in `bound_plain`.
    """
    listed, sums, cells, o = task.listed, task.space.sums, task.asked.cells, task.asked.at[asking]
    measure(task, asking, reading, True)
    theirs = listed.readings[READING * reading + OWN] >> OWN_COUNT
    for i in range(cells[o + TOKENS]):
        own = cells[o + HEAD + TOKEN * i + TAG] == CORE_TAG
        sums[COINED_AT + i] = MOST_COINED if own and theirs else 0
    most, separation = in_sum(task, asking, reading, base, bonus)
    if theirs and reaches(most, separation, bonus, line, task.facts):
        hold_letters(task, asking, reading)
        most, separation = in_sum(task, asking, reading, base, bonus)
    return most, separation


def in_sum(task: Task, asking: int, reading: int, base: int, bonus: int) -> tuple[int, int]:
    """The most that agrees and the least that separates in translation, of own words coined at `COINED_AT` at most.

    Where no own word was met either none is coined from another, and all of both names are left over; or as many as
    the name with fewer has, each with what parts it from the other, and `COINED_ONLY` makes them doubtful. The higher
    counts; with a bonus, which could turn them round, the better part of each.
    """
    listed, facts, sums = task.listed, task.facts, task.space.sums
    cells, o, own = task.asked.cells, task.asked.at[asking], int(task.listed.readings[READING * reading + OWN])
    ours = Name(cells, o, task.asked.table, task.asked.letters)
    share, owns = facts[BEYOND_THE_CUT] if cells[o + CUT] else 100, CHINESE_OWN
    if cells[o + SCRIPT] == FROM_HAN:
        owns = LATIN_OWN
    agreed, left, met, cost, coined, parted, saved, best, count, theirs = 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    for i in range(cells[o + TOKENS]):
        tag, points = cells[o + HEAD + TOKEN * i + TAG], cost_at(ours, i, True)
        if tag == CORE_TAG:
            alike, mass = sums[COINED_AT + i], mass_at(ours, i, True)
            met += max(sums[OURS + i], alike * mass)
            cost += points
            coined += alike * mass
            parted += 0 if sums[OURS + i] else (100 - alike) * points
            saved += alike * owns
            best = max(best, alike)
            count += 1
        elif tag < INITIAL_TAG:
            agreed += sums[OURS + i]
            left += 0 if sums[OURS + i] else points
    for j in range(listed.readings[READING * reading + COUNT]):
        theirs += sums[THEIRS + j]
    mass, their_count = own & (1 << OWN_COUNT) - 1, own >> OWN_COUNT
    their_cost = max((mass - sums[OWN_SAVED]) * owns // 100 - their_count, 0)  # points of a word are rounded down
    separation = DOUBT + 100 * left + share * max(listed.readings[READING * reading + APART] - sums[SAVED], 0)
    their_parted = max(share * their_cost - min(saved, best * their_cost), 0)
    if sums[OWN_MET]:
        return base + min(agreed + met, theirs + coined), separation + parted + their_parted
    most = base + min(agreed, theirs)
    alone = separation + 100 * cost + share * their_cost
    if count or (their_count and not cells[o + CUT]):
        alone += max(most * NO_OWN_WORD // 100 - 1, 0)
    if not best:
        return most, alone
    more = most + min(coined, best * min(mass, 100 * min(count, their_count)))
    separation += parted + their_parted + max(more * COINED_ONLY // 100 - 1, 0)
    if bonus:
        return more, min(separation, alone)
    return (more, separation) if more * (most + alone) > most * (more + separation) else (most, alone)


def hold_letters(task: Task, asking: int, reading: int) -> None:
    """Write to `COINED_AT` how well the own words of both names may have been coined from each other."""
    listed, sums, sounds = task.listed, task.space.sums, task.space.sounds
    cells, o, table = task.asked.cells, task.asked.at[asking], task.asked.table
    ours = Name(cells, o, table, task.asked.letters)
    start, tokens = listed.readings[READING * reading + BEGIN], listed.readings[READING * reading + COUNT]
    for i in range(cells[o + TOKENS]):
        sums[COINED_AT + i] = 0
        if cells[o + HEAD + TOKEN * i + TAG] != CORE_TAG:
            continue
        for x in range(start, listed.readings[READING * reading + END]):
            mark = listed.elements[x] >> MARK_SHIFT
            if mark >> 23 & 15 != CORE_TAG:
                continue
            own = listed.elements[start + (mark & 127)] & WORD_BITS
            row, meaning = WORD * own, 0
            if x >= start + tokens:
                inside = mark >> 21 & 3 == ALTERNATE and mark >> 14 & 127 == INSIDE and cells[o + SCRIPT] != FROM_HAN
                if not inside or not holds(
                    ours, i, listed.table, listed.words, WORD * (listed.elements[x] & WORD_BITS)
                ):
                    continue
                meaning = 1
            elif cells[o + SCRIPT] == FROM_HAN:
                meaning = 1 if means(ours, i, listed.table, listed.words, row) else 0
            alike = coined_from(ours, i, sounds, listed.table, listed.words, row, meaning)
            sums[COINED_AT + i] = max(sums[COINED_AT + i], alike)


def holds(ours: Name, token: int, words: Ints, letters: Ints, row: int) -> bool:
    """Does a listed word stand inside a token of the query?"""
    mine = row_of(ours.cells, ours.at, token)
    inner = letters[words[row + START] : words[row + START] + words[row + LENGTH]]
    start = ours.words[mine + START]
    return stands_inside(inner, ours.letters[start : start + ours.words[mine + LENGTH]])


def means(ours: Name, token: int, words: Ints, letters: Ints, row: int) -> bool:
    """Does a meaning of a Chinese word of the query stand inside a listed word?"""
    cells, o = ours.cells, ours.at
    outer = letters[words[row + START] : words[row + START] + words[row + LENGTH]]
    for e in range(cells[o + TOKENS], cells[o + ELEMENTS]):
        element = o + HEAD + TOKEN * cells[o + TOKENS] + ELEMENT * e
        if cells[element + FIRST] == token and cells[element + HOW] == ALTERNATE and cells[element + PERCENT] == INSIDE:
            mine = cells[element + ROW]
            start = ours.words[mine + START]
            if stands_inside(ours.letters[start : start + ours.words[mine + LENGTH]], outer):
                return True
    return False


def initials_standing(task: Task, asking: int, reading: int) -> int:
    """How many initials of a query may stand for a word or an initial of a listed reading."""
    asked, listed = task.asked, task.listed
    cells, o = asked.cells, asked.at[asking]
    start, found = listed.readings[READING * reading + BEGIN], 0
    for i in range(cells[o + TOKENS]):
        if cells[o + HEAD + TOKEN * i + TAG] == INITIAL_TAG:
            letter = asked.letters[asked.table[row_of(cells, o, i) + START]]
            for j in range(start, start + listed.readings[READING * reading + COUNT]):
                if listed.words[listed.table[WORD * (listed.elements[j] & WORD_BITS) + START]] == letter:
                    found += 1
                    break
    return found
