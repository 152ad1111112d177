"""XML and HTML read safely: no entities, no network, no huge trees, one record at a time.

A list is data from outside, even when its publisher is a government: a file that declares entities, nests without
end or stops in the middle is refused with its line, and memory stays bounded by one record.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from lookthrough.errors import Issues, ParseError, Place, quote
from lookthrough.sources.text import DEFAULT_LIMITS, Limits, decode, read_bytes, refuse_binary, refuse_html

_PLAIN_ENCODINGS = ("utf-8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']{1,40})["']""")
_ENTITY_HINT = "lists declare none; the file may be an attack or an error page"


def read_xml(file: Path, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The bytes of an XML file, checked before any parser sees them.

    Raises:
        NotFoundError, InputError, ParseError: as `read_bytes`.
        ParseError: also if it is HTML or no XML, declares entities, or names an encoding that lists do not use.
    """
    place = Place(file.name)
    data = read_bytes(file, limits)
    refuse_binary(data, place)
    bare = data[:200_000].replace(b"\x00", b"")
    refuse_html(bare[:2000].decode("latin-1"), "the XML file", place)
    if not bare.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        raise ParseError("this is no XML", hint="check which format the source expects", place=place)
    if b"<!entity" in data.replace(b"\x00", b"").lower():
        raise ParseError("the file declares XML entities", hint=_ENTITY_HINT, place=place)
    declared = _DECLARED.match(bare)
    if declared and declared[1].decode("ascii", "replace").lower() not in _PLAIN_ENCODINGS:
        name = quote(declared[1].decode("latin-1"))
        raise ParseError(f"the file names the encoding {name}", hint="lists are published in UTF-8", place=place)
    return data


def root_of(data: bytes, place: Place) -> etree._Element:
    """The root element with its attributes; its children are not complete.

    Raises:
        ParseError: if there is none.
    """
    for _, element in _events(data, place, ("start",), None):
        return element
    raise ParseError("the XML has no root element", hint="download it again", place=place)


def records(data: bytes, tags: tuple[str, ...], place: Place) -> Iterator[tuple[int, etree._Element]]:
    """Every element with one of these local names, numbered from 1, in any namespace.

    An element is emptied when the next is asked for; take what you need from it first.

    Raises:
        ParseError: if the XML breaks off or is not well formed, with the line.
    """
    found = _events(data, place, ("end",), tuple("{*}" + tag for tag in tags))
    for number, (_, element) in enumerate(found, start=1):
        yield number, element
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]


def _events(
    data: bytes, place: Place, events: tuple[str, ...], tag: tuple[str, ...] | None
) -> Iterator[tuple[str, etree._Element]]:
    parser = etree.iterparse(
        io.BytesIO(data),
        events=events,
        tag=tag,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        yield from parser
    except etree.XMLSyntaxError as error:
        raise ParseError(
            f"the XML is broken: {quote(error.msg or 'unknown', 120)}",
            hint="the file may be cut short: download it again",
            place=Place(place.file, error.lineno or None),
        ) from None


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return str(etree.QName(element).localname)


def text_of(element: etree._Element | None) -> str:
    """The element's own text as printed; "" when there is none."""
    return (element.text or "") if element is not None else ""


def leaves(element: etree._Element, path: str = "") -> Iterator[tuple[str, str]]:
    """Every non-empty text below an element, with its path ("akaList/aka/lastName"), in file order."""
    for child in element:
        below = f"{path}/{local_name(child)}" if path else local_name(child)
        if child.text and child.text.strip():
            yield below, child.text
        yield from leaves(child, below)


def read_html(file: Path, issues: Issues, limits: Limits = DEFAULT_LIMITS) -> html.HtmlElement:
    """A web page as a tree, parsed without network and without huge trees.

    Raises:
        NotFoundError, InputError, ParseError: as `read_text`.
        ParseError: also if the file holds no markup.
    """
    place = Place(file.name)
    text = decode(read_bytes(file, limits), place, issues)
    if "<" not in text[:10_000]:
        raise ParseError("this is no web page", hint="save the publisher's page as HTML and load that", place=place)
    parser = html.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8", remove_comments=True)
    try:
        tree: html.HtmlElement = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise ParseError(f"the page cannot be read: {quote(str(error))}", hint="save it again", place=place) from None
    return tree
