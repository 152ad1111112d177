"""The UFLPA Entity List from the official web page of the Department of Homeland Security.

The page has one table for each sub-list of section 2(d)(2)(B), under its heading. A party that stands in two
sub-lists is one entity (`us_dhs_uflpa:<hash of the folded name>`) with one record for each, marked with the clause
("#ii", "#v"), because the sub-lists may name it from different days. Tables are found by their header cells, not by
their place in the markup.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import html

from lookthrough.errors import InputError, Issues, ParseError, Place, quote
from lookthrough.model.statement import Statement
from lookthrough.sources.base import Passport, hashed_id
from lookthrough.sources.entry import Entry, fold, numbered, short_hash
from lookthrough.sources.kinds import kind_of_name
from lookthrough.sources.markup import read_html
from lookthrough.sources.printed_dates import read_date

META = Passport(
    id="us_dhs_uflpa",
    title="Uyghur Forced Labor Prevention Act Entity List",
    publisher="US Department of Homeland Security, Forced Labor Enforcement Task Force",
    publisher_url="https://www.dhs.gov/uflpa-entity-list",
    data_urls=("https://www.dhs.gov/uflpa-entity-list",),
    lists=("us_dhs_uflpa",),
    licence="US Government work, public domain (17 USC 105)",
    min_entries=100,
    max_entries=5_000,
    suffixes=(".html", ".htm"),
    description="Entities whose goods are presumed to be made with forced labour and barred from entry into the United "
    "States (Public Law 117-78, 19 USC 1307), unless the importer rebuts it.",
)
_NAME_HEADS = ("name of entity", "entity name", "name", "entity")
_UPDATED = re.compile(r"last\s+(?:updated|published)(?:\s+date)?:?\s*([\w/,. -]{3,20}?\d{4})", re.IGNORECASE)
_CLAUSE = re.compile(r"2\(d\)\(2\)\(B\)\(([ivx]+)\)")
_SUBLISTS = frozenset({"i", "ii", "iv", "v"})
_ACT = re.compile(r"\bUFLPA\b|\bUyghur\s+Forced\s+Labou?r", re.IGNORECASE)
_REACH = re.compile(
    r"[,;]?\s+and\s+(?:its\s+|all\s+|any\s+)?(?:subsidiaries|(?:subordinate|affiliated)\b.*?entities)\s*$",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"(?:and\s+|including\s+)?(?:(?P<alias>(?:(?:including|and)\s+)?\w+\s+alias(?:es)?:)|(?P<known>also\s+known\s+as)|"
    r"(?P<former>formerly\s+known\s+as|previously\s+known\s+as))\s*",
    re.IGNORECASE,
)
_LONGEST_HEADING = 900
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9&.-]{1,11}$")
_JOINED = re.compile(r"\b((?:Ltd|Co|Inc|Corp|LLC|Limited)\.?)\s+and\s+(?=[A-Z])")


def edition_of(files: Sequence[Path]) -> str | None:
    """The day on which the page says that it was last updated, None when it does not.

    Raises:
        NotFoundError, InputError, ParseError: if the page cannot be read.
    """
    text = " ".join(_page(files, Issues()).text_content().split())
    for printed in _UPDATED.findall(text):
        try:
            return read_date(printed).iso
        except InputError:
            continue
    return None


def parse(files: Sequence[Path], issues: Issues) -> Iterator[Statement]:
    """Every statement of the page, one record per party and sub-list.

    Args:
        files: the saved page.
        issues: where troubles inside the tables are recorded.

    Raises:
        NotFoundError, InputError: if the file cannot be opened.
        ParseError: if it is no web page, does not call itself the UFLPA page or has no table of entities with
            effective dates.
    """
    page = _page(files, issues)
    file = files[0].name
    if not _calls_itself_uflpa(page):
        raise ParseError(
            "this is not the UFLPA page: no heading and no sub-list names the Uyghur Forced Labor Prevention Act",
            hint="save https://www.dhs.gov/uflpa-entity-list from a browser",
            place=Place(file),
        )
    seen: Counter[str] = Counter()
    row = 0
    for table in page.iter("table"):
        columns = _columns(table)
        if columns is None:
            continue
        heading, mark = _heading(table)
        for cells in _body(table):
            row += 1
            yield from _party(cells, columns, heading, mark, Place(file, row), seen, issues)
    if not seen:
        raise ParseError(
            "the page has no table with the columns 'Name of Entity' and 'Effective Date'",
            hint="save https://www.dhs.gov/uflpa-entity-list from a browser; the publisher may have changed the page",
            place=Place(file),
        )


def _page(files: Sequence[Path], issues: Issues) -> html.HtmlElement:
    if len(files) != 1:
        raise ParseError("the UFLPA Entity List is one page", hint="name one HTML file")
    return read_html(files[0], issues)


def _calls_itself_uflpa(page: html.HtmlElement) -> bool:
    """Does the title, a heading or a sub-list's clause say which list this is? Tables alone do not."""
    titles = (_text(element) for element in page.iter("title", "h1", "h2", "h3", "h4", "h5", "h6", "caption"))
    if any(_ACT.search(title) for title in titles):
        return True
    return any(clause in _SUBLISTS for clause in _CLAUSE.findall(" ".join(page.text_content().split())))


def _text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().replace("\xa0", " ").split())


