"""The comparison of two names over flat arrays: what `score.weigh` says, fast enough for millions.

Every function here is plain Python over whole numbers. It runs as it stands, and as machine code, see
`lookthrough.compiled`; both give the same results, and the same as `score.weigh`, which a test checks. All weights come
in through the array `facts`, see `packed.py`.

For the layout of the arrays see `layout.py`.
"""

from __future__ import annotations

from lookthrough.index.distance import LETTERS_APART, bits_set, distance
from lookthrough.match.body_rules import SHORT_NAME
from lookthrough.match.features import LIKE_SOUND, OTHER_NAME, OTHER_SYLLABLES, SAME_NAME, SAME_SOUND
from lookthrough.match.layout import (
    ACCEPTED,
    ACRONYM,
    AGREEMENT,
    ALIKE,
    ALLOWED,
    ALTERNATE,
    BEYOND_THE_CUT,
    BOTH_SIDED,
    COARSE,
    COINED,
    CORE_TAG,
    COST,
    CUT,
    CUT_PERCENT,
    ELEMENT,
    ELEMENTS,
    FAMILY,
    FINE,
    FIRST,
    FIRST_LIGHT_TAG,
    FOUND,
    FROM_HAN,
    HEAD,
    HOW,
    INITIAL_PERCENT,
    INITIAL_TAG,
    IS_TOKEN,
    JOINED,
    KEY,
    LATIN,
    LENGTH,
    LETTERS,
    LONGEST,
    MARKS,
    MASS,
    MET,
    MODE,
    MOST_ELEMENTS,
    OF_SPANS,
    ONE_SIDED,
    OPEN_AFTER_INITIAL,
    OUR_TAKEN,
    PAIR_LATER,
    PAIR_SORT,
    PAIR_UNLIKE,
    PAIRED,
    PERCENT,
    PERSON,
    PINYIN,
    RARITY,
    ROOM,
    ROW,
    RULED,
    SAME_PERCENT,
    SCRIPT,
    SEPARATION,
    SHORTEST_STUMP,
    SPAN,
    START,
    STRUCTURE_TAG,
    TAG,
    THEIR_TAKEN,
    TOKEN,
    TOKENS,
    TOO_MANY,
    UNLIKE,
    UNLIKE_BITS,
    WORD_STARTS,
    Ints,
    Name,
)
from lookthrough.match.rules_kernel import body_separation, is_short_name, person_separation, translated_separation
from lookthrough.match.score import DOUBT, KNOWN
from lookthrough.match.translated import CHINESE_LEFT, LATIN_LEFT, MOST, PINYIN_LEFT
from lookthrough.names.chinese import INSIDE
from lookthrough.names.coined import percent, stands_inside
from lookthrough.names.given_names import ATTRIBUTES_FROM, SYLLABLES_FROM
from lookthrough.names.tags import Tag
from lookthrough.names.tokens import JOINED as JOINED_PERCENT

#: The tags of words of the word lists, as bits; two of them are no misspellings of each other.
KNOWN_TAGS = sum(1 << int(tag) for tag in KNOWN)
#: The points of a name in translation by tag, see `translated`.
MOST_TRANSLATED = tuple(MOST[tag] for tag in Tag)
CHINESE_SHARE, LATIN_SHARE = tuple(CHINESE_LEFT[tag] for tag in Tag), tuple(LATIN_LEFT[tag] for tag in Tag)


def relation(our_words: Ints, our: int, their_words: Ints, their: int) -> int:
    """What two words have in common beside their letters; see `features.relation`.

    Args:
        our_words, our: a table of words, and where a word's row begins.
        their_words, their: the same of the other.
    """
    found = 0
    if our_words[our + FINE] and our_words[our + FINE] == their_words[their + FINE]:
        found += SAME_SOUND
    coarse = our_words[our + COARSE] and our_words[our + COARSE] == their_words[their + COARSE]
    if coarse and bits_set(our_words[our + MET] ^ their_words[their + MET]) <= LETTERS_APART:
        found += LIKE_SOUND
    ours, theirs = our_words[our + FAMILY], their_words[their + FAMILY]
    if ours and ours == theirs:
        found += SAME_NAME
    elif min(ours, theirs) >= SYLLABLES_FROM and max(ours, theirs) < ATTRIBUTES_FROM:
        found = 0
    elif ours and theirs:
        found += OTHER_NAME
    if our_words[our + MARKS] & their_words[their + MARKS] & PINYIN:
        found += OTHER_SYLLABLES
    return found


