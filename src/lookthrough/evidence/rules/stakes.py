"""Holdings that stand in a noun or a share: "its stake in Acme", "a purchase of Acme", "holds 41 percent of Acme"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.phrases import phrase_at, phrases_back
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.rules.draft import Draft, amount_in, joined, subject_within
from lookthrough.evidence.rules.roles import whose
from lookthrough.evidence.scene import Actor, Line, Scene

STAKES = frozenset(
    "share stock bond stake holding position equity interest security debt shareholding stockholding note".split()
)
_ENTERED = frozenset("investment bet".split())
_BOUGHT = frozenset("acquisition purchase takeover buyout buy-out".split())
_DOES_BUY = frozenset("complete announce agree make finalise finalize seal close conclude confirm plan fund".split())
_INVESTS = frozenset("make announce lead disclose hold have confirm report defend".split())
LEAVES = frozenset("sell divest dump liquidate offload shed unload exit".split())
_KEEPS = frozenset("hold own have retain keep control possess take acquire buy purchase get gain hand".split())
_KEPT_IN = frozenset("portfolio investment holding fund".split())


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The holdings of one sentence that stand in a noun, a share or a portfolio."""
    chunks, tokens = line.sentence.chunks, line.sentence.tokens
    for k, chunk in enumerate(chunks):
        if chunk.kind != "np":
            continue
        head = tokens[chunk.head].lower.removesuffix("s") if scene.spot_at(line, chunk.head) is None else ""
        if head in STAKES or head in _ENTERED:
            yield from _stake(scene, line, k, head)
        elif head in _BOUGHT:
            yield from _bought(scene, line, k)
    for clause in line.sentence.clauses:
        yield from _percent(scene, line, clause)
        yield from _belongs(scene, line, clause)
        yield from _portfolio(scene, line, clause)
        yield from _backs(scene, line, clause)
    yield from _holders_by_percent(scene, line)


def firms(scene: Scene, line: Line, phrases: Sequence[Phrase], clause: Clause | None = None) -> list[Actor]:
    """The named bodies among phrases; whose they are, for shares told by their issuer."""
    found: list[Actor] = []
    for phrase in phrases:
        word = line.sentence.tokens[phrase.head].lower.removesuffix("s")
        if word in STAKES and scene.spot_at(line, phrase.head) is None:
            found += whose(scene, line, phrase, clause)
        else:
            found += [a for a in scene.actor(line, phrase, clause) if a.named and a.kind == "organization"]
    return found


def _owner(scene: Scene, line: Line, k: int) -> list[Actor]:
    """Whose stake: a possessive before it, "held by", or the name that it hangs on by "with"."""
    sentence = line.sentence
    chunk = sentence.chunks[k]
    before = Phrase(chunk.first, chunk.head + 1, chunk.head)
    tags = sentence.tags[chunk.first : chunk.head]
    if "gen" in tags or "poss" in tags:
        return [a for a in _possessor(scene, line, before) if a.named and a.kind != "place"]
    held = next(
        (
            c
            for c in sentence.clauses
            if c.verb.passive and c.verb.lemma in {"hold", "own"} and c.subject and c.subject[0].first == chunk.first
        ),
        None,
    )
    if held is not None and held.under("by"):
        return [a for p in held.under("by") for a in scene.actor(line, p, held) if a.named]
    if k >= 2 and sentence.chunks[k - 1].word == "with":
        back = k - 3 if sentence.chunks[k - 2].kind == "comma" else k - 2
        return firms(scene, line, phrases_back(sentence, back, nearest=True)) if back >= 0 else []
    return []


def _possessor(scene: Scene, line: Line, phrase: Phrase) -> list[Actor]:
    """As `whose`, with persons: "Vaziri's stake in Acme"."""
    tags = line.sentence.tags
    gen = next((i for i in range(phrase.head - 1, phrase.first, -1) if tags[i] == "gen"), -1)
    if gen > 0:
        return scene.actor(line, Phrase(phrase.first, gen, gen - 1))
    return whose(scene, line, phrase, None, preps=())


