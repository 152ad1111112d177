"""One party as it is named on the command line."""

from __future__ import annotations

import pytest

from lookthrough.errors import InputError
from lookthrough.intake.single import read_query
from lookthrough.model.entity import Identifier


def test_everything_that_is_known_beside_the_name_is_read_from_texts() -> None:
    query = read_query(
        "Jane Roe", "individual", "United Kingdom; ae", "1960-01",
        ["lei:549300S8YVGTJ1NMTW57", "passport: A-123 4567", "registration number:HRB 1234"],
        nationality="Iran, Islamic Republic of", gender="F", addresses=["12 Main St", " "],
    )  # fmt: skip
    assert (query.kind, query.countries, query.nationalities) == ("person", ("gb", "ae"), ("ir",))
    assert (str(query.birth_date), query.gender, query.addresses) == ("1960-01", "female", ("12 Main St",))
    assert query.identifiers == (
        Identifier("lei", "549300S8YVGTJ1NMTW57"),
        Identifier("passport", "A1234567"),
        Identifier("registration_number", "HRB1234"),
    )
    assert query.attributes.birth_dates == (query.birth_date,)


def test_an_estimated_birth_year_has_a_mark_behind_it() -> None:
    assert str(read_query("Jane Roe", birth_date="1961~").birth_date) == "about 1961"


@pytest.mark.parametrize(
    "wrong",
    [
        {"gender": "x"},
        {"nationality": "Ruritania"},
        {"country": "cn; Ruritania"},
        {"birth_date": "01/02/1960"},
        {"birth_date": "~"},
        {"identifiers": ["lei:549300S8YVGTJ1NMTW58"]},
        {"identifiers": ["passport:-"]},
        {"kind": "spaceship"},
    ],
)
def test_what_cannot_be_read_is_refused_with_a_hint(wrong: dict[str, object]) -> None:
    with pytest.raises(InputError) as caught:
        read_query("Jane Roe", **wrong)  # type: ignore[arg-type]
    assert caught.value.hint
