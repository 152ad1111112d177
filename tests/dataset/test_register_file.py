"""A register in one SQLite file: what goes in comes out, and a later file takes the place of an earlier one."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lookthrough.dataset.register_file import open_register, write_register
from lookthrough.dataset.register_rows import name_key
from lookthrough.errors import StateError
from lookthrough.model.dates import between, from_iso
from lookthrough.model.entity import Identifier, Name
from lookthrough.model.link import Link
from lookthrough.model.register import Edition, Gap, Party, Rest, Tie, Withdrawal
from lookthrough.model.share import Share

EDITION = Edition("r", "A register", "2026-07-09", ("a.csv",))
HALF = Share(Fraction(1, 2), Fraction(1, 2), "50 %")


def written(*files, path=None):
    return write_register(path, [(f"f{n}", records) for n, records in enumerate(files)], EDITION)


def owns(owner, owned, share=HALF, stated=None, **more):
    return Link("owns", owner, owned, share, register="r", stated=from_iso(stated) if stated else None, **more)


texts = st.text(max_size=12)
dates = st.none() | st.sampled_from(
    [from_iso("2019"), from_iso("2019-10"), from_iso("2019-10-09", "9 Oct. 2019"), from_iso("1961~"),
     between(from_iso("2018"), from_iso("2019-06-01"), "ended by 2019-06-01")]
)  # fmt: skip
parts = st.fractions(0, 1, max_denominator=10**12)
shares = st.builds(lambda low, high, text, a, b: Share(min(low, high), max(low, high), text, a, b),
                   parts, parts, texts, st.booleans(), st.booleans())  # fmt: skip
origins = st.sampled_from(["r: a.csv, row 3", "", "r: b 2.xml, record 12, lapsed", "row 007"]) | texts
links = st.builds(
    Link, st.just("owns"), texts, texts, shares, dates, dates, origins, st.sampled_from(["equity", "votes"]),
    st.sampled_from(["direct", "unknown"]), texts, dates, texts,
)  # fmt: skip


@settings(max_examples=40)
@given(st.lists(links, max_size=5))
def test_links_come_out_as_they_went_in(stated):
    assert list(written(stated).links()) == stated


def test_parties_ties_and_gaps_come_out_as_they_went_in():
    names = (Name("Société Générale"), Name("SocGen", "alias"), Name("Old", "former_name"))
    codes = (Identifier("lei", "O2RNE8IBXP4R0TD8PU41"), Identifier("other", "a:b"))
    party = Party("p", "company", names, ("fr", "gb"), codes, "r: a.csv, row 2", "ACTIVE", "r", from_iso("2020"))
    tie = Tie("q", "p", "officer", "director", from_iso("2019"), None, "r: a.csv, row 4", "r")
    gap = Gap("p", "ULTIMATE", "NO_LEI", "a note", "r: a.csv, row 5", "r", from_iso("2020-01-02"))
    register = written([party, tie, gap])
    assert (register.party("p"), register.ties_of("p"), register.ties_of("q")) == (party, (tie,), (tie,))
    assert (register.gaps_of("p"), register.gaps_of("q"), register.party("q")) == ((gap,), (), None)
    assert register.coded(codes[0]) == register.coded(codes[1]) == (party,)
    assert register.coded(Identifier("lei", "none")) == ()


def test_a_name_is_found_without_case_accents_and_legal_form():
    register = written([Party("a", names=(Name("Société Alpha S.A."), Name("Alpha Co., Ltd.", "alias"))), Party("b")])
    for asked in ("societe alpha", "SOCIÉTÉ ALPHA SA", "Alpha", "alpha limited"):
        assert [party.id for party in register.called(asked)] == ["a"], asked
    assert register.called("beta") == register.called("...") == ()


def test_owners_and_owned_are_found_and_counted_without_reading_them():
    stated = [owns(f"o{n}", "co") for n in range(50)] + [owns("co", "sub")]
    register = written(stated)
    assert register.counts("co") == (50, 1)
    assert [link.source for link in register.owners_of("co", 3)] == ["o0", "o1", "o2"]
    assert register.owned_by("co") == (stated[-1],)
    assert (register.edition.parties, register.edition.links) == (0, 51)


def test_stakes_of_one_file_stand_beside_each_other_and_a_later_file_replaces_them():
    lots = [owns("x", "co"), owns("x", "co"), owns("y", "co")]
    newer = owns("x", "co", Share(Fraction(1, 4), Fraction(1, 4)))
    assert written(lots, [newer]).owners_of("co") == (lots[2], newer)


def test_an_older_statement_does_not_replace_a_newer_one():
    new, old = owns("x", "co", stated="2024-01-02"), owns("x", "co", Share(), stated="2023-01-02")
    assert written([new], [old]).owners_of("co") == (new,)
    first = Party("p", names=(Name("New"),), stated=from_iso("2024"))
    second = Party("p", names=(Name("Old"),), stated=from_iso("2023"))
    register = written([first], [second])
    assert (register.party("p"), register.called("old")) == (first, ())


def test_what_is_withdrawn_is_gone():
    stated = [Party("p"), owns("x", "p", directness="direct"), owns("x", "p", directness="indirect"),
              Tie("p", "m", "management", "MANAGED"), Gap("p", "ULTIMATE", "NO_LEI")]  # fmt: skip
    taken = [Withdrawal("party", ("p",)), Withdrawal("link", ("x", "p", "equity", "direct")),
             Withdrawal("tie", ("p", "m", "MANAGED")), Withdrawal("gap", ("p", "ULTIMATE"))]  # fmt: skip
    register = written(stated, taken)
    assert (register.party("p"), register.ties_of("p"), register.gaps_of("p")) == (None, (), ())
    assert register.owners_of("p") == (stated[2],)


def test_a_register_on_disk_answers_as_one_in_memory(tmp_path: Path):
    stated = [Party("p", names=(Name("Alpha"),)), owns("x", "p")]
    written(stated, path=tmp_path / "r.sqlite").close()
    register = open_register(tmp_path / "r.sqlite")
    assert list(register.parties()) == [stated[0]]
    assert list(register.links()) == [stated[1]]
    assert register.edition.files == ("a.csv",)


@pytest.mark.parametrize("damage", [b"", b"no database at all, though long enough to be one" * 20])
def test_what_is_no_register_is_our_own_trouble(tmp_path: Path, damage: bytes):
    (tmp_path / "r.sqlite").write_bytes(damage)
    with pytest.raises(StateError, match="damaged"):
        open_register(tmp_path / "r.sqlite")


def test_undecodable_letters_are_shown_and_stop_nothing():
    assert written([owns("x\udcff", "p")]).owners_of("p")[0].source == "x?"


@given(st.text(alphabet="Ab1 .,-()/Ltd", max_size=60))
def test_the_quick_way_to_a_names_key_is_the_general_one(name):
    assert name_key(name) == name_key(name + "\u200b"), "an invisible letter sends it the general way"


@pytest.mark.parametrize("damage", ["cut", "zeroed"])
def test_a_torn_file_is_never_nothing_found(tmp_path: Path, damage: str):
    path = tmp_path / "r.sqlite"
    written([owns(f"owner number {n} of many", f"co {n}") for n in range(2000)], path=path).close()
    data = path.read_bytes()
    half = len(data) // 2
    path.write_bytes(data[:half] if damage == "cut" else data[:4096] + b"\0" * (len(data) - 4096))

    def every_row() -> bool:
        register = open_register(path)
        return all(register.owners_of(f"co {n}") for n in range(2000))

    with pytest.raises(StateError, match="damaged"):
        every_row()


def test_of_many_owners_the_largest_are_given_and_the_others_are_added_up():
    def part(low, high):
        return Share(Fraction(low, 100), Fraction(high, 100))

    board = Link("controls", "b", "co", kind="board", register="r")
    stated = [owns("x", "co", part(10, 10)), owns("y", "co", part(40, 40)), owns("z", "co", part(0, 20)), board]
    largest, rest = written(stated).largest_owners("co", 2)
    assert [link.source for link in largest] == ["y", "b"], "in the order of the file; a stated fact before shares"
    assert rest == Rest(2, {"equity": Fraction(30, 100)})
