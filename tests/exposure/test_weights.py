from fractions import Fraction

from lookthrough.errors import Issues
from lookthrough.exposure.funds import LineTable, compact
from lookthrough.exposure.weights import weigh
from lookthrough.model.holdings import Position


def weights(holdings):
    table = compact(holdings, LineTable())
    return [table.weight(i) for i in range(len(table))], table


def usd(row, name, value, weight=None, **more):
    return Position(row, name, currency="USD", value=Fraction(value), value_usd=Fraction(value), weight=weight, **more)


def test_values_without_weights_are_shares_of_their_sum(fund):
    found, table = weights(fund("A", usd(1, "X", "2.50"), usd(2, "Y", "7.50")))
    assert found == [Fraction(1, 4), Fraction(3, 4)]
    assert table.remainder == 0
    assert table.total_usd == 10


def test_the_exact_value_counts_before_the_rounded_weight(fund):
    """Because a weight printed as 0.08% can be off by a sixteenth of itself."""
    found, table = weights(fund("A", usd(1, "X", 1, Fraction("0.33")), usd(2, "Y", 2, Fraction("0.67"))))
    assert found == [Fraction(1, 3), Fraction(2, 3)]
    assert table.remainder == 0


def test_values_that_round_to_all_printed_weights_are_the_whole(fund):
    """Because three thirds print 99% and hide nothing."""
    found, table = weights(fund("A", *(usd(n, f"X{n}", 100, Fraction("0.33")) for n in (1, 2, 3))))
    assert found == [Fraction(1, 3)] * 3
    assert (table.total_basis, table.total_usd, table.total_bounds) == ("sum", 300, None)
    assert table.issues.counts == {}


def test_a_file_is_complete_or_not_by_its_large_lines_not_by_the_sum_of_its_weights(fund):
    """Because 400 lines of 0.004% print 0.00% and miss 1.6% together, and the file still shows everything."""
    small = [usd(n, f"S{n}", 4, Fraction(0)) for n in range(1, 401)]
    large = [usd(n, f"L{n}", value, Fraction(value, 100_000)) for n, value in ((901, 50_000), (902, 48_400))]
    found, table = weights(fund("A", *small, *large))
    assert table.total_basis == "sum"
    assert table.total_usd == 100_000
    assert found[0] == Fraction(4, 100_000)
    assert table.remainder == 0


def test_a_total_from_rounded_weights_is_an_estimate_with_bounds(fund):
    """Because a line of 35,015,000 that prints 70.03% may be of 49,996,431 or of 50,003,570."""
    lines = [usd(n, f"X{n}", v, Fraction(v, 50_000_000)) for n, v in ((1, 35_015_000), (2, 9_000_000), (3, 1_000_000))]
    found, table = weights(fund("A", *lines, usd(4, "Y", 1234, Fraction(0))))
    assert table.total_basis == "estimated"
    assert [round(bound) for bound in table.total_bounds] == [
        round(Fraction(350149995, 10) / Fraction("0.70035")),
        round(Fraction(350150005, 10) / Fraction("0.70025")),
    ]
    assert table.total_bounds[0] < table.total_usd < table.total_bounds[1]
    assert found[0] == 35_015_000 / table.total_usd
    assert table.remainder == 1 - 45_016_234 / table.total_usd
    (issue,) = [i for i in table.issues if i.code == "total-estimated"]
    assert "total between 4" in issue.message


def test_an_estimate_outside_what_every_line_allows_moves_to_the_nearer_bound(fund):
    """Because lines that round to nothing pull sum of values / sum of weights away from what large lines say."""
    small = [usd(n, f"S{n}", 4, Fraction(0)) for n in range(1, 401)]
    large = [usd(900 + n, f"L{n}", v, Fraction(v, 100_000)) for n, v in enumerate((50_010, 20_000, 10_000))]
    _, table = weights(fund("A", *small, *large))
    low, high = table.total_bounds
    assert table.total_usd == high
    assert low <= 100_000 <= high < 81_610 / Fraction("0.8001")


def test_lines_that_contradict_each_other_are_weighed_as_printed(fund):
    lines = [usd(1, "X", 1000, Fraction("0.1")), usd(2, "Y", 1000, Fraction("0.8")), usd(3, "Z", 500, Fraction("0.1"))]
    found, table = weights(fund("A", *lines, usd(4, "W", 7)))
    assert found == [Fraction("0.1"), Fraction("0.8"), Fraction("0.1"), None]
    assert (table.total_basis, table.total_usd) == ("printed", None)
    assert table.issues.counts["weights-disagree"] == 1
    assert [table.value_usd(n) for n in range(4)] == [1000, 1000, 500, 7]


