"""Supply, sales, contracts and partnerships between parties."""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.phrases import phrase_at
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.rules.draft import Draft, amount_in, end_of, joined
from lookthrough.evidence.scene import Actor, Line, Scene

_GIVE = dict.fromkeys(
    "supply provide deliver ship export furnish transport smuggle transfer build construct".split(), "supplies"
) | dict.fromkeys(("sell", "resell"), "sells_to")
_NOT_GOODS = frozenset(
    "detail information comment evidence capital fund funding support help assistance answer access example "
    "basis reason aid opportunity training estimate "
    "soul share stake interest position bond stock debt asset unit pressure cover data insight protection "
    "custody news money loan".split()
)
_PARTNER = frozenset("partner collaborate cooperate".split())
_PARTNERSHIPS = frozenset("partnership collaboration alliance tie relationship cooperation venture".split())
_CONTRACTS = frozenset("contract deal agreement order tender project".split())
_GAIN = frozenset(
    "win receive sign secure award get obtain have make land hold enter conclude strike gain ink complete "
    "execute".split()
)
_MAKE = frozenset("make produce manufacture build".split())


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The business relations of one sentence."""
    yield from _deals(scene, line)
    for clause in line.sentence.clauses:
        if clause.verb.lemma in _GIVE:
            yield from _gives(scene, line, clause)
        elif clause.verb.lemma in _PARTNER or (clause.verb.lemma in {"team", "work"}):
            yield from _partners(scene, line, clause)
        yield from _with_partnership(scene, line, clause)
        yield from _contract(scene, line, clause)
        yield from _as_supplier(scene, line, clause)
        yield from _customers(scene, line, clause)
        yield from _buys(scene, line, clause)
        yield from _uses(scene, line, clause)
        yield from _venture(scene, line, clause)


_DEALS = {
    "sale": "sells_to",
    "supply": "supplies",
    "delivery": "supplies",
    "shipment": "supplies",
    "export": "supplies",
}


def _deals(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "Acme’s sale of drones to Boreas", "its purchase of lenses from Acme": a deed told by its noun."""
    sentence = line.sentence
    for k, chunk in enumerate(sentence.chunks):
        word = sentence.tokens[chunk.head].lower
        singular = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
        if chunk.kind != "np" or singular not in {*_DEALS, "purchase"}:
            continue
        phrase, _ = phrase_at(sentence, k)
        gen = next((i for i in range(chunk.first, chunk.head) if sentence.tags[i] == "gen"), -1)
        owner = Phrase(chunk.first, gen, gen - 1) if gen > 0 else Phrase(chunk.first, chunk.first + 1, chunk.first)
        if phrase.of is None or (gen < 0 and sentence.tags[chunk.first] != "poss"):
            continue
        wanted = "from" if singular == "purchase" else "to"
        others = [p for prep, many in [*phrase.more, *phrase.of.more] if prep == wanted for p in many]
        one = [a for a in scene.actor(line, owner) if a.named and a.kind == "organization"]
        two = [a for p in others for a in scene.actor(line, p) if a.named and a.kind in {"organization", "place"}]
        if one and two:
            pair = (joined(two), one[0]) if singular == "purchase" else (one[0], joined(two))
            last = max(p.whole for p in others)
            yield Draft(
                _DEALS.get(singular, "supplies"),
                *pair,
                chunk.first,
                last,
                "supply.deal_noun",
                amount=amount_in(line, chunk.first, last),
                anchor=chunk.head,
            )


