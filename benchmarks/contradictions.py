"""Contradictions: how many that should be flagged are, and how many look-alikes are flagged by mistake.

Two sets are measured:

1. Generated: a hundred pairs of claims that contradict each other and a hundred look-alikes that do not, made by the
   generator below from invented names with a seed. Rates by kind.
2. The open gold, where `../shared/documents` is present: its claims as records (so the comparators are measured apart
from
   the extraction), against the table of its README.

Run: python benchmarks/contradictions.py [--seed 1] [--documents FOLDER]
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

from lookthrough.evidence.comparators.material import Batch, Listed, Material, Official, Restriction, material_of
from lookthrough.evidence.comparators.registry import compare_all
from lookthrough.model.claim import (
    Amount,
    Claim,
    Comparator,
    Contradiction,
    Quote,
    Record,
    Speaker,
    SpeakerKind,
    Stance,
)
from lookthrough.model.dates import PartialDate, between, day, from_iso, month, year
from lookthrough.model.document import Article, Block, Capture, Published, Rendition

DOCUMENTS = Path(__file__).resolve().parents[2] / "shared" / "documents"


@dataclass
class Draft:
    """An article in the making: sentences with their claims."""

    name: str
    published: PartialDate | None
    text: str = ""
    claims: tuple[Claim, ...] = ()

    def say(self, sentence: str, predicate: str, subject: str, object_: str = "", **more: object) -> None:
        """Add a sentence with one claim whose quote is the sentence."""
        start = len(self.text) + (1 if self.text else 0)
        self.text = f"{self.text} {sentence}".strip()
        speaker = str(more.pop("speaker", "author"))
        kind: SpeakerKind = "author" if speaker == "author" else "person" if " " in speaker else "organization"
        stance: Stance = more.pop("stance", "asserted")  # type: ignore[assignment]
        claim = Claim(
            id=f"{self.name}-{len(self.claims)}", article=self.name, subject=subject, predicate=predicate,
            object=object_,
            date=more.pop("date", None), amount=more.pop("amount", None), speaker=Speaker(speaker, kind),
            stance=stance,  # type: ignore[arg-type]
            quote=Quote(sentence, start, start + len(sentence), "", ""), rule="made",
            **more,  # type: ignore[arg-type]
        )  # fmt: skip
        self.claims += (claim,)

    def rendition(self) -> Rendition:
        """The article as a rendition of its own."""
        published = Published(self.published, "metadata" if self.published else "unknown", "made")
        blocks = (Block(0, len(self.text), "body"),)
        article = Article(self.name, 0, len(self.text), "", (), "en", published, blocks)
        capture = Capture("0" * 64, len(self.text), "text/plain", self.name)
        return Rendition(capture, self.text, "0" * 64, "made", (article,))


@dataclass(frozen=True)
class Case:
    """Two or more articles, what is expected of them, and what the official side says."""

    kind: str
    contradicts: bool
    articles: tuple[Draft, ...]
    official: Official = field(default_factory=Official)

    def found(self) -> tuple[Contradiction, ...]:
        """What the comparators flag."""
        claims = [claim for article in self.articles for claim in article.claims]
        found = compare_all(material_of([a.rendition() for a in self.articles], claims, self.official))
        return tuple(one for one in found if one.flagged)


def exactly(number: int, text: str, unit: str = "") -> Amount:
    """A number without hedges."""
    return Amount(text, Fraction(number), Fraction(number), "exactly", unit)


FIRST = [
    "Alder",
    "Birch",
    "Cedar",
    "Dunlin",
    "Egret",
    "Falcon",
    "Garnet",
    "Heron",
    "Ibis",
    "Jasper",
    "Kestrel",
    "Linden",
    "Merlin",
    "Nuthatch",
    "Osprey",
    "Plover",
]
SECOND = [
    "Optics",
    "Robotics",
    "Shipping",
    "Minerals",
    "Avionics",
    "Textiles",
    "Telecom",
    "Dynamics",
    "Chemicals",
    "Energy",
]
THINGS = ["companies", "bureaus", "institutes", "factories", "vessels", "universities", "ministries"]


def company(rng: random.Random) -> str:
    """An invented company."""
    return f"{rng.choice(FIRST)}{rng.choice(FIRST).lower()} {rng.choice(SECOND)}"


def some_day(rng: random.Random) -> date:
    """A day between 2015 and 2024."""
    return date(2015, 1, 1) + timedelta(days=rng.randrange(3_500))


def two_articles(when: date) -> tuple[Draft, Draft]:
    """Two articles, published the next day and the day after that."""
    return Draft("first", day(when + timedelta(days=1))), Draft("second", day(when + timedelta(days=2)))


def parts_case(rng: random.Random, wrong: bool) -> Case:
    """A whole and its parts; look-alikes add up, or only name some of many."""
    parts = [rng.randrange(3, 30) for _ in range(3)]
    kinds = rng.sample(THINGS, 3)
    whole = sum(parts) + (rng.choice((-2, -1, 1)) if wrong else 0)
    listing = f"{parts[0]} {kinds[0]}, {parts[1]} {kinds[1]} and {parts[2]} {kinds[2]}"
    if not wrong and rng.random() < 0.4:
        whole = sum(parts) * 3
    word = "include" if rng.random() < 0.5 or whole >= 2 * sum(parts) else "consist of"
    draft = Draft("first", day(some_day(rng)))
    draft.say(
        f"The {whole} parties {word} {listing}.",
        "added_to_list",
        "the ministry",
        f"{whole} parties",
        amount=exactly(whole, str(whole), "parties"),
    )
    return Case("parts", wrong, (draft,))


def count_case(rng: random.Random, wrong: bool) -> Case:
    """Two accounts of one addition; look-alikes are of two additions, or of two kinds of thing."""
    when, number = some_day(rng), rng.randrange(11, 90)
    one, other = two_articles(when)
    thing = rng.choice(("research bureaus", "steel mills", "shipping agencies"))
    one.say(
        f"The ministry added {number} {thing} to its blacklist.",
        "added_to_list",
        "the ministry",
        f"{number} {thing}",
        amount=exactly(number, str(number), thing),
        date=day(when),
    )
    later, second, shown = when, number, thing
    if wrong:
        second = number + rng.randrange(1, 5)
    elif rng.random() < 0.5:
        second, later = number + 3, when + timedelta(days=200)
        other = Draft("second", day(later + timedelta(days=1)))
    else:
        second, shown = number + 4, "aviation institutes"
    other.say(
        f"On that day {second} {shown} were put on the blacklist.",
        "added_to_list",
        "the ministry",
        f"{second} {shown}",
        amount=exactly(second, str(second), shown),
        date=day(later),
    )
    return Case("count", wrong, (one, other))


def amount_case(rng: random.Random, wrong: bool) -> Case:
    """Two numbers for one holding; look-alikes are of other days, other parties, or intervals that meet."""
    when, holder, held = some_day(rng), company(rng), company(rng)
    shares = rng.randrange(20, 400) * 1_000
    one, other = two_articles(when)
    at = day(when - timedelta(days=30))
    one.say(
        f"{holder} owned {shares:,} shares of {held}.",
        "holds_shares",
        holder,
        held,
        amount=exactly(shares, f"{shares:,}", "shares"),
        date=at,
    )
    second, whom, on = shares * 2, holder, at
    amount = exactly(second, f"{second:,}", "shares")
    if not wrong:
        how = rng.randrange(3)
        if how == 0:
            on = day(when - timedelta(days=400))
        elif how == 1:
            whom = f"{holder}; {company(rng)}"
        else:
            amount = Amount(f"more than {shares // 2:,}", Fraction(shares // 2), None, "more than", "shares")
    other.say(f"{whom} held {amount.text} shares of {held}.", "holds_shares", whom, held, amount=amount, date=on)
    return Case("amount", wrong, (one, other))


def _record(list_id: str, name: str, since: date) -> Record:
    return Record(
        list_id, f"{list_id}:1", name, None, day(since), "invented notice", f"{name} stands on the list since {since}."
    )


def date_case(rng: random.Random, wrong: bool) -> Case:
    """A listing's day against the record; look-alikes are the announcement, or another listing of the party."""
    since, name = some_day(rng), company(rng)
    record = _record("us_bis_entity_list", name, since)
    listed = [Listed(record, day(since))]
    claimed = since - timedelta(days=rng.randrange(9, 50)) if wrong else since - timedelta(days=rng.randrange(0, 4))
    if not wrong and rng.random() < 0.4:
        earlier = since - timedelta(days=300)
        listed.append(Listed(_record("us_bis_entity_list", name, earlier), day(earlier)))
        claimed = earlier
    official = Official(
        lists={"us_bis_entity_list": "Entity List"},
        listed={"us_bis_entity_list:1": tuple(listed)},
        nationality={"us_bis_entity_list": "us"},
    )
    draft = Draft("first", day(since + timedelta(days=5)))
    draft.say(
        f"{name} was added to the Entity List on {claimed:%d %B %Y}.",
        "listed_on",
        name,
        "Entity List",
        date=day(claimed),
        subject_entity="us_bis_entity_list:1",
    )
    return Case("date against record", wrong, (draft,), official)


