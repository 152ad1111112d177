"""An entity: the statements about one person, company, body, vessel, aircraft or fund, folded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lookthrough.model.attributes import Attributes, Gender, is_gender
from lookthrough.model.dates import PartialDate
from lookthrough.model.listing import Listing
from lookthrough.model.schema import Kind, NameQuality


@dataclass(frozen=True, slots=True)
class Name:
    """A name as printed, and what the publisher says of its worth.

    Attributes:
        text: the name, verbatim but for outer white space.
        quality: "weak_alias" where the publisher marks it low quality; it never counts as much as a full name.
    """

    text: str
    quality: NameQuality = "name"


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """A code in a named scheme, compact (no spaces or hyphens), e.g. `Identifier("isin", "CNE100000PM8")`."""

    scheme: str
    value: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


@dataclass(frozen=True, slots=True)
class Entity:
    """One listed party as its publisher describes it.

    Attributes:
        id: `<list>:<publisher's own id>` or `<list>:<hash>`.
        kind: what it is.
        names: in the publisher's order, the primary name first; never empty.
        countries: ISO 3166-1 alpha-2, lower case, from addresses, nationality and country cells.
        identifiers: codes read from the entry.
        addresses: as printed.
        birth_dates: of persons; they only ever separate namesakes.
        listings: one per entry and period, oldest first.
        properties: every other property, value by value in source order.
    """

    id: str
    kind: Kind
    names: tuple[Name, ...]
    countries: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[str, ...] = ()
    birth_dates: tuple[PartialDate, ...] = ()
    listings: tuple[Listing, ...] = ()
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The primary name as printed."""
        return self.names[0].text

    @property
    def genders(self) -> tuple[Gender, ...]:
        """Of a person, in the publisher's order; they only ever separate namesakes."""
        return tuple(value for value in self.properties.get("gender", ()) if is_gender(value))

    @property
    def nationalities(self) -> tuple[str, ...]:
        """ISO 3166-1 alpha-2, lower case, of a person; they stand among `countries` too."""
        return tuple(value for value in self.properties.get("nationality", ()) if len(value) == 2)

    @property
    def attributes(self) -> Attributes:
        """What the publisher says beside the names."""
        return Attributes(
            countries=self.countries,
            nationalities=self.nationalities,
            birth_dates=self.birth_dates,
            genders=self.genders,
            addresses=self.addresses,
            identifiers=self.identifiers,
        )
