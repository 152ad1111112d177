"""Entries and exposures for the rules' tests, written from public facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lookthrough.model.dates import from_iso
from lookthrough.model.exposure import Exposure, Step
from lookthrough.model.listing import Listing

EDITION = "2026-07-09"


def _listed(list_id: str, name: str, since: str | None = None, **more: Any) -> Listing:
    dates = {key: from_iso(more[key]) if more.get(key) else None for key in ("effective", "until", "divest_until")}
    rest = {key: value for key, value in more.items() if key not in dates}
    rest.setdefault("edition", EDITION)
    rest.setdefault("seen_from", EDITION)
    return Listing(
        id=f"{list_id}:1",
        entity_id=f"{list_id}:1",
        list_id=list_id,
        listed_name=name,
        since=from_iso(since) if since else None,
        **dates,
        **rest,
    )


def _reached(listing: Listing, relation: str = "same_person", **more: Any) -> Exposure:
    return Exposure(relation, listing, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def listed() -> Callable[..., Listing]:
    """Makes an entry; dates as ISO text."""
    return _listed


@pytest.fixture(scope="session")
def reached() -> Callable[..., Exposure]:
    """Makes an exposure to an entry."""
    return _reached


@pytest.fixture(scope="session")
def hikvision() -> Listing:
    """Hikvision's row of the Entity List: 84 FR 54004, amended twice in 2020, no footnote."""
    return _listed(
        "us_bis_entity_list",
        "Hangzhou Hikvision Digital Technology Co., Ltd.",
        "2019-10-09",
        citations=("84 FR 54004, 10/9/19", "85 FR 34505, 6/5/20", "85 FR 44161, 7/22/20"),
        requirement="For all items subject to the EAR. (See § 744.11 of the EAR)",
        policy="Case-by-case review for ECCNs 1A004.c and 1A004.d; presumption of denial for all other items",
    )


@pytest.fixture(scope="session")
def sensetime() -> Listing:
    """SenseTime Group Limited on the NS-CMIC list, with the three dates that OFAC prints for it."""
    return _listed(
        "us_ofac_nscmic",
        "SENSETIME GROUP LIMITED",
        "2021-12-10",
        effective="2022-02-08",
        divest_until="2022-12-10",
        programmes=("CMIC-EO13959",),
    )


@pytest.fixture(scope="session")
def through_fund() -> tuple[Step, ...]:
    """A path from a plan through a fund to a line of it."""
    return (
        Step("holds", "Sample plan", "Emerging Markets Index Fund"),
        Step("holds", "Emerging Markets Index Fund", "SENSETIME GROUP B"),
        Step("issued_by", "SENSETIME GROUP B", "SenseTime Group"),
        Step("is", "SenseTime Group", "SENSETIME GROUP LIMITED"),
    )
