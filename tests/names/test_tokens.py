"""The words of a name are told apart by what they can prove."""

from __future__ import annotations

import pytest

from lookthrough.names.legal_forms import legal_forms
from lookthrough.names.tokens import canonical, complete, neighbours, read_name
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


def test_neighbours_are_written_as_one_word_in_its_canonical_form():
    assert neighbours(read_name("United Micro Electronics")) == [("unitedmicro", 0), ("microelectronic", 1)]


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
