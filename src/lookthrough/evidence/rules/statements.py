"""Responses: who denies, opposes, accuses, condemns or demands what."""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.grammar.words import SPEECH
from lookthrough.evidence.rules.draft import Draft, joined, reach
from lookthrough.evidence.rules.list_members import included_before
from lookthrough.evidence.scene import Actor, Line, Scene
from lookthrough.evidence.voices import AUTHOR, speaker_of
from lookthrough.model.claim import Speaker, Stance

_OPPOSE = frozenset("oppose reject protest object appeal challenge".split())
_CONDEMN = frozenset("condemn decry denounce deplore criticise criticize slam blast".split())
_DEMAND = frozenset("want demand urge call recommend ask press".split())
_BAD = frozenset(
    "stain shame disgrace outrage crime atrocity genocide abuse campaign threat lie slander hypocrisy travesty "
    "scandal repression protectionism bullying extermination brutal abhorrent horrific egregious cruel pretext "
    "unacceptable immoral unlawful illegal unconscionable".split()
)


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The responses of one sentence."""
    for clause in line.sentence.clauses:
        yield from _opposes(scene, line, clause)
        yield from _calls_wrong(scene, line, clause)
        yield from _accuses(scene, line, clause)
        yield from _condemns(scene, line, clause)
        yield from _demands(scene, line, clause)


_PAPERS = frozenset("resolution statement letter motion report declaration appeal petition communique article".split())


def parties_of(scene: Scene, line: Line, clause: Clause) -> list[Actor]:
    """Who acts, where it is somebody who can speak: a name, a body, people; empty for a thing."""
    actors = []
    subject = clause.subject
    if clause.verb.form == "ing" and clause.link == "participle" and subject:  # "adopted a resolution condemning"
        made = next((c for c in line.sentence.clauses if any(p.first == subject[0].first for p in c.objects)), None)
        paper = line.sentence.tokens[subject[0].head].lower.removesuffix("s")
        subject = made.subject if made is not None and not made.verb.passive and paper in _PAPERS else subject
    members = [p for p in included_before(line, clause) if scene.spot_at(line, p.head) is not None]
    if members and all(scene.spot_at(line, p.head) is None for p in subject):
        subject = members  # "critics such as Ann Lee accuse …"
    for phrase in subject:
        if line.sentence.tokens[phrase.head].lower == "they":
            actors += [a for a in scene.actor(line, phrase, clause) if a.how != "pronoun"]
            continue
        if line.sentence.tokens[phrase.head].lower == "we":
            return [Actor("we")]
        speaker = speaker_of(scene, line, phrase, clause)
        if speaker is not None:
            found = scene.actor(line, phrase, clause)
            actors += found if found[0].named else [Actor(speaker.name)]
    return actors


_REFRAIN = frozenset("resist refuse avoid stop decline refrain force require compel".split())


def _is_refrained(line: Line, clause: Clause) -> bool:
    """As in "resisted accusing it", "are forced to denounce": not done, or not of one's own will."""
    chain = [c for c in line.sentence.clauses if c.at < clause.at]
    return clause.verb.form in {"ing", "infinitive"} and any(c.verb.lemma in _REFRAIN for c in chain)


def answerable(actors: list[Actor]) -> Speaker | None:
    """Who answers for it; None for "we", whom the quotation around it tells."""
    whole = joined(actors)
    if whole.name == "we":
        return None
    kind = (
        "person" if whole.kind == "person" else "organization" if whole.named or whole.how == "several" else "unnamed"
    )
    return Speaker(whole.name, kind)  # type: ignore[arg-type]


def _sentence_end(line: Line) -> int:
    return len(line.sentence.tokens)


def content_end(line: Line, start: int, limit: int = 22) -> int:
    """The end of the clause that begins at a token: its comma or stop, an "and" before a further verb, or the limit."""
    tags, chunks = line.sentence.tags, line.sentence.chunks
    joined_verbs = [
        chunks[c.at - 1].first
        for c in line.sentence.clauses
        if c.link == "and" and c.at and chunks[c.at - 1].kind == "conj"
    ]
    ends = [i for i in joined_verbs if i > start]
    for i in range(start, min(len(tags), start + limit)):
        if tags[i] in {"stop", "comma", "colon", "dash"} or i in ends:
            return i
    return min(len(tags), start + limit)


# --- opposition, accusation, condemnation ---------------------------------------------------------------------------


