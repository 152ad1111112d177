"""Quotes that re-verify from stored bytes, and changed bytes that are found.

Documents are read into a new home; every quote of every claim is compared with the text that is read anew from the
stored bytes. Then every byte of every file of a small store is changed, one after the other, and the store must say so
each time.

Run: python benchmarks/evidence_quotes.py [FOLDER] [--every N]
    FOLDER   documents to read [default: ../shared/documents, else an invented one]
    --every  change every Nth byte only [default: 1, each byte]
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
import time
from pathlib import Path

from lookthrough.errors import Issues, LookthroughError
from lookthrough.evidence.reading import read_document
from lookthrough.evidence.store import EvidenceStore
from lookthrough.workspace import open as open_workspace

DOCUMENTS = Path(__file__).resolve().parents[2] / "shared" / "documents"
INVENTED = (
    "Ministry lists Norwick\nBy A. Lee\n\n13 March 2024\n\n"
    "The US Commerce Department added Norwick Optics to the Entity List on Monday. "
    "Norwick said in a statement that it strongly opposed the decision.\n"
)


def re_verify(home: Path) -> tuple[int, int]:
    """Quotes, and those that stand in the text that is read anew from the stored bytes."""
    store = EvidenceStore(home)
    total = good = 0
    for document in store.documents():
        capture = document.rendition.capture
        data = store.captures.data(capture.sha256)
        again = read_document(data, capture.name, issues=Issues(), captured=capture.captured, address=capture.address)
        for claim in document.claims:
            total += 1
            good += again.text[claim.quote.start : claim.quote.end] == claim.quote.exact
    return total, good


def flip_bytes(home: Path, every: int) -> tuple[int, int]:
    """Bytes that were changed, one at a time, and those that the store noticed."""
    store = EvidenceStore(home)
    store.verify()
    tried = found = 0
    for path in sorted(p for p in store.folder.rglob("*") if p.is_file() and p.stat().st_size):
        whole = path.read_bytes()
        for place in range(0, len(whole), every):
            changed = bytearray(whole)
            changed[place] ^= 1 << (place % 8)
            path.write_bytes(bytes(changed))
            tried += 1
            try:
                EvidenceStore(home).verify()
            except LookthroughError:
                found += 1
            else:
                print(f"not noticed: byte {place} of {path.relative_to(store.folder)}")
        path.write_bytes(whole)
    store.verify()
    return tried, found


def main() -> None:
    """Measure and print both rates."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=DOCUMENTS)
    parser.add_argument("--every", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        invented = Path(place) / "norwick.txt"
        invented.write_text(INVENTED, encoding="utf-8")
        files = sorted(asked.folder.glob("*.txt")) if asked.folder.is_dir() else [invented]
        home = Path(place) / "home"
        began = time.perf_counter()
        report = open_workspace(home).read(*files)
        total, good = re_verify(home)
        digest = hashlib.sha256("\n".join(row.claim.id for row in report.claims).encode()).hexdigest()[:12]
        print(f"documents {len(files)}, claims {total}, quotes that re-verify from stored bytes: {good} of {total}")
        print(f"ids of the claims {digest}, {time.perf_counter() - began:.1f} s")
        small = Path(place) / "small"
        workspace = open_workspace(small)
        first = workspace.read(invented).claims[0].claim.id
        workspace.review(first, "accept", by="A. Lee", reason="seen in the filing")
        tried, found = flip_bytes(small, asked.every)
        print(f"bytes changed one at a time: {tried:,}, noticed: {found:,} ({found / tried:.2%})")


if __name__ == "__main__":
    main()
