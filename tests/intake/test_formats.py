"""The shelf of formats: one contract for all."""

from __future__ import annotations

import importlib
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lookthrough.errors import Issues
from lookthrough.intake.formats import FORMATS, read_funds, read_holdings

REAL = {
    "ishares_EEM_holdings_2022-03.csv": "ishares",
    "ishares_EEM_holdings_2022-07.csv": "ishares",
    "ishares_ACWI_holdings_2022-03-10.csv": "ishares",
    "nport_dupree_2022-12-31.xml": "nport",
    "nport_advanced_series_2022-12-30.xml": "nport",
    "13f_infotable_real.xml": "form13f",
    "13f_infotable_sec_sample.xml": "form13f",
    "sp500_constituents_2026-08.csv": "holdings_table",
}
JUNK = [b"", b"\0" * 100, b"\xff\xfe", b"\xef\xbb\xbf", b"PK\x03\x04", b"{", b"[", b"<", b"<?xml",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b'"', b",", b"name", b"<edgarSubmission", bytes(range(256)),
        "海康威视".encode("gb18030"), b"\n" * 5000]  # fmt: skip


def test_every_format_is_a_module_with_sniff_and_read() -> None:
    for form in FORMATS:
        module = importlib.import_module(f"lookthrough.intake.{form.name}")
        assert (module.sniff, module.read) == (form.sniff, form.read)


@pytest.mark.parametrize("data", JUNK)
def test_sniff_never_raises_on_junk_and_claims_none_of_it(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "junk.csv"
    file.write_bytes(data)
    assert [form.name for form in FORMATS if form.sniff(file)] == []


def test_sniff_is_false_for_what_is_no_file(tmp_path: Path) -> None:
    assert not any(form.sniff(path) for form in FORMATS for path in (tmp_path, tmp_path / "absent"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_sniff_never_raises(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "any"
    file.write_bytes(data)
    for form in FORMATS:
        assert form.sniff(file) in {True, False}


@pytest.mark.parametrize(("name", "form"), REAL.items())
def test_exactly_one_format_claims_each_real_file(shared_data: Path, name: str, form: str) -> None:
    assert [f.name for f in FORMATS if f.sniff(shared_data / "portfolios" / name)] == [form]


@pytest.mark.parametrize("name", REAL)
def test_what_every_format_promises(shared_data: Path, name: str) -> None:
    issues = Issues()
    holdings = read_holdings(shared_data / "portfolios" / name, issues)
    assert (holdings.file, holdings.format, len(holdings.sha256)) == (name, REAL[name], 64)
    assert dict(holdings.stated)["file stem"] == Path(name).stem
    assert holdings.columns
    assert holdings.issues is not None
    assert holdings.issues.counts == issues.counts
    rows = [p.row for p in holdings.positions]
    assert rows == sorted(set(rows))
    assert not rows or rows[0] == 1
    for p in holdings.positions:
        assert p.name
        assert p.name == " ".join(p.name.split())
        assert p.cells
        assert all(text for _, text in p.cells)
        assert all(type(n) is Fraction for n in (p.value, p.value_usd, p.weight, p.quantity) if n is not None)
        assert p.country == p.country.lower()
        assert p.currency == p.currency.upper()
        assert p.weight is None or abs(p.weight) <= 1


def test_a_folder_of_funds_is_read_in_order_without_cells(shared_data: Path) -> None:
    issues = Issues()
    funds = list(read_funds(shared_data / "portfolios", issues))
    assert [fund.file for fund in funds] == sorted(REAL)
    assert not any(p.cells for fund in funds for p in fund.positions)


def test_a_single_file_is_a_folder_of_one(tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    file.write_text("name,weight\nA,1\n")
    assert [fund.file for fund in read_funds(file, Issues())] == ["f.csv"]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text("name,weight\nA,1\n")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert [fund.file for fund in read_funds(tmp_path, Issues())] == ["f.csv"]
