"""Nouns that say what one party is to another: "Acme's supplier Boreas", "Boreas, a unit of Acme", "its owner is …".

Such a noun has a bearer, who is called so, and somebody whose supplier, unit or owner he is. One reading finds both in
every construction that English has for them: possessives, "of" and "to", appositions on either side, "be" and
"include", "count … among". What the noun means then tells the predicate and which of the two acts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.phrases import list_at, phrase_at, phrases_back
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.rules.draft import Draft, amount_in, joined
from lookthrough.evidence.scene import Actor, Line, Scene
from lookthrough.names.countries import country_name


@dataclass(frozen=True, slots=True)
class Role:
    """What a noun means: its predicate, whether its bearer is the subject, and what may stand before "whose"."""

    predicate: str
    acts: bool
    preps: tuple[str, ...] = ("of",)


def _roles(nouns: str, role: Role) -> dict[str, Role]:
    return dict.fromkeys(nouns.split(), role)


_ROLES: dict[str, Role] = {
    **_roles("supplier vendor subcontractor contractor provider", Role("supplies", True, ("to", "of", "for"))),
    **_roles(
        "customer client buyer purchaser distributor reseller dealer importer user",
        Role("supplies", False, ("of", "for")),
    ),
    **_roles(
        "subsidiary unit arm division branch affiliate subordinate offshoot part", Role("owns", False, ("of", "to"))
    ),
    **_roles("parent owner co-owner controller", Role("owns", True, ("of",))),
    **_roles("shareholder stockholder bondholder stakeholder", Role("holds_shares", True, ("in", "of"))),
    **_roles("lender creditor", Role("invests_in", True, ("of", "to"))),
    **_roles("investor backer financier funder", Role("invests_in", True, ("in", "of"))),
    **_roles("partner collaborator ally", Role("partners_with", True, ("of", "with", "to"))),
    **_roles("founder co-founder cofounder", Role("founded_by", False, ("of",))),
    **_roles("constituent component", Role("index_includes", False, ("of", "in"))),
}
_OPEN_WORDS = frozenset("part ally branch component provider".split())
"""These need the whole construction of "A, a … of B" or "A is a … of B", for they have other senses."""
_FIRMS = frozenset("subsidiary unit arm".split())
"""Their owner may be who acts: "works through a subsidiary, Acme Trading"."""
_KNOWS = frozenset("expert analyst scholar specialist researcher watcher critic correspondent reporter".split())
_ONE_OF = frozenset("one two three four five some several many most both all part number".split())
_HAS = frozenset("count have list name use see include describe regard".split())
_CALLED = frozenset("name describe identify list use know cite regard recognise recognize employ appoint".split())
_IS = frozenset("be become remain stay include comprise".split())
_SERVES = frozenset("serve act work".split())


@dataclass(slots=True)
class _Place:
    """Where a role noun stands: chunk `k`, token `at`, the chunk behind its phrase, and that phrase."""

    k: int
    at: int
    behind: int
    phrase: Phrase
    word: str


_Found = tuple[list[Actor], Clause | None, tuple[int, int]]
"""Who bears a role, the clause that says so, and the tokens that tell it."""


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The relations of one sentence that stand in a noun."""
    posts = _posts()
    for k, chunk in enumerate(line.sentence.chunks):
        if chunk.kind != "np":
            continue
        for at in range(chunk.first, chunk.last):
            word = _singular(line.sentence.tokens[at].lower)
            known = word in _ROLES or word in posts
            if known and scene.spot_at(line, at) is None and _is_head(scene, line, chunk.first, at, chunk.head):
                phrase, behind = phrase_at(line.sentence, k)
                yield from _relation(scene, line, _Place(k, at, behind, phrase, word))
                break


@cache
def _posts() -> frozenset[str]:
    return vocabulary.person("role") - vocabulary.body("role") - vocabulary.body("firm")


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s") if not word.endswith("ss") else word


