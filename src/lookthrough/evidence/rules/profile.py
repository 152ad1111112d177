"""What a party is: its seat, trade, goods, names, exchange and founder."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.phrases import list_at, phrase_at, phrases_back
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.mentions import Spot
from lookthrough.evidence.rules.draft import Draft, joined, subject_near, subject_within
from lookthrough.evidence.rules.roles import whose
from lookthrough.evidence.rules.seats import BASED, LISTED
from lookthrough.evidence.scene import Actor, Line, Scene

_SPECIALISE = frozenset("specialise specialize focus".split())
_MAKE = frozenset("make produce manufacture develop design build".split())
_MAKERS = frozenset(
    "maker manufacturer producer provider developer supplier builder seller exporter designer vendor".split()
)
_TRADES = frozenset(
    "chipmaker carmaker automaker shipbuilder insurer lender refiner miner steelmaker planemaker drugmaker bank "
    "retailer broker airline brokerage foundry shipper integrator distributor designer law-firm consultancy".split()
)
"""Words that name the trade by themselves."""
_KNOWN_AS = frozenset("know call name rename rebrand".split())
_FIRM_HEADS = frozenset(
    "company firm business group start-up startup specialist corporation provider maker conglomerate".split()
)
_VAGUE = frozenset(
    "technology held privately state private public chinese listed own well-known known new big large small "
    "major global parent "
    "holding other "
    "monitoring exile exiled rights advocacy campaign lobby opposition rebel militant activist armed minority watchdog "
    "same similar foreign local leading largest biggest first multinational american russian international".split()
)


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The profile facts of one sentence."""
    yield from _appositions(scene, line)
    yield from _groups(scene, line)
    yield from _former_names(scene, line)
    for clause in line.sentence.clauses:
        yield from _by_verb(scene, line, clause)


def _actor(scene: Scene, spot: Spot) -> Actor:
    party = scene.cast.party(spot)
    return Actor(party.full, party.kind, party, "name")


def _printed(spot: Spot) -> Actor:
    return Actor(spot.text, spot.kind, None, "name")


def _appositions(scene: Scene, line: Line) -> Iterator[Draft]:
    """What stands behind a name and a comma: a post, a trade, a founder."""
    chunks, sentence = line.sentence.chunks, line.sentence
    for k, chunk in enumerate(chunks):
        spot = scene.spot_at(line, chunk.head) if chunk.kind == "np" else None
        if spot is None and chunk.kind == "np" and chunk.head > chunk.first and chunk.word in {"group", "company"}:
            spot = scene.spot_at(line, chunk.head - 1)  # "the Acme group, a maker of …"
        if spot is None or k + 2 >= len(chunks) or chunks[k + 1].kind != "comma":
            continue
        party = scene.cast.party(spot)
        behind = chunks[k + 2]
        if behind.kind == "np":
            phrase, _ = phrase_at(sentence, k + 2)
            if party.kind == "organization":
                yield from _trade(scene, line, spot, phrase)
        elif behind.kind == "sub" and behind.word == "which" and party.kind == "organization" and k + 3 < len(chunks):
            yield from _which(scene, line, spot, k + 3)


