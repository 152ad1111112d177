"""An article as one JSON object ("articledata"): title, date, bylines, url, site, language, text."""

from __future__ import annotations

import json

from lookthrough.errors import InputError, Place
from lookthrough.evidence.formats.layout import Layout, Piece, Sign, Stated
from lookthrough.evidence.formats.plain_text import pieces_of


def read(data: bytes, name: str) -> Layout:
    """Read one line: its title, bylines and text, each on lines of their own.

    Raises:
        InputError: if it is no such object.
    """
    try:
        article = json.loads(data)
        text = article["text"]
        if not isinstance(text, str):
            raise TypeError
    except (ValueError, TypeError, KeyError, RecursionError):
        raise InputError(
            "the line is no article in JSON", hint='one object a line, with at least "text"', place=Place(name)
        ) from None
    title = str(article.get("title") or "").strip()
    listed = article.get("bylines")
    authors = tuple(str(a).strip() for a in listed if str(a).strip()) if isinstance(listed, list) else ()
    heads: list[tuple[str, frozenset[Sign]]] = [(title, frozenset({"title"}))] if title else []
    whole, pieces = "", []
    for head, signs in heads:
        pieces.append(Piece(len(whole), len(whole) + len(head), signs))
        whole += head + "\n\n"
    pieces += pieces_of(text, len(whole))
    day = str(article.get("date") or "").strip()
    stated = Stated(
        title=title,
        site=str(article.get("site") or ""),
        language=str(article.get("language") or "")[:2].lower(),
        authors=authors,
        published=(("the line's date", day),) if day else (),
    )
    return Layout(whole + text, tuple(pieces), "article line (json)", stated)
