"""Restrictions and licences: which measure keeps whom from buying or selling what, and how licences are handled."""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence.grammar.phrases import phrase_at
from lookthrough.evidence.grammar.sentence import Clause
from lookthrough.evidence.rules.draft import NOBODY, Draft, joined, reach
from lookthrough.evidence.scene import Actor, Line, Scene

_KEEP_FROM = frozenset("prevent block bar prohibit ban stop keep forbid restrict preclude prohibit".split())
_TRADE = frozenset(
    "buy purchase sell export import supply acquire ship deal trade invest transfer obtain provide procure "
    "receive deliver "
    "re-export do access use".split()
)
_LICENCES = frozenset(
    "request licence license permit authorisation authorization exemption waiver application approval".split()
)
_ASK = frozenset("apply petition ask request seek obtain need require".split())
_WEIGH = frozenset("consider review assess examine treat process decide handle".split())
_HANDLE = frozenset("deny refuse grant approve issue reject revoke withhold".split())


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The restrictions and licence policies of one sentence."""
    for clause in line.sentence.clauses:
        yield from _kept_from(scene, line, clause)
        yield from _licence(scene, line, clause)
        yield from _may_not(scene, line, clause)
        yield from _maintained(scene, line, clause)
        yield from _banned_trade(scene, line, clause)
    yield from _policies(scene, line)


def _policies(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "reviewed under a presumption of denial", "a policy of denial"."""
    chunks, tokens = line.sentence.chunks, line.sentence.tokens
    for k, chunk in enumerate(chunks):
        if chunk.kind != "np" or tokens[chunk.head].lower not in {"presumption", "policy"}:
            continue
        phrase, behind = phrase_at(line.sentence, k)
        if chunk.word == "policy" and (found := _policy_of_doing(scene, line, k, behind)):
            yield found
            continue
        if phrase.of is None or tokens[phrase.of.head].lower not in {"denial", "approval", "refusal"}:
            continue
        clause = next((c for c in reversed(line.sentence.clauses) if c.at < k), None)
        subject = (
            joined(scene.actors(line, clause.subject, clause)) if clause is not None and clause.subject else NOBODY
        )
        first = clause.verb.main if clause is not None and k - clause.at < 8 else phrase.first
        yield Draft(
            "licence_policy",
            subject,
            Actor(scene.bare(line, phrase)),
            first,
            phrase.whole,
            "licence.policy",
            clause=clause,
            anchor=phrase.first,
            stance="asserted",
        )


def _policy_of_doing(scene: Scene, line: Line, k: int, behind: int) -> Draft | None:
    """As in "a policy of denying licences", "ending its policy of approving applications": whose, and what is done."""
    chunks, tokens = line.sentence.chunks, line.sentence.tokens
    inner = next((c for c in line.sentence.clauses if c.at == behind + 1 and c.verb.lemma in _HANDLE), None)
    if inner is None or chunks[behind].word != "of" or not inner.objects:
        return None
    if tokens[inner.objects[0].head].lower.removesuffix("s") not in _LICENCES:
        return None
    above = next((c for c in reversed(line.sentence.clauses) if c.at < k and c.subject), None)
    near = above is not None and k - above.at < 4 and above.verb.lemma not in {"have", "be", "maintain"}
    start = above.verb.main if above is not None and near else chunks[k].first
    last = min(max(reach(inner.objects[0]), inner.objects[0].whole), inner.verb.main + 14)
    changes = above is not None and above.verb.lemma in {"end", "change", "revise", "drop", "reverse", "scrap", "adopt"}
    planned = changes and above is not None and (above.verb.modal or above.verb.form != "finite")
    return Draft(
        "licence_policy",
        joined(scene.actors(line, above.subject, above)) if above is not None else NOBODY,
        Actor(scene.words(line, start if near else inner.verb.main, last)),
        start,
        last,
        "licence.policy_of",
        clause=above,
        anchor=chunks[k].first,
        stance="planned" if planned else None,
    )


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
        over = over or clause.under("on", "over")
        words = {t.lower.removesuffix("s") for p in over[:1] for t in tokens[p.first : reach(p)]}
        entry = {"visa", "travel", "entry"} & {t.lower for t in tokens[measure.first : measure.head]}
        if tokens[measure.head].lower.removesuffix("s") not in _RESTRICTIONS or not words & _TRADED or entry:
            continue
        agents = clause.under("by") if verb.passive else clause.subject
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


