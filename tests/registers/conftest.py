"""Readers asked over small files: what each gives, without the places that every test would repeat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

from lookthrough.errors import Issues
from lookthrough.model.link import Link
from lookthrough.model.register import Gap, Party, Record, Tie, Withdrawal


class Read(NamedTuple):
    """The records of a file by kind, and what was wrong."""

    parties: list[Party]
    links: list[Link]
    ties: list[Tie]
    gaps: list[Gap]
    withdrawals: list[Withdrawal]
    issues: Issues

    def stakes(self) -> list[tuple[str, str, str, str]]:
        """Owner, owned, kind and share of each link, in words."""
        return [(each.source, each.target, each.kind, str(each.share)) for each in self.links]


def sorted_out(records: Iterator[Record], issues: Issues) -> Read:
    found = Read([], [], [], [], [], issues)
    places = {Party: found.parties, Link: found.links, Tie: found.ties, Gap: found.gaps}
    for record in records:
        places.get(type(record), found.withdrawals).append(record)  # type: ignore[call-overload]
    return found


@pytest.fixture
def read() -> Callable[[ModuleType, Path], Read]:
    """Read a file with a module of the shelf, after it recognised it."""

    def reading(module: ModuleType, file: Path) -> Read:
        assert module.sniff(file), file.name
        issues = Issues()
        return sorted_out(module.read(file, "r", issues), issues)

    return reading


@pytest.fixture
def save(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file and say where it is."""

    def saving(name: str, data: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    return saving
