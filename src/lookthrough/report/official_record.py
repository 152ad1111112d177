"""The official side of comparisons: what the loaded lists and the programmes behind them say, for the claims at hand.

A list prints one day of an entry, usually that of the notice. Where the notice is in `resources/evidence/notices.toml`
the day of its announcement and the day on which it took effect stand beside it; where it is not, the record says that
they are not known. Nothing is looked up anywhere else.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from lookthrough.dataset.snapshot import Snapshot
from lookthrough.errors import NotFoundError
from lookthrough.evidence.comparators.material import Batch, Listed, Official, Restriction
from lookthrough.model.claim import Claim, Record
from lookthrough.model.dates import PartialDate, day
from lookthrough.model.entity import Entity
from lookthrough.model.listing import Listing
from lookthrough.report.wording import short_title
from lookthrough.rules.citation import cited_page
from lookthrough.rules.programme import Dealing, load_programme
from lookthrough.sources.lists import LISTS

#: Which way the dealings of the programmes go: what may not reach the listed party, and what may not come from it.
TOWARDS_LISTED = frozenset(("export", "deal", "freeze", "fund"))
FROM_LISTED = frozenset(("import", "region", "contract", "content", "buy", "use", "authorise", "deal", "freeze"))
#: Entries of one list and day from which on they are told as one addition.
BATCH = 2
_PAGE = re.compile(r"(\d+) FR (\d+)")


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that added parties: its pages and its days."""

    volume: int
    first: int
    last: int
    announced: date
    effective: date
    confirmed: bool
    """Whether the days were checked against the notice; where not, an answer that shows them says so."""


@cache
def notices() -> tuple[Notice, ...]:
    """The notices whose days are known, oldest first."""
    text = (files("lookthrough") / "resources" / "evidence" / "notices.toml").read_text(encoding="utf-8")
    found = []
    for row in tomllib.loads(text)["notice"]:
        volume, first, last = re.fullmatch(r"(\d+) FR (\d+)-(\d+)", row["pages"]).groups()  # type: ignore[union-attr]
        found.append(Notice(int(volume), int(first), int(last), row["announced"], row["effective"], row["confirmed"]))
    return tuple(found)


def notice_of(citation: str) -> Notice | None:
    """The notice that a citation's page lies in; None for one that is not in the table."""
    page = _PAGE.search(cited_page(citation))
    if page is None:
        return None
    volume, number = int(page[1]), int(page[2])
    return next((each for each in notices() if each.volume == volume and each.first <= number <= each.last), None)


def record_of(listing: Listing) -> Record:
    """One listing as a reference: the entry, its days and its citation, and the same in a sentence."""
    citation = listing.citations[0] if listing.citations else ""
    notice = notice_of(citation)
    announced = day(notice.announced) if notice else None
    effective = day(notice.effective) if notice else listing.effective or listing.since
    says = f"{listing.listed_name} stands on the {short_title(listing.list_id)}" + since_words(
        listing.since, notice, effective, citation
    )
    if listing.until is not None:
        says += f" It stood there until {listing.until.iso}."
    return Record(listing.list_id, listing.entity_id, listing.listed_name, announced, effective, citation, says)


def since_words(since: PartialDate | None, notice: Notice | None, effective: PartialDate | None, citation: str) -> str:
    """Since when an entry stands, as the end of a sentence; days that were not checked against the notice say so."""
    if since is None:
        return "; the list does not print since when."
    said = f" since {since.iso} as the list prints"
    if notice is None:
        said += ", announced on a day that the list does not print"
    else:
        said += f", announced {notice.announced.isoformat()}" + ("" if notice.confirmed else " (to be confirmed)")
    if effective is not None:
        said += f", effective {effective.iso}"
    return f"{said} [{citation}]." if citation else f"{said}."


def official_record(
    snapshot: Snapshot,
    editions: Mapping[str, str],
    claims: Iterable[Claim],
    entities: Iterable[str],
    founded: Mapping[str, PartialDate] | None = None,
) -> Official:
    """What the lists say of the parties and the additions that claims speak of.

    Args:
        snapshot: the lists.
        editions: list id -> edition, of the lists that may be asked.
        claims: that will be compared.
        entities: whose listings are wanted.
        founded: entity id or name -> founding date, from registers.
    """
    found = snapshot.entities(sorted(set(entities)))
    counted = any(claim.amount is not None and claim.predicate in ("added_to_list", "listed_on") for claim in claims)
    return Official(
        lists={list_id: LISTS[list_id].title if list_id in LISTS else list_id for list_id in editions},
        editions=dict(editions),
        listed={entity.id: tuple(_listed(entity, editions)) for entity in found.values()},
        batches=batches(snapshot, editions) if counted else (),
        restrictions={each: law for each in editions if (law := restriction(each)) is not None},
        founded=founded or {},
        nationality={list_id: list_id.split("_")[0] for list_id in editions},
    )


def _listed(entity: Entity, editions: Mapping[str, str]) -> Iterator[Listed]:
    for listing in entity.listings:
        if listing.list_id in editions:
            yield Listed(record_of(listing), listing.since, listing.until, listing.policy)


def batches(snapshot: Snapshot, editions: Mapping[str, str]) -> tuple[Batch, ...]:
    """The entries that each list began on one day, counted: what "added 28 organisations" can be."""
    sizes: Counter[tuple[str, date]] = Counter()
    by_country: dict[tuple[str, date], Counter[str]] = {}
    cited: dict[tuple[str, date], str] = {}
    for entity in snapshot.without_cells(sorted(editions)):
        for listing in entity.listings:
            since = listing.since
            if since is None or since.granularity != "day":
                continue
            key = (listing.list_id, since.earliest)
            sizes[key] += 1
            by_country.setdefault(key, Counter()).update(entity.countries)
            if listing.citations:
                cited.setdefault(key, listing.citations[0])
    return tuple(
        _batch(key, size, by_country[key], cited.get(key, ""), editions[key[0]])
        for key, size in sorted(sizes.items())
        if size >= BATCH
    )


def _batch(key: tuple[str, date], size: int, countries: Mapping[str, int], citation: str, edition: str) -> Batch:
    list_id, since = key
    notice = notice_of(citation)
    announced, effective = (day(notice.announced), day(notice.effective)) if notice else (None, day(since))
    says = f"The {short_title(list_id)} of {edition} has {size} entries" + since_words(
        day(since), notice, effective, citation
    )
    record = Record(list_id, "", f"{size} entries of {since.isoformat()}", announced, effective, citation, says)
    return Batch(list_id, since, size, dict(countries), record)


def restriction(list_id: str) -> Restriction | None:
    """Which way the programme of a list restricts goods; None where none is written or it is not about goods."""
    try:
        programme = load_programme(list_id)
    except NotFoundError:
        return None
    dealings = [each for each in programme.dealings if each.effect != "none"]
    towards = [each for each in dealings if each.key in TOWARDS_LISTED]
    coming = [each for each in dealings if each.key in FROM_LISTED]
    if not towards and not coming:
        return None
    said = (towards or coming)[0]
    record = Record(list_id, "", short_title(list_id), None, None, said.citation, _direction(list_id, said))
    return Restriction(list_id, bool(towards), bool(coming), record)


def _direction(list_id: str, dealing: Dealing) -> str:
    effect = dealing.effect.replace("_", " ")
    return f"The {short_title(list_id)} concerns {dealing.object} ({effect}) [{dealing.citation}]."
