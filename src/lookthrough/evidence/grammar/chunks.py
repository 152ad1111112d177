"""Noun phrases and verb groups: the pieces of a sentence between its small words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.tags import VERBAL, Tag
from lookthrough.evidence.grammar.tokens import Token
from lookthrough.evidence.grammar.words import lemma_of, verb_forms

ChunkKind = Literal["np", "vg", "prep", "conj", "sub", "comma", "stop", "colon", "lpar", "rpar", "dash", "other"]
Form = Literal["finite", "infinitive", "ing", "participle"]

_INSIDE: frozenset[Tag] = frozenset(("num", "noun", "name", "gen"))
_AUXILIARY: frozenset[Tag] = frozenset(("be", "have", "do", "modal", "adv", "neg"))
_REFLEXIVE = frozenset("himself herself itself themselves".split())
_QUOTED_VERB: frozenset[Tag] = VERBAL | {"neg", "adv"}
_POSTPOSED = frozenset(
    "familiar close aware available responsible complicit likely unlikely able unable due subject unrelated "
    "related akin prone central "
    "similar worth ready willing pursuant".split()
)


@dataclass(slots=True)
class Verb:
    """A verb group: auxiliaries and the main verb.

    Attributes:
        main: index of the token that carries the meaning.
        lemma: its base form.
        passive: the subject is what the verb acts on.
        form: "participle" stands behind a noun without a verb of its own ("firms listed in May").
        modal: "will", "may" … in lower case; "" where none is.
        negated: "not", "never" … stand in the group.
        perfect, progressive: "has added", "is adding".
    """

    main: int
    lemma: str
    passive: bool = False
    form: Form = "finite"
    modal: str = ""
    negated: bool = False
    perfect: bool = False
    progressive: bool = False
    bare: bool = False
    """It is one past form and nothing else, so that only the sentence tells a finite verb from a participle."""


@dataclass(slots=True)
class Chunk:
    """One piece: its kind and tokens `first` to `last`, the last excluded; `head` is a noun phrase's main word."""

    kind: ChunkKind
    first: int
    last: int
    head: int = 0
    word: str = ""
    verb: Verb | None = field(default=None)


def chunk(tokens: Sequence[Token], tags: Sequence[Tag]) -> list[Chunk]:
    """The pieces of one sentence in order. Quotation marks are passed over: they part speakers, not grammar."""
    found: list[Chunk] = []
    i = 0
    while i < len(tokens):
        tag = tags[i]
        if tag in {"open", "close"} or (tag == "noun" and i and _stands_behind(tokens, tags, i)):
            i += 1
            continue
        if tag in {"prep", "sub"} and (aside := _aside(tokens, i)):
            i += aside
            if found and found[-1].kind == "comma" and i < len(tags) and tags[i] == "comma":
                found.pop()  # "Acme, in turn, bought"
                i += 1
            continue
        if (
            tag in VERBAL
            or (tag == "to" and _infinitive(tags, i))
            or (tag in {"adv", "neg"} and _verb_follows(tags, i))
        ):
            piece = _verb_group(tokens, tags, i)
        elif not _names_members(tokens, tags, i) and (
            tag in {"det", "poss", "num", "noun", "name", "pron"} or _bound_width(tokens, tags, i)
        ):
            piece = _noun_phrase(tokens, tags, i)
            timed = _is_time(tokens, piece)
            if timed and len(found) > 1 and found[-1].word == "on" and tokens[piece.head].lower in _WEEKDAYS:
                found.pop()  # "the ministry, on Monday, said"
            if timed and not (found and found[-1].kind == "prep"):
                i = piece.last
                continue
        elif _names_members(tokens, tags, i):
            piece = Chunk("prep", i, i + 2, i, "including")
        elif tag in {"prep", "to"}:
            piece = Chunk("prep", i, i + 1, i, tokens[i].lower)
        elif tag in {"conj", "sub", "comma", "stop", "colon", "lpar", "rpar", "dash"}:
            piece = Chunk(tag, i, i + 1, i, tokens[i].lower)
        else:
            i += 1
            continue
        found.append(piece)
        i = piece.last
    return found


_ASIDES = tuple(
    tuple(phrase.split())
    for phrase in (
        "in turn; for example; for instance; in fact; in effect; in part; in total; in all; in addition; in "
        "particular; in general; in return; by contrast; on the contrary; on the other hand; as a result; for "
        "its part; for their part; at present; at first; to date; of late; in practice; in principle"
    ).split(";")
)
_ASIDES_FROM = {first: tuple(a for a in _ASIDES if a[0] == first) for first in {aside[0] for aside in _ASIDES}}


