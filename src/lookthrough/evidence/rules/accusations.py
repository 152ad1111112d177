"""Accusations: who says that whom did wrong."""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.phrases import phrase_at
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.rules.draft import Draft, joined
from lookthrough.evidence.rules.statements import answerable, content_end, parties_of, spoken_by
from lookthrough.evidence.scene import Actor, Line, Scene


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The accusations of one sentence."""
    for clause in line.sentence.clauses:
        yield from _accuses(scene, line, clause)
        yield from _deeds_told(scene, line, clause)
    yield from _by_noun(scene, line)
    yield from _misdeeds(scene, line)


_REFRAIN = frozenset("resist refuse avoid stop decline refrain force require compel".split())


def _is_refrained(line: Line, clause: Clause) -> bool:
    """As in "resisted accusing it", "are forced to denounce": not done, or not of one's own will."""
    chain = [c for c in line.sentence.clauses if c.at < clause.at]
    return clause.verb.form in {"ing", "infinitive"} and any(c.verb.lemma in _REFRAIN for c in chain)


def _accuses(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    verb = clause.verb
    tokens = line.sentence.tokens
    if _is_refrained(line, clause):
        return
    if verb.lemma == "accuse":
        blamed = clause.subject if verb.passive else clause.objects
        by = _accusers(scene, line, clause) if verb.passive else parties_of(scene, line, clause)
        if verb.passive and blamed and not by:
            yield from _accused_of(scene, line, clause, blamed)
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


def _accused_of(scene: Scene, line: Line, clause: Clause, blamed: list[Phrase]) -> Iterator[Draft]:
    """As in "two banks accused of moving cash for the junta": by whom is not said."""
    tokens, start = line.sentence.tokens, line.sentence.chunks[clause.at].last
    actors = [a for a in scene.actors(line, blamed, clause) if a.named and a.kind != "place"]
    if not actors or start >= len(tokens) or tokens[start].lower != "of":
        return
    end = content_end(line, start + 1, 16)
    if end > start + 1:
        yield Draft(
            "implicated_in", joined(actors), Actor(scene.words(line, start + 1, end)), clause.verb.main, end,
            "conduct.accused", clause=clause, stance="alleged", negated=clause.verb.negated, anchor=clause.verb.main,
        )  # fmt: skip


def _accusers(scene: Scene, line: Line, clause: Clause) -> list[Actor]:
    """As in "was accused by A", or "was accused of doing x by A", where the agent stands behind the inner verb."""
    where = line.sentence.clauses.index(clause)
    inner = [c for c in line.sentence.clauses if c.governor == where]
    by = clause.under("by") or [p for c in inner for p in c.under("by")]
    return [actor for p in by for actor in scene.actor(line, p, clause)]


_CHARGES = frozenset("accusation allegation charge complaint".split())


def _by_noun(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "amid accusations from officials that the bank had lied", "the ministry's allegation that …"."""
    sentence, chunks = line.sentence, line.sentence.chunks
    for k, chunk in enumerate(chunks):
        if chunk.kind != "np" or chunk.word.removesuffix("s") not in _CHARGES:
            continue
        phrase, behind = phrase_at(sentence, k)
        sources = [p for prep, many in phrase.more if prep in {"from", "by", "of"} for p in many]
        sources += [phrase.of] if phrase.of is not None else []
        if not sources and chunk.head > chunk.first:
            sources = [Phrase(chunk.first, chunk.head, chunk.head - 1 - (sentence.tags[chunk.head - 1] == "gen"))]
        if behind >= len(chunks) or chunks[behind].word != "that" or not sources:
            continue
        told = scene.country_of(line, sources[0]) or any(a.named for a in scene.actor(line, sources[0]))
        people = sentence.tokens[sources[0].head].lower in vocabulary.person("unnamed")
        if not told and not people:
            continue
        start = chunks[behind].last
        end = content_end(line, start, 18)
        by = scene.actors(line, sources[:1])
        yield Draft(
            "accuses", joined(by), Actor(scene.words(line, start, end)), chunk.first, end, "statements.accusation",
            stance="alleged", speaker=answerable(by), anchor=chunk.first,
        )  # fmt: skip


_MISDEEDS = frozenset(
    "backtracking bullying cheating lying meddling stonewalling scaremongering grandstanding warmongering "
    "profiteering pilfering plundering".split()
)


def _misdeeds(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in “The bank’s lying has to stop,” said a regulator: a wrong deed as a noun, in somebody's words."""
    tokens, tags = line.sentence.tokens, line.sentence.tags
    for i, token in enumerate(tokens):
        if token.lower not in _MISDEEDS or i < 2 or tags[i - 1] != "gen":
            continue
        spot = scene.spot_at(line, i - 2)
        country = scene.country_in(line, i - 2, i - 1)
        who = spoken_by(scene, line, i, i + 1)
        if who is None or (spot is None and not country):
            continue
        blamed = country or (scene.cast.party(spot).full if spot is not None else "")
        verb = next((c.verb.main for c in line.sentence.clauses if c.verb.main > i and c.verb.form == "finite"), i + 1)
        behind = line.sentence.chunks[_chunk_of(line, verb)].first if verb > i + 1 else i + 1
        end = max(min(content_end(line, i, 14), behind), i + 1)
        yield Draft(
            "accuses", who, Actor(f"{blamed}: {scene.words(line, i, end)}"), spot.first if spot else i - 2, end,
            "statements.misdeed", stance="alleged", anchor=i,
        )  # fmt: skip


def _chunk_of(line: Line, token: int) -> int:
    return next(k for k, chunk in enumerate(line.sentence.chunks) if chunk.first <= token < chunk.last)


_AGAINST_PEOPLE = frozenset(
    "intimidate persecute torture silence terrorise terrorize brutalise brutalize oppress enslave murder massacre "
    "abuse harass".split()
)


def _deeds_told(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in “It means silencing workers,” the senator said: wrongs against people, told by a speaker without a doer."""
    verb, tokens = clause.verb, line.sentence.tokens
    strips = verb.lemma in {"strip", "rob", "deprive"} and (
        bool(clause.under("of")) or any(p.of for p in clause.objects)
    )
    if not (verb.lemma in _AGAINST_PEOPLE or strips) or verb.passive or verb.negated:
        return
    if verb.form not in {"ing", "infinitive"} or not clause.objects:
        return
    people = vocabulary.person("people") | vocabulary.peoples()
    if tokens[clause.objects[0].head].lower not in people:
        return
    who = spoken_by(scene, line, verb.main, verb.main + 1)
    doers = [a for a in scene.actors(line, clause.subject, clause) if a.named]
    if who is None or line.sentence.tags[: verb.main].count("open") <= line.sentence.tags[: verb.main].count("close"):
        return
    country = doers[0].name if doers else scene.state_around(line)
    end = min(content_end(line, verb.main, 14), max([p.whole for p in [*clause.objects, *clause.under("of", "on")]]))
    deed = scene.words(line, verb.main, end)
    yield Draft(
        "accuses", who, Actor(f"{country}: {deed}" if country else deed), verb.main, end, "statements.deed_told",
        stance="alleged", clause=clause, anchor=verb.main,
    )  # fmt: skip
