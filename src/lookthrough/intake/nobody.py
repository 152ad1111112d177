"""What stands in the place of a party and names nobody: "unknown", "various", "public float", "未知", "n/a"."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from importlib import resources

from lookthrough.intake.numbers import is_missing

_AROUND = " \t\n.,;:*()[]<>{}\"'“”‘’«»_"


def names_nobody(text: str) -> bool:
    """Is the whole text a word for parties who are not identified? "Public Storage" is not."""
    body = _folded(text)
    return not any(map(str.isalnum, body)) or is_missing(body) or body in _words()


@cache
def _words() -> frozenset[str]:
    text = resources.files("lookthrough.resources").joinpath("nobody.toml").read_text(encoding="utf-8")
    return frozenset(map(_folded, tomllib.loads(text)["words"]))


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().strip(_AROUND).split())
