"""Words for claims and contradictions that every view shares."""

from __future__ import annotations

from lookthrough.model.claim import Claim, Contradiction
from lookthrough.report.claims import EvidenceReport
from lookthrough.report.wording import plural

KIND_WORDS = {
    "parts_do_not_add_up": "parts do not add up",
    "count": "different counts",
    "amount": "different amounts",
    "date": "a day that cannot be right",
    "before_founding": "before it was founded",
    "attribute": "one attribute, two values",
    "direction": "which way a restriction goes, and how hard",
    "denial": "denied",
    "retraction": "taken back",
    "variant": "the same words",
    "agrees": "agrees with the record",
}
PREDICATE_WORDS = {
    "added_to_list": "put on a list", "listed_on": "is on", "removed_from_list": "took off a list",
    "considered_for_list": "weighs listing",
    "listed_because": "is listed for", "implicated_in": "is said to have part in", "restricts": "restricts",
    "licence_policy": "licences:",
    "sanctioned": "imposed sanctions on", "visa_restrictions_on": "keeps from entering", "supplies": "supplies",
    "sells_to": "sells to",
    "contract_with": "has a contract with", "partners_with": "works with", "produces": "makes", "owns": "owns",
    "invests_in": "invests in",
    "holds_shares": "holds shares of", "index_includes": "includes", "divested": "sold out of",
    "backed_by": "is backed by",
    "founded_by": "was founded by", "role_at": "has a post at", "same_as": "is the same as", "based_in": "is based in",
    "sector": "works in", "exchange_listed_on": "is traded at", "denies": "denies", "opposes": "opposes",
    "accuses": "accuses",
    "condemns": "condemns", "calls_for": "calls for", "detains": "holds in custody",
}  # fmt: skip
STANCE_WORDS = {
    "asserted": "says so", "reported": "passes it on", "alleged": "accuses", "denied": "denies it",
    "planned": "intends it",
    "predicted": "expects it", "opinion": "holds an opinion", "no_clear_evidence": "sees no clear evidence",
}  # fmt: skip
FAMILIES = (
    ("Listings and sanctions", ("added_to_list", "listed_on", "removed_from_list", "considered_for_list",
    "listed_because", "implicated_in",
                                "restricts", "licence_policy", "sanctioned", "visa_restrictions_on")),
    ("Supply and contracts", ("supplies", "sells_to", "contract_with", "partners_with")),
    ("Ownership and money", ("owns", "invests_in", "holds_shares", "index_includes", "divested", "backed_by")),
    ("Accusations and demands", ("accuses", "condemns", "calls_for", "detains")),
    ("Denials and answers", ("denies", "opposes")),
    ("Profile", ("produces", "founded_by", "role_at", "same_as", "based_in", "sector", "exchange_listed_on")),
)  # fmt: skip


def kind_words(found: Contradiction) -> str:
    """What sort of disagreement it is."""
    return KIND_WORDS.get(found.kind, found.kind)


def predicate_words(predicate: str) -> str:
    """A predicate as it reads between its two sides."""
    return PREDICATE_WORDS.get(predicate, predicate.replace("_", " "))


def said_by(claim: Claim) -> str:
    """What a claim says, on one line; of one that is said not to be so, that too."""
    said = f"{claim.subject} {predicate_words(claim.predicate)} {claim.object}".strip()
    return f"{said} (said not to be so)" if claim.negated else said


def family_of(predicate: str) -> str:
    """The heading that a claim stands under."""
    return next((title for title, members in FAMILIES if predicate in members), "Other claims")


def headline(report: EvidenceReport) -> str:
    """The answer in two sentences."""
    files = len({row.file for row in report.documents})
    flagged = sum(one.flagged for one in report.contradictions)
    asked = "".join(
        (f" about {report.about}" if report.about else "", f" said by {report.speaker}" if report.speaker else "")
    )
    where = f"{plural(len(report.documents), 'article')} of {plural(files, 'file')}"
    said = f"{plural(len(report.claims), 'claim')}{asked} in {where}."
    if report.only_contradictions:
        said = f"{plural(len(report.contradictions), 'comparison')}{asked} over {where}."
    disagree = f"{plural(flagged, 'contradiction')} to look at." if flagged else "No contradiction was found."
    return f"{said} {disagree}"
