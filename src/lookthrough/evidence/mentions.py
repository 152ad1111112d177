"""Mentions of an article: names found by capitals, cues and the dictionary, joined into parties and linked to entities.

A mention is never an entity by itself. It is linked where one entity bears its name, ambiguous where several may, and
unknown otherwise; the candidates and the reason for each stand beside it.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from lookthrough.evidence import vocabulary
from lookthrough.evidence.coreference import Form, Party, group
from lookthrough.evidence.dictionary import Hit, NameDictionary
from lookthrough.evidence.grammar.tokens import Token
from lookthrough.evidence.naming import Name, names_in
from lookthrough.model.claim import Candidate, Decision, Mention, MentionKind

Linked = tuple[Decision, tuple[Candidate, ...]]
"""Whom a name means: how sure that is, and the entities that it may be, best first."""

Resolve = Callable[[str, MentionKind], Linked]
"""The matching of the workspace, asked for names that the dictionary does not know."""


@dataclass(slots=True)
class Spot:
    """A name at its place: tokens `first` to `last` of sentence `sentence`, the last excluded."""

    sentence: int
    first: int
    last: int
    start: int
    end: int
    text: str
    kind: MentionKind | None
    rule: str
    sure: bool = False
    title: tuple[int, int] = (0, 0)
    entities: tuple[str, ...] = ()
    how: str = ""


@dataclass(slots=True)
class Cast:
    """Everybody who is named in an article.

    Attributes:
        spots: names at their places, in order.
        parties: printed form -> party.
    """

    spots: list[Spot] = field(default_factory=list)
    parties: dict[str, Party] = field(default_factory=dict)
    links: dict[int, Linked] = field(default_factory=dict)

    def party(self, spot: Spot) -> Party:
        """The party that a spot names."""
        return self.parties[spot.text]

    def decided(self, party: Party) -> Linked:
        """What linking said of a party."""
        return self.links.get(id(party), ("unknown", ()))


def cast_of(
    text: str,
    sentences: Sequence[Sequence[Token]],
    *,
    dictionary: NameDictionary | None = None,
    resolve: Resolve | None = None,
    candidates: Sequence[tuple[int, int, MentionKind]] = (),
) -> Cast:
    """Find who is named in the sentences of one article.

    Args:
        text: the rendition's text.
        sentences: the article's sentences as tokens.
        dictionary: names of lists and of the graph.
        resolve: matching of the workspace, asked once for each party.
        candidates: spans that another recogniser proposes, as (start, end, kind); their kind counts last.
    """
    named, lower = _capital_words(sentences)
    cast = Cast()
    proposed = iter(sorted(candidates))
    waiting = next(proposed, None)
    for number, tokens in enumerate(sentences):
        if not tokens:
            continue
        names = names_in(tokens, named=named, lower=lower)
        found = [_spot(text, number, tokens, name) for name in names]
        hits = dictionary.scan(text, tokens[0].start, tokens[-1].end) if dictionary is not None else []
        found = _with_hits(text, number, tokens, found, hits)
        here = []
        while waiting is not None and waiting[0] < tokens[-1].end:
            if waiting[0] >= tokens[0].start:
                here.append(waiting)
            waiting = next(proposed, None)
        found = _with_candidates(text, number, tokens, found, here)
        for spot in found:
            _cue_behind(tokens, spot)
            _cue_before(tokens, spot)
        cast.spots += found
    _leaders(cast.spots)
    aliases = _brackets(sentences, cast.spots)
    cast.parties = group(_forms(cast.spots), aliases)
    for spot in cast.spots:
        party = cast.parties[spot.text]
        for entity in spot.entities:
            if party.entities.get(entity) != "full name":
                party.entities[entity] = spot.how
    _link(cast, dictionary, resolve)
    return cast


def _capital_words(sentences: Sequence[Sequence[Token]]) -> tuple[frozenset[str], frozenset[str]]:
    """Words that stand with a capital inside sentences, and words that stand in lower case somewhere."""
    capital: set[str] = set()
    lower: set[str] = set()
    for tokens in sentences:
        inner = [token for token in tokens[1:] if token.text[0].isalpha()]
        if sum(token.capital for token in inner) > 0.6 * len(inner):
            continue  # a headline tells nothing about capitals
        for before, token in itertools.pairwise(tokens):
            if token.capital and before.text not in "“”\"‘'.?!:—–-(•":
                capital.add(token.lower)
            elif token.text.islower():
                lower.add(token.lower)
    return frozenset(capital), frozenset(lower)


def _spot(text: str, number: int, tokens: Sequence[Token], name: Name) -> Spot:
    start, end = tokens[name.first].start, tokens[name.last - 1].end
    return Spot(number, name.first, name.last, start, end, text[start:end], name.kind, name.rule, name.sure, name.title)


def _with_hits(text: str, number: int, tokens: Sequence[Token], found: list[Spot], hits: Sequence[Hit]) -> list[Spot]:
    """Names of the dictionary: they widen, confirm or part what the capitals gave."""
    for hit in hits:
        first = next((i for i, token in enumerate(tokens) if token.end > hit.start), -1)
        last = next((i for i in range(first, len(tokens)) if tokens[i].end >= hit.end), -1) + 1
        if first < 0 or last <= first:
            continue
        same = next((spot for spot in found if spot.first <= first and last <= spot.last), None)
        found, abroad = _abroad(text, number, tokens, found, (first, last))
        if abroad:
            continue  # "Acme Germany" is another firm than the "Acme Metal" of the list
        if same is not None:
            whole = (same.first, same.last) == (first, last)
            if whole or _only_adds_generic(tokens, same, first, last):
                same.entities, same.how = hit.entities, hit.how if whole else "short form"
                if hit.kind is not None and not (same.sure and same.kind == "person"):
                    same.kind, same.sure, same.rule = hit.kind, True, "dictionary"
            continue
        crossing = [spot for spot in found if spot.first < last and first < spot.last]
        if any(spot.last - spot.first > last - first for spot in crossing):
            continue
        found = [spot for spot in found if spot not in crossing]
        start, end = tokens[first].start, tokens[last - 1].end
        found.append(
            Spot(
                number,
                first,
                last,
                start,
                end,
                text[start:end],
                hit.kind,
                "dictionary",
                True,
                (0, 0),
                hit.entities,
                hit.how,
            )
        )
    return sorted(found, key=lambda spot: spot.first)


def _abroad(
    text: str, number: int, tokens: Sequence[Token], found: list[Spot], place: tuple[int, int]
) -> tuple[list[Spot], bool]:
    """As in "Acme Germany", where the list has "Acme": one name of its own with the country right behind.

    Returns:
        The spots, with that name among them, and whether it is so.
    """
    first, last = place
    ahead = list(itertools.takewhile(lambda token: token.capital, tokens[last : last + 2]))
    words = [token.lower for token in ahead]
    if not words or not vocabulary.opens_with_country(words):
        return found, False
    if any(spot.first <= first and last < spot.last for spot in found):
        return found, True  # the capitals gave the longer name already
    wide = 2 if len(words) > 1 and not vocabulary.opens_with_country(words[:1]) else 1
    end = last + wide
    crossing = [spot for spot in found if spot.first < end and first < spot.last]
    span = (tokens[first].start, tokens[end - 1].end)
    whole = Spot(number, first, end, *span, text[span[0] : span[1]], "organization", "name and country", True)
    kept = [spot for spot in found if spot not in crossing]
    return sorted([*kept, whole], key=lambda spot: spot.first), True


def _only_adds_generic(tokens: Sequence[Token], spot: Spot, first: int, last: int) -> bool:
    """Does the printed name add only words of trade, place or legal form to the dictionary's?"""
    outside = [*tokens[spot.first : first], *tokens[last : spot.last]]
    generic = vocabulary.trade_words() | vocabulary.places() | vocabulary.legal_words()
    return all(token.lower.strip(".") in generic or not token.text[0].isalnum() for token in outside)


