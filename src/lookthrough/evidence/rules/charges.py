"""Charges and guilt: "was charged with", "pleaded guilty to", "was fined for", "alleges that Acme …"."""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence.grammar.sentence import Clause
from lookthrough.evidence.rules.draft import Draft, amount_in, joined, subject_within
from lookthrough.evidence.scene import Actor, Line, Scene
from lookthrough.model.claim import Speaker, Stance

_CHARGE = frozenset("charge indict prosecute investigate probe suspect".split())
_FIND = frozenset("convict fine penalise penalize punish sentence jail".split())
_ALLEGE = frozenset("allege charge".split())


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The charges of one sentence."""
    for clause in line.sentence.clauses:
        if clause.verb.lemma in _CHARGE | _FIND:
            yield from _charged(scene, line, clause)
        elif clause.verb.lemma in {"plead", "admit"}:
            yield from _pleads(scene, line, clause)
        if clause.verb.lemma in {"be", "come", "remain"} and clause.under("under"):
            yield from _investigated(scene, line, clause)
        if clause.verb.lemma in _LODGE:
            yield from _lodged(scene, line, clause)
        if clause.verb.lemma in _ALLEGE and not clause.verb.passive:
            yield from _alleges(scene, line, clause)


_LODGE = frozenset("bring file lodge press lay launch open start submit make level".split())
_PAPERS = frozenset("charge complaint lawsuit suit case action claim accusation allegation investigation".split())


def _investigated(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "has been under criminal investigation since 2017 over alleged bribes"."""
    under = [p for p in clause.under("under") if line.sentence.tokens[p.head].lower in {"investigation", "indictment"}]
    actors = [a for a in scene.actors(line, clause.subject, clause) if a.named and a.kind != "place"]
    start = _deed(line, under[0].last) if under else -1
    if actors and start > 0:
        end = _end(line, start)
        yield Draft(
            "implicated_in", joined(actors), Actor(scene.words(line, start, end)),
            subject_within(clause, 12), end,
            "charges.investigated", clause=clause, stance="alleged", negated=clause.verb.negated,
            anchor=clause.verb.main,
        )  # fmt: skip


def _lodged(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "filed a complaint against Acme", "brought charges against four managers for smuggling"."""
    verb, tokens = clause.verb, line.sentence.tokens
    told = clause.subject if verb.passive else clause.objects
    papers = [p for p in told if tokens[p.head].lower.removesuffix("s") in _PAPERS]
    against = [p for q, many in [*clause.preps, *(m for p in papers for m in p.more)] if q == "against" for p in many]
    by = clause.under("by") if verb.passive else clause.subject
    who = [a for a in scene.actors(line, by, clause) if a.name]
    if not papers or not against or not who:
        return
    blamed = joined(scene.actors(line, against[:1], clause))
    start = next(
        (i + 1 for i in range(against[0].whole, _end(line, against[0].whole, 24)) if tokens[i].lower == "for"), -1
    )
    end = _end(line, start) if start > 0 else against[0].whole
    what = f"{blamed.name}: {scene.words(line, start, end)}" if start > 0 else blamed.name
    yield Draft(
        "accuses", joined(who), Actor(what, blamed.kind, blamed.party), min(verb.main, papers[0].first), end,
        "charges.lodged", clause=clause, stance="alleged", negated=verb.negated,
        speaker=Speaker(joined(who).name, "organization"), anchor=verb.main,
    )  # fmt: skip


def _end(line: Line, start: int, limit: int = 18) -> int:
    tags = line.sentence.tags
    for i in range(start, min(len(tags), start + limit)):
        if tags[i] in {"stop", "comma", "colon", "dash", "sub"}:
            return i
    return min(len(tags), start + limit)


def _deed(line: Line, start: int, *, of: bool = True) -> int:
    """The token behind "with", "for", "over" or "to" that opens the deed; -1 where none does."""
    tokens = line.sentence.tokens
    stop = _end(line, start, 14)
    opens = {"with", "for", "over"} | ({"of"} if of else set())  # "convicted of fraud", not "its use of force"
    if stop < len(tokens) and tokens[stop].text == ",":  # "charged Acme, a bank owned by the state, with fraud"
        again = next((i for i in range(stop + 1, min(stop + 16, len(tokens))) if tokens[i].text == ","), -1)
        if 0 < again < len(tokens) - 2 and tokens[again + 1].lower == "with":
            return again + 2
    return next((i + 1 for i in range(start, stop) if tokens[i].lower in opens), -1)


def _charged(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "charged three engineers with passing secrets", "Acme was fined for evading sanctions"."""
    verb = clause.verb
    blamed = clause.subject if verb.passive else clause.objects
    start = _deed(
        line, line.sentence.chunks[clause.at].last, of=verb.lemma in {"convict", "accuse", "acquit", "suspect"}
    )
    if not blamed or start < 0:
        return
    actors = scene.actors(line, blamed, clause)
    if not any(a.named for a in actors) and amount_in(line, blamed[0].first, blamed[0].whole) is None:
        return
    by = clause.under("by") if verb.passive else clause.subject
    who = [a for a in scene.actors(line, by, clause) if a.name]
    end = _end(line, start)
    told: Stance | None = "alleged" if verb.lemma in _CHARGE else None
    first = max(min([verb.main, blamed[0].first, *(p.first for p in by)]), verb.main - 14)
    what = Actor(scene.words(line, start, end))
    speaker = Speaker(joined(who).name, "organization") if who and told else None
    yield Draft(
        "implicated_in", joined(actors), what, first, end, "charges.charged", clause=clause, stance=told,
        negated=verb.negated, speaker=speaker, anchor=verb.main, amount=amount_in(line, first, end),
    )  # fmt: skip


def _pleads(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Acme pleaded guilty to bribery", "admitted breaking the embargo"."""
    tokens, verb = line.sentence.tokens, clause.verb
    start = verb.main + 1
    ahead = [token.lower for token in tokens[start : start + 2]]
    if verb.lemma == "plead" and ahead == ["guilty", "to"]:
        start += 2
    elif verb.lemma == "plead" or not ahead or not ahead[0].endswith("ing"):
        return
    actors = [a for a in scene.actors(line, clause.subject, clause) if a.named and a.kind != "place"]
    end = _end(line, start)
    if actors and end > start:
        first = subject_within(clause, 14)
        yield Draft(
            "implicated_in", joined(actors), Actor(scene.words(line, start, end)), first, end, "charges.pleads",
            clause=clause, negated=verb.negated, anchor=verb.main,
        )  # fmt: skip


def _alleges(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "alleging that vehicles made by Acme had been used against civilians": whoever alleges accuses."""
    clauses = line.sentence.clauses
    where = clauses.index(clause)
    behind = [c for c in clauses[where + 1 :] if c.verb.form == "finite" and c.subject]
    said = (
        behind and line.sentence.chunks[clause.at + 1].word == "that"
        if clause.at + 1 < len(line.sentence.chunks)
        else False
    )
    inner = next((c for c in clauses if c.governor == where and c.link == "that" and c.subject), None)
    inner = inner or (behind[0] if said else None)
    by = [a for a in scene.actors(line, clause.subject, clause) if a.name and a.how != "pronoun"]
    if inner is None or not by:
        return
    first = inner.subject[0].first
    end = _end(line, inner.verb.main + 1)
    yield Draft(
        "accuses", joined(by), Actor(scene.words(line, first, end)), clause.verb.main, end, "charges.alleges",
        clause=clause, stance="alleged", speaker=Speaker(joined(by).name, "organization"), anchor=clause.verb.main,
    )  # fmt: skip
