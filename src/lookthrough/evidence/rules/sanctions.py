"""Sanctions and visa restrictions: who imposes them on whom."""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.phrases import list_at
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.rules.draft import NOBODY, Draft, amount_in, joined, reach
from lookthrough.evidence.rules.list_reasons import because
from lookthrough.evidence.scene import Actor, Line, Scene
from lookthrough.model.claim import Stance

_IMPOSE = frozenset("impose announce slap levy place apply adopt issue extend introduce enact".split())
_UNDER = frozenset("be remain come fall stay".split())
_LIFT = frozenset("lift remove ease revoke drop".split())
_PLAN = frozenset("consider weigh mull plan prepare threaten study discuss contemplate".split())
_ENABLE = frozenset("allow enable permit authorize authorise let empower design".split())
_ASKED = frozenset("urge ask call demand want recommend press push".split())


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The sanctions of one sentence."""
    for clause in line.sentence.clauses:
        if clause.verb.lemma in {"sanction", "designate"} and not _names_list(line, clause):
            yield from _by_verb(scene, line, clause)
        elif clause.verb.lemma in _UNDER or (clause.verb.lemma in {"place", "put"} and clause.under("under")):
            yield from _is_under(scene, line, clause)
        elif clause.verb.lemma in _IMPOSE:
            yield from _imposed(scene, line, clause)
        elif clause.verb.lemma in {"hit", "slap", "target", "punish"} and clause.verb.passive:
            yield from _hit(scene, line, clause)
        elif clause.verb.lemma in _LIFT:
            yield from _lifted(scene, line, clause)
        elif clause.verb.lemma in {"freeze", "block"}:
            yield from _frozen(scene, line, clause)
        yield from _no_visa(scene, line, clause)
        yield from _reaches(scene, line, clause)
        yield from _strikes(scene, line, clause)
    yield from _announced(scene, line)
    yield from _standing(scene, line)
    yield from _by_noun(scene, line)


def _names_list(line: Line, clause: Clause) -> bool:
    """As in "designated as …", or put on a list, is read elsewhere."""
    places = clause.under("to", "on", "in", "as")
    return clause.verb.lemma == "designate" and any(
        line.sentence.tokens[p.head].lower in vocabulary.list_words() for p in places
    )


def measure_kind(line: Line, phrase: Phrase) -> str:
    """The predicate that a phrase for a measure stands for; "" where it is none."""
    tokens = line.sentence.tokens
    inside = {token.lower for token in tokens[phrase.first : phrase.whole]}
    head = tokens[phrase.head].lower
    if inside & {"visa", "visas", "travel", "entry"} and head in {
        "restrictions",
        "restriction",
        "ban",
        "bans",
        "sanctions",
        "visas",
    }:
        return "visa_restrictions_on"
    return (
        "sanctioned"
        if head in {"sanctions", "sanction"} or (head in {"freeze", "freezes"} and "asset" in inside)
        else ""
    )


def _targets(phrase: Phrase, clause: Clause) -> list[Phrase]:
    own = [p for prep, many in phrase.more if prep in {"on", "against", "upon"} for p in many]
    return own or clause.under("on", "against", "upon")


def _imposed(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    measures = clause.subject if clause.verb.passive else clause.objects
    for measure in measures:
        predicate = measure_kind(line, measure)
        targets = _targets(measure, clause) if predicate else []
        if not targets:
            continue
        agents = clause.under("by") if clause.verb.passive else clause.subject
        yield from _drafts(scene, line, clause, predicate, agents, targets, measure)


def _is_under(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "has been under Swiss sanctions since 2014", "is subject to EU sanctions", "was placed under sanctions"."""
    tokens = line.sentence.tokens
    subject_to = any(t.lower == "subject" for t in tokens[clause.verb.main + 1 : clause.verb.main + 3])
    put = clause.verb.lemma in {"place", "put"}
    for measure in [*clause.under("under"), *(clause.under("to") if subject_to else [])]:
        limited = tokens[measure.head].lower in {"restrictions", "embargo"} and bool(
            scene.country_in(line, measure.first, measure.head)
        )
        limited |= put and tokens[measure.head].lower in {"restrictions", "embargo"}
        if measure_kind(line, measure) != "sanctioned" and not limited:
            continue
        targets = clause.objects if put and not clause.verb.passive else clause.subject
        agents = clause.subject if put and not clause.verb.passive else clause.under("by")
        if not agents and scene.country_in(line, measure.first, measure.head):
            agents = [Phrase(measure.first, measure.head, measure.head - 1)]
        if targets and any(a.named for a in scene.actors(line, targets, clause)):
            yield from _drafts(scene, line, clause, "sanctioned", agents, targets, measure)


