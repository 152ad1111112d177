"""What an answer about owners is made of: the records that the renderers of `owners` read and none computes.

Three numbers stand apart in every answer and are never mixed: what the law attributes (`Attribution`, by the lines that
were law on the day), what part of the value is whose (`Interest`), and who can decide (`ControlChain`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from lookthrough.errors import Issues
from lookthrough.match.alert_line import DEFAULT_LINE, AlertLine
from lookthrough.model.attribution import Attribution
from lookthrough.model.dates import Truth
from lookthrough.model.entity import Identifier
from lookthrough.model.link import LinkKind
from lookthrough.model.listing import Listing
from lookthrough.model.match import Match, Reason
from lookthrough.model.query import Query
from lookthrough.model.register import Edition
from lookthrough.model.schema import Kind
from lookthrough.model.share import Share
from lookthrough.report.finding import Finding, ListUsed

if TYPE_CHECKING:
    from lookthrough.report.accepted import LeftOut  # of the evidence room, which few homes have

OwnersStatus = Literal["listed", "reached", "possible", "linked", "open", "clear", "unknown", "error"]
"""What is known of a party's owners.

"listed": a list surely names it itself, also where no register does. "reached": a listed party owns it by a line that
was law on the day, by half, or controls it. "possible": one of these cannot be excluded. "linked": listed parties hold
stakes that reach no line, or are officers of it. "open": no listed owner was found, and owners who could have half are
not identified, or not all owners could be followed. "clear": no listed owner among those who are stated. "unknown": no
list names it, and nobody states an owner or no register names it. "error": the row could not be asked.
"""

Located = Literal["id", "code", "name", "like"]
"""How a party was found in a register: by the register's own id, by a code, by its name, by a name that is like it."""


