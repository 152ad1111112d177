"""Purchases, deals and sales told from the other side: "bought lenses from", "its sale of drones to", "earns from"."""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence.grammar.phrases import list_at, phrase_at
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.rules.draft import Draft, amount_in, joined
from lookthrough.evidence.rules.roles import whose
from lookthrough.evidence.rules.supply import CONTRACTS, NOT_GOODS, head_of, is_party, span_of
from lookthrough.evidence.scene import Actor, Line, Scene


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The purchases and deals of one sentence."""
    yield from _deals(scene, line)
    for clause in line.sentence.clauses:
        yield from _buys(scene, line, clause)
        yield from _comes_from(scene, line, clause)
        yield from _earns(scene, line, clause)


_DEALS = {
    "sale": "sells_to",
    "supply": "supplies",
    "delivery": "supplies",
    "shipment": "supplies",
    "export": "supplies",
    "consignment": "supplies",
    "purchase": "",
    "order": "",
    "procurement": "",
}
"""Nouns for a deed of supply; the predicate is empty where the buyer does it."""


_OWN_DEED = frozenset(
    "acknowledge admit announce confirm make complete begin start continue resume arrange disclose report defend keep "
    "carry have place log book record".split()
)


_ENDED_DEED = frozenset("halt stop suspend end cease cancel terminate freeze pause discontinue".split())


def _deals(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "Acme's sale of drones to Boreas", "halted shipments to Boreas", "its purchase of lenses from Acme"."""
    sentence = line.sentence
    for k, chunk in enumerate(sentence.chunks):
        word = sentence.tokens[chunk.head].lower
        singular = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
        if chunk.kind != "np" or singular not in _DEALS:
            continue
        phrase, _ = phrase_at(sentence, k)
        hanging = [*phrase.more, *(phrase.of.more if phrase.of is not None else [])]
        wanted = {"to"} if _DEALS[singular] else {"from"}
        others = [p for prep, many in hanging if prep in wanted for p in many]
        over = next((c for c in sentence.clauses if any(p.first == chunk.first for p in c.objects)), None)
        doers = _doers(scene, line, chunk.first, chunk.head, phrase, over)
        one = [a for a in doers if a.named and a.kind in {"organization", "place"}]
        two = [a for p in others for a in scene.actor(line, p) if a.named and a.kind in {"organization", "place"}]
        if not one or not two or any(head_of(line, p) in NOT_GOODS for p in [phrase.of] if p is not None):
            continue
        pair = (one[0], joined(two)) if _DEALS[singular] else (joined(two), one[0])
        first = min([chunk.first, *([over.verb.main] if over is not None else [])])
        last = max(p.whole for p in others)
        yield Draft(
            _DEALS[singular] or "supplies",
            *pair,
            first,
            last,
            "supply.deal_noun",
            amount=amount_in(line, chunk.first, last),
            clause=over,
            negated=over is not None and (over.verb.negated or over.verb.lemma in _ENDED_DEED),
            anchor=chunk.head,
        )


def _doers(scene: Scene, line: Line, first: int, head: int, phrase: Phrase, over: Clause | None) -> list[Actor]:
    """Whose deed a noun tells: a possessive, "by …", else who confirms, makes or halts it."""
    tags = line.sentence.tags
    gen = next((i for i in range(head - 1, first, -1) if tags[i] == "gen"), -1)
    if gen > 0:
        return scene.actor(line, Phrase(first, gen, gen - 1))
    if tags[first] == "poss":
        return whose(scene, line, Phrase(first, head + 1, head), None, preps=())
    by = [p for prep, many in phrase.more if prep == "by" for p in many]
    if by:
        return [a for p in by for a in scene.actor(line, p)]
    if over is None or over.verb.passive or over.verb.lemma not in _OWN_DEED | _ENDED_DEED:
        return []
    acting = scene.actors(line, over.subject, over)
    if any(a.named and a.kind != "person" for a in acting):
        return acting
    return [b for p in over.subject for b in [*whose(scene, line, p, over), *scene.behind(line, p)]]


