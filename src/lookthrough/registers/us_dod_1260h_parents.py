"""The Parent Name column of the section 1260H transcript: who stands above whom on the list itself.

The Department prints subsidiaries below their parents and no percentage; what is said is that one belongs to the
other's group. Parties are known by the ids of the list's entries where the list has them, else by the printed name.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lookthrough.errors import InputError, Issues, LookthroughError, Place
from lookthrough.model.dates import PartialDate
from lookthrough.model.entity import Name
from lookthrough.model.link import Link
from lookthrough.model.register import Party, Record
from lookthrough.registers.reading import Origin
from lookthrough.registers.stream import head
from lookthrough.sources.base import hashed_id
from lookthrough.sources.entry import fold
from lookthrough.sources.printed_dates import read_date
from lookthrough.sources.table import read_rows, with_header
from lookthrough.sources.us_dod_1260h import edition_of as _edition_of
from lookthrough.sources.us_dod_1260h import printed_name

ID = "us_dod_1260h_parents"
TITLE = "Section 1260H list, parents"

_COLUMNS = ("name", "start date", "parent name")


def sniff(file: Path) -> bool:
    """Is the first line the header of the transcript with its parents? Never raises."""
    first = head(file).split("\n", 1)[0].casefold()
    return all(column in first for column in _COLUMNS)


def edition_of(file: Path) -> str | None:
    """The newest edition that the transcript holds; None where none can be read."""
    try:
        return _edition_of([file])
    except LookthroughError:
        return None


def read(file: Path, register: str, issues: Issues) -> Iterator[Record]:
    """Read the parents.

    Args:
        file: the CSV transcript.
        register: id of the register.
        issues: receives what cannot be read.

    Yields:
        Every company and parent once; a link a pair, stated by the newest edition that prints it.

    Raises:
        SourceError, InputError: if the file cannot be read.
    """
    origin = Origin(register, file.name)
    rows = list(with_header(read_rows(file, issues), _COLUMNS, Place(file.name), issues))
    listed = {fold(printed_name(row)): hashed_id("us_dod_1260h", fold(printed_name(row))) for row in rows}
    seen: set[str] = set()
    newest: dict[tuple[str, str], Link] = {}
    for row in rows:
        child, parent = printed_name(row), " ".join(row.get("parent name").split())
        pair = []
        for name in filter(None, (child, parent)):
            key = listed.get(fold(name), name)
            pair.append(key)
            if key not in seen:
                seen.add(key)
                named = (Name(" ".join(name.split())),)
                yield Party(
                    key, "company", named, ("cn",) if key != name else (), (), origin.at(row.number), "", register
                )
        if len(pair) == 2 and pair[0] != pair[1]:
            link = Link(
                "controls", pair[1], pair[0], origin=origin.at(row.number), kind="consolidation", register=register,
                stated=_day(row.get("start date")),
            )  # fmt: skip
            held = newest.get((pair[1], pair[0]))
            if held is None or _later(link.stated, held.stated):
                newest[pair[1], pair[0]] = link
    yield from newest.values()


def _day(text: str) -> PartialDate | None:
    try:
        return read_date(text)
    except InputError:
        return None


def _later(one: PartialDate | None, other: PartialDate | None) -> bool:
    return one is not None and (other is None or one.earliest > other.latest)
