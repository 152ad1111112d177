"""The atom: one claim about one property of one entity, with the list, edition and place it was read from."""

from __future__ import annotations

from dataclasses import dataclass

from lookthrough.model.schema import Kind


@dataclass(frozen=True, slots=True)
class Statement:
    """One reading of one source cell.

    Attributes:
        entity_id: `<list>:<publisher's own id>`, else `<list>:<hash of the identifying cells>`.
        record: the entry that the statement was read from. All statements of one entry share it, and it stays
            the same from edition to edition: the entity id, and where one entity has several periods or
            entries, "#" and what tells them apart (`us_dod_1260h:ab12…#2022-10-05`).
        kind: what the entry is about.
        prop: one of `schema.PROPS`.
        value: the normalised reading (ISO dates, ISO countries, "scheme:compact" identifiers); "" for `CELL`.
        original: the source cell, or the part of it that was read, exactly as printed.
        list_id: the list that the claim stands on.
        file: name of the file it was read from.
        row: 1-based row or record number in that file.
        column: name of the column or element.
        edition: the edition's date, ISO; set when the dataset is built.
        valid_from, valid_until: when the claim is true in the world, ISO at its granularity; None is unknown.
        seen_from: edition in which we first read it; set by the build.
        seen_until: first edition that no longer says it; None while the newest edition still does.
    """

    entity_id: str
    record: str
    kind: Kind
    prop: str
    value: str
    original: str
    list_id: str
    file: str = ""
    row: int = 0
    column: str = ""
    edition: str = ""
    valid_from: str | None = None
    valid_until: str | None = None
    seen_from: str = ""
    seen_until: str | None = None
