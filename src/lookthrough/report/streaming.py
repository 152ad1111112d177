"""The answers about a long file, written while it is read: what `render` gives, without holding it.

Only the formats that are lines can be written so. The text is the same as that of `render_jsonl` and `render_csv`.
"""

from __future__ import annotations

import csv
import io
import pickle
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from lookthrough.errors import InputError, Place
from lookthrough.report.finding import ScreenAnswer, ScreenReport, ScreenStatus
from lookthrough.report.render_csv import written
from lookthrough.report.render_json import answer_line
from lookthrough.report.sheet import Row, carried, headers_beside, values_under
from lookthrough.report.sheets import MATCH_HEADER, match_rows


@dataclass(slots=True)
class Screening:
    """The answers about a file of names, one after the other.

    Attributes:
        head: the report without its answers; its issues fill while the file is read.
        answers: one for each row, in file order; to be read once.
        statuses: how many answers of each status were read so far.
    """

    head: ScreenReport
    answers: Iterator[ScreenAnswer]
    statuses: Counter[ScreenStatus] = field(default_factory=Counter)

    def __iter__(self) -> Iterator[ScreenAnswer]:
        for answer in self.answers:
            self.statuses[answer.status] += 1
            yield answer

    def report(self) -> ScreenReport:
        """The whole answer."""
        return replace(self.head, answers=tuple(self))


def _as_jsonl(screening: Screening) -> Iterator[str]:
    for answer in screening:
        yield answer_line(answer, screening.head)


def _as_csv(screening: Screening) -> Iterator[str]:
    """The header holds every column that any row carries, so rows wait in a temporary file until the last is known."""
    columns: dict[tuple[str, int], None] = {}
    with tempfile.TemporaryFile() as waiting:
        for answer in screening:
            columns.update(dict.fromkeys(carried([answer.query.extra])))
            rows = [tuple(map(written, row)) for row in match_rows(answer, screening.head)]
            pickle.dump((rows, answer.query.extra), waiting)
        order = tuple(columns)
        yield _line((*MATCH_HEADER, *headers_beside(order, MATCH_HEADER)))
        waiting.seek(0)
        for _ in range(screening.statuses.total()):
            rows, extra = pickle.load(waiting)  # noqa: S301 - written just above
            tail = tuple(map(written, values_under(extra, order)))
            for row in rows:
                yield _line((*row, *tail))


def _line(cells: Row) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


#: The formats that can be written while a file is read.
STREAMED: dict[str, Callable[[Screening], Iterator[str]]] = {"jsonl": _as_jsonl, "csv": _as_csv}


def counted(
    answers: Iterable[ScreenAnswer], file: str, progress: Callable[[str, int, int | None], None] | None
) -> Iterator[ScreenAnswer]:
    """The answers, at least one, while progress is told."""
    count = 0
    for count, answer in enumerate(answers, start=1):
        yield answer
        if progress and count % 500 == 0:
            progress("rows screened", count, None)
    if not count:
        raise InputError("the file has a header and no rows", hint="check the file", place=Place(file))
