"""Chinese names: their readings in Chinese characters and in Latin letters, and Latin names that are pinyin.

A brand is spelt in pinyin, a place stands in its usual spelling, a trade word is translated; the other ways in which
the same name is written in English, in Cantonese or in Wade-Giles stand beside it as spans.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice, product

from lookthrough.names import cantonese, pinyin
from lookthrough.names.chinese_draft import Draft
from lookthrough.names.chinese_words import (
    Kind,
    Part,
    characters,
    counties,
    dictionary,
    glosses,
    han_name,
    has_han,
    simplified,
)
from lookthrough.names.normalise import words as plain_words
from lookthrough.names.tags import Script, Tag
from lookthrough.names.tokens import Reading, read_words
from lookthrough.names.wordlists import word_list

#: Percent of an agreement with another rendering of a trade word ...
OTHER_WORD = 92
#: ... with the pinyin of a word that is usually translated,
UNTRANSLATED = 88
#: ... with the English meaning of a brand word, and of a brand read character by character,
MEANING = 90
MEANINGS = 70
#: ... with the meaning of a brand's character, which proves nothing by itself: it only says that a longer word in which
#: it stands may have been coined from the brand (see `coined`),
INSIDE = 0
#: ... with a half of a brand of four characters or more,
HALF = 75
#: ... with a Wade-Giles spelling,
WADE_GILES = 90
#: ... with a Cantonese or another family spelling,
CANTONESE = 85
#: ... with a Chinese short form and with the initials of a brand.
SHORT_FORM = 92
INITIALS = 85

_JOINED = 97
#: Characters of a brand from which on, and up to which, a part of it may stand for it.
_FOUR, _LONG = 4, 6
#: Parts of a name that are translated.
_RENDERED = (Kind.TRADE, Kind.STRUCTURE)
_MOST_MEANINGS = 24
_MOST_INSIDE = 12
_TAILS = {"银行": "行", "大学": "大", "学院": "院", "公司": "司"}
_HONG_KONG = frozenset({"香港", "澳门", "九龙", "新界"})


def readings_of(text: str, *, person: bool = False) -> tuple[Reading, ...]:
    """The readings of a name with Chinese characters, the one in characters first.

    Args:
        text: traditional or simplified characters.
        person: read it as a personal name, the surname first.

    Returns:
        One reading in characters, one in Latin letters, and for a name of a body from Hong Kong or Macau (or in
        traditional characters) one in Cantonese; () when the text holds no Chinese character.
    """
    if not has_han(text):
        return ()
    return _person_readings(text) if person else _body_readings(text)


@lru_cache(maxsize=1 << 8)
def _body_readings(text: str) -> tuple[Reading, ...]:
    parts = han_name(text)
    found = [_in_characters(parts), _in_latin(parts)]
    if simplified(text) != text or any(part.text in _HONG_KONG for part in parts):
        found.append(_in_cantonese(parts))
    return tuple(reading for reading in found if reading.tokens)


# --- in Chinese characters ---------------------------------------------------------------------------------------


def _in_characters(parts: Sequence[Part]) -> Reading:
    draft = Draft()
    for part in parts:
        if part.kind is Kind.LEGAL:
            draft.legal(dictionary()[part.text].english[0])
        elif part.kind is Kind.FOREIGN:
            draft.words(plain_words(part.text))
        else:
            for text in _atoms(part):
                numbered = bool(draft.tokens) and draft.tokens[-1].tag is Tag.NUMBER
                draft.add(text, _tag(text, part), part.leading)
                if numbered and part.kind is Kind.STRUCTURE:  # 第29研究所 is called 29所
                    draft.span(text[-1], len(draft.tokens) - 1, 1, SHORT_FORM, "acronym")
    for first, count, short in _short_forms([token.text for token in draft.tokens]):
        if short not in dictionary():
            draft.span(short, first, count, SHORT_FORM, "acronym")
    draft.join_neighbours()
    return draft.reading(Script.HAN)


def _atoms(part: Part) -> list[str]:
    """A compound of two known words is read as two, so that its half can stand for it in a short name."""
    text = part.text
    if part.kind in (Kind.TRADE, Kind.STRUCTURE) and len(text) >= 4:
        for cut in range(2, len(text) - 1):
            if text[:cut] in dictionary() and text[cut:] in dictionary():
                return [*_atoms(Part(text[:cut], part.kind)), *_atoms(Part(text[cut:], part.kind))]
    return [text]


def _short_forms(texts: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The usual short forms of neighbouring words: one character of each, or 中 and a word (国际航空 is 国航)."""
    han = [has_han(text) for text in texts]
    for first in range(len(texts)):
        for count in range(2, 5):
            run = texts[first : first + count]
            if len(run) < count or not all(han[first : first + count]):
                break
            heads = "".join(text[0] for text in run)
            yield first, count, heads
            if run[-1] in _TAILS:
                yield first, count, heads[:-1] + _TAILS[run[-1]]
            if count == 2 and len(run[1]) >= 2:
                yield first, count, run[0][0] + run[1]


