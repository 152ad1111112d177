"""Restrictions: which measure keeps whom from buying, selling or entering what."""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.rules.draft import NOBODY, Draft, amount_in, joined, reach
from lookthrough.evidence.scene import Actor, Line, Scene
from lookthrough.evidence.voices import AUTHOR

_KEEP_FROM = frozenset("prevent block bar prohibit ban stop keep forbid restrict preclude prohibit".split())
TRADE = frozenset(
    "buy purchase sell export import supply acquire ship deal trade invest transfer obtain provide procure "
    "receive deliver "
    "re-export do access use".split()
)


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The restrictions of one sentence."""
    for clause in line.sentence.clauses:
        yield from _kept_from(scene, line, clause)
        yield from _may_not(scene, line, clause)
        yield from _maintained(scene, line, clause)
        yield from _banned_trade(scene, line, clause)
        yield from _covers(scene, line, clause)
        yield from _harder(scene, line, clause)
        yield from _rolled_back(scene, line, clause)


_RESTRICTIONS = frozenset("restriction prohibition ban control curb embargo limit".split())
_MAINTAIN = frozenset(
    "order maintain impose expand tighten issue announce introduce adopt extend place enact widen unveil apply "
    "slap".split()
)
_TRADED = frozenset(
    "export sale shipment good technology chip good equipment transfer import semiconductor tool product purchase "
    "component machine trade".split()
)


def _maintained(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "maintains tight restrictions on exports of chips to …", "expanding a prohibition on any goods …"."""
    verb, tokens = clause.verb, line.sentence.tokens
    if verb.lemma not in _MAINTAIN:
        return
    for measure in clause.subject if verb.passive else clause.objects:
        over = [p for prep, many in measure.more if prep in {"on", "over", "against"} for p in many]
        over = over or clause.under("on", "over", *(("to",) if verb.passive and verb.lemma == "apply" else ()))
        words = {t.lower.removesuffix("s") for p in over[:1] for t in tokens[p.first : reach(p)]}
        entry = {"visa", "travel", "entry"} & {t.lower for t in tokens[measure.first : measure.head]}
        if tokens[measure.head].lower.removesuffix("s") not in _RESTRICTIONS or entry or not over:
            continue
        agents = clause.under("by") if verb.passive else clause.subject
        if not words & _TRADED:
            yield from _on_parties(scene, line, clause, (measure, over, agents))
            continue
        hanging = [
            p for q in [measure, over[0]] for prep, many in q.more if prep in {"to", "of", "from", "for"} for p in many
        ]
        last = min(max([over[0].whole, *(p.whole for p in hanging)]), measure.first + 20)
        before = line.sentence.chunks[clause.at - 1].word if clause.at else ""
        yield Draft(
            "restricts",
            joined(scene.actors(line, agents, clause)) if agents else NOBODY,
            Actor(scene.words(line, over[0].first, last)),
            max(min([verb.main, measure.first, *(p.first for p in agents)]), verb.main - 12),
            last,
            "licence.maintained",
            stance="planned" if before in {"toward", "towards"} else None,
            clause=clause,
            negated=verb.negated,
            anchor=verb.main,
        )


def _on_parties(
    scene: Scene, line: Line, clause: Clause, told: tuple[Phrase, list[Phrase], list[Phrase]]
) -> Iterator[Draft]:
    """As in "restrictions now applied to Belarus and Cuba", "imposed curbs on Acme": whom a measure limits."""
    measure, over, agents = told
    country = scene.country_in(line, measure.first, measure.head + 1)
    authority = joined(scene.actors(line, agents, clause)) if agents else Actor(country, "place") if country else NOBODY
    for target in over:
        for actor in scene.actor(line, target, clause):
            counted = amount_in(line, target.first, target.whole) is not None
            if actor.named or counted:
                yield Draft(
                    "restricts", authority, actor,
                    max(min([clause.verb.main, measure.first, *(p.first for p in agents)]), clause.verb.main - 12),
                    max(p.whole for p in over), "licence.on_parties", clause=clause, negated=clause.verb.negated,
                    anchor=clause.verb.main,
                    # that there are such limits is taken as known, whatever speaker compares them with a plan
                    speaker=AUTHOR if clause.verb.form == "participle" else None,
                )  # fmt: skip


