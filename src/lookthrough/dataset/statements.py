"""The table of built statements: how editions become two-clock rows, and how rows become statements again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from lookthrough.dataset.reading import parquet

_CREATE = """
create table built (
    entity_id varchar, record varchar, kind varchar, prop varchar, "value" varchar, original varchar,
    list_id varchar, file varchar, "row" integer, "column" varchar, edition varchar, valid_from varchar,
    valid_until varchar, seen_from varchar, seen_until varchar, seq integer, nth integer
)
"""

_CREATE_READINGS = """
create or replace table readings (
    entity_id varchar, record varchar, kind varchar, prop varchar, "value" varchar, original varchar,
    list_id varchar, file varchar, "row" integer, "column" varchar, valid_from varchar, valid_until varchar,
    seq integer, nth integer, place integer
)
"""

_ADD_ONE = """
insert into built
select entity_id, record, kind, prop, "value", original, list_id, file, "row", "column", $day as edition,
    valid_from, valid_until, $day as seen_from, null as seen_until, seq, nth
from read_parquet($path, hive_partitioning = false)
where list_contains($lists, list_id)
"""

_READ_MANY = """
insert into readings
select entity_id, record, kind, prop, "value", original, list_id, file, "row", "column", valid_from, valid_until,
    seq, nth, $place as place
from read_parquet($path, hive_partitioning = false)
where list_contains($lists, list_id)
"""

# A claim that disappears and returns stands in two rows: numbers that grow with the editions, less the running
# number of the claim's own editions, stay the same as long as no edition is skipped.
_ADD_MANY = """
insert into built
select entity_id, record, newest.kind, prop, "value", original, list_id, newest.file, newest."row", "column",
    list_extract($days, last), newest.valid_from, newest.valid_until,
    list_extract($days, first), list_extract($days, last + 1), newest.seq, nth
from (
    select entity_id, record, list_id, prop, "value", original, "column", nth,
        min(place) as first, max(place) as last,
        arg_max(struct_pack(kind := kind, file := file, "row" := "row", seq := seq,
            valid_from := valid_from, valid_until := valid_until), place) as newest
    from (
        select *, place - row_number() over (
            partition by entity_id, record, list_id, prop, "value", original, "column", nth order by place
        ) as island
        from readings
    )
    group by entity_id, record, list_id, prop, "value", original, "column", nth, island
)
"""

_CARRY_OVER = """
insert into built
select entity_id, record, kind, prop, "value", original, list_id, file, "row", "column", edition, valid_from,
    valid_until, seen_from, seen_until, seq, nth
from read_parquet($path, hive_partitioning = false)
where list_contains($lists, list_id)
"""

# The order is total, so the same editions give the same table, byte for byte.
_SORT = """
create table sorted as
select * from built
order by entity_id, seq, list_id, record, prop, nth, seen_from, "column", "value", original
"""

_CONTENT = """
select sha256(coalesce(string_agg(md5(concat_ws(chr(31), entity_id, record, kind, prop, "value", original, list_id,
    file, "row", "column", edition, coalesce(valid_from, ''), coalesce(valid_until, ''), seen_from,
    coalesce(seen_until, ''), nth)), ''
    order by rowid), ''))
from sorted
"""

_COUNT = """
select list_id, count(distinct record) filter (where seen_until is null), count(distinct record)
from sorted group by list_id
"""

_ROWS = """
select entity_id, record, kind, prop, "value", original, list_id, file, "row", "column", edition, valid_from,
    valid_until, seen_from, seen_until
from sorted order by rowid
"""


class StatementTable:
    """Statements on their way into a snapshot, in one private DuckDB.

    Args:
        connection: an empty in-memory database; it stays the caller's to close.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        connection.execute(_CREATE)

    def add(self, readings: Sequence[tuple[str, Path]], lists: Sequence[str]) -> None:
        """Add the whole history of some lists of one source.

        Args:
            readings: (edition's ISO day, its cached reading), oldest first, each day once.
            lists: ids of lists that each of these editions carries.
        """
        if len(readings) == 1:
            day, path = readings[0]
            self._connection.execute(_ADD_ONE, {"day": day, "path": parquet(path), "lists": list(lists)})
            return
        self._connection.execute(_CREATE_READINGS)
        for place, (_, path) in enumerate(readings, start=1):
            self._connection.execute(_READ_MANY, {"place": place, "path": parquet(path), "lists": list(lists)})
        self._connection.execute(_ADD_MANY, {"days": [day for day, _ in readings]})
        self._connection.execute("drop table readings")

    def carry_over(self, path: Path, lists: Sequence[str]) -> None:
        """Take lists over from an older snapshot's `statements.parquet`, as they are."""
        self._connection.execute(_CARRY_OVER, {"path": parquet(path), "lists": list(lists)})

    def finish(self, path: Path) -> tuple[str, int, int, dict[str, tuple[int, int]]]:
        """Sort, count and write.

        Args:
            path: the file to write.

        Returns:
            The content's SHA-256, the number of entities and of statements, and per list the number of entries
            that the newest edition prints and that any edition printed.
        """
        run = self._connection.execute
        run(_SORT)
        # Small row groups: an entity's statements lie together, so a look-up reads few of them.
        run("copy sorted to $path (format parquet, compression snappy, row_group_size 8192)", {"path": str(path)})
        [(content,)] = run(_CONTENT).fetchall()
        [(entities, statements)] = run("select count(distinct entity_id), count(*) from sorted").fetchall()
        counts = {list_id: (now, ever) for list_id, now, ever in run(_COUNT).fetchall()}
        return content, entities, statements, counts

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """After `finish`: every row in the order of the table, fields in the order of `Statement`."""
        cursor = self._connection.execute(_ROWS)
        while rows := cursor.fetchmany(20_000):
            yield from rows
