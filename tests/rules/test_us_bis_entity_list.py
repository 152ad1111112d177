"""The Entity List: export licences, as printed and as dated; holding is lawful, but linked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from lookthrough.model.exposure import Exposure, Step
from lookthrough.model.listing import Listing
from lookthrough.rules.registry import judge_all
from lookthrough.rules.us_bis_entity_list import judge

Reached = Callable[..., Exposure]


def test_on_8_october_2019_hikvision_is_not_yet_listed(hikvision: Listing, reached: Reached) -> None:
    export, holding = judge(reached(hikvision, instrument="equity"), as_of=date(2019, 10, 8))
    assert (export.applies, export.effect) == ("no", "none")
    assert "not yet listed; it is listed from 2019-10-09" in export.says
    assert "linked" not in holding.says


def test_on_9_october_2019_a_licence_is_needed_because_the_rule_took_effect_on_publication(
    hikvision: Listing, reached: Reached
) -> None:
    export, _ = judge(reached(hikvision, instrument="equity"), as_of=date(2019, 10, 9))
    assert (export.applies, export.effect, export.since) == ("yes", "licence_required", date(2019, 10, 9))
    assert "84 FR 54004, 10/9/19" in export.citation
    assert "744.16(a)" in export.citation
    assert "exports, reexports or transfers" in export.actor


def test_holding_its_shares_is_lawful_but_linked(hikvision: Listing, reached: Reached) -> None:
    _, holding = judge(reached(hikvision, instrument="equity"), as_of=date(2026, 7, 9))
    assert (holding.applies, holding.effect) == ("no", "none")
    assert "lawful under this list, but linked" in holding.says
    assert "not an investment ban" in holding.says
    assert holding.object == "holding or buying shares of Hangzhou Hikvision Digital Technology Co., Ltd."


def test_requirement_and_policy_are_given_as_printed(hikvision: Listing, reached: Reached) -> None:
    export, _ = judge(reached(hikvision), as_of=date(2026, 7, 9))
    assert hikvision.requirement in export.printed
    assert hikvision.policy in export.printed


def test_a_policy_that_is_not_printed_is_never_assumed(listed: Callable[..., Listing], reached: Reached) -> None:
    entry = listed("us_bis_entity_list", "Example", "2016-03-08", requirement="For all items subject to the EAR.")
    export, _ = judge(reached(entry), as_of=date(2026, 7, 9))
    assert "does not print the review policy" in export.says
    assert "denial" not in (export.says + export.printed)


def test_the_printed_words_are_marked_as_younger_than_the_day_asked(hikvision: Listing, reached: Reached) -> None:
    export, _ = judge(reached(hikvision), as_of=date(2019, 10, 10))
    assert "are of the edition of 2026-07-09" in export.says
    assert "85 FR 34505 of 2020-06-05, 85 FR 44161 of 2020-07-22" in export.says
    export, _ = judge(reached(hikvision), as_of=date(2020, 7, 22))
    assert "are of the edition" not in export.says


@pytest.mark.parametrize(
    ("number", "provision"),
    [("1", "734.9(e)(1)"), ("3", "734.9(g)"), ("4", "734.9(e)(2)"), ("5", "734.9(e)(3)")],
)
def test_footnotes_are_explained(number: str, provision: str, listed: Callable[..., Listing], reached: Reached) -> None:
    entry = listed("us_bis_entity_list", "Example", "2022-10-13", footnotes=(number,))
    export, _ = judge(reached(entry), as_of=date(2026, 7, 9))
    assert f"Footnote {number}:" in export.says
    assert provision in export.says


def test_a_footnote_is_not_asserted_for_a_day_before_a_later_amendment(
    listed: Callable[..., Listing], reached: Reached
) -> None:
    cites = ("84 FR 54004, 10/9/19", "87 FR 62202, 10/13/22")
    dahua = listed("us_bis_entity_list", "Dahua Technology", "2019-10-09", citations=cites, footnotes=("4",))
    early = judge(reached(dahua), as_of=date(2019, 10, 9))[0].says
    assert "need a licence as well" not in early
    assert "Footnote 4 is printed in the edition of 2026-07-09" in early
    assert "whether it applied on 2019-10-09 is not known from it" in early
    assert ",." not in early
    late = judge(reached(dahua), as_of=date(2022, 10, 13))[0].says
    assert "Footnote 4: foreign-made items" in late
    assert "need a licence as well" in late


def test_a_footnote_of_an_entry_without_dated_notices_is_known_from_its_oldest_edition_on(
    listed: Callable[..., Listing], reached: Reached
) -> None:
    entry = listed("us_bis_entity_list", "Example", "2019-10-09", footnotes=("4",))
    assert "is not known from it" in judge(reached(entry), as_of=date(2019, 10, 9))[0].says
    assert "is not known from it" not in judge(reached(entry), as_of=date(2026, 7, 9))[0].says


def test_an_entry_without_a_start_begins_with_its_first_citation(
    listed: Callable[..., Listing], reached: Reached
) -> None:
    entry = listed("us_bis_entity_list", "Example", citations=("85 FR 44159, 7/22/20", "84 FR 54004, 10/9/19"))
    assert judge(reached(entry), as_of=date(2019, 10, 8))[0].applies == "no"
    assert judge(reached(entry), as_of=date(2019, 10, 9))[0].applies == "yes"


def test_an_undated_entry_is_unknown_before_its_oldest_edition(
    listed: Callable[..., Listing], reached: Reached
) -> None:
    entry = listed("us_bis_entity_list", "Example")
    export, _ = judge(reached(entry), as_of=date(2020, 1, 1))
    assert (export.applies, export.effect) == ("unknown", "licence_required")
    assert "would settle it" in export.says
    assert judge(reached(entry), as_of=date(2026, 7, 9))[0].applies == "yes"


@pytest.mark.parametrize(
    ("day", "applies"),
    [
        ("2025-09-28", "no"),
        ("2025-09-29", "unknown"),
        ("2025-11-10", "no"),
        ("2026-11-09", "no"),
        ("2026-11-10", "unknown"),
    ],
)
def test_another_company_of_the_group_is_judged_by_the_dates_of_the_affiliates_rule(
    day: str, applies: str, hikvision: Listing, reached: Reached
) -> None:
    path = (Step("is", "Hikvision Example Subsidiary", hikvision.listed_name),)
    export, _ = judge_all(reached(hikvision, "group", path=path), date.fromisoformat(day))
    assert export.rule == "us_bis_affiliates"
    assert export.applies == applies
    assert "not Hikvision Example Subsidiary" in export.says
    assert "Affiliates Rule" in export.says


def test_a_short_position_is_named_as_one(hikvision: Listing, reached: Reached) -> None:
    _, holding = judge(reached(hikvision, instrument="swap", direction="short"), as_of=date(2026, 7, 9))
    assert "a short position in a swap on securities of" in holding.object
