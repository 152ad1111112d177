"""What the steps of a search share: the queries, the index and working space, as arrays that a kernel reads."""

from __future__ import annotations

from typing import Any, NamedTuple

from lookthrough.match.layout import (
    CORE_TAG,
    COST,
    CUT,
    ELEMENT,
    ELEMENTS,
    FIRST,
    HEAD,
    HOW,
    INITIAL_TAG,
    KEY,
    LEADS,
    MASS,
    MODE,
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
)
from lookthrough.match.sides import WEIGHTS
from lookthrough.match.translated import CHINESE_LEFT, LATIN_LEFT, MOST, PINYIN_LEFT
from lookthrough.names.tags import Tag

#: Where more weights stand in `facts`: points by tag, and costs of leading places by mode.
MASS_OF, COST_OF, LEADING_COST, LEAST_LEADING, WEAK_QUALITY = 4160, 4176, 4192, 4200, 4201
MOST_ADDED, MOST_SHARE, FACTS = 4202, 4203, 4208
COUNTRY_TAG = 4
#: Bits of `posting_mark` above the tag.
LEADING_BIT, SPAN_BIT = 16, 32
#: Numbers of a reading, and bits of its marks above the kind.
READING = 8
BEGIN, END, COUNT, MARK, LEAST, APART, OWN, NAME = 0, 1, 2, 3, 4, 5, 6, 7
SCRIPT_SHIFT, SPECIAL_BIT, INITIALS_SHIFT = 4, 64, 8
#: Bits of an element.
WORD_BITS, MARK_SHIFT = (1 << 32) - 1, 32

OWN_COUNT = 16
#: Percent of the points of an own word that separate at least when it is left over in translation.
CHINESE_OWN, LATIN_OWN = CHINESE_LEFT[Tag.CORE], min(LATIN_LEFT[Tag.CORE], PINYIN_LEFT)

#: Where things stand in `desk`: the words of the query in their order, and per word its rank, its postings, what it
#: agrees by at most, and the most points that one listed word like it can save; then the words that are alike, see
#: `find_alike`, whose numbers hold the likeness, the element and the word.
ORDER, RANK, VOLUME, BEST, SETTLES, LIKE_START, LIKE = 0, 128, 256, 384, 512, 640, 1728
PERCENT_BITS, ELEMENT_BITS, WORD_SHIFT = 127, 1023, 17
#: Slots of the table of words alike for each of them, and for few.
ROOMY, FEWEST_SLOTS = 4, 64
#: What a listed word that is no own word costs at most when it is left over, agrees by, and costs in translation.
MOST_KNOWN = max(leave for tag, (_, leave) in WEIGHTS.items() if tag is not Tag.CORE)
MOST_KNOWN_MASS = max(agree for tag, (agree, _) in WEIGHTS.items() if tag is not Tag.CORE)
MOST_KNOWN_APART = max(MOST[tag] * max(CHINESE_LEFT[tag], LATIN_LEFT[tag]) // 100 for tag in Tag if tag is not Tag.CORE)
#: More points than any reading has; a limit that none keeps within; and one that was not asked for.
ANY, NONE, UNKNOWN = 1 << 14, -(1 << 14), -(1 << 15)
#: How a reading is compared: word by word, so that initials may stand for words, or in translation, with own words that
#: agree or without. Limits are kept for steps of what a word agrees by.
PLAIN, BY_INITIALS, APART_OWN, APART_ONLY = 0, 1, 2, 3
STEP, STEPS, MOST_CREDIT = 256, 48, 100 * 100
LIMITS = 4 * STEPS
#: Bounds are kept in parts of this.
PARTS = 1 << 20
#: More than what rounding changes in a score.
SLACK = 1e-9


class Listed(NamedTuple):
    """The index as the kernel reads it; see `index/draft.py` for the arrays that are not told here.

    Attributes:
        table: a row of `kernel.WORD` numbers per word of the vocabulary.
        posting_mark: tag of the element, with `LEADING_BIT` and `SPAN_BIT`.
        word_takes: tokens that an element of each word takes at most.
        elements: the word of each, and from bit `MARK_SHIFT` on its first token, tokens, percent, how, tag and whether
            it leads, from bit 0, 7, 14, 21, 23 and 27 of the rest on.
        readings: `READING` numbers for each reading, which are far apart in memory and read together: its first element
            and the one behind its last; its tokens; the kind of its party, the script from `SCRIPT_SHIFT` on, whether
            it has initials or is turned from Chinese characters into Latin letters, and its initials from
            `INITIALS_SHIFT` on; points that its weighty tokens cost at least, and in translation without own words;
            the points of its own words, and from bit `OWN_COUNT` on how many there are; its name.
    """

    words: Any
    table: Any
    near_start: Any
    near_word: Any
    near_slips: Any
    posting_start: Any
    posting_split: Any
    posting_reading: Any
    posting_mark: Any
    word_takes: Any
    elements: Any
    readings: Any
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
        slots, links: where a word stands among those alike, and the next of the same word; 0 between two askings.
        sounds: own words of the query as `brands_kernel.sound_out` writes them.
        sums: what each word of both readings agrees by, see `bounds.measure`.
        limits: see `limit_of`.
        cells: one listed reading.
        seen: a bit per reading of the index, zero between two askings.
        touched: the readings met.
        heap: the readings that may reach the line, each as bound << 32 | reading.
    """

    room: Any
    desk: Any
    slots: Any
    links: Any
    sounds: Any
    sums: Any
    limits: Any
    cells: Any
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
    row = READING * reading
    low, high, tokens = listed.readings[row + BEGIN], listed.readings[row + END], listed.readings[row + COUNT]
    cells[TOKENS], cells[ELEMENTS], cells[PERSON], cells[CUT], cells[MODE] = tokens, high - low, person, 0, mode
    cells[SCRIPT] = listed.readings[row + MARK] >> SCRIPT_SHIFT & 3
    known = len(listed.table) // WORD
    at = HEAD + TOKEN * tokens
    for i in range(high - low):
        word, mark = listed.elements[low + i] & WORD_BITS, listed.elements[low + i] >> MARK_SHIFT
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
