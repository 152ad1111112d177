"""Parts of a name moved, dropped, shortened or added. Each function gives a changed name, or None."""

from __future__ import annotations

import random
import re

from lookthrough.validation.tables import (
    form_at_end,
    in_case_of,
    is_body,
    is_latin,
    is_person,
    is_spelled,
    pick,
    plain,
    table,
    telling,
)

_NUMBERED = re.compile(r"\bno\.?\s*(?=\d)", re.IGNORECASE)


def person_parts(name: str) -> tuple[list[str], list[str]] | None:
    """(given names, family names) of a person's name in letters; None where it has no two parts.

    Before a comma stands the family name; without a comma the last word is taken for it.
    """
    family, comma, given = name.partition(",")
    if comma:
        parts = (given.split(), family.split())
    else:
        words = name.split()
        parts = (words[:-1], words[-1:])
    return parts if parts[0] and parts[1] and "," not in given else None


def _again(name: str, given: list[str], family: list[str]) -> str:
    """The name put together again in its own order."""
    return f"{' '.join(family)}, {' '.join(given)}" if "," in name else " ".join([*given, *family])


def comma_order(name: str, kind: str, _rng: random.Random) -> str | None:
    """A person's "Family, Given" as "Given Family", and the reverse."""
    parts = person_parts(name) if is_person(kind) else None
    if parts is None:
        return None
    given, family = " ".join(parts[0]), " ".join(parts[1])
    return f"{given} {family}" if "," in name else f"{family}, {given}"


def family_first(name: str, kind: str, _rng: random.Random) -> str | None:
    """A person's family name first, without a comma."""
    parts = person_parts(name) if is_person(kind) else None
    return " ".join([*parts[1], *parts[0]]) if parts else None


def words_reordered(name: str, kind: str, rng: random.Random) -> str | None:
    """Of a body or vessel: two neighbouring words exchanged, a legal form left in its place."""
    if is_person(kind):
        return None
    words = name.split()
    form = form_at_end(words)
    end = form[0] if form else len(words)
    pairs = [i for i in range(end - 1) if is_spelled(words[i]) and is_spelled(words[i + 1])]
    if not pairs:
        return None
    at = pick(rng, pairs)
    words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def word_dropped(name: str, kind: str, rng: random.Random) -> str | None:
    """Of a body with four telling words or more: without one that is not the first."""
    words = name.split()
    positions = telling(words, 3)
    if is_person(kind) or len(positions) < 4:
        return None
    at = pick(rng, positions[1:])
    return " ".join([*words[:at], *words[at + 1 :]])


def middle_dropped(name: str, kind: str, _rng: random.Random) -> str | None:
    """Of a person: the first given name and the family name only."""
    parts = person_parts(name) if is_person(kind) else None
    if parts is None or len(parts[0]) < 2:
        return None
    return _again(name, parts[0][:1], parts[1])


def given_initial(name: str, kind: str, _rng: random.Random) -> str | None:
    """Of a person with one given name: its initial."""
    parts = person_parts(name) if is_person(kind) else None
    if parts is None or len(parts[0]) != 1 or len(plain(parts[0][0])) < 2 or not is_latin(parts[0][0][0]):
        return None
    return _again(name, [parts[0][0][0] + "."], parts[1])


def middle_initial(name: str, kind: str, _rng: random.Random) -> str | None:
    """Of a person with several given names: initials for all but the first."""
    parts = person_parts(name) if is_person(kind) else None
    if parts is None or len(parts[0]) < 2 or not all(is_latin(word[0]) for word in parts[0]):
        return None
    return _again(name, [parts[0][0], *(word[0] + "." for word in parts[0][1:])], parts[1])


def title_added(name: str, kind: str, rng: random.Random) -> str | None:
    """Of a person: with a form of address before the given name."""
    parts = person_parts(name) if is_person(kind) else None
    return " ".join([pick(rng, ["Mr.", "Dr.", "Prof.", "Sir", "Eng."]), *parts[0], *parts[1]]) if parts else None


def form_rewritten(name: str, kind: str, rng: random.Random) -> str | None:
    """Of a body: the same legal form written another way."""
    words = name.split()
    form = form_at_end(words) if is_body(kind) else None
    if form is None:
        return None
    said = [plain(word) for word in words[form[0] :]]
    ways = table("changes")["legal_forms"][form[1]]
    other = [way for way in ways if [plain(word) for word in way.split()] != said]
    return " ".join([*words[: form[0]], pick(rng, other)]) if other else None


def form_dropped(name: str, kind: str, _rng: random.Random) -> str | None:
    """Of a body: without its legal form."""
    words = name.split()
    form = form_at_end(words) if is_body(kind) else None
    return " ".join(words[: form[0]]).rstrip(",") if form else None


def form_swapped(name: str, kind: str, rng: random.Random) -> str | None:
    """Of a body: with a legal form of another kind."""
    words = name.split()
    form = form_at_end(words) if is_body(kind) else None
    if form is None:
        return None
    others = ["limited", "liability_company", "incorporated", "german_limited", "joint_stock", "latin_share"]
    other = pick(rng, [key for key in others if key != form[1]])
    return " ".join([*words[: form[0]], table("changes")["legal_forms"][other][0]])


def trade_word(name: str, kind: str, rng: random.Random) -> str | None:
    """Of a body: a word of trade abbreviated, or an abbreviation written out."""
    short = table("changes")["abbreviations"]
    ways = {**short, **{abbreviation: word for word, abbreviation in short.items()}}
    words = name.split()
    positions = [i for i, word in enumerate(words) if word.casefold() in ways]
    if not is_body(kind) or not positions:
        return None
    at = pick(rng, positions)
    words[at] = in_case_of(words[at], ways[words[at].casefold()])
    return " ".join(words)


def number_rewritten(name: str, kind: str, rng: random.Random) -> str | None:
    """Of a body or vessel: "No. 5" as "Number 5", "#5" or "5"."""
    if is_person(kind):
        return None
    return _NUMBERED.sub(pick(rng, ["Number ", "#", ""]), name)


def and_subsidiaries(name: str, kind: str, rng: random.Random) -> str | None:
    """Of a body: with words for its group behind it."""
    return f"{name} {pick(rng, ['and subsidiaries', 'and affiliates', '(branch office)'])}" if is_body(kind) else None


def trading_as(name: str, kind: str, rng: random.Random) -> str | None:
    """Of a body: behind another name and "doing business as"."""
    if not is_body(kind):
        return None
    bodies = table("clean_names")["bodies"]
    front = f"{pick(rng, bodies['first'])} {pick(rng, bodies['second'])} {pick(rng, bodies['trade'])}"
    return f"{front} {pick(rng, ['dba', 'doing business as', 't/a'])} {name}"


def vessel_prefix(name: str, kind: str, rng: random.Random) -> str | None:
    """Of a vessel: with the letters that say so before it."""
    return f"{pick(rng, ['MV', 'M/V', 'MT', 'M.V.'])} {name}" if kind == "vessel" else None
