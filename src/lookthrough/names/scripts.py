"""Which scripts can be compared today with names that are printed in Latin letters?"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

#: Scripts whose letters are transliterated well enough for "no name fits" to mean something.
COMPARED = frozenset({"LATIN", "CYRILLIC", "GREEK", "FULLWIDTH", "FEMININE", "MASCULINE"})


@lru_cache(maxsize=65_536)
def is_compared(name: str) -> bool:
    """Can it be said of this name that nobody listed bears it?

    False for a name whose letters are all of another script than Latin, Cyrillic or Greek: lists print few names in
    those, and a Chinese name is not found by its English form yet. A hit on such a name still stands.

    Args:
        name: as given.
    """
    letters = [c for c in name if c.isalpha()]
    return not letters or any(unicodedata.name(c, "?").split()[0] in COMPARED for c in letters)
