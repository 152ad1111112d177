"""Cyrillic letters as Latin ones, as passports and newspapers of each country write them in English.

Sources: ICAO Doc 9303 part 3 and the BGN/PCGN romanisations, with the spellings that are usual in English where the
two differ; for Serbian and Macedonian their own Latin alphabets.
"""

from __future__ import annotations

import re
from functools import cache

from lookthrough.names.letters import letter_table
from lookthrough.names.translations import translated

_UKRAINIAN = {"г": "h", "и": "y", "зг": "zgh"}
_SERBIAN = {"ж": "z", "х": "h", "ц": "c", "ч": "c", "ш": "s"}
#: "Dmitry", "Zelensky": the ending is written with one letter.
_ADJECTIVE = re.compile(r"(?<=[^\W\d_])[иы]й(?![^\W\d_])")
_VOWELS = "аеёиоуыэюяіїєәөұүӣӯ"

#: How Russian writes the sounds of other languages: "Джексон" is Jackson, "Хадзимэ" is Hajime.
_FOREIGN = (
    ("дж", "j"),
    ("дз", "z"),
    ("кс", "x"),
    ("ай", "ai"),
    ("ей", "ei"),
    ("эй", "ay"),
    ("ой", "oi"),
    ("ио", "io"),
    ("ье", "ie"),
    ("си", "shi"),
    ("ти", "chi"),
    ("тё", "cho"),
    ("тю", "chu"),
    ("тя", "cha"),
    ("сё", "sho"),
    ("сю", "shu"),
    ("ся", "sha"),
)
_PLAIN_FOREIGN = {"ж": "j", "х": "h", "ц": "c", "ю": "u", "я": "ia", "ё": "e", "ъ": "", "ь": ""}


def latin(text: str) -> tuple[str, ...]:
    """The spellings of a text in Latin letters.

    Args:
        text: words in Cyrillic letters, with anything between them.

    Returns:
        The usual English spelling, the same with words of trade translated, and a spelling for names that came into
        Cyrillic from another language ("Жапаров" is "Japarov").
    """
    lower = _ADJECTIVE.sub("й", text.lower())
    return _written(lower, _own(lower)), translated(lower, "cyrillic", _latin_word), _written(lower, _borrowed())


def _latin_word(word: str) -> str:
    return _written(word, _own(word))


def _own(text: str) -> dict[str, str]:
    """Letters of the language that the text shows itself to be in; Russian when it does not."""
    if re.search("[ђљњћџјѓќѕ]", text):
        return letter_table("cyrillic") | _SERBIAN
    if re.search("[їєґ]|(?<![а-я])і|ў", text) and not re.search("[әғқңөұүһҳ]", text):
        return letter_table("cyrillic") | _UKRAINIAN
    if re.search("[қғҳ]", text) and "ў" in text:
        return letter_table("cyrillic") | {"ў": "o"}
    if re.search("[өүңәұ]", text):
        return letter_table("cyrillic") | {"ж": "j"} if not re.search("[әғқұ]", text) else letter_table("cyrillic")
    return letter_table("cyrillic")


@cache
def _borrowed() -> dict[str, str]:
    return letter_table("cyrillic") | _PLAIN_FOREIGN | dict(_FOREIGN)


def _written(text: str, letters: dict[str, str]) -> str:
    """The text letter by letter, two where two are one sound."""
    found, at = [], 0
    while at < len(text):
        pair = text[at : at + 2]
        if pair in letters and len(pair) == 2:
            found.append(letters[pair])
            at += 2
        else:
            found.append(_letter(text, at, letters))
            at += 1
    return "".join(found)


def _letter(text: str, at: int, letters: dict[str, str]) -> str:
    """One letter, with the few whose sound hangs on their neighbours."""
    letter, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if letter == "й":
        return "i" if before in _VOWELS and after.isalpha() and after not in _VOWELS else "y"
    if letter == "е" and before and (before in "ьъ" or (before in _VOWELS and after.isalpha())):
        return "ye"
    if letter in "иі" and before == "ь":
        return "yi"
    if letter == "о" and before == "ь":
        return "yo"
    if letter == "ъ":
        return "a" if before.isalpha() and before not in _VOWELS and after not in _VOWELS and after.isalpha() else ""
    return letters.get(letter, letter)
