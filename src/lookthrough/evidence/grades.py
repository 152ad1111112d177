"""Grades: the source and the information judged apart, after the Admiralty code, and never added up.

The letter says how reliable whoever is answerable has been (A to F). It comes only from a table of kinds of source
that a person can read and change (`resources/evidence/sources.toml`, and the user's own); what the table does not know
is F. The number says how well this one piece of information is borne out (1 to 6), by rules:

    1  confirmed: it agrees with the official record, or two independent origins state it themselves
    3  possible: a single origin states it
    4  doubtful: another account contradicts it, and no record settles which is right
    5  improbable: the official record contradicts it
    6  cannot be judged: an opinion, a plan, a forecast, or something for which the text itself sees no evidence

No rule here gives 2 ("probably true"), which is a person's judgement.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, cast, get_args

from lookthrough.errors import InputError, Place, quote
from lookthrough.evidence.comparators.material import Told
from lookthrough.evidence.comparators.parties import ByParty, overlap, same_party
from lookthrough.model.claim import Contradiction

Letter = Literal["A", "B", "C", "D", "E", "F"]
Number = Literal[1, 2, 3, 4, 5, 6]
UNJUDGED = frozenset(("planned", "predicted", "opinion", "no_clear_evidence"))
LETTER_WORDS: Mapping[str, str] = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}  # fmt: skip
NUMBER_WORDS: Mapping[int, str] = {
    1: "confirmed", 2: "probably true", 3: "possibly true", 4: "doubtful", 5: "improbable", 6: "truth cannot be judged",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grade:
    """Two judgements of one claim, side by side.

    Attributes:
        letter: of the source.
        source_why: which kind of source that is, and why the kind has the letter.
        number: of the information.
        information_why: the rule that gave the number.
    """

    letter: Letter
    source_why: str
    number: Number
    information_why: str

    def __str__(self) -> str:
        return f"{self.letter}{self.number}"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of source.

    Attributes:
        id: its name in the table.
        letter: where it stands on the scale.
        words: any of these in a source's name makes it of this kind.
        why: the reason for the letter.
    """

    id: str
    letter: Letter
    words: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class SourceTable:
    """The table that gives letters.

    Attributes:
        kinds: in the order in which they are tried.
        named: name of a source in lower case -> id of its kind.
    """

    kinds: tuple[Kind, ...]
    named: Mapping[str, str]

    def kind(self, kind_id: str) -> Kind:
        """A kind by its id; "unknown" for one that the table lacks."""
        found = {each.id: each for each in self.kinds}
        return found.get(kind_id) or found.get("unknown") or Kind("unknown", "F", (), "the table has no such row")

    def kind_of(self, names: Iterable[str]) -> Kind | None:
        """The kind that the names of a source tell; None for none."""
        folded = [name.casefold() for name in names if name]
        for name in folded:
            if name in self.named:
                return self.kind(self.named[name])
        return next(
            (
                kind
                for kind in self.kinds
                if any(word in name.split() or (" " in word and word in name) for word in kind.words for name in folded)
            ),
            None,
        )


def source_table(own: Path | None = None) -> SourceTable:
    """The table as it is shipped, with the rows of the user's own file before it.

    Args:
        own: a TOML file of the same form; one that does not exist adds nothing.

    Raises:
        InputError: if the user's file cannot be read or has a letter outside A to F.
    """
    shipped = _shipped()
    if own is None or not own.is_file():
        return shipped
    try:
        table = _table(tomllib.loads(own.read_text("utf-8")), own.name)
    except (OSError, ValueError) as error:
        raise InputError(
            f"the table of sources cannot be read: {error}",
            hint="it is TOML: [[kind]] and [[source]]",
            place=Place(own.name),
        ) from None
    ids = {kind.id for kind in table.kinds}
    return SourceTable(
        (*table.kinds, *(kind for kind in shipped.kinds if kind.id not in ids)), {**shipped.named, **table.named}
    )


@cache
def _shipped() -> SourceTable:
    text = (files("lookthrough") / "resources" / "evidence" / "sources.toml").read_text(encoding="utf-8")
    return _table(tomllib.loads(text), "sources.toml")


