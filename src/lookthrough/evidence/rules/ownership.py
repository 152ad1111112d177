"""Ownership and capital: who owns, holds, buys into, backs or leaves whom; what an index holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.phrases import list_at
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.rules.draft import Draft, amount_in, end_of, joined, subject_near
from lookthrough.evidence.rules.list_members import included_before
from lookthrough.evidence.rules.stakes import LEAVES, STAKES, is_percent
from lookthrough.evidence.scene import BACK, Actor, Line, Scene

_HOLD = frozenset(
    "own hold have possess retain control keep maintain report disclose declare reveal show list amass".split()
)
_BUY = frozenset("buy purchase acquire take increase raise build boost accumulate add pick snap".split())
_LEAVES_SHARES = LEAVES | {"drop", "ditch", "dispose", "cut"}  # of a percentage they say that it fell
_BAR = frozenset("exclude bar drop remove blacklist ban cut divest expel".split())
_CAPITAL = frozenset("capital funding fund investment financing money backing".split())
_GIVE_CAPITAL = frozenset("pump sink plough plow provide inject commit pour put lead supply raise contribute".split())
_OWNED = re.compile(r"^(?:state|government|privately|family|military|publicly)-(?:run|owned|controlled|backed|linked)$")
_INDEX_WORDS = frozenset("index indice fund etf benchmark gauge tracker".split())


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """Ownership and capital of one sentence."""
    for clause in line.sentence.clauses:
        yield from _holds(scene, line, clause)
        yield from _invests(scene, line, clause)
        yield from _raised(scene, line, clause)
        yield from _backed(scene, line, clause)
        yield from _leaves(scene, line, clause)
        yield from _bars(scene, line, clause)
        yield from _sells_firm(scene, line, clause)
        yield from _taken_in(scene, line, clause)
        yield from _index(scene, line, clause)
        yield from _owns(scene, line, clause)
    yield from _state_owned(scene, line)


def _head(line: Line, phrase: Phrase) -> str:
    """The main word in the singular; "" for a name, so that "Acme Holdings" is no holding."""
    if line.sentence.tags[phrase.head] == "name":
        return ""
    return line.sentence.tokens[phrase.head].lower.removesuffix("s")


def _span(clause: Clause, phrases: list[Phrase]) -> tuple[int, int]:
    main = clause.verb.main
    first = subject_near(clause, 22)
    return first, max([main + 1, *(p.whole for p in phrases)])


def _issuers(scene: Scene, line: Line, clause: Clause, phrase: Phrase) -> tuple[list[Actor], list[Phrase]]:
    """Whose shares: "shares of A and B", "stakes in A", "26,000 Acme shares", "A’s shares"."""
    after = [p for prep, many in [*phrase.more, *clause.preps] if prep in {"in", "from"} for p in many]
    of = [phrase.of] if phrase.of is not None else []
    issued = [
        p
        for c in line.sentence.clauses
        if c.verb.lemma == "issue" and c.verb.passive and c.subject and c.subject[0].first == phrase.first
        for p in c.under("by")
    ]
    phrases = [*of, *after, *issued]
    phrases = [p for p in phrases if not _is_when(line, p)]
    actors = [a for p in phrases for a in scene.actor(line, p, clause) if a.kind not in {"place"}]
    actors = [a for a in actors if not re.fullmatch(r"(?:19|20)\d\d|(?:the )?past.*", a.name)]
    if not actors:
        inside = [spot for spot in line.spots if phrase.first <= spot.first and spot.last <= phrase.head]
        actors = [
            Actor(scene.cast.party(s).full, scene.cast.party(s).kind, scene.cast.party(s), "name")
            for s in inside
            if scene.cast.party(s).kind == "organization"
        ]
        phrases = []
    if not actors and line.sentence.tags[phrase.first] in {"poss", "num"} and line.number - scene.issuer_line <= BACK:
        actors = [scene.issuer] if scene.issuer is not None else []  # "sold its stake": in whom was told before
    seen: dict[str, Actor] = {}
    for actor in actors:
        seen.setdefault(actor.name, actor)
    return list(seen.values()), phrases


def _is_when(line: Line, phrase: Phrase) -> bool:
    """As in "sold its stake in June 2021": a date is nobody's shares."""
    month = line.sentence.tokens[phrase.head].lower.strip(".") in vocabulary.months()
    return month or any(when.first <= phrase.head < when.last for when in line.dates)


