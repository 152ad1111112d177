"""The worked examples of attribution that the authorities themselves give, and those that follow from their words.

Each structure goes the whole way: stated links, the engine (checked by plain loops, see `conftest`), the rules. X and Y
are listed, A, B and C are not. Numbers are those of the collection of facts that the project works from; economic
interest and control as a number are tested where they are computed, here it is only said that they do not change the
law.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from lookthrough.model.attribution import ControlSign
from lookthrough.model.exposure import Exposure, Step
from lookthrough.model.listing import Listing
from lookthrough.rules.registry import judge_all
from lookthrough.rules.verdict import Verdict

Judged = Callable[..., tuple[Verdict, ...]]
TODAY = "2026-11-23"


@pytest.fixture
def blocked(listed: Callable[..., Listing]) -> dict[str, Listing]:
    return {
        "X": listed("us_ofac_sdn", "X", "2020-07-31", programmes=("GLOMAG",)),
        "Y": listed("us_ofac_sdn", "Y", "2022-04-01", programmes=("RUSSIA-EO14024",)),
    }


@pytest.fixture
def frozen(listed: Callable[..., Listing]) -> dict[str, Listing]:
    return {name: listed("eu_fsf", name, "2021-03-22") for name in ("X", "Y")}


@pytest.fixture
def british(listed: Callable[..., Listing]) -> dict[str, Listing]:
    return {name: listed("gb_ofsi", name, "2021-03-22") for name in ("X", "Y")}


@pytest.fixture
def controlled_exports(listed: Callable[..., Listing]) -> dict[str, Listing]:
    return {
        "X": listed(
            "us_bis_entity_list",
            "X",
            "2019-10-09",
            requirement="For all items subject to the EAR",
            policy="Presumption of denial",
        ),
        "Y": listed(
            "us_bis_meu",
            "Y",
            "2020-12-23",
            requirement="Items of supplement no. 2 to part 744",
            policy="Case-by-case review",
        ),
    }


@pytest.mark.parametrize(
    ("number", "structure", "target", "applies", "because"),
    [
        (1, "X 50 % A; A 50 % B", "A", "yes", "FAQ 401, example 1"),
        (1, "X 50 % A; A 50 % B", "B", "yes", "FAQ 401, example 1: A is blocked, so all of its half counts"),
        (2, "X 50 % A; X 50 % B; A 25 % C; B 25 % C", "C", "yes", "FAQ 401, example 2: 25 and 25"),
        (3, "X 50 % A; X 10 % B; A 40 % B", "B", "yes", "FAQ 401, example 3: 10 and 40"),
        (4, "X 50 % A; X 25 % B; A 25 % C; B 25 % C", "C", "no", "FAQ 401, example 4: B is not blocked"),
        (5, "X 25 % A; X 25 % B; A 50 % C; B 50 % C", "C", "no", "FAQ 401, example 5: neither A nor B is blocked"),
        (6, "X 25 % A; Y 25 % A", "A", "yes", "FAQ 399: stakes under different programmes are added up"),
        (9, "X 60 % A; A 60 % B; B 60 % C", "C", "yes", "FAQ 401: shares along a chain are not multiplied (21.6 %)"),
        (
            21,
            "A 100 % B; B 100 % A",
            "A",
            "no",
            "a circle without a listed party catches nobody: the least fixed point",
        ),
        (22, "X 50 % A; B 50 % A; A 50 % B; Z 50 % B", "B", "yes", "FAQ 401: A is blocked, so its half of B counts"),
        (23, "X 30 % A; B 20 % A; A 60 % B", "A", "no", "X holds 30 %; the circle adds nothing by itself"),
        (24, "X 30 % A; ? 40 % A", "A", "unknown", "from 30 % to 70 %: it cannot be excluded, and is never clear"),
        (0, "X 49.999999999 % A", "A", "no", "FAQ 398: 50 percent or more, and no rounding"),
        (0, "X 50 % A", "A", "yes", "FAQ 398: exactly 50 percent suffices"),
    ],
)
def test_the_50_percent_rule(
    number: int, structure: str, target: str, applies: str, because: str, blocked: dict[str, Listing], judged: Judged
) -> None:
    verdict = judged(structure, blocked, TODAY, target=target)[0]
    assert verdict.rule == "us_ofac_sdn"
    assert verdict.applies == applies, f"example {number}: {because}"
    assert verdict.effect == ("none" if applies == "no" else "blocked")
    assert "FAQs 398, 399 and 401" in verdict.citation
    assert f"On {TODAY}" in verdict.says
    assert f"not {target}: another legal person" in verdict.says


def test_example_7_control_without_half_is_a_caution_and_no_block(blocked: dict[str, Listing], judged: Judged) -> None:
    sign = ControlSign("agreement", "X", "shareholders' agreement")
    (verdict,) = judged("X 49 % A", blocked, TODAY, signs=(sign,))
    assert verdict.applies == "no", "FAQ 398: ownership, not control"
    assert "OFAC urges caution" in verdict.says
    assert "49% of the shares" in verdict.says


def test_example_8_a_blocked_officer_blocks_the_contract_and_not_the_company(
    blocked: dict[str, Listing], judged: Judged
) -> None:
    company, contract = judged("Z 100 % A", blocked, TODAY, signs=(ControlSign("officer", "X"),))
    assert company.applies == "no"
    assert (contract.applies, contract.effect) == ("yes", "blocked"), "FAQ 400; 31 CFR 583.412"
    assert "FAQ 400" in contract.citation
    assert "signs" in contract.object


@pytest.mark.parametrize(
    ("number", "structure", "day", "applies", "because"),
    [
        (10, "X 30 % A; Y 25 % A", TODAY, "yes", "best practices of 3 July 2024: stakes are added up"),
        (11, "X 50 % A", TODAY, "yes", "C-84/24: presumed, and rebuttable"),
        (13, "X 50 % A", "2023-06-01", "no", "best practices before 3 July 2024: more than 50 %"),
        (13, "X 50 % A", "2024-07-02", "no", "the last day of the old line"),
        (13, "X 50 % A", "2024-07-03", "yes", "the first day of the new one"),
        (13, "X 50.000000001 % A", "2023-06-01", "yes", "more than 50 %"),
    ],
)
def test_the_european_line_depends_on_the_day_asked(
    number: int, structure: str, day: str, applies: str, because: str, frozen: dict[str, Listing], judged: Judged
) -> None:
    shares = judged(structure, frozen, day)[0]
    assert shares.applies == applies, f"example {number}: {because}"
    assert "best practices" in shares.citation
    if applies == "no":
        (_, control) = judged(structure, frozen, day)
        assert control.applies == "unknown"
        assert "would settle it" in control.says


def test_example_11_exactly_half_is_said_to_be_rebuttable(frozen: dict[str, Listing], judged: Judged) -> None:
    (now,) = judged("X 50 % A", frozen, "2026-03-12")
    assert "can rebut" in now.says
    assert "C-84/24" in now.citation
    (before,) = judged("X 50 % A", frozen, "2026-03-11")
    assert "C-84/24" not in before.citation, "a judgment is no authority for a day before it"
    (more,) = judged("X 51 % A", frozen, TODAY)
    assert "can rebut" not in more.says


def test_example_12_exactly_half_is_not_enough_in_the_united_kingdom(
    british: dict[str, Listing], judged: Judged
) -> None:
    shares, control = judged("X 50 % A", british, TODAY)
    assert shares.applies == "no", "regulation 7: more than 50 %"
    assert "not more than 50%" in shares.says
    assert control.applies == "unknown", "control has yet to be tested"
    assert "would settle it" in control.says
    assert judged("X 50.1 % A", british, TODAY)[0].applies == "yes"


def test_stakes_of_different_persons_are_not_simply_added_up_in_the_united_kingdom(
    british: dict[str, Listing], judged: Judged
) -> None:
    shares, _ = judged("X 30 % A; Y 25 % A", british, TODAY)
    assert shares.applies == "no"
    assert "not added up" in shares.says
    assert "OFSI guidance" in shares.citation


@pytest.mark.parametrize(
    ("number", "day", "applies"),
    [
        (14, "2025-09-28", "no"),
        (14, "2025-09-29", "yes"),
        (14, "2025-10-15", "yes"),
        (14, "2025-11-09", "yes"),
        (15, "2025-11-10", "no"),
        (15, "2026-01-15", "no"),
        (15, "2026-11-09", "no"),
        (16, "2026-11-10", "unknown"),
        (16, "2026-11-23", "unknown"),
    ],
)
def test_the_affiliates_rule_by_its_days(
    number: int, day: str, applies: str, controlled_exports: dict[str, Listing], judged: Judged
) -> None:
    verdict = judged("X 25 % A; Y 25 % A", controlled_exports, day)[0]
    assert (verdict.rule, verdict.applies) == ("us_bis_affiliates", applies), f"example {number}"
    assert "FR doc. 2025-19" in verdict.citation
    if number == 14 and applies == "yes":
        assert "the most restrictive apply. As printed they are those of X" in verdict.says
        assert verdict.printed == (
            "X: For all items subject to the EAR; Presumption of denial\n"
            "Y: Items of supplement no. 2 to part 744; Case-by-case review"
        )
    if number == 15:
        assert "red flag" in verdict.says
    if number == 16:
        assert "the Federal Register would settle it" in verdict.says


def test_an_unknown_status_is_no_excuse_to_forget_that_the_shares_do_not_suffice(
    controlled_exports: dict[str, Listing], judged: Judged
) -> None:
    assert judged("X 25 % A; Y 24 % A", controlled_exports, TODAY)[0].applies == "no", "whatever the rule's status is"


def test_example_17_an_unknown_percentage_is_red_flag_29(
    controlled_exports: dict[str, Listing], judged: Judged
) -> None:
    verdict = judged("X ? A", controlled_exports, "2025-10-15")[0]
    assert (verdict.applies, verdict.effect) == ("unknown", "licence_required")
    assert "Red Flag 29" in verdict.says


def test_stakes_of_blocked_parties_count_under_the_affiliates_rule_by_programme(
    listed: Callable[..., Listing], judged: Judged
) -> None:
    for programme, rules in (("SDGT", {"us_ofac_sdn", "us_bis_affiliates"}), ("GLOMAG", {"us_ofac_sdn"})):
        owner = {"X": listed("us_ofac_sdn", "X", "2020-01-01", programmes=(f"{programme}] [IFSR",))}
        verdicts = judged("X 50 % A", owner, "2025-10-15")
        assert {verdict.rule for verdict in verdicts} == rules, "15 CFR 744.8 names its programmes"
        assert {verdict.applies for verdict in verdicts} == {"yes"}


def test_example_18_a_listed_owner_does_not_bring_its_subsidiarys_shares_onto_the_nscmic_list(
    listed: Callable[..., Listing], judged: Judged
) -> None:
    owner = {"X": listed("us_ofac_nscmic", "X", "2021-06-03", effective="2021-08-02")}
    (verdict,) = judged("X 100 % A", owner, TODAY, instrument="equity")
    assert (verdict.applies, verdict.effect) == ("no", "none")
    assert "FAQ 857" in verdict.says
    chain = (
        Step("holds", "Plan", "Fund"),
        Step("holds", "Fund", "A shares"),
        Step("issued_by", "A shares", "A"),
        Step("owned_by", "A", "X"),
        Step("is", "X", "X"),
    )
    (through,) = judge_all(Exposure("through_fund", owner["X"], "equity", path=chain), date.fromisoformat(TODAY))
    assert through.applies == "no", "nor through a fund: the fund's company is another person than the one named"
    assert "not A: another legal person" in through.says


def test_examples_19_and_20_a_fund_has_no_de_minimis_and_holding_on_is_lawful(
    sensetime: Listing, through_fund: tuple[Step, ...]
) -> None:
    exposure = Exposure("through_fund", sensetime, "equity", path=through_fund)
    buy, hold, divest = judge_all(exposure, date.fromisoformat(TODAY))
    assert (buy.applies, buy.effect) == ("yes", "trade_prohibited"), "FAQ 861: 0.01 % of a fund suffices"
    assert (hold.applies, hold.effect) == ("no", "none"), "FAQ 1046: holding is allowed after day 365"
    assert (divest.applies, divest.effect) == ("yes", "trade_prohibited"), "FAQ 1046: a sale then needs a licence"


@pytest.mark.parametrize("list_of", ["blocked", "frozen", "british"])
def test_example_25_accounting_consolidation_is_no_percentage(
    list_of: str, request: pytest.FixtureRequest, judged: Judged
) -> None:
    verdicts = judged("X ? A", request.getfixturevalue(list_of), TODAY, signs=(ControlSign("consolidation", "X"),))
    assert {verdict.applies for verdict in verdicts} == {"unknown"}
    if list_of != "blocked":
        assert "that is no percentage; a majority is likely, not proven" in verdicts[-1].says


def test_example_26_ten_percent_of_the_shares_and_sixty_of_the_votes(
    blocked: dict[str, Listing], british: dict[str, Listing], frozen: dict[str, Listing], judged: Judged
) -> None:
    (american,) = judged("X 10 % A", blocked, TODAY, votes="X 60 % A")
    assert american.applies == "no", "FAQ 398: ownership, not control"
    for party in (british, frozen):
        shares, control = judged("X 10 % A", party, TODAY, votes="X 60 % A")
        assert shares.applies == "no"
        assert (control.applies, control.effect) == ("yes", "blocked")
        assert "60% of the votes" in control.says


def test_the_right_to_appoint_the_board_is_control_in_europe_and_the_united_kingdom(
    british: dict[str, Listing], frozen: dict[str, Listing], judged: Judged
) -> None:
    for party in (british, frozen):
        _, control = judged("X 10 % A", party, TODAY, signs=(ControlSign("board", "X", "articles, article 12"),))
        assert control.applies == "yes"
        assert "articles, article 12" in control.says
