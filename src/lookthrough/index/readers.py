"""Who reads the names of an index: this process, or several side by side."""

from __future__ import annotations

from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import AbstractContextManager
from multiprocessing import get_context
from types import TracebackType

from lookthrough.index.shard import Shard, read_names

#: Names of one shard.
AT_ONCE = 20_000
#: Shards that are handed out ahead, a worker.
_AHEAD = 2


class Readers(AbstractContextManager["Readers"]):
    """Reads names in the order in which they come; the result does not depend on how many workers there are.

    Args:
        workers: processes that read; 1 reads in this process. More are started afresh, so a script that asks for them
            must keep its doings under `if __name__ == "__main__"`.
    """

    def __init__(self, workers: int = 1) -> None:
        self._workers = workers
        self._pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn")) if workers > 1 else None
        self._unread: list[tuple[str, bool]] = []
        self._done: list[Shard] = []
        self._words: set[str] = set()
        self._pending: list[Future[Shard]] = []

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def read(self, name: str, *, person: bool) -> None:
        """Read one more name, at once or later."""
        self._unread.append((name, person))
        if len(self._unread) == AT_ONCE:
            self._hand_out()

    def shards(self) -> tuple[list[Shard], list[str]]:
        """All names as read, in order, and their words, sorted; the shards do not hold theirs any more."""
        self._hand_out()
        self._collect(0)
        return self._done, sorted(self._words)

    def _hand_out(self) -> None:
        names, self._unread = self._unread, []
        if self._pool is None:
            self._take(read_names(names))
            return
        self._pending.append(self._pool.submit(read_names, names))
        self._collect(_AHEAD * self._workers)

    def _collect(self, most_pending: int) -> None:
        while len(self._pending) > most_pending:
            self._take(self._pending.pop(0).result())

    def _take(self, shard: Shard) -> None:
        self._words.update(shard.words)
        self._done.append(shard._replace(words=[]))
