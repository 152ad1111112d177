"""UN: States must freeze; regimes differ in measures and in their dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from lookthrough.model.attribution import ControlSign
from lookthrough.model.exposure import Exposure
from lookthrough.model.listing import Listing
from lookthrough.rules.un_sc import judge, regime
from lookthrough.rules.verdict import Verdict

Reached = Callable[..., Exposure]


@pytest.mark.parametrize(
    ("printed", "resolution"),
    [
        ("Al-Qaida", "1267"),
        ("Taliban", "1988"),
        ("DPRK", "1718"),
        ("Iraq", "1518"),
        ("Libya", "1970"),
        ("Somalia", "2713"),
        ("DRC", "1533"),
        ("CAR", "2745"),
        ("Sudan", "1591"),
        ("SouthSudan", "2206"),
        ("South Sudan", "2206"),
        ("Yemen", "2140"),
        ("Haiti", "2653"),
    ],
)
def test_each_regime_freezes_under_its_own_resolutions(
    printed: str, resolution: str, listed: Callable[..., Listing], reached: Reached
) -> None:
    entry = listed("un_sc", "Example", "2023-01-01", programmes=(printed,))
    (verdict,) = judge(reached(entry), as_of=date(2026, 7, 9))
    assert (verdict.applies, verdict.effect) == ("yes", "blocked")
    assert verdict.actor.startswith("UN Member States")
    assert f"S/RES/{resolution}" in verdict.citation


def test_guinea_bissau_is_a_travel_ban_and_freezes_nothing(listed: Callable[..., Listing], reached: Reached) -> None:
    (verdict,) = judge(reached(listed("un_sc", "Example", "2012-05-18", programmes=("GB",))), as_of=date(2026, 7, 9))
    assert (verdict.applies, verdict.effect) == ("no", "none")
    assert "travel ban" in verdict.says


@pytest.mark.parametrize(("day", "applies"), [("2023-08-30", "yes"), ("2023-08-31", "no")])
def test_the_mali_measures_ended(day: str, applies: str, listed: Callable[..., Listing], reached: Reached) -> None:
    entry = listed("un_sc", "Example", "2018-12-20", programmes=("Mali",))
    assert judge(reached(entry), as_of=date.fromisoformat(day))[0].applies == applies


@pytest.mark.parametrize(
    ("day", "applies"),
    [
        ("2010-06-09", "yes"),
        ("2023-10-17", "yes"),
        ("2023-10-18", "no"),
        ("2025-09-27", "no"),
        ("2025-09-28", "unknown"),
    ],
)
def test_iran_depends_on_the_day_and_is_disputed_since_the_snapback(
    day: str, applies: str, listed: Callable[..., Listing], reached: Reached
) -> None:
    entry = listed("un_sc", "Example", "2007-03-24", programmes=("Iran",))
    (verdict,) = judge(reached(entry), as_of=date.fromisoformat(day))
    assert verdict.applies == applies
    if applies == "unknown":
        assert "would settle" in verdict.says


@pytest.mark.parametrize(
    ("printed", "day", "resolution", "not_yet"),
    [
        ("Iran", "2010-06-09", "S/RES/1737 (2006)", "2231"),
        ("Iran", "2016-01-16", "S/RES/2231 (2015)", "1737"),
        ("Iran", "2025-09-28", "S/RES/1737 (2006)", ""),
        ("Al-Qaida", "2010-01-01", "S/RES/1267 (1999)", "1989"),
        ("Al-Qaida", "2011-06-17", "S/RES/1989 (2011)", "2253"),
        ("Al-Qaida", "2015-12-17", "S/RES/2253 (2015)", ""),
        ("Taliban", "2010-01-01", "S/RES/1267 (1999)", "1988"),
        ("Somalia", "2019-10-09", "S/RES/1844 (2008)", "2713"),
        ("Somalia", "2023-12-01", "S/RES/2713 (2023)", "1844"),
        ("CAR", "2019-10-09", "S/RES/2134 (2014)", "2745"),
        ("CAR", "2024-07-30", "S/RES/2745 (2024)", "2127"),
    ],
)
def test_the_resolutions_cited_are_those_of_the_day(
    printed: str, day: str, resolution: str, not_yet: str, listed: Callable[..., Listing], reached: Reached
) -> None:
    entry = listed("un_sc", "Example", "2001-01-01", programmes=(printed,))
    (verdict,) = judge(reached(entry), as_of=date.fromisoformat(day))
    assert resolution in verdict.citation
    assert not not_yet or f"/{not_yet} " not in verdict.citation


def test_between_two_regimes_on_iran_the_end_that_had_happened_is_explained(
    listed: Callable[..., Listing], reached: Reached
) -> None:
    entry = listed("un_sc", "Example", "2007-03-24", programmes=("Iran",))
    (verdict,) = judge(reached(entry), as_of=date(2024, 5, 1))
    assert verdict.applies == "no"
    assert "ended on 18 October 2023" in verdict.says
    assert "2025" not in verdict.says.replace("2025-", "")


def test_a_regime_that_was_not_checked_says_so(listed: Callable[..., Listing], reached: Reached) -> None:
    (verdict,) = judge(reached(listed("un_sc", "Example", "2020-01-01", programmes=("Iraq",))), as_of=date(2026, 7, 9))
    assert "S/RES/1518 (2003) (to be confirmed)" in verdict.citation
    assert "to be confirmed" in verdict.says


def test_an_unknown_regime_is_not_taken_for_a_freeze(listed: Callable[..., Listing], reached: Reached) -> None:
    (verdict,) = judge(reached(listed("un_sc", "Example", "2023-01-01")), as_of=date(2026, 7, 9))
    assert verdict.applies == "unknown"
    assert "would settle" in verdict.says
    assert regime("Atlantis") == ""


def test_two_regimes_are_two_verdicts(listed: Callable[..., Listing], reached: Reached) -> None:
    entry = listed("un_sc", "Example", "2011-01-01", programmes=("Taliban", "Al-Qaida"))
    assert len(judge(reached(entry), as_of=date(2026, 7, 9))) == 2


def test_a_company_of_a_listed_party_is_the_question_of_each_states_law(
    listed: Callable[..., Listing], judged: Callable[..., tuple[Verdict, ...]]
) -> None:
    owner = {"X": listed("un_sc", "X", "2012-01-01", programmes=("Al-Qaida",))}
    (verdict,) = judged("X 100 % A", owner, "2026-07-09", signs=(ControlSign("agreement", "X"),))
    assert (verdict.applies, verdict.effect) == ("unknown", "blocked")
    assert "100% of the shares of A" in verdict.says
    assert "the law of the State concerned" in verdict.says


def test_an_ended_regime_or_a_travel_ban_reaches_no_owned_company(
    listed: Callable[..., Listing], reached: Callable[..., Exposure]
) -> None:
    for printed in ("Mali", "GB"):
        entry = listed("un_sc", "X", "2019-12-19", programmes=(printed,))
        (verdict,) = judge(reached(entry, "owned"), as_of=date(2026, 7, 9))
        assert (verdict.applies, verdict.effect) == ("no", "none"), printed
