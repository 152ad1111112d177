"""Personal names in Arabic letters with the vowels that are not written: which Latin spellings may stand for one?

"ثاقب" is Saqib or Thaqib, "المتصدق" el Motassadeq, "وثيق" Wassiq. Which short vowel is spoken the letters do not say,
only where one may be: no syllable begins with two consonants, and none ends in three. Of the spellings that sound the
same (`sounds.sound_key`, which knows where vowels stand, and o and u from the others) one is given, so a few stand for
the hundreds that are usual in the Arabic, French and English speaking countries, in Iran, Pakistan and Afghanistan.

Sources: the ALA-LC and BGN/PCGN romanisations of Arabic, Persian, Urdu and Pashto, and Cantineau's account of the
Arabic syllable ("Études de linguistique arabe", 1960).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from heapq import nsmallest
from typing import NamedTuple

from lookthrough.names.arabic import latin
from lookthrough.names.given_names import family_of
from lookthrough.names.read_back import Spelling
from lookthrough.names.sounds import sound_key

#: Spellings of a word that are given, and half spellings that are gone on with.
MOST, _HELD = 8, 48
#: Percent of an agreement with the likeliest spelling, and of one that is far less likely.
LIKELIEST, LEAST = 94, 80
#: Percent of an agreement with a word to which its article was joined.
ASSIMILATED = 86
#: Letters of the shortest and of the longest word that is spelt.
SHORTEST, LONGEST = 3, 12

#: Consonants: what they are in Latin letters, with what each costs.
_CONSONANTS: dict[str, tuple[tuple[str, int], ...]] = {
    "ب": (("b", 0),), "پ": (("p", 0),), "ت": (("t", 0),), "ث": (("th", 0), ("s", 1)), "ج": (("j", 0), ("g", 4)),
    "چ": (("ch", 0),), "ح": (("h", 0),), "خ": (("kh", 0),), "د": (("d", 0),), "ذ": (("dh", 0), ("z", 1)),
    "ر": (("r", 0),), "ز": (("z", 0),), "ژ": (("zh", 0),), "س": (("s", 0),), "ش": (("sh", 0), ("ch", 5)),
    "ص": (("s", 0),), "ض": (("d", 0), ("z", 2)), "ط": (("t", 0),), "ظ": (("z", 0), ("d", 3)), "غ": (("gh", 0),),
    "ف": (("f", 0),), "ق": (("q", 0), ("g", 4)), "ك": (("k", 0),), "گ": (("g", 0),), "ل": (("l", 0),),
    "م": (("m", 0),), "ن": (("n", 0),), "ه": (("h", 0),), "ٹ": (("t", 0),), "ڈ": (("d", 0),), "ړ": (("r", 0),),
    "ښ": (("sh", 0), ("kh", 3)), "ځ": (("z", 0), ("dz", 2)), "څ": (("ts", 0),), "ډ": (("d", 0),), "ټ": (("t", 0),),
}  # fmt: skip
#: Letters that are another's form.
_FORMS = str.maketrans({"ی": "ي", "ې": "ي", "ۍ": "ي", "ک": "ك", "إ": "ا", "آ": "ا", "ٱ": "ا", "ہ": "ه", "ھ": "ه",
                        "ۀ": "ه", "ں": "ن", "ڼ": "ن", "ؤ": "و", "ئ": "ء", "ے": "ي", "أ": "ا"})  # fmt: skip
_LONG, _LONG_BEHIND, _THROAT = frozenset("وي"), ("ا", "و", "ي"), frozenset("عء")
#: A short vowel, the other one, and none; two consonants at the beginning (as in the Maghreb), and at the end.
_SHORT_A, _SHORT_U, _NONE, _BEGINNING, _END = 0, 4, 1, 8, 3
#: Vowels that a first alif or ain carries.
_CARRIED = (("a", 0), ("i", 3), ("u", 3))


#: Letters that the article becomes before them.
_SUN = frozenset("تثدذرزسشصضطظلن")
_WORD = re.compile("[\u0620-\u06d3]+")
_ARTICLE = re.compile("^[وب]?ال")


class _Half(NamedTuple):
    """A half spelling: its letters, and the consonants behind its last vowel."""

    text: str
    run: int


def spellings_of(text: str) -> dict[str, tuple[Spelling, ...]]:
    """Spellings of the words of a text, by the word that its main spelling has for each.

    Words that are a known given name are left out, for its forms are known too.

    Args:
        text: a personal name in Arabic letters.
    """
    found = {}
    for word in _WORD.findall(text):
        main = latin(word)[0].split()
        if main and (len(main) == 1 or main[:-1] == ["al"]) and not family_of(main[-1]):
            bare = _ARTICLE.sub("", word) if len(main) > 1 else word
            spelt = spellings(bare)
            if len(main) > 1 and bare[:1] in _SUN:  # "Essabar" for al-Sabar
                joined = [vowel + each.text[0] + each.text for each in spelt[:2] for vowel in "ae"]
                spelt += tuple(Spelling(text, ASSIMILATED) for text in joined)
            found[main[-1]] = tuple(each for each in spelt if each.text != main[-1])
    return found


@lru_cache(maxsize=1 << 12)
def spellings(word: str) -> tuple[Spelling, ...]:
    """The Latin spellings of a word of a personal name, the likeliest first; at most `MOST`.

    Args:
        word: in Arabic letters, without its article.

    Returns:
        () for a word too short or too long, or with letters that are not Arabic.
    """
    letters = word.translate(_FORMS)
    if not SHORTEST <= len(letters) <= LONGEST:
        return ()
    held: dict[_Half, int] = {_Half("", 0): 0}
    for at in range(len(letters)):
        longer: dict[_Half, int] = {}
        for half, spent in held.items():
            for text, run, cost in _next(letters, at, half):
                whole = _Half(half.text + text, run)
                if spent + cost < longer.get(whole, 1 << 30):
                    longer[whole] = spent + cost
        held = dict(nsmallest(_HELD, longer.items(), key=lambda item: (item[1], item[0])))
    found: dict[str, tuple[str, int]] = {}
    for half, spent in held.items():
        found.setdefault(sound_key(half.text), (half.text, spent))
    likeliest = list(found.values())[:MOST]
    return tuple(Spelling(text, max(LEAST, LIKELIEST - (spent - likeliest[0][1]))) for text, spent in likeliest if text)


def _next(letters: str, at: int, half: _Half) -> Iterator[tuple[str, int, int]]:
    """What a letter may add to a half spelling: letters, consonants behind the last vowel then, and the cost."""
    letter, first, last = letters[at], at == 0, at == len(letters) - 1
    after = letters[at + 1 : at + 2]
    if letter in _THROAT or (first and letter == "ا"):
        yield from ((vowel, 0, cost) for vowel, cost in _CARRIED) if first else _inside(half, last)
    elif letter == "ا" or (last and letter == "ى"):
        yield "a", 0, 0
        if letter == "ى":
            yield "i", 0, 3
    elif letter in _LONG:
        yield from _glide(letter == "و", half, after, last)
    elif last and letter in "هة":
        yield "a", 0, 0
        if letter == "ه":
            yield from _consonant((("h", 4),), half, last)
    elif letter in _CONSONANTS:
        yield from _consonant(_CONSONANTS[letter], half, last)


def _glide(back: bool, half: _Half, after: str, last: bool) -> Iterator[tuple[str, int, int]]:
    """Waw or ya: a long vowel behind a consonant, a consonant behind a vowel, and before an alif mostly one too."""
    if not half.run and half.text:
        yield ("u" if back else "i"), 0, 3  # "Zarkaoui" for Zarqawi
    else:
        first = not half.text
        yield ("u" if back else "i"), 0, 6 if first else 3 if after in _LONG_BEHIND else 0
        if last and not back:
            yield "ay", 0, 6
    alone = not half.run or after == "ا"
    yield from _consonant((("w" if back else "y", 0 if alone else 2 if after in _LONG_BEHIND else 5),), half, last)


def _inside(half: _Half, last: bool) -> Iterator[tuple[str, int, int]]:
    """Ain and hamza inside a word are not spelt, but a vowel stands before or behind them."""
    yield "", half.run, 1
    yield "a", 0, 0 if half.run else 2
    if last and half.run:
        yield "e", 0, 4


def _consonant(ways: tuple[tuple[str, int], ...], half: _Half, last: bool) -> Iterator[tuple[str, int, int]]:
    """A consonant, with or without a short vowel before it."""
    for text, cost in ways:
        if half.run == 0:
            yield text, 1, cost
            continue
        beginning = half.text and not set(half.text) & set("aiu")
        if half.run == 1:
            yield text, 2, cost + (_BEGINNING if beginning else _END if last else _NONE)
        yield f"a{text}", 1, cost + _SHORT_A
        yield f"u{text}", 1, cost + (_SHORT_A if half.text == "m" else _SHORT_U)  # many names begin with "mu"
