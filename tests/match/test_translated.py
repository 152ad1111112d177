"""A Chinese name against an English one: other points, brands by sound."""

from __future__ import annotations

import pytest

from lookthrough.match import translated
from lookthrough.match.score import DEFAULT_THRESHOLD, weigh
from lookthrough.match.sides import Side, side_of
from lookthrough.names.readings import readings
from lookthrough.names.tags import Script, Tag


def sides(text: str) -> list[Side]:
    found = [reading for reading in readings(text) if reading.script is not Script.HAN]
    return [side_of(reading, lambda _: 0, 0, "plain", listed=False) for reading in found]


def scored(one: str, other: str) -> float:
    return max(weigh(ours, theirs).score for ours in sides(one) for theirs in sides(other)
               if translated.is_translated(ours, theirs))  # fmt: skip


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("克拉玛依市公安局", "Karamay Municipality Public Security Bureau"),
        ("新疆生产建设兵团", "Xinjiang Production and Construction Corps"),
        ("哈尔滨工业大学", "Harbin Institute of Technology"),
    ],
)
def test_a_translated_name_is_a_match_either_way_round(chinese: str, english: str) -> None:
    assert scored(chinese, english) >= DEFAULT_THRESHOLD
    assert scored(chinese, english) == scored(english, chinese)


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("深圳明远精密技术有限公司", "Shenzhen Haotian Precision Technology Co., Ltd."),
        ("江苏明远新材料科技股份有限公司", "Jiangsu Haotian New Material Technology Co., Ltd."),
        ("浙江明远生物医药股份有限公司", "Zhejiang Haotian Biomedicine Co., Ltd."),
    ],
)
def test_sisters_of_other_brands_stay_far_below_the_line(chinese: str, english: str) -> None:
    """They share place and trade, as thousands of Chinese companies do."""
    assert scored(chinese, english) < 0.13


def test_an_english_name_leaves_a_place_out_and_seldom_adds_one() -> None:
    whole = scored("江苏明远新材料股份有限公司", "Jiangsu Mingyuan New Material Co., Ltd.")
    left_out = scored("江苏明远新材料股份有限公司", "Mingyuan New Material Co., Ltd.")
    added = scored("明远新材料股份有限公司", "Jiangsu Mingyuan New Material Co., Ltd.")
    assert whole > left_out > added


def test_a_coined_brand_lifts_a_match_and_never_makes_one() -> None:
    name = "深圳科陆电子有限公司"
    assert scored(name, "Shenzhen Clou Electronics") > scored(name, "Shenzhen Wixer Electronics")
    assert scored("科陆有限公司", "Clou Ltd.") == 0


def test_a_meaning_inside_a_word_pairs_with_the_brand() -> None:
    ours, *_ = sides("云从科技有限公司")
    (theirs,) = sides("Cloudwalk Technology")
    coined = [pairing for pairing in weigh(ours, theirs).pairings if pairing.coined]
    assert [(pairing.query.first, pairing.listed.word.text) for pairing in coined] == [(0, "cloudwalk")]


def test_a_common_word_of_trade_is_worth_less_than_a_rare_one() -> None:
    (reading,) = [r for r in readings("深圳科陆硅业有限公司") if r.script is Script.FROM_HAN]
    common = translated.in_translation(side_of(reading, lambda _: 5_000, 10_000, "plain", listed=False))
    rare = translated.in_translation(side_of(reading, lambda _: 0, 10_000, "plain", listed=False))
    assert all(one <= other for one, other in zip(common.mass, rare.mass, strict=True))
    trade = [points for points, token in zip(rare.mass, reading.tokens, strict=True) if token.tag is Tag.TRADE]
    assert max(trade) == translated.MOST[Tag.TRADE]
