"""What holds for every document, whatever its bytes: a reason, or blocks in order within their articles."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lookthrough.errors import InputError, Issues
from lookthrough.evidence.formats import libraries
from lookthrough.evidence.reading import read_document
from lookthrough.model.document import Rendition

LINES = st.sampled_from([
    "By Ann Lee", "8 October 2019", "Saturday, Sep 26, 2020",
    "Leave a Reply", "Related articles", "Share Print",
    "Ministry lists nine firms", "REUTERS: JO POE", "The ministry said on Monday that it had listed nine firms. " * 5,
    "“We oppose it,” a spokesman said.", "", "文/李雷", "2019年10月8日", "هذا نص", "\u202b\u00a0", "Advertisement", "x",
])  # fmt: skip
TAGS = st.sampled_from([
    "<p>", "</p>", "<div class=related>", "</div>", "<h1>", "</h1>", "<article>", "</article>", "<br>",
    "<table><tr><td>",
    "<form>", "<time datetime=2019-10-08>", "<script>", "</script>", "<!--", "&#x110000;", "&nbsp;", "<b", "<html>",
    "<pre>\n",
])  # fmt: skip


def sound(rendition: Rendition) -> None:
    last = 0
    for article in rendition.articles:
        assert last <= article.start < article.end <= len(rendition.text)
        place = article.start
        for block in article.blocks:
            assert place <= block.start < block.end <= article.end
            stretch = rendition.text[block.start : block.end]
            assert stretch == stretch.strip(" \t\n")
            assert block.why
            place = block.end
        last = article.end
        assert any(block.role == "body" for block in article.blocks)
        assert article.published.why
        assert (article.published.date is None) == (article.published.basis == "unknown")


@given(st.lists(LINES, max_size=25).map("\n".join), st.booleans())
def test_lines_in_any_order_make_sound_articles(text: str, apart: bool) -> None:
    data = (text.replace("\n", "\n\n") if apart else text).encode()
    try:
        rendition = read_document(data, "x", issues=Issues())
    except InputError:
        assert not text.strip()
        return
    assert rendition.text == data.decode()
    sound(rendition)


@settings(max_examples=20)
@given(st.lists(st.one_of(LINES, TAGS), max_size=25).map("".join))
def test_tags_in_any_order_make_sound_articles(markup: str) -> None:
    data = f"<!doctype html>{markup}".encode()
    try:
        first = read_document(data, "x", issues=Issues())
    except InputError:
        return
    sound(first)
    assert first == read_document(data, "x", issues=Issues())


@settings(max_examples=40)
@given(st.binary(max_size=300), st.sampled_from([b"", b"<html>", b"PK\x03\x04", b"\xff\xfe", b'{"text":', b"\x1f\x8b"]))
def test_bytes_of_any_kind_end_in_a_reading_or_a_reason(data: bytes, start: bytes) -> None:
    reason: InputError | None = None
    try:
        sound(read_document(start + data, "x", issues=Issues()))
    except InputError as error:
        reason = error
    assert reason is None or (reason.message and reason.hint)


def test_without_the_extra_libraries_plain_text_is_read_and_others_say_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def absent(name: str) -> ModuleType:
        if name.partition(".")[0] in ("trafilatura", "pypdfium2", "warcio", "py3langid", "charset_normalizer"):
            raise ImportError(name)
        return import_module(name)

    monkeypatch.setattr(libraries, "import_module", absent)
    assert read_document(b"Nine firms were listed by the ministry on Monday.", "x", issues=Issues()).articles
    for data in (b"<html><p>Nine firms", b"%PDF-1.4"):
        with pytest.raises(InputError, match=r"not installed.*lookthrough\[evidence\]"):
            read_document(data, "x", issues=Issues())
