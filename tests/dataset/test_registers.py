"""Registers at rest: editions are kept, an update goes on from what is there, and a refusal leaves nothing behind."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lookthrough.dataset.build import choose
from lookthrough.dataset.registers import open_registers, take_in
from lookthrough.dataset.store import Store
from lookthrough.errors import ExpectationError, InputError, Issues, NotFoundError, StateError

NOW = datetime(2026, 7, 9, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home")


def table(folder: Path, rows, name="owners.csv") -> Path:
    path = folder / name
    path.write_text("owner,owned,share\n" + "".join(f"{owner},{owned},{share}\n" for owner, owned, share in rows))
    return path


def changes(folder: Path, *lines, name="changes.json") -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n")
    return path


def load(store, *files, **more):
    issues = Issues()
    return take_in(store, files, now=NOW, issues=issues, **more), issues


def company(key, name, op=None):
    entity = f'{{"id": "{key}", "schema": "Company", "properties": {{"name": ["{name}"]}}}}'
    return f'{{"op": "{op}", "entity": {entity}}}' if op else entity


def test_a_table_of_ones_own_is_a_register_that_stays(store, tmp_path):
    edition, issues = load(store, table(tmp_path, [("A", "B", "50%")]), edition="2026-07-01")
    assert (edition.register, edition.day, edition.parties, edition.links) == ("owners", "2026-07-01", 2, 1)
    (register,) = open_registers(store)
    assert (register.edition, store.registers()) == (edition, ("owners",))
    assert [str(link.share) for link in register.owners_of("B")] == ["50%"]
    assert list(issues.counts) == ["columns-read"]


def test_a_file_without_a_day_is_taken_for_that_of_loading_and_it_is_said(store, tmp_path):
    edition, issues = load(store, table(tmp_path, [("A", "B", "50%")]))
    assert (edition.day, issues.counts["edition-day-of-loading"]) == ("2026-07-09", 1)


def test_a_newer_whole_edition_takes_the_place_and_the_older_can_still_be_asked(store, tmp_path):
    load(store, table(tmp_path, [("A", "B", "50%")]), edition="2025-01-01")
    load(store, table(tmp_path, [("A", "B", "20%")]), edition="2026-01-01")
    (now,) = open_registers(store)
    (then,) = open_registers(store, date(2025, 6, 1))
    assert [str(r.owners_of("B")[0].share) for r in (now, then)] == ["20%", "50%"]
    assert open_registers(store, date(2024, 1, 1)) == ()


def test_an_older_edition_is_kept_and_not_in_force(store, tmp_path):
    load(store, table(tmp_path, [("A", "B", "50%")]), edition="2026-01-01")
    edition, issues = load(store, table(tmp_path, [("A", "B", "20%")]), edition="2025-01-01")
    assert (edition.day, issues.counts["edition-not-in-force"]) == ("2026-01-01", 1)


def test_an_update_goes_on_from_what_is_kept(store, tmp_path):
    load(store, changes(tmp_path, company("a", "Alpha"), company("b", "Beta"), name="e.json"), edition="2026-01-01")
    update = changes(tmp_path, company("a", "New Alpha", "MOD"), '{"op": "DEL", "entity": {"id": "b"}}', name="e.json")
    edition, _ = load(store, update, edition="2026-02-01")
    (register,) = open_registers(store)
    assert [party.name for party in register.parties()] == ["New Alpha"]
    assert [party.id for party in register.called("new alpha")] == ["a"]
    assert register.called("Alpha") == register.called("Beta") == (), "what a party was called once finds it no more"
    assert (edition.files, edition.day) == (("e.json", "e.json"), "2026-02-01")


def test_parts_of_one_edition_stand_beside_each_other(store, tmp_path):
    parts = [table(tmp_path, [("A", "B", "20%")], "part 1.csv"), table(tmp_path, [("A", "B", "30%")], "part 2.csv")]
    load(store, *parts, edition="2026-01-01")
    (register,) = open_registers(store)
    assert [str(link.share) for link in register.owners_of("B")] == ["20%", "30%"], "two lots of one register"


def test_the_file_is_made_anew_where_it_was_deleted_and_says_the_same(store, tmp_path):
    first, _ = load(store, changes(tmp_path, company("a", "Alpha"), name="e.json"), edition="2026-01-01")
    second, _ = load(store, changes(tmp_path, company("a", "Omega", "MOD"), name="e.json"), edition="2026-02-01")
    for path in (store.home / "registers").rglob("*.sqlite"):
        path.unlink()
    (register,) = open_registers(store)
    assert (register.edition, [party.name for party in register.parties()]) == (second, ["Omega"])
    assert first.id != second.id


def test_a_whole_edition_that_lost_half_is_not_believed_unless_one_says_so(store, tmp_path):
    many = [(f"O{n}", "Co", "1%") for n in range(60)]
    load(store, table(tmp_path, many), edition="2026-01-01")
    with pytest.raises(ExpectationError, match="accept-shrink"):
        load(store, table(tmp_path, many[:10]), edition="2026-02-01")
    assert (open_registers(store)[0].edition.links, len(store.editions("owners"))) == (60, 1)
    edition, _ = load(store, table(tmp_path, many[:10]), edition="2026-02-01", accept_shrink=True)
    assert edition.links == 10


def test_a_broken_file_leaves_what_was_there(store, tmp_path):
    load(store, changes(tmp_path, company("a", "Alpha"), name="e.json"), edition="2026-01-01")
    broken = tmp_path / "e.json"
    broken.write_text("[" + company("a", "Alpha") + ", {")
    with pytest.raises(InputError):
        load(store, broken, edition="2026-02-01")
    assert [party.name for party in open_registers(store)[0].parties()] == ["Alpha"]
    assert list((store.home / "registers").rglob("*.partial")) == []


def test_the_same_files_of_the_same_day_are_kept_once(store, tmp_path):
    first, _ = load(store, table(tmp_path, [("A", "B", "50%")]), edition="2026-01-01")
    again, _ = load(store, table(tmp_path, [("A", "B", "50%")]), edition="2026-01-01")
    assert (first, len(store.editions("owners"))) == (again, 1)


@pytest.mark.parametrize(("name", "error"), [("nothing", NotFoundError), ("bods", InputError)])
def test_a_format_that_is_not_there_or_not_the_files_is_refused(store, tmp_path, name, error):
    with pytest.raises(error):
        load(store, table(tmp_path, [("A", "B", "50%")]), name=name)


def test_a_day_in_the_future_is_refused(store, tmp_path):
    with pytest.raises(InputError, match="future"):
        load(store, table(tmp_path, [("A", "B", "50%")]), edition="2027-01-01")


def test_a_kept_file_that_was_changed_is_our_own_trouble(store, tmp_path):
    load(store, table(tmp_path, [("A", "B", "50%")]), edition="2026-01-01")
    (kept,) = store.editions("owners")
    kept.files[0].write_text("owner,owned,share\nX,B,90%\n")
    for path in (store.home / "registers").rglob("*.sqlite"):
        path.unlink()
    with pytest.raises(StateError, match="changed"):
        open_registers(store)


def test_registers_are_no_lists(store, tmp_path):
    load(store, table(tmp_path, [("A", "B", "50%")]), edition="2026-01-01")
    assert choose(store.editions(), {}) == ()
