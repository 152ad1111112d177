"""What the index is built from."""

from __future__ import annotations

from dataclasses import dataclass

from lookthrough.model.entity import Identifier, Name
from lookthrough.model.schema import Kind


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
    """

    entity_id: str
    kind: Kind
    names: tuple[Name, ...]
    countries: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    lists: tuple[str, ...] = ()
