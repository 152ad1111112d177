"""Users' own law: their rules, and the doubts of ours that they settled."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lookthrough.errors import InputError
from lookthrough.model.exposure import Exposure
from lookthrough.model.listing import Listing
from lookthrough.rules.grounds import GROUNDS
from lookthrough.rules.own_rules import OwnLaw, judge_own, parse_own_law
from lookthrough.rules.registry import RULES, judge_all, reaches_for
from lookthrough.rules.verdict import Verdict

Listed = Callable[..., Listing]

PLAN = """
id = "own_plan"
title = "Exclusion policy of the plan"
summary = "The plan buys no shares of parties listed for human rights, nor of those that they own by a tenth."
authority = "Board of trustees, resolution 7 of 2025"
actor = "the plan and its managers"
lists = ["*"]
grounds = ["human_rights"]
spread = "owned_or_controlled"
ownership = "The plan's own reading of ownership applies."
does_not_mean = ["It is the plan's policy, not the law of any State."]

[[dealing]]
key = "buy"
object = "purchase of its securities"
effect = "trade_prohibited"
citation = "Resolution 7 of 2025, section 2"

[[reach]]
key = "tenth"
by = "ownership"
threshold = "10 %"
inclusive = true
aggregate = true
lists = ["*"]
confirmed = true
citation = "Resolution 7 of 2025, section 3"

[[period]]
of = "buy"
from = 2025-03-01
citation = "Resolution 7 of 2025"
text = "The policy has been in force since 1 March 2025."