def _tag(text: str, part: Part) -> Tag:
    if part.kind in (Kind.BRAND, Kind.GLOSS):
        return Tag.CORE
    if part.kind is Kind.NUMBER:
        return Tag.NUMBER
    if part.kind is Kind.PLACE:
        return Tag.COUNTRY if _place(text)[0] in _countries() else Tag.PLACE
    entry = dictionary()[text]
    tags = {tag for _, tag in _english(entry.english[0])} - {Tag.PARTICLE}
    fallback = Tag.STRUCTURE if part.kind is Kind.STRUCTURE else Tag.TRADE
    return tags.pop() if len(tags) == 1 else fallback


# --- in Latin letters --------------------------------------------------------------------------------------------


def _in_latin(parts: Sequence[Part], script: Script = Script.FROM_HAN) -> Reading:
    draft = Draft()
    for part in parts:
        if part.kind is Kind.LEGAL:
            draft.legal(dictionary()[part.text].english[0])
        elif part.kind is Kind.FOREIGN:
            draft.words(plain_words(part.text))
        elif part.kind is Kind.NUMBER:
            draft.add(part.text, Tag.NUMBER)
        elif part.kind is Kind.PLACE:
            _add_place(draft, part)
        elif part.kind in (Kind.BRAND, Kind.GLOSS):
            _add_brand(draft, part.text)
        else:
            _add_word(draft, part)
    draft.join_neighbours()
    return draft.reading(script)


def _add_place(draft: Draft, part: Part) -> None:
    main, *others = _place(part.text)
    draft.add(main, Tag.COUNTRY if main in _countries() else Tag.PLACE, part.leading)
    for other in others:
        draft.span(other, len(draft.tokens) - 1, 1, OTHER_WORD, "alternate")
    for meaning in glosses().get(part.text, ()):
        draft.span(_joined(meaning), len(draft.tokens) - 1, 1, MEANING, "alternate")
    for kind in str(word_list("chinese_places")["kind"].get(part.suffix, "")).split():
        draft.span(main + kind, len(draft.tokens) - 1, 1, _JOINED, "alternate")


def _add_word(draft: Draft, part: Part) -> None:
    """A translated word, its other renderings and its pinyin; of a compound also the other renderings of its words."""
    main, *others = dictionary()[part.text].english
    first = len(draft.tokens)
    for word in _word_by_word(part.text):
        _add_word(draft, Part(word, part.kind))
    for text, tag in _english(main) if len(draft.tokens) == first else ():
        draft.add(text, tag)
    count = len(draft.tokens) - first
    for other in others:
        draft.span(_joined(other), first, count, OTHER_WORD, "alternate")
        if " " in other:  # neighbours are joined as printed, not as the word lists know them
            draft.span(other.replace(" ", ""), first, count, OTHER_WORD, "alternate")
        _add_other_words(draft, [text for text, _ in _english(other)], first)
    draft.span("".join(pinyin.spelt(part.text)), first, count, UNTRANSLATED, "alternate")
    if part.text == "集团":  # the "Corporation" of great groups is the 集团 of their Chinese names
        draft.span("~corporation", first, count, OTHER_WORD, "alternate")


