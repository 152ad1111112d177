"""What a rule is told about one party."""

from __future__ import annotations

from fractions import Fraction

import lookthrough as lt
from lookthrough.exposure.ownership.answers import answer_about
from lookthrough.model.attribution import Edge
from lookthrough.model.listing import Listing
from lookthrough.model.share import Share

ENTRY = Listing("us_ofac_sdn:X#1", "us_ofac_sdn:X", "us_ofac_sdn", "X")


def ask(party, *rows, listed=("X",), **more):
    links = [{"owner": o, "owned": c, "low": low, "high": high} for o, c, low, high in rows]
    found = lt.attribute(links, listed, **more)
    return answer_about(party, "us_ofac_sdn.half", found, {"X": [ENTRY]}, told)


def told(stake):
    evidence = ("register.csv, row 1", "2026-01") if (stake.owner, stake.owned) == ("X", "A") else ("", "")
    return Edge(stake.owner, stake.owned, stake.share, *evidence)


def test_a_certain_answer_has_its_owners_stakes_and_evidence():
    found = ask("B", ("X", "A", "50%", "50%"), ("X", "B", "10%", "10%"), ("A", "B", "40%", "40%"))
    assert (found.truth, found.total, found.owners) == ("yes", Share(Fraction(1, 2), Fraction(1, 2)), (ENTRY,))
    assert [edge.evidence for edge in found.deciding] == ["register.csv, row 1", "", ""]
    assert (found.unsettled, found.circular) == ((), False)


def test_an_open_answer_says_what_would_settle_it():
    found = ask(
        "B", ("X", "A", "40%", "60%"), ("A", "B", "30%", "50%"), (None, "B", "10%", "10%"), ("Z", "B", "40%", "40%")
    )
    assert (found.truth, found.total) == ("unknown", Share(Fraction(0), Fraction(3, 5)))
    assert set(found.unsettled) == {
        "X holds at least 40% and at most 60% of A",
        "A holds at least 30% and at most 50% of B",
    }


def test_a_party_that_is_not_reached_is_told_what_is_held_of_it():
    found = ask("A", ("X", "A", "49%", "49%"))
    assert (found.truth, found.total, found.deciding) == ("no", Share(Fraction(49, 100), Fraction(49, 100)), ())
    assert ask("nobody").total == Share(Fraction(0), Fraction(0))


def test_where_stakes_are_not_added_the_largest_is_told():
    rows = (("X", "A", "30%", "30%"), ("Y", "A", "25%", "25%"))
    assert ask("A", *rows, listed=("X", "Y"), aggregate=False).total.exact == Fraction(3, 10)
    assert ask("A", *rows, listed=("X", "Y")).total.exact == Fraction(55, 100)


def test_companies_that_hold_each_other_are_marked_for_review():
    cycle = (("X", "A", "30%", "30%"), ("B", "A", "20%", "20%"), ("A", "B", "60%", "60%"), ("A", "C", "10%", "10%"))
    assert ask("A", *cycle).circular
    assert ask("C", *cycle).circular, "its owner is on the cycle"
    assert not ask("X", *cycle).circular
