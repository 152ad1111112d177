"""The fields of GLEIF's records that are read, as printed, whichever layout they stand in."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Entity:
    """A Level 1 record.

    Attributes:
        others: other names as (type, name).
        countries: of both addresses and the jurisdiction.
        number: in the register of companies.
        status: of the entity; `registration` is that of the record.
        successors: LEIs of those who stand in its place.
        deleted: when a delta says that the record was deleted; "" when it does not.
    """

    lei: str = ""
    name: str = ""
    others: list[tuple[str, str]] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    number: str = ""
    category: str = ""
    status: str = ""
    registration: str = ""
    successors: list[str] = field(default_factory=list)
    updated: str = ""
    deleted: str = ""


@dataclass(slots=True)
class Relationship:
    """A Level 2 record; a period is (type, start, end), a node's type is "LEI" or another scheme."""

    start: str = ""
    end: str = ""
    kind: str = ""
    status: str = ""
    periods: list[tuple[str, str, str]] = field(default_factory=list)
    quantifier: str = ""
    registration: str = ""
    updated: str = ""
    deleted: str = ""


@dataclass(slots=True)
class ReportingException:
    """A reporting exception: why the parent of one category is not reported."""

    lei: str = ""
    category: str = ""
    reasons: list[str] = field(default_factory=list)
    reference: str = ""
    deleted: str = ""


Fields = Entity | Relationship | ReportingException