_TAKE = frozenset(
    "buy purchase source import procure acquire order obtain get receive take lease rent hire commission draw use "
    "charter deploy install operate field".split()
)


def _buys(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "buys tools from Boreas Optics", "relies on chips bought from Boreas": the seller supplies the buyer."""
    verb = clause.verb
    if verb.lemma not in {*_TAKE, "rely", "depend"} or not clause.subject:
        return
    if verb.lemma in {"rely", "depend"} and clause.under("for"):
        yield from _relies(scene, line, clause)
        return
    goods = clause.subject if verb.passive else clause.objects or clause.under("on", "upon")
    if any(head_of(line, p) in NOT_GOODS for p in goods) or (not goods and verb.lemma not in _STEADY):
        return
    if any((_is_money(line, p) and p.of is None) or head_of(line, p) in CONTRACTS for p in goods):
        return
    buyers = _takers(scene, line, clause) if verb.passive else scene.actors(line, clause.subject, clause)
    buyers = [a for a in buyers if a.named and a.kind in {"organization", "place"}] or [
        a for p, a in zip(clause.subject, buyers, strict=False) if not verb.passive and is_party(scene, line, p, a)
    ]
    firm = any(a.named and a.kind == "organization" for a in scene.actors(line, goods, clause))
    sellers = clause.under("from")
    sellers += [p for p in _further_from(line, clause) if all(p.first != q.first for q in sellers)]
    for seller in sellers if buyers and not firm else []:  # whoever buys a firm is supplied with nothing
        actor = scene.actor(line, seller, clause)[0]
        told = verb.lemma in {"rely", "depend", *_STEADY} and head_of(line, seller) in {"supplier", "maker", "producer"}
        if (not actor.named or actor.kind != "organization") and not told:
            continue
        first, last = span_of(clause, [*goods, seller])
        yield Draft(
            "supplies",
            actor,
            joined(buyers),
            first,
            last,
            "supply.buys",
            amount=amount_in(line, first, last),
            clause=clause,
            negated=verb.negated,
            anchor=verb.main,
        )


def _relies(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "relies on Acme and Boreas for most of its tools"."""
    givers = [a for a in scene.actors(line, clause.under("on", "upon"), clause) if a.named and a.kind == "organization"]
    takers = scene.actors(line, clause.subject, clause)
    known = [a for p, a in zip(clause.subject, takers, strict=False) if is_party(scene, line, p, a)]
    for giver in givers if known else []:
        yield Draft(
            "supplies", giver, joined(known), *span_of(clause, clause.under("on", "upon", "for")), "supply.relies",
            clause=clause, negated=clause.verb.negated, anchor=clause.verb.main,
        )  # fmt: skip


def _further_from(line: Line, clause: Clause) -> list[Phrase]:
    """As in "bought servers from Acme, drives from Boreas and scanners from Delta": the verb is said once."""
    chunks = line.sentence.chunks
    found = []
    for k in range(clause.at + 1, len(chunks) - 1):
        if chunks[k].kind not in {"np", "prep", "conj", "comma"}:
            break
        if chunks[k].word == "from" and chunks[k + 1].kind == "np":
            found += list_at(line.sentence, k + 1)[0][:1]
    return found


_STEADY = frozenset("buy purchase source import procure order".split())
"""Verbs of buying that name no goods: "is still buying from Acme"."""


def _is_money(line: Line, phrase: Phrase) -> bool:
    """A sum, where no goods for it are named: "received $3 million from Acme"."""
    return any(
        phrase.first <= f.first < phrase.last and len(f.amount.unit) == 3 and f.amount.unit.isupper()
        for f in line.figures
    )


def _takers(scene: Scene, line: Line, clause: Clause) -> list[Actor]:
    """Who buys in the passive: behind "by", else who acts in the clause that the goods belong to."""
    by = clause.under("by")
    if by:
        return scene.actors(line, by, clause)
    goods = clause.subject[0].first
    for other in line.sentence.clauses:
        held = [*other.objects, *(p for _, many in other.preps for p in many)]
        if other is not clause and other.subject and any(p.first == goods for p in held):
            return scene.actors(line, other.subject, other)
    return []


def _comes_from(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "The radar for Acme's frigates comes from Boreas", "its software came from Boreas"."""
    verb = clause.verb
    if verb.lemma not in {"come", "stem", "originate"} or not clause.subject or verb.negated:
        return
    goods = clause.subject[0]
    whose = [p for prep, many in goods.more if prep in {"for", "in", "at"} for p in many]
    gen = next((i for i in range(goods.first, goods.head) if line.sentence.tags[i] == "gen"), -1)
    whose += [Phrase(goods.first, gen, gen - 1)] if gen > 0 else []
    whose += [Phrase(goods.first, goods.first + 1, goods.first)] if line.sentence.tags[goods.first] == "poss" else []
    takers = [a for p in whose for a in scene.actor(line, p, clause) if a.named] or [
        Actor(scene.bare(line, p)) for p in whose[:1]
    ]
    if not takers:
        before = [a for back in scene.lines_back(line, 1) for a in back.subjects if a.named and a.kind != "person"]
        takers = before if len(before) == 1 else []
    for giver in clause.under("from"):
        actor = scene.actor(line, giver, clause)[0]
        if actor.named and actor.kind == "organization" and takers:
            yield Draft(
                "supplies",
                actor,
                joined(takers),
                *span_of(clause, [giver]),
                "supply.comes_from",
                clause=clause,
                anchor=verb.main,
            )


_EARNINGS = frozenset("sale revenue income turnover business profit earning".split())


def _earns(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Acme derives 29% of its sales from Arden", "gets most of its revenue from the army": it sells there."""
    verb = clause.verb
    if verb.lemma in {"account", "represent", "make", "contribute"} and clause.subject:
        yield from _share_of_sales(scene, line, clause)
    if verb.lemma not in {"derive", "generate", "earn", "get", "draw", "make", "receive"} or verb.passive:
        return
    earned = [q for p in clause.objects for q in (p, p.of) if q is not None and head_of(line, q) in _EARNINGS]
    sellers = [a for a in scene.actors(line, clause.subject, clause) if a.named and a.kind == "organization"]
    for taker in clause.under("from") if earned and sellers else []:
        actor = scene.actor(line, taker, clause)[0]
        if is_party(scene, line, taker, actor):
            first, last = span_of(clause, [*clause.objects, taker])
            yield Draft(
                "sells_to",
                joined(sellers),
                actor,
                first,
                last,
                "supply.earns",
                amount=amount_in(line, first, last),
                clause=clause,
                negated=verb.negated,
                anchor=verb.main,
            )


def _share_of_sales(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Arden accounted for 16 percent of Acme's sales": Acme sells there."""
    phrases = [q for p in [*clause.under("for"), *clause.objects] for q in (p, p.of) if q is not None]
    earned = next((p for p in phrases if head_of(line, p) in _EARNINGS), None)
    if earned is None:
        return
    sellers = whose(scene, line, Phrase(earned.first, earned.head + 1, earned.head), clause, preps=())
    sellers = sellers or ([scene.itself()] if scene.own is not None else [])
    takers = scene.actors(line, clause.subject, clause)
    takers = [a for p, a in zip(clause.subject, takers, strict=False) if is_party(scene, line, p, a)]
    if sellers and takers:
        first, last = span_of(clause, [earned])
        yield Draft(
            "sells_to", sellers[0], joined(takers), first, last, "supply.share_of_sales", clause=clause,
            amount=amount_in(line, first, last), negated=clause.verb.negated, anchor=clause.verb.main,
        )  # fmt: skip