def _with_candidates(
    text: str,
    number: int,
    tokens: Sequence[Token],
    found: list[Spot],
    candidates: Sequence[tuple[int, int, MentionKind]],
) -> list[Spot]:
    for start, end, kind in candidates:
        first = next((i for i, token in enumerate(tokens) if token.end > start), -1)
        last = next((i for i in range(max(first, 0), len(tokens)) if tokens[i].end >= end), -1) + 1
        while first >= 0 and first < last and tokens[first].lower in {"the", "a", "an"}:
            first += 1
        while last > first and tokens[last - 1].lower in {"'s", "'"}:
            last -= 1
        if first < 0 or last <= first or not any(token.capital for token in tokens[first:last]):
            continue
        crossing = [spot for spot in found if spot.first < last and first < spot.last]
        for spot in crossing:
            same = (spot.first, spot.last) == (first, last)
            if spot.kind is None and same and kind in {"person", "organization"}:
                spot.kind, spot.rule = kind, "spacy"  # its places are often companies, and are not believed
        if not crossing and not (
            last - first == 1 and tokens[first].lower in vocabulary.common_words() | set(vocabulary.demonyms())
        ):
            place = (tokens[first].start, tokens[last - 1].end)
            found.append(Spot(number, first, last, *place, text[place[0] : place[1]], kind, "spacy"))
    return sorted(found, key=lambda spot: spot.first)