@dataclass(frozen=True, slots=True)
class PartyShown:
    """A party of a register.

    Attributes:
        id: in the first register that names it.
        name: as printed there.
        kind, countries, identifiers: as that register states them.
        registers: every register that names it, with its id there.
        origin: where it is described.
        status: as printed, e.g. "INACTIVE".
    """

    id: str
    name: str
    kind: Kind = "any"
    countries: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    registers: tuple[tuple[str, str], ...] = ()
    origin: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one register says of a stake.

    Attributes:
        register: its id.
        share: how much.
        since, until, stated: from when until when it held, and when the register said so; ISO, "" when unknown.
        evidence: register, file and row.
        directness: as the register states it.
    """

    register: str
    share: Share
    since: str = ""
    until: str = ""
    stated: str = ""
    evidence: str = ""
    directness: str = "unknown"


@dataclass(frozen=True, slots=True)
class OwnerEdge:
    """One tie between two parties on the day asked.

    Attributes:
        owner, owned: ids; an owner of "" is not identified.
        owner_name, owned_name: as printed.
        kind: what ties the two.
        share: what is taken.
        holds: whether it held on the day; "unknown" where its dates do not tell.
        chosen: the statements that the share comes from.
        others: those of registers that were not chosen.
        conflict: do the registers exclude each other?
        why: how the share was chosen, "" where there was nothing to choose.
        distance: how many ties it is away from the party asked; 1 next to it.
    """

    owner: str
    owned: str
    owner_name: str
    owned_name: str
    kind: LinkKind
    share: Share
    holds: Truth = "yes"
    chosen: tuple[Statement, ...] = ()
    others: tuple[Statement, ...] = ()
    conflict: bool = False
    why: str = ""
    distance: int = 1

    @property
    def since(self) -> str:
        """The first day that any chosen statement gives, "" when unknown."""
        return min((each.since for each in self.chosen if each.since), default="")

    @property
    def until(self) -> str:
        """The last end that any chosen statement gives, "" when unknown or open."""
        return max((each.until for each in self.chosen if each.until), default="")

    @property
    def as_of(self) -> str:
        """When the newest chosen statement was made, "" when unknown."""
        return max((each.stated for each in self.chosen if each.stated), default="")

    @property
    def evidence(self) -> str:
        """Where the chosen statements stand, as one line."""
        return "; ".join(dict.fromkeys(each.evidence for each in self.chosen if each.evidence))

    def __str__(self) -> str:
        who = self.owner_name or "an owner who is not identified"
        return f"{who} holds {self.share} of {self.owned_name}" if self.kind == "equity" else (
            f"{who}: {self.kind} of {self.owned_name}" + (f", {self.share}" if self.kind == "votes" else "")
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class InterestShown:
    """What part of a company's value is a party's in the end.

    Attributes:
        party, name: whose.
        low, high: 0..1.
        integrated: with rounds that return to the party counted in full; None where not known exactly.
        ultimate: nobody is stated to own this party.
        listed: a list names it.
    """

    party: str
    name: str
    low: Fraction
    high: Fraction
    integrated: Fraction | None = None
    ultimate: bool = False
    listed: bool = False

    @property
    def share(self) -> Share:
        """The bounds as a share."""
        return Share(self.low, self.high)


@dataclass(frozen=True, slots=True)
class ControlChain:
    """Who can decide for the party asked, and by what.

    Attributes:
        controller, name: who.
        certain: by lower bounds and stated facts; else it cannot be excluded.
        edges: what decides, the controller's own ties first.
        votes: what the last votes come to; None where a stated fact decides.
        assumed: votes are taken from the equity, as no votes are stated.
        listed: a list names the controller.
    """

    controller: str
    name: str
    certain: bool
    edges: tuple[OwnerEdge, ...]
    votes: Share | None = None
    assumed: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class ListedParty:
    """A party of the picture that a list names.

    Attributes:
        party, name: in the registers; a party that none of them names has the id "" and the name that was asked.
        entity_id: the list's.
        listings: in force on the day, or not known to be out of it.
        score: 0..1, of the match between the two.
        how: why they are taken for one, as one line.
        sure: by a code or the list's own id, or by the name of a party that is no natural person; a person's name alone
            makes it possible, never sure.
        distance: ties from the party asked; 0 for itself; None for one below it.
        reasons: of the match.
    """

    party: str
    name: str
    entity_id: str
    listings: tuple[Listing, ...]
    score: float = 1.0
    how: str = ""
    sure: bool = True
    distance: int | None = 0
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class UnknownEdge:
    """A stake that is not known, and what its answer would settle.

    Attributes:
        edge: the stake.
        question: the question of attribution that it leaves open; "" for "half or more".
        if_low, if_high: how many open parties are settled by either end.
        row: its place among the links followed.
    """

    edge: OwnerEdge
    question: str
    if_low: int
    if_high: int
    row: int = 0

    @property
    def settles(self) -> int:
        """What it is ranked by."""
        return self.if_low + self.if_high


@dataclass(frozen=True, slots=True)
class NotStated:
    """A part of a company that nobody is stated to hold.

    Attributes:
        party, name: the company.
        share: how much, exact or with bounds.
        turns: per question of attribution ("" for "half or more") that is "no" and that this part, with the others of
            its kind, could turn: what parties that count would hold then. Empty where it can turn none.
    """

    party: str
    name: str
    share: Share
    turns: Mapping[str, Share]


@dataclass(frozen=True, slots=True)
class OwnersAnswer:
    """What is known about the owners of one party on the day asked.

    Attributes:
        row: 1-based data row of the user's file; 1 for a single question.
        query: what was asked.
        status: see `OwnersStatus`.
        says: the answer in a sentence.
        party: the party in the registers; None where none names it.
        located: how it was found; None where it was not.
        candidates: other parties that the question fits as well, so that a person can choose.
        above: ties above it, nearest first.
        below: ties below it, nearest first.
        above_cut, below_cut: how many known ties are not among them.
        listed: listed parties among all of these; the party itself is at the distance 0.
        not_in_force: entries that fit the party itself and had ended or not begun on the day; shown, never counted.
        left_out: accepted claims of its ownership that are no link, each with the reason.
        findings: per listing that it leads to what the rules say.
        attributions: per question that was law on the day its numbers.
        interests: who has what part of its value, largest first.
        interests_told: why they are not told, "" where they are.
        control: who can decide for it.
        owned_interests: what it has of the companies below it.
        unknowns: the stakes that leave its own answer open, the most telling first.
        gaps: what registers state instead of an owner.
        stands_in: registers' other ties (officers, managers), as sentences.
        stated: what the owners stated for it come to; None where nobody states one.
        not_stated: parts of it and of companies above it that nobody is stated to hold.
    """

    row: int
    query: Query
    status: OwnersStatus
    says: str = ""
    party: PartyShown | None = None
    located: Located | None = None
    candidates: tuple[Match, ...] = ()
    above: tuple[OwnerEdge, ...] = ()
    below: tuple[OwnerEdge, ...] = ()
    above_cut: int = 0
    below_cut: int = 0
    listed: tuple[ListedParty, ...] = ()
    findings: tuple[Finding, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    interests: tuple[InterestShown, ...] = ()
    interests_told: str = ""
    control: tuple[ControlChain, ...] = ()
    owned_interests: tuple[InterestShown, ...] = ()
    unknowns: tuple[UnknownEdge, ...] = ()
    gaps: tuple[str, ...] = ()
    stands_in: tuple[str, ...] = ()
    stated: Share | None = None
    not_stated: tuple[NotStated, ...] = ()
    not_in_force: tuple[Listing, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def conflicts(self) -> tuple[OwnerEdge, ...]:
        """Ties on which registers exclude each other."""
        return tuple(edge for edge in (*self.above, *self.below) if edge.conflict)


@dataclass(frozen=True, slots=True)
class OwnersReport:
    """The whole answer about the owners of one party or of a file of parties.

    Attributes:
        title: what was asked: the file's name or the party.
        as_of, known_on, snapshot, version, settings_digest, generated, lists, line, issues: as in `PortfolioReport`.
        registers: every register and file of links that was asked.
        answers: one for each row, file order.
        unknowns: the unknown stakes whose answer would settle most of the parties asked, the most telling first.
        untried: how many unknown stakes were not tried because the work is bounded.
        own_law: files of the user's own rules and settled doubts that were used.
        grounds: the grounds asked for; empty for all.
        unseen: what the lists and registers cannot tell, one sentence each.
    """

    title: str
    as_of: date
    known_on: date | None
    snapshot: str
    version: str
    settings_digest: str
    generated: datetime
    lists: tuple[ListUsed, ...] = ()
    registers: tuple[Edition, ...] = ()
    answers: tuple[OwnersAnswer, ...] = ()
    line: AlertLine = DEFAULT_LINE
    unknowns: tuple[UnknownEdge, ...] = ()
    untried: int = 0
    own_law: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    issues: Issues = field(default_factory=Issues)

    def __iter__(self) -> Iterator[OwnersAnswer]:
        """The answers, in order."""
        return iter(self.answers)
