"""A query: what the user knows about the party that they ask about."""

from __future__ import annotations

from dataclasses import dataclass

from lookthrough.model.attributes import Attributes, Gender
from lookthrough.model.dates import PartialDate
from lookthrough.model.entity import Identifier
from lookthrough.model.schema import Kind


@dataclass(frozen=True, slots=True)
class Query:
    """One party to screen.

    Attributes:
        names: one or more names; the first is shown.
        kind: what it is; "any" when not known.
        countries: ISO 3166-1 alpha-2, lower case.
        nationalities: of a person, the same codes.
        birth_date: of a person; like the gender it only separates namesakes.
        gender: of a person; None when not known.
        addresses: as given.
        identifiers: codes; an equal code decides before any name does.
        security: the name is a line of a holdings file ("BYD LTD H"), so share classes, depositary receipts and
            cut-off endings are read as such.
        row: 1-based data row in the user's file; 0 for a single question.
        extra: the user's other columns as (header, text), carried to the output.
    """

    names: tuple[str, ...]
    kind: Kind = "any"
    countries: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    birth_date: PartialDate | None = None
    gender: Gender | None = None
    addresses: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    security: bool = False
    row: int = 0
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """The name that is shown."""
        return self.names[0] if self.names else ""

    @property
    def has_attributes(self) -> bool:
        """Is anything known beside the names?"""
        return bool(
            self.countries or self.nationalities or self.birth_date or self.gender or self.addresses or self.identifiers
        )

    @property
    def attributes(self) -> Attributes:
        """What is known beside the names."""
        return Attributes(
            countries=self.countries,
            nationalities=self.nationalities,
            birth_dates=(self.birth_date,) if self.birth_date else (),
            genders=(self.gender,) if self.gender else (),
            addresses=self.addresses,
            identifiers=self.identifiers,
        )
