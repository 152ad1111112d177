"""GLiNER from a local folder as an extractor: names that the rules then weigh.

The package `gliner` is no dependency; who has it and a folder of weights can use both. Nothing is fetched: the folder
must hold the model.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
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
_WORDS = re.compile(r"\w+(?:[-_]\w+)*|\S")
_SHARED = 24
"""Words that two windows share, so that a name at the border stands whole in one of them."""


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
        for switch in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
            os.environ[switch] = "1"  # a folder that names its backbone instead of holding it would be completed online
        try:
            import gliner  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 - not a dependency
        except ImportError:
            raise StateError("the package gliner is not installed", hint="install gliner to use such a model") from None
        try:
            self._model: Any = gliner.GLiNER.from_pretrained(str(folder), local_files_only=True)
        except Exception as error:  # it lets through what torch, transformers, tokenizers and json raise of a bad file
            reason = str(error).partition("\n")[0][:200] or type(error).__name__
            raise StateError(
                f"no GLiNER model can be read from {folder}: {reason}",
                hint="the folder must hold gliner_config.json, the weights and the tokenizer; nothing is fetched",
            ) from None
        self._folder, self._threshold = folder, threshold

    @property
    def label(self) -> str:
        """The folder's name."""
        return f"gliner:{self._folder.name}"

    def read(self, passage: str) -> Proposals:
        """The names of one passage; GLiNER reads no claims."""
        names: dict[ProposedName, None] = {}
        for start, window in self._windows(passage):
            for hit in self._model.predict_entities(window, list(_LABELS), threshold=self._threshold):
                first, last = start + int(hit["start"]), start + int(hit["end"])
                if hit["label"] in _LABELS and start <= first < last <= start + len(window):
                    names[ProposedName(first, last, _LABELS[hit["label"]])] = None
        return Proposals(names=tuple(names))

    def _windows(self, passage: str) -> Iterator[tuple[int, str]]:
        """As many words as the model takes at once, for it passes over what is behind them."""
        words = [match.span() for match in _WORDS.finditer(passage)]
        most = max(2 * _SHARED, int(self._model.config.max_len))
        for first in range(0, max(1, len(words) - _SHARED), most - _SHARED):
            window = words[first : first + most]
            if window:
                yield window[0][0], passage[window[0][0] : window[-1][1]]
