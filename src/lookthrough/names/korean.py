"""Korean syllables as Latin words.

Sources: the Revised Romanisation (Ministry of Culture, notice 2000-8) with its sound changes between syllables;
McCune-Reischauer for the second spelling; surnames and the syllables of given names as they stand in passports.
"""

from __future__ import annotations

import re
from functools import cache

from lookthrough.names.letters import sound_row
from lookthrough.names.translations import translations
from lookthrough.names.wordlists import word_list

_NASAL = {"k": "ng", "t": "n", "p": "m"}
_ASPIRATED = {"g": "k", "d": "t", "j": "ch", "b": "p"}
#: Places of letters among the leads, vowels and tails of a syllable.
_N, _R, _M, _S, _SILENT = 2, 5, 6, 9, 11
_EO, _WI, _EU = 4, 16, 18
_L = 8
_SOFTENED = {2: "a", 6: "e", 7: "e", 12: "o", 16: "ui", 17: "u"}
_SIBILANTS = {12: "z", 14: "ts"}
_BORROWED_TAILS = {1: "k", 17: "p", 19: "t", 8: "l"}
_FIRST_R = re.compile(r"\br|(?<=[aeiou])r(?=[aeiou])")
_SYLLABLES = re.compile("[가-힣]+")
_LEGAL = re.compile(r"주식\s*회사|유한\s*(?:책임)?\s*회사|\(\s*주\s*\)|합자\s*회사|합명\s*회사")
_FIRST, _LAST = 0xAC00, 0xD7A3


def latin(text: str) -> tuple[str, ...]:
    """The spellings of a text in Korean syllables.

    Args:
        text: words in Hangul, with anything between them.

    Returns:
        As a body's name with its words of trade in English and split from the brand ("삼성전자" is "samsung
        electronics"), or as a personal name where the first syllable is a surname ("김정은" is "kim jong un"); then
        the Revised Romanisation, and spellings for foreign names, whose first sound may be l.
    """
    text = _LEGAL.sub(" ltd ", text)
    body = _SYLLABLES.sub(lambda run: f" {_body(run.group())} ", text)
    person = _SYLLABLES.sub(lambda run: f" {_person(run.group())} ", text)
    revised = _SYLLABLES.sub(lambda run: revised_romanisation(run.group()), text)
    foreign = _SYLLABLES.sub(lambda run: borrowed(run.group()), text)
    ways = (
        (person, body, revised, foreign)
        if _is_person(text)
        else (body, revised, foreign, _FIRST_R.sub("l", foreign), person)
    )
    return tuple(dict.fromkeys(" ".join(way.split()) for way in ways))


def revised_romanisation(word: str) -> str:
    """A run of syllables in the Revised Romanisation, with the changes of sound between them."""
    parts = [_parts(syllable) for syllable in word]
    found = []
    for at, (lead, vowel, tail) in enumerate(parts):
        before = parts[at - 1][2] if at else 0
        following = parts[at + 1][0] if at + 1 < len(parts) else -1
        found.append(_lead(before, lead) + sound_row("korean", "vowels")[vowel] + _tail(tail, following))
    return "".join(found)


def borrowed(word: str) -> str:
    """A run of syllables that spells a foreign name: 스 is s, 슈 is shu, 어 is er, 르 before another is r."""
    found = []
    for at, syllable in enumerate(word):
        lead, vowel, tail = _parts(syllable)
        first = sound_row("korean", "leads")[lead]
        silent = vowel == _EU and (
            (at > 0 and (not tail or lead == tail - 3 == _R)) or (not tail and first not in "nmr")
        )
        sound = "" if silent else _borrowed_vowel(lead, vowel, tail)
        if lead == _S and vowel in _SOFTENED:
            first, sound = "sh", _SOFTENED[vowel]
        elif silent:
            first = _SIBILANTS.get(lead, first)
        elif lead == _R and at and _parts(word[at - 1])[2] == _L:
            first = ""
        found.append(first + sound + _BORROWED_TAILS.get(tail, sound_row("korean", "tails")[tail]))
    return "".join(found)


