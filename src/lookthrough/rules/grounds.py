"""Why was it listed? The grounds of a listing, from cited tables.

A list tells whom it names, seldom why. The why stands in the notice that added the party, in the programme under which
it was listed, or in the statute of the whole list. The tables are `resources/grounds/<list id>.toml`:

    list                 the list that the table is about
    [[ground]]           one source of grounds, told by exactly one of
      pages              a Federal Register notice: "84 FR 54002-54009", first and last page
      codes              programme codes or regimes as printed
      footnotes          footnote numbers of the entry
      whole_list         true: every entry
    policy               beside `pages`: only entries whose printed review policy holds these words
    enough               true: the source says why the entry was made, whatever its notices say besides
    grounds              what it says, in the words of `GROUNDS`, each with what it belongs to
    certain              false where it covers several grounds and does not say which is this party's
    confirmed            whether that was checked against a source
    citation, says       where a reader looks it up; the plain sentence

What no table knows is "unknown", with the reason, and never "none".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from lookthrough.errors import InputError, quote
from lookthrough.model.dates import Truth
from lookthrough.model.listing import Listing
from lookthrough.rules.citation import cited_day, cited_page
from lookthrough.rules.codes import codes
from lookthrough.rules.toml_table import Reader, read_toml

UNKNOWN = "unknown"

GROUNDS: Mapping[str, str] = MappingProxyType(
    {
        "human_rights": "",
        "arbitrary_detention": "human_rights",
        "biometric_collection": "human_rights",
        "forced_labour": "human_rights",
        "killings": "human_rights",
        "religious_freedom": "human_rights",
        "spyware": "human_rights",
        "surveillance": "human_rights",
        "undermining_democracy": "",
        "corruption": "",
        "military": "",
        "military_end_use": "military",
        "military_modernisation": "military",
        "advanced_computing": "military",
        "russia_war": "",
        "armed_conflict": "",
        "proliferation": "",
        "terrorism": "",
        "narcotics": "",
        "organised_crime": "",
        "cyber": "",
        "election_interference": "",
        "export_violation": "",
        "national_security": "",
        "country_policy": "",
        UNKNOWN: "",
    }
)
"""The vocabulary: each ground with the wider one that it belongs to; "" for none. Words are added, never renamed."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground of one listing.

    Attributes:
        ground: a word of `GROUNDS`; "unknown" where nothing that was read says why.
        certain: the source says it of this very party; if not, it covers several grounds and does not say which.
        citation: notice, order, statute or resolution.
        confirmed: whether what the source says was checked; what was not is to be confirmed.
        says: the plain sentence.
    """

    ground: str
    certain: bool
    citation: str
    confirmed: bool
    says: str

    def is_a(self, wanted: Iterable[str]) -> bool:
        """Is it one of these grounds, or a part of one?"""
        return any(self.ground == word or GROUNDS[self.ground] == word for word in wanted)


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one notice in one volume of the Federal Register."""

    volume: int
    first: int
    last: int

    def hold(self, citation: str) -> bool:
        """Does the citation name one of these pages?"""
        found = _PAGE.search(citation)
        return (
            found is not None
            and int(found[1]) == self.volume
            and self.first <= int(found[2].replace(",", "")) <= self.last
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table of grounds, see the module's text."""

    pages: Pages | None
    codes: tuple[str, ...]
    footnotes: tuple[str, ...]
    whole_list: bool
    policy: str
    enough: bool
    grounds: tuple[str, ...]
    certain: bool
    confirmed: bool
    citation: str
    says: str

    def all_grounds(self) -> tuple[Ground, ...]:
        """What the row says, as grounds of a listing that it fits."""
        return tuple(Ground(ground, self.certain, self.citation, self.confirmed, self.says) for ground in self.grounds)


class Sorted(NamedTuple):
    """Listings by whether they were made on the grounds asked for; none is left out."""

    matching: tuple[Listing, ...]
    unknown: tuple[Listing, ...]
    other: tuple[Listing, ...]


_PAGE = re.compile(r"(?<![\d(])(\d{1,3})\s*F\.?\s?R\.?,?\s*(\d[\d,]*\d|\d)", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,3}) FR (\d+)-(\d+)")


