from __future__ import annotations

import errno
import json
import os
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.dataset.filenames import safe_name
from lookthrough.dataset.provenance import Provenance
from lookthrough.dataset.store import Store
from lookthrough.errors import InputError, NotFoundError, StateError

NOW = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
PROVENANCE = Provenance("file", "2024-05-01T12:00:00+00:00", "public domain", {"zz_red": 3})


def test_an_edition_keeps_the_publishers_file_names_and_bytes(tmp_path, store):
    (tmp_path / "sdn.csv").write_bytes(b"1,\xff\x00")
    (tmp_path / "alt.csv").write_bytes(b"2")
    kept = store.keep_edition("zz_invented", [tmp_path / "sdn.csv", tmp_path / "alt.csv"], "2024-04-30", PROVENANCE)
    assert [file.name for file in kept.files] == ["sdn.csv", "alt.csv"]
    assert kept.files[0].read_bytes() == b"1,\xff\x00"
    assert kept.folder.name.startswith("2024-04-30-")
    assert kept.folder.parent == store.home / "raw" / "zz_invented"
    assert store.editions("zz_invented") == (kept,)
    store.check_files(kept)


def test_the_provenance_tells_hash_size_entries_and_licence(tmp_path, store):
    (tmp_path / "a.csv").write_bytes(b"abc")
    kept = store.keep_edition("zz_invented", [tmp_path / "a.csv"], "2024-04-30", PROVENANCE)
    told = json.loads((kept.folder / "provenance.json").read_text("utf-8"))
    assert told["entries"] == {"zz_red": 3}
    assert told["licence"] == "public domain"
    assert told["files"][0]["size"] == 3
    assert told["files"][0]["sha256"].startswith("ba7816bf")


def test_the_same_bytes_of_the_same_day_are_kept_once(tmp_path, store):
    (tmp_path / "a.csv").write_bytes(b"abc")
    first = store.keep_edition("zz_invented", [tmp_path / "a.csv"], "2024-04-30", PROVENANCE)
    again = store.keep_edition("zz_invented", [tmp_path / "a.csv"], "2024-04-30", PROVENANCE)
    assert first == again
    assert len(store.editions()) == 1


def test_editions_come_from_oldest_to_newest_and_of_one_day_by_loading(tmp_path, store):
    for day, loaded, text in (("2024-02-01", "3", "c"), ("2023-01-01", "9", "a"), ("2024-02-01", "1", "b")):
        (tmp_path / "a.csv").write_text(text)
        store.keep_edition("zz_invented", [tmp_path / "a.csv"], day, Provenance("file", loaded))
    assert [(e.edition, e.provenance.loaded) for e in store.editions()] == [
        ("2023-01-01", "9"),
        ("2024-02-01", "1"),
        ("2024-02-01", "3"),
    ]


@pytest.mark.parametrize(
    ("given_name", "kept_name"),
    [
        ("sdn.csv", "sdn.csv"),
        ("UN consolidated (2026).xml", "UN consolidated (2026).xml"),
        ("../../etc/passwd", "passwd"),
        ("..", "file"),
        ("C:\\lists\\sdn.csv", "sdn.csv"),
        ("/abs/olute.csv", "olute.csv"),
        ("a\x00b\nc.csv", "a_b_c.csv"),
        (".hidden", "hidden"),
        ("con.csv", "_con.csv"),
        ("trailing. ", "trailing"),
        ("", "file"),
        ("实体清单.csv", "实体清单.csv"),
        ("provenance.json", "provenance-2.json"),
    ],
)
def test_a_file_name_cannot_leave_its_folder(given_name, kept_name):
    assert safe_name(given_name, {"provenance.json"}) == kept_name


@given(st.lists(st.text(min_size=0, max_size=300), max_size=8))
def test_any_names_become_different_plain_names(names):
    taken: set[str] = set()
    safe = [safe_name(name, taken) for name in names]
    assert len({name.casefold() for name in safe}) == len(names)
    for name in safe:
        assert 0 < len(name.encode("utf-8", "surrogatepass")) <= 130
        assert not set(name) & set('/\\:*?"<>|\x00\n')
        assert name.strip(". ") == name


def test_a_very_long_name_is_cut_but_remembered(tmp_path, store):
    name = "n" * 240 + ".csv"
    (tmp_path / name).write_bytes(b"x")
    kept = store.keep_edition("zz_invented", [tmp_path / name], "2024-04-30", PROVENANCE)
    assert kept.files[0].name == "n" * 117 + ".csv"
    assert kept.provenance.files[0].original == name


def test_two_files_of_one_name_do_not_overwrite_each_other(tmp_path, store):
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "A.csv").write_bytes(b"1")
    (tmp_path / "a.csv").write_bytes(b"2")
    kept = store.keep_edition("zz_invented", [tmp_path / "x" / "A.csv", tmp_path / "a.csv"], "2024-04-30", PROVENANCE)
    assert [file.read_bytes() for file in kept.files] == [b"1", b"2"]


@pytest.mark.parametrize("edition", ["2024-04", "2024-02-30", "../../x", "", "2024-04-30/2024-05-01"])
def test_an_edition_is_a_whole_day_that_exists(tmp_path, store, edition):
    (tmp_path / "a.csv").write_bytes(b"x")
    with pytest.raises(InputError):
        store.keep_edition("zz_invented", [tmp_path / "a.csv"], edition, PROVENANCE)
    assert store.editions() == ()


