"""Links as a caller gives them, a mapping a stake, many at a time.

Texts of shares are read as registers print them, see `registers.shares`; what most tables print is read for a whole
batch at once by the kernel in `digits`, and each other bound by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np

from lookthrough.compiled import machine_code
from lookthrough.errors import InputError, Issues, Place, quote
from lookthrough.exposure.ownership.digits import read_lines
from lookthrough.exposure.ownership.ledger import UNIDENTIFIED, Coded, Ledger, coded
from lookthrough.exposure.ownership.name_table import NameTable
from lookthrough.exposure.ownership.stakes import HIGH_OPEN, LOW_OPEN, Flags, Truths, Whole
from lookthrough.model.share import UNKNOWN_SHARE, Share, exact_part
from lookthrough.registers.shares import read_share

Reader: TypeAlias = Callable[[bytes, Whole, Whole, Flags], None]
Side = Literal["low", "high"]

#: Links read together: what they are made of stays in the cache of the processor.
_AT_ONCE = 1 << 8
#: Links after which machine code is worth the third of a second that it takes to load.
_MANY = 1 << 14
_CACHED = 1 << 16
_LARGEST = 1 << 61


class _Batch(NamedTuple):
    """Some links as columns.

    Attributes:
        rows: 1-based rows.
        owners, owned: the parties.
        low, high: the bounds as they are given; None for a missing one.
    """

    rows: Sequence[int]
    owners: list[Any]
    owned: list[Any]
    low: list[Any]
    high: list[Any]


class _Read(NamedTuple):
    """Shares of a batch in the parts of `Coded`, and which of them are read already."""

    low: Whole
    high: Whole
    unit: Whole
    opens: Flags
    done: Truths


def read_links(links: Iterable[Mapping[str, Any]], ledger: Ledger, issues: Issues) -> None:
    """Write down links as `attribute` takes them.

    Raises:
        InputError: if a link has no "owner" or "owned", an id cannot be one, or a bound is not a number or text.
    """
    given, first = iter(links), 1
    cache: dict[Any, Coded] = {}
    table: NameTable | None = None
    while some := list(islice(given, _AT_ONCE)):
        batch = _with_company(_columns(some, first), issues)
        read = _at_once(batch, _reader(first))
        first += len(some)
        large = _one_by_one(batch, read, issues, cache)
        if table is None and first > _MANY:
            table = NameTable(ledger.numbers)
        by, of = np.split(_numbers(batch, ledger, table), 2)
        for at in np.flatnonzero(by == of).tolist():
            message = f"{quote(str(batch.owned[at]))} holds its own shares"
            issues.note("self-holding", message, Place(row=batch.rows[at]))
        ledger.extend(by, of, read[:4], large)


def bound(value: Any, side: Side) -> tuple[Fraction, bool]:
    """One bound of a share, however it is written, and whether it is open; None is 0 or 1.

    Raises:
        InputError: if it is no share, or no part of a whole.
    """
    share = _stated(value)
    return (share.low, share.low_open) if side == "low" else (share.high, share.high_open)


def _stated(value: Any) -> Share:
    if value is None:
        return UNKNOWN_SHARE
    if isinstance(value, str):
        return read_share(value, "fraction")
    part = exact_part(value)
    if not 0 <= part <= 1:
        hint = 'shares are parts of one: write "50 %", "0.5" or "1/2"'
        raise InputError(f"{quote(str(value))} is no part of a whole", hint=hint)
    return Share(part, part)


def _columns(links: Sequence[Mapping[str, Any]], first: int) -> _Batch:
    rows = range(first, first + len(links))
    try:
        owners = [UNIDENTIFIED if (owner := link["owner"]) is None else owner for link in links]
        owned = [link["owned"] for link in links]
        low, high = [link.get("low") for link in links], [link.get("high") for link in links]
        if None in low and None in high:
            stated = [
                link.get("share") if a is None and b is None else None
                for link, a, b in zip(links, low, high, strict=True)
            ]
            low, high = ([s if a is None else a for a, s in zip(side, stated, strict=True)] for side in (low, high))
    except (KeyError, TypeError, AttributeError):
        row, link = next((row, link) for row, link in zip(rows, links, strict=True) if not _is_link(link))
        hint = 'write {"owner": …, "owned": …, "low": "1/2", "high": "1/2"}'
        raise InputError(f"{quote(str(link))} is not a link", hint=hint, place=Place(row=row)) from None
    return _Batch(rows, owners, owned, low, high)


def _is_link(given: Any) -> bool:
    return isinstance(given, Mapping) and "owner" in given and "owned" in given


def _with_company(batch: _Batch, issues: Issues) -> _Batch:
    """The links that name somebody in whom the stake is held; the others are told."""
    if None not in batch.owned and UNIDENTIFIED not in batch.owned:
        return batch
    kept = []
    for at, owned in enumerate(batch.owned):
        if owned is None or owned == UNIDENTIFIED:
            place = Place(row=batch.rows[at], column="owned")
            issues.error("no-owned-party", "the stake names nobody in whom it is held", place)
        else:
            kept.append(at)
    return _Batch(*([column[at] for at in kept] for column in batch))


def _numbers(batch: _Batch, ledger: Ledger, table: NameTable | None) -> Whole:
    """The numbers of the owners and then of those owned."""
    parties = batch.owners + batch.owned
    try:
        if table is not None:
            return table.of(parties)
        return np.fromiter(map(ledger.numbers.__getitem__, parties), dtype=np.int64, count=len(parties))
    except TypeError:
        row, party = next((r, p) for r, p in zip([*batch.rows] * 2, parties, strict=True) if p.__hash__ is None)
        raise InputError(f"{quote(str(party))} is no id", hint="ids are text", place=Place(row=row)) from None


def _at_once(batch: _Batch, reader: Reader) -> _Read:
    """Both bounds of all rows that print them in the usual ways; the other rows are not done."""
    low, unit, opens = _lines(batch.low, reader)
    high, other, below = (low, unit, opens) if batch.high == batch.low else _lines(batch.high, reader)
    done = (unit > 0) & (other > 0) & (opens != HIGH_OPEN) & (below != LOW_OPEN)
    step, back = np.ones_like(unit), np.ones_like(unit)
    differ = done & (unit != other)
    shared = np.gcd(unit[differ], other[differ])
    step[differ], back[differ] = other[differ] // shared, unit[differ] // shared
    done &= unit <= _LARGEST // step
    low, high, unit, opens = low * step, high * back, unit * step, opens | below
    done &= (low + (opens > 0) <= high) & (high <= unit)
    return _Read(low, high, unit, opens, done)


def _reader(row: int) -> Reader:
    """The kernel as it stands where there is little to read, and as machine code where there was much."""
    if row < _MANY:
        return read_lines
    fast = machine_code(read_lines)
    return lambda text, top, unit, sign: fast(np.frombuffer(text, dtype=np.uint8), top, unit, sign)


def _lines(texts: Sequence[Any], reader: Reader) -> tuple[Whole, Whole, Flags]:
    """Per bound its whole number, its unit (0 where it is not printed in a usual way) and its sign."""
    lines = [text if type(text) is str and "\n" not in text else "" for text in texts]
    top, unit = np.zeros(len(lines), dtype=np.int64), np.zeros(len(lines), dtype=np.int64)
    sign = np.zeros(len(lines), dtype=np.uint8)
    reader("\n".join([*lines, ""]).encode("utf-8", "replace"), top, unit, sign)
    return top, unit, sign


def _one_by_one(batch: _Batch, read: _Read, issues: Issues, cache: dict[Any, Coded]) -> dict[int, Share]:
    """Fill in what is not read yet; returned are the shares that are too large for the columns."""
    large = {}
    for at in np.flatnonzero(~read.done).tolist():
        low, high = batch.low[at], batch.high[at]
        key = (type(low), low, type(high), high)
        share = cache.get(key) if isinstance(low, str | None) else None
        if share is None:
            told = len(issues)
            share = coded(_share(low, high, batch.rows[at], issues))
            if len(cache) < _CACHED and told == len(issues):  # what is told is told for each row
                cache[key] = share
        read.low[at], read.high[at], read.unit[at], read.opens[at] = share[:4]
        if share.large is not None:
            large[at] = share.large
    return large


def _share(low: Any, high: Any, row: int, issues: Issues) -> Share:
    """A stake's share; what is no part of a whole is told, and unknown."""
    bounds = []
    sides: tuple[tuple[Any, Side], ...] = ((low, "low"), (high, "high"))
    for value, side in sides:
        place = Place(row=row, column=side)
        try:
            bounds.append(bound(value, side))
        except InputError as error:
            if not isinstance(value, str | float | int | Decimal | Fraction) or isinstance(value, bool):
                raise InputError(error.message, hint=error.hint, place=place) from None
            issues.error("bad-share", f"{error.message}: the share is read as unknown", place, error.hint)
            return UNKNOWN_SHARE
        once = side == "low" or value is not low
        if once and isinstance(value, str) and value.strip() and str(_stated(value)) == str(UNKNOWN_SHARE):
            issues.note("share-not-stated", f"{quote(value)} is read as unknown", place)
    share = Share(bounds[0][0], bounds[1][0], "", bounds[0][1], bounds[1][1])
    if not share.is_possible:
        told = f"no share is between {quote(str(low))} and {quote(str(high))}: read as unknown"
        issues.error("bounds-cross", told, Place(row=row))
        return UNKNOWN_SHARE
    return share