def _is_head(scene: Scene, line: Line, first: int, at: int, head: int) -> bool:
    """Is the noun the main word of its phrase, or right before a name that ends it ("its supplier Acme")?"""
    if at == head:
        return True
    spot = scene.spot_at(line, at + 1)
    return spot is not None and spot.last > head and at >= first


def _relation(scene: Scene, line: Line, place: _Place) -> Iterator[Draft]:
    role = _ROLES.get(place.word) or Role("role_at", True, ("of", "at", "for", "with"))
    if place.word == "partner" and line.sentence.tokens[place.at - 1].lower in {"limited", "general"}:
        role = _ROLES["investor"]
    whose_it_is, owned = _owners(scene, line, place, role)
    for bearers, clause, span in _bearers(scene, line, place, owned):
        owners = whose_it_is
        if not owners and clause is not None and clause.verb.lemma in _HAS and not clause.verb.passive:
            owners = _parties(scene, line, clause.subject, clause) if place.phrase not in clause.subject else []
        if not owners and (_calls_back(line, place) or _told_before(scene, line, place, clause)):
            owners = _meant(scene, line, place, bearers)
            if not owners and role.predicate in {"holds_shares", "invests_in"} and line.number - scene.issuer_line <= 1:
                owners = [scene.issuer] if scene.issuer is not None else []
        if not owners and place.word in _FIRMS and clause is None:
            acting = next((c for c in reversed(line.sentence.clauses) if c.at < place.k and c.subject), None)
            owners = _parties(scene, line, acting.subject, acting) if acting is not None else []
        if owned and any(a.party is b.party for a in owners for b in bearers):
            owners = _other(scene, line, bearers)  # "Acme remains its largest owner": not its own
        yield from _drafts(scene, line, place, role, owners, (bearers, clause, span), owned)
        return


def _drafts(
    scene: Scene, line: Line, place: _Place, role: Role, owners: list[Actor], found: _Found, possessed: bool
) -> Iterator[Draft]:
    bearers, clause, span = found
    person = role.predicate in {"role_at", "founded_by"}
    bearers = [a for a in bearers if (a.kind == "person") == person or (role.acts is not person and a.kind == "person")]
    bearers = [a for a in bearers if all(a.party is None or a.party is not other.party for other in owners)]
    many = line.sentence.tokens[place.at].lower.endswith("s") and place.word in vocabulary.person("role")
    if not owners or not bearers or (person and many and len(bearers) == 1):
        return
    first, last = min(place.phrase.first, span[0]), max(place.at + 1, span[1])
    first = max(first, place.at - 24)
    amount = amount_in(line, first, last)
    owner = joined(owners)
    predicate = role.predicate
    if predicate == "owns" and not role.acts and owners[0].kind == "product" and "index" in owner.name.lower():
        predicate = "index_includes"  # "is part of the Northern 100 Index"
    for bearer in bearers:
        acts = role.acts and not (possessed and role.predicate == "partners_with")
        pair = (bearer, owner) if acts else (owner, bearer)
        if role.predicate == "role_at":
            gen = next((i for i in range(place.at, place.phrase.first, -1) if line.sentence.tags[i] == "gen"), -1)
            start = gen + 1 if gen > 0 else place.phrase.first + (line.sentence.tags[place.phrase.first] == "poss")
            post = scene.words(line, start if gen > 0 or start > place.phrase.first else place.at, place.at + 1)
            pair = (bearer, Actor(f"{owners[0].name} ({post})", owners[0].kind, owners[0].party, "name"))
        yield Draft(
            predicate,
            *pair,
            first,
            min(last, first + 28),
            "roles.noun",
            amount=amount,
            clause=clause,
            negated=clause is not None and clause.verb.negated,
            anchor=clause.verb.main if clause is not None else place.at,
        )


def _calls_back(line: Line, place: _Place) -> bool:
    """As in "its shareholders", "the largest shareholder": somebody's, who was named before."""
    first = line.sentence.tokens[place.phrase.first].lower
    ranked = any(t.lower.endswith("st") for t in line.sentence.tokens[place.phrase.first : place.at])
    return first in {"its", "another"} or (first == "the" and ranked and place.phrase.of is None)