def _made_by(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "cameras made by Acme": goods by their plural, with a named maker."""
    goods, tokens = clause.subject[0], line.sentence.tokens
    by = clause.under("by")
    makers = [a for p in by for a in scene.actor(line, p, clause) if a.named and a.kind == "organization"]
    made = scene.spot_at(line, goods.head)
    named = made is not None and scene.cast.party(made).kind in {"product", "organization"}
    plain = named or (line.sentence.tags[goods.head] == "noun" and tokens[goods.head].lower.endswith("s"))
    if makers and plain and not clause.verb.negated and tokens[goods.head].lower not in _SAYINGS:
        yield Draft(
            "produces",
            joined(makers),
            Actor(scene.bare(line, goods)),
            max(goods.first, clause.verb.main - 12),
            max(p.whole for p in by),
            "profile.made_by",
            clause=clause,
            anchor=clause.verb.main,
        )


def _makes(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Acme makes pumps and valves", "Boreas designs and sells footwear": goods without a determiner."""
    verb, tokens, tags = clause.verb, line.sentence.tokens, line.sentence.tags
    standing = tokens[verb.main].lower.endswith("s") or (tags[verb.main] == "verb" and not verb.modal)
    makers = [a for a in scene.actors(line, clause.subject, clause) if a.named and a.kind == "organization"]
    makers = makers or [Actor("we") for p in clause.subject if tokens[p.head].lower == "we"]
    goods = clause.objects[:1] or _shared_objects(line, clause)
    if not makers or not goods or not standing or verb.negated or verb.modal or len(makers) != len(clause.subject):
        return
    what = goods[0]
    if tags[what.first] in {"det", "poss", "num", "pron"} or tags[what.head] != "noun":
        return
    word = tokens[what.head].lower
    if word in _SAYINGS or word in {"money", "sense", "decisions", "use", "sure", "way", "up", "progress"}:
        return
    yield Draft(
        "produces", joined(makers), Actor(scene.words(line, what.first, goods[-1].whole)),
        subject_within(clause, 12), goods[-1].whole,
        "profile.makes", clause=clause, anchor=verb.main,
    )  # fmt: skip


def _shared_objects(line: Line, clause: Clause) -> list[Phrase]:
    """As in "designs and sells footwear": what both verbs act on."""
    k = line.sentence.clauses.index(clause) + 1
    later = line.sentence.clauses[k] if k < len(line.sentence.clauses) else None
    return later.objects if later is not None and later.link == "and" and later.at - clause.at == 2 else []


_SAYINGS = frozenset(
    "claims allegations remarks comments statements accusations decisions reports investments loans payments efforts "
    "calls requests promises changes donations arguments charges sales purchases mistakes".split()
)


def _trade(scene: Scene, line: Line, spot: Spot, phrase: Phrase) -> Iterator[Draft]:
    """As in "Acme, a data forensics company": the words before the head say the trade, or "maker of" what it makes."""
    tokens = line.sentence.tokens
    head = tokens[phrase.head].lower
    singular = head.removesuffix("s") if head != "business" else head
    opener = tokens[phrase.first].lower
    if singular in _MAKERS | _FIRM_HEADS | vocabulary.body("firm"):
        yield from _seat_inside(scene, line, spot, phrase)
    ranked = any(t.lower.endswith(("st", "most", "leading", "only", "top")) for t in tokens[phrase.first : phrase.head])
    of_place = any(line.sentence.tags[i] == "gen" for i in range(phrase.first, phrase.head)) or opener == "the"
    if not (opener in {"a", "an"} or (ranked and of_place) or (opener == "the" and phrase.of is not None)):
        return
    if scene.spot_at(line, phrase.head) is not None:
        return
    if singular in _MAKERS and phrase.of is not None:
        yield from _makes_for(scene, line, spot, phrase)
        yield Draft(
            "produces",
            _actor(scene, spot),
            Actor(scene.bare(line, phrase.of)),
            spot.first,
            phrase.whole,
            "profile.maker",
            anchor=spot.first,
        )
        return
    words = [
        t.lower
        for t, after in itertools.pairwise(tokens[phrase.first + 1 : phrase.head + 1])
        if (t.lower not in _VAGUE or after.lower == "equity")
        and t.lower not in vocabulary.demonyms()
        and not BASED.match(t.text)
    ]
    gen = next((i for i in range(phrase.head, phrase.first, -1) if line.sentence.tags[i] == "gen"), phrase.first)
    plain = {t.lower for t in tokens[gen + (gen > phrase.first) : phrase.head + 1] if not t.capital or len(t.text) < 4}
    words = [w for w in words if w in plain and not w.endswith("est") and w not in {"a", "an", "the", "of", "most"}]
    if singular in _TRADES or (singular in _FIRM_HEADS | _MAKERS and words):
        yield Draft(
            "sector",
            _actor(scene, spot),
            Actor(" ".join([*words, singular] if singular in _TRADES else words)),
            spot.first,
            phrase.last,
            "profile.trade",
            anchor=spot.first,
        )


def _makes_for(scene: Scene, line: Line, spot: Spot, phrase: Phrase) -> Iterator[Draft]:
    """As in "Acme, a builder of warships for the navy": who makes for somebody supplies him."""
    hanging = [*phrase.more, *(phrase.of.more if phrase.of is not None else [])]
    for taker in (p for prep, many in hanging if prep in {"for", "to"} for p in many):
        actor = scene.actor(line, taker)[0]
        state = line.sentence.tokens[taker.head].lower in vocabulary.body("state") | vocabulary.body("institution")
        if (actor.named and actor.kind in {"organization", "place"}) or state:
            yield Draft(
                "supplies",
                _actor(scene, spot),
                actor,
                spot.first,
                taker.whole,
                "profile.makes_for",
                anchor=spot.first,
            )


def _seat_inside(scene: Scene, line: Line, spot: Spot, phrase: Phrase) -> Iterator[Draft]:
    """As in "Acme, a Jena-based maker of lenses", "Acme, an Oslo-listed lender": where, said of the name before."""
    place = scene.spot_at(line, phrase.head - 1)
    if place is not None and place.first == phrase.first + 1 and scene.cast.party(place).kind == "place":
        where = _actor(scene, place)  # "Acme, an Istanbul company"
        yield Draft(
            "based_in", _actor(scene, spot), where, spot.first, phrase.last, "profile.based_in", anchor=spot.first
        )
    for i in range(phrase.first, phrase.head):
        token = line.sentence.tokens[i]
        for pattern, predicate in ((BASED, "based_in"), (LISTED, "exchange_listed_on")):
            match = pattern.match(token.text) if token.capital else None
            if match:
                yield Draft(
                    predicate,
                    _actor(scene, spot),
                    Actor(match[1], "place"),
                    spot.first,
                    phrase.last,
                    f"profile.{predicate}",
                    anchor=spot.first,
                )


def _which(scene: Scene, line: Line, spot: Spot, k: int) -> Iterator[Draft]:
    """As in "Acme, which makes voice software", "Acme, which specialises in optics"."""
    verb = line.sentence.chunks[k].verb
    if verb is None or verb.modal or verb.passive:
        return
    clause = next((c for c in line.sentence.clauses if c.at == k), None)
    if clause is None:
        return
    what = clause.under("in", "on") if verb.lemma in _SPECIALISE else clause.objects if verb.lemma in _MAKE else []
    if not what or line.sentence.tokens[what[0].head].lower in {
        "portion",
        "share",
        "part",
        "deal",
        "decision",
        "profit",
        "investment",
        "move",
    }:
        return
    if any(line.sentence.tags[p.head] == "name" for p in what):
        return
    last = max(p.whole for p in what)
    yield Draft(
        "sector",
        _actor(scene, spot),
        Actor(scene.words(line, what[0].first, last)),
        spot.first,
        last,
        "profile.which",
        clause=clause,
        anchor=spot.first,
    )


def _groups(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "companies that specialise in radar – A and B", "leaders in optics, A and B"."""
    sentence = line.sentence
    chunks, tokens = sentence.chunks, sentence.tokens
    for k, chunk in enumerate(chunks):
        if chunk.kind != "np":
            continue
        head = tokens[chunk.head].lower
        if (
            head in {"leaders", "specialists", "pioneers", "giants"}
            and k + 3 < len(chunks)
            and chunks[k + 1].word in {"in", "of"}
        ):
            trade = Phrase(chunks[k + 2].first, chunks[k + 2].last, chunks[k + 2].head)
            if chunks[k + 3].kind in {"comma", "dash", "colon"} and k + 4 < len(chunks):
                yield from _group(scene, line, k + 4, trade, chunk.first)
    for clause in sentence.clauses:
        if clause.verb.lemma in _SPECIALISE and clause.link == "relative":
            trade_phrases = clause.under("in", "on")
            k = next((i for i in range(clause.at, len(chunks)) if chunks[i].kind in {"dash", "colon"}), -1)
            if trade_phrases and k > 0 and k + 1 < len(chunks) and chunks[k + 1].kind == "np":
                whole = Phrase(trade_phrases[0].first, max(p.whole for p in trade_phrases), trade_phrases[-1].head)
                yield from _group(scene, line, k + 1, whole, clause.verb.main)
    yield from _largest(scene, line)
    yield from _both_make(scene, line)


def _both_make(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "Acme and Boreas, two makers of cameras", "both suppliers of optics"."""
    sentence = line.sentence
    for k, chunk in enumerate(sentence.chunks):
        opener = sentence.tokens[chunk.first].lower
        if chunk.kind != "np" or opener not in {"two", "three", "four", "both", "the"} or k < 2:
            continue
        makers, _ = phrase_at(sentence, k)
        word = sentence.tokens[chunk.head].lower
        goods = scene.bare(line, makers.of) if makers.of is not None else _goods_in(line, makers)
        if word.removesuffix("s") not in _MAKERS or not word.endswith("s") or not goods:
            continue
        if sentence.chunks[k - 1].kind != "comma":
            continue
        before = phrases_back(sentence, k - 2, nearest=True, joined=True)
        owners = [_actor(scene, s) for _, s in scene.names_of(line, before)]
        owners = [a for a in owners if a.kind == "organization"]
        if owners:
            yield Draft(
                "produces",
                joined(owners),
                Actor(goods),
                chunk.first,
                makers.whole,
                "profile.both_make",
                anchor=chunk.first,
            )


def _goods_in(line: Line, makers: Phrase) -> str:
    """As in "the Korean memory makers": the words before the head that say what is made."""
    tokens = line.sentence.tokens[makers.first + 1 : makers.head]
    words = [t.lower for t in tokens if t.lower not in _VAGUE and not t.capital and not t.lower.endswith("est")]
    return " ".join(words)


def _group(scene: Scene, line: Line, k: int, trade: Phrase, first: int) -> Iterator[Draft]:
    if line.sentence.chunks[k].kind != "np":
        return
    items, _ = list_at(line.sentence, k)
    named = [(p, s) for p, s in scene.names_of(line, items) if scene.cast.party(s).kind == "organization"]
    if len(named) < 2:
        return
    last = max(p.whole for p, _ in named)
    yield Draft(
        "sector",
        joined([_actor(scene, s) for _, s in named]),
        Actor(scene.words(line, trade.first, trade.last)),
        first,
        last,
        "profile.group",
        anchor=first,
    )


def _largest(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "A and B, two of the world’s largest makers of x", "A is one of the largest producers of x"."""
    sentence = line.sentence
    chunks, tokens = sentence.chunks, sentence.tokens
    for k, chunk in enumerate(chunks):
        if chunk.kind != "np" or tokens[chunk.head].lower not in {"one", "two", "three", "four", "among"}:
            continue
        if (
            k + 2 >= len(chunks)
            or chunks[k + 1].word != "of"
            or tokens[chunks[k + 2].head].lower.removesuffix("s") not in _MAKERS
        ):
            continue
        makers, _ = phrase_at(sentence, k + 2)
        if makers.of is None:
            continue
        if k and chunks[k - 1].kind == "comma":
            owners = [
                _actor(scene, s)
                for _, s in scene.names_of(line, phrases_back(sentence, k - 2, joined=chunk.word != "one"))
            ]
        elif k and chunks[k - 1].kind == "vg" and chunks[k - 1].word == "be":
            clause = next(c for c in sentence.clauses if c.at == k - 1)
            owners = [a for a in scene.actors(line, clause.subject, clause) if a.named]
        else:
            continue
        owners = [a for a in owners if a.kind == "organization"]
        if owners:
            yield Draft(
                "produces",
                joined(owners),
                Actor(scene.bare(line, makers.of)),
                chunk.first,
                makers.whole,
                "profile.largest",
                anchor=chunk.first,
            )


def _by_verb(  # noqa: PLR0912 - one branch a verb
    scene: Scene, line: Line, clause: Clause
) -> Iterator[Draft]:
    verb = clause.verb
    if verb.lemma == "be" and not verb.negated and len(clause.subject) == 1 and clause.objects:
        spot = scene.spot_at(line, clause.subject[0].head)
        if spot is not None and scene.cast.party(spot).kind == "organization":
            yield from _trade(scene, line, spot, clause.objects[0])
        based = clause.objects[0].last
        behind = line.sentence.tokens[based].lower if based < len(line.sentence.tokens) else ""
        place = scene.spot_at(line, clause.objects[0].head)
        if behind == "based" and place is not None and scene.cast.party(place).kind == "place":
            yield from _placed(scene, line, clause, "based_in", clause.objects[:1])  # "are Norway based"
    elif verb.lemma in {"make", "produce", "manufacture", "assemble"} and verb.passive and clause.subject:
        yield from _made_by(scene, line, clause)
    elif verb.lemma in _MAKE and not verb.passive and verb.form == "finite" and clause.link != "relative":
        yield from _makes(scene, line, clause)
    elif verb.lemma in {"base", "headquarter", "incorporate", "register", "domicile", "locate"} and verb.passive:
        yield from _placed(scene, line, clause, "based_in", clause.under("in", "at", "outside"))
    elif verb.lemma in {"list", "float"} and any(
        line.sentence.tokens[p.head].lower == "shares" for p in clause.objects
    ):
        yield from _placed(scene, line, clause, "exchange_listed_on", clause.under("in", "on"))
    elif (verb.lemma in {"list", "float", "quote"} and verb.passive) or (verb.lemma == "trade" and clause.subject):
        exchanges = [p for p in clause.under("on", "in", "at") if _is_exchange(line, p) or _is_bourse(scene, line, p)]
        yield from _placed(scene, line, clause, "exchange_listed_on", exchanges)
    elif verb.lemma in {"set", "start", "create", "launch", "establish", "co-found"} and verb.passive:
        behind = line.sentence.tokens[verb.main + 1].lower if verb.main + 1 < len(line.sentence.tokens) else ""
        if verb.lemma != "set" or behind == "up":
            yield from _founded(scene, line, clause.subject, clause.under("by"), clause)
    elif verb.lemma == "found" and verb.passive:
        yield from _founded(scene, line, clause.subject, clause.under("by"), clause)
    elif verb.lemma in {"found", "co-found", "establish"} and not verb.passive and verb.form in {"finite", "ing"}:
        founders = [p for p in clause.subject if (a := scene.actor(line, p, clause)[0]).named and a.kind == "person"]
        yield from _founded(scene, line, clause.objects, founders, clause)
    elif verb.lemma in _KNOWN_AS and (verb.passive or _itself(line, clause)):
        yield from _also_known(scene, line, clause)
    elif verb.lemma in _SPECIALISE and clause.link != "relative" and verb.form == "finite":
        subjects = [a for a in scene.actors(line, clause.subject, clause) if a.named and a.kind == "organization"]
        what = clause.under("in")
        if subjects and what and verb.lemma != "focus":
            last = max(p.whole for p in what)
            yield Draft(
                "sector",
                joined(subjects),
                Actor(scene.words(line, what[0].first, last)),
                clause.first,
                last,
                "profile.specialises",
                clause=clause,
                anchor=verb.main,
            )


def _former_names(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "Acme Group, formerly Acme Import Export, …": an adverb alone between two names."""
    tokens = line.sentence.tokens
    for left, right in zip(line.spots, line.spots[1:], strict=False):
        between = [token.lower for token in tokens[left.last : right.first]]
        marks = between[:1] in ([","], ["("]) and len(between) == 2
        if (
            marks
            and between[1] in {"formerly", "previously", "originally"}
            and scene.cast.party(right).kind == "organization"
        ):
            yield Draft(
                "same_as",
                _printed(left),
                _printed(right),
                left.first,
                right.last,
                "profile.former_name",
                anchor=left.first,
            )


def _is_exchange(line: Line, phrase: Phrase) -> bool:
    return any(
        t.lower.removesuffix("s") in {"exchange", "bourse", "nasdaq", "nyse", "market"}
        for t in line.sentence.tokens[phrase.first : phrase.whole]
    )


def _is_bourse(scene: Scene, line: Line, phrase: Phrase) -> bool:
    """As in "listed in Hong Kong": a place stands for its exchange."""
    spot = scene.spot_at(line, phrase.head)
    return spot is not None and scene.cast.party(spot).kind == "place"


def _placed(scene: Scene, line: Line, clause: Clause, predicate: str, where: Sequence[Phrase]) -> Iterator[Draft]:
    subjects = [a for a in scene.actors(line, clause.subject, clause) if a.named and a.kind == "organization"]
    head = line.sentence.tokens[clause.subject[0].head].lower if clause.subject else ""
    if not subjects and head in {"shares", "stock", "securities"}:
        subjects = whose(scene, line, clause.subject[0], clause)
    if not subjects and clause.verb.form == "participle":
        subjects = _described(scene, line, clause)
    if not subjects or not where:
        return
    first = subject_near(clause, 12)
    last = where[0].whole
    place = scene.bare(line, where[0])
    yield Draft(
        predicate,
        joined(subjects),
        Actor(place, "place"),
        first,
        last,
        f"profile.{predicate}",
        clause=clause,
        negated=clause.verb.negated,
        anchor=clause.verb.main,
    )


def _described(scene: Scene, line: Line, clause: Clause) -> list[Actor]:
    """As in "Acme, a maker of lenses based in Jena": the participle belongs to the name that is described."""
    sentence = line.sentence
    start = sentence.chunks[clause.at].first
    for k in range(clause.at - 1, 1, -1):
        chunk = sentence.chunks[k]
        if chunk.kind in {"stop", "sub", "vg", "colon"}:
            return []
        opens = chunk.kind == "np" and sentence.tokens[chunk.first].lower in {"a", "an", "the"}
        if opens and sentence.chunks[k - 1].kind == "comma" and start - chunk.first <= 12:
            spot = scene.spot_at(line, sentence.chunks[k - 2].head) if sentence.chunks[k - 2].kind == "np" else None
            what = sentence.tokens[chunk.head].lower.removesuffix("s")
            if spot is not None and what in vocabulary.body("role") | vocabulary.body("firm"):
                actor = _actor(scene, spot)
                return [actor] if actor.kind == "organization" else []
    return []


def _founded(
    scene: Scene, line: Line, bodies: Sequence[Phrase], founders: Sequence[Phrase], clause: Clause
) -> Iterator[Draft]:
    posts = vocabulary.person("role") | vocabulary.person("people")
    who = [
        a
        for p in founders
        for a in scene.actor(line, p, clause)
        if (a.named and a.kind in {"person", "organization"}) or line.sentence.tokens[p.head].lower in posts
    ]
    what = [a for p in bodies for a in scene.actor(line, p, clause) if a.named and a.kind == "organization"]
    if who and what:
        spans = [*(p.first for p in bodies), *(p.first for p in founders), clause.verb.main]
        ends = [clause.verb.main + 1, *(p.whole for p in bodies), *(p.whole for p in founders)]
        first = max(min(spans), clause.verb.main - 14)
        yield Draft(
            "founded_by",
            joined(what),
            joined(who),
            first,
            max(ends),
            "profile.founded",
            clause=clause,
            negated=clause.verb.negated,
            anchor=clause.verb.main,
        )


def _once_called(clause: Clause) -> bool:
    """As in "The Sea Falcon was called the Pacific Hope until 2023"."""
    return clause.verb.lemma in {"call", "name"} and clause.verb.passive and bool(clause.under("until", "till"))


def _itself(line: Line, clause: Clause) -> bool:
    """As in "later renamed itself Boreas"."""
    return any(line.sentence.tokens[p.head].lower in {"itself", "themselves"} for p in clause.objects[:1])


def _also_known(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Acme, officially known as Acme Optics Co Ltd": both names as printed."""
    others = (
        [s for p in [*clause.under("as"), *clause.objects] for s in line.spots if p.first <= s.first < p.whole]
        if clause.verb.lemma in {"know", "rename", "rebrand"}
        else [s for p in clause.objects for s in line.spots if p.first <= s.first < p.whole]
    )
    tokens = line.sentence.tokens
    adverb = {t.lower for t in tokens[max(0, clause.verb.main - 3) : clause.verb.main]}
    if not others or (
        not adverb
        & {
            "officially",
            "formally",
            "formerly",
            "also",
            "previously",
            "legally",
            "originally",
            "better",
            "now",
            "commonly",
            "once",
        }
        and clause.verb.lemma not in {"rename", "rebrand"}
        and not _once_called(clause)
    ):
        return
    before = [s for s in line.spots if s.last <= clause.verb.main]
    if before and clause.verb.main - before[-1].last <= 6 and scene.cast.party(others[0]).kind != "place":
        yield Draft(
            "same_as",
            _printed(before[-1]),
            _printed(others[0]),
            clause.verb.main - 1 if clause.verb.main else 0,
            others[0].last,
            "profile.known_as",
            clause=clause,
            anchor=clause.verb.main,
        )