def _banned_trade(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "banned the import of Acme cameras", "exports of chips to Arden were prohibited"."""
    verb, tokens = clause.verb, line.sentence.tokens
    if verb.lemma not in {"ban", "prohibit", "restrict", "forbid", "outlaw", "curb", "tighten"}:
        return
    for trade in clause.subject if verb.passive else clause.objects:
        head = tokens[trade.head].lower.removesuffix("s")
        if head not in {"export", "import", "sale", "purchase", "shipment", "use", "procurement"}:
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
    inner = next((c for c in later if strict or c.verb.lemma in _TRADE), None)
    who = clause.subject if verb.passive else clause.objects
    places = [p for p in clause.under("from") if line.sentence.tokens[p.head].lower.removesuffix("s") in _SHUT]
    if who and strict and places and (inner is None or inner.at - clause.at > 8):
        held = joined(scene.actors(line, who, clause))
        what = scene.words(line, places[0].first, places[0].whole)
        agents = clause.under("by") if verb.passive else clause.subject
        yield Draft(
            "restricts", joined(scene.actors(line, agents, clause)) if agents else NOBODY,
            Actor(f"{held.name} {what}".strip()), min(verb.main, who[0].first), places[0].whole,
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
    if verb.modal not in {"may", "cannot", "can"} or not verb.negated or verb.lemma not in _TRADE | {"make", "deal"}:
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


def _licence(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "can apply for licences to sell to …", "may deny the applications", "a policy of denying applications"."""
    tokens, verb = line.sentence.tokens, clause.verb
    hanging = clause.objects + clause.under("for")
    if verb.passive and verb.lemma in _HANDLE | _ASK | _WEIGH:
        hanging = [*clause.subject, *clause.objects]
    found = next((p for p in hanging if tokens[p.head].lower.removesuffix("s") in _LICENCES), None)
    if found is None:
        return
    asks = verb.lemma in _ASK and tokens[found.head].lower.removesuffix("s") not in {"approval"}
    handles = verb.lemma in _HANDLE or (verb.passive and verb.lemma in _WEIGH)
    if not asks and not handles:
        return
    before = [chunk.word for chunk in line.sentence.chunks[max(0, clause.at - 2) : clause.at]]
    if verb.form == "ing" and handles and (not clause.subject or before == ["policy", "of"]):
        return
    inner = next(
        (
            c
            for c in line.sentence.clauses
            if c.at > clause.at and c.verb.lemma in _TRADE and c.verb.form == "infinitive"
        ),
        None,
    )
    last = found.whole
    if inner is not None and inner.at - clause.at <= 5:
        parties = inner.under("to") or inner.objects
        last = max([inner.verb.main + 1, *(p.whole for p in parties)])
    else:
        how = [p.whole for p in clause.under("on", "under", "with", "within", "by")] if verb.lemma in _WEIGH else []
        last = min(max([last, reach(found), *how]), found.first + 14)
    agents = clause.under("by") if verb.passive else clause.subject
    subject = joined(scene.actors(line, agents, clause)) if agents else NOBODY
    modal = f"{verb.modal} " if verb.modal else ""
    last = max(last, verb.main + 1)
    words = scene.words(line, min(verb.main, found.first), last)
    first = min([verb.main, *(p.first for p in clause.subject if verb.main - p.first < 8)])
    yield Draft(
        "licence_policy",
        subject,
        Actor(f"{modal}{words}"),
        first,
        last,
        "licence.asked" if asks else "licence.handled",
        clause=clause,
        negated=verb.negated,
        anchor=verb.main,
        stance="asserted" if verb.modal in {"may", "can"} else None,
    )
