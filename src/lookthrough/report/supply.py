"""From a table of supply to a report: who is listed, who is owned, which goods are presumed barred.

Each distinct party is screened once. A supplier's own listings come first, then what listed parties own of it, as far
as the table itself names owners; goods are asked about by the places of production that the row names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

from lookthrough.errors import InputError, Issues, Place
from lookthrough.exposure.supply import Chain, Tiered, chain_of
from lookthrough.model.dates import Truth
from lookthrough.model.entity import Entity
from lookthrough.model.exposure import Exposure, Step
from lookthrough.model.listing import Listing
from lookthrough.model.match import Match
from lookthrough.model.query import Query
from lookthrough.model.supply import Supplied, SupplyTable
from lookthrough.names.regions import Lies, Located, Region, located, named_in, region_title
from lookthrough.names.scripts import is_compared
from lookthrough.report.finding import Finding, PositionStatus
from lookthrough.report.owning import report_owners
from lookthrough.report.question import Question
from lookthrough.report.screening import LOOKED_AT, evidence
from lookthrough.report.supply_answer import GoodsAnswer, MadeThere, SupplyAnswer, SupplyReport, TierTotal
from lookthrough.report.supply_days import (
    days_told,
    joined_answer,
    printed_days,
    tell_undecided,
    undecided_days,
    unjudged,
    within,
)
from lookthrough.report.supply_owners import Owned, Owners, folded, stated_stakes
from lookthrough.report.wording import plural
from lookthrough.rules.goods import GoodsCode, Printed, Scheme, as_printed, read_goods_code
from lookthrough.rules.goods_orders import GoodsOrder, goods_orders, judge_order, open_origin
from lookthrough.rules.registry import judge_all
from lookthrough.rules.us_dhs_uflpa import judge_goods, judge_part
from lookthrough.rules.verdict import Verdict

Progress = Callable[[str, int, int | None], None]

#: What a rule must do to reach dealings in goods; a bar on trading securities, or none, is only a link.
BINDS_DEALINGS = frozenset(
    {"blocked", "licence_required", "import_presumption", "procurement_barred", "authorisation_barred"}
    | {"exceptions_suspended", "export_denied", "import_barred", "dealings_prohibited"}
)
#: Which codes of goods a rule of this effect speaks in.
CODES_OF = {"licence_required": "eccn", "export_denied": "eccn", "import_presumption": "hs", "import_barred": "hs"}
#: Lists whose entries stand for goods: what such an entity makes is barred wherever it goes into.
GOODS_LISTS = frozenset({"us_dhs_uflpa", "us_cbp_wro"})
NOT_ASKED = (
    "Owners of suppliers whom neither the table nor a register that was asked names.",
    "Goods from places that no row names: a chain that ends before the raw material leaves it open.",
    "Transfers of workers, subsidies and other ties that no list and no column of the table states.",
)


@dataclass(frozen=True, slots=True)
class Matched:
    """Whom the lists have that one distinct party may be, whatever the day.

    Attributes:
        entities: each with its match, best first.
        further: how many more candidates stand above the alert line.
    """

    entities: tuple[tuple[Entity, Match], ...]
    further: int


@dataclass(slots=True)
class Screened:
    """What screening found for one distinct party, on one day.

    Attributes:
        hits: its listings in force or not known to be out of it, each with the match behind it, best first.
        not_in_force: its listings that had ended or not begun.
        further: how many more candidates stand above the alert line.
    """

    hits: list[tuple[Listing, Match]] = field(default_factory=list)
    not_in_force: list[Listing] = field(default_factory=list)
    further: int = 0


def report_supply(
    question: Question,
    table: SupplyTable,
    issues: Issues,
    progress: Progress | None = None,
    *,
    row_dates: bool = False,
) -> SupplyReport:
    """Answer for every row of a table of supply.

    Args:
        question: what is asked, against what.
        table: as read.
        issues: what the reader found; goes into the report with what is added here.
        progress: is told what is being done.
        row_dates: judge each row that prints a day on that day, rows without a date on the question's. A month, a
            year and either of two days are judged on every day on which the answer may change: where all agree that
            is the answer, else it is an error, as of what is no date, and the row is not judged. Every day costs a
            pass.

    Returns:
        One answer for each row, in file order, the tiers in numbers, and what could not be seen.
    """
    tell = progress or (lambda _what, _done, _total: None)
    chain = chain_of(table.rows, table.file, issues)
    matched = _matched(question, table.rows, tell)
    printed, spans = printed_days(table.rows)

    def judged(wanted: Mapping[int, Iterable[date]]) -> dict[int, dict[date, SupplyAnswer]]:
        groups: dict[date, list[int]] = {}
        for position, days in wanted.items():
            for day in days:
                groups.setdefault(day, []).append(position)
        found: dict[int, dict[date, SupplyAnswer]] = {position: {} for position in wanted}
        for done, (day, positions) in enumerate(groups.items(), 1):
            judge = _judge_on(replace(question, as_of=day), table, chain, matched, positions, issues, progress)
            for position in positions:
                found[position][day] = judge.answer(position, chain.rows[position])
            tell("days judged", done, len(groups))
        return found

    spans = spans if row_dates else {}
    one_day = {n: printed.get(n, question.as_of) if row_dates else question.as_of for n in range(len(chain.rows))}
    days = {n: spans[n].days if n in spans else (day,) for n, day in one_day.items()}
    each_day = judged(days)
    while between := {n: new for n, span in spans.items() if (new := within(span, each_day[n]))}:
        for n, more in judged(between).items():
            each_day[n] |= more
    found = {n: joined_answer(spans[n], own) if n in spans else own[one_day[n]] for n, own in each_day.items()}
    if row_dates:
        unread = undecided_days(table, printed.keys() | spans.keys(), issues)
        found |= {position: unjudged(found[position], why) for position, why in unread.items()}
        for position in spans:
            if why := found[position].unjudged:
                tell_undecided(table, position, why, issues)
    answers = [found[position] for position in range(len(chain.rows))]
    return SupplyReport(
        title=table.file,
        as_of=question.as_of,
        known_on=question.known_on,
        snapshot=question.snapshot.id,
        version=question.version,
        settings_digest=question.settings_digest,
        generated=question.generated,
        lists=question.lists,
        answers=tuple(answers),
        tiers=_tiers(answers),
        line=question.line,
        columns=table.columns,
        unseen=(
            *chain.gaps,
            *NOT_ASKED,
            *_places_not_stated(table.rows, question.as_of),
            *days_told(answers, printed, question.as_of, own=row_dates),
            *question.gaps(),
            *map(str, question.left_out(name for row in table.rows for name in row.party.names)),
        ),
        issues=issues,
        grounds=question.grounds,
    )


def _judge_on(
    question: Question,
    table: SupplyTable,
    chain: Chain,
    matched: Mapping[Query, Matched],
    positions: Sequence[int],
    issues: Issues,
    progress: Progress | None,
) -> _Judge:
    """Who judges the rows at some positions, on the question's day."""
    screened = {query: _standing(question, party) for query, party in matched.items()}
    links = stated_stakes(table.rows, table.file)
    owners = Owners(links, _listed(table.rows, screened), question.as_of, question.own, issues)
    judge = _Judge(question, table, chain, screened, owners, issues)
    asked = [table.rows[position] for position in positions]
    judge.registered = _owned_by_registers(question, table.file, asked, screened, issues, progress)
    judge.follow_goods()
    return judge


