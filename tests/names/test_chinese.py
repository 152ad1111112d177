"""A Chinese name is read in characters and in Latin letters, each word as English names render it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.match.compare import compare
from lookthrough.match.score import DEFAULT_THRESHOLD
from lookthrough.names import normalise
from lookthrough.names.chinese import han_person, place_spellings, reading_of_pinyin, readings_of
from lookthrough.names.chinese_draft import MOST_SPANS
from lookthrough.names.tags import Script, Tag
from lookthrough.names.tokens import Reading, read_name


def reading(text: str, script: Script, *, person: bool = False) -> Reading:
    return next(r for r in readings_of(text, person=person) if r.script is script)


def latin(text: str, *, person: bool = False) -> Reading:
    return reading(text, Script.FROM_HAN, person=person)


def texts(found: Reading) -> list[str]:
    return [token.text for token in found.tokens]


def ways(found: Reading) -> set[str]:
    return {*texts(found), *(span.text for span in found.spans)}


def test_a_legal_name_is_taken_apart_and_each_part_rendered_in_its_way():
    found = latin("杭州海康威视数字技术股份有限公司")
    assert texts(found) == ["hangzhou", "haikangweishi", "digital", "technology", "~limited"]
    assert found.tokens[0].leading, "the city comes first and says where, not who"
    assert found.tokens[1].tag is Tag.CORE


def test_traditional_characters_are_the_same_name():
    for traditional, plain in [
        ("華為技術有限公司", "华为技术有限公司"),
        ("長江存儲科技有限責任公司", "长江存储科技有限责任公司"),
    ]:
        assert texts(reading(traditional, Script.HAN)) == texts(reading(plain, Script.HAN))
        assert texts(latin(traditional)) == texts(latin(plain))


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("国航", "中国国际航空股份有限公司"),
        ("电科", "中国电子科技集团有限公司"),
        ("中石油", "中国石油天然气集团有限公司"),
        ("工行", "中国工商银行股份有限公司"),
    ],
)
def test_usual_short_forms_stand_beside_the_full_name(short, full):
    assert short in ways(reading(full, Script.HAN))


def test_short_forms_of_another_company_do_not():
    assert "电科" not in ways(reading("中国电子信息产业集团有限公司", Script.HAN)), "its words begin 电, 信, 产"
    assert "交建" not in ways(reading("中国建筑股份有限公司", Script.HAN))


def test_no_short_form_is_an_ordinary_word():
    spans = [span.text for span in reading("中国国际航空股份有限公司", Script.HAN).spans]
    assert "中国" not in spans, "中国 + 国际 gives 中国, which would equal every Chinese company"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("中国电子科技集团公司第二十九研究所", "29"),
        ("中国电子科技集团公司第38研究所", "38"),
        ("五四研究所", "54"),
        ("624厂", "624"),
        ("中国建筑第三工程局有限公司", "3"),
        ("新疆生产建设兵团第八师", "8"),
        ("第一〇一研究所", "101"),
    ],
)
def test_numbered_units_have_a_number(text, number):
    for found in (latin(text), reading(text, Script.HAN)):
        assert [t.text for t in found.tokens if t.tag is Tag.NUMBER] == [number]


def test_a_numbered_unit_is_called_by_its_number_and_its_last_character():
    assert "所" in ways(reading("中国电子科技集团公司第29研究所", Script.HAN))
    assert "所" not in ways(reading("中国科学院研究所", Script.HAN)), "because every institute without a number is one"


def test_a_brand_of_digits_is_no_number():
    assert texts(latin("三一重工股份有限公司"))[0] == "sanyi"


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("长江", "yangtze"),
        ("东方", "oriental"),
        ("金龙", "goldendragon"),
        ("医药", "medicine"),
        ("航空", "air"),
        ("哈尔滨工业大学", "institute"),
        ("中国邮政", "chinapost"),
    ],
)
def test_other_renderings_stand_beside_the_main_one(chinese, english):
    assert english in ways(latin(chinese))


@pytest.mark.parametrize(
    ("chinese", "word"),
    [
        ("克拉玛依市公安局", "karamay"),
        ("新疆维吾尔自治区公安厅", "xinjiang"),
        ("陕西省", "shaanxi"),
        ("山西省", "shanxi"),
        ("内蒙古自治区", "innermongolia"),
        ("重庆市", "chongqing"),
        ("厦门市", "xiamen"),
        ("乐清市", "yueqing"),
    ],
)
def test_places_stand_in_their_usual_spelling_without_what_kind_they_are(chinese, word):
    found = latin(chinese).tokens[0]
    assert (found.text, found.tag) == (word, Tag.PLACE)


def test_a_hong_kong_company_is_read_in_cantonese_too():
    assert any("cheungkong" in ways(r) for r in readings_of("長江實業(集團)有限公司"))
    assert any({"sun", "hung", "kai"} <= ways(r) for r in readings_of("新鴻基地產發展有限公司"))


@pytest.mark.parametrize(
    ("chinese", "surname", "given"),
    [
        ("习近平", "xi", "jinping"),
        ("乐玉成", "le", "yucheng"),
        ("单士元", "shan", "shiyuan"),
        ("欧阳修", "ouyang", "xiu"),
        ("诸葛亮", "zhuge", "liang"),
    ],
)
def test_a_person_has_a_surname_and_a_given_name(chinese, surname, given):
    assert texts(latin(chinese, person=True)) == [surname, given]


def test_older_and_cantonese_spellings_of_persons_stand_beside_pinyin():
    assert {"chiang", "kaishek"} <= ways(latin("蔣介石", person=True))
    assert {"chen", "chuankuo"} <= ways(latin("陈全国", person=True))


def test_persons_with_another_given_name_differ_in_characters():
    assert han_person("习近平") != han_person("习仲勋")
    assert reading("王君正", Script.HAN, person=True).tokens[1] != reading("王明山", Script.HAN, person=True).tokens[1]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Zhejiang Dahua Jishu Gufen Youxian Gongsi", ["zhejiang", "dahua", "technology", "~limited"]),
        ("zhongguoyidongtongxinjituanyouxiangongsi", ["china", "mobile", "communication", "group", "~limited"]),
        ("Xinjiang Shengchan Jianshe Bingtuan", ["xinjiang", "production", "construction", "corps"]),
        ("Zhōngguó Lǚyè Gǔfèn Yǒuxiàn Gōngsī", ["china", "aluminium", "~limited"]),
    ],
)
def test_a_name_in_pinyin_is_read_as_if_in_characters(name, words):
    found = reading_of_pinyin(normalise.words(name))
    assert found is not None
    assert texts(found) == words


def test_an_english_name_is_no_pinyin():
    assert reading_of_pinyin(normalise.words("Hangzhou Hikvision Digital Technology Co., Ltd.")) is None


@pytest.mark.parametrize(
    ("spelling", "word"),
    [("kelamayi", "karamay"), ("peking", "beijing"), ("hetian", "hotan"), ("tientsin", "tianjin"), ("akesu", "aksu")],
)
def test_uyghur_and_older_spellings_of_places_have_one_word(spelling, word):
    assert place_spellings()[spelling] == word


def test_a_text_without_chinese_characters_has_no_chinese_reading():
    assert readings_of("Acme Ltd") == ()
    assert readings_of("") == ()


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=120), st.booleans())
def test_any_characters_are_read_within_bounds(text, person):
    found = readings_of(text, person=person)
    assert len(found) <= 3
    assert all(len(r.spans) <= MOST_SPANS for r in found)
    assert all(s.first >= 0 and s.first + s.count <= len(r.tokens) for r in found for s in r.spans)


@given(st.text(max_size=60))
def test_any_text_at_all_is_read(text):
    readings_of(text)
    readings_of(text, person=True)
    reading_of_pinyin(normalise.words(text))


def test_english_renderings_are_the_words_that_english_names_are_read_as():
    theirs = {
        t.text for t in read_name("Xinjiang Production and Construction Corps").tokens if t.tag is not Tag.PARTICLE
    }
    assert theirs == set(texts(latin("新疆生产建设兵团")))


@pytest.mark.parametrize(
    ("chinese", "english", "because"),
    [
        ("上海天海融汇科技有限公司", "Shanghai Tianhai Technology Co., Ltd.", "half of a long brand stands for it"),
        ("中钨工业有限公司", "China Tungsten Industry Co., Ltd.", "中 is China before a character with a meaning"),
        (
            "浙江青禾新材料科技有限公司",
            "Zhejiang Qinghe Advanced Materials Technology Co., Ltd.",
            "a word of a compound has renderings",
        ),
        ("河北沃原点胶有限公司", "Hebei Woyuan Dispensing Co., Ltd.", "a process has an English name"),
        ("云泽县沃原实业有限公司", "Yunze Woyuan Industrial Co., Ltd.", "a county that no list knows is a place"),
    ],
)
def test_a_chinese_name_meets_its_english_one(chinese, english, because):
    assert compare(chinese, english, kind="company").score >= DEFAULT_THRESHOLD, because
