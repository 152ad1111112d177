from fractions import Fraction

import numpy as np

from lookthrough.exposure.funds import LineTable, compact, exact_sum
from lookthrough.model.entity import Identifier
from lookthrough.model.holdings import Position


def test_equal_lines_of_different_files_are_one_line(fund):
    lines = LineTable()
    one = compact(fund("A", ("X", "0.5"), ("Y", "0.5")), lines)
    two = compact(fund("B", ("Y", "1")), lines)
    assert one.lines.tolist() == [0, 1]
    assert two.lines.tolist() == [1]
    assert [key.name for key in lines.keys()]  # noqa: SIM118 - a table of lines, not a dict == ["X", "Y"]
    assert len(lines) == 2


def test_lines_that_differ_in_any_code_or_country_are_screened_apart():
    lines = LineTable()
    isin = (Identifier("isin", "CNE100000PM8"),)
    numbers = lines.add(
        [Position(1, "X"), Position(2, "X", country="cn"), Position(3, "X", identifiers=isin), Position(4, "X")]
    )
    assert numbers.tolist() == [0, 1, 2, 0]
    assert lines.keys()[2].identifiers == isin


def test_lots_of_one_line_are_one_holding_with_all_its_rows(fund):
    lines = LineTable()
    table = compact(fund("A", ("X", "0.1"), ("Y", "0.2"), ("X", "0.3")), lines)
    (held,) = table.held(np.array([True, False]))
    assert held.weight == Fraction("0.4")
    assert held.rows == (1, 3)


def test_a_long_and_a_short_lot_are_not_netted(fund):
    table = compact(fund("A", ("X", "1.1"), ("X", "-0.1")), LineTable())
    assert [(h.sign, h.weight) for h in table.held(np.array([True]))] == [(1, Fraction("1.1")), (-1, Fraction("0.1"))]


def test_a_lot_without_a_weight_makes_the_holding_unknown(fund):
    table = compact(fund("A", ("X", "0.1"), ("X", None)), LineTable())
    assert table.held(np.array([True]))[0].weight is None


def test_sums_do_not_overflow():
    assert exact_sum(np.array([2**61, 2**61, 2**61, 2**61], dtype=np.int64)) == 2**63
    assert exact_sum(np.array([], dtype=np.int64)) == 0


def test_a_fund_without_a_name_is_called_by_its_file(fund):
    assert compact(fund("", ("X", "1"), file="eem.csv"), LineTable()).title == "eem.csv"
