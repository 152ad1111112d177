"""Thai letters as Latin ones, and words of trade in English.

Thai is written without blanks between words, with some vowels before the consonant that they are spoken behind, and
with short vowels left out. Known words are cut out first, the longest at each place; what is between them is read
syllable by syllable.

Sources: the Royal Thai General System of Transcription (Royal Institute, 1999), without its rules for single words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from anyascii import anyascii

from lookthrough.names.letters import letter_table
from lookthrough.names.translations import translations

#: Tone marks and signs that no Latin spelling shows; a letter under the sign of silence, with what it closes.
_TONES, _MARKS = re.compile("[\u0e47-\u0e4b]"), re.compile("[\u0e4d\u0e4e\u0e3a]")
_SILENT = re.compile("(?:[ทดต]ร|(?<=ก)ษ[ณ]?|[ก-ฮ])[ิุ]?์")
_SILENT_END = re.compile("(?<=[ตทด])[รย](?![ก-ฮะ-ู])")
_THAI = re.compile("[\u0e01-\u0e2e\u0e30-\u0e45]+")
#: Consonants without a vowel of their own: before another one, and a pair at the end of a word.
_OPEN, _CLOSE = re.compile("([ก-ฮ])(?=[ก-ฮ])(?![รลย])"), re.compile("([ก-ฮ][รลย])(?![ก-ฮะ-ู])")
_AM_APART = "\u0e4d\u0e32"
"""How compatibility forms of Unicode write the vowel of "จำ"."""
_BEFORE = re.compile("([เ-ไ\u0ec0-\u0ec4])([ก-ฮ\u0e81-\u0eae])")

_VOWELS = "ะัาำิีึืุู"
#: What begins a syllable: a silent ห or อ before its consonant, two consonants spoken as one sound, or a single one;
#: the same behind a vowel that is written first, where no other vowel need follow.
_HEAD = "(?P<head>ห[งญณนมยรลว](?=[ก-ฮ]?[ะ-ู])|อย|[กขคปพผตจสศ][รล](?=[ะ-ู]|[ก-ฮ](?![ะ-ู]))|[ก-ฮ])"
_HEAD_BEHIND = "(?P<head>ห[งญณนมยรลว]|อย|[กขคปพผตจ][รล]|[ก-ฮ])"
#: What closes it: a consonant without a vowel of its own. Of two at the end of a word both belong to the next syllable.
_TAIL = f"(?P<tail>[ก-ฮ](?![{_VOWELS}]|[ก-ฮ](?![ก-ฮ{_VOWELS}])))?"
#: The forms of a syllable and their vowels, the first that fits. "x" is the consonant, "y" a closing one or none.
_FORMS = tuple(
    (re.compile(form.replace("x", _HEAD if form[0] == "x" else _HEAD_BEHIND).replace("y", _TAIL)), vowel)
    for form, vowel in (
        ("เxียy", "ia"),
        ("เxือy", "uea"),
        ("เxาะ", "o"),
        ("เxา", "ao"),
        ("เxอy", "oe"),
        ("เxิy", "oe"),
        ("เxยy(?![ะ-ู])", "oei"),
        ("เxะ", "e"),
        ("เxy", "e"),
        ("แxะ", "ae"),
        ("แxy", "ae"),
        ("โxะ", "o"),
        ("โxy", "o"),
        ("ไxย?", "ai"),
        ("ใx", "ai"),
        ("xัวะ?", "ua"),
        ("xัย", "ai"),
        ("xัy", "a"),
        ("xะ", "a"),
        ("xาy", "a"),
        ("xำ", "am"),
        ("x[ิี]y", "i"),
        ("xืออ?y", "ue"),
        ("x[ึื]y", "ue"),
        ("x[ุู]y", "u"),
        ("xรรy", "a"),
        ("xว(?P<tail>[ก-ฮ])(?![ะ-ู])", "ua"),
        ("xอy", "o"),
        ("x(?P<tail>[ก-ฮ])(?![ะ-ู])", "o"),
        ("x", "a"),
    )
)


def latin(text: str) -> tuple[str, ...]:
    """The spellings of a Thai or Lao text.

    Returns:
        By the Royal Thai General System; the same with words of trade in English; with the consonants that close
        syllables as they are written, as in words from other languages; and letter by letter with every vowel that
        Sanskrit has there, as old families write themselves.
    """
    bare = _bare(text)
    spoken = _SILENT_END.sub("", bare)
    words = _known_words()
    parted = _known().sub(lambda found: f" {words[found.group()]} ", spoken)
    old = _CLOSE.sub(r"\1ะ", _OPEN.sub(r"\1ะ", _BEFORE.sub(r"\2\1", bare)))
    spelt = (_spelt(spoken, "thai_tails"), _spelt(parted, "thai_tails"), _spelt(parted, "thai_heads"), old)
    return tuple(anyascii(_BEFORE.sub(r"\2\1", each)) for each in spelt)


def _bare(text: str) -> str:
    """The letters that are spoken."""
    return _MARKS.sub("", _SILENT.sub("", _TONES.sub("", text).replace(_AM_APART, "ำ")))


def _spelt(text: str, tails: str) -> str:
    return _THAI.sub(lambda found: _word(found.group(), letter_table(tails)), text)


@cache
def _known_words() -> dict[str, str]:
    return {_SILENT_END.sub("", _bare(word)): meaning for word, meaning in translations("thai").items()}


@cache
def _known() -> re.Pattern[str]:
    """The known words, the longest first."""
    return re.compile("|".join(sorted(map(re.escape, _known_words()), key=len, reverse=True)))


def _word(text: str, tails: Mapping[str, str]) -> str:
    """A run of letters, syllable by syllable."""
    heads = letter_table("thai_heads")
    found, place = "", 0
    while place < len(text):
        syllable, vowel = next(((s, vowel) for form, vowel in _FORMS if (s := form.match(text, place))), (None, ""))
        if syllable is None:
            place += 1  # a vowel without a consonant is a slip
            continue
        groups = syllable.groupdict()
        tail = groups.get("tail") or ""
        spoken = "an" if vowel == "a" and "รร" in syllable.group() and not tail else vowel
        found += _head(groups["head"], heads) + spoken + "".join(tails.get(c, "") for c in tail)
        place = syllable.end()
    return found


def _head(letters: str, table: Mapping[str, str]) -> str:
    """What begins a syllable: ห and อ before another consonant are silent."""
    if len(letters) > 1 and letters[0] in "หอ":
        letters = letters[1:]
    return "".join(table.get(c, "") for c in letters)
