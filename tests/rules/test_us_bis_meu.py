"""The Military End-User List: some items, not all; holding is lawful."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from lookthrough.model.exposure import Exposure
from lookthrough.model.listing import Listing
from lookthrough.rules.us_bis_meu import judge


def test_a_licence_is_needed_for_the_items_of_supplement_2_and_holding_is_lawful(
    listed: Callable[..., Listing], reached: Callable[..., Exposure]
) -> None:
    entry = listed("us_bis_meu", "Example Aero Engine", citations=("85 FR 83799, 12/23/2020",))
    exports, holding = judge(reached(entry), as_of=date(2026, 7, 9))
    assert (exports.applies, exports.effect, exports.since) == ("yes", "licence_required", date(2020, 12, 23))
    assert "supplement no. 2 to 15 CFR part 744" in exports.object
    assert "not exhaustive" in exports.says
    assert "744.21(e)" in exports.says
    assert "85 FR 83799" in exports.citation
    assert (holding.applies, holding.effect) == ("no", "none")
    assert "but linked" in holding.says
    assert judge(reached(entry), as_of=date(2020, 12, 22))[0].applies == "no"
