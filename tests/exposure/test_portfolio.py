from datetime import date
from fractions import Fraction

import pytest

from lookthrough.errors import InputError
from lookthrough.exposure.funds import LineTable, compact
from lookthrough.exposure.path import describe
from lookthrough.exposure.portfolio import Bounds, look_through
from lookthrough.model.holdings import Position


def usd(row, name, value, asset="unknown", **more):
    return Position(row, name, asset=asset, currency="USD", value=Fraction(value), value_usd=Fraction(value), **more)


def weights(position, name=None):
    return [e.weight for e in position.exposures if name in (None, e.listing.listed_name)]


def test_a_plan_with_a_small_part_of_a_fund_has_that_part_of_a_part(run, fund):
    """Because 5% in a fund with 0.08% Hikvision is 0.004%, and there is no floor under which it vanishes."""
    answer = run(
        fund("Plan", ("EM Index Fund", "0.05"), ("Treasury bills", "0.95", "cash")),
        fund("EM Index Fund", ("HIKVISION A", "0.0008"), ("Rest", "0.9992")),
        listed=["HIKVISION A"],
    )
    (exposure,) = answer.positions[0].exposures
    assert exposure.weight == Fraction("0.00004")
    assert exposure.relation == "through_fund"
    assert [s.step for s in exposure.path] == ["holds", "holds", "is"]
    assert [s.weight for s in exposure.path] == [Fraction("0.05"), Fraction("0.0008"), None]
    assert exposure.path[1].evidence == "EM Index Fund.csv, row 1"
    assert exposure.path[1].as_of == "2026-06-30"
    assert describe(exposure.path) == "Plan → EM Index Fund (5%) → HIKVISION A (0.08%) → HIKVISION A"


def test_a_direct_line_is_the_same_person(run, fund):
    line = usd(1, "HIKVISION A", 10, issuer="Hangzhou Hikvision Digital Technology Co., Ltd.")
    (position, clear) = run(fund("Plan", line, usd(2, "Rest", 30)), listed=["HIKVISION A"]).positions
    (exposure,) = position.exposures
    assert exposure.relation == "same_person"
    assert (exposure.weight, exposure.value_usd) == (Fraction(1, 4), 10)
    assert [s.step for s in exposure.path] == ["holds", "issued_by", "is"]
    assert position.hits[0].listing is exposure.listing
    assert clear.exposures == ()
    assert clear.screened


def test_positions_stay_in_file_order_and_keep_their_rows(run, fund):
    answer = run(fund("Plan", usd(7, "B", 1), usd(9, "A", 3)))
    assert [(p.row, p.name, p.weight) for p in answer.positions] == [(7, "B", Fraction(1, 4)), (9, "A", Fraction(3, 4))]


def test_a_line_on_two_lists_is_two_exposures_but_its_money_once_per_list(run, fund, hit):
    hits = [hit("X", "us_bis_entity_list"), hit("X again", "us_bis_entity_list"), hit("X", "us_ofac_nscmic")]
    answer = run(fund("Plan", usd(1, "X", 10), usd(2, "Y", 90)), listed={"X": hits})
    assert len(answer.positions[0].exposures) == 3
    assert [(t.id, t.long, t.value_usd) for t in answer.by_list] == [
        ("us_bis_entity_list", Fraction("0.1"), (10, 0, 0)),
        ("us_ofac_nscmic", Fraction("0.1"), (10, 0, 0)),
    ]
    assert len(answer.by_party) == 3
    assert (answer.any_list.long, answer.any_list.positions, answer.any_list.lines) == (Fraction("0.1"), 1, 1)


def test_three_layers_multiply_and_add_up_over_paths(run, fund):
    answer = run(
        fund("P", ("A", "0.5"), ("B", "0.5")),
        fund("A", ("C", "0.4"), ("X", "0.6")),
        fund("B", ("C", "0.2"), ("Z", "0.8")),
        fund("C", ("X", "0.1"), ("Z", "0.9")),
        listed=["X"],
    )
    assert weights(answer.positions[0]) == [Fraction("0.3"), Fraction("0.02")]
    assert weights(answer.positions[1]) == [Fraction("0.01")]
    assert answer.by_list[0].long == Fraction("0.33")
    assert answer.by_list[0].positions == 2
    assert [(t.name, t.long) for t in answer.by_fund] == [("A", Fraction("0.3")), ("C", Fraction("0.03"))]
    assert {layer.name: layer.long for layer in answer.layers}["C"] == Fraction("0.3")
    assert {layer.name: layer.depth for layer in answer.layers} == {"P": 0, "A": 1, "B": 1, "C": 2}


