"""Everything that can go wrong, and how it is told.

    LookthroughError
    ├── InputError (ValueError)         the caller's mistake: a bad date, an unknown option, an unreadable table
    ├── NotFoundError (LookupError)     a name that we do not know: a list, an entity, a snapshot
    ├── SourceError                     a list could not be had: never the same thing as "no hit"
    │   ├── FetchError                  the publisher's address did not answer as it should
    │   ├── ParseError                  the file is not what the publisher says it is
    │   └── ExpectationError            the file was read, but it cannot be the whole list
    └── StateError (RuntimeError)       our own files disagree with each other

Raise for the caller's mistake; record what is wrong *inside* the data as an `Issue`, so that one bad row
neither stops a list nor disappears. Every error and issue says what happened, where, and what to do next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the user's or publisher's material something stands.

    Attributes:
        file: the file's name as the user knows it, without our own folders.
        row: 1-based line or record number in that file, header and preamble counted; None for the whole file.
        column: the column's or element's name as printed; "" for the whole row.
    """

    file: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        parts = [self.file] if self.file else []
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column {self.column!r}")
        return ", ".join(parts)


class LookthroughError(Exception):
    """The root: a message, the place, and a hint of what to do next.

    Args:
        message: what happened, in one sentence, without a full stop at the end.
        hint: what the reader can do about it; "" when nothing can be said.
        place: where it happened; None when it is about no file.
    """

    def __init__(self, message: str, *, hint: str = "", place: Place | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.place = place

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place and str(self.place) else ""
        then = f" ({self.hint})" if self.hint else ""
        return f"{where}{self.message}{then}"


class InputError(LookthroughError, ValueError):
    """The caller gave something that cannot be used as given."""


class NotFoundError(LookthroughError, LookupError):
    """The caller named something that does not exist here."""


class SourceError(LookthroughError):
    """A list or register could not be read; the last good edition stays in force."""


class FetchError(SourceError):
    """The publisher's address did not give the file: refused, too slow, too large or cut short."""


class ParseError(SourceError):
    """The file's bytes are not the format that the publisher documents."""


class ExpectationError(SourceError):
    """The file was read, but is too small or too different from the last edition to be believed."""


class StateError(LookthroughError, RuntimeError):
    """Our own files disagree: an index of another snapshot, a manifest whose hashes do not fit."""


Severity = Literal["note", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Issue:
    """Something wrong inside data that was otherwise read.

    Attributes:
        severity: "error" when a row was lost or may be wrong, "warning" when a reading is doubtful, "note" otherwise.
        code: a stable kebab-case name of the kind of trouble, e.g. "bad-date".
        message: what is wrong, with the offending text quoted and shortened.
        place: file, row and column.
        hint: what the reader can do; may be "".
    """

    severity: Severity
    code: str
    message: str
    place: Place = Place()
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.place}: " if str(self.place) else ""
        then = f" ({self.hint})" if self.hint else ""
        return f"{where}{self.message}{then}"


@dataclass(slots=True)
class Issues:
    """A bounded collector: every issue is counted, the first of each kind are kept whole.

    Attributes:
        keep: how many whole issues of each code are kept; the counts are never cut.
    """

    keep: int = 20
    counts: Counter[str] = field(default_factory=Counter)
    severities: dict[str, Severity] = field(default_factory=dict)
    kept: list[Issue] = field(default_factory=list)

    def add(self, issue: Issue) -> None:
        """Count an issue and keep it while fewer than `keep` of its code are kept."""
        self.counts[issue.code] += 1
        self.severities.setdefault(issue.code, issue.severity)
        if self.counts[issue.code] <= self.keep:
            self.kept.append(issue)

    def note(self, code: str, message: str, place: Place | None = None, hint: str = "") -> None:
        """Record something that the reader may want to know."""
        self.add(Issue("note", code, message, place or Place(), hint))

    def warn(self, code: str, message: str, place: Place | None = None, hint: str = "") -> None:
        """Record a reading that is doubtful."""
        self.add(Issue("warning", code, message, place or Place(), hint))

    def error(self, code: str, message: str, place: Place | None = None, hint: str = "") -> None:
        """Record a row or cell that was lost or may be wrong."""
        self.add(Issue("error", code, message, place or Place(), hint))

    def merge(self, other: Issues) -> None:
        """Take over another collector's counts and, within the bound, its issues."""
        for code, count in other.counts.items():
            room = max(0, self.keep - self.counts[code])
            self.kept.extend([issue for issue in other.kept if issue.code == code][:room])
            self.counts[code] += count
            self.severities.setdefault(code, other.severities[code])

    def __iter__(self) -> Iterator[Issue]:
        return iter(self.kept)

    def __len__(self) -> int:
        return sum(self.counts.values())


def quote(text: str, limit: int = 60) -> str:
    """Show a piece of hostile text safely: control characters escaped, cut at `limit` characters with an ellipsis."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "'" + "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in cut) + "'"
