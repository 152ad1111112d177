"""The door: the command itself, and how a failure becomes one message and an exit code."""

from __future__ import annotations

import gc
import io
import sys

import typer
from rich.console import Console

from lookthrough.errors import InputError, LookthroughError, SourceError, StateError

app = typer.Typer(
    name="lookthrough",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Through whom, by how much and since when does a name or a portfolio lead to a listed party, and what does "
    "that mean in law on a date? Start with **lookthrough demo**.",
    epilog="Exit codes: 0 nothing found · 1 something found (screen, portfolio, owners, supply, validate) · "
    "2 your arguments · 3 a list or file could not be read · 4 our own files disagree.",
)
FOUND, MISTAKE, UNREADABLE, DISAGREE = 1, 2, 3, 4
INTERRUPTED = 130


def main() -> None:
    """Run the command line; every failure becomes one message and an exit code, never a traceback."""
    # A command makes millions of small records without cycles and then ends: looking for cycles among them took a
    # quarter of the time of a large portfolio and freed nothing (benchmarks/nested_funds.py).
    gc.disable()
    _speak_utf8()
    try:
        app()
    except SystemExit as stop:
        if stop.code == INTERRUPTED:
            Console(stderr=True).print("Interrupted; what was stored before is unchanged.")
        raise
    except LookthroughError as error:
        _complain(error)
        sys.exit(_exit_code(error))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        _complain(InputError(f"the system refused: {error.strerror or error}{where}", hint="check space and rights"))
        sys.exit(UNREADABLE)
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        _complain(
            StateError(
                f"a defect of Lookthrough: {type(error).__name__}: {error}",
                hint="what was stored before is unchanged; `python -X dev -m lookthrough …` shows where it happened",
            )
        )
        sys.exit(DISAGREE)


def _speak_utf8() -> None:
    """Names are in every script: a file or pipe gets UTF-8 whatever the locale, a terminal shows what it can."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and (stream.encoding or "").lower().replace("-", "") != "utf8":
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8")


def _exit_code(error: LookthroughError) -> int:
    if isinstance(error, StateError):
        return DISAGREE
    unreadable = isinstance(error, SourceError) or (error.place is not None and bool(error.place.file))
    return UNREADABLE if unreadable else MISTAKE


def _complain(error: LookthroughError) -> None:
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    place = f"{error.place}: " if error.place and str(error.place) else ""
    console.print(f"Error: {place}{error.message}", style="bold red", markup=False)
    if error.hint:
        console.print(f"  {error.hint}", markup=False)