def _holds(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    verb = clause.verb
    if verb.passive or not clause.subject or verb.lemma not in _HOLD | _BUY:
        return
    parts = [q for p in clause.objects for q in (p, p.of) if q is not None]  # "owned $41 million of Acme stock"
    found = [p for p in parts if _head(line, p) in STAKES or _fused(line, p)]
    telling = verb.lemma in {"report", "disclose", "declare", "reveal", "show", "list"}
    if not found or (telling and verb.form != "finite"):
        return
    phrase = found[-1]
    issuers, at = _issuers(scene, line, clause, phrase)
    if not issuers:
        return
    holders = joined(scene.actors(line, clause.subject, clause))
    if not _may_hold(scene, line, clause):
        return
    predicate = "holds_shares" if verb.lemma in _HOLD else "invests_in"
    first, last = _span(clause, [*found, *at])
    amount = amount_in(line, verb.main, last)
    members = [p for prep, many in clause.preps if prep == "including" for p in many]
    for member in members:
        if scene.spot_at(line, member.head) is None or member.of is not None:
            part = scene.actor(line, member, clause)[0]
            at_end = end_of(line, member)
            yield Draft(
                predicate, holders, Actor(scene.words(line, member.first, at_end), part.kind), member.first - 1, at_end,
                f"ownership.{predicate}", clause=clause, anchor=verb.main,
            )  # fmt: skip
    for issuer in issuers:
        if not issuer.named and holders.name.lower().removesuffix("s") in vocabulary.demonyms():
            continue  # a whole people hold shares of firms that are not named: of no party
        yield Draft(
            predicate,
            holders,
            issuer,
            first,
            last,
            f"ownership.{predicate}",
            amount=amount,
            clause=clause,
            negated=verb.negated,
            anchor=verb.main,
        )


def _fused(line: Line, phrase: Phrase) -> bool:
    """As in "5 millionbarrels": the unit that the amount was read with is a security."""
    return any(f.amount.unit.removesuffix("s") in STAKES for f in line.figures if phrase.first <= f.first < phrase.last)


def _may_hold(scene: Scene, line: Line, clause: Clause) -> bool:
    """Only parties hold shares: a name, a fund, people; not a law or a market."""
    for whole in clause.subject:
        phrase = scene.counted(line, whole)
        head = _head(line, phrase)
        actors = scene.actor(line, phrase, clause)
        if any(a.named and a.kind != "place" for a in actors):
            return True
        if head in vocabulary.body("role") | vocabulary.person("people") | vocabulary.person("role") | {
            "fund",
            "investor",
            "plan",
            "american",
            "system",
            "scheme",
            "trust",
            "endowment",
            "board",
            "manager",
            "treasury",
            "pension",
            "it",
            "they",
        } or f"{head}s" in vocabulary.person("people"):
            return True
    return False


def _invests(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    verb = clause.verb
    if not clause.subject:
        return
    if verb.lemma == "invest" and not verb.passive:
        where = clause.under("in", "into")
    elif verb.lemma in _GIVE_CAPITAL and not verb.passive and any(_is_money(line, p) for p in clause.objects):
        where = clause.under("to", "into", "in")
    elif verb.lemma in {"lead", "join"} and not verb.passive and any(_head(line, p) == "round" for p in clause.objects):
        where = clause.under("in", "for")
    elif verb.lemma in {"participate", "take"} and any(_head(line, p) == "round" for p in clause.under("in")):
        where = clause.under("for", "in", "of")
    elif verb.lemma == "be" and not verb.passive and any(_is_capital_of(line, p) for p in clause.objects):
        where = _stakes_before(line, clause)
    else:
        return
    if not _may_hold(scene, line, clause):
        return
    named = scene.actors(line, included_before(line, clause), clause)
    investors = joined([a for a in named if a.named] or scene.actors(line, clause.subject, clause))
    managed = [
        a
        for p in where
        for c in line.sentence.clauses
        if c.verb.lemma in {"manage", "run", "operate"} and c.verb.passive and c.subject
        if c.subject[0].first == p.first
        for a in scene.actors(line, c.under("by"), c)
        if a.named
    ]  # "put $5 million into a fund managed by Acme"
    chain = [q for p in where for q in (p, p.of) if q is not None and (q is p or _head(line, p) in {"fund", "vehicle"})]
    targets = managed or [a for p in chain for a in scene.actor(line, p, clause)]
    targets = [a for a in targets if a.kind == "organization" or (not a.named and _is_firm_like(a))]
    for target in targets:
        objects = [p for p in [*clause.objects, *where] if p.first > verb.main]
        yield Draft(
            "invests_in",
            investors,
            target,
            *_span(clause, objects),
            "ownership.invests",
            amount=amount_in(line, *_span(clause, objects)),
            clause=clause,
            negated=verb.negated,
            anchor=verb.main,
        )


def _is_money(line: Line, phrase: Phrase) -> bool:
    """Capital by its word, or a sum of money."""
    sums = [f for f in line.figures if phrase.first <= f.first < phrase.last and len(f.amount.unit) == 3]
    return _head(line, phrase) in _CAPITAL or any(f.amount.unit.isupper() for f in sums)


def _is_firm_like(actor: Actor) -> bool:
    last = actor.name.lower().split()[-1] if actor.name else ""
    return last.removesuffix("s") in vocabulary.body("role") or last in {
        "companies",
        "startups",
        "start-ups",
        "businesses",
    }


def _is_capital_of(line: Line, phrase: Phrase) -> bool:
    return phrase.of is not None and _head(line, phrase.of) == "capital"


def _stakes_before(line: Line, clause: Clause) -> list[Phrase]:
    """As in "of those with stakes in Acme and Boreas, insurers are the largest givers of capital": the firms."""
    chunks, tokens = line.sentence.chunks, line.sentence.tokens
    for k in range(clause.at):
        if (
            chunks[k].kind == "np"
            and tokens[chunks[k].head].lower.removesuffix("s") in STAKES
            and k + 2 < len(chunks)
            and chunks[k + 1].word == "in"
            and chunks[k + 2].kind == "np"
        ):
            return list_at(line.sentence, k + 2)[0]
    return []


_RECEIVE = frozenset("raise secure receive get obtain accept take".split())


def _raised(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "raised $75 million from Redwood Ventures", "received funding from A"."""
    verb = clause.verb
    if (
        verb.lemma not in {"raise", "secure", "receive", "get", "obtain", "accept", "take"}
        or verb.passive
        or not clause.subject
    ):
        return
    money = [
        p
        for p in clause.objects
        if _head(line, p) in _CAPITAL
        or any(
            p.first <= f.first < p.last and len(f.amount.unit) == 3 and f.amount.unit.isupper() for f in line.figures
        )
    ]
    receivers = [a for a in scene.actors(line, clause.subject, clause) if a.named and a.kind == "organization"]
    if not money or not receivers:
        return
    for giver in clause.under("from"):
        actor = scene.actor(line, giver, clause)[0]
        if actor.named and actor.kind in {"organization", "person"}:
            first, last = _span(clause, [*money, giver])
            yield Draft(
                "invests_in",
                actor,
                joined(receivers),
                first,
                last,
                "ownership.raised",
                amount=amount_in(line, first, last),
                clause=clause,
                negated=verb.negated,
                anchor=verb.main,
            )


def _backed(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Acme, backed by Boreas Capital": a participle or passive with its backer."""
    if clause.verb.lemma not in {"back", "fund", "finance"} or not clause.verb.passive or not clause.subject:
        return
    for backer in clause.under("by"):
        actor = scene.actor(line, backer, clause)[0]
        subjects = [a for a in scene.actors(line, clause.subject, clause) if a.kind == "organization"]
        if actor.named and actor.kind != "place" and subjects:
            first = subject_near(clause, 10)
            yield Draft(
                "backed_by",
                joined(subjects),
                actor,
                first,
                backer.whole,
                "ownership.backed",
                clause=clause,
                negated=clause.verb.negated,
                anchor=clause.verb.main,
            )


def _leaves(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    verb = clause.verb
    if verb.lemma not in _LEAVES_SHARES or verb.passive or not clause.subject:
        return
    if verb.lemma == "dispose":
        held = [p for p in clause.under("of") if _head(line, p) in STAKES]
        where = held or clause.under("of")
        issuers, at = _issuers(scene, line, clause, held[-1]) if held else (scene.actors(line, where, clause), where)
    elif verb.lemma == "divest":
        where = clause.under("from", "of") or clause.objects
        held = [p for p in clause.objects if _head(line, p) in STAKES]
        where = [] if held else where
        issuers = [a for p in where for a in scene.actor(line, p, clause)]
        at = where
        if held:
            issuers, at = _issuers(scene, line, clause, held[-1])
    else:
        held = [p for p in clause.objects if _head(line, p) in STAKES]
        if not held:
            return
        issuers, at = _issuers(scene, line, clause, held[-1])
        at = [*held, *at]
    issuers = [a for a in issuers if a.kind == "organization" or a.kind is None]
    if not issuers or not _may_hold(scene, line, clause):
        return
    first, last = _span(clause, at)
    amount = amount_in(line, verb.main, last)  # not how many leave: "two funds sold their shares"
    yield Draft(
        "divested",
        joined(scene.actors(line, clause.subject, clause)),
        joined(issuers),
        first,
        last,
        "ownership.divested",
        amount=amount,
        clause=clause,
        negated=verb.negated,
        anchor=verb.main,
    )


_KEPT_IN = frozenset("portfolio portfolio universe holding investment index indice benchmark gauge fund".split())
_FUNDS = frozenset("fund pension investor asset retirement insurance bank scheme capital trust church index".split())


def _sells_firm(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Acme sold Boreas to Delta", "is to sell its Arden subsidiary", "sold out of Boreas": it parts with it."""
    verb, tokens = clause.verb, line.sentence.tokens
    if verb.lemma not in {"sell", "pull", "get"} or verb.passive or not clause.subject:
        return
    out = verb.main + 1 < len(tokens) and tokens[verb.main + 1].lower == "out"
    sold = clause.under("of") if out else clause.objects if verb.lemma == "sell" else []
    named = [a for p in sold for a in scene.actor(line, p, clause) if a.named and a.kind == "organization"]
    parts = [p for p in sold if _head(line, p) in {"subsidiary", "subsidiarie", "unit", "arm", "division", "business"}]
    sellers = scene.actors(line, clause.subject, clause)
    if not sold or len(sold) > 2 or not _may_hold(scene, line, clause) or not (named or parts):
        return
    what = named or [Actor(scene.bare(line, p)) for p in parts]
    first, last = _span(clause, sold)
    members = [p for p in clause.under("including") if scene.spot_at(line, p.head) is not None]
    for who, end in [(sellers, last), *(([a], p.whole) for p in members for a in scene.actor(line, p, clause))]:
        yield Draft(
            "divested", joined(who), joined(what), first, end, "ownership.sells_firm",
            amount=amount_in(line, verb.main, last), clause=clause, negated=verb.negated, anchor=verb.main,
        )  # fmt: skip


def _bars(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "The fund excluded Acme", "barred Acme from its portfolio": who holds nothing of it any more."""
    verb = clause.verb
    if verb.lemma not in _BAR:
        return
    out = clause.subject if verb.passive else clause.objects
    who = clause.under("by") if verb.passive else clause.subject
    told = any(_head(line, p) in _KEPT_IN for p in clause.under("from"))
    holders = [a for a in scene.actors(line, who, clause) if a.named and a.kind in {"organization", "product"}]
    unnamed = [a for p in who for a in scene.actor(line, p, clause) if _head(line, p) in _FUNDS]
    holders = holders or unnamed
    fund = any(word.removesuffix("s") in _FUNDS for a in holders for word in a.name.lower().split())
    firms = [a for p in out for a in scene.actor(line, p, clause) if a.named and a.kind == "organization"]
    if not told and not (fund and verb.lemma == "exclude"):
        return
    if (holders or told) and (firms or told) and out:
        first, last = _span(clause, [*clause.objects, *clause.under("from", "by")])
        yield Draft(
            "divested",
            joined(holders) if holders else joined(scene.actors(line, clause.under("from"), clause)),
            joined(firms) if firms else joined(scene.actors(line, out, clause)),
            first,
            last,
            "ownership.bars",
            clause=clause,
            negated=verb.negated,
            anchor=verb.main,
        )


def _taken_in(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Acme was added to the Northern 100 Index", "shares of Acme are included in the benchmark"."""
    verb = clause.verb
    if verb.lemma not in {"add", "include", "admit"} or not clause.subject:
        return
    taken = clause.subject if verb.passive else clause.objects
    indices = [p for p in clause.under("to", "in", "into") if _is_index(scene, line, p)]
    firms = [a for p in taken for a in _of_shares(scene, line, p, clause)]
    if indices and not firms and any(_head(line, p) in STAKES for p in taken):
        firms = [Actor(scene.bare(line, taken[0]))]  # "include Arden shares in its benchmark"
    if indices and firms:
        first, last = _span(clause, indices)
        index = scene.actor(line, indices[0], clause)[0]
        yield Draft(
            "index_includes", index, joined(firms), first, last, "ownership.taken_in", clause=clause,
            negated=verb.negated, anchor=verb.main,
        )  # fmt: skip


def _of_shares(scene: Scene, line: Line, phrase: Phrase, clause: Clause) -> list[Actor]:
    """The named bodies of a phrase, or whose shares it speaks of."""
    if _head(line, phrase) in STAKES:
        return [a for a in _issuers(scene, line, clause, phrase)[0] if a.named]
    return [a for a in scene.actor(line, phrase, clause) if a.named and a.kind == "organization"]


def _is_index(scene: Scene, line: Line, phrase: Phrase) -> bool:
    spot = scene.spot_at(line, phrase.head)
    name = scene.cast.party(spot).full.lower() if spot is not None else ""
    return _head(line, phrase) in _INDEX_WORDS or any(w.rstrip("s") in _INDEX_WORDS for w in name.split())


def _index(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "The index added shares of A and B", "the benchmark includes A"."""
    verb = clause.verb
    if verb.passive or verb.lemma not in {"add", "include", "contain"} or not clause.subject:
        return
    tokens = line.sentence.tokens
    subject = clause.subject[0]
    if not _is_index(scene, line, subject):
        return
    actors = scene.actor(line, subject, clause)
    if not actors[0].named and tokens[subject.first].lower in {"the", "this"}:
        earlier = scene.named_with(line, subject.first, _head(line, subject))
        actors = [earlier] if earlier is not None else actors
    for phrase in clause.objects:
        if _head(line, phrase) in STAKES:
            issuers, at = _issuers(scene, line, clause, phrase)
        else:
            issuers, at = [a for a in scene.actor(line, phrase, clause) if a.kind == "organization"], []
        for issuer in issuers:
            yield Draft(
                "index_includes",
                actors[0],
                issuer,
                *_span(clause, [*clause.objects, *at]),
                "ownership.index",
                clause=clause,
                negated=verb.negated,
                anchor=verb.main,
            )


def _owns(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Acme owns Boreas", "Boreas, owned by Acme", "Boreas is a subsidiary of Acme", "holds 40 % of Boreas"."""
    verb = clause.verb
    if verb.lemma in {"own", "control", "acquire", "buy", "purchase"}:
        owned = clause.subject if verb.passive else clause.objects
        owners = clause.under("by") if verb.passive else clause.subject
        if any(_head(line, p) in STAKES for p in owned):
            return
        bodies = [
            a
            for p in owned
            for a in scene.actor(line, p if not is_percent(line, p) else (p.of or p), clause)
            if a.kind == "organization" and a.named
        ]
        who = [
            a
            for p in owners
            for a in scene.actor(line, p, clause)
            if a.named or scene.country_of(line, p) or _is_state(line, p)
        ]
        sellers = [a for p in clause.under("from") for a in scene.actor(line, p, clause) if a.named] if bodies else []
        if sellers and verb.lemma != "own":  # "bought Acme from Boreas"
            yield Draft(
                "divested", sellers[0], joined(bodies), *_span(clause, [*clause.objects, *clause.under("from")]),
                "ownership.sold", clause=clause, negated=verb.negated, anchor=verb.main,
            )  # fmt: skip
        if bodies and who:
            yield Draft(
                "owns",
                joined(who),
                joined(bodies),
                *_span(clause, [*clause.objects, *clause.under("by")]),
                "ownership.owns",
                amount=amount_in(line, clause.first if verb.passive else verb.main, clause.last),
                clause=clause,
                negated=verb.negated,
                anchor=verb.main,
            )


_OWNERS = frozenset(
    "fund consortium state council parliament municipality province committee family founders employees staff "
    "union".split()
)


def _is_state(line: Line, phrase: Phrase) -> bool:
    """The state, or an office of it, by its word."""
    word = line.sentence.tokens[phrase.head].lower
    return word in vocabulary.body("state") | _OWNERS


def _state_owned(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "state-run Acme Telecom": the state of its country owns it."""
    tokens = line.sentence.tokens
    for spot in line.spots:
        party = scene.cast.party(spot)
        before = tokens[spot.first - 1].lower if spot.first else ""
        behind = [token.lower for token in tokens[spot.last : spot.last + 4]]
        owned = next((word for word in behind[2:] if (m := _OWNED.match(word)) and m[0].endswith(("owned", "run"))), "")
        if behind[:1] == [","] and behind[1:2] in (["a"], ["the"], ["an"]) and party.kind == "organization" and owned:
            who = owned.split("-")[0]  # "Acme Trading, a military-owned company"
            if who in {"state", "government", "military"}:
                around = scene.country_in(line, spot.first, spot.last)
                end = spot.last + 2 + behind[2:].index(owned) + 2
                yield Draft(
                    "owns", Actor(around or who), Actor(party.full, party.kind, party, "name"), spot.first,
                    min(end, len(tokens)), "ownership.state", anchor=spot.first,
                )  # fmt: skip
        match = _OWNED.match(before)
        if (
            match
            and match[0].startswith(("state", "government"))
            and not match[0].endswith(("backed", "linked"))
            and party.kind == "organization"
        ):
            country = scene.country_in(line, spot.first, spot.last) or scene.country_in(
                line, max(0, spot.first - 3), spot.first
            )
            yield Draft(
                "owns",
                Actor(country or "state"),
                Actor(party.full, party.kind, party, "name"),
                spot.first - 1,
                spot.last,
                "ownership.state",
                anchor=spot.first - 1,
            )
