"""The structures of the Beneficial Ownership Data Standard's examples and fixtures, as graphs by hand.

https://github.com/openownership/data-standard (examples), bods-v04-fixtures 0.1.1 (01, 10, 11). How the files are read
is tested with their intake.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from lookthrough.errors import Issues
from lookthrough.exposure.ownership.control import Control
from lookthrough.exposure.ownership.interest import Interests
from lookthrough.exposure.ownership.links import on_day, settle, write_down
from lookthrough.exposure.ownership.own_links import answer
from lookthrough.exposure.ownership.proof import Stake
from lookthrough.model.attribution import Measure
from lookthrough.model.dates import from_iso
from lookthrough.model.link import Link
from lookthrough.model.share import UNKNOWN_SHARE, Share

DAY = date(2026, 7, 9)


def link(owner, owned, low=None, high=None, since="2017-11-01", until=None, **more):
    share = UNKNOWN_SHARE
    if low is not None:
        low_open, high_open = more.pop("low_open", False), more.pop("high_open", False)
        share = Share(Fraction(str(low)) / 100, Fraction(str(high or low)) / 100, "", low_open, high_open)
    return Link("owns", owner, owned, share, from_iso(since), from_iso(until) if until else None, **more)


def ask(links, listed, on=DAY, **more):
    issues = Issues()
    kept, doubtful = on_day(links, on, issues)
    ledger = write_down(settle(kept, issues, doubtful=doubtful))
    return answer(ledger, (ledger.number(listed),), Measure(**more), issues)


def test_01_direct_ownership():
    assert ask([link("Jane Smith", "Holdings Ltd", 75)], "Jane Smith").status("Holdings Ltd") == "caught"


def test_10_circular_ownership():
    links = [link("Alpha", "Beta", 100), link("Beta", "Alpha", 100)]
    assert ask(links, "an outsider").possible == {"an outsider"}
    assert ask(links, "Alpha").caught == {"Alpha", "Beta"}
    stakes = [Stake(each.source, each.target, each.share, row) for row, each in enumerate(links)]
    assert Interests(stakes).of("Alpha")["Beta"].exact is None, "no total of 200 %"


def test_11_an_anonymous_owner_may_be_anyone():
    assert ask([link("", "Holdings SA")], "X").status("Holdings SA") == "possible"


def test_an_entity_that_owns_an_entity_by_a_band():
    band = [link("Parent", "Child", 75, 100, high_open=True)]
    assert ask(band, "Parent").status("Child") == "caught"
    assert ask(band, "Parent", part=Fraction(1)).status("Child") == "not", "less than 100 % is not 100 %"


def test_a_band_of_a_quarter_to_a_half_never_reaches_a_half():
    band = [link("P", "C", 25, 50, low_open=True, high_open=True)]
    assert ask(band, "P").status("C") == "not"
    assert ask(band, "P", part=Fraction(1, 4), inclusive=False).status("C") == "caught"


def test_a_state_owned_company_and_the_summary_of_its_chain():
    links = [
        link("Agency", "Holding", 76.5), link("State", "Agency", kind="agreement"), link("Ministry", "Agency", 100),
        link("Ministry", "Holding", 23.5), link("Ministry", "Holding", 100, directness="indirect"),
    ]  # fmt: skip
    found = ask(links, "Ministry")
    assert found.caught == {"Ministry", "Agency", "Holding"}
    assert not found.issues.counts, "the summary is not added to the chain: 100 %, not 200 %"
    assert ask(links, "State").caught == {"State"}, "influence is no ownership"
    controlled = Control(settle(links, Issues())).of("State")
    assert {"Agency", "Holding"} <= set(controlled)


def test_joint_ownership_of_two_halves():
    links = [link("Holding", "Company", 100), link("One", "Holding", 50), link("Two", "Holding", 50)]
    assert ask(links, "One").caught == {"One", "Holding", "Company"}
    assert ask(links, "One", inclusive=False).caught == {"One"}


def test_indirect_ownership_through_an_unknown_step():
    links = [link("Fund", "Company", 60), link("P", "Fund"), link("P", "Company", 30, directness="indirect")]
    assert ask(links, "P").status("Company") == "possible", "30 % is known, the step to the fund is not"


def test_direct_and_indirect_shares_of_one_person():
    links = [
        link("Fund", "Company", 50), link("P", "Fund"), link("P", "Company", 50, directness="indirect"),
        link("P", "Company", 50, since="2019-05-01"),
    ]  # fmt: skip
    assert ask(links, "P").status("Company") == "caught"


@pytest.mark.parametrize("parts", [(50, 50), (40, 20)])
def test_several_indirect_routes_that_come_to_sixty_per_cent(parts):
    links = [link("A", "Company", parts[0]), link("B", "Company", parts[1]), link("P", "A"), link("P", "B"),
             link("P", "Company", 60, directness="indirect")]  # fmt: skip
    assert ask(links, "P").status("Company") == "caught", "the stated 60 % count where the steps are not known"


def test_a_stake_that_passed_to_another_owner():
    links = [
        link("Old", "Company", 50, since="2019-09-11", until="2021-04-03"),
        link("New", "Company", 50, since="2021-04-03"),
    ]
    assert ask(links, "Old", date(2021, 4, 2)).status("Company") == "caught"
    assert ask(links, "New", date(2021, 4, 2)).status("Company") == "not"
    assert ask(links, "Old", date(2021, 4, 3)).status("Company") == "not"
    assert ask(links, "New", date(2021, 4, 3)).status("Company") == "caught"


def test_a_nominee_proves_nothing_and_excludes_nothing():
    links = [link("Nominator", "Nominee", kind="nominee"), link("Nominee", "Company", 100)]
    assert ask(links, "Nominator").status("Company") == "possible"
