"""Hebrew letters as Latin ones, with the vowels that are not written guessed.

Sources: the Academy of the Hebrew Language's simple romanisation (2006), and the usual English spellings of biblical
and modern given names in `resources/names/semitic_names`.
"""

from __future__ import annotations

import re

from lookthrough.names.letters import letter_table
from lookthrough.names.translations import translated
from lookthrough.names.vowels import given_names, with_vowels

_PAIRS = (("ג'", "j"), ("צ'", "ch"), ("ץ'", "ch"), ("ז'", "zh"), ("ת'", "th"), ("ד'", "dh"), ("וו", "w"), ("יי", "ay"))
_OPEN = str.maketrans("iu", "eo")
_POINTS = re.compile("[\u0591-\u05bd\u05bf-\u05c7]")
_GERESH = re.compile("[׳’´`]")
_FIRST_O, _FIRST_I, _FIRST_V = re.compile("^או(?=[^אוי])"), re.compile("^איי?(?=[^אוי])"), re.compile("^וו?")
#: Letters of the longest word whose first two are seldom the Arabic article.
_ARTICLE = 5
_GODLY = re.compile("(?<=.)יהו$")
_WORD = re.compile(r"[א-ת']+")


def latin(text: str) -> tuple[str, ...]:
    """The spellings of a Hebrew text.

    Args:
        text: words in Hebrew letters, with anything between them.

    Returns:
        As Hebrew with usual spellings of known names and guessed vowels; with words of trade translated; as a name
        from another language, with i and u, and with e and o for them.
    """
    text = _GERESH.sub("'", _POINTS.sub("", text)).replace("״", "")
    foreign = _WORD.sub(lambda found: _foreign(found.group()), text)
    return (
        _WORD.sub(lambda found: _word(found.group()), text),
        translated(text, "hebrew", _word),
        foreign,
        foreign.translate(_OPEN),
    )


def _word(word: str) -> str:
    known = given_names("hebrew").get(word)
    if known:
        return known
    if word.startswith("אל") and len(word) > _ARTICLE:  # an Arabic name with its article: אלרחמן is al-Rahman
        return f"al {_word(word[2:])}"
    if word[0] == "ב" or word[0] == "כ":
        word = ("b" if word[0] == "ב" else "k") + word[1:]
    return with_vowels(_sounds(word))


def _foreign(word: str) -> str:
    """No vowel is put in but after the first letter: a foreign name is written with most of its own."""
    sounds = _sounds(word).replace("v", "b").replace("kh", "k")
    return with_vowels(sounds, sparing=True)


def _sounds(word: str) -> str:
    """Consonants in lower case, letters that may be a vowel in upper case."""
    word = _GODLY.sub("yahU", word)
    word = _FIRST_V.sub("v", _FIRST_I.sub("I", _FIRST_O.sub("o", word)))
    for pair, sound in _PAIRS:
        word = word.replace(pair, sound)
    if word.endswith("ה"):
        word = word[:-1] + "A"
    return "".join(letter_table("hebrew").get(c, c) for c in word if c != "'")
