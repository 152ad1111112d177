"""The same effective weights by plain dense algebra: slow, short and obvious, the oracle for `flow`.

e = (I - F)^-1 S, with F[i][j] the share of fund i that fund j is and S[i][k] the share of fund i that security k is.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from lookthrough.errors import InputError


def effective_weights(
    funds: Sequence[Sequence[Fraction]], securities: Sequence[Sequence[Fraction]]
) -> list[list[Fraction]]:
    """What each fund holds of each security in the end.

    Args:
        funds: n rows of n shares, fund in fund.
        securities: n rows of m shares, security in fund.

    Returns:
        n rows of m effective shares, exact.

    Raises:
        InputError: if I - F has no inverse (funds that only hold each other).
    """
    size = len(funds)
    one, zero = Fraction(1), Fraction(0)
    rows = [
        [(one if i == j else zero) - Fraction(funds[i][j]) for j in range(size)] + [Fraction(s) for s in securities[i]]
        for i in range(size)
    ]
    for column in range(size):
        pivot = next((r for r in range(column, size) if rows[r][column]), None)
        if pivot is None:
            raise InputError("the funds only hold each other: their effective weights are not defined")
        rows[column], rows[pivot] = rows[pivot], rows[column]
        scale = rows[column][column]
        rows[column] = [value / scale for value in rows[column]]
        for r in range(size):
            factor = rows[r][column]
            if r != column and factor:
                rows[r] = [value - factor * above for value, above in zip(rows[r], rows[column], strict=True)]
    return [row[size:] for row in rows]
