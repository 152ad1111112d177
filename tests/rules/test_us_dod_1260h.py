"""1260H: a public naming, and the procurement bar of 2026 and 2027."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from lookthrough.model.exposure import Exposure
from lookthrough.model.listing import Listing
from lookthrough.rules.us_dod_1260h import judge

Reached = Callable[..., Exposure]


@pytest.mark.parametrize(
    ("day", "contract", "content"),
    [
        ("2022-10-05", "no", "no"),
        ("2026-06-29", "no", "no"),
        ("2026-06-30", "yes", "no"),
        ("2027-06-29", "yes", "no"),
        ("2027-06-30", "yes", "yes"),
    ],
)
def test_the_bar_begins_with_section_805_and_not_with_the_listing(
    day: str, contract: str, content: str, listed: Callable[..., Listing], reached: Reached
) -> None:
    dahua = listed("us_dod_1260h", "Zhejiang Dahua Technology Co., Ltd.", "2022-10-05")
    verdicts = judge(reached(dahua, instrument="equity"), as_of=date.fromisoformat(day))
    assert [v.applies for v in verdicts] == [contract, content, "no"]
    assert "lawful under this list, but linked" in verdicts[2].says
    if contract == "no":
        assert "bars nothing yet" in verdicts[0].says


def test_a_removed_company_is_not_listed_from_the_day_of_its_removal(
    listed: Callable[..., Listing], reached: Reached
) -> None:
    megvii = listed(
        "us_dod_1260h", "Beijing Megvii Technology Co., Ltd.", "2024-01-31", until="2025-01-07", until_basis="stated"
    )
    assert "has been listed since" in judge(reached(megvii), as_of=date(2025, 1, 6))[0].says
    gone = judge(reached(megvii), as_of=date(2026, 7, 9))
    assert all("no longer listed" in v.says and v.applies == "no" for v in gone)
    assert (gone[0].since, gone[0].until) == (date(2024, 1, 31), date(2025, 1, 7))


def test_every_verdict_cites_the_edition_that_named_the_company(
    listed: Callable[..., Listing], reached: Reached
) -> None:
    page = "https://www.federalregister.gov/citation/91-FR-35189"
    entry = listed("us_dod_1260h", "Example", "2026-06-08", source_url=page)
    for relation in ("same_person", "owned"):
        for verdict in judge(reached(entry, relation), as_of=date(2026, 7, 9)):
            assert verdict.citation.startswith(f"Section 1260H list of 2026-06-08, {page}; ")
            assert "P.L. 11" in verdict.citation
    before = judge(reached(entry), as_of=date(2026, 6, 7))[0].citation
    assert before.startswith("Section 1260H list of 2026-06-08 (after the day asked), ")
    undated = judge(reached(listed("us_dod_1260h", "Example")), as_of=date(2026, 7, 9))
    assert all(v.citation.startswith("P.L. 11") for v in undated)


def test_control_is_a_separate_question_once_the_bar_is_law(listed: Callable[..., Listing], reached: Reached) -> None:
    parent = listed("us_dod_1260h", "Example", "2021-06-03")
    assert judge(reached(parent, "controlled"), as_of=date(2026, 6, 29))[0].applies == "no"
    later = judge(reached(parent, "controlled"), as_of=date(2026, 6, 30))[0]
    assert (later.applies, later.effect) == ("unknown", "procurement_barred")
    assert "subject to the control" in later.says
