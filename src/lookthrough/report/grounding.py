"""Why parties were listed, in every report: the grounds of each listing, and three parts where some are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from lookthrough.model.dates import Truth
from lookthrough.model.listing import Listing
from lookthrough.rules.grounds import GROUNDS, UNKNOWN, Ground, grounds_of, has_ground

Part = Literal["match", "unknown", "other"]
PARTS: Mapping[Truth, Part] = {"yes": "match", "unknown": "unknown", "no": "other"}

PART_WORDS: Mapping[Part, str] = {
    "match": "listed on these grounds",
    "unknown": "not known whether on these grounds",
    "other": "listed on other grounds",
}


@dataclass(frozen=True, slots=True)
class GroundCount:
    """How many rows of a report lead to parties that were listed on one ground.

    Attributes:
        ground: a word of the vocabulary.
        rows: where a source says it of the party itself.
        maybe: where a source names it among several, and not whose it is; not counted in `rows`.
        citations: the sources, each once.
    """

    ground: str
    rows: int
    maybe: int
    citations: tuple[str, ...]


@dataclass(slots=True)
class Grounding:
    """The grounds of listings on a day, each worked out once.

    Attributes:
        as_of: notices after this day are no reasons yet.
        wanted: the grounds asked for; empty for all.
    """

    as_of: date
    wanted: tuple[str, ...] = ()
    _known: dict[str, tuple[Ground, ...]] = field(default_factory=dict)
    _parts: dict[str, Part] = field(default_factory=dict)

    def of(self, listing: Listing) -> tuple[Ground, ...]:
        """Why a listing was made, as far as the tables know; never empty."""
        if listing.id not in self._known:
            self._known[listing.id] = grounds_of(listing, as_of=self.as_of)
        return self._known[listing.id]

    def part(self, listing: Listing) -> Part | None:
        """Was it made on the grounds asked for? None where none are."""
        if not self.wanted:
            return None
        if listing.id not in self._parts:
            self._parts[listing.id] = PARTS[has_ground(listing, self.wanted, as_of=self.as_of)]
        return self._parts[listing.id]

    def best(self, listings: Iterable[Listing]) -> Part | None:
        """The part of several listings together: a match goes before what is not known, that before the others."""
        parts = {self.part(listing) for listing in listings}
        return next((part for part in PART_WORDS if part in parts), None)

    def counts(self, rows: Iterable[Sequence[Listing]]) -> tuple[GroundCount, ...]:
        """How many rows lead to each ground, in the order of the vocabulary; rows without listings count nowhere."""
        sure: dict[str, int] = {}
        maybe: dict[str, int] = {}
        citations: dict[str, dict[str, None]] = {}
        for listings in rows:
            grounds = [ground for listing in listings for ground in self.of(listing)]
            certain = {ground.ground for ground in grounds if ground.certain or ground.ground == UNKNOWN}
            for word in certain:
                sure[word] = sure.get(word, 0) + 1
            for word in {ground.ground for ground in grounds} - certain:
                maybe[word] = maybe.get(word, 0) + 1
            for ground in grounds:
                citations.setdefault(ground.ground, {}).setdefault(cited(ground))
        return tuple(
            GroundCount(word, sure.get(word, 0), maybe.get(word, 0), tuple(citations[word]))
            for word in GROUNDS
            if word in citations
        )

    def parts(self, rows: Iterable[Sequence[Listing]]) -> dict[Part, int]:
        """How many rows are in each part, by the best of their listings; empty where no grounds are asked for."""
        if not self.wanted:
            return {}
        counts: dict[Part, int] = dict.fromkeys(PART_WORDS, 0)
        for listings in rows:
            part = self.best(listings)
            if part is not None:
                counts[part] += 1
        return counts

    def words(self, listing: Listing) -> str:
        """The grounds of a listing for reading, those that are not certainly its own with a question mark."""
        found = dict.fromkeys(
            f"{word_of(ground.ground)}{'' if ground.certain or ground.ground == UNKNOWN else '?'}"
            for ground in self.of(listing)
        )
        return ", ".join(found)


def by_list(listings: Iterable[Listing]) -> dict[str, list[Listing]]:
    """Listings under the lists that they stand on, lists by id."""
    found: dict[str, list[Listing]] = {}
    for listing in listings:
        found.setdefault(listing.list_id, []).append(listing)
    return dict(sorted(found.items()))


def word_of(ground: str) -> str:
    """A ground for reading: "human rights"."""
    return ground.replace("_", " ")


def cited(ground: Ground) -> str:
    """Where a reader looks a ground up, marked where it was not confirmed."""
    return ground.citation if ground.confirmed else f"{ground.citation} (to be confirmed)"