def _told_before(scene: Scene, line: Line, place: _Place, clause: Clause | None) -> bool:
    """As in "its supplier used …. The supplier, Acme, is …": a role told before, with its name behind it now."""
    definite = line.sentence.tokens[place.phrase.first].lower == "the" and place.phrase.of is None and clause is None
    if not definite or place.word not in _ROLES:
        return False
    return any(_singular(t.lower) == place.word for back in scene.lines_back(line) for t in back.sentence.tokens)


def _meant(scene: Scene, line: Line, place: _Place, bearers: list[Actor]) -> list[Actor]:
    """The one body named before in the sentence, else the one that acted before; never the bearer himself."""
    spots = [s for s in line.spots if s.last <= place.phrase.first]
    parties = {id(p): p for p in map(scene.cast.party, spots) if p.kind == "organization"}
    others = [p for p in parties.values() if all(p is not b.party for b in bearers)]
    if others:
        return [Actor(p.full, p.kind, p, "pronoun") for p in others] if len(others) == 1 else []
    return _other(scene, line, bearers)


def _other(scene: Scene, line: Line, bearers: list[Actor]) -> list[Actor]:
    """The one other body that acted before."""
    for back in scene.lines_back(line):
        acting = {a.name: a for a in back.subjects if a.named and a.kind == "organization"}
        others = [a for a in acting.values() if all(a.party is not b.party for b in bearers)]
        if acting:
            return others if len(others) == 1 else []
    return []


# --- whose it is ----------------------------------------------------------------------------------------------------


def _owners(scene: Scene, line: Line, place: _Place, role: Role) -> tuple[list[Actor], bool]:
    """Whose role it is, and whether a possessive or a name in front says so, which makes the phrase definite."""
    phrase, sentence = place.phrase, line.sentence
    before = Phrase(phrase.first, place.at + 1, place.at)
    listed = _listed_before(scene, line, phrase.first) if sentence.tokens[phrase.first].lower == "its" else []
    possessed = listed or whose(scene, line, before, None, preps=())
    if possessed:
        return possessed, True
    told = _told(scene, line, before) if role.predicate in {"role_at", "supplies", "partners_with"} else []
    if told:
        return told, True
    country = _office_of(scene, line, place) if role.predicate == "role_at" else None
    if country is not None:
        return [country], True
    inside = [s for s in line.spots if phrase.first <= s.first and s.last <= place.at]
    firms = [s for s in inside if scene.cast.party(s).kind == "organization" and _is_modifier(line, s.first, place.at)]
    topic = place.word in _KNOWS  # "an Arden expert" knows Arden
    if firms and not topic and not any(sentence.tags[i] in {"gen", "poss"} for i in range(phrase.first, place.at)):
        party = scene.cast.party(firms[-1])
        return [Actor(party.full, party.kind, party, "name")], True
    if phrase.last > place.at + 1:
        return [], False  # a name stands behind the noun, so that no "of" can belong to it
    k = place.k + 1
    chunks = sentence.chunks
    while k + 1 < len(chunks) and chunks[k].kind == "prep" and chunks[k + 1].kind == "np":
        if chunks[k].word in role.preps:
            items, _ = list_at(sentence, k + 1)
            named = _parties(scene, line, items, None)
            spoken = role.predicate in {"supplies", "partners_with", "role_at"}
            state = [p for p in items[:1] if spoken and _is_office(line, p)]
            return named or [Actor(scene.bare(line, p)) for p in state], False
        _, k = phrase_at(sentence, k + 1)
    return [], False


_STATE_POSTS = frozenset("minister secretary ambassador president premier chancellor envoy representative".split())


