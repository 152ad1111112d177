"""Files, folders and standard input as documents with their claims; a bad one costs none of the others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lookthrough.errors import InputError, Issues, Place, quote
from lookthrough.evidence.extract import extract
from lookthrough.evidence.mentions import Resolve
from lookthrough.evidence.reading import read_document
from lookthrough.evidence.store import ReadDocument, stands
from lookthrough.report.known_parties import KnownParties

#: The code of the issue that a document could not be read.
UNREADABLE = "unreadable-document"
#: No document larger than this is taken in: its bytes are held while it is read.
LARGEST = 512 * 1024 * 1024
Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """How documents are read.

    Attributes:
        parties: names to look for; None where no list is loaded.
        captured: sha256 -> when those bytes were first taken in.
        version, snapshot: for the record.
        resolve: the matching of the workspace.
        use_spacy: let the packaged model propose names.
    """

    parties: KnownParties | None
    captured: Callable[[str], str]
    version: str
    snapshot: str
    resolve: Resolve | None = None
    use_spacy: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: its name for the reader, and where it lies, or its bytes."""

    name: str
    path: Path | None
    data: bytes = b""


def find_documents(what: Iterable[str | Path], stdin: Callable[[], bytes] | None, issues: Issues) -> list[Found]:
    """The files that are meant, those of a folder in the order of their paths; hidden files are left out and counted.

    Args:
        what: files, folders, and "-" for standard input.
        stdin: gives the bytes of standard input; None where there is none.
        issues: takes what is not there.

    Raises:
        InputError: if nothing is named, or a path does not exist.
    """
    found: list[Found] = []
    hidden = 0
    for each in what:
        if str(each) == "-":
            if stdin is None:
                raise InputError("there is no standard input here", hint="give files or folders")
            found.append(Found("stdin", None, stdin()))
            continue
        path = Path(each).expanduser()
        if path.is_dir():
            inside = sorted(one for one in path.rglob("*") if one.is_file())
            kept = [one for one in inside if not any(part.startswith(".") for part in one.relative_to(path).parts)]
            hidden += len(inside) - len(kept)
            found.extend(Found(one.name, one) for one in kept)
        elif path.exists():
            found.append(Found(path.name, path))
        else:
            raise InputError(
                f"there is no file or folder {quote(str(each))}", hint="check the path; - reads standard input"
            )
    if hidden:
        issues.note("hidden-file", f"{hidden} hidden files were left out", hint="name them one by one to read them")
    if not found:
        raise InputError(
            "there is nothing to read", hint="name files or folders with documents, or - for standard input"
        )
    return found


def read_documents(
    found: Sequence[Found], reading: Reading, issues: Issues, progress: Progress | None = None
) -> Iterator[tuple[bytes, ReadDocument]]:
    """Each document with what was read from it, in order; the same bytes are read once.

    Args:
        found: what to read.
        reading: how.
        issues: takes every document that could not be read, and why.
        progress: is told how far the work is.
    """
    known = reading.parties.dictionary if reading.parties else ()
    seen: dict[str, str] = {}
    for number, each in enumerate(found, start=1):
        if progress:
            progress("documents read", number, len(found))
        try:
            data = _bytes(each)
            sha256 = hashlib.sha256(data).hexdigest()
            if sha256 in seen:
                issues.note("same-document", f"the same bytes as {quote(seen[sha256])}; read once", Place(each.name))
                continue
            rendition = read_document(data, each.name, issues=issues, captured=reading.captured(sha256))
        except InputError as error:
            place = error.place or Place(each.name)
            issues.error(UNREADABLE, error.message, place, error.hint)
            continue
        seen[sha256] = each.name
        extraction = extract(rendition, known=known, resolve=reading.resolve, use_spacy=reading.use_spacy)
        kept = tuple(claim for claim in extraction.claims if stands(claim, rendition.text))
        lost = len(extraction.claims) - len(kept)
        dropped = (*extraction.dropped, ("quote not found in the stored text", lost)) if lost else extraction.dropped
        told = tuple(sorted(dropped))
        yield data, ReadDocument(rendition, extraction.mentions, kept, reading.version, reading.snapshot, told)


def _bytes(found: Found) -> bytes:
    if found.path is None:
        return found.data
    try:
        if found.path.stat().st_size > LARGEST:
            raise InputError(
                f"the document is larger than {LARGEST // 2**20} MB", hint="split it", place=Place(found.name)
            )
        return found.path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise InputError(
            f"the document cannot be opened: {reason}", hint="check the path", place=Place(found.name)
        ) from None
