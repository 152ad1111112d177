"""The NS-CMIC list: US persons may not buy or sell the securities; those who hold them may keep them.

Source of the rule: E.O. 13959 as amended by E.O. 14032, section 1, and OFAC's FAQs 857 to 863 and 1046 to 1048. Three
dates matter for every name: the listing, the day from which purchases are prohibited (60 days later), and the day on
which sales to divest end (365 days after the listing). A date that the list prints goes before one that is counted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from lookthrough.model.dates import PartialDate, Truth, from_iso
from lookthrough.model.exposure import Exposure
from lookthrough.model.listing import Listing
from lookthrough.rules.instrument import NOT_SECURITIES, held
from lookthrough.rules.programme import Rule
from lookthrough.rules.standing import Case, both, case_of, judged, named_only, standing
from lookthrough.rules.verdict import Verdict

RULE = Rule("us_ofac_nscmic", ("us_ofac_nscmic",))
DAYS_TO_EFFECT = 60
DAYS_TO_DIVEST = 365


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


def judge(exposure: Exposure, *, as_of: date) -> tuple[Verdict, ...]:
    """Three verdicts: on buying, on continuing to hold, on selling to divest.

    A line that is no security (cash with a listed bank, a currency contract) and a company that the list does not name
    itself get one verdict, "no", with the reason.
    """
    case = case_of(RULE.programme, exposure, as_of)
    effective = exposure.listing.effective
    if exposure.listing.since is None and effective is not None and effective.by(as_of) == "yes":
        # The list prints when purchases became prohibited but not when the name was listed: it was listed by then.
        case = replace(case, stands=standing(replace(exposure.listing, since=effective), as_of))
    if case.another_person:
        return (named_only(case, case.programme.dealing("purchase")),)
    if exposure.instrument in NOT_SECURITIES:
        return (_no_security(case),)
    dates = window(exposure.listing)
    return _purchase(case, dates), _holding(case), _divestment(case, dates)


def _purchase(case: Case, dates: Window) -> Verdict:
    law = case.programme.in_law("purchase", case.as_of)
    begun = both(case.stands.truth, _begun(case.listing, dates, case.as_of))
    started = replace(case, stands=replace(case.stands, truth=begun, since=dates.effective))
    what = held(case.exposure)
    dealt = f"opening or enlarging {what}" if _is_short(case.exposure) else f"purchase of {what}"
    verdict = judged(
        started, case.programme.dealing("purchase"), _purchase_says(case, dates, both(begun, law.truth)), law
    )
    return replace(verdict, object=f"{dealt}; sale other than to divest")


def _purchase_says(case: Case, dates: Window, truth: Truth) -> str:
    stands, term = case.stands, case.programme.term
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
    act = "open or enlarge" if _is_short(case.exposure) else "buy"
    return f"{stands.says} US persons may not {act} {held(case.exposure)}: prohibited{since}. {_coverage(case)}"


def _holding(case: Case) -> Verdict:
    what = held(case.exposure)
    linked = f", but linked. {case.programme.term('note', 'hold')}" if case.stands.truth != "no" else "."
    says = f"{case.stands.says} Continuing to hold {what} is lawful under this programme{linked}"
    return replace(judged(case, case.programme.dealing("hold"), says), object=f"continuing to hold {what}")


def _divestment(case: Case, dates: Window) -> Verdict:
    """Sales to divest: free until the window closes, then prohibited without a licence."""
    begun = both(case.stands.truth, _begun(case.listing, dates, case.as_of))
    closed = both(begun, _closed(dates, case.as_of))
    over = replace(case, stands=replace(case.stands, truth=closed, since=dates.divest_until))
    verdict = judged(over, case.programme.dealing("divest"), _divestment_says(case, dates, begun, closed))
    return replace(verdict, object=f"{_sale(case.exposure)} solely to divest")


def _divestment_says(case: Case, dates: Window, begun: Truth, closed: Truth) -> str:
    stands, term, sale = case.stands, case.programme.term, _sale(case.exposure)
    if begun == "no":
        return f"{stands.says} No prohibition is in effect, so {sale} needs no licence under this programme."
    if closed == "no":
        return f"{stands.says} Solely to divest, {sale} is allowed until {dates.divest_until} ({dates.divest_basis})."
    if closed == "yes":
        ended = f"The period for sales to divest ended {dates.divest_until} ({dates.divest_basis})"
        return f"{stands.says} {ended}: {sale} is now prohibited without a licence from OFAC. {term('note', 'closed')}"
    if case.as_of == dates.divest_until:
        return (
            f"{stands.says} {dates.divest_until} closes the period ({dates.divest_basis}). {term('note', 'last_day')}"
        )
    return f"{stands.says} Whether {sale} is still allowed to divest cannot be told. {term('note', 'settle')}"


def _sale(exposure: Exposure) -> str:
    return f"the purchase that closes {held(exposure)}" if _is_short(exposure) else f"the sale of {held(exposure)}"


def _is_short(exposure: Exposure) -> bool:
    """Is the subject itself short? A fund that is short is still bought by those who buy its shares."""
    return exposure.direction == "short" and exposure.relation != "through_fund"


def _coverage(case: Case) -> str:
    """Why this kind of line is covered, and that a short position is too."""
    exposure, term = case.exposure, case.programme.term
    kind = "fund" if exposure.relation == "through_fund" else exposure.instrument
    short = term("instrument", "short") if exposure.direction == "short" else ""
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
