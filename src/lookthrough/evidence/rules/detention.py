"""Detention: who holds whom in custody, and how many."""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.phrases import phrase_at
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.rules.draft import NOBODY, Draft, amount_in, joined
from lookthrough.evidence.scene import Actor, Line, Scene
from lookthrough.evidence.voices import AUTHOR
from lookthrough.model.claim import Amount
from lookthrough.names.countries import country_code, country_name

_HOLD = frozenset(
    "sentence detain imprison intern jail incarcerate arrest apprehend lock hold take send ship force confine "
    "herd throw".split()
)
_CUSTODY_NOUNS = frozenset("detention imprisonment internment incarceration".split())
_CAPTORS = frozenset("officers soldiers troops guards agents forces gunmen militiamen policemen".split())
_PLACES_OF_CUSTODY = frozenset(
    "stockade stockades compound compounds dungeon dungeons camp camps prison prisons jail jails detention custody "
    "cell cells station stations barracks".split()
)


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The detentions of one sentence."""
    for clause in line.sentence.clauses:
        yield from _detained(scene, line, clause)
        yield from _behind_bars(scene, line, clause)
    yield from _detention_of(scene, line)


def _detained(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """Verbs: "detaining more than a million …", "had been taken to camps", "may have been imprisoned"."""
    verb = clause.verb
    tokens = line.sentence.tokens
    if verb.lemma not in _HOLD:
        return
    held = clause.subject if verb.passive else clause.objects
    kept = False
    placed = verb.lemma in {"sentence", "hold", "take", "send", "ship", "lock", "force", "confine", "herd", "throw"}
    if placed:
        served = [p for p in clause.under("for") if tokens[p.head].lower.removesuffix("s") in {"year", "month", "day"}]
        where = clause.under("in", "to", "into", "at") + (clause.subject if verb.lemma == "hold" else [])
        kept = verb.lemma == "hold" and verb.passive and bool(served)
        captive = any(tokens[p.head].lower in {"prisoners", "detainees", "hostages", "captives"} for p in held)
        if not (kept or (captive and verb.lemma == "hold")) and not any(
            {t.lower for t in tokens[p.first : p.whole]} & _PLACES_OF_CUSTODY for p in where
        ):
            return
    people = [p for p in held if _are_people(scene, line, p)]
    if not people:
        return
    agents = clause.under("by") if verb.passive else clause.subject
    agent = _agent(scene, line, agents, clause)
    first = min([verb.main, people[0].first] + [p.first for p in people])
    ends = [verb.main + 1, *(p.whole for p in people), *(p.whole for p in clause.under("by"))]
    if placed:
        ends += [p.whole for p in clause.under("in", "to", "into")]
    amount = amount_in(line, people[0].first, people[0].whole)
    counted = _counted_behind(line, clause) if amount is None else None
    if counted is not None:
        amount, behind = counted
        ends.append(behind)
    told = placed and agent.name and line.sentence.tokens[people[0].first].lower in {"many", "some", "several"}
    alone = (placed and kept) or (verb.passive and any(_is_one_held(scene, line, p) for p in people))
    if amount is None and line.role != "caption" and not clause.under("by") and not told and not alone:
        return
    yield Draft(
        "detains",
        agent,
        joined([each for p in people for each in _called(scene, line, p)]),
        min(first, verb.main),
        max(ends),
        "conduct.detained",
        amount=amount,
        clause=clause,
        negated=verb.negated,
        anchor=verb.main if verb.form != "ing" else people[0].first,
    )


def _called(scene: Scene, line: Line, phrase: Phrase) -> list[Actor]:
    """As in "two activists, Paul Lund and Marie Holm": by their names where these stand behind."""
    spots = [scene.spot_at(line, a.head) for a in phrase.appositions]
    parties = [scene.cast.party(s) for s in spots if s is not None]
    named = [Actor(p.full, p.kind, p, "name") for p in parties if p.kind == "person"]
    return named if named and len(named) == len(spots) else [Actor(scene.bare(line, phrase))]


def _counted_behind(line: Line, clause: Clause) -> tuple[Amount, int] | None:
    """As in "villagers sent to camps number in the tens of thousands": the amount, and where it ends."""
    if clause.verb.form != "participle" or not clause.subject:
        return None
    k = line.sentence.clauses.index(clause) + 1
    over = line.sentence.clauses[k] if k < len(line.sentence.clauses) else None
    if over is None or over.verb.lemma not in {"number", "total", "exceed"}:
        return None
    behind = (f for f in line.figures if over.verb.main < f.first <= over.verb.main + 8)
    figure = next(behind, None)
    if figure is None:
        return None
    last = max(f.last for f in line.figures if figure.first <= f.first <= figure.last + 5)
    return figure.amount, last


def _behind_bars(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "at least 4,000 dissidents are behind bars", "remain in prison"."""
    verb, tokens = clause.verb, line.sentence.tokens
    if verb.lemma not in {"be", "remain", "sit", "languish"} or not clause.subject:
        return
    bars = [p for p in clause.under("behind") if tokens[p.head].lower == "bars"]
    bars += [p for p in clause.under("in") if tokens[p.head].lower in _PLACES_OF_CUSTODY]
    people = [p for p in clause.subject if _are_people(scene, line, p)]
    amount = amount_in(line, people[0].first, people[0].whole) if people else None
    if bars and people and (amount is not None or any(_is_one_held(scene, line, p) for p in people)):
        yield Draft(
            "detains", _agent(scene, line, [], clause), joined([Actor(scene.bare(line, p)) for p in people]),
            min(people[0].first, verb.main), bars[0].whole, "conduct.behind_bars", amount=amount, clause=clause,
            negated=verb.negated, anchor=verb.main,
        )  # fmt: skip


