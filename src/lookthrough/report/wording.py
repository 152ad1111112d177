"""The words and figures that every renderer shares, so that a terminal, a page and a sheet say the same thing.

Everything here is a pure function of the records. Figures are rounded for reading only and from exact fractions; the
machine formats (JSON, CSV) carry the exact value beside them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from lookthrough.match.alert_line import AlertLine
from lookthrough.model.exposure import Step
from lookthrough.model.listing import Listing
from lookthrough.model.share import per_cent
from lookthrough.report.finding import Finding, ListUsed, PortfolioReport, PositionAnswer, ScreenReport, Total
from lookthrough.report.owners import OwnersReport
from lookthrough.report.supply_answer import GoodsAnswer, SupplyReport
from lookthrough.rules.verdict import Verdict

NOT_KNOWN = "not known"
_NONE = Fraction(0)

STATUS_WORDS = {
    "exposed": "exposed",
    "linked": "linked",
    "clear": "clear",
    "unidentified": "not screened",
    "hit": "hit",
    "error": "not asked",
}
STATUS_MEANINGS = {
    "exposed": "leads to a listed party, and a rule binds, or may bind, whoever holds or trades it",
    "linked": "leads to a listed party; no rule here forbids holding or trading it, but other duties may follow",
    "clear": "no listed party was found behind it on the lists asked",
    "unidentified": "could not be screened: nobody knows what is behind it, so it is not clear",
}
#: Said of a listing whose law nobody has written down here yet.
NOT_JUDGED = "not judged: no rule written"
EFFECT_WORDS = {
    "blocked": "property blocked",
    "trade_prohibited": "trading prohibited",
    "licence_required": "licence required",
    "import_presumption": "import presumed barred",
    "procurement_barred": "procurement barred",
    "authorisation_barred": "no equipment authorisation",
    "exceptions_suspended": "licence exceptions suspended",
    "export_denied": "exports denied",
    "import_barred": "import barred",
    "dealings_prohibited": "certain dealings prohibited",
    "none": "nothing follows in law",
}
RELATION_WORDS = {
    "same_person": "is the listed party itself",
    "group": "belongs to the listed party's group",
    "owned": "is owned by a listed party",
    "controlled": "is controlled by a listed party",
    "directed": "has a listed party as an officer",
    "through_fund": "holds the listed party through a fund",
}
STEP_WORDS = {
    "holds": "holds",
    "issued_by": "is issued by",
    "is": "is taken to be",
    "loops": "holds in turn, round and round",
    "owned_by": "is owned by",
    "controlled_by": "is controlled by",
    "directed_by": "is directed or signed for by",
    "supplied_by": "is supplied by",
}
OWNER_STATUS_WORDS = {
    "listed": "listed itself",
    "reached": "reached",
    "possible": "cannot be excluded",
    "linked": "linked below every line",
    "open": "owners not identified",
    "clear": "no listed owner stated",
    "unknown": "not known",
    "error": "could not be asked",
}
REACHED = {"yes": "yes", "no": "no", "unknown": "cannot be told"}
LAWFUL = "lawful, but linked"
#: What the field calls the lists, for table cells that their full titles would fill.
SHORT_TITLES = {
    "us_bis_entity_list": "Entity List",
    "us_bis_meu": "Military End User List",
    "us_bis_uvl": "Unverified List",
    "us_bis_dpl": "Denied Persons List",
    "us_ofac_sdn": "SDN List",
    "us_ofac_ssi": "SSI List",
    "us_ofac_nscmic": "NS-CMIC List",
    "us_ofac_cons": "OFAC non-SDN lists",
    "us_state_isn": "Nonproliferation Sanctions",
    "us_state_dtc": "AECA Debarred List",
    "us_dhs_uflpa": "UFLPA Entity List",
    "us_dod_1260h": "DoD 1260H list",
    "un_sc": "UN Security Council list",
}
DISCLAIMERS = (
    "This is not legal advice.",
    "A listing is not a verdict of guilt: it says who listed whom, under what authority and since when.",
    "A score is not an accusation: a person decides whether two names are the same party.",
)

_JOINERS = "\u200c\u200d"  # they spell names in Persian and Indic scripts, unlike the other invisible characters
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_THOUSANDS = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


#: Fractions whose numerator and denominator are shorter than this are printed whole: some 1,200 digits.
_PRINTED_BITS = 4_000


def printable(text: str) -> str:
    """Show text from outside safely: line breaks become spaces, other control and direction marks become U+FFFD.

    A terminal obeys escape characters and a page obeys direction marks, so neither may come from a holdings file.
    """
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c in _JOINERS else " " if c in "\n\r\t\u2028\u2029" or c.isspace() else "\ufffd"
        for c in text
    )


def fold(text: str, limit: int) -> str:
    """Cut for show at `limit` characters with an ellipsis; the machine formats keep the whole."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def columns_wide(text: str) -> int:
    """How many terminal columns a text takes: wide East Asian characters take two, combining marks none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def line_words(line: AlertLine) -> str:
    """The alert line in a sentence: "Candidates are shown from a score of 0.820 on; on un_sc from 0.900 on."."""
    own = "".join(f"; on {list_id} from {least:.3f} on" for list_id, least in line.by_list)
    return f"Candidates are shown from a score of {line.general:.3f} on{own}."


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun: "1 line", "2 parties", "1,200 lines"."""
    return f"{count:,} {one if count == 1 else many or plural_of(one)}"


