"""The vocabulary of claims: what each predicate means, who stands on which side, and what else it is called.

A claim's `predicate` is one of `PREDICATES`. Other collections of claims use other words for the same relation;
`canonical` reads them as ours, so that claims of two origins can be compared, and `FAMILY` tells which predicates speak
of one matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Family = Literal["listing", "licence", "sanction", "supply", "ownership", "profile", "response", "detention"]

PREDICATES: Mapping[str, tuple[Family, str]] = MappingProxyType({
    "added_to_list": ("listing", "SUBJECT, an authority, puts OBJECT on a list"),
    "listed_on": ("listing", "SUBJECT stands on the list OBJECT, or is put there by somebody unnamed"),
    "removed_from_list": ("listing", "SUBJECT, an authority, takes OBJECT off a list"),
    "considered_for_list": ("listing", "SUBJECT, an authority, weighs putting OBJECT on a list or a like measure"),
    "listed_because": ("listing", "SUBJECT is listed for the reason OBJECT"),
    "implicated_in": ("listing", "SUBJECT is said to have part in OBJECT, a wrong"),
    "restricts": ("licence", "SUBJECT, a measure, keeps a party from buying or selling; OBJECT says who from what"),
    "licence_policy": ("licence", "SUBJECT grants, denies or can be asked for licences; OBJECT says for what"),
    "sanctioned": ("sanction", "SUBJECT, an authority, imposes sanctions on OBJECT"),
    "visa_restrictions_on": ("sanction", "SUBJECT, an authority, keeps OBJECT from entering"),
    "supplies": ("supply", "SUBJECT gives goods or services to OBJECT"),
    "sells_to": ("supply", "SUBJECT sells to OBJECT"),
    "contract_with": ("supply", "SUBJECT has a contract or deal with, or from, OBJECT"),
    "partners_with": ("supply", "SUBJECT works together with OBJECT"),
    "produces": ("profile", "SUBJECT makes OBJECT, a kind of goods"),
    "owns": ("ownership", "SUBJECT owns or controls OBJECT, in whole or part"),
    "invests_in": ("ownership", "SUBJECT gives capital to OBJECT or buys into it"),
    "holds_shares": ("ownership", "SUBJECT holds shares or bonds of OBJECT"),
    "index_includes": ("ownership", "SUBJECT, an index or fund, has OBJECT among its constituents"),
    "divested": ("ownership", "SUBJECT has sold out of OBJECT"),
    "backed_by": ("ownership", "SUBJECT has OBJECT as a financial backer"),
    "founded_by": ("profile", "SUBJECT, a body, was founded by OBJECT"),
    "role_at": ("profile", "SUBJECT, a person, holds a post at OBJECT"),
    "same_as": ("profile", "SUBJECT and OBJECT are names of one party"),
    "based_in": ("profile", "SUBJECT has its seat in OBJECT"),
    "sector": ("profile", "SUBJECT works in the trade OBJECT"),
    "exchange_listed_on": ("profile", "SUBJECT's shares trade at OBJECT"),
    "denies": ("response", "SUBJECT says that OBJECT is not so"),
    "opposes": ("response", "SUBJECT is against OBJECT"),
    "accuses": ("response", "SUBJECT says that OBJECT did wrong"),
    "condemns": ("response", "SUBJECT speaks against OBJECT as wrong"),
    "calls_for": ("response", "SUBJECT demands OBJECT"),
    "detains": ("detention", "SUBJECT holds OBJECT, people, in custody"),
})  # fmt: skip
"""Predicate -> (family, what it means of subject and object)."""

_OTHER_NAMES: Mapping[str, str] = MappingProxyType({
    "sold_to": "sells_to",
    "called_for": "calls_for",
    "demands": "calls_for",
    "urges": "calls_for",
    "imposed_sanctions_on": "sanctioned",
    "considers_sanctions_on": "sanctioned",  # with the stance "planned"
    "may_sanction": "sanctioned",
    "condemned_by": "condemns",  # subject and object change places, see `INVERSE`
    "may_apply_for": "licence_policy",
    "may_deny": "licence_policy",
    "contract_for": "contract_with",
    "deal_with": "contract_with",
    "state_owned": "owns",  # subject and object change places
    "holds_securities_of": "holds_shares",
    "owned_by": "owns",
    "supplied_by": "supplies",
    "removed_from": "removed_from_list",
    "headquartered_in": "based_in",
})  # fmt: skip

INVERSE: frozenset[str] = frozenset(("condemned_by", "state_owned", "owned_by", "supplied_by"))
"""Other names whose subject is our object."""


def canonical(name: str) -> str:
    """Our word for a relation: the name itself where it is ours, or unknown to us."""
    return _OTHER_NAMES.get(name, name)


def family(name: str) -> str:
    """The family of a predicate under any of its names; "" for one that is none of ours."""
    found = PREDICATES.get(canonical(name))
    return found[0] if found else ""
