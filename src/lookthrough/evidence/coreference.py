"""Short and long names of one party within one article, and what kind of party the article as a whole says it is.

Everything here is local to an article: "Dahlia" is "Dahlia Technology Co., Ltd." because the article gives one such
long name, never because some list does. Where two long names fit, the short one stays by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lookthrough.evidence import vocabulary
from lookthrough.evidence.naming import LINKS
from lookthrough.model.claim import MentionKind

_HEADS = frozenset("department ministry bureau commission agency office administration".split())


@dataclass(slots=True)
class Party:
    """One party of an article: all names under which it appears.

    Attributes:
        forms: name as printed -> how often.
        kind: what it is.
        full: the fullest name.
        entities: ids that a list or graph gives for one of its names, with the way they were found.
    """

    forms: Counter[str] = field(default_factory=Counter)
    votes: Counter[MentionKind] = field(default_factory=Counter)
    sure: Counter[MentionKind] = field(default_factory=Counter)
    kind: MentionKind = "organization"
    full: str = ""
    entities: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Form:
    """One printed form of a name with what its places say."""

    text: str
    count: int
    kind: MentionKind | None
    sure: bool


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: small, without stops, brackets, "the" and a legal form."""
    bare = name.replace("’s", "").replace("'s", "").replace("’", "'")
    found = [word.strip(".,'()\"“”").lower() for word in bare.replace("(", " ").replace(")", " ").split()]
    found = [word.replace(".", "") for word in found if word]
    while len(found) > 1 and found[-1] in vocabulary.legal_words():
        found.pop()
    if found and found[0] == "the":
        found = found[1:]
    return tuple(found)


def group(forms: Iterable[Form], aliases: Iterable[tuple[str, str]] = ()) -> dict[str, Party]:
    """Which printed forms name one party.

    Args:
        forms: every distinct printed name of the article with its own evidence.
        aliases: pairs that the article itself equates, such as a long name and the acronym in brackets behind it.

    Returns:
        For each printed form its party; forms of one party share the object.
    """
    listed = sorted(forms, key=lambda form: (-len(words_of(form.text)), -len(form.text), form.text))
    words = {form.text: words_of(form.text) for form in listed}
    parent: dict[str, str] = {}
    for short, long in aliases:
        if short in words and long in words and short != long:
            parent[short] = long
    by_last: dict[str, list[Form]] = {}
    for form in listed:
        for word in dict.fromkeys(words[form.text]):
            by_last.setdefault(word, []).append(form)
    for form in listed:
        if form.text in parent or not words[form.text]:
            continue
        fitting = [
            other
            for other in by_last.get(_rarest(words[form.text], by_last), [])
            if other.text != form.text and _is_short_of(form, other, words)
        ]
        longest = _one_family(fitting, words)
        if longest is not None:
            parent[form.text] = longest.text
        elif len(words[form.text]) == 1:
            expanded = [other for other in listed if _abbreviates(form.text, other.text) and other.kind != "person"]
            if len({words[other.text] for other in expanded}) == 1:
                parent[form.text] = expanded[0].text
    return _parties(listed, parent, words)


def _rarest(own: Sequence[str], index: dict[str, list[Form]]) -> str:
    return min(own, key=lambda word: (len(index.get(word, ())), word))


def _is_short_of(  # noqa: PLR0911 - one line a rule
    short: Form, long: Form, words: dict[str, tuple[str, ...]]
) -> bool:
    own, other = words[short.text], words[long.text]
    if own == other:
        return (len(long.text), long.text) > (len(short.text), short.text)
    if len(own) >= len(other) or "list" in (short.kind, long.kind):
        return False
    if long.kind == "person":
        if short.sure and short.kind not in {"person", None}:
            return False
        if len(own) == 1:
            surname_first = not vocabulary.is_given(other[0]) and len(other) == 2
            return own[0] == other[-1] or (surname_first and own[0] == other[0])
        return own[-1] == other[-1] and own[0] == other[0]
    if short.kind in {"person", "place", "group", "product"} and short.sure:
        return False
    if "place" in (short.kind, long.kind) or long.kind in {"product", "group"}:
        return False
    at = _inside(own, other)
    if at < 0 or set(other[at + len(own) :]) & vocabulary.body("office"):
        return False  # "Mendez" is not short for "Mendez administration"
    if vocabulary.opens_with_country(other[at + len(own) :]) and long.kind != "list":
        return False  # "Acme Germany" is a firm of its own, and "Acme" is not short for it
    generic = vocabulary.trade_words() | vocabulary.places() | set(vocabulary.demonyms()) | LINKS
    if all(word in generic for word in own):
        # "Commerce Department" and "US Commerce Department": only a country may stand before
        before = other[:at]
        same_end = at + len(own) == len(other)
        country = bool(before) and all(
            word in vocabulary.demonyms() or word in vocabulary.places() or word in {"us", "uk", "eu"}
            for word in before
        )
        return (same_end and country and own[-1] in vocabulary.body("institution")) or (
            at == 0 and len(own) == 1 and other[-1] in _HEADS and len(other) == 2 and short.kind != "place"
        )
    return True


def _inside(short: Sequence[str], long: Sequence[str]) -> int:
    for at in range(len(long) - len(short) + 1):
        if tuple(long[at : at + len(short)]) == tuple(short):
            return at
    return -1


def _one_family(fitting: list[Form], words: dict[str, tuple[str, ...]]) -> Form | None:
    """The longest of the fitting names when all others are short of it too; None when two different parties fit."""
    if not fitting:
        return None
    longest = fitting[0]
    for other in fitting[1:]:
        if words[other.text] != words[longest.text] and _inside(words[other.text], words[longest.text]) < 0:
            return None
    return longest


def _abbreviates(short: str, long: str) -> bool:
    if not (short.isupper() and short.isalpha() and 2 <= len(short) <= 8):
        return False
    parts = [part for part in long.replace("-", " ").replace("’", " ").replace("'", " ").split() if part[:1].isupper()]
    return len(parts) > 1 and "".join(part[0] for part in parts).upper() == short


def _parties(listed: list[Form], parent: dict[str, str], words: dict[str, tuple[str, ...]]) -> dict[str, Party]:
    def root(text: str) -> str:
        seen = {text}
        while text in parent and parent[text] not in seen:
            text = parent[text]
            seen.add(text)
        return text

    parties: dict[str, Party] = {}
    where: dict[str, Party] = {}
    for form in listed:
        party = parties.setdefault(root(form.text), Party())
        party.forms[form.text] += form.count
        if form.kind is not None:
            (party.sure if form.sure else party.votes)[form.kind] += form.count
        where[form.text] = party
    for key, party in parties.items():
        party.full = (
            max(party.forms, key=lambda text: (len(words[text]), len(text), text))
            if len(words[key]) > 1 or key not in party.forms
            else key
        )
        counted = party.sure or party.votes
        if counted:
            party.kind = max(counted, key=lambda kind: (counted[kind], kind))
        else:
            party.kind = "organization"
    return where
