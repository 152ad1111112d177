"""The verbs of a workspace that are about documents: read them, ask what they say, decide about claims, verify."""

# ruff: noqa: PLC0415 - a verb loads its rooms when it is asked: whoever screens a name waits for no other (decision 0004)

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lookthrough.dataset.snapshot import Snapshot
from lookthrough.dataset.store import Store
from lookthrough.errors import Issues
from lookthrough.report.lists_used import lists_used
from lookthrough.version import VERSION

if TYPE_CHECKING:
    from lookthrough.evidence.extractor import Extractor
    from lookthrough.evidence.store import EvidenceStore
    from lookthrough.match.engine import Engine
    from lookthrough.report.accepted import AcceptedClaims
    from lookthrough.report.claims import EvidenceReport
    from lookthrough.report.documents import Progress
    from lookthrough.report.evidence_room import EvidenceRoom


class EvidenceVerbs:
    """What a workspace can be asked about documents; the workspace gives its store, clock, lists and their index."""

    store: Store
    _clock: Callable[[], datetime]

    @property
    def engine(self) -> Engine:
        """Finds names in the snapshot."""
        raise NotImplementedError

    def _snapshot_or_none(self) -> Snapshot | None:
        raise NotImplementedError

    def read(
        self,
        *what: str | Path,
        keep: bool = True,
        stdin: Callable[[], bytes] | None = None,
        use_spacy: bool = False,
        extractors: Iterable[Extractor] = (),
        progress: Progress | None = None,
        grounds: Iterable[str] = (),
    ) -> EvidenceReport:
        """Read documents into attributed claims with their exact quotes, and say what disagrees.

        Works without any list; then no party is linked to an entry, and the report says so. A document that cannot be
        read is an issue of the report and costs none of the others.

        Args:
            what: files and folders; "-" is standard input.
            keep: keep the documents and their claims in the home folder, for `claims`.
            stdin: gives the bytes of standard input.
            use_spacy: let the packaged English model propose further names.
            extractors: stronger extractors, e.g. of `named_extractor`; a document that one of them cannot be asked
                about is an issue and counts as unread.
            progress: is told how many documents are read.
            grounds: put claims about parties that were listed on these grounds first; none is left out.

        Raises:
            InputError: if nothing is named, a path does not exist, or a ground is not known.
            StateError: if what was kept before was changed, or another process writes here.
        """
        issues, room, wanted = Issues(), self._room(), _wanted(grounds)
        with self.store.writing("read") if keep else nullcontext():
            return room.read(what, now=self._clock(), keep=keep, stdin=stdin, use_spacy=use_spacy,
                             extractors=extractors, issues=issues, progress=progress, grounds=wanted)  # fmt: skip

    def claims(
        self, *, about: str = "", speaker: str = "", contradictions: bool = False, grounds: Iterable[str] = ()
    ) -> EvidenceReport:
        """What the documents that were read say.

        Args:
            about: only claims about this party: a name, words of a name, or an entity id.
            speaker: only what this one says; "author" for the articles' own voice.
            contradictions: what disagrees, instead of the claims.
            grounds: put claims about parties that were listed on these grounds first; none is left out.

        Raises:
            InputError: if a ground is not known.
            NotFoundError: if no document was read yet.
            StateError: if what was kept was changed.
        """
        return self._room().claims(
            about=about, speaker=speaker, contradictions=contradictions, grounds=_wanted(grounds), now=self._clock(),
            issues=Issues(),
        )  # fmt: skip

    def review(self, claim: str, action: str, *, by: str, reason: str, changes: Mapping[str, str] | None = None) -> str:
        """Accept, reject or correct a claim; the decision is added to a log that is never changed.

        Args:
            claim: its id, or the first digits of it.
            action: "accept", "reject" or "edit".
            by, reason: who decides, and why.
            changes: of an edit, field -> value.

        Returns:
            The claim's whole id.

        Raises:
            InputError: if a part is missing or cannot be used.
            NotFoundError: if there is no such claim.
            StateError: if the log was changed, or another process writes here.
        """
        from lookthrough.evidence.reviews import review

        store = self._documents()
        whole = store.claim(claim).id
        decided = review(
            whole, action, by=by, reason=reason, when=self._clock().isoformat(timespec="seconds"), changes=changes
        )
        with self.store.writing("review"):
            store.record(decided)
        return whole

    def verify_evidence(self) -> int:
        """Read every kept byte, text and quote of the evidence again and compare them with what was written.

        Returns:
            How many quotes stand where they should.

        Raises:
            StateError: at the first one that is not the one that was written.
        """
        return self._documents().verify()

    def _accepted(self) -> AcceptedClaims | None:
        """The claims that findings may cite; None where no document was ever kept."""
        if not (self.store.home / "evidence").is_dir():
            return None
        from lookthrough.report.accepted import accepted_claims

        return accepted_claims(self._documents())

    def _about(self, entity_id: str) -> EvidenceReport | None:
        """What the documents say of a listed party; None where no document was read."""
        if not self._documents().known():
            return None
        return self.claims(about=entity_id)

    def _documents(self) -> EvidenceStore:
        from lookthrough.evidence.store import EvidenceStore

        return EvidenceStore(self.store.home)

    def _room(self) -> EvidenceRoom:
        from lookthrough.report.evidence_room import EvidenceRoom

        snapshot = self._snapshot_or_none()
        lists = tuple(lists_used(self.store, snapshot)) if snapshot else ()
        return EvidenceRoom(self._documents(), snapshot, lambda: self.engine, lists, VERSION)


def _wanted(grounds: Iterable[str]) -> tuple[str, ...]:
    """The grounds asked for; none for all."""
    from lookthrough.rules.grounds import checked

    asked = tuple(grounds)
    return checked(asked) if asked else ()
