"""Which way a restriction goes: may goods not go *to* the listed party, or not come *from* it?

A sentence of the form "prevents X from selling Y" is taken apart: who is stopped, whether they would give or take
goods, and whose goods they are or to whom they would go. The programme behind the list says which way it really goes;
without the programme, two accounts of one restriction are set against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lookthrough.evidence.comparators.lexicon import countries_named, plain_words, words_for
from lookthrough.evidence.comparators.listing_events import lists_meant
from lookthrough.evidence.comparators.material import Material, Official, Restriction, Told
from lookthrough.evidence.comparators.scope import days_between
from lookthrough.model.claim import Contradiction

Way = Literal["towards_listed", "from_listed"]
WORDS: dict[Way, str] = {
    "towards_listed": "goods may not go to the listed party",
    "from_listed": "goods of the listed party may not be sold or bought",
}
#: Words that can only be the listed side.
_LISTED = frozenset(
    [
        "listed",
        "blacklisted",
        "sanctioned",
        "designated",
        "entities",
        "entity",
        "those",
        "these",
        "targeted",
        "restricted",
        "them",
        "their",
    ]
)
#: Two accounts are of one restriction when their articles came out within half a year.
ONE_TIME = 183


@dataclass(frozen=True, slots=True)
class Stopped:
    """What a sentence says is stopped.

    Attributes:
        way: which way goods may not go.
        who: the words for who is stopped.
        what: the words for what they may not do.
    """

    way: Way
    who: str
    what: str


def _pattern(key: str) -> str:
    return "|".join(sorted(map(re.escape, words_for("restriction", key)), key=len, reverse=True))


def _sentence_pattern() -> re.Pattern[str]:
    gives, takes = _pattern("give"), _pattern("take")
    return re.compile(
        rf"\b(?:{_pattern('stop')})\b(?P<who>[^.;]{{1,90}}?)\s+(?:from\s+|to\s+)?(?P<verb>{gives}|{takes})\b(?P<what>[^.;]{{0,160}})",
        re.IGNORECASE,
    )


_SENTENCE = _sentence_pattern()
_POINTS = re.compile(r"\b([A-Z])\.([A-Z])\.?")
_TO = re.compile(r"\b(?:to|for)\s+(?P<whom>[^,.;]{2,60})", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?P<whom>[^,.;]{2,60})", re.IGNORECASE)
_WITHOUT = re.compile(r"\b(?:without|unless|except|but|because|after|since)\b.*", re.IGNORECASE)


def stopped_in(sentence: str, listed: Sequence[str], home: str) -> Stopped | None:
    """What a sentence says is stopped, and which way goods would go; None where it cannot be told.

    Args:
        sentence: any.
        listed: names of the listed parties.
        home: country code of the authority behind the restriction; the other side is the listed one.
    """
    found = _SENTENCE.search(_POINTS.sub(r"\1\2", sentence))
    if found is None:
        return None
    who, what = found["who"], _WITHOUT.sub("", found["what"])
    verb = found["verb"].casefold()
    gives = verb in words_for("restriction", "give")
    side = _side(who, listed, home)
    way = _way_of_giving(side, what, listed, home) if gives else _way_of_taking(side, what, listed, home)
    return Stopped(way, who.strip(), f"{found['verb']}{what}".strip()) if way else None


def _way_of_giving(side: str, what: str, listed: Sequence[str], home: str) -> Way | None:
    to = _TO.search(what)
    if side == "listed":
        return "from_listed"
    if to and _side(to["whom"], listed, home) == "listed":
        return "towards_listed"
    goods = what[: to.start()] if to else what
    return "from_listed" if _side(goods, listed, home) == "listed" else None


def _way_of_taking(side: str, what: str, listed: Sequence[str], home: str) -> Way | None:
    source = _FROM.search(what)
    if side == "listed":
        return "towards_listed"
    if source and _side(source["whom"], listed, home) == "listed":
        return "from_listed"
    goods = what[: source.start()] if source else what
    return "from_listed" if _side(goods, listed, home) == "listed" else None


def _side(words: str, listed: Sequence[str], home: str) -> str:
    """Whose side words are on: "listed", "home" or ""."""
    folded = words.casefold()
    if any(name.casefold() in folded for name in listed if name):
        return "listed"
    countries = countries_named(words)
    if home in countries and not countries - {home}:
        return "home"
    if set(plain_words(words)) & _LISTED or countries - {home}:
        return "listed"
    return ""


def compare(material: Material) -> Iterator[Contradiction]:
    """Accounts of a restriction that turn it round."""
    read: list[tuple[Told, Stopped]] = []
    for told in material.told:
        if told.claim.predicate == "restricts" and not told.denied:
            names = _listed_names(material, told)
            found = stopped_in(told.sentence, names, _home(told, material.official))
            if found is not None:
                read.append((told, found))
    for told, found in read:
        law = _law(told, material.official)
        agreeing = [one for one, other in read if other.way != found.way and _one_restriction(told, one)]
        if law is not None:
            if law.towards_listed if found.way == "towards_listed" else law.from_listed:
                says = f"{WORDS[found.way].capitalize()}: that is the way the programme has it. {law.record.says}"
                yield Contradiction("agrees", (told.id,), law.record, says, flagged=False)
            else:
                yield _against_law(told, found, law, agreeing)
        elif agreeing and _rests_alone(told, found, read):
            yield _against_others(told, found, agreeing, material.official)


def _listed_names(material: Material, told: Told) -> list[str]:
    article = told.article.id
    return [
        each.claim.subject
        for each in material.told
        if each.article.id == article and each.claim.predicate == "listed_on" and len(each.claim.subject) > 2
    ]


def _home(told: Told, official: Official) -> str:
    lists = lists_meant(told, official)
    if lists:
        return official.nationality.get(lists[0], "us")
    named = countries_named(told.sentence)
    return "us" if "us" in named or not named else sorted(named)[0]


def _law(told: Told, official: Official) -> Restriction | None:
    """The one programme that is meant; None where several lists can be meant that go different ways."""
    meant = lists_meant(told, official)
    if len(meant) != 1:
        meant = _export_controls(official) or meant
    laws = [official.restrictions[each] for each in meant if each in official.restrictions]
    ways = {(law.towards_listed, law.from_listed) for law in laws}
    return laws[0] if len(ways) == 1 else None


def _export_controls(official: Official) -> list[str]:
    """Export control is what a claim about buying and selling goods means where no list is named."""
    return [each for each, law in official.restrictions.items() if law.towards_listed and each.endswith("entity_list")][
        :1
    ]


def _one_restriction(one: Told, other: Told) -> bool:
    if one.article.id == other.article.id:
        return False
    return one.published is None or other.published is None or days_between(one.published, other.published) <= ONE_TIME


def _rests_alone(told: Told, found: Stopped, read: Sequence[tuple[Told, Stopped]]) -> bool:
    """Without the law, the smaller camp is shown; of two equal camps the later account."""
    same = sum(1 for _, other in read if other.way == found.way)
    others = len(read) - same
    return same < others or (same == others and told.id == max(each.id for each, _ in read))


def _against_law(told: Told, found: Stopped, law: Restriction, others: Sequence[Told]) -> Contradiction:
    says = (
        f"The claim turns the restriction round: it says that {found.who} may not be {found.what},"
        f" so that {WORDS[found.way]}. {law.record.says}"
    )
    if others:
        says += f" {len({each.article.id for each in others})} other account(s) have it the right way."
    numbers = (("claimed", WORDS[found.way]), ("record", _law_words(law)))
    return Contradiction("direction", (told.id,), law.record, says, numbers)


def _law_words(law: Restriction) -> str:
    ways: list[Way] = []
    if law.towards_listed:
        ways.append("towards_listed")
    if law.from_listed:
        ways.append("from_listed")
    return "; ".join(WORDS[way] for way in ways)


def _against_others(told: Told, found: Stopped, others: Sequence[Told], official: Official) -> Contradiction:
    why = "No list is loaded" if not official.lists else "The programme of the list is not loaded"
    says = (
        f"Accounts of one restriction go opposite ways: here {WORDS[found.way]}, in {len(others)} other(s) the reverse."
        f" {why}, so this could not be compared with the record."
    )
    return Contradiction(
        "direction", (told.id, *(each.id for each in others)), None, says, (("claimed", WORDS[found.way]),)
    )
