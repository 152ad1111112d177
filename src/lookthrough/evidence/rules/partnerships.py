"""Partnerships: who works together with whom, and whose joint venture a body is."""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.phrases import list_at
from lookthrough.evidence.grammar.sentence import Clause
from lookthrough.evidence.rules.draft import Draft, joined
from lookthrough.evidence.rules.supply import head_of, is_party, span_of
from lookthrough.evidence.scene import Actor, Line, Scene

_PARTNER = frozenset("partner collaborate cooperate".split())
_PARTNERSHIPS = frozenset(
    "partnership collaboration alliance tie relationship cooperation venture business busines".split()
)
_JOIN = frozenset("have form announce sign maintain establish build enter launch strike forge".split())
_PART = frozenset("end terminate sever cut dissolve suspend".split())


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The partnerships of one sentence."""
    yield from _venture_beside(scene, line)
    yield from _between(scene, line)
    for clause in line.sentence.clauses:
        if clause.verb.lemma in _PARTNER or clause.verb.lemma in {"team", "work", "ally"}:
            yield from _partners(scene, line, clause)
        yield from _with_partnership(scene, line, clause)
        yield from _does_business(scene, line, clause)
        yield from _venture(scene, line, clause)
        yield from _makes_with(scene, line, clause)


def _does_business(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "A and B still do business with the junta", "does no business with Acme": who deals with whom."""
    verb, tokens = clause.verb, line.sentence.tokens
    business = verb.lemma == "do" and any(tokens[p.head].lower == "business" for p in clause.objects)
    others = [p for prep, many in clause.preps if prep == "with" for p in many]
    if not business or not others or not clause.subject or verb.modal in {"may", "cannot", "must", "should"}:
        return
    subjects = [a for a in scene.actors(line, clause.subject, clause) if a.named and a.kind == "organization"]
    actor = joined(scene.actor(line, others[0], clause))
    if subjects and (actor.named or is_party(scene, line, others[0], actor)) and actor.how != "pronoun":
        yield Draft(
            "partners_with", joined(subjects), actor, *span_of(clause, others), "supply.business", clause=clause,
            negated=verb.negated, anchor=verb.main,
        )  # fmt: skip


