"""How a query is put to the names of a list: which of its names, read how, against which kinds of party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from lookthrough.match.identifiers import spellings
from lookthrough.match.sides import Mode, mode_of
from lookthrough.model.query import Query
from lookthrough.model.schema import KINDS, Kind
from lookthrough.names import normalise
from lookthrough.names.chinese_words import has_han
from lookthrough.names.readings import readings
from lookthrough.names.securities import CUT_LETTERS, at_the_cut, read_security
from lookthrough.names.tokens import Reading, read_words

#: What a query of a kind may be answered with. Companies and organisations are not told apart: publishers differ.
COMPATIBLE: dict[Kind, frozenset[Kind]] = {
    "company": frozenset({"company", "organization", "fund", "any"}),
    "organization": frozenset({"company", "organization", "fund", "any"}),
    "fund": frozenset({"company", "organization", "fund", "any"}),
    "person": frozenset({"person", "any"}),
    "vessel": frozenset({"vessel", "any"}),
    "aircraft": frozenset({"aircraft", "any"}),
    "any": frozenset(KINDS),
}


#: Characters that fields for a name in payment messages hold, which end inside a word or not: a line of SWIFT MT and of
#: EDIFACT, `Max70Text` and `Max140Text` of ISO 20022. A blank at the end is lost on the way.
FIELDS = frozenset((35, 70, 140))


@dataclass(frozen=True, slots=True)
class Asking:
    """One reading of one name of a query.

    Attributes:
        name: the name as given.
        reading: its tokens.
        mode: how the question is put.
        kinds: the kinds of party that this reading is compared with.
    """

    name: str
    reading: Reading
    mode: Mode
    kinds: frozenset[Kind]


def askings(query: Query, present: frozenset[Kind] = frozenset(KINDS)) -> list[Asking]:
    """Every way in which a query is put, its first name first.

    Parties listed as persons are compared with the personal reading of a name, all others with its reading as a body.

    Args:
        query: what is asked.
        present: the kinds of party that there are to compare with.
    """
    bodies, persons = _compatible(query.kind, query.security, present)
    found = []
    for name in query.names:
        if bodies:
            security = query.security and not has_han(name)  # nothing of an instrument stands in Chinese characters
            read = (read_security(name),) if security else readings(name)
            read = read if security else (*read, *_cut_off(name, person=False))
            found += [Asking(name, reading, mode_of(reading, security=query.security), bodies) for reading in read]
        if persons:
            read = readings(name, person=True)
            read = (*read, *_cut_off(name, person=True))
            found += [Asking(name, reading, "person", persons) for reading in read]
    return [asking for asking in found if asking.reading.tokens]


@lru_cache(maxsize=64)
def _compatible(kind: Kind, security: bool, present: frozenset[Kind]) -> tuple[frozenset[Kind], frozenset[Kind]]:
    """The kinds of body that a query is compared with, and of person."""
    kinds = COMPATIBLE[kind] & present
    if security and kind == "any":
        kinds -= {"person", "vessel", "aircraft"}
    return kinds - {"person"}, kinds & {"person"}


def _cut_off(name: str, *, person: bool) -> Iterator[Reading]:
    """The reading as of a name that went on where its field ended, if it may be one.

    A last word of two letters, or a number, is no beginning of a word: it tells sister companies apart.
    """
    if not name.isascii() or not {len(name), len(name) + 1} & FIELDS:
        return
    words = normalise.words(name)
    last = words[-1] if len(words) > 1 else ""
    if person and len(last) >= CUT_LETTERS:
        yield read_words(words, person=True, cut=True)
    elif last and not person and words[-2] == "co" and "ltd".startswith(last):
        yield read_words(words[:-1])
    elif not person and len(last) >= CUT_LETTERS and last.isalpha():
        kept, cut = at_the_cut(words, words)
        if cut and (kept[:-1] == words[:-1] or len(last) > CUT_LETTERS):  # "Lim" is a name, "Limi" is none
            yield read_words(kept, cut=True)


def wanted_codes(query: Query) -> Iterable[str]:
    """The query's identifiers, each with the names under which a list may print it, as "scheme:value", each once."""
    return dict.fromkeys(str(code) for identifier in query.identifiers for code in spellings(identifier))
