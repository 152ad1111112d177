"""Listed parties that direct a company, or sign for it: neither ownership nor control, and yet something to tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lookthrough.model.attribution import ControlSign
from lookthrough.model.exposure import Exposure, Step
from lookthrough.model.listing import Listing
from lookthrough.model.register import Tie
from lookthrough.report.named_itself import says_listed
from lookthrough.report.owners import ListedParty
from lookthrough.report.ownership_study import Study


@dataclass(frozen=True, slots=True)
class ListedOfficer:
    """One listed party that is an officer of a party.

    Attributes:
        listed: the listed party.
        ties: what registers state of it.
        company: the name of the party asked.
    """

    listed: ListedParty
    ties: tuple[Tie, ...]
    company: str

    @property
    def signs(self) -> tuple[ControlSign, ...]:
        """What rules judge by."""
        return tuple(ControlSign("officer", self.listed.name, tie.origin) for tie in self.ties)

    def exposure(self, study: Study, party: str, listing: Listing) -> Exposure:
        """The path to one of its listings, with what listed parties hold of the company."""
        first = self.ties[0]
        found = f"{self.listed.how} score {self.listed.score:.2f} [{listing.list_id}, {listing.edition}]"
        path = (
            Step("directed_by", self.company, self.listed.name, evidence=f"{first.role}; {first.origin}"),
            Step("is", self.listed.name, listing.listed_name, evidence=found, as_of=listing.edition),
        )
        return Exposure("directed", listing, path=path, attributions=study.attributions(party)[1:], signs=self.signs)


def listed_officers(study: Study, party: str) -> Iterator[ListedOfficer]:
    """The officers of a party asked about that are listed, or may be, as they are stated for the day.

    Args:
        study: of which the party is a start.
        party: its id.
    """
    ties = study.officers.get(party, ())
    for officer in dict.fromkeys(tie.source for tie in ties):
        stated = tuple(tie for tie in ties if tie.source == officer)
        for listed in study.listed.get(officer, ()):
            yield ListedOfficer(listed, stated, study.gathered.name(party))


def says_officers(study: Study, party: str) -> str:
    """Who of the officers is listed, by which list and where that is stated, as sentences; "" where none is."""
    said = []
    for officer, ties in _by_officer(study, party).items():
        name = study.gathered.name(officer)
        told = "; ".join(f"{tie.role} of {study.gathered.name(party)} [{tie.origin}]" for tie in ties)
        said.append(f"{name}: {told}. {says_listed(name, study.listed[officer], study.question.as_of)}")
    return " ".join(said)


def _by_officer(study: Study, party: str) -> dict[str, tuple[Tie, ...]]:
    found: dict[str, tuple[Tie, ...]] = {}
    for each in listed_officers(study, party):
        found[each.ties[0].source] = each.ties
    return found
