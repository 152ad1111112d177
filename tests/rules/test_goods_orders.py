"""Orders on goods of a place: dated, cited, known by the order's own words, open where a row does not tell."""

from __future__ import annotations

from datetime import date

import pytest

from lookthrough.rules.goods_orders import GoodsOrder, goods_orders, judge_order, open_origin

BY_ID = {order.id: order for order in goods_orders()}
XINJIANG, TURKMEN, MALAWI = BY_ID["xinjiang_cotton_tomatoes"], BY_ID["turkmenistan_cotton"], BY_ID["malawi_tobacco"]


def applies(order: GoodsOrder, day: date, *, named: bool = True) -> str:
    return judge_order(order, "goods", named=named, as_of=day).applies


@pytest.mark.parametrize(
    ("order", "day", "expected"),
    [
        (XINJIANG, date(2021, 1, 12), "no"),  # CBP, press release of 13 January 2021: effective that day
        (XINJIANG, date(2021, 1, 13), "yes"),
        (XINJIANG, date(2022, 6, 20), "yes"),
        (XINJIANG, date(2022, 6, 21), "no"),  # CBP's list: superseded by the presumption of the Act
        (TURKMEN, date(2018, 5, 17), "no"),
        (TURKMEN, date(2018, 5, 18), "yes"),
        (TURKMEN, date(2026, 11, 23), "yes"),
        (MALAWI, date(2019, 10, 31), "no"),
        (MALAWI, date(2019, 11, 1), "unknown"),  # some producers were taken out of it
    ],
)
def test_an_order_is_asked_for_the_day(order: GoodsOrder, day: date, expected: str) -> None:
    assert applies(order, day) == expected


def test_after_the_act_began_the_order_points_to_it() -> None:
    verdict = judge_order(XINJIANG, "Cotton yarn", named=True, as_of=date(2022, 6, 21))
    assert verdict.effect == "none"
    assert "superseded by that of the presumption of the Uyghur Forced Labor Prevention Act" in verdict.says


def test_other_words_for_goods_leave_it_open_and_never_make_it_no() -> None:
    """Because "T-shirts" may be of cotton, and no table of goods stands behind the words."""
    assert XINJIANG.names_goods("Raw COTTON, combed")
    assert not XINJIANG.names_goods("T-shirts")
    verdict = judge_order(XINJIANG, "T-shirts", named=False, as_of=date(2021, 6, 1))
    assert verdict.applies == "unknown"
    assert "whether they are what it names" in verdict.says


def test_the_orders_words_are_known_in_other_languages() -> None:
    assert [
        t for t in ("Baumwolle, roh", "coton", "Algodón", "хлопок", "纯棉T恤", "棉花") if not TURKMEN.names_goods(t)
    ] == []
    assert MALAWI.names_goods("烟叶")
    assert not TURKMEN.names_goods("石棉"), "asbestos is written with the sign for cotton"
    assert TURKMEN.denied_goods("nicht aus Baumwolle") == ("baumwolle",)


def test_goods_that_are_denied_are_not_named() -> None:
    assert not XINJIANG.names_goods("non-cotton fabric")
    assert XINJIANG.denied_goods("cotton-free polyester") == ("cotton",)
    assert XINJIANG.denied_goods("non-woven cotton") == ()


@pytest.mark.parametrize(
    ("order", "place", "lies"),
    [
        ("turkmenistan_cotton", "Ashgabat, Turkmenistan", "yes"),
        ("turkmenistan_cotton", "Turkmenistan", "yes"),
        ("turkmenistan_cotton", "Texas, USA", "no"),
        ("turkmenistan_cotton", "Korla", "unknown"),
        ("marange_diamonds", "Marange, Zimbabwe", "yes"),
        ("marange_diamonds", "Harare, Zimbabwe", "unknown"),
        ("congo_artisanal_gold", "Bunia, Democratic Republic of the Congo", "yes"),
        ("congo_artisanal_gold", "Republic of the Congo", "no"),
        ("north_korean_labour", "Pyongyang, North Korea", "yes"),
        ("north_korean_labour", "Seoul, South Korea", "no"),
        ("north_korean_labour", "Korea", "unknown"),
        ("north_korean_labour", "북한", "yes"),
        ("marange_diamonds", "not from Marange, Zimbabwe", "unknown"),
        ("xinjiang_cotton_tomatoes", "Korla, Xinjiang", "yes"),
    ],
)
def test_a_place_of_production_lies_in_the_orders_place_or_not(order: str, place: str, lies: str) -> None:
    assert BY_ID[order].lies([place]) == lies


def test_goods_whose_origin_is_not_stated_are_told_while_the_order_is_law() -> None:
    assert "cotton of Turkmenistan" in open_origin(TURKMEN, date(2020, 1, 1))
    assert open_origin(TURKMEN, date(2018, 1, 1)) == ""
    assert open_origin(XINJIANG, date(2026, 1, 1)) == "", "the Act's presumption is the question then"


def test_every_order_is_dated_and_cited_and_says_what_it_bars() -> None:
    for order in goods_orders():
        verdict = judge_order(order, "goods", named=True, as_of=date(2022, 1, 1))
        assert verdict.since, order.id
        assert "19 USC 1307" in verdict.citation, order.id
        assert verdict.says.startswith("On 2022-01-01, goods: by the "), order.id
        assert ".." not in verdict.says, order.id
