"""What parts sister companies weighs as much as what they share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.match import body_rules
from lookthrough.match.compare import compare
from lookthrough.match.score import DEFAULT_THRESHOLD, score_of, weigh
from lookthrough.match.sides import side_of
from lookthrough.names.readings import readings
from lookthrough.names.tokens import read_name


def weighed(one: str, other: str):
    ours, theirs = (side_of(read_name(n), lambda _: 0, 0, "plain", listed=n == other) for n in (one, other))
    return weigh(ours, theirs)


def score(one: str, other: str) -> float:
    found = [weighed(one, other), weighed(other, one)]
    return max(score_of(evidence.agreement, evidence.separation) for evidence in found)


def rules(one: str, other: str) -> set[str]:
    return {adjustment.feature for adjustment in weighed(one, other).adjustments}


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        ("Acme Repair Works 624", "Acme Repair Works 625", "other_number"),
        ("Acme Partners V, L.P.", "Acme Partners VI, L.P.", "other_number"),
        ("Acme Partners XLII", "Acme Partners XLIII", "other_number"),
        ("Acme Plant 12 3", "Acme Plant 1 23", "other_number"),
        ("Acme Fund II I", "Acme Fund III", "other_number"),
        ("Acme Growth FundII", "Acme Growth FundIII", "other_number"),
        ("Acme Motor Works Plant12", "Acme Motor Works Plant 13", "other_number"),
        ("Asia No2 Fund", "Asia No. 1 Fund", "other_number"),
        ("Acme MSCI China ETF", "Acme MSCI China A ETF", "extra_number"),
        ("Acme Global Solutions (France) SARL", "Acme Global Solutions (Germany) GmbH", "other_place"),
        ("Acme Technologies Co., Ltd.", "Acme Technologies France SASU", "extra_place"),
        ("Acme AG", "Acme Energy AG", "extra_trade"),
        ("Acme Widget Ltd", "Acme Widget Holdings Ltd", "extra_structure"),
        ("Acme Shipping Lines", "Acme Steel Lines", "other_business"),
        ("Government of Estonia", "Government of Ethiopia", "other_place"),
        ("Bank of Guyana", "Bank of Ghana", "other_place"),
        ("China National Acme Petroleum", "China National Zenith Petroleum", "other_word"),
        ("ANO Krasnaya Zvezda", "OOO Krasnaya Zvezda", "other_form"),
    ],
)
def test_a_sister_company_stays_below_the_line_and_a_rule_says_why(one, other, rule):
    assert rule in rules(one, other)
    assert score(one, other) < DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme Widget Technology Co., Ltd.", "Acme Widget"),
        ("Acme Widget OJSC", "Acme Widget PJSC"),
        ("Acme Fund Class K", "Acme Fund"),
        ("MT Lady Acme", "Lady Acme"),
        ("54th Acme Institute", "Acme Institute No. 54"),
        ("Asia No1 Fund", "Asia No 1 Fund"),
        ("Acme Works Nr12", "Acme Works #12"),
        ("Acme Works n°7", "Acme Works 007"),
        ("Acme Motor Works Plant12", "Acme Motor Works Plant 12"),
        ("Acme Growth FundIII", "Acme Growth Fund 3"),
        ("Acme 1 000 Islands", "Acme 1000 Islands"),
        ("A 320 Leasing", "A320 Leasing"),
        ("Zhejiang Acme Widget Technology", "Acme Widget Technology"),
        ("ABC Company", "A.B.C. Company"),
        ("Acme Intl Tech Hldgs", "Acme International Technology Holdings"),
        ("AcmePrecisionTools", "Acme Precision Tools Corporation"),
        ("UAWC", "United Acme Widget Corporation"),
        ("First Acme Bank", "1st Acme Bank"),
    ],
)
def test_the_same_body_written_otherwise_is_above_the_line(one, other):
    assert score(one, other) >= DEFAULT_THRESHOLD


@given(st.lists(st.integers(1, 9), min_size=3, max_size=6), st.integers(1, 5), st.integers(1, 5))
def test_digits_in_other_groups_are_other_numbers(digits, one, other):
    """Because "Unit 12 3" and "Unit 1 23" are sister units however alike they look letter by letter."""
    text = "".join(map(str, digits))
    one, other = one % len(text) or 1, other % len(text) or 1
    ours, theirs = (f"Acme Repair Unit {text[:at]} {text[at:]}" for at in (one, other))
    same = sorted((text[:one], text[one:])) == sorted((text[:other], text[other:]))
    assert (score(ours, theirs) >= DEFAULT_THRESHOLD) is same
    assert len(text) - one == 3 or score(ours, f"Acme Repair Unit {text}") < DEFAULT_THRESHOLD, "1 000 may be 1000"


@given(st.sampled_from(("Plant", "Works", "Fund", "Unit", "No", "Nr", "No.", "#")), st.integers(1, 999))
def test_the_blank_before_a_number_says_nothing(word, number):
    assert score(f"Acme Steel {word} {number}", f"Acme Steel {word}{number}") >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other", "because"),
    [
        ("Graco Inc.", "Granco", "five letters and one more are as likely two brands"),
        ("Tesco plc", "Tosco", "another vowel in five letters makes another brand, though it sounds nearly the same"),
        ("Bayer AG", "Mayer AG", "the first letter is another"),
        ("Neste Oyj", "Nestle SA", "one letter more makes another brand"),
        ("マツダ", "Matsa", "the same holds for a name spelt by its sound"),
    ],
)
def test_short_words_a_letter_apart_are_as_likely_two(one, other, because):
    assert "another_word" in rules(one, other) or not one.isascii(), because
    assert 0.2 < compare(one, other, kind="company").score < DEFAULT_THRESHOLD, "it is uncertain and stays in sight"


@pytest.mark.parametrize(
    ("one", "other", "because"),
    [
        ("Cargil", "Cargill", "a letter was not doubled"),
        ("Daimlre AG", "Daimler AG", "two neighbours changed places"),
        ("Rostek", "Rostec", "both sound the same and no vowel is another"),
        ("Lukoyl", "Lukoil", "both sound the same and no vowel is another"),
        ("Almas", "Almaz", "both are forms of one name"),
        ("Rosnaft", "Rosneft", "seven letters seldom meet by chance"),
        ("Mahar Freight Lines", "Mahan Freight Lines", "more than the brand agrees"),
    ],
)
def test_a_slip_in_a_word_that_is_the_same_is_above_the_line(one, other, because):
    assert score(one, other) >= DEFAULT_THRESHOLD, because


def test_a_company_that_changed_its_legal_form_is_the_same():
    assert not rules("Acme Widget OJSC", "Acme Widget PJSC")


def test_a_rule_separates_by_a_share_of_the_agreement_and_never_adds_to_it():
    evidence = weighed("Acme Repair Works 624", "Acme Repair Works 625")
    agreed = evidence.agreement
    shares = {rule.feature: rule.percent for rule in body_rules.RULES}
    assert [(a.agreement, a.separation) for a in evidence.adjustments] == [
        (0, agreed * shares[a.feature] // 100) for a in evidence.adjustments
    ]


def test_every_rule_has_a_sentence_for_the_reviewer():
    assert all(rule.says.endswith(".") and rule.percent > 0 for rule in body_rules.RULES)


def in_characters(one: str, other: str) -> float:
    ours, theirs = (side_of(readings(n)[0], lambda _: 0, 0, "plain", listed=n == other) for n in (one, other))
    evidence = weigh(ours, theirs)
    return score_of(evidence.agreement, evidence.separation)


def test_a_chinese_short_name_drops_words_of_trade() -> None:
    """A listed company is quoted by its place and its brand; without that rule this scores below the line."""
    assert in_characters("宁德明远", "宁德明远新能源科技股份有限公司") >= DEFAULT_THRESHOLD
    assert in_characters("宁德明远新能源科技股份有限公司", "宁德明远") >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("宁德明远", "宁德昊天新能源科技股份有限公司"),
        ("宁德明远有限公司", "宁德明远新能源科技股份有限公司"),
        ("宁德明远", "宁德明远新能源控股有限公司"),
    ],
)
def test_a_full_name_or_another_brand_is_no_short_name(one: str, other: str) -> None:
    assert in_characters(one, other) < DEFAULT_THRESHOLD
