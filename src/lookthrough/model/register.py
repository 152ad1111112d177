"""What every register of ownership is read into: parties, links, ties, gaps and withdrawals, each with its place.

A link is ownership or control, as `model.link` has it. What ties two parties without being either (an officer, a fund's
manager, "providing support to") is a tie, so that no rule takes it for a share. What a register says instead of an
owner is a gap. A natural person is kept as an owner by name only: no birth date, address, nationality or number.

    Register        what can be asked of one register, wherever it is kept
    Party           a party as the register describes it
    Link            who owns or controls whom (`model.link`)
    Tie, Gap        what is neither, and what stands where an owner should
    Withdrawal      a record that an update takes back
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, Protocol, TypeAlias

from lookthrough.model.dates import PartialDate
from lookthrough.model.entity import Identifier, Name
from lookthrough.model.link import Link, LinkKind
from lookthrough.model.schema import Kind

TieKind = Literal["officer", "management", "trust", "acts_for", "supports", "successor", "other"]
"""What a tie is. "officer": directs or signs for. "management": runs a fund or an umbrella's part. "trust": settlor or
protector. "acts_for", "supports": as sanctions lists print it. "successor": `target` stands in the place of `source`.
"other": the printed role alone tells."""


@dataclass(frozen=True, slots=True)
class Party:
    """A party as a register describes it.

    Attributes:
        id: as the links of the same register name it: "lei:" and the code where the register counts by LEI, else the
            register's own id, else the name as printed.
        kind: what it is; "any" where the register does not say.
        names: the primary name first; empty where the register gives none.
        countries: ISO 3166-1 alpha-2, lower case; none of natural persons.
        identifiers: codes read from the record; none of natural persons.
        origin: register, file and row, as one line.
        status: as printed, e.g. "INACTIVE"; "" when not stated.
        register: id of the register.
        stated: when the register last spoke of it; None is unknown.
    """

    id: str
    kind: Kind = "any"
    names: tuple[Name, ...] = ()
    countries: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    origin: str = ""
    status: str = ""
    register: str = ""
    stated: PartialDate | None = None

    @property
    def name(self) -> str:
        """The primary name, else the id."""
        return self.names[0].text if self.names else self.id


@dataclass(frozen=True, slots=True)
class Tie:
    """A stated tie that is neither ownership nor control.

    Attributes:
        source, target: parties as in `Link`; `role` reads from `source` to `target`.
        kind: what it is.
        role: as printed.
        since, until: as in `Link`.
        origin, register: as in `Link`.
    """

    source: str
    target: str
    kind: TieKind
    role: str
    since: PartialDate | None = None
    until: PartialDate | None = None
    origin: str = ""
    register: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """What a register states of a party instead of an owner.

    Where the register does not exclude that somebody owns it, a link from the owner "" stands beside the gap.

    Attributes:
        target: the party whose owner is asked for.
        question: which owner, as printed ("ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT").
        reason: as printed ("NATURAL_PERSONS", "no actual controller").
        note: what the register adds; "".
        origin, register: as in `Link`.
        stated: when the register spoke; None is unknown.
    """

    target: str
    question: str
    reason: str
    note: str = ""
    origin: str = ""
    register: str = ""
    stated: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A record that an update takes back: whatever an earlier file said under the same key no longer stands.

    Attributes:
        record: what is taken back.
        key: id of a party; source, target, kind and directness of a link; source, target and role of a tie; target and
            question of a gap.
        origin, register: as in `Link`.
        stated: when it was taken back; None is unknown.
    """

    record: Literal["party", "link", "tie", "gap"]
    key: tuple[str, ...]
    origin: str = ""
    register: str = ""
    stated: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """Links into a party that are not read one by one.

    Attributes:
        count: how many.
        most: per kind of link what all of them come to at the most, 0..1.
    """

    count: int
    most: Mapping[LinkKind, Fraction]


Record: TypeAlias = Party | Link | Tie | Gap | Withdrawal


@dataclass(frozen=True, slots=True)
class Edition:
    """Which register, as of when, from which files: what an answer names beside its links.

    Attributes:
        register: id of the register.
        title: what it is called.
        day: the newest day that the files state or that the user gave, ISO; "" when unknown.
        files: names of the files, oldest first.
        id: hash of the content, 16 hex digits.
        parties, links, ties, gaps: how many there are.
    """

    register: str
    title: str = ""
    day: str = ""
    files: tuple[str, ...] = ()
    id: str = ""
    parties: int = 0
    links: int = 0
    ties: int = 0
    gaps: int = 0


class Register(Protocol):
    """One register, whole: a loaded one on disk or a user's own file, asked in the same way.

    Parties are asked for by the ids that its links use. Nothing here knows other registers or lists.
    """

    @property
    def edition(self) -> Edition:
        """Which register this is, and as of when."""

    def party(self, party_id: str) -> Party | None:
        """The party of an id; None where the register only names it in links, or not at all."""

    def coded(self, code: Identifier) -> tuple[Party, ...]:
        """The parties that carry this identifier."""

    def called(self, name: str) -> tuple[Party, ...]:
        """The parties of this name, compared without case, accents, punctuation and legal forms."""

    def owners_of(self, party_id: str, limit: int | None = None) -> tuple[Link, ...]:
        """Links whose target is the party, the first `limit`; an owner of "" is not identified."""

    def largest_owners(self, party_id: str, most: int) -> tuple[tuple[Link, ...], Rest]:
        """Of the owners and controllers of a party the `most` largest, as they stand, and what the others come to.

        Whoever holds by a stated fact (a board, an agreement) goes before all shares.
        """

    def owned_by(self, party_id: str, limit: int | None = None) -> tuple[Link, ...]:
        """Links whose source is the party, the first `limit`."""

    def counts(self, party_id: str) -> tuple[int, int]:
        """How many links lead to the party and from it, without reading them: a node may have a million owners."""

    def ties_of(self, party_id: str) -> tuple[Tie, ...]:
        """Ties from or to the party."""

    def gaps_of(self, party_id: str) -> tuple[Gap, ...]:
        """What the register states instead of an owner of the party."""

    def parties(self) -> Iterator[Party]:
        """Every party, in the order of ids."""

    def links(self) -> Iterator[Link]:
        """Every link, in the order in which they were read."""
