"""Synthetic clean names: what stands for customers when no file of customers is given."""

from __future__ import annotations

import random

from lookthrough.model.query import Query
from lookthrough.validation.tables import pick, table

#: Half persons, half bodies.
COUNT = 2_000


def synthetic(seed: int, count: int = COUNT) -> list[Query]:
    """Invented names of persons and companies, each once, numbered from 1.

    Args:
        seed: another one gives other names.
        count: how many.
    """
    rng = random.Random(f"clean\x1f{seed}")  # noqa: S311 - everybody who repeats the test must draw the same
    names: dict[str, None] = {}
    while len(names) < count:
        names[_person(rng) if len(names) % 2 == 0 else _body(rng)] = None
    return [Query(names=(name,), row=row) for row, name in enumerate(names, start=1)]


def _person(rng: random.Random) -> str:
    words = table("clean_names")["persons"]
    given = [pick(rng, words["given"])]
    if rng.random() < 0.25:
        given.append(pick(rng, words["given"]))
    return " ".join([*given, pick(rng, words["family"])])


def _body(rng: random.Random) -> str:
    words = table("clean_names")["bodies"]
    parts = [pick(rng, words["first"])]
    if rng.random() < 0.6:
        parts.append(pick(rng, words["second"]))
    return " ".join([*parts, pick(rng, words["trade"]), pick(rng, words["form"])]).strip()
