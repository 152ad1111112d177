"""The structures that lawyers explain the rules by, as graphs: what counts, who is caught, how much it is worth.

X and Y are listed; A, B and C are not. What a rule makes of the numbers is tested with the rules.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

import lookthrough as lt
from lookthrough.errors import Issues
from lookthrough.exposure.ownership.control import Control
from lookthrough.exposure.ownership.interest import Interests, own_shares
from lookthrough.exposure.ownership.links import VOTES, settle, write_down
from lookthrough.exposure.ownership.own_links import answer
from lookthrough.exposure.ownership.proof import Stake
from lookthrough.model.attribution import Measure
from lookthrough.model.link import Link
from lookthrough.model.share import UNKNOWN_SHARE, Share

HALF = Fraction(1, 2)


def stakes(text):
    """ "X 50 A, X 25-50 B, X ? C" in per cent."""
    found = []
    for number, part in enumerate(text.split(",")):
        owner, share, owned = part.split()
        low, _, high = share.partition("-")
        bounds = (None, None) if share == "?" else (f"{low}%", f"{high or low}%")
        found.append({"owner": owner, "owned": owned, "low": bounds[0], "high": bounds[1], "row": number})
    return found


def caught(text, listed="X", *, part="1/2", inclusive=True, aggregate=True):
    """Who is certainly and who possibly caught, listed parties left out."""
    found = lt.attribute(stakes(text), listed.split(), part, inclusive=inclusive, aggregate=aggregate)
    return "".join(sorted(found.caught - set(listed.split()))), "".join(sorted(found.possible - set(listed.split())))


def interests(text):
    return Interests(
        Stake(s["owner"], s["owned"], Share(Fraction(s["low"][:-1]) / 100, Fraction(s["high"][:-1]) / 100), s["row"])
        for s in stakes(text)
    )


@pytest.mark.parametrize(
    ("number", "structure", "listed", "expected", "because"),
    [
        (1, "X 50 A, A 50 B", "X", "AB", "OFAC FAQ 401, example 1: an owner at 50 % counts in full"),
        (2, "X 50 A, X 50 B, A 25 C, B 25 C", "X", "ABC", "OFAC FAQ 401, example 2: 25 + 25 of two blocked owners"),
        (3, "X 50 A, X 10 B, A 40 B", "X", "AB", "OFAC FAQ 401, example 3: 10 directly and 40 through A"),
        (4, "X 50 A, X 25 B, A 25 C, B 25 C", "X", "A", "FAQ 401: B is not blocked, its 25 do not count"),
        (5, "X 25 A, X 25 B, A 50 C, B 50 C", "X", "", "by the definition of FAQ 401: neither A nor B is blocked"),
        (6, "X 25 A, Y 25 A", "X Y", "A", "OFAC FAQ 399: different programmes are added up"),
        (7, "X 49 A", "X", "", "OFAC FAQ 398: control without 50 % does not block"),
        (9, "X 60 A, A 60 B, B 60 C", "X", "ABC", "the rule of FAQ 401: percentages are not multiplied"),
        (10, "X 30 A, Y 25 A", "X Y", "A", "EU Best Practices of July 2024: 55 % together"),
        (11, "X 50 A", "X", "A", "CJEU C-84/24: exactly 50 % suffices to presume"),
        (14, "X 25 A, Y 25 A", "X Y", "A", "Affiliates Rule, FR 2025-19001: Entity List and MEU List together"),
        (21, "A 100 B, B 100 A", "", "", "a least fixed point: nobody starts it (BODS fixture 10)"),
        (22, "X 50 A, B 50 A, A 50 B, Y 50 B", "X", "AB", "the rule of FAQ 401 on a cycle"),
        (23, "X 30 A, B 20 A, A 60 B", "X", "", "least fixed point: 30 % catch nobody, so B's 20 do not count"),
    ],
)  # fmt: skip
def test_attribution(number, structure, listed, expected, because):
    assert caught(structure, listed) == (expected, expected), because


def test_12_and_13_exactly_half_is_not_more_than_half():
    assert caught("X 50 A", inclusive=False) == ("", ""), "UK and, before July 2024, the EU ask for more than 50 %"
    assert caught("X 50.000000001 A", inclusive=False) == ("A", "A")
    assert caught("X 49.999999999 A") == ("", ""), "no rounding on the way to the comparison"


def test_stakes_of_different_persons_are_not_added_where_a_rule_does_not():
    assert caught("X 30 A, Y 25 A", "X Y", aggregate=False) == ("", "")
    assert caught("X 60 A, X 30 B, A 30 B", inclusive=False, aggregate=False) == ("AB", "AB"), (
        "one person's own two routes"
    )


def test_8_signing_is_no_stake():
    assert caught("Z 100 A", "X") == ("", ""), "OFAC FAQ 400: a blocked officer does not block the company"


def test_17_an_unknown_share_can_neither_catch_nor_clear():
    assert caught("X ? A, A 50 B") == ("", "AB"), "Red Flag 29 of the Affiliates Rule: the percentage must be resolved"


def test_24_an_owner_who_is_not_identified_may_be_anyone():
    register = [
        {"owner": "X", "owned": "A", "low": "30%", "high": "30%"},
        {"owner": None, "owned": "A", "low": "40%", "high": "40%"},
        {"owner": "Z", "owned": "A", "low": "30%", "high": "30%"},
    ]
    found = lt.attribute(register, ["X"])
    assert found.status("A") == "possible", "[30 %, 70 %]: it cannot be excluded"
    assert found.paths["A"][0].total == Share(Fraction(7, 10), Fraction(7, 10), "")
    assert [unknown.stake.owner for unknown in found.unknowns] == [""]
    assert (found.unknowns[0].if_low, found.unknowns[0].if_high) == (1, 1)


def test_25_consolidated_accounts_are_no_percentage():
    links = [Link("owns", "X", "A", UNKNOWN_SHARE, kind="consolidation", register="gleif")]
    ledger = write_down(settle(links, Issues()))
    found = answer(ledger, (ledger.number("X"),), Measure(), Issues())
    assert found.status("A") == "possible"


def test_26_votes_and_equity_are_asked_apart():
    links = [
        Link("owns", "X", "A", Share(Fraction(1, 10), Fraction(1, 10)), kind="equity"),
        Link("owns", "X", "A", Share(Fraction(3, 5), Fraction(3, 5)), kind="votes"),
    ]
    settled = settle(links, Issues())
    equity, votes = write_down(settled), write_down(settled, VOTES)
    assert answer(equity, (equity.number("X"),), Measure(), Issues()).status("A") == "not", "10 % is not 50 %"
    assert answer(votes, (votes.number("X"),), Measure("votes", inclusive=False), Issues()).status("A") == "caught"
    assert Control(settled).of("X")["A"].certain


def test_economic_interest_multiplies_along_chains():
    assert interests("X 50 A, A 50 B").of("X")["B"].exact == Fraction(1, 4), "example 1: blocked, and worth a quarter"
    assert interests("X 60 A, A 60 B, B 60 C").of("X")["C"].exact == Fraction(27, 125), "example 9: 21.6 %"


def test_22_economic_interest_round_a_cycle():
    found = interests("X 50 A, B 50 A, A 50 B, Y 50 B").of("X")
    assert (found["A"].exact, found["B"].exact) == (Fraction(2, 3), Fraction(1, 3))


def test_21_companies_that_own_each_other_in_full_have_no_interest_that_could_be_told():
    found = interests("A 100 B, B 100 A").of("A")
    assert (found["B"].low, found["B"].high, found["B"].integrated) == (0, 1, None), "never 200 %"


def test_23_shares_that_a_company_holds_in_itself_are_read_both_ways():
    register = stakes("X 30 A, B 20 A, A 60 B")
    owned = lt.attribute(register, ["A"]).caught
    exact = [Stake(s["owner"], s["owned"], Share(*[Fraction(s["low"][:-1]) / 100] * 2), s["row"]) for s in register]
    found = own_shares("A", exact, owned)
    assert found is not None
    assert found.holders == ("B",)
    assert found.stated["X"].exact == Fraction(30, 100)
    assert found.without["X"].exact == Fraction(375, 1000), "30 of the 80 that A does not hold through B"
    assert own_shares("B", exact, set()) is None
