"""The index as the kernel reads it is the same in steps and in one pass."""

from __future__ import annotations

import numpy as np

from lookthrough.index.entry import IndexEntry
from lookthrough.index.names import NameIndex
from lookthrough.match import listed
from lookthrough.match.engine import Engine
from lookthrough.model.entity import Name
from lookthrough.model.query import Query

ENTRIES = [
    IndexEntry("a", "company", (Name("Hong Kong Sunrise Trading Co., Ltd."), Name("香港日昇貿易有限公司"))),
    IndexEntry("b", "person", (Name("J. R. van der Bilt"), Name("Иван Петров"), Name("B", "weak_alias"))),
    IndexEntry("c", "organization", (Name("Bank of Zutari, Plant No. 12"), Name("杭州海康威视数字技术股份有限公司"))),
    IndexEntry("d", "vessel", (Name("Xin Hai 7"),)),
]


def test_a_large_index_is_described_as_a_small_one(monkeypatch):
    """Because what takes many steps of numpy over a million parties is one pass of a kernel there."""
    index = NameIndex.build(ENTRIES)
    steps = listed.listed_arrays(index)
    monkeypatch.setattr(listed, "MANY", 1)
    once = listed.listed_arrays(index)
    for name, one, other in zip(steps._fields, steps, once, strict=True):
        assert one.dtype == other.dtype, name
        assert np.array_equal(one.reshape(-1), other.reshape(-1)), name
    assert [match.entity_id for match in Engine(index).search(Query(("Sunrise Trading, Hong Kong",)))] == ["a"]
