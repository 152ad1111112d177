"""Which listed readings may answer a query; a kernel, see `search_kernel.py`, and `bounds.py` for how well they may."""

from __future__ import annotations

from lookthrough.match.body_rules import SHORT_NAME
from lookthrough.match.kernel import (
    CHINESE_SHARE,
    LATIN_SHARE,
    MOST_TRANSLATED,
    cost_at,
    mass_at,
    percent_alike,
    relation,
)
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
    HAN,
    HEAD,
    HOW,
    INITIAL_PERCENT,
    INITIAL_TAG,
    IS_TOKEN,
    KEY,
    LATIN,
    LENGTH,
    MASS,
    MODE,
    ONE_SIDED,
    OPEN_AFTER_INITIAL,
    PERCENT,
    PERSON,
    POINTS,
    ROW,
    SCRIPT,
    SPAN,
    TAG,
    TOKEN,
    TOKENS,
    WORD,
    Ints,
    Name,
)
from lookthrough.match.person_rules import OTHER_NAME
from lookthrough.match.rules_kernel import little_separation
from lookthrough.match.score import DOUBT
from lookthrough.match.task import (
    ANY,
    APART,
    APART_ONLY,
    APART_OWN,
    BEST,
    BY_INITIALS,
    COST_OF,
    FEWEST_SLOTS,
    LEAST,
    LIKE,
    LIKE_START,
    MARK,
    MASS_OF,
    MOST_ADDED,
    MOST_CREDIT,
    MOST_KNOWN,
    MOST_KNOWN_APART,
    MOST_KNOWN_MASS,
    MOST_SHARE,
    NONE,
    ORDER,
    PERCENT_BITS,
    PLAIN,
    RANK,
    READING,
    ROOMY,
    SCRIPT_SHIFT,
    SETTLES,
    SPAN_BIT,
    SPECIAL_BIT,
    STEP,
    STEPS,
    UNKNOWN,
    VOLUME,
    WORD_SHIFT,
    Listed,
    Space,
    Task,
    least_cost,
)
from lookthrough.match.translated import COINED_ONLY
from lookthrough.names.coined import MOST as MOST_COINED

#: Postings of a reading of a query that are walked in less time than it takes to see which need not be.
FEW = 4000


def find_alike(task: Task, asking: int, element: int, end: int) -> int:
    """Write the words of the list that an element is like from `desk[end]` on, each with its number and the likeness.

    Returns:
        The new end.
    """
    asked, listed, facts, desk = task.asked, task.listed, task.facts, task.space.desk
    cells, o = asked.cells, asked.at[asking]
    key, row, how = cells[element + KEY], cells[element + ROW], cells[element + HOW]
    tag = cells[o + HEAD + TOKEN * cells[element + FIRST] + TAG]
    person, percent = cells[o + PERSON], cells[element + PERCENT]
    known = len(listed.table) // WORD
    tail = (element - o - HEAD - TOKEN * cells[o + TOKENS]) // ELEMENT << 7
    if (how == IS_TOKEN and tag >= FIRST_LIGHT_TAG) or not percent:
        return end
    if key >= 0:
        desk[end] = key << WORD_SHIFT | tail | percent
        end += 1
    if how not in (IS_TOKEN, ALTERNATE):
        return end
    last = len(desk) - 1
    # the near words of a word that the list has are kept with it, those of another were looked up beforehand
    kept = 0 <= key < known
    place = key if kept else asked.table[row + POINTS]
    low = listed.near_start[place] if kept else asked.like_start[place]
    high = listed.near_start[place + 1] if kept else asked.like_start[place + 1]
    for k in range(low, high):
        word = listed.near_word[k] if kept else asked.like_word[k]
        slips = listed.near_slips[k] if kept else asked.like_slips[k]
        longer = max(asked.table[row + LENGTH], listed.table[WORD * word + LENGTH])
        related = relation(asked.table, row, listed.table, WORD * word)
        alike = percent_alike(facts, slips, longer, related, person) * percent // 100
        if alike and end < last:
            desk[end] = word << WORD_SHIFT | tail | alike
            end += 1
    if cells[o + CUT] and how == IS_TOKEN and cells[element + FIRST] == cells[o + TOKENS] - 1:
        for word in range(asked.stump_low[asking], asked.stump_high[asking]):
            if end < last:
                desk[end] = word << WORD_SHIFT | tail | 100
                end += 1
    return end


