"""The Entity List as the Electronic Code of Federal Regulations has it: supplement no. 4 to 15 CFR part 744, as XML.

The supplement is a table of five columns: country, entity, licence requirement, licence review policy, Federal Register
citation. A blank country cell means that of the row above; "[Reserved]" rows hold nobody. All five cells are kept as
printed. The entity's cell holds its name, "a.k.a., the following two aliases: —A; and —B.", and its addresses behind
that; where no alias stands between them the name ends at the first comma that no legal form follows.

Ids are those of the Consolidated Screening List: a hash of the folded name and the country.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from lookthrough.errors import InputError, Issues, ParseError, Place, quote
from lookthrough.model.statement import Statement
from lookthrough.names.countries import countries_in, country_code
from lookthrough.names.legal_forms import legal_forms
from lookthrough.sources.base import Passport, hashed_id
from lookthrough.sources.citations import first_published, footnotes, split_citations
from lookthrough.sources.entry import Entry, fold, numbered
from lookthrough.sources.kinds import kind_of_name
from lookthrough.sources.markup import read_xml, records, root_of
from lookthrough.sources.printed_dates import read_date

META = Passport(
    id="us_ecfr_entity_list",
    title="Entity List, supplement no. 4 to 15 CFR part 744 (eCFR)",
    publisher="Office of the Federal Register; Bureau of Industry and Security",
    publisher_url="https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%204%20to%20Part%20744",
    data_urls=(),
    lists=("us_bis_entity_list",),
    licence="US Government work, public domain (17 USC 105)",
    min_entries=1_500,
    max_entries=20_000,
    suffixes=(".xml", ".gz", ".zip"),
    description="Parties to whom items subject to the EAR may not go without a licence, with the five cells of each. "
    "The address names a day, so save the XML and load it: https://www.ecfr.gov/api/versioner/v1/full/YYYY-MM-DD/title-15.xml?part=744.",
)
_COLUMNS = ("Country", "Entity", "License requirement", "License review policy", "Federal Register citation")
_SUPPLEMENT = re.compile(r"supplement\s+no\.?\s*4\s+to\s+part\s+744", re.IGNORECASE)
_KNOWN_AS = re.compile(
    r",?\s*(a|f)\.\s?k\.\s?a\.,?\s*(?:the\s+following\s+[\w-]+\s+alias(?:es)?\s*:)?\s*", re.IGNORECASE
)
_DASH = re.compile(r"(?:^|[;:,.]\s*(?:and\b)?|\band\b)\s*[—–]\s*", re.IGNORECASE)
_BODY = re.compile(
    r"[^\d]*\b(?:institut\w*|academy|college|faculty|department|bureau|laborator\w*)\b[^\d]*", re.IGNORECASE
)
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_JOINED = re.compile(r"[;,]?\s*(?:\band\b)?\s*$")
_RESERVED = re.compile(r"\[reserved\]\.?", re.IGNORECASE)
_DAY = re.compile(r"20\d\d-[01]\d-[0-3]\d")


def edition_of(files: Sequence[Path]) -> str | None:
    """The day in the file's name, since the XML states none; None where that has none.

    Raises:
        NotFoundError, InputError, ParseError: if the file cannot be read.
    """
    root_of(read_xml(_only(files)), Place(files[0].name))
    named = _DAY.search(files[0].name)
    try:
        return read_date(named[0]).iso if named else None
    except InputError:
        return None


def parse(files: Sequence[Path], issues: Issues) -> Iterator[Statement]:
    """Every statement of the supplement.

    Args:
        files: the XML of part 744, or of title 15.
        issues: where troubles inside the table are recorded.

    Raises:
        NotFoundError, InputError: if the file cannot be opened.
        ParseError: if it is no XML, or holds no supplement no. 4 with a table of the five columns.
    """
    file = _only(files)
    seen: Counter[str] = Counter()
    for row, (country, cells) in enumerate(_rows(read_xml(file), file.name, issues), 1):
        yield from _entry(country, cells, Place(file.name, row), seen, issues)
    if not seen:
        raise ParseError(
            "the file holds no supplement no. 4 to part 744 with a table of entities",
            hint="save https://www.ecfr.gov/api/versioner/v1/full/YYYY-MM-DD/title-15.xml?part=744",
            place=Place(file.name),
        )


def _only(files: Sequence[Path]) -> Path:
    if len(files) != 1:
        raise ParseError("the supplement is one file", hint="name the XML of part 744")
    return files[0]


def _rows(data: bytes, file: str, issues: Issues) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The rows of the table of entities, each with the country that its cell or one above it names."""
    country = ""
    for _, part in records(data, ("DIV9",), Place(file)):
        if not _SUPPLEMENT.search(f"{part.get('N', '')} {part.findtext('HEAD') or ''}"):
            continue
        for number, row in enumerate(part.iter("TR"), 1):
            cells = tuple(_text(cell) for cell in row if cell.tag == "TD")
            if not any(cells):
                continue
            if len(cells) != len(_COLUMNS):
                told = f"the row has {len(cells)} cells, the table {len(_COLUMNS)}: {quote(' | '.join(cells))}"
                issues.error("wrong-cell-count", told, Place(file, number), "the row was left out")
                continue
            country = cells[0] or country
            if not _RESERVED.fullmatch(cells[1]):
                yield country, cells