def accounts_case(rng: random.Random, wrong: bool) -> Case:
    """Two accounts of one event without a record; look-alikes are two letters, or two additions of different size."""
    when, number = some_day(rng), rng.randrange(11, 80)
    one, other = two_articles(when)
    gap = rng.randrange(4, 30)
    if wrong:
        second = when - timedelta(days=gap)
        for draft, on in ((one, when), (other, second)):
            draft.say(
                f"The ministry added {number} organisations to its blacklist.",
                "added_to_list",
                "the ministry",
                f"{number} organisations",
                amount=exactly(number, str(number), "organisations"),
                date=day(on),
            )
    elif rng.random() < 0.5:
        for draft, on in ((one, when), (other, when - timedelta(days=240))):
            draft.say(
                "Lawmakers urged the ministry to list the makers.",
                "calls_for",
                "lawmakers",
                "listing of the makers",
                date=day(on),
            )
    else:
        for draft, on, count in ((one, when, number), (other, when - timedelta(days=gap), number + 7)):
            draft.say(
                f"The ministry added {count} organisations to its blacklist.",
                "added_to_list",
                "the ministry",
                f"{count} organisations",
                amount=exactly(count, str(count), "organisations"),
                date=day(on),
            )
    return Case("dates of two accounts", wrong, (one, other))


