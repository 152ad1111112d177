"""From bytes to text with articles and blocks: the door of the room.

    issues = Issues()
    rendition = read_document(Path("page.html"), issues=issues)
    rendition = read_document(data, name="stdin", issues=issues)
    for found in gather(Path("folder or archive"), issues):      # see `gathering`
        rendition = read_document(found.data, found.name, issues=issues, captured=found.captured, address=found.address)
    for article in rendition.articles:
        for block in article.blocks:
            if block.role == "body":
                print(rendition.text[block.start : block.end])

A document's kind is told from its bytes, never from its name. Nothing is fetched and nothing in a document is
executed. Plain text is read with the standard library alone; other formats need the libraries of the extra
`lookthrough[evidence]`, and the error says so where one is missing. The same bytes, name and time give the same
rendition, byte for byte.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from lookthrough.errors import InputError, Issues, Place, quote
from lookthrough.evidence.articles.parting import articles_of
from lookthrough.evidence.formats import article_line, docx_file, html_page, pdf_file, plain_text
from lookthrough.evidence.formats.layout import Layout
from lookthrough.evidence.formats.media import Media, media_of, refuse
from lookthrough.model.document import Capture, Rendition


def read_document(
    source: Path | bytes, name: str = "", *, issues: Issues, captured: str = "", address: str = "", charset: str = ""
) -> Rendition:
    """Read one document.

    Args:
        source: a file, or its bytes.
        name: what to call it; a file's own name where "".
        issues: receives what was guessed, cut or left out.
        captured: when the bytes were taken in, ISO 8601; no publication date after it is believed.
        address: where they came from, when known.
        charset: the encoding that came with them, when known.

    Raises:
        InputError: if the file cannot be opened, is in no form that is read here, is damaged, locked or too large;
            or if a library of the extra `lookthrough[evidence]` is missing.
    """
    data, name = _bytes_of(source, name)
    media = media_of(data)
    layout = _layout(media, data, name, issues, charset, address)
    if not layout.text.strip():
        issues.error("no-text", "no text stands in the document", Place(name))
    sha256 = hashlib.sha256(data).hexdigest()
    capture = Capture(sha256, len(data), media.media_type, name, address, captured)
    text_hash = hashlib.sha256(layout.text.encode("utf-8", "surrogatepass")).hexdigest()
    return Rendition(capture, layout.text, text_hash, layout.tool, articles_of(layout, sha256, captured))


def _bytes_of(source: Path | bytes, name: str) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, name or "document"
    try:
        return source.read_bytes(), name or source.name
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise InputError(
            f"the document cannot be opened: {reason}", hint="check the path", place=Place(quote(source.name))
        ) from None


def _layout(media: Media, data: bytes, name: str, issues: Issues, charset: str, address: str) -> Layout:
    match media.kind:
        case "text":
            return plain_text.read(data, name, issues, charset)
        case "html":
            return html_page.read(data, name, issues, charset, address)
        case "pdf":
            return pdf_file.read(data, name, issues)
        case "docx":
            return docx_file.read(data, name, issues)
        case "jsonl":
            return article_line.read(data, name)
        case _:
            raise refuse(media, name)
