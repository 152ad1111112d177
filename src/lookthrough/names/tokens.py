"""Tokens: the words of a name, each with a tag that says what it can prove.

A personal name and the name of a body are read differently: "Paris", "Bank" and "Al" mean other things in each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from lookthrough.names import normalise, persons
from lookthrough.names.acronyms import FORM, GROUP, LONGEST, SHORTEST, SILENT, SMALL, WORD, Part, abbreviates, acronyms
from lookthrough.names.given_names import SERVANT
from lookthrough.names.legal_forms import Where, legal_forms, ordinary_words
from lookthrough.names.misread import PERCENT as MISREAD
from lookthrough.names.misread import readings_of as misread_as
from lookthrough.names.normalise import MAX_LETTERS
from lookthrough.names.numbers import SIGNS, is_thousands, number_at, number_behind, parts_a_number, roman_letter
from lookthrough.names.phrases import canonical, canonical_words, either, fund_classes, guesses, phrases, widths
from lookthrough.names.tags import LIGHT, Script, Tag
from lookthrough.names.translations import romanised_russian

#: Percent of an agreement of "micro electronics" with "microelectronics".
JOINED = 97
#: The same where the joined words are longer than what is compared of a word.
JOINED_IN_PART = 96
#: Percent of an agreement with a repeated word, where the other name does not repeat it letter by letter.
REPEATED = 96
#: Percent of an agreement with one of the words that an abbreviation may stand for, and with a guessed word.
EITHER, GUESSED = 96, 88

#: Letters of a legal form that is known with a slip at the end of a name, and anywhere.
_SPELT_OUT, _UNMISTAKABLE = 6, 10
#: Letters of a word so short that it may be a piece of another ("van der bilt").
_PIECE = 4
_CLASS_WORDS = frozenset(("class", "cl", "cls", "series", "ser", "shares"))
_CLASS_LETTERS = 2
#: Letters from inside words that an acronym behind a name may have.
_MORE = 2
#: Legal forms whose first letter bodies are called by.
_CALLED_BY = frozenset(("corporation", "company"))
_FUND_WORDS = frozenset(("fund", "funds", "etf", "ucits", "sicav", "icav", "portfolio", "trust", "fonds", "oeic"))


# Looking a tag up in its class or in a set takes longer than reading a word; the loops below run millions of times.
_CORE, _TRADE, _COUNTRY, _PLACE, _NUMBER = Tag.CORE, Tag.TRADE, Tag.COUNTRY, Tag.PLACE, Tag.NUMBER
_LEGAL, _PARTICLE = Tag.LEGAL, Tag.PARTICLE
_FIRST_LIGHT = min(LIGHT)
_tuple = tuple.__new__  # makes a named tuple in half the time


class Token(NamedTuple):
    """One token of a name. A named tuple, because millions are made and it is made four times faster.

    Attributes:
        text: the canonical word: "technology" for "Tech", "~limited" for "Co., Ltd.", "hongkong" for "Hong Kong".
        tag: what it can prove.
        first, last: the first and last word that it was read from; joined words are made of these. The letters of a
            legal form that stand apart are one first word ("S.A.").
        leading: a place that only says where a body is from: at the very beginning, before the name's own word, or
            behind "of" at the end of a name that has a word of its own.
    """

    text: str
    tag: Tag
    first: str
    last: str
    leading: bool = False


How = Literal["joined", "acronym", "alternate"]


class Span(NamedTuple):
    """Another way to write a run of tokens; it can be paired with one token of another name.

    Attributes:
        text: the word: "microelectronics" for "micro electronics", "cetc" for the initials of a name.
        first, count: the tokens that it stands for.
        percent: how much an agreement with it is worth.
        how: what it is: neighbours written as one word, the initials of several words, or another spelling or
            translation of one or more words. Only the last may be misspelt.
    """

    text: str
    first: int
    count: int  # type: ignore[assignment]  # hides a method of tuples that nobody needs here
    percent: int
    how: How


@dataclass(frozen=True, slots=True)
class Reading:
    """A name as read.

    Attributes:
        tokens: in the name's order; empty when the text holds no letter or digit.
        person: read as a personal name.
        cut: the last token may be the beginning of a longer word, and words may be missing after it.
        receipt: the line is a depositary receipt.
        script: in which letters it is written.
        spans: other ways to write runs of its tokens.
    """

    tokens: tuple[Token, ...]
    person: bool = False
    cut: bool = False
    receipt: bool = False
    script: Script = Script.LATIN
    spans: tuple[Span, ...] = ()


def read_name(text: str, *, person: bool = False) -> Reading:
    """Read a name as printed.

    Args:
        text: the name in any script.
        person: read it as a personal name; otherwise as the name of a company, body, vessel, aircraft or fund.
    """
    return read_words(normalise.words(persons.in_order(text) if person else text), person=person)


def read_words(words: list[str], *, person: bool = False, cut: bool = False, receipt: bool = False) -> Reading:
    """Read a name that is already in plain words."""
    return _read_person(words, cut=cut) if person else read_body(words, edges(words), cut=cut, receipt=receipt)


def ends_in_short_name(reading: Reading) -> bool:
    """Is the last word of a body's name its own short name?

    That is its acronym ("Butembo Airlines BAL", "Zutari Chemical Industries Group ZCI") or its first word once more, as
    brackets leave it that were lost on the way: "Zutari Tech Co., Ltd. (Zutari)".
    """
    tokens = reading.tokens
    last = tokens[-1] if len(tokens) >= SHORTEST else None
    if last is None or last.tag is not _CORE or last.text[0] != tokens[0].first[0]:
        return False
    if last.text == f"{tokens[0].text}*2" or last.text in acronyms([_acronym_part(token) for token in tokens[:-1]]):
        return True
    words = [(token.first, token.tag >= _FIRST_LIGHT) for token in tokens[:-1]]
    count = sum(not spare for _, spare in words)
    fits = 1 < count <= len(last.text) <= min(count + _MORE, LONGEST)
    return fits and abbreviates(last.text, words)


def joined(tokens: tuple[Token, ...], *, person: bool) -> list[Span]:
    """Neighbouring tokens written as one word; two light tokens are left out."""
    found = []
    known = {} if person else canonical_words()
    for position, (left, right) in enumerate(pairwise(tokens)):
        whole, tag, begun, last, _ = left
        _, other, first, _, _ = right
        if tag < _FIRST_LIGHT or other < _FIRST_LIGHT:
            if (other is _NUMBER or first[0] <= "9") and _are_two_numbers(left, right):
                continue
            text = last + first
            if person and (inner := persons.after_servant(text)):  # "Ab Durrahman"
                text = SERVANT + inner
            found.append(_tuple(Span, (known.get(text, text), position, 2, JOINED, "joined")))
            if person and begun == SERVANT != last:  # "Abdul MananNyazi"
                found.append(_tuple(Span, (whole + first, position, 2, JOINED, "joined")))
    return found


def _are_two_numbers(left: Token, right: Token) -> bool:
    """Are two neighbours numbers that would become another one if they were run together: "12 3", "II I", "I II"?"""
    one, other = left.last, right.first
    counted = left.tag in (_NUMBER, Tag.LETTER) and right.tag is _NUMBER and right.text.isdigit()
    if counted and (left.text.isdigit() or one.isalpha() is other.isalpha() is True):
        return not is_thousands(one, other)
    return parts_a_number(one, other)


def told_apart(tokens: list[Token]) -> list[Token]:
    """The tokens, so that "Duran Duran" does not equal "Duran": a repeated word only equals another repeated one."""
    if len({token[0] for token in tokens}) == len(tokens):
        return tokens
    seen: dict[str, int] = {}
    out = []
    for token in tokens:
        count = seen[token.text] = seen.get(token.text, 0) + 1
        if count > 1 and token.tag in LIGHT:
            continue
        again = Token(f"{token.text}*{count}", token.tag, token.first, token.last, token.leading)
        out.append(token if count == 1 else again)
    return out


def _told_apart(tokens: list[Token], *, person: bool) -> tuple[tuple[Token, ...], list[Span]]:
    """The tokens with repeated words told apart, and their first spans: neighbours as one word, repeated words bare.

    A repeated word is also itself, or a slip in one of the two would make it another word: "Othman Ahmed Ohman".
    """
    apart = told_apart(tokens)
    kept = tuple(apart)
    spans = joined(kept, person=person)
    if apart is not tokens:
        for position, (text, tag, _, _, _) in enumerate(kept):
            if tag is _CORE and "*" in text:
                spans.append(Span(text.partition("*")[0], position, 1, REPEATED, "alternate"))
    return kept, spans


_PERSON_TAGS: dict[persons.Kind, Tag] = {
    "own": Tag.CORE,
    "initial": Tag.INITIAL,
    "number": Tag.NUMBER,
    "particle": Tag.PARTICLE,
    "father": Tag.PARTICLE,
    "title": Tag.TITLE,
    "suffix": Tag.TITLE,
}


@lru_cache(maxsize=1 << 16)
def _person_token(word: persons.PersonWord) -> Token:
    return Token(word.text, _PERSON_TAGS[word.kind], word.first, word.last)


def _read_person(words: list[str], *, cut: bool) -> Reading:
    found = persons.person_words(words)
    tokens = [_person_token(word) for word in found]
    if all(token.tag >= _FIRST_LIGHT for token in tokens):
        tokens = [Token(word, Tag.CORE, word, word) for word in words]
    kept, spans = _told_apart(tokens, person=True)
    inner = {word.text: word.inner for word in found if word.inner}
    for position, token in enumerate(kept if inner else ()):
        if token.text in inner:
            spans.append(Span(inner[token.text], position, 1, persons.WITHOUT_SERVANT, "alternate"))
    return Reading(kept, True, cut, spans=tuple(spans))


def read_body(words: list[str], ends: tuple[int, int], *, cut: bool = False, receipt: bool = False) -> Reading:
    """Read the name of a body of which it is known where the legal forms at its ends stand, see `edges`."""
    tokens = _body_tokens(words, *ends)
    for token in tokens:
        if token.tag < _FIRST_LIGHT:
            break
    else:
        tokens = [Token(w, _CORE, w, w) for w in words]
    kept, spans = _told_apart(tokens, person=False)
    if len(kept) >= SHORTEST:
        spans += _whole(kept, words, ends[1])
    return Reading(kept, False, cut, receipt, spans=(*spans, *_alternates(kept)))


def _body_tokens(words: list[str], front: int, back: int) -> list[Token]:
    tokens: list[Token] = []
    position, count = 0, len(words)
    while position < count:
        token, width = _anywhere(words[position]), 1
        if token is None and position and (parts := _numbered(words[position])):
            tokens += parts
            position += 1
            continue
        if token is None:
            token, width = _token_at(words, position, front, back)
        tokens.append(token)
        position += width
    return _with_home(tokens)


@lru_cache(maxsize=1 << 14)
def _numbered(word: str) -> tuple[Token, ...]:
    """A known word with a number behind it is two ("Plant12", "FundIII"); () for any other.

    At the very beginning of a name it is the name's own word: "Bank24".
    """
    letters, digits = number_behind(word)
    text, tag, _ = phrases().get((letters,), ("", _CORE, "end"))
    if tag not in (_TRADE, Tag.FILLER, Tag.STRUCTURE) or (word,) in phrases():
        return ()
    number, _ = number_at((letters, digits), 1)
    return Token(text, tag, letters, letters), Token(number, _NUMBER, digits, digits)


@lru_cache(maxsize=1 << 16)
def _anywhere(word: str) -> Token | None:
    """The token of a word that is the same wherever it stands, as nearly all are; None where its neighbours matter."""
    if len(word) == 1 or widths().get(word, 0) > 1 or word in _CLASS_WORDS or word in fund_classes():
        return None
    if found := phrases().get((word,)):
        text, tag, where = found
        return Token(text, tag, word, word) if where == "anywhere" else None
    if not word.isalpha() or word in SIGNS or number_at(("", word), 1)[1] or _numbered(word):
        return None
    return None if len(word) >= _SPELT_OUT and _misspelt_form(word) else Token(word, _CORE, word, word)


def _token_at(words: list[str], position: int, front: int, back: int) -> tuple[Token, int]:
    """The token at a position and how many words it takes."""
    width = _longest(words, position, front, back)
    word = words[position]
    apart = len(word) == 1 and width == 1 and position + 1 < back and len(words[position + 1]) == 1
    if width and not apart:
        phrase = words[position : position + width]
        text, tag, _ = phrases()[tuple(phrase)]
        apart = tag is _LEGAL and all(len(part) == 1 for part in phrase)
        return Token(text, tag, "".join(phrase) if apart else word, phrase[-1]), width
    text, width = number_at(words, position)
    if width:
        as_it_is = width == 1 and (word.isalpha() or word.isdigit())  # "Ten cent" may be "Tencent", and not "10cent"
        printed = word if as_it_is else text
        return Token(text, _NUMBER, printed, printed), width
    if position and (width := _share_class(words, position, back)):
        return Token("~class", _LEGAL, word, words[position + width - 1]), width
    if len(word) == 1 and word.isalpha():
        return _letters_at(words, position, back)
    last = position >= min(len(words) - 2, back - 1)
    long = len(word) >= _SPELT_OUT and (last or len(word) >= _UNMISTAKABLE)
    if long and (form := _misspelt_form(word)):
        return Token(form, _LEGAL, word, word), 1
    if not word.isalpha():
        return Token(word, _NUMBER if word.isdigit() or len(word) <= 4 else _CORE, word, word), 1
    return Token(word, _CORE, word, word), 1


def _letters_at(words: list[str], position: int, back: int) -> tuple[Token, int]:
    """Letters that stand apart are one word ("A.B.C." is "ABC"); a last I, V or X behind a word is a number."""
    end = position + 1
    while end < back and len(words[end]) == 1 and words[end].isalpha() and not _longest(words, end, -1, back):
        end += 1
    width = end - position
    if width == 1:
        digits = roman_letter(words[position]) if position and end >= back else ""
        text = digits or words[position]
        return Token(text, _NUMBER if digits else Tag.LETTER, text, text), 1
    text = "".join(words[position:end])
    known, tag, _ = phrases().get((text,), (text, _CORE, "anywhere"))
    return Token(known, tag, text, text), width


def _share_class(words: list[str], position: int, back: int) -> int:
    """How many words name a share class at the end of a fund's name: "Class K", "A2", "Acc"; 0 for none."""
    end = position + 1
    if words[position] in _CLASS_WORDS and end < len(words) and len(words[end]) <= _CLASS_LETTERS:
        return 2 if end + 1 >= back else 0
    rest = words[position:back]
    if not rest or rest[-1] not in fund_classes() or not any(word in _FUND_WORDS for word in words[:position]):
        return 0
    named = rest[1:] if len(rest[0]) == 1 and len(rest) > 1 else rest
    return len(rest) if all(word in fund_classes() for word in named) else 0


