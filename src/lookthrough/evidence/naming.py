"""Names in a sentence by capitals and cues, and what each may name: the part of mention finding that needs no list.

A run of capitalised words is a candidate; words inside it and beside it tell its kind. Every cue is a rule of English
usage and is kept as the mention's `rule`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.tokens import Token
from lookthrough.evidence.grammar.words import verb_forms
from lookthrough.model.claim import MentionKind

LINKS = frozenset("of for on de la du des der van von al el bin ibn & and the in und".split())
_INSTITUTION_LINKS = frozenset("of for on and the in &".split())
_PARTICLES = frozenset("de la du des der van von al el bin ibn le di da dos del".split())
#: "Lyon-based", "state-owned": a compound before a name, not its first word.
_COMPOUND = re.compile(
    r"[-‑](?:based|headquartered|listed|traded|quoted|run|owned|controlled|backed|led|class|speaking|made|born|funded|linked|style|wide|era|origin)$"
)
#: "(R-Ohio)": a politician's party and state.
_PARTY_AND_STATE = re.compile(r"[RDI][-‑](?:[A-Z][a-z]+|[A-Z]{2})\.?$")
_REGIONAL = frozenset(
    "east west north south eastern western northern southern central asian african pacific arab latin nordic "
    "baltic balkan".split()
)
_QUOTES = frozenset("“”\"‘’'«»")


@dataclass(slots=True)
class Name:
    """A candidate: tokens `first` to `last` of its sentence, the last excluded, and what the words beside it say.

    Attributes:
        kind: what it names, None while nothing tells.
        rule: the cue.
        sure: the cue is inside the name or a title; weaker cues from elsewhere in the document do not override it.
        title: the words of office before it, as token indices (first, last); empty when equal.
    """

    first: int
    last: int
    kind: MentionKind | None = None
    rule: str = "capitals"
    sure: bool = False
    title: tuple[int, int] = (0, 0)


def names_in(tokens: Sequence[Token], *, named: frozenset[str], lower: frozenset[str]) -> list[Name]:
    """The names of one sentence, left to right, without overlap.

    Args:
        tokens: the sentence.
        named: words in lower case that stand with a capital in the middle of some sentence of the article.
        lower: words that the article prints in lower case too.
    """
    if _is_all_capitals(tokens) or _is_title_case(tokens):
        return []
    found: list[Name] = []
    i = 0
    while i < len(tokens):
        if not _may_begin(tokens, i, named, lower):
            i += 1
            continue
        last = _run(tokens, i)
        if last < len(tokens) and _COMPOUND.search(tokens[last].text) and tokens[last].capital:
            i = last + 1  # "New York-based": the place of a compound is no name of its own
            continue
        for name in _parted(tokens, i, last):
            if name.last - name.first == 1 and _joins_places(tokens[name.first].lower):
                continue
            _classify(tokens, name)
            if name.kind is not None or _is_worth(tokens, name, named):
                found.append(name)
        i = last
    return found


def _is_all_capitals(tokens: Sequence[Token]) -> bool:
    letters = [token for token in tokens if token.text[0].isalpha()]
    return len(letters) > 3 and all(token.text.isupper() for token in letters)


def _is_title_case(tokens: Sequence[Token]) -> bool:
    """A headline: nearly every long word has a capital, so that capitals tell nothing."""
    long = [token for token in tokens if token.text[0].isalpha() and len(token.text) > 3]
    return len(long) > 5 and sum(token.capital for token in long) >= 0.9 * len(long) and tokens[-1].text not in '.?!”"'


def _in_title(tokens: Sequence[Token], i: int) -> bool:
    """Inside quotation marks nearly every word has a capital: the title of a work, which names nobody."""
    opened = next((k for k in range(i - 1, max(i - 12, -1), -1) if tokens[k].text in {"“", "‘"}), -1)
    closed = next((k for k in range(i, min(i + 12, len(tokens))) if tokens[k].text in {"”", "’"}), -1)
    if opened < 0 or closed < 0 or any(tokens[k].text == "”" for k in range(opened, i)):
        return False
    words = [token for token in tokens[opened + 1 : closed] if token.text[0].isalpha() and len(token.text) > 3]
    return len(words) >= 3 and all(token.capital for token in words)


def _opens_sentence(tokens: Sequence[Token], i: int) -> bool:
    return (
        i == 0
        or tokens[i - 1].text in _QUOTES | {":", "•", "—", "–", "-", "(", "…", "*"}
        or not any(t.text[0].isalnum() for t in tokens[:i])
    )


def _may_begin(  # noqa: PLR0911 - one line a rule
    tokens: Sequence[Token], i: int, named: frozenset[str], lower: frozenset[str]
) -> bool:
    token = tokens[i]
    if not _is_capital(token) or token.text[-1] in "$€£¥":
        return False
    if token.lower.strip(".") in vocabulary.calendar_words() and (
        not _next_capital(tokens, i) or _follows_in(tokens, i)
    ):
        return False
    if token.text in {"I", "A"} or (len(token.text) == 1 and not (i + 1 < len(tokens) and tokens[i + 1].capital)):
        return False
    if (
        _COMPOUND.search(token.text)
        or token.lower in vocabulary.things()
        or _PARTY_AND_STATE.match(token.text)
        or _in_title(tokens, i)
    ):
        return False
    if token.lower.rstrip(".") in {"mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen"}:
        return True
    if not _opens_sentence(tokens, i):
        return token.lower not in {"the", "a", "an", "i'm"} or (
            len(token.text) > 1 and token.text.isupper() and len(token.text) > 3
        )
    if token.lower in vocabulary.common_words() and not token.text.isupper():
        following = i + 1 < len(tokens) and _is_capital(tokens[i + 1])
        if token.lower in vocabulary.person("title") and i + 2 < len(tokens) and tokens[i + 1].lower == "of":
            return _is_capital(tokens[i + 2])
        if token.lower in vocabulary.closed_words() or token.lower in vocabulary.person("people") or not following:
            return False
        if token.lower in vocabulary.openers() and not _modifies(tokens, i):
            return True
        return _holds_body(tokens, i) or token.lower in vocabulary.person("title")
    if (
        token.lower in named
        or token.lower in vocabulary.seats()
        or token.text.isupper()
        or any(c.isupper() for c in token.text[1:])
    ):
        return True
    if token.lower in lower:
        return i + 1 < len(tokens) and _is_capital(tokens[i + 1]) and tokens[i + 1].lower in named
    return not _looks_ordinary(token.lower) and not _modifies(tokens, i)


def _holds_body(tokens: Sequence[Token], i: int) -> bool:
    """Does the run of capitals hold the word of an institution, a company or a legal form?"""
    j = i
    while j < len(tokens) and _is_capital(tokens[j]):
        if (
            tokens[j].lower.strip(".")
            in vocabulary.body("institution") | vocabulary.body("company") | vocabulary.legal_words()
        ):
            return True
        j += 1
    return False


def _modifies(tokens: Sequence[Token], i: int) -> bool:
    """As in "Customs officials": the first word of a sentence before a small noun may be any word of the language."""
    if i + 1 >= len(tokens) or not tokens[i].text[1:].islower():
        return False
    following = tokens[i + 1]
    if following.capital:  # "Tough U.S. rules", "Many Chinese firms"
        place = (
            following.lower in vocabulary.demonyms()
            or following.lower in vocabulary.places()
            or following.text in {"US", "U.S."}
        )
        return place and not _holds_body(tokens, i)
    if not (following.text.isalpha() and following.text.islower()):
        return False
    return (
        following.lower not in vocabulary.closed_words()
        and following.lower not in verb_forms()
        and not following.lower.endswith(("ed", "ly"))
    )


def _follows_in(tokens: Sequence[Token], i: int) -> bool:
    """As in "in August Acme said": a month behind "in" is no given name."""
    return i > 0 and tokens[i - 1].lower in {
        "in",
        "on",
        "since",
        "until",
        "by",
        "last",
        "next",
        "of",
        "early",
        "late",
        "from",
    }


def _looks_ordinary(lower: str) -> bool:
    """Does the ending say that a word with a capital at the front of a sentence is a word of the language?"""
    if lower.endswith("ers"):
        return any(stem in verb_forms() for stem in (lower[:-3], lower[:-2], lower[:-4]))
    return lower.endswith(_ORDINARY_ENDINGS)


_ORDINARY_ENDINGS = tuple(
    "ing ed ly tion sions tions ness ment ments ity ies ance ence ous ful ism ists".split(),
)


def _is_capital(token: Token) -> bool:
    """A capital at the front, or inside after one or two small letters, as brands write themselves."""
    text = token.text
    if token.capital:
        return True
    return len(text) > 3 and text[:1].isalpha() and any(c.isupper() for c in text[1:3]) and text.isalnum()


def _next_capital(tokens: Sequence[Token], i: int) -> bool:
    return (
        i + 1 < len(tokens)
        and tokens[i + 1].capital
        and tokens[i + 1].lower not in vocabulary.calendar_words()
        and tokens[i + 1].start - tokens[i].end <= 1
    )


def _run(tokens: Sequence[Token], i: int) -> int:
    """The end of the run of name words that begins at `i`."""
    j = i + 1
    while j < len(tokens):
        token = tokens[j]
        if _COMPOUND.search(token.text) or _ends_in_form(tokens, i, j):
            return j
        if _is_capital(token) or (
            token.text[0].isdigit()
            and token.text.isalnum()
            and j + 1 < len(tokens)
            and _is_capital(tokens[j + 1])
            and tokens[j - 1].text != ","
        ):
            if token.lower in vocabulary.calendar_words() and len(token.text) > 3:
                break
            j += 1
            continue
        after = _over_link(tokens, i, j)
        if after == j:
            break
        j = after
    if _is_office(tokens, i, j):
        return j + 1
    return j


def _ends_in_form(tokens: Sequence[Token], first: int, j: int) -> bool:
    """As in "Acme Corp. | Chairman Ann Lee": a legal form with its stop closes a name, but for a further form."""
    form = tokens[j - 1].lower
    if j - 1 <= first or form not in _STOPPED_FORMS or not tokens[j].capital:
        return False
    return tokens[j].lower.strip(".") not in vocabulary.legal_words() | vocabulary.trade_words() | set(LINKS)


_STOPPED_FORMS = frozenset("ltd. inc. co. corp. llc. plc.".split())


def _is_office(tokens: Sequence[Token], first: int, last: int) -> bool:
    """A word of office in small letters behind a nationality, a country or a leader: "the Norwegian government"."""
    if last >= len(tokens) or tokens[last].lower not in vocabulary.body("office"):
        return False
    return _stands_for_state(tokens, first, last) and _closes(tokens, last + 1)


def _closes(tokens: Sequence[Token], k: int) -> bool:
    """Does a phrase end at `k`, rather than go on as in "the Dutch government entities"?"""
    if k >= len(tokens) or not tokens[k].text[0].isalpha() or tokens[k].capital:
        return True
    word = tokens[k].lower
    if word in {"and", "or"}:
        return k + 1 < len(tokens) and tokens[k + 1].lower in vocabulary.closed_words()
    return word in vocabulary.closed_words() or word in verb_forms() or word.endswith(("ed", "ly"))


def _stands_for_state(tokens: Sequence[Token], first: int, last: int) -> bool:
    """A nationality, a country or a leader before "government" or "administration": "the Norwegian government"."""
    whole = " ".join(token.lower.strip(".") for token in tokens[first:last])
    if tokens[last].lower == "administration" and last - first <= 2:
        return True
    return whole in vocabulary.demonyms() or whole in vocabulary.places() or whole in {"us", "u.s", "uk", "u.k", "eu"}


def _over_link(  # noqa: PLR0911 - one line a rule
    tokens: Sequence[Token], first: int, j: int
) -> int:
    """Where the run goes on behind "of", "and", a possessive or a comma before a legal form; `j` where it ends."""
    token = tokens[j]
    text = token.text
    inside = tokens[first:j]
    institution = any(t.lower in vocabulary.body("institution") for t in inside)
    if j + 1 >= len(tokens):
        return j
    following = tokens[j + 1]
    if text == "," and following.lower.strip(".") in vocabulary.legal_words() and following.capital:
        return j + 2
    if text in {"’", "'", "’s", "'s"} and _is_capital(following):
        owner = tokens[j - 1].lower
        plural = owner in vocabulary.person("people") or owner in {
            "people",
            "women",
            "children",
            "men",
            "farmers",
            "veterans",
            "teachers",
            "workers",
            "employees",
        }
        return j + 1 if plural else j
    if text == "&" and _is_capital(following):
        return j + 2
    if text in _PARTICLES and _is_capital(following) and j - first <= 2:
        return j + 2
    if text in _INSTITUTION_LINKS:
        k = j
        while k < len(tokens) and tokens[k].text in _INSTITUTION_LINKS and k - j < 2:
            k += 1
        if k < len(tokens) and _is_capital(tokens[k]) and not _is_given_pair(tokens, k):
            if text == "and" and k > j + 1:
                return j  # "the council and the ministry" are two
            if text == "and":
                generic = vocabulary.trade_words() | vocabulary.body("institution")
                both = tokens[j - 1].lower in generic and tokens[k].lower in generic
                inside_list = (
                    institution
                    and any(t.text in {"of", "for", "on"} for t in inside)
                    and not _starts_own_name(tokens, k)
                )
                return k if both or inside_list else j
            if institution or (text == "of" and tokens[j - 1].lower in vocabulary.person("title")):
                return (
                    k
                    if text not in {"in", "on"}
                    or (
                        institution
                        and (text == "on" or tokens[k].lower in {"the"} or _in_institution(tokens, first, j))
                    )
                    else j
                )
    return j


def _in_institution(tokens: Sequence[Token], first: int, j: int) -> bool:
    """As in "Committee on Trade in the North": "in" goes on only inside a name that has "on" or "for"."""
    return any(t.text in {"on", "for"} for t in tokens[first:j])


def _starts_own_name(tokens: Sequence[Token], k: int) -> bool:
    """Does a name of its own stand behind "and", by an institution's word or a demonym?"""
    j = k
    while j < len(tokens) and _is_capital(tokens[j]):
        j += 1
    inside = [t.lower for t in tokens[k:j]]
    return any(word in vocabulary.body("institution") for word in inside) or (
        len(inside) == 1 and inside[0] in vocabulary.demonyms()
    )


