"""What the tests of the shelf share: write a small file, read it with a source, look at what was said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from lookthrough.errors import Issues
from lookthrough.model.statement import Statement
from lookthrough.sources.registry import source


@dataclass(frozen=True)
class Reading:
    """The statements and issues of one parse."""

    statements: list[Statement]
    issues: Issues

    def values(self, prop: str, where: str = "") -> list[str]:
        """Values of a property, of records whose id contains `where`."""
        return [s.value for s in self.statements if s.prop == prop and where in s.record]

    def records(self) -> dict[str, dict[str, list[str]]]:
        """Values by record and property."""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for s in self.statements:
            found[s.record][s.prop].append(s.value)
        return found

    def named(self, name: str) -> list[dict[str, list[str]]]:
        """The records with this primary name."""
        return [props for props in self.records().values() if name in props["name"]]


@pytest.fixture(scope="session")
def read() -> Callable[..., Reading]:
    """Parse files with a source: `read("un_sc", file)`."""

    def run(source_id: str, *files: Path) -> Reading:
        issues = Issues()
        return Reading(list(source(source_id).parse(files, issues)), issues)

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file: `write("sdn.csv", text)`."""

    def run(name: str, content: str | bytes) -> Path:
        file = tmp_path / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    return run
