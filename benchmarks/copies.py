"""Edited copies of stories: are they told from different stories of one subject? Recall and precision over pairs.

    python benchmarks/copies.py [--stories 60] [--seed 1] [--documents ../shared/documents]

Stories are made here, word by word, from a grammar of short news sentences: no publisher's text stands in the
repository. Hard strangers are made on purpose: stories of one subject that quote the same statement, share one
paragraph of background, or close with the same paragraph of their house. With --documents, real articles that lie
there are edited in the same ways. MinHash's usual yardstick, Jaccard of whole texts at 0.8, is shown beside.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from lookthrough.errors import Issues
from lookthrough.evidence.independence import copies_among, stories_among, told_by
from lookthrough.evidence.reading import read_document
from lookthrough.evidence.shingles import runs_of, shared, words_of

Story = list[str]

PLACES = [
    "Varna", "Split", "Kotor", "Gdynia", "Turku", "Bergen", "Cadiz", "Faro", "Odense", "Trieste", "Rijeka", "Umea",
    "Calais", "Ostend", "Bari", "Patras",
]  # fmt: skip
FIRMS = [
    "Orbis", "Lumen", "Polaris", "Vega", "Altair", "Corvus", "Lyra", "Draco", "Cygnus", "Aquila", "Hydra", "Pavo",
    "Norma", "Volans", "Tucana", "Musca",
]  # fmt: skip
KINDS = [
    "Optics", "Works", "Marine", "Freight", "Sensor", "Timber", "Steel", "Foods", "Textiles", "Chemicals", "Energy",
    "Logistics", "Robotics",
]  # fmt: skip
PEOPLE = [
    "Ann", "Bo", "Carla", "Dimitri", "Elsa", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Katya", "Luis", "Mira",
    "Nils", "Olga", "Pavel",
]  # fmt: skip
NAMES = [
    "Lee", "Mo", "Varga", "Petrov", "Lind", "Haddad", "Weiss", "Moreau", "Costa", "Berg", "Ivanova", "Ortega",
    "Novak", "Dahl", "Sokol", "Rossi",
]  # fmt: skip
ACTORS = [
    "the ministry", "the port authority", "the works council", "the central bank", "a court", "the regulator",
    "the customs office", "the pension fund", "the city council", "an industry group", "two lawmakers",
]  # fmt: skip
VERBS = ["fined", "cleared", "praised", "sued", "licensed", "audited", "supplied", "warned", "backed", "left", "bought",
         "refused", "inspected", "financed", "courted", "replaced", "dropped", "approached"]  # fmt: skip
THINGS = ["cranes", "cameras", "turbines", "permits", "tugboats", "warehouses", "pension shares", "sensors", "engines",
          "grain silos", "rail wagons", "ferry tickets", "harbour dues", "steel plates", "night shifts"]  # fmt: skip
WHEN = ["on Monday", "last week", "in March", "after a long night", "before the vote", "during the strike", "in autumn",
        "a year ago", "at short notice", "over the summer", "by the end of June", "since the spring"]  # fmt: skip
WHY = ["because prices fell", "although nobody had asked", "as workers had feared", "despite a letter of protest",
       "while talks went on", "in spite of the rain", "for want of money", "under a law of 1998", "to save jobs",
       "without a public tender", "to the surprise of neighbours", "as part of a wider plan"]  # fmt: skip
SAYS = ["said", "told reporters", "wrote", "replied", "argued", "noted", "added"]


def made_story(chance: random.Random, sentences: int = 24) -> Story:
    """A story of its own: paragraphs of one to three sentences about one firm."""
    firm = f"{chance.choice(FIRMS)} {chance.choice(KINDS)}"
    place = chance.choice(PLACES)
    out: Story = []
    while sentences > 0:
        count = min(sentences, chance.randint(1, 3))
        out.append(" ".join(_sentence(chance, firm, place) for _ in range(count)))
        sentences -= count
    return out


def _sentence(chance: random.Random, firm: str, place: str) -> str:
    pick = chance.choice
    person = f"{pick(PEOPLE)} {pick(NAMES)}"
    number = chance.randint(3, 9800)
    return pick([
        f"{pick(ACTORS).capitalize()} {pick(VERBS)} {firm} {pick(WHEN)} over {number:,} {pick(THINGS)}, {pick(WHY)}.",
        f"{person}, who runs the {pick(THINGS)} of {pick(FIRMS)} in {pick(PLACES)}, {pick(SAYS)} that {pick(ACTORS)} "
        f"{pick(VERBS)} them {pick(WHEN)} {pick(WHY)}.",
        f"“We {pick(VERBS)} {number} {pick(THINGS)} {pick(WHEN)} and never {pick(VERBS)} {pick(ACTORS)},” {person} "
        f"{pick(SAYS)}.",
        f"In {place}, {number:,} {pick(THINGS)} {pick(['waited', 'rusted', 'vanished', 'arrived'])} {pick(WHEN)}, "
        f"{pick(WHY)}, {pick(ACTORS)} {pick(SAYS)}.",
        f"{pick(THINGS).capitalize()} from {pick(PLACES)} cost {number} crowns {pick(WHEN)}, {pick(WHY)}.",
    ])  # fmt: skip


# Edits that a copy may have gone through


def framed(story: Story, chance: random.Random) -> Story:
    """700 characters of somebody else's frame around it."""
    frame = made_story(chance, 6)
    return [frame[0], *story, *frame[1:]]