def reported_case(rng: random.Random, wrong: bool) -> Case:
    """An event dated after another article reported it; look-alikes are later additions of affiliates, or plans."""
    when, name = some_day(rng), company(rng)
    early = Draft("first", day(when))
    late = Draft("second", day(when + timedelta(days=150)))
    claimed = month((when + timedelta(days=120)).year, (when + timedelta(days=120)).month)
    if wrong or rng.random() < 0.5:
        early.say(
            f"The ministry put {name} on its blacklist.",
            "listed_on",
            name,
            "blacklist",
            date=day(when - timedelta(days=2)),
        )
        more = "" if wrong else "further affiliates of "
        late.say(
            f"The ministry placed {more}{name} on its blacklist in {claimed.iso}.",
            "listed_on",
            f"{more}{name}",
            "blacklist",
            date=claimed,
        )
    else:
        early.say(
            f"The ministry is considering to put {name} on its blacklist.",
            "considered_for_list",
            name,
            "blacklist",
            stance="planned",
        )
        late.say(
            f"The ministry placed {name} on its blacklist in {claimed.iso}.",
            "listed_on",
            name,
            "blacklist",
            date=claimed,
        )
    return Case("reported before it happened", wrong, (early, late))


def founding_case(rng: random.Random, wrong: bool) -> Case:
    """A sale before the founding; look-alikes are later sales, and another company's founding."""
    name, founded = company(rng), rng.randrange(1990, 2018)
    one, other = Draft("first", day(date(2020, 3, 1))), Draft("second", day(date(2021, 3, 1)))
    whose = name if wrong or rng.random() < 0.5 else f"Other{company(rng)}"
    one.say(f"{whose} was founded in {founded}.", "founded", whose, "", date=year(founded))
    sold = founded - rng.randrange(1, 6) if wrong or whose != name else founded + rng.randrange(0, 6)
    other.say(f"{name} supplied cameras to the port in {sold}.", "supplies", name, "the port", date=year(sold))
    return Case("before founding", wrong, (one, other))


