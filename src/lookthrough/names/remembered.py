"""Results that are kept once they are asked for again.

Most names of a long file are met once. To keep what was read of each costs more than to read it: thousands of small
objects outlive their use, and the collector of garbage walks them. So a result is kept from its second time on; but
the very last one always, because a query is compared with one candidate after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def when_it_returns(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keeps the results of a function without side effects for arguments that come back.

    Args:
        most: results that are kept; when there are more, all are forgotten. So many arguments are also known to have
            come once.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        met: set[int] = set()  # numbers only, which no collector walks
        kept: dict[Hashable, R] = {}
        last: tuple[Hashable, R] | None = None  # one tuple, so that threads never see the result of another's arguments

        @wraps(function)
        def remembered(*args: P.args, **named: P.kwargs) -> R:
            nonlocal last
            key = (args, *named.items()) if named else args
            found = kept.get(key)
            if found is not None:
                return found
            if (before := last) is not None and before[0] == key:
                return before[1]
            found = function(*args, **named)
            number = hash(key)
            if number in met:
                if len(kept) >= most:
                    kept.clear()
                kept[key] = found
            else:
                if len(met) >= most:
                    met.clear()
                met.add(number)
            last = key, found
            return found

        return remembered

    return decorate
