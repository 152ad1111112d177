"""SDN: blocked property, the authority of each programme code, funds, and what the 50 Percent Rule leaves open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from lookthrough.model.exposure import Exposure, Step
from lookthrough.model.listing import Listing
from lookthrough.rules.programme import load_programme
from lookthrough.rules.sdn_programme import authorities
from lookthrough.rules.us_ofac_sdn import judge
from lookthrough.rules.verdict import Verdict

Reached = Callable[..., Exposure]
Judged = Callable[..., tuple[Verdict, ...]]
TODAY = date(2026, 7, 9)


@pytest.fixture
def blocked(listed: Callable[..., Listing]) -> Listing:
    return listed(
        "us_ofac_sdn",
        "XINJIANG PUBLIC SECURITY BUREAU",
        programmes=("GLOMAG",),
        edition="2021-07-07",
        seen_from="2020-07-09",
    )


def test_dealings_and_holdings_are_blocked_for_us_persons(blocked: Listing, reached: Reached) -> None:
    dealing, holding = judge(reached(blocked, instrument="bond"), as_of=TODAY)
    assert (dealing.applies, dealing.effect) == (holding.applies, holding.effect) == ("yes", "blocked")
    assert dealing.actor.startswith("US persons")
    assert "must block" in holding.says
    assert dealing.since is None, "because the list prints no day"


def test_the_authority_comes_from_the_printed_code(blocked: Listing, reached: Reached) -> None:
    dealing, _ = judge(reached(blocked), as_of=TODAY)
    assert dealing.citation.startswith("E.O. 13818; 31 CFR part 583")
    assert "GLOMAG" in dealing.says


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (("GLOMAG",), ("E.O. 13818; 31 CFR part 583",)),
        (("SDGT] [IFSR",), ("E.O. 13224; 31 CFR part 594", "31 CFR part 561")),
        (("VENEZUELA-EO13850",), ("E.O. 13850",)),
        (("UKRAINE-EO13661] [CYBER2",), ("E.O. 13661", "E.O. 13694 as amended by E.O. 13757; 31 CFR part 578")),
        (("A NEW ONE",), ("OFAC programme A NEW ONE",)),
        ((), ()),
    ],
)
def test_programme_codes_are_read_as_printed(codes: tuple[str, ...], expected: tuple[str, ...]) -> None:
    found = authorities(load_programme("us_ofac_sdn"), codes, TODAY)
    assert tuple(authority.citation for authority in found) == expected


def test_an_authority_that_was_not_checked_says_so_and_a_checked_one_does_not(
    listed: Callable[..., Listing], reached: Reached
) -> None:
    unsure = listed("us_ofac_sdn", "Example", programmes=("CYBER3", "GLOMAG"), edition="2026-07-09")
    for verdict in judge(reached(unsure), as_of=TODAY):
        assert (
            "E.O. 13694 as amended; 31 CFR part 578 (to be confirmed); E.O. 13818; 31 CFR part 583; "
            in verdict.citation
        )
        assert "What CYBER3 stands for is the authority as we read the tag; to be confirmed." in verdict.says
    sure = listed("us_ofac_sdn", "Example", programmes=("GLOMAG", "VENEZUELA-EO13850"), edition="2026-07-09")
    assert all("to be confirmed" not in v.citation + v.says for v in judge(reached(sure), as_of=TODAY))


def test_the_iran_threat_reduction_tag_is_the_act_of_2012_and_its_order() -> None:
    (found,) = authorities(load_programme("us_ofac_sdn"), ("IRAN-TRA",), TODAY)
    assert "E.O. 13628" in found.citation
    assert "13599" not in found.citation


def test_an_undated_entry_is_unknown_before_the_oldest_edition_that_shows_it(
    blocked: Listing, reached: Reached
) -> None:
    dealing, holding = judge(reached(blocked), as_of=date(2019, 10, 10))
    assert dealing.applies == holding.applies == "unknown"
    assert "oldest edition read that shows it is of 2020-07-09" in dealing.says


def test_an_old_edition_is_doubted_once_every_programme_of_the_entry_has_ended(
    listed: Callable[..., Listing], reached: Reached
) -> None:
    old = {"edition": "2021-07-07", "seen_from": "2019-01-15"}
    alone = listed("us_ofac_sdn", "Example", programmes=("ZIMBABWE",), **old)
    both = listed("us_ofac_sdn", "Example", programmes=("ZIMBABWE", "GLOMAG"), **old)
    assert judge(reached(alone), as_of=date(2024, 3, 3))[0].applies == "yes"
    after = judge(reached(alone), as_of=date(2024, 3, 4))[0]
    assert after.applies == "unknown"
    assert "newer edition of the list would settle" in after.says
    assert judge(reached(both), as_of=date(2024, 3, 4))[0].applies == "yes"


def test_a_day_after_the_newest_edition_is_answered_with_that_caution(blocked: Listing, reached: Reached) -> None:
    assert (
        "newest edition read: 2021-07-07; later changes are not known" in judge(reached(blocked), as_of=TODAY)[0].says
    )
    assert "later changes" not in judge(reached(blocked), as_of=date(2021, 7, 7))[0].says


@pytest.mark.parametrize("relation", ["group", "owned", "controlled"])
def test_who_owns_whom_is_a_separate_question(relation: str, blocked: Listing, reached: Reached) -> None:
    (verdict,) = judge(reached(blocked, relation), as_of=TODAY)
    assert (verdict.applies, verdict.effect) == ("unknown", "blocked")
    assert "50 Percent Rule" in verdict.says


def test_a_funds_shares_are_not_blocked_merely_because_of_what_the_fund_holds(
    blocked: Listing, reached: Reached, through_fund: tuple[Step, ...]
) -> None:
    exposure = reached(blocked, "through_fund", instrument="equity", path=through_fund)
    _, own, fund = judge(exposure, as_of=TODAY)
    assert own.applies == "yes"
    assert (
        own.object == "holding the position of Emerging Markets Index Fund in shares of XINJIANG PUBLIC SECURITY BUREAU"
    )
    assert fund.applies == "unknown"
    assert "who owns a fund, not what it owns" in fund.says


@pytest.mark.parametrize(
    ("programmes", "applies"),
    [
        (("ETHIOPIA-EO14046",), "no"),
        (("ETHIOPIA-EO14046] [GLOMAG",), "yes"),
        (("ETHIOPIA-EO14046", "SDGT"), "yes"),
        (("ILLICIT-DRUGS-EO14059",), "yes"),
        (("VENEZUELA-EO13850",), "yes"),
        ((), "yes"),
    ],
)
def test_owned_companies_are_blocked_but_for_those_whose_owners_are_listed_under_the_ethiopian_order_alone(
    programmes: tuple[str, ...], applies: str, listed: Callable[..., Listing], judged: Judged
) -> None:
    """Because E.O. 14046, section 2(b), blocks nobody solely for being owned: Red Sea Trading Corporation, FAQ 936."""
    owner = listed("us_ofac_sdn", "RED SEA TRADING CORPORATION", "2021-11-12", programmes=programmes)
    verdict = judged("X 100 % A", {"X": owner}, "2026-07-09")[0]
    assert verdict.applies == applies
    assert verdict.effect == ("none" if applies == "no" else "blocked")
    if applies == "no":
        assert "E.O. 14046; 31 CFR part 550" in verdict.citation
        assert "550.406(a)" in verdict.says


def test_stakes_that_do_not_count_are_not_added_to_those_that_do(
    listed: Callable[..., Listing], judged: Judged
) -> None:
    trust = listed("us_ofac_sdn", "HIDRI TRUST", "2021-11-12", programmes=("ETHIOPIA-EO14046",))
    other = listed("us_ofac_sdn", "Y", "2018-01-01", programmes=("GLOMAG",))
    owners = {"Y": other, "X": trust}
    for structure, applies in (
        ("X 60 % A; Y 40 % A", "no"),
        ("X 40 % A; Y 50 % A", "yes"),
        ("Y 50 % X; X 30 % A; Y 20 % A", "yes"),
    ):
        assert judged(structure, owners, "2026-07-09")[0].applies == applies
    assert judged("X 60 % A; Y 40 % A", {"X": trust, "Y": other}, "2026-07-09")[0].applies == "no"


def test_the_ethiopian_order_needs_no_register_to_say_no_and_blocks_the_listed_party_itself(
    listed: Callable[..., Listing], reached: Reached
) -> None:
    trust = listed("us_ofac_sdn", "HIDRI TRUST", "2021-11-12", programmes=("ETHIOPIA-EO14046",))
    (owned,) = judge(reached(trust, "owned"), as_of=TODAY)
    assert owned.applies == "no", "because no share that a register could tell would change it"
    dealing, holding = judge(reached(trust), as_of=TODAY)
    assert dealing.applies == holding.applies == "yes"
    assert "are blocked as well" not in dealing.says
    assert "No entity is blocked under E.O. 14046" in dealing.says
