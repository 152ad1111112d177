"""Claims and mentions against the open gold of four articles: recall, precision, speakers, stances, dates, noise.

    python benchmarks/evidence_gold.py [--documents ../shared/documents] [--spacy] [--show] [--list NAMES.csv]

A claim of ours meets a gold row when both speak of one family, their quotes overlap by a third of the shorter one, and
their subjects or objects share a word of their own (countries, demonyms and capitals count as one word). "strict" asks
for subject and object both. Recall counts core gold rows that some claim meets; precision counts claims that meet any
gold row of the article, core or not. The gold is not exhaustive, so a claim that meets nothing need not be wrong:
`--show` prints each for judgement.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

from lookthrough.errors import Issues
from lookthrough.evidence.extract import extract
from lookthrough.evidence.predicates import INVERSE, canonical, family
from lookthrough.evidence.reading import read_document
from lookthrough.evidence.vocabulary import demonyms, seats
from lookthrough.model.claim import Claim
from lookthrough.names.countries import country_code

ARTICLES = {"000": (0, 7400), "001": (0, 6100), "003a": (177, 7617), "003c": (12814, 18378)}
LITTLE = frozenset("the a an of in on and to for with by at from is was its their his has have us s list".split())


def own_words(text: str) -> set[str]:
    """Content words, a country, its people and its capital as one code."""
    found = set()
    text = text.replace("U.S.", "US").replace("’s", "").replace("'s", "")
    for word in re.findall(r"[\w-]+", text):
        lower = word.lower()
        if word in {"US", "USA", "American", "Americans"} or lower == "american":
            found.add("=us")
            continue
        code = demonyms().get(lower) or seats().get(lower) or (country_code(word) if len(word) > 3 else None)
        if code:
            found.add(f"={code}")
        elif lower not in LITTLE:
            found.add(lower[:5] if len(lower) > 5 else lower.rstrip("s"))
    return found | ({"=us"} if "United States" in text else set())


def overlap(claim: Claim, row: dict) -> float:
    common = min(claim.quote.end, row["end"]) - max(claim.quote.start, row["start"])
    return common / min(claim.quote.end - claim.quote.start, row["end"] - row["start"])


def meets(claim: Claim, row: dict, *, strict: bool) -> bool:
    """Does a claim say what a gold row says?"""
    if overlap(claim, row) < 1 / 3:
        return False
    same = family(claim.predicate) and family(claim.predicate) == family(row["predicate"])
    if not same and claim.predicate != canonical(row["predicate"]):
        return False
    subject, object_ = row["subject"], row["object"]
    if row["predicate"] in INVERSE:
        subject, object_ = object_, subject
    subjects = bool(own_words(claim.subject) & own_words(subject))
    objects = bool(own_words(claim.object) & own_words(object_)) or not object_
    return (subjects and objects) if strict else (subjects or objects)


def known_names(path: Path | None) -> list[tuple[str, str, str]]:
    if path is None:
        return []
    with path.open(encoding="utf-8") as file:
        return [(f"list:{row['id']}", row["name"], row.get("kind", "organization")) for row in csv.DictReader(file)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, default=Path("../shared/documents"))
    parser.add_argument("--spacy", action="store_true")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--list", type=Path)
    parser.add_argument("--only")
    options = parser.parse_args()
    rows = [json.loads(line) for line in (options.documents / "gold" / "claims.jsonl").open(encoding="utf-8")]
    by_article: dict[str, list[Claim]] = defaultdict(list)
    noise = 0
    for file in sorted({row["file"] for row in rows}):
        rendition = read_document(options.documents / file, issues=Issues())
        found = extract(rendition, known=known_names(options.list), use_spacy=options.spacy)
        for claim in found.claims:
            place = next((name for name, (start, end) in ARTICLES.items() if file.startswith(name[:3]) and start <= claim.quote.start < end), "")
            by_article[place].append(claim)
            noise += not any(
                a.start <= claim.quote.start < a.end and any(b.role in {"body", "caption", "heading"} and b.start <= claim.quote.start and claim.quote.end <= b.end for b in a.blocks)
                for a in rendition.articles
            )
    total: Counter[str] = Counter()
    stances: Counter[tuple[str, str]] = Counter()
    for name in ARTICLES if options.only is None else [options.only]:
        gold = [row for row in rows if row["doc"] == name]
        core = [row for row in gold if row["core"]]
        claims = by_article[name]
        counts = Counter[str]()
        for strict in (False, True):
            suffix = " strict" if strict else ""
            counts[f"recall{suffix}"] = sum(any(meets(c, row, strict=strict) for c in claims) for row in core)
            counts[f"precise{suffix}"] = sum(any(meets(c, row, strict=strict) for row in gold) for c in claims)
        counts["core"], counts["claims"] = len(core), len(claims)
        for row in core:
            met = [c for c in claims if meets(c, row, strict=False)]
            if not met:
                continue
            best = max(met, key=lambda c: (meets(c, row, strict=True), canonical(row["predicate"]) == c.predicate, overlap(c, row)))
            stances[row["stance"], best.stance] += 1
            counts["stance"] += row["stance"] == best.stance
            if row["speaker"] != "author":
                counts["attributed"] += 1
                ours = own_words(f"{best.speaker.name} {best.speaker.carrier} {best.speaker.kind}")
                right = bool(ours & own_words(row["speaker"])) or (row["speaker"].startswith("unnamed") and best.speaker.kind == "unnamed")
                counts["speaker"] += right
                if options.show and not right:
                    print(f"   speaker {row['id']}: {row['speaker']!r} ours {best.speaker.name!r}/{best.speaker.carrier!r}")
            else:
                counts["author"] += 1
                counts["author right"] += best.speaker.kind in {"author"}
                if options.show and best.speaker.kind != "author":
                    print(f"   author {row['id']}: ours {best.speaker.name!r}")
            if options.show and row["stance"] != best.stance:
                print(f"   stance {row['id']}: {row['stance']} ours {best.stance}  {best.quote.exact!r}")
        if options.show:
            for row in core:
                if not any(meets(c, row, strict=False) for c in claims):
                    print(f"   MISSED {row['id']} {row['subject']} | {row['predicate']} | {row['object']} | {row['quote']!r}")
            for row in core:
                if not any(meets(c, row, strict=True) for c in claims):
                    for c in (c for c in claims if meets(c, row, strict=False)):
                        print(f"   LOOSE {row['id']} {row['subject']} | {row['predicate']} | {row['object']} <> {c.subject} | {c.predicate} | {c.object}")
            for c in claims:
                if not any(meets(c, row, strict=False) for row in gold):
                    print(f"   EXTRA {c.rule} {c.subject} | {c.predicate} | {c.object} | {c.speaker.name} | {c.stance} | {c.quote.exact!r}")
        print(
            f"{name}: core recall {counts['recall']}/{counts['core']} (strict {counts['recall strict']}), precision {counts['precise']}/{counts['claims']}"
            f" (strict {counts['precise strict']}), speaker {counts['speaker']}/{counts['attributed']}, author {counts['author right']}/{counts['author']}"
        )
        total += counts
    f1 = []
    for stance in sorted({gold for gold, _ in stances}):
        right = stances[stance, stance]
        gold_count = sum(n for (g, _), n in stances.items() if g == stance)
        ours_count = sum(n for (_, o), n in stances.items() if o == stance)
        f1.append(2 * right / (gold_count + ours_count))
    print(
        f"all: recall {total['recall'] / total['core']:.3f} (strict {total['recall strict'] / total['core']:.3f}), "
        f"precision {total['precise'] / total['claims']:.3f} (strict {total['precise strict'] / total['claims']:.3f}), "
        f"speaker of attributed {total['speaker'] / max(1, total['attributed']):.3f} ({total['attributed']}), stance macro-F1 {sum(f1) / max(1, len(f1)):.3f}, "
        f"claims outside body and captions {noise}"
    )


if __name__ == "__main__":
    main()