TRADES = ("nanotechnology", "video surveillance", "banking", "shipbuilding", "biotechnology", "textiles")
KIN = (
    ("facial recognition", "artificial intelligence"),
    ("semiconductors", "chips and electronics"),
    ("shipping", "logistics"),
    ("data forensics", "big data"),
)


def attribute_case(rng: random.Random, wrong: bool) -> Case:
    """Two trades or seats of one company; look-alikes are kindred trades, or a city and its country."""
    name = company(rng)
    one, other = two_articles(some_day(rng))
    predicate = rng.choice(("sector", "based_in"))
    if predicate == "sector":
        first, second = rng.sample(TRADES, 2) if wrong else rng.choice(KIN)
    else:
        first, second = (
            ("Germany", rng.choice(("Japan", "California", "Brazil"))) if wrong else ("California", "United States")
        )
    one.say(f"{name} works in {first}.", predicate, name, first)
    other.say(f"{name}, a firm known for {second}, declined to comment.", predicate, f"{name} Co., Ltd.", second)
    return Case("attribute", wrong, (one, other))


def direction_case(rng: random.Random, wrong: bool) -> Case:
    """A restriction the right way round or turned round, in several wordings."""
    law = Record(
        "us_bis_entity_list",
        "",
        "Entity List",
        None,
        None,
        "15 CFR 744.16",
        "A licence is needed to export to the listed party.",
    )
    official = Official(
        lists={"us_bis_entity_list": "Entity List"}, nationality={"us_bis_entity_list": "us"},
        restrictions={"us_bis_entity_list": Restriction("us_bis_entity_list", True, False, law)},
    )  # fmt: skip
    right = (
        "The Entity List bars the listed firms from buying American components.",
        "The Entity List prohibits U.S. companies from exporting goods to the listed firms.",
        "The step prevents American suppliers from selling technology to the blacklisted companies on the Entity List.",
        "The Entity List blocks these entities from acquiring U.S. technology without a licence.",
    )
    turned = (
        "The Entity List prevents U.S. companies from selling the Chinese firms’ products.",
        "The Entity List bars American retailers from buying goods from the listed firms.",
        "The Entity List prohibits the blacklisted companies from selling their cameras in America.",
        "The Entity List forbids U.S. importers to buy the listed companies' equipment.",
    )
    draft = Draft("first", day(some_day(rng)))
    draft.say(rng.choice(turned if wrong else right), "restricts", "the Entity List", "")
    return Case("direction", wrong, (draft,), official)


def outlier_case(rng: random.Random, wrong: bool) -> Case:
    """Estimates of a state, with or without one far from all others."""
    base = rng.choice((1_000, 20_000, 1_000_000))
    drafts = []
    for n in range(5):
        number = int(base * rng.choice((0.8, 1, 1.2, 1.5)))
        if n == 4:
            number = base * (6 if wrong else 2)
        draft = Draft(f"a{n}", day(date(2019, 1 + n, 1)))
        draft.say(
            f"The junta is holding {number:,} people.",
            "detains",
            "the junta",
            "people",
            amount=exactly(number, f"{number:,}", "people"),
        )
        drafts.append(draft)
    return Case("outlier", wrong, tuple(drafts))


CASES: tuple[Callable[[random.Random, bool], Case], ...] = (
    parts_case, count_case, amount_case, date_case, accounts_case, reported_case, founding_case, attribute_case,
    direction_case, outlier_case,
)  # fmt: skip


def generated(seed: int, each: int = 10) -> Iterator[Case]:
    """Contradictions and look-alikes in equal numbers, `each` of every kind and sort."""
    rng = random.Random(seed)
    for make in CASES:
        for wrong in (True, False):
            for _ in range(each):
                yield make(rng, wrong)


