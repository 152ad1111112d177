"""NS-CMIC: buying, holding and selling to divest are three questions with three sets of dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from lookthrough.model.exposure import Exposure, Step
from lookthrough.model.listing import Listing
from lookthrough.rules.us_ofac_nscmic import judge, window

Reached = Callable[..., Exposure]


def applied(exposure: Exposure, day: str) -> tuple[str, ...]:
    return tuple(verdict.applies for verdict in judge(exposure, as_of=date.fromisoformat(day)))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2021-12-09", ("no", "no", "no")),  # not yet listed
        ("2021-12-10", ("no", "no", "no")),  # listed, not yet in effect
        ("2022-02-07", ("no", "no", "no")),
        ("2022-02-08", ("yes", "no", "no")),  # purchases prohibited; sales to divest still free
        ("2022-12-09", ("yes", "no", "no")),
        ("2022-12-10", ("yes", "no", "unknown")),  # the closing day depends on the hour
        ("2022-12-11", ("yes", "no", "yes")),  # a sale needs a licence
        ("2026-07-09", ("yes", "no", "yes")),
    ],
)
def test_sensetime_is_judged_by_its_own_three_dates(
    day: str, expected: tuple[str, str, str], sensetime: Listing, reached: Reached
) -> None:
    assert applied(reached(sensetime, instrument="equity"), day) == expected


def test_the_annex_names_of_june_2021_are_in_effect_from_2_august(
    listed: Callable[..., Listing], reached: Reached
) -> None:
    hikvision = reached(
        listed("us_ofac_nscmic", "HIKVISION", "2021-06-03", effective="2021-08-02"), instrument="equity"
    )
    assert applied(hikvision, "2021-08-01") == ("no", "no", "no")
    assert applied(hikvision, "2021-08-02") == ("yes", "no", "no")
    assert applied(hikvision, "2022-06-04") == ("yes", "no", "yes")


def test_holding_is_lawful_but_linked_and_says_why(sensetime: Listing, reached: Reached) -> None:
    buying, holding, selling = judge(reached(sensetime, instrument="equity"), as_of=date(2026, 7, 9))
    assert buying.effect == "trade_prohibited"
    assert buying.since == date(2022, 2, 8)
    assert holding.effect == "none"
    assert "lawful under this programme, but linked" in holding.says
    assert "FAQ 1046" in holding.says
    assert "without a licence" in selling.says


def test_a_date_that_is_not_printed_is_counted_and_marked(listed: Callable[..., Listing], reached: Reached) -> None:
    entry = listed("us_ofac_nscmic", "Example", "2021-12-16")
    dates = window(entry)
    assert dates.effective == date(2022, 2, 14), "because OFAC prints this day for the names of 16 December 2021"
    assert dates.divest_until == date(2022, 12, 16)
    assert dates.effective_basis.startswith("counted: 60 days")
    assert "counted: 60 days" in judge(reached(entry), as_of=date(2026, 7, 9))[0].says


def test_a_printed_date_goes_before_a_counted_one(sensetime: Listing) -> None:
    assert window(sensetime).effective_basis == window(sensetime).divest_basis == "printed by the list"


def test_a_fund_is_covered_however_small_its_share(
    sensetime: Listing, reached: Reached, through_fund: tuple[Step, ...]
) -> None:
    exposure = reached(sensetime, "through_fund", instrument="equity", path=through_fund)
    buying, holding, _ = judge(exposure, as_of=date(2026, 7, 9))
    assert buying.applies == "yes"
    assert "shares of Emerging Markets Index Fund" in buying.object
    assert "no de minimis" in buying.says
    assert "FAQ 861" in buying.says
    assert holding.applies == "no"


@pytest.mark.parametrize("relation", ["group", "owned", "controlled"])
def test_there_is_no_50_percent_rule(relation: str, sensetime: Listing, reached: Reached) -> None:
    (verdict,) = judge(reached(sensetime, relation, instrument="equity"), as_of=date(2026, 7, 9))
    assert (verdict.applies, verdict.effect) == ("no", "none")
    assert "FAQ 857" in verdict.says


@pytest.mark.parametrize("instrument", ["cash", "currency_hedge"])
def test_cash_and_currency_contracts_are_no_securities(instrument: str, sensetime: Listing, reached: Reached) -> None:
    (verdict,) = judge(reached(sensetime, instrument=instrument), as_of=date(2026, 7, 9))
    assert verdict.applies == "no"
    assert "no security" in verdict.says


@pytest.mark.parametrize("instrument", ["equity", "bond", "unknown"])
def test_the_prohibition_is_said_to_hold_for_publicly_traded_securities(
    instrument: str, sensetime: Listing, reached: Reached
) -> None:
    buying = judge(reached(sensetime, instrument=instrument), as_of=date(2026, 7, 9))[0]
    assert buying.applies == "yes"
    assert "This holds for publicly traded" in buying.says
    assert "FAQ 859" in buying.says


@pytest.mark.parametrize("instrument", ["other", "fund", "swap", "other_derivative"])
def test_what_may_not_be_publicly_traded_is_unknown_with_what_would_settle_it(
    instrument: str, sensetime: Listing, reached: Reached
) -> None:
    buying, holding, selling = judge(reached(sensetime, instrument=instrument), as_of=date(2026, 7, 9))
    assert (buying.applies, holding.applies, selling.applies) == ("unknown", "no", "unknown")
    for verdict in (buying, selling):
        assert "f it is publicly traded, " in verdict.says
        assert "would settle it." in verdict.says
    early = judge(reached(sensetime, instrument=instrument), as_of=date(2021, 12, 10))
    assert {v.applies for v in early} == {"no"}, "because nothing was prohibited yet, traded or not"


def test_through_a_fund_the_condition_stands_in_the_sentence(
    sensetime: Listing, reached: Reached, through_fund: tuple[Step, ...]
) -> None:
    exposure = reached(sensetime, "through_fund", instrument="equity", path=through_fund)
    buying = judge(exposure, as_of=date(2026, 7, 9))[0]
    assert buying.applies == "yes"
    assert "Where the shares of Emerging Markets Index Fund are publicly traded, US persons may not buy" in buying.says


@pytest.mark.parametrize("vehicle", ["other", "unknown", "equity"])
def test_through_a_private_vehicle_the_answer_is_unknown(
    vehicle: str, sensetime: Listing, reached: Reached, through_fund: tuple[Step, ...]
) -> None:
    exposure = reached(sensetime, "through_fund", instrument="equity", path=through_fund, vehicle=vehicle)
    buying = judge(exposure, as_of=date(2026, 7, 9))[0]
    assert (buying.applies, buying.effect) == ("unknown", "trade_prohibited")
    assert "Whether this vehicle's are would settle it." in buying.says


def test_a_derivative_is_covered_to_the_extent_that_it_is_publicly_traded(sensetime: Listing, reached: Reached) -> None:
    buying = judge(reached(sensetime, instrument="future"), as_of=date(2026, 7, 9))[0]
    assert buying.applies == "yes"
    assert "to the extent that they are publicly traded" in buying.says
    assert "FAQ 860" in buying.says


def test_of_a_short_position_only_its_opening_is_settled(sensetime: Listing, reached: Reached) -> None:
    short = reached(sensetime, instrument="equity", direction="short")
    opening, keeping, closing = judge(short, as_of=date(2026, 7, 9))
    assert opening.applies == "yes"
    assert "open or enlarge a short position in shares" in opening.says
    assert keeping.applies == closing.applies == "unknown"
    assert keeping.object.startswith("keeping a short position")
    assert closing.object.startswith("the purchase that closes a short position")
    for verdict in (keeping, closing):
        assert "not addressed by the FAQs read" in verdict.says
        assert "1046" not in verdict.citation
    assert {v.applies for v in judge(short, as_of=date(2022, 2, 7))} == {"no"}


def test_without_any_date_the_answer_is_unknown_until_60_days_after_the_oldest_edition(
    listed: Callable[..., Listing], reached: Reached
) -> None:
    entry = reached(listed("us_ofac_nscmic", "Example", seen_from="2024-05-06"), instrument="equity")
    assert applied(entry, "2023-01-01") == ("unknown", "no", "unknown")
    assert applied(entry, "2024-05-10") == ("unknown", "no", "unknown")
    assert applied(entry, "2024-07-05") == ("yes", "no", "unknown")


def test_an_effective_date_alone_is_enough_to_know_that_the_name_was_listed_by_then(
    listed: Callable[..., Listing], reached: Reached
) -> None:
    entry = reached(listed("us_ofac_nscmic", "Example", effective="2021-08-02"), instrument="equity")
    assert applied(entry, "2021-08-01")[0] == "no"
    assert applied(entry, "2021-08-02")[0] == "yes"


def test_before_june_2021_the_earlier_list_is_mentioned_because_it_is_not_read(
    sensetime: Listing, reached: Reached
) -> None:
    assert "another list stood under E.O. 13959" in judge(reached(sensetime), as_of=date(2021, 3, 1))[0].says
    assert "another list" not in judge(reached(sensetime), as_of=date(2021, 7, 1))[0].says
