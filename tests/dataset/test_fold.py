from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from lookthrough.dataset.fold import fold
from lookthrough.model.entity import Identifier
from lookthrough.model.schema import ENTITY_PROPS, LISTING_PROPS
from lookthrough.model.statement import Statement

EDITIONS = ("2019-01-01", "2020-01-01", "2021-01-01", "2022-01-01")


def say(prop: str, value: str, **changes: object) -> Statement:
    plain = Statement(
        "zz_red:1", "zz_red:1", "company", prop, value, value, "zz_red", "list.csv", 2, prop, "2020-01-01",
        seen_from="2020-01-01",
    )  # fmt: skip
    return replace(plain, **changes)


def one(*statements: Statement, known_on: date | None = None):
    [entity] = fold(statements, known_on).values()
    return entity


def test_the_primary_name_comes_first_and_weak_aliases_stay_apart():
    entity = one(say("weak_alias", "HIKVISION"), say("name", "Hikvision"), say("alias", "Hikvision"))
    assert [(n.text, n.quality) for n in entity.names] == [
        ("Hikvision", "name"),
        ("HIKVISION", "weak_alias"),
        ("Hikvision", "alias"),
    ]
    assert entity.name == "Hikvision"


def test_an_entity_without_a_name_is_shown_by_its_id():
    assert one(say("country", "cn")).name == "zz_red:1"


def test_countries_come_from_country_and_nationality_once():
    assert one(say("country", "cn"), say("nationality", "ru"), say("country", "cn")).countries == ("cn", "ru")


def test_identifiers_carry_their_scheme():
    entity = one(say("identifier", "lei:5493"), say("identifier", "no-scheme"), say("identifier", "tax:a:b"))
    assert entity.identifiers == (Identifier("lei", "5493"), Identifier("tax", "a:b"))


def test_other_properties_are_kept_value_by_value():
    entity = one(say("website", "a.example"), say("parent", "P"), say("website", "b.example"), say("reason", "why"))
    assert dict(entity.properties) == {"website": ("a.example", "b.example"), "parent": ("P",), "reason": ("why",)}


def test_a_listing_carries_dates_texts_and_verbatim_cells():
    entity = one(
        say("name", "Hikvision"),
        say("listed_since", "2019-10-09", original="10/9/2019"),
        say("effective_from", "2021-08-02"),
        say("divest_until", "2022-06-03"),
        say("programme", "EAR"),
        say("citation", "86 FR 33119"),
        say("citation", "84 FR 54002"),
        say("requirement", "For all items subject to the EAR"),
        say("footnote", "4"),
        say("cell", "", original="10/9/2019", column="start_date"),
    )
    [listing] = entity.listings
    assert listing.since is not None
    assert (listing.since.iso, listing.since.text) == ("2019-10-09", "10/9/2019")
    assert str(listing.effective) == "2021-08-02"
    assert str(listing.divest_until) == "2022-06-03"
    assert listing.citations == ("84 FR 54002", "86 FR 33119")
    assert (listing.programmes, listing.footnotes) == (("EAR",), ("4",))
    assert listing.requirement == "For all items subject to the EAR"
    assert listing.cells == (("start_date", "10/9/2019"),)
    assert (listing.file, listing.row, listing.listed_name) == ("list.csv", 2, "Hikvision")
    assert listing.until is None


def test_an_end_that_the_publisher_states_is_believed_before_an_absence():
    entity = one(say("name", "A", seen_until="2022-01-01"), say("listed_until", "2021-06-01", seen_until="2022-01-01"))
    [listing] = entity.listings
    assert (str(listing.until), listing.until_basis) == ("2021-06-01", "stated")


def test_citations_without_a_number_stand_last_as_printed():
    entity = one(say("citation", "a press release"), say("citation", "84 F.R. 54,002"), say("citation", "62 FR 4910"))
    assert entity.listings[0].citations == ("62 FR 4910", "84 F.R. 54,002", "a press release")


def test_a_date_that_is_none_leaves_the_listing_undated():
    assert one(say("listed_since", "soon")).listings[0].since is None


def test_records_of_one_entity_are_listings_of_their_own_oldest_first():
    entity = one(
        say("name", "CSSC", record="zz_red:1#2022-10-05"),
        say("listed_since", "2022-10-05", record="zz_red:1#2022-10-05"),
        say("name", "CSSC", record="zz_red:1#2021-06-03"),
        say("listed_since", "2021-06-03", record="zz_red:1#2021-06-03"),
    )
    assert [listing.id for listing in entity.listings] == ["zz_red:1#2021-06-03", "zz_red:1#2022-10-05"]


