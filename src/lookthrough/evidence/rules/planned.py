"""Measures that are weighed, readied or proposed against parties, before anything is imposed."""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.chunks import Chunk
from lookthrough.evidence.grammar.phrases import list_at
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.rules.draft import NOBODY, Draft, joined
from lookthrough.evidence.rules.sanctions import measure_kind
from lookthrough.evidence.scene import Line, Scene

_WEIGH = frozenset(
    "consider weigh mull contemplate study debate discuss plan propose prepare ready draft finalise finalize examine "
    "explore eye float threaten readying".split()
)
_LIKE_MEASURES = frozenset("action measure restriction listing step move penalty ban curb blacklisting".split())
_BUNDLES = frozenset("package round set series wave batch raft tranche list".split())


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The measures of one sentence that are not yet taken."""
    for clause in line.sentence.clauses:
        if clause.verb.lemma in _WEIGH:
            yield from _weighed(scene, line, clause)


def _weighed(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "is weighing sanctions against A and B", "has readied a package of sanctions for A"."""
    verb = clause.verb
    agents = clause.under("by") if verb.passive else clause.subject
    authority = joined(scene.actors(line, agents, clause)) if agents else NOBODY
    for measure in clause.subject if verb.passive else clause.objects:
        predicate = _predicate(line, measure)
        targets = _targets(line, measure, clause) if predicate else []
        first = min([verb.main, *(p.first for p in [measure, *agents] if abs(verb.main - p.first) < 12)])
        seen: set[str] = set()
        for target in targets:
            for actor in scene.actor(line, target, clause):
                if actor.name in seen or actor.name == authority.name:
                    continue
                seen.add(actor.name)
                scene.measure, scene.measure_line = (predicate, authority), line.number
                yield Draft(
                    predicate, authority, actor, first, max(verb.main + 1, measure.whole, target.whole)
                    if target.whole - first < 30 else measure.whole,
                    "planned.weighed", clause=clause, stance="planned", negated=verb.negated, anchor=verb.main,
                )  # fmt: skip


def _predicate(line: Line, phrase: Phrase) -> str:
    """What a phrase for a measure would be once taken; "" where it is no measure."""
    tokens = line.sentence.tokens
    head = tokens[phrase.head].lower.replace("penalties", "penalty").removesuffix("s")
    if head in _BUNDLES:
        inner = phrase.of
        before = Phrase(phrase.first, phrase.head, phrase.head - 1)
        return (measure_kind(line, inner) if inner is not None else "") or (
            measure_kind(line, before) if phrase.head > phrase.first else ""
        )
    return measure_kind(line, phrase) or ("considered_for_list" if head in _LIKE_MEASURES else "")


def _targets(line: Line, measure: Phrase, clause: Clause) -> list[Phrase]:
    """Against whom: what hangs on the measure, or the members that "including" names of it."""
    hanging = [*measure.more, *(measure.of.more if measure.of is not None else []), *clause.preps]
    against = [p for prep, many in hanging if prep in {"against", "on", "for"} for p in many]
    members = [p for prep, many in hanging if prep == "including" for p in many]
    if against and not members:
        members = _behind(line, max(p.last for p in against))
    beside = [p for p in clause.objects if against and 0 < p.first - against[-1].whole <= 2 and _is_party(line, p)]
    return (members or [*against, *beside]) if against else []


def _is_party(line: Line, phrase: Phrase) -> bool:
    """As in "sanctions against A and two officials": joined to the measure by form, to its target by sense."""
    word = line.sentence.tokens[phrase.head].lower
    known = vocabulary.person("role") | vocabulary.body("role")
    return line.sentence.tags[phrase.head] == "name" or word.removesuffix("s") in known


def _behind(line: Line, last: int) -> list[Phrase]:
    """As in "sanctions against two firms, including A and B": the members behind the comma."""
    chunks: list[Chunk] = line.sentence.chunks
    k = next((i for i, chunk in enumerate(chunks) if chunk.first >= last), len(chunks))
    k += k < len(chunks) and chunks[k].kind == "comma"
    opened = k + 1 < len(chunks) and chunks[k].word == "including" and chunks[k + 1].kind == "np"
    return list_at(line.sentence, k + 1)[0] if opened else []
