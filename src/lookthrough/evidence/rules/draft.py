"""What a rule hands over: a claim before its speaker, date and identity are settled."""

from __future__ import annotations

from dataclasses import dataclass

from lookthrough.evidence.grammar.phrases import phrase_at
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.scene import Actor, Line
from lookthrough.model.claim import Amount, Speaker, Stance
from lookthrough.model.dates import PartialDate

NOBODY = Actor("")


@dataclass(slots=True)
class Draft:
    """A claim as its rule reads it.

    Attributes:
        predicate, subject, object: what is said of whom.
        first, last: tokens of the quote, the last excluded.
        rule: family and rule, e.g. "listing.added".
        amount: the number that it states.
        date: only where the rule knows it better than the sentence's dates do.
        stance: only where the rule fixes it.
        speaker: only where the rule knows him better than the voices do, e.g. who denies.
        negated: the sentence says that it is not so.
        clause: its verb, for tense and mood; None for a claim without a verb.
        anchor: token by whose voice the claim is held; the quote's first where it is -1.
    """

    predicate: str
    subject: Actor
    object: Actor
    first: int
    last: int
    rule: str
    amount: Amount | None = None
    date: PartialDate | None = None
    stance: Stance | None = None
    speaker: Speaker | None = None
    negated: bool = False
    clause: Clause | None = None
    anchor: int = -1


def reach(phrase: Phrase) -> int:
    """The end of a phrase with its "of" chain, the prepositional phrases and the appositions on it."""
    ends = [phrase.whole] + [reach(p) for _, many in phrase.more for p in many] + [a.whole for a in phrase.appositions]
    return max(ends)


def end_of(line: Line, phrase: Phrase) -> int:
    """The end of a phrase with a participle behind it: "a system featuring cameras", "firms tied to the army"."""
    chunks = line.sentence.chunks
    k = next((i for i, c in enumerate(chunks) if c.first >= phrase.whole), len(chunks))
    verb = chunks[k].verb if k < len(chunks) else None
    if verb is None or verb.form not in {"ing", "participle"}:
        return phrase.whole
    k += 1
    k += k < len(chunks) and chunks[k].kind == "prep"
    return phrase_at(line.sentence, k)[0].whole if k < len(chunks) and chunks[k].kind == "np" else phrase.whole


def ends_of(clause: Clause, *phrases: Phrase) -> tuple[int, int]:
    """Tokens from the verb, or its first given party before it, to the end of the last given party."""
    first = min([clause.verb.main, *(p.first for p in phrases)])
    last = max([clause.verb.main + 1, *(p.whole for p in phrases)])
    return first, last


def subject_near(clause: Clause, near: int) -> int:
    """The verb's token, or its subject's first where that stands fewer than `near` tokens before the verb."""
    main = clause.verb.main
    return min([main, *(p.first for p in clause.subject if main - p.first < near)])


def subject_within(clause: Clause, most: int) -> int:
    """The verb's token, or its subject's first before it; a far subject is cut to `most` tokens before the verb."""
    main = clause.verb.main
    return max(min([main, *(p.first for p in clause.subject)]), main - most)


def amount_in(line: Line, first: int, last: int) -> Amount | None:
    """The first amount among some tokens, money before counts."""
    figures = [figure.amount for figure in line.figures if first <= figure.first and figure.last <= last]
    money = [amount for amount in figures if amount.unit.isupper() and len(amount.unit) == 3]
    return next(iter(money or figures), None)


def joined(actors: list[Actor]) -> Actor:
    """Several actors as one side of a claim; one alone stays itself."""
    if len(actors) == 1:
        return actors[0]
    emphatic = {"itself", "themselves", "himself", "herself"}  # "the firm itself" is one party
    names = dict.fromkeys(actor.name for actor in actors if actor.name not in emphatic)
    return Actor("; ".join(names), actors[0].kind if actors else None, None, "several") if actors else NOBODY
