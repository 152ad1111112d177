"""The scripts of India as Latin letters, with the vowels that each consonant carries.

Sources: ISCII's common order of the nine Indian scripts, which Unicode keeps, with the usual English spelling
(the Hunterian system).
"""

from __future__ import annotations

import re

from lookthrough.names.letters import sound_row

_BLOCK = 0x80
_WITHOUT_FINAL_VOWEL = {0x0900, 0x0980, 0x0A00, 0x0A80}
_DOTTED = {"k": "q", "kh": "kh", "g": "gh", "j": "z", "d": "r", "dh": "rh", "ph": "f", "y": "y"}
#: Places in a block, the same in all nine.
_FIRST_VOWEL, _FIRST_CONSONANT, _FIRST_SIGN = 0x05, 0x15, 0x3E
_NASAL, _BREATH, _DOT, _VIRAMA = (0x01, 0x02, 0x70), 0x03, 0x3C, 0x4D
_SOUND = "(?:kh|gh|chh|ch|jh|th|dh|ph|bh|sh|[kgnjtdpbmyrlvshzfq])"
_MIDDLE = re.compile(f"(?<=[aeiou])({_SOUND})~(?={_SOUND}[aeiou])")
_END = re.compile(f"(?<=[aeiou~])(N?{_SOUND})~$")
_WORD = re.compile("[\u0900-\u0d7f]+")


def indian(text: str) -> tuple[str, ...]:
    """The spelling of a text in one of the nine Indian scripts."""
    return (_WORD.sub(lambda found: _word(found.group()), text),)


def _word(word: str) -> str:
    """One word; the inherent vowel is dropped where northern languages do not speak it."""
    block = ord(word[0]) // _BLOCK * _BLOCK
    found: list[str] = []
    for character in word:
        _add(found, ord(character) % _BLOCK)
    text = re.sub(r"(mm|nn|dd|tt|ll)~(?=.~$)", r"\1a", "".join(found))
    if block in _WITHOUT_FINAL_VOWEL:
        text = _END.sub(r"\1", text)
        text = _MIDDLE.sub(r"\1", text)
    return text.replace("~", "a").replace("Nh", "ngh").replace("N", "n")


def _add(found: list[str], place: int) -> None:
    """Add one character by its place in the block; "~" is the vowel that a consonant carries unwritten."""
    vowels, consonants, signs = (sound_row("indian", row) for row in ("vowels", "consonants", "signs"))
    if _FIRST_CONSONANT <= place < _FIRST_CONSONANT + len(consonants):
        found += [consonants[place - _FIRST_CONSONANT], "~"]
    elif _FIRST_SIGN <= place <= _VIRAMA:
        if found and found[-1] == "~":
            found.pop()
        found.append(signs[place - _FIRST_SIGN] if place < _FIRST_SIGN + len(signs) and place != _VIRAMA else "")
    elif place == _DOT and len(found) > 1:
        found[-2] = _DOTTED.get(found[-2], found[-2])
    elif place in _NASAL:
        found.append("N")
    elif _FIRST_VOWEL <= place < _FIRST_VOWEL + len(vowels):
        found.append(vowels[place - _FIRST_VOWEL])
    else:
        found.append("h" if place == _BREATH else "")
