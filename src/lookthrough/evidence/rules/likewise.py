"""What is said of another party too: "so does Boreas", "Canada followed a week later", "and Boreas did the same"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.rules.draft import Draft
from lookthrough.evidence.scene import Actor, Line, Scene

_ELLIPTIC = frozenset("do have be will would can".split())
_DEEDS = frozenset(
    "supplies sells_to partners_with contract_with owns invests_in holds_shares divested added_to_list sanctioned "
    "visa_restrictions_on restricts removed_from_list denies opposes condemns calls_for implicated_in listed_on".split()
)
_BY_STATES = frozenset(
    "added_to_list sanctioned visa_restrictions_on restricts removed_from_list condemns calls_for".split()
)


def likewise(scene: Scene, line: Line, here: Sequence[Draft], before: Sequence[Draft]) -> Iterator[Draft]:
    """Claims of this sentence or the one before, said again of a party that does likewise.

    Args:
        scene: the article.
        line: the sentence.
        here: drafts of the sentence.
        before: drafts of the sentence before.
    """
    for clause in line.sentence.clauses:
        who = _who_too(line, clause)
        if who is None:
            continue
        phrases, first, last = who
        same = [d for d in here if d.clause is not None and d.clause.at < clause.at and d.predicate in _DEEDS]
        told = _of_main_subject(same) or ([] if clause.at > 3 else [d for d in before if d.predicate in _DEEDS])
        parties = [a for a in scene.actors(line, phrases, clause) if a.named]
        for draft in told[:4]:
            for party in parties:
                copied = _copy(draft, party, state=clause.verb.lemma == "follow")
                if copied is not None:
                    yield replace(copied, first=first, last=last, clause=clause, anchor=first, amount=None, date=None)


def _of_main_subject(drafts: Sequence[Draft]) -> list[Draft]:
    """Those whose verb is the nearest before that has a subject of its own."""
    verbs = [d.clause.at for d in drafts if d.clause is not None and d.clause.link != "relative"]
    return [d for d in drafts if d.clause is not None and d.clause.at == max(verbs)] if verbs else []


def _who_too(line: Line, clause: Clause) -> tuple[list[Phrase], int, int] | None:
    """Who does likewise, with the tokens that say so."""
    verb, tokens = clause.verb, line.sentence.tokens
    first = line.sentence.chunks[clause.at].first
    before = tokens[first - 1].lower if first else ""
    behind = {t.lower for t in tokens[verb.main + 1 : verb.main + 5]}
    if verb.lemma in _ELLIPTIC and before == "so" and clause.objects and not clause.subject and not verb.negated:
        return clause.objects[:1], first - 1, clause.objects[0].whole
    if verb.lemma == "follow" and clause.subject and not verb.passive and not verb.negated:
        alone = not clause.objects or tokens[clause.objects[0].head].lower in {"suit", "week", "month", "day", "year"}
        timed = {"later", "suit", "week", "month", "weeks", "months", "days", "day", "soon", "year"} & behind
        if alone and timed:
            return clause.subject, clause.subject[0].first, max(verb.main + 1, *(p.whole for p in clause.objects), 0)
    if verb.lemma == "do" and clause.subject and ({"same", "likewise", "too"} & behind) and not verb.negated:
        return clause.subject, clause.subject[0].first, max(verb.main + 1, *(p.whole for p in clause.objects), 0)
    return None


def _copy(draft: Draft, party: Actor, *, state: bool) -> Draft | None:
    """The claim with its actor exchanged: the taker, where his buying was told."""
    if state and draft.predicate not in _BY_STATES:
        return None
    took = draft.clause is not None and draft.clause.verb.lemma in {"buy", "purchase", "stop", "order", "use"}
    bought = took and draft.predicate in {"supplies", "sells_to"}
    if (draft.object if bought else draft.subject).name == party.name:
        return None
    return replace(draft, object=party) if bought else replace(draft, subject=party)