def _cue_behind(tokens: Sequence[Token], spot: Spot) -> None:
    """As in "NAME, a professor at …", "NAME, 51,", "NAME, who", "NAME (ACRONYM)" say what the name before them is."""
    if spot.sure:
        return
    k = spot.last
    if k + 1 >= len(tokens) or tokens[k].text != ",":
        return
    following = tokens[k + 1]
    if following.text.isdigit() and len(following.text) == 2 and k + 2 < len(tokens) and tokens[k + 2].text == ",":
        spot.kind, spot.rule, spot.sure = "person", "age", True
        return
    if following.lower == "who":
        spot.kind, spot.rule, spot.sure = "person", "who", True
        return
    if following.lower == "which" and spot.kind == "person":
        spot.kind, spot.rule = None, "which"
        return
    for token in tokens[k + 1 : k + 9]:
        if token.text in {",", ".", ";"} or token.lower in {"of", "for", "at", "who", "which", "that", "and", "said"}:
            break
        word = token.lower.rstrip("s") if token.lower not in {"ceo", "boss"} else token.lower
        behind = token.lower
        either = behind in vocabulary.body("role") or word in vocabulary.body(
            "role"
        )  # "a steel producer", "a developer"
        if (
            not either
            and (behind in vocabulary.person("role") or word in vocabulary.person("role"))
            and not token.capital
        ):
            ends = tokens.index(token) + 1
            if (
                ends >= len(tokens)
                or tokens[ends].lower in {"of", "at", "for", ",", "with", "and", "in", "on", "to", "who", "from"}
                or tokens[ends].text == "."
            ):
                spot.kind, spot.rule, spot.sure = "person", "apposition", True
                return
        if (behind in vocabulary.body("role") or word in vocabulary.body("role")) and following.lower in {
            "a",
            "an",
            "the",
            "its",
        }:
            ends = tokens.index(token) + 1
            if ends >= len(tokens) or tokens[ends].lower in {
                "of",
                "at",
                "for",
                ",",
                "with",
                "and",
                "in",
                "that",
                "which",
                "based",
                ".",
            }:
                spot.kind, spot.rule, spot.sure = "organization", "apposition", True
                return


def _cue_before(tokens: Sequence[Token], spot: Spot) -> None:
    """As in "its chief executive, NAME, said": a post and a comma say that a person follows."""
    first, last = spot.first, spot.last
    if spot.sure or first < 2 or last - first < 2 or tokens[first - 1].text != "," or last >= len(tokens):
        return
    post = tokens[first - 2].lower
    closes = tokens[last].text in {",", "."} or tokens[last].lower in {"said", "told"}
    if closes and post in vocabulary.person("role") and post not in vocabulary.body("role"):
        spot.kind, spot.rule, spot.sure = "person", "post", True


def _leaders(spots: Sequence[Spot]) -> None:
    """Whose administration is spoken of is a person: "the Mendez administration", then "Mendez"."""
    offices = [spot.text for spot in spots if spot.rule == "nationality and office"]
    leaders = {text.rsplit(" ", 1)[0] for text in offices if text.endswith(" administration")}
    for spot in spots:
        if spot.text in leaders and not spot.sure:
            spot.kind, spot.rule, spot.sure = "person", "leader", True


