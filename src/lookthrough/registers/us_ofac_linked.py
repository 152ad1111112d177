"""OFAC's SDN file as CSV: "Linked To:" in the remarks ties one entry to another, and says no more than that.

The other entry is named in words. Where exactly one entry of the file has that name it is meant; else the tie names
the words. Neither ownership nor control follows. Source: OFAC, "SDN data formats", remarks.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from lookthrough.errors import Issues
from lookthrough.model.entity import Name
from lookthrough.model.register import Party, Record, Tie
from lookthrough.model.schema import Kind
from lookthrough.registers.reading import Origin
from lookthrough.registers.stream import head, open_text
from lookthrough.sources.entry import fold
from lookthrough.sources.ofac_csv import PRIMARY
from lookthrough.sources.ofac_remarks import facts, natural_order

ID = "us_ofac_linked"
TITLE = 'OFAC SDN remarks, "Linked To"'

_LINKED = re.compile(r"linked to:?\s+(.+)", re.IGNORECASE)
_KINDS: dict[str, Kind] = {"individual": "person", "vessel": "vessel", "aircraft": "aircraft"}
_UID, _NAME, _TYPE, _REMARKS = (PRIMARY.index(name) for name in ("ent_num", "SDN_Name", "SDN_Type", "Remarks"))


def sniff(file: Path) -> bool:
    """Has its first row the twelve cells of OFAC's primary file? Never raises."""
    text = head(file)
    try:
        row = next(csv.reader(text.splitlines()[:1]), [])
    except csv.Error:
        return False
    return len(row) == len(PRIMARY) and row[_UID].strip().isdecimal() and "-0-" in text


def read(file: Path, register: str, issues: Issues) -> Iterator[Record]:
    """Read the entries that are linked to others.

    Args:
        file: sdn.csv, plain, gzip or in a zip archive of its own.
        register: id of the register.
        issues: receives what cannot be read.

    Yields:
        A party for each entry that is tied or tied to; a tie a "Linked To".

    Raises:
        InputError: if the file cannot be opened.
    """
    origin, called, tied = Origin(register, file.name), dict[str, list[str]](), []
    parties: dict[str, Party] = {}
    with open_text(file, issues) as stream:
        for number, row in enumerate(csv.reader(line.replace("\0", "") for line in stream), start=1):
            if len(row) != len(PRIMARY):
                continue  # the byte that ends the file, or the end of a cut one: the source itself tells it
            key, kind = f"us_ofac_sdn:{row[_UID].strip()}", _KINDS.get(row[_TYPE].strip(), "organization")
            name = natural_order(row[_NAME].strip(), kind)
            called.setdefault(fold(row[_NAME]), []).append(key)
            parties[key] = Party(key, kind, (Name(name),), origin=origin.at(number), register=register)
            for fact in facts(row[_REMARKS]):
                if found := _LINKED.match(fact):
                    tied.append((key, " ".join(found[1].split()), number))
    named = []
    for key, text, number in tied:
        fitting = called.get(fold(text), [])
        other = fitting[0] if len(fitting) == 1 else text
        named += [key, other]
        yield Tie(key, other, "other", "Linked To", origin=origin.at(number), register=register)
    for key in dict.fromkeys(named):
        if key in parties:
            yield parties[key]