def grounds_of(listing: Listing, *, as_of: date | None = None) -> tuple[Ground, ...]:
    """Why a listing was made, as far as the tables know.

    Args:
        listing: the entry.
        as_of: the day asked: notices after it are not yet reasons for it. None takes all notices.

    Returns:
        Each ground once, in the order of the entry's own notices and codes, then of its footnotes, then those of the
        whole list; never empty. The first notice made the entry; later ones amend it and count only where the first is
        in no table. A ground "unknown" is among them where the notice or a code that made the listing is in
        no table, so that what is missing is told beside what is known.

    Raises:
        StateError: if a table is damaged.
    """
    rows = _table(listing.list_id)
    dated = [(cited_day(text) or date.max, text) for text in listing.citations]
    notices = [text for day, text in sorted(dated) if as_of is None or day <= as_of or day == date.max]
    fitting = _fitting(rows, notices, listing)
    found = [ground for row in fitting for ground in row.all_grounds()]
    missing = None if any(row.enough or row.whole_list for row in fitting) else _missing(rows, notices, listing)
    if missing or not found:
        found.append(missing or _unread(listing))
    return tuple(dict.fromkeys(found))


def _fitting(rows: tuple[Row, ...], notices: list[str], listing: Listing) -> list[Row]:
    """The rows that speak of the entry. Of its notices the first made it; later ones count where that is not known."""
    by_notice: list[Row] = []
    for text in notices:
        fitting = [row for row in rows if row.pages and row.pages.hold(text) and row.policy in listing.policy]
        if fitting and (not by_notice or not _first_is_known(rows, notices)):
            by_notice += fitting
    by_code = [row for code in codes(listing.programmes) for row in rows if _folded(code) in map(_folded, row.codes)]
    by_footnote = [row for number in listing.footnotes for row in rows if number in row.footnotes]
    return [*by_notice, *by_code, *by_footnote, *(row for row in rows if row.whole_list)]


def _first_is_known(rows: tuple[Row, ...], notices: list[str]) -> bool:
    return any(row.pages and row.pages.hold(notices[0]) for row in rows)


def _missing(rows: tuple[Row, ...], notices: list[str], listing: Listing) -> Ground | None:
    """What made the listing and is in no table: its first notice, or a code; None where all of it is known."""
    if any(row.pages for row in rows) and notices and not _first_is_known(rows, notices):
        page = cited_page(notices[0])
        return _not_known(page, f"What the notice {page} gives as its reason is not in the table")
    if any(row.codes for row in rows):
        known = {_folded(code) for row in rows for code in row.codes}
        unread = [code for code in codes(listing.programmes) if _folded(code) not in known]
        if unread:
            return _not_known(", ".join(unread), f"What {', '.join(unread)} is directed at is not in the table")
    return None


def _not_known(citation: str, says: str) -> Ground:
    return Ground(
        UNKNOWN, certain=False, citation=citation, confirmed=True, says=f"{says}; reading it would settle it."
    )


def _unread(listing: Listing) -> Ground:
    return _not_known(listing.list_id, f"Nothing that was read says why {listing.list_id} names {listing.listed_name}")


def has_ground(listing: Listing, wanted: Iterable[str], *, as_of: date | None = None) -> Truth:
    """Was the listing made on one of these grounds, or on a part of one ("surveillance" is a part of "human_rights")?

    Returns:
        "unknown" where a source names the ground among several without saying which is this party's, or where a ground
        of the listing is not known. Filters show such listings apart and never drop them.

    Raises:
        InputError: if a ground is not in `GROUNDS`.
    """
    words = checked(wanted)
    grounds = grounds_of(listing, as_of=as_of)
    fitting = [ground for ground in grounds if ground.is_a(words)]
    if any(ground.certain or ground.ground == UNKNOWN for ground in fitting):
        return "yes"
    return "unknown" if fitting or any(ground.ground == UNKNOWN for ground in grounds) else "no"


