"""The words of a Chinese name: places, brand, trade, kind of body, numbers and legal form, found by a dictionary.

A Chinese name has no spaces. The cheapest way to cut it is found by dynamic programming over general words; what no
dictionary knows is the name's own word, its brand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import IntEnum
from functools import cache, lru_cache
from typing import NamedTuple

from lookthrough.names.wordlists import word_list

#: Characters of a Chinese name that are read.
MOST_CHARACTERS = 80
_LONGEST_WORD = 12
#: What it costs more to read a place and a character behind it as one brand.
_AFTER_PLACE = 8
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ffff々〇"
_HAN_RUN = re.compile(f"[{_HAN}]+")
_PIECE = re.compile(rf"[{_HAN}]+|[^\W{_HAN}_]+")
_NUMERALS = "〇零一二三四五六七八九十百千两"
_ORDINAL = re.compile(f"第([{_NUMERALS}]+)")
_ORDINAL_SIGN = re.compile(r"第\s*(?=[0-9])")
_CARDINAL = re.compile(f"[{_NUMERALS}]+")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000}
_TRADITIONAL_BRACKETS = str.maketrans("（）［］【】「」《》", "()[][]()()")


class Kind(IntEnum):
    """What a part of a Chinese name is."""

    BRAND = 0
    TRADE = 1
    STRUCTURE = 2
    PLACE = 3
    NUMBER = 4
    LEGAL = 5
    GLOSS = 6  # a brand word with a meaning
    FOREIGN = 7  # letters or digits of another script


class Part(NamedTuple):
    """One part of a Chinese name.

    Attributes:
        text: simplified characters; a number in digits; letters of another script as printed.
        kind: what it is.
        leading: a place at the very beginning.
        suffix: what kind of place it is, as printed: 市, 自治区; "" for none.
    """

    text: str
    kind: Kind
    leading: bool = False
    suffix: str = ""


class Entry(NamedTuple):
    """One word of the dictionary.

    Attributes:
        kind: what it is.
        english: its renderings, the usual one first; for a legal form its class.
    """

    kind: Kind
    english: tuple[str, ...] = ()


def has_han(text: str) -> bool:
    """Does a text hold a Chinese character?"""
    return not text.isascii() and _HAN_RUN.search(text) is not None


@lru_cache(maxsize=1 << 14)
def simplified(text: str) -> str:
    """A text in simplified characters, variants folded."""
    return _converter().convert(text.encode("utf-8", "replace").decode())  # type: ignore[no-any-return]


@lru_cache(maxsize=1 << 14)
def han_name(text: str) -> tuple[Part, ...]:
    """The parts of a name with Chinese characters, in order.

    Args:
        text: traditional or simplified characters, perhaps with Latin words and digits.

    Returns:
        At most one part a character of the first `MOST_CHARACTERS`; () for a text without letters and digits.
    """
    parts: list[Part] = []
    plain = simplified(unicodedata.normalize("NFKC", text[:MOST_CHARACTERS]).translate(_TRADITIONAL_BRACKETS))
    for piece in _PIECE.findall(_ORDINAL_SIGN.sub(" ", plain)):
        if _HAN_RUN.match(piece):
            parts += _cut(piece)
        else:
            parts.append(Part(piece, Kind.NUMBER if piece.isdecimal() and piece.isascii() else Kind.FOREIGN))
    return tuple(_with_leading(parts))


def number(text: str) -> str:
    """Chinese digits as a number in ASCII digits: 二十九 is 29, 五四 is 54, 一〇一 is 101."""
    if not any(c in _SCALES for c in text):
        return "".join(str(_DIGITS[c]) for c in text)
    total, digit = 0, 0
    for character in text:
        if character in _SCALES:
            total += (digit or 1) * _SCALES[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return str(total + digit)


@cache
def dictionary() -> Mapping[str, Entry]:
    """Every known Chinese word."""
    found: dict[str, Entry] = {}
    for word, english in _lines("chinese_bodies", "legal"):
        found[word] = Entry(Kind.LEGAL, english)
    for word, english in _lines("chinese_places", "special"):
        found.setdefault(word, Entry(Kind.PLACE, english))
    for word, english in _lines("chinese_places", "abroad"):
        found.setdefault(word, Entry(Kind.PLACE, english))
    for word in _plain("chinese_places", "provinces") + _plain("chinese_places", "prefectures"):
        found.setdefault(word, Entry(Kind.PLACE))
    for word, english in _lines("chinese_bodies", "structure"):
        found.setdefault(word, Entry(Kind.STRUCTURE, english))
    for section in word_list("chinese_trade"):
        for word, english in _lines("chinese_trade", section):
            found.setdefault(word, Entry(Kind.TRADE, english))
    for word, english in glosses().items():
        found.setdefault(word, Entry(Kind.GLOSS, english))
    return found


@cache
def glosses() -> Mapping[str, tuple[str, ...]]:
    """Words of brands that English names often translate."""
    return dict(_lines("chinese_bodies", "gloss")) | dict(_lines("chinese_bodies", "direction"))


@cache
def counties() -> frozenset[str]:
    """Counties and districts: places at the front of a name or before a word such as 县, brands elsewhere."""
    return frozenset(_plain("chinese_places", "counties"))


@cache
def characters() -> Mapping[str, tuple[str, ...]]:
    """English words for single characters of brands."""
    return dict(_lines("chinese_bodies", "character"))


def _lines(name: str, section: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in str(word_list(name)[section]["words"]).splitlines():
        word, _, english = line.partition(" ")
        if word:
            yield word, tuple(part.strip() for part in english.split(","))


def _plain(name: str, section: str, key: str = "words") -> list[str]:
    return str(word_list(name)[section][key]).split()


@cache
def _suffixes() -> tuple[str, ...]:
    peoples = _plain("chinese_places", "suffix", "peoples")
    plain = _plain("chinese_places", "suffix")
    bodies = ("自治区", "自治州", "自治县")
    return tuple(sorted({people + body for people in peoples for body in bodies} | set(plain), key=len, reverse=True))


@cache
def _leagues() -> frozenset[str]:
    """The places before which 盟 is a league; elsewhere it begins a brand."""
    return frozenset(_plain("chinese_places", "suffix", "leagues"))


@cache
def _units() -> tuple[str, ...]:
    return tuple(_plain("chinese_bodies", "unit"))


@cache
def _ends() -> tuple[str, ...]:
    """What stands behind a brand at the latest: no body is called by a county and its legal form alone."""
    return ("集团", "控股", *(word for word, entry in dictionary().items() if entry.kind is Kind.LEGAL))


@cache
def _converter():  # type: ignore[no-untyped-def]
    from opencc import OpenCC  # noqa: PLC0415  only for Chinese names

    return OpenCC("t2s")


def _cut(run: str) -> list[Part]:
    """The cheapest way to cut a run of Chinese characters."""
    size = len(run)
    nothing = Part("", Kind.BRAND)
    best = [(0, 0, nothing)] + [(1 << 30, 0, nothing)] * size
    for start in range(size):
        spent = best[start][0]
        for end, cost, part in _choices(run, start):
            if spent + cost < best[end][0]:
                best[end] = (spent + cost, start, part)
    parts: list[Part] = []
    end = size
    while end:
        _, start, part = best[end]
        parts.append(part)
        end = start
    return [piece for part in reversed(parts) for piece in _brand_words(part)]


def _choices(run: str, start: int) -> Iterator[tuple[int, int, Part]]:
    """The parts that may begin at a position: where they end, what they cost, what they are."""
    for end in range(start + 1, min(len(run), start + _LONGEST_WORD) + 1):
        text = run[start:end]
        yield end, _brand_cost(text) + (_AFTER_PLACE if not start and _begins_with_place(text) else 0), _brand(text)
        entry = dictionary().get(text)
        if entry is not None:
            yield from _known(run, start, end, entry)
        if text in counties() and (entry is None or entry.kind is not Kind.PLACE):
            yield from _place(run, start, end, 11 if start == 0 and not run.startswith(_ends(), end) else 0)
    if start == 0 and run[2:3] in ("县", "市") and run[:2] not in dictionary():
        yield 3, 16, Part(run[:2], Kind.PLACE, suffix=run[2])  # a county or city that no list knows
    found = _ORDINAL.match(run, start)
    if found:
        yield found.end(), 6, Part(number(found[1]), Kind.NUMBER)
    found = _CARDINAL.match(run, start)
    if found and run.startswith(_units(), found.end()):
        yield found.end(), 1, Part(number(found.group()), Kind.NUMBER)


@lru_cache(maxsize=1 << 12)
def _brand(text: str) -> Part:
    return Part(text, Kind.BRAND)


def _begins_with_place(text: str) -> bool:
    known = dictionary().get(text[:2])
    return len(text) > 2 and known is not None and known.kind is Kind.PLACE


def _brand_cost(text: str) -> int:
    """Brands have two to four characters, seldom one, and no word of trade at their end."""
    length = len(text)
    tail = dictionary().get(text[-2:]) if length > 2 else None
    known = 3 if tail is not None and tail.kind in (Kind.TRADE, Kind.STRUCTURE) else 0
    return 22 if length == 1 else 8 + 6 * length + 8 * max(0, length - 4) + known


def _known(run: str, start: int, end: int, entry: Entry) -> Iterator[tuple[int, int, Part]]:
    text = run[start:end]
    kind = entry.kind
    if kind is Kind.PLACE:
        yield from _place(run, start, end, 10 if start == 0 else 14)
    elif kind is Kind.LEGAL:
        rest = run[end:]
        if text != "股份" or not rest or rest.startswith(("有限", "公司", "合作")):
            yield end, 8, Part(text, kind)
    elif len(text) == 1:
        rest = run[end:]
        numbered = start == 0 or run[start - 1] in _NUMERALS
        if kind is Kind.STRUCTURE and (numbered or not rest or rest[0] in "第分" or rest in ("公司", "有限公司")):
            yield end, 6 if numbered else 12, Part(text, kind)
    elif kind is Kind.GLOSS:
        yield end, 15, Part(text, kind)
    else:
        yield end, 14 if start == 0 else 10, Part(text, kind)  # a name seldom begins with what it does


def _place(run: str, start: int, end: int, bare: int) -> Iterator[tuple[int, int, Part]]:
    """A place with its suffix, and without one where that costs something."""
    part = Part(run[start:end], Kind.PLACE)
    suffix = next((s for s in _suffixes() if run.startswith(s, end)), "")
    if suffix and not (suffix == "盟" and part.text not in _leagues()):
        yield end + len(suffix), 9, part._replace(suffix=suffix)
    if bare:
        yield end, bare, part


def _brand_words(part: Part) -> list[Part]:
    """A brand that begins or ends with a known word is two: 北方华创 is 北方 and 华创."""
    text = part.text
    if part.kind is not Kind.BRAND or len(text) < 4:
        return [part]
    known = dictionary()
    for cut in (2, 3):
        entry = known.get(text[:cut])
        if entry is not None and entry.kind is Kind.GLOSS and len(text) - cut >= 2:
            return [Part(text[:cut], Kind.GLOSS), Part(text[cut:], Kind.BRAND)]
    entry = known.get(text[-2:])
    if entry is not None and entry.kind is Kind.GLOSS:
        return [Part(text[:-2], Kind.BRAND), Part(text[-2:], Kind.GLOSS)]
    return [part]


def _with_leading(parts: list[Part]) -> list[Part]:
    end = 0
    while end < len(parts) and parts[end].kind is Kind.PLACE:
        end += 1
    return [part._replace(leading=i < end) for i, part in enumerate(parts)]
