"""What speakers hold in their own words: "these acts are abhorrent"."""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.sentence import Clause
from lookthrough.evidence.rules.draft import Draft, joined, reach
from lookthrough.evidence.rules.statements import spoken_by
from lookthrough.evidence.scene import Actor, Line, Scene

_APPALLED = frozenset("trouble alarm appal disturb concern horrify outrage shock dismay".split())
_BAD_WORDS = frozenset(
    "abhorrent horrific appalling unacceptable shameful egregious brutal cruel outrageous intolerable disgraceful "
    "inhumane unconscionable barbaric reprehensible despicable heinous".split()
)


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The judgements of one sentence that stand inside somebody's words."""
    for clause in line.sentence.clauses:
        yield from _is_bad(scene, line, clause)


def _is_bad(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in “These acts are abhorrent,” he wrote; "officials were deeply troubled by the crackdown"."""
    verb, tokens = clause.verb, line.sentence.tokens
    if not clause.subject or verb.negated or verb.modal or verb.form != "finite":
        return
    if verb.lemma in _APPALLED and verb.passive:
        what = clause.under("by", "at", "about", "over")
        words = {t.lower.removesuffix("s") for p in what for t in tokens[p.first : reach(p)]}
        if not words & vocabulary.wrongs():
            return
        first, last = verb.main, reach(what[0])
        target = Actor(scene.bare(line, what[0]))
    elif verb.lemma == "be" and {t.lower for t in tokens[verb.main + 1 : verb.main + 4]} & _BAD_WORDS:
        first = max(clause.subject[0].first, verb.main - 14)
        last = next(i for i in range(verb.main + 1, verb.main + 4) if tokens[i].lower in _BAD_WORDS) + 1
        target = joined(scene.actors(line, clause.subject, clause))
    else:
        return
    who = spoken_by(scene, line, first, last)
    if who is not None:
        yield Draft(
            "condemns",
            who,
            target,
            first,
            last,
            "judgements.bad",
            clause=clause,
            anchor=first,
        )