def test_a_single_line_does_not_say_what_the_whole_is_worth(fund):
    """Because a short of 5% beside lines without values would make up a total of its own."""
    lines = [Position(n, f"X{n}", weight=Fraction("0.35")) for n in (1, 2, 3)]
    found, table = weights(fund("A", *lines, usd(4, "Y", -500, Fraction("-0.05"), direction="short")))
    assert found == [Fraction("0.35")] * 3 + [Fraction("-0.05")]
    assert (table.total_basis, table.total_usd) == ("printed", None)
    assert table.value_usd(3) == -500
    assert table.value_usd(0) is None


def test_a_few_valued_lines_of_many_do_not_either(fund):
    lines = [Position(n, f"X{n}", weight=Fraction("0.1")) for n in range(1, 8)]
    lines += [usd(n, f"Y{n}", 10, Fraction("0.1")) for n in (8, 9, 10)]
    _, table = weights(fund("A", *lines))
    assert (table.total_basis, table.total_usd) == ("printed", None)


def test_a_top_ten_list_is_not_scaled_up(fund):
    """Because three lines that print 35% together are 35% of the fund, not all of it."""
    lines = [usd(1, "X", 20, Fraction("0.20")), usd(2, "Y", 10, Fraction("0.10")), usd(3, "Z", 5, Fraction("0.05"))]
    found, table = weights(fund("A", *lines))
    assert found == [Fraction("0.2"), Fraction("0.1"), Fraction("0.05")]
    assert table.remainder == Fraction("0.65")
    assert (table.total_basis, table.total_usd) == ("estimated", 100)


def test_two_lines_of_many_keep_their_printed_weights(fund):
    found, table = weights(fund("A", usd(1, "X", 20, Fraction("0.20")), usd(2, "Y", 10, Fraction("0.10"))))
    assert found == [Fraction("0.2"), Fraction("0.1")]
    assert table.remainder == Fraction("0.7")
    assert (table.total_basis, table.total_usd) == ("printed", None)


def test_a_line_without_a_value_makes_every_share_unknown_and_no_value(fund):
    """Because what was left out as wrong was worth something: unknown is never zero."""
    found, table = weights(fund("A", usd(1, "X", 60), usd(2, "Y", 40), Position(3, "Z")))
    assert found == [None, None, None]
    assert [table.value_usd(n) for n in range(3)] == [60, 40, None]
    assert (table.total_basis, table.total_usd) == ("lower bound", None)
    assert not table.remainder_known
    assert table.issues.counts["total-unknown"] == 1


def test_a_cash_line_without_a_value_leaves_the_other_shares_and_is_told(fund):
    found, table = weights(fund("A", usd(1, "X", 60), usd(2, "Y", 40), Position(3, "Cash", asset="cash")))
    assert found == [Fraction("0.6"), Fraction("0.4"), None]
    assert table.issues.counts["weight-unknown"] == 1


def test_bounds_too_large_for_a_float_are_still_told(fund):
    big = 10**400
    lines = [usd(n, f"X{n}", v * big, Fraction(v, 100)) for n, v in ((1, 20), (2, 10), (3, 5))]
    _, table = weights(fund("A", *lines))
    assert table.issues.counts["total-estimated"] == 1


def test_net_assets_weigh_the_lines_beside_one_without_a_value(fund):
    found, table = weights(fund("A", usd(1, "X", 60), Position(2, "Z"), net_assets_usd=Fraction(100)))
    assert found == [Fraction("0.6"), None]
    assert table.total_basis == "stated"
    assert table.remainder_known


def test_a_file_without_values_and_weights_says_nothing_of_its_whole(fund):
    _, table = weights(fund("A", Position(1, "X"), Position(2, "Y")))
    assert (table.total_basis, table.remainder_known) == ("unknown", False)


def test_net_assets_are_the_whole_where_the_file_states_them(fund):
    """Because N-PORT's pctVal is of net assets, and a liquidating fund's cash stands outside the lines."""
    found, table = weights(
        fund("A", usd(1, "X", 40, Fraction("0.39")), net_assets_usd=Fraction(100), cash_usd=Fraction(50))
    )
    assert found == [Fraction("0.4")]
    assert table.cash == Fraction("0.5")
    assert table.remainder == Fraction("0.1")


def test_a_fund_that_holds_only_cash_outside_its_lines_is_cash(fund):
    """Because a liquidating fund files an N-PORT without lines: 1,425,857 of cash for 1,389,081 of net assets."""
    _, table = weights(fund("A", net_assets_usd=Fraction(1389081), cash_usd=Fraction(1425857)))
    assert table.cash == Fraction(1425857, 1389081)
    assert table.remainder == 1 - table.cash
    assert "over-one" in table.issues.counts


