"""Parties by the million, recombined from the parts of real names; seeded, and never stored.

The parts are drawn as often as they occur, so common given names, trade words and family names are common here too.
No made name is meant to be anybody's.
"""

from __future__ import annotations

import csv
import gzip
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lookthrough.index.entry import IndexEntry
from lookthrough.model.entity import Name

#: Names that one party has, drawn at random: three on average.
COUNTS = (1,) * 5 + (2,) * 5 + (3,) * 4 + (4,) * 2 + (5,) * 2 + (8,) * 2
FORMS = ("Ltd", "Limited", "LLC", "Inc.", "Corp.", "Co., Ltd.", "JSC", "OOO", "GmbH", "S.A.", "PLC", "FZE", "Pte Ltd")
CHINESE_FORMS = ("有限公司", "股份有限公司", "科技有限公司", "贸易有限公司", "集团有限公司")
COUNTRIES = ("cn", "ru", "ir", "us", "gb", "ae", "tr", "hk", "de", "kp", "sy", "ua", "by", "in", "pk")
_SDN = ("sanctions", "us", "ofac_watchman", "bench_sdn.csv")


@dataclass(frozen=True)
class Parts:
    """Real name parts, each as often as it occurs.

    Attributes:
        given, family: of persons.
        own: first words of issuers' names and family names: what companies are called by.
        tails: what follows the first word in issuers' names.
        chinese: short names of Chinese companies; places: where they are.
        spelt: per script, Latin tokens written in it.
    """

    given: tuple[str, ...]
    family: tuple[str, ...]
    own: tuple[str, ...]
    tails: tuple[str, ...]
    chinese: tuple[str, ...]
    places: tuple[str, ...]
    spelt: tuple[dict[str, str], ...]


def parts_of(data: Path) -> Parts:
    """Read the parts from the folder of public files."""
    given, family = _persons(data)
    tokens = [list(_tokens(data, script)) for script in ("russian", "hebrew", "arabic", "korean")]
    rare = [latin.title() for many in tokens for latin, _, count in many for _ in range(min(count, 3))]
    issuers = [row["name"].split() for row in _rows(data / "names" / "financedatabase_equities_names.csv.gz")]
    own = [words[0] for words in issuers if len(words) > 1 and len(words[0]) > 2]
    chinese = _lines(data / "names" / "cn_company_short_names_28W.txt.gz")[3:]
    places = [row["地区"] for row in _rows(data / "ownership" / "cn_ashare_controllers_2026-02.csv")]
    return Parts(
        given=tuple(given),
        family=(*family, *random.Random(1).sample(rare, 2 * len(family))),
        own=(*own, *random.Random(2).sample(rare, len(own))),
        tails=tuple(" ".join(words[1:]) for words in issuers if 1 < len(words) < 7),
        chinese=tuple(chinese),
        places=tuple(place for place in places if place),
        spelt=tuple({latin: other for latin, other, _ in many} for many in tokens),
    )


def parties(parts: Parts, count: int, seed: int = 1) -> Iterator[IndexEntry]:
    """So many parties, of three names each on average; the first n of more are the same."""
    draw = random.Random(seed)
    for row in range(count):
        kind, names = _party(parts, draw)
        qualities = ["name", *draw.choices(("alias", "weak_alias"), (9, 1), k=len(names))]
        told = tuple(Name(text, quality) for text, quality in zip(dict.fromkeys(names), qualities, strict=False))
        country = (draw.choice(COUNTRIES),) if draw.random() < 0.7 else ()
        yield IndexEntry(f"made:{row}", kind, told, country, lists=(f"list_{draw.randrange(20)}",))


def questions(parts: Parts, listed: list[IndexEntry], count: int, seed: int = 2) -> list[dict[str, str]]:
    """Questions as name, kind and truth: three in five are names of listed parties with slips, the others nobody's."""
    draw = random.Random(seed)
    out = []
    for stranger in parties(parts, count, seed + 1):
        known = draw.random() < 0.6
        entry = draw.choice(listed) if known else stranger
        text = draw.choice(entry.names).text
        asked = _mutated(text, draw) if known else text
        out.append({"name": asked, "kind": entry.kind, "truth": entry.entity_id if known else ""})
    return out


