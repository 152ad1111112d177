"""Statements packed by entity, for those who know whom they want: one small read an entity, without a query engine.

The Parquet table answers questions about whole lists; fifty entities out of it cost as much as reading it all. The
pack holds the same rows, each entity's as one compressed JSON text, in an SQLite file that is never written again.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from lookthrough.model.statement import Statement

PACK_NAME = "entities.sqlite"
_CREATE = "create table entities (id text primary key, statements blob not null) without rowid"
_INSERT = "insert into entities values (?, ?)"
_SELECT = "select statements from entities where id = ?"


def write_pack(path: Path, rows: Iterable[Sequence[Any]]) -> None:
    """Write a pack.

    Args:
        path: the file to write; it does not exist.
        rows: fields in the order of `Statement`, an entity's rows together and in their order.
    """
    packed = ((entity_id, _packed(own)) for entity_id, own in groupby(rows, key=itemgetter(0)))
    # No journal: the file has no name yet under which anybody would read it, and is synced before it gets one.
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("pragma journal_mode = off")
        connection.execute("pragma synchronous = off")
        connection.execute("begin")
        connection.execute(_CREATE)
        connection.executemany(_INSERT, packed)
        connection.execute("commit")


def read_pack(path: Path, ids: Iterable[str]) -> Iterator[Statement]:
    """The statements of some entities, in the order asked; unknown ids give none.

    Raises:
        ValueError, zlib.error, sqlite3.Error: if the file is no pack or is damaged.
    """
    # Immutable: nobody writes here any more, so SQLite needs neither locks nor a look at the folder.
    address = path.absolute().as_uri() + "?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        for entity_id in ids:
            if not _storable(entity_id):
                continue
            for (packed,) in connection.execute(_SELECT, (entity_id,)):
                for row in json.loads(zlib.decompress(packed)):
                    yield Statement(*row)


def _packed(rows: Iterable[Sequence[Any]]) -> bytes:
    # Level 1 halves the time of the default and costs a tenth more room.
    return zlib.compress(json.dumps(list(rows), ensure_ascii=False, separators=(",", ":")).encode(), 1)


def _storable(text: str) -> bool:
    """Can the text be stored at all? Lone surrogates cannot, so no entity has them in its id."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