def test_a_loop_gives_the_worked_example_and_shows_what_came_round(run, fund):
    a, b = fund("A", ("B", "0.4"), ("H", "0.6")), fund("B", ("A", "0.5"), ("K", "0.5"))
    answer = run(fund("P", ("A", "1")), a, b, listed=["H", "K"])
    (position,) = answer.positions
    assert weights(position, "H") == [Fraction("0.6"), Fraction("0.15")]
    assert weights(position, "K") == [Fraction("0.2"), Fraction("0.05")]
    assert {t.name: t.long for t in answer.by_party} == {"H": Fraction("0.75"), "K": Fraction("0.25")}
    assert [f.loop_weight for f in position.further] == [Fraction("0.15"), Fraction("0.05")]
    assert describe(position.exposures[1].path) == "P → A (100%) → B → A … → H (15%) → H"
    assert position.exposures[1].path[-2].evidence == "round the loop of funds B → A …"
    answer = run(fund("P", ("B", "1")), a, b, listed=["H", "K"])
    assert {t.name: t.long for t in answer.by_party} == {"H": Fraction("0.375"), "K": Fraction("0.625")}


def test_a_loop_without_an_end_has_paths_but_no_weights(run, fund):
    """Because two funds that only hold each other hold nothing, and totals must not reach 200%."""
    a, b = fund("A", ("B", "1"), ("X", "0")), fund("B", ("A", "1"))
    answer = run(fund("P", ("A", "1")), a, b, listed=["X"])
    assert weights(answer.positions[0]) == [None]
    assert answer.issues.counts["loop-without-end"] == 1
    assert answer.coverage.circular == 1
    assert answer.opaque == 1
    assert answer.by_list[0].unquantified == 1
    assert answer.layers[1].long is None


def test_funds_that_are_held_by_an_endless_loop_have_no_weight_either(run, fund):
    a, b, c = fund("A", ("B", "1"), ("C", "0.1")), fund("B", ("A", "1")), fund("C", ("X", "1"))
    answer = run(fund("P", ("A", "0.5"), ("C", "0.5")), a, b, c, listed=["X"])
    assert weights(answer.positions[0]) == [None]
    assert weights(answer.positions[1]) == [Fraction("0.5")]
    (total,) = answer.by_list
    assert (total.long, total.unquantified) == (Fraction("0.5"), 1)
    assert [(layer.name, layer.long, layer.partial) for layer in answer.layers if layer.name == "C"] == [
        ("C", Fraction("0.5"), True)
    ]


def test_more_funds_in_one_loop_than_can_be_solved_are_told_without_weight(run, fund):
    ring = [fund(f"F{n}", (f"F{(n + 1) % 200}", "0.5"), ("X", "0.5")) for n in range(200)]
    answer = run(fund("P", ("F0", "1")), *ring, listed=["X"], bounds=Bounds(paths=3))
    assert weights(answer.positions[0])[:3] == [None, None, None]
    (issue,) = [i for i in answer.issues if i.code == "loop-without-end"]
    assert "200 funds" in issue.message
    assert answer.by_list[0].unquantified == 200


def test_a_fund_without_constituents_is_named_with_its_whole_weight(run, fund):
    answer = run(fund("P", usd(1, "Secret Fund LP", 25, "fund"), usd(2, "X", 75)))
    assert [(u.name, u.weight, u.value_usd, u.where) for u in answer.unseen] == [
        ("Secret Fund LP", Fraction("0.25"), 25, "P.csv, row 1")
    ]
    assert answer.opaque == Fraction("0.25")
    assert answer.coverage.constituents_known == Fraction("0.75")


def test_what_a_layer_does_not_show_stays_opaque(run, fund):
    answer = run(fund("P", ("A", "0.5"), ("Y", "0.5")), fund("A", ("X", "0.3")), listed=["X"])
    assert weights(answer.positions[0]) == [Fraction("0.15")]
    assert answer.layers[1].remainder == Fraction("0.7")
    assert answer.layers[1].opaque == Fraction("0.35")
    assert answer.coverage.remainders == Fraction("0.35")


