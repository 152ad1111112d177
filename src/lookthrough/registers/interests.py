"""What a register calls an interest, and which kind of link or tie that is: BODS, Companies House and their likes.

Sources: Beneficial Ownership Data Standard 0.2 to 0.4, codelist "interestType" (standard.openownership.org); Companies
House, enumerations "psc_descriptions" (github.com/companieshouse/api-enumerations); Companies Act 2006, Schedule 1A:
more than 25 % up to 50 %, more than 50 % and less than 75 %, 75 % or more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from lookthrough.model.link import LinkKind, Relation
from lookthrough.model.register import TieKind
from lookthrough.model.share import UNKNOWN_SHARE, Share

LINKS: Mapping[str, LinkKind] = MappingProxyType(
    {
        "shareholding": "equity",
        "votingrights": "votes",
        "appointmentofboard": "board",
        "otherinfluenceorcontrol": "agreement",
        "influenceorcontrol": "agreement",
        "controlviacompanyrulesorarticles": "agreement",
        "controlbylegalframework": "agreement",
        "rightsgrantedbycontract": "agreement",
        "trustee": "agreement",
        "beneficiaryoflegalarrangement": "equity",
        "beneficiary": "equity",
        "unknowninterest": "equity",
        "unpublishedinterest": "equity",
        "": "equity",
    }
)
"""A trustee decides by the deed; a beneficiary has a part of the property, as large as is stated. An interest that is
not known may be a holding of any size: unknown is not zero."""

TIES: Mapping[str, TieKind] = MappingProxyType(
    {
        "boardmember": "officer",
        "boardchair": "officer",
        "seniormanagingofficial": "officer",
        "settlor": "trust",
        "settloroftrust": "trust",
        "protector": "trust",
    }
)
"""Neither ownership nor control; what is in no table is a tie of kind "other"."""

_NATURE = re.compile(
    r"(?:part-)?(?P<what>ownership-of-shares|voting-rights|right-to-share-surplus-assets)-"
    r"(?P<band>25-to-50-percent|50-to-75-percent|75-to-100-percent|more-than-25-percent)(?P<rest>-.*)?"
)
_BANDS: Mapping[str, Share] = MappingProxyType(
    {
        "25-to-50-percent": Share(Fraction(1, 4), Fraction(1, 2), low_open=True),
        "50-to-75-percent": Share(Fraction(1, 2), Fraction(3, 4), low_open=True, high_open=True),
        "75-to-100-percent": Share(Fraction(3, 4), Fraction(1)),
        "more-than-25-percent": Share(Fraction(1, 4), Fraction(1), low_open=True),
    }
)


_ROLES: tuple[tuple[str, TieKind], ...] = (
    ("acting for", "acts_for"),
    ("acted for", "acts_for"),
    ("on behalf of", "acts_for"),
    ("support", "supports"),
    ("leader", "officer"),
    ("official of", "officer"),
    ("director", "officer"),
    ("executive", "officer"),
    ("manag", "officer"),
)


def tie_of_role(role: str) -> TieKind:
    """What a printed role is, where words tell: "Leader or official of" an officer, "Providing support to" support."""
    plain = role.casefold()
    return next((kind for words, kind in _ROLES if words in plain), "other")


def code(text: str) -> str:
    """A code of an interest without its style: "voting-rights", "votingRights" and "voting_rights" are one."""
    return re.sub(r"[^a-z]", "", text.casefold())


def nature(text: str) -> tuple[LinkKind, Share, str] | None:
    """Read one nature of control of Companies House.

    Args:
        text: "ownership-of-shares-25-to-50-percent", "right-to-appoint-and-remove-directors-as-trust" …

    Returns:
        Kind of link, share with its text, and through what it is held ("as-trust", "as-firm"; "" for itself); None
        where it is no nature of control that is known.
    """
    match = _NATURE.fullmatch(text)
    if match:
        band = _BANDS[match["band"]]
        share = Share(band.low, band.high, text, band.low_open, band.high_open)
        return ("votes" if match["what"] == "voting-rights" else "equity"), share, _through(match["rest"] or "")
    for start, kind in (("right-to-appoint-and-remove", "board"), ("significant-influence-or-control", "agreement")):
        if text.removeprefix("part-").startswith(start):
            named: LinkKind = "board" if kind == "board" else "agreement"
            return named, UNKNOWN_SHARE, _through(text)
    return None


def _through(rest: str) -> str:
    return next(
        (way for way in ("as-trust", "as-firm", "as-control-over-trust", "as-control-over-firm") if way in rest), ""
    )


def relation_of(kind: LinkKind) -> Relation:
    """A holding is owned, everything else is control; a nominee holds."""
    return "owns" if kind == "equity" else "holds" if kind == "nominee" else "controls"
