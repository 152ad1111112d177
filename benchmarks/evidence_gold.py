"""Claims against the open gold of four articles: recall, precision, speakers, stances, dates and noise.

    python benchmarks/evidence_gold.py [--documents ../shared/documents] [--spacy] [--show]

A claim of ours meets a gold row when both speak of one family, their quotes overlap by a third of the shorter one, and
subject or object share a word of their own (a country, its people and its capital count as one word); "strict" asks for
subject and object both. Recall counts the core gold rows that some claim meets; precision counts the claims that meet
any gold row of the article. The gold is not exhaustive, so a claim that meets nothing need not be wrong: `--show`
prints each for judgement.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from lookthrough.errors import Issues
from lookthrough.evidence.extract import extract
from lookthrough.evidence.predicates import INVERSE, canonical, family
from lookthrough.evidence.reading import read_document
from lookthrough.evidence.vocabulary import demonyms, seats
from lookthrough.model.claim import Claim
from lookthrough.model.document import Rendition
from lookthrough.names.countries import country_code

Row = dict[str, Any]
ARTICLES = {"000": (0, 7400), "001": (0, 6100), "003a": (177, 7617), "003c": (12814, 18378)}
LITTLE = frozenset("the a an of in on and to for with by at from is was its their his has have us s list".split())  # noqa: SIM905


def own_words(text: str) -> set[str]:
    """Content words by their first letters; a country, its people and its capital as one code."""
    found = set()
    for word in re.findall(r"[\w-]+", text.replace("U.S.", "US").replace("’s", "").replace("'s", "")):
        lower = word.lower()
        code = demonyms().get(lower) or seats().get(lower) or (country_code(word) if len(word) > 3 else None)
        if word in {"US", "USA", "American", "Americans"}:
            code = "us"
        if code:
            found.add(f"={code}")
        elif lower not in LITTLE:
            found.add(lower[:5] if len(lower) > 5 else lower.rstrip("s"))
    return found | ({"=us"} if "United States" in text else set())


def overlap(claim: Claim, row: Row) -> float:
    """How much of the shorter quote both share."""
    common = min(claim.quote.end, row["end"]) - max(claim.quote.start, row["start"])
    return float(common / min(claim.quote.end - claim.quote.start, row["end"] - row["start"]))


def meets(claim: Claim, row: Row, *, strict: bool) -> bool:
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


def speaker_is_right(claim: Claim, row: Row) -> bool:
    """The article's own voice is kept apart; an unnamed speaker is right as an unnamed one."""
    if row["speaker"] == "author":
        return claim.speaker.kind == "author"
    if row["speaker"].startswith(("unnamed", "photo caption")):
        return claim.speaker.kind in {"unnamed", "caption"}
    return bool(own_words(f"{claim.speaker.name} {claim.speaker.carrier}") & own_words(row["speaker"]))


def outside(rendition: Rendition, claim: Claim) -> bool:
    """Does a quote stand anywhere but in body text, a caption or a standfirst?"""
    return not any(
        block.role in {"body", "caption", "heading"}
        and block.start <= claim.quote.start
        and claim.quote.end <= block.end
        for article in rendition.articles
        for block in article.blocks
    )


def judge(gold: list[Row], claims: list[Claim], stances: Counter[tuple[str, str]], *, show: bool) -> Counter[str]:
    """Count one article; with `show` print what was missed, what is wrong and what the gold does not have."""
    counts: Counter[str] = Counter(claims=len(claims))
    for row in (row for row in gold if row["core"]):
        met = [claim for claim in claims if meets(claim, row, strict=False)]
        counts["core"] += 1
        counts["met"] += bool(met)
        counts["met strictly"] += any(meets(claim, row, strict=True) for claim in claims)
        if not met:
            if show:
                print(
                    f"  missed {row['id']} {row['subject']} | {row['predicate']} | {row['object']} | {row['quote']!r}"
                )
            continue
        exact = canonical(row["predicate"])
        best = max(met, key=lambda c: (meets(c, row, strict=True), exact == c.predicate, overlap(c, row)))
        who = "author" if row["speaker"] == "author" else "other"
        counts[who] += 1
        counts[f"{who} right"] += speaker_is_right(best, row)
        stances[row["stance"], best.stance] += 1
        if show and (not speaker_is_right(best, row) or row["stance"] != best.stance):
            print(f"  {row['id']}: {row['speaker']}, {row['stance']}; ours {best.speaker.name}, {best.stance}")
    for claim in claims:
        right = any(meets(claim, row, strict=False) for row in gold)
        counts["right"] += right
        counts["right strictly"] += any(meets(claim, row, strict=True) for row in gold)
        if show and not right:
            print(f"  not in the gold: {claim.subject} | {claim.predicate} | {claim.object} | {claim.quote.exact!r}")
    return counts


def macro_f1(stances: Counter[tuple[str, str]]) -> float:
    """The mean over the gold's stances of F1."""
    scores = []
    for stance in sorted({gold for gold, _ in stances}):
        of_gold = sum(n for (gold, _), n in stances.items() if gold == stance)
        of_ours = sum(n for (_, ours), n in stances.items() if ours == stance)
        scores.append(2 * stances[stance, stance] / (of_gold + of_ours))
    return sum(scores) / max(1, len(scores))


def main() -> None:
    """Read the gold's files, extract, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, default=Path("../shared/documents"))
    parser.add_argument("--spacy", action="store_true", help="let the packaged model propose names")
    parser.add_argument("--show", action="store_true", help="print each difference")
    options = parser.parse_args()
    rows = [json.loads(line) for line in (options.documents / "gold" / "claims.jsonl").open(encoding="utf-8")]
    by_article: dict[str, list[Claim]] = defaultdict(list)
    noise = 0
    for file in sorted({row["file"] for row in rows}):
        rendition = read_document(options.documents / file, issues=Issues())
        for claim in extract(rendition, use_spacy=options.spacy).claims:
            noise += outside(rendition, claim)
            for name, (start, end) in ARTICLES.items():
                if file.startswith(name[:3]) and start <= claim.quote.start < end:
                    by_article[name].append(claim)
    total: Counter[str] = Counter()
    stances: Counter[tuple[str, str]] = Counter()
    for name in ARTICLES:
        counts = judge([row for row in rows if row["doc"] == name], by_article[name], stances, show=options.show)
        print(f"{name}: recall {counts['met']}/{counts['core']}, precision {counts['right']}/{counts['claims']}")
        total += counts
    print(f"recall {total['met'] / total['core']:.3f} (strict {total['met strictly'] / total['core']:.3f})")
    print(f"precision {total['right'] / total['claims']:.3f} (strict {total['right strictly'] / total['claims']:.3f})")
    others, author = total["other right"] / total["other"], total["author right"] / total["author"]
    print(f"speaker of others {others:.3f}, of the author {author:.3f}")
    print(f"stance macro-F1 {macro_f1(stances):.3f}; claims outside body and captions: {noise}")


if __name__ == "__main__":
    main()