def renamed(story: Story, chance: random.Random) -> Story:
    """Two names are others throughout."""
    words = sorted({w.strip(".,”“") for p in story for w in p.split() if w[:1].isupper() and len(w) > 3})
    chosen = chance.sample(words, min(2, len(words)))
    return [_swapped(p, dict.fromkeys(chosen, "Eastland")) for p in story]


def _swapped(text: str, table: dict[str, str]) -> str:
    for old, new in table.items():
        text = text.replace(old, new)
    return text


def halved(story: Story, _: random.Random) -> Story:
    """The first half, as editors cut."""
    return story[: max(1, (len(story) + 1) // 2)]


def second_half(story: Story, _: random.Random) -> Story:
    """The second half alone."""
    return story[len(story) // 2 :]


def spun(share: float) -> Callable[[Story, random.Random], Story]:
    """So many of the words are others."""

    def edit(story: Story, chance: random.Random) -> Story:
        pool = [w for p in story for w in p.split()]
        return [" ".join(chance.choice(pool) if chance.random() < share else w for w in p.split()) for p in story]

    return edit


def retyped(story: Story, _: random.Random) -> Story:
    """Other quotation marks and dashes, paragraphs run together."""
    text = " ".join(story).replace("“", '"').replace("”", '"').replace(",", " ,").upper()
    return [text]


def after(*edits: Callable[[Story, random.Random], Story]) -> Callable[[Story, random.Random], Story]:
    """One edit after the other."""

    def edit(story: Story, chance: random.Random) -> Story:
        for each in edits:
            story = each(story, chance)
        return story

    return edit


EDITS: dict[str, Callable[[Story, random.Random], Story]] = {
    "as it is": lambda story, _: list(story),
    "700 characters of frame": framed,
    "two names replaced": renamed,
    "first half": halved,
    "second half": second_half,
    "5 % of words spun": spun(0.05),
    "10 % of words spun": spun(0.10),
    "retyped in capitals": retyped,
    "half, renamed, 5 % spun": after(halved, renamed, spun(0.05)),
    "framed, renamed, 10 % spun": after(framed, renamed, spun(0.10)),
    "half, framed, 10 % spun": after(halved, framed, spun(0.10)),
}


def strangers(stories: list[Story], chance: random.Random) -> list[tuple[str, Story]]:
    """Different stories that have something in common, and are not copies."""
    quote = "“" + " ".join(_sentence(chance, "Orbis Optics", "Varna").strip("“”.") for _ in range(3)) + ",” Bo Mo said."
    background = " ".join(_sentence(chance, "Orbis Optics", "Varna") for _ in range(3))
    house = "About the Harbour Wire: " + " ".join(_sentence(chance, "Harbour Wire", "Varna") for _ in range(5))
    out = []
    for number, _ in enumerate(stories):
        own = made_story(chance, chance.choice((8, 16, 24)))
        extra, name = [(quote, "same statement quoted"), (background, "same background"), (house, "same house")][
            number % 3
        ]
        out.append(
            (
                f"{name} {number}",
                [*own[: len(own) // 2], extra, *own[len(own) // 2 :]] if name != "same house" else [*own, extra],
            )
        )
    return out


def measure(title: str, originals: dict[str, Story], others: list[tuple[str, Story]], seed: int) -> bool:
    """Edit every original in every way, find the copies among all, and print what was found."""
    chance = random.Random(seed + 1_000)
    texts: dict[str, Story] = {f"{name}|original": story for name, story in originals.items()}
    kinds: dict[str, str] = {}
    for name, story in originals.items():
        for edit, apply in EDITS.items():
            key = f"{name}|{edit}"
            texts[key], kinds[key] = apply(story, chance), edit
    texts |= {f"{name}|stranger": story for name, story in others}
    begun = time.perf_counter()
    found = {(pair.one, pair.other) for pair in copies_among(texts)}
    spent = time.perf_counter() - begun
    words = sum(len(p.split()) for story in texts.values() for p in story)
    speed = f"{spent:.2f} s, {words / spent:,.0f} words/s"
    print(f"\n{title}: {len(originals)} stories, {len(texts)} texts, {words:,} words, {speed}")
    hit: dict[str, list[bool]] = defaultdict(list)
    usual: dict[str, list[bool]] = defaultdict(list)
    for key, edit in kinds.items():
        first = f"{key.partition('|')[0]}|original"
        hit[edit].append(tuple(sorted((first, key))) in found or _together(texts, first, key))
        one, other = (runs_of(words_of("\n".join(texts[k])), 5) for k in (first, key))
        both = shared(one, other)
        usual[edit].append(both >= 0.8 * (len(one) + len(other) - both))
    print(f"{'edit':32} {'recall':>7} {'Jaccard 0.8':>12}")
    for edit in EDITS:
        print(f"{edit:32} {sum(hit[edit]) / len(hit[edit]):7.3f} {sum(usual[edit]) / len(usual[edit]):12.3f}")
    right = sum(one.partition("|")[0] == other.partition("|")[0] for one, other in found)
    recall = sum(map(sum, hit.values())) / sum(map(len, hit.values()))
    precision = right / len(found) if found else 0.0
    mixed = sum(len({key.partition("|")[0] for key in story}) > 1 for story in stories_among(texts))
    print(f"recall {recall:.3f} (target 0.95), precision of pairs {precision:.4f} (target 0.98), {len(found):,} pairs, "
          f"{mixed} groups that mix stories")  # fmt: skip
    return recall >= 0.95 and precision >= 0.98


def _together(texts: dict[str, Story], one: str, other: str) -> bool:
    return bool(copies_among({one: texts[one], other: texts[other]}))


def main() -> int:
    """Measure on made stories, and on real ones where they are given."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--stories", type=int, default=60)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--documents", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "documents")
    options = asked.parse_args()
    chance = random.Random(options.seed)
    made = [made_story(chance, chance.choice((8, 16, 24, 40))) for _ in range(options.stories)]
    fine = measure("made stories", {f"s{n}": s for n, s in enumerate(made)}, strangers(made, chance), options.seed)
    if options.documents.is_dir():
        real = {}
        for file in sorted(options.documents.glob("*.txt")):
            rendition = read_document(file, issues=Issues())
            real |= {article.id: list(told_by(rendition, article)) for article in rendition.articles}
        fine &= measure("real articles", real, strangers(list(real.values()), chance), options.seed)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
