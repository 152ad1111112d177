"""GLEIF's golden copy and its deltas: which of the three files one is, of which day, and its records one by one.

Level 1 describes parties, Level 2 says whose accounts are consolidated with whose, the reporting exceptions say why a
parent is missing. Each is published as XML and as CSV, zipped, whole or as a delta. What a record says is told by
`gleif_level1`, `gleif_level2` and `gleif_exceptions`, how it is laid out by `gleif_xml` and `gleif_csv`. Source: GLEIF,
LEI-CDF 3.1, RR-CDF 2.1, Reporting Exceptions 2.1 (gleif.org, "Access and use LEI data").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from lookthrough import ids
from lookthrough.errors import Issues, Place, quote
from lookthrough.registers import gleif_csv, gleif_xml
from lookthrough.registers.gleif_fields import Fields
from lookthrough.registers.reading import Origin
from lookthrough.registers.stream import head

_CONTENT_DATE = re.compile(r"ContentDate>\s*(\d{4}-\d{2}-\d{2})")
_RECORD_COUNT = re.compile(r"RecordCount>\s*(\d{1,12})")
_FILE_CONTENT = re.compile(r"FileContent>\s*([A-Z_]+)")
_DIGITS = str.maketrans({chr(55 + n): str(n) for n in range(10, 36)})

Each = TypeVar("Each", bound=Fields)


def is_of(file: Path, kind: type[Fields]) -> bool:
    """Does the file hold records of this kind, in either layout? Never raises."""
    return kind in {gleif_xml.kind_of(file), gleif_csv.kind_of(file)}


def records(file: Path, kind: type[Each], issues: Issues) -> Iterator[tuple[int, Each]]:
    """The fields of each record with its number: of XML the record's from 1, of CSV the row's with the header.

    Raises:
        InputError: if the file is broken, cut short or not of this kind.
    """
    layout = gleif_csv if gleif_csv.kind_of(file) is kind else gleif_xml
    count = 0
    for number, fields in layout.records(file, issues):
        if isinstance(fields, kind):
            count += 1
            yield number, fields
    stated = _RECORD_COUNT.search(head(file)[:8192])
    if stated and int(stated[1]) != count:
        message = f"the file's header says {int(stated[1]):,} records, and it holds {count:,}"
        issues.warn("record-count-differs", message, Place(file.name), "it may be an excerpt")
    elif not count:
        issues.warn("no-records", "the file holds no records", Place(file.name), "check that it is complete")


def origin_of(file: Path, register: str) -> Origin:
    """Where its records stand."""
    return Origin(register, file.name, "row" if gleif_csv.kind_of(file) else "record")


def edition_of(file: Path) -> str | None:
    """The day of the file's content as its header says; None in CSV, where the name alone says it."""
    found = _CONTENT_DATE.search(head(file)[:8192])
    return found[1] if found else None


def is_update(file: Path) -> bool:
    """Is it a delta, by its header or its name?"""
    found = _FILE_CONTENT.search(head(file)[:8192])
    return "DELTA" in found[1] if found else "delta" in file.name.casefold()


def party_id(text: str, origin: Origin, number: int, column: str, issues: Issues) -> str:
    """The id of a party, "lei:" and its code; "" with an issue where there is none; a wrong check digit is told."""
    code = text.strip()
    if _fits(code):
        return f"lei:{code}"
    value = ids.validate("lei", code)
    if isinstance(value, str):
        return f"lei:{value}"
    place = origin.place(number, column)
    if value.kind == "check digit":
        issues.warn("bad-lei", f"{quote(code)}: {value.says}; it is kept as printed", place)
        return f"lei:{ids.compact('lei', code)}"
    issues.error("bad-lei", f"{quote(code)} is no LEI: {value.says}; the record is left out", place)
    return ""


def _fits(code: str) -> bool:
    """Is it twenty capital letters and digits with the right check digits (ISO 17442)? False sends it the slow way."""
    if len(code) != 20 or not (code.isascii() and code.isalnum() and code[18:].isdecimal()):
        return False
    digits = code.translate(_DIGITS)
    return digits.isdecimal() and int(digits) % 97 == 1
