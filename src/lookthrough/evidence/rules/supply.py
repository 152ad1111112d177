"""Supply, sales, contracts and partnerships between parties."""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.rules.draft import Draft, amount_in, end_of, joined, subject_near
from lookthrough.evidence.rules.roles import whose
from lookthrough.evidence.scene import Actor, Line, Scene

_GIVE = dict.fromkeys(
    "supply provide deliver ship export furnish transport smuggle transfer build construct equip outfit arm send "
    "install design develop make manufacture produce assemble maintain service insure lease channel funnel route "
    "process procure".split(),
    "supplies",
) | dict.fromkeys(("sell", "resell"), "sells_to")
_MAKE_FOR = frozenset("build construct design develop make manufacture produce assemble".split())
_SERVE = frozenset("maintain service insure".split())
NOT_GOODS = frozenset(
    "ban order restriction sanction withdrawal investigation review report letter word permission approval "
    "licence license pledge promise visit call praise message complaint response recognition award vote detail "
    "information comment evidence capital fund funding support help assistance answer access example basis reason "
    "aid opportunity training estimate soul share stake interest position bond stock debt asset unit pressure "
    "cover data insight protection custody news money loan".split()
)
CONTRACTS = frozenset("contract deal agreement order tender project".split())
_GAIN = frozenset(
    "win receive sign secure award get obtain have make land hold enter conclude strike gain ink complete "
    "execute".split()
)
_MAKE = frozenset("make produce manufacture build".split())


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The business relations of one sentence."""
    for clause in line.sentence.clauses:
        if clause.verb.lemma in _GIVE:
            yield from _gives(scene, line, clause)
        yield from _contract(scene, line, clause)
        yield from _awarded(scene, line, clause)
        yield from _uses(scene, line, clause)
        yield from _engages(scene, line, clause)


def _awarded(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Acme was awarded a contract by the navy", "the navy gave Acme an order", "a contract was let to Acme"."""
    verb = clause.verb
    if verb.lemma not in {"award", "give", "grant", "hand", "let", "issue", "place"} or not clause.subject:
        return
    papers = [p for p in [*clause.objects, *(clause.subject if verb.passive else [])] if head_of(line, p) in CONTRACTS]
    if not papers:
        return
    receivers = [p for p in clause.objects if p not in papers] or clause.under("to", "with")
    if verb.passive and clause.subject[0] not in papers:
        receivers = clause.subject
    givers = clause.under("by", "from") if verb.passive else clause.subject
    who = [a for a in scene.actors(line, receivers, clause) if a.named and a.kind == "organization"]
    other = [
        a for p in givers for a in scene.actor(line, p, clause) if is_party(scene, line, p, a) and a.kind != "person"
    ]
    what = other or [Actor(scene.bare(line, papers[0]))]
    if who:
        first, last = span_of(clause, [*papers, *receivers, *givers])
        last = _with_sum(line, last)
        yield Draft(
            "contract_with",
            joined(who),
            joined(what),
            first,
            last,
            "supply.awarded",
            amount=amount_in(line, first, last),
            clause=clause,
            negated=verb.negated,
            anchor=verb.main,
        )


