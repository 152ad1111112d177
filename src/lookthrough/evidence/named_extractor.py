"""A stronger extractor by the words that a person names it with."""

from __future__ import annotations

from pathlib import Path

from lookthrough.errors import InputError, quote
from lookthrough.evidence.extractor import Extractor
from lookthrough.evidence.gliner_names import Gliner
from lookthrough.evidence.local_model import LocalModel

_GLINER = "gliner:"


def named_extractor(name: str) -> Extractor:
    """The extractor behind a name.

    Args:
        name: "gliner:FOLDER" for a GLiNER model in a folder, or "http://127.0.0.1:PORT/v1#MODEL" for a language model
            on this machine behind an address of the OpenAI type.

    Raises:
        InputError: if it is neither, or the address is not on this machine.
        NotFoundError: if there is no such folder.
        StateError: if gliner is not installed, or the folder holds no model.
    """
    if name.startswith(_GLINER):
        return Gliner(Path(name.removeprefix(_GLINER)).expanduser())
    address, _, model = name.partition("#")
    if address.startswith(("http://", "https://")) and model:
        return LocalModel(address, model)
    raise InputError(f"{quote(name)} names no extractor", hint="write gliner:FOLDER, or http://127.0.0.1:8080/v1#MODEL")
