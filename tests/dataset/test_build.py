from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from lookthrough.dataset.build import build
from lookthrough.dataset.reading import interruptible
from lookthrough.dataset.store import Store
from lookthrough.errors import Issues, NotFoundError, ParseError, StateError

ALPHA = "zz_red,1,Alpha Ltd,,cn,2019-10-09,,,"
BETA = "zz_red,2,Beta Ltd,,ir,,,,"
GAMMA = "zz_blue,1,Gamma Ltd,,,,,,"


def seen(snapshot, entity_id, prop="name"):
    found = snapshot.statements(entity_id)
    return {(s.value, s.seen_from, s.seen_until, s.edition) for s in found if s.prop == prop}


def test_a_claim_is_seen_from_its_first_edition_until_the_first_without_it(bench):
    bench.load("2020-01-01", ALPHA, BETA)
    bench.load("2021-01-01", ALPHA.replace("Alpha", "Alfa"), BETA)
    bench.load("2022-01-01", ALPHA.replace("Alpha", "Alfa"), BETA)
    snapshot = bench.build()
    assert seen(snapshot, "zz_red:1") == {
        ("Alpha Ltd", "2020-01-01", "2021-01-01", "2020-01-01"),
        ("Alfa Ltd", "2021-01-01", None, "2022-01-01"),
    }
    assert seen(snapshot, "zz_red:2") == {("Beta Ltd", "2020-01-01", None, "2022-01-01")}


def test_a_claim_that_returns_has_two_times(bench):
    bench.load("2020-01-01", ALPHA, BETA)
    bench.load("2021-01-01", ALPHA, GAMMA, accept_shrink=True)
    bench.load("2022-01-01", ALPHA, BETA, accept_shrink=True)
    assert seen(bench.build(), "zz_red:2") == {
        ("Beta Ltd", "2020-01-01", "2021-01-01", "2020-01-01"),
        ("Beta Ltd", "2022-01-01", None, "2022-01-01"),
    }


def test_the_order_of_loading_does_not_matter(bench, tmp_path):
    bench.load("2020-01-01", ALPHA, BETA)
    bench.load("2021-01-01", ALPHA, BETA, GAMMA)
    forward = bench.build()
    bench.store = Store(tmp_path / "other")
    bench.load("2021-01-01", ALPHA, BETA, GAMMA)
    bench.load("2020-01-01", ALPHA, BETA)
    assert bench.build().id == forward.id


def test_the_same_editions_give_the_same_id_at_any_time(bench, tmp_path):
    bench.load("2020-01-01", ALPHA, BETA)
    first = bench.build()
    bench.now = datetime(2024, 6, 6, tzinfo=UTC)
    assert bench.build().id == first.id
    assert bench.build().manifest.created == first.manifest.created, "nothing was written again"
    bench.store = Store(tmp_path / "it's [another] home; x=1")
    bench.load("2020-01-01", ALPHA, BETA)
    assert bench.build().id == first.id
    assert bench.build().manifest.content == first.manifest.content


def test_equal_cells_of_one_entry_are_all_kept(bench):
    bench.load("2020-01-01", "zz_red,1,Alpha,Same|Same,cn|cn,,,,", BETA)
    found = bench.build().statements("zz_red:1")
    assert [s.value for s in found if s.prop == "alias"] == ["Same", "Same"]


def test_of_one_day_the_later_loaded_edition_speaks(bench):
    bench.load("2020-01-01", ALPHA, BETA)
    bench.now = datetime(2024, 5, 2, tzinfo=UTC)
    bench.load("2020-01-01", ALPHA.replace("Alpha", "Corrected"), BETA)
    assert seen(bench.build(), "zz_red:1") == {("Corrected Ltd", "2020-01-01", None, "2020-01-01")}
    assert bench.issues.counts["edition-of-the-same-day"] == 1


def test_an_edition_without_an_entry_of_a_list_says_nothing_about_it(bench):
    bench.load("2020-01-01", ALPHA, BETA, GAMMA)
    bench.load("2021-01-01", ALPHA, BETA, accept_shrink=True)
    snapshot = bench.build()
    assert {state.id: state.edition for state in snapshot.lists} == {"zz_blue": "2020-01-01", "zz_red": "2021-01-01"}
    assert snapshot.entity("zz_blue:1").listings[0].until is None


