"""Words that were disguised or misread: digits put in for letters, letters that a scanner runs together or parts.

"Hu4wei" and "Ros0boronexp0rt" are spelt to pass a filter; "Harnburg" is what a scanner makes of "Hamburg". Each is
another way to read the word, never the only one.
"""

from __future__ import annotations

#: Percent of an agreement with a word read so.
PERCENT = 92
#: Letters that a word needs beside its digits, and letters from which on a scanner's errors are looked for.
LEAST_LETTERS, SHORTEST = 3, 5

_DIGITS = str.maketrans("034578", "oeastb")
_RUN_TOGETHER = (("rn", "m"), ("vv", "w"), ("cl", "d"))


def readings_of(word: str) -> tuple[str, ...]:
    """What a word may have been before it was disguised or misread; at most two, none where nothing is suspicious.

    Args:
        word: a plain word in lower case.
    """
    if word.isalpha():
        if len(word) < SHORTEST:
            return ()
        return tuple(word.replace(pair, one) for pair, one in _RUN_TOGETHER if pair in word)[:2]
    letters = sum(character.isalpha() for character in word)
    if letters < LEAST_LETTERS or letters < len(word) - letters:
        return ()
    plain = word.translate(_DIGITS)
    found = dict.fromkeys((plain.replace("1", "i"), plain.replace("1", "l")))
    return tuple(text for text in found if text.isalpha())
