"""Withhold release orders and findings of CBP, from a dated transcript: Name, Effective date, Merchandise and more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lookthrough.errors import Issues
from lookthrough.model.statement import Statement
from lookthrough.sources import transcript
from lookthrough.sources.base import Passport

META = Passport(
    id="us_cbp_wro",
    title="Withhold Release Orders and Findings",
    publisher="US Customs and Border Protection",
    publisher_url="https://www.cbp.gov/trade/forced-labor/withhold-release-orders-and-findings",
    data_urls=(),
    lists=("us_cbp_wro",),
    licence="facts from a US Government publication; the transcript may carry its makers' own terms",
    min_entries=20,
    max_entries=1_000,
    suffixes=(".csv", ".gz", ".zip"),
    description="Makers whose merchandise is detained or seized for forced labour, with the goods of each order or "
    "finding. The official form is a page with tables; load a dated transcript as CSV.",
)
_NEEDED = (
    "name",
    "merchandise",
)


def edition_of(files: Sequence[Path]) -> str | None:
    """The newest day in the transcript, None when it prints none.

    Raises:
        NotFoundError, InputError, ParseError: if the file cannot be read.
    """
    return transcript.newest_day(files, _NEEDED)


def parse(files: Sequence[Path], issues: Issues) -> Iterator[Statement]:
    """Every statement of the transcript, see `transcript`.

    Raises:
        NotFoundError, InputError: if the file cannot be opened.
        ParseError: if it is something else or holds no entry.
    """
    yield from transcript.statements(files, META.id, issues, needed=_NEEDED)