def test_the_manifest_tells_editions_counts_licence_hashes_and_issues(bench):
    bench.load("2020-01-01", ALPHA, BETA)
    kept = bench.load("2021-01-01", ALPHA, GAMMA, "zz_red,9,,,,,,,")
    manifest = bench.build(code="9.9").manifest
    blue, red = manifest.lists
    assert (red.id, red.source, red.edition) == ("zz_red", "zz_invented", "2021-01-01")
    assert (red.entries, red.entries_ever) == (1, 2)
    assert (blue.entries, blue.licence) == (1, "public domain")
    assert red.files == (("list.csv", kept.provenance.files[0].sha256),)
    assert dict(red.issues) == {"no-name": 1}
    assert (manifest.code, manifest.entries, manifest.entities) == ("9.9", 2, 3)


def test_the_newest_edition_decides_which_source_speaks(bench, make_source):
    own = make_source(id="zz_red_own", lists=("zz_red",))
    bench.load("2020-01-01", ALPHA, BETA, source=own)
    bench.load("2021-01-01", ALPHA, BETA)
    [state] = bench.build(bench.source, own).lists
    assert state.source == "zz_invented"
    assert state.not_used[0].source == "zz_red_own"
    assert "older" in state.not_used[0].why


def test_equally_new_sources_give_way_to_the_publishers_own(bench, make_source):
    own = make_source(id="zz_red_own", lists=("zz_red",))
    bench.load("2021-01-01", ALPHA, BETA, source=own)
    bench.load("2021-01-01", ALPHA, BETA, GAMMA)
    blue, red = bench.build(bench.source, own).lists
    assert (blue.source, red.source) == ("zz_invented", "zz_red_own")
    assert "fewer lists" in red.not_used[0].why


def test_readings_are_cached_and_the_cache_may_go(bench, monkeypatch):
    bench.load("2020-01-01", ALPHA, BETA)
    snapshot = bench.build()
    reads = []
    parse = bench.source.parse
    monkeypatch.setattr(bench.source, "parse", lambda files, issues: reads.append(1) or parse(files, issues))
    shutil.rmtree(bench.store.home / "snapshots")
    assert bench.build().id == snapshot.id
    assert reads == []
    shutil.rmtree(bench.store.home / "cache")
    assert bench.build().id == snapshot.id
    assert reads == [1]


def refuse(files, issues):
    raise ParseError("this version cannot read it")


def test_a_list_that_cannot_be_read_any_more_keeps_its_last_good_state_and_says_so(bench, make_source, monkeypatch):
    other = make_source(id="zz_other", lists=("zz_green",))
    bench.load("2020-01-01", ALPHA, BETA)
    bench.load("2020-01-01", "zz_green,1,Green,,,,,,", "zz_green,2,Grass,,,,,,", source=other)
    good = bench.build(bench.source, other)
    bench.load("2021-01-01", "zz_green,1,Green,,,,,,", "zz_green,3,Leaf,,,,,,", source=other)
    shutil.rmtree(bench.store.home / "cache")
    monkeypatch.setattr(bench.source, "parse", refuse)
    snapshot = bench.build(bench.source, other)
    green, red = snapshot.lists
    assert (green.edition, green.failed) == ("2021-01-01", "")
    assert red.edition == "2020-01-01"
    assert "cannot read it" in red.failed
    assert snapshot.entity("zz_red:1") == good.entity("zz_red:1")
    assert "cannot read it" in bench.store.failures()[0].message
    assert bench.issues.counts["edition-unreadable"] == 1
    monkeypatch.undo()
    assert bench.build(bench.source, other).lists[1].failed == ""
    assert bench.store.failures() == ()


def test_a_raw_file_that_was_changed_is_not_read(bench):
    kept = bench.load("2020-01-01", ALPHA, BETA)
    bench.build()
    kept.files[0].write_text("list,id,name\nzz_red,1,Forged\n")
    shutil.rmtree(bench.store.home / "cache")
    snapshot = bench.build()
    assert snapshot.entity("zz_red:1").name == "Alpha Ltd"
    assert "changed" in snapshot.lists[0].failed


def test_an_edition_whose_reader_is_gone_is_not_lost(bench, make_source):
    bench.load("2020-01-01", ALPHA, BETA)
    good = bench.build()
    snapshot = bench.build(make_source(id="zz_another"))
    assert snapshot.entity("zz_red:1") == good.entity("zz_red:1")
    assert "no reader" in snapshot.lists[0].failed


def test_a_failed_update_marks_the_list_in_the_next_snapshot(bench):
    bench.load("2020-01-01", ALPHA, BETA)
    good = bench.build()
    bench.store.record_failure("zz_invented", bench.now, "the server answered 500")
    marked = bench.build()
    assert marked.lists[0].failed == "the server answered 500"
    assert marked.id != good.id
    bench.store.clear_failure("zz_invented")
    assert bench.build().id == good.id
    assert bench.store.newest_snapshot().id == good.id