def _standing(question: Question, party: Matched) -> Screened:
    """What screening found, as it stood on the question's day."""
    screened = Screened(further=party.further)
    for entity, match in party.entities:
        standing, others = question.listings(entity)
        screened.hits += [(listing, match) for listing in standing]
        screened.not_in_force += others
    return screened


def _places_not_stated(rows: Sequence[Supplied], as_of: date) -> Iterator[str]:
    """Orders on all goods of a place, with the rows that do not tell whether theirs are from there."""
    for order in goods_orders():
        if order.goods or not (said := open_origin(order, as_of)):
            continue
        open_ = sum(order.lies([p.text for p in row.places if p.of_production]) == "unknown" for row in rows)
        if open_:
            yield f"Not asked of {plural(open_, 'row')}: {said}."


def _asked(party: Query) -> Query:
    """A party as a question, whatever row it stands in."""
    return replace(party, row=0, extra=())


def _owner(name: str) -> Query:
    return Query(names=(name,))


def _matched(
    question: Question, rows: Sequence[Supplied], tell: Callable[[str, int, int | None], None]
) -> dict[Query, Matched]:
    """Screen each distinct supplier and owner once."""
    queries: dict[Query, None] = {}
    for row in rows:
        if row.party.names or row.party.identifiers:
            queries.setdefault(_asked(row.party))
        for owner, _ in row.owners:
            queries.setdefault(_owner(owner))
    asked = list(queries)
    found: dict[Query, Matched] = {}
    limit = max(question.limit, LOOKED_AT)
    for start in range(0, len(asked), 500):
        part = asked[start : start + 500]
        matched = [list(matches) for matches in question.matches(part, limit)]
        entities = question.entities({match.entity_id for matches in matched for match in matches[: question.limit]})
        for query, matches in zip(part, matched, strict=True):
            near = matches[: question.limit]
            known = tuple((entities[match.entity_id], match) for match in near if match.entity_id in entities)
            found[query] = Matched(known, max(0, len(matches) - question.limit))
        tell("parties screened", start + len(part), len(asked))
    return found


