"""Who works where: posts behind a name, before it, and told by a verb."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.phrases import phrase_at
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.mentions import Spot
from lookthrough.evidence.rules.draft import Draft, reach
from lookthrough.evidence.rules.roles import whose
from lookthrough.evidence.scene import Actor, Line, Scene


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The posts of one sentence."""
    chunks = line.sentence.chunks
    for k in range(len(chunks) - 2):
        spot = scene.spot_at(line, chunks[k].head) if chunks[k].kind == "np" else None
        if spot is None or chunks[k + 1].kind != "comma" or chunks[k + 2].kind != "np":
            continue
        if scene.cast.party(spot).kind == "person":
            yield from _post(scene, line, spot, phrase_at(line.sentence, k + 2)[0])
    yield from _persons_of(scene, line)
    yield from _stint(scene, line)
    for clause in line.sentence.clauses:
        verb = clause.verb
        named = verb.lemma in {"name", "appoint", "elect"} and verb.passive and bool(clause.objects)
        is_one = verb.lemma in {"be", "become", "work"} and not verb.passive and verb.form == "finite"
        if (named or is_one) and not verb.negated:
            yield from _holds_post(scene, line, clause)
        elif verb.lemma in {"sit", "serve"} and not verb.passive and clause.subject:
            yield from _sits(scene, line, clause)
        elif verb.lemma in {"run", "head", "lead", "chair", "manage"} and clause.subject:
            yield from _led(scene, line, clause)


def _actor(scene: Scene, spot: Spot) -> Actor:
    party = scene.cast.party(spot)
    return Actor(party.full, party.kind, party, "name")


def _post(scene: Scene, line: Line, spot: Spot, phrase: Phrase) -> Iterator[Draft]:
    tokens = line.sentence.tokens
    heads = {token.lower.removesuffix("s") for token in tokens[phrase.first : phrase.last]}
    role = tokens[phrase.head].lower
    if scene.spot_at(line, phrase.head) is not None and role not in vocabulary.person("role"):
        return
    if role in {"owner", "shareholder", "operator", "investor"}:
        return  # what he has, not a post
    if role.endswith("s") and role.removesuffix("s") in vocabulary.person("role") and role != "boss":
        return  # "the family of Ana Ruiz, researchers found": one person is not several
    if not (heads & vocabulary.person("role") or role in vocabulary.person("role")):
        return
    posted = {"at", "with", "for", "of", "in", "from"}
    where = ([phrase.of] if phrase.of is not None else []) + [
        p for prep, many in phrase.more if prep in posted for p in many
    ]
    k = next((i for i, c in enumerate(line.sentence.chunks) if c.first == phrase.last), -1)
    chunks = line.sentence.chunks
    if not where and 0 <= k < len(chunks) - 1 and chunks[k].kind == "conj" and chunks[k + 1].kind == "np":
        second, _ = phrase_at(line.sentence, k + 1)  # "a trustee and Gulf expert at the Centre"
        if tokens[second.head].lower in vocabulary.person("role"):
            where = ([second.of] if second.of is not None else []) + [
                p for prep, many in second.more if prep in posted for p in many
            ]
            phrase.more = [*phrase.more, *second.more]
    owner = [
        s
        for s in line.spots
        if phrase.first <= s.first and s.last <= phrase.last and scene.cast.party(s).kind == "organization"
    ]
    bodies = [a for p in where for a in scene.actor(line, p) if a.named and a.kind == "organization"] or [
        _actor(scene, s) for s in owner
    ]
    if not bodies:
        inner = [
            s
            for p in where
            for s in line.spots
            if p.first <= s.first and s.last <= p.whole and scene.cast.party(s).kind == "organization"
        ]
        bodies = [_actor(scene, s) for s in inner]
    if not bodies:
        return
    end = min(reach(phrase), spot.first + 24)
    founder = role in {"founder", "co-founder", "cofounder"}
    if founder:
        yield Draft("founded_by", bodies[0], _actor(scene, spot), spot.first, end, "profile.founder", anchor=spot.first)
    else:
        yield Draft(
            "role_at",
            _actor(scene, spot),
            Actor(
                f"{bodies[0].name} ({scene.words(line, phrase.head, phrase.head + 1)})",
                "organization",
                bodies[0].party,
                "name",
            ),
            spot.first,
            end,
            "profile.post",
            anchor=spot.first,
        )


