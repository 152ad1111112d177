"""What equal and different codes say: some decide, some only support, some contradict when they differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lookthrough.model.entity import Identifier

#: Schemes in which one code is given once in the world, so that an equal one decides.
DECIDING = frozenset(
    (
        *("isin", "cusip", "sedol", "figi", "wkn", "sec_series", "sec_class", "lei", "bic", "cik", "duns"),
        *("uscc", "inn", "ogrn", "imo", "mmsi", "aircraft_serial", "crypto"),
    )
)
#: Schemes in which one party has one code for life, so that different ones contradict. Securities, bank branches and
#: passports have several, and a vessel's radio number changes with its flag.
ONE_EACH = ("lei", "imo", "uscc", "inn", "ogrn", "cik")
#: Registers of one country or authority that users and publishers call by different names; a number of one may stand
#: under another's name.
REGISTERS = (
    *("registration_number", "tax_id", "national_id", "passport", "document", "licence_number", "vat"),
    *("uscc", "inn", "ogrn", "okpo", "nit", "ruc", "rif", "rtn", "curp", "rfc"),
)
#: Registers whose name says nothing about the authority: they meet a number under any other of the names.
_LOOSE = frozenset(("registration_number", "tax_id", "national_id", "document"))
#: Characters from which on a number of a register is too long to be equal by chance.
LONG_NUMBER = 7


class CodeEvidence(NamedTuple):
    """What the codes of two sides say.

    Attributes:
        deciding: equal codes that are given once in the world.
        equal: equal codes that another party in another country may have.
        different: (ours, theirs) in schemes in which a party has one code.
    """

    deciding: tuple[Identifier, ...]
    equal: tuple[Identifier, ...]
    different: tuple[tuple[Identifier, Identifier], ...]


def spellings(code: Identifier) -> tuple[Identifier, ...]:
    """The code itself first, then the names under which a list may print the same number.

    A number that a user calls a registration number may stand on the list as a tax number or as the Chinese or Russian
    code that it is; short numbers are only looked for under their own name.
    """
    if code.scheme not in REGISTERS or len(code.value) < LONG_NUMBER:
        return (code,)
    others = REGISTERS if code.scheme in _LOOSE else sorted(_LOOSE)
    return (code, *(Identifier(scheme, code.value) for scheme in others if scheme != code.scheme))


def compare_codes(
    ours: Sequence[Identifier], theirs: Iterable[Identifier], *, countries_differ: bool = False
) -> CodeEvidence:
    """What two sets of codes say.

    Args:
        ours, theirs: the codes of both sides.
        countries_differ: the sides are known to be tied to different countries; an equal number of a national
            register then decides nothing.
    """
    held = set(theirs)
    same = [code for code in dict.fromkeys(ours) if not held.isdisjoint(spellings(code))]
    numbers_decide = not countries_differ
    deciding = tuple(
        code
        for code in same
        if (code in held and code.scheme in DECIDING) or (len(code.value) >= LONG_NUMBER and numbers_decide)
    )
    equal = tuple(code for code in same if code not in deciding)
    different = []
    for scheme in ONE_EACH:
        our_codes = sorted(code for code in ours if code.scheme == scheme)
        their_codes = sorted(code for code in held if code.scheme == scheme)
        if our_codes and their_codes and set(our_codes).isdisjoint(their_codes):
            different.append((our_codes[0], their_codes[0]))
    return CodeEvidence(deciding, equal, tuple(different))
