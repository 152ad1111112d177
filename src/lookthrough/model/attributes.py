"""What is known of a party beside its names: it supports or separates namesakes, and never finds anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeGuard, get_args

from lookthrough.model.dates import PartialDate

if TYPE_CHECKING:
    from lookthrough.model.entity import Identifier

Gender = Literal["female", "male"]
GENDERS: tuple[Gender, ...] = get_args(Gender)


def is_gender(text: str) -> TypeGuard[Gender]:
    """Is the text one of the two words that genders are told apart by here? Any other entry separates nobody."""
    return text in GENDERS


@dataclass(frozen=True, slots=True)
class Attributes:
    """What one side of a comparison knows; empty is unknown, and unknown separates nothing.

    Attributes:
        countries: ISO 3166-1 alpha-2, lower case, of any tie: seat, address, registration, nationality.
        nationalities: the same codes, of persons.
        birth_dates: several where the publisher gives several.
        genders: of persons; several where the publisher contradicts itself.
        addresses: as printed.
        identifiers: codes.
    """

    countries: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    birth_dates: tuple[PartialDate, ...] = ()
    genders: tuple[Gender, ...] = ()
    addresses: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