@pytest.mark.parametrize("source_id", ["../up", "", "A B", "x/y", "."])
def test_a_source_id_is_no_path(tmp_path, store, source_id):
    (tmp_path / "a.csv").write_bytes(b"x")
    with pytest.raises(InputError):
        store.keep_edition(source_id, [tmp_path / "a.csv"], "2024-04-30", PROVENANCE)
    with pytest.raises(InputError):
        store.editions(source_id)


def test_files_that_are_not_there_are_the_callers_mistake(tmp_path, store):
    for files in ([], [tmp_path / "none.csv"], [tmp_path]):
        with pytest.raises(InputError):
            store.keep_edition("zz_invented", files, "2024-04-30", PROVENANCE)
    assert store.editions() == ()
    assert not list((store.home / "raw" / "zz_invented").iterdir())


def test_a_changed_raw_file_is_noticed(tmp_path, store):
    (tmp_path / "a.csv").write_bytes(b"x")
    kept = store.keep_edition("zz_invented", [tmp_path / "a.csv"], "2024-04-30", PROVENANCE)
    kept.files[0].write_bytes(b"y")
    with pytest.raises(StateError, match="changed"):
        store.check_files(kept)


def test_an_edition_without_its_provenance_is_told_and_mended_by_the_same_files(tmp_path, store):
    (tmp_path / "a.csv").write_bytes(b"x")
    kept = store.keep_edition("zz_invented", [tmp_path / "a.csv"], "2024-04-30", PROVENANCE)
    other = store.keep_edition("zz_other", [tmp_path / "a.csv"], "2024-04-30", PROVENANCE)
    (kept.folder / "provenance.json").write_text("{")
    assert store.editions() == (other,)
    [lost] = store.unreadable()
    assert (lost.source, lost.id) == ("zz_invented", kept.id)
    assert "lookthrough load" in lost.message
    assert store.unreadable("zz_other") == ()
    assert store.keep_edition("zz_invented", [tmp_path / "a.csv"], "2024-04-30", PROVENANCE) == kept
    assert store.unreadable() == ()


def test_a_failure_of_a_source_that_was_never_had_is_told(store):
    store.record_failure("zz_never", NOW, "the server answered 500")
    assert [failure.source for failure in store.failures()] == ["zz_never"]


def test_a_folder_that_may_not_be_read_is_told_by_its_name(tmp_path, store, monkeypatch):
    (tmp_path / "a.csv").write_bytes(b"x")
    store.keep_edition("zz_invented", [tmp_path / "a.csv"], "2024-04-30", PROVENANCE)

    def refuse(folder):
        raise PermissionError(errno.EACCES, "Permission denied", str(folder))

    monkeypatch.setattr(os, "scandir", refuse)
    for question, name in ((store.editions, "raw"), (store.failures, "failures"), (store.snapshots, "snapshots")):
        with pytest.raises(StateError, match=f"{name}.*Permission denied"):
            question()


def test_a_full_disk_while_a_failure_is_recorded_is_told(store, monkeypatch):
    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StateError, match="No space left"):
        store.record_failure("zz_invented", NOW, "x")


def test_a_failure_stays_until_the_source_is_had_again(tmp_path, store):
    store.record_failure("zz_invented", NOW, "the server answered 500")
    [failure] = store.failures()
    assert (failure.source, failure.when) == ("zz_invented", "2024-05-01T12:00:00+00:00")
    assert "500" in failure.message
    (tmp_path / "a.csv").write_bytes(b"x")
    store.keep_edition("zz_invented", [tmp_path / "a.csv"], "2024-04-30", PROVENANCE)
    assert store.failures() == ()


def test_an_unreadable_failure_record_is_still_a_failure(store):
    store.record_failure("zz_invented", NOW, "x")
    next((store.home / "failures").iterdir()).write_bytes(b"\xff")
    assert store.failures()[0].source == "zz_invented"


def test_an_empty_home_answers_with_what_to_do(store):
    assert store.editions() == ()
    assert store.failures() == ()
    assert store.snapshots() == ()
    with pytest.raises(NotFoundError, match="lookthrough update"):
        store.newest_snapshot()
    assert not store.home.exists(), "looking creates nothing"


@pytest.mark.parametrize("snapshot_id", ["", "../x", "0123456789abcdef", "newest"])
def test_an_unknown_snapshot_is_not_found(store, snapshot_id):
    with pytest.raises(NotFoundError):
        store.snapshot(snapshot_id)


def test_a_home_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "home").write_text("")
    with pytest.raises(InputError, match="not a folder"):
        Store(tmp_path / "home")


def test_a_second_writer_is_told_who_writes(store):
    refused = pytest.raises(StateError, match=r"process \d+, building a snapshot")
    with store.writing("building a snapshot"), refused, store.writing("taking in"):
        pass
    with store.writing("taking in"):
        pass  # the place is free again


def test_a_writer_clears_what_an_interrupted_one_left(store):
    for left in ("raw/zz_invented/.edition-1.partial", "snapshots/.snapshot-1.partial"):
        (store.home / left).mkdir(parents=True)
    with store.writing("building"):
        assert not list(store.home.rglob("*.partial"))


def test_a_full_disk_is_told_and_leaves_nothing_half_done(tmp_path, store, monkeypatch):
    (tmp_path / "a.csv").write_bytes(b"x")

    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    def keep():
        with store.writing("taking in"):
            store.keep_edition("zz_invented", [tmp_path / "a.csv"], "2024-04-30", PROVENANCE)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises((StateError, InputError), match="No space left"):
            keep()
    assert store.editions() == ()
    keep()
    assert len(store.editions()) == 1
