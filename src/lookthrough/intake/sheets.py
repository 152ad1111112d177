"""Spreadsheets to rows of text: XLSX, XLS and ODS through calamine, behind a guard.

calamine lays a sheet out as one dense rectangle, so two cells in opposite corners of an XLSX file of 5 kB ask for
half a terabyte and end the process. The guard therefore unpacks every part once, counting bytes and looking at the
cell addresses, before calamine sees the file.

Limits: `MAX_UNPACKED` bytes after unpacking and, above 32 MB, `MAX_RATIO` times the packed size; `MAX_CELLS` cells in
the rectangle of a sheet. A formula gives its stored value; a cell with an error value ("#N/A") is blank. Old XLS
files have no packed parts to count; their format ends at 65,536 rows of 256 columns.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import python_calamine
from lxml import etree

from lookthrough.errors import InputError, Place

MAX_UNPACKED = 512 * 1024 * 1024
MAX_RATIO = 200
MAX_CELLS = 20_000_000
_FREE = 32 * 1024 * 1024  # below this no ratio is looked at
_STEP = 1 << 20
_ADDRESS = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})([0-9]{1,10})["']""")
_ERROR = re.compile(rb"""<c\b[^>]{0,60}?\bt=["']e["']""")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def read_sheets(file: Path, *, limit: int | None = None) -> Iterator[tuple[str, list[list[str]]]]:
    """The sheets of a workbook in order, each as rows of text of equal length.

    Args:
        file: the workbook.
        limit: how many rows of each sheet are wanted; None for all.

    Yields:
        (sheet name, rows). Numbers come without a trailing ".0", dates as ISO days, truth values as TRUE and FALSE.

    Raises:
        InputError: if the file is no workbook, is locked with a password, or is larger than the limits.
    """
    _guard(file)
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(file))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            rows = sheet.to_python(skip_empty_area=False, nrows=limit) if sheet.height else []
            yield name, [[_text(cell) for cell in row] for row in rows]
    except python_calamine.PasswordError:
        raise InputError(
            "the workbook is locked with a password", hint="save it without one", place=Place(file.name)
        ) from None
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise InputError(
            "the workbook cannot be read: it is damaged, or no spreadsheet",
            hint=f"open it and save it as .xlsx or CSV ({str(error)[:80]})",
            place=Place(file.name),
        ) from None


def error_cells(file: Path) -> int:
    """How many cells of an XLSX workbook hold an error such as #N/A or #DIV/0!, which are read as blank; else 0."""
    count = 0
    try:
        with zipfile.ZipFile(file) as archive:
            for part in archive.infolist():
                if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
                    tail = b""
                    for piece in _unpacked(archive, part):
                        count += len(_ERROR.findall(tail + piece))
                        tail = piece[piece.rfind(b"<") :] if b">" not in piece[piece.rfind(b"<") :] else b""
    except (zipfile.BadZipFile, zlib.error, OSError):
        return count
    return count


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(sep=" ")
    return str(cell)


def _guard(file: Path) -> None:
    """Refuse an archive that unpacks to too much, or whose sheets span too many cells."""
    with file.open("rb") as stream:
        if stream.read(4) != b"PK\x03\x04":
            return
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if len(parts) > 10_000:
                raise _too_large(file, f"{len(parts):,} parts")
            _look_at(archive, parts, file)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(
            "the file is a damaged archive, not a workbook",
            hint="download it again, or save it as CSV",
            place=Place(file.name),
        ) from None


def _look_at(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], file: Path) -> None:
    names = {part.filename for part in parts}
    if not names & {"xl/workbook.xml", "content.xml"}:
        binary = "xl/workbook.bin" in names
        raise InputError(
            "the workbook is in the binary .xlsb form" if binary else "the archive is not a workbook",
            hint="save it as .xlsx or CSV" if binary else "unpack it and give the table inside",
            place=Place(file.name),
        )
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise _too_large(file, f"more than {MAX_UNPACKED:,} bytes when unpacked")
    packed, total = sum(part.compress_size for part in parts), 0
    for part in parts:
        corner, tail = [0, 0], b""
        for piece in _unpacked(archive, part):
            total += len(piece)
            if total > min(MAX_UNPACKED, max(_FREE, MAX_RATIO * packed)):
                raise _too_large(file, f"{total:,} bytes or more unpacked from {packed:,}")
            if part.filename.startswith("xl/worksheets/"):
                _widen(corner, tail + piece)
                tail = piece[-64:]  # an address may be cut by the end of a piece
        if corner[0] * corner[1] > MAX_CELLS:
            raise _too_large(file, f"a sheet of {corner[0]:,} rows by {corner[1]:,} columns")
    if "content.xml" in names:
        _count_repeats(archive.read("content.xml"), file)


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's bytes by steps, unpacked here: the sizes that the archive states may be wrong on purpose."""
    stream: Any = archive.fp
    stream.seek(part.header_offset + 26)
    lengths = stream.read(4)
    stream.seek(int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little"), io.SEEK_CUR)
    packed = stream.read(part.compress_size)
    if part.compress_type == zipfile.ZIP_STORED:
        yield packed
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile("a packing that workbooks do not use")
    inflater = zlib.decompressobj(-15)
    while packed and not inflater.eof:
        yield inflater.decompress(packed, _STEP)
        packed = inflater.unconsumed_tail


def _widen(corner: list[int], piece: bytes) -> None:
    """Move the corner of the sheet out to the farthest address in a piece of its XML."""
    found = _ADDRESS.findall(piece)
    if not found:
        return
    corner[0] = max(corner[0], *(int(digits) for _, digits in found))
    for letters in {letters.upper() for letters, _ in found}:
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        corner[1] = max(corner[1], column, 1)


def _count_repeats(content: bytes, file: Path) -> None:
    """An ODS cell may say "a million times me"; count what the filled cells of the sheets come to."""
    cells, held = 0, 0
    try:
        parser = etree.iterparse(io.BytesIO(content), events=("end",), resolve_entities=False, no_network=True)
        for _, node in parser:
            if node.tag == f"{_TABLE}table-cell":
                times = int(node.get(f"{_TABLE}number-columns-repeated", "1"))
                held += times if len(node) else 0
            elif node.tag == f"{_TABLE}table-row":
                cells += held * int(node.get(f"{_TABLE}number-rows-repeated", "1"))
                held = 0
                node.clear()
            if cells > MAX_CELLS:
                raise _too_large(file, f"more than {MAX_CELLS:,} filled cells")
    except etree.XMLSyntaxError:
        raise zipfile.BadZipFile("content.xml is not well formed") from None


def _too_large(file: Path, what: str) -> InputError:
    return InputError(
        f"the workbook is too large to be read safely: {what}",
        hint="save the one sheet that is needed as CSV",
        place=Place(file.name),
    )
