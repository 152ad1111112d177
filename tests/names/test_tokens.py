"""The words of a name are told apart by what they can prove."""

from __future__ import annotations

import pytest

from lookthrough.names.legal_forms import legal_forms
from lookthrough.names.phrases import canonical, complete
from lookthrough.names.tags import Tag
from lookthrough.names.tokens import read_name
from lookthrough.names.wordlists import spellings


def tags(text: str, *, person: bool = False) -> list[tuple[str, str]]:
    return [(token.text, token.tag.name) for token in read_name(text, person=person).tokens]


@pytest.mark.parametrize(
    "text",
    [
        "Severstal, OAO",
        "Open Joint Stock Company Severstal",
        "PJSC Severstal",
        "Publichnoe Aktsionernoe Obshchestvo Severstal",
    ],
)
def test_russian_joint_stock_companies_of_any_spelling_are_one_form(text):
    assert set(tags(text)) == {("severstal", "CORE"), ("~joint_stock", "LEGAL")}


@pytest.mark.parametrize("form", ["Co., Ltd.", "Company Limited", "LIMITED", "Ltd", "Bhd", "Sdn. Bhd.", "P.L.C."])
def test_limited_companies_are_one_form(form):
    assert tags(f"Hikvision {form}") == [("hikvision", "CORE"), ("~limited", "LEGAL")]


def test_a_short_form_counts_only_at_the_end_of_a_name():
    assert tags("Total SA")[1] == ("~joint_stock", "LEGAL")
    assert tags("Sa Dragon Pearl")[0] == ("~joint_stock", "LEGAL")
    assert tags("PAO NK Severstal") == [*tags("PAO Severstal")[:1], ("~company", "LEGAL"), ("severstal", "CORE")]
    assert tags("Od Dragon Pearl")[0] == ("od", "CORE"), "because the Bulgarian form stands at the end only"
    assert tags("Dragon Sa Pearl")[1] == ("sa", "CORE")


def test_a_name_of_nothing_but_a_legal_form_is_read_as_words():
    assert tags("AO") == [("ao", "CORE")]


def test_a_form_with_one_slip_at_the_end_is_still_a_form():
    assert tags("Kalinka Lmiited")[-1] == ("~limited", "LEGAL")


def test_abbreviations_and_plurals_of_trade_words_are_one_word():
    assert tags("Acme Intl Tech Hldgs") == tags("Acme International Technologies Holding")


def test_a_place_before_a_names_own_word_leads():
    tokens = read_name("Zhejiang Dahua Technology").tokens
    assert [t.leading for t in tokens] == [True, False, False]
    assert not any(t.leading for t in read_name("Bank of China").tokens)
    assert not read_name("Inspur (Hong Kong)").tokens[-1].leading


def test_places_of_several_words_are_one_token():
    assert tags("Hong Kong Gas") == tags("Hongkong Gas")


def test_a_personal_name_knows_initials_titles_and_particles():
    assert [tag for _, tag in tags("Dr. J. al Bank", person=True)] == ["TITLE", "INITIAL", "PARTICLE", "CORE"]


def test_a_repeated_word_is_another_word():
    assert [text for text, _ in tags("Duran Duran")] == ["duran", "duran*2"]


def spans(text: str, how: str) -> set[tuple[str, int, int]]:
    return {(span.text, span.first, span.count) for span in read_name(text).spans if span.how == how}


def test_neighbours_are_written_as_one_word_in_its_canonical_form():
    assert {("unitedmicro", 0, 2), ("microelectronic", 1, 2)} <= spans("United Micro Electronics", "joined")


def test_a_whole_name_is_written_as_one_word_with_and_without_its_legal_form():
    found = spans("Acme Precision Tools Corporation", "joined")
    assert {("acmeprecisiontoolscorporation", 0, 4), ("acmeprecisiontools", 0, 3)} <= found


def test_three_neighbours_are_one_word_where_one_is_a_piece():
    assert ("vanderbilt", 0, 3) in spans("Van der Bilt Works", "joined")


