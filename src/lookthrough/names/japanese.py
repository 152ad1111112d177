"""Japanese names, kanji and kana together, as Latin words."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from anyascii import anyascii

from lookthrough.names import kana
from lookthrough.names.translations import translations
from lookthrough.names.wordlists import word_list

_LEGAL = re.compile("株式会社|有限会社|合同会社|合資会社|合名会社|[(（][株有][)）]")
_RUN = re.compile("[\u3400-\u9fff\uf900-\ufaff々〆ヶ\u3041-\u3096\u30a1-\u30fa\u30fc]+")
_CUT = re.compile("[\u3400-\u9fff\uf900-\ufaff々〆ヶ]+|[\u3041-\u3096]+|[\u30a1-\u30fa\u30fc]+")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc]")
_R = re.compile("r(?!(?:$|[^aeiou]))")
_LONGEST = 6
_LONGEST_TRADE = 12
_LONGEST_PERSON = 5


class _Way(NamedTuple):
    """How to read: words of trade in English, second readings and foreign kana, l for r in kana."""

    translate: bool = True
    second: bool = False
    lateral: bool = False


def latin(text: str) -> tuple[str, ...]:
    """The spellings of a Japanese text.

    Args:
        text: in kanji and kana, with anything between them.

    Returns:
        With words of trade in English; all words as they are read; in English with the second usual reading of each
        kanji and kana as the foreign name that they spell; the same with l for r, which are one sound in Japanese.
    """
    text = _LEGAL.sub(" ltd ", text)
    ways = (
        _RUN.sub(lambda run: f" {_run(run.group(), _Way())} ", text),
        _RUN.sub(lambda run: f" {_run(run.group(), _Way(translate=False))} ", text),
        _RUN.sub(lambda run: f" {_run(run.group(), _Way(second=True))} ", text),
        _RUN.sub(lambda run: f" {_run(run.group(), _Way(second=True, lateral=True))} ", text),
    )
    return tuple(" ".join(way.split()) for way in ways)


def japanese_reading(text: str) -> str:
    """Latin words for a Japanese name: words of trade in English, the rest as read."""
    return latin(text)[0]


def without_form(text: str) -> str:
    """A Japanese name without its legal form."""
    return _LEGAL.sub("", text).strip() or text


def _run(run: str, way: _Way) -> str:
    """A run without spaces, cut between kanji and kana and before known words of trade."""
    found: list[str] = []
    for part in _CUT.findall(run):
        found += _words(part, way)
    return " ".join(found)


def _words(part: str, way: _Way) -> list[str]:
    """A part in one script, its known words of trade split off at the end, longest first."""
    trades = translations("japanese")
    ends: list[str] = []
    while part:
        length = next((n for n in range(min(len(part), _LONGEST_TRADE), 1, -1) if part[-n:] in trades), 0)
        if not length:
            break
        ends.insert(0, trades[part[-length:]] if way.translate else _read(part[-length:], way))
        part = part[:-length]
    return [*([_read(part, way)] if part else []), *ends]


def _read(part: str, way: _Way) -> str:
    """Kana by their sounds, kanji by the longest known word; the surname of a personal name apart."""
    if _KANA.match(part):
        spelt = kana.borrowed(part) if way.second else kana.hepburn(part)
        return _R.sub("l", spelt) if way.lateral else spelt
    found, at = [], 0
    while at < len(part):
        length = next((n for n in range(min(_LONGEST, len(part) - at), 1, -1) if part[at : at + n] in _readings()), 1)
        kanji = part[at : at + length]
        found.append((way.second and _second().get(kanji)) or _readings().get(kanji) or anyascii(kanji).lower())
        at += length
        if at == length < len(part) <= _LONGEST_PERSON and kanji in _surnames():
            found.append(" ")
    return _doubled("".join(found))


def _doubled(reading: str) -> str:
    """日産 is "nissan", 日東 "nitto": the reading "nichi" ends in the consonant that follows."""
    return re.sub(r"\b(ni|i)chi(?=([stk])[aiueoh])", r"\1\2", reading)


@cache
def _surnames() -> frozenset[str]:
    """Surnames of two or more kanji."""
    return frozenset(kanji for kanji, _ in _part("surnames") if len(kanji) > 1)


@cache
def _readings() -> dict[str, str]:
    """Kanji and words of them with their usual reading."""
    return {kanji: latin for part in word_list("japanese_readings") for kanji, latin in _part(part) if part != "second"}


@cache
def _second() -> dict[str, str]:
    """Single kanji with the other reading that is frequent in names."""
    return dict(_part("second"))


def _part(part: str) -> list[tuple[str, str]]:
    table = word_list("japanese_readings")[part]
    return [(kanji, latin) for latin, many in table.items() for kanji in str(many).split()]