def percent_alike(facts: Ints, slips: int, longer: int, related: int, person: int) -> int:
    """Percent of likeness of two different words; see `features.percent_alike`."""
    return int(facts[ALIKE + (((person * 32 + related) * 4 + slips) << 4) + min(longer, LONGEST)])


def likeness(ours: Name, our: int, theirs: Name, their: int, heard: bool, facts: Ints, room: Ints) -> int:
    """Percent of likeness of two words that are not the same; see `features.likeness`.

    Args:
        ours, theirs: the names.
        our, their: where the words' rows begin.
        heard: their sound and what else is known of them counts.
        facts, room: the weights, and working space.
    """
    one, other = ours.words[our + LENGTH], theirs.words[their + LENGTH]
    longer = max(one, other)
    related = relation(ours.words, our, theirs.words, their) if heard else 0
    slips = facts[TOO_MANY]
    allowed = facts[ALLOWED + min(longer, LONGEST)]
    plain = ours.words[our + MARKS] & theirs.words[their + MARKS] & LETTERS
    # a slip changes at most two of the letters that a word is made of
    close = plain and allowed and abs(one - other) <= allowed
    if close and bits_set(ours.words[our + MET] ^ theirs.words[their + MET]) <= 2 * allowed:
        at, to = ours.words[our + START], theirs.words[their + START]
        found = distance(ours.letters, at, one, theirs.letters, to, other, allowed, room)
        slips = found if found <= allowed else slips
    return percent_alike(facts, slips, longer, related, ours.cells[ours.at + PERSON])


def begins(ours: Name, our: int, theirs: Name, their: int) -> bool:
    """Is our word the beginning of theirs, and shorter?"""
    count, start, other = ours.words[our + LENGTH], ours.words[our + START], theirs.words[their + START]
    if theirs.words[their + LENGTH] <= count:
        return False
    same = 0
    while same < count and ours.letters[start + same] == theirs.letters[other + same]:
        same += 1
    return bool(same == count)


def token_likeness(ours: Name, a: int, theirs: Name, b: int, facts: Ints, room: Ints) -> int:
    """Percent of likeness of two tokens, twice, and 1 more when only an initial agrees; see `score.similarity`.

    Args:
        ours, theirs: the names.
        a, b: where the tokens' elements begin.
        facts, room: the weights, and working space.
    """
    mine, yours = ours.cells, theirs.cells
    our_tag, their_tag = (
        mine[ours.at + HEAD + TOKEN * mine[a + FIRST] + TAG],
        yours[theirs.at + HEAD + TOKEN * yours[b + FIRST] + TAG],
    )
    if mine[a + KEY] == yours[b + KEY]:
        return 2 * facts[SAME_PERCENT] if (our_tag >= FIRST_LIGHT_TAG) == (their_tag >= FIRST_LIGHT_TAG) else 0
    if (
        our_tag >= FIRST_LIGHT_TAG
        or their_tag >= FIRST_LIGHT_TAG
        or KNOWN_TAGS >> our_tag & KNOWN_TAGS >> their_tag & 1
    ):
        return 0
    our, their = mine[a + ROW], yours[b + ROW]
    if mine[ours.at + PERSON] and our_tag == INITIAL_TAG:
        stands = ours.words[our + LENGTH] == 1 and begins(ours, our, theirs, their)
        return 2 * facts[INITIAL_PERCENT] + 1 if stands else 0
    if mine[ours.at + PERSON] and their_tag == INITIAL_TAG:
        stands = theirs.words[their + LENGTH] == 1 and begins(theirs, their, ours, our)
        return 2 * facts[INITIAL_PERCENT] + 1 if stands else 0
    alike = likeness(ours, our, theirs, their, not (KNOWN_TAGS >> our_tag | KNOWN_TAGS >> their_tag) & 1, facts, room)
    at_cut = mine[ours.at + CUT] and mine[a + FIRST] == mine[ours.at + TOKENS] - 1
    if at_cut and ours.words[our + LENGTH] >= facts[SHORTEST_STUMP] and begins(ours, our, theirs, their):
        alike = max(alike, facts[CUT_PERCENT])
    return 2 * alike


