"""Demands: who wants what done against whom, told by a verb, in quoted words, or as a name put forward."""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.sentence import Clause
from lookthrough.evidence.rules.draft import Draft, joined, subject_near, subject_within
from lookthrough.evidence.rules.statements import answerable, content_end, parties_of, speaks_of_measure, spoken_by
from lookthrough.evidence.scene import Actor, Line, Scene
from lookthrough.evidence.voices import AUTHOR, DOCUMENTS

_DEMAND = frozenset("want demand urge call recommend ask press".split())
_MUST = frozenset(("must", "should", "ought"))
_END_OF_WRONG = frozenset(
    "end stop release cease halt free close lift revoke withdraw cancel remove shut repeal".split()
)


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The demands of one sentence."""
    for clause in line.sentence.clauses:
        yield from _demands(scene, line, clause)
        yield from _must(scene, line, clause)
        yield from _for_sanctions(scene, line, clause)


def _demands(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "demanded that …", "called for sanctions", "urged the move", "called on China to release …"."""
    verb = clause.verb
    if verb.lemma not in _DEMAND or verb.passive or verb.negated or verb.modal not in {"", "will"}:
        return
    tokens, chunks = line.sentence.tokens, line.sentence.chunks
    actors = parties_of(scene, line, clause)
    if not actors:
        return
    after = chunks[clause.at].last
    following = tokens[after].lower if after < len(tokens) else ""
    if verb.lemma == "call" and following not in {"for", "on", "upon"}:
        return
    asked = any(
        c.at > clause.at and c.verb.form == "infinitive" and c.at - clause.at < 8 for c in line.sentence.clauses
    )
    if verb.lemma in {"ask", "press", "want"} and not (clause.objects and asked):
        return
    if verb.lemma == "recommend" and following not in {"that"}:
        return
    if verb.lemma == "call" and following == "for" and not clause.under("for"):
        yield from _demanded_before(scene, line, clause, actors)
        return
    if (
        verb.lemma == "call"
        and following == "on"
        and not any(c.at > clause.at and c.verb.form == "infinitive" for c in line.sentence.clauses)
    ):
        return
    end = content_end(line, after, 22)
    what = scene.words(line, after, end).removeprefix("that ").removeprefix("for ").removeprefix("on ")
    asked_of = [*clause.objects[:1], *clause.under("on", "upon")[:1]]
    office = vocabulary.body("state") | {"government", "ministers", "parliament", "congress", "council", "union"}
    state = (
        any(scene.country_of(line, p) or line.sentence.tokens[p.head].lower in office for p in asked_of)
        and asked
        and verb.lemma in {"urge", "call"}
    )
    if not what or not (state or speaks_of_measure(line, after, end)):
        return
    first = subject_near(clause, 12)
    # one person's demand, and a paper's, is his own word; that bodies want something the article tells
    paper = any(tokens[p.head].lower in DOCUMENTS for p in clause.subject)
    speaker = answerable(actors) if len(actors) == 1 and (paper or actors[0].kind == "person") else None
    yield Draft(
        "calls_for", joined(actors), Actor(what), first, end, "statements.demands", clause=clause, anchor=first,
        speaker=speaker,
    )  # fmt: skip
    for further in _wanted_too(line, clause, end):
        stop = content_end(line, further.verb.main, 18)
        yield Draft(
            "calls_for", joined(actors), Actor(scene.words(line, further.verb.main, stop)), further.verb.main, stop,
            "statements.demands_too", clause=clause, anchor=verb.main, speaker=speaker,
        )  # fmt: skip


def _wanted_too(line: Line, clause: Clause, end: int) -> list[Clause]:
    """As in "recommended that states freeze x, bar y and control z": the further verbs of what is wanted."""
    clauses, tokens, tags = line.sentence.clauses, line.sentence.tokens, line.sentence.tags
    wanted, found = {clauses.index(clause)}, []
    for i, other in enumerate(clauses):
        base = tags[other.verb.main] == "verb" and not tokens[other.verb.main].lower.endswith("s")
        if other.at <= clause.at or other.governor not in wanted or other.verb.modal or not base:
            continue
        wanted.add(i)
        joins = line.sentence.chunks[other.at - 1].kind in {"comma", "conj"}
        if other.verb.main >= end and joins and other.objects and other.verb.form in {"finite", "infinitive"}:
            found.append(other)
    return found


def _demanded_before(scene: Scene, line: Line, clause: Clause, actors: list[Actor]) -> Iterator[Draft]:
    """As in "… sanctions, which the watchdog has called for": what is demanded stands before the relative."""
    chunks = line.sentence.chunks
    start = min((p.first for p in clause.subject), default=clause.verb.main)
    k = next(
        (i for i in range(clause.at, -1, -1) if chunks[i].kind == "sub" and chunks[i].word in {"which", "that"}), -1
    )
    before = next((i for i in range(k - 1, -1, -1) if chunks[i].kind == "np"), -1)
    if k < 0 or before < 0:
        return
    what = scene.words(
        line,
        chunks[max(0, before - 2)].first if before >= 2 and chunks[before - 1].kind == "prep" else chunks[before].first,
        chunks[before].last,
    )
    yield Draft(
        "calls_for",
        joined(actors),
        Actor(what),
        start,
        chunks[clause.at].last + 1,
        "statements.demanded",
        clause=clause,
        stance="reported",
        speaker=AUTHOR,
        anchor=clause.verb.main,
    )


def _must(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in “The government must release all detainees,” said Acme: a demand in the speaker's words."""
    verb = clause.verb
    if verb.modal not in _MUST or verb.lemma not in _END_OF_WRONG or verb.negated or not clause.subject:
        return
    first = subject_within(clause, 10)
    first = verb.main if clause.link == "and" else first  # "must end x, release y": each demand by itself
    ends = [p.whole for p in clause.objects] + [p.whole for _, many in clause.preps for p in many]
    last = max([verb.main + 1, *ends])
    who = spoken_by(scene, line, first, verb.main + 1)
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
    what = scene.bare(line, measures[0]) if measures else _deserved(line, clause)
    if what and named:
        yield Draft(
            "calls_for",
            joined(scene.actors(line, clause.subject, clause)),
            Actor(f"{what} on {joined(scene.actors(line, [p for p, _ in named], clause)).name}"),
            max(clause.subject[0].first, verb.main - 10),
            max(p.whole for p, _ in named),
            "judgements.for_sanctions",
            clause=clause,
            anchor=verb.main,
        )


_PENALTIES = frozenset("sanction ban listing blacklisting penalty penaltie freeze".split())


def _deserved(line: Line, clause: Clause) -> str:
    """As in "among the five officials who should be sanctioned", "as deserving of visa bans"; "" for neither."""
    tokens, start = line.sentence.tokens, line.sentence.chunks[clause.at].last
    punished = {"sanction", "blacklist", "designate", "ban", "list"}
    for later in line.sentence.clauses:
        if later.at > clause.at and later.verb.passive and later.verb.modal and later.verb.lemma in punished:
            return "sanctions"
    behind = tokens[start : start + 24]
    worthy = any(t.lower in {"deserving", "worthy", "candidates", "candidate", "eligible"} for t in behind)
    named = (t.lower for t in behind if worthy and t.lower.removesuffix("s") in _PENALTIES)
    return next(named, "")
