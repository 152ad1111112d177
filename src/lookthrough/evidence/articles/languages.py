"""Which language a text is in: by its script, by its small words, and by py3langid where these leave it open.

Where py3langid is absent, what script and small words leave open stays open; they settle nearly every paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib import import_module

from lookthrough.evidence.articles.wordlists import folded, word_list

SHORTEST = 40
"""Letters under which a text's language is not told, unless its script alone tells it."""

_SAMPLE, _BRIEF = 4000, 400
_SURE = -20.0
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3\u1100-\u11ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("arabic", re.compile("[\u0600-\u06ff]")),
    ("cyrillic", re.compile("[\u0400-\u04ff]")),
)
_NOT_LATIN = re.compile("[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufdff\ufe70-\ufeff]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
# Letters that one language of a script has and its neighbours have not.
_OWN_LETTERS = {
    "arabic": (("ug", "ېۈۆۇەڭ"), ("ur", "ٹڈڑےں"), ("fa", "پچژگ")),
    "cyrillic": (("uk", "їєґ"), ("be", "ў"), ("sr", "ђћџ"), ("kk", "қңұәһ")),
}
_USUAL = {"arabic": "ar", "cyrillic": "ru"}


def language_of(text: str, *, briefly: bool = False) -> str:
    """The language that most of a text is in.

    Args:
        text: any text; its first 4,000 characters are looked at.
        briefly: look at 400 characters, and do without the library: for a paragraph among many.

    Returns:
        Its ISO 639-1 code; "" where it cannot be told.
    """
    sample = text[: _BRIEF if briefly else _SAMPLE]
    letters = len(_LETTER.findall(sample))
    if not letters:
        return ""
    by_script = _by_script(sample, letters)
    if by_script:
        return by_script
    if letters < SHORTEST:
        return ""
    return _by_small_words(sample) or ("" if briefly else _by_library(sample))


def language_beside(text: str, language: str) -> str:
    """The language of a paragraph of an article; sooner told where it is the article's own.

    Args:
        text: the paragraph.
        language: the article's.
    """
    if _set_of(language) and not _NOT_LATIN.search(text, 0, _BRIEF):
        words = _WORD.findall(folded(text[:_BRIEF]))
        if len(words) > 5 and sum(map(_set_of(language).__contains__, words)) >= 0.3 * len(words):
            return language
    return language_of(text, briefly=True)


@cache
def _set_of(language: str) -> frozenset[str]:
    return frozenset(word_list("page_words")["function_words"].get(language, ()))


def _by_script(sample: str, letters: int) -> str:
    if not _NOT_LATIN.search(sample):
        return ""
    for name, pattern in _SCRIPTS:
        count = len(pattern.findall(sample))
        # Kana and Hangul mark their languages although most signs beside them may be Chinese.
        needed = 0.1 if name in ("ja", "ko") else 0.4
        if count < needed * letters or count < 2:
            continue
        if name not in _OWN_LETTERS:
            return name
        for language, own in _OWN_LETTERS[name]:
            if sum(sample.count(c) for c in own) > 0.01 * count:
                return language
        return _USUAL[name]
    return ""


@cache
def _small_words() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for language, words in word_list("page_words")["function_words"].items():
        for word in words:
            table.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in table.items()}


def _by_small_words(sample: str) -> str:
    words = _WORD.findall(folded(sample))
    known = _small_words()
    votes: Counter[str] = Counter()
    for word in words:
        for language in known.get(word, ()):
            votes[language] += 1
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < 3 or ranked[0][1] < 0.15 * len(words):
        return ""
    clear = len(ranked) == 1 or ranked[0][1] >= 1.5 * ranked[1][1]
    return ranked[0][0] if clear else ""


def _by_library(sample: str) -> str:
    try:
        library = import_module("py3langid")
    except ImportError:
        return ""
    language, score = library.classify(sample)
    return str(language) if score < _SURE else ""


def function_share(text: str, language: str) -> float:
    """Share of a text's words that are small words of a language; headlines have few."""
    words = _WORD.findall(folded(text))
    own = _set_of(language)
    return sum(1 for word in words if word in own) / len(words) if words else 0.0