def _aside(tokens: Sequence[Token], i: int) -> int:
    """How many words at `i` are a set phrase that says how or when ("in turn", "for example"); 0 for none."""
    for phrase in _ASIDES_FROM.get(tokens[i].lower, ()):
        end = i + len(phrase)
        if tuple(token.lower for token in tokens[i:end]) == phrase:
            free = phrase[-1] != "part" or phrase == ("in", "part")  # "for its part in the affair"
            return len(phrase) if free or (end < len(tokens) and tokens[end].text == ",") else 0
    return 0


_UNITS = frozenset("day week month year quarter decade weekend summer winter spring autumn fall".split())
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def _is_time(tokens: Sequence[Token], piece: Chunk) -> bool:
    """As in "last month", "Monday", "this year" without a preposition: when, not whom."""
    words = [token.lower for token in tokens[piece.first : piece.last]]
    if words[-1] in _WEEKDAYS:
        return len(words) <= 2
    if len(words) == 2 and words[0] in {"last", "next", "this"} and words[1].strip(".") in vocabulary.months():
        return True
    return words[-1] in _UNITS and words[0] in {"last", "next", "this", "that", "each", "every"}


def _starts_time(tokens: Sequence[Token], i: int) -> bool:
    after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    return tokens[i].lower in {"last", "next", "this"} and (
        after in _UNITS or after in _WEEKDAYS or after.strip(".") in vocabulary.months()
    )


def _follows_date(tokens: Sequence[Token], tags: Sequence[Tag], start: int, i: int) -> bool:
    """As in "In 2019 Acme bought …", "On 3 May Acme said": a name behind a date begins a phrase of its own."""
    date = [token.lower.strip(".") for token in tokens[start:i]]
    months = vocabulary.months()
    dated = all(word in months or (word.isdigit() and len(word) in {1, 2, 4}) or word in _WEEKDAYS for word in date)
    opened = start > 0 and tokens[start - 1].lower in {"in", "on", "since", "by", "until", "during"}
    if not (opened and dated and len(date[-1]) > 2) or tokens[i].lower.strip(".") in months:
        return False
    whole = date[-1].isdigit() or len(date) > 1  # "In May 2018 three firms filed"
    return tags[i] == "name" or (whole and tokens[i].text.isalpha() and tags[i] in {"num", "noun"})


def _names_members(tokens: Sequence[Token], tags: Sequence[Tag], i: int) -> bool:
    """As in "among them Acme", "such as Acme": two words that open a list of members, as "including" does."""
    pair = (tokens[i].lower, tokens[i + 1].lower if i + 1 < len(tokens) else "")
    if pair == ("such", "as"):
        return True
    return (
        pair in {("among", "them"), ("among", "these")} and i + 2 < len(tags) and tags[i + 2] in {"name", "num", "det"}
    )


def _infinitive(tags: Sequence[Tag], i: int) -> bool:
    j = i + 1
    while j < len(tags) and tags[j] in {"adv", "neg"}:
        j += 1
    return j < len(tags) and tags[j] in {"verb", "be", "have", "do"}


def _verb_follows(tags: Sequence[Tag], i: int) -> bool:
    while i < len(tags) and tags[i] in {"adv", "neg"}:
        i += 1
    return i < len(tags) and tags[i] in VERBAL


_BOUNDS = tuple(
    tuple(phrase.split())
    for phrase in (
        "no more than; no fewer than; no less than; as many as; as much as; more than; less than; fewer than; at "
        "least; at most; "
        "up to; close to; an estimated; almost; nearly; roughly; about; around; over; under; only; some; "
        "approximately; less; least"
    ).split(";")
)


_BOUNDS_FROM = {first: tuple(b for b in _BOUNDS if b[0] == first) for first in {bound[0] for bound in _BOUNDS}}