def _text(cell: etree._Element) -> str:
    return " ".join("".join(f" {text}" if text[:1].isupper() else text for text in map(str, cell.itertext())).split())


def _entry(
    country: str, cells: tuple[str, ...], place: Place, seen: Counter[str], issues: Issues
) -> Iterator[Statement]:
    name, others, address = read_entity(cells[1])
    if not name:
        issues.error("no-name", "the row has no name", place, hint="the row was left out")
        return
    cites = split_citations(cells[4])
    first = first_published(cites)
    since = first.published if first else None
    code = _code(country)
    near = next(iter(countries_in(address)), "") or code
    entity_id = hashed_id("us_bis_entity_list", fold(name), near)
    record = numbered(f"{entity_id}#{since.iso}" if since else entity_id, seen)
    entry = Entry(entity_id, record, kind_of_name(name, "any"), "us_bis_entity_list", place.file, place.row or 0)
    yield entry.says("name", name, cells[1], "Entity")
    for prop, other in others:
        yield entry.says(prop, other, cells[1], "Entity")
    if address:
        yield entry.says("address", address, cells[1], "Entity")
    for each in dict.fromkeys(filter(None, (near, *countries_in(address), code))):
        yield entry.says("country", each, cells[0] or country, "Country")
    for prop, at in (("requirement", 2), ("policy", 3)):
        if cells[at]:
            yield entry.says(prop, cells[at], cells[at], _COLUMNS[at])
    for number in footnotes(cells[2]):
        yield entry.says("footnote", number, cells[2], _COLUMNS[2])
    for cite in cites:
        yield entry.says("citation", cite.value, cite.text, _COLUMNS[4])
        if cite.trouble:
            issues.warn("bad-date", cite.trouble, entry.place(_COLUMNS[4]), hint="the citation is kept")
    if since:
        yield entry.says("listed_since", since.iso, cells[4], _COLUMNS[4])
    for title, text in zip(_COLUMNS, (country, *cells[1:]), strict=True):
        yield entry.cell(title, text)


def _code(country: str) -> str:
    """The code of a heading such as "CHINA, PEOPLE'S REPUBLIC OF"; "" where it names none."""
    return country_code(country) or country_code(country.partition(",")[0]) or ""


def read_entity(cell: str) -> tuple[str, tuple[tuple[str, str], ...], str]:
    """The name, the other names as (property, name), and the addresses of an entity's cell.

    The last alias ends at the first full stop behind which a capital or a figure stands and no legal form before it.
    """
    text = " ".join(cell.split()).strip()
    known = _KNOWN_AS.search(text)
    if not known:
        name, address = _name_and_address(text)
        return name, (), address
    name = text[: known.start()].strip(" ,;(")
    rest, others = text[known.start() :], []
    for mark in (*_KNOWN_AS.finditer(rest),):
        end = next((m.start() for m in _KNOWN_AS.finditer(rest) if m.start() > mark.start()), len(rest))
        prop = "former_name" if mark[1].lower() == "f" else "alias"
        parts = [part for part in _DASH.split(rest[mark.end() : end]) if part.strip(" ;,.")]
        last, address = _last_alias(parts[-1]) if parts else ("", "")
        others += [(prop, bare) for each in (*parts[:-1], last) if (bare := _bare(each).strip(' ,;“”"'))]
    return name, tuple(dict.fromkeys(others)), _bare(address)


def _last_alias(text: str) -> tuple[str, str]:
    """The last alias and the addresses behind its full stop; without one the name ends as that of an entity."""
    for stop in re.finditer(r"\.\s+(?=[\w#])", text):
        before, behind = text[: stop.start()], text[stop.end() :]
        form = _is_form(before.rpartition(" ")[2])
        if not (form and behind.lower().startswith(_FORMS_AFTER)):
            return f"{before}." if form else before, behind
    return _name_and_address(text)


_FORMS_AFTER = ("ltd", "inc", "llc", "co.", "limited")


def _name_and_address(text: str) -> tuple[str, str]:
    """The name up to the first comma that no legal form follows, and what stands behind it."""
    parts = text.split(",")
    end = 1
    while end < len(parts) and (_is_form(_ASIDE.sub("", parts[end])) or _BODY.fullmatch(parts[end])):
        end += 1
    return _bare(",".join(parts[:end])) or text, _bare(",".join(parts[end:]))


def _bare(text: str) -> str:
    """Without what joins it to the next one; a full stop behind a legal form belongs to it."""
    bare = _JOINED.sub("", text.strip())
    return bare if _is_form(bare.rpartition(" ")[2]) else bare.removesuffix(".")


def _is_form(text: str) -> bool:
    """Is this nothing but a legal form: "Ltd.", "LLC", "Inc. (HK)"?"""
    words = tuple(word for word in re.sub(r"[^\w\s]", "", text.casefold()).split())
    return bool(words) and (words in legal_forms() or all((word,) in legal_forms() for word in words))
