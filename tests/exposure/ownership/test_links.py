"""Stated links become stakes: which held on a day, and what several registers say of one stake."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from lookthrough.errors import Issues
from lookthrough.exposure.ownership.links import on_day, settle, write_down
from lookthrough.exposure.ownership.own_links import answer
from lookthrough.model.attribution import Measure
from lookthrough.model.dates import from_iso
from lookthrough.model.link import Link
from lookthrough.model.share import UNKNOWN_SHARE, Share

DAY = date(2026, 7, 9)


def per_cent(low, high=None, **opens):
    return Share(Fraction(low, 100), Fraction(low if high is None else high, 100), "", **opens)


def owns(owner, owned, share=UNKNOWN_SHARE, since=None, until=None, **more):
    dates = [from_iso(text) if text else None for text in (since, until)]
    return Link("owns", owner, owned, share, *dates, **more)


def status(links, party="A", listed="X", **more):
    issues = Issues()
    kept, doubtful = on_day(links, DAY, issues)
    ledger = write_down(settle(kept, issues, doubtful=doubtful))
    return answer(ledger, (ledger.number(listed),), Measure(**more), issues).status(party)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2020-01-01", None, "caught"),
        ("2020-01-01", "2026-07-09", "not"),  # the first day that it no longer held
        ("2020-01-01", "2026-07-10", "caught"),
        ("2026-07-10", None, "not"),
        ("2026-07", None, "possible"),  # some day of July, which may be later
        ("2020", "2026", "possible"),  # it ended this year, and nobody says when
        (None, None, "possible"),  # undated links stay in, and prove nothing
        (None, "2019", "not"),
        ("2021-01-01", "2019-01-01", "possible"),  # ends before it begins: told, and doubtful
    ],
)
def test_a_stake_counts_on_the_days_that_it_held(since, until, expected):
    assert status([owns("X", "A", per_cent(60), since, until)]) == expected


def test_dates_out_of_order_are_told():
    issues = Issues()
    on_day([owns("X", "A", per_cent(60), "2021", "2019", origin="register.csv, row 7")], DAY, issues)
    assert [issue.code for issue in issues] == ["dates-out-of-order"]
    assert "row 7" in str(next(iter(issues)))


def test_lots_of_one_register_add_up():
    links = [owns("X", "A", per_cent(25), register="companies"), owns("X", "A", per_cent(25), register="companies")]
    (settled,) = settle(links, Issues())
    assert (settled.share.exact, settled.conflict) == (Fraction(1, 2), False)


def test_registers_that_agree_are_read_together_and_never_averaged():
    band = owns("X", "A", per_cent(25, 50, low_open=True), register="psc")
    exact = owns("X", "A", per_cent(30), register="annual report")
    (settled,) = settle([band, exact], Issues())
    assert settled.share.exact == Fraction(3, 10)
    assert not settled.conflict
    (more,) = settle([band, owns("X", "A", per_cent(40, 75), register="annual report")], Issues())
    assert (more.share.low, more.share.high) == (Fraction(2, 5), Fraction(1, 2))


OLD = owns("X", "A", per_cent(60), register="gazette", stated=from_iso("2024-01"))
NEW = owns("X", "A", per_cent(40), register="companies", stated=from_iso("2026-01"))


def test_registers_that_exclude_each_other_are_told_and_the_newest_is_taken():
    issues = Issues()
    (settled,) = settle([OLD, NEW], issues, "newest")
    assert (settled.share.exact, settled.chosen, settled.others) == (Fraction(2, 5), (NEW,), (OLD,))
    assert settled.conflict
    assert "gazette: 60%; companies: 40%" in str(next(iter(issues)))


def test_the_strictest_policy_lets_no_register_clear_a_party():
    (settled,) = settle([OLD, NEW], Issues(), "strictest")
    assert settled.share.exact == Fraction(3, 5)


def test_without_dates_the_newest_cannot_be_told_and_the_strictest_is_taken():
    (settled,) = settle([OLD, replace(NEW, stated=None)], Issues(), "newest")
    assert settled.share.exact == Fraction(3, 5)


def test_what_a_person_decided_goes_before_every_policy():
    decided = replace(OLD, decided="J. Doe, 2026-07-01: seen in the deed")
    for policy in ("decision", "newest", "strictest"):
        (settled,) = settle([decided, NEW], Issues(), policy)
        assert settled.share.exact == Fraction(3, 5)
        assert settled.others == (NEW,)
        assert "seen in the deed" in settled.why


def test_an_indirect_stake_is_not_counted_beside_the_chain_that_it_sums_up():
    chain = [owns("X", "S", per_cent(100), "2020-01-01"), owns("S", "A", per_cent(30), "2020-01-01")]
    summary = owns("X", "A", per_cent(30), "2020-01-01", directness="indirect")
    assert status([*chain, summary]) == "not", "30 %, not 60 %"
    assert (
        status([owns("X", "S", since="2020-01-01"), owns("X", "A", per_cent(60), "2020-01-01", directness="indirect")])
        == "caught"
    )


def test_a_branch_is_its_head_office():
    assert status([owns("X", "A", since="2020-01-01", kind="branch")]) == "caught"


@pytest.mark.parametrize("kind", ["votes", "board", "agreement"])
def test_control_is_not_ownership(kind):
    assert status([owns("X", "A", per_cent(100), "2020-01-01", kind=kind)]) == "not", "OFAC FAQ 398"


@pytest.mark.parametrize("kind", ["consolidation", "nominee"])
def test_evidence_without_a_percentage_cannot_catch_and_cannot_clear(kind):
    assert status([owns("X", "A", since="2020-01-01", kind=kind)]) == "possible"


def test_owners_who_were_not_followed_compete_with_no_statement():
    stated = owns("", "A", per_cent(10), register="companies")
    unread = owns("", "A", Share(Fraction(0), Fraction(1, 2)))
    assert [each.share.high for each in settle([stated, unread], Issues())] == [Fraction(1, 10), Fraction(1, 2)]
