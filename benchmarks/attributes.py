"""Birth date and nationality beside the name: do they keep true matches and thin out namesakes?

    .venv/bin/python benchmarks/attributes.py [--data DIR] [--seed 1] [--negatives 2000]

The persons of the United Nations list are asked by their names as listed and with names and birth dates treated (one
slip each), once by name only and once with birth date, gender and nationality. Invented persons, who are on no list,
tell how many alerts that costs; namesakes are the listed names with the particulars of an invented person.
"""

from __future__ import annotations

import argparse
import gzip
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from lookthrough.dataset.fold import fold
from lookthrough.errors import Issues
from lookthrough.index.entry import IndexEntry
from lookthrough.index.names import NameIndex
from lookthrough.intake.queries import read_queries
from lookthrough.match.engine import Engine
from lookthrough.match.score import DEFAULT_THRESHOLD
from lookthrough.model.dates import PartialDate, day, month, year
from lookthrough.model.query import Query
from lookthrough.names.normalise import words
from lookthrough.sources import un_sc

HERE = Path(__file__).resolve().parents[1]
EDITION = "UN_consolidated_2025-11-18.xml"
VOWELS = "aeiou"


def main() -> int:
    """Run and print; 1 when attributes sink true matches or raise alerts."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--negatives", type=int, default=2000)
    options.add_argument("--misses", action="store_true", help="print the true matches below the line")
    chosen = options.parse_args()
    entries = listed(chosen.data / "sanctions" / "un" / EDITION)
    asked = persons(chosen.data / "matching" / "yente_positives_un_untreated.csv")
    truth = traced(asked, entries)
    asked = [query for query in asked if query.row in truth]
    engine = Engine(NameIndex.build(entries))
    print(f"{len(entries):,} parties of the UN list ({EDITION}); {len(asked)} persons traced")
    print(f"{'':34}{'name only':>11}{'with date':>11}{'and nation':>11}")
    missed = 0
    for label, treat in TREATED.items():
        chance = random.Random(f"{chosen.seed} {label}")
        treated = [treat(query, chance) for query in asked]
        rates = [hit_rate(engine, map(keep, treated), truth, misses=chosen.misses) for keep in KEPT]
        missed += rates[2] < rates[0] - 0.005 or (treat in (as_it_is, typed_date) and rates[2] < 0.99)
        print(f"{'true, ' + label:34}" + "".join(f"{rate:>11.4f}" for rate in rates))
    strangers = persons(chosen.data / "names" / "yente_negatives_global.csv.gz", chosen.negatives)
    rates = [alert_rate(engine, map(keep, strangers)) for keep in KEPT]
    print(f"{f'alerts, {len(strangers):,} strangers':34}" + "".join(f"{rate:>11.4f}" for rate in rates))
    shared = [namesake(query, stranger) for query, stranger in zip(asked, strangers, strict=False)]
    same = [alert_rate(engine, map(keep, shared)) for keep in KEPT]
    print(f"{f'alerts, {len(shared):,} namesakes':34}" + "".join(f"{rate:>11.4f}" for rate in same))
    return int(missed > 0 or rates[2] > rates[0] or same[2] > same[0])


def namesake(query: Query, stranger: Query) -> Query:
    """A stranger with the name of a listed person."""
    return replace(stranger, names=query.names)


def listed(file: Path) -> list[IndexEntry]:
    """The parties of an edition of the UN list."""
    statements = (replace(s, edition="2025-11-18", seen_from="2025-11-18") for s in un_sc.parse([file], Issues()))
    return [
        IndexEntry(
            party.id, party.kind, party.names, party.countries, party.identifiers, (un_sc.META.id,),
            party.nationalities, party.birth_dates, party.genders, party.addresses,
        )
        for party in fold(statements).values()
    ]  # fmt: skip


def persons(file: Path, most: int | None = None) -> list[Query]:
    """The persons of a table, read as any user's table is."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "persons.csv"
        plain.write_bytes(gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes())
        rows = (row for row in read_queries(plain, Issues()) if isinstance(row, Query))
        return [replace(row, kind="person") for row in islice(rows, most)]


def traced(asked: Iterable[Query], entries: Iterable[IndexEntry]) -> dict[int, set[str]]:
    """Row -> the entries that have exactly the row's name, and its birth year where several have."""
    by_name: dict[str, list[IndexEntry]] = {}
    for entry in entries:
        for name in {" ".join(words(name.text)) for name in entry.names}:
            by_name.setdefault(name, []).append(entry)
    found = {}
    for query in asked:
        same = by_name.get(" ".join(words(query.name)), [])
        born = [e for e in same if query.birth_date and {d.earliest.year for d in e.birth_dates} & _years(query)]
        if same:
            found[query.row] = {entry.entity_id for entry in (born or same)}
    return found


def _years(query: Query) -> set[int]:
    return {query.birth_date.earliest.year} if query.birth_date else set()


def as_it_is(query: Query, _chance: random.Random) -> Query:
    """The query itself."""
    return query