def _buys(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "buys tools from Boreas Optics": the seller supplies the buyer."""
    verb = clause.verb
    if (
        verb.lemma not in {"buy", "purchase", "source", "import", "procure", "acquire"}
        or verb.passive
        or not clause.subject
    ):
        return
    if not clause.objects or any(_head(line, p) in _NOT_GOODS for p in clause.objects):
        return
    buyers = [a for a in scene.actors(line, clause.subject, clause) if a.named and a.kind == "organization"]
    for seller in clause.under("from") if buyers else []:
        actor = scene.actor(line, seller, clause)[0]
        firm = any(a.named and a.kind == "organization" for a in scene.actors(line, clause.objects, clause))
        if actor.named and actor.kind == "organization" and not firm:  # whoever buys a firm is supplied with nothing
            yield Draft(
                "supplies",
                actor,
                joined(buyers),
                *_span(clause, [*clause.objects, seller]),
                "supply.buys",
                amount=amount_in(line, *_span(clause, [*clause.objects, seller])),
                clause=clause,
                negated=verb.negated,
                anchor=verb.main,
            )


def _uses(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "police use cameras made by Acme": whose goods are used supplies the user."""
    verb = clause.verb
    if (
        verb.lemma not in {"use", "deploy", "install", "operate", "employ", "adopt"}
        or verb.passive
        or not clause.subject
    ):
        return
    users = scene.actors(line, clause.subject, clause)
    if not all(_is_party(scene, line, p, a) for p, a in zip(clause.subject, users, strict=False)):
        return
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
                *_span(clause, [*clause.objects, Phrase(0, max(ends), 0)]),
                "supply.uses",
                clause=clause,
                negated=verb.negated,
                anchor=verb.main,
            )
            return


