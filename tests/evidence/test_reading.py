"""From bytes to articles: plain text keeps its code points, and every stretch of text has a role."""

from __future__ import annotations

from pathlib import Path

import pytest

from lookthrough.errors import InputError, Issues
from lookthrough.evidence.reading import read_document

STORY = (
    "Ministry adds nine firms to trade list\n"
    "By Ann Lee and Bo Mo\n\n"
    "VARNA, Oct 8 (Newswire) - The ministry said on Monday that it had added nine firms to its list.\n\n"
    "“We oppose this,” a spokesman for one of the firms, Orbis Optics, said in a statement.\n"
)


def test_a_plain_text_rendition_is_the_decoded_file_code_point_for_code_point() -> None:
    data = "One\r\ntwo\u00a0three\rfour \u202bחמש\u202c\n".encode()
    assert read_document(data, "a.txt", issues=Issues()).text == data.decode()


def test_title_authors_and_body_are_told_apart_because_a_byline_stands_between() -> None:
    article = read_document(STORY.encode(), "a.txt", issues=Issues()).articles[0]
    assert article.title == "Ministry adds nine firms to trade list"
    assert article.authors == ("Ann Lee", "Bo Mo")
    assert [block.role for block in article.blocks] == ["heading", "byline", "body", "body"]


def test_equal_bytes_give_equal_renditions() -> None:
    assert read_document(STORY.encode(), "a", issues=Issues()) == read_document(STORY.encode(), "a", issues=Issues())


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        read_document(tmp_path / "none.txt", issues=Issues())


PARTS = [
    f"The ministry listed {name} on Monday, saying that its cameras watched dock workers at night.\n\n"
    f"{name}, founded in {year}, said in a statement that it opposed the decision and would ask for a review.\n\n"
    f"The notice of {name} was printed in the gazette, and exporters need a licence from that day on.\n\n"
    f"A spokesman said that the ministry would look at {name} again every six months, as the law asks of it.\n\n"
    for name, year in (("Orbis Optics", 1999), ("Lumen Works", 2004))
]


@pytest.mark.parametrize(
    "head",
    [
        "{title}\n\nBy Ann Lee\n230 words\n{day}\nHarbour Wire\nEnglish\n(c) 2021 Harbour Wire Limited\n\n",
        "{title}\n{day}\n\n",
        "{day}\n\nPorts\n\n{title}\nBy Ann Lee\n\n",
    ],
)
def test_a_file_of_several_articles_is_parted_where_title_and_date_return(head: str) -> None:
    titles, days = ("Orbis listed", "Lumen listed"), ("4 March 2021", "12 February 2021")
    text = "".join(head.format(title=t, day=d) + part for t, d, part in zip(titles, days, PARTS, strict=True))
    articles = read_document(text.encode(), "a.txt", issues=Issues()).articles
    assert [(a.title, str(a.published.date)) for a in articles] == [
        ("Orbis listed", "2021-03-04"),
        ("Lumen listed", "2021-02-12"),
    ]


def test_dates_amid_a_text_part_nothing() -> None:
    text = (
        f"What happened\n\nBy Ann Lee\n\nMarch 4, 2021\n\n{PARTS[0]}October 7, 2019\n\nOrbis was listed.\n\n{PARTS[1]}"
    )
    (article,) = read_document(text.encode(), "a.txt", issues=Issues()).articles
    assert str(article.published.date) == "2021-03-04"


def test_lines_wrapped_by_hand_are_paragraphs() -> None:
    wrapped = (
        "A title\n\n" + "The ministry listed nine firms on Monday because their cameras\nwatched dock workers at night "
    )
    wrapped += (
        "and during the strikes in three\nports of the country, and it will look at the list again every\nsix months.\n"
    )
    wrapped += "\nA second paragraph follows here and is wrapped in the same way\nas the first was.\n"
    article = read_document(wrapped.encode(), "a.txt", issues=Issues()).articles[0]
    assert sum(block.role == "body" for block in article.blocks) == 2
