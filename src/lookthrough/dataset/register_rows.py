"""Records of a register as rows of its SQLite file, and back: nothing is lost on the way.

Shares stay exact (fractions as text), dates keep their granularity and the printed text, and a place is kept as the
words before its number, which a file repeats, and the number itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from lookthrough.model.dates import PartialDate, from_iso
from lookthrough.model.entity import Identifier, Name
from lookthrough.model.link import Link
from lookthrough.model.register import Gap, Party, Tie
from lookthrough.model.schema import NAME_PROPS
from lookthrough.model.share import UNKNOWN_SHARE, Share
from lookthrough.names.legal_forms import legal_forms
from lookthrough.names.normalise import MAX_LETTERS, MAX_WORDS, words

_PLACED = "origin, number, after"
PARTY = f"id, kind, names, countries, codes, status, register, stated, {_PLACED}"
LINK = (
    "source, target, relation, kind, low, high, opens, share, since, until, directness, register, stated, decided, "
    f"{_PLACED}"
)
TIE = f"source, target, kind, role, since, until, register, {_PLACED}"
GAP = f"target, question, reason, note, register, stated, {_PLACED}"


def _insert(table: str, columns: str) -> str:
    marks = ", ".join("?" for _ in columns.split(",")) + ", ?"
    return f"insert into {table} ({columns}, file) values ({marks})"  # noqa: S608 - our own words


INSERT: Mapping[str, str] = {
    "party": _insert("party", PARTY)
    + " on conflict (id) do update set "
    + ", ".join(f"{name} = excluded.{name}" for name in PARTY.split(", ")[1:])
    + ", file = excluded.file where coalesce(excluded.stated, '9999') >= coalesce(stated, '')",
    "link": _insert("link", LINK),
    "tie": _insert("tie", TIE),
    "gap": _insert("gap", GAP),
}

_SEPARATOR = "\x1f"
_NUMBER = re.compile(r"(.*\D|)([0-9]{1,15})(\D*)", re.DOTALL)
_QUALITY = {quality: str(number) for number, quality in enumerate(NAME_PROPS)}
_LONGEST_FORM = 4
_SIMPLE = re.compile(r"[A-Za-z1-9 .,\-()/]*")
_WORD = re.compile(r"[a-z1-9]+")


class Packer:
    """Makes rows of records.

    Args:
        origins: the words before the numbers of places that are numbered already; others are added.
    """

    def __init__(self, origins: dict[str, int]) -> None:
        self.origins = origins

    def party(self, party: Party) -> tuple[object, ...]:
        """Values in the order of `PARTY`."""
        names = _SEPARATOR.join([_QUALITY[name.quality] + name.text.replace(_SEPARATOR, " ") for name in party.names])
        codes = _SEPARATOR.join([f"{code.scheme}:{code.value}" for code in party.identifiers])
        lands = " ".join(party.countries)
        stated = packed_date(party.stated)
        place = self._place(party.origin)
        return _sound((party.id, party.kind, names, lands, codes, party.status, party.register, stated, *place))

    def link(self, link: Link) -> tuple[object, ...]:
        """Values in the order of `LINK`."""
        share = link.share
        bounds = ("0", "1", 0, "") if share is UNKNOWN_SHARE else _bounds(share)
        return _sound(
            (
                link.source,
                link.target,
                link.relation,
                link.kind,
                *bounds,
                packed_date(link.since),
                packed_date(link.until),
                link.directness,
                link.register,
                packed_date(link.stated),
                link.decided,
                *self._place(link.origin),
            )
        )

    def tie(self, tie: Tie) -> tuple[object, ...]:
        """Values in the order of `TIE`."""
        since, until = packed_date(tie.since), packed_date(tie.until)
        place = self._place(tie.origin)
        return _sound((tie.source, tie.target, tie.kind, tie.role, since, until, tie.register, *place))

    def gap(self, gap: Gap) -> tuple[object, ...]:
        """Values in the order of `GAP`."""
        stated, place = packed_date(gap.stated), self._place(gap.origin)
        return _sound((gap.target, gap.question, gap.reason, gap.note, gap.register, stated, *place))

    def _place(self, origin: str) -> tuple[int, int | None, str]:
        found = _NUMBER.fullmatch(origin)
        before, number, after = (found[1], int(found[2]), found[3]) if found else (origin, None, "")
        if found and str(number) != found[2]:  # leading zeros would be lost
            before, number, after = origin, None, ""
        return self.origins.setdefault(before, len(self.origins)), number, after


class Unpacker:
    """Makes records of rows.

    Args:
        origins: the words before the numbers of places, by number.
    """

    def __init__(self, origins: Mapping[int, str]) -> None:
        self._origins = origins

    def party(self, row: tuple[Any, ...]) -> Party:
        """From values in the order of `PARTY`."""
        party_id, kind, names, lands, codes, status, register, stated, *place = row
        return Party(
            party_id,
            kind,
            tuple(Name(each[1:], NAME_PROPS[int(each[0])]) for each in names.split(_SEPARATOR) if each),
            tuple(lands.split()),
            tuple(Identifier(scheme, value) for scheme, value in codes_of(codes)),
            self._origin(*place),
            status,
            register,
            _date(stated),
        )

    def link(self, row: tuple[Any, ...]) -> Link:
        """From values in the order of `LINK`."""
        source, target, relation, kind, low, high, opens, text, since, until, way, register, stated, decided, *at = row
        share = _share(low, high, opens, text)
        where = self._origin(*at)
        return Link(
            relation, source, target, share, _date(since), _date(until), where, kind, way, register, _date(stated),
            decided,
        )  # fmt: skip

    def tie(self, row: tuple[Any, ...]) -> Tie:
        """From values in the order of `TIE`."""
        source, target, kind, role, since, until, register, *place = row
        return Tie(source, target, kind, role, _date(since), _date(until), self._origin(*place), register)

    def gap(self, row: tuple[Any, ...]) -> Gap:
        """From values in the order of `GAP`."""
        target, question, reason, note, register, stated, *place = row
        return Gap(target, question, reason, note, self._origin(*place), register, _date(stated))

    def _origin(self, before: int, number: int | None, after: str) -> str:
        return f"{self._origins[before]}{'' if number is None else number}{after}"


def packed_date(value: PartialDate | None) -> str | None:
    """A date as sortable text: its ISO form, and the printed text behind it where that is another."""
    if value is None:
        return None
    iso = value.edtf
    return iso if value.text in {iso, ""} else f"{iso}{_SEPARATOR}{value.text}"


def _bounds(share: Share) -> tuple[str, str, int, str]:
    low = str(share.low)
    high = low if share.high is share.low else str(share.high)
    return low, high, share.low_open + 2 * share.high_open, share.text


@lru_cache(maxsize=65_536)
def _date(text: str | None) -> PartialDate | None:
    if text is None:
        return None
    iso, _, printed = text.partition(_SEPARATOR)
    return from_iso(iso, printed)


@lru_cache(maxsize=4096)
def _share(low: str, high: str, opens: int, text: str) -> Share:
    share = Share(Fraction(low), Fraction(high), text, bool(opens & 1), bool(opens & 2))
    return UNKNOWN_SHARE if share == UNKNOWN_SHARE else share


def _sound(row: tuple[object, ...]) -> tuple[object, ...]:
    """The row without lone surrogates, which undecodable bytes leave and no file can hold."""
    if "".join([value for value in row if isinstance(value, str)]).isascii():
        return row
    return tuple(v.encode("utf-8", "replace").decode() if isinstance(v, str) else v for v in row)


def codes_of(packed: str) -> Iterator[tuple[str, str]]:
    """Scheme and value of each packed code."""
    for each in packed.split(_SEPARATOR):
        scheme, colon, value = each.partition(":")
        if colon:
            yield scheme, value


def name_keys(packed: str) -> set[int]:
    """What each packed name is found by."""
    return {hashed(key) for each in packed.split(_SEPARATOR) if (key := name_key(each[1:]))}


def name_key(text: str) -> str:
    """A name as it is compared: its plain words, without the legal forms at its ends."""
    if _is_plain(text):
        found = tuple([word[:MAX_LETTERS] for word in _WORD.findall(text.lower())[:MAX_WORDS]])
    else:
        found = tuple(words(text))
    forms = legal_forms()
    for _ in range(2):
        for width in range(min(_LONGEST_FORM, len(found) - 1), 0, -1):
            if found[-width:] in forms:
                found = found[:-width]
                break
    return " ".join(found)


def _is_plain(text: str) -> bool:
    """Is it a name that `words` reads no other way than letter by letter? Most are, and that is ten times as fast."""
    return len(text) < 80 and text.isascii() and _SIMPLE.fullmatch(text) is not None


def hashed(key: str) -> int:
    """A name's key as the number by which it is found; two keys may share one, so the name is compared again."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=7).digest())
