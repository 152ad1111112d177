"""Tokens a second of the whole pipeline, from text to mentions and claims, with and without spaCy.

    python benchmarks/evidence_speed.py [--documents ../shared/documents] [--repeat 20] [--spacy]

The documents are read once and extracted again and again; tokens are our own. Processor time is counted, so that other
work on the machine does not tell.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from lookthrough.errors import Issues
from lookthrough.evidence.extract import extract
from lookthrough.evidence.grammar.tokens import tokenise
from lookthrough.evidence.reading import read_document


def main() -> None:
    """Read, extract, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, default=Path("../shared/documents"))
    parser.add_argument("--repeat", type=int, default=20)
    parser.add_argument("--spacy", action="store_true")
    options = parser.parse_args()
    renditions = [read_document(file, issues=Issues()) for file in sorted(options.documents.glob("*.txt"))]
    tokens = sum(len(tokenise(rendition.text, 0, len(rendition.text))) for rendition in renditions)
    for rendition in renditions:  # word lists and models are loaded once
        extract(rendition, use_spacy=options.spacy)
    start = time.process_time()
    for _ in range(options.repeat):
        for rendition in renditions:
            extract(rendition, use_spacy=options.spacy)
    took = time.process_time() - start
    how = "with spaCy" if options.spacy else "without spaCy"
    print(f"{tokens * options.repeat:,} tokens in {took:.1f} s {how}: {tokens * options.repeat / took:,.0f} tokens/s")


if __name__ == "__main__":
    main()