def _uses(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "police use cameras made by Acme": whose goods are used supplies the user."""
    verb = clause.verb
    used = {"use", "deploy", "employ", "install", "adopt", "operate", "buy", "purchase", "fit", "mount", "find"}
    if verb.passive and verb.lemma in used and clause.subject:
        yield from _used_by(scene, line, clause)
    if (
        verb.lemma
        not in {"use", "deploy", "install", "operate", "employ", "adopt", "have", "buy", "purchase", "order", "fit"}
        or verb.passive
        or not clause.subject
    ):
        return
    users = scene.actors(line, clause.subject, clause)
    if not all(is_party(scene, line, p, a) for p, a in zip(clause.subject, users, strict=False)):
        return
    yield from _uses_named(scene, line, clause, users)
    for made in line.sentence.clauses:
        near = clause.objects and made.subject and made.subject[0].first in {p.first for p in clause.objects}
        if (
            not near
            or made.verb.form != "participle"
            or made.verb.lemma not in _MAKE | {"develop", "supply", "design", "provide", "sell"}
        ):
            continue
        makers = [a for p in made.under("by", "from") for a in scene.actor(line, p, made)]
        makers = [a for a in makers if a.named and a.kind == "organization"]
        if makers:
            ends = [p.whole for p in made.under("by", "from")]
            yield Draft(
                "supplies",
                joined(makers),
                joined(users),
                *span_of(clause, [*clause.objects, Phrase(0, max(ends), 0)]),
                "supply.uses",
                clause=clause,
                negated=verb.negated,
                anchor=verb.main,
            )
            return


def _used_by(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Acme's software is used by the border police": whose goods are used supplies the user."""
    goods = clause.subject[0]
    named = [s for s in line.spots if goods.first <= s.first and s.last <= goods.head]
    makers = [Actor(p.full, p.kind, p, "name") for p in map(scene.cast.party, named[:1])]
    made = [c for c in line.sentence.clauses if c.verb.form == "participle" and c.verb.lemma in _MAKE | {"develop"}]
    made = [c for c in made if c.subject and c.subject[0].first == goods.first]
    makers = makers or [a for c in made for a in scene.actors(line, c.under("by"), c) if a.named][:1]
    makers = makers or whose(scene, line, Phrase(goods.first, goods.head + 1, goods.head), clause, preps=())
    users = clause.under("by") or clause.under("in", "at")
    placed = not clause.under("by") and clause.verb.lemma in {"install", "fit", "mount", "deploy", "find"}
    taken = [a for p in users for a in scene.actor(line, p, clause) if placed or is_party(scene, line, p, a)]
    if makers and makers[0].kind == "organization" and taken and head_of(line, goods) in _GOODS:
        yield Draft(
            "supplies", makers[0], joined(taken),
            *span_of(clause, users), "supply.used_by", clause=clause, negated=clause.verb.negated,
            anchor=clause.verb.main,
        )  # fmt: skip


_GOODS = frozenset(
    "camera equipment technology product software system device server chip component machine tool part aircraft "
    "vehicle drone missile radar scanner sensor platform kit hardware gear processor material reader phone router "
    "bomb ammunition weapon helicopter tank ship vessel engine jet database algorithm recorder terminal tablet".split()
)


def _uses_named(scene: Scene, line: Line, clause: Clause, users: list[Actor]) -> Iterator[Draft]:
    """As in "the police use Acme cameras", "Acme's servers": goods that are called by who makes them."""
    for goods in clause.objects:
        makers = [s for s in line.spots if goods.first <= s.first and s.last <= goods.head]
        makers = [s for s in makers if scene.cast.party(s).kind == "organization"]
        if len(makers) != 1 or head_of(line, goods) not in _GOODS:
            continue
        party = scene.cast.party(makers[0])
        yield Draft(
            "supplies",
            Actor(party.full, party.kind, party, "name"),
            joined(users),
            *span_of(clause, [goods]),
            "supply.uses",
            amount=amount_in(line, clause.verb.main, goods.whole),
            clause=clause,
            negated=clause.verb.negated,
            anchor=clause.verb.main,
        )


def head_of(line: Line, phrase: Phrase) -> str:
    """The main word of a phrase in lower case, without a plural's "s"."""
    return line.sentence.tokens[phrase.head].lower.removesuffix("s")


def is_party(scene: Scene, line: Line, phrase: Phrase, actor: Actor) -> bool:
    """May a phrase be a buyer or seller: a name, a body by its word, or a country?"""
    head = head_of(line, phrase)
    plural = line.sentence.tokens[phrase.head].lower
    known = (
        vocabulary.body("role")
        | vocabulary.body("state")
        | vocabulary.body("institution")
        | {"investor", "force", "customer", "client", "buyer", "company", "authoritie", "user", "agencie", "event"}
    )
    known |= {"we", "kingdom", "junta", "regime", "state", "mill", "shipyard", "factorie"}
    inside = any(phrase.first <= spot.first and spot.last <= phrase.whole for spot in line.spots)
    return actor.named or inside or head in known or plural in known or bool(scene.country_of(line, phrase))


_BUSINESSES = frozenset("subsidiary subsidiarie unit arm business division operation".split())
_GET = frozenset("get obtain receive seek require".split())
_NOT_GIVEN = frozenset("want need be petition apply license prevent forbid bar ban prohibit block".split())
"""Verbs under which "to sell" is a wish, a permission or what somebody is kept from."""


def _handed(scene: Scene, line: Line, clause: Clause) -> tuple[list[Phrase], list[Phrase]]:
    """The goods that a verb of giving hands over, and who takes them."""
    verb = clause.verb
    goods = clause.subject if verb.passive else clause.objects
    takers = clause.under("to") or (clause.under("for", "with") if verb.lemma == "supply" else [])
    if verb.lemma in _MAKE_FOR | {"procure"}:
        takers = clause.under("for")
    elif verb.lemma in _SERVE:
        goods, takers = [], clause.subject if verb.passive else clause.objects
    elif verb.lemma == "install":
        takers = clause.under("in", "at", "for")
    if verb.lemma in {"provide", "supply", "furnish", "equip", "outfit", "arm"} and clause.under("with"):
        goods, takers = clause.under("with"), clause.objects  # "provided the police with cameras"
        if verb.passive and clause.under("by"):
            takers = clause.subject
    if verb.lemma in {"provide", "process", "lease", "transport", "deliver", "ship"} and not takers:
        takers = clause.under("for")
    takers = takers or _far_takers(scene, line, clause)
    return goods, takers or [p.of for p in clause.under("on") if head_of(line, p) == "behalf" and p.of is not None]


def _gives(  # noqa: PLR0911, PLR0912, PLR0915 - one branch a way of saying it
    scene: Scene, line: Line, clause: Clause
) -> Iterator[Draft]:
    verb = clause.verb
    governor = line.sentence.clauses[clause.governor].verb.lemma if clause.governor >= 0 else ""
    if verb.form == "infinitive" and governor in _NOT_GIVEN:
        return
    if verb.form == "ing" and line.sentence.chunks[clause.at - 1].word in {"before", "without"}:
        return  # "must obtain a licence before selling parts"
    if verb.form == "ing" and line.sentence.chunks[clause.at - 1].word == "for" and governor in _NOT_GIVEN | _GET:
        return  # "can get a licence for shipping parts": a leave is no shipment
    if verb.lemma in _SERVE and verb.passive and not clause.under("by"):
        return
    goods, takers = _handed(scene, line, clause)
    firms = [a for a in scene.actors(line, goods, clause) if a.named and a.kind == "organization"]
    parts = any(head_of(line, p) in _BUSINESSES for p in goods) or (firms and len(goods) == 1)
    if verb.lemma == "sell" and parts and not any(head_of(line, p) in _GOODS for p in goods):
        return  # who sells a firm parts with it
    direct = not takers and not verb.passive and verb.lemma == "supply" and bool(goods)
    members = [p for p in clause.under("including") if scene.spot_at(line, p.head)] if direct else []
    if members and not any(scene.spot_at(line, p.head) for p in goods):
        goods = members  # "supplies foundries such as Acme"
    if direct and all(is_party(scene, line, p, scene.actor(line, p, clause)[0]) for p in goods):
        goods, takers = [], goods
    if any(head_of(line, p) in NOT_GOODS for p in clause.under("in")):
        return  # "provided $5 million in loans to A"
    inner = [p.of for p in goods if p.of is not None]
    if any(head_of(line, p) in NOT_GOODS | {"money"} for p in [*goods, *inner]) or (
        not verb.passive and not clause.subject
    ):
        return
    if verb.form == "ing" and line.sentence.chunks[clause.at - 1].word == "from":
        return  # what somebody is kept from is no sale
    givers = clause.under("by") if verb.passive else clause.subject
    if verb.lemma in {"equip", "fit", "arm", "outfit"} and verb.passive and not givers:
        makers = [a for p in clause.under("with") for a in whose(scene, line, p, clause, preps=())]
        makers += [a for a in scene.actors(line, clause.under("from"), clause) if a.named]
        if makers and clause.subject:  # "ships of the navy were equipped with its engines"
            yield Draft(
                "supplies", makers[0], joined(scene.actors(line, clause.subject, clause)),
                *span_of(clause, clause.under("with")), "supply.equipped", clause=clause, negated=verb.negated,
                anchor=verb.main,
            )  # fmt: skip
        return
    if verb.passive and not givers:
        givers, _ = goods, None
    if givers is goods and goods and line.sentence.tags[goods[0].first] == "poss":
        first = goods[0].first
        givers = [Phrase(first, first + 1, first)]  # "its lenses were sold to …": it sells
    if (
        verb.passive
        and not takers
        and clause.under("by")
        and goods
        and verb.lemma in {"provide", "supply", "host", "build"}
    ):
        yield from _given_whose(scene, line, clause, goods)
        return
    giver_actors = scene.actors(line, givers, clause)
    if not any(is_party(scene, line, p, a) for p, a in zip(givers, giver_actors, strict=False)) and not (
        verb.passive and givers is goods
    ):
        return
    told = [p for p in clause.under("including") if scene.spot_at(line, p.head) is not None]
    if takers and told and not any(scene.spot_at(line, p.head) for p in takers):
        takers = told  # "sold to garment makers, including Acme and Boreas"
    for taker in takers:
        actor = scene.actor(line, taker, clause)[0]
        if verb.lemma in _MAKE_FOR and not (actor.named or head_of(line, taker) in vocabulary.body("role")):
            continue
        if givers is goods and actor.how == "pronoun":
            continue  # "equipment supplied to it": by nobody, to whom?
        if _is_no_taker(line, taker, goods):
            continue
        served = verb.lemma in _SERVE and verb.passive  # "the ship is insured by Acme"
        if not (is_party(scene, line, taker, actor) or served) and not (
            actor.kind in {"product", "place"} or line.sentence.tags[taker.head] == "name"
        ):
            continue
        first = min([verb.main, *(p.first for p in givers if verb.main - 14 < p.first < verb.main)])
        last = max([verb.main + 1, *(p.whole for p in [*takers, *(clause.under("by") if served else [])])])
        yield Draft(
            _GIVE[verb.lemma],
            joined(giver_actors),
            actor,
            first,
            last,
            f"supply.{verb.lemma}",
            amount=amount_in(line, first, last),
            clause=clause,
            negated=verb.negated,
            anchor=verb.main,
        )


def _given_whose(scene: Scene, line: Line, clause: Clause, goods: list[Phrase]) -> Iterator[Draft]:
    """As in "Acme's servers were provided by Boreas": whose goods they are, he took them."""
    givers = [a for a in scene.actors(line, clause.under("by"), clause) if a.named and a.kind == "organization"]
    inner = [q for p in goods for q in (p, p.of) if q is not None]
    takers = [a for p in inner for a in whose(scene, line, p, clause, preps=())]
    if givers and takers:
        yield Draft(
            "supplies", joined(givers), takers[0], max(goods[0].first, clause.verb.main - 12),
            max(p.whole for p in clause.under("by")), "supply.given_whose", clause=clause, negated=clause.verb.negated,
            anchor=clause.verb.main,
        )  # fmt: skip


def _is_no_taker(line: Line, taker: Phrase, goods: list[Phrase]) -> bool:
    """As in "sent villagers to camps", "will go on to serve customers": no supply, or to nobody named."""
    tokens = line.sentence.tokens
    people = any(tokens[p.head].lower in vocabulary.person("people") for p in goods)
    custody = {"centre", "center", "camp", "prison", "jail", "detention"} & {
        t.lower.removesuffix("s") for t in tokens[taker.first : taker.whole]
    }
    alone = taker.whole - taker.first == 1 and tokens[taker.head].lower in {"customers", "clients", "users", "buyers"}
    return alone or people or ("detention" in custody) or (bool(custody) and not tokens[taker.head].capital)


def _far_takers(scene: Scene, line: Line, clause: Clause) -> list[Phrase]:
    """As in "sold a system for watching the net to the regime": the taker hangs behind what the goods are for."""
    clauses, chunks = line.sentence.clauses, line.sentence.chunks
    k = clauses.index(clause) + 1
    later = clauses[k] if k < len(clauses) else None
    if later is None or later.verb.form not in {"ing", "participle"} or clause.verb.lemma not in _GIVE:
        return []
    if any(c.kind in {"comma", "sub", "stop", "colon", "conj"} for c in chunks[clause.at : later.at]):
        return []
    return [p for p in later.under("to") if is_party(scene, line, p, scene.actor(line, p, later)[0])]


def _engages(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "has hired the law firm Acme", "engaged Boreas to run the port": a body works for another."""
    verb = clause.verb
    if verb.lemma not in {"hire", "engage", "retain", "commission", "appoint", "contract"} or verb.passive:
        return
    who = scene.actors(line, clause.subject, clause)
    known = [a for p, a in zip(clause.subject, who, strict=False) if is_party(scene, line, p, a) and a.kind != "person"]
    hired = [a for a in scene.actors(line, clause.objects, clause) if a.named and a.kind == "organization"]
    if known and hired:
        yield Draft(
            "contract_with", joined(known), joined(hired), *span_of(clause, clause.objects), "supply.engages",
            clause=clause, negated=verb.negated, anchor=verb.main,
        )  # fmt: skip


def span_of(clause: Clause, phrases: list[Phrase]) -> tuple[int, int]:
    """Tokens from the subject, where it stands close before the verb, to the end of the last phrase."""
    main = clause.verb.main
    first = subject_near(clause, 14)
    return first, max([main + 1, *(p.whole for p in phrases)])


def _contract(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "won contracts from", "signed a deal with", "received government contracts", "one contract calls for"."""
    verb = clause.verb
    for phrase in clause.objects:
        if head_of(line, phrase) not in CONTRACTS or verb.lemma not in _GAIN or verb.passive or not clause.subject:
            continue
        others = [p for prep, many in [*phrase.more, *clause.preps] if prep in {"with", "from"} for p in many]
        subjects = scene.actors(line, clause.subject, clause)
        if not any(
            a.kind == "organization" or is_party(scene, line, p, a)
            for p, a in zip(clause.subject, subjects, strict=False)
        ):
            continue
        last = _with_sum(line, max([phrase.whole, *(p.whole for p in others)]))
        first = subject_near(clause, 10)
        amount = amount_in(line, first, last)
        target = (
            joined([a for p in others for a in scene.actor(line, p, clause)]) if others else _premodifier(line, phrase)
        )
        infinitive = next(
            (
                c
                for c in line.sentence.clauses
                if c.governor >= 0 and line.sentence.clauses[c.governor] is clause and c.verb.form == "infinitive"
            ),
            None,
        )
        if not target.name and infinitive is not None:
            by = [p for c in line.sentence.clauses if c.at > infinitive.at for p in c.under("by")][:1]
            ends = [p.whole for p in infinitive.objects] + [p.whole for _, many in infinitive.preps for p in many]
            target = (
                joined([a for p in by for a in scene.actor(line, p, clause)])
                if by
                else Actor(scene.words(line, infinitive.verb.main, max([infinitive.verb.main + 1, *ends])))
            )
            last = max([last, *ends, *(p.whole for p in by)])
        worth = amount_in(line, phrase.first, last)
        if not target.name and worth is not None and subjects[0].named and clause.under("worth"):
            target = Actor(scene.words(line, phrase.first, last))  # "secured deals worth $900 million"
        if not target.name and phrase.more:  # "signed a deal for five corvettes"
            goods = [p for prep, many in phrase.more if prep == "for" for p in many]
            target = Actor(scene.words(line, goods[0].first, goods[0].whole)) if goods else target
        if target.how == "pronoun" and not target.named:
            continue
        if target.name:
            yield Draft(
                "contract_with",
                joined(subjects),
                target,
                first,
                last,
                "supply.contract",
                amount=amount,
                clause=clause,
                negated=verb.negated,
                anchor=verb.main,
            )
    if verb.lemma == "call" and not verb.passive and any(head_of(line, p) in CONTRACTS for p in clause.subject):
        wanted = clause.under("for")
        holder = next(
            (
                a
                for back in [line, *scene.lines_back(line)]
                for a in reversed(back.subjects)
                if a.named and a.kind == "organization"
            ),
            None,
        )
        if wanted and holder is not None:
            last = max(end_of(line, p) for p in wanted)
            yield Draft(
                "contract_with",
                holder,
                Actor(scene.words(line, wanted[0].first, last)),
                clause.subject[0].first,
                last,
                "supply.contract_for",
                amount=amount_in(line, wanted[0].first, last),
                clause=clause,
                anchor=verb.main,
            )


def _premodifier(line: Line, phrase: Phrase) -> Actor:
    """As in "government contracts": who stands before the word."""
    tokens = line.sentence.tokens
    before = [
        t
        for t in tokens[phrase.first : phrase.head]
        if t.lower in {"government", "military", "police", "state", "defence", "defense", "army", "navy"}
    ]
    return Actor(before[-1].lower) if before else Actor("")


def _with_sum(line: Line, last: int) -> int:
    """Over ", totaling $260 million" or "— worth more than $1 billion" behind the contract."""
    tokens = line.sentence.tokens
    k = last
    while k < len(tokens) and tokens[k].text in {",", "—", "–", "("}:
        k += 1
    reach = next(
        (
            i
            for i in range(k, min(k + 8, len(tokens)))
            if tokens[i].lower in {"totaling", "totalling", "worth", "valued"}
        ),
        -1,
    )
    if reach < 0:
        return last
    figure = next((f for f in line.figures if reach < f.first <= reach + 4 or reach < f.last <= reach + 8), None)
    return max(last, figure.last) if figure is not None else last
