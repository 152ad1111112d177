"""The shelf of holdings formats: which one a file is, and all the funds of a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, Protocol

from lookthrough.errors import InputError, Issues, Place, quote
from lookthrough.intake import form13f, holdings_table, ishares, nport
from lookthrough.intake.decode import content_of, head_of, refuse
from lookthrough.intake.tables import open_table
from lookthrough.model.holdings import Holdings


class Read(Protocol):
    """Reads a file of one format; see the `read` of any format module."""

    def __call__(self, file: Path, issues: Issues, *, keep_cells: bool = True) -> Holdings:
        """Read the whole file."""


class Format(NamedTuple):
    """One entry of the shelf.

    Attributes:
        name: the module's name, which is also `Holdings.format`.
        title: what people call it.
        sniff: whether a file is of this format; never raises.
        read: reads it.
    """

    name: str
    title: str
    sniff: Callable[[Path], bool]
    read: Read


FORMATS: tuple[Format, ...] = (
    Format("nport", "SEC N-PORT-P XML", nport.sniff, nport.read),
    Format("form13f", "SEC 13F information table XML", form13f.sniff, form13f.read),
    Format("ishares", "iShares holdings CSV", ishares.sniff, ishares.read),
    Format("holdings_table", "a CSV, XLSX or JSON table of holdings", holdings_table.sniff, holdings_table.read),
)
"""In the order in which they are tried: the particular before the general."""


def read_holdings(file: Path, issues: Issues, *, keep_cells: bool = True) -> Holdings:
    """Read a file of holdings in whichever format it is.

    Args:
        file: the file; its ending says nothing.
        issues: receives what was found wrong.
        keep_cells: whether positions carry their verbatim cells.

    Returns:
        The holdings, with `format` and `columns` saying how they were read.

    Raises:
        InputError: if the file cannot be opened, is no table (a web page, a PDF, an archive, junk), or is in none of
            the formats; the error says which were tried.
    """
    if file.is_dir():
        raise InputError("this is a folder, not a file of holdings", hint="give the file", place=Place(file.name))
    for form in FORMATS:
        if form.sniff(file):
            return form.read(file, issues, keep_cells=keep_cells)
    raise _not_recognised(file)


def _not_recognised(file: Path) -> InputError:
    """The clearest reason that can be given: what the file is, else why its header will not do."""
    content = content_of(head_of(file))
    tried = "tried: " + ", ".join(form.title for form in FORMATS)
    if content == "xml":
        return InputError("the XML is neither N-PORT nor a 13F information table", hint=tried, place=Place(file.name))
    if content not in {"text", "json", "zip", "ole"}:
        return refuse(content, file)
    try:
        columns = open_table(file, Issues(keep=0)).columns
    except InputError as error:
        return InputError(error.message, hint="; ".join(filter(None, (error.hint, tried))), place=error.place)
    found = ", ".join(quote(header, 24) for header in columns.header[:8])
    return InputError(
        f"the table has no columns of holdings; its headers are {found}",
        hint=f"it needs a name and one of value, weight, quantity, isin, cusip, sedol, lei or ticker; {tried}",
        place=Place(file.name),
    )


def read_funds(folder: Path, issues: Issues, *, keep_cells: bool = False) -> Iterator[Holdings]:
    """Read every file of a folder as the holdings of one fund.

    Folders inside are read too; links to folders are not followed, and links to files
    outside the folder are not read, which is an issue of severity "error". Hidden files and folders (a leading dot,
    Excel's
    "~$" locks) are passed over with a note. A file that cannot be read becomes an issue of severity "error" and does
    not stop the others.

    Args:
        folder: the folder; a single file is read as the only fund.
        issues: receives the issues of all files.
        keep_cells: whether positions carry their verbatim cells; off, because a thousand funds would fill the memory.

    Yields:
        The funds in order of their paths, `Holdings.file` relative to the folder with forward slashes. The name of a
        fund is never used as a path.

    Raises:
        InputError: if the folder does not exist or holds no file.
    """
    if folder.is_file():
        yield read_holdings(folder, issues, keep_cells=keep_cells)
        return
    if not folder.is_dir():
        raise InputError("there is no such folder of funds", hint="check the path", place=Place(folder.name))
    files = list(_files(folder, issues))
    if not files:
        raise InputError(
            "the folder holds no files", hint="put one file of holdings per fund in it", place=Place(folder.name)
        )
    for file in files:
        shown = file.relative_to(folder).as_posix()
        try:
            holdings = read_holdings(file, issues, keep_cells=keep_cells)
        except InputError as error:
            where = error.place or Place()
            issues.error("unreadable-fund", error.message, Place(shown, where.row, where.column), error.hint)
            continue
        yield holdings if holdings.file == shown else replace(holdings, file=shown)


def _files(folder: Path, issues: Issues) -> Iterator[Path]:
    """Files below a folder in order of their paths; a link that leads out of it is refused, not followed."""
    inside = folder.resolve()
    for root, folders, names in os.walk(folder):
        hidden = [name for name in (*folders, *names) if name.startswith((".", "~$"))]
        if hidden:
            issues.note(
                "hidden-files",
                f"{len(hidden)} hidden files or folders were passed over, e.g. {quote(hidden[0])}",
                Place(Path(root).name),
            )
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root) / name
            if name.startswith((".", "~$")) or not path.is_file():
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(inside):
                issues.error(
                    "link-outside",
                    f"{quote(name)} is a link to a file outside the folder; it is not read",
                    Place(path.relative_to(folder).as_posix()),
                    "copy the file into the folder",
                )
                continue
            yield path