def plural_of(noun: str) -> str:
    """More than one of it: "lines", "parties", "ways"."""
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else f"{noun}s"


def significant(value: Fraction, digits: int) -> Decimal:
    """A fraction rounded half-even to so many significant digits."""
    context = Context(prec=digits, rounding=ROUND_HALF_EVEN)
    return context.divide(Decimal(value.numerator), Decimal(value.denominator))


def _fixed(value: Fraction, places: int) -> str:
    """Exact rounding half-even to decimal places, with thousands separators."""
    scaled = round(value * 10**places)
    whole, rest = divmod(abs(scaled), 10**places)
    sign = "-" if scaled < 0 else ""
    return f"{sign}{whole:,}" + (f".{rest:0{places}d}" if places else "")


def money(value: Fraction | None) -> str:
    """US dollars for reading: "$24,012,345", "$12.50", "not known"."""
    if value is None:
        return NOT_KNOWN
    size = abs(value)
    sign = "-" if value < 0 else ""
    if size >= 10**15:
        return f"{sign}${significant(size, 3):.2e}"
    if 0 < size < Fraction(1, 200):
        return f"under {sign}$0.01" if value > 0 else "above -$0.01"
    return f"{sign}${_fixed(size, 0 if size >= 100 or size == 0 else 2)}"


def money_round(value: Fraction | None) -> str:
    """US dollars for a sentence: "$24.0 million", "$1.25 million"."""
    if value is None:
        return NOT_KNOWN
    for scale, word in _THOUSANDS:
        if scale <= abs(value) < 10**15:
            places = 2 if abs(value) < 10 * scale else 1
            return f"{'-' if value < 0 else ''}${_fixed(abs(value) / scale, places)} {word}"
    return money(value)


def percent(share: Fraction | None) -> str:
    """A share for reading: "12.34%", and three significant digits below one per cent ("0.00412%"); never a false 0."""
    if share is None:
        return NOT_KNOWN
    hundred = share * 100
    if hundred == 0 or abs(hundred) >= 1:
        text = _fixed(hundred, 2) if abs(hundred) < 10**9 else f"{significant(hundred, 3):.2e}"
        return (text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text) + "%"
    rounded = significant(hundred, 3).normalize()
    return f"{rounded:.2e}%" if abs(hundred) < Fraction(1, 10**8) else f"{rounded:f}%"


def number(value: Fraction | None) -> str:
    """A decimal for sheets: exact where the fraction ends, else 15 significant digits; "" for unknown."""
    if value is None:
        return ""
    ending = _terminating(value)
    return f"{(ending if ending is not None else significant(value, 15)):f}"


def exact(value: Fraction) -> str:
    """The fraction as "numerator/denominator"; of a monstrous one sixty digits, and how long it really is.

    Funds of funds multiply denominators without end: after three layers of real values they have thousands of digits,
    which nobody reads and which Python refuses to print.
    """
    bits = max(value.numerator.bit_length(), value.denominator.bit_length())
    if bits <= _PRINTED_BITS:
        return str(value)
    return f"{significant(value, 60)} (rounded; the exact fraction has about {int(bits * 0.30103):,} digits)"


def _terminating(value: Fraction) -> Decimal | None:
    if value.denominator.bit_length() > _PRINTED_BITS:
        return None
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    places = max(twos, fives)
    if rest != 1 or places > 30:
        return None
    context = Context(prec=max(28, value.numerator.bit_length() + places))
    return Decimal(int(value * 10**places)).scaleb(-places, context)