def plan(task: Task, asking: int) -> None:
    """Find the words alike of every element, and the order in which the tokens are walked: fewest postings first."""
    asked, listed, desk = task.asked, task.listed, task.space.desk
    cells, o = asked.cells, asked.at[asking]
    tokens = cells[o + TOKENS]
    for i in range(tokens):
        desk[ORDER + i], desk[VOLUME + i], desk[BEST + i], desk[SETTLES + i] = i, 0, 0, 0
    end, known = LIKE, len(listed.table) // WORD
    for e in range(cells[o + ELEMENTS]):
        element = o + HEAD + TOKEN * tokens + ELEMENT * e
        desk[LIKE_START + e] = end
        end = find_alike(task, asking, element, end)
        volume, best, settles = 0, 0, 0
        for k in range(desk[LIKE_START + e], end):
            word = desk[k] >> WORD_SHIFT
            volume += listed.posting_start[word + 1] - listed.posting_start[word]
            best = max(best, desk[k] & PERCENT_BITS)
            settles = max(settles, MOST_KNOWN, listed.table[WORD * word + POINTS] if word < known else 0)
            settles = max(settles, 100 * listed.word_takes[word] if listed.word_takes[word] > 1 else 0)
        for i in range(cells[element + FIRST], cells[element + FIRST] + cells[element + SPAN]):
            desk[VOLUME + i] += volume
            desk[BEST + i] = max(desk[BEST + i], best)
            desk[SETTLES + i] = max(desk[SETTLES + i], settles)
    desk[LIKE_START + cells[o + ELEMENTS]] = end
    for i in range(1, tokens):
        j = i
        while j > 0 and desk[VOLUME + desk[ORDER + j]] < desk[VOLUME + desk[ORDER + j - 1]]:
            desk[ORDER + j], desk[ORDER + j - 1] = desk[ORDER + j - 1], desk[ORDER + j]
            j -= 1
    for k in range(tokens):
        desk[RANK + desk[ORDER + k]] = k
    file_alike(task.space, end)


def file_alike(space: Space, end: int) -> None:
    """Put every word alike where `alike_at` finds it; those of one word are linked."""
    desk, slots, links = space.desk, space.slots, space.links
    mask = slots_of(end) - 1
    for k in range(LIKE, end):
        slot = slot_of(desk[k] >> WORD_SHIFT, mask)
        while slots[slot] and desk[slots[slot]] >> WORD_SHIFT != desk[k] >> WORD_SHIFT:
            slot = slot + 1 & mask
        links[k] = slots[slot]
        slots[slot] = k


def slots_of(end: int) -> int:
    """How many slots are used for words alike that end there; a power of two."""
    count = FEWEST_SLOTS
    while count < ROOMY * (end - LIKE):
        count *= 2
    return count


def slot_of(word: int, mask: int) -> int:
    """Where a word is looked for first; neighbours in the vocabulary lie apart."""
    return word * 2_654_435_769 >> 15 & mask


def alike_at(space: Space, word: int, mask: int) -> int:
    """Where in `desk` a word alike stands that is this one; 0 for none. `links` leads to the next."""
    slot = slot_of(word, mask)
    at = space.slots[slot]
    while at and space.desk[at] >> WORD_SHIFT != word:
        slot = slot + 1 & mask
        at = space.slots[slot]
    return int(at)


def forget(task: Task, asking: int, count: int) -> None:
    """Leave working space as an asking finds it."""
    slots, seen, touched = task.space.slots, task.space.seen, task.space.touched
    end = task.space.desk[LIKE_START + task.asked.cells[task.asked.at[asking] + ELEMENTS]]
    for slot in range(slots_of(end)):
        slots[slot] = 0
    for k in range(count):
        seen[touched[k] >> 3] = 0


