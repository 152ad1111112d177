"""The FCC Covered List: equipment and services, in the entry's own words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from lookthrough.model.exposure import Exposure
from lookthrough.model.listing import Listing
from lookthrough.rules.us_fcc_covered import judge


def test_the_entrys_own_words_say_what_is_covered(
    listed: Callable[..., Listing], reached: Callable[..., Exposure]
) -> None:
    words = "Video surveillance equipment produced by Example, to the extent it is used for public safety."
    entry = listed("us_fcc_covered", "Example", "2021-03-12", remarks=words)
    barred, holding = judge(reached(entry), as_of=date(2026, 7, 9))
    assert (barred.applies, barred.effect, barred.printed) == ("yes", "authorisation_barred", words)
    assert words.rstrip(".") in barred.says
    assert (holding.applies, holding.effect) == ("no", "none")
    silent = judge(reached(listed("us_fcc_covered", "Example", "2021-03-12")), as_of=date(2026, 7, 9))[0]
    assert "assume none" in silent.says
