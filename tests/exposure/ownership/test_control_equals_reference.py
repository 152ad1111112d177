"""Control equals plain rounds over all links; weakest links equal the walk over every chain."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from lookthrough.exposure.ownership import reference
from lookthrough.exposure.ownership.control import MAJORITY, Control
from lookthrough.exposure.ownership.links import Settled
from lookthrough.model.attribution import Measure
from lookthrough.model.share import Share

quick = settings(max_examples=150)
PARTIES = ["", *"ABCDEF"]
KINDS = ["votes", "votes", "votes", "equity", "equity", "board", "agreement", "consolidation", "nominee", "branch"]
measures = st.sampled_from([MAJORITY, Measure("votes"), Measure("votes", Fraction(1, 3))])


@st.composite
def shares(draw):
    ends = sorted(draw(st.tuples(st.integers(0, 20), st.integers(0, 20))))
    low, high = Fraction(ends[0], 20), Fraction(ends[1], 20)
    opens = draw(st.tuples(st.booleans(), st.booleans())) if low < high else (False, False)
    return Share(low, high, "", *opens)


@st.composite
def worlds(draw):
    """Links of one each a pair and kind, as `settle` leaves them."""
    found = {}
    for _ in range(draw(st.integers(0, 14))):
        owner, owned = draw(st.sampled_from(PARTIES)), draw(st.sampled_from(PARTIES[1:]))
        kind = draw(st.sampled_from(KINDS))
        dated = draw(st.sampled_from([True, True, True, False]))
        found[owner, owned, kind] = Settled(owner, owned, kind, draw(shares()), (), dated=dated)
    return list(found.values())


def both(links, measure=MAJORITY, party="A", **more):
    found = Control(links, measure, **more).of(party)
    return {company for company, each in found.items() if each.certain}, set(found)


@quick
@given(worlds(), measures, st.booleans())
def test_control_is_that_of_the_plain_rounds(links, measure, votes_from_equity):
    certain, possible = both(links, measure, votes_from_equity=votes_from_equity)
    for upper, found in ((False, certain), (True, possible)):
        assert found == reference.controlled(links, "A", measure, upper=upper, votes_from_equity=votes_from_equity)
    assert certain <= possible


@quick
@given(worlds(), measures, st.randoms(use_true_random=False))
def test_order_and_names_change_nothing(links, measure, random):
    shuffled = random.sample(links, len(links))
    assert both(shuffled, measure) == both(links, measure)
    named = {party: party and f"{party} Holding Ltd" for party in PARTIES}
    renamed = [replace(link, owner=named[link.owner], owned=named[link.owned]) for link in links]
    expected = tuple({named[company] for company in side} for side in both(links, measure))
    assert both(renamed, measure, "A Holding Ltd") == expected


@quick
@given(worlds(), measures, st.sampled_from("BCDEF"))
def test_one_more_board_never_ends_control(links, measure, company):
    certain, possible = both(links, measure)
    more = [link for link in links if (link.owner, link.owned, link.kind) != ("A", company, "board")]
    after = both([*more, Settled("A", company, "board", Share(), ())], measure)
    assert certain <= after[0]
    assert possible <= after[1] | {company}


@quick
@given(worlds())
def test_the_weakest_link_is_that_of_the_best_of_all_chains(links):
    links = [link for link in links if link.owner]
    found = {c: s for c, s in Control(links).weakest_link("A").items() if c != "A"}
    assert found == {c: s for c, s in reference.weakest_link(links, "A").items() if c != "A"}
