from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lookthrough.dataset.ingest import ingest
from lookthrough.errors import ExpectationError, InputError, Issues, ParseError

NOW = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
ALPHA = "zz_red,1,Alpha Ltd,,cn,2019-10-09,,,"
BETA = "zz_red,2,Beta Ltd,,ir,,,,"


def everything_under(home: Path) -> set[Path]:
    return {path for path in home.rglob("*") if path.is_file() and path.name != "writer.lock"}


def test_an_edition_is_kept_with_its_counts(bench):
    kept = bench.load("2024-01-01", ALPHA, BETA, "zz_blue,1,Gamma,,,,,,")
    assert dict(kept.provenance.entries) == {"zz_blue": 1, "zz_red": 2}
    assert kept.provenance.obtained == "file"
    assert kept.provenance.loaded == "2024-05-01T12:00:00+00:00"


def test_entries_without_a_name_are_counted_where_they_stand(bench):
    kept = bench.load("2024-01-01", ALPHA, BETA, "zz_red,3,,,,,,,")
    assert dict(kept.provenance.issues) == {"no-name": 1}
    assert [(issue.place.file, issue.place.row) for issue in bench.issues] == [("list.csv", 4)]


def test_files_that_say_their_day_need_no_edition(bench):
    path = bench.folder / "dated.csv"
    path.write_text("# 2024-02-03\nlist,id,name\nzz_red,1,Alpha\nzz_red,2,Beta\n")
    kept = ingest(bench.store, bench.source, [path], now=NOW, issues=bench.issues)
    assert kept.edition == "2024-02-03"


def test_files_that_say_another_day_than_the_caller_are_kept_under_the_callers_and_noted(bench):
    path = bench.folder / "dated.csv"
    path.write_text("# 2024-02-03\nlist,id,name\nzz_red,1,Alpha\nzz_red,2,Beta\n")
    kept = ingest(bench.store, bench.source, [path], edition="2024-03-03", now=NOW, issues=bench.issues)
    assert kept.edition == "2024-03-03"
    assert bench.issues.counts["edition-differs"] == 1


def test_a_file_without_a_day_takes_the_day_of_loading_with_a_warning(bench):
    assert bench.load(None, ALPHA, BETA).edition == "2024-05-01"
    assert bench.issues.severities["edition-day-of-loading"] == "warning"


def test_a_fetched_file_without_a_day_takes_the_day_of_fetching(bench):
    kept = bench.load(None, ALPHA, BETA, from_network=True)
    assert (kept.edition, kept.provenance.obtained) == ("2024-05-01", "network")
    assert bench.issues.severities["edition-day-of-fetching"] == "note"


def test_an_edition_from_the_future_is_refused(bench):
    with pytest.raises(InputError, match="future"):
        bench.load("2025-01-01", ALPHA, BETA)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", ParseError),
        (b"<!DOCTYPE html><title>503</title>", ParseError),
        (b"list,id,name\n", ExpectationError),
        (b"PK\x03\x04garbage", ParseError),
        (b"list,id,name\nzz_red,1,\x00\n", ExpectationError),
        (b'list,id,name\nzz_red,1,"' + b"x" * 200_000 + b'"\n', ParseError),
    ],
)
def test_a_file_that_is_no_list_leaves_nothing_behind(bench, content, error):
    bench.load("2024-01-01", ALPHA, BETA)
    before = everything_under(bench.store.home)
    bad = bench.folder / "bad.csv"
    bad.write_bytes(content.replace(b"\x00", b""))
    with pytest.raises(error):
        ingest(bench.store, bench.source, [bad], edition="2024-02-01", now=NOW, issues=Issues())
    assert everything_under(bench.store.home) == before


def test_a_parser_that_stumbles_is_told_as_a_parse_error(bench, monkeypatch):
    def stumble(files, issues):
        yield from ()
        raise KeyError("uid")

    monkeypatch.setattr(bench.source, "parse", stumble)
    with pytest.raises(ParseError, match="KeyError"):
        bench.load("2024-01-01", ALPHA, BETA)