@cache
def _word_by_word(text: str) -> tuple[str, ...]:
    """The two known words of a compound that is rendered word by word; () for any other word."""
    known = dictionary()
    whole = _english(known[text].english[0])
    for cut in range(2, len(text) - 1):
        one, other = known.get(text[:cut]), known.get(text[cut:])
        if not (one and other and one.kind in _RENDERED and other.kind in _RENDERED):
            continue
        if _english(one.english[0]) + _english(other.english[0]) == whole:
            return text[:cut], text[cut:]
    return ()


def _add_other_words(draft: Draft, other: Sequence[str], first: int) -> None:
    """Other words in a rendering of the same length: "institute of technology" for "university of technology"."""
    main = [token.first for token in draft.tokens[first:]]
    new = [text for text in other if text not in main]
    gone = [position for position, text in enumerate(main, first) if text not in other]
    if len(main) > 1 and len(new) == len(gone):
        for position, text in zip(gone, new, strict=True):
            draft.span(text, position, 1, OTHER_WORD, "alternate")


def _add_brand(draft: Draft, text: str) -> None:
    """A brand in pinyin, with its meaning, its initials and its Wade-Giles spelling."""
    spelt = pinyin.spelt(text)
    if not spelt:
        return
    position = len(draft.tokens)
    word = "".join(spelt)
    draft.add(word, Tag.CORE)
    for meaning in glosses().get(text, ()):
        draft.span(_joined(meaning), position, 1, MEANING, "alternate")
    for meaning in _home_and(text):
        draft.span("china" + meaning, position, 1, MEANING, "alternate")
    for meaning in islice(_meanings(text, spelt), _MOST_MEANINGS):
        draft.span(meaning, position, 1, MEANINGS, "alternate")
    for half in _halves(text):
        draft.span("".join(pinyin.spelt(half)), position, 1, HALF, "alternate")
    for meaning in _home_and(text):
        draft.span(meaning, position, 1, MEANINGS, "alternate")
    if len(spelt) >= 3:
        draft.span("".join(syllable[0] for syllable in spelt), position, 1, INITIALS, "acronym")
    if (wade := pinyin.wade_giles(word)) != word:
        draft.span(wade, position, 1, WADE_GILES, "alternate")
    for meaning in meanings_of(text)[:_MOST_INSIDE]:
        draft.span(meaning, position, 1, INSIDE, "alternate")


def _halves(text: str) -> tuple[str, ...]:
    """The parts of a long brand that may stand for it: of 天海融汇 "tianhai" and "ronghui"."""
    size = len(text)
    return (text[:2], text[-2:], *((text[:-2], text[2:]) if size > _FOUR else ())) if _FOUR <= size <= _LONG else ()


def _home_and(text: str) -> tuple[str, ...]:
    """What a brand of 中 ("China") and one more character says besides: 中钢 is China Steel."""
    return characters().get(text[1], ()) if len(text) == 2 and text[0] == "中" else ()


@cache
def meanings_of(text: str) -> tuple[str, ...]:
    """English words of three letters or more for the words and characters of a brand."""
    words = [word for part, many in glosses().items() if part in text for word in many]
    words += [word for character in text for word in characters().get(character, ())]
    return tuple(dict.fromkeys(plain for word in words if len(plain := word.replace(" ", "")) >= 3))


