"""The rules of `body_rules` and `person_rules` over flat arrays; a kernel, see `kernel.py`."""

from __future__ import annotations

from lookthrough.match.body_rules import (
    ABROAD,
    ANOTHER_WORD,
    FORM,
    NO_OWN_WORD,
    NON_PROFIT,
    NUMBER,
    OTHER_FORM,
    OWN,
    RULES,
    SHORT_WORD,
    SHORTER,
    STATE,
    STRUCTURE,
    TRADE,
    VOWELS,
    kinds_of,
)
from lookthrough.match.layout import (
    ACCEPTED,
    COINED,
    CORE_TAG,
    COST,
    CUT,
    ELEMENT,
    FAMILY,
    FATHER,
    FINE,
    FIRST,
    FROM_HAN,
    HAN,
    HEAD,
    HOW,
    INITIAL_TAG,
    IS_TOKEN,
    KEY,
    LEADS,
    LENGTH,
    MARKS,
    MET,
    OUR_TAKEN,
    PAIR_SORT,
    PAIR_UNLIKE,
    PERSON,
    PLACED,
    ROW,
    SCRIPT,
    SPAN,
    SUFFIX,
    TAG,
    THEIR_TAKEN,
    TOKEN,
    TOKENS,
    UNLIKE,
    UNLIKE_BITS,
    WORD_KINDS,
    WORD_STARTS,
    Ints,
    Name,
)
from lookthrough.match.person_rules import (
    DIFFERENT,
    ENOUGH,
    LITTLE,
    OTHER_INITIAL,
    OTHER_NAME,
    OTHER_SUFFIX,
    SWAPPED,
    SWAPPED_ALONE,
    SWAPPED_AROUND_FATHER,
    TRANSCRIBED,
    TRANSCRIBED_LEFT,
    TRANSCRIBED_POINTS,
)
from lookthrough.match.translated import COINED_ONLY, OTHER_BRAND
from lookthrough.names.given_names import ATTRIBUTES_FROM, SYLLABLES_FROM
from lookthrough.names.tags import Tag
from lookthrough.names.tokens import Token

#: The rules about tokens left over: kinds, whether both names must have one, percent.
LEFT_OVER = tuple((rule.kinds, int(rule.sides == "both"), rule.percent) for rule in RULES)
#: Marks of words below those of syllables.
SPECIAL_MARKS = (1 << WORD_STARTS) - 1
#: The kinds of a token by its tag, and of a leading one.
KINDS = tuple(kinds_of(Token("", tag, "", "")) for tag in Tag)
LEADING_KINDS = tuple(kinds_of(Token("", tag, "", "", leading=True)) for tag in Tag)
LEGAL_TAG, PARTICLE_TAG, TITLE_TAG = int(Tag.LEGAL), int(Tag.PARTICLE), int(Tag.TITLE)


def row_of(cells: Ints, at: int, token: int) -> int:
    """Where the row of a token's word begins in its table."""
    return int(cells[at + HEAD + TOKEN * cells[at + TOKENS] + ELEMENT * token + ROW])


def kinds_among(cells: Ints, at: int, words: Ints, taken: int, which: int, room: Ints) -> int:
    """The kinds of tokens, as bits; see `body_rules.kinds_of`.

    Args:
        cells, at, words: the reading and its words.
        taken: where its tokens' marks of being paired stand in `room`.
        which: 0 for those left over, 1 for those paired, 2 for all.
        room: working space.
    """
    found = 0
    for i in range(cells[at + TOKENS]):
        if which == 2 or room[taken + i] == which:
            cell = at + HEAD + TOKEN * i
            tag = cells[cell + TAG]
            found |= LEADING_KINDS[tag] if cells[cell + LEADS] else KINDS[tag]
            if tag == LEGAL_TAG:
                found |= (words[row_of(cells, at, i) + MARKS] & SPECIAL_MARKS) >> WORD_KINDS
    return found


