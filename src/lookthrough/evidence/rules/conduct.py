"""Wrongs: who is said to have part in them, and who holds whom in custody."""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.phrases import phrase_at
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.rules.draft import NOBODY, Draft, amount_in, joined, reach
from lookthrough.evidence.rules.roles import whose
from lookthrough.evidence.scene import Actor, Line, Scene
from lookthrough.evidence.voices import is_unproven
from lookthrough.names.countries import country_code, country_name

_PART = frozenset("implicate involve link tie connect associate".split())
_HOLD = frozenset(
    "sentence detain imprison intern jail incarcerate arrest apprehend lock hold take send ship force confine "
    "herd throw".split()
)
_CUSTODY_NOUNS = frozenset("detention imprisonment internment incarceration".split())
_PLACES_OF_CUSTODY = frozenset(
    "camp camps prison prisons jail jails detention custody cell cells station stations barracks".split()
)


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The wrongs of one sentence."""
    for clause in line.sentence.clauses:
        yield from _implicated(scene, line, clause)
        yield from _takes_part(scene, line, clause)
        yield from _helps(scene, line, clause)
        yield from _does_wrong(scene, line, clause)
        yield from _seems_involved(scene, line, clause)
        yield from _detained(scene, line, clause)
        yield from _behind_bars(scene, line, clause)
    yield from _detention_of(scene, line)


def _implicated(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "have been implicated in …", "was involved in …", "complicit in …" with a wrong behind."""
    verb = clause.verb
    tokens = line.sentence.tokens
    blamed = clause.subject if verb.passive else clause.objects
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
    )


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
    last = line.sentence.chunks[clause.at].last
    for actor in parties:
        yield Draft(
            "implicated_in",
            actor,
            Actor(scene.words(line, clause.verb.main, last)),
            clause.subject[0].first if clause.subject else above.verb.main,
            last,
            "conduct.seems_involved",
            clause=clause,
            stance="no_clear_evidence",
            anchor=clause.verb.main,
        )


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
        max(min([verb.main, *(p.first for p in clause.subject)]), verb.main - 12),
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
_LAWS = frozenset("sanction embargo law rule right control restriction ban treaty convention regulation".split())


def _does_wrong(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Acme had bribed a minister", "breached export rules": a deed that is a wrong in itself."""
    verb = clause.verb
    if verb.lemma not in _WRONG_DEEDS or verb.form == "infinitive" or verb.modal or not clause.objects:
        return
    doers = clause.under("by") if verb.passive else clause.subject
    what = clause.subject if verb.passive else clause.objects
    words = {t.lower.removesuffix("s") for p in what for t in line.sentence.tokens[p.first : p.whole]}
    if verb.lemma in {"violate", "breach", "evade", "circumvent", "flout"} and not words & _LAWS:
        return
    subjects = [a for a in scene.actors(line, doers, clause) if a.named and a.kind != "place"]
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
    used = verb.passive and verb.lemma == "use"
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
        max(min([verb.main, *(p.first for p in clause.subject)]), verb.main - 12),
        min(stop, first + 20),
        "conduct.helps",
        clause=clause,
        negated=verb.negated,
        anchor=verb.main,
    )


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
    "author message politician website critic lawyer refugee million thousand people resident citizen worker".split()
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


def _detained(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """Verbs: "detaining more than a million …", "had been taken to camps", "may have been imprisoned"."""
    verb = clause.verb
    tokens = line.sentence.tokens
    if verb.lemma not in _HOLD:
        return
    held = clause.subject if verb.passive else clause.objects
    placed = verb.lemma in {"sentence", "hold", "take", "send", "ship", "lock", "force", "confine", "herd", "throw"}
    if placed:
        served = [p for p in clause.under("for") if tokens[p.head].lower.removesuffix("s") in {"year", "month", "day"}]
        where = clause.under("in", "to", "into", "at") + (clause.subject if verb.lemma == "hold" else [])
        kept = verb.lemma == "hold" and verb.passive and bool(served)
        if not kept and not any({t.lower for t in tokens[p.first : p.whole]} & _PLACES_OF_CUSTODY for p in where):
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
    told = placed and agent.name and line.sentence.tokens[people[0].first].lower in {"many", "some", "several"}
    alone = verb.passive and any(_is_one_held(scene, line, p) for p in people)
    if amount is None and line.role != "caption" and not clause.under("by") and not told and not alone:
        return
    yield Draft(
        "detains",
        agent,
        joined([Actor(scene.bare(line, p)) for p in people]),
        min(first, verb.main),
        max(ends),
        "conduct.detained",
        amount=amount,
        clause=clause,
        negated=verb.negated,
        anchor=verb.main if verb.form != "ing" else people[0].first,
    )


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
        if amount is None:
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
        yield Draft(
            "detains",
            _agent(scene, line, agents, None),
            Actor(scene.bare(line, phrase.of)),
            chunk.head,
            ends,
            "conduct.detention_of",
            amount=amount,
            anchor=chunk.head,
        )