def day_words(day: date) -> str:
    """A day in words, in English whatever the machine's locale: "9 October 2019"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def since(listing: Listing) -> str:
    """When the entry began, ISO; says so when the publisher prints no date."""
    if listing.since is not None:
        return str(listing.since)
    return f"no date printed; seen since {listing.seen_from}" if listing.seen_from else "no date printed"


def why_not_in_force(listing: Listing, as_of: date) -> str:
    """The sentence that says why a fitting entry does not count on the day."""
    if listing.since is not None and listing.since.by(as_of) == "no":
        return f"begins {listing.since}, after the day asked"
    if listing.until is not None and listing.until.by(as_of) == "yes":
        basis = " (absent from a later edition)" if listing.until_basis == "absent from a later edition" else ""
        return f"ended {listing.until}{basis}"
    return "not known to stand on the day asked"


@dataclass(frozen=True, slots=True)
class Grouped:
    """Verdicts by what they ask of a reader.

    Attributes:
        bound: the effect binds its actor on the day.
        lawful: nothing follows in law from this dealing, though the link stands.
        unknown: cannot be told; `says` names what would settle it.
    """

    bound: tuple[Verdict, ...]
    lawful: tuple[Verdict, ...]
    unknown: tuple[Verdict, ...]


def group(verdicts: Iterable[Verdict]) -> Grouped:
    """Sort verdicts into bound, lawful but linked, and unknown, keeping their order."""
    bound: list[Verdict] = []
    lawful: list[Verdict] = []
    unknown: list[Verdict] = []
    for verdict in verdicts:
        if verdict.applies == "unknown":
            unknown.append(verdict)
        elif verdict.applies == "yes" and verdict.effect != "none":
            bound.append(verdict)
        else:
            lawful.append(verdict)
    return Grouped(tuple(bound), tuple(lawful), tuple(unknown))


def verdict_title(verdict: Verdict) -> str:
    """Effect and object of a verdict as a heading: "Trading prohibited: purchase of its securities"."""
    effect = EFFECT_WORDS[verdict.effect]
    if verdict.applies == "unknown" and verdict.effect == "none":
        start = NOT_JUDGED.capitalize() if verdict.says.startswith("Not judged") else "Cannot be told"
    elif verdict.applies == "unknown":
        start = f"Cannot be told ({effect})"
    elif verdict.effect == "none":
        start = "Lawful"
    else:
        start = effect.capitalize() if verdict.applies == "yes" else f"Does not apply ({effect})"
    return f"{start}: {verdict.object}"


def effects(verdicts: Iterable[Verdict]) -> str:
    """What binds and since when, in a phrase: "trading prohibited since 2021-08-02" or "lawful, but linked"."""
    grouped = group(verdicts)
    words = list(dict.fromkeys(_effect_since(v, grouped.bound) for v in grouped.bound))
    bound = {v.effect for v in grouped.bound}
    words += list(dict.fromkeys(_open_effect(v) for v in grouped.unknown if v.effect not in bound))
    if words:
        return "; ".join(words)
    return LAWFUL if grouped.lawful else NOT_JUDGED


def _effect_since(verdict: Verdict, bound: Sequence[Verdict]) -> str:
    days = [v.since for v in bound if v.effect == verdict.effect and v.since is not None]
    return f"{EFFECT_WORDS[verdict.effect]} since {min(days)}" if days else EFFECT_WORDS[verdict.effect]


def _open_effect(verdict: Verdict) -> str:
    """What may bind; a list without a rule is never told as one from which nothing follows."""
    if verdict.effect != "none":
        return f"{EFFECT_WORDS[verdict.effect]}?"
    return NOT_JUDGED if verdict.says.startswith("Not judged") else f"{verdict.object}: to be settled"


def title_of(lists: Sequence[ListUsed], list_id: str) -> str:
    """The list's name in words, or its id where no title is known."""
    return next((used.title for used in lists if used.id == list_id and used.title), list_id)


def short_title(list_id: str) -> str:
    """What the field calls the list, e.g. "NS-CMIC List"; its id where there is no such name."""
    return SHORT_TITLES.get(list_id, list_id)


def total_label(total: Total, report: PortfolioReport) -> str:
    """What a total is of, in words: the list's title, "Held directly" for the portfolio's own lines, else its label."""
    if total.key and total.key == report.holdings.file:
        return "Held directly"
    if total.label and total.label != total.key:
        return total.label
    return title_of(report.lists, total.key)


def counted(report: PortfolioReport) -> dict[str, int]:
    """How many lines have each status, all four keys present."""
    counts = dict.fromkeys(("exposed", "linked", "clear", "unidentified"), 0)
    for answer in report.positions:
        counts[answer.status] += 1
    return counts