def test_letters_that_stand_apart_are_one_word():
    assert tags("A.B.C. Company") == tags("ABC Company")
    assert tags("L.X.C Aviation") == tags("LXC Aviation")
    assert tags("C.B.A. Company") != tags("A.B.C. Company")
    assert tags("Inversiones S.A., Laguna")[1] == ("~joint_stock", "LEGAL"), "because the name was turned around"


def test_numbers_of_every_notation_are_digits():
    assert tags("54th Research Institute") == tags("Fifty-Fourth Research Institute")
    assert tags("Acme Partners VI")[-1] == ("6", "NUMBER")
    assert tags("Acme Partners V, L.P.")[2] == ("5", "NUMBER")
    assert tags("Acme FundIII") == tags("Acme Fund 3")
    assert tags("Bank24")[0] == ("bank24", "CORE"), "because in front it is the body's own name"
    assert tags("OAO Minskii Zavod")[1] == ("minskii", "CORE"), "because a Russian ending is no number"
    assert tags("V Acme")[0] == ("v", "LETTER"), "because a number of a unit stands behind its name"


def test_a_share_class_of_a_fund_is_no_part_of_its_name():
    assert tags("Acme Fund Class K")[-1] == ("~class", "LEGAL")
    assert tags("Acme China Fund A2 Acc")[-1] == ("~class", "LEGAL")
    assert tags("Acme China Fund A (acc) USD") == tags("Acme China Fund A2 Acc")
    assert tags("Acme MSCI China A ETF")[-2] == ("a", "LETTER"), "because China A is another fund than China"


def test_an_ambiguous_abbreviation_may_stand_for_several_words():
    assert {("commerce", 1, 1), ("communication", 1, 1)} <= spans("Acme Comm Grp", "alternate")


def test_an_unknown_word_may_be_meant_for_a_known_one():
    assert ("institute", 1, 1) in spans("Acme Insitute", "alternate")


def test_a_legal_form_with_a_slip_at_the_end_is_still_a_form():
    assert tags("Acme Crop.")[-1] == tags("Acme Corp.")[-1]
    assert tags("Revolutionary Guard Corps")[-1] == ("corps", "CORE")
    assert tags("Acme Aktiengeselschaft")[-1] == ("~joint_stock", "LEGAL")


def test_a_place_behind_a_last_of_only_says_where_a_body_is_from():
    assert read_name("Acme Insurance Company of China, Ltd.").tokens[-2].leading
    assert not read_name("Acme Insurance (China) Ltd.").tokens[-2].leading


def test_a_stump_is_completed_only_when_there_is_one_way():
    assert complete("telecommunicat") == "telecom"
    assert complete("ind") == "ind"
    assert complete("hikv") == "hikv"


def test_one_spelling_has_one_meaning():
    seen: dict[str, str] = {}
    for section in ("filler", "trade", "structure"):
        for spelling, word in spellings("trade_words", section):
            assert seen.setdefault(spelling, word) == word, spelling
    assert canonical("hldgs") == "holding"


def test_forms_of_several_words_are_known_by_their_letters_apart():
    assert legal_forms()["s", "r", "l"][0] == "liability"
    assert ("liability",) not in legal_forms()


def test_words_of_trade_around_an_and_are_also_one_word():
    """One Chinese word often is two in English: "electromechanical" and "mechanical and electrical"."""
    joined = [span.text for span in read_name("Acme Mechanical & Electrical Industry").spans]
    assert "mechanicalelectrical" in joined


def test_what_kind_of_place_it_is_belongs_to_no_name_of_its_own():
    tags = {token.text: token.tag for token in read_name("Acme Municipality Security Bureau").tokens}
    assert tags["municipality"] is Tag.FILLER


@pytest.mark.parametrize(
    ("name", "person", "whole"),
    [
        ("Firm of the First East", False, "firsteast"),  # a number that was printed as a word is joined as that word
        ("Ten cent Holdings", False, "tencent"),
        ("Ab Durrahman Iqbal", True, "abdulrahman"),  # and a name behind "Abdul" is the name that it is in one word
        ("Abdessa mad Fateh", True, "abdulsamad"),
    ],
)
def test_neighbours_are_joined_as_they_were_printed_and_read_as_one_word(name, person, whole):
    """Because a blank too many, or one that was lost, is the commonest slip of all."""
    assert whole in {span.text for span in read_name(name, person=person).spans}