# --- the open gold
# -------------------------------------------------------------------------------------------------------

_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(million|billion|trillion)?")
_SCALE = {"million": 10**6, "billion": 10**9, "trillion": 10**12, None: 1}


def gold_amount(text: str) -> Amount | None:
    """The gold's own notation of an amount ("> 1,000,000", "USD 260 million", "about 10 %")."""
    found = _NUMBER.search(text)
    if not text or found is None or "rank" in text or "1 + 19" in text:
        return None
    value = Fraction(found[1].replace(",", "")) * _SCALE[found[2]]
    unit = "USD" if "USD" in text else "%" if "%" in text else text[found.end() :].strip(" ()")
    low, high, how = value, value, "exactly"
    for mark, ends, name in (
        (">=", (value, None), "at least"),
        ("<=", (None, value), "at most"),
        (">", (value, None), "more than"),
    ):
        if text.strip().startswith(mark):
            (low, high), how = ends, name  # type: ignore[assignment]
            break
    if "about" in text or "nearly" in text:
        how = "about"
    comparator: Comparator = how  # type: ignore[assignment]
    return Amount(text, low, high, comparator, unit)


def gold_date(text: str) -> PartialDate | None:
    """The gold's own notation of a date ("2019-10-01 (as claimed)", "by 2019-04", "2018-10/2019-10")."""
    found = re.match(r"(?:by |before |until )?(\d{4}(?:-\d\d){0,2})(?:/(\d{4}-\d\d))?(?:\s|$)", text)
    if found is None or text.startswith(("before", "until")):
        return None
    if found[2]:
        return between(from_iso(found[1]), from_iso(found[2]))
    return from_iso(found[1])


def gold_speaker(text: str) -> Speaker:
    """Speakers by what the gold's words show."""
    kinds: tuple[tuple[str, SpeakerKind], ...] = (("author", "author"), ("caption", "caption"), ("unnamed", "unnamed"))
    for mark, kind in kinds:
        if mark in text:
            return Speaker("author" if kind == "author" else text, kind)
    return Speaker(text, "organization")


SPANS = {"003a": (177, 7617), "003b": (7617, 12814), "003c": (12814, 18378), "003d": (18378, 27742)}


def gold_material(folder: Path, official: Official, *files: Path) -> Material:
    """The gold's claims, and those of further files in its form, as records in their articles."""
    rows = [
        json.loads(line)
        for file in (folder / "gold" / "claims.jsonl", *files)
        for line in file.read_text("utf-8").splitlines()
    ]
    renditions, claims = [], []
    for name in sorted({row["file"] for row in rows}):
        text = (folder / name).read_bytes().decode("utf-8")
        docs = sorted({row["doc"] for row in rows if row["file"] == name})
        articles = []
        for doc in docs:
            start, end = SPANS.get(doc, (0, len(text)))
            printed = next(row["published"] for row in rows if row["doc"] == doc)
            at = gold_date(printed) if printed[:1].isdigit() else None
            published = Published(at, "dateline" if at else "unknown", "gold")
            articles.append(Article(doc, start, end, "", (), "en", published, (Block(start, end, "body"),)))
        renditions.append(Rendition(Capture("0" * 64, 0, "text/plain", name), text, "0" * 64, "gold", tuple(articles)))
        for row in rows:
            if row["file"] == name and row["stance"] != "metadata":
                claims.append(_gold_claim(row, text))
    return material_of(renditions, claims, official)


def _gold_claim(row: dict[str, str | int], text: str) -> Claim:
    start, end = int(row["start"]), int(row["end"])
    quote = Quote(text[start:end], start, end, text[max(0, start - 32) : start], text[end : end + 32])
    return Claim(
        str(row["id"]), str(row["doc"]), str(row["subject"]), str(row["predicate"]), str(row["object"]),
        gold_date(str(row["date"])),
        gold_amount(str(row["amount"])), gold_speaker(str(row["speaker"])), row["stance"], quote, "gold",
        # type: ignore[arg-type]
    )  # fmt: skip


