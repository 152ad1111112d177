"""The passport of a source: who publishes it, where, in which shapes, and how large it must be to be believed.

A source is a plain module with the same names as every other:

    META: Passport
    edition_of(files) -> str | None         the edition's ISO day as the file states it, None when it does not
    parse(files, issues) -> Iterator[Statement]

`parse` reads; it neither fetches nor stores, and knows no clock. What is wrong with the whole file raises
`ParseError`; what is wrong with one row becomes an `Issue` with its place.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passport:
    """What is known of a source before a byte of it is read.

    Attributes:
        id: names the file, the registry key, the CLI argument and the folder.
        title: the publisher's title.
        publisher: who publishes it.
        publisher_url: the page that a person would open.
        data_urls: the official addresses of the files, in the order that `parse` wants them.
        lists: ids of the lists that it fills.
        licence: terms, in a phrase.
        min_entries: fewer entries than this in a whole edition are not believed.
        max_entries: more than this only warns.
        suffixes: file endings that it can be published in.
        description: what a listing is, in a sentence or two.
    """

    id: str
    title: str
    publisher: str
    publisher_url: str
    data_urls: tuple[str, ...]
    lists: tuple[str, ...]
    licence: str
    min_entries: int
    max_entries: int
    suffixes: tuple[str, ...]
    description: str


def hashed_id(list_id: str, *cells: str) -> str:
    """An id for an entry whose publisher gives none: the list and a hash of the cells that identify it.

    Outer and repeated white space does not count, so a re-typeset edition keeps its ids.
    """
    text = "\x1f".join(" ".join(cell.split()) for cell in cells)
    return f"{list_id}:{hashlib.sha256(text.encode()).hexdigest()[:16]}"
