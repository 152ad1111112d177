"""Persons on the United Nations list: does the name in Arabic letters find the Latin one, and back?

    .venv/bin/python benchmarks/original_scripts.py [--data DIR] [--misses]

Each listed person counts whose name the list prints in its original script, in letters that leave vowels out. The
index holds the first Latin name of every person, without aliases, and for the way back the names in the original
script. Told are the right person first and among ten, and above the alert line.
"""

from __future__ import annotations

import argparse
import re
import xml.etree.ElementTree as ET
from pathlib import Path

from lookthrough.match.own_names import index_names
from lookthrough.match.score import DEFAULT_THRESHOLD

HERE = Path(__file__).resolve().parents[1]
PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_ABJAD = re.compile("[\u0590-\u06ff]")


def main() -> None:
    """Ask both ways and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    options.add_argument("--misses", action="store_true", help="print the names below the alert line")
    chosen = options.parse_args()
    persons = read(chosen.data / "sanctions" / "un" / "UN_consolidated_2026-01.xml")
    latin = [name for name, _ in persons]
    written = [(row, original) for row, (_, original) in enumerate(persons) if _ABJAD.search(original)]
    print(f"{len(persons)} persons, {len(written)} with a name in letters without vowels")
    originals = [original for _, original in written]
    tell("original to Latin", originals, latin, [row for row, _ in written], misses=chosen.misses)
    names = [latin[row] for row, _ in written]
    tell("Latin to original", names, originals, list(range(len(names))), misses=False)


def read(path: Path) -> list[tuple[str, str]]:
    """The first name of every person, in Latin letters and in the original script."""
    found = []
    for person in ET.parse(path).getroot().iter("INDIVIDUAL"):
        parts = [(person.findtext(part) or "").strip() for part in PARTS]
        found.append((" ".join(filter(None, parts)), (person.findtext("NAME_ORIGINAL_SCRIPT") or "").strip()))
    return found


def tell(direction: str, queries: list[str], names: list[str], truths: list[int], *, misses: bool) -> None:
    """Print how many are found."""
    own = index_names(names, kind="person")
    first = ten = above = 0
    for query, truth in zip(queries, truths, strict=True):
        matches = own.search(query, limit=10, threshold=0.0)
        score = next((match.score for match in matches if match.row == truth), 0.0)
        first += bool(matches) and matches[0].row == truth
        ten += score > 0
        above += score >= DEFAULT_THRESHOLD
        if misses and score < DEFAULT_THRESHOLD:
            print(f"    {score:.3f} {query!r} for {names[truth]!r}")
    count = len(queries)
    print(f"{direction}: r@1 {first / count:.3f}, r@10 {ten / count:.3f}, at the alert line {above / count:.3f}")


if __name__ == "__main__":
    main()
