"""What an HTML page states of itself: JSON-LD, Open Graph, meta tags, its address. Read as data, never executed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from lookthrough.evidence.formats.layout import Stated

_MOST_JSON = 2_000_000
_DEEPEST = 12
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "pubdate",
    "publishdate", "publish-date", "publish_date", "publication_date", "published_time", "article.published",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
    "dcterms.created", "dc.date.created", "citation_publication_date", "cxenseparse:recs:publishtime",
    "article_date_original", "originalpublicationdate", "rnews:datepublished", "weibo:article:create_at", "date",
)  # fmt: skip
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod", "dcterms.modified")
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl")
_ADDRESS_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?([0-2]\d|3[01])(?:[/-]|$)")


def stated(root: etree._Element, address: str) -> Stated:
    """Everything that the page says of title, authors, language and days.

    Args:
        root: the page.
        address: where it came from; many sites write the day into it. "" where unknown.
    """
    metas = _metas(root)
    items = list(_items(root))
    own_address = address or metas.get("og:url", [""])[0] or _canonical(root)
    published = [("JSON-LD datePublished", str(item["datePublished"])) for item in items if item.get("datePublished")]
    published += [(f"meta {name}", value) for name in _PUBLISHED for value in metas.get(name, ())]
    day = _ADDRESS_DAY.search(own_address)
    if day:
        published.append(("the address", "-".join(day.groups())))
    updated = [("JSON-LD dateModified", str(item["dateModified"])) for item in items if item.get("dateModified")]
    updated += [(f"meta {name}", value) for name in _UPDATED for value in metas.get(name, ())]
    return Stated(
        title=_first([str(i.get("headline") or "") for i in items], metas, ("og:title", "twitter:title", "dc.title")),
        site=_first([], metas, ("og:site_name", "application-name")),
        language=_language(root, items, metas),
        authors=_authors(items, metas),
        published=tuple(dict.fromkeys(published)),
        updated=tuple(dict.fromkeys(updated)),
    )


def _metas(root: etree._Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        value = " ".join((meta.get("content") or "").split())
        if name and value and len(value) < 2000:
            found.setdefault(name.strip().lower(), []).append(value)
    return found


def _canonical(root: etree._Element) -> str:
    return next((link.get("href") or "" for link in root.iter("link") if link.get("rel") == "canonical"), "")


def _items(root: etree._Element) -> Iterator[dict[str, Any]]:
    """JSON-LD objects that are articles first, then pages."""
    every: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->")
        if len(text) > _MOST_JSON:
            continue
        try:
            every.extend(_objects(json.loads(text, strict=False), 0))
        except (ValueError, RecursionError):
            continue
    yield from (item for item in every if _is_a(item, "Article", "BlogPosting", "Report"))
    yield from (item for item in every if _is_a(item, "WebPage"))


def _objects(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _objects(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key), depth + 1)


def _is_a(item: dict[str, Any], *kinds: str) -> bool:
    own = item.get("@type")
    names = own if isinstance(own, list) else [own]
    return any(isinstance(name, str) and name.endswith(kinds) for name in names)


def _first(ahead: list[str], metas: dict[str, list[str]], names: tuple[str, ...]) -> str:
    rest = [value for name in names for value in metas.get(name, ())]
    return next((" ".join(value.split()) for value in [*ahead, *rest] if value.strip()), "")


def _language(root: etree._Element, items: list[dict[str, Any]], metas: dict[str, list[str]]) -> str:
    html = root if root.tag == "html" else next(iter(root.iter("html")), root)
    said = [html.get("lang") or "", *(i["inLanguage"] for i in items if isinstance(i.get("inLanguage"), str))]
    said += metas.get("og:locale", []) + metas.get("content-language", [])
    first = next((value for value in said if value), "").strip().replace("_", "-").lower()
    return first if re.fullmatch(r"[a-z]{2}(?:-[a-z0-9]{2,8})*", first) else ""


def _authors(items: list[dict[str, Any]], metas: dict[str, list[str]]) -> tuple[str, ...]:
    names = [name for item in items for name in _names(item.get("author"), 0)]
    if not names:
        names = [value for key in _AUTHORS for value in metas.get(key, ()) if not value.startswith("http")]
    return tuple(dict.fromkeys(" ".join(name.split()) for name in names if 1 < len(name.strip()) < 120))


def _names(value: object, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        if not value.startswith("http"):
            yield value
    elif isinstance(value, list):
        for each in value:
            yield from _names(each, depth + 1)
    elif isinstance(value, dict):
        yield from _names(value.get("name"), depth + 1)
