"""An emerging-markets fund against four United States lists, judged line by line; and funds where nothing should alert.

    .venv/bin/python benchmarks/eem_gold.py [--data DIR] [--threshold 0.8]

Scores names straight from the publishers' list files. The gold's README says how the labels were made: `same_person`
pairs of (row, list) count, those of low confidence do not; every other reported pair is an error.
"""

from __future__ import annotations

import argparse
import csv
import html
import re
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from lookthrough.index.entry import IndexEntry
from lookthrough.index.names import NameIndex
from lookthrough.match.engine import Engine
from lookthrough.match.score import DEFAULT_THRESHOLD
from lookthrough.model.entity import Name
from lookthrough.model.match import Match
from lookthrough.model.query import Query
from lookthrough.names.countries import country_code

HERE = Path(__file__).resolve().parents[1]
LISTS = ("us_bis_entity_list", "us_ofac_nscmic", "us_dod_1260h", "us_dhs_uflpa")
SOURCES = {"Entity List (EL)": LISTS[0], "Non-SDN Chinese": LISTS[1]}


def main() -> None:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    options.add_argument("--threshold", type=float, default=DEFAULT_THRESHOLD)
    chosen = options.parse_args()
    entries = list(listed(chosen.data))
    engine = Engine(NameIndex.build(entries))
    list_of = {entry.entity_id: entry.lists[0] for entry in entries}
    print(f"{len(entries)} parties, {sum(len(e.names) for e in entries)} names")
    holdings = chosen.data / "portfolios"
    gold(engine, list_of, chosen.data, chosen.threshold)
    for name in ("ishares_EEM_holdings_2022-03.csv", "ishares_ACWI_holdings_2022-03-10.csv"):
        report(engine, list_of, name, ishares(holdings / name), chosen.threshold)
    report(
        engine,
        list_of,
        "sp500_constituents_2026-08.csv",
        sp500(holdings / "sp500_constituents_2026-08.csv"),
        chosen.threshold,
    )
    for name in sorted(p.name for p in holdings.glob("*.xml")):
        report(engine, list_of, name, issuers(holdings / name), chosen.threshold)


def gold(engine: Engine, list_of: dict[str, str], data: Path, threshold: float) -> tuple[float, float]:
    """Judge the fund of the gold line by line, and give recall and precision."""
    lines = list(ishares(data / "portfolios" / "ishares_EEM_holdings_2022-07.csv"))
    start = time.perf_counter()
    found = hits(engine, list_of, lines, threshold)
    seconds = time.perf_counter() - start
    same, low, others = set(), set(), {}
    for row in cells_of(data / "gold" / "portfolio_eem_2022-07.csv"):
        key = int(row["row_number"]), row["list"]
        if row["list"] in LISTS:
            if row["relation"] == "same_person":
                (low if row["confidence"] == "low" else same).add(key)
            else:
                others[key] = row["relation"]
    judged = {key: match for key, match in found.items() if key not in low}
    right = set(judged) & same
    recall, precision = len(right) / len(same), len(right) / max(1, len(judged))
    print(f"EEM 2022-07: recall {recall:.3f} ({len(right)} of {len(same)}), ", end="")
    print(f"precision {precision:.3f} ({len(judged)} reported), {seconds:.2f} s")
    names = {row: query.name for row, query in lines}
    for key in sorted(same - right):
        query = next(query for row, query in lines if row == key[0])
        best = engine.search(query, threshold=0.0, limit=20)
        shown = [f"{m.score:.3f} {m.matched_name}" for m in best if list_of[m.entity_id] == key[1]][:2]
        print("  missed  ", key, names[key[0]], shown)
    near = {key: match for key, match in hits(engine, list_of, lines, 0.7).items() if key not in found}
    doubtful = [("wrong", key, judged[key]) for key in sorted(set(judged) - right)]
    doubtful += [("under the line", key, near[key]) for key in sorted(near, key=lambda key: -near[key].score)[:25]]
    for what, key, match in doubtful:
        label = others.get(key, "unlabelled")
        print(f"  {what:15} {match.score:.3f} {key} {names[key[0]]} = {match.matched_name} [{label}]")
    for key in sorted(right, key=lambda k: judged[k].score)[:12]:
        print(f"  weakest right   {judged[key].score:.3f} {names[key[0]]} = {judged[key].matched_name}")
    return recall, precision


def report(
    engine: Engine, list_of: dict[str, str], title: str, lines: Iterator[tuple[int, Query]], threshold: float
) -> None:
    """Print every alert of a fund."""
    lines = list(lines)
    found = hits(engine, list_of, lines, threshold)
    names = {row: query.name for row, query in lines}
    print(f"{title}: {len(found)} alerts on {len(lines)} lines")
    for (row, where), match in sorted(found.items()):
        print(f"    {match.score:.3f}  {names[row]} = {match.matched_name} ({match.name}; {where})")


