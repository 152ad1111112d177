"""Tokens: the words of a name, each with a tag that says what it can prove.

A personal name and the name of a body are read differently: "Paris", "Bank" and "Al" mean other things in each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import OSA

from lookthrough.names import normalise
from lookthrough.names.legal_forms import Where, legal_forms
from lookthrough.names.wordlists import spellings, words_of

_SPELT_OUT = 6
_LONG_FORMS = (
    ("limited", "~limited"),
    ("company", "~company"),
    ("corporation", "~corporation"),
    ("incorporated", "~corporation"),
)


class Tag(IntEnum):
    """What a word of a name can prove.

    The light tags (`PARTICLE` and above) never make a match by themselves.
    """

    CORE = 0  # a name's own word
    TRADE = 1  # says what a company does: "bank", "solar"
    FILLER = 2  # dropped by short names: "technology"
    STRUCTURE = 3  # says which part of a group: "holding", "institute"
    COUNTRY = 4
    PLACE = 5  # a province or city
    NUMBER = 6
    LETTER = 7  # a single letter in the name of a body
    INITIAL = 8  # a single letter in a personal name
    PARTICLE = 9  # "of", "and", "bin"
    TITLE = 10  # "Dr", "Haji"
    LEGAL = 11  # a legal form


LIGHT = frozenset({Tag.PARTICLE, Tag.TITLE, Tag.LEGAL})


class Token(NamedTuple):
    """One token of a name. A named tuple, because millions are made and it is made four times faster.

    Attributes:
        text: the canonical word: "technology" for "Tech", "~limited" for "Co., Ltd.", "hongkong" for "Hong Kong".
        tag: what it can prove.
        first, last: the first and last word that it was read from; joined words are made of these.
        leading: a place at the very beginning, before the name's own word.
    """

    text: str
    tag: Tag
    first: str
    last: str
    leading: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A name as read.

    Attributes:
        tokens: in the name's order; empty when the text holds no letter or digit.
        person: read as a personal name.
        cut: the last token may be the beginning of a longer word, and words may be missing after it.
        receipt: the line is a depositary receipt.
    """

    tokens: tuple[Token, ...]
    person: bool = False
    cut: bool = False
    receipt: bool = False


def read_name(text: str, *, person: bool = False) -> Reading:
    """Read a name as printed.

    Args:
        text: the name in any script.
        person: read it as a personal name; otherwise as the name of a company, body, vessel, aircraft or fund.
    """
    return read_words(normalise.words(text), person=person)


def read_words(words: list[str], *, person: bool = False, cut: bool = False, receipt: bool = False) -> Reading:
    """Read a name that is already in plain words."""
    tokens = _person_tokens(words) if person else _body_tokens(words)
    if tokens and all(token.tag in LIGHT for token in tokens):
        tokens = [Token(w, Tag.CORE, w, w) for w in words]
    return Reading(tuple(_told_apart(tokens)), person, cut, receipt)


def complete(stump: str) -> str:
    """The known word that a stump can only be the beginning of; the stump itself when there is none, or several."""
    found = {text for words, (text, _, _) in _phrases().items() if len(words) == 1 and words[0].startswith(stump)}
    return found.pop() if len(found) == 1 and (stump,) not in _phrases() else stump


def canonical(word: str) -> str:
    """The word that a single word stands for in the name of a body; itself when no list knows it."""
    found = _phrases().get((word,))
    return found[0] if found and found[1] is not Tag.LEGAL else word


def neighbours(reading: Reading) -> list[tuple[str, int]]:
    """Neighbouring tokens written as one word, with the position of the first; two light tokens are left out."""
    found = []
    for position, (left, right) in enumerate(pairwise(reading.tokens)):
        if left.tag not in LIGHT or right.tag not in LIGHT:
            text = left.last + right.first
            found.append((text if reading.person else canonical(text), position))
    return found


def _told_apart(tokens: list[Token]) -> list[Token]:
    # "Duran Duran" must not equal "Duran": a repeated word is another word that only equals its like.
    seen: dict[str, int] = {}
    out = []
    for token in tokens:
        count = seen[token.text] = seen.get(token.text, 0) + 1
        if count > 1 and token.tag in LIGHT:
            continue
        again = Token(f"{token.text}*{count}", token.tag, token.first, token.last, token.leading)
        out.append(token if count == 1 else again)
    return out


def _person_tokens(words: list[str]) -> list[Token]:
    tags = _person_words()
    tokens = []
    for word in words:
        if len(word) == 1 and not word.isdigit():
            tag = Tag.INITIAL
        else:
            tag = Tag.NUMBER if word.isdigit() else tags.get(word, Tag.CORE)
        tokens.append(Token(word, tag, word, word))
    return tokens


