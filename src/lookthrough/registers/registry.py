"""The shelf: every format of a register that is read, and which of them a file is in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Protocol, cast

from lookthrough.errors import InputError, Issues, NotFoundError, Place, quote
from lookthrough.intake.decode import content_of, head_of, refuse
from lookthrough.model.register import Record
from lookthrough.registers import (
    bods,
    cn_ashare_controllers,
    ftm,
    gb_psc,
    gleif_exceptions,
    gleif_level1,
    gleif_level2,
    sec_ex21,
    senzing,
    table,
    us_dod_1260h_parents,
    us_ofac_linked,
    us_ofac_relations,
)


class Format(Protocol):
    """What every module on the shelf has.

    A module may also have `edition_of(file)`, the ISO day that a file states, and `is_update(file)`: does it change no
    more than some of what an earlier file said?

    Attributes:
        ID: names the file, the command's argument and, where one publisher alone writes the format, the register.
        TITLE: what it is called.
    """

    ID: str
    TITLE: str

    def sniff(self, file: Path) -> bool:
        """Is the file in this format? By its content; never raises."""

    def read(self, file: Path, register: str, issues: Issues) -> Iterator[Record]:
        """The records of one file."""


FORMATS: tuple[Format, ...] = tuple(
    cast(Format, module)
    for module in (
        bods,
        ftm,
        senzing,
        gb_psc,
        gleif_level1,
        gleif_level2,
        gleif_exceptions,
        us_ofac_relations,
        us_ofac_linked,
        us_dod_1260h_parents,
        cn_ashare_controllers,
        sec_ex21,
        table,
    )
)
"""In the order in which they are asked; a table of any kind comes last."""

_DAY = re.compile(r"(?<!\d)(20\d{2})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)")
_DATED = re.compile(r"_*(?<!\d)20\d{2}(?:_?\d{2}){0,2}(?!\d)_*")
_ANYBODYS = frozenset(("bods", "ftm", "senzing", "sec_ex21", "table"))


def format_of(file: Path) -> Format:
    """The format that a file is in, by its content.

    Raises:
        InputError: if it is in none; the message says what the file is.
    """
    for module in FORMATS:
        if module.sniff(file):
            return module
    content = content_of(head_of(file))
    if content in {"text", "json", "xml", "html", "zip"}:
        known = ", ".join(module.ID for module in FORMATS)
        packed = "unpack it first if it holds a table: tables are not read packed; " if content == "zip" else ""
        raise InputError(
            "no register of ownership was recognised in the file",
            hint=f"{packed}a table needs a column for owners and one for what they own; the formats are {known}",
            place=Place(file.name),
        )
    raise refuse(content, file)


def edition_of(module: Format, file: Path) -> str | None:
    """The ISO day that a file or its name states; None where neither does."""
    asked: Callable[[Path], str | None] | None = getattr(module, "edition_of", None)
    return (asked(file) if asked is not None else None) or day_in_name(file)


def day_in_name(file: Path) -> str | None:
    """The ISO day in a file's name ("20260709-0000-gleif…", "owners 2026-07-09.csv"); None where there is none."""
    for found in _DAY.finditer(file.name):
        with suppress(ValueError):
            return date(*map(int, found.groups())).isoformat()
    return None


def is_update(module: Format, file: Path) -> bool:
    """Does the file only change what an earlier one said?"""
    asked: Callable[[Path], bool] | None = getattr(module, "is_update", None)
    return asked(file) if asked is not None else False


def format_named(name: str) -> Format:
    """The format with this id.

    Raises:
        NotFoundError: if there is none.
    """
    for module in FORMATS:
        if name == module.ID:
            return module
    known = ", ".join(module.ID for module in FORMATS)
    raise NotFoundError(f"there is no register {quote(name)}", hint=f"the formats are {known}")


def is_register(name: str, files: Sequence[Path]) -> bool:
    """Does a name mean a register: the id of a format or, alone, a file? No source's id has an ending."""
    if not files:
        return Path(name).suffix != "" or Path(name).expanduser().is_file()
    return any(name == module.ID for module in FORMATS)


def register_id(file: Path, module: Format) -> str:
    """The id of a register whose user gave none: the format's where one publisher writes it, else the file's name.

    Statements of one register add up and those of several compete, so two files of a format that anybody may write
    are two registers; a date in the name is that of an edition, and makes no other register.
    """
    if module.ID not in _ANYBODYS:
        return module.ID
    stem = re.sub(r"[^a-z0-9]+", "_", file.name.split(".")[0].casefold()).strip("_")
    return _DATED.sub("", stem)[:60] or stem[:60] or module.ID


def read_files(
    files: Sequence[Path], issues: Issues, *, register: str = "", module: Format | None = None
) -> Iterator[Record]:
    """The records of several files in their order, each recognised by its content.

    Args:
        files: oldest first.
        issues: receives what cannot be read.
        register: id for all of them; "" lets each file say, see `register_id`.
        module: their format; None recognises it.

    Raises:
        InputError: if a file is in no known format, or is broken.
    """
    for file in files:
        found = module or format_of(file)
        yield from found.read(file, register or register_id(file, found), issues)
