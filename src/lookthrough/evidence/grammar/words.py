"""The word lists under `resources/evidence`, read once and turned into look-up tables."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

SPEECH = frozenset(
    "say tell assure remind claim allege argue state add note announce report warn insist believe think deny "
    "acknowledge admit "
    "confirm reiterate suggest "
    "indicate tweet write estimate conclude maintain contend explain stress assert declare show reveal find "
    "predict expect hope know".split()
)
"""Verbs whose object clause is what somebody says or holds."""

DEMANDING = frozenset("recommend demand urge propose ask request insist".split())
"""Verbs whose object clause is what somebody wants done."""


@cache
def lists(name: str) -> Mapping[str, Mapping[str, str]]:
    """One word list as written: section, then key, then the words as one text.

    Args:
        name: the file's name without its ending, e.g. "parties".
    """
    return tomllib.loads((files("lookthrough") / "resources" / "evidence" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, section: str, key: str) -> frozenset[str]:
    """The single words of one entry."""
    return frozenset(lists(name)[section][key].split())


@cache
def phrases(name: str, section: str, key: str) -> frozenset[str]:
    """The phrases of one entry, which stand there parted by semicolons, with single spaces."""
    return frozenset(" ".join(part.split()) for part in lists(name)[section][key].split(";") if part.strip())


@cache
def verb_forms() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Every form of the verbs that we know: form -> ((lemma, shape), …), the shape "base", "s", "ed", "en" or "ing".

    A regular "-ed" form stands as "ed"; it may be a participle too. An irregular participle that differs is "en".
    """
    forms: dict[str, dict[tuple[str, str], None]] = {}
    irregular = lists("words")["irregular"]
    known = sorted(words("words", "verbs", "plain") | words("words", "verbs", "nouns_too") | set(irregular))
    for lemma in known:
        past, participle = irregular[lemma].split() if lemma in irregular else (_with_ed(lemma), "")
        shapes = [(lemma, "base"), (_with_s(lemma), "s"), (past, "ed"), (_with_ing(lemma), "ing")]
        if participle and participle != past:
            shapes.append((participle, "en"))
        for form, shape in shapes:
            forms.setdefault(form, {})[(lemma, shape)] = None
    for form, shape in (("singled", "ed"), ("singles", "s"), ("singling", "ing")):
        forms[form] = {("single", shape): None}
    return {form: tuple(found) for form, found in forms.items()}


def lemma_of(form: str) -> str:
    """The base form of a verb's form: from the list, or by the ending for a regular verb that no list has."""
    known = verb_forms().get(form)
    if known:
        return known[0][0]
    for ending in ("ing", "ed"):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            return _restored(form[: -len(ending)])
    return form


def _restored(stem: str) -> str:
    """The base form behind "-ed" or "-ing": "plann" is plan, "levi" is levy, "lodg" and "compil" lost an "e"."""
    if stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    if stem.endswith("i"):
        return f"{stem[:-1]}y"
    if stem.endswith("l") and len(stem) > 3 and stem[-2] in "bcdfgkptz":
        return f"{stem}e"  # "troubled", "coupled"
    single = len(stem) > 2 and stem[-2] in "aiou" and stem[-3] not in "aeiou"
    if stem.endswith(("v", "z", "c", "dg", "rg", "u")) or (stem.endswith("s") and not stem.endswith("ss")):
        return f"{stem}e"
    return f"{stem}e" if single and stem[-1] in "rlkt" else stem


def _doubles(lemma: str) -> bool:
    """Does the last consonant double before -ed and -ing? For one syllable, and for a few stressed at the end."""
    if lemma in {"admit", "commit", "compel", "confer", "control", "deter", "expel", "forbid", "incur", "occur", "omit",
                 "permit", "appal", "prefer", "refer", "regret", "submit", "transfer", "transmit",
                 "begin"}:  # fmt: skip
        return True
    vowels = [i for i, c in enumerate(lemma) if c in "aeiou"]
    return len(vowels) == 1 and len(lemma) > 2 and vowels[0] == len(lemma) - 2 and lemma[-1] not in "wxyaeiou"


def _with_s(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return f"{lemma[:-1]}ies"
    return f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{lemma}s"


def _with_ed(lemma: str) -> str:
    if lemma.endswith("e"):
        return f"{lemma}d"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return f"{lemma[:-1]}ied"
    return f"{lemma}{lemma[-1]}ed" if _doubles(lemma) else f"{lemma}ed"


def _with_ing(lemma: str) -> str:
    if lemma.endswith("ie"):
        return f"{lemma[:-2]}ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return f"{lemma[:-1]}ing"
    return f"{lemma}{lemma[-1]}ing" if _doubles(lemma) else f"{lemma}ing"
