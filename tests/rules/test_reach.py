"""How far a rule reaches beyond the named: lines as data, numbers from elsewhere, and a sentence for each answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.errors import StateError
from lookthrough.model.attribution import Attribution, ControlSign, Edge, Measure
from lookthrough.model.exposure import Exposure
from lookthrough.model.listing import Listing
from lookthrough.model.share import Share
from lookthrough.rules.programme import load_programme, programmes
from lookthrough.rules.reach import held_together
from lookthrough.rules.registry import judge_all, reaches_for
from lookthrough.rules.verdict import Verdict

Listed = Callable[..., Listing]
Judged = Callable[..., tuple[Verdict, ...]]
HALF = Fraction(1, 2)
parts = st.fractions(0, 1, max_denominator=1000)


def exactly(part: Fraction) -> Share:
    return Share(part, part)


def test_half_or_more_and_more_than_half_differ_at_half_alone() -> None:
    almost = HALF - Fraction(1, 10**11)
    assert Measure(inclusive=True).met(exactly(HALF)) == "yes"
    assert Measure(inclusive=False).met(exactly(HALF)) == "no"
    assert Measure(inclusive=True).met(exactly(almost)) == "no", "49.999999999 % is not 50 %"
    assert Measure(inclusive=False).met(Share(HALF, Fraction(1), low_open=True)) == "yes", "a register says: more than"
    assert Measure(inclusive=True).met(Share(Fraction(0), HALF, high_open=True)) == "no", "a register says: less than"
    assert Measure(inclusive=True).met(Share()) == "unknown"
    assert str(Measure(inclusive=False)) == "more than 50%"


@given(parts, parts, parts, st.booleans())
def test_bounds_never_contradict_what_lies_between_them(a: Fraction, b: Fraction, line: Fraction, inside: bool) -> None:
    low, high = sorted((a, b))
    measure = Measure(part=line, inclusive=inside)
    answer = measure.met(Share(low, high))
    ends = {measure.met(exactly(low)), measure.met(exactly(high))}
    assert ends == {answer} or answer == "unknown"


def test_an_answer_that_contradicts_itself_is_our_own_mistake() -> None:
    with pytest.raises(StateError, match=r"us_ofac_sdn.half"):
        Attribution("us_ofac_sdn.half", Measure(), low_caught=True, high_caught=False)


@pytest.mark.parametrize("programme", programmes(), ids=lambda programme: programme.id)
def test_every_reach_is_dated_or_always_law_cited_and_about_lists_that_are_judged(programme: object) -> None:
    keys = [reach.key for reach in programme.reaches]  # type: ignore[attr-defined]
    assert len(keys) == len(set(keys))
    for reach in programme.reaches:  # type: ignore[attr-defined]
        assert reach.citation
        assert set(reach.lists) <= set(programme.lists)  # type: ignore[attr-defined]
        assert (reach.measure is None) == (reach.by in ("board", "control"))


@pytest.mark.parametrize(
    ("list_id", "day", "questions"),
    [
        ("us_ofac_sdn", "2026-07-09", {"us_ofac_sdn.half"}),
        ("us_ofac_sdn", "2012-07-09", {"us_ofac_sdn.half_each"}),
        ("us_ofac_sdn", "2025-10-01", {"us_ofac_sdn.half", "us_bis_affiliates.ownership"}),
        ("us_bis_entity_list", "2025-09-28", set()),
        ("us_bis_entity_list", "2025-10-01", {"us_bis_affiliates.ownership"}),
        ("us_bis_meu", "2026-11-10", {"us_bis_affiliates.ownership"}),
        ("us_ofac_nscmic", "2026-07-09", set()),
        (
            "eu_fsf",
            "2024-07-02",
            {"eu_fsf.over_half", "eu_fsf.half_terrorism", "eu_fsf.votes", "eu_fsf.board", "eu_fsf.control"},
        ),
        ("eu_fsf", "2024-07-03", {"eu_fsf.half", "eu_fsf.votes", "eu_fsf.board", "eu_fsf.control"}),
        ("gb_fcdo", "2026-07-09", {"gb_ofsi.shares", "gb_ofsi.votes", "gb_ofsi.board", "gb_ofsi.control"}),
        ("un_sc", "2026-07-09", {"un_sc.majority", "un_sc.control"}),
        ("xx_new", "2026-07-09", set()),
    ],
)
def test_the_questions_of_a_day_are_data(list_id: str, day: str, questions: set[str]) -> None:
    assert {question for question, _ in reaches_for(list_id, date.fromisoformat(day))} == questions


def test_before_august_2014_stakes_of_several_blocked_persons_were_not_added_up(listed: Listed, judged: Judged) -> None:
    owners = {name: listed("us_ofac_sdn", name, "2009-01-01", programmes=("SDNTK",)) for name in ("X", "Y")}
    for day, applies in (("2014-08-12", "no"), ("2014-08-13", "yes")):
        verdict = judged("X 25 % A; Y 25 % A", owners, day)[0]
        assert verdict.applies == applies
    assert judged("X 50 % A", owners, "2014-08-12")[0].applies == "yes"
    assert judged("X 50 % A", owners, "2007-01-01")[0].applies == "no", "and nothing is claimed for the time before"


def test_stakes_are_judged_by_the_listing_of_the_day(listed: Listed, judged: Judged) -> None:
    ended = {"X": listed("us_ofac_sdn", "X", "2019-01-01", until="2025-01-01", programmes=("SDNTK",))}
    after = judged("X 100 % A", ended, "2025-06-01")[0]
    assert after.applies == "no"
    assert "reached" not in after.says
    undated = {"X": listed("us_ofac_sdn", "X", programmes=("SDNTK",))}
    before = judged("X 100 % A", undated, "2020-06-01")[0]
    assert before.applies == "unknown"
    assert "If the listed party is listed:" in before.says


def test_a_subsidiary_is_reached_where_the_row_says_so(listed: Listed, judged: Judged) -> None:
    for reach, structure, applies in (
        ("subsidiaries", "X 51 % A", "yes"),
        ("subsidiaries", "X 50 % A", "no"),
        ("subsidiaries", "X ? A", "unknown"),
        ("", "X 100 % A", "no"),
    ):
        owner = {"X": listed("us_dhs_uflpa", "X", "2022-06-21", reach=reach)}
        goods = judged(structure, owner, "2026-07-09")[0]
        assert goods.applies == applies
        if applies == "yes":
            assert "to be confirmed" in goods.citation, "the Act does not define a subsidiary"


@pytest.mark.parametrize("list_id", ["us_dod_1260h", "us_fcc_covered"])
def test_a_majority_of_shares_speaks_for_control_and_does_not_prove_it(
    list_id: str, listed: Listed, judged: Judged
) -> None:
    owner = {"X": listed(list_id, "X", "2021-06-03")}
    first = judged("X 60 % A", owner, "2026-07-09")[0]
    assert first.applies == "unknown"
    assert "does not prove it" in first.says
    proven = judged("X 60 % A", owner, "2026-07-09", signs=(ControlSign("agreement", "X"),))[0]
    assert proven.applies == "yes"


def test_votes_of_a_chinese_military_company_are_control_from_the_day_of_the_bar(
    listed: Listed, judged: Judged
) -> None:
    owner = {"X": listed("us_dod_1260h", "X", "2021-06-03")}
    for day, contract, content in (
        ("2026-06-29", "no", "no"),
        ("2026-06-30", "yes", "no"),
        ("2027-06-30", "yes", "yes"),
    ):
        verdicts = judged("X 30 % A", owner, day, votes="X 60 % A")
        assert [verdict.applies for verdict in verdicts] == [contract, content, "no"]


def test_the_beginning_of_an_effect_through_owners_is_not_claimed(listed: Listed, judged: Judged) -> None:
    owner = {"X": listed("us_ofac_sdn", "X", "2020-01-01", programmes=("SDNTK",))}
    verdict = judged("X 60 % A", owner, "2026-07-09")[0]
    assert (verdict.applies, verdict.since) == ("yes", None), "the stake may be younger than the listing"


def test_a_circle_is_told(listed: Listed) -> None:
    owner = listed("us_ofac_sdn", "X", "2020-01-01", programmes=("GLOMAG",))
    found = Attribution("us_ofac_sdn.half", Measure(), False, False, exactly(Fraction(3, 10)), (owner,), circular=True)
    (verdict,) = judge_all(Exposure("owned", owner, attributions=(found,)), date(2026, 7, 9))
    assert verdict.applies == "no"
    assert "a person should look at this circle" in verdict.says


def test_what_would_settle_it_is_told_in_the_engines_own_words(listed: Listed) -> None:
    owner = listed("us_ofac_sdn", "X", "2020-01-01", programmes=("GLOMAG",))
    found = Attribution(
        "us_ofac_sdn.half", Measure(), False, True, Share(), (owner,), unsettled=("who holds 40% of A",)
    )
    (verdict,) = judge_all(Exposure("owned", owner, attributions=(found,)), date(2026, 7, 9))
    assert verdict.applies == "unknown"
    assert "not known, and would settle it: who holds 40% of A." in verdict.says


def test_a_thousand_deciding_stakes_are_cut_with_their_number(listed: Listed) -> None:
    edges = tuple(Edge(f"S{n}", "A", exactly(Fraction(1, 1000))) for n in range(1000))
    found = Attribution("us_ofac_sdn.half", Measure(), True, True, exactly(Fraction(1)), deciding=edges)
    told = held_together(found, "A", "shares")
    assert "and 988 more stakes." in told
    assert len(told) < 1000
    assert held_together(replace(found, deciding=()), "A", "shares").endswith("100% of the shares of A. ")


@pytest.mark.parametrize(
    ("list_id", "day", "structure", "until"),
    [
        ("eu_fsf", "2023-06-01", "X 60 % A", None),
        ("eu_fsf", "2021-06-01", "X 60 % A", None),
        ("us_ofac_sdn", "2010-06-01", "X 50 % A", None),
        ("us_bis_entity_list", "2025-10-15", "X 50 % A", date(2025, 11, 10)),
    ],
)
def test_a_new_edition_of_the_guidance_is_no_end_and_a_suspension_is_one(
    list_id: str, day: str, structure: str, until: date | None, listed: Listed, judged: Judged
) -> None:
    owner = {"X": listed(list_id, "X", "2005-01-01", programmes=("SDNTK",))}
    verdict = next(v for v in judged(structure, owner, day) if v.rule in (list_id, "us_bis_affiliates"))
    assert (verdict.applies, verdict.until) == ("yes", until)
    assert ("reaches no less" in verdict.says) == (until is None)


def test_a_line_that_is_not_met_ends_when_the_next_one_asks_for_less(listed: Listed, judged: Judged) -> None:
    owner = {"X": listed("eu_fsf", "X", "2014-03-17")}
    verdict = judged("X 50 % A", owner, "2023-06-01")[0]
    assert (verdict.applies, verdict.until) == ("no", date(2024, 7, 3)), "from then on one half suffices"


def test_the_presumption_is_told_of_the_stake_that_this_law_counts(listed: Listed) -> None:
    owner = listed("eu_fsf", "X", "2014-03-17")
    ours = Attribution("eu_fsf.half", Measure(), True, True, exactly(Fraction(3, 5)), (owner,))
    other = Attribution("own_plan.tenth", Measure(), True, True, exactly(Fraction(1, 2)), (owner,))
    verdict = judge_all(Exposure("owned", owner, attributions=(ours, other)), date(2026, 11, 23))[0]
    assert verdict.applies == "yes"
    assert "rebut" not in verdict.says, "X holds 60 %; the half is somebody else's question"


def test_a_line_that_is_law_only_later_gives_its_beginning_with_its_end(listed: Listed, judged: Judged) -> None:
    owner = {"X": listed("us_bis_entity_list", "X", "2005-01-01")}
    verdict = next(v for v in judged("X 60 % A", owner, "2023-06-01") if v.rule == "us_bis_affiliates")
    assert verdict.applies == "no"
    assert (verdict.since, verdict.until) == (date(2025, 9, 29), date(2025, 11, 10))


def test_a_line_that_leaves_codes_out_reaches_no_less_than_one_that_leaves_out_as_many() -> None:
    half, each = load_programme("us_ofac_sdn").reaches
    assert half.reaches_no_less_than(each)
    assert half.reaches_no_less_than(replace(each, without={"us_ofac_sdn": ("ETHIOPIA-EO14046", "GLOMAG")}))
    assert not half.reaches_no_less_than(replace(each, without={})), "whom only E.O. 14046 lists, that one would count"
