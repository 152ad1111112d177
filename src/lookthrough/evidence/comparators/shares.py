"""Derived numbers: a share that is stated against one that follows from a part and its whole.

"One million, about 10 per cent of the population" in one place, "of 11 million people, two million" in another: the
second makes 18 per cent. Part, whole and share are read from the sentences of the claims; only shares of the same whole
are compared, and what a sentence marks as possible ("may have been") counts as much as what it states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lookthrough.evidence.comparators.lexicon import WORD, singular
from lookthrough.evidence.comparators.material import Material, Told
from lookthrough.evidence.comparators.parties import overlap
from lookthrough.model.claim import Contradiction
from lookthrough.names.sounds import sound_key

_NUMBER = r"(?P<{n}>\d[\d,]*(?:\.\d+)?)\s*(?P<{s}>million|billion|thousand)?"
_SCALE = {"million": 10**6, "billion": 10**9, "thousand": 10**3, None: 1, "": 1}
_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "a": 1,
}
_SPELT = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|a)\s+(million|billion|thousand)\b", re.IGNORECASE
)
_STATED = re.compile(
    r"(?P<share>\d+(?:\.\d+)?)\s*(?:per\s?cent|%)\s+of\s+(?:the\s+|its\s+|their\s+)?(?P<whole>[^,;.()–—]{3,60}?)\s*(?=[,;.()–—]|$|\s(?:in|at|on|by|who|which|that)\s)",
    re.IGNORECASE,
)
_OF_TOTAL = re.compile(
    r"of\s+a\s+(?:total\s+)?(?P<noun>population|workforce|membership|fleet|total|number)\s+of\s+"
    r"(?:about|around|some|roughly|nearly|over|more than)?\s*"
    + _NUMBER.format(n="whole", s="wscale")
    + r"\s*(?P<people>[^,;.()]{0,30}),\s*(?:about|around|some|roughly|nearly|over|more than|up to|as many as)?\s*"
    + _NUMBER.format(n="part", s="pscale")
    + r"\s*(?P<who>[^,;.()]{0,40})",
    re.IGNORECASE,
)
#: Shares within this factor of one another agree: both sides are round numbers.
AGREE = Fraction(3, 2)
#: Earlier shares of one whole that a share is held against.
COMPARED = 200
_COMMON = frozenset(
    [
        "population",
        "total",
        "number",
        "people",
        "all",
        "whole",
        "ethnic",
        "the",
        "of",
        "country",
        "region",
        "muslim",
        "muslims",
        "minority",
        "other",
        "others",
        "and",
    ]
)


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a whole, stated or derived.

    Attributes:
        value: 0..1.
        of: words that name the whole.
        printed: the words or the sum it was read from.
    """

    value: Fraction
    of: frozenset[str]
    printed: str


def shares_in(sentence: str) -> list[Share]:
    """The shares that a sentence states, or gives part and whole for."""
    plain = _SPELT.sub(lambda m: f"{_WORDS[m[1].casefold()]} {m[2]}", sentence)
    found = []
    for each in _STATED.finditer(plain):
        value = Fraction(each["share"]) / 100
        if 0 < value <= 1:
            found.append(Share(value, _whole(each["whole"]), f"{each['share']} per cent of {each['whole'].strip()}"))
    for each in _OF_TOTAL.finditer(plain):
        whole, part = _value(each["whole"], each["wscale"]), _value(each["part"], each["pscale"])
        if whole and 0 < part <= whole:
            value = part / whole
            words = f"{each['part']} {each['pscale'] or ''} of {each['whole']} {each['wscale'] or ''}"
            printed = f"{' '.join(words.split())} = {_percent(value)}"
            found.append(Share(value, _whole(f"{each['people']} {each['who']}"), printed))
    return [share for share in found if share.of]


def _value(digits: str, scale: str | None) -> Fraction:
    return Fraction(digits.replace(",", "")) * _SCALE[scale.casefold() if scale else None]


def _whole(words: str) -> frozenset[str]:
    """Keys of the words that name the whole: by sound, since one people is spelt in several ways."""
    own = [word for word in WORD.findall(words) if len(word) > 3 and word.isalpha() and word.casefold() not in _COMMON]
    named = [word for word in own if word[0].isupper()] or own[:1]
    return frozenset(sound_key(word) or word for word in (singular(each.casefold()) for each in named))


def _percent(value: Fraction) -> str:
    return f"{float(value) * 100:.0f} per cent"


def compare(material: Material) -> Iterator[Contradiction]:
    """Shares of one whole in different articles that do not agree."""
    together: dict[tuple[str, str], list[Told]] = {}
    for told in material.told:
        together.setdefault((told.article.id, told.sentence), []).append(told)
    found = [(share, here) for (_, sentence), here in together.items() for share in shares_in(sentence)]
    earlier: dict[str, list[int]] = {}
    for number, (other, theirs) in enumerate(found):
        for place in sorted({place for key in other.of for place in earlier.get(key, ())}):
            one, mine = found[place]
            if max(one.value, other.value) > AGREE * min(one.value, other.value):
                both = _of_one_thing(mine, theirs)
                if both:
                    yield _contradiction((one, other), both)
        for key in other.of:
            places = earlier.setdefault(key, [])
            if len(places) < COMPARED:
                places.append(number)


def _of_one_thing(mine: Sequence[Told], theirs: Sequence[Told]) -> list[Told]:
    """Claims with numbers of one relation and party in both sentences; without them the shares are of other parts."""
    counted = [[told for told in side if told.claim.amount is not None] for side in (mine, theirs)]
    alike = any(
        one.claim.predicate == other.claim.predicate and overlap(one.subject, other.subject)
        for one in counted[0]
        for other in counted[1]
    )
    return list({told.id: told for side in counted for told in side}.values()) if alike else []


def _contradiction(shares: Sequence[Share], told: Sequence[Told]) -> Contradiction:
    printed = [share.printed if "=" in share.printed else f"{share.printed} (stated)" for share in shares]
    says = f"The shares do not agree: {printed[0]}, against {printed[1]}."
    numbers = tuple((share.printed, _percent(share.value)) for share in shares)
    return Contradiction("count", tuple(each.id for each in told), None, says, numbers)
