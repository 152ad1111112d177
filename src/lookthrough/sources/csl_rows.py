"""Rows of the Consolidated Screening List, the same whether they come as CSV or as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lookthrough.errors import Issues, ParseError, Place, quote
from lookthrough.sources.table import read_rows, with_header
from lookthrough.sources.text import read_text

_REQUIRED = ("source", "name", "addresses", "federal_register_notice")
_MANY = ("programs", "alt_names", "citizenships", "dates_of_birth", "nationalities", "places_of_birth")
_ADDRESS_KEYS = ("address", "city", "state", "postal_code", "country")
_AND = re.compile(r"^\s*and\s+")


@dataclass(frozen=True, slots=True)
class CslRow:
    """One row.

    Attributes:
        number: line of the CSV file, or number of the record in the JSON file.
        cells: every non-empty cell as printed, by column name; JSON lists and objects as JSON text.
        many: the values of the columns that hold several.
        addresses: address text and, where it is printed apart, country.
        ids: label, code and country of each identifier; an older file's order is put right.
    """

    number: int
    cells: dict[str, str]
    many: dict[str, tuple[str, ...]]
    addresses: tuple[tuple[str, str], ...]
    ids: tuple[tuple[str, ...], ...]

    def get(self, column: str) -> str:
        """The cell without outer spaces; "" when it is empty."""
        return self.cells.get(column, "").strip()


def read_csl(file: Path, issues: Issues) -> Iterator[CslRow]:
    """The rows of a file.

    Raises:
        NotFoundError, InputError: if it cannot be opened.
        ParseError: if it is neither the CSV nor the JSON form.
    """
    text = read_text(file, issues)
    if text.lstrip()[:1] in ("{", "["):
        yield from _from_json(text, Place(file.name), issues)
    else:
        yield from _from_csv(file, issues)


def _from_csv(file: Path, issues: Issues) -> Iterator[CslRow]:
    # The file was decoded once to look at its first character; its encoding is reported by that reading alone.
    rows = read_rows(file, Issues())
    for record in with_header(rows, _REQUIRED, Place(file.name), issues):
        cells = {key: text for key, text in record.cells.items() if text.strip()}
        many = {column: tuple(split_cell(cells.get(column, ""))) for column in _MANY}
        addresses = tuple((address, "") for address in split_cell(cells.get("addresses", "")))
        ids = tuple(tuple(p.strip() for p in part.split(",")) for part in split_cell(cells.get("ids", "")))
        yield CslRow(record.number, cells, many, addresses, ids)


def split_cell(cell: str) -> Iterator[str]:
    """The values of a cell that divides them by semicolons, without a leading "and"."""
    for part in cell.split(";"):
        bare = _AND.sub("", part).strip().lstrip("—–").strip()
        if bare and bare != "and":
            yield bare


def _from_json(text: str, place: Place, issues: Issues) -> Iterator[CslRow]:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise ParseError(
            f"the JSON is broken: {error.msg}",
            hint="the file may be cut short: download it again",
            place=Place(place.file, error.lineno),
        ) from None
    except (RecursionError, ValueError) as error:
        raise ParseError(f"the JSON cannot be read: {quote(str(error))}", hint="it is no list", place=place) from None
    results = content.get("results") if isinstance(content, dict) else content
    if not isinstance(results, list):
        shown = ", ".join(list(content)[:6]) if isinstance(content, dict) else type(results).__name__
        raise ParseError(
            f"the JSON has no list of results; it has {quote(shown)}",
            hint='load consolidated.json as published: {"results": [ … ]}',
            place=place,
        )
    for number, result in enumerate(results, start=1):
        if isinstance(result, dict):
            yield _json_row(number, result)
        else:
            issues.error("wrong-shape", f"{quote(str(result))} is no record", Place(place.file, number))


def _json_row(number: int, result: dict[str, Any]) -> CslRow:
    cells = {str(key): text for key, value in result.items() if (text := _printed(value)).strip()}
    many = {column: tuple(_texts(result.get(column))) for column in _MANY}
    addresses, ids = [], []
    for item in _objects(result.get("addresses")):
        parts = [text for key in _ADDRESS_KEYS if (text := _printed(item.get(key)).strip())]
        addresses.append((", ".join(parts), _printed(item.get("country")).strip()))
    for item in _objects(result.get("ids")):
        ids.append(tuple(_printed(item.get(key)).strip() for key in ("type", "number", "country")))
    addresses.extend((text, "") for text in _texts(result.get("addresses")))
    return CslRow(number, cells, many, tuple(addresses), tuple(ids))


def _printed(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return str(value)


def _objects(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from split_cell(value)
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, (str, int, float)) and str(item).strip():
                yield str(item).strip()
