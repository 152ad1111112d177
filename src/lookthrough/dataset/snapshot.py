"""A snapshot, opened for reading: it never changes, so readers need no lock and any number may read at once."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from lookthrough.dataset.fold import (
    birth_dates_of,
    countries_of,
    current,
    fold,
    fold_entity,
    identifiers_of,
    names_of,
    texts_of,
)
from lookthrough.dataset.manifest import MANIFEST_NAME, STATEMENTS_NAME, ListState, Manifest, identity, read_manifest
from lookthrough.dataset.pack import PACK_NAME, read_pack
from lookthrough.errors import NotFoundError, StateError, quote
from lookthrough.model.attributes import Gender, is_gender
from lookthrough.model.dates import PartialDate
from lookthrough.model.entity import Entity, Identifier, Name
from lookthrough.model.schema import NAME_PROPS, Kind
from lookthrough.model.statement import Statement

if TYPE_CHECKING:
    import duckdb


_SELECT = """
select entity_id, record, kind, prop, "value", original, list_id, file, "row", "column", edition, valid_from,
    valid_until, seen_from, seen_until
from read_parquet($path, hive_partitioning = false)
"""
_ORDER = " order by entity_id, seq, list_id, record, prop, nth, seen_from"
_WITHOUT_CELLS = _SELECT + "where prop <> 'cell'" + _ORDER
_WITHOUT_CELLS_OF_LISTS = _SELECT + "where prop <> 'cell' and list_contains($lists, list_id)" + _ORDER
_INDEX_PROPS = [*NAME_PROPS, "country", "nationality", "identifier", "birth_date", "gender", "address"]
_FOR_INDEX = _SELECT + "where list_contains($props, prop)" + _ORDER


@dataclass(frozen=True, slots=True)
class IndexRow:
    """What an index needs of an entity.

    Attributes:
        entity_id: the entity.
        kind: what it is.
        names: every name that any edition printed: the ones that stand come first, the primary one first of all.
        countries: ISO 3166-1 alpha-2, lower case; those that stand.
        identifiers: codes; every one that any edition printed.
        nationalities: of a person, the same codes; those that stand.
        birth_dates, genders: of a person; those that stand.
        addresses: as printed; those that stand.
        lists: ids of the lists that print or printed it, sorted.
        standing: whether the newest edition still prints it.
    """

    entity_id: str
    kind: Kind
    names: tuple[Name, ...]
    countries: tuple[str, ...]
    identifiers: tuple[Identifier, ...]
    nationalities: tuple[str, ...]
    birth_dates: tuple[PartialDate, ...]
    genders: tuple[Gender, ...]
    addresses: tuple[str, ...]
    lists: tuple[str, ...]
    standing: bool


class Snapshot:
    """One immutable snapshot.

    Opening reads the manifest and looks whether the files are there; `verify` reads every byte.
    One object may be used by several threads.

    Args:
        folder: `snapshots/<id>`.

    Raises:
        StateError: if the manifest is damaged or of another folder, or a file is missing.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            content = (folder / MANIFEST_NAME).read_bytes()
        except OSError as error:
            raise _damaged(folder, f"its manifest cannot be read: {error.strerror}") from error
        self.manifest: Manifest = read_manifest(content)
        if self.manifest.id != folder.name:
            raise _damaged(folder, f"its manifest is that of {quote(self.manifest.id)}")
        for name in (STATEMENTS_NAME, PACK_NAME):
            if not (folder / name).is_file():
                raise _damaged(folder, f"its {name} is missing")

    @property
    def id(self) -> str:
        """The hash of the content that names the snapshot."""
        return self.manifest.id

    @property
    def lists(self) -> tuple[ListState, ...]:
        """The lists that were read, by id."""
        return self.manifest.lists

    def verify(self) -> None:
        """Compare every byte with what was written.

        Raises:
            StateError: if the table or the manifest is not the one that was built.
        """
        for name in (STATEMENTS_NAME, PACK_NAME):
            with (self.folder / name).open("rb") as stream:
                found = hashlib.file_digest(stream, "sha256").hexdigest()
            if found != self.manifest.files.get(name):
                raise _damaged(self.folder, f"its {name} is not the one that was built")
        if identity(self.manifest.lists, self.manifest.content) != self.id:
            raise _damaged(self.folder, "its manifest does not fit its id")

    def entity(self, entity_id: str, known_on: date | None = None) -> Entity:
        """One entity.

        Raises:
            NotFoundError: if no edition showed it (by `known_on`).
            StateError: if the table cannot be read.
        """
        found = self.entities([entity_id], known_on)
        if entity_id not in found:
            raise NotFoundError(
                f"no entity {quote(entity_id)} in snapshot {self.id}"
                + (f" as known on {known_on.isoformat()}" if known_on else ""),
                hint="ids look like us_ofac_sdn:36; `lookthrough screen` finds them by name",
            )
        return found[entity_id]

    def entities(self, ids: Iterable[str], known_on: date | None = None) -> dict[str, Entity]:
        """Entities by id, in the order asked; unknown ids are absent.

        About 10 ms for 50 ids, whatever the size of the snapshot.

        Args:
            ids: entity ids; repeated ones count once.
            known_on: show what was known on that day (see `fold`); None is all that is known.

        Raises:
            StateError: if the table cannot be read.
        """
        wanted = list(dict.fromkeys(ids))
        found = fold(self._known(self._packed(wanted), known_on), known_on)
        return {entity_id: found[entity_id] for entity_id in wanted if entity_id in found}

    def statements(self, entity_id: str) -> tuple[Statement, ...]:
        """Every claim about an entity that any edition made, in the publisher's order.

        Raises:
            StateError: if the table cannot be read.
        """
        return tuple(self._packed([entity_id]))

    def without_cells(self, lists: Sequence[str] | None = None, known_on: date | None = None) -> Iterator[Entity]:
        """Every entity by id, without its listings' verbatim cells: for questions about whole lists.

        Args:
            lists: only claims that stand on these lists; None is all.
            known_on: as in `entities`.

        Raises:
            StateError: if the table cannot be read.
        """
        query = _WITHOUT_CELLS if lists is None else _WITHOUT_CELLS_OF_LISTS
        parameters = {} if lists is None else {"lists": list(lists)}
        known = self._known(self._statements(query, parameters), known_on)
        for _, own in groupby(known, key=lambda s: s.entity_id):
            yield fold_entity(tuple(own), known_on)

    def index_rows(self) -> Iterator[IndexRow]:
        """Every entity by id, with what an index needs; 17,000 in about a second.

        Raises:
            StateError: if the table cannot be read.
        """
        rows = self._statements(_FOR_INDEX, {"props": _INDEX_PROPS})
        for entity_id, group in groupby(rows, key=lambda s: s.entity_id):
            own = sorted(group, key=lambda s: s.edition, reverse=True)
            shown = current(own)
            names = dict.fromkeys((*names_of(shown), *names_of(own)))
            yield IndexRow(
                entity_id=entity_id,
                kind=next((s.kind for s in shown if s.kind != "any"), "any"),
                names=tuple(names) or (Name(entity_id),),
                countries=countries_of(shown),
                identifiers=identifiers_of(own),
                nationalities=tuple(code for code in texts_of(shown, "nationality") if len(code) == 2),
                birth_dates=birth_dates_of(shown),
                genders=tuple(value for value in texts_of(shown, "gender") if is_gender(value)),
                addresses=texts_of(shown, "address"),
                lists=tuple(sorted({s.list_id for s in own})),
                standing=any(s.seen_until is None for s in own),
            )

    def _known(self, statements: Iterator[Statement], known_on: date | None) -> Iterator[Statement]:
        """The statements that had been read by a day, as of the newest edition that there was then."""
        if known_on is None:
            yield from statements
            return
        horizon = known_on.isoformat()
        days = {state.id: sorted(edition[:10] for edition in state.editions) for state in self.lists}
        newest = {list_id: max((d for d in own if d <= horizon), default="") for list_id, own in days.items()}
        for statement in statements:
            if statement.seen_from > horizon:
                continue
            edition = min(statement.edition, newest.get(statement.list_id) or horizon)
            yield replace(statement, edition=edition)

    @property
    def _table(self) -> Path:
        return self.folder / STATEMENTS_NAME

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        # DuckDB takes longer to import than a snapshot takes to open; whoever asks only the manifest need not wait.
        from lookthrough.dataset.reading import connect  # noqa: PLC0415

        return connect()

    def _packed(self, ids: Iterable[str]) -> Iterator[Statement]:
        """Statements of some entities, in the order asked."""
        try:
            yield from read_pack(self.folder / PACK_NAME, ids)
        except (sqlite3.Error, zlib.error, ValueError, TypeError) as error:
            raise _damaged(self.folder, f"its {PACK_NAME} cannot be read ({type(error).__name__})") from error

    def _statements(self, query: str, parameters: Mapping[str, object]) -> Iterator[Statement]:
        """Rows as statements, read in batches."""
        import duckdb  # noqa: PLC0415 - see _connection

        from lookthrough.dataset.reading import interruptible, parquet  # noqa: PLC0415

        try:
            with interruptible():
                cursor = self._connection.cursor()
                cursor.execute(query, {"path": parquet(self._table), **parameters})
            while True:
                with interruptible():
                    rows = cursor.fetchmany(50_000)
                if not rows:
                    return
                for row in rows:
                    yield Statement(*row)
        except duckdb.Error as error:
            raise _damaged(self.folder, f"its {STATEMENTS_NAME} cannot be read ({type(error).__name__})") from error


def _damaged(folder: Path, what: str) -> StateError:
    return StateError(
        f"snapshot {folder.name} is damaged: {what}",
        hint="build it anew from the kept editions with `lookthrough update`, or open another snapshot",
    )
