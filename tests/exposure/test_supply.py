"""Tiers and routes: the shortest way to the user, what is not told is told to be not told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lookthrough.errors import Issues
from lookthrough.exposure.supply import Chain, chain_of
from lookthrough.model.query import Query
from lookthrough.model.supply import Supplied


def row(number: int, name: str, *customers: str, **more: object) -> Supplied:
    party = Query(names=(name,) if name else ())
    return Supplied(number, party, customers=customers, **more)  # type: ignore[arg-type]


def chain(*rows: Supplied) -> tuple[Chain, Issues]:
    issues = Issues()
    return chain_of(rows, "supply.csv", issues), issues


def tiers(*rows: Supplied) -> list[int | None]:
    return [each.tier for each in chain(*rows)[0].rows]


def test_a_row_that_names_nobody_supplies_the_user() -> None:
    assert tiers(row(1, "A"), row(2, "B", "A"), row(3, "C", "B")) == [1, 2, 3]


def test_a_customer_that_no_row_is_called_is_the_users_own_side() -> None:
    found, _ = chain(row(1, "A", "Our Import Ltd"), row(2, "B", "A"))
    assert [each.tier for each in found.rows] == [1, 2]
    assert [each.customer for each in found.rows] == ["Our Import Ltd", "Our Import Ltd"]


def test_customers_are_found_by_id_then_supplier_then_goods() -> None:
    rows = [row(1, "A", id="7"), row(2, "B", item="Yarn"), row(3, "C", "7"), row(4, "D", "b"), row(5, "E", "YARN")]
    found, _ = chain(*rows)
    assert [each.route for each in found.rows[2:]] == [(0, 2), (1, 3), (1, 4)]


def test_the_shortest_way_counts_and_the_others_are_counted() -> None:
    found, _ = chain(row(1, "A"), row(2, "B", "A"), row(3, "C", "B", "A"))
    assert found.rows[2].route == (0, 2)
    assert found.rows[2].others == 1


def test_only_a_tier_number_joins_nothing_and_is_a_gap() -> None:
    found, _ = chain(row(1, "A", tier=1), row(2, "B", tier=3))
    assert [(each.tier, each.route, each.grade) for each in found.rows] == [(1, (0,), "stated"), (3, (1,), "assumed")]
    assert any("nobody that it supplies" in gap for gap in found.gaps)


def test_a_stated_tier_that_contradicts_the_way_is_told() -> None:
    found, issues = chain(row(1, "A"), row(2, "B", "A", tier=4))
    assert found.rows[1].tier == 2
    assert [issue.code for issue in issues] == ["tier-differs"]


def test_circles_end_and_are_told() -> None:
    found, issues = chain(row(1, "A", "B"), row(2, "B", "A"), row(3, "C", "C"))
    assert [each.tier for each in found.rows] == [None, None, 1]
    assert sorted(issue.code for issue in issues) == ["no-way-to-the-user", "no-way-to-the-user", "supplies-itself"]


def test_the_grade_is_that_of_the_weakest_step() -> None:
    found, _ = chain(row(1, "A", evidence="contract"), row(2, "B", "A", evidence="invoice"), row(3, "C", "B"))
    assert [each.grade for each in found.rows] == ["documented", "documented", "stated"]


def test_goods_go_into_everything_downstream() -> None:
    found, _ = chain(row(1, "A"), row(2, "B", "A"), row(3, "C", "B"), row(4, "D"))
    assert found.goes_into([2]) == {1: 2, 0: 2}
    assert found.goes_into([]) == {}


def test_a_thousand_shipments_to_a_thousand_others_are_no_million_steps() -> None:
    rows = [row(n, "Mill", "Spinner") for n in range(3000)] + [row(n, "Spinner", "Weaver") for n in range(3000, 6000)]
    found, _ = chain(*rows, row(6000, "Weaver"))
    assert {each.tier for each in found.rows} == {1, 2, 3}


@given(st.lists(st.tuples(st.integers(0, 7), st.lists(st.integers(0, 9), max_size=3)), max_size=8), st.randoms())
def test_the_order_of_rows_changes_no_tier(spec: list[tuple[int, list[int]]], random: object) -> None:
    rows = [row(n, f"s{name}", *(f"s{c}" for c in customers)) for n, (name, customers) in enumerate(spec)]
    expected = {each.supplied.row: each.tier for each in chain(*rows)[0].rows}
    random.shuffle(rows)  # type: ignore[attr-defined]
    assert {each.supplied.row: each.tier for each in chain(*rows)[0].rows} == expected


@given(st.lists(st.tuples(st.text(max_size=3), st.text(max_size=3)), max_size=12))
def test_every_row_has_an_answer_and_a_route_that_ends_with_it(names: list[tuple[str, str]]) -> None:
    found, _ = chain(*(row(n, name, customer) for n, (name, customer) in enumerate(names)))
    for position, each in enumerate(found.rows):
        assert each.route[-1] == position
        assert len(set(each.route)) == len(each.route)