def by_ground(listings: Iterable[Listing], wanted: Iterable[str], *, as_of: date | None = None) -> Sorted:
    """Sort listings by whether they were made on these grounds; the three parts together are all of them.

    Raises:
        InputError: if a ground is not in `GROUNDS`.
    """
    words = checked(wanted)
    parts: dict[Truth, list[Listing]] = {"yes": [], "unknown": [], "no": []}
    for listing in listings:
        parts[has_ground(listing, words, as_of=as_of)].append(listing)
    return Sorted(*(tuple(part) for part in parts.values()))


def checked(wanted: Iterable[str]) -> tuple[str, ...]:
    """The grounds asked for, each once.

    Raises:
        InputError: if there is none, or one is not in `GROUNDS`.
    """
    words = tuple(dict.fromkeys(wanted))
    for word in words or ("",):
        if word not in GROUNDS:
            raise InputError(f"{quote(word)} is not a ground", hint=f"the grounds are {', '.join(GROUNDS)}")
    return words


def told(listing: Listing, *, as_of: date | None = None) -> str:
    """The grounds of a listing in plain sentences, with their citations, marked where they were not confirmed."""
    sentences: dict[str, None] = {}
    for ground in grounds_of(listing, as_of=as_of):
        doubt = "" if ground.confirmed else "; to be confirmed"
        sentences[f"{ground.says} ({ground.citation}{doubt})"] = None
    return " ".join(sentences)


def _folded(code: str) -> str:
    return "".join(code.split()).casefold()


@cache
def _table(list_id: str) -> tuple[Row, ...]:
    """The rows about one list; none where there is no table for it."""
    resource = files("lookthrough").joinpath("resources", "grounds", f"{list_id}.toml")
    if not list_id.isidentifier() or not resource.is_file():
        return ()
    return parse_grounds(resource.read_text(encoding="utf-8"), f"{list_id}.toml")


def parse_grounds(text: str, file: str) -> tuple[Row, ...]:
    """Read and check a table of grounds.

    Raises:
        StateError: if it is not TOML, or a key is missing, unknown or wrong; with the file and the key.
    """
    read = Reader(file, read_toml(text, file))
    if read.text("list") != file.removesuffix(".toml"):
        raise read.wrong("list", "is not the file's name")
    rows = tuple(_row(part) for part in read.tables("ground"))
    read.finish()
    return rows


def _row(read: Reader) -> Row:
    row = Row(
        pages=_pages(read),
        codes=read.texts("codes", required=False),
        footnotes=read.texts("footnotes", required=False),
        whole_list=read.truth("whole_list", default=False),
        policy=read.text("policy", ""),
        enough=read.truth("enough", default=False),
        grounds=read.texts("grounds"),
        certain=read.truth("certain"),
        confirmed=read.truth("confirmed"),
        citation=read.text("citation"),
        says=read.text("says"),
    )
    read.finish()
    if [bool(row.pages), bool(row.codes), bool(row.footnotes), row.whole_list].count(True) != 1:
        raise read.wrong("pages", "or exactly one of codes, footnotes and whole_list tells a row")
    for ground in row.grounds:
        if ground not in GROUNDS or ground == UNKNOWN:
            raise read.wrong("grounds", f"names {quote(ground)}, which is not in the vocabulary")
    return row


def _pages(read: Reader) -> Pages | None:
    text = read.text("pages", "")
    if not text:
        return None
    found = _RANGE.fullmatch(text)
    if found is None or int(found[2]) > int(found[3]):
        raise read.wrong("pages", f'is {quote(text)}, not a range such as "84 FR 54002-54009"')
    return Pages(int(found[1]), int(found[2]), int(found[3]))
