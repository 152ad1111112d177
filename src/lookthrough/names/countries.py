"""Countries as publishers and fund files print them, read to ISO 3166-1 alpha-2 codes in lower case.

The table is `resources/countries.toml`, written by hand from ISO 3166-1. It is read once, on first use.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources

_SEE_ALSO = re.compile(r"\(\s*see\b(?:[^()]|\([^()]*\))*\)", re.IGNORECASE)
_POSTCODE = re.compile(r"\b[\w-]*\d[\w-]*\b")
_LONGEST_NAME = 6  # words looked at, from the end of an address

OFFSHORE = frozenset(
    {"aw", "bb", "bh", "bm", "bs", "cw", "gg", "gi", "hk", "im", "je"}
    | {"ky", "lb", "mo", "mu", "pa", "sg", "sx", "vg", "vu", "ws"}
)
"""Where companies are often only incorporated or listed: the group "offshore centres" of the BIS locational banking
statistics (bis.org, country groupings), with the British Virgin Islands of its "West Indies UK". A company there and
one of the same name elsewhere do not contradict each other."""


def country_code(text: str) -> str | None:
    """The country that a cell names.

    Reads names in the forms that publishers print ("Korea (South)", "Iran, Islamic Republic of", "The Gambia",
    "Region: Crimea"), and alpha-2 and alpha-3 codes, in any case, with or without points and accents.
    A historic state is read as the one state that continues it ("Burma", "Zaire", "USSR").

    Args:
        text: one country; anything else is not found.

    Returns:
        The ISO 3166-1 alpha-2 code in lower case, "xk" for Kosovo and "eu" for the European Union;
        None when the text is empty, not a country, or a state with several successors.
    """
    return _lookup(text)


@lru_cache(maxsize=4096)
def _lookup(text: str) -> str | None:
    if len(text) > 120:
        return None
    codes = _codes()
    plain = text.strip()
    if plain.lower() in ("ad", "and"):
        return "ad"  # the key of "AND", Andorra's code, is empty
    if plain.lower().startswith("region:"):
        plain = plain[7:]
    found = codes.get(_key(plain))
    if found is None and plain.count(",") == 1:
        name, rest = plain.split(",")
        found = codes.get(_key(f"{rest} {name}"))
    return found


def nationality_code(text: str) -> str | None:
    """The country of a nationality, printed as an adjective ("Tunisian") or as the country; None when it is neither."""
    found = country_code(text)
    return found or _nationals().get(_key(text))


@cache
def _nationals() -> dict[str, str]:
    return {_key(word): code for code, words in _file()["nationals"].items() for word in words}


def country_name(code: str) -> str:
    """The English short name to show for a code, e.g. "Türkiye" for "tr"; the code itself when it is not known."""
    row = _table().get(code.lower())
    return row[1] if row else code


def countries_in(address: str) -> tuple[str, ...]:
    """The countries at the ends of the addresses in a cell.

    Several addresses are separated by ";", or as the Entity List prints them by ", and" after a country. A post
    code, a full stop or a remark such as "(See alternate addresses under Pakistan)" after the country does not hide
    it. A state of the United States in full at the end names the United States; Georgia is left open. A country
    elsewhere in an address ("China Street, Nairobi") is not read.

    Args:
        address: one or more addresses as printed.

    Returns:
        Alpha-2 codes in the order printed, each once; empty when no address ends in a country.
    """
    found: dict[str, None] = {}
    for part in _parts(address):
        code = _at_end(part)
        if code:
            found[code] = None
    return tuple(found)


def _parts(address: str) -> Iterator[str]:
    for part in _SEE_ALSO.sub(" ", address).split(";"):
        before, *others = re.split(r",\s*and\s+|\.\s+and\s+", part)
        pending = before
        for other in others:
            # "Kabul, Afghanistan, and Dasht Qala" holds two addresses; "Import, and Export Road" does not.
            if _at_end(pending):
                yield pending
                pending = other
            else:
                pending = f"{pending}, and {other}"
        yield pending


def _at_end(part: str) -> str | None:
    """The country in the last comma part of one address, else None."""
    bare = part.strip().strip(".()[] ")
    place, _, last = bare.rpartition(",")
    if place and _key(_POSTCODE.sub(" ", last)) in _us_states():  # before "New Jersey" is read as Jersey
        return "us"
    for cell in (bare.rsplit(",", 1)[-1], ", ".join(bare.rsplit(",", 2)[-2:])):
        code = _named_at_end(cell)
        if code:
            return code
    return None


def _named_at_end(cell: str) -> str | None:
    codes = _codes()
    text = cell.strip(" .")
    if len(text) == 2:
        return codes.get(text.lower()) if text.isupper() else None
    whole = country_code(text)
    if whole:
        return whole
    words = _POSTCODE.sub(" ", text).replace("—", " ").split()
    if len(words) > 1 and len(words[-1]) < 5 and words[-1].isupper() and any(c.isdigit() for c in text):
        words = words if codes.get(_key(words[-1])) else words[:-1]  # the half of "W1J 7LS" that has no digit
    for count in range(min(_LONGEST_NAME, len(words)), 0, -1):
        tail = " ".join(words[-count:])
        # A bare two- or three-letter word inside an address is a state, a quarter or a firm's ending, not a code.
        if len(_key(tail)) > 3 or tail.replace(".", "") in ("UAE", "UK", "USA", "PRC", "DRC"):
            code = codes.get(_key(tail))
            if code:
                return code
    return None


def _key(text: str) -> str:
    """Letters and digits only, without accents, case, "the" and "and"."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = re.sub(r"[^\w\s]|_", " ", bare.replace("'", "").replace("’", "").replace(".", "")).split()
    return "".join(word for word in words if word not in ("the", "and"))


@cache
def _file() -> dict[str, dict[str, list[str]]]:
    file = resources.files("lookthrough.resources") / "countries.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _table() -> dict[str, list[str]]:
    return _file()["countries"]


@cache
def _us_states() -> frozenset[str]:
    return frozenset(map(_key, _file()["us_states"]["names"]))


@cache
def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for code, names in _table().items():
        for name in names:
            if _key(name):
                codes[_key(name)] = code
    codes.update({code: code for code in _table()})
    return codes
