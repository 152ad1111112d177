from fractions import Fraction

import pytest

from lookthrough.exposure.path import describe, percent, total
from lookthrough.model.exposure import Exposure, Step
from lookthrough.model.listing import Listing


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(0), "0%"),
        (Fraction(1), "100%"),
        (Fraction("0.00004"), "0.004%"),
        (Fraction(1, 3), "33.3%"),
        (Fraction("-0.05"), "-5%"),
        (Fraction(1234567, 100), "1,234,567%"),
        (Fraction(1, 10**9), "0.0000001%"),
        (None, "unknown weight"),
    ],
)
def test_a_share_reads_with_three_significant_digits(share, text):
    assert percent(share) == text


def test_the_smallest_share_never_reads_zero():
    """Because a reader of 0% would believe that nothing is held."""
    assert percent(Fraction(1, 10**60)) == "0." + "0" * 57 + "1%"


def test_a_path_reads_from_the_subject_to_the_listed_party():
    path = [Step("holds", "P", "A", weight=Fraction("0.5")), Step("holds", "A", "X"), Step("is", "X", "X Co")]
    assert describe(path) == "P → A (50%) → X (unknown weight) → X Co"
    assert describe([]) == ""


def test_sums_keep_sides_apart_and_count_the_unknown():
    listing = Listing("l#1", "l", "us_ofac_sdn", "X")
    found = total(
        [
            Exposure("same_person", listing, weight=Fraction("0.1")),
            Exposure("same_person", listing, weight=Fraction("0.2"), direction="short"),
            Exposure("same_person", listing, weight=Fraction("0.4"), instrument="swap", direction="short"),
            Exposure("same_person", listing),
        ]
    )
    assert (found.long, found.short, found.derivative, found.unquantified) == (
        Fraction("0.1"),
        Fraction("0.2"),
        Fraction("0.4"),
        1,
    )
