"""Denials beside what they deny.

A denial belongs to an accusation when it is about the same party and the same wrong, or speaks for the state that is
accused. Neither is taken for true; the two are shown together.
"""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence.comparators.lexicon import countries_named, country_of, fields_of, plain_words, singular
from lookthrough.evidence.comparators.material import Material, Told
from lookthrough.evidence.comparators.parties import overlap
from lookthrough.model.claim import Contradiction

ACCUSING = frozenset((
    "accuses", "implicated_in", "listed_because", "detains", "condemns", "condemned_by", "violations_scale",
    "supplies", "sells_to", "owns",
    "forced_labour", "suppresses", "enables",
))  # fmt: skip
#: Accusations set beside one denial.
SHOWN = 40
_EMPTY = frozenset(
    [
        "any",
        "all",
        "that",
        "with",
        "from",
        "have",
        "been",
        "were",
        "their",
        "there",
        "this",
        "human",
        "right",
        "rights",
        "alleged",
        "accusation",
        "claim",
        "denies",
        "denied",
        "deny",
        "region",
        "company",
    ]
)


def compare(material: Material) -> Iterator[Contradiction]:
    """Each denial with the accusations that it answers, the nearest first."""
    accusations = [told for told in material.told if told.claim.predicate in ACCUSING and not told.denied]
    for told in material.told:
        if told.claim.predicate == "denies" or (told.claim.stance == "denied" and told.claim.predicate in ACCUSING):
            answered = [each for each in accusations if each.id != told.id and _answers(told, each)]
            if answered:
                yield _beside(told, answered)


def _answers(denial: Told, accusation: Told) -> bool:
    if overlap(denial.speaker, accusation.speaker):
        return False
    if not _about(denial, accusation):
        return False
    mine, theirs = _matter(denial), _matter(accusation)
    if fields_of("wrong", mine) & fields_of("wrong", theirs):
        return True
    return len(_own(mine) & _own(theirs)) >= 2


def _matter(told: Told) -> str:
    claim = told.claim
    return f"{claim.object} {claim.quote.exact} {'' if claim.predicate != 'detains' else 'detention'}"


def _own(text: str) -> set[str]:
    return {singular(word) for word in plain_words(text) if len(word) > 3} - _EMPTY


def _about(denial: Told, accusation: Told) -> bool:
    """Is the accused the denier, or the party that the denial is about, or its state?"""
    accused = accusation.subject if accusation.claim.predicate != "accuses" else accusation.object
    if overlap(denial.subject, accused) or overlap(denial.speaker, accused):
        return True
    state = (
        country_of(denial.claim.subject)
        or country_of(denial.claim.speaker.name)
        or country_of(denial.claim.speaker.carrier)
    )
    if state is None:
        return False
    return country_of(accused.name) == state or state in countries_named(
        f"{accusation.claim.object} {accusation.sentence}"
    )


def _beside(denial: Told, answered: list[Told]) -> Contradiction:
    shown = answered[:SHOWN]
    who = denial.claim.speaker.name if denial.claim.speaker.kind != "author" else denial.claim.subject
    speakers = sorted({each.claim.speaker.name for each in shown})
    cut = f" {len(answered) - SHOWN} more are not shown." if len(answered) > SHOWN else ""
    says = (
        f"{who} denies: “{denial.claim.quote.exact}”. It answers {len(answered)} claim(s),"
        f" said by {', '.join(speakers)}.{cut} Neither side is taken for true here."
    )
    return Contradiction("denial", (denial.id, *(each.id for each in shown)), None, says, flagged=False)
