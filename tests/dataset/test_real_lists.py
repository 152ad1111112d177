"""The publishers' own files, from edition to snapshot; skipped where they are absent."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from lookthrough.dataset.build import build
from lookthrough.dataset.diff import diff
from lookthrough.dataset.ingest import ingest
from lookthrough.dataset.store import Store
from lookthrough.errors import ExpectationError, Issues, ParseError
from lookthrough.sources.registry import SOURCES, source

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def load(store, source_id, day, *files):
    return ingest(store, source(source_id), files, edition=day, now=NOW, issues=Issues())


@pytest.fixture(scope="module")
def snapshot(shared_data, tmp_path_factory):
    store = Store(tmp_path_factory.mktemp("real") / "home")
    load(store, "us_trade_csl", "2026-07-09", shared_data / "sanctions/us/csl_derived_2026-07-09.csv")
    for day in ("2024-11-30", "2026-01-28"):
        name = f"sanctions/un/UN_consolidated_{day[:7] if day != '2024-11-30' else '2024-12'}.xml"
        load(store, "un_sc", day, shared_data / name)
    return build(store, SOURCES, now=NOW, issues=Issues())


def test_the_28_organisations_of_october_2019_are_added_on_the_ninth(snapshot):
    lists = ["us_bis_entity_list"]
    found = diff(snapshot, date(2019, 10, 8), date(2019, 10, 9), lists)
    assert len(found.added) == 28, "84 FR 54002 added 28 organisations, effective on 9 October 2019"
    assert "Hangzhou Hikvision Digital Technology Co., Ltd." in {d.name for d in found.added}
    assert diff(snapshot, date(2019, 10, 9), date(2019, 10, 10), lists).added == ()


def test_whom_the_security_council_delisted_ends_with_the_first_edition_without_them(snapshot):
    found = diff(snapshot, date(2024, 11, 30), date(2026, 1, 28), ["un_sc"])
    removed = {d.name: d.listing for d in found.removed}
    listing = removed["ABU MOHAMMED AL-JAWLANI"]  # resolution 2799 (2025) took him off
    assert (str(listing.until), listing.until_basis) == ("2026-01-28", "absent from a later edition")
    assert listing.in_force(date(2025, 6, 1)) == "unknown", "our editions do not say on which day"


def test_the_manifest_counts_what_the_publishers_print(snapshot):
    entries = {state.id: state.entries for state in snapshot.lists}
    assert entries["un_sc"] == 999  # 726 individuals and 273 entities
    assert entries["us_bis_entity_list"] > 3_000


def test_half_a_file_is_refused_and_nothing_is_replaced(shared_data, tmp_path):
    whole = (shared_data / "sanctions/un/UN_consolidated_2026-01.xml").read_bytes()
    cut = tmp_path / "cut.xml"
    cut.write_bytes(whole[: len(whole) // 2])
    store = Store(tmp_path / "home")
    with pytest.raises(ParseError):
        load(store, "un_sc", "2026-01-28", cut)
    assert store.editions() == ()


def test_an_excerpt_after_the_whole_list_needs_the_users_word(shared_data, tmp_path):
    store = Store(tmp_path / "home")
    load(store, "un_sc", "2016-01-01", shared_data / "sanctions/un/UN_consolidated_2018-10-29.xml")
    excerpt = shared_data / "sanctions/un/UN_consolidated_2016-02-11.xml"
    with pytest.raises(ExpectationError, match="from 1093 to 239"):
        load(store, "un_sc", "2016-02-11", excerpt)
    assert [edition.edition for edition in store.editions()] == ["2016-01-01"]