def _brackets(sentences: Sequence[Sequence[Token]], spots: Sequence[Spot]) -> list[tuple[str, str]]:
    """Pairs (short, long) that brackets equate: "Long Name (LN)", "Long Name (“Short”)"."""
    found: list[tuple[str, str]] = []
    for left, right in itertools.pairwise(spots):
        if left.sentence != right.sentence or right.first - left.last not in {1, 2}:
            continue
        tokens = sentences[left.sentence]
        between = [token.text for token in tokens[left.last : right.first]]
        after = right.last
        while after < len(tokens) and tokens[after].text in "”\"’'":
            after += 1
        if (
            between[0] == "("
            and all(mark in "(“\"‘'" for mark in between)
            and after < len(tokens)
            and tokens[after].text == ")"
        ):
            short = right.text
            inside = left.text.lower()
            initials = "".join(word[0] for word in left.text.replace("-", " ").split() if word[0].isupper())
            if (
                len(between) == 2
                or short.lower() in inside
                or _letters_in_order(short, left.text)
                or initials.startswith(short)
            ):
                found.append((right.text, left.text))
                if left.kind is None and right.rule == "capitals only":
                    left.kind = "organization"
                if left.kind is not None:
                    right.kind, right.sure, right.rule = left.kind, left.sure, "acronym"
    return found


def _letters_in_order(short: str, long: str) -> bool:
    """Are the letters of an acronym found in this order in the long name, the first at its front?"""
    letters = [c for c in short.lower() if c.isalpha()]
    if not (2 <= len(letters) <= 10) or long[:1].lower() != letters[0] or sum(c.isupper() for c in short) < 2:
        return False
    at = 0
    for letter in letters:
        at = long.lower().find(letter, at) + 1
        if at == 0:
            return False
    return True


def _forms(spots: Sequence[Spot]) -> list[Form]:
    counts: Counter[str] = Counter(spot.text for spot in spots)
    votes: dict[str, Counter[tuple[MentionKind | None, bool]]] = {}
    for spot in spots:
        votes.setdefault(spot.text, Counter())[spot.kind, spot.sure] += 1
    forms = []
    for text, count in counts.items():
        kind, sure = max(votes[text], key=lambda vote: (vote[1], vote[0] is not None, votes[text][vote], str(vote[0])))
        if kind == "place" and not sure and (None, False) in votes[text]:
            kind = None  # "in Acme" once does not make a place of what acts elsewhere
        forms.append(Form(text, count, kind, sure))
    return forms


def _link(cast: Cast, dictionary: NameDictionary | None, resolve: Resolve | None) -> None:
    for party in {id(party): party for party in cast.parties.values()}.values():
        linked = _by_name(party, dictionary) if dictionary is not None else _NOBODY
        if linked == _NOBODY and resolve is not None:
            linked = resolve(party.full, party.kind)
        cast.links[id(party)] = linked


_NOBODY: Linked = ("unknown", ())


def _by_name(party: Party, dictionary: NameDictionary) -> Linked:
    """Whom the dictionary knows by a party's names; the bearers of a full name go before those of a short form."""
    full = {entity for entity, how in party.entities.items() if how == "full name"}
    found = []
    for entity in full or set(party.entities):
        how = party.entities[entity]
        name = dictionary.name_of(entity)
        why = f"{party.full!r} is a name of it" if how == "full name" else f"{party.full!r} is short for {name!r}"
        found.append(Candidate(entity, name, 1.0 if how == "full name" else 0.9, why))
    if not found:
        return _NOBODY
    ranked = tuple(sorted(found, key=lambda candidate: (-candidate.score, candidate.entity_id)))
    return ("linked" if len(ranked) == 1 else "ambiguous"), ranked


def as_mention(cast: Cast, spot: Spot) -> Mention:
    """A spot as the record that is kept."""
    party = cast.party(spot)
    decision, candidates = cast.decided(party)
    return Mention(spot.start, spot.end, spot.text, party.kind, party.full, spot.rule, decision, candidates)
