"""Denials beside what they deny.

A denial belongs to an accusation when it is about the same party and the same wrong, or speaks for the state that is
accused. Neither is taken for true; the two are shown together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lookthrough.evidence.comparators.lexicon import countries_named, country_of, fields_of, plain_words, singular
from lookthrough.evidence.comparators.material import Material, Told
from lookthrough.evidence.comparators.parties import ByParty, Party, overlap, own_words, same_party
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
    accusations = _Accusations(
        _Accusation.of(told) for told in material.told if told.claim.predicate in ACCUSING and not told.denied
    )
    relations = _Relations(told for told in material.told if not told.denied)
    speakers = _Speakers(material)
    for told in material.told:
        related = relations.denied_by(told)
        if not _denies(told):
            if related:
                yield _beside(told, related)
            continue
        states, matter = speakers.states(told), _matter(told)
        wrongs, words = fields_of("wrong", matter), _own(matter)
        answered = [
            each.told
            for each in accusations.near(told, states)
            if (wrongs & each.wrongs or len(words & each.words) >= 2) and _answers(told, each, states)
        ]
        answered += [each for each in related if each not in answered]
        if answered:
            yield _beside(told, answered)


@dataclass(frozen=True, slots=True)
class _Accusation:
    """An accusation with what it is about.

    Attributes:
        told: the claim.
        accused: whom it accuses.
        state: the country that the accused is; None for others.
        countries: that its object names.
        wrongs, words: fields of wrong and own words of the matter.
    """

    told: Told
    accused: Party
    state: str | None
    countries: frozenset[str]
    wrongs: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, told: Told) -> _Accusation:
        accused = told.subject if told.claim.predicate != "accuses" else told.object
        matter = _matter(told)
        return cls(
            told,
            accused,
            country_of(accused.name),
            countries_named(told.claim.object),
            fields_of("wrong", matter),
            frozenset(_own(matter) - _named(told)),
        )


def _named(told: Told) -> set[str]:
    """The words of both sides of a relation: that a denial names them too tells not that it speaks of this."""
    return _own(f"{told.claim.subject} {told.claim.object}") if _kind(told) else set()


def _denies(told: Told) -> bool:
    claim = told.claim
    if claim.predicate == "denies" or (claim.stance == "denied" and claim.predicate in ACCUSING):
        return True
    return claim.predicate == "opposes" and bool({singular(word) for word in plain_words(claim.object)} & _CHARGES)


class _Accusations:
    """Accusations by whom they accuse and by state, so that a denial is not held against every one."""

    def __init__(self, accusations: Iterable[_Accusation]) -> None:
        self._all = list(accusations)
        self._accused: ByParty[int] = ByParty()
        self._states: dict[str, list[int]] = {}
        for place, each in enumerate(self._all):
            self._accused.add(each.accused, place)
            for state in {each.state, *each.countries} - {None}:
                self._states.setdefault(str(state), []).append(place)

    def near(self, denial: Told, states: frozenset[str]) -> list[_Accusation]:
        """Those that may accuse the denier, whom the denial is about, or a state; in their order."""
        places = {*self._accused.near(denial.subject), *self._accused.near(denial.speaker)}
        for state in states:
            places.update(self._states.get(state, ()))
        return [self._all[place] for place in sorted(places)]


_SUPPLY = frozenset("supplies sells_to contract_with partners_with".split())
_OWNERSHIP = frozenset("owns invests_in holds_shares backed_by".split())
_SAID_OF = {
    "supply": frozenset(
        "supply sell sold provide deliver ship export customer client buyer supplier contract deal trade partner tie "
        "link relationship business cooperation".split()
    ),
    "ownership": frozenset(
        "own owner owned ownership control controlled stake share shareholder holding invest investor investment "
        "subsidiary parent".split()
    ),
}
_ENDED = frozenset("stopped ceased halted ended discontinued suspended severed terminated".split())


class _Relations:
    """Who supplies, partners or owns whom, by both sides: either may deny it."""

    def __init__(self, told: Iterable[Told]) -> None:
        self._all: list[Told] = []
        self._sides: ByParty[int] = ByParty()
        for each in told:
            if _kind(each):
                for side in (each.subject, each.object):
                    self._sides.add(side, len(self._all))
                self._all.append(each)

    def denied_by(self, denial: Told) -> list[Told]:
        """The relations that a claim says are not so, in their order."""
        claim, kind = denial.claim, _kind(denial)
        own = kind != "" and denial.denied and claim.speaker.kind != "author"
        if not (claim.predicate == "denies" or own) or set(plain_words(claim.quote.exact)) & _ENDED:
            return []
        places = {*self._sides.near(denial.subject), *self._sides.near(denial.speaker)}
        near = [self._all[place] for place in sorted(places)]
        if own:
            return [each for each in near if _kind(each) == kind and _same_sides(denial, each)]
        said = {singular(word) for word in plain_words(f"{claim.object} {claim.quote.exact}")}
        said |= {word.removesuffix(ending) for word in said for ending in ("ing", "d", "ed", "s")}
        return [each for each in near if said & _SAID_OF[_kind(each)] and _names_other(denial, each, said)]


def _kind(told: Told) -> str:
    """Which kind of relation a claim is; "" for another claim."""
    predicate = told.claim.predicate
    return "supply" if predicate in _SUPPLY else "ownership" if predicate in _OWNERSHIP else ""


def _same_sides(one: Told, other: Told) -> bool:
    straight = overlap(one.subject, other.subject) and overlap(one.object, other.object)
    return straight or (overlap(one.subject, other.object) and overlap(one.object, other.subject))


def _names_other(denial: Told, relation: Told, said: set[str]) -> bool:
    """Does the denier, one side of a relation that others tell, name the other side?"""
    if overlap(denial.speaker, relation.speaker):
        return False
    for mine, other in ((relation.subject, relation.object), (relation.object, relation.subject)):
        own = {singular(word) for word in own_words(other.name)} or set(plain_words(other.name))
        denies_it = overlap(denial.subject, mine) or overlap(denial.speaker, mine)
        if denies_it and own & said:
            return True
    return False


class _Speakers:
    """Which states deniers can speak for; each person's words are looked through once."""

    def __init__(self, material: Material) -> None:
        self._texts = material.texts
        self._said: ByParty[Told] = ByParty()
        for told in material.told:
            self._said.add(told.speaker, told)
        self._persons: dict[str, frozenset[str]] = {}
        self._naming: dict[str, list[tuple[str, frozenset[str]]]] = {}

    def states(self, denial: Told) -> frozenset[str]:
        """The states that a denier can speak for.

        It is the one that he names himself by; of a person, else, those that stand in sentences that name him and
        that he does not accuse or ask for anything.
        """
        claim = denial.claim
        own = country_of(claim.subject) or country_of(claim.speaker.name) or country_of(claim.speaker.carrier)
        if own is not None:
            return frozenset((own,))
        if claim.speaker.kind != "person":
            return frozenset()
        if claim.speaker.name not in self._persons:
            self._persons[claim.speaker.name] = self._named_with(denial.speaker)
        return self._persons[claim.speaker.name]

    def _named_with(self, speaker: Party) -> frozenset[str]:
        his = [each for each in self._said.near(speaker) if same_party(each.speaker, speaker)]
        accused = {
            state
            for each in his
            if each.claim.predicate in ("accuses", "condemns", "calls_for")
            for state in countries_named(each.claim.object)
        }
        words = [word for word in plain_words(speaker.name) if len(word) > 2]
        named: set[str] = set()
        for article in dict.fromkeys(each.article.id for each in his):
            for sentence, countries in self._sentences(article):
                if any(word in sentence for word in words):
                    named |= countries
        return frozenset(named - accused)

    def _sentences(self, article: str) -> list[tuple[str, frozenset[str]]]:
        """The sentences of an article that name countries, folded, with these."""
        if article not in self._naming:
            read = ((each.casefold(), countries_named(each)) for each in _SENTENCES.split(self._texts.get(article, "")))
            self._naming[article] = [(sentence, frozenset(countries)) for sentence, countries in read if countries]
        return self._naming[article]


def _answers(denial: Told, accusation: _Accusation, states: frozenset[str]) -> bool:
    """Is the accused the denier, or the party that the denial is about, or a state that the denier speaks for?"""
    if accusation.told.id == denial.id:
        return False
    about = accusation.state in states or bool(states & accusation.countries)
    if (
        not about
        and not overlap(denial.subject, accusation.accused)
        and not overlap(denial.speaker, accusation.accused)
    ):
        return False
    return not overlap(denial.speaker, accusation.told.speaker)


def _matter(told: Told) -> str:
    claim = told.claim
    return f"{claim.object} {claim.quote.exact} {'' if claim.predicate != 'detains' else 'detention'}"


def _own(text: str) -> set[str]:
    return {singular(word) for word in plain_words(text) if len(word) > 3} - _EMPTY


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
