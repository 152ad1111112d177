"""The page about one listed party: its names, listings and verdicts, and what documents say of it.

A time line shows listings and claims in one order. Denials stand beside the accusations that they answer, and every
quote in its paragraph. Without documents the page shows the listings alone and says so.
"""

from __future__ import annotations

from lookthrough.evidence.grades import LETTER_WORDS, NUMBER_WORDS
from lookthrough.model.listing import Listing
from lookthrough.report import wording
from lookthrough.report.claims import EvidenceReport
from lookthrough.report.claims_page import MOMENTS_SHOWN, ClaimsPage, Moment, claim_sentence
from lookthrough.report.claims_words import STANCE_WORDS, predicate_words
from lookthrough.report.finding import EntityReport
from lookthrough.report.grounding import Grounding
from lookthrough.report.official_record import record_of
from lookthrough.report.owners_page import view_of
from lookthrough.report.render_html import page

_NOTHING = EvidenceReport(title="", documents=(), claims=(), contradictions=())


def moments_of(report: EntityReport, claims: ClaimsPage) -> tuple[list[Moment], int]:
    """Listings and claims about the party in one order, and how many did not fit."""
    listings = [moment for listing in report.entity.listings for moment in _of_listing(listing)]
    moments = sorted(
        (*listings, *(one for one in claims.moments if one.kind != "record")), key=lambda one: (one.when, one.says)
    )
    return moments[:MOMENTS_SHOWN], max(0, len(moments) - MOMENTS_SHOWN)


def _of_listing(listing: Listing) -> list[Moment]:
    title = wording.short_title(listing.list_id)
    record = record_of(listing)
    found = []
    if record.announced is not None:
        found.append(Moment(record.announced.iso, "record", f"Addition to the {title} announced. {record.says}"))
    if listing.since is not None:
        cited = f" [{listing.citations[0]}]" if listing.citations else ""
        found.append(
            Moment(listing.since.iso, "record", f"On the {title} as {listing.listed_name}, as the list prints{cited}.")
        )
    if listing.until is not None:
        found.append(
            Moment(listing.until.iso, "record", f"No longer on the {title} ({listing.until_basis or 'stated'}).")
        )
    return found


def render_entity(report: EntityReport) -> str:
    """The page of one listed party."""
    evidence = report.evidence or _NOTHING
    view = ClaimsPage(evidence)
    moments, cut = moments_of(report, view)
    grounding = Grounding(report.as_of, report.grounds)
    return page(
        "entity.html.j2",
        title=report.entity.name,
        version=report.version,
        generated="",
        entity=report.entity,
        answer=report,
        grounding=grounding,
        owners=view_of(report.owners, grounding) if report.owners else None,
        day=wording.day_words(report.as_of),
        view=view,
        report=evidence,
        read=report.evidence is not None,
        moments=moments,
        moments_cut=cut,
        predicate_words=predicate_words,
        stance_words=STANCE_WORDS,
        letters=LETTER_WORDS,
        numbers=NUMBER_WORDS,
        sentence=claim_sentence,
    )
