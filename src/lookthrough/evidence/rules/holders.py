"""Holders told by their role: "investors in Acme include Boreas", "a round led by Delta", "whose owner is …"."""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.rules.draft import Draft, amount_in, joined
from lookthrough.evidence.scene import Actor, Line, Scene

_ROLES = {
    "shareholder": "holds_shares",
    "stockholder": "holds_shares",
    "bondholder": "holds_shares",
    "investor": "invests_in",
    "backer": "invests_in",
    "owner": "owns",
    "parent": "owns",
    "subsidiary": "owned",
    "subsidiarie": "owned",
    "unit": "owned",
}


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The holders of one sentence that stand beside a word for their role."""
    for clause in line.sentence.clauses:
        if clause.verb.lemma in {"be", "include"} and not clause.verb.passive:
            yield from _are(scene, line, clause)
            yield from _among(scene, line, clause)
        elif clause.verb.lemma == "count" and not clause.verb.passive:
            yield from _counts(scene, line, clause)
        elif clause.verb.lemma in {"lead", "join", "back"} and clause.verb.form == "participle":
            yield from _round(scene, line, clause)


def _predicate(line: Line, phrase: Phrase) -> str:
    return _ROLES.get(line.sentence.tokens[phrase.head].lower.removesuffix("s"), "")


def whose(scene: Scene, line: Line, phrase: Phrase, clause: Clause) -> list[Actor]:
    """Whose role it is: "Acme’s owner", "its owner", "the owner of Acme", "Acme, whose owner", "investors in Acme"."""
    tags, tokens = line.sentence.tags, line.sentence.tokens
    gen = next((i for i in range(phrase.first, phrase.head) if tags[i] == "gen"), -1)
    if gen > 0:
        found = scene.actor(line, Phrase(phrase.first, gen, gen - 1), clause)
    elif tokens[phrase.first].lower == "whose":
        spot = next((s for s in reversed(line.spots) if phrase.first - 2 <= s.last <= phrase.first), None)
        party = scene.cast.party(spot) if spot is not None else None
        found = [Actor(party.full, party.kind, party, "name")] if party is not None else []
    elif tags[phrase.first] == "poss":
        found = scene.actor(line, Phrase(phrase.first, phrase.first + 1, phrase.first), clause)
    else:
        hanging = [p for prep, many in phrase.more if prep == "in" for p in many]
        found = [a for p in [*([phrase.of] if phrase.of else []), *hanging] for a in scene.actor(line, p, clause)]
    return [actor for actor in found if actor.named and actor.kind == "organization"]


def _drafts(
    scene: Scene, line: Line, clause: Clause, predicate: str, holders: list[Phrase], held: list[Actor], rule: str
) -> Iterator[Draft]:
    phrases = [*holders, *clause.subject, *clause.objects]
    first = max(min([clause.verb.main, *(p.first for p in phrases)]), clause.verb.main - 16)
    last = max([clause.verb.main + 1, *(p.whole for p in phrases)])
    for phrase in holders:
        actor = scene.actor(line, phrase, clause)[0]
        state = line.sentence.tokens[phrase.head].lower in vocabulary.body("state")
        if not (actor.named and actor.kind in {"organization", "person", "place"}) and not state:
            continue
        pair = (held[0], actor) if predicate == "owned" else (actor, held[0])
        yield Draft(
            "owns" if predicate == "owned" else predicate,
            *pair,
            first,
            last,
            rule,
            amount=amount_in(line, clause.first, clause.last),
            clause=clause,
            negated=clause.verb.negated,
            anchor=clause.verb.main,
        )


def _are(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Acme’s largest shareholder is the Delta Fund", "other investors in Acme include Boreas and Delta"."""
    if len(clause.subject) == 1 and (predicate := _predicate(line, clause.subject[0])):
        held = whose(scene, line, clause.subject[0], clause)
        if held:
            yield from _drafts(scene, line, clause, predicate, clause.objects, held, "holders.are")


def _among(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Delta is Acme’s largest shareholder", "Delta and Boreas are among the investors in Acme"."""
    roles = [*clause.objects, *clause.under("among")]
    roles += [p.of for p in clause.objects if p.of is not None]
    for role in roles:
        predicate = _predicate(line, role)
        if clause.verb.lemma != "be" or predicate in {"", "owned"}:
            continue
        held = whose(scene, line, role, clause)
        if held and not any(_predicate(line, p) for p in clause.subject):
            yield from _drafts(scene, line, clause, predicate, clause.subject, held, "holders.among")
            return


def _counts(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Acme, which counts Delta among its investors": Delta holds."""
    roles = [p for p in clause.under("among", "as") if _predicate(line, p) not in {"", "owned"}]
    held = [a for a in scene.actors(line, clause.subject, clause) if a.named and a.kind == "organization"]
    if roles and held:
        yield from _drafts(scene, line, clause, _predicate(line, roles[0]), clause.objects, held, "holders.counts")


def _round(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "raised $10 million in a round led by Delta": who leads a round of funding invests."""
    tokens = line.sentence.tokens
    before = tokens[max(0, clause.verb.main - 4) : clause.verb.main]
    raised = next(
        (
            c
            for c in reversed(line.sentence.clauses)
            if c.at < clause.at and c.verb.lemma in {"raise", "secure", "close", "complete", "receive", "announce"}
        ),
        None,
    )
    if raised is None or raised.verb.passive or not {t.lower for t in before} & {"round", "funding", "financing"}:
        return
    held = [a for a in scene.actors(line, raised.subject, raised) if a.named and a.kind == "organization"]
    givers = [scene.actor(line, p, clause)[0] for p in clause.under("by")]
    givers = [a for a in givers if a.named and a.kind in {"organization", "person"}]
    if not held or not givers:
        return
    last = max(p.whole for p in clause.under("by"))
    first = max(raised.verb.main, clause.verb.main - 16)
    for giver in givers:
        yield Draft(
            "invests_in",
            giver,
            joined(held),
            first,
            last,
            "holders.round",
            amount=amount_in(line, first, last),
            clause=raised,
            anchor=raised.verb.main,
        )
