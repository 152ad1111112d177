"""Every way to read one name: in its own letters, in Latin letters, as a person's or a body's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from importlib import import_module

from lookthrough.names import chinese, normalise, transcribed
from lookthrough.names.chinese import wade_giles_of
from lookthrough.names.chinese_words import has_han, simplified
from lookthrough.names.damaged_forms import mended
from lookthrough.names.japanese import japanese_reading, without_form
from lookthrough.names.legal_forms import legal_forms
from lookthrough.names.persons import in_order
from lookthrough.names.phrases import is_known, parted_places
from lookthrough.names.pinyin import is_pinyin, syllables
from lookthrough.names.read_back import Sounds, read_back
from lookthrough.names.remembered import when_it_returns
from lookthrough.names.scripts import is_japanese, renderings
from lookthrough.names.several import is_one_name, named_parts
from lookthrough.names.tags import LIGHT, PLACES, Script, Tag
from lookthrough.names.tokens import Reading, Span, Token, edges, ends_in_short_name, read_body, read_name, read_words

#: Readings of one name that are kept.
MOST_READINGS = 6
#: Words behind a comma that may be the first of a name.
_TURNED = 3
#: Tokens and spans of a reading, and letters of a word, that are compared.
MAX_TOKENS, MAX_SPANS, MAX_LETTERS = 64, 512, normalise.MAX_LETTERS
#: Names whose readings are kept.
REMEMBERED = 1 << 14

_CORE = Tag.CORE  # looking it up in its class takes longer than the rest of a turn of the loop below
_ABJAD = re.compile("[\u0590-\u06ff\u0750-\u077f\u08a0-\u08ff]")
#: Words that are read back, and the module and function that spell them in the reading that they are read back in.
_SOUNDED: Mapping[Sounds, tuple[re.Pattern[str], str, str]] = {
    "katakana": (re.compile("[ァ-ヺ][ァ-ヺー]+"), "kana", "hepburn"),
    "korean": (re.compile("[가-힣]{2,}"), "korean", "borrowed"),
    "russian": (re.compile("[а-яё]{3,}"), "cyrillic", "latin"),
    "arabic": (re.compile("[ء-ي]{3,}"), "arabic", "latin"),
    "hebrew": (re.compile("[א-ת'׳]{3,}"), "hebrew", "latin"),
}
_ARABIC = re.compile("[\u0620-\u06d3]")
_HANGUL = re.compile("[\uac00-\ud7a3]+( [\uac00-\ud7a3]+)*")


@when_it_returns(REMEMBERED)
def readings(text: str, *, person: bool = False) -> tuple[Reading, ...]:
    """The readings of a name, the main one first; at least one, at most `MOST_READINGS`.

    A text that holds several names ("formerly …") gives a reading of each. A name in Chinese characters is read in
    characters and in Latin letters; a name in another script in its usual Latin spellings; a Latin name that is pinyin
    also as the Chinese name that it spells.

    Args:
        text: the name in any script; only its first `normalise.MAX_CHARACTERS` characters are read.
        person: read it as a personal name; otherwise as the name of a company, body, vessel, aircraft or fund.
    """
    found = [reading for reading in _every(text, person=person) if reading.tokens]
    if len(found) == 1:
        return (found[0],)
    kept: list[Reading] = []  # to compare a few takes less time than to hash every token of each
    for reading in found:
        if len(kept) < MOST_READINGS and reading not in kept:
            kept.append(reading)
    return tuple(kept) or (Reading((), person),)


@when_it_returns(REMEMBERED)
def reading_at(text: str, number: int, *, person: bool = False) -> Reading:
    """One of the readings of a name; the first takes half the time of all.

    Args:
        text, person: as in `readings`.
        number: which of them, from 0 on.
    """
    if number:
        return readings(text, person=person)[number]
    return next((reading for reading in _every(text, person=person) if reading.tokens), Reading((), person))


def _every(text: str, *, person: bool) -> Iterator[Reading]:
    """Each reading when it is asked for, those without a word and repeated ones among them."""
    text = text[: normalise.MAX_CHARACTERS]
    if not text.isascii():
        for part in (in_order(text),) if person else named_parts(text):
            yield from map(_within_limits, _of_one(part, person=person))
    elif person:
        yield from _in_latin(normalise.words(in_order(text)), person=True)
    elif is_one_name(text, words := normalise.words(text)):
        yield from _in_latin(words, person=False, printed=text)
    else:
        for part in named_parts(text):
            yield from _in_latin(normalise.words(part), person=False, printed=part)


def _within_limits(reading: Reading) -> Reading:
    """A reading cut to what a comparison has room for; a Latin name's words are counted when they are parted."""
    tokens, spans = reading.tokens, reading.spans
    if len(tokens) > MAX_TOKENS or len(spans) > MAX_SPANS:
        tokens = tokens[:MAX_TOKENS]
        spans = tuple([span for span in spans if span.first + span[2] <= len(tokens)][:MAX_SPANS])
    if any(len(each[0]) > MAX_LETTERS for each in (*tokens, *spans)):
        tokens = tuple([token._replace(text=token.text[:MAX_LETTERS]) for token in tokens])
        spans = tuple([span._replace(text=span.text[:MAX_LETTERS]) for span in spans])
    return (
        reading if tokens is reading.tokens and spans is reading.spans else replace(reading, tokens=tokens, spans=spans)
    )


