"""A document as a reader of one format leaves it: text, pieces with the signs that the format gives, what it states.

Every reader ends here, and everything behind it (roles, articles, dates) works on this alone, whatever the format.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Sign = Literal[
    "nav", "header", "footer", "aside", "form", "comments", "hidden", "main", "article", "heading", "title", "rubric",
    "byline", "date", "caption", "table", "list", "quote", "note", "running",
]  # fmt: skip
"""What the format itself says of a piece, by its tags, classes or place on the page.

"main": the format, or a library that knows it, holds this for the text of the page. "running": a line that returns
on every page. "note": a footnote. "rubric": a section's name above a title.
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, a line, a row of a table: the smallest stretch that plays one role.

    Attributes:
        start, end: code points of the text; no outer white space.
        signs: what the format says of it.
        gap: whether an empty line or a block's border stands before it.
        links: share of its characters that stand in links, 0..1.
        page: 1-based; None where the medium has no pages.
        node: path of the element.
        unit: number of the container that holds one article among others; 0 where there is none.
        when: the machine-readable date of a date piece, as printed; "" otherwise.
    """

    start: int
    end: int
    signs: frozenset[Sign] = frozenset()
    gap: bool = True
    links: float = 0.0
    page: int | None = None
    node: str = ""
    unit: int = 0
    when: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a document says of itself in machine-readable form.

    Attributes:
        title, site, language: as stated; "" where nothing is.
        authors: names, in order.
        published: (where it is stated, the date as printed), the most trustworthy first.
        updated: the same for a later change.
    """

    title: str = ""
    site: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    published: tuple[tuple[str, str], ...] = ()
    updated: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A document taken apart, before anybody judged its parts.

    Attributes:
        text: all of it.
        pieces: in order, without overlap; what lies between them is white space.
        tool: what read it, with version.
        stated: what it says of itself.
        marked_up: whether the format gives signs of its own; else roles rest on words and places alone.
    """

    text: str
    pieces: tuple[Piece, ...]
    tool: str
    stated: Stated = field(default_factory=Stated)
    marked_up: bool = False

    def words(self, piece: Piece) -> str:
        """A piece's text."""
        return self.text[piece.start : piece.end]
