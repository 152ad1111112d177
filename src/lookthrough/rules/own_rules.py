"""Users' own law: rules of their own in the form of our programmes, and doubts of ours that they settled.

A plan's exclusion policy or a state's law is written like any programme (see `programme`), one file a rule, with an id
that begins with "own_". Besides, it may say for which `grounds` of listings it holds, and `lists = ["*"]` means all.
It decides nothing for anybody else: every verdict names the rule and the user's citation.

Where our own law is in doubt, as that of the Affiliates Rule is from 10 November 2026, a file may settle it:

    [[settled]]
    rule = "us_bis_affiliates"
    of = "ownership"
    from = 2026-11-10
    until = 2027-01-01            # may be missing
    in_force = true
    citation = "the notice that was read"
    text = "what it says, in a sentence"

The texts come from whoever reads files; here they are parsed and checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from lookthrough.errors import InputError, LookthroughError, NotFoundError, quote
from lookthrough.model.dates import Truth
from lookthrough.model.exposure import Exposure
from lookthrough.rules.grounds import GROUNDS, has_ground, told
from lookthrough.rules.programme import EVERY_LIST, Dealing, Period, Programme, load_programme, programme_of, programmes
from lookthrough.rules.reach import through_owners
from lookthrough.rules.standing import Case, both, case_of, judged, tidy
from lookthrough.rules.toml_table import Reader, read_toml
from lookthrough.rules.verdict import Verdict
from lookthrough.sources.lists import LISTS

_HINT = "docs/rules.md shows a whole file; dates stand without quotes, shares in quotes"
_MARK = "own_"


@dataclass(frozen=True, slots=True)
class Settled:
    """A doubt of ours that the user settled.

    Attributes:
        rule, of: the programme and the part of it that is in doubt.
        since, until: from its first day to the day before its end; None is open.
        in_force: what the user says was the case.
        citation, text: on what ground, and in which words.
    """

    rule: str
    of: str
    since: date | None
    until: date | None
    in_force: bool
    citation: str
    text: str

    def applied(self, period: Period) -> tuple[Period, ...]:
        """A period of ours in its parts: what the user settled, and what stays as it was before and after that."""
        if period.of != self.of or not period.doubt:
            return (period,)
        since = max(self.since or date.min, period.since or date.min)
        until = min(self.until or date.max, period.until or date.max)
        if since >= until:
            return (period,)
        first, last = (None if since == date.min else since), (None if until == date.max else until)
        parts = [replace(period, until=first)] if first and (period.since is None or period.since < first) else []
        parts.append(
            Period(self.of, first, last, self.citation, f"{self.text} (settled by the user's own line)",
                   suspended=not self.in_force)
        )  # fmt: skip
        if last and (period.until is None or last < period.until):
            parts.append(replace(period, since=last))
        return tuple(parts)


@dataclass(frozen=True, slots=True)
class OwnLaw:
    """What a user adds to the law that is written here.

    Attributes:
        rules: the user's own rules.
        settlements: doubts that the user settled, in the order of the files.
    """

    rules: tuple[Programme, ...] = ()
    settlements: tuple[Settled, ...] = ()

    def settled(self, programme: Programme) -> Programme:
        """A programme of ours with the user's settlements in it."""
        for settled in self.settlements:
            if settled.rule == programme.id:
                periods = tuple(part for period in programme.periods for part in settled.applied(period))
                programme = replace(programme, periods=periods)
        return programme


NO_OWN_LAW = OwnLaw()


def parse_own_law(texts: Mapping[str, str]) -> OwnLaw:
    """Read a user's files.

    Args:
        texts: per file name its text.

    Raises:
        InputError: if a file is not TOML, a key is missing, unknown or wrong, an id is taken or is not the file's name,
            a list or ground is not known, or there is no such doubt to settle; with the file, the key and a hint.
    """
    rules: dict[str, Programme] = {}
    settlements: list[Settled] = []
    for file, text in texts.items():
        try:
            table = read_toml(text, file)
            read = Reader(file, {"settled": table.pop("settled", [])})
            found = [_settled(part) for part in read.tables("settled", required=False)]
            settlements += found
            if table or not found:
                rule = _rule(table, file)
                rules[rule.id] = rule
        except InputError:
            raise
        except LookthroughError as error:
            raise InputError(error.message, hint=error.hint or _HINT, place=error.place) from None
    return OwnLaw(tuple(rules.values()), tuple(settlements))


