"""Section 889: what federal money may not buy, from three days on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from lookthrough.model.exposure import Exposure
from lookthrough.model.listing import Listing
from lookthrough.rules.us_ndaa_889 import judge


@pytest.mark.parametrize(
    ("day", "applies"),
    [
        ("2019-08-12", ["no", "no", "no", "no"]),
        ("2019-08-13", ["yes", "no", "no", "no"]),
        ("2020-08-12", ["yes", "no", "no", "no"]),
        ("2020-08-13", ["yes", "yes", "yes", "no"]),
    ],
)
def test_procurement_use_and_grants_have_their_own_days(
    day: str, applies: list[str], listed: Callable[..., Listing], reached: Callable[..., Exposure]
) -> None:
    entry = listed("us_ndaa_889", "Example Telecommunications", "2018-08-13")
    verdicts = judge(reached(entry), as_of=date.fromisoformat(day))
    assert [verdict.applies for verdict in verdicts] == applies
    assert all("section 889" in verdict.citation for verdict in verdicts)
    assert "lawful" in verdicts[-1].says


def test_the_purposes_of_some_makers_are_said(listed: Callable[..., Listing], reached: Callable[..., Exposure]) -> None:
    entry = listed("us_ndaa_889", "Example", "2018-08-13")
    assert "only for public safety" in judge(reached(entry), as_of=date(2026, 7, 9))[0].says