def _office_of(scene: Scene, line: Line, place: _Place) -> Actor | None:
    """As in "the Danish foreign minister", "US secretary of state", "Finnish Prime Minister": the state of a post."""
    tokens = line.sentence.tokens
    if place.word not in _STATE_POSTS or tokens[place.phrase.first].lower in {"former", "ex"}:
        return None
    of = place.phrase.of
    if place.at + 1 < place.phrase.last:
        return None  # "US Trade Representative Ann Lee" is a title
    if of is not None and tokens[of.head].lower not in {
        "state",
        "commerce",
        "defence",
        "defense",
        "treasury",
        "energy",
    }:
        return None
    named = scene.country_in(line, place.phrase.first, place.at)
    for token in tokens[place.phrase.first : place.at]:
        named = named or {"USA": country_name("us"), "US": country_name("us"), "UK": country_name("gb")}.get(
            token.text, ""
        )
    return Actor(named, "place") if named else None


def _listed_before(scene: Scene, line: Line, first: int) -> list[Actor]:
    """As in "named were Acme, a maker of lenses, its subsidiary Acme Cloud, and Delta": whom the list names before."""
    for clause in line.sentence.clauses:
        for items in (clause.objects, clause.subject):
            at = next((i for i, p in enumerate(items) if p.first == first), 0)
            if at and scene.spot_at(line, items[at - 1].head) is not None:
                return [a for a in scene.actor(line, items[at - 1]) if a.kind == "organization"]
    return []


def _told(scene: Scene, line: Line, before: Phrase) -> list[Actor]:
    """As in "the ministry's spokesman", "the fund's chief": a body by its words, where no name can be meant."""
    gen = next((i for i in range(before.head - 1, before.first, -1) if line.sentence.tags[i] == "gen"), -1)
    owner = Phrase(before.first, gen, gen - 1) if gen > 0 else None
    if owner is None or not _is_office(line, owner):
        return []
    return [Actor(scene.bare(line, owner), "organization")]


def _is_office(line: Line, phrase: Phrase) -> bool:
    """Is the main word one of a body: a ministry, a fund, a bank, a navy?"""
    word = _singular(line.sentence.tokens[phrase.head].lower)
    return word in vocabulary.body("institution") | vocabulary.body("state") | {
        "company",
        "fund",
        "firm",
        "group",
        "junta",
    }


def _is_modifier(line: Line, first: int, at: int) -> bool:
    """A name of origin ("a Norrish supplier") says where from, not whose."""
    word = line.sentence.tokens[first].lower
    return not (first == at - 1 and word.endswith(("ian", "ese", "ish", "ean", "ch")))


def whose(
    scene: Scene, line: Line, phrase: Phrase, clause: Clause | None, *, preps: Sequence[str] = ("of", "in")
) -> list[Actor]:
    """Whose role it is: "Acme's owner", "its owner", "the owner of Acme", "Acme, whose owner", "investors in Acme"."""
    tags, tokens = line.sentence.tags, line.sentence.tokens
    gen = next((i for i in range(phrase.head - 1, phrase.first, -1) if tags[i] == "gen"), -1)
    if gen > 0:
        found = scene.actor(line, Phrase(phrase.first, gen, gen - 1), clause)
    elif tokens[phrase.first].lower == "whose":
        k = next((i for i, c in enumerate(line.sentence.chunks) if c.first >= phrase.first), 0)
        k -= 2 if k > 1 and line.sentence.chunks[k - 1].kind == "comma" else 1
        if line.sentence.chunks[k].kind == "conj":  # "Acme, which makes pumps and whose owner …"
            k = next((i for i in range(k, 1, -1) if line.sentence.chunks[i].word in {"which", "who"}), 2)
            k -= 2 if line.sentence.chunks[k - 1].kind == "comma" else 1
        chain = phrases_back(line.sentence, k, nearest=True) if k >= 0 else []
        while chain and chain[-1].of is not None:
            chain.append(chain[-1].of)  # "the work of Acme of Oslo, whose …": the last firm
        found = [a for p in chain for a in _parties(scene, line, [p], None) if a.kind == "organization"][-1:]
    elif tags[phrase.first] == "poss":
        found = scene.actor(line, Phrase(phrase.first, phrase.first + 1, phrase.first), clause)
    else:
        hanging = [p for prep, many in phrase.more if prep in preps for p in many]
        of = [phrase.of] if phrase.of is not None and "of" in preps else []
        found = [a for p in [*of, *hanging] for a in scene.actor(line, p, clause)]
    return [actor for actor in found if actor.named and actor.kind in {"organization", "product"}]