def _rule(table: Mapping[str, object], file: str) -> Programme:
    reader = Reader(file, table)
    rule = programme_of(table, file)
    if not rule.id.startswith(_MARK):
        raise reader.wrong("id", f"is {quote(rule.id)}; the id of a rule of your own begins with {_MARK}")
    known = {EVERY_LIST, *LISTS, *(list_id for programme in programmes() for list_id in programme.lists)}
    for list_id in (*rule.lists, *(list_id for reach in rule.reaches for list_id in reach.lists)):
        if list_id not in known:
            raise reader.wrong("lists", f"names {quote(list_id)}; the lists are {', '.join(sorted(known))}")
    for reach in rule.reaches:
        for list_id in (*reach.only, *reach.without):
            if list_id not in (known if EVERY_LIST in reach.lists else reach.lists):
                raise reader.wrong(
                    "reach", f"{quote(reach.key)} narrows {quote(list_id)}, which is not among its lists"
                )
    for ground in rule.grounds:
        if ground not in GROUNDS:
            raise reader.wrong("grounds", f"names {quote(ground)}; the grounds are {', '.join(GROUNDS)}")
    keys = {*(dealing.key for dealing in rule.dealings), *(reach.key for reach in rule.reaches)}
    for period in rule.periods:
        if period.of not in keys:
            raise reader.wrong("period", f"dates {quote(period.of)}, which is no key of a dealing or reach")
    return rule


def _settled(read: Reader) -> Settled:
    since, until = read.stretch()
    settled = Settled(
        rule=read.text("rule"),
        of=read.text("of"),
        since=since,
        until=until,
        in_force=read.truth("in_force"),
        citation=read.text("citation"),
        text=read.text("text"),
    )
    read.finish()
    try:
        programme = load_programme(settled.rule)
    except NotFoundError:
        ours = ", ".join(programme.id for programme in programmes())
        raise read.wrong("rule", f"is {quote(settled.rule)}; the rules are {ours}") from None
    if not any(
        len(settled.applied(period)) > 1 or settled.applied(period) != (period,) for period in programme.periods
    ):
        raise read.wrong("of", f"settles nothing: {settled.rule} has no doubt about {quote(settled.of)} in that time")
    return settled


def judge_own(own: OwnLaw, exposure: Exposure, *, as_of: date) -> tuple[Verdict, ...]:
    """What the user's own rules say about an exposure on a day.

    A rule for certain grounds says nothing about a listing that was certainly made on others; where the grounds are not
    known it says "unknown", so that a listing is never passed over because nobody knows why it was made.
    """
    verdicts: list[Verdict] = []
    for rule in own.rules:
        ground = has_ground(exposure.listing, rule.grounds, as_of=as_of) if rule.grounds else "yes"
        if rule.judges(exposure.listing.list_id) and ground != "no":
            case = case_of(rule, exposure, as_of)
            for dealing in rule.dealings:
                verdicts += _judged(case, dealing, ground)
    return tuple(verdicts)


def _judged(case: Case, dealing: Dealing, ground: Truth) -> tuple[Verdict, ...]:
    rule, law = case.programme, case.programme.in_law(dealing.key, case.as_of)
    law = replace(law, truth=both(law.truth, ground))
    why = f"Why it was listed: {told(case.listing, as_of=case.as_of)}" if rule.grounds else ""
    if case.another_person:
        verdicts = through_owners(case, dealing, law)
        return tuple(replace(v, says=tidy(f"{v.says} By your own rule, {rule.title}. {why}")) for v in verdicts)
    means = f"By your own rule, {rule.title}: {dealing.object}. {law.text} {law.doubt} {why}"
    return (judged(case, dealing, case.then(means), law),)
