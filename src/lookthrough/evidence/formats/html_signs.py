"""What an HTML element says of the text in it, by tag, role, class and id: the conventions of the big page systems.

Classes are read as words ("post-meta_author" is post, meta, author). A class on an element that holds most of the
page's text says nothing: bodies carry classes such as "has-sidebar" and "comments-open".
"""

from __future__ import annotations

import re
from itertools import pairwise

from lxml import etree

from lookthrough.evidence.formats.layout import Sign

_SPLIT = re.compile(r"[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])")
_TAGS: dict[str, Sign] = {
    "nav": "nav", "menu": "nav", "header": "header", "footer": "footer", "aside": "aside", "form": "form",
    "figcaption": "caption", "caption": "caption", "button": "form", "label": "form", "select": "form",
    "fieldset": "form", "dialog": "aside", "article": "article", "blockquote": "quote", "time": "date",
    "h1": "title", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "li": "list", "tr": "table", "address": "footer",
}  # fmt: skip
_ROLES: dict[str, Sign] = {
    "navigation": "nav", "menu": "nav", "menubar": "nav", "banner": "header", "contentinfo": "footer",
    "complementary": "aside", "search": "form", "form": "form", "dialog": "aside", "alertdialog": "aside",
}  # fmt: skip
_CLASSES: tuple[tuple[Sign, frozenset[str]], ...] = (
    ("nav", frozenset({"nav", "navbar", "navigation", "menu", "submenu", "breadcrumb", "breadcrumbs", "pagination",
                       "pager", "paging", "skiplink", "jump", "toolbar", "topnav", "mainnav", "sitenav", "hamburger"})),
    ("comments", frozenset({"comments", "comment", "commentlist", "disqus", "respond", "replies"})),
    ("aside", frozenset({"sidebar", "widget", "widgets", "related", "recommended", "recommendations", "recirc",
                         "popular", "trending", "mostread", "promo", "newsletter", "subscribe", "subscription",
                         "signup", "cookie", "cookies", "consent", "gdpr", "paywall", "social", "share", "sharing",
                         "sharedaddy", "addtoany", "ad", "ads", "advert", "advertisement", "advertising", "sponsored",
                         "sponsor", "outbrain", "taboola", "dfp", "adsense", "tags", "taglist", "labels", "categories",
                         "modal", "popup", "overlay", "banner", "ticker", "marquee", "weather", "stocks", "poll",
                         "readmore", "seealso", "teaser", "teasers", "authorbox", "toc", "login", "tooltip"})),
    ("footer", frozenset({"footer", "colophon", "copyright", "legal", "bottombar", "disclaimer"})),
    ("header", frozenset({"masthead", "topbar", "siteheader", "logo", "tagline", "sitename", "clock", "today"})),
    ("caption", frozenset({"caption", "captions", "figcaption", "credit", "credits", "photocredit", "imagecredit",
                           "legende", "bildunterschrift", "cutline"})),
    ("byline", frozenset({"byline", "author", "authors", "writer", "reporter", "contributor", "contributors", "autor",
                          "auteur"})),
    ("date", frozenset({"date", "datetime", "timestamp", "dateline", "pubdate", "published", "publishdate", "posted",
                        "datum", "fecha", "updated"})),
    ("rubric", frozenset({"kicker", "rubric", "overline", "eyebrow", "section", "category", "topic", "flag"})),
)  # fmt: skip
_TITLES = frozenset({"headline", "title", "hed"})
_TEXTS = frozenset({"articlebody", "entrycontent", "postcontent", "postbody", "articlecontent", "articletext",
                    "storybody", "storycontent", "storytext", "contentbody", "newscontent", "maincontent",
                    "bodytext"})  # fmt: skip
_UNITS = frozenset({"hentry", "hnews", "blogpost", "postouter", "newsitem", "newsarticle"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MOST = 0.5  # share of the page's text above which a class says nothing
_STRONG: frozenset[Sign] = frozenset({"nav", "aside", "form", "comments", "hidden"})


def signs_of(element: etree._Element, tag: str, share: float) -> frozenset[Sign]:
    """What one element adds to the signs of the text in it.

    Args:
        element: it.
        tag: its name in lower case.
        share: of the page's text that stands in it, 0..1.
    """
    found: set[Sign] = set()
    own = _TAGS.get(tag)
    if own and not (own in _STRONG and share > _MOST):
        found.add(own)
    role = _ROLES.get(element.get("role") or "")
    if role and share <= _MOST:
        found.add(role)
    if element.get("hidden") is not None or _HIDDEN_STYLE.search(element.get("style") or ""):
        found.add("hidden")
    words = _words(element)
    if words and tag not in ("html", "body", "main"):
        found |= _by_class(words, tag, share)
    found |= _by_property(element, tag)
    return frozenset(found)


def _words(element: etree._Element) -> list[str]:
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return [w.lower() for w in _SPLIT.split(named) if w] if len(named) > 1 else []


def _by_class(words: list[str], tag: str, share: float) -> set[Sign]:
    found: set[Sign] = set()
    every = _with_pairs(words)
    if every & _TEXTS:
        found.add("article")
        return found
    if share > _MOST:
        return found
    for sign, known in _CLASSES:
        if every & known:
            found.add(sign)
    if every & _TITLES and (tag in ("h1", "h2", "h3") or "headline" in words):
        found.add("title")
    return found


def _by_property(element: etree._Element, tag: str) -> set[Sign]:
    prop = (element.get("itemprop") or "").lower()
    found: set[Sign] = set()
    if prop == "articlebody":
        found.add("article")
    elif prop == "headline":
        found.add("title")
    elif prop == "author" or (tag == "a" and "author" in (element.get("rel") or "")):
        found.add("byline")
    elif prop in ("datepublished", "datemodified"):
        found.add("date")
    return found


def holds_one_article(element: etree._Element, tag: str) -> bool:
    """Whether an element is a container of one article, of which a page may have several."""
    if tag == "article":
        return True
    kind = (element.get("itemtype") or "").rpartition("/")[2]
    if kind.endswith("Article") or kind == "BlogPosting":
        return True
    return bool(_with_pairs(_words(element)) & _UNITS)


def _with_pairs(words: list[str]) -> set[str]:
    return {*words, *(a + b for a, b in pairwise(words))}
