from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from lookthrough.errors import NotFoundError, StateError

ROWS = (
    "zz_red,1,Alpha Ltd,Alfa|A,cn,2019-10-09,,84 FR 54002,lei:X1",
    "zz_red,2,Beta Ltd,,ir,,,,",
    "zz_blue,7,Gamma Ltd,,ru,,,,",
)


@pytest.fixture
def snapshot(bench):
    bench.load("2020-01-01", *ROWS)
    return bench.build()


def test_entities_come_in_the_order_asked_and_unknown_ones_are_absent(snapshot):
    assert list(snapshot.entities(["zz_blue:7", "nobody:1", "zz_red:1", "zz_blue:7"])) == ["zz_blue:7", "zz_red:1"]
    assert snapshot.entities([]) == {}


def test_an_unknown_entity_is_not_found(snapshot):
    with pytest.raises(NotFoundError, match="nobody:1"):
        snapshot.entity("nobody:1")
    with pytest.raises(NotFoundError, match="as known on 2019-01-01"):
        snapshot.entity("zz_red:1", date(2019, 1, 1))


@pytest.mark.parametrize("hostile", ["'; drop table x; --", "%", "zz_red:1' or '1'='1", "\x00", "\udc80", "a" * 10_000])
def test_a_hostile_id_finds_nothing(snapshot, hostile):
    assert snapshot.entities([hostile]) == {}


def test_index_rows_hold_what_an_index_needs(snapshot):
    blue, alpha, beta = snapshot.index_rows()
    assert (alpha.entity_id, alpha.kind, alpha.countries, alpha.lists) == ("zz_red:1", "company", ("cn",), ("zz_red",))
    assert [(n.text, n.quality) for n in alpha.names] == [("Alpha Ltd", "name"), ("Alfa", "alias"), ("A", "alias")]
    assert [str(i) for i in alpha.identifiers] == ["lei:X1"]
    assert (blue.lists, beta.standing) == (("zz_blue",), True)


def test_the_index_keeps_names_that_were_dropped_after_those_that_stand(bench):
    bench.load("2020-01-01", *ROWS)
    bench.load("2021-01-01", ROWS[0].replace("Alpha", "Omega"), ROWS[2])
    _, alpha, beta = bench.build().index_rows()
    assert [n.text for n in alpha.names] == ["Omega Ltd", "Alfa", "A", "Alpha Ltd"]
    assert not beta.standing


def test_what_was_known_on_a_day_is_shown_as_of_the_edition_of_then(bench):
    bench.load("2020-01-01", *ROWS)
    bench.load("2021-01-01", ROWS[0].replace("Alfa|A", "Alfa"), *ROWS[1:])
    snapshot = bench.build()
    then = snapshot.entity("zz_red:1", date(2020, 6, 1))
    assert [n.text for n in then.names] == ["Alpha Ltd", "Alfa", "A"]
    assert then.listings[0].edition == "2020-01-01"
    assert [column for column, _ in then.listings[0].cells][:4] == ["list", "id", "name", "alias"]
    assert snapshot.entity("zz_red:1").listings[0].edition == "2021-01-01"


def test_a_whole_snapshot_verifies(snapshot):
    snapshot.verify()


@pytest.mark.parametrize("name", ["statements.parquet", "entities.sqlite"])
def test_a_changed_file_is_noticed(bench, snapshot, name):
    with (snapshot.folder / name).open("ab") as stream:
        stream.write(b"x")
    with pytest.raises(StateError, match="not the one that was built"):
        bench.store.newest_snapshot().verify()


def test_a_changed_manifest_is_noticed(bench, snapshot):
    path = snapshot.folder / "manifest.json"
    path.write_text(path.read_text("utf-8").replace('"entries": 2', '"entries": 3'), "utf-8")
    with pytest.raises(StateError, match="does not fit its id"):
        bench.store.snapshot(snapshot.id).verify()


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"format": 99}'])
def test_a_damaged_manifest_is_refused(bench, snapshot, content):
    (snapshot.folder / "manifest.json").write_bytes(content)
    with pytest.raises(StateError):
        bench.store.newest_snapshot()


@pytest.mark.parametrize("name", ["statements.parquet", "entities.sqlite"])
def test_a_missing_file_is_refused(bench, snapshot, name):
    (snapshot.folder / name).unlink()
    with pytest.raises(StateError, match="missing"):
        bench.store.newest_snapshot()


def test_unreadable_files_are_told_and_no_traceback(bench, snapshot):
    (snapshot.folder / "statements.parquet").write_bytes(b"junk")
    (snapshot.folder / "entities.sqlite").write_bytes(b"junk" * 1000)
    opened = bench.store.newest_snapshot()
    with pytest.raises(StateError, match=r"entities\.sqlite cannot be read"):
        opened.entities(["zz_red:1"])
    with pytest.raises(StateError, match=r"statements\.parquet cannot be read"):
        list(opened.index_rows())


def test_the_pack_and_the_table_say_the_same(snapshot):
    from_table = {entity.id: entity for entity in snapshot.without_cells()}
    from_pack = snapshot.entities(from_table)
    assert from_table.keys() == from_pack.keys()
    for entity_id, entity in from_pack.items():
        assert entity.names == from_table[entity_id].names
        assert [one.since for one in entity.listings] == [one.since for one in from_table[entity_id].listings]


def test_a_snapshot_of_another_folder_is_refused(bench, snapshot):
    snapshot.folder.rename(snapshot.folder.with_name("0" * 16))
    with pytest.raises(StateError):
        bench.store.snapshot("0" * 16)


def test_without_its_pointer_the_newest_is_found_by_its_date(bench, snapshot):
    (bench.store.home / "snapshots" / "newest").unlink()
    assert bench.store.newest_snapshot().id == snapshot.id


def test_threads_may_read_at_once(snapshot):
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: snapshot.entity("zz_red:1").name, range(16)))
    assert answers == ["Alpha Ltd"] * 16


def test_entities_are_read_without_the_query_engine(snapshot):
    code = (
        "import sys, pathlib\n"
        "from lookthrough.dataset.store import Store\n"
        "snapshot = Store(pathlib.Path(sys.argv[1])).newest_snapshot()\n"
        "sys.exit(snapshot.entity('zz_red:1').name != 'Alpha Ltd' or 'duckdb' in sys.modules)\n"
    )
    home = snapshot.folder.parent.parent
    assert subprocess.run([sys.executable, "-c", code, str(home)], check=False).returncode == 0  # noqa: S603
