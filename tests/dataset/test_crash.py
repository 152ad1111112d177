"""Killing the process at any moment leaves the last good state; readers read while somebody writes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lookthrough.dataset.store import Store
from lookthrough.errors import StateError

CRASHING = Path(__file__).with_name("crashing.py")
OLD = ("zz_red,1,Old name,,cn,,,,", "zz_red,2,Beta,,,,,,")
NEW = ("zz_red,1,New name,,cn,,,,", "zz_red,2,Beta,,,,,,", "zz_red,3,Added,,,,,,")


def run(home: Path, file: Path, day: str, point: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(CRASHING), str(home), str(file), day, str(point)]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)  # noqa: S603


@pytest.fixture
def good(bench):
    """A home with one good snapshot, and a new edition that waits outside."""
    bench.load("2020-01-01", *OLD)
    return bench.build().id, bench.write(*NEW, name="new.csv")


def check_after_death(bench, home: Path, good_id: str) -> None:
    store = Store(home)
    snapshot = store.newest_snapshot()
    snapshot.verify()
    name = snapshot.entity("zz_red:1").name
    assert name == ("Old name" if snapshot.id == good_id else "New name")
    for edition in store.editions():
        store.check_files(edition)
    # Whoever writes next finds the place free, clears away what was left, and ends where an undisturbed run ends.
    bench.store = store
    bench.load("2021-01-01", *NEW)
    after = bench.build()
    after.verify()
    assert {e.id: e.name for e in after.entities(["zz_red:1", "zz_red:3"]).values()} == {
        "zz_red:1": "New name",
        "zz_red:3": "Added",
    }
    assert not list(home.rglob("*.partial"))
    assert len(store.editions()) == 2


def points(bench, good, tmp_path) -> int:
    home = tmp_path / "counted"
    shutil.copytree(bench.store.home, home)
    done = run(home, good[1], "2021-01-01", -1)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def die_at(bench, good, tmp_path, chosen) -> None:
    whole = bench.store.home
    for point in chosen:
        home = tmp_path / f"home{point}"
        shutil.copytree(whole, home)
        assert run(home, good[1], "2021-01-01", point).returncode == 9, f"did not die at point {point}"
        check_after_death(bench, home, good[0])


def test_dying_at_points_from_first_to_last_leaves_the_last_good_state(bench, good, tmp_path):
    count = points(bench, good, tmp_path)
    assert count > 40
    die_at(bench, good, tmp_path, sorted({round(i * (count - 1) / 9) for i in range(10)}))


@pytest.mark.slow
def test_dying_at_every_point_leaves_the_last_good_state(bench, good, tmp_path):
    die_at(bench, good, tmp_path, range(points(bench, good, tmp_path)))


def test_dying_in_the_very_first_build_leaves_a_home_that_can_be_used(bench, tmp_path):
    file = bench.write(*NEW, name="new.csv")
    home = tmp_path / "fresh"
    for point in (3, 15, 30):
        run(home, file, "2021-01-01", point)
    assert run(home, file, "2021-01-01", -1).returncode == 0
    assert Store(home).newest_snapshot().entity("zz_red:1").name == "New name"


def test_a_dead_writer_does_not_hold_the_place(bench, good, tmp_path):
    assert run(bench.store.home, good[1], "2021-01-01", 5).returncode == 9
    with bench.store.writing("next"):
        pass


def test_an_exception_in_the_middle_leaves_the_last_good_state(bench, good):
    bench.load("2021-01-01", *NEW)
    told = []

    def interrupt(what, done, total):
        told.append(what)
        if what == "pack" and done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bench.build(progress=interrupt)
    assert bench.store.newest_snapshot().id == good[0]
    assert bench.build().entity("zz_red:1").name == "New name"


def test_readers_read_whole_snapshots_while_another_process_builds(bench, good, tmp_path):
    days = [f"2021-01-{day:02}" for day in range(1, 4)]
    script = (
        "import sys, subprocess\n"
        "for day in sys.argv[4:]:\n"
        "    subprocess.run([sys.executable, sys.argv[1], sys.argv[2], sys.argv[3], day, '-1'], check=True)\n"
    )
    command = [sys.executable, "-c", script, str(CRASHING), str(bench.store.home), str(good[1]), *days]
    seen: set[str] = set()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as writer:  # noqa: S603
        while writer.poll() is None:
            readers = [Store(bench.store.home).newest_snapshot() for _ in range(2)]
            for snapshot in readers:
                snapshot.verify()
                assert snapshot.entity("zz_red:1").name == ("Old name" if snapshot.id == good[0] else "New name")
                seen.add(snapshot.id)
        assert writer.returncode == 0
    assert good[0] in seen
    assert bench.store.newest_snapshot().lists[0].edition == "2021-01-03"


def test_a_reader_keeps_its_snapshot_while_newer_ones_come(bench, good):
    reader = bench.store.newest_snapshot()
    bench.load("2021-01-01", *NEW)
    bench.build()
    assert reader.entity("zz_red:1").name == "Old name"


def test_two_processes_cannot_write_at_once(bench, good):
    with bench.store.writing("building"):
        refused = run(bench.store.home, good[1], "2021-01-01", -1)
    assert refused.returncode == 1
    assert "another process is writing here" in refused.stderr
    with pytest.raises(StateError), bench.store.writing("a"), bench.store.writing("b"):
        pass
