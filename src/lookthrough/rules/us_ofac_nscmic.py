"""The NS-CMIC list: US persons may not buy or sell the securities; those who hold them may keep them.

Source of the rule: E.O. 13959 as amended by E.O. 14032, section 1, and OFAC's FAQs 857 to 863 and 1046 to 1048. It
reaches publicly traded securities (FAQ 859) and publicly traded instruments that give exposure to them (FAQ 860). Three
dates matter for every name: the listing, the day from which purchases are prohibited (60 days later), and the day on
which sales to divest end (365 days after the listing). A date that the list prints goes before one that is counted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from lookthrough.model.dates import PartialDate, Truth, from_iso
from lookthrough.model.exposure import Exposure
from lookthrough.model.holdings import DERIVATIVES, Asset
from lookthrough.model.listing import Listing
from lookthrough.rules.instrument import NOT_SECURITIES, fund_of, held
from lookthrough.rules.programme import Programme, Rule
from lookthrough.rules.standing import Case, both, case_of, judged, named_only, standing
from lookthrough.rules.verdict import Verdict

RULE = Rule("us_ofac_nscmic", ("us_ofac_nscmic",))
DAYS_TO_EFFECT = 60
DAYS_TO_DIVEST = 365
_TRADED: frozenset[Asset] = frozenset({"equity", "bond", "future", "option", "unknown"})
"""What is taken to be publicly traded, on the condition that the sentence states; "unknown" asks of the name alone."""
_TRADED_VEHICLES: frozenset[Asset] = frozenset({"fund"})


@dataclass(frozen=True, slots=True)
class Window:
    """One name's dates.

    Attributes:
        effective: from when purchases are prohibited; None when it cannot be had.
        divest_until: the day on which sales to divest end; None when it cannot be had.
        effective_basis, divest_basis: "printed by the list", or how the date was counted; "" when there is no date.
    """

    effective: date | None
    divest_until: date | None
    effective_basis: str
    divest_basis: str


def window(listing: Listing) -> Window:
    """The dates of one name: as the list prints them, else counted from the listing date and marked so."""
    listed = _exact(listing.since)
    effective, effective_basis = _printed_or_counted(_exact(listing.effective), listed, DAYS_TO_EFFECT)
    divest, divest_basis = _printed_or_counted(_exact(listing.divest_until), listed, DAYS_TO_DIVEST)
    return Window(effective, divest, effective_basis, divest_basis)


def judge(exposure: Exposure, *, as_of: date, programme: Programme | None = None) -> tuple[Verdict, ...]:
    """Three verdicts: on buying, on continuing to hold, on selling to divest.

    The order reaches publicly traded securities only. Shares and bonds of a holdings file, futures and options are
    taken to be such, and so are the shares of a fund (FAQs 860 and 861 speak of exchange-traded, index and mutual
    funds); the sentence states that condition. For an interest of another kind, a bilateral contract, or a private
    vehicle before the fund, the answer is "unknown" with what would settle it.

    A line that is no security (cash with a listed bank, a currency contract) and a company that the list does not name
    itself get one verdict, "no", with the reason.
    """
    case = case_of(programme or RULE.programme, exposure, as_of)
    effective = exposure.listing.effective
    if exposure.listing.since is None and effective is not None and effective.by(as_of) == "yes":
        # The list prints when purchases became prohibited but not when the name was listed: it was listed by then.
        case = replace(case, stands=standing(replace(exposure.listing, since=effective), as_of))
    if case.another_person:
        return (named_only(case, case.programme.dealing("purchase")),)
    if exposure.instrument in NOT_SECURITIES:
        return (_no_security(case),)
    dates = window(exposure.listing)
    if _is_short(exposure):
        return _purchase(case, dates), _kept_short(case, dates), _closed_short(case, dates)
    return _purchase(case, dates), _holding(case), _divestment(case, dates)


def _traded(exposure: Exposure) -> Truth:
    """Is what is dealt in a publicly traded security? "yes" is on the condition that the sentence states."""
    dealt_in = exposure.vehicle if _through_fund(exposure) else exposure.instrument
    taken = _TRADED_VEHICLES if _through_fund(exposure) else _TRADED
    return "yes" if dealt_in in taken else "unknown"


def _unsettled(exposure: Exposure) -> str:
    """Which note says what would settle whether it is publicly traded."""
    if _through_fund(exposure):
        return "fund"
    return "contract" if exposure.instrument in DERIVATIVES else "any"


def _purchase(case: Case, dates: Window) -> Verdict:
    law = case.programme.in_law("purchase", case.as_of)
    begun = both(case.stands.truth, _begun(case.listing, dates, case.as_of))
    truth = both(begun, _traded(case.exposure))
    started = replace(case, stands=replace(case.stands, truth=truth, since=dates.effective))
    what = held(case.exposure)
    dealt = f"opening or enlarging {what}" if _is_short(case.exposure) else f"purchase of {what}"
    says = _purchase_says(case, dates, both(begun, law.truth))
    verdict = judged(started, case.programme.dealing("purchase"), says, law)
    return replace(verdict, object=f"{dealt}; sale other than to divest")


def _purchase_says(case: Case, dates: Window, truth: Truth) -> str:
    stands, term, exposure = case.stands, case.programme.term, case.exposure
    if stands.truth == "no":
        return f"{stands.says} {_earlier_list(case)}"
    if truth == "no":
        return (
            f"{stands.says} The prohibition has not yet begun: purchases and sales are prohibited from "
            f"{dates.effective} ({dates.effective_basis})."
        )
    if truth == "unknown":
        return f"{stands.says} Whether the prohibition has begun cannot be told. {term('note', 'settle')}"
    since = f" since {dates.effective} ({dates.effective_basis})" if dates.effective else ""
    act = "open or enlarge" if _is_short(exposure) else "buy"
    if _traded(exposure) == "unknown":
        barred = f"If it is publicly traded, US persons may not {act} {held(exposure)}: prohibited{since}."
        return f"{stands.says} {barred} {term('unsettled', _unsettled(exposure))}"
    where = f"Where the shares of {fund_of(exposure)} are publicly traded, " if _through_fund(exposure) else ""
    return f"{stands.says} {where}US persons may not {act} {held(exposure)}: prohibited{since}. {_coverage(case)}"


def _holding(case: Case) -> Verdict:
    what = held(case.exposure)
    linked = f", but linked. {case.programme.term('note', 'hold')}" if case.stands.truth != "no" else "."
    says = f"{case.stands.says} Continuing to hold {what} is lawful under this programme{linked}"
    return replace(judged(case, case.programme.dealing("hold"), says), object=f"continuing to hold {what}")


def _divestment(case: Case, dates: Window) -> Verdict:
    """Sales to divest: free until the window closes, then prohibited without a licence."""
    begun = both(case.stands.truth, _begun(case.listing, dates, case.as_of))
    closed = both(begun, _closed(dates, case.as_of))
    truth = both(closed, _traded(case.exposure))
    over = replace(case, stands=replace(case.stands, truth=truth, since=dates.divest_until))
    verdict = judged(over, case.programme.dealing("divest"), _divestment_says(case, dates, begun, closed))
    return replace(verdict, object=f"the sale of {held(case.exposure)} solely to divest")


def _divestment_says(case: Case, dates: Window, begun: Truth, closed: Truth) -> str:
    stands, term, sale = case.stands, case.programme.term, f"the sale of {held(case.exposure)}"
    if begun == "no":
        return f"{stands.says} No prohibition is in effect, so {sale} needs no licence under this programme."
    if closed == "no":
        return f"{stands.says} Solely to divest, {sale} is allowed until {dates.divest_until} ({dates.divest_basis})."
    if closed == "yes":
        ended = f"The period for sales to divest ended {dates.divest_until} ({dates.divest_basis})"
        if _traded(case.exposure) == "unknown":
            barred = f"if it is publicly traded, {sale} is now prohibited without a licence from OFAC"
            return f"{stands.says} {ended}: {barred}. {term('unsettled', _unsettled(case.exposure))}"
        sale = f"where they are publicly traded, {sale}" if _through_fund(case.exposure) else sale
        return f"{stands.says} {ended}: {sale} is now prohibited without a licence from OFAC. {term('note', 'closed')}"
    if case.as_of == dates.divest_until:
        return (
            f"{stands.says} {dates.divest_until} closes the period ({dates.divest_basis}). {term('note', 'last_day')}"
        )
    return f"{stands.says} Whether {sale} is still allowed to divest cannot be told. {term('note', 'settle')}"


def _kept_short(case: Case, dates: Window) -> Verdict:
    """Keeping a short position: OFAC's answers speak of holders, so nothing is claimed once the prohibition runs."""
    what = f"keeping {held(case.exposure)}"
    begun = both(case.stands.truth, _begun(case.listing, dates, case.as_of))
    note = case.programme.term("note", "short") if begun != "no" else "No prohibition is in effect."
    verdict = judged(case, case.programme.dealing("keep_short"), f"{case.stands.says} Whether {what} is lawful: {note}")
    return replace(verdict, object=what, applies="no" if begun == "no" else "unknown")


