"""The page about documents: rows chosen, grouped, sorted and bounded. The template only lays it out.

Everything from a document is text to the page: escaped, direction and control marks made visible, cut where it would
fill the page, and the cut told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lookthrough.evidence.comparators.parties import Party, overlap, party_of
from lookthrough.evidence.grades import LETTER_WORDS, NUMBER_WORDS
from lookthrough.model.claim import Contradiction, Record, Utterance
from lookthrough.report.claims import ClaimRow, EvidenceReport, told_in
from lookthrough.report.claims_words import (
    FAMILIES,
    STANCE_WORDS,
    family_of,
    headline,
    kind_words,
    predicate_words,
    said_by,
)
from lookthrough.report.render_html import page
from lookthrough.report.sheet import issue_rows

CLAIMS_SHOWN = 2_000
CONTRADICTIONS_SHOWN = 200
CONTEXTS_SHOWN = 6
PARTIES_SHOWN = 200
MOMENTS_SHOWN = 400
ANSWERED_SHOWN = 8


#: Stances that are shown side by side and never settled.
VIEWS = ("opinion", "predicted")


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the time line.

    Attributes:
        when: ISO date at its granularity; sorts as text.
        kind: "record", "published" or "claim".
        says: the sentence.
        row: the claim, where it is one.
    """

    when: str
    kind: str
    says: str
    row: ClaimRow | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A contradiction with its claims in context."""

    found: Contradiction
    kind: str
    rows: tuple[ClaimRow, ...]
    cut: int


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial and what it answers."""

    row: ClaimRow
    answered: tuple[ClaimRow, ...]
    cut: int
    says: str


@dataclass(slots=True)
class PartyRow:
    """One party over all documents."""

    name: str
    names: list[str]
    entity: str | None
    subject: int = 0
    object: int = 0
    articles: int = 0


@dataclass(frozen=True, slots=True)
class Family:
    """Claims of one family, those that fit the page."""

    title: str
    rows: tuple[ClaimRow, ...]
    count: int


class ClaimsPage:
    """One report as the page shows it; attributes are read by the template."""

    def __init__(self, report: EvidenceReport, records: Iterable[Record] = ()) -> None:
        self.report = report
        self.headline = headline(report)
        self._rows = told_in(report)
        self.anchors = {row.claim.id: f"c{n}" for n, row in enumerate(report.claims[:CLAIMS_SHOWN], start=1)}
        flagged = [one for one in report.contradictions if one.flagged]
        self.disagreements = [self._disagreement(one) for one in flagged[:CONTRADICTIONS_SHOWN]]
        self.disagreements_cut = len(flagged) - len(self.disagreements)
        denials = [one for one in report.contradictions if one.kind == "denial"]
        self.denials = [self._denial(one) for one in denials[:CONTRADICTIONS_SHOWN] if one.claims[0] in self._rows]
        self.views = [row for row in report.claims if row.claim.stance in VIEWS][:CONTRADICTIONS_SHOWN]
        self.agreements = [one for one in report.contradictions if one.kind == "agrees"][:CONTRADICTIONS_SHOWN]
        self.families = _families(report.claims[:CLAIMS_SHOWN], report.claims)
        self.claims_cut = max(0, len(report.claims) - CLAIMS_SHOWN)
        self.parties, self.parties_cut = _parties(report.claims)
        self.moments, self.moments_cut = _moments(report, records)
        self.utterances = [self._utterance(each) for each in report.utterances[:CONTRADICTIONS_SHOWN]]
        self.utterances_cut = len(report.utterances) - len(self.utterances)
        self.copies = [row for row in report.documents if row.origin != row.article.id]
        self.origins = len({row.origin for row in report.documents})
        self.files = len({row.file for row in report.documents})
        self.speakers = Counter(
            "author" if r.claim.speaker.kind == "author" else r.claim.speaker.name for r in report.claims
        ).most_common(12)
        self.standing = Counter(row.reviewed.standing for row in report.claims)
        self.issues = list(issue_rows(report.issues))
        self.open = len(report.claims) <= 60

    def _disagreement(self, found: Contradiction) -> Disagreement:
        rows = [self._rows[claim] for claim in found.claims if claim in self._rows]
        return Disagreement(found, kind_words(found), tuple(rows[:CONTEXTS_SHOWN]), max(0, len(rows) - CONTEXTS_SHOWN))

    def _denial(self, found: Contradiction) -> Denial:
        answered = [self._rows[claim] for claim in found.claims[1:] if claim in self._rows]
        return Denial(
            self._rows[found.claims[0]],
            tuple(answered[:ANSWERED_SHOWN]),
            max(0, len(answered) - ANSWERED_SHOWN),
            found.says,
        )

    def _utterance(self, each: Utterance) -> tuple[Utterance, list[ClaimRow]]:
        return each, [self._rows[claim] for claim in each.claims if claim in self._rows][:CONTEXTS_SHOWN]

    def title_of(self, article: str) -> str:
        """An article's title, else its id."""
        row = next((row for row in self.report.documents if row.article.id == article), None)
        return (row.article.title or row.file) if row else article

    @property
    def contents(self) -> list[tuple[str, str]]:
        """The page's sections as (anchor, words), in order."""
        parts = [
            ("disagree", "What disagrees", True),
            ("denials", "Denials beside accusations", bool(self.denials)),
            ("views", "Opinions and forecasts", bool(self.views)),
            ("time", "Time line", bool(self.moments)),
            ("parties", "Parties", bool(self.parties)),
            ("claims", "Claims by kind", True),
            ("origins", "Independence", bool(self.report.documents)),
            ("documents", "Documents", bool(self.report.documents)),
            ("missing", "What is missing", bool(self.report.unseen)),
            ("issues", "Trouble in your files", bool(self.issues)),
            ("method", "How to ask again", True),
        ]
        return [(anchor, words) for anchor, words, shown in parts if shown]