def _listed(rows: Iterable[Supplied], screened: Mapping[Query, Screened]) -> dict[str, tuple[Listing, ...]]:
    """Per folded name of a supplier or owner its entries."""
    listed: dict[str, dict[Listing, None]] = {}
    for row in rows:
        pairs = [(row.name, _asked(row.party)), *((owner, _owner(owner)) for owner, _ in row.owners)]
        for name, query in pairs:
            if name and query in screened and screened[query].hits:
                listed.setdefault(folded(name), {}).update(dict.fromkeys(hit for hit, _ in screened[query].hits))
    return {name: tuple(entries) for name, entries in listed.items()}


def _owned_by_registers(
    question: Question,
    file: str,
    supplied: Sequence[Supplied],
    screened: Mapping[Query, Screened],
    issues: Issues,
    progress: Progress | None,
) -> dict[Query, tuple[Finding, ...]]:
    """Per supplier what listed parties own or control of it by the registers that were loaded or given."""
    asked = [query for query in dict.fromkeys(_asked(row.party) for row in supplied) if query in screened]
    if not question.registers or not asked:
        return {}
    rows = [replace(query, row=number) for number, query in enumerate(asked, start=1)]
    answers = report_owners(question, file, rows, issues, progress).answers
    return {
        query: tuple(finding for finding in answer.findings if finding.exposure.relation != "same_person")
        for query, answer in zip(asked, answers, strict=True)
    }


def _by_name(screened: Mapping[Query, Screened]) -> tuple[dict[str, str], dict[tuple[str, Listing], Match]]:
    """Per folded name how it is spelt, and per folded name and entry the match by which it was taken for it."""
    spelt: dict[str, str] = {}
    matched: dict[tuple[str, Listing], Match] = {}
    for query, party in screened.items():
        if query.names:
            spelt.setdefault(folded(query.name), query.name)
            for listing, match in party.hits:
                matched.setdefault((folded(query.name), listing), match)
    return spelt, matched


