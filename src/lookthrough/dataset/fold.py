"""Statements in, entities out: pure, ordered, the same answer for the same statements.

Two clocks meet here. `seen_from`/`seen_until` say when *we* read a claim; with `known_on` the fold shows what was
known on that day, as if every later edition had not come yet. The world's clock (`listed_since`, `listed_until`, …)
becomes the listings' own dates, to be asked with `Listing.in_force`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType

from lookthrough.errors import InputError
from lookthrough.model.dates import PartialDate, from_iso
from lookthrough.model.entity import Entity, Identifier, Name
from lookthrough.model.listing import Listing, UntilBasis
from lookthrough.model.schema import CELL, LISTING_PROPS, NAME_PROPS, Kind
from lookthrough.model.statement import Statement

_COUNTRY_PROPS = ("country", "nationality")
_SHOWN_APART = frozenset((*NAME_PROPS, "country", "address", "identifier", "birth_date", CELL))
# Listing properties that the Listing record has no field for stay visible among the entity's.
_IN_LISTING = frozenset(LISTING_PROPS) - {"standard_order", "reason"}
_FEDERAL_REGISTER = re.compile(r"(\d{1,3})\s*(?:FR|F\.\s?R\.|Fed\.\s?Reg\.)\s*([\d,]+)", re.IGNORECASE)
_FIRST_VOLUME_YEAR = 1935  # volume 1 of the Federal Register is 1936


@dataclass(frozen=True, slots=True)
class _Period:
    """An unbroken stretch of editions that print one entry, in its last wording.

    Attributes:
        statements: as the newest of these editions prints them, in its order.
        seen_from: oldest of these editions.
        ends: first edition that lacks the entry; None while the newest has it.
    """

    statements: tuple[Statement, ...]
    seen_from: str
    ends: str | None


def fold(statements: Iterable[Statement], known_on: date | None = None) -> dict[str, Entity]:
    """Fold statements to entities.

    Args:
        statements: built ones (with `edition` and `seen_from`), of one edition in the publisher's order.
        known_on: show what was known on that day; None is all that is known.

    Returns:
        Entity id -> entity, in order of first appearance. Claims that the newest known edition no longer makes
        are left out; an entity whose entries are all gone is shown in its last wording, with `until` set. Entities
        that no edition showed by `known_on` are absent.
    """
    horizon = known_on.isoformat() if known_on else None
    by_entity: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if horizon is None or statement.seen_from <= horizon:
            by_entity[statement.entity_id].append(statement)
    return {entity_id: fold_entity(own, known_on) for entity_id, own in by_entity.items()}


def fold_entity(statements: Sequence[Statement], known_on: date | None = None) -> Entity:
    """Fold one entity's statements, all of them known on `known_on`; see `fold`.

    Args:
        statements: at least one.
        known_on: as in `fold`.
    """
    horizon = known_on.isoformat() if known_on else None
    ordered = sorted(statements, key=attrgetter("edition"), reverse=True)  # stable: the publisher's order stays
    shown = current(ordered, known_on)
    listings: list[Listing] = []
    by_record: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in ordered:
        by_record[statement.list_id, statement.record].append(statement)
    for own in by_record.values():
        listings.extend(_listing(period) for period in _periods(own, horizon))
    return Entity(
        id=ordered[0].entity_id,
        kind=_kind(shown),
        names=names_of(shown) or (Name(ordered[0].entity_id),),
        countries=countries_of(shown),
        identifiers=identifiers_of(shown),
        addresses=texts_of(shown, "address"),
        birth_dates=birth_dates_of(shown),
        listings=tuple(sorted(listings, key=_listing_order)),
        properties=_properties(shown),
    )


def current(statements: Sequence[Statement], known_on: date | None = None) -> tuple[Statement, ...]:
    """The claims that stand on the day; where none does, those that ended last.

    Args:
        statements: of one entity or one entry, all known on the day.
        known_on: None is all that is known.
    """
    horizon = known_on.isoformat() if known_on else None
    ends = [_end(s, horizon) for s in statements]
    standing = tuple(s for s, end in zip(statements, ends, strict=True) if end is None)
    if standing:
        return standing
    last = max((end for end in ends if end), default=None)
    return tuple(s for s, end in zip(statements, ends, strict=True) if end == last)


def names_of(statements: Iterable[Statement]) -> tuple[Name, ...]:
    """Names as printed, the primary ones first, each text once per quality."""
    found = dict.fromkeys(_name(s) for s in statements if s.prop in NAME_PROPS)
    names = [name for name in found if name.text]
    return tuple(sorted(names, key=lambda name: name.quality != "name"))


def countries_of(statements: Iterable[Statement]) -> tuple[str, ...]:
    """Countries in order of first mention; nationalities count, texts that are no ISO code do not."""
    values = (s.value for s in statements if s.prop in _COUNTRY_PROPS)
    return tuple(dict.fromkeys(v for v in values if len(v) == 2))


def identifiers_of(statements: Iterable[Statement]) -> tuple[Identifier, ...]:
    """Identifiers in order of first mention."""
    found: dict[Identifier, None] = {}
    for statement in statements:
        if statement.prop == "identifier":
            scheme, colon, value = statement.value.partition(":")
            if colon and value:
                found[Identifier(scheme, value)] = None
    return tuple(found)


def birth_dates_of(statements: Iterable[Statement]) -> tuple[PartialDate, ...]:
    """Birth dates in order of first mention; what cannot be read stays in the cells."""
    read = (_date(s) for s in statements if s.prop == "birth_date")
    return tuple(dict.fromkeys(found for found in read if found is not None))


def texts_of(statements: Iterable[Statement], prop: str) -> tuple[str, ...]:
    """The values of one property in order of first mention, each once."""
    values = (s.value or s.original for s in statements if s.prop == prop)
    return tuple(dict.fromkeys(v for v in values if v))


def _name(statement: Statement) -> Name:
    text = (statement.value or statement.original).strip()
    return Name(text, statement.prop)  # type: ignore[arg-type]  # asked for by NAME_PROPS


def _kind(statements: Sequence[Statement]) -> Kind:
    return next((s.kind for s in statements if s.kind != "any"), "any")


def _properties(statements: Sequence[Statement]) -> MappingProxyType[str, tuple[str, ...]]:
    props = dict.fromkeys(s.prop for s in statements if s.prop not in _SHOWN_APART and s.prop not in _IN_LISTING)
    return MappingProxyType({prop: texts_of(statements, prop) for prop in props})


def _end(statement: Statement, horizon: str | None) -> str | None:
    """When the claim was dropped, as far as was known on the day."""
    if statement.seen_until is None or (horizon is not None and statement.seen_until > horizon):
        return None
    return statement.seen_until


def _periods(statements: Sequence[Statement], horizon: str | None) -> Iterator[_Period]:
    """Split one entry's statements where a whole edition lacked it.

    An entry that returns with the same printed date of listing was never off the list: the edition between was
    incomplete. An entry that returns without a date, or with another, is a new period.
    """
    spans: list[list[Statement]] = []
    reach: str | None = ""
    for statement in sorted(statements, key=attrgetter("seen_from")):
        if spans and (reach is None or statement.seen_from <= reach):
            spans[-1].append(statement)
        else:
            spans.append([statement])
            reach = ""
        end = _end(statement, horizon)
        reach = None if reach is None or end is None else max(reach, end)
    merged: list[list[Statement]] = []
    for span in spans:
        if merged and _since_texts(merged[-1]) & _since_texts(span):
            merged[-1].extend(span)
        else:
            merged.append(span)
    order = {id(s): place for place, s in enumerate(statements)}
    for span in merged:
        ends = [_end(s, horizon) for s in span]
        last = None if None in ends else max(end for end in ends if end)
        worded = sorted((s for s, end in zip(span, ends, strict=True) if end == last), key=lambda s: order[id(s)])
        yield _Period(tuple(worded), min(s.seen_from for s in span), last)


def _since_texts(statements: Iterable[Statement]) -> set[str]:
    return {s.value for s in statements if s.prop == "listed_since" and s.value}


def _listing(period: _Period) -> Listing:
    worded = period.statements
    by_prop = {prop: list(own) for prop, own in groupby(sorted(worded, key=attrgetter("prop")), attrgetter("prop"))}
    names = names_of(worded)
    first = next((s for s in worded if s.prop == "name"), worded[0])
    until, basis = _until(by_prop.get("listed_until", ()), period.ends)
    return Listing(
        id=first.record,
        entity_id=first.entity_id,
        list_id=first.list_id,
        listed_name=names[0].text if names else first.entity_id,
        edition=max(s.edition for s in worded),
        seen_from=period.seen_from,
        programmes=texts_of(worded, "programme"),
        since=_first_date(by_prop.get("listed_since", ())),
        effective=_first_date(by_prop.get("effective_from", ())),
        until=until,
        until_basis=basis,
        divest_until=_first_date(by_prop.get("divest_until", ())),
        citations=_oldest_first(by_prop.get("citation", ())),
        requirement="\n".join(texts_of(worded, "requirement")),
        policy="\n".join(texts_of(worded, "policy")),
        footnotes=texts_of(worded, "footnote"),
        reach=next(iter(texts_of(worded, "reach")), ""),
        sublists=texts_of(worded, "sublist"),
        remarks="\n".join(texts_of(worded, "remarks")),
        cells=tuple((s.column, s.original) for s in worded if s.prop == CELL),
        file=first.file,
        row=first.row,
        source_url=next(iter(texts_of(worded, "source_url")), ""),
    )


def _until(stated: Sequence[Statement], ends: str | None) -> tuple[PartialDate | None, UntilBasis]:
    """The end that the publisher prints; else the day of the first edition without the entry."""
    printed = _first_date(stated)
    if printed is not None:
        return printed, "stated"
    if ends is not None:
        return from_iso(ends), "absent from a later edition"
    return None, ""


def _first_date(statements: Sequence[Statement]) -> PartialDate | None:
    return next((found for found in map(_date, statements) if found is not None), None)


def _date(statement: Statement) -> PartialDate | None:
    """The date, or None where the reading is none: the printed text stays in the cells."""
    try:
        return from_iso(statement.value, statement.original)
    except InputError:
        return None


def _oldest_first(statements: Sequence[Statement]) -> tuple[str, ...]:
    """Citations by date or Federal Register volume and page; those that show neither come last, as printed."""
    keyed = []
    for place, statement in enumerate(statements):
        text = statement.value or statement.original
        notice = _FEDERAL_REGISTER.search(text)
        volume, page = (int(notice[1]), int(notice[2].replace(",", ""))) if notice else (0, 0)
        year = statement.valid_from or (f"{volume + _FIRST_VOLUME_YEAR:04d}" if notice else "9999")
        keyed.append((year[:4], volume, page, place, text))
    return tuple(dict.fromkeys(text for *_, text in sorted(keyed) if text))


def _listing_order(listing: Listing) -> tuple[str, str, str, str]:
    began = listing.since.earliest.isoformat() if listing.since else listing.seen_from
    return (began, listing.list_id, listing.id, listing.seen_from)
