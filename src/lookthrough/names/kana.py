"""Japanese kana as Latin words.

Source: Hepburn's romanisation, and the notation of foreign sounds of the Cabinet notice of 1991 on loan words.
"""

from __future__ import annotations

import re

_ROWS = {
    "": "アイウエオ",
    "k": "カキクケコ",
    "g": "ガギグゲゴ",
    "s": "サ_スセソ",
    "z": "ザ_ズゼゾ",
    "t": "タ__テト",
    "d": "ダ__デド",
    "n": "ナニヌネノ",
    "h": "ハヒ_ヘホ",
    "b": "バビブベボ",
    "p": "パピプペポ",
    "m": "マミムメモ",
    "r": "ラリルレロ",
    "y": "ヤ_ユ_ヨ",
    "w": "ワヰ_ヱ_",
    "v": "ヷヸヴヹヺ",
}
_KANA = {kana: lead + vowel for lead, row in _ROWS.items() for kana, vowel in zip(row, "aiueo", strict=True)}
_KANA |= {"シ": "shi", "ジ": "ji", "チ": "chi", "ヂ": "ji", "ツ": "tsu", "ヅ": "zu", "フ": "fu", "ヲ": "o", "ン": "n"}
_SMALL = {"ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ャ": "ya", "ュ": "yu", "ョ": "yo", "ヮ": "wa"}
_SOFT = ("sh", "j", "ch", "ts")
_SILENT = re.compile(r"(?<=[bcfghjkmpqrsvz])u(?![aeiou])|(?<=[td])o(?=[^aeiou\W_]|$)|(?<=[dt])u(?=$)")
_SILENT_ENDS = re.compile(r"(?<=ch|sh)i(?=[^aeiou\W_]|$)|(?<=j)i(?=[^aeiou\W_]|$)")


def hepburn(text: str) -> str:
    """Kana in Hepburn's romanisation without signs for long vowels; any other character as it is."""
    return _sounded(_katakana(text)).replace("ー", "")


def borrowed(text: str) -> str:
    """Kana that spell a foreign name: the vowels that Japanese only adds are left out, "ター" at the end is "ter"."""
    sounds = _sounded(_katakana(text))
    sounds = re.sub(r"aー(?=\W|$)", "er", sounds)
    sounds = re.sub(r"aー", "ar", sounds)
    sounds = re.sub(r"iー(?=\W|$)", "y", sounds).replace("ー", "")
    words = [_SILENT_ENDS.sub("", _SILENT.sub("", word)) for word in re.split(r"(\W+)", sounds)]
    return "".join(words)


def _katakana(text: str) -> str:
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)


def _sounded(text: str) -> str:
    """Latin letters with the sign of length still in place."""
    found: list[str] = []
    doubled = False
    for character in text:
        if character == "ッ":
            doubled = True
        elif character in _SMALL and found and found[-1][-1:] in "aiueo" and found[-1].isascii():
            found[-1] = _joined(found[-1], _SMALL[character])
        else:
            sound = _KANA.get(character) or _SMALL.get(character) or character
            twice = "t" if sound.startswith("ch") else sound[0]
            found.append(twice + sound if doubled and sound.isascii() else sound)
            doubled = False
    return "".join(found)


def _joined(sound: str, small: str) -> str:
    """A syllable and the small vowel after it: ファ is fa, シャ sha, キャ kya, ティ ti, ウィ wi, ヴァ va."""
    lead = sound[:-1]
    if sound == "u":
        return "w" + small.lstrip("y")
    if lead.endswith(_SOFT):
        return lead + small.lstrip("y")
    if lead in ("k", "g") and sound[-1] == "u" and small[0] != "y":
        return lead + "w" + small.lstrip("w")
    return lead + small