def test_nothing_to_build_from_says_what_to_do(bench):
    with pytest.raises(NotFoundError, match="lookthrough update"):
        bench.build()


def test_a_damaged_cache_is_told_with_the_way_out(bench):
    bench.load("2020-01-01", ALPHA, BETA)
    next((bench.store.home / "cache" / "zz_invented").iterdir()).write_bytes(b"junk")
    with pytest.raises(StateError, match="cache"):
        bench.build()


def test_progress_is_told_step_by_step(bench):
    bench.load("2020-01-01", ALPHA, BETA)
    told = []
    build(bench.store, [bench.source], now=bench.now, issues=Issues(), progress=lambda *step: told.append(step[0]))
    assert told[0] == "read zz_invented 2020-01-01"
    assert told[-1] == "publish"


def test_a_delisted_entity_ends_with_the_edition_that_lacks_it(bench):
    bench.load("2020-01-01", ALPHA, BETA)
    bench.load("2021-01-01", ALPHA, GAMMA)
    [listing] = bench.build().entity("zz_red:2").listings
    assert str(listing.until) == "2021-01-01"
    assert listing.until_basis == "absent from a later edition"
    assert listing.in_force(date(2020, 1, 1)) == "yes"
    assert listing.in_force(date(2020, 6, 1)) == "unknown", "it went on some day between the editions"
    assert listing.in_force(date(2021, 1, 1)) == "no"


def test_the_snapshot_folder_holds_nothing_else(bench):
    bench.load("2020-01-01", ALPHA, BETA)
    snapshot = bench.build()
    names = {path.name for path in Path(snapshot.folder).iterdir()}
    assert names == {"manifest.json", "statements.parquet", "entities.sqlite"}


def test_a_full_disk_while_building_leaves_the_last_good_snapshot(bench, monkeypatch):
    bench.load("2020-01-01", ALPHA, BETA)
    good = bench.build()
    bench.load("2021-01-01", ALPHA, GAMMA)

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(StateError, match="No space left"):
            bench.build()
    assert bench.store.newest_snapshot().id == good.id
    assert bench.build().lists[0].edition == "2021-01-01"


@pytest.mark.parametrize("days", [2, 4])
def test_many_editions_fold_like_a_plain_walk_over_them(bench, days):
    """The table's windows against the definition, on editions that come and go."""
    editions = {
        f"2020-01-0{day + 1}": [f"zz_red,{n},Name {n},,,,,," for n in range(6) if (n * 7 + day * day) % 3 or not n]
        for day in range(days)
    }
    for day, rows in editions.items():
        bench.load(day, *rows, accept_shrink=True)
    snapshot = bench.build()
    for n in range(6):
        said = [f"zz_red,{n},Name {n},,,,,," in rows for rows in editions.values()]
        dates = [*editions, None]
        runs = {
            (dates[first], dates[last])
            for first in range(days)
            for last in range(first + 1, days + 1)
            if all(said[first:last]) and (first == 0 or not said[first - 1]) and (last == days or not said[last])
        }
        found = {(start, end) for _, start, end, _ in seen(snapshot, f"zz_red:{n}")}
        assert found == runs


MANY = [f"zz_red,{n},Name {n},,,,,," for n in range(10)]


def test_an_excerpt_does_not_displace_the_whole_list_however_new_it_is(bench, make_source):
    own = make_source(id="zz_red_own", lists=("zz_red",))
    bench.load("2020-01-01", *MANY, source=own)
    bench.load("2021-01-01", *MANY[:4], GAMMA)
    blue, red = bench.build(bench.source, own).lists
    assert (red.source, red.edition, red.entries) == ("zz_red_own", "2020-01-01", 10)
    assert [(other.source, other.why) for other in red.not_used] == [
        ("zz_invented", "an excerpt: 4 entries where zz_red_own has 10")
    ]
    assert blue.source == "zz_invented", "of the other list nobody has more"


def test_half_of_the_fullest_source_is_enough_to_speak(bench, make_source):
    own = make_source(id="zz_red_own", lists=("zz_red",))
    bench.load("2020-01-01", *MANY, source=own)
    bench.load("2021-01-01", *MANY[:5])
    [red] = bench.build(bench.source, own).lists
    assert (red.source, red.entries) == ("zz_invented", 5)


