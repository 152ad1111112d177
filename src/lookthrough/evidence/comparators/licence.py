"""How hard a restriction is: licences that one may ask for, that may be denied, that are as a rule denied.

Accounts of different strength are shown together, with the review policy that the list entry prints: it is the entry
that settles the policy, never the news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lookthrough.evidence.comparators.material import Listed, Material, Told
from lookthrough.model.claim import Contradiction

LICENSING = frozenset(("licence_policy", "restricts", "may_apply_for", "may_deny"))
_LICENCE = re.compile(r"\blicen[cs]\w*|\bpermits?\b|\bapproval\b", re.IGNORECASE)
#: From open to shut. Source: the review policies that 15 CFR 744 and its supplement no. 4 print.
STRENGTHS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "licences are as a rule denied",
        re.compile(
            r"\b(?:general\s+policy\s+of\s+den\w+|policy\s+of\s+den\w+|presumption\s+of\s+den\w+|presumptive\s+den\w+|as\s+a\s+rule\s+den\w+"
            r"|routinely\s+den\w+|always\s+den\w+|will\s+(?:be\s+)?den\w+)",
            re.IGNORECASE,
        ),
    ),
    (
        "each application is reviewed and may be denied",
        re.compile(
            r"\b(?:(?:may|could|might|can)\s+(?:be\s+)?(?:den\w+|refuse\w*)|case[- ]by[- ]case)",
            re.IGNORECASE,
        ),
    ),
    (
        "licences can be asked for",
        re.compile(
            r"\b(?:(?:can|may|could|possible\b.{0,40})\s+(?:still\s+)?(?:to\s+)?(?:apply|petition|ask|request|seek)\b|apply\s+for\s+licen\w+"
            r"|presumption\s+of\s+approval|policy\s+of\s+approval)",
            re.IGNORECASE,
        ),
    ),
)


def strength_of(text: str) -> int | None:
    """Which of `STRENGTHS` a text speaks of, the hardest it names; None for none."""
    return next((place for place, (_, pattern) in enumerate(STRENGTHS) if pattern.search(text)), None)


def compare(material: Material) -> Iterator[Contradiction]:
    """Accounts of licensing of different strength, as one comparison."""
    read: dict[str, tuple[int, Told]] = {}
    for told in material.told:
        if told.claim.predicate not in LICENSING or told.denied or not _LICENCE.search(told.sentence):
            continue
        strength = strength_of(told.sentence)
        if strength is not None:
            kept = read.get(told.article.id)
            if kept is None or strength < kept[0]:
                read[told.article.id] = (strength, told)
    if len({strength for strength, _ in read.values()}) < 2:
        return
    ordered = sorted(read.values(), key=lambda pair: (pair[0], pair[1].id))
    policies = _policies(material)
    said = "; ".join(f"{STRENGTHS[strength][0]} ({_name(told)})" for strength, told in ordered)
    settled = (
        f"The entry of {policies[0].record.name} prints: {policies[0].policy} [{policies[0].record.citation}]"
        if policies
        else "The review policy of the entry was not at hand, so this could not be compared with the record."
    )
    says = f"Accounts of licensing differ in strength: {said}. {settled}"
    numbers = tuple((told.article.id, STRENGTHS[strength][0]) for strength, told in ordered)
    yield Contradiction("direction", tuple(told.id for _, told in ordered), None, says, numbers)


def _policies(material: Material) -> list[Listed]:
    """Entries of the parties that the claims name, which print a review policy."""
    entities = {told.claim.subject_entity for told in material.told} | {
        told.claim.object_entity for told in material.told
    }
    return [
        one for entity in sorted(filter(None, entities)) for one in material.official.listings_of(entity) if one.policy
    ]


def _name(told: Told) -> str:
    return f"“{told.article.title}”" if told.article.title else told.article.id