def test_a_line_without_any_weight_is_a_path_without_a_number(run, fund):
    """Because an LP stake in a listed company is known to exist and by how much is not."""
    answer = run(fund("P", ("A", "1")), fund("A", ("X", None), ("Y", "1")), listed=["X"])
    (exposure,) = answer.positions[0].exposures
    assert exposure.weight is None
    assert exposure.value_usd is None
    assert answer.by_list[0].long == 0
    assert answer.by_list[0].unquantified == 1


def test_a_position_without_a_weight_leaves_everything_under_it_without_one(run, fund):
    answer = run(fund("P", ("A", None)), fund("A", ("X", "1")), listed=["X"])
    assert weights(answer.positions[0]) == [None]
    assert answer.layers[1].long is None
    assert answer.layers[1].partial


def test_a_weight_of_zero_is_still_a_path(run, fund):
    answer = run(fund("P", ("A", "1")), fund("A", ("SBERBANK", "0"), ("Y", "1")), listed=["SBERBANK"])
    assert weights(answer.positions[0]) == [0]


def test_a_short_is_told_apart_and_never_netted(run, fund):
    answer = run(fund("P", ("X", "1.1"), ("X", "-0.1")), listed=["X"])
    assert [(p.exposures[0].direction, p.exposures[0].weight) for p in answer.positions] == [
        ("long", Fraction("1.1")),
        ("short", Fraction("0.1")),
    ]
    (total,) = answer.by_list
    assert (total.long, total.short) == (Fraction("1.1"), Fraction("0.1"))


def test_a_short_inside_a_fund_held_short_is_long(run, fund):
    answer = run(
        fund("P", ("A", "-0.5"), ("Cash", "1.5", "cash")), fund("A", ("X", "-0.2"), ("Y", "1.2")), listed=["X"]
    )
    (exposure,) = answer.positions[0].exposures
    assert (exposure.direction, exposure.weight) == ("long", Fraction("0.1"))
    assert (answer.by_list[0].long, answer.by_list[0].short) == (Fraction("0.1"), 0)


def test_a_side_that_only_a_loop_leads_to_is_not_lost(run, fund):
    """Because A is short of B and B holds A, so A is short of its own X by a round of the loop."""
    a, b = fund("A", ("B", "-0.5"), ("X", "1.5")), fund("B", ("A", "0.5"), ("Y", "0.5"))
    answer = run(fund("P", ("A", "1")), a, b, listed=["X"])
    (total,) = answer.by_list
    assert total.long - total.short == Fraction("1.5") / (1 + Fraction("0.25"))
    by_side = {e.direction: Fraction(0) for e in answer.positions[0].exposures}
    for e in answer.positions[0].exposures:
        by_side[e.direction] += e.weight
    assert by_side == {"long": total.long, "short": total.short}


def test_a_derivative_is_flagged_with_its_stated_value(run, fund):
    answer = run(fund("P", usd(1, "Y", 99), usd(2, "X SWAP", 1, "swap")), listed=["X SWAP"])
    assert answer.positions[1].exposures[0].instrument == "swap"
    (total,) = answer.by_list
    assert (total.long, total.short, total.derivative) == (0, 0, Fraction("0.01"))


def test_a_fund_whose_own_units_are_listed_is_counted_once(run, fund):
    answer = run(fund("P", ("A", "0.5"), ("Y", "0.5")), fund("A", ("X", "0.4"), ("Z", "0.6")), listed=["A", "X"])
    assert [e.relation for e in answer.positions[0].exposures] == ["same_person", "through_fund"]
    assert answer.by_list[0].long == Fraction("0.5")


def test_a_million_paths_are_bounded_in_the_open(run, fund):
    """Because ten layers of four funds that all hold the next four make 4^10 chains to one line."""
    layers = [[f"F{depth}-{n}" for n in range(4)] for depth in range(10)]
    funds = [
        fund(name, *[(below, "0.25") for below in layers[depth + 1]]) for depth in range(9) for name in layers[depth]
    ]
    funds += [fund(name, ("X", "0.5"), ("Y", "0.5")) for name in layers[9]]
    answer = run(fund("P", *[(name, "0.25") for name in layers[0]]), *funds, listed=["X"])
    for position in answer.positions:
        assert sum(weights(position)) == Fraction("0.125")
        (more,) = position.further
        assert more.paths == 4**9 - 50
        assert more.weight == Fraction("0.125") * Fraction(4**9 - 50, 4**9)
        assert more.says == "262,094 further paths, 12.5% together"
    assert answer.by_list[0].long == Fraction("0.5")