def _whole(tokens: tuple[Token, ...], words: list[str], back: int) -> list[Span]:
    """The whole name as one word, with and without its legal form; three neighbours as one; its acronyms."""
    count = len(tokens)
    numbers = {
        at
        for at, token in enumerate(tokens)
        if at and (token.tag is _NUMBER or token.first[0] <= "9") and _are_two_numbers(tokens[at - 1], token)
    }
    found = [] if numbers else [_as_one(words, count)]
    end = count
    while end and tokens[end - 1].tag is _LEGAL:
        end -= 1
    if 2 < end < count and back < len(words) and not numbers:
        found.append(_as_one(words[:back], end))
    for at in range(count - 2 if count > SHORTEST else 0):
        left, middle, right = tokens[at], tokens[at + 1], tokens[at + 2]
        one, two, three = left.last, middle.last, right.first
        short = len(one) <= _PIECE or len(two) <= _PIECE or len(three) <= _PIECE
        if short and middle.first == two and numbers.isdisjoint((at + 1, at + 2)):
            found.append(Span(one + two + three, at, 3, JOINED, "joined"))
        if middle.text == "and" and left.tag is right.tag is _TRADE:  # a Chinese word may be two that "and" joins
            found.append(Span(left.last + right.first, at, 3, JOINED, "joined"))
    for text, percent in acronyms([_acronym_part(token) for token in tokens]).items():
        found.append(_tuple(Span, (text, 0, count, percent, "acronym")))
    return found


