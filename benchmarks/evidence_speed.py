"""Tokens a second of the whole pipeline, from text to mentions and claims, with and without spaCy and loaded lists.

    python benchmarks/evidence_speed.py [--documents ../shared/documents] [--repeat 20] [--spacy] [--home FOLDER]

With `--home`, a home folder with lists, names are looked up and linked as `read` does; every time anew, though `read`
asks our own matching once for each name. The documents are read once and extracted again and again; tokens are our own.
Processor time is counted, so that other work on the machine does not tell.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lookthrough.errors import Issues
from lookthrough.evidence.extract import extract
from lookthrough.evidence.grammar.tokens import tokenise
from lookthrough.evidence.reading import read_document
from lookthrough.report.likely_parties import LikelyParties
from lookthrough.settings import read_settings
from lookthrough.workspace import Workspace


def main() -> None:
    """Read, extract, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, default=Path("../shared/documents"))
    parser.add_argument("--repeat", type=int, default=20)
    parser.add_argument("--spacy", action="store_true")
    parser.add_argument("--home", type=Path)
    options = parser.parse_args()
    renditions = [read_document(file, issues=Issues()) for file in sorted(options.documents.glob("*.txt"))]
    tokens = sum(len(tokenise(rendition.text, 0, len(rendition.text))) for rendition in renditions)
    how = linking(options.home) if options.home else dict
    for rendition in renditions:  # word lists, models and the index are loaded once
        extract(rendition, use_spacy=options.spacy, **how())
    start = time.process_time()
    for _ in range(options.repeat):
        linked = how()
        for rendition in renditions:
            extract(rendition, use_spacy=options.spacy, **linked)
    took = time.process_time() - start
    told = f"{'with' if options.spacy else 'without'} spaCy, {'with' if options.home else 'without'} lists"
    print(f"{tokens * options.repeat:,} tokens in {took:.1f} s {told}: {tokens * options.repeat / took:,.0f} tokens/s")
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def linking(home: Path) -> Callable[[], dict[str, Any]]:
    """What names are linked by: the dictionary, and our own matching that was asked nothing yet."""
    workspace = Workspace(read_settings(home))
    parties = workspace._room().parties
    if parties is None:
        raise SystemExit(f"no list is loaded in {home}")
    return lambda: {"known": parties.dictionary, "resolve": LikelyParties(lambda: workspace.engine, parties)}


if __name__ == "__main__":
    main()
