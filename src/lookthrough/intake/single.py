"""One party, as a person names it on the command line or in Python."""

from __future__ import annotations

from collections.abc import Iterable

from lookthrough.errors import InputError, quote
from lookthrough.ids import detect
from lookthrough.intake.cells import LONG_NAME
from lookthrough.intake.particulars import NUMBERS, read_gender, read_kind, read_number
from lookthrough.model.attributes import Gender
from lookthrough.model.dates import from_iso
from lookthrough.model.entity import Identifier
from lookthrough.model.query import Query
from lookthrough.model.schema import KINDS, Kind
from lookthrough.names.countries import country_code

#: The same bound as for a name in a file.
LONGEST = LONG_NAME


def known_kind(kind: str) -> Kind:
    """A kind of party, in the words that a table of names may use too.

    Raises:
        InputError: if the word means none of `schema.KINDS`.
    """
    found = read_kind(kind)
    if found is None:
        raise InputError(f"{quote(kind)} is not a kind of party", hint=f"choose one of {', '.join(KINDS)}")
    return found


def read_query(
    name: str,
    kind: str = "any",
    country: str | None = None,
    birth_date: str | None = None,
    identifiers: Iterable[str] = (),
    *,
    nationality: str | None = None,
    gender: str | None = None,
    addresses: Iterable[str] = (),
) -> Query:
    """A question about one name.

    Args:
        name: as it stands.
        kind: one of `schema.KINDS`.
        country: codes or words, several separated by ";"; None when not known.
        birth_date: YYYY, YYYY-MM, YYYY-MM-DD or a range A/B, with "~" behind it for "about"; None when not known.
        identifiers: codes in any scheme that `ids` knows, and numbers with the name of their register before them
            ("passport:717637093"; see `particulars.NUMBERS`).
        nationality: of a person, as `country`.
        gender: of a person, "f" or "m" or a word for it; None when not known.
        addresses: as they stand.

    Raises:
        InputError: if the name is empty or a part cannot be read.
    """
    if len(name) > LONGEST:
        raise InputError(f"the name has {len(name):,} characters", hint=f"give one of at most {LONGEST:,}")
    if not any(character.isalnum() for character in name):
        raise InputError(f"{quote(name)} has no letter or digit", hint="give the name to look for")
    if any("\ud800" <= character <= "\udfff" for character in name):
        raise InputError("the name is not valid UTF-8", hint="set a UTF-8 locale, or put the name into a file")
    return Query(
        names=(name,),
        kind=known_kind(kind),
        countries=_countries(country or ""),
        nationalities=_countries(nationality or ""),
        birth_date=from_iso(birth_date) if birth_date else None,
        gender=_gender(gender or ""),
        addresses=tuple(text.strip() for text in addresses if text.strip()),
        identifiers=tuple(dict.fromkeys(map(_code, identifiers))),
    )


def _countries(text: str) -> tuple[str, ...]:
    whole = country_code(text)
    found: dict[str, None] = {whole: None} if whole else {}
    for part in () if whole else filter(None, map(str.strip, text.split(";"))):
        code = country_code(part)
        if code is None:
            raise InputError(f"{quote(part)} is not a country that is known here", hint="give its two-letter code")
        found[code] = None
    return tuple(found)


def _gender(text: str) -> Gender | None:
    found = read_gender(text) if text.strip() else None
    if text.strip() and found is None:
        raise InputError(f"{quote(text)} is no gender that separates namesakes", hint="give f or m, or leave it out")
    return found


def _code(text: str) -> Identifier:
    register, colon, number = text.partition(":")
    scheme = register.strip().lower().replace(" ", "_").replace("-", "_")
    if colon and scheme in NUMBERS:
        found = read_number(scheme, number)
        if found:
            return found
    code = detect(text)
    if code is None:
        raise InputError(
            f"{quote(text)} is in no scheme that is known here, or its check digit is wrong",
            hint=f"give an ISIN, LEI, CUSIP, SEDOL, FIGI, IMO number …, or a number with one of {', '.join(NUMBERS)} "
            "and a colon before it",
        )
    return Identifier(*code)