def _as_one(words: list[str], count: int) -> Span:
    text = "".join(words)
    percent = JOINED if len(text) <= MAX_LETTERS else JOINED_IN_PART
    return Span(text[:MAX_LETTERS], 0, count, percent, "joined")


@lru_cache(maxsize=1 << 16)
def _acronym_part(token: Token) -> Part:
    text, tag, first, last, _ = token
    if tag is _LEGAL:
        if first == last and first in _CALLED_BY:
            return first[0], first[:2], FORM, False
        return last[0], "", FORM if first == "co" and text == "~limited" else SILENT, False
    if tag is _PARTICLE:
        return first[0], first[:2], SMALL, False
    initial = first[0] if first == last else first[0] + last[0]
    return initial, first[:2], GROUP if text == "group" else WORD, tag is _COUNTRY or tag is _PLACE


def _alternates(tokens: tuple[Token, ...]) -> list[Span]:
    """The known words that a name's own words may be contractions or misspellings of."""
    found = []
    for position, token in enumerate(tokens):
        for word, percent in _meant(token[0], token[1]):
            found.append(Span(word, position, 1, percent, "alternate"))
    return found


@lru_cache(maxsize=1 << 16)
def _meant(word: str, tag: Tag) -> tuple[tuple[str, int], ...]:
    """What a token may also be, each with the percent of an agreement with it."""
    if (tag is not _CORE and tag is not _NUMBER) or len(word) <= 2:
        return tuple([(each, EITHER) for each in either().get(word, ())])
    if word.isdigit():
        return ()
    misread = tuple((canonical(text), MISREAD) for text in misread_as(word))
    found = guesses().meant(word) or _trade_in_russian(word)
    return (*misread, (found, GUESSED)) if found else misread


