"""Reading our own TOML strictly: every key is asked for, every other key is refused, each with its place."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from lookthrough.errors import InputError, Place, StateError, quote
from lookthrough.model.share import exact_part


def read_toml(text: str, file: str) -> dict[str, Any]:
    """The table of a file.

    Raises:
        StateError: if it is not TOML.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise StateError(f"this is not TOML: {error}", place=Place(file)) from None


class Reader:
    """Takes keys out of a TOML table one by one and can say, at the end, which ones nobody asked for.

    Every method raises `StateError` with the file and the key where the value is missing or of the wrong kind.
    """

    def __init__(self, file: str, table: Mapping[str, Any], where: str = "") -> None:
        self._file = file
        self._table = dict(table)
        self._where = where

    def wrong(self, key: str, what: str) -> StateError:
        """An error about a key, with its place."""
        return StateError(f"the key {what}", place=Place(self._file, column=f"{self._where}{key}"))

    def text(self, key: str, default: str | None = None) -> str:
        """A text in one line; `default` where it may be missing."""
        value = self._table.pop(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.wrong(key, "is missing or is not text")
        return " ".join(value.split())

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        """One of the allowed words."""
        value = self.text(key)
        if value not in allowed:
            raise self.wrong(key, f"is {quote(value)}; it must be one of {', '.join(allowed)}")
        return value

    def texts(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        """An array of texts, each in one line; () where it may be missing."""
        if not required and key not in self._table:
            return ()
        value = self._table.pop(key, None)
        if not isinstance(value, list) or not value or not all(isinstance(v, str) and v.strip() for v in value):
            raise self.wrong(key, "is missing or is not an array of texts")
        return tuple(" ".join(v.split()) for v in value)

    def day(self, key: str) -> date | None:
        """A day, written without quotes; None when it is missing."""
        value = self._table.pop(key, None)
        if value is not None and type(value) is not date:
            raise self.wrong(key, "is not a day such as 2021-08-02, without quotes")
        return value

    def stretch(self) -> tuple[date | None, date | None]:
        """The days under "from" and "until"; the second must be after the first."""
        since, until = self.day("from"), self.day("until")
        if since and until and until <= since:
            raise self.wrong("until", "is not after its beginning")
        return since, until

    def part(self, key: str) -> Fraction:
        """A part of a whole, exact, written in quotes: "1/2", "10 %"."""
        value = self._table.pop(key, None)
        if not isinstance(value, str):
            raise self.wrong(key, 'is missing or is not a part of a whole in quotes, such as "1/2" or "10 %"')
        try:
            return exact_part(value)
        except InputError:
            raise self.wrong(key, f'is {quote(value)}, not a part of a whole such as "1/2" or "10 %"') from None

    def lists(self, key: str) -> Mapping[str, tuple[str, ...]]:
        """A table of arrays of texts; empty when it is missing."""
        value = self._table.pop(key, {})
        if not isinstance(value, dict):
            raise self.wrong(key, "is not a table of arrays of texts")
        inner = Reader(self._file, value, f"{self._where}{key}.")
        return MappingProxyType({name: inner.texts(name) for name in value})

    def truth(self, key: str, *, default: bool | None = None) -> bool:
        """Yes or no, written true or false; `default` where it may be missing."""
        value = self._table.pop(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, "is missing or is not true or false")
        return value

    def tables(self, key: str, *, required: bool = True) -> list[Reader]:
        """An array of tables, each with a reader of its own."""
        value = self._table.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value) or (required and not value):
            raise self.wrong(key, "is missing or is not an array of tables")
        return [Reader(self._file, part, f"{key}[{n}].") for n, part in enumerate(value, 1)]

    def terms(self) -> Mapping[str, Mapping[str, str]]:
        """A table of tables of texts."""
        value = self._table.pop("terms", {})
        if not isinstance(value, dict):
            raise self.wrong("terms", "is not a table")
        tables: dict[str, Mapping[str, str]] = {}
        for name, table in value.items():
            if not isinstance(table, dict) or not all(isinstance(v, str) and v.strip() for v in table.values()):
                raise self.wrong(f"terms.{name}", "is not a table of texts")
            tables[name] = MappingProxyType({key: " ".join(text.split()) for key, text in table.items()})
        return MappingProxyType(tables)

    def finish(self) -> None:
        """Refuse what nobody asked for."""
        if self._table:
            raise self.wrong(min(self._table), "is not known here")
