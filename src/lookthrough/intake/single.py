"""One party, as a person names it on the command line or in Python."""

from __future__ import annotations

from collections.abc import Iterable

from lookthrough.errors import InputError, quote
from lookthrough.ids import detect
from lookthrough.intake.cells import LONG_NAME
from lookthrough.intake.queries import read_kind
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
) -> Query:
    """A question about one name.

    Args:
        name: as it stands.
        kind: one of `schema.KINDS`.
        country: code or words; None when not known.
        birth_date: YYYY, YYYY-MM or YYYY-MM-DD; None when not known.
        identifiers: codes in any scheme that `ids` knows.

    Raises:
        InputError: if the name is empty or a part cannot be read.
    """
    if len(name) > LONGEST:
        raise InputError(f"the name has {len(name):,} characters", hint=f"give one of at most {LONGEST:,}")
    if not any(character.isalnum() for character in name):
        raise InputError(f"{quote(name)} has no letter or digit", hint="give the name to look for")
    if any("\ud800" <= character <= "\udfff" for character in name):
        raise InputError("the name is not valid UTF-8", hint="set a UTF-8 locale, or put the name into a file")
    code = country_code(country) if country else None
    if country and code is None:
        raise InputError(f"{quote(country)} is not a country that is known here", hint="give its two-letter code")
    codes = []
    for text in identifiers:
        scheme = detect(text)
        if scheme is None:
            raise InputError(
                f"{quote(text)} is in no scheme that is known here, or its check digit is wrong",
                hint="give an ISIN, LEI, CUSIP, SEDOL, FIGI, IMO number …",
            )
        codes.append(Identifier(*scheme))
    return Query(
        names=(name,),
        kind=known_kind(kind),
        countries=(code,) if code else (),
        birth_date=from_iso(birth_date) if birth_date else None,
        identifiers=tuple(codes),
    )
