"""Which names can be said to be on no list."""

from __future__ import annotations

import pytest

from lookthrough.names.scripts import is_compared


@pytest.mark.parametrize(
    "name", ["Hikvision", "Газпром", "Αλφα Τράπεζα", "３６０ Ｇｒｏｕｐ", "海康威视 Hikvision", "3M", ""]
)
def test_latin_cyrillic_and_greek_names_are_compared(name: str) -> None:
    assert is_compared(name)


@pytest.mark.parametrize("name", ["海康威视", "삼성전자", "بانک ملی ایران", "トヨタ自動車"])
def test_names_wholly_in_other_scripts_are_not_yet(name: str) -> None:
    assert not is_compared(name)
