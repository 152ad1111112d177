"""From files to an answer about documents: read, link, keep, compare; what the verbs `read` and `claims` do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from lookthrough.dataset.snapshot import Snapshot
from lookthrough.errors import Issues, NotFoundError
from lookthrough.evidence.comparators.material import Listed, Official
from lookthrough.evidence.extractor import Extractor
from lookthrough.evidence.grades import source_table
from lookthrough.evidence.reviews import Reviewed, fold
from lookthrough.evidence.store import EvidenceStore, ReadDocument
from lookthrough.match.engine import Engine
from lookthrough.model.claim import Claim
from lookthrough.model.listing import Listing
from lookthrough.report.claims import Asked, EvidenceReport, narrowed, report_claims
from lookthrough.report.documents import Progress, Reading, find_documents, read_documents
from lookthrough.report.finding import ListUsed
from lookthrough.report.known_parties import KnownParties, known_parties
from lookthrough.report.likely_parties import LikelyParties
from lookthrough.report.official_record import official_record

#: Documents held in memory before they are kept.
BATCH = 50


@dataclass
class EvidenceRoom:
    """The documents of a home folder and the lists that they are read against.

    Attributes:
        store: what was read before.
        snapshot: the lists; None where none is loaded.
        engine: opens the index of their names; asked only where a name is not printed so on any list.
        lists: the same for the reader.
        version: of Lookthrough.
    """

    store: EvidenceStore
    snapshot: Snapshot | None
    engine: Callable[[], Engine]
    lists: tuple[ListUsed, ...]
    version: str

    @cached_property
    def parties(self) -> KnownParties | None:
        """The names that documents are searched for; None where no list is loaded."""
        return known_parties(self.snapshot.index_rows()) if self.snapshot else None

    def read(  # noqa: PLR0913 - the arguments of the verb, by name
        self,
        what: Iterable[str | Path],
        *,
        now: datetime,
        keep: bool,
        stdin: Callable[[], bytes] | None = None,
        use_spacy: bool = False,
        extractors: Iterable[Extractor] = (),
        issues: Issues,
        progress: Progress | None = None,
        grounds: tuple[str, ...] = (),
    ) -> EvidenceReport:
        """Read documents, keep them, and say what they say.

        Raises:
            InputError: if nothing is named, or a path does not exist.
            StateError: if what was kept before was changed.
        """
        found = find_documents(what, stdin, issues)
        when = now.isoformat(timespec="seconds")
        first_seen = self.store.first_taken_in()
        reading = Reading(
            parties=self.parties,
            captured=lambda sha256: first_seen.get(sha256, when),
            version=self.version,
            snapshot=self.snapshot.id if self.snapshot else "",
            resolve=LikelyParties(self.engine, self.parties) if self.parties else None,
            use_spacy=use_spacy,
            extractors=tuple(extractors),
        )
        read = read_documents(found, reading, issues, progress)
        documents: list[ReadDocument] = []
        for batch in _batches(read, BATCH):
            if keep:
                self.store.keep(batch, when)
            documents += [document for _, document in batch]
        if self.snapshot is None:
            issues.note(
                "no-list",
                "no list is loaded: no party is linked to an entry, nothing is compared with the record",
                hint="`lookthrough load` or `lookthrough update` first",
            )
        name = documents[0].rendition.capture.name if documents else "nothing"
        title = name if len(documents) == 1 else f"{len(documents)} documents"
        return narrowed(self.report(documents, title=title, now=now, issues=issues), grounds=grounds)

    def claims(
        self,
        *,
        about: str = "",
        speaker: str = "",
        contradictions: bool = False,
        grounds: tuple[str, ...] = (),
        now: datetime,
        issues: Issues,
    ) -> EvidenceReport:
        """What everything that was read says, narrowed to what is asked.

        Raises:
            NotFoundError: if nothing was read yet.
            StateError: if what was kept was changed.
        """
        documents = list(self.store.documents())
        if not documents:
            raise NotFoundError("no document was read yet", hint="`lookthrough read articles/` reads a folder of them")
        whole = self.report(documents, title=f"Claims about {about}" if about else "Claims", now=now, issues=issues)
        entities = self._entities_named(about) if about else ()
        return narrowed(
            whole, about=about, entities=entities, speaker=speaker, contradictions=contradictions, grounds=grounds
        )

    def _entities_named(self, about: str) -> tuple[str, ...]:
        if self.parties is None:
            return ()
        hits = self.parties.dictionary.scan(about)
        named = tuple(entity for hit in hits if hit.end - hit.start == len(about.strip()) for entity in hit.entities)
        return (*named, self.parties.one_id(about))

    def report(self, documents: Sequence[ReadDocument], *, title: str, now: datetime, issues: Issues) -> EvidenceReport:
        """What some documents say, compared with each other and the record."""
        claims = [claim for document in documents for claim in document.claims]
        asked = Asked(
            official=self._official(claims),
            table=source_table(self.store.source_table),
            reviews=self.store.reviews(),
            lists=self.lists,
            snapshot=self.snapshot.id if self.snapshot else "",
            version=self.version,
            generated=now,
            listings=self._listings(claims),
        )
        return report_claims(documents, asked, title=title, issues=issues)

    def _listings(self, claims: Sequence[Claim]) -> dict[str, tuple[Listing, ...]]:
        """Per entity that claims are linked to its listings, those of the same party on other lists among them."""
        if self.snapshot is None:
            return {}
        wanted = self._ids_of(claims)
        entities = self.snapshot.entities(each for ids in wanted.values() for each in ids)
        return {
            entity: tuple(listing for each in ids if each in entities for listing in entities[each].listings)
            for entity, ids in wanted.items()
        }

    def _ids_of(self, claims: Sequence[Claim]) -> dict[str, tuple[str, ...]]:
        """Per entity that claims are linked to every id of the same party."""
        linked = dict.fromkeys(e for claim in claims for e in (claim.subject_entity, claim.object_entity) if e)
        return {each: tuple(self.parties.all_ids(each)) if self.parties else (each,) for each in linked}

    def _official(self, claims: Sequence[Claim]) -> Official:
        if self.snapshot is None:
            return Official()
        editions = {used.id: used.edition for used in self.lists if used.entries}
        wanted = self._ids_of(claims)
        official = official_record(self.snapshot, editions, claims, [e for ids in wanted.values() for e in ids])
        listed = {each: _merged(official, ids) for each, ids in wanted.items()}
        return replace(official, listed=listed)

    def reviewed(self) -> list[Reviewed]:
        """Every claim as it stands after its reviews."""
        claims = [claim for document in self.store.documents() for claim in document.claims]
        return fold(claims, self.store.reviews())


def _merged(official: Official, ids: Iterable[str]) -> tuple[Listed, ...]:
    found = [one for each in ids for one in official.listings_of(each)]
    return tuple(
        sorted(found, key=lambda one: (one.since.earliest.isoformat() if one.since else "9999", one.record.list_id))
    )


def _batches(read: Iterator[tuple[bytes, ReadDocument]], size: int) -> Iterator[list[tuple[bytes, ReadDocument]]]:
    batch: list[tuple[bytes, ReadDocument]] = []
    for each in read:
        batch.append(each)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
