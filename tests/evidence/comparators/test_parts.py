from __future__ import annotations

import pytest
from tests.evidence.comparators.conftest import Compare, Story, flagged, number

from lookthrough.evidence.comparators.parts import sums_in


@pytest.mark.parametrize(
    ("sentence", "total", "because"),
    [
        (
            "The 40 bodies listed include 21 mills in the valley, a customs college and 17 traders.",
            39,
            "one is missing",
        ),
        ("The group of 30 firms (12 banks, 8 insurers and 9 brokers) was fined.", 29, "brackets hold all parts"),
        ("The fleet of 20 vessels consists of 12 tankers and nine barges.", 21, "it consists of too many"),
        ("Of the 40 firms, 25 are Russian and 14 are Belarusian.", 39, "the whole is divided in words"),
        ("Nineteen mills and eight traders, a total of 28, were listed.", 27, "the total stands behind its parts"),
    ],
)
def test_parts_that_do_not_add_up_are_seen(sentence: str, total: int, because: str) -> None:
    wrong = [found for found in sums_in(sentence) if found.wrong]
    assert [found.total for found in wrong] == [total], because


@pytest.mark.parametrize(
    ("sentence", "because"),
    [
        ("The 40 bodies listed include 21 mills, a customs college and 18 traders.", "the parts add up"),
        ("The ministry added 40 organisations, including eight traders, to the list.", "eight of forty are a part"),
        ("The 100 members include 20 banks and 30 shippers.", "what includes half of them leaves others out"),
        ("The 40 bodies include Norwick Optics, Tarn Shipping and eight others.", "names are not counted"),
        ("It opened 12 offices in 2019, and 14 shops and three depots followed.", "no whole is said to have parts"),
    ],
)
def test_parts_that_need_not_add_up_are_left_alone(sentence: str, because: str) -> None:
    assert [found for found in sums_in(sentence) if found.wrong] == [], because


def test_the_sum_is_shown_with_its_numbers(compare: Compare) -> None:
    story = Story("a").says(
        "The 40 bodies listed include 21 mills, a customs college and 17 traders.",
        "40 bodies", "listed_on", "blacklist", quote="The 40 bodies listed", amount=number(40),
    )  # fmt: skip
    found = compare(story)
    assert flagged(found) == [("parts_do_not_add_up", ("a1",))]
    assert "21 + 1 + 17 = 39" in found[0].says
    assert found[0].numbers[0] == ("whole", "40")


def test_a_sentence_without_a_claim_is_summed_too(compare: Compare) -> None:
    story = Story("a", text="The 31 bodies include 19 workshops, nine shippers and two schools.")
    (found,) = compare(story)
    assert (found.kind, found.claims, found.flagged) == ("parts_do_not_add_up", (), True)
    assert "The 31 bodies include" in found.says, "no claim carries the words, so the sentence stands in the answer"