def one_sided(task: Task, asking: int) -> int:
    """Percent of the points left over that separate at least."""
    cells, o = task.asked.cells, task.asked.at[asking]
    percent = int(task.facts[ONE_SIDED + cells[o + MODE]])
    return percent * SHORT_NAME // 100 if cells[o + SCRIPT] == HAN and not cells[o + PERSON] else percent


def closes(task: Task, asking: int, rank: int, bonus: int, line: float) -> bool:
    """Can none of most readings reach the line that were not met by the words before this rank?

    Those with initials, and Chinese ones for a Latin name, are few and left out.
    """
    if task.asked.cells[task.asked.at[asking] + SCRIPT] == FROM_HAN:
        apart = most_left_apart(task, asking, rank, ANY, True, True, bonus, line)
        return max(apart, most_left(task, asking, rank, ANY, False, bonus, line)) == NONE
    return most_left(task, asking, rank, ANY, False, bonus, line) == NONE


def spare(task: Task, asking: int, bonus: int, line: float) -> None:
    """Put behind the others those words, largest first, without which the walk closes as well; `FEW` are walked.

    "BPA EO 52": who has neither the first nor the last is lost, so that the thousands need not be looked at who share
    the second.
    """
    desk, tokens = task.space.desk, task.asked.cells[task.asked.at[asking] + TOKENS]
    closed, postings = 1, 0
    for k in range(tokens):
        postings += desk[VOLUME + k]
    while postings > FEW and closed < tokens and not closes(task, asking, closed, bonus, line):
        closed += 1
    at = closed - 1
    while at >= 0 and closed > 1:
        shift(desk, at, closed - 1)
        if closes(task, asking, closed - 1, bonus, line):
            closed -= 1
        else:
            shift(desk, closed - 1, at)
        at -= 1
    for k in range(tokens):
        desk[RANK + desk[ORDER + k]] = k


def shift(desk: Ints, start: int, end: int) -> None:
    """Move a word from one place of the order to another; those between move up."""
    step = 1 if end > start else -1
    for k in range(start, end, step):
        desk[ORDER + k], desk[ORDER + k + step] = desk[ORDER + k + step], desk[ORDER + k]


def most_left(task: Task, asking: int, rank: int, credit: int, initials: bool, bonus: int, line: float) -> int:
    """Points that a reading may have left over to reach the line which has not the words before some rank.

    What is left over counts without what the word of this rank settles.

    Args:
        task, asking: the reading of the query.
        rank: how many of its words, in their order, the reading lacks.
        credit: what the word of this rank agrees by at most.
        initials: the reading has initials, which may stand for these words; then they are open and not left over.
        bonus: what attributes may add to the agreement at most.
        line: the least score.

    Returns:
        `NONE` if it is lost whatever it has left over.
    """
    facts, desk = task.facts, task.space.desk
    cells, o = task.asked.cells, task.asked.at[asking]
    person = cells[o + PERSON]
    initial = facts[INITIAL_PERCENT] * facts[MASS_OF + INITIAL_TAG]
    agreement, opened, ours, later = facts[MOST_ADDED], 0, 0, 0
    for k in range(cells[o + TOKENS]):
        i = desk[ORDER + k]
        cell = o + HEAD + TOKEN * i
        by_initial = person and (initials or cells[cell + TAG] == INITIAL_TAG)
        if cells[cell + TAG] >= FIRST_LIGHT_TAG:
            agreement += 100 * cells[cell + MASS]
        elif k >= rank:
            most = cells[cell + MASS] * desk[BEST + i]
            agreement += max(min(most, credit) if k == rank else most, initial if by_initial else 0)
        elif by_initial:
            agreement += initial
            opened += cells[cell + COST] * facts[OPEN_AFTER_INITIAL]
        else:
            ours += cells[cell + COST]
        if person and cells[cell + TAG] == INITIAL_TAG:
            later += 100
        elif k > rank:
            later += desk[SETTLES + i]
    share = facts[BEYOND_THE_CUT] if cells[o + CUT] else 100
    one, both = one_sided(task, asking), facts[BOTH_SIDED + cells[o + MODE]]
    low, high = -1, at_most(agreement, opened + DOUBT + one * ours, one * share, bonus, line, facts)
    while low < high:
        middle = (low + high + 1) // 2
        separation = opened + separates(100 * ours, share * middle, agreement, one, both, person)
        if reaches(agreement, separation, bonus, line, facts):
            low = middle
        else:
            high = middle - 1
    return low + later if low >= 0 else NONE


