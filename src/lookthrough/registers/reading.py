"""What readers of all formats share: places and origins, days, countries, codes, and what is not kept of persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lookthrough import ids
from lookthrough.errors import InputError, Issues, Place, quote
from lookthrough.intake.dates import parse_date
from lookthrough.model.dates import PartialDate, between, day
from lookthrough.model.entity import Identifier
from lookthrough.model.link import Link
from lookthrough.names.countries import country_code


@dataclass(slots=True)
class Origin:
    """Where records of one file stand.

    Attributes:
        register: id of the register.
        file: the file's name.
        word: what is counted: "row" or "record".
    """

    register: str
    file: str
    word: str = "row"

    def at(self, number: int, inside: str = "") -> str:
        """The origin of a record as one line: "gleif: rr.xml, record 3"."""
        return f"{self.register}: {self.file}, {self.word} {number}{', ' + inside if inside else ''}"

    def place(self, number: int, column: str = "") -> Place:
        """The same as a place for an issue."""
        return Place(self.file, number, column)


class Privacy:
    """Counts what was published of natural persons and is not kept, and says so once a file."""

    def __init__(self) -> None:
        self.persons = 0

    def tell(self, issues: Issues, file: str) -> None:
        """Add the note, when there was anything to drop."""
        if self.persons:
            issues.note(
                "personal-data-dropped",
                f"of {self.persons:,} natural persons only the name is kept: dates, addresses, nationalities and "
                "numbers were dropped",
                Place(file),
            )


@lru_cache(maxsize=65_536)
def _stamp(text: str, day_first: bool | None) -> PartialDate | None:
    body = text.strip()
    if len(body) > 10 and body[10:11] in "T " and body[4] == "-":
        body = body[:10]
    if len(body) == 10 and body[4] == body[7] == "-" and body.replace("-", "").isdecimal():
        try:
            return day(date.fromisoformat(body), body)
        except ValueError:
            raise InputError(f"{quote(text)} names a day that does not exist") from None
    return parse_date(text, day_first=day_first)


def stamp(text: object, issues: Issues, place: Place, day_first: bool | None = None) -> PartialDate | None:
    """A date or time stamp as the day that it prints; what cannot be read is an issue and stays unknown.

    Args:
        text: as printed; None and "" are none.
        issues: takes what is no date.
        place: where it stands.
        day_first: the order of the file's numeric dates, where it is known.
    """
    if text is None or text == "":
        return None
    try:
        return _stamp(str(text), day_first)
    except InputError as error:
        issues.error("bad-date", f"{error.message}; the date stays unknown", place, error.hint)
        return None


def bound(text: object, issues: Issues, place: Place, day_first: bool | None = None) -> PartialDate | None:
    """As `stamp`, of the beginning or end of a link: one that is printed but cannot be read may be any day.

    None says that nothing is printed, and a link that prints no end still holds.
    """
    if text is None or text == "":
        return None
    return stamp(text, issues, place, day_first) or between(day(date.min), day(date.max), str(text))


def ended_by(known: PartialDate | None, since: PartialDate | None, told: PartialDate | None) -> PartialDate | None:
    """When a link ended that its register calls ended.

    Args:
        known: the printed end.
        since: the printed beginning.
        told: when the register said that it had ended.

    Returns:
        The printed end; else, or where it cannot be read, a range from the beginning to the day the register spoke;
        None where neither is printed.
    """
    if told is None or (known is not None and known.latest < date.max):
        return known
    first = since if since is not None and since.earliest <= told.latest else day(date.min)
    return between(first, told, f"ended by {told}")


def check_order(link: Link, issues: Issues, place: Place) -> Link:
    """The link as it is; dates out of order are an issue, and leave whether it held unknown."""
    if not link.dates_fit:
        issues.warn(
            "dates-out-of-order",
            f"the link ends ({link.until}) before it begins ({link.since}): whether it held stays unknown",
            place,
            "check both dates in the register",
        )
    return link


@lru_cache(maxsize=4096)
def country(text: str) -> str:
    """ISO 3166-1 alpha-2 of a printed country or jurisdiction such as "US-MA"; "" when it is none."""
    body = text.strip()
    if len(body) > 3 and body[2:3] == "-" and body[:2].isalpha():
        body = body[:2]
    return country_code(body) or ""


def identifier(scheme: str, value: str, issues: Issues, place: Place) -> Identifier | None:
    """A code with its scheme; one whose check digit does not fit is kept as printed, with an issue."""
    text = value.strip()
    if not text:
        return None
    read = ids.validate(scheme, text)
    if isinstance(read, str):
        return Identifier(scheme, read)
    issues.warn("bad-code", f"{quote(text)} is no valid {scheme}: {read.says}; it is kept as printed", place)
    return Identifier(scheme, ids.compact(scheme, text))
