"""Bytes become characters by mark, declaration or a guess that is said; none is dropped."""

from __future__ import annotations

import pytest

from lookthrough.errors import Issues
from lookthrough.evidence.formats.characters import decode

RUSSIAN = "Министерство внесло девять компаний в список ограничений, заявив, что их камеры следили за докерами. " * 3


def read(data: bytes, **how: object) -> tuple[str, list[str]]:
    issues = Issues()
    return decode(data, "x", issues, **how).text, [i.code for i in issues]  # type: ignore[arg-type]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_is_read_with_or_without_its_mark(encoding: str) -> None:
    assert read("Orbis said “no”.\r\nחמש".encode(encoding))[0] == "Orbis said “no”.\r\nחמש"


def test_single_bytes_of_windows_within_utf_8_are_read_as_such_and_counted() -> None:
    text, codes = read("The café said “no” and ".encode() + b"\x93yes\x94, na" + "ïve".encode())
    assert text == "The café said “no” and “yes”, naïve"
    assert codes == ["mixed-encodings"]


def test_a_declared_encoding_is_used_where_the_bytes_are_not_utf_8() -> None:
    assert read(b'<meta charset="windows-1251">' + RUSSIAN.encode("cp1251"), markup=True)[0].endswith(RUSSIAN)
    assert read("Café".encode("latin-1"), declared="ISO-8859-1") == ("Café", [])


def test_a_wrong_declaration_does_not_spoil_utf_8() -> None:
    assert read("<meta charset=iso-8859-1>Café".encode(), markup=True) == ("<meta charset=iso-8859-1>Café", [])


def test_a_guess_is_said() -> None:
    text, codes = read(RUSSIAN.encode("cp1251"))
    assert (text, codes) == (RUSSIAN, ["encoding-guessed"])
