"""Can this be the whole list? An edition is believed only when its size says so.

The numbers: an edition with fewer than `SMALLEST_PART` of the entries, of the other names or of the entries of one
kind that the kept edition before or after it has is not believed unless the user says so; below `USUAL_PART` of the
edition before it, a warning says so; the passport's bounds hold for the edition as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from lookthrough.errors import ExpectationError, Issues
from lookthrough.sources.base import Passport

#: An edition keeps at least this part of each list's entries. Lists shrink by a few per cent in a busy month;
#: losing half at once means a cut-off file, an excerpt or another file under the same name.
SMALLEST_PART = Fraction(1, 2)
#: Below this part of the edition before it, the reader is told.
USUAL_PART = Fraction(9, 10)
#: Names and kinds are compared from this many on: three vessels on a list may well become one.
LEAST_COMPARED = 50
_PLURALS = {"person": "persons", "vessel": "vessels", "aircraft": "aircraft", "organization": "organisations"}


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted in one edition.

    Attributes:
        entries: list id -> number of entries.
        names: list id -> number of names beside the primary ones; empty when it was not counted.
        kinds: list id -> kind -> number of entries; empty when it was not counted.
        edition: the edition's ISO day; "" for the one that is being judged.
    """

    entries: Mapping[str, int]
    names: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    kinds: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))
    edition: str = ""


def check(
    passport: Passport,
    counts: Counts,
    before: Counts | None = None,
    after: Counts | None = None,
    *,
    accept_shrink: bool = False,
    from_network: bool = False,
    issues: Issues,
) -> None:
    """Refuse an edition that cannot be the whole list.

    Args:
        passport: what the source expects of itself.
        counts: of the new edition.
        before: of the nearest kept edition that is not younger; None when there is none.
        after: of the nearest kept edition that is younger; None when there is none. A list that only this one has
            may be younger than the new edition and is not missed.
        accept_shrink: the user knows that lists became small. An empty edition is never accepted.
        from_network: an official address must give the whole list; from disk, an excerpt is the user's own
            business and only warns.
        issues: takes the warnings.

    Raises:
        ExpectationError: if the edition is empty, shrank too much, or is too small to come from its publisher.
    """
    total = sum(counts.entries.values())
    if total == 0:
        raise ExpectationError(
            f"the edition of {passport.id} holds no entry at all",
            hint="check that these are the publisher's files; nothing was replaced",
        )
    lost = [*_lost(counts, before)] if before else []
    if after:
        lost += [*_lost(counts, after, [each for each in after.entries if counts.entries.get(each)])]
    if lost:
        _refuse_shrink(passport, lost, accept_shrink=accept_shrink, issues=issues)
    elif before:
        _tell_shrink(passport, counts, before, issues)
    if total < passport.min_entries:
        message = f"{passport.id} holds {total} entries, fewer than the {passport.min_entries} that it is known to have"
        if from_network and not accept_shrink:
            raise ExpectationError(
                message, hint="the last good edition stays in force; --accept-shrink takes the new one as it is"
            )
        issues.warn("fewer-entries-than-expected", message, hint="an excerpt says nothing about the rest of the list")
    if total > passport.max_entries:
        issues.warn(
            "more-entries-than-expected",
            f"{passport.id} holds {total} entries, more than the {passport.max_entries} that were foreseen",
        )


def _lost(counts: Counts, other: Counts, lists: list[str] | None = None) -> Iterator[str]:
    """What the new edition has less than half of, in words: of the lists named, else of all that the other one has."""
    when = f" (beside the edition of {other.edition})" if other.edition else ""
    for list_id in sorted(other.entries if lists is None else lists):
        had, has = other.entries[list_id], counts.entries.get(list_id, 0)
        if has < had * SMALLEST_PART:
            yield f"{list_id} from {had} to {has}{when}"
            continue
        had, has = other.names.get(list_id, 0), counts.names.get(list_id, 0)
        if had >= LEAST_COMPARED and has < had * SMALLEST_PART:
            yield f"other names of {list_id} from {had} to {has}{when}"
        for kind, had in sorted(other.kinds.get(list_id, {}).items()):
            has = counts.kinds.get(list_id, {}).get(kind, 0)
            if had >= LEAST_COMPARED and has < had * SMALLEST_PART:
                yield f"{_PLURALS.get(kind, kind)} of {list_id} from {had} to {has}{when}"


def _refuse_shrink(passport: Passport, lost: list[str], *, accept_shrink: bool, issues: Issues) -> None:
    message = f"lists of {passport.id} lost more than half of what they had: {', '.join(lost)}"
    if not accept_shrink:
        raise ExpectationError(
            message, hint="the last good edition stays in force; --accept-shrink takes the new one as it is"
        )
    issues.warn("shrink-accepted", message, hint="a list without any entry keeps its last edition that had some")


def _tell_shrink(passport: Passport, counts: Counts, before: Counts, issues: Issues) -> None:
    for list_id, had in sorted(before.entries.items()):
        has = counts.entries.get(list_id, 0)
        if has < had * USUAL_PART:
            when = f" of {before.edition}" if before.edition else ""
            issues.warn(
                "shrank",
                f"{list_id} of {passport.id} has {has:,} entries, the edition{when} before it had {had:,}",
                hint="check that the file is whole; it was taken as it is",
            )