def _borrowed_vowel(lead: int, vowel: int, tail: int) -> str:
    if vowel == _EO:
        return "e" if tail else "er"
    if vowel == _WI and lead != _SILENT:
        return "u"
    return "e" if vowel == _EU else sound_row("korean", "vowels")[vowel]


def _parts(syllable: str) -> tuple[int, int, int]:
    code = ord(syllable) - _FIRST
    return code // 588, code % 588 // 28, code % 28


def _lead(tail: int, lead: int) -> str:
    """The first consonant of a syllable after the last one of the syllable before."""
    letter = sound_row("korean", "leads")[lead]
    if not tail:
        return letter
    end = sound_row("korean", "tails")[tail]
    if lead == _R:
        return "l" if end in ("l", "n") else "n"
    if lead == _N and end == "l":
        return "l"
    if end in ("h", "nh", "lh"):
        return _ASPIRATED.get(letter, letter)
    return letter


def _tail(tail: int, following: int) -> str:
    """The last consonant of a syllable before the first one of the next; -1 where none follows."""
    end = sound_row("korean", "tails")[tail]
    if following == _SILENT:
        return sound_row("korean", "tails_before_vowel")[tail]
    single = {
        "ks": "k",
        "nj": "n",
        "nh": "n",
        "lk": "k",
        "lm": "m",
        "lp": "l",
        "ls": "l",
        "lt": "l",
        "lh": "l",
        "ps": "p",
    }
    end = single.get(end, end)
    if end == "h":
        return "" if following >= 0 else "t"
    if following in (_N, _R, _M) and end in _NASAL:
        return _NASAL[end]
    return "l" if end == "n" and following == _R else end


def _is_person(text: str) -> bool:
    """Two to four syllables of which the first is a surname and no more words of trade."""
    runs = _SYLLABLES.findall(text)
    return len(runs) == 1 and 2 <= len(runs[0]) <= 3 and runs[0][0] in _surnames() and " " not in _body(runs[0])


def _body(run: str) -> str:
    """A run with the known words of trade at its end split off, longest first, in English."""
    known = translations("korean")
    ends: list[str] = []
    while run:
        length = next((n for n in range(len(run), 0, -1) if run[-n:] in known and (n > 1 or n == len(run))), 0)
        if not length or (length < len(run) and len(run) - length < 1):
            break
        ends.insert(0, known[run[-length:]])
        run = run[:-length]
    head = next((known[run[:n]] + " " + _spelt(run[n:]) for n in (2,) if run[:n] in ("한국", "대한") and run[n:]), "")
    return " ".join([head or _spelt(run), *ends]).strip()


def _spelt(run: str) -> str:
    return _places().get(run) or (_usual(run) if len(run) <= 3 else revised_romanisation(run))


def _person(run: str) -> str:
    """A run as a surname and a given name, as passports spell them."""
    if not 2 <= len(run) <= 4:
        return _usual(run)
    length = 2 if len(run) > 2 and run[:2] in _surnames() else 1
    surname = _surnames().get(run[:length])
    return f"{surname} {' '.join(_usual(c) for c in run[length:])}" if surname else _usual(run)


def _usual(run: str) -> str:
    """Each syllable as it is usually spelt in names."""
    return "".join(_given().get(syllable) or revised_romanisation(syllable) for syllable in run)


@cache
def _surnames() -> dict[str, str]:
    return {str(k): str(v) for k, v in word_list("korean_syllables")["surnames"].items()}


@cache
def _given() -> dict[str, str]:
    return {str(k): str(v) for k, v in word_list("korean_syllables")["given"].items()}


@cache
def _places() -> dict[str, str]:
    return {str(k): str(v) for k, v in word_list("korean_syllables")["places"].items()}