def exposed_share(report: PortfolioReport) -> Fraction | None:
    """`exposed_usd` over `total_usd`; None when either is not known or the total is not positive."""
    if report.exposed_usd is None or not report.total_usd or report.total_usd < 0:
        return None
    return report.exposed_usd / report.total_usd


def portfolio_headline(report: PortfolioReport) -> str:
    """The answer in a sentence or two."""
    counts = counted(report)
    asked = [used for used in report.lists if used.entries]
    when = f"On {day_words(report.as_of)}"
    if not asked:
        return f"{when} no list could be asked, so nothing can be said about {plural(len(report.positions), 'line')}."
    found = counts["exposed"] + counts["linked"]
    if found:
        share = exposed_share(report)
        part = f", {percent(share)} of the portfolio" if share is not None else ""
        worth = f", together {money_round(report.exposed_usd)} held{part}" if report.exposed_usd else ""
        first = (
            f"{when}, {found:,} of {plural(len(report.positions), 'line')} {'leads' if found == 1 else 'lead'} to a "
            f"listed party{worth}{_beside(report)}: {counts['exposed']:,} exposed, {counts['linked']:,} linked."
        )
    else:
        first = (
            f"{when} none of the {plural(counts['clear'], 'line')} that could be screened leads to a party in force "
            f"on the {plural(len(asked), 'list')} asked."
        )
    return " ".join([first, *_remarks(report, counts)])


def _beside(report: PortfolioReport) -> str:
    """Money sold short and in derivatives, told beside what is held and never netted with it."""
    said = ""
    for sums, words in (
        ([t.short_usd for t in report.totals_by_party], "sold short"),
        ([t.derivative_usd for t in report.totals_by_party], "in derivatives"),
    ):
        known = [money for money in sums if money]
        if known:
            said += f", {money_round(sum(known, Fraction(0)))} {words}"
    return said


def _remarks(report: PortfolioReport, counts: dict[str, int]) -> list[str]:
    out: list[str] = []
    if counts["unidentified"]:
        out.append(f"{plural(counts['unidentified'], 'line')} could not be screened.")
    waiting = sum(1 for a in report.positions if a.not_in_force and a.status == "clear")
    if waiting:
        out.append(f"{plural(waiting, 'line')} fit a party that was not listed, or no longer, on that day.")
    return out


def tie_words(finding: Finding) -> str:
    """How a supplier stands to the listed party of a finding; a stake is never called more than it is."""
    exposure = finding.exposure
    if exposure.relation != "owned":
        return RELATION_WORDS[exposure.relation]
    stakes = sum(step.step == "owned_by" for step in exposure.path)
    if stakes > 1:
        return f"has a listed party {stakes} steps above it"
    return f"{per_cent(exposure.share)} held by" if exposure.share is not None else "an unknown share held by"


def goods_words(goods: GoodsAnswer) -> str:
    """Where the goods come from, over which rows that is known, and what follows; "" where nothing is known."""
    if not goods.told:
        return ""
    other = "goods of a listed entity" if goods.parts else "goods of a place that an order names"
    source = f"goods from {', '.join(goods.words)}" if goods.words else other
    through = f", over {' and '.join(f'row {row} ({label})' for row, label in goods.inputs)}" if goods.inputs else ""
    said = effects(goods.verdicts if goods.from_region == "yes" else (*goods.orders, *goods.parts))
    return f"{source}{through}: {'no bar by place is law on this day' if said == LAWFUL else said}"


def supply_headline(report: SupplyReport) -> str:
    """One sentence with the counts that matter, never a verdict on a supplier."""
    rows = report.answers
    exposed = sum(a.status == "exposed" for a in rows)
    linked = sum(a.status == "linked" for a in rows)
    made = sum(a.goods.from_region == "yes" for a in rows)
    open_places = sum(a.goods.from_region == "unknown" for a in rows)
    nobody = sum(not a.screened for a in rows)
    ordered = sum(any(v.applies != "no" for v in a.goods.orders) for a in rows)
    barred = f"; the goods of {ordered:,} are, or may be, under an order on goods of their place" if ordered else ""
    return (
        f"Of {plural(len(rows), 'row')}, {exposed:,} {'is' if exposed == 1 else 'are'} exposed and {linked:,} only "
        f"linked to a listed party; the goods of {made:,} are made in Xinjiang wholly or in part, of {open_places:,} "
        f"that is not known{barred}; {nobody:,} could not be screened."
    )