_CALLED_BACK = frozenset("restriction sanction measure ban freeze penalty rule curb".split())


def _reaches(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Their relatives may also be subject to these measures", "The ban also covers his sons": who else."""
    verb, tokens = clause.verb, line.sentence.tokens
    if scene.measure is None or line.number - scene.measure_line > 2 or verb.passive:
        return
    subject_to = verb.lemma == "be" and "subject" in {t.lower for t in tokens[verb.main + 1 : verb.main + 3]}
    if subject_to or (verb.lemma in {"fall", "come", "be"} and clause.under("under")):
        measures, targets = clause.under("to", "under"), clause.subject
    elif verb.lemma in {"extend", "apply"}:
        measures, targets = clause.subject, clause.under("to")
    else:
        measures, targets = (clause.subject, clause.objects) if verb.lemma == "cover" else ([], [])
    back = [p for p in measures if _is_called_back(line, p)]
    if not back or not targets:
        return
    predicate, authority = scene.measure
    yield Draft(
        predicate, authority, joined(scene.actors(line, targets, clause)),
        max(min([verb.main, *(p.first for p in [*targets, *back])]), verb.main - 14),
        max([verb.main + 1, *(p.whole for p in [*targets, *back])]), "sanctions.reaches", clause=clause,
        negated=verb.negated, anchor=verb.main,
    )  # fmt: skip


def _strikes(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "The sanctions also hit two banks, A and B", "They would target his sons": who else a measure meets."""
    verb, tokens = clause.verb, line.sentence.tokens
    near = scene.measure is not None and line.number - scene.measure_line <= 2
    if verb.passive or verb.lemma not in {"hit", "target", "affect"} or not clause.subject or not near:
        return
    subject, predicate = clause.subject[0], measure_kind(line, clause.subject[0])
    back = tokens[subject.head].lower == "they" or _is_called_back(line, subject)
    named = [a for a in scene.actors(line, clause.objects, clause) if a.named]
    if scene.measure is None or not (predicate or back) or not named:
        return
    kind, authority = scene.measure
    for actor in named:
        yield Draft(
            predicate or kind, authority, actor, max(min(verb.main, subject.first), verb.main - 8),
            max([verb.main + 1, *(reach(p) for p in clause.objects)]), "sanctions.strikes", clause=clause,
            negated=verb.negated, anchor=verb.main, stance="planned" if verb.modal in {"would", "could"} else None,
        )  # fmt: skip


def _is_called_back(line: Line, phrase: Phrase) -> bool:
    tokens = line.sentence.tokens
    definite = tokens[phrase.first].lower in {"the", "these", "those", "this", "that", "such"}
    same = definite or tokens[phrase.first].lower == "same"
    return same and tokens[phrase.head].lower.removesuffix("s").replace("penaltie", "penalty") in _CALLED_BACK


_WISHED = frozenset(
    "lift ease remove call urge demand seek consider weigh threaten oppose want propose avoid evade".split()
)


def _by_noun(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "since the imposition of U.S. sanctions on Acme Oil": whose sanctions, and on whom."""
    chunks = line.sentence.chunks
    if any(c.verb.lemma in _WISHED | _IMPOSE or c.verb.modal for c in line.sentence.clauses):
        return
    for k in range(len(chunks) - 2):
        if chunks[k].kind != "np" or chunks[k + 1].word not in {"on", "against"} or chunks[k + 2].kind != "np":
            continue
        measure = Phrase(chunks[k].first, chunks[k].last, chunks[k].head)
        country = scene.country_in(line, measure.first, measure.head)
        items, _ = list_at(line.sentence, k + 2)
        targets = [a for a in scene.actors(line, items) if a.named and a.kind in {"organization", "person"}]
        if measure_kind(line, measure) == "sanctioned" and country and targets:
            yield Draft(
                "sanctioned", Actor(country, "place"), joined(targets), measure.first, max(p.whole for p in items),
                "sanctions.noun", anchor=measure.head,
            )  # fmt: skip


def _standing(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "Acme Bank, itself under US sanctions since 2014": no verb between party and measure."""
    chunks = line.sentence.chunks
    for k in range(2, len(chunks) - 1):
        if chunks[k].word != "under" or chunks[k + 1].kind != "np":
            continue
        measure = Phrase(chunks[k + 1].first, chunks[k + 1].last, chunks[k + 1].head)
        country = scene.country_in(line, measure.first, measure.head)
        mark = next((i for i in range(k - 1, max(k - 4, 0), -1) if chunks[i].kind in {"comma", "lpar", "dash"}), 0)
        if (
            measure_kind(line, measure) != "sanctioned"
            or not country
            or not mark
            or any(c.verb for c in chunks[mark:k])
        ):
            continue
        spot = scene.spot_at(line, chunks[mark - 1].last - 1)
        before = [s for s in line.spots if s.last <= chunks[k].first]
        party = scene.cast.party(spot or before[-1]) if spot or before else None
        if party is not None and party.kind in {"organization", "person"}:
            yield Draft(
                "sanctioned",
                Actor(country, "place"),
                Actor(party.full, party.kind, party, "name"),
                chunks[k].first,
                measure.last,
                "sanctions.standing",
                anchor=chunks[k].first,
            )


def _hit(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "were hit with sanctions": those hit are the targets."""
    for measure in [*clause.under("with"), *(p for p in clause.under("by") if measure_kind(line, p))]:
        predicate = measure_kind(line, measure)
        if predicate and clause.subject:
            agents = clause.under("by")
            if not agents and scene.country_in(line, measure.first, measure.head):  # "hit with Swiss sanctions"
                agents = [Phrase(measure.first, measure.head, measure.head - 1)]
            yield from _drafts(scene, line, clause, predicate, agents, clause.subject, measure)


def _lifted(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "lifted sanctions on A": A is taken off."""
    measures = clause.subject if clause.verb.passive else clause.objects
    for measure in measures:
        for target in _targets(measure, clause) if measure_kind(line, measure) else []:
            agents = clause.under("by") if clause.verb.passive else clause.subject
            authority = joined(scene.actors(line, agents, clause)) if agents else NOBODY
            first = min(
                [clause.verb.main, measure.first, *(p.first for p in agents if clause.verb.main - 14 < p.first)]
            )
            for actor in scene.actor(line, target, clause):
                yield Draft(
                    "removed_from_list",
                    authority,
                    actor,
                    first,
                    target.whole,
                    "sanctions.lifted",
                    clause=clause,
                    negated=clause.verb.negated,
                    anchor=clause.verb.main,
                )


def _frozen(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "froze the assets of A": the owner of the assets is under sanctions."""
    held = clause.subject if clause.verb.passive else clause.objects
    agents = clause.under("by") if clause.verb.passive else clause.subject
    for assets in held:
        if line.sentence.tokens[assets.head].lower not in {"assets", "property", "funds", "accounts"}:
            continue
        if assets.of is not None and (agents or any(a.named for a in scene.actor(line, assets.of, clause))):
            yield from _drafts(scene, line, clause, "sanctioned", agents, [assets.of], assets)
            continue
        tags = line.sentence.tags
        gen = next((i for i in range(assets.first, assets.head) if tags[i] == "gen"), 0)
        last = gen or assets.first + (tags[assets.first] == "poss")
        owner = Phrase(assets.first, last, last - 1)  # "froze his assets", "Acme's assets were frozen"
        if last > assets.first and any(a.named for a in scene.actor(line, owner, clause)):
            yield from _drafts(scene, line, clause, "sanctioned", agents, [owner], assets)


def _no_visa(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "was denied a visa", "refused him entry": who is kept out."""
    verb, tokens = clause.verb, line.sentence.tokens
    if verb.lemma not in {"deny", "refuse"} or not clause.objects or verb.form == "infinitive":
        return
    given = [p for p in clause.objects if tokens[p.head].lower.removesuffix("s") in {"visa", "entry"}]
    kept = clause.subject if verb.passive else [p for p in [*clause.objects, *clause.under("to")] if p not in given]
    people = [a for a in scene.actors(line, kept, clause) if a.named and a.kind == "person"]
    agents = clause.under("by") if verb.passive else clause.subject
    if given and people:
        yield Draft(
            "visa_restrictions_on", joined(scene.actors(line, agents, clause)) if agents else NOBODY, joined(people),
            max(min([verb.main, *(p.first for p in kept)]), verb.main - 12), max(p.whole for p in given),
            "sanctions.no_visa", clause=clause, negated=verb.negated, anchor=verb.main,
        )  # fmt: skip


def _by_verb(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    targets = clause.subject if clause.verb.passive else clause.objects
    agents = clause.under("by") if clause.verb.passive else clause.subject
    named = [a for a in scene.actors(line, targets, clause) if a.named]
    if targets and (agents or named or amount_in(line, targets[0].first, targets[-1].whole) is not None):
        yield from _drafts(scene, line, clause, "sanctioned", agents, targets, targets[0])


def _drafts(
    scene: Scene,
    line: Line,
    clause: Clause,
    predicate: str,
    agents: list[Phrase],
    targets: list[Phrase],
    measure: Phrase,
) -> Iterator[Draft]:
    governor = line.sentence.clauses[clause.governor] if clause.governor >= 0 else None
    if governor is not None and governor.verb.lemma in _ASKED | _ENABLE:
        return  # a demand, read as such by its own rule, or what a law allows
    stance: Stance | None = "planned" if governor is not None and governor.verb.lemma in _PLAN else None
    authority = joined(scene.actors(line, agents, clause)) if agents else NOBODY
    verb = clause.verb
    if stance is None and amount_in(line, targets[0].first, targets[-1].whole) is not None:
        scene.listing, scene.listing_line = scene.listing or "sanctions list", line.number
    first = min([verb.main, measure.first, *(p.first for p in agents if verb.main - 14 < p.first < verb.main)])
    last = max([verb.main + 1, measure.whole, *(p.whole for p in targets)])
    target = joined([actor for p in targets for actor in scene.actor(line, p, clause)])
    yield Draft(
        predicate,
        authority,
        target,
        first,
        last,
        f"sanctions.{predicate}",
        amount=amount_in(line, targets[0].first, last),
        clause=clause,
        negated=verb.negated,
        anchor=verb.main,
        stance=stance,
    )
    scene.measure, scene.measure_line = (predicate, authority), line.number
    if predicate == "sanctioned" and not verb.negated and stance is None:
        yield from because(scene, line, clause, targets, told=True)


def _announced(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "Today, I am announcing: Visa restrictions on officials …": the measure stands behind a colon."""
    chunks = line.sentence.chunks
    for k, chunk in enumerate(chunks):
        if (
            chunk.kind != "colon"
            or k + 1 >= len(chunks)
            or chunks[k + 1].kind != "np"
            or not k
            or chunks[k - 1].word not in _IMPOSE
        ):
            continue
        phrase = Phrase(chunks[k + 1].first, chunks[k + 1].last, chunks[k + 1].head)
        predicate = measure_kind(line, phrase)
        if predicate and k + 3 < len(chunks) and chunks[k + 2].word == "on" and chunks[k + 3].kind == "np":
            targets, _ = list_at(line.sentence, k + 3)
            scene.measure, scene.measure_line = (predicate, NOBODY), line.number
            first, last = targets[0].first, max(target.whole for target in targets)
            yield Draft(
                predicate,
                NOBODY,
                Actor(scene.words(line, first, last)),
                phrase.first,
                last,
                f"sanctions.{predicate}",
                anchor=phrase.first,
            )
