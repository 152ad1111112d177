"""What makes two names one party, and what does not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.match.compare import compare
from lookthrough.match.score import DEFAULT_THRESHOLD, FLOOR, KNOTS, calibrated, raw_of, score_of, weigh
from lookthrough.match.sides import core_points, own_points, side_of
from lookthrough.names.tokens import read_name

LINE = DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Severstal", "Public Joint Stock Company Severstal"),
        ("Acme Trading Co., Ltd.", "ACME TRADING LIMITED"),
        ("Zenith Precision Machinery Inc", "Zenith Precision Machinery Ltd"),
        ("VTB Bank", "Bank VTB"),
        ("Hangzhou Hikvison Digital Technology", "Hangzhou Hikvision Digital Technology Co., Ltd."),
        ("Oriental Micro Electronics", "Oriental Microelectronics"),
        ("Bluestar Intl Tech", "Bluestar International Technologies"),
        ("Al-Rashid Trust", "Al Rashid Trust"),
        ("Sberbank Rossii", "Sberbank of Russia"),
    ],
)
def test_one_company_written_in_two_ways_is_above_the_line(one, other):
    assert compare(one, other, kind="company").score >= LINE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("China Construction Bank", "China Construction Technology"),
        ("Taiwan Semiconductor Manufacturing", "Semiconductor Manufacturing International"),
        ("Bank of China", "Agricultural Bank of China"),
        ("Beijing Naura Microelectronics", "Shanghai Naura Microelectronics"),
        ("Inspur Electronic Information Industry", "Inspur Electronic Information (Hong Kong)"),
        ("Plant No. 5", "Plant No. 6"),
        ("Pacific Holdings", "Pacific"),
        ("China Technology Group", "China Industry Group"),
        ("Wanda Solar", "Wanda Steel"),
    ],
)
def test_companies_that_share_only_common_words_or_a_brand_are_below_the_line(one, other):
    assert compare(one, other, kind="company").score < LINE


@pytest.mark.parametrize(
    ("line", "listed"),
    [
        ("ZHEJIANG DAHUA TECHNOLOGY LTD A", "Dahua Technology"),
        ("BYD LTD H", "BYD Company Limited"),
        ("IFLYTEK LTD A", "IFLYTEK"),
        ("NK LUKOIL", "Lukoil, OAO"),
        ("BAIDU ADS REPTG INC CLASS A", "Baidu, Inc."),
        ("CHINA STATE CONSTRUCTION ENGINEERI", "China State Construction Engineering Corporation Limited"),
        ("CONTEMPORARY AMPEREX TECHNOLOGY LT", "Contemporary Amperex Technology Co., Ltd."),
    ],
)
def test_a_holdings_line_is_above_the_line_for_its_issuer(line, listed):
    assert compare(line, listed, kind="company", security=True).score >= LINE


@pytest.mark.parametrize(
    ("line", "listed"),
    [
        # a depositary receipt is issued abroad, the list names the local company
        ("DAQO NEW ENERGY ADR REPRESENTING", "Xinjiang Daqo New Energy Co., Ltd."),
        ("COSCO SHIPPING HOLDINGS LTD H", "COSCO SHIPPING"),
        # the line may mean the group or its subsidiary
        ("CHINA UNITED NETWORK COMMUNICATION", "China United Network Communications Group Company Limited"),
    ],
)
def test_a_holdings_line_is_below_the_line_for_its_issuers_relatives(line, listed):
    assert compare(line, listed, kind="company", security=True).score < LINE


def test_an_initial_may_stand_for_a_name():
    match = compare("J. Smith", "John Smith", kind="person")
    assert LINE <= match.score < 1
    assert "may stand for" in match.reasons[0].says
    assert compare("J. Smith", "Peter Smith", kind="person").score < LINE


def test_word_order_is_free():
    moved = compare("ROE, Jane Mary", "Jane Mary Roe", kind="person").score
    assert moved == compare("Jane Mary Roe", "Jane Mary Roe", kind="person").score > 0.99


def test_equal_names_score_nearly_one_and_strangers_zero():
    assert 0.95 < compare("Gazprom", "gazprom").score < 1
    assert compare("Gazprom", "Hikvision").score == 0.0
    assert compare("", "Gazprom").score == 0.0


def test_a_longer_shared_name_outweighs_a_lost_word():
    one = compare("Alpha Beta Gamma Delta", "Alpha Beta Gamma", kind="company").score
    two = compare("Alpha Delta", "Alpha", kind="company").score
    assert one > two


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(["any", "person", "company", "vessel"]))
def test_the_score_does_not_depend_on_which_name_comes_first(one, other, kind):
    assert compare(one, other, kind=kind).score == compare(other, one, kind=kind).score


words = st.lists(st.sampled_from("acme bank ltd j china shanghai zhen tech holdings al 5 of".split()), max_size=6)  # noqa: SIM905


@given(words, words, st.sampled_from(["any", "person", "company"]))
def test_scores_of_likely_names_are_symmetric_and_bounded(one, other, kind):
    score = compare(" ".join(one), " ".join(other), kind=kind).score
    assert score == compare(" ".join(other), " ".join(one), kind=kind).score
    assert 0.0 <= score <= 1.0
    moved = compare(" ".join(one), " ".join(reversed(one)), kind="person").score
    assert moved == compare(" ".join(one), " ".join(one), kind="person").score


@pytest.mark.parametrize("name", ["x" * 10_000, "ab " * 4_000, "\x00\x1b[31m", "😀", "𝔊𝔞𝔷", "٣", "\ud800"])
def test_hostile_names_are_answered(name):
    assert 0.0 <= compare(name, name).score <= 1.0
    assert 0.0 <= compare(name, "Gazprom", security=True).score < LINE


def test_a_word_is_worth_less_the_more_parties_carry_it():
    points = [core_points(carriers, 16_000) for carriers in (0, 1, 10, 100, 1_000, 16_000)]
    assert points == sorted(points, reverse=True)
    assert points[0] == 100
    assert points[-1] == 20


def test_a_short_word_is_worth_less_than_a_long_one_that_is_as_rare():
    """Because two or three letters meet by chance; a Chinese character is a word."""
    assert [own_points(word, 0, 16_000) for word in ("yl", "mir", "mira", "中")] == [60, 80, 100, 100]
    assert own_points("li", 10_000, 16_000) == core_points(10_000, 16_000), (
        "a common word is worth no more for being short"
    )


def test_words_run_together_are_found_beside_a_repeated_word():
    """Because "Hama" alone equals the wrong one of two, and then "NiamatHama" would be left over."""
    found = compare("NiamatHama Rahim Hama Sharif", "Niamat Hama Rahim Hama Sharif", kind="person")
    assert found.score > 0.9
    assert compare("Niamat Hama Rahim Hama Sharif", "NiamatHama Rahim Hama Sharif", kind="person").score == found.score


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Agri cultural Development Bank", "Agricultural Development Bank"),
        ("Aldgate Marine FoodsCo., Ltd.", "Aldgate Marine Foods Co., Ltd."),
        ("Zutari EKOOO", "Zutari EK OOO"),
    ],
)
def test_a_name_that_is_the_same_but_for_its_blanks_is_the_same(name, printed):
    """Because equal words beside a word that was split would leave its other half over."""
    found = compare(name, printed)
    assert found.score > 0.9
    assert compare(printed, name).score == found.score


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kestrel UK Limited", "Kestrel US Limited"),
        ("Kestrel A Limited", "Kestrel B Limited"),
        ("Kestrel (M) Sdn Bhd", "Kestrel (S) Pte Ltd"),
        ("Dongfang Zhao", "Dongfang"),
    ],
)
def test_a_whole_legal_form_takes_no_word_before_it(one, other):
    """Because "uklimited" is a letter from "unlimited", and sister companies differ in nothing else."""
    assert compare(one, other, kind="company").score < DEFAULT_THRESHOLD


def test_names_that_are_the_same_for_forty_letters_only_are_not():
    """Because no longer word is kept whole, and what tells two institutes of a group apart stands at the end."""
    one = "Aldgate State Shipbuilding Corporation Seventh Research Institute"
    other = "Aldgate State Ship building Corporation Ninth Research Institute"
    assert compare(one, other).score < DEFAULT_THRESHOLD


def test_another_language_s_form_of_a_given_name_is_less_than_another_spelling():
    """Because Mohammed and Muhammed are one name, but of all Johns hardly one is called Ivan."""
    spelling = compare("Mohammed Tovar", "Muhammed Tovar", kind="person").score
    form = compare("John Tovar", "Ivan Tovar", kind="person").score
    assert DEFAULT_THRESHOLD < form < spelling


def test_equal_names_score_the_higher_the_more_they_hold():
    """Because one common word is the name of many, and a long rare one of hardly two."""
    scores = [
        score_of(evidence.agreement, evidence.separation)
        for name, carriers in (("Orion", 5_000), ("Orion", 0), ("Orion Zvezdochka", 0), ("Orion Zvezdochka Verf", 0))
        for side in [side_of(read_name(name), lambda _, carriers=carriers: carriers, 16_000, "plain", listed=True)]
        for evidence in [weigh(side, side)]
    ]
    assert scores == sorted(set(scores))
    assert DEFAULT_THRESHOLD < scores[0] < scores[-1] < 1


shares = st.floats(0, 1)


@given(shares, shares)
def test_the_calibration_keeps_the_order_of_raw_scores(one, other):
    low, high = sorted((one, other))
    assert 0.0 <= calibrated(low) <= calibrated(high) <= 1.0


@given(shares)
def test_a_score_has_one_raw_score(score):
    assert calibrated(raw_of(score)) == pytest.approx(score, abs=1e-9)


def test_the_line_and_the_floor_stand_where_they_were_counted():
    assert raw_of(DEFAULT_THRESHOLD) == pytest.approx(0.791, abs=0.001)
    assert raw_of(FLOOR) == pytest.approx(0.2)
    assert (calibrated(0.0), calibrated(1.0)) == (0.0, 1.0)
    assert all(low < high for one, other in pairwise(KNOTS) for low, high in zip(one, other, strict=True))
