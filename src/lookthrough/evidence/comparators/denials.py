"""Denials beside what they deny.

A denial belongs to an accusation when it is about the same party and the same wrong, or speaks for the state that is
accused. Neither is taken for true; the two are shown together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lookthrough.evidence.comparators.lexicon import countries_named, country_of, fields_of, plain_words, singular
from lookthrough.evidence.comparators.material import Material, Told
from lookthrough.evidence.comparators.parties import overlap, same_party
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


_SENTENCES = re.compile(r"(?<=[.!?”\"])\s+|\n")
_CHARGES = frozenset("accusation allegation charge claim report criticism suggestion".split())


def compare(material: Material) -> Iterator[Contradiction]:
    """Each denial with the accusations that it answers, the nearest first."""
    accusations = [told for told in material.told if told.claim.predicate in ACCUSING and not told.denied]
    denials = [told for told in material.told if _denies(told)]
    for told in denials:
        states = _states(told, material)
        answered = [each for each in accusations if each.id != told.id and _answers(told, each, states)]
        if answered:
            yield _beside(told, answered)


def _denies(told: Told) -> bool:
    claim = told.claim
    if claim.predicate == "denies" or (claim.stance == "denied" and claim.predicate in ACCUSING):
        return True
    return claim.predicate == "opposes" and bool({singular(word) for word in plain_words(claim.object)} & _CHARGES)


def _states(denial: Told, material: Material) -> frozenset[str]:
    """The states that a denier can speak for.

    It is the one that he names himself by; of a person, else, those that stand in sentences that name him and that he
    does not accuse or ask for anything.
    """
    claim = denial.claim
    own = country_of(claim.subject) or country_of(claim.speaker.name) or country_of(claim.speaker.carrier)
    if own is not None:
        return frozenset((own,))
    if claim.speaker.kind != "person":
        return frozenset()
    his = [each for each in material.told if same_party(each.speaker, denial.speaker)]
    accused = {
        state
        for each in his
        if each.claim.predicate in ("accuses", "condemns", "calls_for")
        for state in countries_named(each.claim.object)
    }
    words = [word for word in plain_words(claim.speaker.name) if len(word) > 2]
    named: set[str] = set()
    for article in dict.fromkeys(each.article.id for each in his):
        for sentence in _SENTENCES.split(material.texts.get(article, "")):
            if any(word in sentence.casefold() for word in words):
                named |= countries_named(sentence)
    return frozenset(named - accused)


def _answers(denial: Told, accusation: Told, states: frozenset[str]) -> bool:
    if overlap(denial.speaker, accusation.speaker) or not _about(denial, accusation, states):
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


def _about(denial: Told, accusation: Told, states: frozenset[str]) -> bool:
    """Is the accused the denier, or the party that the denial is about, or a state that the denier speaks for?"""
    accused = accusation.subject if accusation.claim.predicate != "accuses" else accusation.object
    if overlap(denial.subject, accused) or overlap(denial.speaker, accused):
        return True
    if not states:
        return False
    return country_of(accused.name) in states or bool(states & countries_named(accusation.claim.object))


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