def _closed_short(case: Case, dates: Window) -> Verdict:
    """The purchase that closes a short position: whether it counts as divesting is nowhere said."""
    what = f"the purchase that closes {held(case.exposure)}"
    begun = both(case.stands.truth, _begun(case.listing, dates, case.as_of))
    if begun == "no":
        says = f"{case.stands.says} No prohibition is in effect, so {what} needs no licence under this programme."
    else:
        note = case.programme.term("note", "short")
        says = f"{case.stands.says} Whether {what} is prohibited or counts as divesting: {note}"
    doubted = replace(case, stands=replace(case.stands, truth=both(begun, "unknown"), since=dates.effective))
    return replace(judged(doubted, case.programme.dealing("close_short"), says), object=what)


def _through_fund(exposure: Exposure) -> bool:
    return exposure.relation == "through_fund"


def _is_short(exposure: Exposure) -> bool:
    """Is the subject itself short? A fund that is short is still bought by those who buy its shares."""
    return exposure.direction == "short" and not _through_fund(exposure)


def _coverage(case: Case) -> str:
    """Why this kind of line is covered, on which condition, and why opening a short position is too."""
    exposure, term = case.exposure, case.programme.term
    kind = "fund" if _through_fund(exposure) else exposure.instrument
    short = term("note", "short_opened") if _is_short(exposure) else ""
    return f"{term('instrument', kind)} {short}"


