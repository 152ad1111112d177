"""Does a place lie in a region that a law about goods speaks of? Read from what a cell of places says, and no other.

A party's name is no place, and nothing here reads one: a company may be called after a town that it never saw. Whoever
asks about names gets the words that stand in them (`named_in`), and no answer.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal

from lookthrough.names.countries import countries_in, country_code
from lookthrough.names.denials import denies, folded, told_apart

Region = Literal["xinjiang", "kp", "tm", "cd", "mw", "zw"]
Lies = Literal["yes", "no", "unknown"]

_LATIN = re.compile(r"[a-zа-я0-9 ]+")
"""Names of scripts that part their words; those of the others stand in a text without spaces around them."""
_KINDS = ("names", "sure", "with_country", "shared")


@dataclass(frozen=True, slots=True)
class Located:
    """Whether a place lies in a region.

    Attributes:
        lies: "yes" where a name says so; "no" where the text names another country; "unknown" where it says neither, or
            where its name stands for places inside and outside, or is denied.
        words: the names that were read, as the table of places writes them.
        denied: the names of which the text says that it is not they ("outside Xinjiang"); what it says is not verified,
            so it is never "no" for that, and "yes" only where it names another place there as well.
    """

    lies: Lies
    words: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()


def located(text: str, region: Region, *, country: str = "") -> Located:
    """Does what is written here say that it lies in the region?

    Args:
        text: a place, an address or several of them, as printed.
        region: a key of `resources/names/regions.toml`.
        country: the country that stands beside it, a code or in words; "" where none does.

    Returns:
        A name of the region, or of a place that lies nowhere else, is "yes", whatever else the text speaks of: goods
        are reached that are made there in part. A street's name is no place, and a name that is denied leaves it open.
        A country that is named and is not the region's is "no"; the region's country alone leaves it open. Of a whole
        country its name or code is "yes", and a name that two countries share ("Korea", "Congo") leaves it open.
    """
    place = _region(region)
    plain = folded(text)
    named = () if denies(plain) else (*countries_in(text), country_code(text))  # "not Vietnam" is not Vietnam
    countries = {code for code in (*named, country_code(country)) if code}
    if place.country_pattern.search(plain):
        countries.add(place.country)
    found = {kind: _names(plain, place, kind) for kind in _KINDS}
    if found["shared"][0]:
        countries -= place.unsure
    abroad = bool(countries) and place.country not in countries
    sure = () if abroad else found["sure"][0]
    if found["names"][0] or sure:
        return Located("yes", (*found["names"][0], *sure))
    if denied := tuple(dict.fromkeys(name for kind in _KINDS for name in found[kind][1])):
        return Located("unknown", (), denied)
    if abroad:
        return Located("no")
    if place.country in countries and (place.whole or found["with_country"][0]):
        return Located("yes", found["with_country"][0] or (place.title,))
    return Located("unknown", (*found["with_country"][0], *found["shared"][0]))


def named_in(text: str, region: Region) -> tuple[str, ...]:
    """The names of places in the region that stand in a party's name; where the party is, they do not say."""
    place, plain = _region(region), folded(text)
    return tuple(dict.fromkeys(name for kind in ("names", "sure") for name in _names(plain, place, kind)[0]))


def region_title(region: Region) -> str:
    """The region's official name in English."""
    return _region(region).title


@dataclass(frozen=True, slots=True)
class _Places:
    """One region or country, compiled."""

    country: str
    title: str
    whole: bool
    unsure: frozenset[str]
    patterns: Mapping[str, re.Pattern[str]]
    country_pattern: re.Pattern[str]
    namesakes: Mapping[str, tuple[str, ...]]


def _names(plain: str, place: _Places, kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of one kind that stand in the text as places, each once: those it states, and those it denies."""
    spans = [
        match.span(1) for match in place.patterns[kind].finditer(plain)
        if not any(f" {other} " in plain for other in place.namesakes.get(match[1], ()))
    ]  # fmt: skip
    stated, denied = told_apart(plain, spans)
    return tuple(dict.fromkeys(stated)), tuple(dict.fromkeys(denied))


@cache
def _region(region: str) -> _Places:
    table = _table()
    row: dict[str, Any] = table[region]
    kinds = {kind: _pattern(row.get(kind, ()), table["street"]) for kind in _KINDS}
    namesakes = {folded(name).strip(): tuple(words) for name, words in row.get("namesakes", {}).items()}
    return _Places(
        country=row["country"],
        title=row["title"],
        whole=row["country"] == region,
        unsure=frozenset(row.get("unsure", ())),
        patterns=MappingProxyType(kinds),
        country_pattern=_pattern(row.get("country_names", ()), table["street"]),
        namesakes=MappingProxyType(namesakes),
    )


def _pattern(names: Iterable[str], street: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """All names of one kind, longest first, none of them followed by what makes it a street's."""
    each = sorted({folded(name).strip() for name in names}, key=lambda name: (-len(name), name))
    latin = "|".join(re.escape(name) for name in each if _LATIN.fullmatch(name))
    other = "|".join(re.escape(name) for name in each if not _LATIN.fullmatch(name))
    words = "|".join(map(re.escape, street["words"]))
    signs = "|".join(map(re.escape, street["signs"]))
    parts = [rf"(?<= )(?:{latin})(?= )(?! (?:{words}) )"] if latin else []
    parts += [rf"(?:{other})(?!{signs})"] if other else []
    return re.compile(f"({'|'.join(parts)})" if parts else r"(\A(?!))")


@cache
def _table() -> Mapping[str, Any]:
    text = resources.files("lookthrough.resources").joinpath("names", "regions.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))
