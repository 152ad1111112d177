"""Does a cell deny what it names? "Non-Xinjiang" and "cotton-free" name a place and goods, and say that it is not they.

A denial is what its writer says and nothing that was verified: whoever reads one may draw neither "yes" nor "no" from
the cell, and tells it. The words are data (`resources/names/denials.toml`).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

_APART = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Lower case without accents, what is no letter or digit as one space, a space at either end."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return f" {' '.join(_APART.sub(' ', unicodedata.normalize('NFC', bare)).split())} "


def told_apart(text: str, spans: Iterable[tuple[int, int]]) -> tuple[list[str], list[str]]:
    """What a text names and does not deny, and what it denies.

    Args:
        text: as `folded` gives it.
        spans: where in it the names stand.

    Returns:
        The names of either kind in the order of the text. A denial reaches on to the names that follow it with nothing
        between but "or", "and", "from" and the like: "not from Kashgar or Hotan" denies both.
    """
    words = _words()
    stated: list[str] = []
    denied: list[str] = []
    reached = -1
    for start, end in sorted(spans):
        joined = reached >= 0 and words.between.fullmatch(text[reached:start]) is not None
        if joined or words.before.search(text[:start]) or words.after.match(text[end:]):
            denied.append(text[start:end])
            reached = end
        else:
            stated.append(text[start:end])
            reached = -1
    return stated, denied


def denies(text: str) -> bool:
    """Does a text, as `folded` gives it, hold a word that can only deny? What it denies is not read."""
    return _words().plain.search(text) is not None


@dataclass(frozen=True, slots=True)
class _Words:
    """The patterns: what ends before a name, what begins behind it, what may stand between, and what only denies."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    between: re.Pattern[str]
    plain: re.Pattern[str]


@cache
def _words() -> _Words:
    source = resources.files("lookthrough.resources").joinpath("names", "denials.toml").read_text(encoding="utf-8")
    table: dict[str, list[str]] = tomllib.loads(source)

    def any_of(key: str, *, plain: bool = True) -> str:
        found = {folded(word).strip() if plain else word for word in table[key]}
        return "|".join(map(re.escape, sorted(found, key=lambda word: (-len(word), word))))

    between = rf" ?(?:(?:{any_of('between')}) )*"
    before = rf"(?: (?:{any_of('before')}){between}|(?:{any_of('signs_before', plain=False)}) ?)\Z"
    after = (
        rf" ?(?:(?<= )(?:{any_of('after')}) (?!(?:{any_of('not_after')}) )|(?<= )(?:{any_of('last')}) \Z"
        rf"|(?:{any_of('signs_after', plain=False)}))"
    )
    return _Words(re.compile(before), re.compile(after), re.compile(between), re.compile(rf" (?:{any_of('plain')}) "))
