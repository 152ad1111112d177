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