def test_a_list_that_became_small_keeps_its_last_edition_until_the_user_agrees(bench):
    rows = [f"zz_red,{i},Name {i},,,,,," for i in range(20)]
    bench.load("2024-01-01", *rows)
    with pytest.raises(ExpectationError, match="accept-shrink"):
        bench.load("2024-02-01", *rows[:9])
    assert [e.edition for e in bench.store.editions()] == ["2024-01-01"]
    bench.load("2024-02-01", *rows[:9], accept_shrink=True)
    assert [e.edition for e in bench.store.editions()] == ["2024-01-01", "2024-02-01"]


def test_an_older_edition_is_compared_with_its_neighbours_on_both_sides(bench):
    rows = [f"zz_red,{i},Name {i},,,,,," for i in range(20)]
    bench.load("2024-02-01", *rows)
    with pytest.raises(ExpectationError, match="from 20 to 5"):
        bench.load("2023-01-01", *rows[:5])
    bench.load("2023-01-01", *rows[:12])
    with pytest.raises(ExpectationError, match="from 12 to 5"):
        bench.load("2023-06-01", *rows[:5])
    bench.load("2022-01-01", *rows[:5], accept_shrink=True)
    assert [e.edition for e in bench.store.editions()] == ["2022-01-01", "2023-01-01", "2024-02-01"]


def test_another_edition_of_the_same_day_may_not_shrink_either(bench):
    rows = [f"zz_red,{i},Name {i},,,,,," for i in range(20)]
    bench.load("2024-02-01", *rows)
    with pytest.raises(ExpectationError, match="from 20 to 9"):
        bench.load("2024-02-01", *rows[:9])
    bench.load("2024-02-01", *rows[:17])
    assert bench.issues.counts["shrank"] == 1


def test_other_names_and_kinds_are_counted_and_missed(bench):
    rows = [f"zz_red,{i},Name {i},A{i}|B{i},,,,," for i in range(30)]
    kept = bench.load("2024-01-01", *rows, "zz_blue,1,Gamma,,,,,,")
    assert dict(kept.provenance.names) == {"zz_blue": 0, "zz_red": 60}
    assert dict(kept.provenance.kinds) == {"zz_blue": {"organization": 1}, "zz_red": {"organization": 30}}
    bare = [f"zz_red,{i},Name {i},,,,,," for i in range(30)]
    with pytest.raises(ExpectationError, match="other names of zz_red from 60 to 0"):
        bench.load("2024-02-01", *bare, "zz_blue,1,Gamma,,,,,,")


def test_a_record_of_an_older_version_without_these_counts_is_read(bench):
    kept = bench.load("2024-01-01", ALPHA, BETA)
    told = json.loads((kept.folder / "provenance.json").read_bytes())
    del told["names"], told["kinds"]
    (kept.folder / "provenance.json").write_text(json.dumps(told))
    assert dict(bench.store.editions()[0].provenance.names) == {}
    bench.load("2024-02-01", ALPHA, BETA)


def test_the_same_edition_twice_is_kept_once_and_noted(bench):
    first = bench.load("2024-01-01", ALPHA, BETA)
    assert bench.load("2024-01-01", ALPHA, BETA) == first
    assert bench.issues.counts["edition-already-kept"] == 1


def test_undecodable_bytes_do_not_stop_a_list(bench):
    path = bench.folder / "latin.csv"
    path.write_bytes(b"list,id,name\nzz_red,1,Caf\xe9 Ltd\nzz_red,2,Beta\n")
    ingest(bench.store, bench.source, [path], edition="2024-01-01", now=NOW, issues=bench.issues)
    assert bench.build().entity("zz_red:1").name == "Caf? Ltd"


def test_a_success_clears_an_earlier_failure(bench):
    bench.store.record_failure("zz_invented", NOW, "the server was down")
    bench.load("2024-01-01", ALPHA, BETA)
    assert bench.store.failures() == ()