def _body_tokens(words: list[str]) -> list[Token]:
    tokens: list[Token] = []
    front, back = _edges(words)
    position = 0
    while position < len(words):
        token, width = _token_at(words, position, position < front or position >= back)
        tokens.append(token)
        position += width
    return _with_leading_places(tokens)


def _token_at(words: list[str], position: int, edge: bool) -> tuple[Token, int]:
    width = _longest(words, position, edge)
    if width:
        text, tag, _ = _phrases()[tuple(words[position : position + width])]
        return Token(text, tag, words[position], words[position + width - 1]), width
    word = words[position]
    if len(word) >= _SPELT_OUT and position >= len(words) - 2 and (form := _misspelt_form(word)):
        return Token(form, Tag.LEGAL, word, word), 1
    if any(c.isdigit() for c in word):
        tag = Tag.NUMBER if word.isdigit() or len(word) <= 4 else Tag.CORE
    else:
        tag = Tag.LETTER if len(word) == 1 else Tag.CORE
    return Token(word, tag, word, word), 1


def _misspelt_form(word: str) -> str:
    """The legal form that a long word at the end of a name is one slip away from; "" for none."""
    for spelling, form in _LONG_FORMS:
        if word[0] == spelling[0] and OSA.distance(word, spelling, score_cutoff=1) <= 1:
            return form
    return ""


def _longest(words: list[str], position: int, edge: bool) -> int:
    """How many words the longest known phrase at this position takes; 0 when none is known."""
    phrases = _phrases()
    for width in range(min(_widths().get(words[position], 0), len(words) - position), 0, -1):
        found = phrases.get(tuple(words[position : position + width]))
        if found is None:
            continue
        where = found[2]
        if where == "edge" and not edge:
            continue
        if where == "front" and (position or len(words) == width):
            continue
        return width
    return 0


def _edges(words: list[str]) -> tuple[int, int]:
    """The ends of a name at which short legal forms count: words before `front` and from `back` on."""
    front = 0
    while front < len(words) and (width := _legal_width(words, front)):
        front += width
    back = len(words)
    while back > front:
        width = next((w for w in range(min(7, back - front), 0, -1) if _is_legal(words[back - w : back])), 0)
        if not width:
            break
        back -= width
    return front, back


def _legal_width(words: list[str], position: int) -> int:
    return next(
        (w for w in range(min(7, len(words) - position), 0, -1) if _is_legal(words[position : position + w])), 0
    )


def _is_legal(words: list[str]) -> bool:
    found = _phrases().get(tuple(words))
    return found is not None and found[1] is Tag.LEGAL and found[2] != "front"


def _with_leading_places(tokens: list[Token]) -> list[Token]:
    place_tags = (Tag.COUNTRY, Tag.PLACE)
    end = 0
    while end < len(tokens) and (tokens[end].tag in place_tags or tokens[end].tag in LIGHT):
        end += 1
    if not any(token.tag is Tag.CORE for token in tokens[end:]):
        return tokens
    head = [Token(t.text, t.tag, t.first, t.last, t.tag in place_tags) for t in tokens[:end]]
    return head + tokens[end:]


@cache
def _phrases() -> Mapping[tuple[str, ...], tuple[str, Tag, Where]]:
    """Every known phrase of a body's name: its words, then (canonical word, tag, where it counts)."""
    table: dict[tuple[str, ...], tuple[str, Tag, Where]] = {}
    for words, (form, where) in legal_forms().items():
        table[words] = (f"~{form}", Tag.LEGAL, where)
    sections = (
        ("places", "country", Tag.COUNTRY),
        ("places", "place", Tag.PLACE),
        ("trade_words", "filler", Tag.FILLER),
        ("trade_words", "trade", Tag.TRADE),
        ("trade_words", "structure", Tag.STRUCTURE),
        ("trade_words", "particle", Tag.PARTICLE),
    )
    for pick_own in (True, False):  # a word listed in its own right is never another's abbreviation
        for name, section, tag in sections:
            for spelling, word in spellings(name, section):
                if (spelling == word) is pick_own:
                    table.setdefault(tuple(spelling.split()), (word, tag, "anywhere"))
    return table


@cache
def _widths() -> Mapping[str, int]:
    """For each first word of a phrase, the number of words of the longest phrase that begins with it."""
    widths: dict[str, int] = {}
    for words in _phrases():
        widths[words[0]] = max(widths.get(words[0], 0), len(words))
    return widths


@cache
def _person_words() -> Mapping[str, Tag]:
    titles = dict.fromkeys(words_of("particles", "title"), Tag.TITLE)
    return titles | dict.fromkeys(words_of("particles", "particle"), Tag.PARTICLE)
