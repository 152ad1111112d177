"""Why it was listed: a cited table, and no silence where nothing is known."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.errors import InputError, StateError
from lookthrough.model.listing import Listing
from lookthrough.rules.grounds import GROUNDS, by_ground, grounds_of, has_ground, parse_grounds, told
from lookthrough.sources.citations import split_citations

Listed = Callable[..., Listing]
OCTOBER = "84 FR 54004, 10/9/19"


def entity(listed: Listed, *citations: str, **more: object) -> Listing:
    return listed("us_bis_entity_list", "Example", citations=citations, **more)


@pytest.fixture(scope="module")
def entity_list(shared_data: Path, listed: Listed) -> list[Listing]:
    """Every entry of the Entity List in the edition of 9 July 2026, with its notices as the source splits them."""
    path = shared_data / "sanctions" / "us" / "csl_derived_2026-07-09.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["source"].startswith("Entity List")]
    return [
        listed(
            "us_bis_entity_list",
            row["name"],
            citations=tuple(citation.text for citation in split_citations(row["federal_register_notice"])),
        )
        for row in rows
    ]


def test_the_28_organisations_of_october_2019_were_listed_for_human_rights(entity_list: list[Listing]) -> None:
    october = [entry for entry in entity_list if OCTOBER in entry.citations]
    assert len(october) == 28
    for entry in october:
        assert has_ground(entry, ["human_rights"]) == "yes"
        assert {ground.ground for ground in grounds_of(entry)} == {
            "human_rights",
            "arbitrary_detention",
            "surveillance",
        }, "later notices only amended these entries"
        assert all(ground.citation == "84 FR 54002, 9 October 2019" for ground in grounds_of(entry))
    on_that_day = by_ground(entity_list, ["human_rights"], as_of=date(2019, 10, 9)).matching
    made_then = [entry for entry in on_that_day if entry.citations[0] == OCTOBER]
    assert set(made_then) == set(october)


@pytest.mark.parametrize(
    ("page", "entries", "ground"),
    [
        ("85 FR 34505", 8, "human_rights"),
        ("86 FR 33120", 5, "forced_labour"),
        ("88 FR 18985", 11, "human_rights"),
        ("89 FR 99703", 8, "human_rights"),
        ("88 FR 46072", 4, "spyware"),
        ("86 FR 60760", 4, "cyber"),
    ],
)
def test_each_notice_gives_its_ground_to_all_that_it_added(
    page: str, entries: int, ground: str, entity_list: list[Listing]
) -> None:
    added = [entry for entry in entity_list if entry.citations[0].startswith(page)]
    assert len(added) == entries
    assert {has_ground(entry, [ground]) for entry in added} == {"yes"}


def test_no_entry_is_dropped_by_a_filter(entity_list: list[Listing]) -> None:
    parts = by_ground(entity_list, ["human_rights"])
    assert sum(map(len, parts)) == len(entity_list)
    assert len(parts.matching) >= 28 + 8 + 9 + 5 + 11 + 8
    assert parts.unknown, "notices that are in no table"
    assert parts.other, "such as the military end users of Russia"


def test_a_notice_with_several_grounds_leaves_each_of_them_open(listed: Listed) -> None:
    mixed = entity(listed, "86 FR 36499, 7/12/21")
    assert has_ground(mixed, ["human_rights"]) == "unknown"
    assert has_ground(mixed, ["terrorism"]) == "no", "the notice names its grounds, and this is none of them"
    assert not any(ground.certain for ground in grounds_of(mixed))
    policy = "Case-by-case review for ECCNs 1A004.c and 1A004.d; presumption of denial for all other items"
    printed = entity(listed, "86 FR 36499, 7/12/21", policy=policy)
    assert has_ground(printed, ["human_rights"]) == "yes", "the policy of the notices on Xinjiang"
    assert "to be confirmed" in told(printed)


def test_a_page_inside_the_notice_is_the_notice_and_one_beside_it_is_not(listed: Listed) -> None:
    for page, answer in (("84 FR 54002", "yes"), ("84 FR 54009", "yes"), ("84 FR 54010", "unknown")):
        assert has_ground(entity(listed, page), ["human_rights"]) == answer
    assert has_ground(entity(listed, "85 FR 54004, 9/1/20"), ["human_rights"]) == "unknown", "another volume"


def test_what_is_in_no_table_is_unknown_with_its_reason(listed: Listed) -> None:
    (ground,) = grounds_of(entity(listed, "81 FR 12006, 3/8/16"))
    assert (ground.ground, ground.certain) == ("unknown", False)
    assert "81 FR 12006" in ground.says
    assert "would settle it" in ground.says
    (none,) = grounds_of(listed("us_bis_uvl", "Example"))
    assert none.ground == "unknown"
    assert has_ground(listed("a_list_of_tomorrow", "Example"), ["corruption"]) == "unknown"


def test_a_known_amendment_does_not_hide_an_unknown_beginning(listed: Listed) -> None:
    entry = entity(listed, "81 FR 12006, 3/8/16", OCTOBER)
    assert {ground.ground for ground in grounds_of(entry)} >= {"human_rights", "unknown"}
    assert has_ground(entry, ["terrorism"]) == "unknown"


def test_a_notice_after_the_day_asked_is_not_yet_a_reason(listed: Listed) -> None:
    entry = entity(listed, OCTOBER)
    assert has_ground(entry, ["human_rights"], as_of=date(2019, 10, 8)) == "unknown"
    assert has_ground(entry, ["human_rights"], as_of=date(2019, 10, 9)) == "yes"


def test_footnote_3_is_russias_war(listed: Listed) -> None:
    entry = entity(listed, "87 FR 12240, 3/3/22", footnotes=("3",))
    assert {ground.ground for ground in grounds_of(entry)} == {"russia_war", "military_end_use"}
    assert has_ground(entry, ["military"]) == "yes", "the end use is a part of the wider ground"
    assert has_ground(entry, ["human_rights"]) == "no"


@pytest.mark.parametrize(
    ("list_id", "programmes", "wanted", "answer"),
    [
        ("us_dhs_uflpa", (), "human_rights", "yes"),
        ("us_dhs_uflpa", (), "forced_labour", "yes"),
        ("us_bis_meu", (), "military_end_use", "yes"),
        ("us_dod_1260h", (), "military", "yes"),
        ("us_dod_1260h", (), "human_rights", "no"),
        ("us_ofac_nscmic", (), "surveillance", "unknown"),
        ("us_ofac_sdn", ("GLOMAG",), "human_rights", "unknown"),
        ("us_ofac_sdn", ("GLOMAG",), "terrorism", "no"),
        ("us_ofac_sdn", ("IRAN-HR",), "human_rights", "yes"),
        ("us_ofac_sdn", ("SDGT] [IFSR",), "terrorism", "yes"),
        ("us_ofac_sdn", ("SDGT", "NEW-EO99999"), "corruption", "unknown"),
        ("us_ofac_sdn", ("SDNTK",), "narcotics", "yes"),
        ("un_sc", ("Al-Qaida",), "terrorism", "yes"),
        ("un_sc", ("South Sudan",), "human_rights", "unknown"),
        ("us_state_isn", (), "proliferation", "yes"),
    ],
)
def test_programmes_and_whole_lists_speak_for_their_entries(
    list_id: str, programmes: tuple[str, ...], wanted: str, answer: str, listed: Listed
) -> None:
    assert has_ground(listed(list_id, "Example", programmes=programmes), [wanted]) == answer


def test_an_unknown_ground_is_refused_with_the_vocabulary(listed: Listed) -> None:
    for wanted in (["human_right"], []):
        with pytest.raises(InputError, match="human_rights"):
            has_ground(listed("us_bis_meu", "Example"), wanted)


TABLES = sorted(
    file.name for file in files("lookthrough").joinpath("resources", "grounds").iterdir() if file.name.endswith(".toml")
)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_read_and_every_row_is_cited(table: str) -> None:
    text = files("lookthrough").joinpath("resources", "grounds", table).read_text(encoding="utf-8")
    for row in parse_grounds(text, table):
        assert row.citation
        assert row.says.endswith(".")
        assert set(row.grounds) <= set(GROUNDS)


def test_the_vocabulary_is_stable_snake_case_of_two_levels() -> None:
    assert all(word == word.lower() and word.replace("_", "").isalpha() for word in GROUNDS)
    assert all(not wider or GROUNDS[wider] == "" for wider in GROUNDS.values())


GOOD = """
list = "xx"
[[ground]]
pages = "84 FR 1-2"
grounds = ["human_rights"]
certain = true
confirmed = true
citation = "c"
says = "s."
"""


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('list = "xx"', 'list = "yy"', "list"),
        ('pages = "84 FR 1-2"', 'pages = "84 FR 2-1"', "ground[1].pages"),
        ('pages = "84 FR 1-2"', "", "ground[1].pages"),
        ('pages = "84 FR 1-2"', 'pages = "84 FR 1-2"\ncodes = ["A"]', "ground[1].pages"),
        ('["human_rights"]', '["rights"]', "ground[1].grounds"),
        ("certain = true", "", "ground[1].certain"),
        ('says = "s."', 'says = "s."\nwhy = "x"', "ground[1].why"),
    ],
)
def test_a_damaged_table_is_refused_with_its_place(old: str, new: str, place: str) -> None:
    assert parse_grounds(GOOD, "xx.toml")
    with pytest.raises(StateError) as caught:
        parse_grounds(GOOD.replace(old, new), "xx.toml")
    assert f"xx.toml, column '{place}'" in str(caught.value)


@given(
    st.lists(st.sampled_from([OCTOBER, "86 FR 36499, 7/12/21", "no page", "81 FR 12006, 3/8/16", "1 FR 1"])),
    st.lists(st.sampled_from(["3", "4", "9"])),
    st.sampled_from(["us_bis_entity_list", "us_ofac_sdn", "un_sc", "xx"]),
)
def test_a_listing_always_has_a_ground_and_a_wider_word_finds_no_less(
    citations: list[str], footnotes: list[str], list_id: str
) -> None:
    entry = Listing("x", "x", list_id, "Example", citations=tuple(citations), footnotes=tuple(footnotes))
    assert grounds_of(entry)
    order = ["no", "unknown", "yes"]
    for word, wider in GROUNDS.items():
        if wider:
            assert order.index(has_ground(entry, [word])) <= order.index(has_ground(entry, [wider]))


def test_a_notice_has_the_same_pages_in_every_table() -> None:
    """Because an entry that cites a page inside must not find the notice in one table and miss it in another."""
    tables = [Path(str(files("lookthrough").joinpath("resources", folder))) for folder in ("grounds", "evidence")]
    printed = {
        pages
        for table in tables
        for file in table.glob("*.toml")
        for pages in re.findall(r'^pages = "(.+)"$', file.read_text("utf-8"), re.MULTILINE)
    }
    first_pages = Counter(pages.partition("-")[0] for pages in printed)
    assert [page for page, count in first_pages.items() if count > 1] == []
