"""Reviews: what people decided about claims, and the claim as it stands after them.

A review never changes what was read. It is an event with an author, a reason and a time; the present state of a claim
is the fold of its events. A claim that nobody has reviewed counts for nothing beyond the evidence room.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, cast, get_args

from lookthrough.errors import InputError, quote
from lookthrough.model.claim import Claim, Speaker, Stance
from lookthrough.model.dates import from_iso

Action = Literal["accept", "reject", "edit"]
Standing = Literal["unreviewed", "accepted", "rejected", "edited"]
STANDINGS: Mapping[Action, Standing] = {"accept": "accepted", "reject": "rejected", "edit": "edited"}
#: What a reviewer may correct; the quote is what the text says and cannot be corrected.
EDITABLE = ("subject", "predicate", "object", "date", "speaker", "stance", "subject_entity", "object_entity")
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Review:
    """One decision about one claim.

    Attributes:
        claim: the claim's id.
        action: what was decided.
        by: who decided.
        reason: why, in the reviewer's words.
        when: ISO 8601 with zone.
        changes: field -> new value, of an edit.
    """

    claim: str
    action: Action
    by: str
    reason: str
    when: str
    changes: Mapping[str, str]

    def as_entry(self) -> dict[str, Any]:
        """As a line of the log."""
        return {
            "claim": self.claim, "action": self.action, "by": self.by, "reason": self.reason, "when": self.when,
            "changes": dict(self.changes),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A claim after its reviews.

    Attributes:
        claim: with the corrections of the last edit.
        standing: what holds now.
        history: every review, oldest first.
    """

    claim: Claim
    standing: Standing
    history: tuple[Review, ...]

    @property
    def counts(self) -> bool:
        """May findings cite it?"""
        return self.standing in ("accepted", "edited")


def review(
    claim: str, action: str, *, by: str, reason: str, when: str, changes: Mapping[str, str] | None = None
) -> Review:
    """A review, checked.

    Args:
        claim: the claim's id.
        action: "accept", "reject" or "edit".
        by, reason: never empty.
        when: ISO 8601 with zone.
        changes: of an edit, at least one of `EDITABLE`.

    Raises:
        InputError: if a part is missing or cannot be used.
    """
    if action not in get_args(Action):
        raise InputError(f"{quote(action)} is no decision", hint="accept, reject or edit")
    for what, text in (("by", by), ("reason", reason)):
        if not text.strip():
            raise InputError(f"a review without --{what} cannot be recorded", hint="say who decides, and why")
        if len(text) > _LONGEST:
            raise InputError(f"--{what} is longer than {_LONGEST:,} characters", hint="shorten it")
    wanted = dict(changes or {})
    if (action == "edit") != bool(wanted):
        raise InputError(
            "an edit names what it changes, and only an edit does",
            hint=f"--set FIELD=VALUE with one of {', '.join(EDITABLE)}",
        )
    for field, value in wanted.items():
        _check(field, value)
    return Review(claim, cast(Action, action), by.strip(), reason.strip(), when, wanted)


def _check(field: str, value: str) -> None:
    if field not in EDITABLE:
        raise InputError(
            f"{quote(field)} cannot be corrected", hint=f"one of {', '.join(EDITABLE)}; the quote is what the text says"
        )
    if field == "stance" and value not in get_args(Stance):
        raise InputError(f"{quote(value)} is no stance", hint=", ".join(get_args(Stance)))
    if field == "date" and value:
        from_iso(value)


def reviews_of(entries: Iterable[Mapping[str, Any]]) -> list[Review]:
    """The lines of the log as reviews."""
    return [
        Review(str(e["claim"]), e["action"], str(e["by"]), str(e["reason"]), str(e["when"]), dict(e["changes"]))
        for e in entries
    ]


def fold(claims: Iterable[Claim], reviews: Iterable[Review]) -> list[Reviewed]:
    """Each claim as it stands after its reviews, in the order given; reviews of other claims are left out."""
    by_claim: dict[str, list[Review]] = {}
    for each in reviews:
        by_claim.setdefault(each.claim, []).append(each)
    return [_folded(claim, by_claim.get(claim.id, [])) for claim in claims]


def _folded(claim: Claim, history: list[Review]) -> Reviewed:
    standing: Standing = "unreviewed"
    edited = claim
    for each in history:
        standing = STANDINGS[each.action]
        if each.action == "edit":
            edited = _edited(edited, each.changes)
        elif each.action == "accept" and edited is not claim:
            standing = "edited"
    return Reviewed(edited, standing, tuple(history))


def _edited(claim: Claim, changes: Mapping[str, str]) -> Claim:
    values: dict[str, Any] = {field: value for field, value in changes.items() if field not in ("date", "speaker")}
    for entity in ("subject_entity", "object_entity"):
        if entity in values:
            values[entity] = values[entity] or None
    if "date" in changes:
        values["date"] = from_iso(changes["date"]) if changes["date"] else None
    if "speaker" in changes:
        name = changes["speaker"]
        values["speaker"] = (
            Speaker(name, "author")
            if name == "author"
            else replace(
                claim.speaker, name=name, kind="organization" if claim.speaker.kind == "author" else claim.speaker.kind
            )
        )
    return replace(claim, **values)
