"""The engine on publishers' real files, judged by labels where there are some."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from lookthrough.index.names import NameIndex
from lookthrough.match.engine import Engine
from lookthrough.match.score import DEFAULT_THRESHOLD

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "eem_gold.py"


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("eem_gold", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def searched(bench, shared_data):
    entries = list(bench.listed(shared_data))
    return Engine(NameIndex.build(entries)), {entry.entity_id: entry.lists[0] for entry in entries}


def test_an_emerging_markets_fund_is_told_from_its_look_alikes(bench, searched, shared_data, capsys):
    recall, precision = bench.gold(*searched, shared_data, DEFAULT_THRESHOLD)
    assert recall >= 0.95
    assert precision >= 0.90


def test_a_fund_of_united_states_companies_raises_no_alert(bench, searched, shared_data):
    lines = list(bench.sp500(shared_data / "portfolios" / "sp500_constituents_2026-08.csv"))
    assert bench.hits(*searched, lines, DEFAULT_THRESHOLD) == {}
