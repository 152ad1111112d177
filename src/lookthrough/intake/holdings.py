"""From table, preamble and lines to one `Holdings` record: the last step of every table format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lookthrough.errors import Issues, Place
from lookthrough.intake.preamble import Preamble
from lookthrough.intake.tables import Table
from lookthrough.model.holdings import Holdings, Position


def assemble(table: Table, lines: Sequence[Position], form: str, facts: Preamble, own: Issues) -> Holdings:
    """Put the record together.

    Args:
        table: the table that was read. The stem of its file's name is kept in `stated`, as another name by which a
            portfolio may call the fund.
        lines: its positions.
        form: the format's name.
        facts: what stands above the table, and what was found out about it.
        own: this file's issues.
    """
    if not lines:
        own.warn("no-lines", "the table has a header and no lines", Place(table.file, table.header_row or None))
    return Holdings(
        name=facts.name,
        file=table.file,
        sha256=table.sha256,
        format=form,
        as_of=facts.as_of,
        positions=tuple(lines),
        identifiers=facts.identifiers,
        net_assets_usd=facts.net_assets_usd,
        columns=table.columns.mapping,
        stated=(*facts.stated, ("file stem", Path(table.file).stem)),
        issues=own,
    )
