"""Economic interests equal the dense inverse, and never make more of a company than there is."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from lookthrough.errors import InputError
from lookthrough.exposure.ownership.interest import Interests, own_shares
from lookthrough.exposure.ownership.proof import Stake
from lookthrough.exposure.ownership.reference import interests
from lookthrough.model.share import Share

quick = settings(max_examples=80)


@st.composite
def registers(draw):
    """Per company what each of some parties holds of it, at most the whole; cycles and self-holdings included."""
    parties = "ABCDEF"[: draw(st.integers(2, 6))]
    shares = {}
    for company in parties[1:]:
        parts = draw(st.lists(st.integers(0, 5), min_size=len(parties), max_size=len(parties)))
        whole = sum(parts) + draw(st.integers(0, 3))
        shares |= {(a, company): Fraction(n, whole) for a, n in zip(parties, parts, strict=True) if n}
    return shares


def stakes(shares, slack=Fraction(0)):
    return [
        Stake(a, b, Share(max(s - slack, Fraction(0)), min(s + slack, Fraction(1))), n)
        for n, ((a, b), s) in enumerate(shares.items())
    ]


@quick
@given(registers())
def test_interests_are_those_of_the_dense_inverse(shares):
    try:
        exact = interests(shares)
    except InputError:
        return
    asked = Interests(stakes(shares))
    for owner in "ABCDEF":
        own = 1 + exact.get((owner, owner), Fraction(0))
        for company, found in asked.of(owner).items():
            assert found.integrated == exact.get((owner, company), Fraction(0))
            assert found.exact == exact.get((owner, company), Fraction(0)) / own
            assert asked.in_company(company)[owner] == found
        assert {b for a, b in exact if a == owner and b != owner} == set(asked.of(owner))


@quick
@given(registers())
def test_those_whom_nobody_owns_have_no_more_than_the_whole_together(shares):
    asked = Interests(stakes(shares))
    for company in "ABCDEF":
        assert sum((found.low for found in asked.ultimate(company).values()), Fraction(0)) <= 1


@quick
@given(registers(), st.integers(0, 4))
def test_bounds_hold_what_is_between_them(shares, slack):
    exact = Interests(stakes(shares))
    loose = Interests(stakes(shares, Fraction(slack, 20)))
    for owner in "ABCDEF":
        wide = loose.of(owner)
        for company, found in exact.of(owner).items():
            if found.exact is not None:  # companies that own themselves in full have none that could be told
                assert wide[company].low <= found.exact <= wide[company].high


def test_a_company_that_holds_a_tenth_of_itself_leaves_nine_tenths_to_the_others():
    register = [Stake("X", "A", Share(Fraction(45, 100), Fraction(45, 100)), 0),
                Stake("A", "A", Share(Fraction(10, 100), Fraction(10, 100)), 1)]  # fmt: skip
    found = own_shares("A", register, ())
    assert found is not None
    assert found.without["X"].exact == Fraction(1, 2)
    assert Interests(register).of("X")["A"].exact == Fraction(1, 2), "the rounds through A itself say the same"


def test_a_party_that_nobody_names_has_no_interest():
    assert Interests([]).of("X") == {}
