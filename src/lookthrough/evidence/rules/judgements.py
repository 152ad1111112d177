"""What speakers hold and want in their own words: "these acts are abhorrent", "they must release …"."""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.sentence import Clause
from lookthrough.evidence.grammar.words import SPEECH
from lookthrough.evidence.rules.draft import Draft, joined, reach
from lookthrough.evidence.scene import Actor, Line, Scene
from lookthrough.evidence.voices import of_tokens, voices_in

_APPALLED = frozenset("trouble alarm appal disturb concern horrify outrage shock dismay".split())
_BAD_WORDS = frozenset(
    "abhorrent horrific appalling unacceptable shameful egregious brutal cruel outrageous intolerable disgraceful "
    "inhumane unconscionable barbaric reprehensible despicable heinous".split()
)
_MUST = frozenset(("must", "should", "ought"))
_END_OF_WRONG = frozenset(
    "end stop release cease halt free close lift revoke withdraw cancel remove shut repeal".split()
)


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The judgements and demands of one sentence that stand inside somebody's words."""
    for clause in line.sentence.clauses:
        yield from _must(scene, line, clause)
        yield from _is_bad(scene, line, clause)
        yield from _for_sanctions(scene, line, clause)


def _speaker(scene: Scene, line: Line, first: int, last: int) -> Actor | None:
    """Whose words these are; None for the article's own."""
    speaker, _, verb = of_tokens(voices_in(scene, line, None), first, last)
    if speaker.kind in {"author", "caption"} or verb not in SPEECH | {"according", "quote"}:
        return None
    return Actor(speaker.name, speaker.kind if speaker.kind in {"person", "organization"} else None)


def _must(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in “The government must release all detainees,” said Acme: a demand in the speaker's words."""
    verb = clause.verb
    if verb.modal not in _MUST or verb.lemma not in _END_OF_WRONG or verb.negated or not clause.subject:
        return
    first = max(min([verb.main, *(p.first for p in clause.subject)]), verb.main - 10)
    ends = [p.whole for p in clause.objects] + [p.whole for _, many in clause.preps for p in many]
    last = max([verb.main + 1, *ends])
    who = _speaker(scene, line, first, verb.main + 1)
    if who is None:
        return
    yield Draft(
        "calls_for",
        who,
        Actor(scene.words(line, first, last)),
        first,
        last,
        "judgements.must",
        clause=clause,
        stance="asserted",
        anchor=verb.main,
    )


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
    who = _speaker(scene, line, first, last)
    if who is not None:
        yield Draft(
            "condemns",
            who,
            target,
            first,
            last,
            "judgements.bad",
            clause=clause,
            stance="opinion",
            anchor=first,
        )


def _for_sanctions(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "singled out General Ito for sanctions": who is named for a measure."""
    verb, tokens = clause.verb, line.sentence.tokens
    if verb.lemma not in {"single", "propose", "nominate", "recommend", "name"} or verb.passive or not clause.subject:
        return
    measures = [p for p in clause.under("for") if tokens[p.head].lower in {"sanctions", "listing", "blacklisting"}]
    if verb.lemma == "single" and not measures:  # the insertion "…, who became chief in May, for sanctions"
        measures = [
            p
            for c in line.sentence.clauses
            if c.at > clause.at
            for p in c.under("for")
            if tokens[p.head].lower == "sanctions"
        ]
    named = scene.names_of(line, clause.objects)
    if measures and named:
        yield Draft(
            "calls_for",
            joined(scene.actors(line, clause.subject, clause)),
            Actor(f"{scene.bare(line, measures[0])} on {scene.actor(line, named[0][0], clause)[0].name}"),
            max(clause.subject[0].first, verb.main - 10),
            max(p.whole for p, _ in named),
            "judgements.for_sanctions",
            clause=clause,
            anchor=verb.main,
        )