def test_a_line_with_a_weight_only_keeps_it_as_printed(fund):
    found, _ = weights(fund("A", usd(1, "X", 50, Fraction("0.5")), Position(2, "Y", weight=Fraction("0.4"))))
    assert found == [Fraction("0.5"), Fraction("0.4")]


def test_a_line_with_neither_has_no_weight_and_stays(fund):
    found, table = weights(fund("A", Position(1, "X", weight=Fraction("0.9")), Position(2, "LP stake")))
    assert found == [Fraction("0.9"), None]
    assert table.unweighed == 1
    assert "weight-unknown" in table.issues.counts


def test_one_foreign_currency_still_gives_weights(fund):
    lines = [Position(i, n, currency="NOK", value=Fraction(v)) for i, (n, v) in enumerate([("X", 1), ("Y", 3)], 1)]
    found, table = weights(fund("A", *lines))
    assert found == [Fraction(1, 4), Fraction(3, 4)]
    assert table.total_usd is None
    assert table.value_usd(0) is None


def test_mixed_currencies_without_dollars_have_no_weights(fund):
    lines = [Position(1, "X", currency="NOK", value=Fraction(1)), Position(2, "Y", currency="EUR", value=Fraction(1))]
    found, table = weights(fund("A", *lines))
    assert found == [None, None]
    assert "mixed-currencies" in table.issues.counts


def test_mixed_currencies_keep_printed_weights(fund):
    lines = [
        Position(1, "X", currency="NOK", value=Fraction(1), weight=Fraction("0.6")),
        Position(2, "Y", currency="EUR", value=Fraction(1), weight=Fraction("0.4")),
    ]
    assert weights(fund("A", *lines))[0] == [Fraction("0.6"), Fraction("0.4")]


def test_a_suspended_line_with_value_zero_has_weight_zero_not_none(fund):
    """Because the Russian lines of 2022 print 0.00 and are still held."""
    found, _ = weights(
        fund("A", usd(1, "X", 100, Fraction(1)), usd(2, "SBERBANK", 0, Fraction(0), quantity=Fraction(1000)))
    )
    assert found == [1, 0]


def test_a_short_is_negative_however_its_file_prints_it(fund):
    """Because some files print a short's value with a sign and some without."""
    for value in (-30, 30):
        found, _ = weights(fund("A", usd(1, "X", 130), usd(2, "Y", value, direction="short")))
        assert found == [Fraction("1.3"), Fraction("-0.3")]


def test_a_derivative_keeps_its_stated_sign(fund):
    found, table = weights(fund("A", usd(1, "X", 101), usd(2, "FUT", -1, asset="future")))
    assert found == [Fraction("1.01"), Fraction("-0.01")]
    assert table.signs.tolist() == [1, 1]


def test_a_layer_worth_nothing_is_an_issue_not_a_division_by_zero(fund):
    for lines in ([usd(1, "X", 0)], [usd(1, "X", 1), usd(2, "Y", -3)]):
        found, table = weights(fund("A", *lines))
        assert set(found) == {None}
        assert table.issues.counts["total-not-positive"] == 1


def test_more_than_the_whole_is_told_and_kept(fund):
    found, table = weights(
        fund("A", Position(1, "X", weight=Fraction("0.9")), Position(2, "Y", weight=Fraction("0.9")))
    )
    assert found == [Fraction("0.9"), Fraction("0.9")]
    assert table.remainder == Fraction("-0.8")
    assert "over-one" in table.issues.counts


def test_a_printed_weight_far_from_the_value_is_counted(fund):
    lines = [usd(1, "X", 50, Fraction("0.5")), usd(2, "Y", 45, Fraction("0.5")), usd(3, "Z", 5, Fraction(0))]
    _, table = weights(fund("A", *lines))
    assert [issue.place.row for issue in table.issues if issue.code == "weight-differs"] == [2, 3]


def test_an_empty_file_is_one_big_remainder(fund):
    found, table = weights(fund("A"))
    assert found == []
    assert table.remainder == 1
    assert "no-lines" in table.issues.counts


def test_values_beyond_64_bits_stay_exact(fund):
    tiny, huge = Fraction(1, 10**20), Fraction(10**40)
    found, table = weights(fund("A", usd(1, "X", huge), usd(2, "Y", tiny)))
    assert found == [huge / (huge + tiny), tiny / (huge + tiny)]
    assert sum(found) == 1
    assert table.remainder == 0


def test_weighing_reports_into_the_collector_that_it_is_given(fund):
    issues = Issues()
    weigh(fund("A", usd(1, "X", 0)), issues)
    assert issues.counts["total-not-positive"] == 1
