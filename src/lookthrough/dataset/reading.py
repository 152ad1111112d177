"""Reading an edition once: from the publisher's files to statements on disk, and what was counted on the way.

What a parser yields is cached as Parquet per edition, keyed by the edition's content and by a digest of the code
that read it. The cache is never the truth: delete it and the next build reads the raw files again.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

import duckdb
import numpy as np

from lookthrough.errors import Issues, LookthroughError, ParseError, Place
from lookthrough.model.schema import NAME_PROPS, Kind
from lookthrough.model.statement import Statement
from lookthrough.sources.base import Passport
from lookthrough.version import VERSION

#: Told as (what is being done, steps done, steps in all) while something long runs.
Progress = Callable[[str, int, int], None]

_TEXTS = (
    "entity_id",
    "record",
    "kind",
    "prop",
    "value",
    "original",
    "list_id",
    "file",
    "column",
    "valid_from",
    "valid_until",
)
_OTHER_NAMES = frozenset(NAME_PROPS) - {"name"}
_STATED_KINDS = frozenset({"person", "vessel", "aircraft"})
_READING_ROOMS = ("errors.py", "ids.py", "model", "names", "sources", "resources")

# `nth` tells equal claims of one entry apart (two address rows that both print "China"), so none of them is lost.
# `seq` counts within the entity: unlike a place in the file, it compares between editions.
_WRITE = """
copy (
    select * replace ((row_number() over (partition by entity_id order by seq))::integer as seq),
        (row_number() over (
            partition by entity_id, record, list_id, prop, value, original, "column" order by seq
        ))::integer as nth
    from (
        select entity_id::varchar as entity_id, record::varchar as record, kind::varchar as kind,
            prop::varchar as prop, "value"::varchar as value, original::varchar as original,
            list_id::varchar as list_id, file::varchar as file, "row"::integer as "row",
            "column"::varchar as "column", nullif(valid_from::varchar, '') as valid_from,
            nullif(valid_until::varchar, '') as valid_until, seq::integer as seq
        from statements
    )
    order by entity_id, seq
) to ? (format parquet, compression snappy)
"""


class Source(Protocol):
    """What the build needs of a source: any module of the sources' shelf."""

    META: Passport

    def edition_of(self, files: Sequence[Path], /) -> str | None:
        """The edition's ISO day as the files state it."""

    def parse(self, files: Sequence[Path], issues: Issues, /) -> Iterator[Statement]:
        """The statements of one edition."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One edition, read.

    Attributes:
        statements: in the order of the files.
        entries: list id -> number of different entries; a list that the files do not carry is absent.
        issues: what was wrong inside the data.
        names: list id -> number of names beside the primary ones.
        kinds: list id -> "person", "vessel", "aircraft" or "organization" (all others) -> number of different entries.
    """

    statements: tuple[Statement, ...]
    entries: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    issues: Issues = field(default_factory=Issues)
    names: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    kinds: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))


def read_edition(source: Source, files: Sequence[Path]) -> Reading:
    """Read all of an edition's files into memory.

    Args:
        source: the module that knows the format.
        files: the edition's files, in any order that the source accepts.

    Raises:
        ParseError: if the files are not what the publisher documents. A parser that stumbles over something
            it did not foresee is told in the same way: a list that cannot be read must never look like an empty one.
    """
    issues = Issues()
    with _stumbling(source, files):
        statements = tuple(source.parse(files, issues))
    records: dict[str, dict[str, Kind]] = defaultdict(dict)
    names = Counter[str]()
    for statement in statements:
        records[statement.list_id][statement.record] = statement.kind
        if statement.prop in _OTHER_NAMES:
            names[statement.list_id] += 1
    counted = sorted(records.items())
    return Reading(
        statements,
        {list_id: len(found) for list_id, found in counted},
        issues,
        {list_id: names[list_id] for list_id, _ in counted},
        {list_id: _kinds(found.values()) for list_id, found in counted},
    )


