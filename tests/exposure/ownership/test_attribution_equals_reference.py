"""The fast fixed point, its bounds and its ranking are those of plain loops; and what must hold for any graph."""

from __future__ import annotations

import random
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

import lookthrough as lt
from lookthrough.exposure.ownership.reference import attributed, plain, settled
from lookthrough.model.attribution import Measure
from lookthrough.model.share import Share

PARTIES = "ABCDEFG"
quick = settings(max_examples=150)
measures = st.builds(
    Measure,
    st.just("ownership"),
    st.sampled_from([Fraction(1, 2), Fraction(1, 4), Fraction(1, 3), Fraction(3, 7)]),
    st.booleans(),
    st.booleans(),
)


@st.composite
def shares(draw):
    """Fractions of small and of huge denominators, bands, open ends, nothing at all."""
    whole = draw(st.sampled_from([4, 4, 6, 10**9, 10**25]))
    low = Fraction(draw(st.integers(0, 4)) * whole // 4 + draw(st.sampled_from([0, 0, 1])), whole)
    high = Fraction(draw(st.integers(0, 4)) * whole // 4, whole)
    low, high = sorted((min(low, Fraction(1)), high))
    if low == high or draw(st.booleans()):
        return Share(low, low)
    return Share(low, high, "", draw(st.booleans()), draw(st.booleans()))


@st.composite
def worlds(draw, most=9):
    """Stakes among a few parties, cycles and self-holdings included, and who is listed."""
    owners = st.sampled_from([*PARTIES, *PARTIES, ""])
    stakes = draw(st.lists(st.tuples(owners, st.sampled_from(PARTIES), shares()), max_size=most))
    return stakes, draw(st.lists(st.sampled_from(PARTIES), min_size=1, max_size=3, unique=True))


def links(stakes):
    def bound(number, is_open, sign):
        return f"{sign if is_open else ''}{number.numerator}/{number.denominator}"

    return [
        {"owner": a, "owned": b, "low": bound(s.low, s.low_open, ">"), "high": bound(s.high, s.high_open, "<")}
        for a, b, s in stakes
    ]


def ask(stakes, listed, measure):
    more = {"inclusive": measure.inclusive, "aggregate": measure.aggregate}
    return lt.attribute(links(stakes), listed, measure.part, **more)


@quick
@given(worlds(), measures)
def test_both_sides_equal_the_plain_loops(world, measure):
    stakes, listed = world
    found = ask(stakes, listed, measure)
    slow = [plain(*stake) for stake in stakes]
    assert found.caught == attributed(slow, listed, measure, upper=False)
    assert found.possible == attributed(slow, listed, measure, upper=True)


@quick
@given(worlds(), measures)
def test_what_an_unknown_stake_settles_equals_asking_again_with_it_settled(world, measure):
    stakes, listed = world
    found = ask(stakes, listed, measure)
    slow = [plain(*stake) for stake in stakes]
    assert found.unknowns.untried == 0
    counts = [unknown.settles for unknown in found.unknowns]
    assert counts == sorted(counts, reverse=True)
    told = {unknown.stake.row: (unknown.if_low, unknown.if_high) for unknown in found.unknowns}
    for at, (owner, _, share) in enumerate(stakes):
        if owner == "" or share.exact is None:
            assert told.get(at, (0, 0)) == settled(slow, listed, measure, at)


@quick
@given(worlds(), measures)
def test_every_proof_can_be_checked_by_hand(world, measure):
    stakes, listed = world
    found = ask(stakes, listed, measure)
    for party, proof in found.paths.items():
        assert (proof == ()) == (party in listed and (measure.aggregate or not proof))
        ruled = {ruling.party: ruling.round for ruling in proof}
        for ruling in proof:
            owners = {stake.owner for stake in ruling.stakes}
            assert all(ruled.get(owner, 0) < ruling.round for owner in owners)
            assert all(owner in ruled or owner in listed or owner == "" for owner in owners)
            assert all((stake.owner, stake.owned, stake.share) == stakes[stake.row] for stake in ruling.stakes)
            if party in found.caught:
                least = sum((stake.share.low for stake in ruling.stakes), Fraction(0))
                assert least == ruling.total.low >= measure.part
            else:
                assert ruling.total.high >= measure.part


@quick
@given(worlds(), measures, st.randoms(use_true_random=False))
def test_order_and_names_change_nothing(world, measure, order):
    stakes, listed = world
    found = ask(stakes, listed, measure)
    mixed = stakes[:]
    order.shuffle(mixed)
    again = ask(mixed, listed[::-1], measure)
    assert (again.caught, again.possible) == (found.caught, found.possible)
    renamed = [(a and f"z{ord(a) * 7 % 11}{a}", f"z{ord(b) * 7 % 11}{b}", s) for a, b, s in stakes]
    other = ask(renamed, [f"z{ord(a) * 7 % 11}{a}" for a in listed], measure)
    assert ({p[-1] for p in other.caught}, {p[-1] for p in other.possible}) == (found.caught, found.possible)


@quick
@given(worlds(), measures, st.integers(2, 5))
def test_a_holding_in_several_lots_is_the_same_holding(world, measure, lots):
    stakes, listed = world
    whole = [(a, b, Share(s.low, s.low)) for a, b, s in stakes]
    split = [(a, b, Share(s.low / lots, s.low / lots)) for a, b, s in whole for _ in range(lots)]
    one, many = ask(whole, listed, measure), ask(split, listed, measure)
    assert (one.caught, one.possible) == (many.caught, many.possible)


@quick
@given(worlds(), measures, st.integers(0, 4))
def test_any_exact_shares_within_the_bounds_lie_between_both_answers(world, measure, quarter):
    stakes, listed = world
    found = ask(stakes, listed, measure)
    exact = []
    for a, b, s in stakes:
        part = Fraction(quarter if not (s.low_open or s.high_open) else min(max(quarter, 1), 3), 4)
        value = s.low + (s.high - s.low) * part
        exact.append((a, b, Share(value, value)))
    within = not found.issues.counts["stakes-above-whole"]
    totals = [sum((s.low for _, b, s in exact if b == c), Fraction(0)) for c in PARTIES]
    middle = ask(exact, listed, measure)
    assert found.caught <= middle.caught
    if within and max(totals) <= 1:
        assert middle.possible <= found.possible


@quick
@given(worlds(), measures, st.sampled_from(PARTIES), st.sampled_from(PARTIES), shares())
def test_one_more_stake_never_lets_a_caught_entity_go(world, measure, owner, owned, share):
    stakes, listed = world
    assert ask(stakes, listed, measure).caught <= ask([*stakes, (owner, owned, share)], listed, measure).caught


@quick
@given(worlds(), measures)
def test_certain_is_a_part_of_possible(world, measure):
    stakes, listed = world
    found = ask(stakes, listed, measure)
    assert set(listed) <= found.caught <= found.possible


def test_random_graphs_of_some_hundred_parties_equal_the_plain_loops():
    order = random.Random("attribution")  # noqa: S311
    for number in range(12):
        parties = [f"p{n}" for n in range(120)]
        stakes = []
        for company in parties[5:]:
            for owner in order.sample(parties, 2):
                low, high = sorted(order.choice([0, 10, 25, 30, 49, 50, 51, 75, 100]) for _ in range(2))
                stakes.append((owner, company, Share(Fraction(low, 100), Fraction(high, 100))))
        measure = Measure(inclusive=number % 2 == 0, aggregate=number % 3 > 0)
        found = ask(stakes, parties[:5], measure)
        slow = [plain(*stake) for stake in stakes]
        assert found.caught == attributed(slow, parties[:5], measure, upper=False)
        assert found.possible == attributed(slow, parties[:5], measure, upper=True)