def _families(shown: Sequence[ClaimRow], everything: Sequence[ClaimRow]) -> list[Family]:
    titles = [title for title, _ in FAMILIES] + ["Other claims"]
    counts = Counter(family_of(row.claim.predicate) for row in everything)
    return [
        Family(title, tuple(row for row in shown if family_of(row.claim.predicate) == title), counts[title])
        for title in titles
        if counts[title]
    ]


def _parties(rows: Sequence[ClaimRow]) -> tuple[list[PartyRow], int]:
    """Parties by how often they are spoken of; one that is linked or named alike is one row."""
    found: list[tuple[Party, PartyRow, set[str]]] = []
    by_key: dict[str, tuple[Party, PartyRow, set[str]]] = {}
    for row in rows:
        claim = row.claim
        for side, name, entity in (
            ("subject", claim.subject, claim.subject_entity),
            ("object", claim.object, claim.object_entity),
        ):
            if not name or (side == "object" and entity is None and not name[:1].isupper()):
                continue
            party = party_of(name, entity)
            key = entity or " ".join(sorted(party.members))
            home = by_key.get(key) or next((one for one in found if overlap(one[0], party)), None)
            if home is None:
                home = (party, PartyRow(name, [], entity), set())
                found.append(home)
            by_key[key] = home
            _, line, articles = home
            line.entity = line.entity or entity
            if name not in line.names:
                line.names.append(name)
            setattr(line, side, getattr(line, side) + 1)
            articles.add(row.article.id)
            line.articles = len(articles)
    lines = sorted((line for _, line, _ in found), key=lambda line: (-(line.subject + line.object), line.name))
    return lines[:PARTIES_SHOWN], max(0, len(lines) - PARTIES_SHOWN)


def _moments(report: EvidenceReport, records: Iterable[Record]) -> tuple[list[Moment], int]:
    """Listings, publications and dated claims in one order."""
    official = dict.fromkeys((*records, *(one.record for one in report.contradictions if one.record is not None)))
    moments = []
    for record in official:
        days = {"announced": record.announced, "effective": record.effective}
        said = {
            date.iso: " and ".join(what for what, each in days.items() if each == date)
            for date in days.values()
            if date
        }
        moments += [Moment(when, "record", f"{record.name}: {what}. {record.says}") for when, what in said.items()]
    telling = {each.article.id for each in report.claims}
    for row in report.documents:
        date = row.article.published.date
        if date is not None and row.article.id in telling:
            moments.append(Moment(date.iso.split("/")[0], "published", f"Published: {row.article.title or row.file}"))
    for each in report.claims:
        if each.claim.date is not None:
            moments.append(Moment(each.claim.date.iso, "claim", claim_sentence(each), each))
    moments.sort(key=lambda one: (one.when, {"record": 0, "published": 1, "claim": 2}[one.kind], one.says))
    return moments[:MOMENTS_SHOWN], max(0, len(moments) - MOMENTS_SHOWN)


def claim_sentence(row: ClaimRow) -> str:
    """A claim as one line."""
    claim, said = row.claim, said_by(row.claim)
    amount = f" ({claim.amount.text})" if claim.amount and claim.amount.text not in said else ""
    return said + amount


def render_page(report: EvidenceReport) -> str:
    """The page of a report: one file that loads nothing."""
    view = ClaimsPage(report)
    listed = [listings for listings in report.listed() if listings]
    return page(
        "claims.html.j2",
        title=report.title,
        version=report.version,
        generated=report.generated.isoformat(timespec="minutes") if report.generated else "",
        view=view,
        report=report,
        predicate_words=predicate_words,
        stance_words=STANCE_WORDS,
        letters=LETTER_WORDS,
        numbers=NUMBER_WORDS,
        sentence=claim_sentence,
        counts=report.grounding.counts(listed),
        parts=report.grounding.parts(listed),
    )