def _meanings(text: str, spelt: Sequence[str]) -> Iterator[str]:
    """A short brand with some of its characters translated: 金龙 as "golden dragon", 新天府 as "new tianfu"."""
    if len(text) > 3 or len(text) != len(spelt):
        return
    known = characters()
    choices = [[*known.get(c, ())[:3], s] for c, s in zip(text, spelt, strict=True)]
    for chosen in product(*choices):
        if chosen != tuple(spelt):
            yield "".join(chosen).replace(" ", "")


@cache
def _place(text: str) -> tuple[str, ...]:
    entry = dictionary().get(text)
    if entry is not None and entry.english:
        return tuple(_joined(word) for word in entry.english)
    return ("".join(pinyin.spelt(text)),)


@cache
def _english(phrase: str) -> tuple[tuple[str, Tag], ...]:
    """The tokens of an English rendering; a word that no list knows is a word of trade here."""
    tokens = read_words(phrase.split()).tokens
    return tuple((t.text, Tag.TRADE if t.tag in (Tag.CORE, Tag.LEGAL) else t.tag) for t in tokens)


@cache
def _joined(phrase: str) -> str:
    return "".join(text for text, tag in _english(phrase) if tag is not Tag.PARTICLE).replace("~", "")


@cache
def _countries() -> frozenset[str]:
    return frozenset(word_list("places")["country"])


# --- Cantonese ---------------------------------------------------------------------------------------------------


def _in_cantonese(parts: Sequence[Part]) -> Reading:
    draft = Draft()
    for part in parts:
        if part.kind in (Kind.BRAND, Kind.GLOSS):
            _add_cantonese(draft, part.text)
        elif part.kind is Kind.PLACE:
            _add_place(draft, part)
        elif part.kind is Kind.NUMBER:
            draft.add(part.text, Tag.NUMBER)
        elif part.kind is Kind.LEGAL:
            draft.legal(dictionary()[part.text].english[0])
        elif part.kind is Kind.FOREIGN:
            draft.words(plain_words(part.text))
        else:
            _add_word(draft, part)
    draft.join_neighbours()
    return draft.reading(Script.FROM_HAN)


def _add_cantonese(draft: Draft, text: str) -> None:
    first = len(draft.tokens)
    many = cantonese.spelt(text)
    for position, (main, *others) in enumerate(many, first):
        draft.add(main, Tag.CORE)
        for other in others:
            draft.span(other, position, 1, CANTONESE, "alternate")
    if len(many) > 1:
        draft.span("".join(spelt[0] for spelt in many), first, len(many), _JOINED, "joined")


# --- persons -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1 << 8)
def _person_readings(text: str) -> tuple[Reading, ...]:
    parts = [part for piece in simplified(text).split() for part in han_person(piece)]
    if not parts:
        return ()
    characters_ = Draft()
    latin = Draft()
    for position, part in enumerate(parts):
        characters_.add(part, Tag.CORE)
        _add_person_part(latin, part, surname=position == 0 and len(parts) > 1)
    if len(latin.tokens) > 1:
        joined = "".join(token.text for token in latin.tokens)
        latin.span(joined, 0, len(latin.tokens), _JOINED, "joined")
    found = (characters_.reading(Script.HAN, person=True), latin.reading(Script.FROM_HAN, person=True))
    return tuple(reading for reading in found if reading.tokens)


def han_person(text: str) -> tuple[str, ...]:
    """A personal name as surname and given name; a name with a dot (a foreign one) in its parts.

    Args:
        text: simplified characters without spaces.
    """
    pieces = [piece for piece in text.replace("•", "·").replace("・", "·").split("·") if piece]
    if len(pieces) != 1:
        return tuple(pieces)
    name = pieces[0]
    for size in (2, 1):
        if name[:size] in surnames() and size < len(name) <= size + 3:
            return name[:size], name[size:]
    return (name,)


@cache
def surnames() -> Mapping[str, tuple[str, ...]]:
    """Chinese surnames in simplified characters, each with its spellings, pinyin first."""
    lines = str(word_list("chinese_surnames")["surname"]["words"]).split("\n")
    return {line.split()[0]: tuple(line.split()[1:]) for line in lines if line}