def _venture(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Acme Asia is a joint venture between Acme and Boreas": the parents are partners."""
    if clause.verb.lemma != "be" or clause.verb.passive or clause.verb.negated:
        return
    for phrase in clause.objects:
        others = [p for prep, many in [*phrase.more, *clause.preps] if prep in {"between", "of"} for p in many]
        others += [phrase.of] if phrase.of is not None else []
        parents = [
            a
            for p in dict.fromkeys(id(p) for p in others)
            for q in others
            if id(q) == p
            for a in scene.actor(line, q, clause)
        ]
        parents = [a for a in parents if a.named and a.kind == "organization"]
        if head_of(line, phrase) == "venture" and len(parents) >= 2:
            yield Draft(
                "partners_with",
                parents[0],
                joined(parents[1:]),
                *span_of(clause, [phrase, *others]),
                "supply.venture",
                clause=clause,
                anchor=clause.verb.main,
            )
            return


def _between(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "A joint venture between Acme and Boreas gave …": the noun itself joins the parties."""
    chunks = line.sentence.chunks
    for k in range(len(chunks) - 2):
        if chunks[k].kind != "np" or chunks[k].word.removesuffix("s") not in _PARTNERSHIPS | {"agreement", "deal"}:
            continue
        if chunks[k + 1].word != "between" or chunks[k + 2].kind != "np":
            continue
        items, _ = list_at(line.sentence, k + 2)
        parties = [a for a in scene.actors(line, items) if a.named and a.kind == "organization"]
        if len(parties) >= 2:
            yield Draft(
                "partners_with", parties[0], joined(parties[1:]), chunks[k].first, max(p.whole for p in items),
                "supply.between", anchor=chunks[k].first,
            )  # fmt: skip


def _venture_beside(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "Acme Asia, a joint venture of Acme and Boreas": the parents own it."""
    chunks = line.sentence.chunks
    for k in range(2, len(chunks) - 2):
        piece = chunks[k]
        if piece.kind != "np" or piece.word != "venture" or scene.spot_at(line, piece.head) is not None:
            continue
        child = scene.spot_at(line, chunks[k - 2].head) if chunks[k - 2].kind == "np" else None
        if chunks[k - 1].kind != "comma" or child is None or chunks[k + 1].word not in {"between", "of", "with"}:
            continue
        items, _ = list_at(line.sentence, k + 2)
        parents = [a for a in scene.actors(line, items) if a.named and a.kind == "organization"]
        party = scene.cast.party(child)
        if parents and party.kind == "organization":
            yield Draft(
                "owns", joined(parents), Actor(party.full, party.kind, party, "name"), child.first,
                max(p.whole for p in items), "supply.venture", anchor=child.first,
            )  # fmt: skip


def _partners(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    others = clause.under("with")
    if (
        not others
        or not clause.subject
        or (clause.verb.lemma == "team" and line.sentence.tokens[clause.verb.main + 1].lower != "up")
    ):
        return
    subjects = scene.actors(line, clause.subject, clause)
    for other in others:
        actor = scene.actor(line, other, clause)[0]
        parties = [
            a
            for p, a in zip(clause.subject, subjects, strict=False)
            if is_party(scene, line, p, a) and a.kind != "person"
        ]
        if clause.verb.lemma == "work" and not (actor.kind == "organization" and parties):
            continue
        if not is_party(scene, line, other, actor):
            continue
        yield Draft(
            "partners_with",
            joined(subjects),
            actor,
            *span_of(clause, others),
            "supply.partners",
            clause=clause,
            negated=clause.verb.negated,
            anchor=clause.verb.main,
        )


def _makes_with(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Acme developed the radar with Boreas Optics": who make a thing together are partners."""
    verb = clause.verb
    if verb.lemma not in {"develop", "design", "build", "create", "run", "conduct", "launch"} or verb.passive:
        return
    makers = [a for a in scene.actors(line, clause.subject, clause) if a.named and a.kind == "organization"]
    for other in clause.under("with") if makers and clause.objects else []:
        actor = scene.actor(line, other, clause)[0]
        body = head_of(line, other) in vocabulary.body("institution") | vocabulary.body("role")
        if (actor.named and actor.kind == "organization") or body:
            yield Draft(
                "partners_with", joined(makers), actor, *span_of(clause, [other]), "supply.makes_with",
                clause=clause, negated=verb.negated, anchor=verb.main,
            )  # fmt: skip


def _with_partnership(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "has a partnership with", "have partnerships with A, connections to B", "close ties with"."""
    if clause.verb.passive or clause.verb.lemma not in _JOIN | _PART or not clause.subject:
        return
    for phrase in clause.objects:
        head = head_of(line, phrase)
        if head not in _PARTNERSHIPS:
            continue
        others = [p for prep, many in [*phrase.more, *clause.preps] if prep in {"with", "between"} for p in many]
        subjects = scene.actors(line, clause.subject, clause)
        if not others and head == "venture" and len(subjects) == 2:
            yield Draft(
                "partners_with",
                subjects[0],
                subjects[1],
                *span_of(clause, [phrase]),
                "supply.venture",
                clause=clause,
                negated=clause.verb.negated,
                anchor=clause.verb.main,
            )
        if clause.verb.negated or line.sentence.tokens[phrase.first - 1].lower == "no":
            continue
        if head in {"tie", "relationship"} and not any(a.named for p in others for a in scene.actor(line, p, clause)):
            continue
        for other in others[:6]:
            actor = joined(scene.actor(line, other, clause))
            if is_party(scene, line, other, actor):
                yield Draft(
                    "partners_with",
                    joined(subjects),
                    actor,
                    *span_of(clause, [phrase, *others]),
                    "supply.partnership",
                    clause=clause,
                    negated=clause.verb.negated or clause.verb.lemma in _PART,
                    anchor=clause.verb.main,
                )
                break