def _venture(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Acme Asia is a joint venture between Acme and Boreas": the parents are partners."""
    if clause.verb.lemma != "be" or clause.verb.passive or clause.verb.negated:
        return
    for phrase in clause.objects:
        others = [p for prep, many in [*phrase.more, *clause.preps] if prep in {"between", "of"} for p in many]
        others += [phrase.of] if phrase.of is not None else []
        parents = [
            a
            for p in dict.fromkeys(id(p) for p in others)
            for q in others
            if id(q) == p
            for a in scene.actor(line, q, clause)
        ]
        parents = [a for a in parents if a.named and a.kind == "organization"]
        if _head(line, phrase) == "venture" and len(parents) >= 2:
            yield Draft(
                "partners_with",
                parents[0],
                joined(parents[1:]),
                *_span(clause, [phrase, *others]),
                "supply.venture",
                clause=clause,
                anchor=clause.verb.main,
            )
            return


def _customers(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Acme’s biggest customer is the border police", "its suppliers include A and B"."""
    verb = clause.verb
    if verb.lemma not in {"be", "include"} or verb.passive or len(clause.subject) != 1:
        return
    role = clause.subject[0]
    head = _head(line, role)
    if head not in {"customer", "client", "buyer", "supplier", "vendor"}:
        return
    tags = line.sentence.tags
    gen = next((i for i in range(role.first, role.head) if tags[i] == "gen"), -1)
    if gen > 0:
        owners = scene.actor(line, Phrase(role.first, gen, gen - 1), clause)
    elif tags[role.first] == "poss":
        owners = scene.actor(line, Phrase(role.first, role.first + 1, role.first), clause)
    else:
        owners = scene.actor(line, role.of, clause) if role.of is not None else []
    owners = [a for a in owners if a.named and a.kind == "organization"]
    for phrase in clause.objects if owners else []:
        actor = scene.actor(line, phrase, clause)[0]
        if _is_party(scene, line, phrase, actor):
            pair = (actor, owners[0]) if head in {"supplier", "vendor"} else (owners[0], actor)
            yield Draft(
                "supplies",
                *pair,
                *_span(clause, clause.objects),
                "supply.customers",
                clause=clause,
                negated=verb.negated,
                anchor=verb.main,
            )


def _head(line: Line, phrase: Phrase) -> str:
    return line.sentence.tokens[phrase.head].lower.removesuffix("s")


def _is_party(scene: Scene, line: Line, phrase: Phrase, actor: Actor) -> bool:
    """May a phrase be a buyer or seller: a name, a body by its word, or a country?"""
    head = _head(line, phrase)
    plural = line.sentence.tokens[phrase.head].lower
    known = (
        vocabulary.body("role")
        | vocabulary.body("state")
        | vocabulary.body("institution")
        | {"investor", "force", "customer", "client", "buyer", "company", "authoritie", "user", "agencie", "event"}
    )
    inside = any(phrase.first <= spot.first and spot.last <= phrase.whole for spot in line.spots)
    return actor.named or inside or head in known or plural in known or bool(scene.country_of(line, phrase))


def _gives(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:  # noqa: PLR0912 - one branch a way of saying it
    verb = clause.verb
    if (
        verb.form == "infinitive"
        and clause.governor >= 0
        and line.sentence.clauses[clause.governor].verb.lemma
        in {"want", "need", "be", "petition", "apply", "license", "prevent"}
    ):
        return
    goods = clause.subject if verb.passive else clause.objects
    takers = clause.under("to") or (clause.under("for", "with") if verb.lemma == "supply" else [])
    if verb.lemma in {"provide", "supply", "furnish", "equip"} and not verb.passive and clause.under("with"):
        goods, takers = clause.under("with"), clause.objects  # "provided the police with cameras"
    if verb.lemma in {"provide", "build", "construct"} and not takers:
        takers = clause.under("for")
    direct = not takers and not verb.passive and verb.lemma == "supply" and bool(goods)
    members = [p for p in clause.under("including") if scene.spot_at(line, p.head)] if direct else []
    if members and not any(scene.spot_at(line, p.head) for p in goods):
        goods = members  # "supplies foundries such as Acme"
    if direct and all(_is_party(scene, line, p, scene.actor(line, p, clause)[0]) for p in goods):
        goods, takers = [], goods
    if any(_head(line, p) in _NOT_GOODS for p in clause.under("in")):
        return  # "provided $5 million in loans to A"
    if any(_head(line, p) in _NOT_GOODS for p in goods) or (not verb.passive and not clause.subject):
        return
    if verb.form == "ing" and line.sentence.chunks[clause.at - 1].word == "from":
        return  # what somebody is kept from is no sale
    givers = clause.under("by") if verb.passive else clause.subject
    if verb.passive and not givers:
        givers, _ = goods, None
    if givers is goods and goods and line.sentence.tags[goods[0].first] == "poss":
        first = goods[0].first
        givers = [Phrase(first, first + 1, first)]  # "its lenses were sold to …": it sells
    giver_actors = scene.actors(line, givers, clause)
    if not any(_is_party(scene, line, p, a) for p, a in zip(givers, giver_actors, strict=False)) and not (
        verb.passive and givers is goods
    ):
        return
    for taker in takers:
        actor = scene.actor(line, taker, clause)[0]
        if not _is_party(scene, line, taker, actor) and not (
            actor.kind in {"product", "place"} or line.sentence.tags[taker.head] == "name"
        ):
            continue
        first = min([verb.main, *(p.first for p in givers if verb.main - 14 < p.first < verb.main)])
        last = max(p.whole for p in takers)
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


def _partners(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    others = clause.under("with")
    if (
        not others
        or not clause.subject
        or (clause.verb.lemma == "team" and line.sentence.tokens[clause.verb.main + 1].lower != "up")
    ):
        return
    subjects = scene.actors(line, clause.subject, clause)
    for other in others:
        actor = scene.actor(line, other, clause)[0]
        if clause.verb.lemma == "work" and not (
            actor.kind == "organization" and any(a.kind == "organization" for a in subjects)
        ):
            continue
        if not _is_party(scene, line, other, actor):
            continue
        yield Draft(
            "partners_with",
            joined(subjects),
            actor,
            *_span(clause, others),
            "supply.partners",
            clause=clause,
            negated=clause.verb.negated,
            anchor=clause.verb.main,
        )


def _span(clause: Clause, phrases: list[Phrase]) -> tuple[int, int]:
    main = clause.verb.main
    first = min([main, *(p.first for p in clause.subject if main - 14 < p.first < main)])
    return first, max([main + 1, *(p.whole for p in phrases)])


def _with_partnership(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "has a partnership with", "have partnerships with A, connections to B", "close ties with"."""
    if (
        clause.verb.passive
        or clause.verb.lemma not in {"have", "form", "announce", "sign", "maintain", "establish", "build", "enter"}
        or not clause.subject
    ):
        return
    for phrase in clause.objects:
        head = _head(line, phrase)
        if head not in _PARTNERSHIPS:
            continue
        others = [p for prep, many in [*phrase.more, *clause.preps] if prep in {"with", "between"} for p in many]
        subjects = scene.actors(line, clause.subject, clause)
        if not others and head == "venture" and len(subjects) == 2:
            yield Draft(
                "partners_with",
                subjects[0],
                subjects[1],
                *_span(clause, [phrase]),
                "supply.venture",
                clause=clause,
                negated=clause.verb.negated,
                anchor=clause.verb.main,
            )
        if head in {"tie", "relationship"} and not any(a.named for p in others for a in scene.actor(line, p, clause)):
            continue
        for other in others[:6]:
            actor = joined(scene.actor(line, other, clause))
            if _is_party(scene, line, other, actor):
                yield Draft(
                    "partners_with",
                    joined(subjects),
                    actor,
                    *_span(clause, [phrase, *others]),
                    "supply.partnership",
                    clause=clause,
                    negated=clause.verb.negated,
                    anchor=clause.verb.main,
                )
                break


def _contract(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "won contracts from", "signed a deal with", "received government contracts", "one contract calls for"."""
    verb = clause.verb
    for phrase in clause.objects:
        if _head(line, phrase) not in _CONTRACTS or verb.lemma not in _GAIN or verb.passive or not clause.subject:
            continue
        others = [p for prep, many in [*phrase.more, *clause.preps] if prep in {"with", "from"} for p in many]
        subjects = scene.actors(line, clause.subject, clause)
        if not any(
            a.kind == "organization" or _is_party(scene, line, p, a)
            for p, a in zip(clause.subject, subjects, strict=False)
        ):
            continue
        last = _with_sum(line, max([phrase.whole, *(p.whole for p in others)]))
        first = min([verb.main, *(p.first for p in clause.subject if verb.main - 10 < p.first < verb.main)])
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
    if verb.lemma == "call" and not verb.passive and any(_head(line, p) in _CONTRACTS for p in clause.subject):
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


def _as_supplier(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "both use A, B and C as suppliers", "counts A among its customers", "A is a supplier to B"."""
    verb = clause.verb
    if verb.lemma in {"use", "have", "rely", "count", "list"} and not verb.passive:
        roles = {_head(line, p) for p in clause.under("as", "among")}
        parties = clause.objects or clause.under("on")
        if roles & {"supplier", "vendor", "provider"} or roles & {"customer", "client", "buyer"}:
            subjects = scene.actors(line, clause.subject, clause)
            swap = bool(roles & {"customer", "client", "buyer"})
            for party in parties:
                actor = scene.actor(line, party, clause)[0]
                if actor.named:
                    pair = (joined(subjects), actor) if swap else (actor, joined(subjects))
                    yield Draft(
                        "supplies",
                        *pair,
                        *_span(clause, [*parties, *clause.under("as", "among")]),
                        "supply.as_supplier",
                        clause=clause,
                        negated=verb.negated,
                        anchor=verb.main,
                    )
    if verb.lemma == "be" and not verb.passive:
        for phrase in clause.objects:
            if _head(line, phrase) in {"supplier", "vendor", "provider"}:
                others = [
                    p for prep, many in [*phrase.more, *clause.preps] if prep in {"to", "of", "for"} for p in many
                ] + ([phrase.of] if phrase.of else [])
                for other in others:
                    actor = scene.actor(line, other, clause)[0]
                    if actor.named and actor.kind == "organization":
                        yield Draft(
                            "supplies",
                            joined(scene.actors(line, clause.subject, clause)),
                            actor,
                            *_span(clause, [phrase, other]),
                            "supply.is_supplier",
                            clause=clause,
                            negated=verb.negated,
                            anchor=verb.main,
                        )
