"""Responses: who opposes or condemns what, and who answers for it."""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.grammar.words import SPEECH
from lookthrough.evidence.rules.draft import Draft, joined, reach, subject_near
from lookthrough.evidence.rules.list_members import included_before
from lookthrough.evidence.scene import Actor, Line, Scene
from lookthrough.evidence.voices import of_tokens, speaker_of, voices_in
from lookthrough.model.claim import Speaker, Stance

_OPPOSE = frozenset("oppose reject protest object appeal challenge".split())
_CONDEMN = frozenset("condemn decry denounce deplore criticise criticize slam blast".split())
_BAD = frozenset(
    "stain shame disgrace outrage crime atrocity genocide abuse campaign threat lie slander hypocrisy travesty "
    "scandal repression protectionism bullying extermination brutal abhorrent horrific egregious cruel pretext "
    "coercive unacceptable immoral unlawful illegal unconscionable".split()
)


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The responses of one sentence."""
    for clause in line.sentence.clauses:
        yield from _opposes(scene, line, clause)
        yield from _calls_wrong(scene, line, clause)
        yield from _objects(scene, line, clause)
        yield from _withstands(scene, line, clause)
        yield from _is_against(scene, line, clause)
        yield from _finds_unlawful(scene, line, clause)
        yield from _condemns(scene, line, clause)


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
    above = line.sentence.clauses[clause.governor] if clause.governor >= 0 else None
    foretold = above is not None and above.verb.lemma in SPEECH and verb.modal == "would"  # "said it would challenge"
    if verb.lemma not in _OPPOSE or (verb.modal in {"would", "could"} and not foretold):
        return
    if verb.passive:
        yield from _opposed_by(scene, line, clause)
        return
    what = clause.objects or clause.under("to", "against")
    if verb.lemma == "challenge" and not any(speaks_of_measure(line, p.first, p.whole) for p in what):
        return
    actors = parties_of(scene, line, clause)
    if not what or not actors or verb.negated:
        return
    refused = line.sentence.tokens[what[0].head].lower.removesuffix("s") in {"application", "bid", "offer"}
    if refused and verb.lemma == "reject":
        return
    first = subject_near(clause, 8)
    governor = line.sentence.clauses[clause.governor] if clause.governor >= 0 else None
    if (
        governor is not None
        and governor.verb.lemma in SPEECH
        and governor.subject
        and verb.main - governor.subject[0].first < 14
    ):
        first = governor.subject[0].first
    last = max(p.whole for p in what)
    marched = verb.lemma == "protest" and not any(a.kind in {"organization", "person"} for a in actors)
    yield Draft(
        "opposes",
        joined(actors),
        Actor(scene.bare(line, what[0])),
        first,
        last,
        "statements.opposes",
        clause=clause,
        stance=None if marched else "denied",  # a march is a deed, no word
        speaker=None if marched else answerable(actors),
        anchor=verb.main,
    )


def spoken_by(scene: Scene, line: Line, first: int, last: int) -> Actor | None:
    """Whose words these are; None for the article's own."""
    speaker, _, verb = of_tokens(voices_in(scene, line, None), first, last)
    if speaker.kind in {"author", "caption"} or verb not in SPEECH | {"according", "quote"}:
        return None
    return Actor(speaker.name, speaker.kind if speaker.kind in {"person", "organization"} else None)


_VOICE = frozenset("raise voice express lodge file register make state announce signal declare".split())
_AGAINST = frozenset("objection opposition protest disapproval resistance".split())