def body_separation(one: Name, other: Name, base: int, accepted: int, room: Ints) -> int:
    """What `body_rules.adjust` adds to the separation, of names that agree by `base` and some accepted pairs."""
    ours, o, our_words, _ = one
    theirs, t, their_words, _ = other
    cut = ours[o + CUT]
    our_left = kinds_among(ours, o, our_words, OUR_TAKEN, 0, room)
    their_left = kinds_among(theirs, t, their_words, THEIR_TAKEN, 0, room)
    total = 0
    short = is_short_name(one, other, room)
    for kinds, both, percent in LEFT_OVER:
        first, second = (our_left & kinds) != 0, (their_left & kinds) != 0
        if not short and ((first and second) if both else (first != second and not cut)):
            total += base * percent // 100
    paired = kinds_among(ours, o, our_words, OUR_TAKEN, 1, room) | kinds_among(
        theirs, t, their_words, THEIR_TAKEN, 1, room
    )
    if not paired & OWN and (our_left | (0 if cut else their_left)) & OWN:
        total += base * NO_OWN_WORD // 100
    if another_word(one, other, accepted, room):
        total += base * ANOTHER_WORD // 100
    one_form = kinds_among(ours, o, our_words, OUR_TAKEN, 2, room)
    other_form = kinds_among(theirs, t, their_words, THEIR_TAKEN, 2, room)
    if one_form & other_form & FORM and (one_form ^ other_form) & (NON_PROFIT | STATE):
        total += base * OTHER_FORM // 100
    return total


def another_word(one: Name, other: Name, accepted: int, room: Ints) -> bool:
    """May the only own words in common as well be two words? See `body_rules.another_word`."""
    ours, o, our_words, _ = one
    theirs, t, their_words, _ = other
    own, found = 0, False
    for k in range(accepted):
        pair = room[ACCEPTED + k]
        a = o + HEAD + TOKEN * ours[o + TOKENS] + ELEMENT * (pair >> 1 & 1023)
        b = t + HEAD + TOKEN * theirs[t + TOKENS] + ELEMENT * (pair >> 11 & 1023)
        our_tag = ours[o + HEAD + TOKEN * ours[a + FIRST] + TAG]
        their_tag = theirs[t + HEAD + TOKEN * theirs[b + FIRST] + TAG]
        if min(our_tag, their_tag) != CORE_TAG:
            continue
        own += 1
        if pair >> PAIR_SORT & 3 != COINED and ours[a + HOW] + theirs[b + HOW] == IS_TOKEN:
            found = are_apart(our_words, ours[a + ROW], their_words, theirs[b + ROW])
    return own == 1 and found


def are_apart(our_words: Ints, our: int, their_words: Ints, their: int) -> bool:
    """Are two words, whose rows begin there, short and made of other letters, and no spellings of each other?"""
    longer = max(our_words[our + LENGTH], their_words[their + LENGTH])
    changed = our_words[our + MET] ^ their_words[their + MET]
    heard = our_words[our + FINE] != 0 and our_words[our + FINE] == their_words[their + FINE]
    heard = heard and (longer > SHORTER or changed & VOWELS == 0)
    named = our_words[our + FAMILY] != 0 and our_words[our + FAMILY] == their_words[their + FAMILY]
    return changed != 0 and longer <= SHORT_WORD and not (heard or named)


def is_short_name(one: Name, other: Name, room: Ints) -> bool:
    """Is one of two names in Chinese characters the short form of the other? See `body_rules.is_short_name`."""
    scripts = one.cells[one.at + SCRIPT] == HAN and other.cells[other.at + SCRIPT] == HAN
    if not scripts or one.cells[one.at + PERSON] or other.cells[other.at + PERSON]:
        return False
    return shortens(one, OUR_TAKEN, other, THEIR_TAKEN, room) or shortens(other, THEIR_TAKEN, one, OUR_TAKEN, room)


def shortens(short: Name, taken: int, full: Name, other_taken: int, room: Ints) -> bool:
    """Is the first of two names the short form of the second? See `body_rules._shortens`."""
    kinds = kinds_among(short.cells, short.at, short.words, taken, 2, room)
    if not kinds & OWN or kinds & FORM or kinds_among(short.cells, short.at, short.words, taken, 0, room):
        return False
    left = kinds_among(full.cells, full.at, full.words, other_taken, 0, room)
    return left & TRADE != 0 and left & (NUMBER | ABROAD | STRUCTURE | OWN) == 0


