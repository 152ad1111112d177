"""OFAC's consolidated list of parties that are not SDNs: the CSV set (cons_prim, …) or consolidated.xml.

It fills three lists by programme: CMIC-EO13959 is `us_ofac_nscmic`, UKRAINE-EO13662 is `us_ofac_ssi`, everything else
(Palestinian Legislative Council, foreign sanctions evaders, correspondent accounts, menu-based) is `us_ofac_cons`.
Entity ids are the list and OFAC's own number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lookthrough.errors import Issues, ParseError, Place
from lookthrough.model.statement import Statement
from lookthrough.sources import ofac_set
from lookthrough.sources.base import Passport

_EXPORTS = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports"
_SURELY_SDN = 1_000

META = Passport(
    id="us_ofac_cons",
    title="Consolidated Sanctions List (non-SDN lists)",
    publisher="US Department of the Treasury, Office of Foreign Assets Control",
    publisher_url="https://sanctionslist.ofac.treas.gov/Home/ConsolidatedList",
    data_urls=(
        f"{_EXPORTS}/CONS_PRIM.CSV",
        f"{_EXPORTS}/CONS_ALT.CSV",
        f"{_EXPORTS}/CONS_ADD.CSV",
        f"{_EXPORTS}/CONS_COMMENTS.CSV",
    ),
    lists=("us_ofac_nscmic", "us_ofac_ssi", "us_ofac_cons"),
    licence="US Government work, public domain (17 USC 105)",
    min_entries=250,
    max_entries=5_000,
    suffixes=(".csv", ".xml", ".zip", ".gz"),
    description="Parties under narrower prohibitions than blocking: dealing in the securities of Chinese "
    "military-industrial complex companies, new debt or equity of sectoral sanctions targets, and others.",
)


def edition_of(files: Sequence[Path]) -> str | None:
    """The ISO day that consolidated.xml states; the CSV set states none.

    Raises:
        NotFoundError, InputError, ParseError: if the file cannot be read.
    """
    return ofac_set.edition_of(files)


def parse(files: Sequence[Path], issues: Issues) -> Iterator[Statement]:
    """Every statement of an edition.

    Args:
        files: consolidated.xml, or the files of the CSV set in any order.
        issues: where troubles inside the data are recorded.

    Raises:
        NotFoundError, InputError: if a file cannot be opened.
        ParseError: if a file is something else, or the SDN list.
    """
    lists: list[str] = []

    def route(own: tuple[str, ...]) -> str:
        lists.append(ofac_set.consolidated_list(own))
        return lists[-1]

    yield from ofac_set.statements(files, route, issues)
    if len(lists) > _SURELY_SDN and "us_ofac_nscmic" not in lists:
        raise ParseError("this is the SDN list", hint="load it as us_ofac_sdn", place=Place(files[0].name))