def _of_one(text: str, *, person: bool) -> Iterator[Reading]:
    if text.isascii():
        yield from _in_latin(normalise.words(text), person=person, printed=text)
    elif not has_han(text):
        own = person and _HANGUL.fullmatch(text) is not None
        if own:
            yield _in_hangul(text)
        for reading in _rendered(text, person=person):
            yield replace(reading, script=Script.FROM_HAN) if own else _without_vowels(reading, text)
    elif is_japanese(text):
        yield from chinese.readings_of(without_form(text), person=person)[:1]  # none for kana alone
        yield from _rendered(text, person=person)
    else:
        yield from chinese.readings_of(text, person=person)
        spelt = transcribed.renderings(text) if transcribed.looks_transcribed(text) else ()
        for at, each in enumerate((*spelt, *_if_japanese(text))):
            reading = replace(read_name(each, person=person), script=Script.FROM_HAN)
            yield reading if at or not spelt else _read_back(reading, transcribed.parts_of(simplified(text)), "chinese")


def _read_back(reading: Reading, spelt: Mapping[str, str], sounds: Sounds) -> Reading:
    """A reading with the other Latin spellings that its words may stand for beside them.

    Args:
        reading: whose words are spelt by their sound.
        spelt: words of it, with the foreign ones that they spell.
        sounds: what these are written in.
    """
    spans = [
        Span(other.text, at, 1, other.percent, "alternate")
        for at, token in enumerate(reading.tokens)
        if token.tag is _CORE and token.text in spelt
        for other in read_back(spelt[token.text], sounds)
        if other.text != token.text
    ]
    return replace(reading, spans=(*reading.spans, *spans)) if spans else reading


def _rendered(text: str, *, person: bool) -> Iterator[Reading]:
    """The readings of a text in Latin letters, the first that has words to be read back with these read back."""
    done = False
    for at, rendering in enumerate(renderings(text)):
        for reading in _in_latin(normalise.words(rendering), person=person, printed=rendering):
            found = reading if done else _sounded(reading, text)
            done = done or found is not reading
            yield found if at or not person else _vowelled(found, text)


def _vowelled(reading: Reading, text: str) -> Reading:
    """A person's reading with the vowels that its words in Arabic letters may have: Motassadeq for "matsdaq"."""
    if not _ARABIC.search(text):
        return reading
    spelt = import_module("lookthrough.names.unwritten").spellings_of(text)
    spans = [
        Span(other.text, at, 1, other.percent, "alternate")
        for at, token in enumerate(reading.tokens)
        if token.tag is _CORE
        for other in spelt.get(token.text, ())
    ]
    return replace(reading, spans=(*reading.spans, *spans)) if spans else reading


def _sounded(reading: Reading, text: str) -> Reading:
    """A reading with its words that are written by their sound read back."""
    for sounds, (words, module, function) in _SOUNDED.items():
        spelt = {}
        for word in words.findall(text.lower()):
            found = getattr(import_module(f"lookthrough.names.{module}"), function)(word)
            latin = normalise.words(found if isinstance(found, str) else found[0])
            if len(latin) == 1:
                spelt[latin[0]] = word
        if spelt:
            reading = _read_back(reading, spelt, sounds)
    return reading


def _without_vowels(reading: Reading, text: str) -> Reading:
    """The reading, marked when it is a person's name from letters that leave vowels out."""
    return replace(reading, script=Script.FROM_ABJAD) if reading.person and _ABJAD.search(text) else reading


