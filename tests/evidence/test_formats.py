"""Every format ends in the same kind of reading; bad and hostile files are told, not suffered."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from lookthrough.errors import InputError, Issues
from lookthrough.evidence.gathering import gather
from lookthrough.evidence.reading import read_document
from lookthrough.model.document import Rendition

Line = tuple[int, int, int, str]  # x, y, font size, text

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(pages: Sequence[Sequence[Line]], *, packed: bytes | None = None) -> bytes:
    """A PDF with one text line per entry; `packed` is a deflated content stream for the first page instead."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, page in enumerate(pages):
        content = (
            "BT\n" + "".join(f"/F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj\n" for x, y, size, text in page) + "ET"
        ).encode("latin-1")
        filters = b""
        if packed is not None and not number:
            content, filters = packed, b" /Filter /FlateDecode"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(content), filters, content))
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % p for p in places
    )
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(data))
    return data + table + end


def docx(body: str, **parts: str) -> bytes:
    """A Word package around the XML of a body; further parts by their names ("footnotes")."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {_W}>{xml}</w:{name}>")
    return stream.getvalue()


def paragraph(text: str, style: str = "") -> str:
    """A Word paragraph."""
    own = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{own}<w:r><w:t>{text}</w:t></w:r></w:p>"


def bomb(size: int) -> bytes:
    """Zeros and spaces that deflate to a thousandth."""
    packing = zlib.compressobj(9)
    spaces = b" " * 1_000_000
    return b"".join(packing.compress(spaces) for _ in range(size // len(spaces))) + packing.flush()


FIRST = "The Ministry of Trade added nine optics firms to its restricted list on Thursday, saying"
SECOND = "that their cameras were used to watch dock workers at night and during strikes."


def read(data: bytes) -> tuple[Rendition, Issues]:
    issues = Issues()
    return read_document(data, "x", issues=issues), issues


def roles(rendition: Rendition, role: str) -> list[str]:
    return [rendition.text[b.start : b.end] for a in rendition.articles for b in a.blocks if b.role == role]


def test_a_pdf_gives_paragraphs_a_title_table_rows_and_the_page_of_each() -> None:
    first = [
        (72, 760, 8, "Ministry of Trade, notice 12"), (72, 700, 18, "Ministry lists nine optics firms"),
        (72, 670, 10, "4 March 2021"), (72, 640, 10, FIRST), (72, 627, 10, SECOND),
        (72, 560, 10, "Orbis Optics"), (300, 560, 10, "12.5 %"), (72, 547, 10, "Lumen Works"), (300, 547, 10, "7 %"),
        (300, 30, 8, "Page 1"),
    ]  # fmt: skip
    second = [
        (72, 760, 8, "Ministry of Trade, notice 12"),
        (72, 700, 10, "A licence is needed."),
        (300, 30, 8, "Page 2"),
    ]
    rendition, issues = read(pdf([first, second, []]))
    (article,) = rendition.articles
    assert article.title == "Ministry lists nine optics firms"
    assert str(article.published.date) == "2021-03-04"
    assert roles(rendition, "body") == [
        f"{FIRST} {SECOND}", "Orbis Optics\t12.5 %", "Lumen Works\t7 %", "A licence is needed."
    ]  # fmt: skip
    assert "Page 2" in roles(rendition, "furniture")
    assert [b.page for b in article.blocks][-1] == 2
    assert [i.code for i in issues] == ["page-without-text"], "the third page"


def test_a_pdf_without_text_has_no_article_and_says_that_it_is_scanned() -> None:
    rendition, issues = read(pdf([[], []]))
    assert rendition.articles == ()
    assert "OCR" in str(next(iter(issues)))


def test_a_damaged_pdf_says_so() -> None:
    with pytest.raises(InputError, match="damaged"):
        read(b"%PDF-1.7\nnot really")


def test_a_word_file_gives_headings_tables_and_footnotes_and_tells_of_tracked_changes() -> None:
    body = (
        paragraph("Ministry lists nine optics firms", "Title")
        + paragraph(f"{FIRST} {SECOND}")
        + "<w:p><w:r><w:t>Orbis owns </w:t></w:r><w:del><w:r><w:delText>all</w:delText></w:r></w:del>"
        + "<w:ins><w:r><w:t>half</w:t></w:r></w:ins><w:r><w:t> of Lumen Works.</w:t></w:r></w:p>"
        + f"<w:tbl><w:tr><w:tc>{paragraph('Orbis')}</w:tc><w:tc>{paragraph('12.5 %')}</w:tc></w:tr></w:tbl>"
    )
    note = f'<w:footnote w:id="2">{paragraph("As of March.")}</w:footnote>'
    rendition, issues = read(docx(body, footnotes=note))
    assert rendition.articles[0].title == "Ministry lists nine optics firms"
    assert roles(rendition, "body") == [
        f"{FIRST} {SECOND}",
        "Orbis owns half of Lumen Works.",
        "Orbis\t12.5 %",
        "As of March.",
    ]
    assert [i.code for i in issues] == ["tracked-changes"]


def test_a_pdf_with_a_password_is_refused_with_a_way_out() -> None:
    locked = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
        b"4 0 obj<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -4>>endobj\n"
        b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<01><01>]/Size 5>>\n%%EOF"
    )
    with pytest.raises(InputError, match="locked with a password") as caught:
        read_document(locked, "locked.pdf", issues=Issues())
    assert "without one" in caught.value.hint


def test_a_word_file_with_entities_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>')
    with pytest.raises(InputError, match="document type"):
        read(stream.getvalue())


def test_a_zip_bomb_is_refused_unread() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 20_000_000)
    with pytest.raises(InputError, match="bomb"):
        read(stream.getvalue())


@pytest.mark.slow
def test_a_pdf_bomb_ends_within_its_memory_and_time() -> None:
    with pytest.raises(InputError, match="memory and time"):
        read(pdf([[]], packed=bomb(3_000_000_000)))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"), (b"\x00\x01\x02\x03" * 500, "no text"), (b"\x89PNG\r\n", "picture"),
        (b"{\\rtf1 x}", "Rich Text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or password-protected"), (b"PK\x03\x04junk", "zip archive"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_named(data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read(data)


def _archive() -> bytes:
    """A WARC of four records: a picture, a page, an answer of 404, a page."""
    records = (
        ("https://news.example/x.png", "200 OK", "image/png", "x"),
        (
            "https://news.example/2021/03/04/a",
            "200 OK",
            "text/html; charset=windows-1252",
            f"<p>Caf\xe9. {FIRST} {SECOND}",
        ),
        ("https://news.example/gone", "404 Not Found", "text/html", "<p>gone"),
        ("https://news.example/b", "200 OK", "text/html", f"<p>{SECOND}" * 20),
    )
    data = b""
    for uri, status, kind, body in records:
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{body}".encode("latin-1")
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2021-03-09T08:00:00Z\r\n"
            f"WARC-Record-ID: <urn:x>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        )
        data += gzip.compress(head.encode() + answer + b"\r\n\r\n", mtime=0)
    return data


def test_a_web_archive_gives_its_pages_with_address_time_and_encoding(tmp_path: Path) -> None:
    file = tmp_path / "crawl.warc.gz"
    file.write_bytes(_archive())
    issues = Issues()
    found, _ = gather(file, issues)
    assert (found.name, found.address) == ("crawl.warc.gz#2", "https://news.example/2021/03/04/a")
    rendition = read_document(
        found.data, found.name, issues=issues, captured=found.captured, address=found.address, charset=found.charset
    )
    assert rendition.text.startswith("Café.")
    assert str(rendition.articles[0].published.date) == "2021-03-04", "the address carries the day"
    assert {i.code for i in issues} >= {"passed-over"}, "what was not read is counted"


def test_a_wacz_package_is_read_as_its_archives() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/data.warc.gz", _archive())
    assert [f.name for f in gather(stream.getvalue(), Issues(), "c.wacz")] == [
        "c.wacz#data.warc.gz#2",
        "c.wacz#data.warc.gz#4",
    ]


def test_a_cut_archive_gives_what_it_still_holds_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "cut.warc.gz"
    file.write_bytes(_archive()[:-60])
    issues = Issues()
    assert len(list(gather(file, issues))) == 2, "what is left of the last is read"
    assert "archive-damaged" in {i.code for i in issues}


def test_a_folder_is_read_in_the_order_of_its_names_and_one_bad_file_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("second")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("third")
    (tmp_path / "a.wacz").write_bytes(b"PK\x03\x04")
    (tmp_path / ".hidden").write_text("x")
    issues = Issues()
    assert [f.name for f in gather(tmp_path, issues)] == ["a.wacz", "b.txt", "sub/a.txt"]
    assert [i.code for i in issues] == ["passed-over"]


def test_article_lines_are_documents_of_their_own() -> None:
    lines = [
        json.dumps(
            {"title": "Nine firms listed", "bylines": ["Ann Lee"], "date": "2021-03-04", "text": f"{FIRST} {SECOND}"}
        ),
        json.dumps({"title": "No text"}),
    ]
    issues = Issues()
    (found,) = gather("\n".join(lines).encode(), issues, "a.jsonl")
    article = read_document(found.data, found.name, issues=issues).articles[0]
    assert (article.title, article.authors, str(article.published.date)) == (
        "Nine firms listed",
        ("Ann Lee",),
        "2021-03-04",
    )
    assert [i.code for i in issues] == ["bad-line"]
