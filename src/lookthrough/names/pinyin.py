"""Pinyin: the standard Latin spelling of Chinese (ISO 7098), its syllables, and the older Wade-Giles spelling.

Everything here is in plain lower-case letters: no tones, no apostrophes, ü written "v" or "u".
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from lookthrough.names.spoken import spoken
from lookthrough.names.wordlists import word_list

#: Letters of the longest syllable ("zhuang").
LONGEST = 6
#: Letters on which a syllable may end.
_LAST = frozenset("aeiouvngr")
_REMEMBERED = 1 << 16


@cache
def table() -> Mapping[str, tuple[str, str]]:
    """Every syllable with its initial and its final."""
    finals = {"" if initial == "0" else initial: str(many).split() for initial, many in _section("syllable").items()}
    return {initial + final: (initial, final) for initial, many in finals.items() for final in many}


@lru_cache(maxsize=_REMEMBERED)
def syllables(word: str) -> tuple[str, ...]:
    """The syllables of a word of pinyin, as few and as long at the front as can be; () when it is none.

    Args:
        word: in lower-case letters without tones, e.g. "haikangweishi".
    """
    if not _may_be_pinyin(word):
        return ()
    known = table()
    best: list[tuple[str, ...] | None] = [None] * len(word) + [()]
    for start in range(len(word) - 1, -1, -1):
        for end in range(min(len(word), start + LONGEST), start, -1):
            rest = best[end]
            if rest is None or word[start:end] not in known:
                continue
            found = best[start]
            if found is None or len(rest) + 1 < len(found):
                best[start] = (word[start:end], *rest)
    return best[0] or ()


def _may_be_pinyin(word: str) -> bool:
    """Can syllables fill a word from its beginning to its end? Most words of other languages cannot soon."""
    if word[-1:] not in _LAST:
        return False
    known, last = table(), len(word)
    seen, ahead = {0}, [0]
    while ahead:
        start = ahead.pop()
        for end in range(start + 1, min(last, start + LONGEST) + 1):
            if word[start:end] in known and end not in seen:
                if end == last:
                    return True
                seen.add(end)
                ahead.append(end)
    return False


def is_pinyin(word: str) -> bool:
    """Is a word made of syllables of standard Chinese and nothing else?

    Two such words that differ are different names, and no slip of the pen: "Wei" and "Wen".
    """
    return bool(syllables(word))


@lru_cache(maxsize=_REMEMBERED)
def wade_giles(word: str) -> str:
    """A word of pinyin in Wade-Giles without its marks: "quanguo" is "chuankuo"; "" when it is no pinyin.

    Books of libraries and of Taiwan drop the apostrophe and the umlaut, so "chu" stands for zhu, chu, ju and qu alike.
    """
    return "".join(_wade(syllable) for syllable in syllables(word))


@cache
def _wade(syllable: str) -> str:
    whole = _section("wade_whole").get(syllable)
    if whole is not None:
        return str(whole)
    initial, final = table()[syllable]
    return str(_section("wade_initial").get(initial, initial)) + str(_section("wade_final").get(final, final))


@lru_cache(maxsize=_REMEMBERED)
def spelt(text: str) -> tuple[str, ...]:
    """The syllables of Chinese characters, one each, chosen by the words they stand in.

    Args:
        text: Chinese characters only; a character without a reading is left out.
    """
    found = spoken("pinyin").syllables(text)
    if len(found) < len(text):
        return found
    in_names = _section("in_names")
    return tuple(str(in_names.get(character, syllable)) for character, syllable in zip(text, found, strict=True))


def _section(name: str) -> Mapping[str, object]:
    return word_list("pinyin")[name]