def _add_person_part(draft: Draft, text: str, *, surname: bool) -> None:
    if not has_han(text):
        draft.words(plain_words(text), tag=Tag.CORE)
        return
    known = surnames().get(text) if surname else None
    word = known[0] if known else "".join(pinyin.spelt(text))
    if not word:
        return
    position = len(draft.tokens)
    draft.add(word, Tag.CORE)
    others = list(known[1:]) if known else ["".join(spelt[0] for spelt in cantonese.spelt(text))]
    for other in others:
        draft.span(other, position, 1, CANTONESE, "alternate")
    draft.span(pinyin.wade_giles(word), position, 1, WADE_GILES, "alternate")


# --- Latin names that are pinyin ---------------------------------------------------------------------------------


def reading_of_pinyin(words: Sequence[str]) -> Reading | None:
    """A body's name in pinyin read as if it stood in characters: "Dahua Jishu Gufen Youxian Gongsi".

    Args:
        words: lower-case words without tones, as `normalise.words` gives them; spaced or joined as you like.

    Returns:
        A Latin reading with the known words translated; None when a word is no pinyin or no word is known.
    """
    if not words or not all(word.isdigit() or pinyin.is_pinyin(word) for word in words):
        return None
    parts = list(_pinyin_parts(words))
    if not any(part.kind not in (Kind.FOREIGN, Kind.NUMBER, Kind.PLACE) for part in parts):
        return None
    return _in_latin(parts, Script.LATIN)


def _pinyin_parts(words: Sequence[str]) -> Iterator[Part]:
    syllables = [syllable for word in words for syllable in (pinyin.syllables(word) or (word,))]
    known = _words_by_pinyin()
    position = 0
    brand: list[str] = []
    while position < len(syllables):
        size = next((n for n in range(8, 1, -1) if tuple(syllables[position : position + n]) in known), 0)
        if not size:
            brand.append(syllables[position])
            position += 1
            continue
        if brand:
            yield Part("".join(brand), Kind.FOREIGN)
            brand = []
        text = known[tuple(syllables[position : position + size])]
        entry = dictionary().get(text)
        yield Part(text, entry.kind if entry else Kind.GLOSS, leading=position == 0)
        position += size
    if brand:
        yield Part("".join(brand), Kind.FOREIGN)


@cache
def _words_by_pinyin() -> Mapping[tuple[str, ...], str]:
    """Known Chinese words of two characters and more by their syllables; the first of those that sound alike."""
    found: dict[tuple[str, ...], str] = {}
    for text in (*dictionary(), *glosses()):
        if len(text) > 1:
            spelt = pinyin.spelt(text)
            found.setdefault(spelt, text)
            found.setdefault(tuple(s.replace("v", "u") for s in spelt), text)
    return found


def wade_giles_of(word: str) -> str:
    """What a Latin word in pinyin is in Wade-Giles ("quanguo" is "chuankuo"); "" when it is no pinyin or the same."""
    wade = pinyin.wade_giles(word)
    return wade if wade != word else ""


# --- places ------------------------------------------------------------------------------------------------------


@cache
def place_spellings() -> Mapping[str, str]:
    """Latin spellings of Chinese places, in lower case with spaces, with their canonical word."""
    found: dict[str, str] = {}
    for line in str(word_list("chinese_places")["spelling"]["words"]).splitlines():
        word, _, others = line.partition(" ")
        for other in others.split(","):
            if word and other.strip():
                found.setdefault(other.strip(), word)
    for text, entry in dictionary().items():
        if entry.kind is Kind.PLACE:
            main, *others_ = entry.english or ("".join(pinyin.spelt(text)),)
            for spelling in (main, *others_):
                found.setdefault(spelling, main)
    for text in counties() - glosses().keys():
        word = "".join(pinyin.spelt(text))
        found.setdefault(word, word)
    return found