def _no_security(case: Case) -> Verdict:
    what = held(case.exposure)
    says = f"{case.stands.says} The line is {what}. {case.programme.term('note', 'no_security')}"
    return replace(judged(case, case.programme.dealing("other"), says), object=what)


def _earlier_list(case: Case) -> str:
    """Before June 2021 another list stood under the same order; an answer for that time must say so."""
    earlier = case.programme.in_law("earlier_list", case.as_of)
    return earlier.text if earlier.truth == "yes" else ""


def _begun(listing: Listing, dates: Window, as_of: date) -> Truth:
    """Had the prohibition begun for this name?

    A name without any date had begun at the latest 60 days after the oldest edition that shows it.
    """
    if dates.effective is not None:
        return "yes" if dates.effective <= as_of else "no"
    if listing.seen_from and from_iso(listing.seen_from).latest + timedelta(days=DAYS_TO_EFFECT) <= as_of:
        return "yes"
    return "unknown"


def _closed(dates: Window, as_of: date) -> Truth:
    """Had the period for sales to divest ended? The closing day itself depends on the hour."""
    if dates.divest_until is None or as_of == dates.divest_until:
        return "unknown"
    return "yes" if as_of > dates.divest_until else "no"


def _printed_or_counted(printed: date | None, listed: date | None, days: int) -> tuple[date | None, str]:
    if printed:
        return printed, "printed by the list"
    if listed:
        return listed + timedelta(days=days), f"counted: {days} days from the listing, to be confirmed"
    return None, ""


def _exact(value: PartialDate | None) -> date | None:
    return value.earliest if value and value.granularity == "day" else None
