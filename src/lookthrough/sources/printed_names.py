"""What publishers print where another name should stand: marks around the name, words behind it, or no name at all."""

from __future__ import annotations

import re

from lookthrough.errors import Issues, Place, quote
from lookthrough.names.countries import countries_in, country_code

_FORMER = r"(?:previously|formerly)\s+(?:listed|known)\s+as"
_KNOWN = r"(?:also|better|commonly|prominently)\s+known\s+as"
_MARK = re.compile(
    rf"^\(?\s*(?:(?P<former>{_FORMER})|{_KNOWN})\s*[):,]*\s+(?=\S)|\s*\(\s*(?:(?P<former_last>{_FORMER})|{_KNOWN})\s*\)\s*$",
    re.IGNORECASE,
)
# "X, born in Kandahar on 1 Jan. 1967", "X born in 1963", "X, born 1 Jan. 1953 (passport …)"; not "Born Trading Ltd".
_BORN = re.compile(r"(?<=\w),?\s+born\s+(?:(?:in|on|at|circa|approximately)\s.*|.*\d.*)$", re.IGNORECASE | re.DOTALL)
_SEE = re.compile(r"\s*\(see\b[^)]*\)\s*\.?\s*$", re.IGNORECASE)
_POSTCODE = re.compile(r"[\s,]+[\d-]{4,}\.?\s*$")
_SENTENCE = re.compile(r"\w{3,}['’”\"]*\.\s")
_HOUSE = re.compile(r"^(?:no\.?\s*)?\d+[a-z]?\s|^\S+(?:\s\S+){0,2}\s\d+[a-z]?$", re.IGNORECASE)
_STREET = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|lane|boulevard|blvd|highway|prospekt|pr|ul|building|bldg|office|suite|floor|"
    r"p\.?\s?o\.?\s?box)\b|\b\d{5,6}\b",
    re.IGNORECASE,
)
_LEAST_ADDRESS_WORDS = 5


def read_other_name(prop: str, text: str, place: Place, issues: Issues) -> tuple[str, str]:
    """Free another name of marks such as "also known as" and of a birth's place and day.

    Args:
        prop: what the publisher's column or mark makes of it.
        text: as printed.
        place: where it stands.
        issues: is told what was left out.

    Returns:
        The property, "former_name" where the text says "previously listed as"; and the name, "" when what is printed
        has no letter and no digit.
    """
    name = " ".join(text.split())
    while mark := _MARK.search(name):
        if mark["former"] or mark["former_last"]:
            prop = "former_name"
        name = (name[: mark.start()] + name[mark.end() :]).strip()
    if born := _BORN.search(name):
        issues.note("words-behind-a-name", f"{quote(born[0].strip(' ,'))} is no part of the name", place)
        name = name[: born.start()].strip(" ,")
    if not is_name(name):
        issues.note("alias-without-letters", f"{quote(text)} is no name; it was left out", place)
        name = ""
    return prop, name


def is_name(text: str) -> bool:
    """Has it a letter or a digit of any script at all?"""
    return any(c.isalnum() for c in text)


def is_postal_address(text: str) -> bool:
    """Is this, as a whole, a postal address in place of a name?

    It begins with a house ("53 Example Street", "Example 8"), names a street, a room or a postcode, has five words and
    more, and ends in a country. A name with an address behind it is none: its name must not be lost.
    """
    bare = _POSTCODE.sub("", _SEE.sub("", " ".join(text.split())))
    first, comma, _ = bare.partition(",")
    last = bare.rpartition(",")[2].strip(" .")
    return bool(
        comma
        and len(text.split()) >= _LEAST_ADDRESS_WORDS
        and _HOUSE.search(first.strip())
        and not _SENTENCE.search(f"{first} ")
        and _STREET.search(text)
        and (country_code(last) or countries_in(last))
    )