class _Judge:
    """Judges one row after another."""

    def __init__(
        self,
        question: Question,
        table: SupplyTable,
        chain: Chain,
        screened: Mapping[Query, Screened],
        owners: Owners,
        issues: Issues,
    ) -> None:
        self._question, self._table, self._chain, self._rows = question, table, chain, chain.rows
        self._screened, self._owners, self._issues = screened, owners, issues
        self.registered: Mapping[Query, tuple[Finding, ...]] = {}
        self._codes: dict[tuple[str, str], GoodsCode | None] = {}
        self._spelt, self._matched = _by_name(screened)
        self._findings: dict[tuple[Query, str], tuple[tuple[Finding, ...], tuple[Finding, ...]]] = {}
        self._presumptions: dict[tuple[str, MadeThere], Verdict] = {}
        self._places: dict[tuple[object, ...], tuple[MadeThere, tuple[str, ...], tuple[str, ...]]] = {}
        self._lying: dict[tuple[object, ...], Lies] = {}

    def follow_goods(self) -> None:
        """Which rows do goods made in the region, and goods of entities under the presumption, go into?"""
        made = [n for n, each in enumerate(self._rows) if self._located(each.supplied)[0] == "yes"]
        self._made_of = self._chain.goes_into(made)
        listed = [n for n, each in enumerate(self._rows) if self._presumed(each)]
        self._part_of = self._chain.goes_into(listed)
        self._ordered = {order.id: self._chain.goes_into(self._named_by(order)) for order in goods_orders()}

    def _named_by(self, order: GoodsOrder) -> list[int]:
        """The rows whose own goods an order names, by their words and their place."""
        return [
            n for n, each in enumerate(self._rows)
            if order.names_goods(each.supplied.goods) and self._lies(order, each.supplied) == "yes"
        ]  # fmt: skip

    def _lies(self, order: GoodsOrder, row: Supplied) -> Lies:
        """Do the row's places of production lie where an order says?"""
        places = tuple(place.text for place in row.places if place.of_production)
        country = row.party.countries[0] if row.party.countries and order.region else ""
        key = (order.id, places, country)
        if key not in self._lying:
            self._lying[key] = order.lies(places, country)
        return self._lying[key]

    def _orders(self, position: int, row: Supplied, what: str) -> tuple[tuple[Verdict, ...], list[Supplied], list[str]]:
        """What orders on goods of a place say of a row, the rows that go into its goods, and what is open."""
        verdicts, inputs, notes = [], [], []
        for order in goods_orders():
            named, lies = order.names_goods(row.goods), self._lies(order, row)
            made_of = self._ordered[order.id].get(position)
            day = self._question.as_of
            if lies == "yes":
                verdicts.append(judge_order(order, what, named=named, as_of=day))
            elif made_of is not None:
                source = self._rows[made_of].supplied
                inputs.append(source)
                verdicts.append(judge_order(order, what, named=True, as_of=day, made_of=source.label))
            elif order.goods and named and (said := open_origin(order, day)):
                notes.append(said)
            if lies != "no":
                notes += _left_open(order, row)
        return tuple(verdicts), inputs, notes

    def _presumed(self, tiered: Tiered) -> Verdict | None:
        """The presumption about the goods of a listed supplier; None where none applies or may."""
        party = self._screened.get(_asked(tiered.supplied.party), Screened())
        for listing, match in party.hits:
            if listing.list_id in GOODS_LISTS:
                for verdict in self._itself(tiered.supplied, listing, match).verdicts:
                    if verdict.effect in ("import_presumption", "import_barred"):
                        return verdict
        return None

    def answer(self, position: int, tiered: Tiered) -> SupplyAnswer:
        """What is known of one row."""
        row = tiered.supplied
        party = self._screened.get(_asked(row.party), Screened())
        way = self._way(tiered)
        direct, reached = self._reached(row)
        findings = tuple(
            replace(finding, exposure=replace(finding.exposure, path=(*way, *finding.exposure.path)))
            for finding in (*direct, *reached)
        )
        screened = bool(row.party.identifiers) or any(map(is_compared, row.party.names))
        goods = self._goods(position, row)
        return SupplyAnswer(
            supplied=row,
            tier=tiered.tier,
            route=tuple((self._rows[n].supplied.row, self._rows[n].supplied.label) for n in tiered.route),
            grade=tiered.grade,
            others=tiered.others,
            status=_status(findings, goods, screened=screened),
            findings=findings,
            goods=goods,
            printed=self._printed(row, direct),
            not_in_force=tuple(party.not_in_force),
            further=party.further,
            screened=screened,
            as_of=self._question.as_of,
            note=" ".join(map(str, self._question.left_out(row.party.names))),
        )

    def _reached(self, row: Supplied) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """What its supplier leads to, without the way to it: itself, then through owners; once for each supplier."""
        asked = _asked(row.party)
        if (asked, row.label) not in self._findings:
            hits = self._screened.get(asked, Screened()).hits
            direct = tuple(self._itself(row, listing, match) for listing, match in hits)
            named = {finding.exposure.listing for finding in direct}
            through = [self._through(row, owned) for owned in self._owners.of(row.name) if owned.listing not in named]
            named |= {finding.exposure.listing for finding in through}
            above = [each for each in self.registered.get(asked, ()) if each.exposure.listing not in named]
            self._findings[asked, row.label] = (direct, (*through, *above))
        return self._findings[asked, row.label]

    def _way(self, tiered: Tiered) -> tuple[Step, ...]:
        """The steps from the user to the row's supplier."""
        rows = [self._rows[n].supplied for n in tiered.route]
        before = [tiered.customer or "the user", *(row.label for row in rows)]
        return tuple(
            Step("supplied_by", customer, row.label, evidence=self._told(row), as_of=row.dated)
            for customer, row in zip(before, rows, strict=False)
        )

    def _told(self, row: Supplied) -> str:
        parts = [
            f"{self._table.file}, data row {row.row}",
            row.item,
            row.evidence,
            row.graded and f"graded {row.graded}",
        ]
        return "; ".join(part for part in parts if part)

    def _itself(self, row: Supplied, listing: Listing, match: Match) -> Finding:
        path = (self._is(row.label, listing, match),)
        return self._judged(Exposure("same_person", listing, path=path), match)

    def _is(self, name: str, listing: Listing, match: Match) -> Step:
        told = f"{evidence(match, listing)} [{listing.list_id}, {listing.edition}]"
        return Step("is", name, listing.listed_name, evidence=told, as_of=listing.edition)

    def _through(self, row: Supplied, owned: Owned) -> Finding:
        names = [row.name, *(self._spelt.get(stake.owner, stake.owner) for stake in owned.stakes)]
        steps = tuple(
            Step("owned_by", below, above, share=stake.share.exact, evidence=f"{stake.share}; {stake.chosen[0].origin}")
            for below, above, stake in zip(names, names[1:], owned.stakes, strict=False)
        )
        match = self._matched[owned.stakes[-1].owner, owned.listing]
        exposure = Exposure(
            "owned",
            owned.listing,
            path=(*steps, self._is(names[-1], owned.listing, match)),
            share=owned.stakes[0].share.exact if len(owned.stakes) == 1 else None,
            attributions=owned.attributions,
        )
        return self._judged(exposure, match)

    def _judged(self, exposure: Exposure, match: Match) -> Finding:
        verdicts = judge_all(exposure, self._question.as_of, self._question.own)
        return Finding(exposure, verdicts, match.score, match.matched_name, match.reasons)

    def _goods(self, position: int, row: Supplied) -> GoodsAnswer:
        lies, words, notes = self._located(row)
        what = row.item or f"what {row.label} supplies"
        bears = named_in(row.name, "xinjiang") if lies != "yes" else ()
        inputs: list[Supplied] = []
        if lies != "yes" and position in self._made_of:
            inputs = [self._rows[self._made_of[position]].supplied]
            lies, words = "yes", self._located(inputs[0])[1]
        if (what, lies) not in self._presumptions:
            law: Truth = (
                "yes" if lies == "yes" else "unknown"
            )  # a place elsewhere leaves open where the inputs were made
            told_by_law = judge_goods(what, from_region=law, as_of=self._question.as_of)
            self._presumptions[what, lies] = told_by_law
        verdict = self._presumptions[what, lies]
        parts: tuple[Verdict, ...] = ()
        if position in self._part_of:
            maker = self._rows[self._part_of[position]]
            inputs.append(maker.supplied)
            of = self._presumed(maker)
            parts = (judge_part(what, of, maker.supplied.label),) if of else ()
        if bears:
            notes = (*notes, f"its name bears {', '.join(bears)}; where it produces is not known from that")
        if lies != "yes":
            notes = (*notes, *_called_after(row.goods))
        orders, ordered, open_ = self._orders(position, row, what)
        told = tuple(dict.fromkeys((each.row, each.label) for each in (*inputs, *ordered)))
        notes = tuple(dict.fromkeys((*notes, *open_)))
        return GoodsAnswer(lies, words, verdict, parts, told, notes, orders)

    def _located(self, row: Supplied) -> tuple[MadeThere, tuple[str, ...], tuple[str, ...]]:
        """Do the row's places of production lie in the region? What other places say is only a note."""
        country = row.party.countries[0] if row.party.countries else ""
        key = (row.places, country)
        if key not in self._places:
            made = [located(p.text, "xinjiang", country=country) for p in row.places if p.of_production]
            words = tuple(dict.fromkeys(word for each in made if each.lies == "yes" for word in each.words))
            lies = _made(made)
            denied = [name for each in made for name in each.denied]
            notes = [_denial(denied)] if denied else []
            notes += [f"{' and '.join(each.words)} may lie in {region_title('xinjiang')} or elsewhere" for each in made
                     if each.lies == "unknown" and each.words]  # fmt: skip
            for place in row.places:
                there = located(place.text, "xinjiang", country=country)
                if not place.of_production and there.lies == "yes" != lies:
                    named = f"its {place.column.lower()} names {', '.join(there.words)}"
                    notes.append(f"{named}; whether it produces there is not stated")
            self._places[key] = (lies, words, tuple(notes))
        return self._places[key]

    def _printed(self, row: Supplied, direct: Sequence[Finding]) -> tuple[tuple[str, str, Printed], ...]:
        """The row's codes against the words of each entry whose rule speaks in such codes."""
        given: dict[str, tuple[str, ...]] = {"eccn": row.eccn, "hs": row.hs}
        told = []
        for scheme, texts in given.items():
            codes = [code for text in texts if (code := self._code(scheme, text, row))]
            for finding in direct:
                effects = {CODES_OF.get(v.effect) for v in finding.verdicts if v.applies != "no"}
                entry = finding.exposure.listing
                told += [
                    (entry.listed_name, entry.list_id, as_printed(code, entry)) for code in codes if scheme in effects
                ]
        return tuple(told)

    def _code(self, scheme: str, text: str, row: Supplied) -> GoodsCode | None:
        """A code of goods; None, and an issue, where it has not the form of one."""
        if (scheme, text) not in self._codes:
            wanted: Scheme = "eccn" if scheme == "eccn" else "hs"
            try:
                self._codes[scheme, text] = read_goods_code(wanted, text)
            except InputError as error:
                column = next((header for meaning, header in self._table.columns if meaning == scheme), scheme)
                place = Place(self._table.file, row.row, column)
                self._issues.warn("bad-goods-code", f"{error.message}; it is compared with nothing", place, error.hint)
                self._codes[scheme, text] = None
        return self._codes[scheme, text]


