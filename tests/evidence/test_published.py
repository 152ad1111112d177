"""The day of publication: right, or unknown with the reason; a page's clock is never taken for it."""

from __future__ import annotations

import json

import pytest

from lookthrough.errors import Issues
from lookthrough.evidence.reading import read_document
from lookthrough.model.document import Published

PARAGRAPHS = (
    "The Ministry of Trade added nine optics firms to its restricted list, saying that their cameras watched "
    "dock workers at night and during strikes in three ports of the country.",
    "Orbis Optics, the largest of them, said in a statement that it strongly opposed the decision and would ask a "
    "review of the notice within thirty days of its publication in the gazette.",
    "The list also includes Lumen Works and Polaris Sensor Company, which supply ports in three countries, says "
    "the notice that the ministry printed in its gazette together with the reasons.",
    "Exporters need a licence from the day of the notice on. The ministry may deny the licences, a spokesman said; "
    "it will look at the list again every six months, as the law asks of it.",
)
TITLE = "Ministry lists nine optics firms"
GERMAN = (
    "Das Ministerium für Handel hat neun Firmen auf seine Liste gesetzt, weil deren Kameras nach seinen Angaben dazu "
    "dienten, Arbeiter im Hafen bei Nacht und während der Streiks zu beobachten."
)
CHINESE = "贸易部星期一把九家光学企业列入限制名单，称其摄像机被用于在夜间监视码头工人。" * 3


def page(
    above: str = "", meta: str = "", below: str = "", head: str = "", lang: str = "en", paragraphs: str = ""
) -> bytes:
    text = paragraphs or "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{TITLE}</title>{head}</head>'
        f'<body><header class="masthead"><a href="/">Harbour Wire</a>{above}<nav><a href="/a">World</a> <a href="/b">'
        f"Trade</a></nav></header><main><h1>{TITLE}</h1>{meta}{text}{below}</main><aside><h3>Most read</h3><ul><li><a "
        'href="/c">Tugs sold</a> <span class="date">2 February 2022</span></li></ul></aside><footer><p>© 2023 Harbour '
        "Wire. All rights reserved.</p></footer></body></html>"
    ).encode()


def linked(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **fields})}</script>'


def day(data: bytes, captured: str = "", address: str = "") -> Published:
    (article,) = read_document(data, "x", issues=Issues(), captured=captured, address=address).articles
    return article.published


@pytest.mark.parametrize(
    ("what", "data", "expected", "basis"),
    [
        ("Open Graph", page(head='<meta property="article:published_time" content="2021-03-04T09:12:00+01:00">'),
         "2021-03-04", "metadata"),
        ("JSON-LD", page(head=linked(**{"@type": "NewsArticle", "datePublished": "2021-03-04T23:50:00Z"})),
         "2021-03-04", "metadata"),
        ("JSON-LD in a graph", page(head=linked(**{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"},
         {"@type": ["Article", "NewsArticle"], "datePublished": "2021-03-04"}]})), "2021-03-04", "metadata"),
        ("JSON-LD with a printed date", page(head=linked(**{"@type": "Article", "datePublished": "March 4, 2021"})),
         "2021-03-04", "metadata"),
        ("broken JSON-LD, then a time element", page(head='<script type="application/ld+json">{"@type":</script>',
         meta='<p class="byline">By Ann Lee <time datetime="2021-03-04T08:00">4 Mar 2021</time></p>'),
         "2021-03-04", "dateline"),
        ("an hour ago, with the day for machines", page(meta='<time datetime="2021-03-04">3 hours ago</time>'),
         "2021-03-04", "dateline"),
        ("a line under the title", page(meta="<div>By Ann Lee | March 4, 2021 10:15 AM ET</div>"),
         "2021-03-04", "dateline"),
        ("updated as well", page(meta="<p>Published: 4 March 2021, 10:15 GMT</p><p>Updated: 5 March 2021</p>"),
         "2021-03-04", "dateline"),
        ("posted by somebody", page(meta="<p>Posted on March 4, 2021 by Ann Lee</p>"), "2021-03-04", "dateline"),
        ("numbers in the order of the language", page(meta="<p>04/03/2021 10:15</p>", lang="fr"),
         "2021-03-04", "dateline"),
        ("numbers in the American order", page(meta="<p>03/04/2021</p>", lang="en-US"), "2021-03-04", "dateline"),
        ("French", page(meta="<p>Publié le jeudi 4 mars 2021 à 10h15</p>", lang="fr"), "2021-03-04", "dateline"),
        ("Spanish", page(meta="<p>4 de marzo de 2021 - 10:15</p>", lang="es"), "2021-03-04", "dateline"),
        ("German", page(meta="<p>Donnerstag, 4. März 2021</p>", lang="de", paragraphs=f"<p>{GERMAN}</p>" * 3),
         "2021-03-04", "dateline"),
        ("Chinese", page(meta="<p>2021年03月04日 10:15 来源：港口日报</p>", lang="zh",
         paragraphs=f"<p>{CHINESE}</p>" * 3), "2021-03-04", "dateline"),
        ("Russian", page(meta="<p>4 марта 2021, 10:15</p>", lang="ru"), "2021-03-04", "dateline"),
        ("the page's clock above", page(above='<div class="top-date">Friday, June 2, 2023</div>',
         meta="<p>March 4, 2021</p>"), "2021-03-04", "dateline"),
        ("an agency's opening", page(paragraphs=f"<p>VARNA, March 4, 2021 (Newswire) - {PARAGRAPHS[0]}</p>"
         + "".join(f"<p>{p}</p>" for p in PARAGRAPHS[1:])), "2021-03-04", "dateline"),
        ("an agency's opening without a year, the change with one",
         page(meta="<p>Updated March 6, 2021</p>", paragraphs=f"<p>VARNA, March 4 (Newswire) - {PARAGRAPHS[0]}</p>"
         + "".join(f"<p>{p}</p>" for p in PARAGRAPHS[1:])), "2021-03-04", "inferred"),
    ],
)  # fmt: skip
def test_the_day_is_read(what: str, data: bytes, expected: str, basis: str) -> None:
    found = day(data)
    assert (str(found.date), found.basis) == (expected, basis), f"{what}: {found.why}"


