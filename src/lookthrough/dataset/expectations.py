"""Can this be the whole list? An edition is believed only when its size says so.

The numbers: an edition with fewer than `SMALLEST_PART` of the previous edition's entries of a list is not believed
unless the user says so; the passport's bounds hold for the edition as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from lookthrough.errors import ExpectationError, Issues
from lookthrough.sources.base import Passport

#: A newer edition keeps at least this part of each list's entries. Lists shrink by a few per cent in a busy month;
#: losing half at once means a cut-off file, an excerpt or another file under the same name.
SMALLEST_PART = Fraction(1, 2)


def check(
    passport: Passport,
    entries: Mapping[str, int],
    previous: Mapping[str, int] | None,
    *,
    accept_shrink: bool = False,
    from_network: bool = False,
    issues: Issues,
) -> None:
    """Refuse an edition that cannot be the whole list.

    Args:
        passport: what the source expects of itself.
        entries: list id -> entries of the new edition.
        previous: the same of the newest edition that is not younger; None when there is none, or when the new one
            is loaded for history and older than all that is kept.
        accept_shrink: the user knows that lists became small. An empty edition is never accepted.
        from_network: an official address must give the whole list; from disk, an excerpt is the user's own
            business and only warns.
        issues: takes the warnings.

    Raises:
        ExpectationError: if the edition is empty, shrank too much, or is too small to come from its publisher.
    """
    total = sum(entries.values())
    if total == 0:
        raise ExpectationError(
            f"the edition of {passport.id} holds no entry at all",
            hint="check that these are the publisher's files; nothing was replaced",
        )
    if previous:
        _check_shrink(passport, entries, previous, accept_shrink=accept_shrink, issues=issues)
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


def _check_shrink(
    passport: Passport,
    entries: Mapping[str, int],
    previous: Mapping[str, int],
    *,
    accept_shrink: bool,
    issues: Issues,
) -> None:
    shrunk = [
        f"{list_id} from {before} to {entries.get(list_id, 0)}"
        for list_id, before in sorted(previous.items())
        if entries.get(list_id, 0) < before * SMALLEST_PART
    ]
    if not shrunk:
        return
    message = f"lists of {passport.id} lost more than half of their entries: {', '.join(shrunk)}"
    if not accept_shrink:
        raise ExpectationError(
            message, hint="the last good edition stays in force; --accept-shrink takes the new one as it is"
        )
    issues.warn("shrink-accepted", message, hint="a list without any entry keeps its last edition that had some")
