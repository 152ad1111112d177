"""The FCC Covered List, from a dated transcript of its page: Name, Date of inclusion, Covered and more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lookthrough.errors import Issues
from lookthrough.model.statement import Statement
from lookthrough.sources import transcript
from lookthrough.sources.base import Passport

META = Passport(
    id="us_fcc_covered",
    title="List of Equipment and Services Covered by Section 2 of the Secure Networks Act",
    publisher="US Federal Communications Commission",
    publisher_url="https://www.fcc.gov/supplychain/coveredlist",
    data_urls=(),
    lists=("us_fcc_covered",),
    licence="facts from a US Government publication; the transcript may carry its makers' own terms",
    min_entries=5,
    max_entries=500,
    suffixes=(".csv", ".gz", ".zip"),
    description="Makers and providers whose equipment or services are on the Covered List, with what is covered of "
    "each. The official form is a page; load a dated transcript as CSV.",
)
_NEEDED = (
    "name",
    "covered",
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