def test_of_many_paths_the_heaviest_are_told(run, fund):
    middle = [fund(f"M{n}", ("X", Fraction(n, 100)), ("Y", 1 - Fraction(n, 100))) for n in range(1, 31)]
    top = fund("T", *[(f"M{n}", Fraction(1, 30)) for n in range(1, 31)])
    answer = run(fund("P", ("T", "1")), top, *middle, listed=["X"], bounds=Bounds(chains=1000, paths=5))
    (position,) = answer.positions
    assert weights(position)[:5] == [Fraction(n, 3000) for n in (30, 29, 28, 27, 26)]
    assert weights(position)[5] == sum((Fraction(n, 3000) for n in range(1, 26)), Fraction(0))
    assert "25 further paths" in position.exposures[5].path[1].evidence


def test_layers_say_their_age(run, fund):
    answer = run(
        fund("P", ("A", "0.5"), ("B", "0.5")),
        fund("A", ("X", "1"), as_of="2026-05"),
        fund("B", ("X", "1"), as_of=None),
        as_of=date(2026, 7, 1),
    )
    assert {layer.name: layer.age_days for layer in answer.layers} == {"P": 1, "A": 31, "B": None}
    assert answer.layers[0].name == "P"


def test_funds_that_the_portfolio_does_not_lead_to_are_no_layer(run, fund):
    answer = run(fund("P", ("Y", "1")), fund("A", ("X", "1")), listed=["X"])
    assert [layer.name for layer in answer.layers] == ["P"]
    assert answer.by_list == ()
    assert answer.any_list.long == 0


def test_an_empty_portfolio_has_an_empty_answer(run, fund):
    answer = run(fund("P"))
    assert answer.positions == ()
    assert answer.opaque == 1


def test_lines_that_were_not_screened_are_told_from_clear_ones(fund):
    lines = LineTable()
    table = compact(fund("P", ("X", "0.25"), ("Y", "0.75")), lines)
    answer = look_through(table, [], {0: ()}, as_of=date(2026, 7, 9))
    assert [p.screened for p in answer.positions] == [True, False]
    assert answer.coverage.issuer_identified == 1
    assert answer.coverage.issuer_screened == Fraction("0.25")


def test_tables_that_number_lines_differently_are_refused(fund):
    one, two = compact(fund("P", ("X", "1")), LineTable()), compact(fund("A", ("X", "1")), LineTable())
    with pytest.raises(InputError, match="number their lines differently"):
        look_through(one, [two], {}, as_of=date(2026, 7, 9))


def test_a_hit_for_a_line_that_does_not_exist_is_refused(fund, hit):
    table = compact(fund("P", ("X", "1")), LineTable())
    with pytest.raises(InputError, match="no line has"):
        look_through(table, [], {1: (hit("X"),)}, as_of=date(2026, 7, 9))


def test_coverage_never_passes_one_with_leverage(run, fund):
    answer = run(fund("P", ("A", "1")), fund("A", ("X", "1.3"), ("Y", "-0.3")))
    assert answer.coverage.issuer_identified == 1
    parts = {c.part: (c.long, c.short) for c in answer.composition}
    assert parts["screened"] == (Fraction("1.3"), Fraction("0.3"))


def test_cash_and_derivatives_are_known_but_have_no_issuer(run, fund):
    answer = run(fund("P", ("X", "0.7"), ("USD", "0.2", "cash"), ("FUT", "0.1", "future")))
    coverage = answer.coverage
    assert (coverage.constituents_known, coverage.issuer_identified) == (1, Fraction("0.7"))
    assert (coverage.cash, coverage.derivative) == (Fraction("0.2"), Fraction("0.1"))


def test_the_way_round_a_loop_names_its_funds_from_where_it_is_entered(run, fund):
    funds = [
        fund("T", ("A", "0.5"), ("D", "0.5")),
        fund("A", ("B", "0.5"), ("X", "0.5")),
        fund("B", ("C", "0.5"), ("Y", "0.5")),
        fund("C", ("A", "0.5"), ("Y", "0.5")),
        fund("D", ("D", "0.5"), ("Z", "0.5")),
    ]
    (position,) = run(fund("P", ("T", "1")), *funds, listed=["X", "Z"]).positions
    said = {f.line: f.says for f in position.further}
    assert said == {"X": "round the loop of funds A → B → C → A …", "Z": "round the loop of funds D → D …"}
    assert len([e for e in position.exposures if e.listing.listed_name == "X"]) == 2