def screen_headline(report: ScreenReport) -> str:
    """The answer about a file of names in a sentence or two."""
    hits = sum(1 for a in report.answers if a.status == "hit")
    errors = sum(1 for a in report.answers if a.status == "error")
    asked = [used for used in report.lists if used.entries]
    when = f"On {day_words(report.as_of)}"
    if not asked:
        return f"{when} no list could be asked, so nothing can be said about {plural(len(report.answers), 'row')}."
    lists = plural(len(asked), "list")
    rows = plural(len(report.answers), "row")
    first = (
        f"{when}, {hits:,} of {rows} may be a party on the {lists} asked."
        if hits
        else f"{when} none of {rows} fits a party in force on the {lists} asked."
    )
    return first + (f" {plural(errors, 'row')} could not be asked." if errors else "")


def reasons_line(finding: Finding) -> str:
    """The reasons of a match as one line."""
    return "; ".join(reason.says for reason in finding.reasons)


def stake_words(step: Step) -> str:
    """The stake of a step, exactly, with its bounds; "" where it has none.

    A stake is never rounded: 9.999 % under a line of 10 % must not read as 10 %.
    """
    if step.stake is not None:
        return str(step.stake)
    return "" if step.share is None else per_cent(step.share)


def path_line(finding: Finding) -> str:
    """The path of a finding as one line."""
    return steps_line(finding.exposure.path)


def steps_line(steps: Sequence[Step]) -> str:
    """A path as one line: "Plan → Fund (5%, $1,000) → Alpha Ltd → Hikvision (50% owned)"."""
    if not steps:
        return ""
    parts = [steps[0].source]
    for step in steps:
        figures = [percent(step.weight)] if step.weight is not None else []
        figures += [f"{stake_words(step)} owned"] if stake_words(step) else []
        figures += [money(step.value_usd)] if step.value_usd is not None else []
        parts.append(step.target + (f" ({', '.join(figures)})" if figures else ""))
    return " → ".join(parts)


@dataclass(frozen=True, slots=True)
class Leading:
    """The part of a line that leads to listed parties; for a line without findings, the whole line.

    Attributes:
        weight: share of the portfolio; None when any part is not known.
        value_usd: the same in money.
    """

    weight: Fraction | None
    value_usd: Fraction | None


def leading(answer: PositionAnswer) -> Leading:
    """How much of a line leads to listed parties, each held line counted once however many lists it is on.

    A fund of $50 million with 0.1% in a listed company leads there with $50,000, and that is the figure to read.
    """
    if not answer.findings:
        return Leading(answer.weight, answer.value_usd)
    parts: dict[tuple[tuple[str, str, str], ...], Finding] = {}
    for finding in answer.findings:
        held = tuple((s.source, s.target, s.evidence) for s in finding.exposure.path if s.step == "holds")
        parts.setdefault(held, finding)
    weights = [finding.exposure.weight for finding in parts.values()]
    values = [finding.exposure.value_usd for finding in parts.values()]
    return Leading(_sum(weights), _sum(values))


def _sum(values: Sequence[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) if len(known) == len(values) else None


def strongest_first(answers: Iterable[PositionAnswer]) -> list[PositionAnswer]:
    """Exposed before linked before unidentified before clear, then by the money that leads there, then file order."""
    order = {"exposed": 0, "linked": 1, "unidentified": 2, "clear": 3}

    def rank(answer: PositionAnswer) -> tuple[int, Fraction, Fraction, int]:
        part = leading(answer)
        return order[answer.status], -abs(part.value_usd or _NONE), -abs(part.weight or _NONE), answer.position.row

    return sorted(answers, key=rank)


def interest(low: Fraction, high: Fraction) -> str:
    """An economic interest for reading: "25.64%", "5% to 40%", "not known"."""
    if low == high:
        return percent(low)
    return NOT_KNOWN if not low and high == 1 else f"{percent(low)} to {percent(high)}"


def owners_headline(report: OwnersReport) -> str:
    """The answer about owners in a sentence or two."""
    when = f"As of {day_words(report.as_of)}"
    if not any(used.entries for used in report.lists):
        return f"{when} no list could be asked, so nothing can be said about listed owners."
    if len(report.answers) == 1:
        return f"{when}: {report.answers[0].says}"
    counts: dict[str, int] = {}
    for answer in report.answers:
        counts[answer.status] = counts.get(answer.status, 0) + 1
    told = "; ".join(f"{counts[s]:,} {words}" for s, words in OWNER_STATUS_WORDS.items() if s in counts)
    return f"{when}, of {plural(len(report.answers), 'party', 'parties')}: {told}."