def _sits(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "also sits on the supervisory board of Acme", "serves on Acme's board"."""
    people = [a for a in scene.actors(line, clause.subject, clause) if a.named and a.kind == "person"]
    for board in clause.under("on") if people else []:
        word = line.sentence.tokens[board.head].lower
        bodies = whose(scene, line, Phrase(board.first, board.head + 1, board.head, board.of), clause, preps=("of",))
        if not bodies and word == "board" and line.sentence.tokens[board.first].lower in {"the", "its"}:
            found = scene.firm(line, board.first)  # "his son sits on the board": of the company spoken of
            bodies = [found] if found is not None else []
        if word in {"board", "council", "committee"} and bodies:
            yield Draft(
                "role_at", people[0], Actor(f"{bodies[0].name} ({word})", "organization", bodies[0].party, "name"),
                max(clause.verb.main - 8, min(p.first for p in clause.subject), 0), board.whole, "profile.sits",
                clause=clause, negated=clause.verb.negated, anchor=clause.verb.main,
            )  # fmt: skip


def _persons_of(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "said Ana Ruiz of Prisoners Watch": a person and the body that he belongs to."""
    tokens = line.sentence.tokens
    for left, right in itertools.pairwise(line.spots):
        between = [token.lower for token in tokens[left.last : right.first]]
        person, body = scene.cast.party(left), scene.cast.party(right)
        whole = left.last - left.first > 1 and (person.kind, body.kind) == ("person", "organization")
        if whole and between in (["of"], ["of", "the"], ["from", "the"], ["at"]):
            yield Draft(
                "role_at", _actor(scene, left), _actor(scene, right), left.first, right.last,
                "profile.person_of", anchor=left.first,
            )  # fmt: skip
        elif whole and between in (["'s"], ["'"]) and _of_his(line, right):
            yield Draft(
                "role_at", _actor(scene, left), _actor(scene, right), left.first, right.last,
                "profile.his_body", anchor=left.first,
            )  # fmt: skip


def _of_his(line: Line, spot: Spot) -> bool:
    """As in "Ana Ruiz's Northwind Ventures": a firm's whole name behind a person's, and no common noun behind it."""
    behind = line.sentence.tags[spot.last] if spot.last < len(line.sentence.tags) else "stop"
    return spot.last - spot.first > 1 and behind not in {"noun", "gen"}


def _led(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Acme, run by Ana Ruiz", "a firm headed by his son Leo Ruiz": who leads a body."""
    passive = clause.verb.passive
    leaders, led = (clause.under("by"), clause.subject) if passive else (clause.subject, clause.objects)
    people = [a for a in scene.actors(line, leaders, clause) if a.named and a.kind == "person"]
    bodies = [a for a in scene.actors(line, led, clause) if a.named and a.kind == "organization"]
    if not bodies and not passive:  # "who chairs the commission on trade"
        known = vocabulary.body("institution")
        bodies = [Actor(scene.bare(line, p)) for p in led if line.sentence.tokens[p.head].lower in known]
    for person in people if bodies else []:
        last = max([clause.verb.main + 1, *(p.whole for p in (leaders if passive else led))])
        first = max(min([clause.verb.main, clause.subject[0].first]), clause.verb.main - 12)
        yield Draft(
            "role_at", person, Actor(f"{bodies[0].name} (head)", "organization", bodies[0].party, "name"),
            first, last, "profile.led", clause=clause, negated=clause.verb.negated, anchor=clause.verb.main,
        )  # fmt: skip


_OFFICERS = frozenset(
    "chief governor mayor secretary minister commissioner commander judge prosecutor director premier ambassador "
    "superintendent warden".split()
)
"""Posts that a place has: "was a police chief in Arden"."""


def _stint(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "…, after a stint in the Shan Region", "following four years at Acme": an earlier post of who acts."""
    chunks = line.sentence.chunks
    for k in range(1, len(chunks) - 2):
        time = chunks[k].kind == "np" and chunks[k - 1].word in {"after", "following"}
        if not time or chunks[k + 1].word not in {"in", "at", "with"} or chunks[k + 2].kind != "np":
            continue
        if chunks[k].word.removesuffix("s") not in {"stint", "spell", "tenure", "posting", "year", "decade", "career"}:
            continue
        body = phrase_at(line.sentence, k + 2)[0]
        spot = scene.spot_at(line, body.head)
        before = [c for c in line.sentence.clauses if c.at < k and c.subject and c.verb.form == "finite"]
        people = [a for c in before[-1:] for a in scene.actors(line, c.subject, c) if a.named and a.kind == "person"]
        if len(people) == 1 and spot is not None and scene.cast.party(spot).kind in {"organization", "place"}:
            yield Draft(
                "role_at", people[0], _actor(scene, spot), chunks[k - 1].first, body.whole, "profile.stint",
                anchor=chunks[k].first, clause=before[-1],
            )  # fmt: skip


def _holds_post(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "who became police chief of Arden", "is a director at Acme", "a journalist who works for Radio Arden"."""
    tokens, verb = line.sentence.tokens, clause.verb
    if len(clause.subject) != 1:
        return
    person = scene.actor(line, clause.subject[0], clause)
    if len(person) != 1 or not person[0].named or person[0].kind != "person":
        return
    if verb.lemma == "work":
        post, where = clause.subject[0], clause.under("for", "at")
    else:
        post = clause.objects[0] if clause.objects else clause.subject[0]
        preps = {"at", "for", "with"} | ({"in"} if tokens[post.head].lower in _OFFICERS else set())
        hanging = [p for prep, many in [*post.more, *clause.preps] if prep in preps for p in many]
        hanging += clause.under("of") if clause.link == "relative" else []  # "the commission of which she is chair"
        where = ([post.of] if post.of is not None else []) + hanging
        if tokens[post.head].lower not in vocabulary.person("role"):
            return
    bodies = [a for p in where for a in scene.actor(line, p, clause) if a.named and a.kind in {"organization", "place"}]
    bodies = [a for a in bodies if a.kind == "organization" or verb.lemma != "work"]
    if not bodies:
        return
    words = scene.words(line, post.head, post.head + 1) if tokens[post.head].lower in vocabulary.person("role") else ""
    first = max(min(verb.main, clause.subject[0].first), verb.main - 12)
    yield Draft(
        "role_at",
        person[0],
        Actor(f"{bodies[0].name} ({words})" if words else bodies[0].name, bodies[0].kind, bodies[0].party, "name"),
        first,
        max([verb.main + 1, post.last, *(p.whole for p in where[:1])]),
        "profile.holds_post",
        clause=clause,
        anchor=verb.main,
    )