def _opposes(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    verb = clause.verb
    if verb.lemma not in _OPPOSE or verb.passive or verb.modal in {"would", "could"}:
        return
    what = clause.objects or clause.under("to", "against")
    if verb.lemma == "challenge" and not any(_is_measure(line, p.first, p.whole) for p in what):
        return
    actors = parties_of(scene, line, clause)
    if not what or not actors or verb.negated:
        return
    refused = line.sentence.tokens[what[0].head].lower.removesuffix("s") in {"application", "bid", "offer"}
    if refused and verb.lemma == "reject":
        return
    first = min([verb.main, *(p.first for p in clause.subject if verb.main - p.first < 8)])
    governor = line.sentence.clauses[clause.governor] if clause.governor >= 0 else None
    if (
        governor is not None
        and governor.verb.lemma in SPEECH
        and governor.subject
        and verb.main - governor.subject[0].first < 14
    ):
        first = governor.subject[0].first
    last = max(p.whole for p in what)
    yield Draft(
        "opposes",
        joined(actors),
        Actor(scene.bare(line, what[0])),
        first,
        last,
        "statements.opposes",
        clause=clause,
        stance="denied",
        speaker=answerable(actors),
        anchor=verb.main,
    )


_WRONGED = frozenset(
    "motivated unjustified unfair disappointing mistaken regrettable unwarranted arbitrary discriminatory unreasonable "
    "wrong groundless absurd ridiculous outrageous".split()
)
_ACTS = frozenset("ban decision move sanction charge criticism case listing action measure ruling blacklisting".split())


def _calls_wrong(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "called the ban unjustified", "described the decision as politically motivated"."""
    verb, tokens = clause.verb, line.sentence.tokens
    if verb.lemma not in {"call", "describe", "brand", "label"} or verb.passive or not clause.objects:
        return
    what = clause.objects[0]
    end = content_end(line, what.whole, 10)
    said = {token.lower for token in tokens[what.first : end]}
    actors = parties_of(scene, line, clause)
    act = next((k for k in range(what.first, end) if tokens[k].lower.removesuffix("s") in _ACTS), -1)
    if actors and said & _WRONGED and what.first <= act < what.whole:
        first = min([verb.main, *(p.first for p in clause.subject if verb.main - p.first < 8)])
        yield Draft(
            "opposes", joined(actors), Actor(scene.words(line, what.first, act + 1)), first, end,
            "statements.calls_wrong", clause=clause, stance="denied", speaker=answerable(actors), anchor=verb.main,
        )  # fmt: skip


def _accuses(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    verb = clause.verb
    tokens = line.sentence.tokens
    if _is_refrained(line, clause):
        return
    if verb.lemma == "accuse":
        blamed = clause.subject if verb.passive else clause.objects
        by = _accusers(scene, line, clause) if verb.passive else parties_of(scene, line, clause)
        if not blamed or not by:
            return
        start = line.sentence.chunks[clause.at].last
        end = content_end(line, max(start, blamed[0].whole if not verb.passive else start), 20)
        of = next((i for i in range(start, end) if tokens[i].lower == "of"), -1)
        what = scene.words(line, of + 1, end) if of >= 0 else ""
        for actor in [joined(scene.actors(line, blamed, clause))]:
            yield Draft(
                "accuses",
                joined(by),
                Actor(f"{actor.name}: {what}" if what else actor.name, actor.kind, actor.party),
                min(verb.main, blamed[0].first if verb.main - blamed[0].first < 12 else verb.main),
                end,
                "statements.accuses",
                clause=clause,
                stance="alleged",
                speaker=answerable(by),
                anchor=verb.main,
            )
        return
    if verb.lemma in {"cite", "single", "name"} and not verb.passive and clause.subject:
        named = [p for p in clause.objects if scene.spot_at(line, p.head) is not None]
        wrong = any(
            t.lower.removesuffix("s") in vocabulary.wrongs() or t.lower in {"complicit", "complicity"} for t in tokens
        )
        if named and wrong and len(named) == len(clause.objects):
            by = parties_of(scene, line, line.sentence.clauses[0] if verb.form == "ing" else clause) or parties_of(
                scene, line, clause
            )
            if by:
                yield Draft(
                    "accuses",
                    joined(by),
                    joined(scene.actors(line, named, clause)),
                    verb.main,
                    max(p.whole for p in named),
                    "statements.cites",
                    clause=clause,
                    stance="alleged",
                    speaker=answerable(by),
                    anchor=verb.main,
                )
        return
    if verb.lemma in {"lament", "complain", "protest", "charge", "allege"} and not verb.passive:
        inner = next(
            (
                c
                for c in line.sentence.clauses
                if c.at > clause.at and c.at - clause.at <= 5 and c.subject and c.verb.form == "finite"
            ),
            None,
        )
        by = parties_of(scene, line, clause)
        if (
            inner is not None
            and by
            and (
                inner.verb.lemma
                in {
                    "distort",
                    "exaggerate",
                    "mislead",
                    "misrepresent",
                    "violate",
                    "abuse",
                    "steal",
                    "smear",
                    "slander",
                    "discriminate",
                    "target",
                    "lie",
                }
            )
        ):
            end = content_end(line, inner.verb.main, 16)
            yield Draft(
                "accuses",
                joined(by),
                Actor(scene.words(line, inner.subject[0].first, end)),
                verb.main,
                end,
                "statements.complains",
                clause=clause,
                stance="alleged",
                speaker=answerable(by),
                anchor=verb.main,
            )


def _accusers(scene: Scene, line: Line, clause: Clause) -> list[Actor]:
    """As in "was accused by A", or "was accused of doing x by A", where the agent stands behind the inner verb."""
    where = line.sentence.clauses.index(clause)
    inner = [c for c in line.sentence.clauses if c.governor == where]
    by = clause.under("by") or [p for c in inner for p in c.under("by")]
    return [actor for p in by for actor in scene.actor(line, p, clause)]


def _condemns(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    verb = clause.verb
    stance: Stance | None
    if verb.passive:
        if verb.lemma in _CONDEMN and clause.subject and clause.under("by"):
            by = [a for p in clause.under("by") for a in scene.actor(line, p, clause)]
            yield Draft(
                "condemns",
                joined(by),
                joined(scene.actors(line, clause.subject, clause)),
                clause.first,
                clause.last,
                "statements.condemned",
                clause=clause,
                stance="opinion",
                speaker=answerable(by),
                anchor=verb.main,
            )
        return
    actors = parties_of(scene, line, clause)
    if not actors or verb.form == "infinitive":
        return
    if verb.lemma in _CONDEMN and clause.objects:
        what, stance = clause.objects, "opinion"
    elif (
        verb.lemma in _CONDEMN
        and line.sentence.tokens[min(verb.main + 1, len(line.sentence.tokens) - 1)].lower == "what"
    ):
        end = content_end(line, verb.main + 2, 16)  # "condemned what he called the exploitation of …"
        what, stance = [Phrase(verb.main + 1, end, end - 1)], "opinion"
    elif verb.lemma == "tolerate" and verb.negated and clause.objects:
        what, stance = clause.objects, "asserted"
    elif (
        verb.lemma in {"call", "describe", "label", "brand"}
        and len(clause.objects) + len(clause.under("as")) >= 2
        and _is_bad(line, (clause.objects + clause.under("as"))[-1])
    ):
        what, stance = clause.objects + clause.under("as"), None
    else:
        return
    first = min([verb.main, *(p.first for p in clause.subject if verb.main - p.first < 12)])
    last = max(reach(p) if p is what[-1] else p.whole for p in what)
    country = scene.country_of(line, what[0])
    target = Actor(scene.bare(line, what[0]))
    if target.name.lower() in {"it", "them", "him", "her"}:
        resolved = joined(scene.actor(line, what[0], clause))
        if not resolved.named:
            return
        target = resolved
    if not target.named and country and country.lower() not in target.name.lower():
        target = Actor(f"{country}: {target.name}")
    yield Draft(
        "condemns",
        joined(actors),
        target,
        first,
        min(last, first + 28),
        "statements.condemns",
        clause=clause,
        stance=stance,
        speaker=answerable(actors),
        anchor=max(verb.main, what[0].first),
    )


def _is_bad(line: Line, phrase: Phrase) -> bool:
    return any(
        t.lower.removesuffix("s") in _BAD | vocabulary.wrongs()
        for t in line.sentence.tokens[phrase.first : phrase.whole]
    )


# --- demands -----------------------------------------------------------------------------------------------------


def _demands(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "demanded that …", "called for sanctions", "urged the move", "called on China to release …"."""
    verb = clause.verb
    if verb.lemma not in _DEMAND or verb.passive or verb.negated or verb.modal:
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
    if not what or not (state or _is_measure(line, after, end)):
        return
    first = min([verb.main, *(p.first for p in clause.subject if verb.main - p.first < 12)])
    yield Draft("calls_for", joined(actors), Actor(what), first, end, "statements.demands", clause=clause, anchor=first)


def _is_measure(line: Line, first: int, last: int) -> bool:
    """Does a demand speak of a measure against parties or of a wrong? Other wishes are none of our matter."""
    singular = {token.lower.removesuffix("s") for token in line.sentence.tokens[first:last]}
    return bool(singular & (_MEASURES | vocabulary.wrongs()))


_MEASURES = frozenset(
    "sell bar step sanction blacklist list listing ban embargo restriction restrict restrictions licence license "
    "tariff boycott decision move action measure divest divestment investigation investigate inquiry release "
    "freeze visa law rule curb control cap export import contract purchase supply business tie cooperation sale "
    "investment removal suspension bill drop exclude stop halt reverse register suspend revoke withdraw lift "
    "remove penalty penalise penalize prosecute delist designate moratorium".split()
)


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
