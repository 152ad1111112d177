from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lookthrough.errors import InputError
from lookthrough.exposure.flow import LARGEST_LOOP, Network, add_exactly, components, eliminate
from lookthrough.exposure.reference import effective_weights


def test_two_funds_that_hold_each_other_give_the_worked_example():
    """Because A = 40% B + 60% H and B = 50% A + 50% K end in 75/25 and 37.5/62.5."""
    exact = effective_weights(
        [[Fraction(0), Fraction("0.4")], [Fraction("0.5"), Fraction(0)]],
        [[Fraction("0.6"), Fraction(0)], [Fraction(0), Fraction("0.5")]],
    )
    assert exact == [[Fraction("0.75"), Fraction("0.25")], [Fraction("0.375"), Fraction("0.625")]]
    net = Network({0: [(1, Fraction("0.4")), (2, Fraction("0.6"))], 1: [(0, Fraction("0.5")), (3, Fraction("0.5"))]})
    assert [net.flow({0: Fraction(1)}).of(n) for n in (2, 3)] == exact[0]
    assert [net.flow({1: Fraction(1)}).of(n) for n in (2, 3)] == exact[1]


def test_the_reference_refuses_funds_that_only_hold_each_other():
    with pytest.raises(InputError, match="only hold each other"):
        effective_weights([[Fraction(0), Fraction(1)], [Fraction(1), Fraction(0)]], [[], []])


def test_a_loop_without_an_end_is_unknown_and_lets_nothing_out():
    flow = Network({0: [(1, Fraction(1))], 1: [(0, Fraction(1)), (2, Fraction(1))]}).flow({0: Fraction(1)})
    assert flow.unknown == {0, 1}
    assert flow.of(2) == 0


def test_a_loop_that_grows_is_unknown_too():
    assert eliminate([0, 1], {0: [(1, Fraction(2))], 1: [(0, Fraction(1))]}) is None
    assert eliminate([0], {0: [(0, Fraction("1.01"))]}) is None


def test_a_fund_that_holds_itself_is_a_loop_of_one():
    assert Network({0: [(0, Fraction("0.2")), (1, Fraction("0.8"))]}).flow({0: Fraction(1)}).of(1) == 1


def test_a_loop_too_large_to_solve_is_unknown_instead_of_endless():
    size = LARGEST_LOOP + 1
    ring = {n: [((n + 1) % size, Fraction(1, 2))] for n in range(size)}
    assert len(Network(ring).flow({0: Fraction(1)}).unknown) == size


def test_a_chain_deeper_than_the_interpreter_stack_is_walked():
    deep = {n: [(n + 1, Fraction(1))] for n in range(20_000)}
    assert Network(deep).flow({0: Fraction(1)}).of(20_000) == 1


def test_components_come_before_what_they_lead_to():
    edges = {0: [(1, Fraction(1)), (3, Fraction(1))], 1: [(2, Fraction(1))], 2: [(1, Fraction(1)), (3, Fraction(1))]}
    assert [sorted(c) for c in components(edges, [0])] == [[0], [1, 2], [3]]


@settings(deadline=None)
@given(st.lists(st.fractions(max_denominator=1000)))
def test_adding_exactly_is_adding(numbers):
    assert Fraction(*add_exactly((n.numerator, n.denominator) for n in numbers)) == sum(numbers, Fraction(0))


@st.composite
def matrices(draw):
    """Fund-in-fund shares whose rows sum to less than 1, with loops of every kind."""
    size = draw(st.integers(1, 6))
    rows = []
    for _ in range(size):
        parts = draw(st.lists(st.integers(0, 9), min_size=size, max_size=size))
        rows.append([Fraction(p, sum(parts) + draw(st.integers(1, 7))) for p in parts])
    return rows


@settings(deadline=None)
@given(matrices())
def test_flow_equals_the_dense_inverse(funds):
    size = len(funds)
    identity = [[Fraction(int(i == j)) for j in range(size)] for i in range(size)]
    exact = effective_weights(funds, identity)
    net = Network({i: [(j, w) for j, w in enumerate(row) if w] for i, row in enumerate(funds)})
    for start in range(size):
        flow = net.flow({start: Fraction(1)})
        assert [flow.of(n) for n in range(size)] == exact[start]
        assert flow.dot([(n, Fraction(n + 1, 7)) for n in range(size)]) == sum(
            (exact[start][n] * Fraction(n + 1, 7) for n in range(size)), Fraction(0)
        )


@settings(deadline=None)
@given(matrices())
def test_the_order_of_elimination_does_not_matter(funds):
    """Because a renamed fund must not change an answer."""
    size = len(funds)
    turned = {size - 1 - i: [(size - 1 - j, w) for j, w in enumerate(row) if w] for i, row in enumerate(funds)}
    straight = {i: [(j, w) for j, w in enumerate(row) if w] for i, row in enumerate(funds)}
    one, two = Network(straight).flow({0: Fraction(1)}), Network(turned).flow({size - 1: Fraction(1)})
    assert [one.of(n) for n in range(size)] == [two.of(size - 1 - n) for n in range(size)]
