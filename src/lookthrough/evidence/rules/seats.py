"""Where a body has its seat or its listing, as told by a word beside its name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.sentence import Phrase
from lookthrough.evidence.mentions import Spot
from lookthrough.evidence.rules.draft import Draft
from lookthrough.evidence.rules.roles import whose
from lookthrough.evidence.scene import Actor, Line, Scene
from lookthrough.names.countries import country_code

BASED = re.compile(r"^(.{3,40})[-‑](based|headquartered|registered|incorporated|domiciled)$")
LISTED = re.compile(r"^(.{3,40})[-‑](listed|traded|quoted)$")
_FIRMS = frozenset("company firm business group start-up startup corporation conglomerate".split())


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The seats of one sentence."""
    yield from _seats(scene, line)
    yield from _of_places(scene, line)
    yield from _town_before(scene, line)
    yield from _towns_own(scene, line)
    yield from _tickers(scene, line)
    yield from _shares_on(scene, line)


def _shares_on(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "trading in Acme's shares on the Oslo Stock Exchange": whose shares trade where."""
    chunks = line.sentence.chunks
    for k in range(len(chunks) - 2):
        if (
            chunks[k].kind != "np"
            or chunks[k].word not in {"shares", "stock"}
            or chunks[k + 1].word not in {"on", "at"}
        ):
            continue
        where = chunks[k + 2]
        named = scene.spot_at(line, where.head) if where.kind == "np" else None
        firms = whose(scene, line, Phrase(chunks[k].first, chunks[k].head + 1, chunks[k].head), None, preps=())
        if named is not None and firms and {"exchange", "bourse"} & set(named.text.lower().split()):
            yield Draft(
                "exchange_listed_on", firms[0], _actor(scene, named), chunks[k].first, where.last,
                "profile.shares_on", anchor=chunks[k].first,
            )  # fmt: skip


def _actor(scene: Scene, spot: Spot) -> Actor:
    party = scene.cast.party(spot)
    return Actor(party.full, party.kind, party, "name")


def _seats(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "Lyon-based Acme", "Oslo-listed Boreas"."""
    tokens = line.sentence.tokens
    for spot in line.spots:
        party = scene.cast.party(spot)
        if party.kind != "organization":
            continue
        first = spot.first
        word = tokens[first].text if BASED.match(tokens[first].text) or LISTED.match(tokens[first].text) else ""
        if not word and first:
            first = _seat_before(line, spot)
            word = tokens[first].text
        for pattern, predicate in ((BASED, "based_in"), (LISTED, "exchange_listed_on")):
            match = pattern.match(word)
            if match:
                start = first
                place = match[1]
                while start and _is_of_place(line, start - 1):
                    start -= 1
                    place = f"{tokens[start].text} {place}"
                name = party.full.removeprefix(word).strip()
                yield Draft(
                    predicate,
                    Actor(name, party.kind, party, "name"),
                    Actor(place, "place"),
                    start,
                    spot.last,
                    f"profile.{predicate}",
                    anchor=start,
                )


def _is_of_place(line: Line, i: int) -> bool:
    """Is a capital word before "Clara-based" the first of the place's name, and no word of origin or small word?"""
    token = line.sentence.tokens[i]
    origin = token.lower in vocabulary.demonyms() or token.lower.endswith(("ian", "ese", "ish", "ean"))
    return token.capital and line.sentence.tags[i] in {"noun", "name"} and not origin


def _seat_before(line: Line, spot: Spot) -> int:
    """The token before a name, or "Jena-based" further in front in its phrase: "the Jena-based optics firm Acme"."""
    chunk = next((c for c in line.sentence.chunks if c.first <= spot.first < c.last), None)
    before = range(max(chunk.first, spot.first - 5), spot.first) if chunk is not None else range(0)
    tokens = line.sentence.tokens
    based = [i for i in before if tokens[i].capital and (BASED.match(tokens[i].text) or LISTED.match(tokens[i].text))]
    return based[-1] if based else spot.first - 1


def _of_places(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "Acme Refining of Houston", "Boreas Shipping, of Piraeus,": a firm with its town."""
    tokens = line.sentence.tokens
    for left, right in itertools.pairwise(line.spots):
        between = [token.lower for token in tokens[left.last : right.first]]
        firm, place = scene.cast.party(left), scene.cast.party(right)
        if between not in (["of"], [",", "of"]) or firm.kind != "organization" or scene.is_state(firm):
            continue
        if place.kind == "place" and left.last - left.first <= 6 and not _is_institution(firm.full):
            yield Draft(
                "based_in",
                _actor(scene, left),
                _actor(scene, right),
                left.first,
                right.last,
                "profile.of_place",
                anchor=left.first,
            )


def _town_before(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "the London private equity firm Acme": the town, the trade and the name in one phrase."""
    tokens = line.sentence.tokens
    for place, firm in itertools.pairwise(line.spots):
        between = [token.lower for token in tokens[place.last : firm.first]]
        one = bool(between) and len(between) <= 4 and between[-1] in _FIRMS | vocabulary.body("firm")
        plain = all(line.sentence.tags[i] == "noun" for i in range(place.last, firm.first))
        opened = place.first > 0 and tokens[place.first - 1].lower in {"the", "a", "an"}
        kinds = (scene.cast.party(place).kind, scene.cast.party(firm).kind)
        origin = place.text.lower() in vocabulary.demonyms()
        if one and plain and opened and kinds == ("place", "organization") and not origin:
            yield Draft(
                "based_in", _actor(scene, firm), _actor(scene, place), place.first, firm.last,
                "profile.town", anchor=firm.first,
            )  # fmt: skip


def _towns_own(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "Jena's Acme Optics": a town or country with a firm of its own."""
    tokens = line.sentence.tokens
    for place, firm in itertools.pairwise(line.spots):
        between = [token.lower for token in tokens[place.last : firm.first]]
        where, who = scene.cast.party(place), scene.cast.party(firm)
        if between != ["'s"] or where.kind != "place" or who.kind != "organization":
            continue
        if not scene.is_state(who) and not _is_institution(who.full) and not country_code(where.full):
            yield Draft(
                "based_in", _actor(scene, firm), _actor(scene, place), place.first, firm.last,
                "profile.towns_own", anchor=firm.first,
            )  # fmt: skip


def _is_institution(name: str) -> bool:
    """An institution is called by its place ("the Academy of Norway"), which is part of what it is."""
    return name.lower().split()[-1] in vocabulary.body("institution")


_EXCHANGES = frozenset(
    "nyse nasdaq lse hkex sehk szse sse tsx asx bse nse twse krx tse jse sgx euronext xetra otc".split()
)


def _tickers(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "Acme Inc. (NYSE: ACM)": a bracket that opens with the code of an exchange."""
    tokens = line.sentence.tokens
    for spot in line.spots:
        at = spot.last
        if at + 2 >= len(tokens) or tokens[at].text != "(" or tokens[at + 2].text != ":":
            continue
        if tokens[at + 1].lower in _EXCHANGES and scene.cast.party(spot).kind == "organization":
            close = next((i for i in range(at, min(at + 10, len(tokens))) if tokens[i].text == ")"), at + 2)
            yield Draft(
                "exchange_listed_on",
                _actor(scene, spot),
                Actor(tokens[at + 1].text, "organization"),
                spot.first,
                close + 1,
                "profile.ticker",
                anchor=spot.first,
            )
