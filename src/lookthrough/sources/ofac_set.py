"""An edition of an OFAC list in whichever form it comes, and the lists that its programmes belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from lookthrough.errors import Issues, ParseError, Place
from lookthrough.model.statement import Statement
from lookthrough.sources import ofac_csv, ofac_xml

_CMIC = "CMIC-EO13959"
_SECTORAL = "UKRAINE-EO13662"


def edition_of(files: Sequence[Path]) -> str | None:
    """The ISO day of an XML edition; None for the CSV set, which states none.

    Raises:
        NotFoundError, InputError, ParseError: if an XML file cannot be read.
    """
    for file in files:
        if ofac_xml.looks_like_xml(file):
            return ofac_xml.published(file)
    return None


def statements(files: Sequence[Path], route: Callable[[tuple[str, ...]], str], issues: Issues) -> Iterator[Statement]:
    """What an edition says.

    Args:
        files: one XML file, or the CSV set.
        route: gives the list that an entry with these programmes stands on.
        issues: where troubles go.

    Raises:
        NotFoundError, InputError: if a file cannot be opened.
        ParseError: if there is no file, if XML and CSV are mixed, or as the readers say.
    """
    if not files:
        raise ParseError("no file was given", hint="name the XML file or the files of the CSV set")
    markup = [file for file in files if ofac_xml.looks_like_xml(file)]
    if not markup:
        yield from ofac_csv.statements(ofac_csv.read_set(files, issues), route, issues)
    elif len(files) == 1:
        yield from ofac_xml.statements(markup[0], route, issues)
    else:
        raise ParseError(
            "an XML edition is one file",
            hint="load either the XML file or the CSV set of one edition",
            place=Place(files[0].name),
        )


def consolidated_list(programmes: tuple[str, ...]) -> str:
    """The list that a non-SDN entry stands on: NS-CMIC before SSI before the rest.

    An entry under several programmes stands on one list and states all of them.
    """
    if any(p.replace(" ", "").startswith("CMIC-") for p in programmes):
        return "us_ofac_nscmic"
    return "us_ofac_ssi" if _SECTORAL in programmes else "us_ofac_cons"


def only_outside_sdn(programmes: tuple[str, ...]) -> bool:
    """Are these programmes of the consolidated non-SDN list alone?"""
    return bool(programmes) and all(p in (_CMIC, _SECTORAL, "NS-PLC", "561-Related") for p in programmes)
