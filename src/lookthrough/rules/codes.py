"""Programme codes as lists print them, several to a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable


def codes(printed: Iterable[str]) -> tuple[str, ...]:
    """The single codes of a programme cell, each once: "SDGT] [IFSR" is two."""
    parts = (" ".join(part.split()) for cell in printed for part in re.split(r"[\[\];,]+", cell))
    return tuple(dict.fromkeys(part for part in parts if part))