def test_an_entry_that_returns_without_a_date_is_a_second_period():
    entity = one(
        say("name", "A", edition="2019-01-01", seen_from="2019-01-01", seen_until="2020-01-01"),
        say("name", "A", edition="2021-01-01", seen_from="2021-01-01"),
    )
    first, second = entity.listings
    assert (first.seen_from, str(first.until), first.until_basis) == (
        "2019-01-01", "2020-01-01", "absent from a later edition",
    )  # fmt: skip
    assert (second.seen_from, second.until) == ("2021-01-01", None)
    assert [n.text for n in entity.names] == ["A"]


def test_an_entry_that_returns_with_its_old_date_was_never_off():
    entity = one(
        say("listed_since", "2018-05-05", edition="2019-01-01", seen_from="2019-01-01", seen_until="2020-01-01"),
        say("listed_since", "2018-05-05", edition="2021-01-01", seen_from="2021-01-01"),
    )
    [listing] = entity.listings
    assert (listing.seen_from, listing.edition, listing.until) == ("2019-01-01", "2021-01-01", None)


def test_a_changed_name_is_replaced_but_known_on_shows_the_old_one():
    statements = (
        say("name", "Old", edition="2019-01-01", seen_from="2019-01-01", seen_until="2021-01-01"),
        say("name", "New", edition="2022-01-01", seen_from="2021-01-01"),
    )
    assert one(*statements).name == "New"
    assert one(*statements, known_on=date(2020, 12, 31)).name == "Old"
    assert one(*statements, known_on=date(2021, 1, 1)).name == "New"


def test_what_nobody_had_read_yet_is_not_known():
    assert fold([say("name", "A")], date(2019, 12, 31)) == {}


def test_an_entity_that_is_gone_is_shown_in_its_last_wording():
    entity = one(
        say("name", "First", edition="2019-01-01", seen_from="2019-01-01", seen_until="2020-01-01"),
        say("name", "Last", edition="2020-01-01", seen_from="2020-01-01", seen_until="2021-01-01"),
    )
    assert [n.text for n in entity.names] == ["Last"]
    [listing] = entity.listings
    assert (listing.seen_from, str(listing.until)) == ("2019-01-01", "2021-01-01")


@st.composite
def claims(draw: st.DrawFn) -> Statement:
    first = draw(st.integers(0, 3))
    last = draw(st.integers(first, 3))
    return Statement(
        entity_id=draw(st.sampled_from(["zz_red:1", "zz_red:2"])),
        record=draw(st.sampled_from(["r1", "r2"])),
        kind=draw(st.sampled_from(["company", "person", "any"])),
        prop=draw(st.sampled_from([*ENTITY_PROPS, *LISTING_PROPS, "cell"])),
        value=draw(st.sampled_from(["", "x", "2019-10-09", "lei:1", "cn", "2019-13-40"])),
        original=draw(st.text(max_size=5)),
        list_id="zz_red",
        edition=EDITIONS[last],
        seen_from=EDITIONS[first],
        seen_until=EDITIONS[last + 1] if last < 3 else None,
    )


@given(st.lists(claims(), max_size=30), st.sampled_from([None, *map(date.fromisoformat, EDITIONS)]))
@settings(max_examples=150)
def test_any_statements_fold_to_whole_entities(statements, known_on):
    known = [s for s in statements if known_on is None or s.seen_from <= known_on.isoformat()]
    entities = fold(statements, known_on)
    assert set(entities) == {s.entity_id for s in known}
    for entity in entities.values():
        assert entity.names
        own = {s.record for s in known if s.entity_id == entity.id}
        assert {listing.id for listing in entity.listings} == own
        for listing in entity.listings:
            assert listing.seen_from <= listing.edition
            assert listing.until is None or listing.until_basis


@given(st.lists(claims(), max_size=20).flatmap(lambda own: st.tuples(st.just(own), st.permutations(own))))
@settings(max_examples=100)
def test_what_is_listed_does_not_depend_on_the_order_of_statements(orders):
    ours, theirs = fold(orders[0]), fold(orders[1])
    assert set(ours) == set(theirs)
    for entity_id, entity in ours.items():
        other = theirs[entity_id]
        assert {(x.id, x.seen_from, str(x.until)) for x in entity.listings} == {
            (x.id, x.seen_from, str(x.until)) for x in other.listings
        }
        assert set(entity.names) == set(other.names)


def test_an_estimated_birth_date_stays_an_estimate_and_genders_and_nationalities_are_told():
    entity = one(
        say("name", "Jane Roe"),
        say("birth_date", "1961~", original="circa 1961"),
        say("gender", "female"),
        say("gender", "unspecified"),
        say("nationality", "ir"),
        say("nationality", "Palestinian"),
    )
    assert [(str(d), d.circa, d.text) for d in entity.birth_dates] == [("about 1961", True, "circa 1961")]
    assert (entity.genders, entity.nationalities, entity.countries) == (("female",), ("ir",), ("ir",))
    assert entity.attributes.birth_dates == entity.birth_dates