def translated_separation(one: Name, other: Name, base: int, accepted: int, room: Ints) -> int:
    """What `translated.adjust` adds to the separation, of names that agree by `base` and some accepted pairs."""
    coined, own = False, False
    for k in range(accepted):
        pair = room[ACCEPTED + k]
        a = one.at + HEAD + TOKEN * one.cells[one.at + TOKENS] + ELEMENT * (pair >> 1 & 1023)
        b = other.at + HEAD + TOKEN * other.cells[other.at + TOKENS] + ELEMENT * (pair >> 11 & 1023)
        if pair >> PAIR_SORT & 3 == COINED:
            coined = True
        else:
            own = own or one.cells[one.at + HEAD + TOKEN * one.cells[a + FIRST] + TAG] == CORE_TAG
            own = own or other.cells[other.at + HEAD + TOKEN * other.cells[b + FIRST] + TAG] == CORE_TAG
    total = base * COINED_ONLY // 100 if coined and not own else 0
    if brand_left(one, OUR_TAKEN, room) and brand_left(other, THEIR_TAKEN, room):
        total += base * OTHER_BRAND // 100
    return total


def brand_left(name: Name, taken: int, room: Ints) -> bool:
    """Is an own word left over that is pinyin?"""
    found = False
    for i in range(name.cells[name.at + TOKENS]):
        if not room[taken + i] and name.cells[name.at + HEAD + TOKEN * i + TAG] == CORE_TAG:
            found = found or name.words[row_of(name.cells, name.at, i) + MARKS] >> WORD_STARTS != 0
    return found


def person_separation(one: Name, other: Name, base: int, accepted: int, room: Ints) -> int:
    """What `person_rules.adjust` adds to the separation, of names that agree by `base` and some accepted pairs."""
    ours, o, our_words, _ = one
    theirs, t, their_words, _ = other
    our_core, their_core = (
        left_over(ours, o, OUR_TAKEN, CORE_TAG, room),
        left_over(theirs, t, THEIR_TAKEN, CORE_TAG, room),
    )
    our_initial = left_over(ours, o, OUR_TAKEN, INITIAL_TAG, room)
    their_initial = left_over(theirs, t, THEIR_TAKEN, INITIAL_TAG, room)
    different = our_core and their_core
    our_first = o + HEAD + TOKEN * ours[o + TOKENS]
    their_first = t + HEAD + TOKEN * theirs[t + TOKENS]
    for i in range(ours[o + TOKENS]):
        room[PLACED + i] = -1
    for k in range(accepted):
        pair = room[ACCEPTED + k]
        a, b = our_first + ELEMENT * (pair >> 1 & 1023), their_first + ELEMENT * (pair >> 11 & 1023)
        different = different or 100 - (pair >> PAIR_UNLIKE & UNLIKE_BITS) <= DIFFERENT
        if ours[a + SPAN] == 1 and theirs[b + SPAN] == 1:
            room[PLACED + ours[a + FIRST]] = theirs[b + FIRST]
    total = base * OTHER_NAME // 100 if different else 0
    if (our_initial and (their_initial or their_core)) or (their_initial and (our_initial or our_core)):
        total += base * OTHER_INITIAL // 100
    suffix, suffixed = suffix_of(ours, o, our_words), suffix_of(theirs, t, their_words)
    both = suffix >= 0 and suffixed >= 0
    if both and ours[our_first + ELEMENT * suffix + KEY] != theirs[their_first + ELEMENT * suffixed + KEY]:
        total += base * OTHER_SUFFIX // 100
    total += base * swapped(one, other, room) // 100
    left = cost_left(ours, o, OUR_TAKEN, room) + cost_left(theirs, t, THEIR_TAKEN, room)
    if ours[o + SCRIPT] != theirs[t + SCRIPT]:
        total += TRANSCRIBED_LEFT * left
        if FROM_HAN in (ours[o + SCRIPT], theirs[t + SCRIPT]):
            total += base * TRANSCRIBED // 100 + TRANSCRIBED_POINTS * 100 + room[UNLIKE]
    if our_core and their_core:
        return total
    return total + little_separation(left, base)


