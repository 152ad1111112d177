"""What is asked: parties out of the index, names drawn from them, cases made of the names.

Every draw is ordered by a hash of the seed and the thing drawn, so that a new edition, another list or another class
of names leaves the other draws as they were.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lookthrough.dataset.snapshot import IndexRow
from lookthrough.model.schema import Kind
from lookthrough.validation.perturbations import PERTURBATIONS, Perturbation, perturbed
from lookthrough.validation.records import Case, Party, Strength

#: Names that every kind and strength of a list gives to the sample, where it has so many.
LEAST = 5


def standing(rows: Iterable[IndexRow], lists: frozenset[str]) -> list[Party]:
    """The parties that a newest edition prints on one of the lists, in the order of the index."""
    found = []
    for row in rows:
        on = tuple(each for each in row.lists if each in lists)
        if row.standing and on:
            names = tuple(dict.fromkeys(name.text for name in row.names if name.text != row.entity_id))
            weak = {name.text for name in row.names if name.quality == "weak_alias"}
            strong = {name.text for name in row.names if name.quality != "weak_alias"}
            found.append(Party(row.entity_id, row.kind, names, frozenset(weak - strong), on))
    return found


def script_of(text: str) -> str:
    """The script of most of a name's letters, as Unicode names it ("latin", "cyrillic", "cjk"); "none" without any."""
    counts = Counter(unicodedata.name(c, "none").split()[0].lower() for c in text if c.isalpha())
    return counts.most_common(1)[0][0] if counts else "none"


@dataclass(frozen=True, slots=True)
class _Drawn:
    party: Party
    name: str
    strength: Strength
    order: str


def _order(seed: int, *what: str) -> str:
    return hashlib.sha256("\x1f".join([str(seed), *what]).encode("utf-8", "backslashreplace")).hexdigest()


def _first(seed: int, party: Party, names: Iterable[str], what: str) -> str | None:
    """One of a party's names, drawn; None of none."""
    return min(names, key=lambda name: _order(seed, what, party.entity_id, name), default=None)


def _units(parties: Iterable[Party], seed: int) -> list[_Drawn]:
    """One strong name of every party, and one weak alias of every party that has any."""
    found = []
    for party in parties:
        strengths: tuple[tuple[Strength, list[str]], ...] = (
            ("strong", [name for name in party.names if name not in party.weak]),
            ("weak", [name for name in party.names if name in party.weak]),
        )
        for strength, names in strengths:
            name = _first(seed, party, names, strength)
            if name is not None:
                found.append(_Drawn(party, name, strength, _order(seed, "draw", party.entity_id, strength)))
    return found


def allotted(sizes: Mapping[tuple[Kind, Strength], int], sample: int) -> dict[tuple[Kind, Strength], int]:
    """How many names each stratum of a list gives.

    Args:
        sizes: (kind, strength) -> names that there are.
        sample: names wanted of the list; 0 for all.

    Returns:
        In proportion to the sizes, rounded down, but at least `LEAST` of each stratum or all that it has; so the sum is
        near the sample and may exceed it.
    """
    total = sum(sizes.values())
    if not sample or total <= sample:
        return dict(sizes)
    return {stratum: max(min(LEAST, size), size * sample // total) for stratum, size in sizes.items()}


def _drawn(units: Sequence[_Drawn], list_id: str, sample: int) -> list[_Drawn]:
    strata: dict[tuple[Kind, Strength], list[_Drawn]] = defaultdict(list)
    for unit in units:
        if list_id in unit.party.lists:
            strata[unit.party.kind, unit.strength].append(unit)
    wanted = allotted({stratum: len(own) for stratum, own in strata.items()}, sample)
    return [unit for stratum, own in strata.items() for unit in sorted(own, key=lambda u: u.order)[: wanted[stratum]]]


def _start(change: Perturbation, unit: _Drawn, seed: int) -> str | None:
    """The listed name that a class starts from."""
    if change.start == "name":
        return unit.name
    script = script_of(unit.name)
    alike = change.start == "alias"
    others = [name for name in unit.party.names if name != unit.name and (script_of(name) == script) is alike]
    return _first(seed, unit.party, others, change.id)


def cases(parties: Sequence[Party], lists: Sequence[str], sample: int, seed: int) -> list[Case]:
    """The cases of a validation: every class that applies, for every name drawn for every list.

    Args:
        parties: those that stand on the lists.
        lists: ids.
        sample: names to draw for each list; 0 for all.
        seed: of every draw.

    Returns:
        Each case once, however many lists it was drawn for, in an order that depends on nothing else.
    """
    units = _units(parties, seed)
    drawn_for: dict[tuple[str, Strength], tuple[_Drawn, list[str]]] = {}
    for list_id in lists:
        for unit in _drawn(units, list_id, sample):
            drawn_for.setdefault((unit.party.entity_id, unit.strength), (unit, []))[1].append(list_id)
    found = []
    for change in PERTURBATIONS:
        for unit, on in drawn_for.values():
            listed = _start(change, unit, seed)
            query = perturbed(change, listed, unit.party.kind, seed) if listed else None
            if listed and query:
                party = unit.party
                asked = (change.id, party.entity_id, party.kind, unit.strength, listed, query)
                found.append(Case(*asked, lists=tuple(on), party_lists=party.lists))
    return found
