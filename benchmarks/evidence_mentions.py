"""Mentions against the open gold: listed parties that are found and linked, organisations and persons with their type.

    python benchmarks/evidence_mentions.py [--documents ../shared/documents] [--data ../shared/data] [--show]

The names are those of the gold's rows. Listed parties are the subjects of its listings; what must be an organisation or
a person follows from the predicates (who is listed, owns, supplies or has a seat is a body; who holds a post, or is
printed behind a title such as "Mr." or "spokesman", is a person). Every place of an article's body where such a name
stands as a whole word counts. A listed party is found where a mention covers the place; it is linked where a name of
the Entity List of `--data` is among the candidates, which needs a party that the list of that day has. Absent files are
said and skipped.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lookthrough.errors import Issues
from lookthrough.evidence.dictionary import NameDictionary
from lookthrough.evidence.extract import extract
from lookthrough.evidence.reading import read_document
from lookthrough.model.claim import Mention
from lookthrough.model.document import Rendition

ARTICLES = {"000": (0, 7400), "001": (0, 6100), "003a": (177, 7617), "003c": (12814, 18378)}
BODY_SUBJECTS = frozenset(
    [
        "listed_on",
        "produces",
        "sector",
        "based_in",
        "supplies",
        "sells_to",
        "sold_to",
        "partners_with",
        "contract_with",
        "holds_shares",
    ]
)
BODY_OBJECTS = frozenset(["partners_with", "holds_shares", "invests_in", "divested"])
TITLE = re.compile(r"(?:Mr\.?|Ms\.?|Mrs\.?|Senator|President|Secretary|spokesman|spokeswoman|professor|minister)\s+$")
NAME = re.compile(r"[A-Za-z][\w&.’'-]*(?: [A-Z][\w&.’'-]*)*")


def names_of(rows: list[dict[str, Any]], text: str) -> tuple[set[str], dict[str, str]]:
    """The listed parties of an article's rows, and every name -> "organization" or "person"."""
    listed: set[str] = set()
    kinds: dict[str, str] = {}
    for row in rows:
        for side, bodies in (("subject", BODY_SUBJECTS), ("object", BODY_OBJECTS)):
            for name in row[side].split("; "):
                capital = NAME.fullmatch(name) and any(c.isupper() for c in name)
                if not capital or name not in text:
                    continue
                if row["predicate"] in bodies:
                    kinds.setdefault(name, "organization")
                if side == "subject" and row["predicate"] == "listed_on":
                    listed.add(name)
                if side == "subject" and row["predicate"] == "role_at":
                    kinds[name] = "person"
        speaker = row["speaker"]
        if any(TITLE.search(text[max(0, m.start() - 20) : m.start()]) for m in re.finditer(re.escape(speaker), text)):
            kinds.setdefault(speaker, "person")
    return listed, kinds


def places(rendition: Rendition, name: str, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Where a name stands as whole words in body text of an article."""
    blocks = [b for a in rendition.articles for b in a.blocks if b.role in {"body", "caption"}]
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", rendition.text):
        inside = any(b.start <= match.start() and match.end() <= b.end for b in blocks)
        if span[0] <= match.start() < span[1] and inside:
            yield match.span()


def main() -> None:
    """Read the gold's files, extract, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, default=Path("../shared/documents"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--show", action="store_true", help="print each difference")
    options = parser.parse_args()
    gold = options.documents / "gold" / "claims.jsonl"
    if not gold.exists():
        print(f"no gold at {gold}: nothing measured")
        return
    rows = [json.loads(line) for line in gold.open(encoding="utf-8")]
    known = list(entity_list(options.data))
    print(f"{len(known):,} names of the Entity List" if known else "no Entity List: links not measured")
    dictionary = NameDictionary(known)
    by_file: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row["doc"] not in by_file[row["file"]]:
            by_file[row["file"]].append(row["doc"])
    found = listed_places = linked = right = typed = 0
    for file, articles in sorted(by_file.items()):
        rendition = read_document(options.documents / file, issues=Issues())
        mentions = extract(rendition, known=dictionary).mentions
        for article in articles:
            start, end = ARTICLES[article]
            listed, kinds = names_of([r for r in rows if r["doc"] == article], rendition.text[start:end])
            for name in sorted(listed):
                for place in places(rendition, name, (start, end)):
                    over = covering(mentions, place)
                    listed_places += 1
                    found += bool(over)
                    linked += any(mention.candidates for mention in over)
                    if options.show and not any(mention.candidates for mention in over):
                        print(f"  {article}: {name} {'not linked' if over else 'not found'}")
            for name, kind in sorted(kinds.items()):
                for place in places(rendition, name, (start, end)):
                    over = covering(mentions, place)
                    typed += 1
                    right += any(mention.kind == kind for mention in over)
                    if options.show and not any(mention.kind == kind for mention in over):
                        print(f"  {article}: {name}, {kind}; ours {sorted({m.kind for m in over}) or 'nothing'}")
    print(f"listed parties found {found}/{listed_places}, with candidates of the list {linked}/{listed_places}")
    print(f"organisations and persons with the right type {right}/{typed} = {right / max(1, typed):.3f}")


def entity_list(data: Path) -> Iterator[tuple[str, str, str]]:
    """(id, name, kind) for every name and alias of the Entity List."""
    file = data / "sanctions" / "us" / "nsfreg_2026-07-09" / "bis_entity_list.json"
    if not file.exists():
        return
    read = json.loads(file.read_text(encoding="utf-8"))
    entries = read if isinstance(read, list) else next(value for value in read.values() if isinstance(value, list))
    for number, entry in enumerate(entries):
        aliases = entry.get("aliases") or entry.get("alt_names") or []
        for name in [entry["name"], *(aliases if isinstance(aliases, list) else [])]:
            yield f"list:{number}", str(name), "organization"


def covering(mentions: tuple[Mention, ...], place: tuple[int, int]) -> list[Mention]:
    """The mentions that cover a place."""
    return [m for m in mentions if m.start <= place[0] and place[1] <= m.end]


if __name__ == "__main__":
    main()
