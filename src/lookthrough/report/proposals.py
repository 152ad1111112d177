"""Pairs of a register party and a list entry that nobody has decided yet, as a table that a person fills in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from lookthrough.report.owners import ListedParty, OwnersReport
from lookthrough.report.render_csv import neutral

COLUMNS = ("party", "name", "entity", "listed_name", "lists", "score", "says", "decision", "who", "why", "date")
"""Of a table of proposals. A person fills in the last four, and the table is one of decisions."""


def proposals(report: OwnersReport) -> Iterator[ListedParty]:
    """Every pair of a party and an entry that rests on a name or a code and that nobody has decided, once each."""
    seen = set()
    for answer in report.answers:
        for each in answer.listed:
            pair = (each.party, each.entity_id)
            if pair not in seen and each.party != each.entity_id and not each.how.startswith("decided "):
                seen.add(pair)
                yield each


def proposals_csv(report: OwnersReport) -> str:
    """The proposals as a table, least sure first; filled in, it is a file of decisions."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in sorted(proposals(report), key=lambda listed: (listed.score, listed.party, listed.entity_id)):
        says = "; ".join(reason.says for reason in each.reasons) or each.how
        lists = ", ".join(dict.fromkeys(listing.list_id for listing in each.listings))
        name = next((reason.list_value for reason in each.reasons if reason.feature.startswith("name")), "")
        listed = name or (each.listings[0].listed_name if each.listings else "")
        cells = (each.party, each.name, each.entity_id, listed, lists, f"{each.score:.4f}", says)
        writer.writerow([neutral(cell) for cell in cells] + [""] * 4)
    return text.getvalue()
