"""The libraries of the extra `lookthrough[evidence]`: loaded when a format first needs them, asked for by name."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType

from lookthrough.errors import InputError, Place


def library(module: str, what: str, name: str) -> ModuleType:
    """Load an optional library.

    Args:
        module: its import name.
        what: what it reads, for the message ("PDF files").
        name: the document that needs it.

    Raises:
        InputError: if it is not installed; the hint says what to install.
    """
    try:
        return import_module(module)
    except ImportError:
        raise InputError(
            f"{what} are read with {module.partition('.')[0]}, which is not installed",
            hint="pip install 'lookthrough[evidence]'",
            place=Place(name),
        ) from None


@cache
def version_of(distribution: str) -> str:
    """An installed library's version; "?" where it does not say."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "?"