def _parties(scene: Scene, line: Line, phrases: Sequence[Phrase], clause: Clause | None) -> list[Actor]:
    """The named parties of phrases, a named country or its government among them."""
    found = [a for p in phrases for a in scene.actor(line, p, clause)]
    return [a for a in found if a.named and a.kind in {"organization", "person", "place", "product"}]


# --- who bears it ---------------------------------------------------------------------------------------------------


def _bearers(scene: Scene, line: Line, place: _Place, owned: bool) -> Iterator[_Found]:
    """Who is called so, by the first construction that gives somebody, with the clause that says so and its tokens."""
    for found in (
        _inside(scene, line, place),
        _by_verb(scene, line, place),
        _members(scene, line, place),
        _beside(scene, line, place, owned),
    ):
        if found is not None and found[0]:
            yield found
            return


def _inside(scene: Scene, line: Line, place: _Place) -> _Found | None:
    """As in "its subsidiaries Acme and Boreas"."""
    spot = scene.spot_at(line, place.at + 1) if place.at + 1 < place.phrase.last else None
    if spot is None:
        return None
    party = scene.cast.party(spot)
    found = [Actor(party.full, party.kind, party, "name")]
    last = place.phrase.last
    if line.sentence.tokens[place.at].lower.endswith("s"):
        items, _ = list_at(line.sentence, place.k)
        for item in items[1:]:
            if scene.spot_at(line, item.head) is not None:
                found += scene.actor(line, item)
                last = max(last, item.last)
    return found, None, (place.phrase.first, last)


def _by_verb(scene: Scene, line: Line, place: _Place) -> _Found | None:
    """As in "is a supplier to", "its suppliers include", "counts Acme among its clients", "was named as a supplier"."""
    first = place.phrase.first
    plain_words = (_ROLES.get(place.word) or _ROLES["owner"]).predicate in {"supplies", "partners_with"}
    for clause in line.sentence.clauses:
        verb, subject = clause.verb, clause.subject
        said = [*clause.objects, *(p.of for p in clause.objects if p.of and _counts(line, p))]
        span = (min([verb.main, *(p.first for p in subject)]), max([verb.main, *(p.whole for p in clause.objects)]))
        plain = verb.lemma in _IS and not verb.passive
        if plain and any(p.first == first for p in said) and verb.lemma not in {"include", "comprise"}:
            return (
                _either(scene, line, clause, subject, plain=plain_words),
                clause,
                (span[0], max(span[1], place.phrase.whole)),
            )
        if plain and any(p.first == first for p in subject):
            further = [*clause.objects, *clause.under("including")]
            return _either(scene, line, clause, further, plain=plain_words), clause, (first, span[1])
        roles = clause.under("among", "as")
        roles = [*roles, *(p.of for p in roles if p.of and _counts(line, p))]
        if any(p.first == first for p in roles):
            ends = (span[0], max(span[1], place.phrase.whole))
            if (verb.lemma in _HAS and not verb.passive) or verb.lemma == "rely":
                return (
                    _either(scene, line, clause, clause.objects or clause.under("on"), plain=plain_words),
                    clause,
                    ends,
                )
            if (verb.lemma in _CALLED and verb.passive) or verb.lemma in _SERVES or plain:
                return _either(scene, line, clause, subject, plain=plain_words), clause, ends
        if plain and not subject and clause.at > place.k and _opens_among(line, place.k):
            return _either(scene, line, clause, clause.objects, plain=plain_words), clause, (first, span[1])
    return None


def _counts(line: Line, phrase: Phrase) -> bool:
    return line.sentence.tokens[phrase.head].lower in _ONE_OF


def _opens_among(line: Line, k: int) -> bool:
    """As in "Among its clients are A and B": the phrase stands behind the first word of the sentence."""
    return k == 1 and line.sentence.chunks[0].word in {"among", "amongst"}


