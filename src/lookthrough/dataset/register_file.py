"""One register in one SQLite file: a loaded one on disk, or a user's own in memory, asked in the same way.

Written once, then only read. A register of 3,400,000 parties is never in memory: a party and its links are found
through indexes. The records of one file stand beside each other, as stakes of one holding do; those of a later file
take the place of what an earlier one said about the same party, pair or question, unless they are older.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from typing import Any

from lookthrough.dataset import register_rows as rows
from lookthrough.errors import StateError
from lookthrough.model.entity import Identifier
from lookthrough.model.link import SHARED, Link, LinkKind
from lookthrough.model.register import Edition, Gap, Party, Record, Rest, Tie
from lookthrough.model.share import added

FORMAT = "1"
_SCHEMA = f"""
create table about (key text primary key, value text) without rowid;
create table origin (n integer primary key, before text unique);
create table party ({rows.PARTY}, file integer, primary key (id)) without rowid;
create table link (n integer primary key, {rows.LINK}, file integer);
create table tie ({rows.TIE}, file integer);
create table gap ({rows.GAP}, file integer);
create table code (value text, scheme text, party text);
create table name (key integer, party text);
"""
_INDEXES = (
    "create index link_target on link (target)",
    "create index link_source on link (source)",
    "create index tie_source on tie (source)",
    "create index tie_target on tie (target)",
    "create index gap_target on gap (target)",
)
_LAST_INDEXES = (
    "create index if not exists code_value on code (value)",
    "create index if not exists name_key on name (key)",
)
_KEYS = {
    "party": "id = ?",
    "link": "source = ? and target = ? and kind = ? and directness = ?",
    "tie": "source = ? and target = ? and role = ?",
    "gap": "target = ? and question = ?",
}
_COUNTED = ("parties", "links", "ties", "gaps")
_BATCH = 10_000


def write_register(
    path: Path | None,
    files: Iterable[tuple[str, Iterable[Record]]],
    edition: Edition,
    *,
    base: Path | None = None,
) -> RegisterFile:
    """Write a register and open it.

    Args:
        path: the file to write, which does not exist; None keeps it in memory.
        files: per file its name and records, oldest file first; records are read once, one at a time.
        edition: what the register is; its counts are filled in here.
        base: a register on disk that the files update; None begins with an empty one.

    Raises:
        StateError: if the disk refuses.
    """
    if base is not None and path is not None:
        shutil.copyfile(base, path)
    connection = sqlite3.connect(path or ":memory:", isolation_level=None)
    try:
        for pragma in ("journal_mode = off", "synchronous = off", "cache_size = -200000", "temp_store = file"):
            connection.execute(f"pragma {pragma}")
        if base is None:
            connection.executescript(_SCHEMA)
        connection.execute("begin")
        writer = _Writer(connection, updating=base is not None)
        for _, records in files:
            writer.take(records)
        writer.finish(edition)
        connection.execute("commit")
    except sqlite3.Error as error:
        connection.close()
        raise StateError(
            f"the register cannot be written: {error}", hint="see that the disk has room; nothing stored was lost"
        ) from error
    except BaseException:
        connection.close()
        raise
    if path is None:
        return RegisterFile(connection)
    connection.close()
    return open_register(path)


def open_register(path: Path) -> RegisterFile:
    """Open a register on disk, read-only; opening reads one small table.

    Raises:
        StateError: if it is no register, or of another format.
    """
    # Immutable: nobody writes here any more, so SQLite needs neither locks nor a look at the folder.
    address = path.absolute().as_uri() + "?mode=ro&immutable=1"
    try:
        return RegisterFile(sqlite3.connect(address, uri=True, check_same_thread=False))
    except (sqlite3.Error, ValueError, KeyError, TypeError) as error:
        raise StateError(
            f"the register {path.name} is damaged: {error}", hint="load its files again with `lookthrough load`"
        ) from error


class _Writer:
    """Takes records file by file; within a file they stand beside each other, a later file replaces."""

    _TABLES = ("party", "link", "tie", "gap")

    def __init__(self, connection: sqlite3.Connection, *, updating: bool) -> None:
        self.connection = connection
        self.packer = rows.Packer(dict(connection.execute("select before, n from origin")))
        self.number = self._last_file() if updating else -1
        self.first = self.number + 1
        self.indexed = updating
        self.waiting: dict[str, list[tuple[object, ...]]] = {table: [] for table in self._TABLES}

    def index(self) -> None:
        """Make the indexes that finding what a later file replaces needs."""
        if not self.indexed:
            self._flush()
            for index in _INDEXES:
                self.connection.execute(index)
            self.indexed = True

    def _last_file(self) -> int:
        """The number of the last file that the register was made of."""
        tables = " union all ".join(f"select max(file) as n from {table}" for table in self._TABLES)  # noqa: S608
        return int(self.connection.execute(f"select coalesce(max(n), -1) from ({tables})").fetchone()[0])  # noqa: S608

    def take(self, records: Iterable[Record]) -> None:
        """Write the records of the next file."""
        self.number = number = self.number + 1
        if number:
            self.index()
        for record in records:
            if isinstance(record, Party):
                self._wait("party", self.packer.party(record))
            elif isinstance(record, Link):
                if not number or self._replaces(record):
                    self._wait("link", self.packer.link(record))
            elif isinstance(record, Tie):
                if number:
                    self._forget("tie", (record.source, record.target, record.role))
                self._wait("tie", self.packer.tie(record))
            elif isinstance(record, Gap):
                if number:
                    self._forget("gap", (record.target, record.question))
                self._wait("gap", self.packer.gap(record))
            else:
                self._flush()
                self._forget(record.record, record.key)
        self._flush()

    def _wait(self, table: str, row: tuple[object, ...]) -> None:
        waiting = self.waiting[table]
        waiting.append((*row, self.number))
        if len(waiting) >= _BATCH:
            self._write(table)

    def _flush(self) -> None:
        for table in self.waiting:
            self._write(table)

    def _write(self, table: str) -> None:
        waiting = self.waiting[table]
        if waiting:
            self.connection.executemany(rows.INSERT[table], waiting)
            waiting.clear()

    def _forget(self, table: str, key: tuple[str, ...]) -> None:
        """Drop what was said under a key: of a party at all, of others in earlier files."""
        self.connection.execute(f"delete from {table} where {_KEYS[table]} and file <= ?", (*key, self._before(table)))  # noqa: S608

    def _before(self, table: str) -> int:
        return self.number if table == "party" else self.number - 1

    def _replaces(self, link: Link) -> bool:
        """Drop what earlier files said of the same pair and kind; False where they spoke later than this one."""
        key = (link.source, link.target, link.kind, link.directness)
        stated = rows.packed_date(link.stated)
        if stated:
            newer = f"select 1 from link where {_KEYS['link']} and file < ? and stated > ?"  # noqa: S608
            if self.connection.execute(newer, (*key, self.number, stated)).fetchone():
                return False
        self._forget("link", key)
        return True

    def finish(self, edition: Edition) -> None:
        """Write origins, names, codes and what the register is."""
        self.index()
        origins = [(number, before) for before, number in self.packer.origins.items()]
        self.connection.executemany("insert or ignore into origin values (?, ?)", origins)
        # Names and codes of an updated party stay: what is found by them is compared with the party as it is now.
        told = self.connection.execute("select id, names, codes from party where file >= ?", (self.first,))
        while batch := told.fetchmany(_BATCH):
            keys = [(key, party) for party, names, _ in batch for key in rows.name_keys(names)]
            self.connection.executemany("insert into name values (?, ?)", keys)
            codes = [
                (value, scheme, party)
                for party, _, own in batch
                for scheme, value in rows.codes_of(own)
                if party != f"{scheme}:{value}"  # such a party is found by its id
            ]
            self.connection.executemany("insert into code values (?, ?, ?)", codes)
        for index in _LAST_INDEXES:
            self.connection.execute(index)
        counts = {name: self._count(table) for table, name in zip(self._TABLES, _COUNTED, strict=True)}
        about = {"format": FORMAT, "edition": json.dumps({**asdict(edition), **counts})}
        self.connection.executemany("insert or replace into about values (?, ?)", about.items())

    def _count(self, table: str) -> int:
        return int(self.connection.execute(f"select count(*) from {table}").fetchone()[0])  # noqa: S608


def _parts(number: str) -> tuple[int, int]:
    """A stored fraction as two whole numbers."""
    top, _, unit = number.partition("/")
    return int(top), int(unit or 1)


class RegisterFile:
    """A register, see `model.register.Register`. Safe to ask from several threads one at a time.

    Raises:
        sqlite3.Error, ValueError, KeyError: if the connection is to no register.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        about = dict(connection.execute("select key, value from about"))
        if about["format"] != FORMAT:
            raise ValueError(f"it is of format {about['format']}, not {FORMAT}")
        said = json.loads(about["edition"])
        self._edition = Edition(**{**said, "files": tuple(said["files"])})
        self._unpacker = rows.Unpacker(dict(connection.execute("select n, before from origin")))

    @property
    def edition(self) -> Edition:
        """Which register this is, and as of when."""
        return self._edition

    def party(self, party_id: str) -> Party | None:
        """The party of an id; None where the register only names it in links, or not at all."""
        return next(self._parties("where id = ?", (party_id,)), None)

    def coded(self, code: Identifier) -> tuple[Party, ...]:
        """The parties that carry this identifier."""
        query = "where id = ? or id in (select party from code where value = ? and scheme = ?)"
        found = self._parties(query, (str(code), code.value, code.scheme))
        return tuple(party for party in found if code in party.identifiers)

    def called(self, name: str) -> tuple[Party, ...]:
        """The parties of this name, compared without case, accents, punctuation and legal forms."""
        key = rows.name_key(name)
        if not key:
            return ()
        query = "where id in (select party from name where key = ?)"
        found = self._parties(query, (rows.hashed(key),))
        return tuple(p for p in found if any(rows.name_key(own.text) == key for own in p.names))

    def owners_of(self, party_id: str, limit: int | None = None) -> tuple[Link, ...]:
        """Links whose target is the party, the first `limit`; an owner of "" is not identified."""
        return tuple(self._links("where target = ? order by n limit ?", (party_id, -1 if limit is None else limit)))

    def largest_owners(self, party_id: str, most: int) -> tuple[tuple[Link, ...], Rest]:
        """Of the owners and controllers of a party the `most` largest, as they stand, and what the others come to."""
        query = "select n, kind, high from link where target = ? and relation in ('owns', 'controls') order by n"
        every = [(n, kind, *_parts(high)) for n, kind, high in self._each(query, (party_id,))]
        every.sort(key=lambda each: (each[1] in SHARED, -each[2] / each[3]))
        sums: dict[LinkKind, dict[int, int]] = {}
        for _, kind, top, unit in every[most:]:
            units = sums.setdefault(kind, {})
            units[unit] = units.get(unit, 0) + top
        rest = {
            kind: min(added((Fraction(top, unit) for unit, top in units.items()), upward=True), Fraction(1))
            for kind, units in sums.items()
        }
        chosen = json.dumps(sorted(n for n, *_ in every[:most]))
        links = self._links("where n in (select value from json_each(?)) order by n", (chosen,))
        return tuple(links), Rest(len(every[most:]), rest)

    def owned_by(self, party_id: str, limit: int | None = None) -> tuple[Link, ...]:
        """Links whose source is the party, the first `limit`."""
        return tuple(self._links("where source = ? order by n limit ?", (party_id, -1 if limit is None else limit)))

    def counts(self, party_id: str) -> tuple[int, int]:
        """How many links lead to the party and from it."""
        query = "select (select count(*) from link where target = ?1), (select count(*) from link where source = ?1)"
        ((above, below),) = self._each(query, (party_id,))
        return above, below

    def ties_of(self, party_id: str) -> tuple[Tie, ...]:
        """Ties from or to the party."""
        if not self._edition.ties:
            return ()
        query = f"select {rows.TIE} from tie where source = ?1 or target = ?1"  # noqa: S608
        return tuple(map(self._unpacker.tie, self._each(query, (party_id,))))

    def gaps_of(self, party_id: str) -> tuple[Gap, ...]:
        """What the register states instead of an owner of the party."""
        if not self._edition.gaps:
            return ()
        query = f"select {rows.GAP} from gap where target = ?"  # noqa: S608
        return tuple(map(self._unpacker.gap, self._each(query, (party_id,))))

    def parties(self) -> Iterator[Party]:
        """Every party, in the order of ids."""
        return self._parties("order by id", ())

    def links(self) -> Iterator[Link]:
        """Every link, in the order in which they were read."""
        return self._links("order by n", ())

    def close(self) -> None:
        """Let go of the file."""
        with suppress(sqlite3.Error):
            self._connection.close()

    def _parties(self, where: str, values: tuple[object, ...]) -> Iterator[Party]:
        return map(self._unpacker.party, self._each(f"select {rows.PARTY} from party {where}", values))  # noqa: S608

    def _links(self, where: str, values: tuple[object, ...]) -> Iterator[Link]:
        return map(self._unpacker.link, self._each(f"select {rows.LINK} from link {where}", values))  # noqa: S608

    def _each(self, query: str, values: tuple[object, ...]) -> Iterator[tuple[Any, ...]]:
        try:
            with closing(self._connection.cursor()) as cursor:
                cursor.execute(query, values)
                while batch := cursor.fetchmany(_BATCH):
                    yield from batch
        except sqlite3.Error as error:
            raise self._damaged(error) from error

    def _damaged(self, error: sqlite3.Error) -> StateError:
        return StateError(
            f"the register {self._edition.register} is damaged: {error}",
            hint="load its files again with `lookthrough load`",
        )