def _party(parts: Parts, draw: random.Random) -> tuple[str, list[str]]:
    count, which = draw.choice(COUNTS), draw.random()
    if which < 0.5:
        given = draw.sample(parts.given, draw.choice((1, 1, 2, 2, 3)))
        family = draw.choice(parts.family)
        return "person", [_person(parts, given, family, number, draw) for number in range(count)]
    if which < 0.53:
        name = f"{draw.choice(parts.own)} {draw.choice(parts.given)}".upper()
        return "vessel", [name, *(draw.choice(parts.own).upper() for _ in range(count - 1))]
    if which < 0.57:
        place, short = draw.choice(parts.places), draw.choice(parts.chinese)
        return "company", [f"{place}{short}{draw.choice(CHINESE_FORMS)}", short][:count]
    own = [draw.choice(parts.own) for _ in range(draw.choice((1, 1, 1, 2)))]
    tail = draw.choice(parts.tails)
    return "company", [_company(parts, own, tail, number, draw) for number in range(count)]


def _person(parts: Parts, given: list[str], family: str, number: int, draw: random.Random) -> str:
    if number == 0:
        return f"{family.upper()}, {' '.join(given)}"
    way = draw.randrange(6)
    if way == 0:
        return f"{given[0]} {family}"
    if way == 1:
        return f"{family} {' '.join(given)}"
    if way == 2:
        return _mutated(f"{' '.join(given)} {family}", draw)
    if way == 3:
        spelt = draw.choice(parts.spelt)
        if family.lower() in spelt and given[0].lower() in spelt:
            return f"{spelt[given[0].lower()]} {spelt[family.lower()]}"
        return f"{given[0][0]}. {family}"
    if way == 4:
        return f"{given[0]} {draw.choice(parts.given)} {family}"
    return f"{given[0]} {draw.choice(parts.family)}"


def _company(parts: Parts, own: list[str], tail: str, number: int, draw: random.Random) -> str:
    if number == 0:
        return f"{' '.join(own)} {tail}"
    way = draw.randrange(5)
    if way == 0:
        return f"{' '.join(own)} {draw.choice(FORMS)}"
    if way == 1:
        return f"{' '.join(own)} {tail.split(maxsplit=1)[0]} {draw.choice(FORMS)}"
    if way == 2:
        return _mutated(f"{' '.join(own)} {tail}", draw)
    if way == 3:
        return f"{draw.choice(parts.own)} {tail}"
    return f"{own[0]} {draw.choice(parts.tails)}"


def _mutated(text: str, draw: random.Random) -> str:
    """One or two slips, a word less, or the words in another order."""
    words = text.split()
    way = draw.randrange(4)
    if way == 0 and len(words) > 2:
        words.pop(draw.randrange(len(words)))
    elif way == 1:
        draw.shuffle(words)
    for _ in range(draw.choice((1, 1, 2)) if way > 1 else 0):
        at = draw.randrange(len(words))
        letter = draw.randrange(len(words[at]))
        slip = (words[at][letter] * 2, "", draw.choice("aeiourstln"))[draw.randrange(3)]
        words[at] = words[at][:letter] + slip + words[at][letter + 1 :] or words[at]
    return " ".join(words)


def _persons(data: Path) -> tuple[list[str], list[str]]:
    given, family = [], []
    with data.joinpath(*_SDN).open(encoding="latin-1") as file:
        for row in csv.reader(file):
            if len(row) > 2 and row[2].strip() == "individual" and "," in row[1]:
                last, _, first = row[1].partition(",")
                family.append(last.title())
                given += [word.title() for word in first.split() if word.isalpha()]
    for row in _rows(data / "names" / "yente_negatives_global.csv.gz"):
        given.append(row["first_name"])
        family.append(row["last_name"])
    return [word for word in given if _is_latin(word)], [word for word in family if _is_latin(word)]


def _is_latin(text: str) -> bool:
    return text != "" and max(text) < "\u0250"


def _tokens(data: Path, script: str) -> Iterator[tuple[str, str, int]]:
    for line in _lines(data / "matching" / "wd_transliteration" / f"wd_{script}_80.tsv.gz"):
        latin, other, count = line.split("\t")
        if re.fullmatch(r"[a-z]{3,}", latin):
            yield latin, other.replace(" ", ""), int(count)


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(_lines(path)))


def _lines(path: Path) -> list[str]:
    raw = path.read_bytes()
    return (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig").splitlines()
