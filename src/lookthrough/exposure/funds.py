"""Many funds in little room: distinct lines are kept once, each fund is a few flat columns.

Two million lines name some ten thousand securities. `LineTable` gives every distinct line one number, so that each is
screened once; a `FundTable` holds a fund as arrays of such numbers, its row numbers and exact integer amounts.

    lines = LineTable()
    portfolio = compact(holdings, lines)
    funds = [compact(fund, lines) for fund in read_one_after_the_other()]     # each Holdings can be freed at once
    for number, key in enumerate(lines.keys()): ...                           # screen these
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from lookthrough.errors import Issues, Place
from lookthrough.exposure.path import percent
from lookthrough.exposure.weights import STATED, UNKNOWN, VALUED, Basis, weigh
from lookthrough.model.dates import PartialDate
from lookthrough.model.entity import Identifier
from lookthrough.model.holdings import DERIVATIVES, Asset, Holdings, Position

_Key: TypeAlias = tuple[str, str, str, str, tuple[Identifier, ...], Asset]
_INT64 = 2**62


class LineKey(NamedTuple):
    """What tells one line from another, and all that screening needs of it.

    Attributes:
        name: as printed.
        issuer: the issuer's name beside it; "" when the file has none.
        country: ISO 3166-1 alpha-2, lower case; "" when not stated.
        ticker: as printed.
        identifiers: validated codes.
        asset: what the line is.
    """

    name: str
    issuer: str
    country: str
    ticker: str
    identifiers: tuple[Identifier, ...]
    asset: Asset


@dataclass(slots=True, eq=False)
class LineTable:
    """Every distinct line of all files once, numbered from 0 in the order of first sight."""

    _ids: dict[_Key, int] = field(default_factory=dict)

    def add(self, positions: Iterable[Position]) -> NDArray[np.int32]:
        """Number the lines; equal lines get equal numbers.

        Returns:
            One number per position, in order.
        """
        ids = self._ids
        found = []
        for p in positions:
            key = (p.name, p.issuer, p.country, p.ticker, p.identifiers, p.asset)
            line = ids.get(key)
            if line is None:
                line = ids[LineKey(*key)] = len(ids)
            found.append(line)
        return np.array(found, dtype=np.int32)

    def keys(self) -> tuple[LineKey, ...]:
        """The distinct lines; a line's place in the tuple is its number."""
        return tuple(key if isinstance(key, LineKey) else LineKey(*key) for key in self._ids)

    def __len__(self) -> int:
        return len(self._ids)


class Held(NamedTuple):
    """All rows of one layer that hold the same line on the same side.

    Attributes:
        line: number of the line.
        sign: 1 long, -1 short.
        weight: the rows' share of the layer, summed by absolute value; None when a row's weight is not known.
        rows: the rows in the layer's file.
        value_usd: their value as the file states it, by absolute value; None when not known in US dollars.
    """

    line: int
    sign: int
    weight: Fraction | None
    rows: tuple[int, ...]
    value_usd: Fraction | None