def _in_hangul(text: str) -> Reading:
    """A Korean personal name by its own letters: different syllables may be one in Latin letters."""
    words = text.split()
    parts = [words[0][0], words[0][1:]] if len(words) == 1 and len(text) in (3, 4) else words
    return Reading(tuple(Token(part, Tag.CORE, part, part) for part in parts), person=True, script=Script.HAN)


def _if_japanese(text: str) -> tuple[str, ...]:
    """The Japanese reading of a name whose characters are all used in Japan (JIS X 0208)."""
    try:
        text.encode("shift_jis")
    except UnicodeEncodeError:
        return ()
    return (japanese_reading(text),)


def _in_latin(words: list[str], *, person: bool, printed: str = "") -> Iterator[Reading]:
    """The readings of a name in Latin letters, of which the text as printed may tell more."""
    if person or not words:
        yield _with_older_spellings(read_words(words, person=person))
        return
    ends = edges(words)
    reading = _with_older_spellings(read_body(words, ends))
    yield reading
    if (is_pinyin(words[0]) or words[0].isdigit()) and (spelt := chinese.reading_of_pinyin(words)):
        yield spelt
    if ends_in_short_name(reading):
        yield _with_older_spellings(read_words(words[:-1]))
    if whole := mended(words, *ends, is_known):
        again = read_words(whole)
        if (
            any(token.tag is _CORE for token in again.tokens)
            or sum(token.tag not in LIGHT for token in again.tokens) > 1
        ):
            yield _with_older_spellings(again)
    if "," in printed and (turned := _turned(printed)):
        yield _with_older_spellings(read_words(turned))
    if not parted_places().keys().isdisjoint(words) and (ordered := _in_place(words)) != words:
        yield _with_older_spellings(read_words(ordered))


def _turned(text: str) -> list[str]:
    """The words of a body's name that was put in order like a person's: "Beta Ltd, Acme" is "Acme Beta Ltd".

    [] where what stands behind the comma is a legal form or a place, as in "Acme, Ltd." and "Bank of Acme, London".
    """
    before, _, behind = (normalise.words(part) for part in text.rpartition(","))
    form = legal_forms().get(tuple(behind))
    if not before or not 0 < len(behind) <= _TURNED or (form and form[1] != "end"):
        return []
    whole = edges(before)[1] < len(before)  # a name has one legal form, so that what follows it is none
    if edges([*before, *behind])[1] < len(before) + len(behind) and not whole:
        return []
    place = all(token.tag in PLACES or token.tag in LIGHT for token in read_words(behind).tokens)
    return [] if place and not whole else [*behind, *before]


def _in_place(words: list[str]) -> list[str]:
    """The words with the two of a place brought together: "Kong Hong Steel", "Hong Steel Kong"."""
    for at, word in enumerate(words):
        firsts = parted_places().get(word, ())
        if at + 1 < len(words) and words[at + 1] in firsts and (at == 0 or words[at - 1] not in firsts):
            return [*words[:at], words[at + 1], word, *words[at + 2 :]]
        if at > 1 and words[at - 2] in firsts and words[at - 1] not in firsts:
            return [*words[: at - 2], words[at - 2], word, words[at - 1], *words[at + 1 :]]
    return words


def _with_older_spellings(reading: Reading) -> Reading:
    """A name with the Wade-Giles spellings of its words of pinyin beside them: "Quanguo" is "Chuan-kuo".

    A word of one syllable counts only where all the name's own words are pinyin, as every word of a person's name.
    """
    older = []
    every = True
    for at, (text, tag, _, _, _) in enumerate(reading.tokens):
        if tag is _CORE:
            older_spelling = _older_spelling(text)
            if older_spelling:
                older.append(Span(older_spelling, at, 1, chinese.WADE_GILES, "alternate"))
            elif older_spelling is None:
                every = False
    if not older:
        return reading
    if not every:
        long = () if reading.person else older
        older = [span for span in long if len(syllables(reading.tokens[span.first].text)) > 1]
    return replace(reading, spans=(*reading.spans, *older)) if older else reading


@lru_cache(maxsize=1 << 16)
def _older_spelling(word: str) -> str | None:
    """The Wade-Giles spelling of a word of pinyin; "" where it is the same, None for any other word."""
    return wade_giles_of(word) if is_pinyin(word) else None