def _objects(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "raised objections to the tariff", "voiced its opposition to any listing": the noun opposes."""
    tokens, verb = line.sentence.tokens, clause.verb
    for noun in clause.objects:
        head = tokens[noun.head].lower.removesuffix("s")
        what = [p for prep, many in [*noun.more, *clause.preps] if prep in {"to", "against", "over"} for p in many]
        actors = parties_of(scene, line, clause) if head in _AGAINST and verb.lemma in _VOICE and what else []
        if actors and not verb.passive and not verb.negated:
            yield _opposed(scene, line, clause, actors, (what[0], what[0].whole), "statements.objects", told=True)
            return


def _is_against(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "The council is against the measure", "came out against any listing"."""
    tokens, verb = line.sentence.tokens, clause.verb
    what = clause.under("against")
    if verb.lemma not in {"be", "stand", "come"} or verb.passive or verb.negated or not what:
        return
    measure = tokens[what[0].head].lower.removesuffix("s") in _ACTS | {"bill", "law", "tariff", "plan", "embargo"}
    actors = parties_of(scene, line, clause) if measure else []
    if actors:
        yield _opposed(scene, line, clause, actors, (what[0], what[0].whole), "statements.is_against", told=True)


def _finds_unlawful(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "said the ban violated trade rules": who calls a measure unlawful is against it."""
    tokens, verb = line.sentence.tokens, clause.verb
    breaks = verb.lemma in {"violate", "breach", "contravene", "infringe"} and not verb.negated and not verb.passive
    measure = bool(clause.subject) and tokens[clause.subject[0].head].lower.removesuffix("s") in _ACTS
    who = spoken_by(scene, line, verb.main, verb.main + 1) if breaks and measure else None
    if who is not None:
        end = content_end(line, verb.main, 10)
        yield Draft(
            "opposes", who, Actor(scene.words(line, clause.subject[0].first, end)), clause.subject[0].first, end,
            "statements.unlawful", clause=clause, stance="denied", anchor=verb.main,
        )  # fmt: skip


_RESIST = frozenset("resist rebuff withstand defy spurn reject".split())
_PRESSURE = frozenset("pressure call demand push effort attempt appeal interference meddling intrusion".split())


def _withstands(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "is resisting pressure to close the mine", "will brook no interference": what is put up with by nobody."""
    tokens, verb = line.sentence.tokens, clause.verb
    pressed = next((p for p in clause.objects if tokens[p.head].lower.removesuffix("s") in _PRESSURE), None)
    if pressed is None or verb.passive:
        return
    before = {t.lower for t in tokens[verb.main + 1 : pressed.head]}
    brooks = verb.lemma in {"brook", "tolerate", "accept", "allow", "permit"} and (verb.negated or "no" in before)
    if not brooks and (verb.lemma not in _RESIST or verb.negated):
        return
    actors = [a for a in parties_of(scene, line, clause) if a.named or scene.country_of(line, clause.subject[0])]
    end = max(pressed.whole, content_end(line, pressed.whole, 10) if not brooks else pressed.whole)
    end = max([end, *(p.whole for prep, many in pressed.more if prep in {"from", "by"} for p in many)])
    who = actors or [a for a in [spoken_by(scene, line, verb.main, pressed.whole)] if a is not None]
    if who:
        yield _opposed(scene, line, clause, who, (pressed, end), "statements.withstands", told=not brooks)


def _opposed(
    scene: Scene,
    line: Line,
    clause: Clause,
    actors: list[Actor],
    what: tuple[Phrase, int],
    rule: str,
    *,
    told: bool,
) -> Draft:
    """The claim; `told` where the deed is told of somebody, not in his own words."""
    main = clause.verb.main
    start = what[0].first + (line.sentence.tokens[what[0].first].lower in {"no", "any", "the", "a"})
    return Draft(
        "opposes", joined(actors), Actor(scene.words(line, start, what[1])),
        subject_near(clause, 8), what[1], rule, clause=clause,
        stance=None if told else "denied", speaker=None if told else answerable(actors), anchor=main,
    )  # fmt: skip


def _opposed_by(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "The plan is opposed by Belgium"."""
    by = clause.under("by")
    actors = [a for a in scene.actors(line, by, clause) if a.named] if by and clause.subject else []
    if actors and not clause.verb.negated and clause.verb.lemma in {"oppose", "reject", "challenge"}:
        yield Draft(
            "opposes", joined(actors), Actor(scene.bare(line, clause.subject[0])),
            max(clause.subject[0].first, clause.verb.main - 12), max(p.whole for p in by), "statements.opposed_by",
            clause=clause, anchor=clause.verb.main,
        )  # fmt: skip


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
        first = subject_near(clause, 8)
        yield Draft(
            "opposes", joined(actors), Actor(scene.words(line, what.first, act + 1)), first, end,
            "statements.calls_wrong", clause=clause, stance="denied", speaker=answerable(actors), anchor=verb.main,
        )  # fmt: skip


_CALLS_SO = frozenset("tolerate call describe label brand".split())


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
    if verb.form == "infinitive" or verb.lemma not in _CONDEMN | _CALLS_SO:
        return
    actors = parties_of(scene, line, clause)
    if not actors:
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
    first = subject_near(clause, 12)
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


def speaks_of_measure(line: Line, first: int, last: int) -> bool:
    """Does a demand speak of a measure against parties or of a wrong? Other wishes are none of our matter."""
    singular = {token.lower.removesuffix("s") for token in line.sentence.tokens[first:last]}
    return bool(singular & (_MEASURES | vocabulary.wrongs()))


_MEASURES = frozenset(
    "prevent block ban forbid prohibit outlaw impose exemption loophole sell bar step sanction blacklist list listing "
    "embargo restriction restrict restrictions licence license tariff boycott decision move action measure divest "
    "divestment investigation investigate inquiry release freeze visa law rule curb control cap export import contract "
    "purchase supply business tie cooperation sale investment removal suspension bill drop exclude stop halt reverse "
    "register suspend revoke withdraw lift remove penalty penalise penalize prosecute delist designate "
    "moratorium".split()
)
