"""What stands above a party is cut to some links, and a listed party behind them is never lost without a word."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lookthrough.exposure.ownership import ties as room
from lookthrough.exposure.ownership.links import Settled
from lookthrough.exposure.ownership.ties import Ties, tie
from lookthrough.model.share import Share

PARTIES = "ABCDEFGH"
links = st.lists(
    st.tuples(st.sampled_from(PARTIES), st.sampled_from(PARTIES), st.integers(0, 100)), min_size=1, max_size=24
)


def tied(stated: list[tuple[str, str, int]]) -> Ties:
    shares = ((a, b, Share(Fraction(n, 100), Fraction(n, 100))) for a, b, n in stated)
    return tie([Settled(owner, owned, "equity", share, ()) for owner, owned, share in shares], PARTIES)


def leading(stated: list[tuple[str, str, int]], party: str) -> set[str]:
    """Everybody above a party, found the slow way."""
    found, before = {party}, set[str]()
    while found != before:
        before = set(found)
        found |= {owner for owner, owned, _ in stated if owned in before}
    return found


@settings(max_examples=300)
@given(links, st.sets(st.sampled_from(PARTIES)), st.integers(1, 12), st.sampled_from([1, 2, 100]))
def test_whoever_is_sought_above_a_party_is_met_or_it_is_told_that_not_all_were(stated, sought, most, widest):
    ties = tied(stated)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "WIDEST_LAYER", widest)
        toward = ties.toward(ties.numbers[party] for party in sought)
        above = ties.above(ties.numbers["A"], most, toward)
    met = {ties.parties[number] for number in above.distance}
    assert len(above.rows) <= most
    assert {ties.parties[number] for number in ties.owned[above.rows]} <= met, "each link leads on to the party"
    assert above.left_out == sum(owned in met for _, owned, _ in stated) - len(above.rows)
    if above.all_met and (above.left_out or sought):
        assert met >= leading(stated, "A") & sought
    if not above.left_out:
        assert met == leading(stated, "A")


def test_a_way_is_kept_before_the_owners_beside_it():
    stated = [(party, "A", 10) for party in "BCDEF"] + [("G", "F", 1), ("H", "G", 1)]
    ties = tied(stated)
    above = ties.above(ties.numbers["A"], 6, ties.toward([ties.numbers["H"]]))
    assert [ties.links[row].owner for row in above.rows] == ["F", "B", "C", "D", "G", "H"]
    assert (above.left_out, above.all_met) == (1, True)
