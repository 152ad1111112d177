"""Federal Register citations and the footnotes of the Entity List, read from the cells they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from lookthrough.errors import InputError
from lookthrough.model import dates
from lookthrough.model.dates import PartialDate
from lookthrough.sources.printed_dates import read_date

_FIRST_VOLUME_YEAR = 1936  # volume 1 of the Federal Register; one volume a calendar year since
_HEAD = re.compile(
    r"(?<![\d(])(?P<volume>\d{1,3})\s*F\.?\s?R\.?,?\s*(?P<page>\d[\d,]*\d|\d)?"
    r"|\bVol\.?\s*(?P<vol>\d{1,3})\s*,?\s*No\.?\s*(?P<number>\d{1,3})",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b(\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d{2}))\b|\b([A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4})\b|\b(\d{4}-\d{2}-\d{2})\b"
)
_FOOTNOTE = re.compile(
    r"\)\s?,?\s?(?P<glued>\d)(?=[\s,;)]|\.?$)"  # "734.9(g),3 746.8", "734.9(e) 1 and", "of the EAR) 4"
    r"|\bEAR\.?\s?(?P<last>\d)(?=[\s,;)]|\.?$)"  # "744.11 of the EAR 2"
    r"|\bfootnote\s+(?P<named>\d)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Citation:
    """One notice.

    Attributes:
        text: the citation as printed, without the separators around it.
        value: volume and page in one form, with the date when one is printed: "84 FR 54004 (2019-10-09)".
        published: the printed date; without one the year that the volume covers; None when neither is readable.
        dated: the date is printed, not concluded from the volume.
        trouble: why a printed date could not be read; "" when all is well.
    """

    text: str
    value: str
    published: PartialDate | None
    dated: bool
    trouble: str = ""


def split_citations(cell: str) -> tuple[Citation, ...]:
    """The notices that a cell cites, in the order printed; nothing of the cell's text is lost.

    Reads "84 FR 54004, 10/9/19. 85 FR 34505, 6/5/20", "50 F.R. 29244 7/18/85" and "Vol. 68, No. 33, 02/19/03, Federal
    Register". A two-digit year is put beside the volume's year, as one volume covers one calendar year.
    """
    heads = list(_HEAD.finditer(cell))
    starts = [head.start() for head in heads]
    found = []
    before = _tidy(cell[: starts[0]] if starts else cell)
    if before:
        found.append(Citation(before, before, None, False))
    for head, end in zip(heads, [*starts[1:], len(cell)], strict=False):
        found.append(_citation(_tidy(cell[head.start() : end]), head))
    return tuple(found)


def first_published(citations: tuple[Citation, ...]) -> Citation | None:
    """The earliest notice: of those with a printed date, else of all; None when none is dated in any way."""
    known = [c for c in citations if c.dated] or [c for c in citations if c.published]
    return min(known, key=lambda c: c.published.earliest if c.published else date.max, default=None)


def footnotes(requirement: str) -> tuple[str, ...]:
    """The footnote numbers in an Entity List licence requirement, each once, in rising order.

    They are single digits glued to a section or to the end: "(See §§ 734.9(g),3 746.8(a)(3), …)" has footnote 3,
    "… and 744.11 of the EAR) 4" footnote 4, "734.9(e) 1 and 744.11 of the EAR 2" footnotes 1 and 2. Section numbers
    such as "744.11" or "(a)(3)" are none.
    """
    return tuple(sorted({m["glued"] or m["last"] or m["named"] for m in _FOOTNOTE.finditer(requirement)}))


def _tidy(text: str) -> str:
    return re.sub(r"(?:[\s,;.]|\band\b)+$", "", text.strip(" \t\r\n,;.")).strip()


def _citation(text: str, head: re.Match[str]) -> Citation:
    volume = int(head["volume"] or head["vol"])
    if head["volume"]:
        name = f"{volume} FR {head['page'].replace(',', '')}" if head["page"] else f"{volume} FR"
    else:
        name = f"Vol. {volume}, No. {head['number']}"
    year = volume + _FIRST_VOLUME_YEAR - 1
    printed = _DATE.search(text)
    if printed:
        try:
            published = read_date(printed[0], near=year)
        except InputError as error:
            return Citation(text, name, _of_year(year), False, error.message)
        return Citation(text, f"{name} ({published.iso})", published, True)
    return Citation(text, name, _of_year(year), False)


def _of_year(year: int) -> PartialDate | None:
    return dates.year(year, str(year)) if year <= 9999 else None
