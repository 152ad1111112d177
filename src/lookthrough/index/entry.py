"""What the index is built from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lookthrough.dataset.snapshot import IndexRow
from lookthrough.model.attributes import Attributes, Gender, is_gender
from lookthrough.model.dates import PartialDate, from_iso
from lookthrough.model.entity import Identifier, Name
from lookthrough.model.schema import Kind

#: Addresses of one party that are kept, and characters of each, so that no entry makes a comparison slow.
MOST_ADDRESSES, LONGEST_ADDRESS = 32, 300

_FIELD, _ITEM = "\x1e", "\x1f"


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One party to be found.

    Attributes:
        entity_id: its id.
        kind: what it is.
        names: the primary name first; a party without names is found by its identifiers only.
        countries: ISO 3166-1 alpha-2, lower case.
        identifiers: its codes.
        lists: ids of the lists that it stands on.
        nationalities: of a person, the same codes as `countries`.
        birth_dates: of a person; like the genders they only separate namesakes.
        genders: of a person.
        addresses: as printed.
    """

    entity_id: str
    kind: Kind
    names: tuple[Name, ...]
    countries: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    lists: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    birth_dates: tuple[PartialDate, ...] = ()
    genders: tuple[Gender, ...] = ()
    addresses: tuple[str, ...] = ()

    @property
    def attributes(self) -> Attributes:
        """What is known beside the names."""
        return Attributes(
            countries=self.countries,
            nationalities=self.nationalities,
            birth_dates=self.birth_dates,
            genders=self.genders,
            addresses=self.addresses,
            identifiers=self.identifiers,
        )


def pack(attributes: Attributes) -> str:
    """Attributes as one text for an array of texts; "" when nothing is known.

    Of the addresses the first `MOST_ADDRESSES` are kept, `LONGEST_ADDRESS` characters of each.
    """
    addresses = [_plain(text[:LONGEST_ADDRESS]) for text in attributes.addresses[:MOST_ADDRESSES]]
    fields = (
        attributes.countries,
        attributes.nationalities,
        [date.edtf for date in attributes.birth_dates],
        attributes.genders,
        addresses,
        [_plain(str(identifier)) for identifier in attributes.identifiers],
    )
    return _FIELD.join(_ITEM.join(field) for field in fields).rstrip(_FIELD)


def unpack(text: str) -> Attributes:
    """The attributes that `pack` wrote."""
    fields = [tuple(field.split(_ITEM)) if field else () for field in text.split(_FIELD)]
    fields += [()] * (6 - len(fields))
    countries, nationalities, dates, genders, addresses, codes = fields
    return Attributes(
        countries=countries,
        nationalities=nationalities,
        birth_dates=tuple(from_iso(date) for date in dates),
        genders=tuple(gender for gender in genders if is_gender(gender)),
        addresses=addresses,
        identifiers=tuple(_codes(codes)),
    )


def _plain(text: str) -> str:
    return text.replace(_FIELD, " ").replace(_ITEM, " ")


def _codes(texts: Iterable[str]) -> Iterable[Identifier]:
    for text in texts:
        scheme, _, value = text.partition(":")
        yield Identifier(scheme, value)


def entry_of(row: IndexRow) -> IndexEntry:
    """A listed party as the index takes it."""
    known = (row.nationalities, row.birth_dates, row.genders, row.addresses)
    return IndexEntry(row.entity_id, row.kind, row.names, row.countries, row.identifiers, row.lists, *known)
