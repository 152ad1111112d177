"""Renditions made of plain paragraphs, for tests of what is read in them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from lookthrough.evidence.extract import Extraction, extract
from lookthrough.model import dates
from lookthrough.model.document import Article, Block, Capture, Published, Rendition, Role


def written(*paragraphs: str, published: str = "2024-03-13", roles: dict[int, Role] | None = None) -> Rendition:
    """One article of the given paragraphs; each is body text unless `roles` says otherwise by its number."""
    text = "\n\n".join(paragraphs)
    blocks: list[Block] = []
    at = 0
    for number, paragraph in enumerate(paragraphs):
        blocks.append(Block(at, at + len(paragraph), (roles or {}).get(number, "body")))
        at += len(paragraph) + 2
    when = Published(dates.from_iso(published) if published else None, "metadata" if published else "unknown", "")
    digest = hashlib.sha256(text.encode()).hexdigest()
    capture = Capture(digest, len(text.encode()), "text/plain", "written.txt")
    article = Article(digest[:12], 0, len(text), "", (), "en", when, tuple(blocks))
    return Rendition(capture, text, digest, "test 1", (article,))


@pytest.fixture(scope="session")
def rendition() -> Callable[..., Rendition]:
    """Makes a rendition of one article out of paragraphs."""
    return written


@pytest.fixture(scope="session")
def read() -> Callable[..., Extraction]:
    """Reads paragraphs with the default extractor: keyword arguments of `written` and of `extract`."""

    def reading(
        *paragraphs: str, published: str = "2024-03-13", roles: dict[int, Role] | None = None, **how: object
    ) -> Extraction:
        return extract(written(*paragraphs, published=published, roles=roles), **how)  # type: ignore[arg-type]

    return reading