def span_likeness(ours: Name, a: int, theirs: Name, b: int, facts: Ints, room: Ints) -> int:
    """Percent of likeness of two elements of which one is a span at least, twice; see `score._span_similarity`.

    A span stands for any word that is not light; only another spelling may be misspelt.
    """
    mine, yours = ours.cells, theirs.cells
    same, how, percent = mine[a + KEY] == yours[b + KEY], mine[a + HOW], mine[a + PERCENT]
    tag = yours[theirs.at + HEAD + TOKEN * yours[b + FIRST] + TAG]
    if how != IS_TOKEN and yours[b + HOW] != IS_TOKEN:
        apart = how != ACRONYM and yours[b + HOW] != ACRONYM
        return 2 * min(percent, yours[b + PERCENT]) if same and apart else 0
    if how == IS_TOKEN:
        tag = mine[ours.at + HEAD + TOKEN * mine[a + FIRST] + TAG]
        how, percent = yours[b + HOW], yours[b + PERCENT]
    if tag >= FIRST_LIGHT_TAG or (how != ALTERNATE and not same):
        return 0
    alike = 100 if same else likeness(ours, mine[a + ROW], theirs, yours[b + ROW], True, facts, room)
    return int(2 * (alike * percent // 100))


def is_translated(ours: Name, theirs: Name) -> bool:
    """Is a Chinese name of a body compared with a Latin one? See `translated.is_translated`."""
    one, other = ours.cells[ours.at + SCRIPT], theirs.cells[theirs.at + SCRIPT]
    if ours.cells[ours.at + PERSON] and theirs.cells[theirs.at + PERSON]:
        return False
    return bool((one == LATIN and other == FROM_HAN) or (one == FROM_HAN and other == LATIN))


def coined_likeness(chinese: Name, a: int, latin: Name, b: int) -> int:
    """Percent that a Latin word may have been coined from a Chinese one; see `translated.coined_likeness`.

    Args:
        chinese, latin: the names.
        a, b: where the elements begin.
    """
    mine, yours = chinese.cells, latin.cells
    first = mine[a + FIRST]
    if mine[chinese.at + HEAD + TOKEN * first + TAG] != CORE_TAG or yours[b + HOW] != IS_TOKEN:
        return 0
    if yours[latin.at + HEAD + TOKEN * yours[b + FIRST] + TAG] != CORE_TAG:
        return 0
    own = mine[chinese.at + HEAD + TOKEN * mine[chinese.at + TOKENS] + ELEMENT * first + ROW]
    row, other, meaning = mine[a + ROW], yours[b + ROW], 0
    if mine[a + HOW] != IS_TOKEN:
        if mine[a + HOW] != ALTERNATE or mine[a + PERCENT] != INSIDE:
            return 0
        meaning = 1
    if not chinese.words[own + MARKS] & latin.words[other + MARKS] & LETTERS:
        return 0
    theirs = latin.letters[latin.words[other + START] : latin.words[other + START] + latin.words[other + LENGTH]]
    if meaning:
        inner = chinese.letters[chinese.words[row + START] : chinese.words[row + START] + chinese.words[row + LENGTH]]
        if not stands_inside(inner, theirs):
            return 0
    ours = chinese.letters[chinese.words[own + START] : chinese.words[own + START] + chinese.words[own + LENGTH]]
    starts, other_starts = chinese.words[own + MARKS] >> WORD_STARTS, latin.words[other + MARKS] >> WORD_STARTS
    return percent(ours, starts, theirs, other_starts, meaning)


def find_coined(ours: Name, theirs: Name, found: int, room: Ints) -> int:
    """Write every two words that may have been coined from each other behind the pairs found; how many there are."""
    mine, yours = ours.cells, theirs.cells
    for i in range(mine[ours.at + ELEMENTS]):
        a = ours.at + HEAD + TOKEN * mine[ours.at + TOKENS] + ELEMENT * i
        for j in range(yours[theirs.at + ELEMENTS]):
            b = theirs.at + HEAD + TOKEN * yours[theirs.at + TOKENS] + ELEMENT * j
            if mine[ours.at + SCRIPT] == FROM_HAN:
                alike = coined_likeness(ours, a, theirs, b)
            else:
                alike = coined_likeness(theirs, b, ours, a)
            if alike and FOUND + found < ROOM - MOST_ELEMENTS:
                room[FOUND + found] = pair_of(mine, a, i, yours, b, j, alike) | COINED << PAIR_SORT | 1 << PAIR_LATER
                found += 1
    return found


def pair_of(mine: Ints, a: int, i: int, yours: Ints, b: int, j: int, alike: int) -> int:
    """A pair of elements as one number: the smaller, the sooner it is accepted."""
    order = (((100 - alike) << 7 | mine[a + SPAN]) << 7 | yours[b + SPAN]) << 14
    order = order | mine[a + FIRST] << 7 | yours[b + FIRST]
    return int(((order << 2 + 10 | j) << 10 | i) << 1)


def is_rejoined(ours: Name, a: int, theirs: Name, b: int) -> bool:
    """Is this a word, or a whole name, that is the same but for its blanks? See `score._is_rejoined`."""
    mine, yours = ours.cells, theirs.cells
    key, how, other = mine[a + KEY], mine[a + HOW], yours[b + HOW]
    if key != yours[b + KEY] or JOINED not in (how, other):
        return False
    if how == other:
        complete = mine[a + PERCENT] == yours[b + PERCENT] == JOINED_PERCENT
        return bool(complete and mine[a + SPAN] != yours[b + SPAN] and is_whole(ours, a) and is_whole(theirs, b))
    return bool(how + other == IS_TOKEN + JOINED and not has_token(ours if how == JOINED else theirs, key))


def is_whole(name: Name, element: int) -> bool:
    """Does an element take all of a name, or all but light words behind it?"""
    cells, whole = name.cells, name.cells[element + FIRST] == 0
    for i in range(cells[element + SPAN], cells[name.at + TOKENS]):
        whole = whole and cells[name.at + HEAD + TOKEN * i + TAG] >= FIRST_LIGHT_TAG
    return bool(whole)


def has_token(name: Name, key: int) -> bool:
    """Is one of a name's tokens this word?"""
    cells, first = name.cells, name.at + HEAD + TOKEN * name.cells[name.at + TOKENS]
    found = False
    for i in range(name.cells[name.at + TOKENS]):
        found = found or cells[first + ELEMENT * i + KEY] == key
    return found


def find_pairs(ours: Name, theirs: Name, facts: Ints, room: Ints) -> int:
    """Every two elements that are alike, each as one number from `room[FOUND]` on, and how many.

    The numbers are in the order in which pairs are accepted: words run together, then by likeness, then the fewest
    tokens, then the first places; among equals tokens before spans, ours before theirs, and pairs of spans last.
    """
    mine, yours = ours.cells, theirs.cells
    our_tokens, their_tokens = mine[ours.at + TOKENS], yours[theirs.at + TOKENS]
    found = 0
    for i in range(mine[ours.at + ELEMENTS]):
        a = ours.at + HEAD + TOKEN * our_tokens + ELEMENT * i
        for j in range(yours[theirs.at + ELEMENTS]):
            b = theirs.at + HEAD + TOKEN * their_tokens + ELEMENT * j
            if i < our_tokens and j < their_tokens:
                alike = token_likeness(ours, a, theirs, b, facts, room)
            elif mine[a + KEY] != yours[b + KEY] and mine[a + HOW] + yours[b + HOW] != ALTERNATE:
                continue  # only a word and another spelling may be alike without being the same
            else:
                alike = span_likeness(ours, a, theirs, b, facts, room)
            if alike > 1 and FOUND + found < ROOM - MOST_ELEMENTS:  # words that repeat without end
                pair = pair_of(mine, a, i, yours, b, j, alike >> 1) | alike & 1
                if not is_rejoined(ours, a, theirs, b):
                    pair |= 1 << PAIR_LATER
                room[FOUND + found] = pair | OF_SPANS << PAIR_SORT if i >= our_tokens and j >= their_tokens else pair
                found += 1
    return found


def pair_up(one: Name, other: Name, found: int, room: Ints) -> int:
    """Accept the pairs found, best first, each token at most once; from `room[ACCEPTED]` on, and how many."""
    ours, o, theirs, t = one.cells, one.at, other.cells, other.at
    our_tokens, their_tokens = ours[o + TOKENS], theirs[t + TOKENS]
    our_first = o + HEAD + TOKEN * our_tokens
    their_first = t + HEAD + TOKEN * their_tokens
    for i in range(our_tokens):
        room[OUR_TAKEN + i] = 0
    for j in range(their_tokens):
        room[THEIR_TAKEN + j] = 0
    accepted = 0
    while found:
        kept, best = 0, -1
        for k in range(found):
            pair = room[FOUND + k]
            a = our_first + ELEMENT * (pair >> 1 & 1023)
            b = their_first + ELEMENT * (pair >> 11 & 1023)
            free = True
            for i in range(ours[a + FIRST], ours[a + FIRST] + ours[a + SPAN]):
                free = free and not room[OUR_TAKEN + i]
            for j in range(theirs[b + FIRST], theirs[b + FIRST] + theirs[b + SPAN]):
                free = free and not room[THEIR_TAKEN + j]
            if free:
                room[FOUND + kept] = pair
                kept += 1
                if best < 0 or pair < best:
                    best = pair
        found = kept
        if best >= 0:
            a = our_first + ELEMENT * (best >> 1 & 1023)
            b = their_first + ELEMENT * (best >> 11 & 1023)
            for i in range(ours[a + FIRST], ours[a + FIRST] + ours[a + SPAN]):
                room[OUR_TAKEN + i] = 1
            for j in range(theirs[b + FIRST], theirs[b + FIRST] + theirs[b + SPAN]):
                room[THEIR_TAKEN + j] = 1
            room[ACCEPTED + accepted] = best
            accepted += 1
    room[PAIRED] = accepted
    return accepted


def mass_at(name: Name, token: int, apart: bool) -> int:
    """Points of a token as agreement; in translation if the names are apart, see `translated.in_translation`."""
    cell = name.at + HEAD + TOKEN * token
    if apart:
        return min(int(name.cells[cell + RARITY]), int(MOST_TRANSLATED[name.cells[cell + TAG]]))
    return int(name.cells[cell + MASS])


def cost_at(name: Name, token: int, apart: bool) -> int:
    """Points of a token when left over; in translation if the names are apart."""
    cells, cell = name.cells, name.at + HEAD + TOKEN * token
    if not apart:
        return int(cells[cell + COST])
    tag = cells[cell + TAG]
    points = min(int(cells[cell + RARITY]), int(MOST_TRANSLATED[tag]))
    if cells[name.at + SCRIPT] == FROM_HAN:
        return points * int(CHINESE_SHARE[tag]) // 100
    if tag == CORE_TAG:
        row = cells[name.at + HEAD + TOKEN * cells[name.at + TOKENS] + ELEMENT * token + ROW]
        if name.words[row + MARKS] >> WORD_STARTS:
            return points * PINYIN_LEFT // 100
    return points * int(LATIN_SHARE[tag]) // 100


def mass_of(name: Name, element: int, apart: bool) -> int:
    """Points as agreement of the tokens that an element takes."""
    total, first = 0, name.cells[element + FIRST]
    for i in range(first, first + name.cells[element + SPAN]):
        total += mass_at(name, i, apart)
    return total


def cost_of(name: Name, element: int, apart: bool) -> int:
    """Points when left over of the tokens that an element takes."""
    total, first = 0, name.cells[element + FIRST]
    for i in range(first, first + name.cells[element + SPAN]):
        total += cost_at(name, i, apart)
    return total


def add_pairs(one: Name, other: Name, accepted: int, apart: bool, facts: Ints, room: Ints) -> bool:
    """Add up the accepted pairs; whether one of them can make a match."""
    ours, o, theirs, t = one.cells, one.at, other.cells, other.at
    our_first, their_first = o + HEAD + TOKEN * ours[o + TOKENS], t + HEAD + TOKEN * theirs[t + TOKENS]
    agreement, separation, unlike, carries = 0, 0, 0, False
    for k in range(accepted):
        pair = room[ACCEPTED + k]
        a, b = our_first + ELEMENT * (pair >> 1 & 1023), their_first + ELEMENT * (pair >> 11 & 1023)
        alike = 100 - (pair >> PAIR_UNLIKE & UNLIKE_BITS)
        least = min(mass_of(one, a, apart), mass_of(other, b, apart))
        agreement += least * alike
        if pair >> PAIR_SORT & 3 == COINED:
            separation += (cost_of(one, a, apart) + cost_of(other, b, apart)) * (100 - alike)
            continue
        unlike += least * (100 - alike)
        if pair & 1:
            separation += facts[OPEN_AFTER_INITIAL] * max(cost_of(one, a, apart), cost_of(other, b, apart))
        elif ours[a + SPAN] > 1 or ours[o + HEAD + TOKEN * ours[a + FIRST] + TAG] < FIRST_LIGHT_TAG:
            carries = True
    room[AGREEMENT], room[SEPARATION], room[UNLIKE] = agreement, separation + unlike, unlike
    return carries


def cut_place(one: Name, other: Name, accepted: int, room: Ints) -> int:
    """Last token of the list's name that the end of a cut-off line was paired with; -1 for none."""
    ours, o, theirs, t = one.cells, one.at, other.cells, other.at
    if not ours[o + CUT]:
        return -1
    our_first, their_first = o + HEAD + TOKEN * ours[o + TOKENS], t + HEAD + TOKEN * theirs[t + TOKENS]
    for k in range(accepted):
        pair = room[ACCEPTED + k]
        a, b = our_first + ELEMENT * (pair >> 1 & 1023), their_first + ELEMENT * (pair >> 11 & 1023)
        if ours[a + FIRST] + ours[a + SPAN] == ours[o + TOKENS]:
            return int(theirs[b + FIRST] + theirs[b + SPAN] - 1)
    return -1


def add_up(one: Name, other: Name, accepted: int, facts: Ints, room: Ints) -> None:
    """The sums of the accepted pairs and of the tokens left over; both 0 when no pair can make a match."""
    ours, o, theirs, t = one.cells, one.at, other.cells, other.at
    apart = is_translated(one, other)
    room[RULED] = 0
    if not add_pairs(one, other, accepted, apart, facts, room):
        room[AGREEMENT], room[SEPARATION] = 0, 0
        return
    cut_at = cut_place(one, other, accepted, room)
    our_left, their_left = 0, 0
    for i in range(ours[o + TOKENS]):
        if not room[OUR_TAKEN + i]:
            our_left += 100 * cost_at(one, i, apart)
    for j in range(theirs[t + TOKENS]):
        if not room[THEIR_TAKEN + j]:
            beyond = 0 <= cut_at < j and theirs[t + HEAD + TOKEN * j + TAG] != STRUCTURE_TAG
            their_left += (facts[BEYOND_THE_CUT] if beyond else 100) * cost_at(other, j, apart)
    one_sided, both_sided = facts[ONE_SIDED + ours[o + MODE]], facts[BOTH_SIDED + ours[o + MODE]]
    if apart:
        one_sided, both_sided = 100, 0
    if is_short_name(one, other, room):
        one_sided = one_sided * SHORT_NAME // 100
    separation = (one_sided * (our_left + their_left) + both_sided * min(our_left, their_left)) // 100
    if ours[o + PERSON] and theirs[t + PERSON]:
        room[RULED] = person_separation(one, other, room[AGREEMENT], accepted, room)
    else:
        room[RULED] = body_separation(one, other, room[AGREEMENT], accepted, room)
    if apart:
        room[RULED] += translated_separation(one, other, room[AGREEMENT], accepted, room)
    room[SEPARATION] += separation + room[RULED] + DOUBT


def may_carry(ours: Name, found: int, room: Ints) -> bool:
    """Is one of the pairs found, before any that may be coined, such that it can make a match? See `add_pairs`."""
    mine, first = ours.cells, ours.at + HEAD + TOKEN * ours.cells[ours.at + TOKENS]
    for k in range(found):
        a = first + ELEMENT * (room[FOUND + k] >> 1 & 1023)
        weighty = mine[a + SPAN] > 1 or mine[ours.at + HEAD + TOKEN * mine[a + FIRST] + TAG] < FIRST_LIGHT_TAG
        if weighty and not room[FOUND + k] & 1:
            return True
    return False


def weigh(ours: Name, theirs: Name, facts: Ints, room: Ints) -> None:
    """Compare two readings: `room[AGREEMENT]` and `room[SEPARATION]`, and the pairs; see `score.weigh`."""
    found = find_pairs(ours, theirs, facts, room)
    if is_translated(ours, theirs):
        # of nearly all that share no more than a near word nothing is a match, whatever may be coined
        found = find_coined(ours, theirs, found, room) if may_carry(ours, found, room) else 0
    accepted = pair_up(ours, theirs, found, room)
    add_up(ours, theirs, accepted, facts, room)


def weigh_pair(one: Ints, other: Ints, words: Ints, letters: Ints, facts: Ints, room: Ints) -> tuple[int, int]:
    """Agreement and separation of two readings whose words stand in one table."""
    weigh(Name(one, 0, words, letters), Name(other, 0, words, letters), facts, room)
    return int(room[AGREEMENT]), int(room[SEPARATION])
