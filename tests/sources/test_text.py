"""Bytes become text within limits, and are refused when they are something else."""

from __future__ import annotations

import gzip

import pytest

from lookthrough.errors import Issues, ParseError
from lookthrough.sources.table import read_rows
from lookthrough.sources.text import Limits, read_bytes, read_text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_recognised_with_and_without_a_mark(write, encoding: str) -> None:
    issues = Issues()
    text = "name,country\nHangzhou Hikvision,China\n杭州,Türkiye\n"
    assert read_text(write("a.csv", text.encode(encoding)), issues) == text
    assert not issues.counts


def test_windows_text_is_read_with_a_warning(write) -> None:
    issues = Issues()
    assert read_text(write("a.csv", "Müller – “x”".encode("cp1252")), issues) == "Müller – “x”"
    assert issues.counts == {"encoding": 1}


def test_nul_characters_are_left_out_and_told(write) -> None:
    issues = Issues()
    assert read_text(write("a.csv", b"a,b\x00c\nd,e\n" * 30), issues).startswith("a,bc\n")
    assert issues.counts == {"nul-characters": 1}


def test_a_file_over_the_limit_is_not_read(write) -> None:
    with pytest.raises(ParseError, match="more than the 10"):
        read_bytes(write("a.csv", b"x" * 11), Limits(file_bytes=10))


def test_unpacking_stops_at_the_limit(write) -> None:
    content = "".join(f"{n},Company {n * 7919 % 10007}\n" for n in range(200_000)).encode()
    packed = write("a.gz", gzip.compress(content))
    assert read_bytes(packed) == content
    with pytest.raises(ParseError, match="unpack to more"):
        read_bytes(packed, Limits(unpacked_bytes=1_000_000))
    with pytest.raises(ParseError, match="bomb"):
        read_bytes(packed, Limits(ratio=2))


def test_a_quotation_mark_that_is_not_closed_is_reported(write) -> None:
    issues = Issues()
    rows = list(read_rows(write("a.csv", 'a,"b\n' + "c,d\n" * 150), issues))
    assert len(rows) == 1
    assert issues.counts == {"runaway-quotation": 1}
    assert next(iter(issues)).place.row == 1


def test_rows_know_their_lines(write) -> None:
    rows = list(read_rows(write("a.csv", b'a,b\r\n\r\n"x\r\ny",2\r\n\x1a'), Issues()))
    assert [(row.number, row.cells) for row in rows] == [(1, ("a", "b")), (4, ("x\r\ny", "2"))]
