"""Files, folders, archives and standard input as documents with their claims; a bad one costs none of the others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lookthrough.errors import InputError, Issues, Place, StateError, quote
from lookthrough.evidence.extract import BEHIND_THE_LIMIT, MOST_TOKENS, extract
from lookthrough.evidence.extractor import Extractor
from lookthrough.evidence.gathering import Found, gather
from lookthrough.evidence.mentions import Resolve
from lookthrough.evidence.reading import read_document
from lookthrough.evidence.store import ReadDocument, stands
from lookthrough.report.known_parties import KnownParties

#: The code of the issue that a document could not be read.
UNREADABLE = "unreadable"
#: The code of the issue that a stronger extractor gave no answer about a document.
COULD_NOT_ASK = "could-not-ask"
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
        extractors: stronger extractors; a document that one of them cannot be asked about counts as unread.
        most_tokens: of one document; what is behind them is an error that says how much it is.
    """

    parties: KnownParties | None
    captured: Callable[[str], str]
    version: str
    snapshot: str
    resolve: Resolve | None = None
    use_spacy: bool = False
    extractors: tuple[Extractor, ...] = ()
    most_tokens: int = MOST_TOKENS


def find_documents(what: Iterable[str | Path], stdin: Callable[[], bytes] | None, issues: Issues) -> Iterator[Found]:
    """The documents that are meant, one after the other; what cannot be opened is an issue.

    Args:
        what: files, folders and archives, and "-" for standard input.
        stdin: gives the bytes of standard input; None where there is none.
        issues: takes what cannot be opened.

    Raises:
        InputError: if nothing is named, or a path does not exist; before any document is given.
    """
    sources: list[tuple[Path | bytes, str]] = []
    for each in what:
        if str(each) == "-":
            if stdin is None:
                raise InputError("there is no standard input here", hint="give files or folders")
            sources.append((stdin(), "stdin"))
            continue
        path = Path(each).expanduser()
        if not path.exists():
            raise InputError(
                f"there is no file or folder {quote(str(each))}", hint="check the path; - reads standard input"
            )
        sources.append((path, path.name))
    if not sources:
        raise InputError("there is nothing to read", hint="name files or folders, or - for standard input")
    return _gathered(sources, issues)


def _gathered(sources: Iterable[tuple[Path | bytes, str]], issues: Issues) -> Iterator[Found]:
    for source, name in sources:
        try:
            yield from gather(source, issues, name)
        except InputError as error:
            issues.error(UNREADABLE, error.message, error.place or Place(name), error.hint)


def read_documents(
    found: Iterable[Found], reading: Reading, issues: Issues, progress: Progress | None = None
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
            progress("documents read", number, None)
        sha256 = hashlib.sha256(each.data).hexdigest()
        if sha256 in seen:
            issues.note("same-document", f"the same bytes as {quote(seen[sha256])}; read once", Place(each.name))
            continue
        try:
            rendition = read_document(
                each.data,
                each.name,
                issues=issues,
                captured=each.captured or reading.captured(sha256),
                address=each.address,
                charset=each.charset,
            )
        except InputError as error:
            issues.error(UNREADABLE, error.message, error.place or Place(each.name), error.hint)
            continue
        seen[sha256] = each.name
        try:
            extraction = extract(
                rendition,
                known=known,
                resolve=reading.resolve,
                use_spacy=reading.use_spacy,
                extractors=reading.extractors,
                most_tokens=reading.most_tokens,
            )
        except StateError as error:
            if not reading.extractors:
                raise
            issues.error(COULD_NOT_ASK, error.message, Place(each.name), error.hint)
            continue
        behind = dict(extraction.dropped).get(BEHIND_THE_LIMIT)
        if behind:
            whole = len(rendition.text)
            says = f"the document is too long: {behind:,} of its {whole:,} characters were not read for claims"
            issues.error("too-long", says, Place(each.name), "split it, and read the parts")
        kept = tuple(claim for claim in extraction.claims if stands(claim, rendition.text))
        lost = len(extraction.claims) - len(kept)
        dropped = (*extraction.dropped, ("quote not found in the stored text", lost)) if lost else extraction.dropped
        told = tuple(sorted(dropped))
        yield each.data, ReadDocument(rendition, extraction.mentions, kept, reading.version, reading.snapshot, told)
