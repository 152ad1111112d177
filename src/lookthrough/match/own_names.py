"""Your own names in memory, searched by the same engine as the lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lookthrough.index.entry import IndexEntry
from lookthrough.index.names import NameIndex
from lookthrough.intake.single import known_kind, read_query
from lookthrough.match.engine import Engine
from lookthrough.match.score import DEFAULT_THRESHOLD
from lookthrough.model.entity import Name
from lookthrough.model.match import Match
from lookthrough.model.schema import Kind


def index_names(names: Sequence[str], *, kind: str = "any") -> Names:
    """Your own names in memory, searched by the same engine as the lists.

    Args:
        names: one entry each; the row of a match is its place here.
        kind: what they are.

    Raises:
        InputError: if the kind is none.
    """
    checked = known_kind(kind)
    entries = (IndexEntry(str(row), checked, (Name(name),)) for row, name in enumerate(names))
    return Names(Engine(NameIndex.build(entries)), checked)


@dataclass(frozen=True, slots=True)
class Names:
    """An index of your own names."""

    engine: Engine
    kind: Kind

    def search(
        self, name: str, *, limit: int = 10, threshold: float = DEFAULT_THRESHOLD, country: str | None = None
    ) -> list[Match]:
        """The names most like this one, best first, each with its row, score and reasons.

        Args:
            name: what to look for.
            limit: at most so many.
            threshold: only scores from here on, 0..1.
            country: code or words.

        Raises:
            InputError: if the country is not known.
        """
        query = read_query(name, self.kind, country, None, ())
        return self.engine.search(query, limit=limit, threshold=threshold)

    def search_all(
        self, names: Iterable[str], *, limit: int = 10, threshold: float = DEFAULT_THRESHOLD
    ) -> Iterator[list[Match]]:
        """The same for many names, one list of matches each, in order; faster than one at a time.

        Args:
            names: what to look for; read in batches.
            limit, threshold: as in `search`.

        Raises:
            InputError: if a name has no letter or digit.
        """
        queries = (read_query(name, self.kind) for name in names)
        return self.engine.search_all(queries, limit=limit, threshold=threshold)