def little_separation(left: int, base: int) -> int:
    """What points left over separate because little is common; the less, the more agrees."""
    return left * LITTLE * max(ENOUGH - base // 100, 0) // ENOUGH


def left_over(cells: Ints, at: int, taken: int, tag: int, room: Ints) -> bool:
    """Is a token of this tag left over?"""
    found = False
    for i in range(cells[at + TOKENS]):
        found = found or (not room[taken + i] and cells[at + HEAD + TOKEN * i + TAG] == tag)
    return found


def cost_left(cells: Ints, at: int, taken: int, room: Ints) -> int:
    """Points of the tokens left over."""
    total = 0
    for i in range(cells[at + TOKENS]):
        if not room[taken + i]:
            total += cells[at + HEAD + TOKEN * i + COST]
    return total


def suffix_of(cells: Ints, at: int, words: Ints) -> int:
    """Position of the first suffix like "junior"; -1 for none."""
    for i in range(cells[at + TOKENS]):
        if cells[at + HEAD + TOKEN * i + TAG] == TITLE_TAG and words[row_of(cells, at, i) + MARKS] & SUFFIX:
            return i
    return -1


def own_at(cells: Ints, at: int, number: int) -> int:
    """Position of a reading's own word, counted from 0; -1 when it has not so many."""
    for i in range(cells[at + TOKENS]):
        if cells[at + HEAD + TOKEN * i + TAG] == CORE_TAG:
            if number == 0:
                return i
            number -= 1
    return -1


def father_mark(cells: Ints, at: int, words: Ints) -> int:
    """Position of the first "bin" or the like; -1 for none."""
    for i in range(cells[at + TOKENS]):
        if cells[at + HEAD + TOKEN * i + TAG] == PARTICLE_TAG and words[row_of(cells, at, i) + MARKS] & FATHER:
            return i
    return -1


def father_at(cells: Ints, at: int, words: Ints) -> int:
    """Position of the first name behind the first "bin" or the like; 0 when no name stands before or behind it."""
    mark = father_mark(cells, at, words)
    if mark <= own_at(cells, at, 0):
        return 0
    for i in range(mark + 1, cells[at + TOKENS]):
        if cells[at + HEAD + TOKEN * i + TAG] == CORE_TAG:
            return i
    return 0


def is_given(cells: Ints, at: int, words: Ints, token: int) -> bool:
    """Is a token a known given name?"""
    family = words[row_of(cells, at, token) + FAMILY]
    return family > 0 and not SYLLABLES_FROM <= family < ATTRIBUTES_FROM


def swapped(one_name: Name, other_name: Name, room: Ints) -> int:
    """Percent of the agreement that separates because the given name and the father's changed places."""
    ours, o, our_words, _ = one_name
    theirs, t, their_words, _ = other_name
    one, two, three = own_at(ours, o, 0), own_at(ours, o, 1), own_at(ours, o, 2)
    first, second, third = own_at(theirs, t, 0), own_at(theirs, t, 1), own_at(theirs, t, 2)
    if two < 0 or second < 0:
        return 0
    our_father, their_father = father_at(ours, o, our_words), father_at(theirs, t, their_words)
    if our_father and their_father:
        around = room[PLACED + one] == their_father or room[PLACED + our_father] == first
        return SWAPPED_AROUND_FATHER if around else 0
    crossed = room[PLACED + one] == second and room[PLACED + two] == first
    given = is_given(ours, o, our_words, one) and is_given(ours, o, our_words, two)
    given = given and is_given(theirs, t, their_words, first) and is_given(theirs, t, their_words, second)
    plain = (our_father != 0) == (father_mark(ours, o, our_words) >= 0)
    plain = plain and (their_father != 0) == (father_mark(theirs, t, their_words) >= 0)
    if not (crossed and given and plain):
        return 0
    if three < 0 or third < 0 or not is_given(ours, o, our_words, three) or not is_given(theirs, t, their_words, third):
        return SWAPPED_ALONE
    return SWAPPED
