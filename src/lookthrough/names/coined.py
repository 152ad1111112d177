"""Coined spellings of Chinese brands: how well a Latin word could have been made from a word of pinyin.

Companies like English names that only sound like their own: the consonants stay roughly in place, the vowels and the
endings are free. A word that is itself pinyin is more likely another name.

Everything is computed from the letters of the two words (at most 40 each, as code points) and from where syllables of
pinyin begin in them, by plain loops over whole numbers, because a compiled comparison does the same.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from lookthrough.names.words import Word, word_of

#: The most that a coined spelling is worth, in percent.
MOST = 85
#: Log-odds in hundredths: of two words that have nothing in common, for equal letters and equal consonants (by their
#: squared likeness), for the initials of all syllables in order, the first letter, the last syllable, a meaning inside
#: the word, and against it for a Latin word that is one syllable of pinyin, or several.
NOTHING, LETTERS, CONSONANTS, INITIALS, FIRST, LAST, MEANING = -120, 310, 270, 120, 130, 80, 260
ONE_SYLLABLE, SYLLABLES = 210, 290
#: Log-odds, in hundredths, that are one percent of likeness.
A_PERCENT = 6
#: Letters of the shortest word that is looked at.
SHORTEST = 3
_REMEMBERED = 1 << 16
_C, _E, _G, _H, _I, _L, _N, _P, _Q, _R, _S, _T, _U, _Y, _Z = map(ord, "ceghilnpqrstuyz")
#: Per letter from "a" on the class of its consonant, which a coined spelling seldom leaves; 0 for a vowel.
#: 1 b p, 2 m, 3 f, 4 v w, 5 d t, 6 n, 7 l r, 8 g k, 9 h, 10 the hisses.
CLASSES = (0, 1, 10, 5, 0, 3, 8, 9, 0, 10, 8, 7, 2, 6, 0, 1, 10, 7, 10, 5, 0, 4, 4, 10, 0, 10)
_F_CLASS, _K_CLASS, H_CLASS, _HISS = 3, 8, 9, 10


def percent(ours: Sequence[int], our_starts: int, theirs: Sequence[int], their_starts: int, meaning: int = 0) -> int:
    """What it is worth that a Latin word may have been coined from a word of pinyin, in percent of equal words.

    The weights are log-odds, fitted on the names of one half of the issuers listed on the mainland.

    Args:
        ours: a brand in joined pinyin, as code points.
        our_starts: where its syllables begin, as bits; see `words.Word`.
        theirs: a different word of a name in Latin letters.
        their_starts: the same; 0 when it is no pinyin.
        meaning: 1 when an English word for a character of the brand stands inside `theirs`.

    Returns:
        0 to `MOST`.
    """
    if not our_starts or len(theirs) < SHORTEST:
        return 0
    odds = NOTHING + MEANING * meaning
    alike = _percent(ours, theirs)
    odds += LETTERS * alike * alike // 10_000
    alike = _percent(consonants(ours, 1), consonants(theirs, 0))
    odds += CONSONANTS * alike * alike // 10_000
    heads = [letter for at, letter in enumerate(ours) if our_starts >> at & 1]
    odds += INITIALS * common(heads, theirs) // len(heads)
    if ours[0] == theirs[0]:
        odds += FIRST
    if _same_end(ours, _last_start(our_starts), theirs):
        odds += LAST
    if their_starts:
        odds -= SYLLABLES if their_starts > 1 else ONE_SYLLABLE
    return max(0, min(odds // A_PERCENT, MOST))


@lru_cache(maxsize=_REMEMBERED)
def likeness(brand: Word, word: Word, *, meaning: bool = False) -> int:
    """The same of two words with their marks, either of which may be no word of letters."""
    if not (brand.letters and word.letters):
        return 0
    return percent(brand.text.encode(), brand.starts, word.text.encode(), word.starts, int(meaning))


def likeness_of(brand: str, word: str, meanings: Collection[str] = ()) -> int:
    """The same of two words in lower case, with the English words for the brand's characters."""
    meaning = any(stands_inside(each.encode(), word.encode()) for each in meanings)
    return 100 if brand == word else likeness(word_of(brand), word_of(word), meaning=meaning)


def stands_inside(ours: Sequence[int], theirs: Sequence[int]) -> bool:
    """Does a word of `SHORTEST` letters or more stand inside another?"""
    count = len(ours)
    if count < SHORTEST:
        return False
    for start in range(len(theirs) - count + 1):
        at = 0
        while at < count and ours[at] == theirs[start + at]:
            at += 1
        if at == count:
            return True
    return False


def common(one: Sequence[int], other: Sequence[int]) -> int:
    """The length of the longest sequence that two sequences have in common, gaps allowed.

    One bit an item of the first, by Hyyrö's additions ("Bit-parallel LCS-length computation revisited", 2004).
    """
    size = len(one)
    whole = (1 << size) - 1
    open_ = whole
    for item in other:
        met = 0
        for at in range(size):
            if one[at] == item:
                met |= 1 << at
        met &= open_
        open_ = (open_ + met | open_ - met) & whole
    count = 0
    for at in range(size):
        count += 1 - (open_ >> at & 1)
    return count


def consonants(word: Sequence[int], pinyin: int) -> list[int]:
    """The classes of a word's consonants, like neighbours once, "h" only in front.

    Args:
        word: lower-case letters as code points.
        pinyin: 1 to read "c" and "zh" as pinyin does, 0 as English does.
    """
    found: list[int] = []
    at, last = 0, 0
    while at < len(word):
        kind, width = consonant_at(word, at, len(word), pinyin)
        if kind and kind != last:
            if kind != H_CLASS or not found:
                found.append(kind)
            last = kind
        at += width
    return found


def consonant_at(word: Sequence[int], at: int, end: int, pinyin: int) -> tuple[int, int]:
    """The class of the consonant that is written at a place, 0 for none, and the letters that write it.

    Args:
        word, at, end: the letters, the place, and where the word ends.
        pinyin: as in `consonants`.
    """
    letter = word[at]
    after = word[at + 1] if at + 1 < end else 0
    kind, width = CLASSES[letter - 97] if 97 <= letter <= 122 else 0, 1
    if after == _H and (letter in (_S, _Z) or (letter == _C and (pinyin or _third(word, at, end) not in (_L, _R)))):
        kind, width = _HISS, 2
    elif letter == _N and after == _G:
        width = 2
    elif not pinyin:
        if (letter == _C and after not in (_E, _I, _Y)) or (letter == _Q and after == _U):
            kind = _K_CLASS
        elif letter == _T and after == _C and _third(word, at, end) == _H:
            kind, width = _HISS, 3
        elif after == _H and letter == _P:
            kind, width = _F_CLASS, 2
        elif after == _H and letter == _T:
            width = 2
    return kind, width


def _third(word: Sequence[int], at: int, end: int) -> int:
    return word[at + 2] if at + 2 < end else 0


def _percent(one: Sequence[int], other: Sequence[int]) -> int:
    total = len(one) + len(other)
    return 200 * common(one, other) // total if total else 0


def _last_start(starts: int) -> int:
    """The highest bit that is set."""
    at = 0
    while starts >> at + 1:
        at += 1
    return at


def _same_end(ours: Sequence[int], start: int, theirs: Sequence[int]) -> bool:
    """Does the second word end with what stands in the first from a place on?"""
    count = len(ours) - start
    if count > len(theirs):
        return False
    at = 0
    while at < count and ours[start + at] == theirs[len(theirs) - count + at]:
        at += 1
    return at == count