def _is_given_pair(tokens: Sequence[Token], k: int) -> bool:
    return (
        vocabulary.is_given(tokens[k].text)
        and k + 1 < len(tokens)
        and tokens[k + 1].capital
        and tokens[k + 1].lower not in vocabulary.trade_words()
    )


def _parted(tokens: Sequence[Token], first: int, last: int) -> list[Name]:
    """One run into names: words of office before a person are parted from the name."""
    while last > first + 1 and tokens[last - 1].text in LINKS:
        last -= 1
    titles = vocabulary.person("title")
    where = [i for i in range(first, last) if tokens[i].lower.strip(".") in titles]
    institution = vocabulary.body("institution")
    if where:
        at = where[-1] if where[-1] < last - 1 else -1
        if at >= 0 and tokens[at + 1].lower == "of" and at + 2 < last:
            # "Minister of State Ana Ruiz", "Secretary of the Interior Paul Egger"
            k = at + 2
            while k < last and tokens[k].text in {"the"}:
                k += 1
            at = k if last - k > 1 else -1
        rest = tokens[at + 1 : last]
        if (
            at >= 0
            and rest
            and len(rest) <= 4
            and not any(t.lower.strip(".") in institution | vocabulary.legal_words() for t in rest)
            and not all(t.lower in vocabulary.trade_words() for t in rest)
        ):
            return [Name(at + 1, last, "person", "title", sure=True, title=(first, at + 1))]
    return [Name(first, last)]