@dataclass(frozen=True, slots=True, eq=False)
class FundTable:
    """One fund, or the portfolio itself, as columns; about 20 bytes a line.

    Attributes:
        name, file, sha256, format, as_of, identifiers: of the `Holdings`.
        table: the table that numbers the lines.
        lines: per row the line's number.
        rows: per row its number in the file.
        signs: per row 1 (long) or -1 (short: a short position, or a negative line that is no derivative).
        amounts: per row an exact integer; 64-bit where all fit, Python integers otherwise.
        kinds: per row whether `amounts` is a value, a printed weight or nothing.
        per_value: weight of one unit of value; None when the layer's total is not known.
        per_stated: weight of one unit of printed weight.
        usd: US dollars in one unit of value; None when values are in another currency.
        total_usd: the layer's total in US dollars; None when not known.
        cash: weight of cash outside the lines.
        remainder: 1 minus all known weights (shorts negative) and cash: what the file does not show. Negative when
            the file shows more than the whole.
        unweighed: rows whose weight is not known.
        issues: what could not be weighed.
        total_basis: what the layer's total rests on: "stated" by the file, the "sum" of all lines, "estimated" from
            rounded weights (then so are all weights and the remainder), "printed" (weights as printed, total not
            known), "lower bound" (lines without a value: neither total nor weights are known), or "unknown".
        total_bounds: least and most that an estimated total can be, in US dollars; None otherwise.
        values: per row its value beside a printed weight that counts; None for none. The whole is None when no
            row has one.
    """

    name: str
    file: str
    sha256: str
    format: str
    as_of: PartialDate | None
    identifiers: tuple[Identifier, ...]
    table: LineTable
    lines: NDArray[np.int32]
    rows: NDArray[np.int32]
    signs: NDArray[np.int8]
    amounts: NDArray[Any]
    kinds: NDArray[np.uint8]
    per_value: Fraction | None
    per_stated: Fraction
    usd: Fraction | None
    total_usd: Fraction | None
    cash: Fraction
    remainder: Fraction
    unweighed: int
    issues: Issues
    total_basis: Basis
    total_bounds: tuple[Fraction, Fraction] | None
    values: tuple[int | None, ...] | None

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def title(self) -> str:
        """The name a reader knows the fund by: its own, else its file's."""
        return self.name or self.file

    @property
    def remainder_known(self) -> bool:
        """Does the file tell how much it does not show?

        Not when no line of it has a known weight: then `remainder` only is the most that it can be.
        """
        return not len(self) or self.unweighed < len(self)

    def weight(self, index: int) -> Fraction | None:
        """The exact signed share that a row is of the whole; None when not known."""
        kind = self.kinds[index]
        if kind == STATED:
            return int(self.amounts[index]) * self.per_stated
        if kind == VALUED and self.per_value is not None:
            return int(self.amounts[index]) * self.per_value
        return None

    def value_usd(self, index: int) -> Fraction | None:
        """The row's signed value in US dollars, as stated or as its weight of the total; None when not known."""
        if self.kinds[index] == VALUED:
            return None if self.usd is None else int(self.amounts[index]) * self.usd
        if self.values is not None and self.usd is not None and (value := self.values[index]) is not None:
            return value * self.usd
        if self.kinds[index] == STATED and self.total_usd is not None:
            return int(self.amounts[index]) * self.per_stated * self.total_usd
        return None

    def held(self, wanted: NDArray[np.bool_]) -> tuple[Held, ...]:
        """The rows whose line is wanted, those of the same line and side as one, in file order.

        Args:
            wanted: per line number whether it is asked for.
        """
        groups: dict[tuple[int, int], list[int]] = {}
        for index in np.flatnonzero(wanted[self.lines]).tolist():
            groups.setdefault((int(self.lines[index]), int(self.signs[index])), []).append(index)
        return tuple(self._group(line, sign, at) for (line, sign), at in groups.items())

    def _group(self, line: int, sign: int, at: list[int]) -> Held:
        weights = [self.weight(i) for i in at]
        values = [self.value_usd(i) for i in at]
        known = [abs(w) for w in weights if w is not None]
        worth = [abs(v) for v in values if v is not None]
        return Held(
            line,
            sign,
            sum(known, Fraction(0)) if len(known) == len(at) else None,
            tuple(int(self.rows[i]) for i in at),
            sum(worth, Fraction(0)) if len(worth) == len(at) else None,
        )

    def sums(self, group_of: NDArray[np.uint8], groups: int) -> list[tuple[Fraction, Fraction]]:
        """Add the known weights up by group of line.

        Args:
            group_of: per line number its group.
            groups: how many groups there are.

        Returns:
            Per group the sum of its positive weights and the absolute sum of its negative ones, exact.
        """
        mine = group_of[self.lines]
        negative = self.amounts < 0
        result = []
        for group in range(groups):
            inside = mine == group
            result.append((self._sum(inside & ~negative), -self._sum(inside & negative)))
        return result

    def _sum(self, mask: NDArray[np.bool_]) -> Fraction:
        total = exact_sum(self.amounts[mask & (self.kinds == STATED)]) * self.per_stated
        if self.per_value is not None:
            total += exact_sum(self.amounts[mask & (self.kinds == VALUED)]) * self.per_value
        return total