def _kinds(kinds: Iterable[Kind]) -> dict[str, int]:
    # Parsers guess apart companies, other bodies and the unsaid: only what publishers state is counted apart.
    stated = Counter(kind if kind in _STATED_KINDS else "organization" for kind in kinds)
    return dict(sorted(stated.items()))


def printed_edition(source: Source, files: Sequence[Path]) -> str | None:
    """The edition's ISO day as the files state it; None when they do not.

    Raises:
        ParseError: if the files are not what the publisher documents.
    """
    with _stumbling(source, files):
        return source.edition_of(files)


@contextmanager
def _stumbling(source: Source, files: Sequence[Path]) -> Iterator[None]:
    """Tell whatever a parser did not foresee as the file's fault, with the cause kept for the curious."""
    try:
        yield
    except LookthroughError:
        raise
    except Exception as error:
        raise ParseError(
            f"the parser of {source.META.id} stopped at {type(error).__name__}: {error}",
            hint="check that these are the publisher's files; the last good edition stays in force",
            place=Place(files[0].name if files else ""),
        ) from error


def reader_digest(source: Source) -> str:
    """Twelve hex digits over the code and tables that a reading depends on, so that a better parser reads anew."""
    root = Path(__file__).parents[1]
    digest = hashlib.sha256(VERSION.encode())
    for room in _READING_ROOMS:
        for path in sorted((root / room).rglob("*")) if (root / room).is_dir() else [root / room]:
            if path.is_file() and path.suffix not in {".pyc", ".pyo"}:
                digest.update(path.name.encode() + path.read_bytes())
    own = getattr(source, "__file__", None)
    if own and Path(own).is_file():
        digest.update(Path(own).read_bytes())
    return digest.hexdigest()[:12]


def write_reading(statements: Sequence[Statement], path: Path) -> None:
    """Write statements as Parquet, about 100,000 a second and more.

    Args:
        statements: as `read_edition` gave them; an entity's order is kept in the column `seq`.
        path: the file to write; its folder exists.

    Raises:
        OSError: if the disk refuses.
    """
    arrays = {name: _texts(statements, name) for name in _TEXTS}
    count = len(statements)
    arrays["row"] = np.fromiter((s.row for s in statements), dtype=np.int64, count=count)
    arrays["seq"] = np.arange(count, dtype=np.int64)
    with interruptible(), connect() as connection:
        try:
            connection.register("statements", arrays)
            connection.execute(_WRITE, [str(path)])
        except duckdb.InvalidInputException:
            # Undecodable bytes arrive as lone surrogates, which Parquet's UTF-8 cannot hold: show them as "?".
            arrays |= {name: _texts(statements, name, escape=True) for name in _TEXTS}
            connection.register("statements", arrays)
            connection.execute(_WRITE, [str(path)])
        except duckdb.IOException as error:
            raise OSError(str(error)) from error


def _texts(statements: Sequence[Statement], name: str, *, escape: bool = False) -> np.ndarray:
    """One column as an array of text; None becomes "", which the writer turns into null."""
    read = attrgetter(name)
    values = (read(s) or "" for s in statements)
    if escape:
        values = (value.encode("utf-8", "replace").decode() for value in values)
    return np.fromiter(values, dtype=object, count=len(statements))


@contextmanager
def interruptible() -> Iterator[None]:
    """Let the user's Ctrl-C through as what it is: DuckDB answers it with errors of its own.

    Raises:
        KeyboardInterrupt: if a query was stopped.
    """
    try:
        yield
    except duckdb.InterruptException as error:
        raise KeyboardInterrupt from error
    except RuntimeError as error:
        if type(error) is RuntimeError and "interrupted" in str(error).lower():
            raise KeyboardInterrupt from error
        raise


def connect(spill: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A private in-memory DuckDB that fetches nothing from anywhere.

    Args:
        spill: a folder for what does not fit into memory; None keeps everything in memory.
    """
    return duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "temp_directory": str(spill) if spill else "",
        }
    )


def parquet(path: Path) -> str:
    """A path as DuckDB's readers want it: its own characters are not taken for wildcards."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in str(path))
