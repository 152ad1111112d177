"""Control by votes, boards and agreements: apart from ownership, and as sure as its evidence."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.errors import InputError, Issues
from lookthrough.exposure.ownership.control import MAJORITY, Control, power, swings
from lookthrough.exposure.ownership.links import settle
from lookthrough.model.attribution import Measure
from lookthrough.model.link import Link
from lookthrough.model.share import UNKNOWN_SHARE, Share


def link(owner, owned, share=None, kind="votes"):
    part = UNKNOWN_SHARE if share is None else Share(Fraction(share, 100), Fraction(share, 100))
    return Link("controls", owner, owned, part, kind=kind)


def control(*links, **more):
    return Control(settle(links, Issues()), **more)


def test_a_chain_of_majorities_is_control():
    found = control(link("X", "A", 51), link("A", "B", 60), link("X", "C", 20), link("B", "C", 31)).of("X")
    assert {company: each.round for company, each in found.items()} == {"A": 1, "B": 2, "C": 3}
    assert found["C"].votes == Share(Fraction(51, 100), Fraction(51, 100))


def test_half_of_the_votes_is_no_majority():
    assert control(link("X", "A", 50)).of("X") == {}
    assert set(control(link("X", "A", 50), measure=Measure("votes")).of("X")) == {"A"}


def test_the_board_and_an_agreement_decide_without_votes():
    found = control(link("X", "A", kind="board"), link("A", "B", kind="agreement"), link("Z", "B", 90)).of("X")
    assert [(each.company, each.certain, each.votes) for each in found.values()] == [
        ("A", True, None),
        ("B", True, None),
    ]


def test_consolidated_accounts_and_nominees_prove_nothing_and_exclude_nothing():
    found = control(link("X", "A", kind="consolidation"), link("X", "N", kind="nominee"), link("A", "B", 60)).of("X")
    assert {company: each.certain for company, each in found.items()} == {"A": False, "N": False, "B": False}


def test_equity_stands_for_votes_only_where_no_votes_are_stated():
    links = [link("X", "A", 60, "equity"), link("X", "B", 60, "equity"), link("Z", "B", 70, "votes")]
    found = control(*links).of("X")
    assert {company: each.assumed for company, each in found.items()} == {"A": True}
    assert control(*links, votes_from_equity=False).of("X") == {}


def test_what_others_are_known_to_hold_limits_what_may_be():
    assert not control(link("X", "A"), link("Z", "A", 40)).of("X")["A"].certain
    assert control(link("X", "A"), link("Z", "A", 50)).of("X") == {}, "half is left at the most, and more is needed"


def test_the_weakest_link_of_the_best_chain():
    strength = control(
        link("X", "A", 80), link("A", "C", 30), link("X", "B", 51), link("B", "C", 60), link("C", "D", kind="board")
    ).weakest_link("X")
    assert strength == {"A": Fraction(4, 5), "B": Fraction(51, 100), "C": Fraction(51, 100), "D": Fraction(51, 100)}


def test_power_is_not_the_share_of_votes():
    votes = {"A": Fraction(49, 100), "B": Fraction(49, 100), "C": Fraction(2, 100)}
    assert set(power(votes).values()) == {Fraction(1, 3)}, "any two of the three win"
    assert set(swings(votes).values()) == {Fraction(1, 2)}
    assert power({"A": Fraction(51, 100), "B": Fraction(49, 100)}) == {"A": 1, "B": 0}


@given(st.lists(st.integers(1, 40), min_size=1, max_size=5))
def test_power_is_the_share_of_orders_in_which_a_voter_decides(parts):
    votes = {f"v{n}": Fraction(part, max(100, sum(parts))) for n, part in enumerate(parts)}
    decides = dict.fromkeys(votes, 0)
    orders = list(permutations(votes))
    for order in orders:
        held = Fraction(0)
        for voter in order:
            if held <= MAJORITY.part < held + votes[voter]:
                decides[voter] += 1
            held += votes[voter]
    assert power(votes) == {voter: Fraction(count, len(orders)) for voter, count in decides.items()}


def test_too_many_voters_are_refused_and_not_estimated():
    votes = {f"v{n}": Fraction(2**n, 2**40) for n in range(30)}
    with pytest.raises(InputError, match="too many coalitions"):
        power(votes, most=1000)
