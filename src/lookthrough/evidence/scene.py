"""An article as rules see it: its sentences taken apart, who is named in them, and whom a phrase or pronoun stands for.

A role ("the company"), a group ("both firms") or a pronoun is resolved only where one antecedent fits; otherwise the
claim keeps the words as printed, and is about nobody in particular.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lookthrough.evidence import callback, states, vocabulary
from lookthrough.evidence.amounts import Figure
from lookthrough.evidence.coreference import Party
from lookthrough.evidence.grammar.sentence import Clause, Phrase, Sentence
from lookthrough.evidence.mentions import Cast, Spot
from lookthrough.evidence.times import When
from lookthrough.model.claim import MentionKind, Speaker
from lookthrough.model.dates import PartialDate
from lookthrough.model.document import Role
from lookthrough.names.countries import country_name

BACK = 3
"""Sentences back in which an antecedent is looked for."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Whom a phrase stands for.

    Attributes:
        name: the fullest name, or the words of the phrase.
        kind: what it is; None for a thing or an unnamed group.
        party: the named party, None where none is named.
        how: "name", "pronoun", "role", "self" for "we", "words".
    """

    name: str
    kind: MentionKind | None = None
    party: Party | None = None
    how: str = "words"

    @property
    def named(self) -> bool:
        """It is a party with a name."""
        return self.party is not None


@dataclass(slots=True)
class Line:
    """One sentence at its place in the article."""

    number: int
    role: Role
    paragraph: int
    sentence: Sentence
    spots: list[Spot]
    dates: list[When]
    figures: list[Figure]
    subjects: list[Actor] = field(default_factory=list)
    speakers: frozenset[str] = frozenset()
    """Who speaks in it: rarely whom "the company" calls back."""


@dataclass(slots=True)
class Scene:
    """An article being read: what came before is known, so that "the company" can be followed back."""

    text: str
    cast: Cast
    lines: list[Line]
    published: PartialDate | None
    resolved: dict[tuple[int, int], tuple[Party, str]] = field(default_factory=dict)
    """Roles and pronouns that were resolved: place -> (party, rule)."""
    its: dict[tuple[int, int], tuple[Phrase, Clause | None, Actor | None]] = field(default_factory=dict)
    """Whom each "it" of the sentence that is read stands for; what was asked is kept, so that its id stays its own."""
    authority: str = ""
    """Who put parties on a list, as told so far."""
    listing: str = ""
    """The list spoken of, as told so far."""
    listing_line: int = -9
    """The last sentence whose subject was a list."""
    measure: tuple[str, Actor] | None = None
    """The last sanction told, as its predicate and who imposed it; "these measures" then calls it back."""
    measure_line: int = -9
    own: Party | None = None
    """Whose report the article is, where a company's name stands alone above it; "we" and "the Company" mean it."""
    issuer: Actor | None = None
    """Whose shares or capital were spoken of last, which "its stake" then means."""
    issuer_line: int = -9
    spoken_of: list[Any] = field(default_factory=list)
    """Drafts of the sentence before."""
    listed: PartialDate | None = None
    """When that was, as told so far."""
    last_speaker: tuple[Speaker, int] | None = None
    """Who spoke last, and in which sentence."""
    trades: set[str] = field(default_factory=set)
    """The firms whose trade or goods were told."""

    def named_list(self) -> str:
        """The one list that the article names, which "the blacklist" then stands for; "" for none or several."""
        if self._named_list is None:
            self._named_list = callback.only_list((line.sentence for line in self.lines), self.text)
        return self._named_list

    _named_list: str | None = None
    _topic: str | None = None

    # --- words ------------------------------------------------------------------------------------------------------

    def words(self, line: Line, first: int, last: int) -> str:
        """The text of tokens `first` to `last`, white space made single."""
        return " ".join(line.sentence.text(first, last, self.text).split()) if last > first else ""

    def bare(self, line: Line, phrase: Phrase, *, limit: int = 14) -> str:
        """A phrase with its "of" chain, without the determiner in front and without quotation marks at the ends."""
        tags, tokens = line.sentence.tags, line.sentence.tokens
        if phrase.of is not None and phrase.of.first < phrase.first:  # "14 ships, nine of which": nine of 14 ships
            return f"{self.words(line, phrase.first, phrase.last)} of {self.bare(line, phrase.of)}"
        first, last = phrase.first, phrase.whole
        while first < phrase.head and (
            tags[first] in {"open", "close"}
            or (tags[first] == "det" and tokens[first].lower in {"the", "a", "an", "these", "those", "this", "that"})
        ):
            first += 1
        return self.words(line, first, min(last, first + limit)).strip("“”\"‘’' ")

    # --- who a phrase is ---------------------------------------------------------------------------------------------

    def spot_at(self, line: Line, token: int) -> Spot | None:
        """The name that covers a token."""
        for spot in line.spots:
            if spot.first <= token < spot.last:
                return spot
        return None

    def names_of(self, line: Line, phrases: Sequence[Phrase]) -> list[tuple[Phrase, Spot]]:
        """The phrases whose main word is a name, with that name."""
        found = []
        for phrase in phrases:
            spot = self.spot_at(line, phrase.head)
            if spot is not None:
                found.append((phrase, spot))
        return found

    def actors(self, line: Line, phrases: Sequence[Phrase], clause: Clause | None = None) -> list[Actor]:
        """Whom phrases stand for, each resolved as far as one antecedent fits."""
        return [actor for phrase in phrases for actor in self.actor(line, phrase, clause)]

    def actor(  # noqa: PLR0911 - one line a way of naming
        self, line: Line, phrase: Phrase, clause: Clause | None = None
    ) -> list[Actor]:
        """Whom one phrase stands for: one actor, or several for "both firms"."""
        sentence = line.sentence
        phrase = self.counted(line, phrase)
        spot = self.spot_at(line, phrase.head)
        if spot is not None:
            party = self.cast.party(spot)
            if self.own is not None and party.full in callback.OF_ITSELF:
                return [self.itself()]
            return [Actor(self._country(party.full) or party.full, party.kind, party, "name")]
        head = sentence.tokens[phrase.head].lower
        called = (
            self.spot_at(line, phrase.head - 1)
            if head in callback.CALLED_BY_NAME and phrase.head > phrase.first
            else None
        )
        if called is not None and self.cast.party(called).kind == "organization":
            party = self.cast.party(called)  # "the Acme group"
            return [Actor(party.full, party.kind, party, "name")]
        if head == "our" and self.own is not None:
            return [self.itself()]
        if head == "their" and sentence.tags[phrase.head] == "poss":
            return self._acted(line) or [Actor(head, how="pronoun")]
        if head == "its" and sentence.tags[phrase.head] == "poss":
            owner = self._its(line, phrase)
            return self._note(line, phrase, [owner], "pronoun") if owner else [Actor(head, how="pronoun")]
        if sentence.tags[phrase.head] == "pron" or (
            phrase.last - phrase.first == 1
            and head in {"it", "he", "she", "they", "both", "these", "those", "his", "her"}
        ):
            return self._pronoun(line, phrase, clause, head)
        if len(phrase.appositions) > 1:  # "two firms, Acme and Boreas"
            spots = [self.spot_at(line, a.head) for a in phrase.appositions]
            parties = [self.cast.party(s) for s in spots if s is not None]
            if len(parties) == len(spots):
                return [Actor(party.full, party.kind, party, "name") for party in parties]
        for apposition in phrase.appositions:  # "its owner, Acme Holding, was …"
            behind = self.spot_at(line, apposition.head)
            if behind is not None and self.cast.party(behind).kind in {"organization", "person"}:
                party = self.cast.party(behind)
                return [Actor(party.full, party.kind, party, "name")]
        found = self._role(line, phrase, head, clause) or self._apposition(line, phrase)
        return found or [Actor(self.bare(line, phrase))]

    def itself(self) -> Actor:
        """Whose report it is; to be asked only where that is known."""
        return Actor(self.own.full, "organization", self.own, "self") if self.own is not None else Actor("we")

    def _acted(self, line: Line) -> list[Actor]:
        """As in "Acme and Boreas closed. Their owner …": the bodies that acted together in the sentence before."""
        back = next(self.lines_back(line, 1), None)
        acting = [a for a in back.subjects if a.named and a.kind == "organization"] if back is not None else []
        return acting if len(acting) > 1 else []

    def counted(self, line: Line, phrase: Phrase) -> Phrase:
        """The phrase itself, or what a word of quantity before "of" counts: "a range of investors" are investors."""
        word = line.sentence.tokens[phrase.head].lower
        return phrase.of if phrase.of is not None and word in callback.QUANTITIES else phrase

    def _apposition(self, line: Line, phrase: Phrase) -> list[Actor]:
        """As in "Acme, an optics company that …": the phrase says what the name before its comma is."""
        tokens = line.sentence.tokens
        named = self._is_what(line, phrase)
        if named:
            return named
        if (
            phrase.first < 2
            or tokens[phrase.first - 1].text != ","
            or tokens[phrase.first].lower not in {"a", "an", "the"}
        ):
            return []
        spot = self.spot_at(line, phrase.first - 2)
        head = tokens[phrase.head].lower.removesuffix("s")
        party_of = phrase.head + 1 < len(tokens) and tokens[phrase.head + 1].lower == "who"
        told = head in vocabulary.body("role") | vocabulary.person("role")
        if spot is None or not (told or (party_of and self.cast.party(spot).kind == "person")):
            return []
        party = self.cast.party(spot)
        return [Actor(party.full, party.kind, party, "role")] if party.kind in {"organization", "person"} else []

    def _is_what(self, line: Line, phrase: Phrase) -> list[Actor]:
        """As in "Acme is a maker of lenses based in Jena": what is said of the complement is said of the subject."""
        for clause in line.sentence.clauses:
            if clause.verb.lemma != "be" or clause.verb.negated or clause.verb.modal:
                continue
            group = [p.of for p in clause.under("at", "among") if p.of is not None]
            if any(p.first == phrase.first for p in [*group, *clause.under("among")]):
                named = [a for p, _ in self.names_of(line, clause.subject) for a in self.actor(line, p)]
                return named if len(named) == len(clause.subject) else []  # "Acme is at the head of the firms that …"
            if clause.objects and clause.objects[0].first == phrase.first:
                subject = clause.subject[0] if len(clause.subject) == 1 else None
                spot = self.spot_at(line, subject.head) if subject is not None else None
                head = line.sentence.tokens[phrase.head].lower
                if spot is not None and head in vocabulary.body("role") | vocabulary.person("role"):
                    party = self.cast.party(spot)
                    return [Actor(party.full, party.kind, party, "role")]
        return []

    def _country(self, name: str) -> str:
        code = vocabulary.seats().get(name.lower()) or {"US": "us", "UK": "gb"}.get(name)
        return country_name(code) if code else ""

    def _note(self, line: Line, phrase: Phrase, actors: list[Actor], rule: str) -> list[Actor]:
        parties = {id(actor.party): actor.party for actor in actors if actor.party is not None}
        if len(parties) == 1:
            tokens = line.sentence.tokens
            place = (tokens[phrase.first].start, tokens[phrase.last - 1].end)
            self.resolved.setdefault(place, (next(iter(parties.values())), rule))
        return actors

    def _pronoun(self, line: Line, phrase: Phrase, clause: Clause | None, head: str) -> list[Actor]:
        words = [Actor(self.bare(line, phrase), how="pronoun")]
        if head in {"we", "us", "ourselves"} and self.own is not None:
            return [self.itself()]
        if head in {"he", "she", "him", "her", "his"}:
            found = self._nearest_person(line, phrase.first)
            return self._note(line, phrase, [found], "pronoun") if found else words
        if head in {"it", "itself"}:
            found_it = self._it(line, phrase, clause)
            return self._note(line, phrase, [found_it], "pronoun") if found_it else words
        if head == "them" and (group := callback.counted_group(line.sentence, phrase.first)):
            return [Actor(self.bare(line, group))]
        if head in {"they", "them", "both", "themselves"}:
            people = self._those(line, phrase) if head == "they" else []
            return people or self._plural(line, phrase.first, 2 if head == "both" else 0) or words
        return words

    def _those(self, line: Line, phrase: Phrase) -> list[Actor]:
        """As in "The two senators wrote … They named …": "they" at the front are the people who acted before."""
        if phrase.first > 1 or not line.number:
            return []
        before = self.lines[line.number - 1].subjects
        people = [
            actor for actor in before if actor.kind == "person" or (actor.kind is None and actor.name.endswith("s"))
        ]
        return before if len(people) == len(before) and (len(before) > 1 or not all(a.named for a in before)) else []

    def _it(self, line: Line, phrase: Phrase, clause: Clause | None) -> Actor | None:
        """Whom "it" stands for, asked once: each "it" asks for those before it, and ten would ask a thousand times."""
        asked = (id(phrase), id(clause))
        if asked not in self.its:
            self.its[asked] = (phrase, clause, self._it_stands_for(line, phrase, clause))
        return self.its[asked][2]

    def _it_stands_for(self, line: Line, phrase: Phrase, clause: Clause | None) -> Actor | None:
        clauses = line.sentence.clauses
        acting = clause is not None and any(phrase is subject for subject in clause.subject)
        if (
            acting
            and clause is not None
            and clause.governor >= 0
            and clause.link in {"that", "and", "infinitive", "participle"}
        ):
            governor = clauses[clause.governor]
            if governor.subject and governor.subject[0].first < phrase.first:
                above = self._bodies(line, governor.subject, governor)
                if above:
                    return above[0] if len(above) == 1 else None
        if clause is not None and not acting:
            return self._it_acted_on(line, phrase, clause)
        for earlier in clauses:
            if earlier.subject and earlier.subject[0].first < phrase.first and earlier is not clause:
                above = self._bodies(line, earlier.subject, earlier)
                if len(above) == 1:
                    return above[0]
        before = self._named_before(line, phrase.first)
        if before:
            return self._one(before)
        for back in self.lines_back(line):
            fit = [actor for actor in back.subjects if actor.named and actor.kind in {"organization", "list", "place"}]
            if not fit and len(back.subjects) == 1 and back.subjects[0].name.lower() in vocabulary.body("state"):
                return back.subjects[0]  # "The junta denies x. It accused …"
            if fit or back.subjects:
                return self._one(fit)
        return None

    def _its(self, line: Line, phrase: Phrase) -> Actor | None:
        """Whose "its" is: the name it is joined to, the one body that acts, the one named, or who acted before."""
        if phrase.first > 1 and line.sentence.tokens[phrase.first - 1].lower in {"and", "or"}:
            mark = phrase.first - 2
            mark -= line.sentence.tokens[mark].text == ","
            beside = self.spot_at(line, mark) if mark >= 0 else None  # "Acme and its subsidiaries"
            if beside is not None and self.cast.party(beside).kind == "organization":
                party = self.cast.party(beside)
                return Actor(party.full, party.kind, party, "pronoun")
        for earlier in line.sentence.clauses:
            if earlier.subject and earlier.subject[0].last <= phrase.first:
                above = [a for a in self._bodies(line, earlier.subject, earlier) if a.kind == "organization"]
                if len(above) == 1:
                    return above[0]
        before = [actor for actor in self._named_before(line, phrase.first) if actor.kind == "organization"]
        if before:
            return self._one(before)
        for back in self.lines_back(line, 2):
            fit = [a for a in back.subjects if a.named and a.kind == "organization"]
            if fit:
                return self._one(fit)
        return None

    def _one(self, fit: Sequence[Actor]) -> Actor | None:
        """The one that fits; of several the body that the article is about."""
        names = {actor.name: actor for actor in fit}
        return next(iter(names.values())) if len(names) == 1 else names.get(self.topic())

    def topic(self) -> str:
        """The firm that the article is about: named at least four times, and twice as often as any other."""
        if self._topic is None:
            parties = map(self.cast.party, (spot for line in self.lines for spot in line.spots))
            firms = (p.full for p in parties if p.kind == "organization" and not self.is_state(p))
            self._topic = callback.topic_of(name for name in firms if not callback.is_press(name))
        return self._topic

    def _bodies(self, line: Line, phrases: Sequence[Phrase], clause: Clause) -> list[Actor]:
        """The bodies that subjects name, a spokesman counting as the body that he speaks for."""
        found = []
        for phrase in phrases:
            for actor in self.actor(line, phrase, clause):
                if actor.named and actor.kind != "person":
                    found.append(actor)
                elif not actor.named:
                    found += self.behind(line, phrase)
        return found

    def behind(self, line: Line, phrase: Phrase) -> list[Actor]:
        """The body behind a role: in "a spokesman for the ministry" and "ministry officials" the ministry."""
        word = line.sentence.tokens[phrase.head].lower.removesuffix("s")
        if word not in vocabulary.person("role") | vocabulary.person("unnamed"):
            return []
        inside = [spot for spot in line.spots if phrase.first <= spot.first and spot.last <= phrase.head]
        parties = [self.cast.party(spot) for spot in inside if self.cast.party(spot).kind == "organization"]
        if parties:
            return [Actor(party.full, party.kind, party, "role") for party in parties[:1]]
        others = [p for prep, many in phrase.more if prep in {"for", "at", "with", "from"} for p in many]
        gen = next((i for i in range(phrase.first, phrase.head) if line.sentence.tags[i] == "gen"), 0)
        others += [Phrase(phrase.first, gen, gen - 1)] if gen else []  # "the company's chief executive"
        return [
            actor for p in others for actor in self.actor(line, p, None) if actor.named and actor.kind == "organization"
        ][:1]

    def _it_acted_on(self, line: Line, phrase: Phrase, clause: Clause) -> Actor | None:
        """An object "it" is not the subject of its own verb: the one body or place named before that does not act."""
        acting = {actor.name for actor in self.actors(line, clause.subject, None)} if clause.subject else set()
        others = [actor for actor in self._named_before(line, phrase.first) if actor.name not in acting]
        if not others:  # "Acme sells spyware. The ministry placed it under sanctions.": who acted before
            back = next(self.lines_back(line, 1), None)
            told = {a.name: a for a in back.subjects if a.named and a.kind == "organization"} if back else {}
            others = [a for a in told.values() if a.name not in acting]
        return self._one(others)

    def _named_before(self, line: Line, before: int) -> list[Actor]:
        found: dict[int, Actor] = {}
        for spot in line.spots:
            party = self.cast.party(spot)
            told = spot.last <= before and party.kind in {"organization", "place"}
            if told and not callback.is_press(party.full):  # "told the paper that it …": not the paper
                found[id(party)] = Actor(party.full, party.kind, party, "pronoun")
        return list(found.values())

    def _nearest_person(self, line: Line, before: int) -> Actor | None:
        for spots, limit in ((line.spots, before), *((back.spots, 10**6) for back in self.lines_back(line, 4))):
            people = [spot for spot in spots if spot.first < limit and self.cast.party(spot).kind == "person"]
            if people:
                parties = {id(self.cast.party(spot)): self.cast.party(spot) for spot in people}
                if len(parties) == 1:
                    party = next(iter(parties.values()))
                    return Actor(party.full, "person", party, "pronoun")
                return None
        return None

    def lines_back(self, line: Line, count: int = BACK) -> Iterator[Line]:
        """The sentences before, the nearest first."""
        for number in range(line.number - 1, max(line.number - 1 - count, -1), -1):
            yield self.lines[number]

    def _acting(self, line: Line, phrase: Phrase, clause: Clause | None) -> list[Party]:
        """The named subjects of a verb that a phrase is not subject of: what they act on is not themselves."""
        if clause is None or any(phrase.first == subject.first for subject in clause.subject):
            return []
        return [self.cast.party(spot) for _, spot in self.names_of(line, clause.subject)]

    def _role(self, line: Line, phrase: Phrase, head: str, clause: Clause | None = None) -> list[Actor]:
        """As in "the company", "both of these firms", "the department": whom a definite role calls back."""
        tokens, tags = line.sentence.tokens, line.sentence.tags
        opener = tokens[phrase.first].lower
        inside = {token.lower for token in tokens[phrase.first : phrase.whole]}
        inner = (
            phrase.of.head if phrase.of is not None and head in {"both", "all", "two", "some", "one"} else phrase.head
        )
        head = tokens[inner].lower
        definite = opener in {"the", "these", "those", "both", "this", "that"} or bool(inside & {"these", "those"})
        if not definite:
            return []
        modified = [
            t
            for t in range(phrase.first, phrase.last)
            if tags[t] in {"noun", "name"} and t != phrase.head and tokens[t].lower not in {"two", "chinese", "other"}
        ]
        if (
            head in callback.PLURAL_FIRMS
            and not (phrase.of is not None and phrase.of.head != inner)
            and len(modified) <= 1
        ):
            count = next((n for word, n in callback.COUNTS.items() if word in inside), 0)
            return self._plural(line, phrase.first, count, self._acting(line, phrase, clause))
        told_by_nation = len(modified) == 1 and tokens[modified[0]].lower in set(vocabulary.demonyms()) | {
            "tech",
            "private",
        }
        if modified and not (head in callback.FIRM_WORDS and told_by_nation):
            return []
        if head in callback.FIRM_WORDS:
            found = self.firm(line, phrase.first, self._acting(line, phrase, clause))
            return self._note(line, phrase, [found], "role") if found else []
        if head in vocabulary.body("institution") | vocabulary.body("role") and phrase.of is None:
            found = self.named_with(line, phrase.first, head)
            if found is None and head in callback.OFFICES:
                found = self._office(line, phrase.first)
            return self._note(line, phrase, [found], "role") if found else []
        return []

    def _office(self, line: Line, before: int) -> Actor | None:
        """As in "The agency": the one office of state named nearest before."""
        for back, limit in ((line, before), *((other, 10**6) for other in self.lines_back(line))):
            found: dict[int, Party] = {}
            for spot in back.spots:
                party = self.cast.party(spot)
                if spot.first < limit and party.kind == "organization" and self.is_state(party):
                    found[id(party)] = party
            if len(found) == 1:
                party = next(iter(found.values()))
                return Actor(party.full, party.kind, party, "role")
            if found:
                return None
        return None

    def is_state(self, party: Party) -> bool:
        """Is a party an office of state, by the words of its name?"""
        words = set(party.full.lower().replace("’s", "").split())
        return party.kind == "place" or bool(words & callback.STATE)

    def _firms(self, line: Line, before: int) -> list[Party]:
        found: dict[int, Party] = {}
        for spot in line.spots:
            party = self.cast.party(spot)
            of_people = spot.last - spot.first == 1 and callback.is_of_people(line.sentence, spot.first)
            if spot.first < before and party.kind == "organization" and not of_people and not self.is_state(party):
                found[id(party)] = party
        return list(found.values())

    def firm(self, line: Line, before: int, acting: Sequence[Party] = ()) -> Actor | None:
        """The company spoken of before a token, as "the company" calls it back; never one of those that act."""
        for back, limit in ((line, before), *((other, 10**6) for other in self.lines_back(line))):
            firms = [firm for firm in self._firms(back, limit) if not any(firm is other for other in acting)]
            if back is not line or firms:
                subjects = [
                    actor
                    for actor in back.subjects
                    if actor.named
                    and actor.party is not None
                    and actor.kind == "organization"
                    and not self.is_state(actor.party)
                    and not callback.is_press(actor.name)
                    and not any(actor.party is other for other in acting)
                    and (back is line or actor.name not in back.speakers)
                ]
                names = {
                    actor.name: actor
                    for actor in subjects
                    if back is not line or any(actor.party is firm for firm in firms)
                }
                if len(names) == 1 or self.topic() in names:
                    return self._one(list(names.values()))
            spoken = [
                firm for firm in firms if not callback.is_press(firm.full) and firm.full not in back.speakers
            ] or firms
            if len(spoken) == 1:
                return Actor(spoken[0].full, "organization", spoken[0], "role")
            if spoken:
                return self._about([firm for firm in spoken if firm.full == self.topic()])
        return self._about([p for p in map(self.cast.party, self.cast.spots) if p.full == self.topic()])

    def _about(self, firms: Sequence[Party]) -> Actor | None:
        return Actor(firms[0].full, "organization", firms[0], "role") if firms else None

    def _plural(self, line: Line, before: int, count: int, acting: Sequence[Party] = ()) -> list[Actor]:
        """The joined firms nearest before; as many as the words say, where they say so."""
        for back, limit in ((line, before), *((other, 10**6) for other in self.lines_back(line))):
            firms = [firm for firm in self._firms(back, limit) if not any(firm is other for other in acting)]
            if len(firms) >= 2 and (not count or len(firms) == count):
                return [Actor(firm.full, firm.kind, firm, "role") for firm in firms]
            if count and len(firms) > count:
                joined = self._joined(back, limit, count)
                if joined:
                    return joined
            if firms and not count:
                return []
        return []

    def _joined(self, line: Line, before: int, count: int) -> list[Actor]:
        """The last names joined by "and" that are just so many."""
        runs: list[list[Spot]] = []
        for spot in (
            spot for spot in line.spots if spot.first < before and self.cast.party(spot).kind == "organization"
        ):
            gap = [token.text for token in line.sentence.tokens[runs[-1][-1].last : spot.first]] if runs else ["."]
            if runs and all(word in {",", "and", "or"} for word in gap):
                runs[-1].append(spot)
            else:
                runs.append([spot])
        for run in reversed(runs):
            if len(run) == count:
                parties = [self.cast.party(spot) for spot in run]
                return [Actor(party.full, party.kind, party, "role") for party in parties]
        return []

    def named_with(self, line: Line, before: int, word: str) -> Actor | None:
        """The nearest party whose name holds the word: "the ministry" is the one "Ministry of …" named before."""
        for back, limit in ((line, before), *((other, 10**6) for other in self.lines_back(line, 6))):
            found: dict[int, Party] = {}
            for spot in back.spots:
                party = self.cast.party(spot)
                if spot.first < limit and word in party.full.lower().split():
                    found[id(party)] = party
            if len(found) == 1:
                party = next(iter(found.values()))
                return Actor(party.full, party.kind, party, "role")
            if found:
                return None
        return None

    # --- states ------------------------------------------------------------------------------------------------------

    def country_of(self, line: Line, phrase: Phrase | None) -> str:
        """The country whose government a phrase names ("China’s", "the Chinese government", "Beijing"), else ""."""
        if phrase is None:
            return ""
        return self.country_in(line, phrase.first, phrase.whole)

    def country_in(self, line: Line, first: int, last: int) -> str:
        """The country named by a demonym, a seat of government or its own name among some tokens."""
        return states.country_in(line.sentence.tokens[first:last])

    def state_around(self, line: Line) -> str:
        """The one country whose government is spoken of in this sentence, those before or the two after; "" else."""
        before = [[back] for back in self.lines_back(line, 4)]
        groups = [[line], *before, self.lines[line.number + 1 : line.number + 3]]
        return states.only_state([other.sentence.tokens for other in group] for group in groups)
