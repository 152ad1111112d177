"""Foreign names in Chinese characters: the Latin words that the characters spell.

"贝拉克·奥巴马" is a name by its sound. Which letters stood in it is lost (b or p, l or r), so the spellings given
here are meant for comparison by sound.
"""

from __future__ import annotations

import re
from functools import cache

from anyascii import anyascii

from lookthrough.names.chinese import surnames
from lookthrough.names.wordlists import word_list

_PARTS = re.compile(r"[·・•‧．.\s\-－=＝]+")
_HAN = re.compile("[\u3400-\u9fff]")
_LIQUIDS = str.maketrans("lr", "rl")
#: Characters that stand for a consonant alone, and how they sound before another character's vowel or at the end.
_CLOSED = {"de": "d", "te": "t", "ge": "g", "le": "l", "he": "h", "er": "l"}


def looks_transcribed(text: str) -> bool:
    """Is a Chinese text the sound of a foreign name?

    True when its characters are all used for sounds, and it has a middle dot between two parts, three or more of them,
    or two of which the first is no surname.

    Args:
        text: Chinese characters, simplified or traditional.
    """
    letters = _HAN.findall(text)
    known = all(c in _sounds("usual") for c in letters)
    several = len(letters) >= 3 or len(_parts(text)) > 1
    return bool(letters) and known and (several or (len(letters) == 2 and letters[0] not in surnames()))


def parts_of(text: str) -> dict[str, str]:
    """Each word of the first of the `renderings`, with the characters that it spells."""
    return {_word(part, second=False): part for part in _parts(text)}


def renderings(text: str) -> tuple[str, ...]:
    """The Latin words that a Chinese transcription may stand for.

    Args:
        text: Chinese characters, simplified or traditional, the parts of the name between middle dots or spaces.

    Returns:
        One to three texts of lower-case words: each character by its usual sound, the same with l for r and r for l,
        and each by its second sound. A character that is not known for its sound is read in standard Chinese.
    """
    usual, other = (" ".join(_word(part, second=second) for part in _parts(text)) for second in (False, True))
    return tuple(dict.fromkeys(" ".join(way.split()) for way in (usual, usual.translate(_LIQUIDS), other)))


def _parts(text: str) -> list[str]:
    return [part for part in _PARTS.split(text) if part]


def _word(part: str, *, second: bool) -> str:
    usual, other = _sounds("usual"), _sounds("other")
    found = [(other.get(c) if second else None) or usual.get(c) or anyascii(c).lower() for c in part]
    return "".join(_closed(sound, at, len(found), second=second) for at, sound in enumerate(found))


def _closed(sound: str, at: int, count: int, *, second: bool) -> str:
    """A syllable that ends a word or stands before another is often a consonant alone: 德 in "Ford"."""
    if sound == "er":
        return sound if at == 0 or second else "r"
    return _CLOSED.get(sound, sound) if at == count - 1 or (at and second) else sound


@cache
def _sounds(kind: str) -> dict[str, str]:
    """Each character with its sound."""
    table = word_list("chinese_transcription")[kind]
    return {character: sound for sound, characters in table.items() for character in str(characters)}
