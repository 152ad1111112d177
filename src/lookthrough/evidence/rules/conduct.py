"""Wrongs: who is said to have part in them."""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence import vocabulary
from lookthrough.evidence.callback import PLURAL_FIRMS
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.rules.draft import Draft, amount_in, joined, reach, subject_within
from lookthrough.evidence.rules.roles import whose
from lookthrough.evidence.scene import Actor, Line, Scene
from lookthrough.evidence.voices import is_unproven

_PART = frozenset("implicate involve link tie connect associate".split())


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The wrongs of one sentence."""
    for clause in line.sentence.clauses:
        yield from _implicated(scene, line, clause)
        yield from _takes_part(scene, line, clause)
        yield from _helps(scene, line, clause)
        yield from _does_wrong(scene, line, clause)
        yield from _seems_involved(scene, line, clause)
        yield from _found_at(scene, line, clause)


def _implicated(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "have been implicated in …", "was involved in …", "complicit in …" with a wrong behind."""
    verb = clause.verb
    tokens = line.sentence.tokens
    blamed = clause.subject if verb.passive else clause.objects
    accused = _accused(line, clause)
    blamed = blamed or accused
    if verb.lemma not in _PART or not blamed or (verb.form == "participle" and verb.lemma != "implicate"):
        return
    if verb.lemma == "involve" and not clause.under("in", "with"):
        yield from _involved_in_doing(scene, line, clause)
        return
    what = clause.under("in", "with") if verb.lemma in {"implicate", "involve"} else clause.under("to")
    if not what:
        return
    end = _end(line, what[0])
    words = {t.lower for t in tokens[what[0].first : end]}
    singular = {word.removesuffix("s") for word in words}
    to_arms = verb.lemma == "involve" and bool(words & _TO_ARMS) and what[0].first + 1 < end
    told = verb.lemma != "involve" and singular & {"camp", "military", "army", "militia", "weapon", "missile", "regime"}
    if not singular & vocabulary.wrongs() and not to_arms and not told and verb.lemma != "implicate":
        return
    actors = scene.actors(line, blamed, clause)
    if not verb.passive and (verb.lemma in {"involve", "associate"} or not any(a.named for a in actors)):
        return
    known = any(a.named for a in actors) or accused or scene.country_of(line, blamed[0])
    if clause.link == "relative" and not known and amount_in(line, blamed[0].first, blamed[0].whole) is None:
        return  # "ships that have been linked to smuggling": any such ships, nobody in particular
    subject = joined(actors)
    if any(c.verb.lemma in {"need", "avoid"} for c in line.sentence.clauses if c.at < clause.at):
        return
    yield Draft(
        "implicated_in",
        subject,
        Actor(scene.words(line, what[0].first, end)),
        verb.main,
        end,
        "conduct.implicated",
        clause=clause,
        negated=verb.negated,
        anchor=verb.main,
        stance="alleged" if accused else None,
    )


def _accused(line: Line, clause: Clause) -> list[Phrase]:
    """As in "accusing them of being implicated in fraud": whom the verb before accuses."""
    k = line.sentence.clauses.index(clause)
    above = line.sentence.clauses[k - 1] if k else None
    if above is None or above.verb.lemma != "accuse" or line.sentence.chunks[clause.at - 1].word != "of":
        return []
    return above.subject if above.verb.passive else above.objects


