"""What the subject holds, in the words of a verdict: shares, a bond, a fund, a derivative, long or short."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lookthrough.model.exposure import Exposure, ExposureRelation
from lookthrough.model.holdings import Asset

NOT_SECURITIES: frozenset[Asset] = frozenset({"cash", "currency_hedge"})
"""Lines whose listed party is a bank or counterparty: no security of its own is held."""

OTHER_PERSON: frozenset[ExposureRelation] = frozenset({"group", "owned", "controlled", "directed"})
"""Relations in which the subject is a different legal person from the one that the entry names."""

_TIES = frozenset({"owned_by", "controlled_by", "directed_by"})

_WORDS: Mapping[Asset, str] = MappingProxyType(
    {
        "equity": "shares of {}",
        "bond": "bonds of {}",
        "fund": "an interest in, or units of a fund of, {}",
        "cash": "cash with {}",
        "currency_hedge": "a currency contract with {}",
        "future": "a future on securities of {}",
        "option": "an option on securities of {}",
        "swap": "a swap on securities of {}",
        "other_derivative": "a derivative of securities of {}",
        "other": "an interest in {}",
        "unknown": "securities of {}",
    }
)


def fund_of(exposure: Exposure) -> str:
    """The fund that the subject holds, as its line prints it; "the fund" when the path does not name it."""
    bought = [step.target for step in exposure.path if step.step == "holds"]
    return bought[0] if bought and bought[0] else "the fund"


def is_another_person(exposure: Exposure) -> bool:
    """Is the party before the listed one a different legal person, tied to it by shares or control?"""
    return exposure.relation in OTHER_PERSON or any(step.step in _TIES for step in exposure.path)


def subject_of(exposure: Exposure) -> str:
    """Who stands before the listed party on the path; "the party asked about" when the path is empty.

    Where the path goes through owners, it is the party whose owners they are.
    """
    for step in exposure.path:
        if step.step in _TIES and step.source:
            return step.source
    return exposure.path[-1].source if exposure.path and exposure.path[-1].source else "the party asked about"


def held(exposure: Exposure) -> str:
    """What is held, so that it fits behind "holding" or "purchase of".

    A short position is named as one; it is never described as the absence of a position. Through a fund, the words
    name the fund first: its shares are what the subject buys.
    """
    through = exposure.relation == "through_fund"
    instrument = "unknown" if through and exposure.instrument == "fund" else exposure.instrument
    issuer = subject_of(exposure) if is_another_person(exposure) else exposure.listing.listed_name
    words = _WORDS[instrument].format(issuer)
    if exposure.direction == "short":
        words = f"a short position in {words}"
    return f"shares of {fund_of(exposure)} (holding {words})" if through else words
