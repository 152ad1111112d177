"""GLiNER from a local folder as an extractor: names that the rules then weigh.

The package `gliner` is no dependency; who has it and a folder of weights can use both. Nothing is fetched: the folder
must hold the model.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lookthrough.errors import NotFoundError, StateError
from lookthrough.evidence.extractor import Proposals, ProposedName
from lookthrough.model.claim import MentionKind

_LABELS: dict[str, MentionKind] = {
    "person": "person",
    "company": "organization",
    "government body": "organization",
    "organization": "organization",
    "country or place": "place",
    "sanctions list": "list",
}


class Gliner:
    """A GLiNER model in a folder.

    Args:
        folder: with the model's weights and configuration.
        threshold: the model's own score from which a name is proposed, 0..1.

    Raises:
        NotFoundError: if there is no such folder.
        StateError: if the package is not installed, or the folder holds no model.
    """

    def __init__(self, folder: Path, *, threshold: float = 0.5) -> None:
        if not folder.is_dir():
            raise NotFoundError(f"there is no folder {folder}", hint="give a folder that holds a GLiNER model")
        try:
            import gliner  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 - not a dependency
        except ImportError:
            raise StateError("the package gliner is not installed", hint="install gliner to use such a model") from None
        try:
            self._model: Any = gliner.GLiNER.from_pretrained(str(folder), local_files_only=True)
        except (OSError, ValueError, KeyError) as error:
            raise StateError(f"no GLiNER model can be read from {folder}: {error}") from None
        self._folder, self._threshold = folder, threshold

    @property
    def label(self) -> str:
        """The folder's name."""
        return f"gliner:{self._folder.name}"

    def read(self, passage: str) -> Proposals:
        """The names of one passage; GLiNER reads no claims."""
        found = self._model.predict_entities(passage, list(_LABELS), threshold=self._threshold)
        names = (
            ProposedName(int(hit["start"]), int(hit["end"]), _LABELS[hit["label"]])
            for hit in found
            if hit["label"] in _LABELS
        )
        return Proposals(names=tuple(name for name in names if 0 <= name.start < name.end <= len(passage)))