def _table(read: Mapping[str, Any], name: str) -> SourceTable:
    kinds = []
    for row in read.get("kind", ()):
        letter = str(row.get("letter", ""))
        if letter not in get_args(Letter):
            raise InputError(
                f"{quote(letter)} is no letter of the scale",
                hint="use A to F",
                place=Place(name, None, str(row.get("id", ""))),
            )
        words = tuple(str(word).casefold() for word in row.get("words", ()))
        kinds.append(Kind(str(row.get("id", "")), cast(Letter, letter), words, str(row.get("why", ""))))
    named = {str(row.get("name", "")).casefold(): str(row.get("kind", "")) for row in read.get("source", ())}
    return SourceTable(tuple(kinds), named)


def grade_all(
    told: Sequence[Told], found: Iterable[Contradiction], table: SourceTable, origins: Mapping[str, str] | None = None
) -> dict[str, Grade]:
    """A grade for each claim.

    Args:
        told: claims where they stand.
        found: what the comparators say of them.
        table: gives the letters.
        origins: article id -> id of the origin that it goes back to; copies of one story share it. An article that is
            not named is its own origin.
    """
    agree: set[str] = set()
    against_record: set[str] = set()
    disputed: set[str] = set()
    for one in found:
        if one.kind == "agrees":
            agree.update(one.claims)
        elif one.flagged and one.record is not None:
            against_record.update(one.claims)
        elif one.flagged:
            disputed.update(one.claims)
    by_predicate: dict[str, ByParty[Told]] = {}
    seen: set[object] = set()
    for each in told:
        claim = each.claim
        alike = (claim.predicate, each.subject, each.object, each.denied, claim.stance, _origin(each, origins or {}))
        if alike not in seen:  # a text that says one thing ten thousand times has one origin still
            seen.add(alike)
            by_predicate.setdefault(claim.predicate, ByParty()).add(each.subject, each)
    grades = {}
    for each in told:
        letter, source_why = _letter(each, table)
        like = by_predicate[each.claim.predicate].near(each.subject)
        number, why = _number(each, agree, against_record, disputed, like, origins or {})
        grades[each.id] = Grade(letter, source_why, number, why)
    return grades


def _letter(told: Told, table: SourceTable) -> tuple[Letter, str]:
    speaker = told.claim.speaker
    if speaker.kind in ("unnamed", "caption"):
        kind = table.kind("unnamed")
    elif speaker.kind == "author":
        kind = table.kind_of(told.article.authors) or table.kind("unknown")
    else:
        kind = table.kind_of((speaker.name, speaker.carrier)) or (
            table.kind("party_concerned") if overlap(told.speaker, told.subject) else table.kind("unknown")
        )
    return kind.letter, f"{kind.id.replace('_', ' ')}: {kind.why}"


def _number(
    told: Told,
    agree: set[str],
    against_record: set[str],
    disputed: set[str],
    like: Sequence[Told],
    origins: Mapping[str, str],
) -> tuple[Number, str]:
    if told.claim.stance in UNJUDGED:
        return 6, f"{told.claim.stance.replace('_', ' ')}: nothing that could be borne out"
    if told.id in agree:
        return 1, "agrees with the official record"
    if told.id in against_record:
        return 5, "the official record contradicts it"
    if told.id in disputed:
        return 4, "another account contradicts it, and no record settles which is right"
    same = [told, *(each for each in like if each.id != told.id and _same_claim(told, each))]
    # What is only passed on adds no origin to what others say themselves.
    count = len({_origin(each, origins) for each in same if each.claim.stance != "reported"})
    if count >= 2:
        return 1, f"{count} independent origins state it"
    return 3, "a single origin states it"


def _origin(told: Told, origins: Mapping[str, str]) -> str:
    """Where a claim comes from: what a named speaker says is one origin wherever it is carried."""
    if told.claim.speaker.kind == "author":
        return origins.get(told.article.id, told.article.id)
    return f"said by {told.claim.speaker.name}"


def _same_claim(one: Told, other: Told) -> bool:
    if one.denied != other.denied or other.claim.stance in UNJUDGED:
        return False
    return (
        same_party(one.subject, other.subject)
        and bool(one.claim.object)
        and (same_party(one.object, other.object) or overlap(one.object, other.object))
    )
