"""Codes of goods against an entry's own words: matched as printed, never guessed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lookthrough.errors import InputError
from lookthrough.model.listing import Listing
from lookthrough.rules.goods import as_printed, read_goods_code

POLICY = (
    "Case-by-case review for ECCNs 1A004.c, 1A004.d, 1A995, 1A999.a, 1D003, 2A983, 2D983 and 2E983, and for EAR99 "
    "items described in the Note to ECCN 1A995; presumption of denial for all other items"
)


@pytest.fixture
def bureau(listed: Callable[..., Listing]) -> Listing:
    """A row as the notice of October 2019 prints its policy (84 FR 54002)."""
    return listed("us_bis_entity_list", "A Bureau", "2019-10-09", requirement="For all items subject to the EAR",
                  policy=POLICY)  # fmt: skip


@pytest.mark.parametrize(
    ("given", "fits", "printed"),
    [
        ("1A004.c", "equal", ("1A004.c",)),
        ("eccn 1a004.C", "equal", ("1A004.c",)),
        ("1A004.c.1", "inside", ("1A004.c",)),
        ("1A004", "around", ("1A004.c", "1A004.d")),
        ("EAR99", "equal", ("EAR99",)),
        ("2D983", "equal", ("2D983",)),
    ],
)
def test_an_eccn_is_found_as_the_policy_prints_it(
    given: str, fits: str, printed: tuple[str, ...], bureau: Listing
) -> None:
    found = as_printed(read_goods_code("eccn", given), bureau)
    assert (found.fits, found.printed) == (fits, printed)
    assert "Case-by-case review" in found.says
    assert "presumption of denial" not in found.says, "only the clause in which the code stands"


@pytest.mark.parametrize("given", ["1A004.a", "5A002", "1A99", "2D98"])
def test_what_the_text_does_not_print_is_never_guessed(given: str, bureau: Listing) -> None:
    if len(given) == 4:
        with pytest.raises(InputError, match="no ECCN"):
            read_goods_code("eccn", given)
        return
    found = as_printed(read_goods_code("eccn", given), bureau)
    assert (found.fits, found.clauses) == ("not printed", ())
    assert ", not this one" in found.says
    assert "is to be read in them" in found.says


def test_an_entry_that_prints_no_code_is_said_to_print_none(listed: Callable[..., Listing]) -> None:
    entry = listed("us_bis_entity_list", "A Company", requirement="For all items subject to the EAR", policy="")
    assert "prints no ECCNs" in as_printed(read_goods_code("eccn", "5A992.c"), entry).says
    goods = listed("us_cbp_wro", "A Farm", remarks="Cotton and cotton products")
    found = as_printed(read_goods_code("hs", "5201.00"), goods)
    assert (found.fits, found.printed) == ("not printed", ())


def test_hs_codes_are_compared_as_headings(listed: Callable[..., Listing]) -> None:
    entry = listed("us_cbp_wro", "A Mill", remarks="Goods of HTSUS headings 5201 and 6109.10")
    for given, fits in (("5201", "equal"), ("5201.00.12", "inside"), ("6109.10.00", "inside"), ("6109", "around"),
                        ("52", "around"), ("7306", "not printed")):  # fmt: skip
        assert as_printed(read_goods_code("hs", given), entry).fits == fits, given


def test_figures_that_are_no_tariff_numbers_are_not_taken_for_them(listed: Callable[..., Listing]) -> None:
    entry = listed("us_bis_entity_list", "A Company", policy="Presumption of denial since 2019")
    assert as_printed(read_goods_code("hs", "2019"), entry).fits == "not printed"


@pytest.mark.parametrize("given", ["", "cotton", "52.0", "5201 and 5202", "12345", "５２０１"])
def test_a_code_of_another_form_is_refused(given: str) -> None:
    with pytest.raises(InputError):
        read_goods_code("hs", given)
