"""From an answer to a file or a terminal, whole or not at all; what was wrong goes to stderr."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from lookthrough.errors import InputError, Issues

if TYPE_CHECKING:
    from lookthrough.report.beside import Beside
    from lookthrough.report.finding import Report
    from lookthrough.report.streaming import Screening
    from lookthrough.workspace import Workspace


def workspace(home: str | None) -> Workspace:
    """The workspace of a home folder; None is the settings' one."""
    from lookthrough.workspace import open as open_workspace  # noqa: PLC0415 - --help must not wait for it

    return open_workspace(home)


def deliver(
    report: Report, format_: str | None, output: Path | None, issues: Issues | None = None, read: Path | None = None
) -> None:
    """Render and write; `read` is the user's file, which an answer never overwrites."""
    from lookthrough.report.render import format_for, render  # noqa: PLC0415 - --help must not wait for it

    chosen = format_for(format_, output)
    spare(output, read)
    say(render(report, chosen, width=width(output)), chosen, output, issues)


def spare(output: Path | None, *read: Path | None) -> None:
    """Refuse to overwrite a file that the answer was read from."""
    for file in read:
        if output is not None and file is not None and output.exists() and file.exists() and output.samefile(file):
            raise InputError(f"{output} is the file that was read", hint="name another file with -o")


def width(output: Path | None) -> int:
    """How many columns a table may take: a file's are fixed, so that it reads the same everywhere."""
    return 100 if output else Console().width


def say(said: str | bytes, chosen: str, output: Path | None, issues: Issues | None) -> None:
    """The answer to its file or to stdout, what was wrong in the user's file to stderr."""
    if issues:
        warn(issues)
    if output is not None:
        _write(output, [said.encode() if isinstance(said, str) else said])
        Console(stderr=True, highlight=False).print(f"Wrote {output}", markup=False)
    elif isinstance(said, bytes):
        if sys.stdout.isatty():
            raise InputError(f"{chosen} is not for a terminal", hint="name a file with -o")
        sys.stdout.buffer.write(said)
    elif said:
        sys.stdout.write(said if said.endswith("\n") else said + "\n")


def deliver_streamed(screening: Screening, chosen: str, output: Path | None, read: Path) -> None:
    """Write the answers about a long file while it is read; `chosen` is one of the formats that are lines."""
    from lookthrough.report.streaming import STREAMED  # noqa: PLC0415 - --help must not wait for it

    spare(output, read)
    pieces = STREAMED[chosen](screening)
    if output is not None:
        _write(output, (piece.encode() for piece in pieces))
        warn(screening.head.issues)
        Console(stderr=True, highlight=False).print(f"Wrote {output}", markup=False)
        return
    for piece in pieces:
        sys.stdout.write(piece)
    warn(screening.head.issues)


def file_named(what: str) -> Path | None:
    """The file of that name, None where there is none."""
    try:
        return Path(what) if Path(what).is_file() else None
    except (OSError, ValueError):
        return None


def _write(output: Path, pieces: Iterable[bytes]) -> None:
    """Write whole or not at all; a device or a pipe is written through, a link's target is what is replaced."""
    target = output.resolve()
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                stream.writelines(pieces)
            return
        handle, aside = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.writelines(pieces)
            os.chmod(aside, target.stat().st_mode & 0o777 if target.exists() else 0o644)
            os.replace(aside, target)
        except BaseException:
            os.unlink(aside)
            raise
    except OSError as error:
        raise InputError(f"cannot write {output}: {error.strerror}", hint="choose another place with -o") from None


def warn(issues: Issues, shown: int = 12) -> None:
    """The first issues to stderr, and how many more there are of each kind."""
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    for issue in list(issues)[:shown]:
        console.print(f"{issue.severity}: {issue}", markup=False)
    rest = len(issues) - min(shown, len(issues.kept))
    if rest > 0:
        counts = ", ".join(f"{code} {count:,}" for code, count in sorted(issues.counts.items()))
        console.print(f"… and {rest:,} more ({counts})", markup=False)


def progress() -> Callable[[str, int, int | None], None]:
    """A line on stderr that says how far long work is; silent where stderr is not a terminal."""
    console = Console(stderr=True)

    def tell(what: str, done: int, total: int | None) -> None:
        if console.is_terminal:
            of = f" of {total:,}" if total else ""
            console.print(f"\x1b[2K{what}: {done:,}{of}", end="\r", markup=False, highlight=False)

    return tell


def chosen_lists(lists: str | None) -> tuple[str, ...] | None:
    """The ids of `--lists`; None is all.

    Raises:
        InputError: if it is given and names none.
    """
    if lists is None:
        return None
    chosen = tuple(part.strip() for part in lists.split(",") if part.strip())
    if not chosen:
        raise InputError("--lists names no list", hint="`lookthrough lists` shows their ids; leave it out for all")
    return chosen


def chosen_grounds(grounds: str | None) -> tuple[str, ...]:
    """The words of `--grounds`; () is no question about grounds. An empty one is kept, so that it is refused."""
    if grounds is None:
        return ()
    return tuple(part.strip() for part in grounds.split(",") if part.strip()) or ("",)


def beside(
    output: Path | None,
    links: list[Path] | None,
    rules: list[Path] | None,
    grounds: str | None = None,
    decisions: list[Path] | None = None,
) -> Beside:
    """What a question is given beside the lists; an answer never overwrites one of these files."""
    spare(output, *(links or ()), *(rules or ()), *(decisions or ()))
    given: Beside = {"links": links or (), "rules": rules or (), "decisions": decisions or ()}
    return {**given, "grounds": chosen_grounds(grounds)}