def _cells(row: html.HtmlElement) -> list[html.HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _columns(table: html.HtmlElement) -> tuple[int, int] | None:
    """Where the name and the date stand, from the first row that has cells; None for any other table."""
    for row in table.iter("tr"):
        heads = [_text(cell).lower().strip(" :*") for cell in _cells(row)]
        names = [i for i, head in enumerate(heads) if head in _NAME_HEADS]
        dates = [i for i, head in enumerate(heads) if "date" in head]
        if names and dates:
            return names[0], dates[0]
        if heads:
            return None
    return None


def _heading(table: html.HtmlElement) -> tuple[str, str]:
    """The sub-list's heading, and a mark for it: the clause of the Act, else a hash of the heading.

    The heading is the nearest text above the table that begins "A list of", else the nearest short text.
    """
    texts = []
    tags = " or ".join(f"self::{tag}" for tag in ("p", "div", "h2", "h3", "h4", "summary"))
    for element in table.xpath(f"preceding::*[{tags}]"):
        text = _text(element)
        if text and len(text) < _LONGEST_HEADING and not element.xpath("ancestor::table"):
            texts.append(text)
    starts = [i for i, text in enumerate(texts) if text.lower().startswith("a list of")]
    near = texts[starts[-1] :] if starts else texts[-1:]
    title = re.sub(r"\s*Section 2\(d\)\(2\)\(B\)\([ivx]+\)\s*$", "", near[0]) if near else ""
    clause = _CLAUSE.search(" ".join(near))
    return title, clause[1] if clause else short_hash(fold(title))


def _body(table: html.HtmlElement) -> Iterator[list[str]]:
    """The texts of the cells of every row after the header row."""
    rows = [cells for row in table.iter("tr") if (cells := _cells(row))]
    for cells in rows[1:]:
        texts = [_text(cell) for cell in cells]
        if any(texts):
            yield texts


def _party(
    cells: list[str],
    columns: tuple[int, int],
    heading: str,
    mark: str,
    place: Place,
    seen: Counter[str],
    issues: Issues,
) -> Iterator[Statement]:
    printed = cells[columns[0]] if columns[0] < len(cells) else ""
    day = cells[columns[1]] if columns[1] < len(cells) else ""
    if not printed:
        issues.error("no-name", "the row has no name", Place(place.file, place.row, "Name of Entity"))
        return
    name, others, reach = read_party(printed)
    entity_id = hashed_id(META.id, fold(name))
    record = numbered(f"{entity_id}#{mark}", seen)
    if "~" in record:
        issues.warn("duplicate-entry", f"{quote(name)} stands twice in one sub-list; both are kept", place)
    entry = Entry(entity_id, record, kind_of_name(name, "organization"), META.id, place.file, place.row or 0)
    yield entry.says("name", name, printed, "Name of Entity")
    for prop, other in others:
        yield entry.says(prop, other, printed, "Name of Entity")
    if reach:
        yield entry.says("reach", "subsidiaries", reach, "Name of Entity")
    if heading:
        yield entry.says("sublist", heading, heading, "heading")
    yield from entry.date("listed_since", day, "Effective Date", read_date, issues)
    yield entry.cell("Name of Entity", printed)
    if day:
        yield entry.cell("Effective Date", day)
    if heading:
        yield entry.cell("heading", heading)


def read_party(printed: str) -> tuple[str, tuple[tuple[str, str], ...], str]:
    """Split a name cell into the name, its other names, and the words that widen it to subsidiaries.

    "KTK Group (including three aliases: Jiangsu Jinchuang Group; and KTK Holding) and subsidiaries" is the name "KTK
    Group", two aliases and " and subsidiaries". Brackets that belong to a name, as in "Hongyuan New Materials (Baotou)
    Co., Ltd.", stay in it.

    Returns:
        The name; pairs of "alias" or "former_name" and the text; the widening words as printed, or "".
    """
    rest = printed
    widening = _REACH.search(rest)
    reach = widening[0] if widening else ""
    rest = rest[: widening.start()].rstrip(" ,;") if widening else rest.strip()
    inner, name = "", rest
    if rest.endswith(")"):
        opening = _opening(rest)
        content = rest[opening + 1 : -1].strip()
        if opening > 0 and _MARK.match(content):
            inner, name = content, rest[:opening].strip()
        elif opening > 0 and _ACRONYM.match(content):
            return rest[:opening].strip(), (("alias", content),), reach
    return name, tuple(_other_names(inner)), reach


def _opening(text: str) -> int:
    """Where the bracket that the text ends with was opened; -1 when it was not."""
    depth = 0
    for position in range(len(text) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(text[position], 0)
        if depth == 0:
            return position
    return -1


def _other_names(inner: str) -> Iterator[tuple[str, str]]:
    marks = list(_MARK.finditer(inner))
    ends = [mark.start() for mark in marks[1:]] + [len(inner)]
    for mark, end in zip(marks, ends, strict=False):
        prop = "former_name" if mark["former"] else "alias"
        for part in _names_in(inner[mark.end() : end]):
            yield prop, part


def _names_in(text: str) -> Iterator[str]:
    """The names in a list divided by semicolons, or by "and" where it joins two names of companies."""
    parts = [p for chunk in text.split(";") for p in _split_and(chunk)]
    for part in parts:
        bare = re.sub(r"^(?:and\s+)+|\s+and$", "", part.strip(), flags=re.IGNORECASE).strip(" ,")
        if bare and bare.lower() != "and":
            yield bare


def _split_and(chunk: str) -> list[str]:
    """Divide at an "and" after a legal form: "Jiangyin Transport Co. and JWD Technology", not "Iron and Steel"."""
    return _JOINED.sub(r"\1;", chunk).split(";")