def test_a_position_says_what_of_it_was_not_seen(run, fund):
    answer = run(
        fund("P", ("A", "0.4"), ("B", "0.2"), ("Closed Fund", "0.2", "fund"), ("X", "0.2")),
        fund("A", ("X", "0.7"), ("B", "0.2")),
        fund("B", ("Y", "0.5"), ("Hidden LP", "0.5", "fund")),
    )
    assert [p.opaque for p in answer.positions] == [Fraction("0.2"), Fraction("0.5"), 1, 0]
    assert sum(p.opaque * p.weight for p in answer.positions) == answer.opaque


def test_a_fund_that_is_seen_to_its_end_has_nothing_opaque(run, fund):
    answer = run(fund("P", ("A", "1")), fund("A", ("B", "0.5"), ("X", "0.5")), fund("B", ("Y", "1")))
    assert answer.positions[0].opaque == 0


def test_what_a_loop_hides_is_what_its_funds_hide(run, fund):
    a, b = fund("A", ("B", "0.4"), ("H", "0.6")), fund("B", ("A", "0.5"), ("LP", "0.5", "fund"))
    assert run(fund("P", ("A", "1")), a, b).positions[0].opaque == Fraction("0.25")


def test_a_loop_without_an_end_is_opaque_and_so_is_what_leads_there(run, fund):
    a, b, t = fund("A", ("B", "1")), fund("B", ("A", "1")), fund("T", ("A", "0.25"), ("X", "0.75"))
    answer = run(fund("P", ("A", "0.5"), ("T", "0.5")), a, b, t)
    assert [p.opaque for p in answer.positions] == [1, Fraction("0.25")]


def test_a_short_of_what_cannot_be_seen_is_opaque_too(run, fund):
    answer = run(fund("P", ("A", "1")), fund("A", ("X", "1.5"), ("Hidden LP", "-0.5", "fund")))
    assert answer.positions[0].opaque == Fraction("0.25")


def test_a_line_of_unknown_weight_leaves_unknown_how_much_was_seen(run, fund):
    """Because it is somewhere in the fund, and nothing says how much of it."""
    answer = run(
        fund("P", ("A", "0.5"), ("B", "0.3"), ("C", "0.2")),
        fund("A", ("X", "1"), ("LP", None, "fund")),
        fund("B", ("X", "0.9"), ("LP", None)),
        fund("C", ("A", "1")),
    )
    assert [p.opaque for p in answer.positions] == [None, Fraction("0.1"), None]


def test_lines_without_weights_are_shown_and_not_unshown(run, fund):
    """Because a list of names hides nothing that it names; how much each is, nobody says."""
    answer = run(fund("P", ("A", "0.5"), ("Y", "0.5")), fund("A", ("X", None), ("Z", None)), listed=["X"])
    layer = answer.layers[1]
    assert (layer.remainder_known, layer.opaque, layer.total_basis) == (False, None, "unknown")
    assert answer.positions[0].opaque is None
    assert answer.coverage_known


def test_coverage_of_a_portfolio_without_weights_is_not_known(run, fund):
    answer = run(fund("P", usd(1, "X", 10), Position(2, "Y")), listed=["X"])
    assert not answer.coverage_known
    assert (answer.total_basis, answer.total_usd) == ("lower bound", None)
    (exposure,) = answer.positions[0].exposures
    assert (exposure.weight, exposure.value_usd) == (None, 10)
    (total,) = answer.by_list
    assert (total.quantified, total.value_usd, total.unquantified) == (False, None, 1)


def test_a_total_that_is_partly_known_is_quantified(run, fund, hit):
    answer = run(fund("P", ("X", "0.5"), ("Z", None), ("Y", "0.5")), listed={"X": [hit("X")], "Z": [hit("Z")]})
    assert answer.by_list[0].unquantified == 1
    assert answer.by_list[0].quantified
    assert run(fund("P", ("Y", "1"))).any_list.quantified


def test_an_estimated_total_is_marked_wherever_it_is_used(run, fund):
    lines = [
        Position(n, f"X{n}", value_usd=Fraction(v), weight=Fraction(v, 1000)) for n, v in enumerate((500, 200, 100))
    ]
    answer = run(fund("P", *lines))
    assert answer.total_basis == answer.layers[0].total_basis == "estimated"
    low, high = answer.total_bounds
    assert low <= answer.total_usd <= high
    assert answer.layers[0].total_bounds == (low, high)
    assert answer.issues.counts["total-estimated"] == 1
