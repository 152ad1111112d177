"""The door for one's own links: every way of writing a share, and every way of writing it wrongly."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

import lookthrough as lt
from lookthrough.exposure.ownership.stakes import Columns
from lookthrough.model.share import Share, exact_part


def one(low, high="same", **more):
    """X holds this of A."""
    return lt.attribute(
        [{"owner": "X", "owned": "A", "low": low, "high": low if high == "same" else high}], ["X"], **more
    )


@pytest.mark.parametrize(
    "half", ["1/2", "50 %", "50%", "0.5", ".5", "5e-1", 0.5, Decimal("0.5"), Fraction(1, 2), " 50.000 % "]
)
def test_half_is_half_however_it_is_written(half):
    assert one(half).status("A") == "caught"
    assert one(half, inclusive=False).status("A") == "not"
    assert one(1, threshold=half).status("A") == "caught"


@pytest.mark.parametrize(
    "less",
    [
        "49.999999999 %",
        "49.999999999%",
        Decimal("0.49999999999999999999999999"),
        "499999999999999999999999999999/1000000000000000000000000000000",
    ],
)
def test_no_share_is_rounded_up_to_the_threshold(less):
    assert one(less).status("A") == "not"


def test_a_float_is_read_as_it_was_typed():
    assert exact_part(0.1) == Fraction(1, 10)
    parts = [{"owner": "X", "owned": "A", "low": 0.1, "high": 0.1}] * 5
    assert lt.attribute(parts, ["X"]).status("A") == "caught", "five tenths are half, which a sum of floats may miss"


@pytest.mark.parametrize(
    ("low", "high", "inclusive", "expected"),
    [
        (">50 %", "75 %", False, "caught"),  # more than 50 % is more than 50 %
        ("50 %", "75 %", False, "possible"),
        ("> 25%", "50%", True, "possible"),
        (">25%", "<50%", True, "not"),  # less than 50 % is not 50 %
        (None, None, True, "possible"),
        ("", "n/a", True, "possible"),
        (None, "49%", True, "not"),
        ("51%", None, True, "caught"),
    ],
)
def test_bounds_may_be_open_or_missing(low, high, inclusive, expected):
    assert one(low, high, inclusive=inclusive).status("A") == expected


@pytest.mark.parametrize(
    ("low", "high", "code"),
    [
        ("120 %", "120 %", "bad-share"),
        (50, 50, "bad-share"),
        ("-5 %", "10 %", "bad-share"),
        ("sixty", "sixty", "bad-share"),
        ("=1+1", "1", "bad-share"),
        ("1/0", "1/0", "bad-share"),
        (float("nan"), float("nan"), "bad-share"),
        ("60 %", "40 %", "bounds-cross"),
        (">50 %", "50 %", "bounds-cross"),
    ],
)
def test_what_is_no_share_is_told_with_its_row_and_read_as_unknown(low, high, code):
    found = one(low, high)
    assert found.status("A") == "possible"
    assert [issue.code for issue in found.issues] == [code]
    assert next(iter(found.issues)).place.row == 1


def test_a_share_stands_for_both_of_its_bounds():
    link = {"owner": "X", "owned": "A", "share": "50 %", "seen": "2026-07-09"}
    assert lt.attribute([link], ["X"]).status("A") == "caught", "and other columns are left alone"
    assert lt.attribute([{**link, "high": "20 %"}], ["X"]).status("A") == "not", "bounds say more"


@pytest.mark.parametrize(
    ("share", "expected", "held"),
    [
        (">50 %", "caught", "more than 50%"),
        ("≥ 50%", "caught", "at least 50%"),
        (">=50%", "caught", "at least 50%"),
        ("<50 %", "not", "less than 50%"),
        ("≤49%", "not", "at most 49%"),
        ("25-50 %", "possible", "at least 25% and at most 50%"),
        ("50%–75%", "caught", "at least 50% and at most 75%"),
        ("0.25-0.5", "possible", "at least 25% and at most 50%"),
    ],
)
def test_one_share_may_say_both_of_its_bounds(share, expected, held):
    found = lt.attribute([{"owner": "X", "owned": "A", "share": share}], ["X"])
    assert (found.status("A"), str(found.held("A"))) == (expected, held)
    assert not found.issues


@pytest.mark.parametrize("share", ["1_0 %", "60-40 %", ">120 %", "about half", "1e400", "-1/-2"])
def test_what_one_share_cannot_say_is_told_and_unknown(share):
    found = lt.attribute([{"owner": "X", "owned": "A", "share": share}], ["X"])
    assert (found.status("A"), len(found.issues)) == ("possible", 1)


def test_a_chain_of_34_halves_catches_the_last_and_one_hair_less_does_not():
    chain = [{"owner": f"c{n}", "owned": f"c{n + 1}", "share": "50 %"} for n in range(34)]
    assert lt.attribute(chain, ["c0"]).status("c34") == "caught"
    chain[20]["share"] = "49.999999999 %"
    found = lt.attribute(chain, ["c0"])
    assert (found.status("c20"), found.status("c21"), found.status("c34")) == ("caught", "not", "not")


def test_a_sign_for_missing_is_noted():
    assert [issue.code for issue in one("n/a", "1").issues] == ["share-not-stated"]


@pytest.mark.parametrize(
    "link",
    [
        {"owned": "A"},
        {"owner": "X"},
        ["X", "A"],
        None,
        {"owner": "X", "owned": "A", "low": True},
        {"owner": "X", "owned": "A", "low": ["1/2"]},
    ],
)
def test_what_is_no_link_is_the_callers_mistake(link):
    with pytest.raises(lt.InputError) as told:
        lt.attribute([{"owner": "X", "owned": "A"}, link], ["X"])
    assert told.value.place is not None
    assert told.value.place.row == 2
    assert told.value.hint


@pytest.mark.parametrize(
    "more",
    [
        {"threshold": "0"},
        {"threshold": "101 %"},
        {"threshold": "half"},
        {"threshold": 1, "inclusive": False},
        {"listed": "X"},
    ],
)
def test_a_question_without_sense_is_refused(more):
    with pytest.raises(lt.InputError):
        lt.attribute([], **{"listed": ["X"], **more})


def test_any_stake_at_all_can_be_asked_for():
    assert one("0.000001 %", threshold=0, inclusive=False).status("A") == "caught"


def test_a_stake_in_nobody_is_an_issue():
    found = lt.attribute([{"owner": "X", "owned": None}, {"owner": "X", "owned": ""}], ["X"])
    assert found.issues.counts == {"no-owned-party": 2}


def test_a_self_holding_catches_nobody_and_is_noted():
    found = lt.attribute([{"owner": "A", "owned": "A", "low": "1", "high": "1"}], ["X"])
    assert found.possible == {"X"}
    assert [issue.code for issue in found.issues] == ["self-holding"]


def test_a_register_of_more_than_the_whole_is_told():
    found = lt.attribute([{"owner": o, "owned": "A", "low": "60%", "high": "60%"} for o in "XY"], ["X"])
    assert found.status("A") == "caught"
    assert "'A' come to 120%" in str(next(iter(found.issues)))


def test_no_links_and_nobody_listed_are_answers_too():
    assert lt.attribute([], ["X"]).caught == {"X"}
    assert lt.attribute([{"owner": None, "owned": "A"}], []).possible == set()
    assert one("1/2").paths["X"] == ()
    with pytest.raises(KeyError):
        one("1/3").paths["A"]


def test_links_are_read_once_from_any_iterable_and_ids_may_be_numbers():
    found = lt.attribute(({"owner": n, "owned": n + 1, "low": "1/2", "high": "1/2"} for n in range(34)), [0])
    assert found.caught == set(range(35)), "34 layers, as the longest chains that were published"
    assert [ruling.round for ruling in found.paths[34]] == list(range(1, 35))


def test_a_proof_names_the_fewest_stakes_that_decide():
    rows = [
        ("X", "A", "51%"),
        ("X", "B", "50%"),
        ("A", "C", "20%"),
        ("B", "C", "30%"),
        ("X", "C", "1%"),
        ("Z", "C", "49%"),
    ]
    found = lt.attribute([{"owner": o, "owned": c, "low": s, "high": s} for o, c, s in rows], ["X"])
    assert [str(ruling) for ruling in found.paths["C"]] == [
        "X holds 51% of A: 51% in all",
        "X holds 50% of B: 50% in all",
        "B holds 30% of C; A holds 20% of C: 50% in all",
    ]
    assert found.paths["C"][-1].stakes[0].row == 3


def test_a_company_with_a_hundred_thousand_owners():
    owners = 100_000
    rows = [{"owner": f"o{n}", "owned": "A", "low": f"1/{owners}", "high": f"1/{owners}"} for n in range(owners)]
    listed = [f"o{n}" for n in range(owners // 2)]
    assert lt.attribute(rows, listed).status("A") == "caught"
    assert lt.attribute(rows, listed[1:]).status("A") == "not"
    assert len(lt.attribute(rows, listed).paths["A"][0].stakes) == owners // 2


def test_units_without_a_common_size_are_added_exactly():
    primes = [10**17 + 3, 10**17 + 13, 10**17 + 19, 10**17 + 21]
    parts = [Fraction(prime // 8, prime) for prime in primes]
    missing = Fraction(1, 2) - sum(parts)
    rows = [{"owner": "X", "owned": "A", "low": part, "high": part} for part in [*parts, missing]]
    assert lt.attribute(rows, ["X"]).status("A") == "caught"
    rows[-1] = {**rows[-1], "low": missing - Fraction(1, 10**200), "high": missing - Fraction(1, 10**200)}
    assert lt.attribute(rows, ["X"]).status("A") == "not"


def test_the_columns_give_back_what_was_read():
    assert Columns._fields[:2] == ("owner", "owned")
    for share in (Share(Fraction(1, 4), Fraction(1, 2), "", True, True), Share(Fraction(1, 10**30), Fraction(1, 3))):
        low, high = (f"{sign if is_open else ''}{n.numerator}/{n.denominator}" for n, is_open, sign in
                     ((share.low, share.low_open, ">"), (share.high, share.high_open, "<")))  # fmt: skip
        found = lt.attribute([{"owner": "", "owned": "A", "low": low, "high": high}], ["X"], threshold="1/8")
        assert found.paths["A"][0].stakes[0].share == share


def test_what_was_not_tried_is_counted():
    rows = [{"owner": "X", "owned": f"c{n}"} for n in range(50)]
    from lookthrough.exposure.ownership.unknowns import rank  # noqa: PLC0415

    found = lt.attribute(rows, ["X"])
    assert len(found.unknowns) == 50
    bounded = rank(found._stakes, found._names, found._listed, found.measure, most_work=100)
    assert len(bounded) + bounded.untried == 50
    assert bounded.untried > 0


def test_owners_with_a_denominator_each_are_added_between_bounds_and_it_is_told():
    units = range(10_007, 16_007, 2)
    rows = [{"owner": f"o{unit}", "owned": "A", "share": f"1/{unit}"} for unit in units]
    total = sum(Fraction(1, unit) for unit in units)
    for listed, expected in ((units, "caught"), (units[: len(units) // 2], "not")):
        found = lt.attribute(rows, [f"o{unit}" for unit in listed], threshold=Fraction(1, 6))
        assert (found.status("A"), found.issues.counts["shares-rounded"]) == (expected, 1)
        held = found.held("A")
        assert held.high - held.low < Fraction(1, 10**50)
    assert held.low < Fraction(1, 6) < total, "the line lies between what both ask about"


def test_a_sum_at_the_line_that_cannot_be_added_exactly_is_possible_and_not_no():
    units = range(10_007, 16_007, 2)
    rows = [{"owner": "X", "owned": "A", "share": Fraction(1, unit)} for unit in units]
    found = lt.attribute(rows, ["X"], threshold=sum(Fraction(1, unit) for unit in units))
    assert found.status("A") == "possible", "rounded outward, it may be less than the line and may be the line"