def _joins_places(word: str) -> bool:
    """As in "Franco-German", "US-China": two nations in one word name neither."""
    parts = word.split("-")
    return len(parts) > 1 and all(part.strip(".") in _nations() for part in parts)


@cache
def _nations() -> frozenset[str]:
    named = vocabulary.places() | set(vocabulary.demonyms()) | vocabulary.peoples()
    return named | {"us", "eu", "uk", "u.s", "sino", "franco", "anglo", "russo"}


def _classify(tokens: Sequence[Token], name: Name) -> None:  # noqa: PLR0912 - one branch a cue
    """What the words of the name, and those right beside it, say."""
    if name.kind is not None:
        return
    inside = [token.lower.strip(".") for token in tokens[name.first : name.last]]
    whole = " ".join(inside)
    before = tokens[name.first - 1].lower if name.first else ""
    after = tokens[name.last].lower if name.last < len(tokens) else ""
    if whole in vocabulary.list_names() or (inside[-1] == "list" and len(inside) > 1):
        name.kind, name.rule, name.sure = "list", "list", True
    elif whole in vocabulary.demonyms() and whole not in {"us", "u.s"}:
        name.kind, name.rule, name.sure = (
            ("group" if tokens[name.last - 1].lower.endswith("s") else None),
            "demonym",
            True,
        )
    elif inside[-1] in vocabulary.peoples() or (inside[-1].endswith("s") and inside[-1][:-1] in vocabulary.demonyms()):
        name.kind, name.rule, name.sure = "group", "people", True
    elif len(inside) > 1 and inside[-1] in _PLACE_HEADS:
        name.kind, name.rule, name.sure = "place", "place word", True
    elif (len(inside) == 2 and inside[0] in _REGIONAL and inside[1] in vocabulary.places()) or (
        whole in vocabulary.places()
        or whole in vocabulary.state_abbreviations()
        or whole in {"us", "u.s", "uk", "u.k", "eu", "u.n"}
    ):
        name.kind, name.rule, name.sure = "place", "place list", True
    elif len(inside) > 1 and inside[-1] in vocabulary.legal_words() and _is_form(tokens[name.last - 1]):
        name.kind, name.rule, name.sure = "organization", "legal form", True
    elif _is_act(inside):
        name.kind, name.rule, name.sure = "product", "law", True
    elif len(inside) > 1 and inside[-1] in vocabulary.body("office") and not tokens[name.last - 1].capital:
        name.kind, name.rule, name.sure = "organization", "nationality and office", True
    elif any(word in vocabulary.body("institution") for word in inside) and (len(inside) > 1 or before == "the"):
        name.kind, name.rule, name.sure = "organization", "institution", True
    elif len(inside) > 1 and inside[-1] in vocabulary.body("company"):
        name.kind, name.rule, name.sure = "organization", "company word", True
    elif (
        2 <= len(inside) <= 4
        and vocabulary.is_given(inside[0])
        and not any(word in vocabulary.trade_words() for word in inside)
    ):
        name.kind, name.rule = "person", "given name"
    elif len(inside) > 1 and len(inside[0].strip(".")) == 1 and tokens[name.first].text.endswith("."):
        name.kind, name.rule = "person", "initial"
    elif _is_family_name(inside):
        name.kind, name.rule = "person", "surname"
    elif (
        before.strip(".") in vocabulary.person("title") | vocabulary.person("role")
        and before
        not in {
            "agent",
            "member",
            "partner",
            "owner",
        }
        and before not in vocabulary.body("role")
    ):
        name.kind, name.rule = "person", "office"
    elif before in vocabulary.body("role") or (before.endswith("s") and before[:-1] in vocabulary.body("role")):
        name.kind, name.rule = "organization", "what it is"
    elif after in {"-based", "province", "region", "county", "city"}:
        name.kind, name.rule = "place", "place word"
    elif (
        len(inside) == 1
        and before in {"in", "across", "throughout"}
        and (not after or not after[0].isalpha() or after in vocabulary.closed_words())
    ):
        name.kind, name.rule = "place", "in"
    elif tokens[name.first].text.isupper() and len(inside) == 1 and 2 <= len(inside[0]) <= 6:
        name.kind, name.rule = "organization", "capitals only"
    elif (
        len(inside) == 1
        and any(c.isupper() for c in tokens[name.first].text[1:])
        and not tokens[name.first].text.isupper()
    ):
        name.kind, name.rule = "organization", "capital inside"