def _contrary(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "have been acting contrary to the national security of …": the standard ground of export control lists."""
    last = max([clause.verb.main + 2, *(p.whole for p in clause.under("to"))])
    end = min(last, clause.verb.main + 14)
    yield Draft(
        "implicated_in",
        joined(scene.actors(line, clause.subject, clause)),
        Actor(scene.words(line, clause.verb.main, end)),
        clause.verb.main,
        end,
        "conduct.contrary",
        clause=clause,
        negated=clause.verb.negated,
        anchor=clause.verb.main,
    )


def _seems_involved(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Acme seems to be involved, so does Boreas. But there is no clear evidence": said and left open."""
    clauses = line.sentence.clauses
    above = clauses[clause.governor] if clause.governor >= 0 else None
    if clause.verb.lemma != "involve" or not clause.verb.passive or clause.under("in") or above is None:
        return
    following = scene.lines[line.number : line.number + 2]
    if above.verb.lemma not in {"seem", "appear", "believe", "think", "say"} or not any(map(is_unproven, following)):
        return
    likewise = [p for c in clauses if c.at > clause.at and c.verb.lemma == "do" and not c.subject for p in c.objects]
    parties = [a for p in [*clause.subject, *likewise] for a in scene.actor(line, p, clause) if a.named]
    end = line.sentence.chunks[clause.at].last
    too = {a.name: p for p in likewise for a in scene.actor(line, p, clause)}
    for actor in parties:
        also = too.get(actor.name)
        first, last = (also.first - 2, also.whole) if also is not None else (above.verb.main, end)
        first = min(first, clause.subject[0].first) if also is None and clause.subject else first
        yield Draft(
            "implicated_in",
            actor,
            Actor(scene.words(line, clause.verb.main, end)),
            first,
            last,
            "conduct.seems_involved",
            clause=clause,
            stance="no_clear_evidence",
            anchor=clause.verb.main,
        )


_SIGNS = frozenset("sign evidence trace case instance indication proof pattern incident".split())


def _found_at(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "found signs of forced labour aboard the firm's ships", "uncovered evidence of fraud at Acme": where."""
    verb, tokens = clause.verb, line.sentence.tokens
    if verb.lemma not in {"find", "uncover", "document", "discover", "expose", "detect"} or verb.negated or verb.modal:
        return
    for sign in clause.objects:
        wrong = [sign.of] if sign.of is not None and tokens[sign.head].lower.removesuffix("s") in _SIGNS else [sign]
        places = [
            p
            for prep, many in [*sign.more, *clause.preps]
            if prep in {"at", "aboard", "by", "inside", "in"}
            for p in many
        ]
        parties = [a for p in places for a in scene.actor(line, p, clause) if a.named and a.kind == "organization"]
        parties = parties or [
            a for p in places for q in (p, p.of) if q is not None for a in whose(scene, line, q, clause)
        ]
        inside = [s for p in places for s in line.spots if p.first <= s.first and s.last <= p.last]
        named = (scene.cast.party(s) for s in inside)
        parties = parties or [Actor(p.full, p.kind, p, "name") for p in named if p.kind == "organization"]
        if parties and _is_wrong(line, wrong[0]):
            yield Draft(
                "implicated_in", joined(parties[:1]), Actor(scene.bare(line, wrong[0])),
                subject_within(clause, 12),
                max(p.whole for p in places), "conduct.found_at", clause=clause, anchor=sign.first,
            )  # fmt: skip
            return


_TO_ARMS = frozenset("military weapon weapons missile missiles nuclear army navy drone drones arms sanctions".split())


def _involved_in_doing(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "were involved in developing missiles": a deed that measures are taken for."""
    tokens, chunks = line.sentence.tokens, line.sentence.chunks
    inner = next(
        (c for c in line.sentence.clauses if c.at in {clause.at + 1, clause.at + 2} and c.verb.form == "ing"), None
    )
    if inner is None or chunks[inner.at - 1].word != "in" or not clause.subject:
        return
    end = max([inner.verb.main + 1, *(_end(line, p) for p in inner.objects[:1])])
    words = {t.lower for t in tokens[inner.verb.main : end]}
    if not words & _TO_ARMS and not {w.removesuffix("s") for w in words} & vocabulary.wrongs():
        return
    subjects = [a for a in scene.actors(line, clause.subject, clause) if a.named]
    if subjects:
        yield Draft(
            "implicated_in",
            joined(subjects),
            Actor(scene.words(line, inner.verb.main, end)),
            clause.verb.main,
            end,
            "conduct.implicated",
            clause=clause,
            negated=clause.verb.negated,
            anchor=clause.verb.main,
        )


def _takes_part(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "contributes to serious abuses", "is complicit in torture", "enables the repression of …"."""
    verb, tokens = clause.verb, line.sentence.tokens
    if verb.passive or not clause.subject:
        return
    after = {t.lower for t in tokens[verb.main + 1 : verb.main + 4]}
    heads = {tokens[p.head].lower for p in clause.objects}
    if verb.lemma in {"contribute", "participate", "engage", "assist", "partake", "profit", "benefit", "collude"}:
        what = clause.under("in", "to", "from")
    elif verb.lemma in {"take", "play", "have"} and heads & {"part", "role", "hand", "share", "complicity"}:
        what = [p for q, many in clause.preps if q == "in" for p in many]
    elif verb.lemma in _FURTHER:
        what = clause.objects
    elif verb.lemma == "be" and after & {"responsible", "behind", "guilty", "party"}:
        what = [*clause.under("for", "behind", "of", "to"), *clause.objects]
    elif verb.lemma == "act" and tokens[min(verb.main + 1, len(tokens) - 1)].lower == "contrary":
        yield from _contrary(scene, line, clause)
        return
    elif verb.lemma == "be" and any(t.lower == "complicit" for t in tokens[verb.main + 1 : verb.main + 3]):
        what = clause.under("in")
    else:
        return
    subjects = [
        a for a in scene.actors(line, clause.subject, clause) if a.named and a.kind in {"organization", "person"}
    ]
    wrong = [p for p in what if _is_wrong(line, p)]
    if not subjects and clause.subject and amount_in(line, clause.subject[0].first, clause.subject[0].whole):
        subjects = scene.actors(line, clause.subject[:1], clause)  # "28 factories took part in …"
    if not subjects and clause.subject and tokens[clause.subject[0].first].lower in {"these", "those", "both"}:
        subjects = scene.actors(line, clause.subject[:1], clause)  # "these companies are bankrolling murder"
    if not subjects or not wrong:
        return
    end = _end(line, wrong[0])
    yield Draft(
        "implicated_in",
        joined(subjects),
        Actor(scene.words(line, wrong[0].first, end)),
        subject_within(clause, 12),
        end,
        "conduct.takes_part",
        clause=clause,
        negated=verb.negated,
        anchor=verb.main,
    )


_FURTHER = frozenset(
    "enable facilitate commit perpetrate abet fuel finance fund bankroll support underpin aid condone whitewash "
    "launder hide conceal".split()
)


def _is_wrong(line: Line, phrase: Phrase) -> bool:
    """Does a phrase with its "of" chain speak of a wrong?"""
    return any(
        token.lower.removesuffix("s") in vocabulary.wrongs() | {"war", "coup"}
        for token in line.sentence.tokens[phrase.first : phrase.whole]
    )


_WRONG_DEEDS = frozenset(
    "bribe defraud launder smuggle embezzle evade circumvent flout torture murder massacre persecute extort traffic "
    "counterfeit violate breach".split()
)


def _are_those_firms(line: Line, phrase: Phrase) -> bool:
    definite = line.sentence.tokens[phrase.first].lower in {"the", "these", "those", "both"}
    return definite and line.sentence.tokens[phrase.head].lower in PLURAL_FIRMS


_KILLS = frozenset("kill shoot bomb beat".split())
_LAWS = frozenset("sanction embargo law rule right control restriction ban treaty convention regulation".split())


def _does_wrong(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Acme had bribed a minister", "breached export rules": a deed that is a wrong in itself."""
    verb = clause.verb
    if verb.lemma not in _WRONG_DEEDS | _KILLS or verb.form == "infinitive" or verb.modal or not clause.objects:
        return
    doers = clause.under("by") if verb.passive else clause.subject
    what = clause.subject if verb.passive else clause.objects
    words = {t.lower.removesuffix("s") for p in what for t in line.sentence.tokens[p.first : p.whole]}
    if verb.lemma in {"violate", "breach", "evade", "circumvent", "flout"} and not words & _LAWS:
        return
    actors = scene.actors(line, doers, clause)
    subjects = [a for a in actors if a.named and a.kind != "place"]
    if not subjects and doers and _are_those_firms(line, doers[0]):
        subjects = actors  # "the companies had been evading export controls"
    if verb.lemma in _KILLS:
        people = [p for p in what if line.sentence.tokens[p.head].lower in vocabulary.person("people")]
        armed = [a for a in actors if a.name.lower().removeprefix("the ") in vocabulary.body("state")]
        subjects, what = subjects or armed, people
    if subjects and what:
        first = min([verb.main, *(p.first for p in what)])
        last = max([verb.main + 1, *(p.whole for p in what)])
        yield Draft(
            "implicated_in", joined(subjects), Actor(scene.words(line, first, min(last, first + 16))),
            max(min([first, *(p.first for p in clause.subject)]), verb.main - 12), last, "conduct.does_wrong",
            clause=clause, negated=verb.negated, anchor=verb.main,
        )  # fmt: skip


def _helps(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "helped to lock up dissidents", "helped the police track villagers", "was used to monitor minorities"."""
    verb, tokens, chunks = clause.verb, line.sentence.tokens, line.sentence.chunks
    used = verb.lemma == "use" and (verb.passive or _used_to(line, clause))
    helps = verb.lemma in {"help", "assist", "enable", "allow"} and not verb.passive
    if not (used or helps) or not clause.subject:
        return
    subjects = [a for a in scene.actors(line, clause.subject, clause) if a.named and a.kind != "place"]
    owned = [p for p in clause.subject if line.sentence.tags[p.first] == "poss" or _has_genitive(line, p)]
    made = [c for c in line.sentence.clauses if c.verb.form == "participle" and c.subject and c.verb.lemma in _MADE]
    makers = [p for c in made if c.subject[0].first == clause.subject[0].first for p in c.under("by")]
    subjects = subjects or [a for a in scene.actors(line, makers, clause) if a.named]
    subjects = subjects or _employers(scene, line, clause)
    subjects = subjects or [a for p in owned for a in whose(scene, line, Phrase(p.first, p.head + 1, p.head), clause)]
    stop = next((c.first for c in chunks[clause.at + 1 :] if c.kind in {"comma", "stop", "sub", "colon"}), len(tokens))
    words = {token.lower.removesuffix("s") for token in tokens[verb.main + 1 : stop]}
    against = bool(words & _AGAINST) and bool(words & (_TARGETS | vocabulary.wrongs()))
    if not subjects or not (against or words & vocabulary.wrongs()):
        return
    first = chunks[clause.at].last
    yield Draft(
        "implicated_in",
        joined(subjects),
        Actor(scene.words(line, first, min(stop, first + 20))),
        subject_within(clause, 12),
        min(stop, first + 20),
        "conduct.helps",
        clause=clause,
        negated=verb.negated,
        anchor=verb.main,
    )


def _used_to(line: Line, clause: Clause) -> bool:
    """As in "used the software to track exiles": a tool, and against whom."""
    k = line.sentence.clauses.index(clause) + 1
    later = line.sentence.clauses[k] if k < len(line.sentence.clauses) else None
    if not clause.objects or later is None or later.verb.form != "infinitive" or later.verb.lemma not in _AGAINST:
        return False
    people = {line.sentence.tokens[p.head].lower.removesuffix("s") for p in later.objects}
    return bool(people & _TARGETS) and later.at - clause.at <= 4


def _employers(scene: Scene, line: Line, clause: Clause) -> list[Actor]:
    """As in "Acme staff helped …", "engineers of Acme": whose people they are."""
    found = []
    for phrase in clause.subject:
        if line.sentence.tokens[phrase.head].lower in _STAFF:
            names = [s for s in line.spots if phrase.first <= s.first and s.last <= phrase.head]
            parties = [scene.cast.party(s) for s in names]
            found += [Actor(p.full, p.kind, p, "role") for p in parties if p.kind == "organization"]
            others = [phrase.of] if phrase.of is not None else []
            others += [p for prep, many in phrase.more if prep in {"from", "at"} for p in many]
            found += [a for p in others for a in scene.actor(line, p, clause) if a.named and a.kind == "organization"]
    return found[:1]


_STAFF = frozenset("staff employees engineers technicians specialists consultants workers experts".split())
_MADE = frozenset("employ pay hire make produce develop supply build manufacture design sell provide".split())
_AGAINST = frozenset(
    "track monitor identify surveil detain imprison lock round target suppress control spy follow censor "
    "persecute intercept locate hack find arrest repress oppress watch profile jail intern bomb attack kill flag "
    "single against".split()
)
_TARGETS = frozenset(
    "dissident minority muslim protester journalist activist civilian detainee prisoner villager ethnic opposition "
    "exile author message politician website critic lawyer refugee million thousand people resident citizen "
    "worker".split()
)


def _has_genitive(line: Line, phrase: Phrase) -> bool:
    return any(line.sentence.tags[i] == "gen" for i in range(phrase.first, phrase.head))


def _end(line: Line, phrase: Phrase) -> int:
    """The end of a wrong with its list and with a participle behind it, up to 20 tokens."""
    tags = line.sentence.tags
    end = reach(phrase)
    for i in range(end, min(len(tags), phrase.first + 20)):
        if tags[i] in {"stop", "colon", "close"} or (
            tags[i] == "comma" and i + 1 < len(tags) and tags[i + 1] not in {"noun", "name", "det", "conj"}
        ):
            return i
        if tags[i] in {"be", "modal", "have"}:
            return end
        end = i + 1
    return end
