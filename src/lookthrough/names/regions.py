"""Does a place lie in a region that a law about goods speaks of? Read from what a cell of places says, and no other.

A party's name is no place, and nothing here reads one: a company may be called after a town that it never saw. Whoever
asks about names gets the words that stand in them (`named_in`), and no answer.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal

from lookthrough.names.countries import countries_in, country_code

Region = Literal["xinjiang"]
Lies = Literal["yes", "no", "unknown"]

_APART = re.compile(r"[\W_]+")
_LATIN = re.compile(r"[a-z0-9 ]+")


@dataclass(frozen=True, slots=True)
class Located:
    """Whether a place lies in a region.

    Attributes:
        lies: "yes" where a name says so; "no" where the text names another country; "unknown" where it says neither, or
            where its name stands for places inside and outside.
        words: the names that were read, as the table of places writes them.
    """

    lies: Lies
    words: tuple[str, ...] = ()


def located(text: str, region: Region, *, country: str = "") -> Located:
    """Does what is written here say that it lies in the region?

    Args:
        text: a place, an address or several of them, as printed.
        region: a key of `resources/names/regions.toml`.
        country: the country that stands beside it, a code or in words; "" where none does.

    Returns:
        A name of the region, or of a place that lies nowhere else, is "yes", whatever else the text speaks of: goods
        are reached that are made there in part. A street's name is no place. A country that is named and is not the
        region's is "no"; the region's country alone leaves it open.
    """
    place = _region(region)
    folded = _fold(text)
    countries = set(countries_in(text)) | {code for word in (text, country) if (code := country_code(word))}
    if place.country_pattern.search(folded):
        countries.add(place.country)
    abroad = bool(countries) and place.country not in countries
    found = {kind: _names(folded, place, kind) for kind in ("names", "sure", "with_country", "shared")}
    if found["names"] or (found["sure"] and not abroad):
        return Located("yes", (*found["names"], *found["sure"]))
    if abroad:
        return Located("no")
    if found["with_country"] and place.country in countries:
        return Located("yes", found["with_country"])
    return Located("unknown", (*found["with_country"], *found["shared"]))


def named_in(text: str, region: Region) -> tuple[str, ...]:
    """The names of places in the region that stand in a party's name; where the party is, they do not say."""
    place, folded = _region(region), _fold(text)
    return tuple(dict.fromkeys((*_names(folded, place, "names"), *_names(folded, place, "sure"))))


def region_title(region: Region) -> str:
    """The region's official name in English."""
    return _region(region).title


@dataclass(frozen=True, slots=True)
class _Places:
    """One region, compiled."""

    country: str
    title: str
    patterns: Mapping[str, re.Pattern[str]]
    country_pattern: re.Pattern[str]
    namesakes: Mapping[str, tuple[str, ...]]


def _names(folded: str, place: _Places, kind: str) -> tuple[str, ...]:
    """The names of one kind that stand in the text as places, each once."""
    found = dict.fromkeys(match[1] for match in place.patterns[kind].finditer(folded))
    return tuple(name for name in found if not any(f" {other} " in folded for other in place.namesakes.get(name, ())))


@cache
def _region(region: str) -> _Places:
    table = _table()
    row: dict[str, Any] = table[region]
    kinds = {kind: _pattern(row[kind], table["street"]) for kind in ("names", "sure", "with_country", "shared")}
    country = re.compile(r" (?:china|prc|p r c|people s republic of china|中国) |中国|中华人民共和国")
    namesakes = MappingProxyType({name: tuple(words) for name, words in row["namesakes"].items()})
    return _Places(row["country"], row["title"], MappingProxyType(kinds), country, namesakes)


def _pattern(names: Iterable[str], street: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """All names of one kind, longest first, none of them followed by what makes it a street's."""
    folded = sorted({_fold(name).strip() for name in names}, key=lambda name: (-len(name), name))
    latin = "|".join(re.escape(name) for name in folded if _LATIN.fullmatch(name))
    other = "|".join(re.escape(name) for name in folded if not _LATIN.fullmatch(name))
    words = "|".join(map(re.escape, street["words"]))
    signs = "|".join(map(re.escape, street["signs"]))
    parts = [rf"(?<= )(?:{latin})(?= )(?! (?:{words}) )"] if latin else []
    parts += [rf"(?:{other})(?!{signs})"] if other else []
    return re.compile(f"({'|'.join(parts)})")


def _fold(text: str) -> str:
    """Lower case without accents, what is no letter or digit as one space, a space at either end."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return f" {' '.join(_APART.sub(' ', unicodedata.normalize('NFC', bare)).split())} "


@cache
def _table() -> Mapping[str, Any]:
    text = resources.files("lookthrough.resources").joinpath("names", "regions.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))