def typed_name(query: Query, chance: random.Random) -> Query:
    """One slip in the name: letters exchanged, dropped, doubled or changed, words turned round, joined or dropped."""
    parts = query.name.split()
    long = [i for i, part in enumerate(parts) if len(part) > 4]
    how = chance.choice(("exchange", "drop", "double", "vowel", "turn", "join", "leave out", "case"))
    if how in ("exchange", "drop", "double", "vowel") and long:
        at = chance.choice(long)
        parts[at] = _typed(parts[at], how, chance)
    elif how == "turn":
        parts = parts[1:] + parts[:1]
    elif how == "join" and len(parts) > 1:
        at = chance.randrange(len(parts) - 1)
        parts[at : at + 2] = [parts[at] + parts[at + 1]]
    elif how == "leave out" and len(parts) > 2:
        del parts[chance.randrange(1, len(parts) - 1)]
    else:
        parts = [part.lower() for part in parts]
    return replace(query, names=(" ".join(parts),))


def _typed(word: str, how: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    if how == "exchange":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if how == "drop":
        return word[:at] + word[at + 1 :]
    if how == "double":
        return word[:at] + word[at] + word[at:]
    vowels = [i for i, letter in enumerate(word) if letter.lower() in VOWELS]
    at = chance.choice(vowels) if vowels else at
    return word[:at] + chance.choice(VOWELS) + word[at + 1 :]


def typed_date(query: Query, chance: random.Random) -> Query:
    """One slip in the birth date: a digit, day and month exchanged, a year or a day beside."""
    born = query.birth_date
    if born is None:
        return query
    for _ in range(50):
        how = chance.choice(("digit", "exchange", "year", "day", "month"))
        found = _slipped(born, how, chance)
        if found is not None and found.edtf != born.edtf:
            return replace(query, birth_date=found)
    return query


def _slipped(born: PartialDate, how: str, chance: random.Random) -> PartialDate | None:
    first = born.earliest
    try:
        if how == "year" or born.granularity != "day":
            number = first.year + chance.choice((-1, 1))
            if how == "digit":
                digits = list(f"{first.year}")
                digits[chance.choice((2, 3))] = str(chance.randrange(10))
                number = int("".join(digits))
            return month(number, first.month) if born.granularity == "month" else _whole(born, number)
        if how == "exchange":
            return day(date(first.year, first.day, first.month))
        if how == "month":
            return day(first.replace(month=first.month + chance.choice((-1, 1))))
        if how == "day":
            return day(first + timedelta(days=chance.choice((-1, 1))))
        digits = list(f"{first:%Y%m%d}")
        digits[chance.randrange(2, 8)] = str(chance.randrange(10))
        text = "".join(digits)
        return day(date(int(text[:4]), int(text[4:6]), int(text[6:])))
    except ValueError:
        return None


def _whole(born: PartialDate, number: int) -> PartialDate:
    return day(born.earliest.replace(year=number)) if born.granularity == "day" else year(number)


def mixed(query: Query, chance: random.Random) -> Query:
    """Six of ten with a slip in the name, one of ten with a slip in the date, three as listed."""
    drawn = chance.random()
    return typed_name(query, chance) if drawn < 0.6 else typed_date(query, chance) if drawn < 0.7 else query


def both(query: Query, chance: random.Random) -> Query:
    """One slip in the name and one in the date."""
    return typed_date(typed_name(query, chance), chance)


TREATED: dict[str, Callable[[Query, random.Random], Query]] = {
    "as listed": as_it_is,
    "birth date with a slip": typed_date,
    "name with a slip": typed_name,
    "name and birth date with a slip": both,
    "mixed": mixed,
}


def name_only(query: Query) -> Query:
    """The query without what is known beside the name."""
    return replace(query, birth_date=None, gender=None, nationalities=(), countries=())


def with_date(query: Query) -> Query:
    """The query without countries."""
    return replace(query, nationalities=(), countries=())


def whole(query: Query) -> Query:
    """The query with all that is known."""
    return query


KEPT: tuple[Callable[[Query], Query], ...] = (name_only, with_date, whole)


def hit_rate(engine: Engine, queries: Iterable[Query], truth: dict[int, set[str]], *, misses: bool) -> float:
    """The share of queries whose party is among the ten best and at or above the alert line."""
    asked = list(queries)
    hits = 0
    for query, matches in zip(asked, engine.search_all(asked, limit=10), strict=True):
        hit = any(match.entity_id in truth[query.row] for match in matches)
        hits += hit
        if misses and not hit:
            print("  missed:", query.name, query.birth_date or "", *query.nationalities, file=sys.stderr)
    return hits / len(asked)


def alert_rate(engine: Engine, queries: Iterable[Query]) -> float:
    """The share of queries that anything at or above the alert line is found for."""
    asked = list(queries)
    return sum(map(bool, engine.search_all(asked, limit=1))) / len(asked)


if __name__ == "__main__":
    start = time.perf_counter()
    missed_goals = main()
    print(f"alert line {DEFAULT_THRESHOLD}; {time.perf_counter() - start:.0f} s")
    sys.exit(missed_goals)