@pytest.mark.parametrize("content", [None, b"{", b"[]", b'{"format": 1}'])
def test_a_lost_provenance_costs_its_lists_their_renewal_and_no_other_list_anything(bench, make_source, content):
    other = make_source(id="zz_other", lists=("zz_green",))
    kept = bench.load("2020-01-01", ALPHA, BETA)
    good = bench.build(bench.source, other)
    (kept.folder / "provenance.json").unlink()
    if content is not None:
        (kept.folder / "provenance.json").write_bytes(content)
    bench.load("2021-01-01", "zz_green,1,Green,,,,,,", "zz_green,3,Leaf,,,,,,", source=other)
    green, red = bench.build(bench.source, other).lists
    assert (green.edition, green.failed) == ("2021-01-01", "")
    assert (red.edition, red.entries) == ("2020-01-01", 2)
    assert "provenance" in red.failed
    assert [(f.source, f.stage) for f in bench.store.failures()] == [("zz_invented", "read")]
    assert bench.issues.severities["edition-unreadable"] == "error"
    bench.load("2020-01-01", ALPHA, BETA)
    mended = bench.build(bench.source, other)
    assert [state.failed for state in mended.lists] == ["", ""]
    assert mended.entity("zz_red:1") == good.entity("zz_red:1")
    assert bench.store.failures() == ()


def test_another_sources_excerpt_does_not_stand_in_for_a_lost_edition(bench, make_source):
    own = make_source(id="zz_red_own", lists=("zz_red",))
    kept = bench.load("2020-01-01", *MANY, source=own)
    bench.load("2021-01-01", *MANY[:4])
    bench.build(bench.source, own)
    (kept.folder / "provenance.json").unlink()
    [red] = bench.build(bench.source, own).lists
    assert (red.source, red.entries) == ("zz_red_own", 10)
    assert red.failed


def test_a_newer_edition_stands_in_for_a_lost_older_one(bench):
    kept = bench.load("2020-01-01", ALPHA, BETA)
    bench.build()
    (kept.folder / "provenance.json").unlink()
    bench.load("2021-01-01", ALPHA, BETA)
    [red] = bench.build().lists
    assert red.edition == "2021-01-01"
    assert "provenance" in red.failed


def test_nothing_readable_and_no_snapshot_is_told(bench):
    kept = bench.load("2020-01-01", ALPHA, BETA)
    (kept.folder / "provenance.json").unlink()
    with pytest.raises(StateError, match="lookthrough load"):
        bench.build()


@pytest.mark.parametrize("damage", ["manifest.json", "statements.parquet", "folder"])
def test_a_damaged_newest_snapshot_is_told_while_an_older_one_answers(bench, damage):
    bench.load("2020-01-01", ALPHA, BETA)
    old = bench.build()
    bench.load("2021-01-01", ALPHA, BETA, GAMMA)
    newest = bench.build()
    if damage == "folder":
        shutil.rmtree(newest.folder)
    elif damage == "manifest.json":
        (newest.folder / damage).write_bytes(b"{")
    else:
        (newest.folder / damage).unlink()
    assert bench.store.newest_snapshot().id == old.id
    [failure] = bench.store.failures()
    assert (failure.source, failure.stage) == ("", "snapshot")
    assert newest.id in failure.message
    assert "lookthrough update" in failure.message
    assert bench.build().id == newest.id
    assert bench.store.newest_snapshot().id == newest.id
    bench.store.newest_snapshot().verify()
    assert bench.store.failures() == ()


def test_no_whole_snapshot_at_all_is_an_error(bench):
    bench.load("2020-01-01", ALPHA, BETA)
    (bench.build().folder / "manifest.json").write_bytes(b"{")
    with pytest.raises(StateError, match="damaged"):
        bench.store.newest_snapshot()
    assert bench.build().entity("zz_red:1").name == "Alpha Ltd"


@pytest.mark.parametrize("error", [RuntimeError("Query interrupted"), duckdb.InterruptException("INTERRUPT Error")])
def test_the_users_interrupt_is_no_error_of_the_data(error):
    with pytest.raises(KeyboardInterrupt), interruptible():
        raise error


@pytest.mark.parametrize("error", [RuntimeError("something else"), StateError("a query was interrupted")])
def test_other_errors_stay_what_they_are(error):
    with pytest.raises(type(error)) as raised, interruptible():
        raise error
    assert raised.value is error


def test_an_interrupt_while_building_is_an_interrupt(bench, monkeypatch):
    bench.load("2020-01-01", ALPHA, BETA)

    def stop(*_arguments):
        raise RuntimeError("Query interrupted")

    monkeypatch.setattr("lookthrough.dataset.statements.StatementTable.finish", stop)
    with pytest.raises(KeyboardInterrupt):
        bench.build()
