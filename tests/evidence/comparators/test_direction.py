from __future__ import annotations

import pytest
from tests.evidence.comparators.conftest import Compare, Story, flagged

from lookthrough.evidence.comparators.direction import stopped_in
from lookthrough.evidence.comparators.licence import strength_of
from lookthrough.evidence.comparators.material import Official, Restriction
from lookthrough.model.claim import Record

LAW = Record(
    "us_bis_entity_list", "", "Entity List", None, None, "15 CFR 744.16", "Exports to the party need a licence."
)
OFFICIAL = Official(
    lists={"us_bis_entity_list": "Entity List"},
    restrictions={"us_bis_entity_list": Restriction("us_bis_entity_list", True, False, LAW)},
    nationality={"us_bis_entity_list": "us"},
)


@pytest.mark.parametrize(
    ("sentence", "way"),
    [
        ("The step bars those entities from buying American products.", "towards_listed"),
        ("It prohibits U.S. companies from exporting parts to the listed firms.", "towards_listed"),
        ("The rule blocks Norwick from acquiring U.S. technology without a licence.", "towards_listed"),
        (
            "The action prevents U.S. companies from selling the Chinese firms’ products without approval.",
            "from_listed",
        ),
        ("The rule forbids American retailers to buy goods from the listed companies.", "from_listed"),
        ("It bans Norwick from selling its cameras in America.", "from_listed"),
    ],
)
def test_a_sentence_tells_which_way_goods_may_not_go(sentence: str, way: str) -> None:
    found = stopped_in(sentence, ["Norwick"], "us")
    assert found is not None
    assert found.way == way


@pytest.mark.parametrize(
    "sentence", ["The step prevents delays.", "The law lets firms buy parts.", "It stopped selling phones in May."]
)
def test_a_sentence_that_restricts_nobody_tells_nothing(sentence: str) -> None:
    assert stopped_in(sentence, [], "us") is None


def restricts(name: str, sentence: str) -> Story:
    return Story(name, "2024-03-13").says(sentence, "the Entity List action", "restricts", "")


def test_a_restriction_that_is_turned_round_is_flagged_with_the_programme(compare: Compare) -> None:
    wrong = restricts("a", "The Entity List prevents U.S. companies from selling the Chinese firms’ products.")
    right = restricts("b", "The Entity List keeps the listed firms from buying American products.")
    found = compare(wrong, right, official=OFFICIAL)
    assert flagged(found) == [("direction", ("a1",))]
    assert found[0].record == LAW
    assert [one.claims for one in found if one.kind == "agrees"] == [("b1",)]


def test_without_the_programme_the_accounts_are_set_against_each_other(compare: Compare) -> None:
    wrong = restricts("a", "The blacklist prevents U.S. companies from selling the Chinese firms’ products.")
    right = [restricts(n, "The blacklist keeps the listed firms from buying American products.") for n in "bc"]
    (found,) = (one for one in compare(wrong, *right) if one.flagged)
    assert found.claims[0] == "a1"
    assert "could not be compared with the record" in found.says


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("The department has a general policy of denying licence applications.", 0),
        ("Firms can apply for licences, but the government may deny them.", 1),
        ("It is still possible for exporters to petition for licences.", 2),
        ("Sales rose in May.", None),
    ],
)
def test_licensing_has_degrees(text: str, strength: int | None) -> None:
    assert strength_of(text) == strength


def test_accounts_of_different_strength_stand_together(compare: Compare) -> None:
    def licensing(name: str, sentence: str) -> Story:
        return Story(name, "2024-03-13").says(sentence, "the department", "licence_policy", "exports")

    soft = licensing("a", "Firms can still apply for licences.")
    hard = licensing("b", "The department has a policy of denial for licences.")
    (found,) = compare(soft, hard)
    assert (found.kind, found.flagged) == ("direction", True)
    assert flagged(compare(soft, licensing("c", "Exporters may ask for licences."))) == []
