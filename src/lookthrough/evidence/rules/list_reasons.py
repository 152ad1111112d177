"""Why parties are listed: "because of …", "over …", "saying …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.phrases import list_at
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.rules.draft import NOBODY, Draft, joined, reach
from lookthrough.evidence.rules.list_names import BLACKLIST
from lookthrough.evidence.scene import Actor, Line, Scene
from lookthrough.model.claim import Speaker

_CAUSE = frozenset("over for because due".split())
_REASON_HEADS = frozenset(
    "role tie link involvement support complicity concern abuse violation repression suppression contribution "
    "participation activity connection association conduct sale use security behaviour behavior acquisition supply "
    "development proliferation evasion aid treatment help part risk effort".split()
)


def is_measure(line: Line, phrases: Sequence[Phrase]) -> bool:
    """Is one of the phrases a word for a measure: "the move", "the decision", "sanctions"?"""
    return any(
        line.sentence.tokens[p.head].lower
        in {"move", "action", "decision", "sanctions", "measure", "measures", "blacklist", "list", "rule"}
        for p in phrases
    )


def because(  # noqa: PLR0912 - one branch a word of cause
    scene: Scene, line: Line, clause: Clause, targets: Sequence[Phrase], *, told: bool = False
) -> Iterator[Draft]:
    """As in "because of their ties to …", "over their role in …", "saying it posed …": why they are listed.

    Args:
        scene: the article.
        line: the sentence.
        clause: the verb that lists them.
        targets: who is listed.
        told: the clause itself says that a measure was taken, so that no list need have been spoken of.
    """
    if not (told or scene.listing or clause.verb.lemma in BLACKLIST):
        return
    tokens, chunks = line.sentence.tokens, line.sentence.chunks
    subject = joined(scene.actors(line, targets, clause)) if targets else NOBODY
    for k in range(clause.at + 1, len(chunks) - 1):
        chunk = chunks[k]
        cause = chunk.word in _CAUSE and chunk.kind in {"prep", "sub"}
        at = k + 1
        if chunk.word == "because":
            if chunks[at].word != "of" or at + 1 >= len(chunks):
                continue
            at += 1
        elif chunk.word == "due":
            at += 1
        elif chunk.word == "in" and tokens[chunks[at].head].lower in {"response", "retaliation", "reaction"}:
            cause = chunks[at + 1].word in {"to", "for"} if at + 1 < len(chunks) else False
            at += 2 + (at + 2 < len(chunks) and chunks[at + 2].kind == "sub")
        elif chunk.word == "on" and tokens[chunks[at].head].lower in {"account", "grounds", "suspicion"}:
            cause = chunks[at + 1].word == "of" if at + 1 < len(chunks) else False
            at += 2
        if not cause or at >= len(chunks) or chunks[at].kind != "np":
            continue
        phrases, _ = list_at(line.sentence, at)
        heads = {tokens[i].lower.removesuffix("s") for p in phrases for i in range(p.first, p.whole)}
        if chunk.word in {"over", "for"} and not heads & _REASON_HEADS and not heads & vocabulary.wrongs():
            continue
        last = max(reach(p) for p in phrases)
        yield Draft(
            "listed_because",
            subject,
            Actor(scene.words(line, chunks[at].first, min(last, chunks[at].first + 16))),
            chunk.first if clause.verb.lemma != "target" else clause.verb.main,
            min(last, chunk.first + 20),
            "listing.because",
            clause=clause,
            date=scene.listed,
            anchor=chunk.first,
        )
        return
    for later in line.sentence.clauses:
        if later.at > clause.at and (cited := _cited(line, later, told=told)):
            yield Draft(
                "listed_because",
                subject,
                Actor(scene.words(line, cited[1], cited[2])),
                cited[0],
                cited[2],
                "listing.because",
                clause=clause,
                date=scene.listed,
                anchor=cited[0],
            )
            return
    yield from _saying(scene, line, clause, subject) if told else ()
    for later in line.sentence.clauses:
        if (
            later.at > clause.at
            and later.verb.lemma in {"say", "cite", "pose", "accuse", "threaten"}
            and later.verb.form in {"ing", "finite"}
            and clause.verb.lemma != "target"
        ):
            posed = later.verb.lemma in {"pose", "threaten"} and later.objects
            if posed and any(
                c.verb.lemma == "say" and c.at < later.at and c.verb.form == "ing" for c in line.sentence.clauses
            ):
                saying = next(c for c in line.sentence.clauses if c.verb.lemma == "say" and c.verb.form == "ing")
                last = max(reach(p) for p in later.objects)
                yield Draft(
                    "listed_because",
                    subject,
                    Actor(scene.words(line, later.objects[0].first, last)),
                    saying.verb.main,
                    last,
                    "listing.because",
                    clause=clause,
                    anchor=saying.verb.main,
                    speaker=_by(scene, line, clause),
                )
                return


def _saying(scene: Scene, line: Line, clause: Clause, subject: Actor) -> Iterator[Draft]:
    """As in "imposed sanctions on Acme, saying it had supported the junta": what is said of it is why."""
    clauses = line.sentence.clauses
    for i, later in enumerate(clauses[:-1]):
        inner = clauses[i + 1]
        says = later.at > clause.at and later.verb.form == "ing" and later.verb.lemma in {"say", "argue", "allege"}
        if (
            not says
            or not inner.subject
            or inner.verb.form != "finite"
            or inner.verb.negated
            or inner.verb.lemma == "pose"
        ):
            continue
        about = line.sentence.tokens[inner.subject[0].head].lower in {"it", "they", "he", "she"}
        if about or any(a.name == subject.name for a in scene.actors(line, inner.subject, inner)):
            parties = [*inner.objects, *(p for _, many in inner.preps for p in many)]
            last = min(max([inner.verb.main + 1, *(reach(p) for p in parties)]), inner.verb.main + 16)
            yield Draft(
                "listed_because", subject, Actor(scene.words(line, inner.verb.main, last)),
                inner.subject[0].first, last, "listing.saying", clause=clause, anchor=inner.verb.main,
                speaker=_by(scene, line, clause),
            )  # fmt: skip
            return


_DEEDS = frozenset(
    "act supply help aid assist support provide sell enable facilitate acquire attempt procure evade violate "
    "contribute divert develop produce finance fund ship export smuggle work transfer participate engage build "
    "transport launder carry trade".split()
)


def _cited(line: Line, later: Clause, *, told: bool) -> tuple[int, int, int] | None:
    """As in "…, citing security concerns", "for supplying chips to …": the tokens of quote, reason and end."""
    chunks = line.sentence.chunks
    before = chunks[later.at - 1]
    if later.verb.form != "ing":
        return None
    if later.verb.lemma == "cite" and later.objects and before.kind == "comma":
        first = later.objects[0].first
    elif (told or later.verb.lemma in _DEEDS) and before.word == "for" and before.kind in {"prep", "sub"}:
        first = later.verb.main
    else:
        return None
    parties = [*later.objects, *(p for _, many in later.preps for p in many)]
    if not parties:
        return None
    last = max([later.verb.main + 1, *(p.whole for p in parties)])
    return (later.verb.main if later.verb.lemma == "cite" else before.first), first, min(last, first + 20)


def _by(scene: Scene, line: Line, clause: Clause) -> Speaker | None:
    """Who gives the reason: the authority that lists."""
    who = joined(scene.actors(line, clause.subject, clause)) if clause.subject and not clause.verb.passive else NOBODY
    return Speaker(who.name, "organization") if who.named else None


_LISTINGS = frozenset("blacklisting listing designation sanction delisting ban".split())


def by_noun(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "called the blacklisting a response to fraud", "the ban in reaction to abuses": a reason without a verb."""
    chunks, tokens = line.sentence.chunks, line.sentence.tokens
    told = next((c for c in chunks if c.kind == "np" and c.word.removesuffix("s") in _LISTINGS), None)
    for k in range(1, len(chunks) - 2):
        answers = chunks[k].kind == "np" and chunks[k].word in {"response", "reaction", "retaliation", "answer"}
        if told is None or not answers or chunks[k + 1].word not in {"to", "for"} or chunks[k + 2].kind != "np":
            continue
        opened = chunks[k - 1].word == "in" or tokens[chunks[k].first].lower in {"a", "an", "the"}
        phrases, _ = list_at(line.sentence, k + 2)
        heads = {tokens[i].lower.removesuffix("s") for p in phrases for i in range(p.first, p.whole)}
        if not opened or told.first >= chunks[k].first or not heads & vocabulary.wrongs():
            continue
        first = chunks[k - 1].first if chunks[k - 1].word == "in" else chunks[k].first
        last = min(max(reach(p) for p in phrases), first + 20)
        yield Draft(
            "listed_because", Actor(scene.words(line, told.first, told.last).removeprefix("the ")),
            Actor(scene.words(line, chunks[k + 2].first, last)), first, last, "listing.by_noun", date=scene.listed,
            anchor=chunks[k].head,
        )  # fmt: skip
        return
