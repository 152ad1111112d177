"""What an answer is made of: the records that every renderer reads and none computes.

The workspace fills them; the renderers (`terminal`, `render_json`, `render_csv`, `render_xlsx`, `render_html`) only say
them. Nothing here decides anything: shares come from `exposure`, verdicts from `rules`. Every top-level record carries
what is needed to ask the same question again: snapshot, as_of, known_on, version and settings digest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias

from lookthrough.errors import Issues
from lookthrough.match.alert_line import DEFAULT_LINE, AlertLine
from lookthrough.model.entity import Entity
from lookthrough.model.exposure import Exposure, ExposureRelation, Step
from lookthrough.model.holdings import Holdings, Position
from lookthrough.model.listing import Listing
from lookthrough.model.match import Match, Reason
from lookthrough.model.query import Query
from lookthrough.model.register import Edition
from lookthrough.report.cited_claim import CitedClaim
from lookthrough.rules.verdict import Verdict

if TYPE_CHECKING:
    from lookthrough.report.claims import EvidenceReport
    from lookthrough.report.owners import OwnersAnswer, OwnersReport  # they are made of the records here
    from lookthrough.report.supply_answer import SupplyReport

PositionStatus = Literal["exposed", "linked", "clear", "unidentified"]
ScreenStatus = Literal["hit", "clear", "error"]
ChangeKind = Literal["added", "removed", "unknown"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Match, exposure and verdicts together: the thing a person decides on.

    Attributes:
        exposure: the path from the position to one listing, in numbers.
        verdicts: what each rule says about it on the day asked; empty when we have no rule for the list.
        score: 0..1, of the match between issuer and listed party; 1.0 for an equal identifier.
        matched_name: the listed party's name that fitted best.
        reasons: why the two are taken for the same, strongest first.
        claims: accepted claims about the listed party.
    """

    exposure: Exposure
    verdicts: tuple[Verdict, ...] = ()
    score: float = 1.0
    matched_name: str = ""
    reasons: tuple[Reason, ...] = ()
    claims: tuple[CitedClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class PositionAnswer:
    """What is known about one line of the portfolio on the day asked.

    Attributes:
        position: the line as its file states it.
        status: "exposed" when the line leads to a listed party and a rule binds, or may bind, whoever holds or trades
            it; "linked" when it leads there but only other duties (exports, imports, contracts) or none may follow;
            "clear" when no listed party was found; "unidentified" when the line could not be screened, which is never
            the same as clear.
        findings: every listing reached, strongest first.
        not_in_force: listings that fit but had ended or not begun on the day; shown, never counted.
        weight: effective share of the portfolio, exact; None when not known.
        value_usd: the line's money; None when not known.
        note: one sentence more about the line; may be "".
        claims: accepted claims that tie the line's issuer to a listed party.
    """

    position: Position
    status: PositionStatus
    findings: tuple[Finding, ...] = ()
    not_in_force: tuple[Listing, ...] = ()
    weight: Fraction | None = None
    value_usd: Fraction | None = None
    note: str = ""
    claims: tuple[CitedClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class ListUsed:
    """One list that the answer was sought in.

    Attributes:
        id: the list, e.g. "us_bis_entity_list".
        title: its name in words; "" to show the id.
        source: the source that filled it, e.g. "us_trade_csl".
        edition: the edition read, ISO day; "" when none could be read.
        entries: how many entries it has.
        licence: of the publisher's data.
        url: the publisher's page; "" when not known.
        problem: "" or why the edition may be stale or failed; shown loudly wherever the list is named.
    """

    id: str
    title: str = ""
    source: str = ""
    edition: str = ""
    entries: int = 0
    licence: str = ""
    url: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the portfolio could be looked at, each 0..1 of its value; None when not known.

    Attributes:
        constituents_known: held directly or through a fund whose constituents we have.
        issuer_identified: of a line whose issuer has a name or code that can be screened.
        issuer_screened: really compared with every list used.
    """

    constituents_known: Fraction | None = None
    issuer_identified: Fraction | None = None
    issuer_screened: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Layer:
    """One file of constituents that was looked into.

    Attributes:
        fund: the portfolio's or fund's name.
        file: the file's name.
        as_of: date of the file's content, ISO; "" when it does not say.
        age_days: days from `as_of` to the day asked; negative when the file is newer; None when not known.
        depth: 0 for the portfolio, 1 for a fund that it holds, and so on.
        weight: share of the whole portfolio that passes through this layer; None when not known.
        known: share of the layer whose constituents are known, 0..1; None when not known.
        opaque: share of the whole portfolio that ends here unseen; None when not known.
        note: one sentence more; may be "".
    """

    fund: str
    file: str = ""
    as_of: str = ""
    age_days: int | None = None
    depth: int = 0
    weight: Fraction | None = None
    known: Fraction | None = None
    opaque: Fraction | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """Money that leads to one list, through one fund or to one party. Long, short and derivative are never netted.

    The three sums are None where the portfolio has no value in US dollars.

    Attributes:
        key: the list id, fund or entity id.
        label: the same in words.
        long_usd: money held; 0 or more.
        short_usd: money sold short, as a positive number.
        derivative_usd: notional through derivatives, as a positive number.
        weight: the long share of the whole portfolio; None when not known.
        positions: how many lines lead there.
    """

    key: str
    label: str
    long_usd: Fraction | None = Fraction(0)
    short_usd: Fraction | None = Fraction(0)
    derivative_usd: Fraction | None = Fraction(0)
    weight: Fraction | None = None
    positions: int = 0


@dataclass(frozen=True, slots=True)
class PortfolioReport:
    """The whole answer about one portfolio on one day.

    Attributes:
        holdings: the portfolio as read.
        as_of: the day that the question is asked for.
        known_on: only what we had read by this day was used; None for everything.
        snapshot: content hash of the lists used.
        version: of Lookthrough.
        settings_digest: hash of the settings that can change an answer.
        lists: every list that was asked, also those that failed.
        line: the alert line: from which score a party is taken for the issuer, for all lists or list by list.
        coverage: how much could be looked at.
        totals_by_list, totals_by_fund, totals_by_party: largest first; one line may count in several totals.
        total_usd: the portfolio's money; None when not known.
        exposed_usd: long money in exposed or linked lines, each line counted once; None when not known.
        positions: one answer for each line of the portfolio, file order; what a fund holds stands in its findings.
        layers: the files of constituents, portfolio first.
        unseen: what could not be seen, one sentence each.
        issues: what was wrong in the user's files.
        totals_by_ground: money by the grounds on which the parties were listed; one line may count in several.
        registers: the registers of owners that were asked.
        own_law: files of the user's own rules and settled doubts that were used.
        grounds: the grounds asked for; empty for all. Nothing is dropped for them.
        generated: when the report was made; passed in, the only field that differs between two equal runs.
    """

    holdings: Holdings
    as_of: date
    known_on: date | None
    snapshot: str
    version: str
    settings_digest: str
    generated: datetime
    lists: tuple[ListUsed, ...] = ()
    line: AlertLine = DEFAULT_LINE
    coverage: Coverage = Coverage()
    totals_by_list: tuple[Total, ...] = ()
    totals_by_fund: tuple[Total, ...] = ()
    totals_by_party: tuple[Total, ...] = ()
    total_usd: Fraction | None = None
    exposed_usd: Fraction | None = None
    positions: tuple[PositionAnswer, ...] = ()
    layers: tuple[Layer, ...] = ()
    unseen: tuple[str, ...] = ()
    issues: Issues = field(default_factory=Issues)
    totals_by_ground: tuple[Total, ...] = ()
    registers: tuple[Edition, ...] = ()
    own_law: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScreenMatch:
    """One listed party that a queried name may be.

    Attributes:
        match: score and reasons.
        entity: the listed party as its publisher describes it.
        listings: its listings in force, or not known to be out of force, on the day asked.
        verdicts: what the rules say of those listings.
        not_in_force: its listings that had ended or not begun; shown, never counted.
        claims: accepted claims about it.
        relation: "same_person", or how the listed party owns or controls the one asked about.
        path: from the one asked about over its owners to the listed party; empty for "same_person".
        share: the listed party's economic interest in the one asked about, exact; None where not known.
    """

    match: Match
    entity: Entity
    listings: tuple[Listing, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    not_in_force: tuple[Listing, ...] = ()
    claims: tuple[CitedClaim, ...] = ()
    relation: ExposureRelation = "same_person"
    path: tuple[Step, ...] = ()
    share: Fraction | None = None


@dataclass(frozen=True, slots=True)
class ScreenAnswer:
    """What was found for one row of names.

    Attributes:
        row: 1-based data row in the user's file; 1 for a single question.
        query: what was asked.
        status: "error" when the row could not be asked; that is never the same as "clear".
        matches: from the alert line on, best first.
        error: why the row could not be asked; "" otherwise.
        further: how many more candidates stand above the alert line and are not among `matches` (counted up to 200).
        claims: accepted claims that tie the party asked about to a listed one; they make no hit by themselves.
        note: what its owners were not counted for, and accepted claims of owners that were left out; may be "".
    """

    row: int
    query: Query
    status: ScreenStatus
    matches: tuple[ScreenMatch, ...] = ()
    error: str = ""
    further: int = 0
    claims: tuple[CitedClaim, ...] = ()
    note: str = ""

    def __iter__(self) -> Iterator[ScreenMatch]:
        """The matches, best first."""
        return iter(self.matches)

    def __len__(self) -> int:
        return len(self.matches)

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class ScreenReport:
    """The whole answer about a name or a file of names on one day.

    Attributes:
        title: what was screened: the file's name or the single name.
        as_of, known_on, snapshot, version, settings_digest, generated: as in `PortfolioReport`.
        lists: every list that was asked, also those that failed.
        answers: one for each row, file order.
        line: the alert line: from which score a candidate is shown, for all lists or list by list.
        columns: how the columns were read, as (meaning, header as printed).
        unseen: what the lists cannot tell about the day asked, one sentence each.
        issues: what was wrong in the user's file.
        registers, own_law, grounds: as in `PortfolioReport`.
    """

    title: str
    as_of: date
    known_on: date | None
    snapshot: str
    version: str
    settings_digest: str
    generated: datetime
    lists: tuple[ListUsed, ...] = ()
    answers: tuple[ScreenAnswer, ...] = ()
    line: AlertLine = DEFAULT_LINE
    columns: tuple[tuple[str, str], ...] = ()
    unseen: tuple[str, ...] = ()
    issues: Issues = field(default_factory=Issues)
    registers: tuple[Edition, ...] = ()
    own_law: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparedPair:
    """Two names and how alike they are.

    Attributes:
        name1, name2, kind: as given.
        score: 0..1; None when the pair could not be compared.
        reasons: strongest first.
        cells: the user's other columns as (header, text), carried to the output.
        error: why the pair could not be compared; "" otherwise.
    """

    name1: str
    name2: str
    kind: str = "any"
    score: float | None = None
    reasons: tuple[Reason, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class CompareReport:
    """Pairs of names, compared.

    Attributes:
        pairs: in the order given.
        threshold: the alert line: pairs from this score on are called alike.
        version: of Lookthrough.
        settings_digest: hash of the settings that can change an answer.
    """

    pairs: tuple[ComparedPair, ...]
    threshold: float = 0.0
    version: str = ""
    settings_digest: str = ""


@dataclass(frozen=True, slots=True)
class ListsReport:
    """The lists that a snapshot holds, and the registers beside it.

    Attributes:
        lists: every known list, loaded or not.
        registers: of owners, those that are loaded.
        snapshot: content hash; "" when nothing was loaded yet.
        version: of Lookthrough.
        grounds: the grounds asked for; empty for all.
        as_of: the day that they are asked for; None where no grounds are.
        listings: those in force on that day, or not known to be out of it; empty where no grounds are asked for.
    """

    lists: tuple[ListUsed, ...]
    snapshot: str = ""
    version: str = ""
    registers: tuple[Edition, ...] = ()
    grounds: tuple[str, ...] = ()
    as_of: date | None = None
    listings: tuple[Listing, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityReport:
    """One listed party, with what its listings mean on a day.

    Attributes:
        entity: as its publisher describes it.
        as_of, snapshot, version: as in `PortfolioReport`.
        verdicts: for a holder or trading partner of the party itself.
        lists: the lists that its listings stand on.
        related: the same party in other lists, as (entity id, name, why).
        evidence: what documents that were read say of it; None where none was read.
        owners: who owns it and whom it owns; None where no register was asked.
        registers, own_law, grounds: as in `PortfolioReport`.
    """

    entity: Entity
    as_of: date
    snapshot: str = ""
    version: str = ""
    verdicts: tuple[Verdict, ...] = ()
    lists: tuple[ListUsed, ...] = ()
    related: tuple[tuple[str, str, str], ...] = ()
    evidence: EvidenceReport | None = None
    owners: OwnersAnswer | None = None
    registers: tuple[Edition, ...] = ()
    own_law: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two days of a list.

    Attributes:
        kind: whether the listing began, ended, or can be told for only one of the days.
        list_id: the list.
        entity_id, name: the party.
        on: the day of the change, ISO at its granularity; "" when only the two days are known.
        says: what changed, one sentence.
        citations: notices, as printed.
        listing: the entry that began or ended.
    """

    kind: ChangeKind
    list_id: str
    entity_id: str
    name: str
    on: str = ""
    says: str = ""
    citations: tuple[str, ...] = ()
    listing: Listing | None = None


@dataclass(frozen=True, slots=True)
class DiffReport:
    """What changed on the lists between two days.

    Attributes:
        earlier, later: the days compared.
        changes: by list, then name.
        lists: the lists compared, with their problems.
        snapshot, version, grounds: as in `PortfolioReport`.
    """

    earlier: date
    later: date
    changes: tuple[Change, ...] = ()
    lists: tuple[ListUsed, ...] = ()
    snapshot: str = ""
    version: str = ""
    grounds: tuple[str, ...] = ()


Report: TypeAlias = (
    "PortfolioReport | ScreenReport | CompareReport | ListsReport | EntityReport | DiffReport | SupplyReport"
    " | OwnersReport"
)