def _trade_in_russian(word: str) -> str:
    """The word of trade or structure that a Russian word in Latin letters is ("neft"); places are names ("Rossiya")."""
    text, tag, _ = phrases().get((romanised_russian(word),), ("", _CORE, ""))
    return text if tag in (Tag.FILLER, _TRADE, Tag.STRUCTURE) else ""


@lru_cache(maxsize=1 << 16)
def _misspelt_form(word: str) -> str:
    """The legal form that a long word at the end of a name is one slip away from; "" for none."""
    for spelling, form in () if word in ordinary_words() else _long_forms().get((word[0], len(word)), ()):
        if OSA.distance(word, spelling, score_cutoff=1) <= 1:
            return form
    return ""


@cache
def _long_forms() -> Mapping[tuple[str, int], list[tuple[str, str]]]:
    """By first letter and by the length of a word that is one slip away, the legal forms of one long word."""
    table: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for words, (form, where) in legal_forms().items():
        if len(words) == 1 and len(words[0]) > _SPELT_OUT and where != "front":
            for length in range(len(words[0]) - 1, len(words[0]) + 2):
                table.setdefault((words[0][0], length), []).append((words[0], f"~{form}"))
    return table


def _longest(words: list[str], position: int, front: int, back: int) -> int:
    """How many words the longest known phrase at this position takes; 0 when none is known.

    Args:
        words, position: where to look.
        front, back: legal forms stand before and from here on, see `edges`; a negative front leaves them out.
    """
    end = position >= back
    edge = end or position < front
    known = phrases()
    for width in range(min(widths().get(words[position], 0), len(words) - position), 0, -1):
        found = known.get(tuple(words[position : position + width]))
        if found is None:
            continue
        where = found[2]
        if (where == "edge" and not edge) or (where == "end" and not end):
            continue
        if where == "front" and (position > front or len(words) == position + width):
            continue
        return width
    return 0


