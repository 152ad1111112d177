"""Zip packages that strangers made (DOCX, WACZ): opened within limits of number, size and packing."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from lookthrough.errors import InputError, Place, quote

MOST_FILES = 20_000
MOST_UNPACKED = 512 * 1024 * 1024
_RATIO = 200  # texts pack to a tenth, bombs to a thousandth
_SMALL = 1024 * 1024


def opened(data: bytes, name: str) -> zipfile.ZipFile:
    """Open a package after looking at what its table of contents says.

    Raises:
        InputError: if it is damaged, locked, or unpacks to more than a document can be.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise InputError("the package is damaged or cut short", hint="download it again", place=Place(name)) from None
    total = sum(member.file_size for member in members)
    if len(members) > MOST_FILES or total > MOST_UNPACKED or (total > _SMALL and total > _RATIO * max(1, len(data))):
        raise InputError(
            f"{len(data):,} bytes unpack to {total:,} in {len(members):,} files",
            hint="no document packs that well; this may be a decompression bomb",
            place=Place(name),
        )
    if any(member.flag_bits & 1 for member in members):
        raise InputError("the package is locked with a password", hint="save it without one", place=Place(name))
    return archive


def member(archive: zipfile.ZipFile, path: str, name: str) -> bytes:
    """One file of a package; b"" where it is not there.

    Raises:
        InputError: if it is damaged or longer than the table of contents says.
    """
    try:
        size = archive.getinfo(path).file_size
    except KeyError:
        return b""
    try:
        with archive.open(path) as stream:
            data = stream.read(size + 1)
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error, RuntimeError, NotImplementedError):
        raise InputError(
            f"{quote(path)} in the package is damaged", hint="download it again", place=Place(name)
        ) from None
    if len(data) > size:
        raise InputError(
            f"{quote(path)} is longer than it says", hint="this may be a decompression bomb", place=Place(name)
        )
    return data


def xml(data: bytes, path: str, name: str) -> etree._Element | None:
    """A file of a package as XML, without entities, network or document types; None where it is empty.

    Raises:
        InputError: if it is not well formed, or declares a document type.
    """
    if not data:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise InputError(f"{quote(path)} is not well formed", hint="save the file again", place=Place(name)) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise InputError(
            f"{quote(path)} declares a document type, which no such file does; it is refused",
            hint="entities in it could fill the memory",
            place=Place(name),
        )
    return root
