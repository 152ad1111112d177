"""Federal Register citations and footnotes, as they are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.sources.citations import first_published, footnotes, split_citations


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("84 FR 54004, 10/9/19. 85 FR 34505, 6/5/20", ["84 FR 54004 (2019-10-09)", "85 FR 34505 (2020-06-05)"]),
        ("50 F.R. 29244 7/18/85", ["50 FR 29244 (1985-07-18)"]),
        ("66 FR 24266, 77 FR 58006 (no. 182), 81 FR 64694", ["66 FR 24266", "77 FR 58006", "81 FR 64694"]),
        ("Vol. 68, No. 33, 02/19/03, Federal Register", ["Vol. 68, No. 33 (2003-02-19)"]),
        ("Vol.83, No.166, 08/27/2018 Federal Register", ["Vol. 83, No. 166 (2018-08-27)"]),
        ("Vol. 85, No. 31, February 14, 2020, Federal Register", ["Vol. 85, No. 31 (2020-02-14)"]),
        ("59 FR 5664", ["59 FR 5664"]),
        ("Press release", ["Press release"]),
        ("", []),
    ],
)
def test_each_notice_is_a_citation(cell: str, values: list[str]) -> None:
    assert [c.value for c in split_citations(cell)] == values


def test_a_year_of_two_digits_is_put_beside_its_volume() -> None:
    # Volume 1 is 1936: "/36" in volume 1 is 1936 and in volume 101 will be 2036.
    assert [c.value for c in split_citations("1 FR 5, 3/4/36; 101 FR 7, 3/4/36")] == [
        "1 FR 5 (1936-03-04)",
        "101 FR 7 (2036-03-04)",
    ]


def test_a_day_that_does_not_exist_is_told_and_the_citation_kept() -> None:
    (cite,) = split_citations("84 FR 54004, 13/45/19")
    assert cite.value == "84 FR 54004"
    assert "13/45/19" in cite.trouble


def test_the_earliest_printed_day_counts() -> None:
    first = first_published(split_citations("85 FR 34505, 6/5/20. 84 FR 54004, 10/9/19. 50 FR 1"))
    assert first is not None
    assert first.value == "84 FR 54004 (2019-10-09)"
    assert first_published(()) is None


@given(st.text(max_size=200))
def test_no_word_of_a_cell_is_lost(cell: str) -> None:
    printed = "".join(c.text for c in split_citations(cell))
    kept = [c for c in printed if c.isalnum()]
    lost = [c for c in cell if c.isalnum()]
    # Only the word "and" between two citations may go.
    assert len(lost) - len(kept) in range(3 * (len(split_citations(cell)) + 1) + 1)


@pytest.mark.parametrize(
    ("requirement", "numbers"),
    [
        ("For all items subject to the EAR. (See § 744.11 of the EAR)", ()),
        ("For all items subject to the EAR. (See §§ 734.9(g),3 746.8(a)(3), and 744.21(b) of the EAR)", ("3",)),
        ("For all items subject to the EAR (See §§ 734.9(g)3, 746.8(a)(3), and 744.2l(b) of the EAR)", ("3",)),
        ("For all items subject to the EAR. (See §§ 734.9(e)(2) and 744.11 of the EAR) 4", ("4",)),
        ("For all items subject to the EAR. (See §§ 734.9(e)(2) and 744.11 of the EAR)4", ("4",)),
        ("For all items subject to the EAR (See §§ 734.4(a)(9), 734.9(e)(3), and 744.11 of the EAR) 5", ("5",)),
        ("For all items subject to the EAR, see §§ 734.9(e) 1 and 744.11 of the EAR 2", ("1", "2")),
        ("See 734.9(e)(2),4 and 744.11", ("4",)),
        ("For all items subject to the EAR. (See § 744.2 of the EAR)", ()),
        ("For items on the CCL and listed in supplement no. 7 to part 746 of the EAR", ()),
        ("This may be overcome by License Exception GOV under § 740.11(b)(2) and (e)", ()),
        ("", ()),
    ],
)
def test_footnotes_are_told_from_sections(requirement: str, numbers: tuple[str, ...]) -> None:
    assert footnotes(requirement) == numbers
