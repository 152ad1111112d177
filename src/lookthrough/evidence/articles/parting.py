"""The articles of a document: where each begins, its title, authors, day and language, and its blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lookthrough.evidence.articles import lines
from lookthrough.evidence.articles.foreign import mark_foreign
from lookthrough.evidence.articles.languages import language_of
from lookthrough.evidence.articles.published import published
from lookthrough.evidence.articles.roles import SHORT, Marked, is_stated, mark, settle
from lookthrough.evidence.articles.wordlists import folded
from lookthrough.evidence.formats.layout import Layout, Stated
from lookthrough.model.document import Article, Block

_LEAST = 400
"""Characters of text that an article among others has at least; less is a teaser."""


_LONGEST_HEAD = 8  # pieces from a head's first line to its last date or byline


def articles_of(layout: Layout, sha256: str, captured: str = "") -> tuple[Article, ...]:
    """Tell a document's articles apart and give every piece its role.

    Args:
        layout: the document.
        sha256: of the capture; its first 12 digits begin the articles' ids.
        captured: when the bytes were taken in; no publication can be later.

    Returns:
        In order; () where the document holds no text that could be an article.
    """
    marked = mark(layout, layout.stated.language)
    starts = _starts(marked)
    parts = _parts(marked, starts)
    spread = len(parts) > 1
    stated = Stated(language=layout.stated.language, site=layout.stated.site) if spread else layout.stated
    made = [_article(part, stated, captured, spread) for part in parts]
    kept = [article for article in made if any(b.role == "body" for b in article.blocks)]
    return tuple(_numbered(article, sha256, place) for place, article in enumerate(kept))


def _numbered(article: Article, sha256: str, place: int) -> Article:
    name = sha256[:12] + (f".{place + 1}" if place else "")
    return Article(
        name,
        article.start,
        article.end,
        article.title,
        article.authors,
        article.language,
        article.published,
        article.blocks,
    )


def _parts(marked: list[Marked], starts: list[int]) -> list[list[Marked]]:
    if len(starts) < 2:
        return [marked] if marked else []
    ends = [*starts[1:], len(marked)]
    return [marked[start:end] for start, end in zip(starts, ends, strict=True)]


def _starts(marked: Sequence[Marked]) -> list[int]:
    """Places at which articles begin; fewer than two where the document is one article."""
    by_unit = _unit_starts(marked)
    if len(by_unit) > 1:
        return by_unit
    found = _one_a_head(marked, sorted({_first_of_head(marked, place) for place in _heads(marked)}))
    return [start for start, end in _stretches(found, len(marked)) if _text_size(marked[start:end]) >= _LEAST]


def _one_a_head(marked: Sequence[Marked], starts: Sequence[int]) -> list[int]:
    """Starts with no text between them are of one head: its first is kept."""
    kept: list[int] = []
    for start in starts:
        if not kept or start - kept[-1] > _LONGEST_HEAD or _text_size(marked[kept[-1] : start]):
            kept.append(start)
    return kept


def _stretches(starts: list[int], end: int) -> Iterator[tuple[int, int]]:
    yield from zip(starts, [*starts[1:], end], strict=False)


def _text_size(part: Sequence[Marked]) -> int:
    return sum(len(e.text) for e in part if e.role == "body")


def _unit_starts(marked: Sequence[Marked]) -> list[int]:
    """Where the containers of articles begin, a date line right above one counted in."""
    sizes: dict[int, int] = {}
    first: dict[int, int] = {}
    for place, each in enumerate(marked):
        unit = each.piece.unit
        if unit:
            first.setdefault(unit, place)
            sizes[unit] = sizes.get(unit, 0) + (len(each.text) if each.role == "body" else 0)
    starts = []
    for unit, place in sorted(first.items(), key=lambda pair: pair[1]):
        if sizes[unit] < _LEAST:
            continue
        above = place
        while (
            above > 0 and marked[above - 1].role in ("dateline", "heading", None) and not marked[above - 1].piece.unit
        ):
            above -= 1
        starts.append(above)
    return starts


def _heads(marked: Sequence[Marked]) -> list[int]:
    """Places of the bylines and date lines that stand in the head of an article: a title near, text behind."""
    found = []
    for place, each in enumerate(marked):
        if each.role not in ("byline", "dateline") or (each.day is not None and each.day.label == "updated"):
            continue
        behind = marked[place + 1 : place + 7]
        text = next((i for i, e in enumerate(behind) if e.role == "body"), None)
        if text is None:
            continue
        titles_behind = any(e.role in (None, "heading") for e in behind[:text])
        title_above = _titled(marked, place) if each.role == "byline" else _title_before(marked, place)
        if titles_behind or title_above:
            found.append(place)
    return found


def _title_before(marked: Sequence[Marked], place: int) -> bool:
    above = (marked[back] for back in range(place - 1, -1, -1))
    before = next((e for e in above if e.role not in ("byline", "furniture", "dateline")), None)
    return before is not None and before.role in (None, "heading")


def _titled(marked: Sequence[Marked], place: int) -> bool:
    """Whether a short line, or one that only its place shows to be a title, stands before a byline."""
    before = marked[place - 1] if place else None
    if before is None:
        return False
    if before.role in (None, "heading", "dateline"):
        return True
    above = marked[place - 2] if place > 1 else None
    return (
        before.role == "body"
        and len(before.text) <= SHORT
        and before.piece.gap
        and above is not None
        and (above.role in (None, "heading", "dateline", "furniture") or not lines.ends_sentence(before.text))
    )


def _first_of_head(marked: Sequence[Marked], place: int) -> int:
    """The first piece of the head that a byline or date line stands in: a date, a rubric, a title."""
    start = place
    for back in range(place - 1, max(-1, place - 6), -1):
        each = marked[back]
        title = each.role == "body" and back == place - 1 and _titled(marked, place) and marked[place].role == "byline"
        if each.role in (None, "heading", "dateline", "byline") or title:
            start = back
        else:
            break
    return start


def _article(part: list[Marked], stated: Stated, captured: str, spread: bool) -> Article:
    byline = next((i for i, e in enumerate(part) if e.role == "byline"), None)
    titled = any(is_stated(e.text, stated.title) for e in part[:byline] if e.role in ("heading", None))
    if byline and not titled and part[byline - 1].role == "body" and _titled(part, byline) and byline <= 6:
        part[byline - 1].become("heading", "the line above the byline")
    language = _language(part, stated)
    settle(part, language, stated.title)
    mark_foreign(part, language)
    day = published(part, stated, captured, spread=spread)
    blocks = tuple(_block(each) for each in part)
    title = next((e.text for e in part if e.role == "heading"), stated.title)
    return Article("", blocks[0].start, blocks[-1].end, title, _authors(part, stated), language, day, blocks)


def _language(part: Sequence[Marked], stated: Stated) -> str:
    text = "\n".join(e.text for e in part if e.role == "body")
    return language_of(text) or stated.language.split("-")[0].lower()[:2]


def _authors(part: Sequence[Marked], stated: Stated) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for each in part:
        for name in each.authors if each.role == "byline" else ():
            found.setdefault(folded(name), name)
    for name in () if found else stated.authors:
        found.setdefault(folded(name), name)
    return tuple(found.values())


def _block(each: Marked) -> Block:
    piece = each.piece
    language = each.language
    if each.role in ("caption", "heading"):
        language = language_of(each.text, briefly=True)
    return Block(piece.start, piece.end, each.role or "body", each.why, piece.page, piece.node, language)
