"""XML that strangers wrote: parsed without entities, network, document types or huge trees.

The publishers' own files begin with a blank line before the XML declaration, which a strict parser refuses; outer
white space is therefore dropped first.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from lxml import etree

from lookthrough.errors import InputError, Place
from lookthrough.intake.decode import head_of, head_text

MAX_BYTES = 256 * 1024 * 1024
"""Files above this size are refused: the largest filing with 100,000 lines is a third of it."""


def sniff_text(file: Path) -> str:
    """The file's head as text without outer white space; "" when it is no text or cannot be read."""
    try:
        text = head_text(head_of(file))
    except InputError:
        return ""
    return (text or "").lstrip("\ufeff \t\r\n")


def parse(file: Path) -> tuple[etree._Element, str]:
    """Read a whole XML file.

    Returns:
        The root element and the SHA-256 of the file's bytes.

    Raises:
        InputError: if the file is too large, cut short, not well formed, or declares a document type (with which
            entities that grow without end are made).
    """
    size = len(head_of(file, 1)) and file.stat().st_size
    if size > MAX_BYTES:
        raise InputError(
            f"the file has {size:,} bytes; XML above {MAX_BYTES:,} is not read",
            hint="split the filing by series",
            place=Place(file.name),
        )
    data = file.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    data = data.strip(b" \t\r\n") if not data.startswith((b"\xff\xfe", b"\xfe\xff")) else data
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(
            "the XML is not well formed, or was cut short",
            hint="download the file again",
            place=Place(file.name, error.lineno),
        ) from None
    except ValueError as error:
        raise InputError("the XML cannot be read", hint=str(error), place=Place(file.name)) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise InputError(
            "the XML declares a document type, which no filing does; it is refused",
            hint="entities in it could fill the memory; get the file from the publisher",
            place=Place(file.name),
        )
    return root, digest


def local(element: etree._Element) -> str:
    """The element's name without its namespace; "" for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first descendant along a path of names, namespaces ignored; None when a step is missing."""
    for name in names:
        if element is None:
            return None
        element = next((node for node in element if local(node) == name), None)
    return element


def text(element: etree._Element | None, *names: str) -> str:
    """The text at the end of a path, outer white space dropped; "" when it is missing."""
    node = child(element, *names)
    return (node.text or "").strip() if node is not None else ""
