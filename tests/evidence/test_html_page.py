"""Web pages: the story apart from menus, comments and forms; its own day; nothing lost, nothing run."""

from __future__ import annotations

from pathlib import Path

from lookthrough.errors import Issues
from lookthrough.evidence.reading import read_document
from lookthrough.model.document import Article, Rendition

PAGES = Path(__file__).parent / "pages"


def page(name: str) -> Rendition:
    return read_document(PAGES / name, issues=Issues())


def words(rendition: Rendition, article: Article, role: str) -> list[str]:
    return [rendition.text[b.start : b.end] for b in article.blocks if b.role == role]


def test_a_blog_page_gives_its_post_and_neither_comments_nor_the_comment_form() -> None:
    rendition = page("blog_with_comments.html")
    (article,) = rendition.articles
    assert article.title == "Ministry lists nine optics firms"
    assert article.authors == ("Ann Lee",)
    assert (str(article.published.date), article.published.basis) == ("2021-03-04", "metadata")
    assert len(words(rendition, article, "body")) == 4
    assert "Post Comment" in words(rendition, article, "form")
    assert any("owned by the devil" in text for text in words(rendition, article, "furniture")), "what readers wrote"
    assert words(rendition, article, "caption") == ["A camera mast in Port Varna. Photo: Bo Mo"]


def test_scripts_are_neither_run_nor_read() -> None:
    assert "Scripted Corp" not in page("blog_with_comments.html").text


def test_a_label_page_holds_several_articles_each_with_the_day_printed_above_it() -> None:
    rendition = page("label_page.html")
    assert [(a.title, a.authors, str(a.published.date)) for a in rendition.articles] == [
        ("Ministry lists nine optics firms", ("Ann Lee",), "2018-10-09"),
        ("Lumen Works buys a tug company", ("Bo Mo",), "2018-06-04"),
    ]
    assert [a.id[12:] for a in rendition.articles] == ["", ".2"]


def test_every_block_knows_the_element_it_was_read_from() -> None:
    article = page("blog_with_comments.html").articles[0]
    assert next(b.node for b in article.blocks if b.role == "body") == "/html/body/main/article/div/p"
