"""Places in a region that a law about goods speaks of: read from places, never from a party's name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.names.regions import located, named_in, region_title


@pytest.mark.parametrize(
    "text",
    [
        "Xinjiang",
        "XUAR, China",
        "Ürümqi",
        "乌鲁木齐市天山区",
        "新疆维吾尔自治区喀什地区莎车县",
        "قەشقەر ۋىلايىتى",
        "ئۈرۈمچى",
        "Sinkiang",
        "Hetian Prefecture",
        "No. 5 Industrial Park, Korla, Bayingolin",
        "Aksu, China",
        "Hami City, PRC",
        "spun in Xinjiang, woven in Jiangsu",
        "XPCC 8th Division, Shihezi",
        "cotton from Xinjiang, sewn in Dhaka, Bangladesh",
    ],
)
def test_a_place_in_the_region_is_recognised_however_it_is_spelt(text: str) -> None:
    assert located(text, "xinjiang").lies == "yes"


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("China", "a country alone leaves it open"),
        ("", "nothing was said"),
        ("Shanghai, China", "a part may still come from there"),
        ("Urumqi Road 12, Shanghai", "a street is called after the city"),
        ("上海市乌鲁木齐中路", "a street is called after the city"),
        ("Xinjiang County, Yuncheng, Shanxi", "新绛, another place in the same letters"),
        ("Hami", "no country is named, and the name stands elsewhere"),
        ("Baicheng, China", "a county there, and a city in Jilin"),
        ("Xinjiangkou", "another word"),
    ],
)
def test_what_does_not_tell_stays_unknown(text: str, because: str) -> None:
    assert located(text, "xinjiang").lies == "unknown", because


@pytest.mark.parametrize("text", ["Aksu, Turkey", "Aral, Kazakhstan", "Manas, Kyrgyzstan", "Ho Chi Minh City, Vietnam"])
def test_another_country_is_not_the_region(text: str) -> None:
    assert located(text, "xinjiang").lies == "no"


def test_the_country_of_the_row_decides_a_name_that_stands_in_several_countries() -> None:
    assert located("Aksu", "xinjiang", country="CN").lies == "yes"
    assert located("Aksu", "xinjiang", country="Kazakhstan").lies == "no"
    assert located("Aksu", "xinjiang").lies == "unknown"


def test_a_partys_name_gives_words_and_no_answer() -> None:
    assert named_in("Xinjiang Example Cotton Co., Ltd.", "xinjiang") == ("xinjiang",)
    assert named_in("Example Cotton Co., Ltd.", "xinjiang") == ()
    assert region_title("xinjiang") == "Xinjiang Uyghur Autonomous Region"


@given(st.text(max_size=40))
def test_any_text_gets_an_answer(text: str) -> None:
    assert located(text, "xinjiang").lies in ("yes", "no", "unknown")
