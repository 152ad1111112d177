"""What must hold for any portfolio and any funds, loops included."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lookthrough.exposure.portfolio import Bounds
from lookthrough.exposure.reference import effective_weights
from lookthrough.model.holdings import Position

SECURITIES = 3
quick = settings(max_examples=60, deadline=None)


@st.composite
def worlds(draw):
    """A portfolio (row 0) and funds: shares of funds and of securities, each row with something left for securities."""
    size = draw(st.integers(2, 6))
    funds, securities = [], []
    for _ in range(size):
        inner = [0, *draw(st.lists(st.integers(0, 6), min_size=size - 1, max_size=size - 1))]
        outer = draw(st.lists(st.integers(0, 6), min_size=SECURITIES, max_size=SECURITIES))
        whole = sum(inner) + sum(outer) + draw(st.integers(0, 3)) or 1
        if sum(inner) == whole:
            whole += 1
        funds.append([Fraction(n, whole) for n in inner])
        securities.append([Fraction(n, whole) for n in outer])
    return funds, securities


def holdings(fund, funds, securities, number, order=None, split=False):
    lines = [(f"Fund {j}", w) for j, w in enumerate(funds[number]) if w]
    lines += [(f"Security {k}", w) for k, w in enumerate(securities[number]) if w]
    if order is not None:
        order.shuffle(lines)
    if split:
        lines = [(name, part) for name, w in lines for part in (w / 3, w - w / 3)]
    return fund(f"Fund {number}", *lines)


@pytest.fixture(scope="session")
def answer_of(run, fund):
    def _answer(world, **more):
        bounds = more.pop("bounds", None)
        made = [holdings(fund, *world, n, **more) for n in range(len(world[0]))]
        return run(made[0], *made[1:], listed=[f"Security {k}" for k in range(SECURITIES)], bounds=bounds)

    return _answer


def by_party(answer):
    return {t.name: t.long for t in answer.by_party if t.long}


@quick
@given(worlds())
def test_totals_equal_the_dense_inverse(answer_of, world):
    exact = effective_weights(*world)[0]
    assert by_party(answer_of(world)) == {f"Security {k}": w for k, w in enumerate(exact) if w}


@quick
@given(worlds())
def test_the_paths_of_all_positions_sum_to_the_totals(answer_of, world):
    answer = answer_of(world)
    found = {}
    for position in answer.positions:
        for exposure in position.exposures:
            name = exposure.listing.listed_name
            found[name] = found.get(name, Fraction(0)) + exposure.weight
    assert {n: w for n, w in found.items() if w} == by_party(answer)


@quick
@given(worlds(), st.integers(1, 5), st.integers(1, 3))
def test_bounds_change_what_is_told_but_no_sum(answer_of, world, chains, paths):
    answer = answer_of(world, bounds=Bounds(chains=chains, paths=paths, told=1))
    found = {}
    for position in answer.positions:
        for exposure in position.exposures:
            name = exposure.listing.listed_name
            found[name] = found.get(name, Fraction(0)) + exposure.weight
    assert {n: w for n, w in found.items() if w} == by_party(answer)
    whole = answer_of(world)
    for bounded, free in zip(answer.positions, whole.positions, strict=True):
        assert {e.listing.listed_name for e in bounded.exposures} == {e.listing.listed_name for e in free.exposures}


@quick
@given(worlds())
def test_every_path_multiplies_to_its_weight(answer_of, world):
    for position in answer_of(world).positions:
        for exposure in position.exposures:
            product = Fraction(1)
            for step in exposure.path:
                if step.step == "holds":
                    product *= step.weight
            assert product == exposure.weight
            entered = [step.target for step in exposure.path if step.step == "holds"]
            assert len(entered) == len(set(entered))


@quick
@given(worlds())
def test_nothing_is_lost_and_nothing_is_made(answer_of, world):
    answer = answer_of(world)
    seen = sum((c.long - c.short for c in answer.composition), Fraction(0))
    left = sum(((layer.long - layer.short) * layer.remainder for layer in answer.layers), Fraction(0))
    assert seen + left == 1
    assert seen == answer.coverage.issuer_screened
    assert answer.opaque == answer.coverage.remainders == left


@quick
@given(worlds())
def test_what_the_positions_hide_is_what_the_portfolio_hides(answer_of, world):
    answer = answer_of(world)
    hidden = sum((p.opaque * p.weight for p in answer.positions), max(answer.layers[0].remainder, Fraction(0)))
    assert hidden == answer.opaque
    assert all(0 <= p.opaque <= 1 for p in answer.positions)


@quick
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(answer_of, world, order):
    one, two = answer_of(world), answer_of(world, order=order)
    assert by_party(one) == by_party(two)
    assert one.coverage == two.coverage
    assert one.by_list == two.by_list


@quick
@given(worlds())
def test_a_line_split_in_two_lots_changes_no_total(answer_of, world):
    one, two = answer_of(world), answer_of(world, split=True)
    assert by_party(one) == by_party(two)
    assert one.coverage == two.coverage


@quick
@given(
    st.lists(
        st.tuples(st.sampled_from(["X", "Y", "Z"]), st.integers(-50, 50), st.sampled_from(["equity", "swap", "cash"])),
        min_size=1,
        max_size=6,
    ),
    st.integers(-3, 3).filter(bool),
)
def test_sides_are_conserved_with_shorts_and_derivatives(run, fund, lines, sign):
    made = [
        Position(i, name, asset=asset, weight=Fraction(n, 10), direction="short" if n < 0 else "long")
        for i, (name, n, asset) in enumerate(lines, 1)
    ]
    answer = run(fund("P", ("A", Fraction(sign, 2)), ("B", Fraction(1, 2))), fund("A", *made), listed=["X"])
    seen = sum((c.long - c.short for c in answer.composition), Fraction(0))
    left = sum(((layer.long - layer.short) * layer.remainder for layer in answer.layers), Fraction(0))
    assert seen + left == 1
    ends = answer.coverage
    assert min(ends.constituents_known, ends.issuer_identified, ends.remainders, ends.circular) >= 0
    assert ends.constituents_known + ends.unseen_funds + ends.remainders + ends.circular == 1
    for total in answer.by_list:
        assert total.long == sum(
            (
                abs(Fraction(sign * n, 20))
                for name, n, asset in lines
                if name == "X" and asset != "swap" and sign * n > 0
            ),
            Fraction(0),
        )
        assert total.derivative == sum(
            (abs(Fraction(sign * n, 20)) for name, n, asset in lines if name == "X" and asset == "swap"), Fraction(0)
        )