def most_left_apart(
    task: Task, asking: int, rank: int, credit: int, coined: bool, own: bool, bonus: int, line: float
) -> int:
    """The same of readings that are compared in translation; their own words are no part of what is left over.

    Args:
        task, asking, rank, credit, bonus, line: as in `most_left`.
        coined: own words may have been coined from another.
        own: own words may also agree.
    """
    facts, desk, cells, o = task.facts, task.space.desk, task.asked.cells, task.asked.at[asking]
    ours = Name(cells, o, task.asked.table, task.asked.letters)
    agreement, left, later = facts[MOST_ADDED], 0, 0
    for k in range(cells[o + TOKENS]):
        i = desk[ORDER + k]
        tag, mass = cells[o + HEAD + TOKEN * i + TAG], mass_at(ours, i, True)
        later += desk[SETTLES + i] if k > rank else 0
        if tag >= FIRST_LIGHT_TAG:
            agreement += 100 * mass
        elif k == rank and (own or tag != CORE_TAG):
            agreement += min(mass * max(desk[BEST + i], MOST_COINED if tag == CORE_TAG else 0), credit)
        elif k > rank and (own or tag != CORE_TAG):
            agreement += mass * max(desk[BEST + i], MOST_COINED if tag == CORE_TAG else 0)
        elif tag == CORE_TAG and coined:
            agreement += mass * MOST_COINED
            left += (100 - MOST_COINED) * cost_at(ours, i, True)
        else:
            left += 100 * cost_at(ours, i, True)
    if coined and not own:
        left += agreement * COINED_ONLY // 100
    share = facts[BEYOND_THE_CUT] if cells[o + CUT] else 100
    low, high = -1, at_most(agreement, left + DOUBT, 100 * share, bonus, line, facts)
    while low < high:
        middle = (low + high + 1) // 2
        if reaches(agreement, left + share * middle + DOUBT, bonus, line, facts):
            low = middle
        else:
            high = middle - 1
    return low + later if low >= 0 else NONE