def _bound_width(tokens: Sequence[Token], tags: Sequence[Tag], i: int) -> int:
    """How many words at `i` bind the number behind them ("up to one million", "at least seven"); 0 for none."""
    hangs = i > 0 and tags[i - 1] in {"noun", "name", "num", "rpar"}
    for phrase in _BOUNDS_FROM.get(tokens[i].lower, ()):
        if hangs and phrase[0] in {"under", "over", "about", "around"}:
            continue  # "the list under 21 entries"
        width = len(phrase)
        behind = i + width
        if behind < len(tags) and tuple(token.lower for token in tokens[i:behind]) == phrase:
            number = tags[behind] == "num" or tokens[behind].lower in {"tens", "dozens"}
            article = tokens[behind].lower in {"a", "an"} and behind + 1 < len(tags) and tags[behind + 1] == "num"
            if number or article:
                return width
    return 0


def _verb_group(tokens: Sequence[Token], tags: Sequence[Tag], start: int) -> Chunk:
    i = start
    verb = Verb(start, "")
    infinitive = tags[i] == "to"
    i += infinitive
    seen: list[Tag] = []
    last_auxiliary = -1
    while i < len(tags) and tags[i] in _AUXILIARY:
        only = i + 1 < len(tokens) and tokens[i + 1].lower in {"only", "just", "merely"}  # "not only" says so
        if (tags[i] == "neg" and not only) or tokens[i].lower.endswith("n't"):
            verb.negated = True
        if tags[i] == "modal":
            verb.modal = tokens[i].lower
            verb.negated |= verb.modal == "cannot"
        if tags[i] in VERBAL:
            seen.append(tags[i])
            last_auxiliary = i
        i += 1
        if i + 1 < len(tags) and tokens[i].lower in _REFLEXIVE and tags[i + 1] in {"past", "ing", "verb"}:
            i += 1  # "was himself jailed"
        while i + 1 < len(tags) and tags[i] in {"open", "close"} and tags[i + 1] in _QUOTED_VERB:
            i += 1
    if i < len(tags) and tags[i] in {"verb", "past", "ing"}:
        verb.main = i
        verb.lemma = lemma_of(tokens[i].lower.rsplit("-", 1)[-1])
        verb.progressive = tags[i] == "ing" and "be" in seen
        verb.perfect = "have" in seen
        verb.passive = tags[i] == "past" and bool(seen) and seen[-1] == "be"
        verb.bare = tags[i] == "past" and not seen and not infinitive
        gerund = (tags[i] == "ing" and not seen) or tokens[start].lower == "having"
        verb.form = "infinitive" if infinitive else "ing" if gerund else "finite"
        if verb.bare and any(shape == "en" for _, shape in verb_forms().get(tokens[i].lower, ())):
            verb.form, verb.passive, verb.bare = "participle", True, False
        if seen and tokens[last_auxiliary].lower == "being" and len(seen) == 1 and not infinitive:
            verb.form = "participle"
        i += 1
    else:
        at = max(last_auxiliary, start)
        i = at + 1
        kind = tags[at]
        verb.main = at
        verb.lemma = {"be": "be", "have": "have", "do": "do"}.get(kind, tokens[at].lower)
        verb.perfect = "have" in seen[:-1]
        verb.form = "infinitive" if infinitive else "ing" if tokens[at].lower in {"being", "having"} else "finite"
        if i < len(tags) and tags[i] == "neg":
            verb.negated = True
    return Chunk("vg", start, i, verb.main, verb.lemma, verb)


def _noun_phrase(tokens: Sequence[Token], tags: Sequence[Tag], start: int) -> Chunk:
    if tags[start] == "pron":
        return Chunk("np", start, start + 1, start, tokens[start].lower)
    i = head = start
    while i < len(tags):
        width = _width(tokens, tags, start, i)
        if not width:
            break
        if width == 1 and tags[i] not in {"gen", "open", "close", "adv", "conj"}:
            head = i
        i += width
    i = max(i, start + 1)
    while i > head + 1 and tags[i - 1] in {"adv", "conj", "prep", "to", "open", "close"}:
        i -= 1
    if tags[i - 1] == "gen" and i - 1 > start:
        head = i - 2
    return Chunk("np", start, i, head, tokens[head].lower)


