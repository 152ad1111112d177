"""The vocabulary of statements: kinds of entity, and the properties that a source may state.

Listing properties describe one entry on one list; they are folded by record. All others describe the entity.
"""

from __future__ import annotations

from typing import Literal, get_args

Kind = Literal["person", "company", "organization", "vessel", "aircraft", "fund", "any"]
KINDS: tuple[Kind, ...] = get_args(Kind)

NameQuality = Literal["name", "alias", "weak_alias", "former_name"]
NAME_PROPS: tuple[NameQuality, ...] = get_args(NameQuality)

ENTITY_PROPS = (
    *NAME_PROPS,
    "country",  # ISO 3166-1 alpha-2, lower case
    "address",
    "identifier",  # "scheme:compact", e.g. "isin:CNE100000PM8"
    "birth_date",
    "birth_place",
    "nationality",
    "gender",
    "title",
    "vessel_type",
    "vessel_flag",
    "vessel_owner",
    "call_sign",
    "tonnage",
    "website",
    "parent",  # the parent's name as printed
    "linked_to",  # another entry's name as printed
)
LISTING_PROPS = (
    "programme",
    "listed_since",
    "effective_from",
    "listed_until",
    "divest_until",
    "citation",
    "requirement",
    "policy",
    "footnote",
    "reach",  # "subsidiaries" where the entry itself says so
    "sublist",
    "standard_order",
    "reason",
    "remarks",
    "source_url",
)
CELL = "cell"  # a verbatim source cell: `column` names it, `original` holds it
PROPS = (*ENTITY_PROPS, *LISTING_PROPS, CELL)
