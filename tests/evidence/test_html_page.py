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


def test_links_to_other_stories_amid_the_text_are_furniture_and_the_text_goes_on_behind_them() -> None:
    rendition = page("inline_links.html")
    (article,) = rendition.articles
    assert (article.title, article.authors) == ("Ministry lists nine optics firms", ("Ann Lee",))
    assert str(article.published.date) == "2021-03-04", "not the day of the page's clock"
    body = " ".join(words(rendition, article, "body"))
    assert "Polaris Sensor Company" in body
    assert "Orbis Optics, of Varna" in body, "an item of a list"
    for foreign in ("buys a tug company", "accused of bribing", "Barley prices", "newsletter"):
        assert foreign not in body


def test_a_page_laid_out_as_a_table_and_read_from_right_to_left_are_pages_like_others() -> None:
    table = (
        "<html><body><table><tr><td>Harbour Wire<tr><td><a href=1>Home</a><br><a href=2>World</a><td>"
        "<h2>Nine firms listed</h2>"
        f"<i>By Ann Lee</i><br><small>March 4, 2021</small><br><br>{'The ministry listed nine firms. ' * 4}</table>"
    )
    (article,) = read_document(table.encode(), "x", issues=Issues()).articles
    assert (article.title, article.authors, str(article.published.date)) == (
        "Nine firms listed",
        ("Ann Lee",),
        "2021-03-04",
    )
    arabic = "أدرجت وزارة التجارة تسع شركات للبصريات في قائمتها المقيدة يوم الاثنين، قائلة إن كاميراتها استخدمت ليلا. "
    right = f'<html dir="rtl"><body><h1>تسع شركات</h1><p>الخميس 4 مارس 2021</p><p>{arabic * 3}</p></body></html>'
    (article,) = read_document(right.encode(), "x", issues=Issues()).articles
    assert (article.language, str(article.published.date)) == ("ar", "2021-03-04")


def test_hostile_markup_costs_neither_time_nor_the_text_around_it() -> None:
    attributes = " ".join(f"a{n}=1" for n in range(50_000))
    issues = Issues()
    rendition = read_document(f"<html><body><p {attributes}>Nine firms were listed.</p>".encode(), "x", issues=issues)
    assert rendition.text == "Nine firms were listed."
    assert [i.code for i in issues] == ["endless-tags"]
    deep = Issues()
    read_document(("<html><body>" + "<div>" * 20_000 + "text").encode(), "x", issues=deep)
    assert "nested-too-deep" in {i.code for i in deep}