def _covers(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "The import ban covers all seafood from the fleet", "the embargo applies to arms"."""
    verb, tokens = clause.verb, line.sentence.tokens
    goods = (
        clause.objects
        if verb.lemma in {"cover", "include"}
        else clause.under("to")
        if verb.lemma in {"apply", "extend"}
        else []
    )
    bans = [p for p in clause.subject if tokens[p.head].lower.removesuffix("s") in _RESTRICTIONS]
    if verb.passive or not bans or not goods or tokens[goods[0].head].lower in vocabulary.person("people"):
        return
    entry = {"visa", "travel", "entry"} & {t.lower for t in tokens[bans[0].first : bans[0].head]}
    if entry or line.sentence.tags[goods[0].head] != "noun":
        return
    last = min(reach(goods[0]), verb.main + 14)
    yield Draft(
        "restricts", Actor(scene.bare(line, bans[0])), Actor(scene.words(line, goods[0].first, last)), verb.main, last,
        "licence.covers", clause=clause, negated=verb.negated, anchor=verb.main,
    )  # fmt: skip


_HARDER = frozenset("harder tougher impossible difficult illegal unlawful costlier".split())
_EASIER = frozenset("easier possible simpler legal".split())


def _made_so(line: Line, clause: Clause, how: frozenset[str]) -> Clause | None:
    """As in "makes it harder for firms to buy chips": the verb of what is made so; None for another clause."""
    tokens = line.sentence.tokens
    it = bool(clause.objects) and tokens[clause.objects[0].head].lower == "it"
    if clause.verb.lemma != "make" or not it:
        return None
    said = {token.lower for token in tokens[clause.objects[0].last : clause.objects[0].last + 3]}
    later = (c for c in line.sentence.clauses if c.at > clause.at and c.verb.form == "infinitive")
    inner = next(later, None) if said & how else None
    return inner if inner is not None and inner.at - clause.at <= 6 and inner.verb.lemma in TRADE else None


def _deed(scene: Scene, line: Line, inner: Clause) -> tuple[str, int]:
    """Who does what, in words, and the last token of it."""
    goods = inner.objects or [p for _, many in inner.preps for p in many][:1]
    last = max([inner.verb.main + 1, *(p.whole for p in goods)])
    who = joined(scene.actors(line, inner.subject, inner)).name if inner.subject else ""
    return f"{who} {scene.words(line, inner.verb.main, last)}".strip(), last


def _harder(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "would make it harder for Arden to acquire chips": a measure that keeps a party from a trade."""
    inner = _made_so(line, clause, _HARDER)
    if inner is None or not clause.subject or clause.verb.negated:
        return
    what, last = _deed(scene, line, inner)
    yield Draft(
        "restricts", joined(scene.actors(line, clause.subject, clause)), Actor(what),
        max(min(clause.verb.main, clause.subject[0].first), clause.verb.main - 10), last, "licence.harder",
        clause=clause, anchor=clause.verb.main,
    )  # fmt: skip


_END = frozenset("scrap repeal revoke abolish close end rescind cancel withdraw drop remove suspend".split())
_RULES = frozenset("regulation rule exemption exception loophole provision waiver policy law".split())


def _rolled_back(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "rolling back rules that make it easier for firms to ship parts": the end of a leave is a restriction."""
    verb, tokens, clauses = clause.verb, line.sentence.tokens, line.sentence.clauses
    back = verb.lemma == "roll" and tokens[min(verb.main + 1, len(tokens) - 1)].lower == "back"
    rules = [p for p in clause.objects if tokens[p.head].lower.removesuffix("s") in _RULES]
    k = clauses.index(clause) + 1
    leave = clauses[k] if k < len(clauses) else None
    if not (back or verb.lemma in _END) or not rules or leave is None or verb.passive:
        return
    inner = _made_so(line, leave, _EASIER)
    if inner is None and leave.verb.lemma in {"allow", "permit", "let", "enable"} and k + 1 < len(clauses):
        inner = clauses[k + 1] if clauses[k + 1].verb.lemma in TRADE else None
    if inner is None or not clause.subject:
        return
    what, last = _deed(scene, line, inner)
    yield Draft(
        "restricts", joined(scene.actors(line, clause.subject, clause)), Actor(what), verb.main, last,
        "licence.rolled_back", clause=clause, negated=verb.negated, anchor=verb.main,
    )  # fmt: skip


def _is_office(scene: Scene, line: Line, phrases: list[Phrase], clause: Clause) -> bool:
    """Is somebody who may forbid a trade among them: a state, its officials, or one of its offices?"""
    actors = scene.actors(line, phrases, clause)
    words = {t.lower for p in phrases for t in line.sentence.tokens[p.first : p.last]}
    told = words & (vocabulary.body("state") | {"customs", "officers", "regulators", "lawmakers"})
    return bool(told) or any(a.party is not None and scene.is_state(a.party) for a in actors)


_SOFT = frozenset("limit halt suspend block cap stop cut end freeze control".split())
"""Verbs that restrict only where an office of state acts: a firm that halts sales limits nobody else."""


def _banned_trade(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "banned the import of Acme cameras", "exports of chips to Arden were prohibited"."""
    verb, tokens = clause.verb, line.sentence.tokens
    soft = verb.lemma in _SOFT and _is_office(
        scene, line, clause.under("by") if verb.passive else clause.subject, clause
    )
    if not soft and verb.lemma not in {"ban", "prohibit", "restrict", "forbid", "outlaw", "curb", "tighten"}:
        return
    for trade in clause.subject if verb.passive else clause.objects:
        head = tokens[trade.head].lower.removesuffix("s")
        if head not in {"export", "import", "sale", "purchase", "shipment", "use", "procurement", "access", "entry"}:
            continue
        agents = clause.under("by") if verb.passive else clause.subject
        hanging = [p for prep, many in [*trade.more, *clause.preps] if prep in {"of", "to", "from"} for p in many]
        last = max([trade.whole, verb.main + 1, *(p.whole for p in hanging)])
        if last - trade.first < 2 or (not agents and not trade.of and not hanging):
            continue
        end = max([trade.whole, *(p.whole for p in hanging)]) if not verb.passive else trade.whole
        yield Draft(
            "restricts",
            joined(scene.actors(line, agents, clause)) if agents else NOBODY,
            Actor(scene.words(line, trade.first, end)),
            max(min([verb.main, trade.first, *(p.first for p in agents)]), verb.main - 14),
            last,
            "licence.banned_trade",
            clause=clause,
            negated=verb.negated,
            anchor=verb.main,
        )
        return


def _kept_from(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "prevents U.S. companies from selling the products", "blocking those entities from buying goods"."""
    verb = clause.verb
    if verb.lemma not in _KEEP_FROM:
        return
    chunks = line.sentence.chunks
    after = [c for c in line.sentence.clauses if c.at > clause.at]
    later = [c for c in after if chunks[c.at - 1].word in {"from", "to"} or c.verb.form == "infinitive"]
    strict = verb.lemma in {"bar", "ban", "prohibit", "forbid", "preclude"}
    inner = next((c for c in later if strict or c.verb.lemma in TRADE), None)
    who = clause.subject if verb.passive else clause.objects
    places = [p for p in clause.under("from") if line.sentence.tokens[p.head].lower.removesuffix("s") in _SHUT]
    if who and strict and places and (inner is None or inner.at - clause.at > 8):
        held = joined(scene.actors(line, who, clause))
        what = scene.words(line, places[0].first, places[0].whole)
        agents = clause.under("by") if verb.passive else clause.subject
        yield Draft(
            "restricts", joined(scene.actors(line, agents, clause)) if agents else NOBODY,
            Actor(f"{held.name} from {what}".strip()), min(verb.main, who[0].first), places[0].whole,
            "licence.shut_out", clause=clause, negated=verb.negated, anchor=verb.main,
        )  # fmt: skip
        return
    if inner is None or not who or inner.at - clause.at > 8:
        return
    measure = joined(scene.actors(line, clause.under("by") if verb.passive else clause.subject, clause))
    goods = inner.objects or [p for _, many in inner.preps for p in many][:1]
    last = max([inner.verb.main + 1, *(p.whole for p in goods)])
    what = scene.words(line, inner.verb.main, last)
    held = joined(scene.actors(line, who, clause))
    entry = inner.verb.lemma in {"enter", "travel", "visit"}
    above = line.sentence.clauses[clause.governor] if clause.governor >= 0 else None
    enabled = above is not None and above.verb.lemma in {"allow", "enable", "permit"} and above.verb.modal == "would"
    yield Draft(
        "visa_restrictions_on" if entry else "restricts",
        measure,
        held if entry else Actor(f"{held.name} {what}".strip()),
        min(clause.verb.main, who[0].first),
        last,
        "licence.kept_from",
        stance="planned" if enabled else None,
        clause=clause,
        negated=verb.negated,
        anchor=clause.verb.main,
    )


_SHUT = frozenset("port market network tender contract procurement system territory airspace water bidding".split())


def _may_not(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "American companies may not supply the five without approval": what a measure keeps them from."""
    verb, tokens = clause.verb, line.sentence.tokens
    if verb.modal not in {"may", "cannot", "can"} or not verb.negated or verb.lemma not in TRADE | {"make", "deal"}:
        return
    who = [p for p in clause.subject if tokens[p.head].lower in _TRADERS]
    behind = {t.lower for t in tokens[verb.main : verb.main + 16]}
    if who and (behind & {"licence", "license", "approval", "permission", "permit"} or behind & {"funds", "shares"}):
        last = max([verb.main + 1, *(p.whole for p in clause.objects), *(p.whole for p in clause.under("to"))])
        yield Draft(
            "restricts", Actor(scene.listing), Actor(scene.words(line, who[0].first, last)), who[0].first, last,
            "licence.may_not", clause=clause, stance="asserted", anchor=verb.main,
        )  # fmt: skip


_TRADERS = frozenset(
    "companies firms businesses exporters suppliers banks investors citizens persons americans".split()
)