def exact_sum(amounts: NDArray[Any]) -> int:
    """Add integers without overflow."""
    if not len(amounts):
        return 0
    if amounts.dtype != object and int(np.abs(amounts).max()) * len(amounts) < _INT64:
        return int(amounts.sum())
    return sum(amounts.tolist())


def compact(holdings: Holdings, lines: LineTable) -> FundTable:
    """Weigh the lines of one file and keep them as columns.

    Args:
        holdings: the portfolio or fund as read; it is not needed afterwards.
        lines: numbers the lines; the same one for the portfolio and all its funds.

    Returns:
        The columns. Weights are exact, in the sense of `weights.weigh`.
    """
    issues = Issues()
    positions = holdings.positions
    weighed = weigh(holdings, issues)
    amounts = _narrow(weighed.amounts)
    kinds = np.frombuffer(weighed.kinds, dtype=np.uint8)
    signs = _signs(positions, weighed.amounts)
    unweighed = int((kinds == UNKNOWN).sum())
    shown = exact_sum(amounts[kinds == STATED]) * weighed.per_stated + weighed.cash
    if weighed.per_value is None:
        unweighed += int((kinds == VALUED).sum())
    else:
        shown += exact_sum(amounts[kinds == VALUED]) * weighed.per_value
    _note(holdings, shown, unweighed, issues)
    return FundTable(
        name=holdings.name,
        file=holdings.file,
        sha256=holdings.sha256,
        format=holdings.format,
        as_of=holdings.as_of,
        identifiers=holdings.identifiers,
        table=lines,
        lines=lines.add(positions),
        rows=np.array([p.row for p in positions], dtype=np.int32),
        signs=signs,
        amounts=amounts,
        kinds=kinds,
        per_value=weighed.per_value,
        per_stated=weighed.per_stated,
        usd=weighed.usd,
        total_usd=weighed.total_usd,
        cash=weighed.cash,
        remainder=1 - shown,
        unweighed=unweighed,
        issues=issues,
        total_basis=weighed.basis,
        total_bounds=weighed.bounds_usd,
        values=None if weighed.values is None else tuple(weighed.values),
    )


def _narrow(amounts: list[int]) -> NDArray[Any]:
    if max(map(abs, amounts), default=0) >= _INT64:
        return np.array(amounts, dtype=object)
    return np.array(amounts, dtype=np.int64)


def _signs(positions: Sequence[Position], amounts: list[int]) -> NDArray[np.int8]:
    return np.array(
        [
            -1 if p.direction == "short" or (amount < 0 and p.asset not in DERIVATIVES) else 1
            for p, amount in zip(positions, amounts, strict=True)
        ],
        dtype=np.int8,
    )


def _note(holdings: Holdings, shown: Fraction, unweighed: int, issues: Issues) -> None:
    """Say what the layer's weights leave open."""
    place = Place(holdings.file)
    if not holdings.positions:
        issues.warn("no-lines", "the file has no lines: nothing of it can be seen", place)
    if unweighed:
        others = ", and the other weights leave them out" if unweighed < len(holdings.positions) else ""
        issues.warn(
            "weight-unknown",
            f"{unweighed} of {len(holdings.positions)} lines have no known weight and are kept without one{others}",
            place,
        )
    if shown > 1:
        issues.warn("over-one", f"the lines and cash sum to {percent(shown, 6)} of the whole; kept as stated", place)
    elif shown < 0:
        issues.warn("below-zero", f"the lines and cash sum to {percent(shown, 6)} of the whole; kept as stated", place)
