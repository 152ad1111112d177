"""Places in a region that a law about goods speaks of: read from places, never from a party's name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.names.regions import Region, located, named_in, region_title


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
        "Uyghur Region",
        "Chinese Turkestan",
        "Doğu Türkistan",
        "Синьцзян",
        "신장 위구르 자치구",
        "ウイグル自治区",
        "CN-XJ",  # ISO 3166-2
        "CN-65",  # GB/T 2260
        "Xin Jiang",
        "Kaşgar",
        "烏魯木齊",
        "Xinjiang Free Trade Zone",
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


@pytest.mark.parametrize(
    "text",
    [
        "Not Xinjiang",
        "non-Xinjiang",
        "outside Xinjiang (Jiangsu)",
        "China (ex-Xinjiang)",
        "Jiangsu, not from Xinjiang",
        "not from Kashgar or Hotan",
        "Xinjiang-free",
        "Xinjiang: no",
        "anything but Xinjiang",
        "非新疆",
        "不含新疆棉",
        "hors Xinjiang",
        "Not Xinjiang, Vietnam",
    ],
)
def test_a_place_that_is_denied_is_neither_yes_nor_no(text: str) -> None:
    there = located(text, "xinjiang")
    assert there.lies == "unknown"
    assert there.denied


def test_another_place_there_stands_beside_a_denied_one() -> None:
    assert located("Shihezi; yarn not from Kashgar", "xinjiang").lies == "yes"


def test_a_country_that_is_denied_places_nothing() -> None:
    assert located("not Vietnam", "xinjiang").lies == "unknown"
    assert located("No. 5 Street, Hanoi, Vietnam", "xinjiang").lies == "no"


@pytest.mark.parametrize(
    ("country", "texts"),
    [
        (
            "kp",
            ["朝鲜", "朝鮮", "북한", "КНДР", "Северная Корея", "Corée du Nord", "Nordkorea", "N. Korea", "Pyongyang"],
        ),
        ("kp", ["Corea del Norte", "DPRK", "D.P.R.K.", "P'yŏngyang", "KP", "Korea (North)"]),
        ("cd", ["DRC", "RDC", "DR Congo", "Congo-Kinshasa", "刚果（金）", "Congo, Dem. Rep.", "Goma", "Zaire"]),
        ("tm", ["Türkmenistan", "Туркменистан", "土库曼斯坦", "Ashgabat", "Mary, TM"]),
        ("mw", ["Malawi", "马拉维", "Lilongwe", "Blantyre, Malawi"]),
        ("zw", ["Zimbabwe", "Simbabwe", "津巴布韦", "Harare"]),
    ],
)
def test_a_country_of_an_order_is_recognised_however_it_is_spelt(country: Region, texts: list[str]) -> None:
    assert [text for text in texts if located(text, country).lies != "yes"] == []


@pytest.mark.parametrize(
    ("country", "text", "lies", "because"),
    [
        ("kp", "Korea", "unknown", "either of two States"),
        ("kp", "조선", "unknown", "an older name of both, and shipbuilding"),
        ("kp", "Seoul, Korea", "no", "its capital tells which"),
        ("kp", "Republic of Korea", "no", "the southern State's name"),
        ("kp", "延边朝鲜族自治州", "unknown", "a prefecture of Jilin, called after a people"),
        ("kp", "Not North Korea", "unknown", "a denial is not verified"),
        ("cd", "Congo", "unknown", "either of two States"),
        ("cd", "Congo-Brazzaville", "no", "the other"),
        ("mw", "Blantyre", "unknown", "towns of that name stand elsewhere"),
    ],
)
def test_names_that_do_not_tell_the_country_leave_it_open(country: Region, text: str, lies: str, because: str) -> None:
    assert located(text, country).lies == lies, because


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
