"""Which listed readings may answer a query; a kernel, see `search_kernel.py`, and `bounds.py` for how well they may."""

from __future__ import annotations

from typing import Any, NamedTuple

from lookthrough.match.body_rules import SHORT_NAME
from lookthrough.match.kernel import MOST_TRANSLATED, cost_at, mass_at, percent_alike, relation
from lookthrough.match.layout import (
    ALTERNATE,
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
    LEADS,
    LENGTH,
    MASS,
    MODE,
    ONE_SIDED,
    OPEN_AFTER_INITIAL,
    PERCENT,
    PERSON,
    POINTS,
    RARITY,
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
from lookthrough.match.translated import CHINESE_LEFT, LATIN_LEFT, PINYIN_LEFT
from lookthrough.names.coined import MOST as MOST_COINED
from lookthrough.names.tokens import Tag

#: Where more weights stand in `facts`: points by tag, and costs of leading places by mode.
MASS_OF, COST_OF, LEADING_COST, LEAST_LEADING, WEAK_QUALITY = 4160, 4176, 4192, 4200, 4201
MOST_ADDED, MOST_SHARE, FACTS = 4202, 4203, 4208
COUNTRY_TAG = 4
#: Bits of `posting_mark` and of `reading_mark` above the tag and the kind.
LEADING_BIT, SPAN_BIT = 16, 32
SCRIPT_SHIFT, SPECIAL_BIT = 4, 64

OWN_COUNT = 16
#: Percent of the points of an own word that separate at least when it is left over in translation.
CHINESE_OWN, LATIN_OWN = CHINESE_LEFT[Tag.CORE], min(LATIN_LEFT[Tag.CORE], PINYIN_LEFT)

#: Numbers of `met` per reading: the word met last and what it agrees by, with the agreement so far; points settled.
STATE = 2
AGREED, CREDIT, OURS = 32, 14, 32
#: Where things stand in `desk`: per word of the query its order, rank and sums; then the words that are alike.
ORDER, VOLUME, BEST, WALKED, LIKE_START, LIKE = 0, 128, 256, 384, 512, 1600
#: What readings a walk may open, and of which it has then met all that have the word: none, those with initials or
#: turned from Chinese into Latin letters, all.
CLOSED, SPECIAL, OPEN = 0, 1, 2
#: Postings that are walked for each reading met though they can only sharpen its bound: what a full comparison takes.
WORTH_A_WALK = 64
#: Bounds are kept in parts of this.
PARTS = 1 << 20
#: More than what rounding changes in a score.
SLACK = 1e-9


class Listed(NamedTuple):
    """The index as the kernel reads it; see `index/draft.py` for the arrays that are not told here.

    Attributes:
        table: a row of `kernel.WORD` numbers per word of the vocabulary.
        element_mark: first token, tokens, percent, how, tag and whether it leads, from bit 0, 7, 14, 21, 23 and 27 on.
        posting_mark: tag of the element, with `LEADING_BIT` and `SPAN_BIT`.
        reading_mark: kind of its party, the script from `SCRIPT_SHIFT` on, and whether it has initials or
            is turned from Chinese characters into Latin letters.
        reading_least: points that its weighty tokens cost at least.
        reading_initials: initials among its tokens.
        reading_own: the points of its own words, and from bit `OWN_COUNT` on how many there are.
    """

    words: Any
    table: Any
    near_start: Any
    near_word: Any
    near_slips: Any
    posting_start: Any
    posting_split: Any
    posting_element: Any
    posting_reading: Any
    posting_mark: Any
    element_word: Any
    element_mark: Any
    reading_start: Any
    reading_tokens: Any
    reading_mark: Any
    reading_least: Any
    reading_initials: Any
    reading_own: Any
    reading_name: Any
    name_entity: Any
    name_quality: Any


class Asked(NamedTuple):
    """The askings of some queries.

    Attributes:
        cells: their readings; keys are word ids of the index, or below 0 for words that it does not have.
        at: where each asking begins in `cells`.
        query: the query of each asking, in order.
        kinds: bits of the kinds of party that each asking is compared with.
        stump_low, stump_high: the words of the vocabulary that begin with the last word of a cut-off reading.
        table, letters: the words of the readings; `POINTS` is a word's place in `like_start`.
        like_start, like_word, like_slips: words of the vocabulary that may be like a word that it does not have.
    """

    cells: Any
    at: Any
    query: Any
    kinds: Any
    stump_low: Any
    stump_high: Any
    table: Any
    letters: Any
    like_start: Any
    like_word: Any
    like_slips: Any


class Space(NamedTuple):
    """Working space.

    Attributes:
        room: of `kernel.weigh`.
        desk: per word of the query its order, and the words alike, see `plan`.
        cells: one listed reading.
        met: `STATE` numbers per reading of the index, zero between two askings.
        seen: a bit per reading of the index, zero between two askings.
        touched: the readings met.
        heap: the readings that may reach the line, each as bound << 32 | reading.
    """

    room: Any
    desk: Any
    cells: Any
    met: Any
    seen: Any
    touched: Any
    heap: Any


class Task(NamedTuple):
    """What all steps of a search share: the queries, the index, the weights and working space."""

    asked: Asked
    listed: Listed
    facts: Any
    space: Space


def load(listed: Listed, reading: int, mode: int, person: int, facts: Ints, cells: Ints) -> None:
    """Write a reading of the index into `cells` as `kernel.weigh` reads it."""
    low, high = listed.reading_start[reading], listed.reading_start[reading + 1]
    tokens = listed.reading_tokens[reading]
    cells[TOKENS], cells[ELEMENTS], cells[PERSON], cells[CUT], cells[MODE] = tokens, high - low, person, 0, mode
    cells[SCRIPT] = listed.reading_mark[reading] >> SCRIPT_SHIFT & 3
    known = len(listed.table) // WORD
    at = HEAD + TOKEN * tokens
    for i in range(high - low):
        word, mark = listed.element_word[low + i], listed.element_mark[low + i]
        if i < tokens:
            tag, cell = mark >> 23 & 15, HEAD + TOKEN * i
            own = listed.table[WORD * word + POINTS]
            cells[cell + TAG] = tag
            cells[cell + MASS] = own if tag == CORE_TAG else facts[MASS_OF + tag]
            cells[cell + COST] = own if tag == CORE_TAG else facts[COST_OF + tag]
            cells[cell + LEADS], cells[cell + RARITY] = mark >> 27, own
            if mark >> 27 and tag != CORE_TAG:
                cells[cell + COST] = facts[LEADING_COST + 2 * mode + (0 if tag == COUNTRY_TAG else 1)]
        cells[at + KEY] = word
        cells[at + ROW] = WORD * word if word < known else 0
        cells[at + FIRST], cells[at + SPAN] = mark & 127, mark >> 7 & 127
        cells[at + PERCENT], cells[at + HOW] = mark >> 14 & 127, mark >> 21 & 3
        at += ELEMENT


def least_cost(listed: Listed, word: int, mark: int, facts: Ints) -> int:
    """The least points that a listed token costs when it is left over; 0 for light ones and initials."""
    tag = mark & 15
    if tag == CORE_TAG:
        return int(listed.table[WORD * word + POINTS])
    if tag >= INITIAL_TAG:
        return 0
    cost = int(facts[COST_OF + tag])
    return min(cost, int(facts[LEAST_LEADING])) if mark & LEADING_BIT else cost


def find_alike(task: Task, asking: int, element: int, end: int) -> int:
    """Write the words of the list that an element is like, each as word << 7 | percent, from `desk[end]` on.

    Returns:
        The new end.
    """
    asked, listed, facts, desk = task.asked, task.listed, task.facts, task.space.desk
    cells, o = asked.cells, asked.at[asking]
    key, row, how = cells[element + KEY], cells[element + ROW], cells[element + HOW]
    tag = cells[o + HEAD + TOKEN * cells[element + FIRST] + TAG]
    person, percent = cells[o + PERSON], cells[element + PERCENT]
    known = len(listed.table) // WORD
    if how == IS_TOKEN and tag >= FIRST_LIGHT_TAG:
        return end
    if key >= 0:
        desk[end] = key << 7 | percent
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
            desk[end] = word << 7 | alike
            end += 1
    if cells[o + CUT] and how == IS_TOKEN and cells[element + FIRST] == cells[o + TOKENS] - 1:
        for word in range(asked.stump_low[asking], asked.stump_high[asking]):
            if end < last:
                desk[end] = word << 7 | 100
                end += 1
    return end


def plan(task: Task, asking: int) -> None:
    """Find the words alike of every element, and the order in which the tokens are walked: fewest postings first."""
    asked, listed, desk = task.asked, task.listed, task.space.desk
    cells, o = asked.cells, asked.at[asking]
    tokens = cells[o + TOKENS]
    for i in range(tokens):
        desk[ORDER + i], desk[VOLUME + i], desk[BEST + i], desk[WALKED + i] = i, 0, 0, 0
    end = LIKE
    for e in range(cells[o + ELEMENTS]):
        element = o + HEAD + TOKEN * tokens + ELEMENT * e
        desk[LIKE_START + e] = end
        end = find_alike(task, asking, element, end)
        desk[LIKE_START + e + 1] = end
        volume, best = 0, 0
        for k in range(desk[LIKE_START + e], end):
            word = desk[k] >> 7
            volume += listed.posting_start[word + 1] - listed.posting_start[word]
            best = max(best, desk[k] & 127)
        for i in range(cells[element + FIRST], cells[element + FIRST] + cells[element + SPAN]):
            desk[VOLUME + i] += volume
            desk[BEST + i] = max(desk[BEST + i], best)
    for i in range(1, tokens):
        j = i
        while j > 0 and desk[VOLUME + desk[ORDER + j]] < desk[VOLUME + desk[ORDER + j - 1]]:
            desk[ORDER + j], desk[ORDER + j - 1] = desk[ORDER + j - 1], desk[ORDER + j]
            j -= 1


def opens(task: Task, asking: int, rank: int, bonus: int, line: float) -> int:
    """Which readings may reach the line that were not met by the words before this rank?"""
    cells, o = task.asked.cells, task.asked.at[asking]
    if cells[o + PERSON]:
        if can_reach(task, asking, rank, False, bonus, line):
            return OPEN
        return SPECIAL if can_reach(task, asking, rank, True, bonus, line) else CLOSED
    if cells[o + SCRIPT] == FROM_HAN:
        return OPEN if can_reach_translated(task, asking, rank, bonus, line) else CLOSED
    if can_reach(task, asking, rank, False, bonus, line):
        return OPEN
    translated = cells[o + SCRIPT] == LATIN and can_reach_translated(task, asking, rank, bonus, line)
    return SPECIAL if translated else CLOSED


def one_sided(task: Task, asking: int) -> int:
    """Percent of the points left over that separate at least."""
    cells, o = task.asked.cells, task.asked.at[asking]
    percent = int(task.facts[ONE_SIDED + cells[o + MODE]])
    return percent * SHORT_NAME // 100 if cells[o + SCRIPT] == HAN and not cells[o + PERSON] else percent


def can_reach_translated(task: Task, asking: int, rank: int, bonus: int, line: float) -> bool:
    """The same of readings that are compared in translation; a name's own word may have been coined from another."""
    facts, desk, cells, o = task.facts, task.space.desk, task.asked.cells, task.asked.at[asking]
    ours = Name(cells, o, task.asked.table, task.asked.letters)
    agreement, left = facts[MOST_ADDED], 0
    for k in range(cells[o + TOKENS]):
        i = desk[ORDER + k]
        tag, mass = cells[o + HEAD + TOKEN * i + TAG], mass_at(ours, i, True)
        if tag >= FIRST_LIGHT_TAG:
            agreement += 100 * mass
        elif k >= rank:
            agreement += mass * max(desk[BEST + i], MOST_COINED if tag == CORE_TAG else 0)
        elif tag == CORE_TAG:
            agreement += mass * MOST_COINED
        else:
            left += 100 * cost_at(ours, i, True)
    agreement += min(bonus, agreement * facts[MOST_SHARE] // 100)
    return bool(agreement >= line * (agreement + left + DOUBT))


def can_reach(task: Task, asking: int, rank: int, initials: bool, bonus: int, line: float) -> bool:
    """May a reading reach the line that was not met by the words before this rank?

    Args:
        task, asking: the reading of the query.
        rank: how many of its words, in their order, the reading lacks.
        initials: the reading has initials, which may stand for these words; then they are open and not left over.
        bonus: what attributes may add to the agreement at most.
        line: the least score.
    """
    facts, desk = task.facts, task.space.desk
    cells, o = task.asked.cells, task.asked.at[asking]
    initial = facts[INITIAL_PERCENT] * facts[MASS_OF + INITIAL_TAG]
    agreement, left, points_left = facts[MOST_ADDED], 0, 0
    for k in range(cells[o + TOKENS]):
        i = desk[ORDER + k]
        cell = o + HEAD + TOKEN * i
        by_initial = cells[o + PERSON] and (initials or cells[cell + TAG] == INITIAL_TAG)
        if cells[cell + TAG] >= FIRST_LIGHT_TAG:
            agreement += 100 * cells[cell + MASS]
        elif k >= rank:
            agreement += max(cells[cell + MASS] * desk[BEST + i], initial if by_initial else 0)
        elif by_initial:
            agreement += initial
            left += cells[cell + COST] * facts[OPEN_AFTER_INITIAL]
        else:
            left += cells[cell + COST] * one_sided(task, asking)
            points_left += cells[cell + COST]
    if cells[o + PERSON]:
        left += least_separation(points_left, agreement)
    agreement += min(bonus, agreement * facts[MOST_SHARE] // 100)
    return bool(agreement >= line * (agreement + left + DOUBT))


def meet(task: Task, asking: int, token: int, level: int, sharpen: bool, count: int) -> int:
    """Walk the postings of every word that one token of the query is like; also what longer elements make of it.

    Args:
        task, asking, token: the token.
        level: which readings may be opened.
        sharpen: walk also where none may be opened.
        count: how many readings were met before.

    Returns:
        How many readings are in `touched` now.
    """
    asked, listed, facts, desk = task.asked, task.listed, task.facts, task.space.desk
    met, seen, touched = task.space.met, task.space.seen, task.space.touched
    cells, o = asked.cells, asked.at[asking]
    tokens = cells[o + TOKENS]
    ours = Name(cells, o, asked.table, asked.letters)
    tag = cells[o + HEAD + TOKEN * token + TAG]
    plain = mass_at(ours, token, False), cost_at(ours, token, False) if tag < INITIAL_TAG else 0
    translated = mass_at(ours, token, True), cost_at(ours, token, True) if tag < INITIAL_TAG else 0
    kinds, script = asked.kinds[asking], cells[o + SCRIPT]
    for e in range(cells[o + ELEMENTS]):
        element = o + HEAD + TOKEN * tokens + ELEMENT * e
        if not cells[element + FIRST] <= token < cells[element + FIRST] + cells[element + SPAN]:
            continue
        for k in range(desk[LIKE_START + e], desk[LIKE_START + e + 1]):
            word, percent = desk[k] >> 7, desk[k] & 127
            end = listed.posting_start[word + 1] if level == OPEN or sharpen else listed.posting_split[word]
            for p in range(listed.posting_start[word], end):
                reading = listed.posting_reading[p]
                if not seen[reading >> 3] >> (reading & 7) & 1:
                    if level == CLOSED or not may_open(listed.reading_mark[reading], level, kinds, script):
                        continue
                    seen[reading >> 3] |= 1 << (reading & 7)
                    touched[count] = reading
                    count += 1
                state = met[STATE * reading]
                apart = not cells[o + PERSON] and in_translation(
                    script, listed.reading_mark[reading] >> SCRIPT_SHIFT & 3
                )
                mark = listed.posting_mark[p]
                least, cost = translated if apart else plain
                if apart:
                    own = tag == CORE_TAG or takes_own(listed, reading, listed.posting_element[p], mark)
                    settled = 1 if own else 0
                    least = min(least, translated_mass(listed, reading, listed.posting_element[p], mark, word))
                elif mark & SPAN_BIT:
                    settled = span_cost(listed, reading, listed.posting_element[p], facts)
                else:
                    met_tag = mark & 15
                    settled = least_cost(listed, word, mark, facts)
                    least = min(
                        least, listed.table[WORD * word + POINTS] if met_tag == CORE_TAG else facts[MASS_OF + met_tag]
                    )
                credit, before = least * percent, 0
                if state >> AGREED + CREDIT == token + 1:
                    before = state >> AGREED & (1 << CREDIT) - 1
                else:
                    settled += cost << OURS
                agreed = (state & (1 << AGREED) - 1) + max(credit - before, 0)
                met[STATE * reading] = ((token + 1) << CREDIT | max(credit, before)) << AGREED | agreed
                met[STATE * reading + 1] += settled
    return count


def may_open(mark: int, level: int, kinds: int, script: int) -> bool:
    """May a reading with this mark be an answer that a walk may open?"""
    if level == SPECIAL and not mark & SPECIAL_BIT:
        return False
    return bool(kinds >> (mark & 15) & 1) and may_meet(script, mark >> SCRIPT_SHIFT & 3)


def may_meet(one: int, other: int) -> bool:
    """May readings of these scripts be compared? See `tokens.meets`."""
    if HAN in (one, other):
        return one == other
    return not one == other == FROM_HAN


def in_translation(one: int, other: int) -> bool:
    """Are names of bodies in these scripts compared in translation? See `translated.is_translated`."""
    return (one == LATIN and other == FROM_HAN) or (one == FROM_HAN and other == LATIN)


def takes_own(listed: Listed, reading: int, element: int, mark: int) -> bool:
    """Does a listed word or span with this mark of a posting take an own word? "Holding" for "group" does not."""
    if not mark & SPAN_BIT:
        return bool(mark & 15 == CORE_TAG)
    place = listed.element_mark[element]
    first = listed.reading_start[reading] + (place & 127)
    own = False
    for i in range(first, first + (place >> 7 & 127)):
        own = own or listed.element_mark[i] >> 23 & 15 == CORE_TAG
    return own


def translated_mass(listed: Listed, reading: int, element: int, mark: int, word: int) -> int:
    """The most points that a listed word or span agrees by in translation."""
    if not mark & SPAN_BIT:
        return min(int(listed.table[WORD * word + POINTS]), int(MOST_TRANSLATED[mark & 15]))
    place = listed.element_mark[element]
    first, total = listed.reading_start[reading] + (place & 127), 0
    for i in range(first, first + (place >> 7 & 127)):
        points = listed.table[WORD * listed.element_word[i] + POINTS]
        total += min(int(points), int(MOST_TRANSLATED[listed.element_mark[i] >> 23 & 15]))
    return total


def span_cost(listed: Listed, reading: int, element: int, facts: Ints) -> int:
    """The least points that the tokens of a listed span cost when they are left over."""
    mark = listed.element_mark[element]
    first = listed.reading_start[reading] + (mark & 127)
    total = 0
    for i in range(first, first + (mark >> 7 & 127)):
        token = listed.element_mark[i]
        leading = LEADING_BIT if token >> 27 else 0
        total += least_cost(listed, listed.element_word[i], token >> 23 & 15 | leading, facts)
    return total


def least_separation(left: int, most: int) -> int:
    """What `rules_kernel.person_separation` adds at least: for little in common, or for a name left on each side."""
    return min(little_separation(left, most), most * OTHER_NAME // 100)