def edges(words: list[str]) -> tuple[int, int]:
    """The ends of a name at which short legal forms count: words before `front` and from `back` on."""
    begins, ends = _legal_edges()
    front, back = 0, len(words)
    while front < back and (width := _legal_width(words, front, begins.get(words[front], 0))):
        front += width
    while back > front:
        width = min(ends.get(words[back - 1], 0), back - front)
        while width and not _is_ending(words, back - width, back):
            width -= 1
        if not width:
            break
        back -= width
    return front, back


@cache
def _legal_edges() -> tuple[Mapping[str, int], Mapping[str, int]]:
    """For each first and each last word of legal forms, the number of words of the longest."""
    begins: dict[str, int] = {}
    ends: dict[str, int] = {}
    for words in legal_forms():
        begins[words[0]] = max(begins.get(words[0], 0), len(words))
        ends[words[-1]] = max(ends.get(words[-1], 0), len(words))
    return begins, ends


def _is_ending(words: list[str], start: int, back: int) -> bool:
    """Is this a legal form at the end of a name? Rare ones do not begin amid letters that stand apart ("A. B. C.")."""
    amid = start > 0 and len(words[start]) == len(words[start - 1]) == 1
    return _is_legal(words[start:back], "end" if amid else "front")


def _legal_width(words: list[str], position: int, most: int) -> int:
    width = min(most, len(words) - position)
    while width and not _is_legal(words[position : position + width], "end"):
        width -= 1
    return width


def _is_legal(words: list[str], elsewhere: Where = "front") -> bool:
    found = phrases().get(tuple(words))
    return found is not None and found[1] is _LEGAL and found[2] not in ("front", elsewhere)


def _with_home(tokens: list[Token]) -> list[Token]:
    """Mark the places that only say where a body is from: at the very beginning, and behind a last "of"."""
    end = 0
    while end < len(tokens) and _is_place_or_light(tokens[end].tag):
        end += 1
    last = len(tokens) - 1
    while last > end and tokens[last].tag is _LEGAL:
        last -= 1
    behind = last > end and _is_place_or_light(tokens[last].tag) and tokens[last - 1].text == "of"
    if not (end or behind) or not any(token.tag is _CORE for token in tokens[end:]):
        return tokens
    found = [Token(t.text, t.tag, t.first, t.last, t.tag < _FIRST_LIGHT) for t in tokens[:end]] + tokens[end:]
    if behind and tokens[last].tag < _FIRST_LIGHT:
        found[last] = Token(*tokens[last][:4], True)
    return found


def _is_place_or_light(tag: Tag) -> bool:
    return tag is _COUNTRY or tag is _PLACE or tag >= _FIRST_LIGHT
