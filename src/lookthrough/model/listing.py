"""A listing: one entry on one list under one legal programme, with its dates and its verbatim cells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from lookthrough.model.dates import PartialDate, Truth, from_iso

UntilBasis = Literal["stated", "absent from a later edition", ""]


@dataclass(frozen=True, slots=True)
class Listing:
    """One entry, one period.

    Attributes:
        id: the record that it was read from.
        entity_id: whom it lists.
        list_id: the list, e.g. "us_bis_entity_list".
        listed_name: the primary name as the entry prints it.
        edition: the newest edition that prints the entry, ISO day.
        seen_from: the oldest edition of ours that prints it, ISO day.
        programmes: the legal programmes as printed.
        since: when the entry began; None when the publisher does not say.
        effective: when what it forbids began to apply, where that is another day (NS-CMIC); None otherwise.
        until: when the entry ended; None while it stands or when unknown.
        until_basis: whether the publisher states the end or a later edition merely lacks the entry.
        divest_until: last day for sales to divest (NS-CMIC); None otherwise.
        citations: Federal Register or other notices, as printed, oldest first.
        requirement: the licence requirement, verbatim.
        policy: the licence review policy, verbatim.
        footnotes: footnote numbers read from the requirement ("1" to "5" on the Entity List).
        reach: "subsidiaries" where the entry itself says so; "" otherwise.
        sublists: parts of the list that the entry stands in, as printed.
        remarks: the publisher's remarks, verbatim.
        cells: every non-empty source cell as (column, text), in file order.
        file, row: where the entry stands.
        source_url: the publisher's page where it names one.
    """

    id: str
    entity_id: str
    list_id: str
    listed_name: str
    edition: str = ""
    seen_from: str = ""
    programmes: tuple[str, ...] = ()
    since: PartialDate | None = None
    effective: PartialDate | None = None
    until: PartialDate | None = None
    until_basis: UntilBasis = ""
    divest_until: PartialDate | None = None
    citations: tuple[str, ...] = ()
    requirement: str = ""
    policy: str = ""
    footnotes: tuple[str, ...] = ()
    reach: str = ""
    sublists: tuple[str, ...] = ()
    remarks: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    file: str = ""
    row: int = 0
    source_url: str = ""

    def in_force(self, as_of: date) -> Truth:
        """Was the entry on the list on this day?

        An entry without a printed date is known to stand from the oldest edition of ours that shows it; before that
        the answer is "unknown", never "no". So it is between the last edition that prints an entry and the first
        that lacks it: it went on some day in between.
        """
        began = self._began(as_of)
        if began == "no":
            return "no"
        ended: Truth = self.until.by(as_of) if self.until else "no"
        if ended == "no" and self.until_basis == "absent from a later edition" and self.edition:
            ended = "unknown" if as_of > from_iso(self.edition).latest else "no"
        if ended == "yes":
            return "no"
        return "yes" if began == "yes" and ended == "no" else "unknown"

    def _began(self, as_of: date) -> Truth:
        if self.since is not None:
            return self.since.by(as_of)
        if self.seen_from and from_iso(self.seen_from).by(as_of) == "yes":
            return "yes"
        return "unknown"