def _either(scene: Scene, line: Line, clause: Clause, phrases: Sequence[Phrase], *, plain: bool = True) -> list[Actor]:
    """The named parties, else a body told by its words ("the border police", "three state banks")."""
    named = _parties(scene, line, phrases, clause)
    shares = [p for p in phrases if line.sentence.tokens[p.head].lower in {"shares", "stock", "bonds", "securities"}]
    named += [a for p in shares for a in whose(scene, line, p, clause)]
    if named:
        return named
    known = vocabulary.body("state") | vocabulary.body("institution") | (vocabulary.body("role") if plain else set())
    bodies = [p for p in phrases if _singular(line.sentence.tokens[scene.counted(line, p).head].lower) in known]
    return [a for p in bodies for a in scene.actor(line, p, clause)]


def _members(scene: Scene, line: Line, place: _Place) -> _Found | None:
    """As in "suppliers such as Acme and Boreas", "its three investors: Acme, Boreas and Delta"."""
    if not line.sentence.tokens[place.at].lower.endswith("s"):
        return None
    chunks = line.sentence.chunks
    k = place.k + 1
    while k + 1 < len(chunks) and chunks[k].kind == "prep" and chunks[k].word != "including":
        if chunks[k + 1].kind != "np":
            return None
        k += 2
    k += k < len(chunks) and chunks[k].kind == "comma"
    if k + 1 >= len(chunks) or not (chunks[k].word == "including" or chunks[k].kind in {"colon", "dash"}):
        return None
    if chunks[k + 1].kind != "np":
        return None
    items, _ = list_at(line.sentence, k + 1)
    named = [p for p in items if scene.spot_at(line, p.head) is not None]
    return _parties(scene, line, named, None), None, (place.phrase.first, max([0, *(p.last for p in named)]))


def _beside(scene: Scene, line: Line, place: _Place, owned: bool) -> _Found | None:
    """As in "Acme's parent, Boreas Group, …" and "Boreas, a unit of Acme": the name on the other side of a comma."""
    after = _after(scene, line, place, owned)
    before = _before(scene, line, place)
    return (after or before) if owned else (before or after)


def _after(scene: Scene, line: Line, place: _Place, owned: bool) -> _Found | None:
    chunks = line.sentence.chunks
    k = place.behind
    opener = line.sentence.tokens[place.phrase.first].lower
    person = place.word in vocabulary.person("role")
    definite = (
        owned
        or opener == "the"
        or (person and opener in {"a", "an"})
        or place.word in _FIRMS
        or line.sentence.tags[place.phrase.first] != "det"
    )
    if k + 1 >= len(chunks) or chunks[k].kind not in {"comma", "dash"} or chunks[k + 1].kind != "np" or not definite:
        return None
    items, _ = list_at(line.sentence, k + 1)
    if not line.sentence.tokens[place.at].lower.endswith("s"):
        items = items[:1]
    named = [p for p in items if scene.spot_at(line, p.head) is not None]
    return _parties(scene, line, named[:8], None), None, (place.phrase.first, max([0, *(p.last for p in named)]))


def _is_called(scene: Scene, line: Line, phrase: Phrase) -> bool:
    """Is a phrase a name, or does it end in one with the word for what it is ("the Acme group")?"""
    return any(a.how == "name" for a in scene.actor(line, phrase))


def _before(scene: Scene, line: Line, place: _Place) -> _Found | None:
    chunks = line.sentence.chunks
    k = place.k - 1
    if k >= 2 and chunks[k].word == "of" and line.sentence.tokens[chunks[k - 1].head].lower in _ONE_OF:
        k -= 2  # "Acme, one of the suppliers of Boreas"
    if k < 1 or chunks[k].kind not in {"comma", "dash", "lpar"} or chunks[k - 1].kind not in {"np", "rpar"}:
        return None
    many = line.sentence.tokens[place.at].lower.endswith("s")
    named = phrases_back(line.sentence, k - 1, nearest=True, joined=many)
    named = [p for p in named if _is_called(scene, line, p)]
    if not named:
        return None
    return _parties(scene, line, named if many else named[-1:], None), None, (named[0].first, place.phrase.whole)
