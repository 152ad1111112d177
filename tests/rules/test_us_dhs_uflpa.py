"""UFLPA: a presumption about goods, from each row's own day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from lookthrough.model.dates import Truth
from lookthrough.model.exposure import Exposure
from lookthrough.model.listing import Listing
from lookthrough.rules.us_dhs_uflpa import clauses, judge, judge_goods

Reached = Callable[..., Exposure]


@pytest.fixture
def hoshine(listed: Callable[..., Listing]) -> Listing:
    return listed(
        "us_dhs_uflpa",
        "Hoshine Silicon Industry (Shanshan) Co., Ltd",
        "2022-06-21",
        reach="subsidiaries",
        sublists=("Section 2(d)(2)(B)(i)", "Section 2(d)(2)(B)(v)"),
    )


def test_goods_are_presumed_made_with_forced_labour_from_the_rows_own_day(hoshine: Listing, reached: Reached) -> None:
    assert judge(reached(hoshine), as_of=date(2022, 6, 20))[0].applies == "no"
    goods, holding = judge(reached(hoshine), as_of=date(2022, 6, 21))
    assert (goods.applies, goods.effect, goods.since) == ("yes", "import_presumption", date(2022, 6, 21))
    assert "19 USC 1307" in goods.citation
    assert "clear and convincing evidence" in goods.says
    assert goods.actor == "importers of goods into the United States"
    assert (holding.applies, holding.effect) == ("no", "none")
    assert "but linked" in holding.says


def test_the_parts_of_the_list_are_explained_and_printed(hoshine: Listing, reached: Reached) -> None:
    goods, _ = judge(reached(hoshine), as_of=date(2026, 7, 9))
    assert "2(d)(2)(B)(i): entities in Xinjiang" in goods.says
    assert "2(d)(2)(B)(v): facilities" in goods.says
    assert goods.printed == "Section 2(d)(2)(B)(i)\nSection 2(d)(2)(B)(v)"


def test_the_region_is_a_separate_question(hoshine: Listing, reached: Reached) -> None:
    assert "separate question" in judge(reached(hoshine), as_of=date(2026, 7, 9))[0].says


def test_subsidiaries_are_reached_only_where_the_row_says_so(
    hoshine: Listing, listed: Callable[..., Listing], reached: Reached
) -> None:
    camel = listed("us_dhs_uflpa", "Camel Group Co., Ltd.", "2023-08-02")
    assert judge(reached(hoshine, "owned"), as_of=date(2026, 7, 9))[0].applies == "unknown"
    assert judge(reached(camel, "owned"), as_of=date(2026, 7, 9))[0].applies == "no"


def test_the_act_itself_is_law_only_from_21_june_2022(listed: Callable[..., Listing], reached: Reached) -> None:
    early = listed("us_dhs_uflpa", "Example", "2022-01-01")
    assert judge(reached(early), as_of=date(2022, 6, 20))[0].applies == "no"
    assert "law only from 2022-06-21" in judge(reached(early), as_of=date(2022, 6, 20))[0].says


@pytest.mark.parametrize(
    ("record", "printed", "expected"),
    [
        ("x:1", ("Section 2(d)(2)(B)(i)",), ("(i)",)),
        ("x:1", ("2(d)(2)(B)(ii)", "Section 2(d)(2)(B)(v)"), ("(ii)", "(v)")),
        ("us_dhs_uflpa:046fea40#iv", ("Entities that exported",), ("(iv)",)),
        ("us_dhs_uflpa:046fea40#v~2", (), ("(v)",)),
        ("us_dhs_uflpa:046fea40#vi", (), ()),
        ("us_dhs_uflpa:046fea40", ("elsewhere",), ()),
    ],
)
def test_the_part_of_the_list_is_read_from_its_heading_or_its_record(
    record: str, printed: tuple[str, ...], expected: tuple[str, ...], listed: Callable[..., Listing]
) -> None:
    assert clauses(replace(listed("us_dhs_uflpa", "Example", sublists=printed), id=record)) == expected


@pytest.mark.parametrize(
    ("from_region", "day", "applies"),
    [
        ("yes", "2022-06-20", "no"),
        ("yes", "2022-06-21", "yes"),
        ("no", "2026-07-09", "no"),
        ("unknown", "2026-07-09", "unknown"),
    ],
)
def test_goods_from_the_region_are_presumed_so_whoever_made_them(from_region: Truth, day: str, applies: str) -> None:
    verdict = judge_goods("cotton yarn", from_region=from_region, as_of=date.fromisoformat(day))
    assert verdict.applies == applies
    assert verdict.effect == ("none" if applies == "no" else "import_presumption")
    assert verdict.says.startswith(f"On {day}, cotton yarn")
    assert "P.L. 117-78, section 3(a)" in verdict.citation
    if applies == "unknown":
        assert "would settle it" in verdict.says