def separates(ours: int, theirs: int, most: int, one: int, both: int, person: int) -> int:
    """What separates at least, of points left over times 100 and of the most that agrees."""
    separation = DOUBT + (one * (ours + theirs) + both * min(ours, theirs)) // 100
    return separation + least_separation((ours + theirs) // 100, most) if person else separation


def reaches(most: int, separation: int, bonus: int, line: float, facts: Ints) -> bool:
    """May a score of these sums reach the line?"""
    most += min(bonus, most * facts[MOST_SHARE] // 100)
    return bool(most > 0 and most >= line * (most + separation))


def at_most(most: int, separation: int, step: int, bonus: int, line: float, facts: Ints) -> int:
    """No more points than these can be left over where the line is to be reached, of which each separates by a step.

    Args:
        most, bonus, line, facts: as in `reaches`.
        separation: what separates already.
        step: what a point that is left over separates by at least, times 100.
    """
    if line <= 0 or step <= 0:
        return ANY
    most += min(bonus, most * facts[MOST_SHARE] // 100)
    room = most / line - most - separation
    return min(ANY, int(100 * room / step) + 2) if room >= 0 else 1


def gather(task: Task, asking: int, rank: int, bonus: int, line: float, count: int) -> int:
    """Walk the postings of every word that one token of the query is like; also what longer elements make of it.

    Args:
        task, asking, rank: the token.
        bonus: what attributes may add to the agreement at most.
        line: the least score.
        count: how many readings were met before.

    Returns:
        How many readings are in `touched` now.
    """
    listed, desk, cells, o = task.listed, task.space.desk, task.asked.cells, task.asked.at[asking]
    token, limits = desk[ORDER + rank], task.space.limits
    for k in range(len(limits)):
        limits[k] = UNKNOWN
    closed = closes(task, asking, rank, bonus, line)
    for e in range(cells[o + ELEMENTS]):
        element = o + HEAD + TOKEN * cells[o + TOKENS] + ELEMENT * e
        first, last = cells[element + FIRST], cells[element + FIRST] + cells[element + SPAN]
        walked, own = not first <= token < last, False
        for i in range(first, last):
            walked = walked or desk[RANK + i] < rank
            own = own or cells[o + HEAD + TOKEN * i + TAG] == CORE_TAG
        if walked:
            continue
        for k in range(desk[LIKE_START + e], desk[LIKE_START + e + 1]):
            word = desk[k] >> WORD_SHIFT
            for p in range(listed.posting_start[word], listed.posting_split[word]):
                if stays(task, asking, rank, p, desk[k], own, bonus, line):
                    count = take(task.space, listed.posting_reading[p], count)
            if not closed and listed.posting_split[word] < listed.posting_start[word + 1]:
                count = gather_plain(task, asking, rank, desk[k], own, bonus, line, count)
    return count


def gather_plain(task: Task, asking: int, rank: int, alike: int, own: bool, bonus: int, line: float, count: int) -> int:
    """Walk the postings of one word alike that are not special: the many, of which all have the same limits.

    Args:
        task, asking, rank, bonus, line, count: as in `gather`.
        alike, own: as in `stays`.
    """
    listed, seen, cells, o = task.listed, task.space.seen, task.asked.cells, task.asked.at[asking]
    word, percent, script = alike >> WORD_SHIFT, alike & PERCENT_BITS, cells[o + SCRIPT]
    points, kinds = own_points(listed, word), task.asked.kinds[asking]
    apart = script == FROM_HAN and not cells[o + PERSON]
    left, sort, other = LEAST, PLAIN, PLAIN
    if apart:
        left, sort, other = APART, APART_OWN, APART_OWN if own else APART_ONLY
    core = limit_of(task, asking, rank, points * percent, sort, bonus, line)
    known = limit_of(task, asking, rank, MOST_KNOWN_MASS * percent, other, bonus, line)
    span = limit_of(task, asking, rank, most_agreed(listed, word) * percent, sort, bonus, line)
    for p in range(listed.posting_split[word], listed.posting_start[word + 1]):
        mark, reading = listed.posting_mark[p], listed.posting_reading[p]
        settles, limit = 0 if apart else points, core
        if mark & SPAN_BIT:
            settles, limit = most_agreed(listed, word), span
        elif mark & 15 != CORE_TAG:
            settles, limit = MOST_KNOWN_APART if apart else task.facts[COST_OF + (mark & 15)], known
        if limit == NONE or listed.readings[READING * reading + left] - settles > limit:
            continue
        there = listed.readings[READING * reading + MARK]
        if not seen[reading >> 3] >> (reading & 7) & 1 and may_open(there, kinds, script):
            count = take(task.space, reading, count)
    return count


def take(space: Space, reading: int, count: int) -> int:
    """Remember that a reading was met; how many there are."""
    space.seen[reading >> 3] |= 1 << (reading & 7)
    space.touched[count] = reading
    return count + 1


def stays(task: Task, asking: int, rank: int, posting: int, alike: int, own: bool, bonus: int, line: float) -> bool:
    """Is this a new reading that may reach the line?

    Args:
        task, asking, rank, bonus, line: as in `gather`.
        posting: where the reading was met.
        alike: the word and its likeness, as in `desk`.
        own: the query's word or one of its words is an own word.
    """
    listed, cells, o = task.listed, task.asked.cells, task.asked.at[asking]
    reading, mark, word = listed.posting_reading[posting], listed.posting_mark[posting], alike >> WORD_SHIFT
    row, person, script, tag = READING * reading, cells[o + PERSON], cells[o + SCRIPT], mark & 15
    there, percent = listed.readings[row + MARK], alike & PERCENT_BITS
    if task.space.seen[reading >> 3] >> (reading & 7) & 1 or not may_open(there, task.asked.kinds[asking], script):
        return False
    settles, mass = most_agreed(listed, word), most_agreed(listed, word)
    if not person and in_translation(script, there >> SCRIPT_SHIFT & 3):
        sort = APART_OWN if own or mark & SPAN_BIT or tag == CORE_TAG else APART_ONLY
        if not mark & SPAN_BIT:
            mass = min(own_points(listed, word), MOST_TRANSLATED[tag])
            settles = cost_apart(listed, word, tag, there >> SCRIPT_SHIFT & 3)
        left = listed.readings[row + APART] - settles
    else:
        sort = BY_INITIALS if person and there & SPECIAL_BIT else PLAIN
        if not mark & SPAN_BIT:
            mass = own_points(listed, word) if tag == CORE_TAG else task.facts[MASS_OF + tag]
            settles = least_cost(listed, word, mark, task.facts)
        left = listed.readings[row + LEAST] - settles
    return bool(left <= limit_of(task, asking, rank, mass * percent, sort, bonus, line))


def own_points(listed: Listed, word: int) -> int:
    """The points of a word as an own word; 0 for one that stands only in spans."""
    return int(listed.table[WORD * word + POINTS]) if WORD * word < len(listed.table) else 0


def most_agreed(listed: Listed, word: int) -> int:
    """The most points of what a listed word or span of this spelling takes, in agreement and left over."""
    return 100 * int(listed.word_takes[word])


def limit_of(task: Task, asking: int, rank: int, credit: int, sort: int, bonus: int, line: float) -> int:
    """What a reading may have left over, for steps of what it agrees by; each is found once."""
    step = (min(credit, MOST_CREDIT) + STEP - 1) // STEP
    known = task.space.limits[STEPS * sort + step]
    if known != UNKNOWN:
        return int(known)
    cells, o, most = task.asked.cells, task.asked.at[asking], STEP * step
    if sort in (PLAIN, BY_INITIALS):
        found = most_left(task, asking, rank, most, sort == BY_INITIALS, bonus, line)
    elif sort == APART_OWN or rank < cells[o + TOKENS] - 1:
        found = most_left_apart(task, asking, rank, most, True, True, bonus, line)
    else:  # no own word is among what the reading has
        coined = most_left_apart(task, asking, rank, most, True, False, bonus, line)
        found = max(coined, most_left_apart(task, asking, rank, most, False, False, bonus, line))
    task.space.limits[STEPS * sort + step] = found
    return int(found)


def may_open(mark: int, kinds: int, script: int) -> bool:
    """May a reading with this mark be compared with an asking of such kinds and script?"""
    return bool(kinds >> (mark & 15) & 1) and may_meet(script, mark >> SCRIPT_SHIFT & 3)


def cost_apart(listed: Listed, word: int, tag: int, script: int) -> int:
    """The points that a listed token costs in translation when it is left over; 0 for own words and light ones."""
    if tag == CORE_TAG or tag >= INITIAL_TAG:
        return 0
    points = min(int(listed.table[WORD * word + POINTS]), int(MOST_TRANSLATED[tag]))
    return points * (int(CHINESE_SHARE[tag]) if script == FROM_HAN else int(LATIN_SHARE[tag])) // 100


def may_meet(one: int, other: int) -> bool:
    """May readings of these scripts be compared? See `tokens.meets`."""
    if HAN in (one, other):
        return one == other
    return not one == other == FROM_HAN


def in_translation(one: int, other: int) -> bool:
    """Are names of bodies in these scripts compared in translation? See `translated.is_translated`."""
    return (one == LATIN and other == FROM_HAN) or (one == FROM_HAN and other == LATIN)


def least_separation(left: int, most: int) -> int:
    """What `rules_kernel.person_separation` adds at least: for little in common, or for a name left on each side."""
    return min(little_separation(left, most), most * OTHER_NAME // 100)