def hits(
    engine: Engine, list_of: dict[str, str], lines: list[tuple[int, Query]], threshold: float
) -> dict[tuple[int, str], Match]:
    """The best match of every (row, list) that alerts."""
    found: dict[tuple[int, str], Match] = {}
    answers = engine.search_all([query for _, query in lines], limit=50, threshold=threshold)
    for (row, _), answer in zip(lines, answers, strict=True):
        for match in answer:
            found.setdefault((row, list_of[match.entity_id]), match)
    return found


def cells_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def ishares(path: Path) -> Iterator[tuple[int, Query]]:
    """The equity lines of an iShares file as queries."""
    text = path.read_text(encoding="utf-8-sig").splitlines()
    head = next(i for i, line in enumerate(text) if line.startswith("Ticker,"))
    for row, cells in enumerate(csv.DictReader(text[head:]), 1):
        if cells["Name"] and cells.get("Asset Class", "Equity") == "Equity":
            country = country_code(cells["Location"] or "")
            yield row, Query((cells["Name"],), "company", (country,) if country else (), security=True, row=row)


def sp500(path: Path) -> Iterator[tuple[int, Query]]:
    """The constituents of an index as queries."""
    for row, cells in enumerate(cells_of(path), 1):
        yield row, Query((cells["Security"],), "company", ("us",), security=True, row=row)


def issuers(path: Path) -> Iterator[tuple[int, Query]]:
    """The issuers named in an N-PORT or 13F file as queries."""
    names = [
        e.text or ""
        for e in ET.fromstring(path.read_text(encoding="utf-8").strip()).iter()
        if e.tag.rsplit("}")[-1] in ("nameOfIssuer", "name")
    ]
    for row, name in enumerate(dict.fromkeys(names), 1):
        yield row, Query((name,), "company", security=True, row=row)


def listed(data: Path) -> Iterator[IndexEntry]:
    """The parties of the four lists."""
    yield from _csl(data / "sanctions" / "us" / "csl_derived_2026-07-09.csv")
    yield from _dod(data / "sanctions" / "us" / "dod_1260h_opensanctions_transcript.csv")
    yield from _uflpa(data / "sanctions" / "us" / "nsfreg_2026-07-09" / "source-uflpa-2026-07-09.html")


def _csl(path: Path) -> Iterator[IndexEntry]:
    for row in cells_of(path):
        where = next((value for key, value in SOURCES.items() if row["source"].startswith(key)), "")
        if where:
            own = [part.strip(" )") for part in re.split(r"\(?a\.k\.a\.", row["name"])]
            names = own + [alias.strip() for alias in row["alt_names"].split(";") if alias.strip()]
            tail = row["addresses"].rstrip(" .").rsplit(",", 1)[-1]
            country = country_code(tail.strip()) if tail else None
            names = [name.strip(" (,") for name in names]
            yield _entry(f"{where}:{row['_id']}", where, names, country)


def _dod(path: Path) -> Iterator[IndexEntry]:
    for number, row in enumerate(cells_of(path)):
        aliases = [a.strip() for a in (row["Alias"] or "").split(",")] + [row["Previous Name"] or ""]
        yield _entry(f"{LISTS[2]}:{number}", LISTS[2], [row["Clean Name"], *aliases], "cn")


def _uflpa(path: Path) -> Iterator[IndexEntry]:
    text = path.read_text(encoding="utf-8")
    cells = [
        html.unescape(re.sub("<[^>]+>", "", c)).strip() for c in re.findall(r"<td[^>]*>(.*?)</td>", text, flags=re.S)
    ]
    names = dict.fromkeys(c for c in cells if not re.search(r"\b20\d\d$", c) and c and c != "Name of Entity")
    marks = r"(?:also known as|formerly known as|including|and)\s*(?:\w+ alias(?:es)?:)?|;"
    for number, name in enumerate(names):
        match = re.match(r"(.*?)\s*\(((?:also|formerly|and|including)\b.*)\)", name, flags=re.S)
        parts = [match.group(1), *re.split(marks, match.group(2))] if match else [name]
        yield _entry(f"{LISTS[3]}:{number}", LISTS[3], [p.strip(" ;,:") for p in parts], "cn")


def _entry(entity_id: str, where: str, names: list[str], country: str | None) -> IndexEntry:
    known = tuple(Name(name) for name in dict.fromkeys(names) if len(name) > 1)
    return IndexEntry(entity_id, "organization", known, (country,) if country else (), (), (where,))


if __name__ == "__main__":
    main()
