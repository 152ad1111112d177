"""Several names in one string: "Acme Ltd (formerly Beta Inc)", "Gazprom, OAO (a.k.a. Open Joint Stock Company Gazprom".

Publishers and registers print former names, trading names and acronyms beside a name, and add phrases that name nobody:
"and any subsidiaries", "London branch", "c/o the bank". Each name is given on its own and such phrases are dropped.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lookthrough.names.normalise import plain

#: Names that are taken from one string.
MOST_PARTS = 4
#: Letters of an acronym in brackets.
ACRONYM_LETTERS = (2, 10)

#: One of these stands in every text that needs a closer look; looking for them costs a tenth of the expressions below.
_HINTS = (
    "(", "[", "（", "/", "formerly", "previously", "known", "named", "called", "trading as", "operating", "acting",
    "business", "alias", "aka", "fka", "nka", "pka", "dba", "k.a", "k a ", "b.a", "subsid", "affil", "branch",
    "success", "associat", "agent", "related", "entities", "unit", "care of", "represented",
)  # fmt: skip
#: The hints of more than letters, and those of letters; "k a " can only stand where "a" is a word.
_SIGNS = re.compile(r"[(\[/]|[kKbB]\.[aA]")
_LETTERS = tuple(hint for hint in _HINTS if hint.isalpha())
_FIRST_OF_TWO = ("trading", "care")
#: A text of more words, or of a longer one, may have been cut short before a hint.
_MOST, _LONGEST = 32, 40
_NEXT = re.compile(
    r"""[\s,;(\[（-]*(?:
      \b(?:and\s+)?(?:formerly|previously|now|also|sometimes|otherwise|better)\s+(?:known|called|named|trading|doing\s+business)\s*(?:as\b)?
    | \b(?:formerly|previously)\b:?
    | \b[afpn]\s?[./]?\s?k\s?[./]?\s?a\b[.:]?
    | \bd\s?[./]?\s?b\s?[./]?\s?a\b[.:]?
    | \bt\s?/\s?a\b[.:]?
    | \b(?:trading|doing\s+business|carrying\s+on\s+business|operating|acting|known)\s+as\b:?
    | \balias(?:es)?\b:?
    )[\s,:]*""",
    re.IGNORECASE | re.VERBOSE,
)
_DROPPED = re.compile(
    r"""
      [\s,;(\[（-]*\b(?:and|or|with|including|incl\.?|&|as\s+well\s+as)\s+(?:any|all|its|their|the)\b(?:\s+(?:of|or|and|all|its|their|other|any|relevant|wholly|owned))*
        \s+(?:subsidiar\w+|affiliat\w+|branch\w*|successors?|associates?|entities|subunits?|sub-units?|agents?|related\s+\w+)\b.*$
    | [\s,;(\[（-]*\b(?:and|&)\s+(?:subsidiaries|affiliates)\b.*$
    | \s*[,;(\[（-]\s*(?:[\w.'-]+\s+){0,3}branch(?:\s+office)?\s*[)\]）]?\s*$
    | [\s,;(\[（]*\b(?:c\s?/\s?o|care\s+of|represented\s+by)\b.*$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BRACKET = re.compile(r"\s*[(\[（]\s*([^()\[\]（）]*?)\s*[)\]）]?\s*$")
#: An acronym with a number in brackets: "(CETC 29)".
_NUMBERED = re.compile(
    r"\s*[(\[（]\s*([A-Za-z]{2,10})[\s-]*(?:no\.?\s*)?(\d{1,5})(?:st|nd|rd|th)?\s*[)\]）]", re.IGNORECASE
)
#: More of these in a row than any name has; each expression above would begin anew at every one.
_RUN = re.compile(r"[\s,;(\[（-]{16,}")
_EDGES = " \t,;:-()[]（）'\""


def is_one_name(text: str, words: list[str]) -> bool:
    """Is it plain from its words that a text holds one name only? What is not plain is for `named_parts` to say.

    Args:
        text: a name as printed, in ASCII.
        words: its words, see `normalise.words`.
    """
    return len(words) < _MOST and _SIGNS.search(text) is None and not any(map(_hints, words))


@lru_cache(maxsize=1 << 16)
def _hints(word: str) -> bool:
    """May one of the `_HINTS` stand in a text with this word?"""
    found = word == "a" or word.endswith(_FIRST_OF_TWO) or len(word) >= _LONGEST
    return found or any(hint in word for hint in _LETTERS)


def named_parts(text: str) -> tuple[str, ...]:
    """The names that one string holds, the first as printed first; at least one, at most `MOST_PARTS`.

    "formerly", "also known as", "doing business as" and their abbreviations part names; "and any subsidiary", a branch
    and "c/o" with what follows are dropped; an acronym in brackets behind a name is a name of its own, and so is one
    with the name's own number in brackets anywhere.

    Args:
        text: a name as printed.

    Returns:
        The text itself where nothing was found.
    """
    lower = text.lower()
    for hint in _HINTS:
        if hint in lower:
            return _parts(text)
    return (text,)


def _parts(text: str) -> tuple[str, ...]:
    text = _RUN.sub(" ( ", text)
    found: dict[str, None] = {}
    for part in _NEXT.split(text):
        name = _balanced(_DROPPED.sub("", part))
        for each in _with_numbered_acronym(name) or _with_acronym(name):
            if any(c.isalnum() for c in each):
                found[each] = None
    return tuple(found)[:MOST_PARTS] or (text,)


def _with_numbered_acronym(name: str) -> tuple[str, ...]:
    """A name, and the acronym with its own number that stands in brackets in it; () where none does.

    "Acme Works Corporation 29 (AWC 29) Institute" is two ways to call one unit. A number that the name does not have
    tells another.
    """
    bracket = _NUMBERED.search(name)
    if not bracket:
        return ()
    acronym, number = bracket.groups()
    before, after = name[: bracket.start()], name[bracket.end() :]
    if not _spells(acronym, before) or number not in re.findall(r"\d+", f"{before} {after}"):
        return ()
    return " ".join(f"{before} {after}".split()), f"{acronym} {number}"


def _with_acronym(name: str) -> tuple[str, ...]:
    """A name, and the acronym that stands in brackets at its end."""
    bracket = _BRACKET.search(name)
    if not bracket or not bracket.start():
        return (name,)
    inside, before = bracket.group(1), name[: bracket.start()]
    least, most = ACRONYM_LETTERS
    capitals = inside.isupper() or name.islower()
    if not (least <= len(inside) <= most and inside.isalpha() and capitals and _spells(inside, before)):
        return (name,)
    return before, inside


def _spells(acronym: str, name: str) -> bool:
    """Do the letters of an acronym occur in a name in this order, the first at the start of a word?"""
    acronym, name = plain(acronym), plain(name)
    rest = iter(name)
    initials = {word[0] for word in re.findall(r"\w+", name)}
    return acronym[:1] in initials and all(letter in rest for letter in acronym)


def _balanced(part: str) -> str:
    """A part without the separators at its ends; brackets that are opened and closed stay."""
    part = part.strip(" \t,;:-")
    for opening, closing in ("()", "[]", "（）"):
        if part.count(opening) != part.count(closing):
            part = part.replace(opening, " ").replace(closing, " ")
    return " ".join(part.split()) if part.strip(_EDGES) else ""