_KIN = frozenset(
    "brother sister father mother husband wife son daughter uncle aunt cousin relative relatives parents family".split()
)


def _is_one_held(scene: Scene, line: Line, phrase: Phrase) -> bool:
    """A named person, or somebody's kin."""
    spot = scene.spot_at(line, phrase.head)
    person = spot is not None and scene.cast.party(spot).kind == "person"
    return person or line.sentence.tokens[phrase.head].lower in _KIN


def _are_people(scene: Scene, line: Line, phrase: Phrase) -> bool:
    tokens = line.sentence.tokens
    head = tokens[phrase.head].lower
    spot = scene.spot_at(line, phrase.head)
    if line.sentence.tags[phrase.head] == "num" and phrase.of is not None:
        return tokens[phrase.of.head].lower in {"them", "those", "whom"} or _are_people(scene, line, phrase.of)
    if spot is not None:
        return scene.cast.party(spot).kind in {"group", "person"} or tokens[phrase.head].text.endswith("s")
    if (
        head in vocabulary.person("people")
        or head in _KIN
        or tokens[phrase.head].capital
        or head in {"million", "millions", "thousands", "hundreds"}
    ):
        return True
    if head.endswith(("ers", "ors", "ists", "ians")):
        return head.removesuffix("s") not in vocabulary.body("firm") or not head.endswith("makers")
    return head.removesuffix("s") in vocabulary.person("role") or head in vocabulary.person("role")


def _agent(scene: Scene, line: Line, agents: list[Phrase], clause: Clause | None) -> Actor:
    """Who holds them: named, a state by its people's name, or the one state spoken of around."""
    for phrase in agents:
        country = scene.country_of(line, phrase)
        if country:
            return Actor(country, "place")
        actor = scene.actor(line, phrase, clause)[0]
        if actor.named and actor.kind in {"place", "organization"}:
            code = country_code(actor.name)
            return Actor(country_name(code), "place") if code else actor
        if line.sentence.tokens[phrase.head].lower in vocabulary.body("state") | vocabulary.body("institution"):
            return actor
        if line.sentence.tokens[phrase.head].lower in _CAPTORS:
            return Actor(scene.bare(line, phrase))
    around = scene.state_around(line)
    return Actor(around, "place") if around else NOBODY


def _detention_of(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "the imprisonment of more than a million people", "its detention of up to one million …"."""
    sentence = line.sentence
    tokens = sentence.tokens
    for k, chunk in enumerate(sentence.chunks):
        if chunk.kind != "np" or tokens[chunk.head].lower not in _CUSTODY_NOUNS:
            continue
        phrase, _ = phrase_at(sentence, k)
        if phrase.of is None or not _are_people(scene, line, phrase.of):
            continue
        amount = amount_in(line, phrase.of.first, phrase.of.whole)
        sorted_so = {token.lower for token in tokens[chunk.first : chunk.head]}
        if amount is None and not sorted_so & {"mass", "large-scale", "widespread", "arbitrary"}:
            continue
        agents: list[Phrase] = []
        over = next((c for c in sentence.clauses if any(p.first == chunk.first for p in c.objects)), None)
        if over is not None and over.verb.lemma in {
            "oversee",
            "order",
            "run",
            "direct",
            "supervise",
            "organise",
            "organize",
        }:
            agents = list(over.subject)
        opener = sentence.tags[chunk.first]
        if agents:
            pass  # who oversees it holds them
        elif opener == "poss":
            subject = next((c.subject for c in sentence.clauses if c.subject and c.subject[0].first < chunk.first), [])
            agents = list(subject)
        elif any(sentence.tags[i] == "gen" for i in range(chunk.first, chunk.head)) or scene.country_in(
            line, chunk.first, chunk.head
        ):
            agents = [Phrase(chunk.first, chunk.head, chunk.first)]
        ends = phrase.of.whole
        above = next((c for c in reversed(sentence.clauses) if c.at < k), None)
        presupposed = bool(agents) and above is not None and above.verb.form == "infinitive" and opener != "poss"
        yield Draft(
            "detains",
            _agent(scene, line, agents, None),
            Actor(scene.bare(line, phrase.of)),
            chunk.head,
            ends,
            "conduct.detention_of",
            amount=amount,
            anchor=chunk.head,
            # "to punish its detention of thousands", an official said: that there is one is not what he says
            speaker=AUTHOR if presupposed else None,
        )