@pytest.mark.parametrize(
    ("what", "data", "because"),
    [
        ("no date but in the list of other stories", page(), "no date is stated or printed with the article"),
        ("the page's clock alone", page(above="<div>Friday, June 2, 2023</div>"), "day on which the page was shown"),
        ("a change alone", page(meta="<p>Last updated: 5 March 2021</p>"), "when it was changed"),
        ("two days in one", page(meta="<p>04/03/2021</p>"), "can be two days"),
        ("a weekday that is not that day's", page(meta="<p>Monday, 4 March 2021</p>"), "weekday"),
    ],
)
def test_where_no_day_can_be_told_the_reason_is(what: str, data: bytes, because: str) -> None:
    found = day(data)
    assert (found.date, found.basis) == (None, "unknown"), f"{what}: {found.why}"
    assert because in found.why, f"{what}: {found.why}"


def test_a_day_after_the_capture_is_not_believed() -> None:
    stamped = page(head='<meta property="article:published_time" content="2031-01-01">', meta="<p>March 4, 2021</p>")
    found = day(stamped, captured="2021-03-09T00:00:00Z")
    assert str(found.date) == "2021-03-04"
    assert "later than the capture" in found.why


def test_a_day_after_the_first_comment_is_not_believed() -> None:
    comment = '<li>Jo <time datetime="2021-03-05">March 5, 2021</time><p>Well!</p></li>'
    comments = f'<div id="comments"><ol class="comment-list">{comment}</ol></div>'
    found = day(page(head='<meta property="article:published_time" content="2022-08-01">', below=comments))
    assert found.date is None
    assert "later than a reader's comment" in found.why


def test_the_address_carries_a_day() -> None:
    assert str(day(page(), address="https://wire.example/trade/2021/03/04/optics-firms").date) == "2021-03-04"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Harbour Wire\nNews from the quay\nFriday, June 2, 2023\n\nTITLE\n\n", None),
        ("Friday, June 2, 2023\nHarbour Wire\n\nTITLE\n\n", None),
        ("4 March 2021\n\nTITLE\nBy Ann Lee\n\n", "2021-03-04"),
        ("TITLE\nBy Ann Lee\n4 March 2021\n\n", "2021-03-04"),
        ("TITLE\nAnn Lee, Thursday 4 March 2021\n\n", None),
        ("WORLD NEWS\nMarch 4, 2021 / 10:15 AM / CBS\nTITLE\n\n", None),
        ("TITLE\n\nMarch 4, 2021 10:15 AM\n\n", "2021-03-04"),
        ("Home\nNews\n\nTITLE\n\nPublished\n4 March 2021\n\nShare\n\n", "2021-03-04"),
        ("TITLE\n\nUpdated\n4 March 2021\n\n", None),
        ("TITLE\nPosted on March 4, 2021 by admin\n\n", "2021-03-04"),
        ("TITLE\n\nHarbour Wire\n\nMarch 4, 2021 Thursday\n\nCopyright 2021 Harbour Wire\n\n", "2021-03-04"),
    ],
)  # fmt: skip
def test_in_plain_text_the_place_of_a_date_tells_what_it_is(head: str, expected: str | None) -> None:
    text = head.replace("TITLE", TITLE) + "\n\n".join(PARAGRAPHS)
    found = day(text.encode())
    assert (str(found.date) if found.date else None) == expected, found.why
    assert found.why