def _is_form(token: Token) -> bool:
    """A legal form of two letters stands in capitals or with a full stop; "Li Na" has none."""
    return len(token.lower.strip(".")) > 2 or token.text.isupper() or token.text.endswith(".") or token.lower == "co"


def _is_family_name(inside: Sequence[str]) -> bool:
    """As in "Li Na", "Kai Fu Lee": two or three words with an East Asian surname in front or at the end."""
    if not 2 <= len(inside) <= 3 or any(word in vocabulary.trade_words() or not word.isalpha() for word in inside):
        return False
    return inside[0] in vocabulary.surnames() or (len(inside) == 3 and inside[-1] in vocabulary.surnames())


_PLACE_HEADS = frozenset(
    "park square street road avenue bridge river lake sea ocean island islands mountain mountains valley "
    "province region county peninsula strait desert gulf".split()
)


def _is_act(inside: Sequence[str]) -> bool:
    return (
        inside[-1]
        in {
            "act",
            "law",
            "treaty",
            "convention",
            "regulation",
            "regulations",
            "order",
            "resolution",
            "index",
            "olympics",
            "cup",
            "games",
            "revolution",
            "platform",
            "campaign",
            "war",
            "declaration",
            "protocol",
            "agreement",
            "code",
            "summit",
        }
        and len(inside) > 1
    )


def _is_worth(tokens: Sequence[Token], name: Name, named: frozenset[str]) -> bool:
    """Keep a name of unknown kind, but not a lone ordinary word."""
    inside = [token.lower for token in tokens[name.first : name.last]]
    if len(inside) == 1 and (
        inside[0] in vocabulary.demonyms() or (inside[0] in vocabulary.common_words() and inside[0] not in named)
    ):
        return False
    return any(len(word) > 1 for word in inside)
