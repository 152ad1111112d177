"""What a person decided about two records: one party, or two. Nothing is merged without a reason that can be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lookthrough.model.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision.

    Attributes:
        party: id or name of a register's party.
        entity: id of a list's entity.
        same: are they one?
        who, why: as written.
        decided: the day; None where it is not written.
        register: id of the register; "" for whichever names the party.
        origin: file and row, as one line.
    """

    party: str
    entity: str
    same: bool
    who: str = ""
    why: str = ""
    decided: PartialDate | None = None
    register: str = ""
    origin: str = ""

    def __str__(self) -> str:
        by = f" by {self.who}" if self.who else ""
        on = f" on {self.decided}" if self.decided else ""
        because = f": {self.why}" if self.why else ""
        return f"decided {'the same' if self.same else 'not the same'}{by}{on}{because} [{self.origin}]"


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions by party; one a pair.

    Attributes:
        by_party: folded id or name of a party -> its decisions.
    """

    by_party: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)

    def __len__(self) -> int:
        return sum(map(len, self.by_party.values()))

    def about(self, names: Iterable[str], registers: Iterable[str] = ()) -> tuple[Decision, ...]:
        """The decisions about a party.

        Args:
            names: its id and its names, as registers give them.
            registers: ids of the registers that name it; a decision about another register's party does not count.
        """
        among = set(registers)
        found = dict.fromkeys(each for name in names for each in self.by_party.get(folded(name), ()))
        return tuple(each for each in found if not each.register or not among or each.register in among)

    def on(self, entity: str, names: Iterable[str], registers: Iterable[str] = ()) -> Decision | None:
        """The decision about a party and one entity; None where nobody decided."""
        return next((each for each in self.about(names, registers) if each.entity == entity), None)


NO_DECISIONS = Decisions()


def folded(name: str) -> str:
    """A party's id or name as it is compared: without case and repeated white space."""
    return " ".join(name.casefold().split())