def october_2019() -> Official:
    """The official side of the gold's listing: 28 entries of 9 October 2019, and the programme's direction."""
    since = date(2019, 10, 9)
    record = Record(
        "us_bis_entity_list", "", "28 entries", day(date(2019, 10, 7)), day(since), "84 FR 54002",
        "the Entity List has 28 entries since 2019-10-09 (84 FR 54002), announced 2019-10-07.",
    )  # fmt: skip
    law = Record(
        "us_bis_entity_list",
        "",
        "Entity List",
        None,
        None,
        "15 CFR 744.16",
        "A licence is needed to export to the listed party.",
    )
    return Official(
        lists={"us_bis_entity_list": "Entity List"},
        batches=(Batch("us_bis_entity_list", since, 28, {"cn": 28}, record),),
        restrictions={"us_bis_entity_list": Restriction("us_bis_entity_list", True, False, law)},
        nationality={"us_bis_entity_list": "us"},
    )


#: What the gold's table wants of articles whose claims are given: kind, and a claim that must stand in it.
WANTED = (
    ("K02", "date", "A01"), ("K05", "direction", "A04"), ("K06", "count", "A28"), ("K07", "count", "B08"), ("K09",
    "attribute", "B22"),
    ("K10", "direction", "B47"), ("K13", "denial", "B09"), ("K19", "variant", "B29"),
)  # fmt: skip
#: Pairs that must never be flagged together.
LOOK_ALIKES = (("K12", "A12", "F02"), ("K24", "B45", "G20"), ("K18", "F25", "G12"), ("K19", "B29", "D12"))


def _row(kind: str, counts: list[tuple[int, int]]) -> str:
    return f"{kind:<30}" + "".join(f"{good:>8} / {every:<6}" for good, every in counts)


def main() -> None:
    """Measure both sets and print a table of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=Path, default=DOCUMENTS)
    parser.add_argument("--more", type=Path, action="append", default=[], help="further claims in the gold's form")
    parser.add_argument("-v", action="store_true", help="print every finding on the gold")
    asked = parser.parse_args()
    right: Counter[tuple[str, bool]] = Counter()
    all_of: Counter[tuple[str, bool]] = Counter()
    for case in generated(asked.seed):
        all_of[case.kind, case.contradicts] += 1
        right[case.kind, case.contradicts] += bool(case.found()) == case.contradicts
        if asked.v and bool(case.found()) != case.contradicts:
            print(
                "  missed" if case.contradicts else "  false",
                case.kind,
                [a.text for a in case.articles],
                [one.says for one in case.found()],
            )
    print(f"{'generated, seed ' + str(asked.seed):<30}{'flagged':>14}{'quiet':>13}")
    for kind in dict.fromkeys(kind for kind, _ in all_of):
        print(_row(kind, [(right[kind, wrong], all_of[kind, wrong]) for wrong in (True, False)]))
    sums = [
        [sum(n for (_, w), n in count.items() if w == wrong) for count in (right, all_of)] for wrong in (True, False)
    ]
    print(_row("all", [(good, every) for good, every in sums]))
    if not asked.documents.is_dir():
        print(f"the open gold is not here: {asked.documents} is absent")
        return
    for name, official in (("with the list", october_2019()), ("without a list", Official())):
        found = compare_all(gold_material(asked.documents, official, *asked.more))
        flagged = sum(one.flagged for one in found)
        print(f"\nopen gold, {name}: {flagged} flagged, {len(found) - flagged} notes")
        for label, kind, claim in WANTED:
            hit = [one for one in found if one.kind == kind and claim in one.claims]
            print(f"  {label} {kind:<10} {claim}: {'found' if hit else 'MISSED'}")
        for label, one_id, other_id in LOOK_ALIKES:
            hit = [one for one in found if one.flagged and one_id in one.claims and other_id in one.claims]
            print(f"  {label} look-alike {one_id} {other_id}: {'FLAGGED' if hit else 'quiet'}")
        if asked.v:
            for one in found:
                print(f"  {'!' if one.flagged else '·'} {one.kind} {one.claims[:8]} {one.says[:420]}")


if __name__ == "__main__":
    main()
