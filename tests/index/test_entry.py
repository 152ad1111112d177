"""What the index keeps of a party beside its names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lookthrough.index.entry import LONGEST_ADDRESS, MOST_ADDRESSES, IndexEntry, pack, unpack
from lookthrough.model.attributes import GENDERS, Attributes
from lookthrough.model.dates import from_iso
from lookthrough.model.entity import Identifier, Name

dates = st.sampled_from(["1961~", "1961", "1961-05", "1961-05-06", "1960-01-01/1961-12-31"]).map(from_iso)
words = st.text(st.characters(exclude_characters="\x1e\x1f", exclude_categories=["Cs"]), min_size=1, max_size=20)
attributes = st.builds(
    Attributes,
    countries=st.lists(st.sampled_from(["cn", "ir", "ae"]), max_size=2).map(tuple),
    nationalities=st.lists(st.sampled_from(["cn", "ir", "ae"]), max_size=2).map(tuple),
    birth_dates=st.lists(dates, max_size=3).map(tuple),
    genders=st.lists(st.sampled_from(GENDERS), max_size=2).map(tuple),
    addresses=st.lists(words, max_size=4).map(tuple),
    identifiers=st.lists(st.builds(Identifier, st.sampled_from(["lei", "passport"]), words), max_size=2).map(tuple),
)  # fmt: skip


@given(attributes)
def test_attributes_are_read_back_as_they_were_packed(given_: Attributes) -> None:
    assert unpack(pack(given_)) == given_


def test_nothing_known_takes_no_room() -> None:
    assert pack(Attributes()) == ""
    assert unpack("") == Attributes()


def test_one_party_cannot_fill_the_index() -> None:
    kept = unpack(pack(Attributes(addresses=("x" * 5000,) * 500))).addresses
    assert (len(kept), len(kept[0])) == (MOST_ADDRESSES, LONGEST_ADDRESS)


def test_an_entry_gives_what_is_known_beside_its_names() -> None:
    entry = IndexEntry(
        "zz:1", "person", (Name("Jane Roe"),), ("ir",), birth_dates=(from_iso("1961"),), genders=("female",)
    )
    assert entry.attributes == Attributes(countries=("ir",), birth_dates=(from_iso("1961"),), genders=("female",))
