"""OFAC's list of Specially Designated Nationals: the CSV set (sdn, alt, add, comments) or the classic sdn.xml.

Entity ids are `us_ofac_sdn:` and OFAC's own number, which stays with a party from edition to edition; a record has
the same id, with a running mark where a file uses a number twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lookthrough.errors import Issues, ParseError, Place
from lookthrough.model.statement import Statement
from lookthrough.sources import ofac_set
from lookthrough.sources.base import Passport

_EXPORTS = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports"

META = Passport(
    id="us_ofac_sdn",
    title="Specially Designated Nationals and Blocked Persons List",
    publisher="US Department of the Treasury, Office of Foreign Assets Control",
    publisher_url="https://sanctionslist.ofac.treas.gov/Home/SdnList",
    data_urls=(
        f"{_EXPORTS}/SDN.CSV",
        f"{_EXPORTS}/ALT.CSV",
        f"{_EXPORTS}/ADD.CSV",
        f"{_EXPORTS}/SDN_COMMENTS.CSV",
    ),
    lists=("us_ofac_sdn",),
    licence="US Government work, public domain (17 USC 105)",
    min_entries=5_000,
    max_entries=40_000,
    suffixes=(".csv", ".xml", ".zip", ".gz"),
    description="Persons, companies, vessels and aircraft whose property US persons must block and with whom they may "
    "not deal; what they own to 50 percent or more is blocked too, without being listed.",
)


def edition_of(files: Sequence[Path]) -> str | None:
    """The ISO day that sdn.xml states; the CSV set states none.

    Raises:
        NotFoundError, InputError, ParseError: if the file cannot be read.
    """
    return ofac_set.edition_of(files)


def parse(files: Sequence[Path], issues: Issues) -> Iterator[Statement]:
    """Every statement of an edition.

    Args:
        files: sdn.xml, or the files of the CSV set in any order; alternate names, addresses and comments may be absent.
        issues: where troubles inside the data are recorded.

    Raises:
        NotFoundError, InputError: if a file cannot be opened.
        ParseError: if a file is something else, or the consolidated non-SDN set.
    """
    programmes: list[tuple[str, ...]] = []

    def route(own: tuple[str, ...]) -> str:
        programmes.append(own)
        return META.id

    yield from ofac_set.statements(files, route, issues)
    elsewhere = sum(1 for own in programmes if ofac_set.only_outside_sdn(own))
    if elsewhere * 2 > len(programmes):
        raise ParseError(
            "this is the consolidated non-SDN list, not the SDN list",
            hint="load it as us_ofac_cons",
            place=Place(files[0].name),
        )
