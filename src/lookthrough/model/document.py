"""A document: the bytes as they came, the text read from them, and the articles and blocks within that text.

Each layer names the hash of the one before, so that a quote can be taken back to the stored bytes. Every offset counts
code points of `Rendition.text`, the end excluded. A plain text file's rendition is its decoded text, unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lookthrough.model.dates import PartialDate

Role = Literal["body", "heading", "byline", "dateline", "caption", "furniture", "form", "foreign"]
"""What a block is to its article.

"heading": a title within or above the article. "byline": who wrote it. "dateline": when or where. "caption": of a
picture or table. "furniture": menus, footers, advertisements, links to other stories. "form": fields to fill in.
"foreign": a paragraph of another story, or in another language than the article's.
"""

PublishedBasis = Literal["metadata", "dateline", "inferred", "unknown"]


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as they came, kept once and never edited.

    Attributes:
        sha256: of the bytes, in lower-case hexadecimal; the capture's address.
        size: in bytes.
        media_type: e.g. "text/html", as recognised from the bytes.
        name: the file's name as given, without folders; inside an archive "archive.warc#record".
        address: where the bytes came from, when they say so (a WARC record does); "" otherwise.
        captured: when they were taken in, or when the archive says that they were fetched; ISO 8601 with zone.
    """

    sha256: str
    size: int
    media_type: str
    name: str
    address: str = ""
    captured: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that plays one role.

    Attributes:
        start, end: code points of the rendition's text.
        role: what it is to its article.
        why: the rule or mark that told its role, in a reader's words.
        page: 1-based page it stands on; None where the medium has no pages.
        node: path of the element that it was read from, e.g. "/html/body/article/p[2]"; "" where there is none.
        language: ISO 639-1, "" where it is too short to tell or cannot be told.
    """

    start: int
    end: int
    role: Role
    why: str = ""
    page: int | None = None
    node: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, and how that is known.

    Attributes:
        date: None is unknown.
        basis: "metadata" (the page's own tags), "dateline" (printed with the article), "inferred" (from the text, as
            bounds), "unknown".
        why: what was read, or why nothing could be.
    """

    date: PartialDate | None
    basis: PublishedBasis
    why: str


@dataclass(frozen=True, slots=True)
class Article:
    """One story within a rendition; a file may hold several.

    Attributes:
        id: "<first 12 digits of the capture's sha256>" with ".2", ".3" … for further articles of the same file.
        start, end: code points of the rendition's text.
        title: as printed; "" where none is.
        authors: as printed in bylines, in order.
        language: ISO 639-1, "" where it cannot be told.
        published: when.
        blocks: in order, without overlap, within the article.
    """

    id: str
    start: int
    end: int
    title: str
    authors: tuple[str, ...]
    language: str
    published: Published
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Rendition:
    """Text read from a capture.

    Attributes:
        capture: what it was read from.
        text: all of it, furniture included.
        sha256: of the text in UTF-8.
        tool: what read it, with its version, e.g. "trafilatura 2.3.1".
        articles: in order; everything outside them is furniture.
    """

    capture: Capture
    text: str
    sha256: str
    tool: str
    articles: tuple[Article, ...]
