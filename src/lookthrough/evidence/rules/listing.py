"""Listings: who puts whom on which list and why, who stands on it, who is taken off, who may follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lookthrough.evidence.grammar.chunks import Chunk
from lookthrough.evidence.grammar.phrases import list_at
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.grammar.words import SPEECH
from lookthrough.evidence.rules.draft import NOBODY, Draft, amount_in, joined, reach
from lookthrough.evidence.rules.list_members import HOLD, holds, inverted, members, one_of
from lookthrough.evidence.rules.list_names import BLACKLIST, PUT, TAKE_OFF, list_name, target_list
from lookthrough.evidence.rules.list_reasons import because, by_noun, is_measure
from lookthrough.evidence.scene import Actor, Line, Scene

_WEIGH = frozenset("consider weigh mull contemplate study debate discuss plan propose prepare".split())


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The listings of one sentence."""
    reasoned = False
    for clause in line.sentence.clauses:
        for draft in _of_clause(scene, line, clause):
            reasoned |= draft.predicate == "listed_because"
            yield draft
        yield from one_of(scene, line, clause)
    if not reasoned:
        yield from by_noun(scene, line)
    yield from inverted(scene, line)
    yield from _standing(scene, line)


def _of_clause(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    verb = clause.verb
    name, where = target_list(scene, line, clause)
    if where is None and verb.lemma in {"add", "put", "place"}:
        name, where = _some_list(scene, line, clause)
    if verb.lemma in BLACKLIST or (verb.lemma in PUT and where is not None):
        yield from _put(scene, line, clause, name or "blacklist", where)
    elif verb.lemma in {"add", "name", "target"} and where is None and _adds_further(scene, line, clause):
        yield from _put(scene, line, clause, "blacklist", None)
    elif verb.lemma == "list" and not verb.passive and _is_authority(scene, line, clause):
        yield from _put(scene, line, clause, "", None)
    elif verb.lemma in TAKE_OFF and (where is not None or _delists(scene, line, clause)):
        yield from _take_off(scene, line, clause, where)
    elif verb.lemma in _STAND and where is not None and not verb.passive:
        yield from _stands(scene, line, clause, name, where)
    elif (verb.lemma in HOLD or (verb.lemma == "be" and _names_others(line, clause))) and not verb.passive:
        yield from holds(scene, line, clause)
    elif verb.lemma == "target" and (verb.passive or is_measure(line, clause.subject)):
        yield from because(scene, line, clause, clause.subject if verb.passive else clause.objects)
    elif verb.lemma in {"stem", "result", "arise", "follow"} and is_measure(line, clause.subject):
        yield from _stems(scene, line, clause)


def _names_others(line: Line, clause: Clause) -> bool:
    """As in "The others are Acme and Boreas", "Those added were …"."""
    heads = {line.sentence.tokens[p.head].lower for p in clause.subject}
    return bool(heads & {"others", "other", "rest", "additions", "newcomers", "those"})


_STAND = frozenset("be remain stay appear sit stand feature".split())


def _stands(scene: Scene, line: Line, clause: Clause, name: str, where: Phrase) -> Iterator[Draft]:
    """As in "Acme has been on the Entity List since 2020", "both still appear on the blacklist"."""
    if where not in clause.under("on", "in"):
        return
    for phrase, actor in [(p, a) for p in clause.subject for a in scene.actor(line, p, clause)]:
        counted = not actor.named and _is_listable(scene, line, phrase)
        if (actor.named and actor.kind != "list") or counted:
            scene.listing = scene.listing or name
            yield Draft(
                "listed_on",
                actor,
                Actor(name, "list"),
                *span(clause, clause.subject, where),
                "listing.stands",
                clause=clause,
                negated=clause.verb.negated,
                anchor=clause.verb.main,
            )
            yield from because(scene, line, clause, clause.subject)


def _stems(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "the action against Acme stems from its work for the army": why it was listed."""
    against = [p for m in clause.subject for q, many in m.more if q in {"against", "on"} for p in many]
    why = clause.under("from") or (clause.objects if clause.verb.lemma == "follow" else [])
    listed = [a for a in scene.actors(line, against, clause) if a.named]
    if listed and why and scene.listing:
        last = min(reach(why[0]), why[0].first + 16)
        yield Draft(
            "listed_because", joined(listed), Actor(scene.words(line, why[0].first, last)), clause.verb.main, last,
            "listing.stems", clause=clause, date=scene.listed, anchor=clause.verb.main,
        )  # fmt: skip


def _adds_further(scene: Scene, line: Line, clause: Clause) -> bool:
    """As in "The department also added two shipyards", where a list was spoken of before."""
    added = clause.subject if clause.verb.passive else clause.objects
    agents = clause.under("by") if clause.verb.passive else clause.subject
    if not scene.listing or not added or clause.under("to", "into"):
        return False
    office = any(a.party is not None and scene.is_state(a.party) for a in scene.actors(line, agents, clause))
    return (office or (clause.verb.passive and not agents)) and all(_is_listable(scene, line, p) for p in added)


def _is_listable(scene: Scene, line: Line, phrase: Phrase) -> bool:
    """A named body or person, or bodies that a number counts."""
    spot = scene.spot_at(line, phrase.head)
    if spot is not None:
        return scene.cast.party(spot).kind in {"organization", "person"}
    word = line.sentence.tokens[phrase.head].lower
    return word.endswith("s") and amount_in(line, phrase.first, phrase.whole) is not None


def _delists(scene: Scene, line: Line, clause: Clause) -> bool:
    """As in "the bureau removed eight companies", where a list was spoken of before."""
    plain = clause.verb.lemma in {"remove", "delist"} and not clause.verb.passive and not clause.under("from")
    firms = [p for p in clause.objects if line.sentence.tokens[p.head].lower in _FIRMS or scene.spot_at(line, p.head)]
    office = any(a.party is not None and scene.is_state(a.party) for a in scene.actors(line, clause.subject, clause))
    return plain and bool(scene.listing) and office and bool(firms)


_FIRMS = frozenset("companies entities firms parties organisations organizations persons people individuals".split())


def _some_list(scene: Scene, line: Line, clause: Clause) -> tuple[str, Phrase | None]:
    """As in "The ministry added five firms to a list that restricts exports": any list of an office of state."""
    agents = clause.under("by") if clause.verb.passive else clause.subject
    office = any(a.party is not None and scene.is_state(a.party) for a in scene.actors(line, agents, clause))
    for phrase in clause.under("to", "on", "onto") if office else []:
        if line.sentence.tokens[phrase.head].lower in {"list", "blacklist", "register"}:
            return "list", phrase
    return "", None


def _is_authority(scene: Scene, line: Line, clause: Clause) -> bool:
    """As in "the council listed Acme Trading": an office of state lists a party without a word of the list."""
    subjects = scene.actors(line, clause.subject, clause)
    objects = scene.actors(line, clause.objects, clause)
    office = any(
        a.party is not None and a.kind in {"organization", "place"} and scene.is_state(a.party) for a in subjects
    )
    return office and bool(objects) and all(a.named and a.kind in {"organization", "person"} for a in objects)


def _put(scene: Scene, line: Line, clause: Clause, name: str, where: Phrase | None) -> Iterator[Draft]:
    verb = clause.verb
    targets = [*(clause.subject if verb.passive else clause.objects), *_alongside(line, clause)]
    agents = clause.under("by") if verb.passive else clause.subject
    if not targets or (where is not None and where in targets) or _is_gerund(line, clause):
        return
    if (scene.cast and not scene.listing) or name != "blacklist":
        scene.listing = name
    scene.listing_line = line.number
    authority = joined(scene.actors(line, agents, clause)) if agents else NOBODY
    considered = _is_considered(line, clause)
    if authority.name and not considered and verb.modal in {"", "will"}:
        scene.authority = authority.name
    if not considered and line.dates and scene.listed is None and not verb.modal:
        scene.listed = line.dates[0].date
    last_of_clause = max(
        [reach(p) for p in targets] + ([where.whole] if where is not None else []) + [clause.verb.main + 1]
    )
    groups = [p for p in targets if not _is_list_item_of_list(scene, line, p)]
    if considered:
        for target in groups:
            for actor in scene.actor(line, target, clause):
                yield Draft(
                    "considered_for_list",
                    authority,
                    actor,
                    *span(clause, [target], where),
                    "listing.considered",
                    clause=clause,
                    stance="planned",
                )
        return
    if authority.name or not verb.passive:
        whole = joined([actor for target in groups for actor in scene.actor(line, target, clause)])
        who = authority if authority.name else Actor(scene.authority)
        yield Draft(
            "added_to_list",
            who,
            whole,
            *span(clause, groups, where),
            "listing.added",
            amount=amount_in(line, groups[0].first, last_of_clause),
            clause=clause,
            negated=verb.negated,
            anchor=clause.verb.main,
        )
    else:
        for target in groups:
            for actor in scene.actor(line, target, clause):
                amount = amount_in(line, target.first, max(target.last, target.whole))
                if not actor.named and amount is None:
                    continue  # "firms that were put on the list" are nobody in particular
                told = not actor.named and bool(scene.authority) and verb.form == "participle"
                sides = (Actor(scene.authority), actor) if told else (actor, Actor(name, "list"))
                yield Draft(
                    "added_to_list" if told else "listed_on",  # "the 12 firms blacklisted": by whom is known by now
                    *sides,
                    *span(clause, [target], where),
                    "listing.placed",
                    amount=amount_in(line, target.first, target.whole),
                    clause=clause,
                    negated=verb.negated,
                    anchor=clause.verb.main,
                )
    yield from members(scene, line, clause, name, authority)
    yield from because(scene, line, clause, targets, told=verb.lemma in BLACKLIST and verb.form == "finite")


def _alongside(line: Line, clause: Clause) -> list[Phrase]:
    """As in "was added to the list, along with A and B", "alongside A": listed too."""
    chunks = line.sentence.chunks
    for k in range(clause.at + 1, len(chunks) - 1):
        together = chunks[k].word == "with" and chunks[k - 1].word in {"along", "together"}
        together |= chunks[k].word == "with" and line.sentence.tokens[chunks[k].first - 1].lower in {
            "along",
            "together",
        }
        if (together or chunks[k].word == "alongside") and chunks[k + 1].kind == "np":
            return list_at(line.sentence, k + 1)[0]
        if chunks[k].kind in {"stop", "vg", "sub"}:
            break
    return []


def _is_gerund(line: Line, clause: Clause) -> bool:
    """As in "blacklisting them was harsh": the verb is a noun, and nobody is said to have done it."""
    before = line.sentence.chunks[clause.at - 1] if clause.at else None
    spoken = before is not None and before.verb is not None and before.verb.lemma in SPEECH
    return clause.verb.form == "ing" and (before is None or spoken)


def _is_list_item_of_list(scene: Scene, line: Line, phrase: Phrase) -> bool:
    return bool(list_name(scene, line, phrase))


def span(clause: Clause, phrases: Sequence[Phrase], where: Phrase | None) -> tuple[int, int]:
    """From the subject, when it stands close before the verb, to the last target or the list."""
    main = clause.verb.main
    starts = [p.first for p in clause.subject if p.first < main and main - p.first <= 14]
    first = min([main, *starts, *(p.first for p in phrases if p.first < main and main - p.first <= 20)])
    ends = [p.whole for p in phrases] + ([where.whole] if where is not None and where.whole - first <= 28 else [])
    return first, max([main + 1, *ends])


def _standing(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "Acme, now on the Entity List", "A and B, both newly added to the list": no verb between party and list."""
    chunks, tokens = line.sentence.chunks, line.sentence.tokens
    for k, chunk in enumerate(chunks):
        if chunk.kind != "prep" or chunk.word not in {"on", "to"} or k + 1 >= len(chunks) or chunks[k + 1].kind != "np":
            continue
        list_phrase = Phrase(chunks[k + 1].first, chunks[k + 1].last, chunks[k + 1].head)
        name = list_name(scene, line, list_phrase)
        if not name:
            continue
        before = tokens[chunk.first - 1].lower if chunk.first else ""
        if chunk.word == "to" and not before.endswith(("added", "assigned")):
            continue
        if chunk.word == "on" and any(
            c.verb.lemma in PUT | BLACKLIST | {"remain", "stay", "appear"} and c.at < k
            for c in line.sentence.clauses[-1:]
        ):
            continue
        mark = next((i for i in range(k - 1, max(k - 4, -1), -1) if chunks[i].kind in {"comma", "dash", "lpar"}), -1)
        if mark < 1 or any(c.kind == "vg" for c in chunks[mark:k]):
            continue
        named = _names_before(scene, line, chunks, mark)
        for phrase in named:
            scene.listing = scene.listing or name
            yield Draft(
                "listed_on",
                scene.actor(line, phrase)[0],
                Actor(name, "list"),
                named[0].first,
                list_phrase.last,
                "listing.standing",
                date=scene.listed,
                anchor=chunk.first,
            )


def _names_before(scene: Scene, line: Line, chunks: Sequence[Chunk], mark: int) -> list[Phrase]:
    found: list[Phrase] = []
    k = mark - 1
    while k >= 0 and chunks[k].kind == "np" and scene.spot_at(line, chunks[k].head) is not None:
        found.insert(0, Phrase(chunks[k].first, chunks[k].last, chunks[k].head))
        if k >= 1 and chunks[k - 1].kind in {"conj", "comma"}:
            k -= 2 if chunks[k - 1].kind == "conj" else 10**6
        else:
            break
    return found


def _take_off(scene: Scene, line: Line, clause: Clause, where: Phrase | None) -> Iterator[Draft]:
    targets = clause.subject if clause.verb.passive else clause.objects
    agents = clause.under("by") if clause.verb.passive else clause.subject
    for target in targets:
        for actor in scene.actor(line, target, clause):
            yield Draft(
                "removed_from_list",
                joined(scene.actors(line, agents, clause)) if agents else NOBODY,
                actor,
                *span(clause, [target], where),
                "listing.removed",
                clause=clause,
                negated=clause.verb.negated,
                anchor=clause.verb.main,
            )


def _is_considered(line: Line, clause: Clause) -> bool:
    if clause.verb.modal in {"may", "might", "could", "would"}:
        return True
    governor = line.sentence.clauses[clause.governor] if clause.governor >= 0 else None
    return (
        governor is not None
        and clause.verb.form in {"infinitive", "ing"}
        and governor.verb.lemma in _WEIGH | {"threaten", "recommend", "urge", "ask", "call", "want", "push"}
    )