def _stake(scene: Scene, line: Line, k: int, head: str) -> Iterator[Draft]:
    """As in "Acme's 40% stake in Boreas was valued at …", "Acme, with a stake in Boreas", "made an investment in"."""
    sentence = line.sentence
    chunk = sentence.chunks[k]
    phrase, _ = phrase_at(sentence, k)
    where = [p for prep, many in phrase.more if prep in {"in", "into"} for p in many]
    where += [phrase.of] if phrase.of is not None and head != "interest" else []
    issuers = firms(scene, line, where)
    if not issuers:
        return
    over = next((c for c in sentence.clauses if any(p.first == chunk.first for p in c.objects)), None)
    holders = _owner(scene, line, k)
    if not holders and head in _ENTERED and over is not None and over.verb.lemma in _INVESTS and not over.verb.passive:
        holders = [a for a in scene.actors(line, over.subject, over) if a.named]
    holders = [a for a in holders if all(a.party is not i.party for i in issuers)]
    if not holders:
        return
    subject_of = next((c for c in sentence.clauses if any(p.first == chunk.first for p in c.subject)), None)
    left = any(c is not None and c.verb.lemma in LEAVES and (c is over or c.verb.passive) for c in (over, subject_of))
    last = max(p.whole for p in where)
    yield Draft(
        "divested" if left else "invests_in" if head in _ENTERED else "holds_shares",
        joined(holders),
        joined(issuers),
        chunk.first if over is None else min(over.verb.main, chunk.first),
        last,
        "stakes.noun",
        amount=amount_in(line, chunk.first, len(line.sentence.tokens)),
        clause=over or subject_of,
        negated=over is not None and over.verb.negated,
        anchor=chunk.head,
    )


def _bought(scene: Scene, line: Line, k: int) -> Iterator[Draft]:
    """As in "completed the purchase of the share capital of Acme from Boreas", "Boreas's takeover of Acme"."""
    sentence = line.sentence
    chunk = sentence.chunks[k]
    phrase, _ = phrase_at(sentence, k)
    target = phrase.of
    while target is not None and target.of is not None and scene.spot_at(line, target.head) is None:
        target = target.of
    bought = firms(scene, line, [target]) if target is not None else []
    over = next((c for c in sentence.clauses if any(p.first == chunk.first for p in c.objects)), None)
    hanging = [*phrase.more, *(phrase.of.more if phrase.of is not None else []), *(over.preps if over else [])]
    buyers = _owner(scene, line, k) or firms(scene, line, [p for q, many in hanging if q == "by" for p in many])
    if not buyers and over is not None and over.verb.lemma in _DOES_BUY and not over.verb.passive:
        buyers = [a for a in scene.actors(line, over.subject, over) if a.named]
    if not bought or target is None:
        return
    span = (chunk.first if over is None else min(over.verb.main, chunk.first), target.whole)
    if buyers:
        yield Draft(
            "owns", joined(buyers), bought[0], *span, "stakes.bought", clause=over, anchor=chunk.head,
            amount=amount_in(line, span[0], len(line.sentence.tokens)),
        )  # fmt: skip
    sellers = firms(scene, line, [p for q, many in hanging if q == "from" for p in many])
    if sellers:
        yield Draft("divested", sellers[0], bought[0], *span, "stakes.sold", clause=over, anchor=chunk.head)


_FRACTIONS = frozenset("majority minority half third quarter fifth tenth".split())


def is_percent(line: Line, phrase: Phrase) -> bool:
    """A part of a whole: "41 percent", "a third", "a majority"."""
    percent = any(f.amount.unit == "%" for f in line.figures if phrase.first <= f.first < phrase.last)
    part = line.sentence.tokens[phrase.head].lower in _FRACTIONS
    return percent or part


