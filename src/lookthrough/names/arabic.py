"""Arabic letters as Latin ones: Arabic, Persian, Urdu and Pashto with guessed vowels, Uyghur and Sorani with their own.

Sources: the ALA-LC and BGN/PCGN romanisations without their diacritics, the Uyghur Latin alphabet of 2008, and the
usual English spellings of given names in `resources/names/semitic_names`.
"""

from __future__ import annotations

import re

from lookthrough.names.letters import letter_table
from lookthrough.names.translations import english, translated
from lookthrough.names.vowels import given_names, with_vowels

_PERSIAN = {"ث": "s", "ذ": "z", "ض": "z", "و": "U"}
#: How Arabic writes sounds that it lacks: "Washington" may be written with غ for g and ف for v.
_FOREIGN = {"ج": "g", "غ": "g", "ث": "th", "ق": "k", "ط": "t", "ذ": "d", "ع": "A", "ة": "A"}
_POINTS = re.compile("[\u064b-\u065f\u0670\u0640\u06d6-\u06ed\u0610-\u061a]")
_ALL_VOWELS = re.compile("[ەۇۆۈۋېێڕڵ]")
_LATER = re.compile("[پچژگکیہںےٹڈڑ]")
_WORD = re.compile("[\u0620-\u06d3\u06d5\u200c]+")
_ARTICLE = re.compile(r"^(?P<before>و|ب)?ال(?=...)")
_FIRST_O = re.compile("^[اأإئ]و(?=[^اوي])")
_FIRST_I = re.compile("^[اأإئ][يی](?=[^اويی])")
_FIRST_W = re.compile("^و(?=[^اويی])")  # a vowel has a carrier before it
#: "Abd al-Fattah" is one given name.
_SERVANT = re.compile(r"\bعبد\s+ال")
#: "Habib Allah" is one given name.
_OF_GOD = re.compile(r"\b([\u0620-\u06d3]{3,})\s+الله\b")
_GOD = "الله"
_OPEN = str.maketrans("iu", "eo")
_ABDUL = "عبدال"


def latin(text: str) -> tuple[str, ...]:
    """The spellings of a text in Arabic letters.

    Args:
        text: words in Arabic letters, with anything between them.

    Returns:
        As Arabic or Persian with usual spellings of known names and guessed vowels; with words of trade translated;
        as a name from another language, with i and u, with e and o for them, and also with p for b. A text that
        writes all its vowels, as Uyghur does, has one spelling and its translation.
    """
    text = _POINTS.sub("", text).replace("اللہ", _GOD)
    text = _OF_GOD.sub(r"\1الله", _SERVANT.sub("عبدال", text))
    if _ALL_VOWELS.search(text):
        return _WORD.sub(lambda found: _vowelled(found.group()), text), translated(text, "uyghur", _or_arabic)
    table = letter_table("arabic") | (_PERSIAN if _LATER.search(text) else {})
    main = _WORD.sub(lambda found: _word(found.group(), table), text)
    foreign = _WORD.sub(lambda found: _foreign(found.group()), text)
    opened = foreign.translate(_OPEN)
    return main, _english(text, table), foreign, opened, opened.replace("b", "p")


def _word(word: str, table: dict[str, str]) -> str:
    """One word, its article apart."""
    known = _known(word)
    if known:
        return known
    if word.endswith(_GOD) and len(word) > len(_GOD) + 2:
        return f"{_word(word.removesuffix(_GOD), table)}ullah"
    article = _ARTICLE.match(word)
    if article:
        return f"al {_word(word[article.end() :], table)}"
    if word.startswith(_ABDUL) and len(word) > len(_ABDUL) + 2:
        return f"abdul {_word(word[len(_ABDUL) :], table)}"
    parts = [_spoken(part, table) for part in word.replace("ه\u200cای", "e\u200cی").split("\u200c")]
    return "".join(parts)


def _spoken(part: str, table: dict[str, str]) -> str:
    """A part of a word with its vowels; a word that begins with a carrier and a vowel begins with that vowel."""
    part = _FIRST_O.sub("o", part)
    part = _FIRST_W.sub("w", _FIRST_I.sub("i", part))
    sounds = _sounds(part, table)
    if part[-1:] in "هہ" and table["و"] == "U" and table["ث"] == "s" and sounds[-2:-1] not in ("A", "I", "U", ""):
        sounds = sounds[:-1] + "eh"
    return with_vowels(sounds)


def _english(text: str, table: dict[str, str]) -> str:
    """The text with words of trade in English and their articles dropped."""

    def one(found: re.Match[str]) -> str:
        word = found.group()
        return english(word, "arabic") or english(_ARTICLE.sub("", word), "arabic") or _word(word, table)

    return _WORD.sub(one, text)


def _known(word: str) -> str:
    names = given_names("arabic")
    return names.get(word) or names.get(word.translate(_ALIKE), "")


def _foreign(word: str) -> str:
    word = _FIRST_I.sub("i", _FIRST_O.sub("o", word))
    return with_vowels(_sounds(word.replace("\u200c", ""), letter_table("arabic") | _FOREIGN), sparing=True)


def _vowelled(word: str) -> str:
    """Uyghur and Sorani: the hamza before a vowel only carries it."""
    table = {**letter_table("arabic"), **letter_table("uyghur"), "ئ": "", "\u200c": ""}
    return "".join(table.get(c, "").lower() for c in word)


def _or_arabic(word: str) -> str:
    return english(word, "arabic") or _vowelled(word)


def _sounds(word: str, table: dict[str, str]) -> str:
    """Consonants in lower case, letters that may be a vowel in upper case."""
    return "".join(c if c.isascii() else table.get(c, "") for c in word.replace("تش", "ch"))


#: Letters that are written for one another.
_ALIKE = str.maketrans({"ی": "ي", "ى": "ي", "ک": "ك", "أ": "ا", "إ": "ا", "آ": "ا", "ہ": "ه", "ھ": "ه", "ة": "ه"})
