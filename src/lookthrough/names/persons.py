"""The words of a personal name: which are the person's own, and which are small words, titles, initials, suffixes.

Compound names that one person writes in one word and another in two or three become one word here: "Abd al-Rahman",
"Abdul Rahman" and "Abdelrahman", "Saif al-Din" and "Saif Uddin".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from lookthrough.names.given_names import SERVANT, family_of, follows_servant, is_given_name, is_syllable
from lookthrough.names.pinyin import is_pinyin
from lookthrough.names.wordlists import word_list, words_of

#: What a word of a personal name is; "father" is a small word between a person's name and the father's, "suffix"
#: tells namesakes of one family apart.
Kind = Literal["own", "initial", "number", "particle", "father", "title", "suffix"]

#: Percent of an agreement of "Rahman" with "Abdul Rahman".
WITHOUT_SERVANT = 80

#: Digits put in for the letters that look like them, in words of at least so many letters.
_DIGITS, _LETTERS = str.maketrans("013457", "oieast"), 2
_SERVANT_SPELLINGS = ("abdul", "abdel", "abdal", "abdol", "abdoul", "abdil", "abd")
_KUNYA = ("abou", "aboo", "abu", "abo")
_ASSIMILATED = frozenset("rsntdz")
_ARTICLES = frozenset(("al", "el", "ul", "ur", "ar", "as", "us", "ad", "ud", "az", "an", "un", "ash", "il"))
#: "Abdul" without a letter, or "Abu l-": an unknown name behind it, which may be misspelt elsewhere, decides nothing.
_OR_FATHER = "abul"
#: "Al-Din", "of the faith", as the end of a name.
_FAITH = "uddin"
_FAITH_WORDS = ("din", "deen", "dine", "diin")
_FAITH_JOINED = ("uddeen", "eddine", "eddin", "aldin", "aldeen", "eldin", "eldeen", "addin", "oddin", "uddin")
#: Letters of the shortest name behind "Abdul".
#: Words of the longest Chinese name.
_CHINESE = 3
_SHORTEST = 3
#: Letters of a word that may be a small word with one letter too many.
_STRAY = 3


#: Small words that are surnames in Vietnam or Korea, and a Vietnamese syllable without its marks.
_EASTERN = frozenset(("le", "do"))
_VIETNAMESE = re.compile(
    "(?:ngh?|nh|th|tr|ph|kh|gi|[bcdghklmnqrstvx])(?:uoi|uye|uo|ie|ye|oa|ua|ai|oi|ui|[aeiouy])(?:ng|nh|ch|[cmnt])?"
)


class PersonWord(NamedTuple):
    """One word of a personal name.

    Attributes:
        text: the word in the spelling that is compared: "abdulrahman", "bin".
        kind: what it is.
        first, last: the first and the last word that it was read from.
        inner: the own part of a compound: "rahman" of "abdulrahman"; "" for none.
    """

    text: str
    kind: Kind
    first: str
    last: str
    inner: str = ""


def in_order(text: str) -> str:
    """A name with its surname last: "Smith, John" is "John Smith"; "John Smith, Jr." stays.

    Args:
        text: a personal name as printed.
    """
    if "," not in text:
        return text
    surname, *rest = (part.strip() for part in text.split(","))
    known = _phrases()
    behind = [part for part in rest if known.get(tuple(part.lower().replace(".", "").split()), ("", "own"))[1] != "own"]
    given = [part for part in rest if part not in behind]
    return " ".join((*given, surname, *behind))


def person_words(words: list[str]) -> list[PersonWord]:
    """The words of a personal name in their order, titles included.

    Args:
        words: the name in plain lower-case words.
    """
    words = _unshuffled([part for word in words for part in _unjoined(word)])
    found: list[PersonWord] = []
    position = _very_front(words)
    found += [PersonWord(word, "title", word, word) for word in words[:position]]
    while position < len(words):
        word, width = _word_at(words, position)
        found.append(word)
        position += width
    return found


def _unshuffled(words: list[str]) -> list[str]:
    """The words with a last "Abdul" put before the name that it belongs to: "Rashid Abdul" is "Abdul Rashid".

    Many lists print the surname first, so that "Raouf Hafiz Abdul" is "Hafiz Abdul Raouf"; else two neighbours were
    swapped.
    """
    if len(words) < 2 or words[-1] not in _servant_forms():
        return words
    if follows_servant(words[0]):
        return [words[-1], *words[:-1]] if len(words) == 2 else [*words[1:], words[0]]
    return [*words[:-2], words[-1], words[-2]] if follows_servant(words[-2]) else words


@lru_cache(maxsize=1 << 16)
def _unjoined(word: str) -> tuple[str, ...]:
    """A kunya in one word as two, "abuhassan" as "abu" and "hassan"; any other word as it is."""
    if word[:2] != "ab" or len(word) <= len("abu") + _SHORTEST or family_of(word):
        return (word,)
    for form in _KUNYA:
        if word.startswith(form) and is_given_name(family_of(word[len(form) :])):
            return form, word[len(form) :]
    return (word,)


def _word_at(words: list[str], position: int) -> tuple[PersonWord, int]:
    """The word at a position and how many printed words it takes."""
    word = words[position]
    if (alone := _anywhere(word)) is not None:
        return alone, 1
    if word in _servant_forms() and (width := _servant(words, position)):
        inner = words[position + width - 1]
        return PersonWord(SERVANT + inner, "own", SERVANT, inner, inner), width
    known = _phrases()
    for width in range(min(_widths().get(word, 0), len(words) - position), 0, -1):
        found = known.get(tuple(words[position : position + width]))
        if found is not None and _stands_right(found, words, position, width):
            text, kind, _ = found
            own = kind == "own"
            return PersonWord(text, kind, text if own else word, text if own else words[position + width - 1]), width
    return _plain(words, position), 1


@lru_cache(maxsize=1 << 16)
def _anywhere(word: str) -> PersonWord | None:
    """A word that is the same wherever it stands, as nearly all are; None where its neighbours matter."""
    stray = len(word) == _STRAY and _is_article(word) and not _is_name(word)
    return None if stray or word in _servant_forms() or word in _widths() else _plain([word], 0)


def _plain(words: list[str], position: int) -> PersonWord:
    """A word that no list knows."""
    word = words[position]
    if not word.isalpha() and sum(letter.isalpha() for letter in word) >= _LETTERS:
        word = word.translate(_DIGITS)
    if len(word) == 1 and not word.isdigit():
        return PersonWord(word, "initial", word, word)
    if word.isdigit():
        return PersonWord(word, "number", word, word)
    if len(word) > len(SERVANT) and (inner := after_servant(word)):
        return PersonWord(SERVANT + inner, "own", word, word, inner)
    if len(word) == _STRAY and position < len(words) - 1 and _is_article(word) and not _is_name(word):
        return PersonWord("al", "particle", word, word)
    return PersonWord(word, "own", word, word)


def _is_article(word: str) -> bool:
    """Is a word of three letters "al" or "el" with a letter too many?"""
    return word.endswith("al") or (len(set(word)) == 2 and word[0] + word[-1] in ("al", "el", "ul"))


def _is_name(word: str) -> bool:
    return bool(family_of(word)) or is_pinyin(word)


Phrase = tuple[str, Kind, str]


def _stands_right(found: Phrase, words: list[str], position: int, width: int) -> bool:
    """Does a known phrase stand where it counts?"""
    where = found[2]
    last = position + width == len(words)
    if last and found[1] == "title" and position and words[position - 1] in _ARTICLES:
        return False  # "al-Sheikh" is a surname
    if (
        found[1] == "particle"
        and (last or not position)
        and 1 < len(words) <= _CHINESE
        and _is_surname(position, words)
    ):
        return False  # "Le Yucheng", "Do Kyung Soo" and "Do Muoi" have surnames that are small words elsewhere
    if where == "front":
        return not last
    if where == "ending":
        return last and position > 1
    if where in ("behind", "later"):
        return position > (where == "behind")
    return not (where == "ben" and position == 0 and len(words) == 2)


def _is_surname(position: int, words: list[str]) -> bool:
    """Is a small word a surname, since all others are syllables of Chinese, of Korean or of Vietnamese?"""
    if all(map(is_pinyin, words)):
        return True
    others = words[:position] + words[position + 1 :]
    if words[position] not in _EASTERN:
        return False
    return all(is_syllable(family_of(word)) for word in others) or all(map(_VIETNAMESE.fullmatch, others))


def _very_front(words: list[str]) -> int:
    """How many of the first words are letters that stand for an honorific."""
    if not words or len(words[0]) > 1:
        return 0
    for phrase in _very_front_phrases():
        rest = words[len(phrase) :]
        if tuple(words[: len(phrase)]) == phrase and len(rest) > 1 and all(len(word) > 1 for word in rest):
            return len(phrase)
    return 0


def _servant(words: list[str], position: int) -> int:
    """How many words "Abd al-Rahman" takes; 0 when a name follows that does not stand behind "Abdul"."""
    after = position + 1
    if after < len(words) - 1 and words[after] in _ARTICLES:
        after += 1
    if after == len(words) or len(words[after]) < _SHORTEST:
        return 0
    known = follows_servant(words[after]) or (not family_of(words[after]) and words[position] != _OR_FATHER)
    return after - position + 1 if known else 0


def after_servant(word: str) -> str:
    """The known name behind "Abdul" in a word; "" for none."""
    if word[:3] != "abd":
        return ""
    for form in _SERVANT_SPELLINGS:
        rest = word[len(form) :]
        if word.startswith(form) and len(rest) > 2 and follows_servant(rest):
            return rest
    rest = word[4:]
    if len(rest) > 3 and rest[0] in _ASSIMILATED:
        rest = rest[1:] if rest[0] == rest[1] else rest
        return rest if follows_servant(rest) else ""
    return ""


@cache
def _servant_forms() -> frozenset[str]:
    """The spellings of "Abdul", and what they become by one slip of a finger."""
    found = set(_SERVANT_SPELLINGS) | {"abdu", "abdur", "abdus", "abdun", "abdel", "abed"}
    for at in range(1, len(SERVANT)):
        found.add(SERVANT[: at - 1] + SERVANT[at] + SERVANT[at - 1] + SERVANT[at + 1 :])
    found |= {SERVANT[:at] + SERVANT[at] + SERVANT[at:] for at in range(len(SERVANT))}
    found |= {vowel + form[1:] for vowel in "eiouy" for form in (SERVANT, "abdur")}
    return frozenset(found | {"abdl", "adul", "bdul", "abdyl", _OR_FATHER})


@cache
def _phrases() -> Mapping[tuple[str, ...], Phrase]:
    """Every known phrase: its words, then (canonical word, kind, where it counts)."""
    table: dict[tuple[str, ...], Phrase] = {}
    lists = word_list("particles")
    fathers = words_of("particles", "father")
    for name, many in lists["spelling"].items():
        kind: Kind = "father" if name in fathers else "particle"
        for spelling in str(many).split():
            table[spelling,] = (name, kind, "ben" if spelling == "ben" else "")
    for name in lists["phrase"]:
        table |= {tuple(one.split()): (name, "father", "") for one in words_of("particles", "phrase", name)}
    table |= {(word,): (word, "particle", "") for word in words_of("particles", "particle")}
    for section, where in (("title", ""), ("front", "front"), ("ending", "ending")):
        table |= {tuple(one.split()): (one, "title", where) for one in words_of("particles", section)}
    for name in lists["suffix"]:
        table |= {(one,): (f"~{name}", "suffix", "behind") for one in words_of("particles", "suffix", name)}
    for name in lists["own"]:
        table |= {tuple(one.split()): (name, "own", "") for one in words_of("particles", "own", name)}
    faith = [(article, word) for article in sorted(_ARTICLES) for word in _FAITH_WORDS]
    return table | dict.fromkeys((*faith, *((word,) for word in _FAITH_JOINED)), (_FAITH, "own", "later"))


@cache
def _widths() -> Mapping[str, int]:
    """For each first word of a phrase, the number of words of the longest phrase that begins with it."""
    widths: dict[str, int] = {}
    for words in _phrases():
        widths[words[0]] = max(widths.get(words[0], 0), len(words))
    return widths


@cache
def _very_front_phrases() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in words_of("particles", "very_front"))
