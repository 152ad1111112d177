"""What stands beside the names supports or separates, without sinking a true match."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.match.attribute_reasons import attribute_reasons
from lookthrough.match.attributes import (
    BIRTH_DATES,
    MOST_OF_NAME,
    Comparison,
    added,
    compare_attributes,
    decided,
    most_agreement,
)
from lookthrough.match.score import DEFAULT_THRESHOLD, DOUBT, FLOOR, raw_of, score_of
from lookthrough.model.attributes import Attributes
from lookthrough.model.dates import day, from_iso, year
from lookthrough.model.entity import Identifier

#: The agreement of an equal name, in points times percent: two common words, two rare ones, a long rare name.
COMMON, USUAL, LONG = 2 * 40 * 100, 2 * 90 * 100, 5 * 100 * 100


def of(**known: object) -> Attributes:
    """Attributes from plain texts."""
    if "born" in known:
        known["birth_dates"] = tuple(from_iso(text) for text in str(known.pop("born")).split(";"))
    if "codes" in known:
        pairs = [text.split(":") for text in str(known.pop("codes")).split(";")]
        known["identifiers"] = tuple(Identifier(scheme, value) for scheme, value in pairs)
    return Attributes(**known)  # type: ignore[arg-type]


def score(found: tuple[Comparison, ...], agree: int = USUAL, separate: int = 0) -> float:
    """The score of names with these sums and what was compared."""
    return score_of(agree, separate + DOUBT, found)


def only(ours: Attributes, theirs: Attributes) -> Comparison:
    [found] = compare_attributes(ours, theirs)
    return found


@pytest.mark.parametrize("name", [COMMON, USUAL, LONG])
@pytest.mark.parametrize(
    ("born", "because"),
    [
        ("1965-03-14", "one digit is wrong"),
        ("1985-03-04", "one digit is wrong, in the year"),
        ("1965-04-03", "day and month are exchanged"),
        ("1966-03-04", "the year is one beside"),
        ("1965", "the list knows the year only"),
        ("1961~", "the list gives an estimate"),
    ],
)
def test_a_slip_in_the_birth_date_does_not_sink_an_equal_name(name: int, born: str, because: str) -> None:
    found = compare_attributes(of(born="1965-03-04"), of(born=born))
    assert score(found, name) >= DEFAULT_THRESHOLD, because


@pytest.mark.parametrize("name", [COMMON, USUAL, LONG])
def test_a_clearly_different_birth_date_is_no_alert_but_still_shown_further_down(name: int) -> None:
    ours = of(born="1965-03-04", countries=("sy",), genders=("male",))
    found = compare_attributes(ours, of(born="1981-11-20", countries=("sy",), genders=("male",)))
    assert score(found, name) > FLOOR, "whoever asks wider finds it"
    assert raw_of(score(found, name)) < 0.77 < raw_of(DEFAULT_THRESHOLD), "whatever else agrees, however long the name"
    [reason] = [r for r in attribute_reasons(found) if r.feature == "birth_date"]
    assert reason.score < 0.5
    assert "contradict" in reason.says
    assert (reason.query_value, reason.list_value) == ("1965-03-04", "1981-11-20")


def test_of_several_birth_dates_the_one_that_fits_counts() -> None:
    found = only(of(born="1965-03-04"), of(born="1981-11-20;1965-03-04"))
    assert (found.relation, found.list_value) == ("agree", "1981-11-20, 1965-03-04")


def test_better_dates_score_higher() -> None:
    order = ["1965-03-04", "1965-03", "1965", "1965-03-14", "1966", "1965-11-25", "1981-11-20"]
    scores = [score(compare_attributes(of(born="1965-03-04"), of(born=born)), separate=4000) for born in order]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_different_genders_separate_moderately() -> None:
    found = compare_attributes(of(genders=("male",)), of(genders=("female",)))
    assert [c.relation for c in found] == ["contradict"]
    assert DEFAULT_THRESHOLD <= score(found, USUAL) < 0.9, "publishers err in genders"
    assert score(found, COMMON) < DEFAULT_THRESHOLD, "a common name of another gender is a namesake"


@pytest.mark.parametrize(
    ("ours", "theirs", "relation"),
    [
        (of(countries=("cn",)), of(countries=("cn", "hk")), "agree"),
        (of(countries=("cn",)), of(countries=("ru",)), "contradict"),
        (of(nationalities=("ir",)), of(countries=("ir",)), "agree"),
        (of(nationalities=("ir",)), of(nationalities=("iq",)), "contradict"),
        (of(nationalities=("lb",)), of(nationalities=("iq",), countries=("iq",)), "contradict"),
        (of(nationalities=("ir",), countries=("ae",)), of(nationalities=("iq",), countries=("ae",)), "near"),
        (of(nationalities=("ir",), countries=("ae",)), of(nationalities=("ir",), countries=("sy",)), "agree"),
    ],
)
def test_countries_and_nationalities(ours: Attributes, theirs: Attributes, relation: str) -> None:
    assert only(ours, theirs).relation == relation
    assert only(theirs, ours).relation == relation


def test_places_of_mere_incorporation_contradict_nothing() -> None:
    assert compare_attributes(of(countries=("ky",)), of(countries=("cn",))) == ()


@pytest.mark.parametrize(
    ("one", "other", "relation", "because"),
    [
        ("555 Qianmo Road, Binjiang District, Hangzhou 310051, China", "No. 555 Qianmo Rd., Hangzhou", "agree", "same"),
        ("P.O. Box 1234, Tehran, Iran", "Box 1234, Tehran", "agree", "same box"),
        ("12 Main Street, Springfield", "98 Main Street, Springfield", "near", "the house number differs"),
        ("Unit 4, 12 Hill Street, Aleppo, Syria", "Aleppo", "near", "only the town"),
        ("12 Main Street, Springfield", "7 Harbour Avenue, Limassol, Cyprus", None, "another address says nothing"),
        ("Tehran, Iran", "Iran", None, "a country is compared apart"),
        ("12", "12 Main Street", None, "a number alone is none"),
        ("ул. Ленина 5, Москва", "ulitsa Lenina 5, Moskva", "agree", "the same in another script"),
    ],
)
def test_addresses(one: str, other: str, relation: str | None, because: str) -> None:
    found = compare_attributes(of(addresses=(one,)), of(addresses=("Nowhere 99, Atlantis", other)))
    assert [c.relation for c in found] == ([relation] if relation else []), because
    assert all(c.weight.separation == c.weight.share == 0 for c in found)


def test_an_equal_code_of_the_whole_world_decides() -> None:
    found = compare_attributes(of(codes="lei:549300S8YVGTJ1NMTW57"), of(codes="lei:549300S8YVGTJ1NMTW57"))
    assert decided(found)
    assert attribute_reasons(found)[0].score == 1.0
    assert attribute_reasons(found)[0].says == "The same LEI 549300S8YVGTJ1NMTW57 stands on the list."


@pytest.mark.parametrize(
    ("ours", "theirs", "expected", "because"),
    [
        ("passport:A1234567", "passport:A1234567", True, "long enough not to be equal by chance"),
        ("passport:1234", "passport:1234", False, "a short number is equal by chance"),
        ("registration_number:1027700149124", "ogrn:1027700149124", True, "the same number under its own name"),
        ("tax_id:7707083893", "inn:7707083893", True, "the same number under its own name"),
        ("registration_number:1234", "tax_id:1234", None, "a short number only counts under its own name"),
        ("passport:A1234567", "licence_number:A1234567", None, "a passport is no licence"),
    ],
)
def test_numbers_of_registers(ours: str, theirs: str, expected: bool | None, because: str) -> None:
    found = compare_attributes(of(codes=ours), of(codes=theirs))
    assert (decided(found) if found else None) is expected, because


def test_a_number_of_a_register_proves_nothing_across_countries() -> None:
    found = compare_attributes(
        of(codes="registration_number:12345678", countries=("de",)),
        of(codes="registration_number:12345678", countries=("fr",)),
    )
    assert not decided(found)
    assert [(c.feature, c.relation) for c in found] == [("identifier", "agree"), ("country", "contradict")]


def test_different_codes_of_which_a_party_has_one_contradict() -> None:
    found = compare_attributes(of(codes="imo:9074729"), of(codes="imo:9187629"))
    assert only(of(codes="imo:9074729"), of(codes="imo:9187629")).relation == "contradict"
    assert score(found, LONG) < DEFAULT_THRESHOLD, "two ships of one name are two ships"
    assert attribute_reasons(found)[0].score < 0.5


def test_different_passports_and_securities_say_nothing() -> None:
    assert compare_attributes(of(codes="passport:A1234567"), of(codes="passport:B7654321")) == ()
    assert compare_attributes(of(codes="isin:CNE100000PM8"), of(codes="isin:CNE000000XG4")) == ()


def test_what_is_unknown_adds_nothing() -> None:
    full = of(born="1965", countries=("cn",), genders=("male",), addresses=("x 1",), codes="passport:A1234567")
    assert compare_attributes(full, Attributes()) == compare_attributes(Attributes(), full) == ()
    assert added((), USUAL) == (0, 0)


def test_attributes_alone_make_no_match() -> None:
    ours = of(born="1965-03-04", countries=("sy",), genders=("male",), addresses=("Box 1234, Aleppo",))
    assert added(compare_attributes(ours, ours), 0) == (0, 0)
    assert added(compare_attributes(ours, ours), 1000).agreement == 1000 * MOST_OF_NAME // 100


def test_every_sentence_ends_and_names_both_values() -> None:
    for relation, weight in BIRTH_DATES.items():
        assert weight.agreement >= 0 <= weight.share, relation
    for born in ("1965-03-04", "1965-03", "1965", "1960/1970", "1961~", "1965-03-14", "1966", "1985-11-25", "1900~"):
        found = only(of(born="1965-03-04"), of(born=born))
        assert found.says.endswith(".")
        assert "1965-03-04" in found.says


days = st.dates(date(1920, 1, 1), date(2005, 12, 31))
dates = st.one_of(days.map(day), days.map(lambda d: year(d.year)), days.map(lambda d: year(d.year, circa=True)))
codes = st.sampled_from(["sy", "iq", "ir", "ky", "ae"])
identifiers = st.sampled_from(
    ["imo:9074729", "imo:9187629", "tax_id:7707083893", "inn:7707083893", "passport:A12"]
).map(lambda text: Identifier(*text.split(":")))
places = st.sampled_from(["12 Main Street, Springfield", "Main Street 12", "Springfield", "Box 7, Aleppo", ""])
sides = st.builds(
    Attributes,
    countries=st.lists(codes, max_size=2, unique=True).map(tuple),
    nationalities=st.lists(codes, max_size=2, unique=True).map(tuple),
    birth_dates=st.lists(dates, max_size=3).map(tuple),
    genders=st.lists(st.sampled_from(["male", "female"]), max_size=2, unique=True).map(tuple),
    addresses=st.lists(places, max_size=3).map(tuple),
    identifiers=st.lists(identifiers, max_size=2, unique=True).map(tuple),
)
sums = st.integers(0, 60_000)


@given(sides, sides, sums)
def test_the_points_are_the_same_when_the_sides_change_places(ours: Attributes, theirs: Attributes, agree: int) -> None:
    there, back = compare_attributes(ours, theirs), compare_attributes(theirs, ours)
    assert added(there, agree) == added(back, agree)
    assert decided(there) == decided(back)
    assert [c.weight for c in there] == [c.weight for c in back]


@given(sides, sides, st.integers(1, 60_000), st.integers(0, 60_000))
def test_a_better_name_never_scores_lower_with_the_same_attributes(
    ours: Attributes, theirs: Attributes, agree: int, separate: int
) -> None:
    found = compare_attributes(ours, theirs)
    assert score(found, agree + 100, separate) >= score(found, agree, separate) - 1e-4  # whole points are rounded down


@given(sides, sides, sums)
def test_every_comparison_moves_the_score_its_own_way(ours: Attributes, theirs: Attributes, agree: int) -> None:
    found = compare_attributes(ours, theirs)
    for gone in found:
        rest = tuple(c for c in found if c is not gone)
        if gone.relation == "agree":
            assert score(found, agree + 1, 500) >= score(rest, agree + 1, 500)
        if gone.relation == "contradict":
            assert score(found, agree + 1, 500) <= score(rest, agree + 1, 500)


@given(sides, sides, dates)
def test_one_more_birth_date_never_makes_it_worse_when_there_is_one(ours: Attributes, theirs: Attributes, more) -> None:
    if not ours.birth_dates or not theirs.birth_dates:
        return
    [before] = [c for c in compare_attributes(ours, theirs) if c.feature == "birth_date"]
    wider = replace(theirs, birth_dates=(*theirs.birth_dates, more))
    [after] = [c for c in compare_attributes(ours, wider) if c.feature == "birth_date"]
    assert after.weight.share + after.weight.separation <= before.weight.share + before.weight.separation


@given(sides, sides, sums)
def test_nothing_exceeds_the_bound_that_the_engine_prunes_by(ours: Attributes, theirs: Attributes, agree: int) -> None:
    found = added(compare_attributes(ours, theirs), agree)
    assert 0 <= found.agreement <= min(most_agreement(ours), agree * MOST_OF_NAME // 100)
    assert found.separation >= 0
