"""Lines of holdings files: the issuer's name out of a security's title.

A line such as "ACME ADS REPTG INC CLASS A" or "ACME MINING GROUP LTD H" holds an issuer, a share class and how it is
held. Managers cut long titles off (iShares at 34 letters, 13F filers at about 30), often inside a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from lookthrough.names import normalise
from lookthrough.names.legal_forms import legal_forms
from lookthrough.names.phrases import complete
from lookthrough.names.tokens import Reading, read_words
from lookthrough.names.wordlists import word_list

#: A title of at least this many characters may have been cut off by the file's writer.
CUT_LENGTH = 28
#: Fewer letters than this at a cut say nothing: "ACME PRECISION MACHINERY TECHNOLOGY LT".
CUT_LETTERS = 3
#: A title that ends in "-H" was shortened to make room for its share class when it has at least this many characters.
CUT_WITH_CLASS = 24

_COMMON_FORMS = ("limited", "corporation", "company", "incorporated", "representing", "depositary", "voting")
_COUPON = re.compile(
    r"\b\d{1,2}(?:\.\d+)?\s*%|\b\d{1,2}\.\d{1,5}\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b"
)
_CLASS = re.compile(r"[A-Za-z]-[A-Z]$")


@dataclass(frozen=True, slots=True)
class SecurityLine:
    """A holdings line, read.

    Attributes:
        words: the issuer's name in plain words; never empty unless the line holds no letter or digit.
        dropped: the words of the instrument that were left out, in their order.
        receipt: a depositary receipt.
        bond: a coupon or maturity was found.
        cut: the last of `words` may be the beginning of a longer word, or words may be missing after it.
    """

    words: tuple[str, ...]
    dropped: tuple[str, ...] = ()
    receipt: bool = False
    bond: bool = False
    cut: bool = False


def read_security(text: str) -> Reading:
    """Read a holdings line as the name of its issuer."""
    line = read_line(text)
    return read_words(list(line.words), cut=line.cut, receipt=line.receipt)


def read_line(text: str) -> SecurityLine:
    """Part a holdings line into the issuer's name and the words of the instrument.

    Args:
        text: the line as printed.
    """
    text = text[: normalise.MAX_CHARACTERS].strip()
    coupon = _COUPON.search(text)
    bond = coupon is not None and coupon.start() > 0
    head = text[: coupon.start()] if coupon and bond else text
    words = normalise.words(head)
    kept, dropped, receipt = _without_instrument(words)
    kept, endings = _without_endings(kept, bond)
    if not kept:
        return SecurityLine(tuple(words), (), receipt, bond, False)
    classed = _CLASS.search(text) is not None
    cut = not bond and len(text) >= (CUT_WITH_CLASS if classed else CUT_LENGTH)
    if cut:
        kept, cut = at_the_cut(kept, words[:-1] if classed else words)
    return SecurityLine(tuple(kept), tuple(dropped + endings), receipt, bond, cut)


def _without_instrument(words: list[str]) -> tuple[list[str], list[str], bool]:
    kept: list[str] = []
    dropped: list[str] = []
    receipt = False
    position = 0
    while position < len(words):
        width, kind = _instrument_at(words, position)
        if width and (kept or len(words) > position + width):
            dropped += words[position : position + width]
            receipt = receipt or kind == "receipt"
        else:
            width = 1
            kept.append(words[position])
        position += width
    return kept, dropped, receipt


def _instrument_at(words: list[str], position: int) -> tuple[int, str]:
    """How many words of the instrument stand here, and of which kind."""
    phrases = _phrases()
    for width in range(min(3, len(words) - position), 0, -1):
        kind = phrases.get(tuple(words[position : position + width]))
        if kind is None or (position == 0 and kind != "receipt"):
            continue
        follower = words[position + width] if position + width < len(words) else ""
        named = kind == "instrument" and words[position + width - 1] in ("class", "cl", "ser", "series", "sries", "cls")
        return (width + 1 if named and len(follower) <= 3 and follower else width), kind
    if position and len(words) > 1 and words[position] in _letters() and _beside_form(words, position):
        return 1, "letter"
    return 0, ""


def _beside_form(words: list[str], position: int) -> bool:
    """Does a single letter stand at the end, before the instrument or beside a legal form, as a share class does?"""
    if position == len(words) - 1 or (words[position + 1],) in _phrases():
        return True
    before, after = words[position - 1], words[position + 1]
    forms = legal_forms()
    return after in ("ltd", "inc", "limited", "corp", "plc", "sa") and (before,) in forms


def _without_endings(words: list[str], bond: bool) -> tuple[list[str], list[str]]:
    endings = _endings() | (_bond_words() if bond else frozenset())
    kept = list(words)
    while len(kept) > 1 and kept[-1] in endings:
        kept.pop()
    return kept, words[len(kept) :]


def at_the_cut(kept: list[str], words: list[str]) -> tuple[list[str], bool]:
    """What the words of a name say whose field ended, perhaps inside the last of them.

    A stump of a legal form or of two letters says nothing; one that only one known word begins with is that word.

    Args:
        kept: the words of the name.
        words: all words that were printed.

    Returns:
        The words, and whether something may be missing: not where the last one is no word of the name, or a legal form.
    """
    last = kept[-1]
    if last != words[-1] or (last,) in legal_forms():
        return kept, False
    stump = len(last) < CUT_LETTERS or any(form.startswith(last) for form in _COMMON_FORMS)
    if stump and len(kept) > 1:
        return kept[:-1], True
    return [*kept[:-1], complete(last)], True


@cache
def _phrases() -> Mapping[tuple[str, ...], str]:
    table: dict[tuple[str, ...], str] = {}
    for kind in ("receipt", "instrument"):
        for phrase in _listed(kind):
            table[tuple(phrase.split())] = kind
    return table


def _listed(key: str) -> tuple[str, ...]:
    found = word_list("securities")[key]
    return tuple(str(word) for word in found)


@cache
def _letters() -> frozenset[str]:
    return frozenset(_listed("letters"))


@cache
def _endings() -> frozenset[str]:
    return frozenset(_listed("ending"))


@cache
def _bond_words() -> frozenset[str]:
    return frozenset(_listed("bond"))
