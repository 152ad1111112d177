"""Parties that the tests of the index share."""

from __future__ import annotations

import pytest

from lookthrough.index.entry import IndexEntry
from lookthrough.model.dates import from_iso
from lookthrough.model.entity import Identifier, Name


@pytest.fixture(scope="session")
def entries():
    return [
        IndexEntry(
            "l:1",
            "company",
            (Name("Gazprom, OAO"), Name("Газпром", "alias")),
            ("ru",),
            (Identifier("inn", "7"), Identifier("lei", "X")),
            ("one",),
            addresses=("16 Nametkina Street",),
        ),
        IndexEntry("l:2", "person", (Name("Jane Roe", "weak_alias"),), birth_dates=(from_iso("1970-05"),)),
        IndexEntry("l:3", "vessel", (), identifiers=(Identifier("inn", "7"),)),
        IndexEntry(
            "l:4", "company", (Name("Roe Micro Electronics of Gazprom Bank"),), ("cn", "ru"), lists=("one", "two")
        ),
    ]
