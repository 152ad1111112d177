"""Rounds of funding: who leads or joins one invests."""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence.grammar.sentence import Clause
from lookthrough.evidence.rules.draft import Draft, amount_in, joined
from lookthrough.evidence.scene import Line, Scene


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The rounds of funding of one sentence."""
    for clause in line.sentence.clauses:
        if clause.verb.lemma in {"lead", "join", "back"} and clause.verb.form == "participle":
            yield from _round(scene, line, clause)


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
            "rounds.led",
            amount=amount_in(line, first, last),
            clause=raised,
            anchor=raised.verb.main,
        )