[[citation]]
title = "Resolution 7 of 2025"
url = "https://plan.example/policy"
"""

IN_FORCE = """
[[settled]]
rule = "us_bis_affiliates"
of = "ownership"
from = 2026-11-10
until = 2026-12-01
in_force = true
citation = "91 FR 12345 of 9 November 2026, as read by counsel on 20 November 2026"
text = "The Affiliates Rule came back on 10 November 2026"
"""


@pytest.fixture(scope="module")
def plan() -> OwnLaw:
    return parse_own_law({"own_plan.toml": PLAN})


def test_a_plans_policy_answers_like_a_rule(plan: OwnLaw, hikvision: Listing) -> None:
    (verdict,) = judge_own(plan, Exposure("same_person", hikvision, "equity"), as_of=date(2026, 7, 9))
    assert (verdict.rule, verdict.applies, verdict.effect) == ("own_plan", "yes", "trade_prohibited")
    assert verdict.actor == "the plan and its managers"
    assert "Resolution 7 of 2025, section 2" in verdict.citation
    assert "By your own rule, Exclusion policy of the plan" in verdict.says
    assert "84 FR 54002" in verdict.says
    assert judge_own(plan, Exposure("same_person", hikvision), as_of=date(2025, 2, 28))[0].applies == "no"


def test_it_is_silent_on_other_grounds_and_unknown_on_unknown_ones(plan: OwnLaw, listed: Listed) -> None:
    day = date(2026, 7, 9)
    army = listed("us_dod_1260h", "Example", "2021-06-03")
    assert judge_own(plan, Exposure("same_person", army), as_of=day) == ()
    open_one = listed("us_ofac_sdn", "Example", "2021-06-03", programmes=("GLOMAG",))
    (verdict,) = judge_own(plan, Exposure("same_person", open_one), as_of=day)
    assert (verdict.applies, verdict.effect) == ("unknown", "trade_prohibited")
    assert "does not say which" in verdict.says


def test_its_verdicts_come_after_those_of_the_law(plan: OwnLaw, hikvision: Listing) -> None:
    exposure = Exposure("same_person", hikvision)
    day = date(2026, 7, 9)
    assert judge_all(exposure, day, plan)[:-1] == judge_all(exposure, day)
    assert judge_all(exposure, day, plan)[-1].rule == "own_plan"


def test_its_threshold_is_asked_and_judged(
    plan: OwnLaw, listed: Listed, judged: Callable[..., tuple[Verdict, ...]]
) -> None:
    owner = {"X": listed("us_dhs_uflpa", "X", "2022-06-21")}
    assert "own_plan.tenth" in dict(reaches_for("us_dhs_uflpa", date(2026, 7, 9), plan))
    for structure, applies in (("X 10 % A", "yes"), ("X 9.999999999 % A", "no"), ("X 5-15 % A", "unknown")):
        own = [v for v in judged(structure, owner, "2026-07-09", own=plan) if v.rule == "own_plan"]
        assert [v.applies for v in own] == [applies], structure
        assert "By your own rule" in own[0].says


@pytest.mark.parametrize(
    ("narrowed", "codes", "applies"),
    [
        ("without", ("CUBA",), "no"),
        ("without", ("CUBA", "GLOMAG"), "yes"),
        ("only", ("CUBA",), "yes"),
        ("only", ("GLOMAG",), "no"),
    ],
)
def test_a_policy_may_count_the_owners_of_some_programmes_only_and_says_whom_it_left_out(
    narrowed: str, codes: tuple[str, ...], applies: str, listed: Listed, judged: Callable[..., tuple[Verdict, ...]]
) -> None:
    text = PLAN.replace("confirmed = true", f'confirmed = true\n{narrowed} = {{ us_ofac_sdn = ["CUBA"] }}')
    own = parse_own_law({"own_plan.toml": text.replace('grounds = ["human_rights"]', "")})
    owner = {"X": listed("us_ofac_sdn", "X", "2018-01-01", programmes=codes)}
    verdict = judged("X 100 % A", owner, "2026-07-09", own=own)[-1]
    assert (verdict.rule, verdict.applies) == ("own_plan", applies)
    left_out = f"The stakes of a party listed under {', '.join(codes)} do not count"
    assert (left_out in verdict.says) == (applies == "no"), "because silence would look like an answer not given"


@pytest.mark.parametrize(
    ("day", "in_force", "applies"),
    [
        ("2026-11-09", "true", "no"),
        ("2026-11-10", "true", "yes"),
        ("2026-11-30", "true", "yes"),
        ("2026-12-01", "true", "unknown"),
        ("2026-11-23", "false", "no"),
        ("2026-12-01", "false", "unknown"),
    ],
)
def test_a_settled_doubt_holds_for_its_days_and_no_others(
    day: str, in_force: str, applies: str, listed: Listed, judged: Callable[..., tuple[Verdict, ...]]
) -> None:
    own = parse_own_law({"settled.toml": IN_FORCE.replace("in_force = true", f"in_force = {in_force}")})
    owner = {"X": listed("us_bis_entity_list", "X", "2019-10-09")}
    verdict = judged("X 50 % A", owner, day, own=own)[0]
    assert (verdict.rule, verdict.applies) == ("us_bis_affiliates", applies)
    settled = "2026-11-10" <= day < "2026-12-01"
    assert ("as read by counsel" in verdict.citation) == settled
    assert ("settled by the user's own line" in verdict.says) == settled


def test_what_is_not_settled_stays_as_it_is(hikvision: Listing) -> None:
    own = parse_own_law({"settled.toml": IN_FORCE})
    for relation in ("same_person", "owned"):
        exposure = Exposure(relation, hikvision)
        for day in (date(2025, 10, 15), date(2026, 1, 15), date(2027, 1, 1)):
            assert judge_all(exposure, day, own) == judge_all(exposure, day)


def test_one_file_may_hold_a_rule_and_settle_a_doubt() -> None:
    own = parse_own_law({"own_plan.toml": PLAN + IN_FORCE})
    assert len(own.rules) == len(own.settlements) == 1


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('id = "own_plan"', 'id = "us_ofac_sdn"', "column 'id'"),
        ('id = "own_plan"', 'id = "own_other"', "column 'id'"),
        ('id = "own_plan"', 'id = "plan', "not TOML"),
        ('lists = ["*"]\ngrounds', 'lists = ["us_bis_entity"]\ngrounds', "us_bis_entity_list"),
        ('["human_rights"]', '["human_right"]', "the grounds are human_rights"),
        ('threshold = "10 %"', "threshold = 0.1", "column 'reach[1].threshold'"),
        ('threshold = "10 %"', 'threshold = "ten"', "column 'reach[1].threshold'"),
        ('threshold = "10 %"', 'threshold = "101 %"', "tells no party from another"),
        ('effect = "trade_prohibited"', 'effect = "excluded"', "must be one of blocked, trade_prohibited"),
        ("from = 2025-03-01", 'from = "2025-03-01"', "column 'period[1].from'"),
        ('of = "buy"', 'of = "sell"', "no key of a dealing or reach"),
        ("confirmed = true", 'confirmed = true\nonly = { us_ofac_sdm = ["GLOMAG"] }', "narrows 'us_ofac_sdm'"),
        ("confirmed = true", 'confirmed = true\nwithout = { us_ofac_sdm = ["CUBA"] }', "narrows 'us_ofac_sdm'"),
        ("confirmed = true", 'confirmed = true\nwithout = ["CUBA"]', "column 'reach[1].without'"),
        ('citation = "Resolution 7 of 2025, section 2"', "", "column 'dealing[1].citation'"),
        ('authority = "Board of trustees, resolution 7 of 2025"', "", "column 'authority'"),
        ('title = "Exclusion', 'color = "red"\ntitle = "Exclusion', "column 'color'"),
    ],
)
def test_a_mistake_is_told_with_file_key_and_hint(old: str, new: str, says: str) -> None:
    assert old in PLAN
    with pytest.raises(InputError) as caught:
        parse_own_law({"own_plan.toml": PLAN.replace(old, new, 1)})
    assert "own_plan.toml" in str(caught.value)
    assert says in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('rule = "us_bis_affiliates"', 'rule = "us_bis_affiliate"', "the rules are ca_sema"),
        ('of = "ownership"', 'of = "owners"', "no doubt about 'owners'"),
        ("from = 2026-11-10", "from = 2026-12-02", "column 'settled[1].until'"),
        ("until = 2026-12-01", "until = 2026-11-10", "column 'settled[1].until'"),
        ("from = 2026-11-10\nuntil = 2026-12-01", "from = 2025-10-01\nuntil = 2025-10-15", "settles nothing"),
        ("in_force = true", "", "column 'settled[1].in_force'"),
        ('citation = "91 FR', 'cited = "91 FR', "column 'settled[1].citation'"),
    ],
)
def test_a_settlement_needs_a_doubt_dates_and_a_citation(old: str, new: str, says: str) -> None:
    assert old in IN_FORCE
    with pytest.raises(InputError) as caught:
        parse_own_law({"settled.toml": IN_FORCE.replace(old, new)})
    assert says in str(caught.value)


def test_an_empty_file_is_a_mistake_and_no_file_is_none() -> None:
    with pytest.raises(InputError, match=r"empty.toml"):
        parse_own_law({"empty.toml": "# nothing yet\n"})
    assert parse_own_law({}) == OwnLaw()


def test_the_examples_of_the_documentation_are_read() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "rules.md").read_text("utf-8")
    blocks = re.findall(r"^```toml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    rule, settlement = blocks
    own = parse_own_law({"own_plan.toml": rule, "settled.toml": settlement})
    assert [rule.id for rule in own.rules] == ["own_plan"]
    assert [settled.rule for settled in own.settlements] == ["us_bis_affiliates"]


def test_the_documentation_lists_the_whole_vocabulary_and_every_rule() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "rules.md").read_text("utf-8")
    words = [*GROUNDS, *(rule.RULE.id for rule in RULES)]
    assert [word for word in words if f"`{word}`" not in page] == []