def _status(findings: Sequence[Finding], goods: GoodsAnswer, *, screened: bool) -> PositionStatus:
    binding = [v for f in findings for v in f.verdicts if v.effect in BINDS_DEALINGS and v.applies != "no"]
    ordered = any(verdict.applies != "no" for verdict in goods.orders)
    if binding or ordered or goods.parts or goods.verdict.applies == "yes":
        return "exposed"
    if findings:
        return "linked"
    return "clear" if screened else "unidentified"


def _denial(words: Sequence[str]) -> str:
    """What is told of a cell that names a place or goods and says that it is not they."""
    named = ", ".join(dict.fromkeys(words))
    return f"its cell denies {named}: so it is stated in the table, and not verified; that settles nothing"


def _called_after(goods: str) -> Iterator[str]:
    """What the words for goods say of the region, which is no place of production: "Xinjiang cotton"."""
    there = located(goods, "xinjiang")
    if there.denied:
        yield _denial(there.denied)
    elif there.lies == "yes":
        yield f"its goods are called after {', '.join(there.words)}; where they were made is not stated by that"


def _left_open(order: GoodsOrder, row: Supplied) -> Iterator[str]:
    """Why the row's own cells do not tell what an order asks: what they deny, and names that two countries share."""
    if denied := order.denied_goods(row.goods):
        yield _denial(denied)
    if order.region:
        return  # the region's own question says it
    for place in row.places:
        there = order.located(place.text) if place.of_production else None
        if there and there.denied:
            yield _denial(there.denied)
        elif there and there.lies == "unknown" and there.words:
            yield f"{' and '.join(there.words)} may lie in {region_title(cast(Region, order.country))} or elsewhere"


def _made(places: Sequence[Located]) -> MadeThere:
    """Where a row's own places of production lie."""
    if any(place.lies == "yes" for place in places):
        return "yes"
    return "elsewhere" if places and all(place.lies == "no" for place in places) else "unknown"


def _tiers(answers: Iterable[SupplyAnswer]) -> tuple[TierTotal, ...]:
    totals: dict[int | None, TierTotal] = {}
    for answer in answers:
        total = totals.get(answer.tier, TierTotal(answer.tier))
        relations = {f.exposure.relation for f in answer.findings if any(v.applies != "no" for v in f.verdicts)}
        totals[answer.tier] = replace(
            total,
            rows=total.rows + 1,
            listed=total.listed + ("same_person" in {f.exposure.relation for f in answer.findings}),
            owned=total.owned + ("owned" in relations),
            from_region=total.from_region + (answer.goods.from_region == "yes"),
            place_unknown=total.place_unknown + (answer.goods.from_region == "unknown"),
            unscreened=total.unscreened + (not answer.screened),
        )
    return tuple(sorted(totals.values(), key=lambda total: (total.tier is None, total.tier or 0)))