def _percent_held_by(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "A further 11 percent is held by the state bank": of whom was told in the sentence before."""
    by = clause.under("by")
    parts = [p for p in clause.subject if is_percent(line, p) and p.of is None]
    near = scene.issuer is not None and line.number - scene.issuer_line <= 2
    holders = [a for p in by for a in scene.actor(line, p, clause) if a.named or _is_holder(line, p)]
    if parts and near and holders and scene.issuer is not None and scene.issuer.name not in {a.name for a in holders}:
        first, last = parts[0].first, max(p.whole for p in by)
        yield Draft(
            "owns", joined(holders), scene.issuer, first, last, "stakes.held_by", clause=clause,
            amount=amount_in(line, first, last), negated=clause.verb.negated, anchor=clause.verb.main,
        )  # fmt: skip


def _percent(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "holds 49.1 percent of Acme", "Acme, in which the fund holds 41 percent", "sold a quarter of Acme"."""
    verb = clause.verb
    if verb.passive and verb.lemma in {"hold", "own", "control"}:
        yield from _percent_held_by(scene, line, clause)
    if verb.passive or not clause.subject or verb.lemma not in _KEEPS | LEAVES:
        return
    parts = [p for p in clause.objects if is_percent(line, p)]
    if not parts:
        return
    where = [p.of for p in parts if p.of is not None] or clause.under("in", "of")
    issuers = firms(scene, line, where, clause)
    of_capital = {line.sentence.tokens[p.head].lower for p in where} & {
        "shares",
        "stock",
        "rights",
        "capital",
        "equity",
    }
    if not issuers and of_capital:
        issuers = firms(scene, line, clause.under("in"), clause)
    if not issuers and any(line.sentence.tokens[p.head].lower in {"shares", "stock"} for p in where):
        issuers = [a for a in [scene.issuer] if a is not None and line.number - scene.issuer_line <= 1]
    if not issuers and not where:
        issuers = _issuer_here(scene, line, clause)
    holders = [
        a
        for p in clause.subject
        for a in scene.actor(line, p, clause)
        if a.named or scene.country_of(line, p) or _is_holder(line, p)
    ]
    for between in firms(scene, line, clause.under("through", "via"), clause) if issuers else []:
        yield Draft(
            "owns", between, joined(issuers), verb.main, clause.last, "stakes.through", clause=clause, anchor=verb.main
        )
    if issuers and holders:
        first = subject_within(clause, 16)
        last = max([verb.main + 1, *(p.whole for p in parts)])
        yield Draft(
            "divested" if verb.lemma in LEAVES else "owns",
            joined(holders),
            joined(issuers),
            first,
            last,
            "stakes.percent",
            amount=amount_in(line, verb.main, last),
            clause=clause,
            negated=verb.negated,
            anchor=verb.main,
        )


def _issuer_here(scene: Scene, line: Line, clause: Clause) -> list[Actor]:
    """As in "sold its stake in Acme; the state fund still holds 2 percent": of whom was told just before."""
    before = max(min(p.first for p in clause.subject) - 1, 0)
    if line.sentence.tags[before] == "noun" or line.sentence.tokens[before].lower == "which":
        return []  # "companies it owns 50% or more": of those, whoever they are
    for earlier in reversed(line.sentence.clauses):
        for p in earlier.objects if earlier.at < clause.at else []:
            if line.sentence.tokens[p.head].lower.removesuffix("s") in STAKES:
                return firms(scene, line, [q for prep, many in p.more if prep == "in" for q in many], earlier)
    near = scene.issuer is not None and line.number - scene.issuer_line <= 1
    return [scene.issuer] if near and scene.issuer is not None else []


def _is_holder(line: Line, phrase: Phrase) -> bool:
    """A holder by his word: "the fund", "the government", "the founding family"."""
    word = line.sentence.tokens[phrase.head].lower
    return word in vocabulary.body("state") | {"fund", "family", "trust", "company", "group", "bank", "firm"}


def _belongs(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "The ship belongs to Acme Shipping", "mills owned by Acme": things and firms that have an owner."""
    verb = clause.verb
    if verb.lemma == "belong" and clause.subject:
        owners = firms(scene, line, clause.under("to"), clause)
        owned = [a for p in clause.subject for a in scene.actor(line, p, clause) if a.named or _is_thing(line, p)]
    elif verb.lemma == "own" and not verb.passive and clause.objects:
        owners = [a for a in scene.actors(line, clause.subject, clause) if a.named]
        owned = [a for p in clause.objects if _is_thing(line, p) for a in scene.actor(line, p, clause)]
    elif verb.lemma in {"own", "control"} and verb.passive and clause.subject:
        owners = [a for p in clause.under("by") for a in scene.actor(line, p, clause) if a.named]
        owned = [] if firms(scene, line, clause.subject, clause) else scene.actors(line, clause.subject, clause)
        owned = [a for a, p in zip(owned, clause.subject, strict=False) if _is_thing(line, p)]
    else:
        return
    if owners and owned:
        last = max([verb.main + 1, *(p.whole for p in [*clause.under("to", "by"), *clause.objects])])
        first = subject_within(clause, 14)
        yield Draft(
            "owns", joined(owners), joined(owned), first, last, "stakes.belongs", clause=clause,
            negated=verb.negated, anchor=verb.main,
        )  # fmt: skip


def _is_thing(line: Line, phrase: Phrase) -> bool:
    """A firm by its word, or a thing that has an owner in law."""
    return line.sentence.tokens[phrase.head].lower.removesuffix("s") in vocabulary.body("role") | _PLANTS


_PLANTS = frozenset(
    "station plant factory pipeline smelter stadium newspaper warehouse hospital field mill ship vessel tanker "
    "mine refinery yard terminal farm hotel building property brand".split()
)


def _portfolio(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Redwood, whose portfolio includes Acme", "lists Acme among its investments"."""
    verb, tokens = clause.verb, line.sentence.tokens
    if verb.passive or not clause.subject:
        return
    kinds = {id(p): tokens[p.head].lower.removesuffix("s") for p in [*clause.under("among", "in"), *clause.subject]}
    among = [p for p in clause.under("among", "in") if kinds[id(p)] in _KEPT_IN and not scene.spot_at(line, p.head)]
    kept = [p for p in clause.subject if kinds[id(p)] in _KEPT_IN and not scene.spot_at(line, p.head)]
    if kept and verb.lemma in {"include", "contain", "comprise", "span"}:
        holders = [a for p in kept for a in whose(scene, line, p, clause)]
    elif among and verb.lemma in {"list", "count", "have", "hold", "include", "keep", "name"}:
        holders = [a for a in scene.actors(line, clause.subject, clause) if a.named]
    else:
        return
    held = firms(scene, line, clause.objects, clause)
    if holders and held:
        parties = [*clause.objects, *among]
        first = subject_within(clause, 14)
        for firm in held:
            yield Draft(
                "invests_in", joined(holders), firm, first, max(p.whole for p in parties), "stakes.portfolio",
                clause=clause, negated=verb.negated, anchor=verb.main,
            )  # fmt: skip


def _backs(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Redwood Capital backed Acme in 2017": a body gives another its money."""
    verb = clause.verb
    if verb.lemma not in {"back", "fund", "finance", "bankroll"} or verb.passive or not clause.subject:
        return
    held = [a for a in firms(scene, line, clause.objects, clause) if a.party is None or not scene.is_state(a.party)]
    givers = [a for a in scene.actors(line, clause.subject, clause) if a.named and a.kind in {"organization", "person"}]
    if held and givers:
        first = subject_within(clause, 14)
        last = max(p.whole for p in clause.objects)
        yield Draft(
            "invests_in", joined(givers), joined(held), first, last, "stakes.backs", clause=clause,
            negated=verb.negated, anchor=verb.main,
        )  # fmt: skip


_DECLARED = frozenset("interest shareholder stockholder holder shareholding holding stockholding".split())


def _holders_by_percent(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "notified of these interests in its share capital: Acme Fund, 9.8 per cent; Boreas Trust, 5.1 per cent"."""
    tokens, sentence = line.sentence.tokens, line.sentence
    colon = next((k for k, c in enumerate(sentence.chunks) if c.kind == "colon"), -1)
    if colon < 1 or colon + 1 >= len(sentence.chunks):
        return
    before = tokens[: sentence.chunks[colon].first]
    if not {token.lower.removesuffix("s") for token in before} & _DECLARED:
        return
    issuers = [
        a
        for c in sentence.chunks[:colon]
        if c.kind == "np"
        for a in scene.actor(line, Phrase(c.first, c.last, c.head))
        if a.named and a.kind == "organization"
    ]
    issuers = issuers[:1] or [a for back in scene.lines_back(line) for a in back.subjects if a.named][:1]
    for spot in line.spots:
        party = scene.cast.party(spot)
        share = next((f for f in line.figures if spot.last <= f.first <= spot.last + 2 and f.amount.unit == "%"), None)
        if issuers and share is not None and spot.first > sentence.chunks[colon].first and party.kind == "organization":
            yield Draft(
                "holds_shares",
                Actor(party.full, party.kind, party, "name"),
                issuers[0],
                spot.first,
                share.last,
                "stakes.declared",
                amount=share.amount,
                anchor=spot.first,
            )