def _width(tokens: Sequence[Token], tags: Sequence[Tag], start: int, i: int) -> int:  # noqa: PLR0911 - one line a rule
    """How many tokens at `i` go on with the phrase that began at `start`; 0 where it ends."""
    tag = tags[i]
    if i > start and _names_members(tokens, tags, i):
        return 0
    after: Tag = tags[i + 1] if i + 1 < len(tags) else "stop"
    bound = _bound_width(tokens, tags, i)
    if bound and (i == start or tags[i - 1] in {"det", "poss"}):
        return bound
    if tag in {"det", "poss"} and i > start and not _goes_on(tokens, tags, i):
        return 0
    if i > start and (
        _starts_time(tokens, i)
        or _follows_date(tokens, tags, start, i)
        or (tag == "noun" and _stands_behind(tokens, tags, i))
        or _opens_contact(tokens, tags, i)
    ):
        return 0
    if i > start and tags[i - 1] == "name" and tokens[i].text[-1] in "$€£¥":
        return 0  # "fined Acme $5 million"
    if tag in _INSIDE or tag in {"det", "poss"}:
        return 1
    if tag == "open" and tags[i - 1] in {"noun", "name"} and _quote_closes(tags, i):
        return 0  # "called the reports “sheer fiction”."
    if tag in {"open", "close"}:  # “smart harbour and port” system
        return int(after in {"noun", "name", "num"} and i > start)
    if tag in {"past", "ing"}:
        return int(i > start and after in {"noun", "name"} and _premodifies(tokens, tags, start, i))
    if tag == "adv":
        opened = i > start and tags[i - 1] in {"det", "poss", "adv", "gen"}
        return int(after in {"noun", "num"} or (opened and after in {"adv", "past"}))
    return int(tag == "conj" and tokens[i].lower in {"and", "or"} and _shared_head(tokens, tags, start, i))


def _opens_contact(tokens: Sequence[Token], tags: Sequence[Tag], i: int) -> bool:
    """As in "the exemptions Danish firms can get": a plural noun, then a people's name that opens a clause on it."""
    before = tokens[i - 1]
    plural = tags[i - 1] == "noun" and before.lower.endswith("s") and not before.capital
    if not plural or not tokens[i].capital or tokens[i].lower not in vocabulary.demonyms():
        return False
    k = i + 1
    while k < len(tags) and tags[k] == "noun":
        k += 1
    return i + 1 < k < len(tags) and tags[k] in {"modal", "have", "do"}


def _quote_closes(tags: Sequence[Tag], i: int) -> bool:
    """Does a quotation that opens at `i` end the clause, so that it is a phrase of its own?"""
    for k in range(i + 1, min(i + 8, len(tags))):
        if tags[k] == "close":
            return k + 1 >= len(tags) or tags[k + 1] in {"stop", "comma", "conj", "sub"}
        if tags[k] == "stop":
            return True
    return False


def _stands_behind(tokens: Sequence[Token], tags: Sequence[Tag], i: int) -> bool:
    """An adjective behind its noun: "people familiar with the plans"."""
    closes = i + 1 == len(tags) or tags[i + 1] in {"prep", "to"}
    return tokens[i].lower in _POSTPOSED and tags[i - 1] in {"noun", "name", "num"} and closes


def _goes_on(tokens: Sequence[Token], tags: Sequence[Tag], i: int) -> bool:
    """May a determiner stand inside the phrase: "all the other firms", "more than a million"?"""
    lower = tokens[i].lower
    if lower in {"a", "an"} and tokens[i - 1].lower in {"such", "many"}:
        return True  # "such a step"
    if lower in {"a", "an"}:
        return i + 1 < len(tags) and tags[i + 1] == "num"
    return tags[i - 1] in {"det", "adv"} or lower in {"other", "more", "most", "such"}


def _premodifies(tokens: Sequence[Token], tags: Sequence[Tag], start: int, i: int) -> bool:
    """A participle between a determiner and a noun belongs to the noun: "the listed Dutch firms"."""
    if all(tag in {"det", "poss", "adv", "num", "gen"} for tag in tags[i - 1 : i]):
        return True
    body = tokens[i - 1].lower.removesuffix("s") in vocabulary.body("role") | vocabulary.person("role")
    return tags[start] in {"det", "poss"} and tags[i] == "ing" and tags[i - 1] == "noun" and not body


def _shared_head(tokens: Sequence[Token], tags: Sequence[Tag], start: int, i: int) -> bool:
    """As in "12 port and rail firms": two common nouns joined without a determiner of their own."""
    if i + 1 >= len(tags) or tags[i + 1] != "noun" or tags[i - 1] != "noun":
        return False
    if tokens[i + 1].capital or tokens[i - 1].capital:
        return False
    j = i + 1
    while j < len(tags) and tags[j] in {"noun", "num"}:
        j += 1
    return not (j < len(tags) and tags[j] in {"be", "have", "modal", "do"} and tags[start] == "name")
