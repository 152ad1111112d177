"""Names as flat numbers, in the layout of `layout.py`."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from lookthrough.index.close import BY_SOUND
from lookthrough.index.distance import met
from lookthrough.index.slips import slips_allowed
from lookthrough.match import features, layout, score
from lookthrough.match.body_rules import kinds_of
from lookthrough.match.person_rules import FATHERS, SUFFIX
from lookthrough.match.sides import LEADING_COUNTRY, LEADING_PLACE, MODES, WEIGHTS, Mode
from lookthrough.names.tags import Tag
from lookthrough.names.tokens import Reading, Span, Token
from lookthrough.names.words import Word

_CORE = int(Tag.CORE)
HOWS = {"joined": layout.JOINED, "acronym": layout.ACRONYM, "alternate": layout.ALTERNATE}


@cache
def facts() -> array[int]:
    """Every weight that the kernel needs, at the places that it names."""
    found = array("q", bytes(8 * (layout.ALIKE + (2 * 32 * 4 << 4))))
    found[layout.SAME_PERCENT], found[layout.TOO_MANY] = features.SAME, features.TOO_MANY
    found[layout.CUT_PERCENT], found[layout.SHORTEST_STUMP] = features.CUT_OFF, features.SHORTEST_STUMP
    found[layout.INITIAL_PERCENT] = features.INITIAL
    found[layout.OPEN_AFTER_INITIAL], found[layout.BEYOND_THE_CUT] = score.OPEN_AFTER_INITIAL, score.BEYOND_THE_CUT
    found[layout.WEAK_ALIAS] = score.WEAK_ALIAS
    for number, mode in enumerate(MODES):
        found[layout.ONE_SIDED + number] = score.ONE_SIDED[mode]
        found[layout.BOTH_SIDED + number] = score.BOTH_SIDED[mode]
    for length in range(layout.LONGEST + 1):
        found[layout.ALLOWED + length] = slips_allowed(length)
        for person in (0, 1):
            for relation in range(32):
                for slips in range(features.TOO_MANY + 1):
                    at = layout.ALIKE + (((person * 32 + relation) * 4 + slips) << 4) + length
                    found[at] = features.percent_alike(slips, length, relation, person=bool(person))
    return found


assert BY_SOUND == features.TOO_MANY  # noqa: S101 - the kernel takes both from the same place


def word_row(word: Word, start: int, points: int = 0) -> tuple[int, ...]:
    """A row of a table of words.

    Args:
        word: the word.
        start: where its letters begin.
        points: what it is worth as a name's own word.
    """
    return start, len(word.text), *_marks(word), points


@lru_cache(maxsize=1 << 16)
def _marks(word: Word) -> tuple[int, ...]:
    marks = (
        layout.LETTERS * word.letters
        | layout.PINYIN * word.pinyin
        | special_marks(word.text)
        | word.starts << layout.WORD_STARTS
    )
    return marks, word.fine, word.coarse, word.family, met(word.text)


def special_marks(text: str) -> int:
    """The marks of the few words that rules know: "bin" and the like, and those that begin with `SUFFIX`."""
    if text not in FATHERS and not text.startswith(SUFFIX):
        return 0
    marks = layout.FATHER * (text in FATHERS) | layout.SUFFIX * text.startswith(SUFFIX)
    kinds = kinds_of(Token(text, Tag.LEGAL, "", "")) & ~kinds_of(Token("", Tag.LEGAL, "", ""))
    return marks | kinds << layout.WORD_KINDS


class Place(NamedTuple):
    """Where a word stands.

    Attributes:
        key: a number that is the same for the same word only.
        row: where its row begins in the table of words.
        points: what it is worth as a name's own word.
    """

    key: int
    row: int
    points: int


def reading_cells(
    reading: Reading, mode: Mode, place: Callable[[str], Place], spans: Sequence[Span], *, listed: bool
) -> list[int]:
    """A reading with its points as the kernel reads it; the same points as `sides.side_of` gives.

    Args:
        reading: the name as read.
        mode: how the question is put.
        place: where each word stands.
        spans: those of its spans that can meet anything.
        listed: the name stands on the list; otherwise it is the query.
    """
    tokens, points = reading.tokens, tag_points(mode, listed)
    count = len(tokens)
    cells = [count, count + len(spans), int(reading.person), int(reading.cut), MODES.index(mode), int(reading.script)]
    elements: list[int] = []
    for position, (text, tag, _, _, leading) in enumerate(tokens):
        key, row, own = place(text)
        if tag is Tag.CORE:
            cells += (_CORE, own, own, int(leading), own)
        else:
            number, mass, cost, in_front = points[tag]
            cells += (number, mass, in_front if leading else cost, int(leading), own)
        elements += (key, row, position, 1, 100, layout.IS_TOKEN)
    for text, first, span, percent, how in spans:
        key, row, _ = place(text)
        elements += (key, row, first, span, percent, HOWS[how])
    return cells + elements


@cache
def tag_points(mode: Mode, listed: bool) -> list[tuple[int, int, int, int]]:
    """Per tag its number, points as agreement, points when left over, and points of a leading one when left over."""
    countries, places = LEADING_COUNTRY[mode][listed], LEADING_PLACE[mode][listed]
    return [(int(tag), *WEIGHTS[tag], countries if tag is Tag.COUNTRY else places) for tag in Tag]
