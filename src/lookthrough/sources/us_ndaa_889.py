"""The makers that section 889 names, from a transcript of the statute: Name, Aliases, Program and more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lookthrough.errors import Issues
from lookthrough.model.statement import Statement
from lookthrough.sources import transcript
from lookthrough.sources.base import Passport

META = Passport(
    id="us_ndaa_889",
    title="Section 889 of the National Defense Authorization Act for Fiscal Year 2019",
    publisher="United States Congress",
    publisher_url="https://www.congress.gov/115/plaws/publ232/PLAW-115publ232.htm",
    data_urls=(),
    lists=("us_ndaa_889",),
    licence="facts from a US Government publication; the transcript may carry its makers' own terms",
    min_entries=5,
    max_entries=50,
    suffixes=(".csv", ".gz", ".zip"),
    description="The five makers that section 889 names, with any subsidiary or affiliate. The statute is the list; "
    "load a transcript as CSV.",
)
_NEEDED = (
    "name",
    "program",
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
