"""Entries and exposures for the rules' tests, written from public facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from lookthrough.errors import Issues
from lookthrough.exposure.ownership.answers import answer_about
from lookthrough.exposure.ownership.links import OWNERSHIP, VOTES, on_day, settle, write_down
from lookthrough.exposure.ownership.own_links import answer
from lookthrough.model.attribution import Attribution, ControlSign, Edge, Measure
from lookthrough.model.dates import from_iso
from lookthrough.model.exposure import Exposure, Step
from lookthrough.model.link import Link, LinkKind
from lookthrough.model.listing import Listing
from lookthrough.model.share import UNKNOWN_SHARE, Share
from lookthrough.rules.own_rules import NO_OWN_LAW, OwnLaw
from lookthrough.rules.registry import judge_all, reaches_for
from lookthrough.rules.verdict import Verdict

EDITION = "2026-07-09"


def _listed(list_id: str, name: str, since: str | None = None, **more: Any) -> Listing:
    dates = {key: from_iso(more[key]) if more.get(key) else None for key in ("effective", "until", "divest_until")}
    rest = {key: value for key, value in more.items() if key not in dates}
    rest.setdefault("edition", EDITION)
    rest.setdefault("seen_from", EDITION)
    return Listing(
        id=f"{list_id}:1",
        entity_id=f"{list_id}:1",
        list_id=list_id,
        listed_name=name,
        since=from_iso(since) if since else None,
        **dates,
        **rest,
    )


def _reached(listing: Listing, relation: str = "same_person", **more: Any) -> Exposure:
    return Exposure(relation, listing, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def listed() -> Callable[..., Listing]:
    """Makes an entry; dates as ISO text."""
    return _listed


@pytest.fixture(scope="session")
def reached() -> Callable[..., Exposure]:
    """Makes an exposure to an entry."""
    return _reached


@pytest.fixture(scope="session")
def hikvision() -> Listing:
    """Hikvision's row of the Entity List: 84 FR 54004, amended twice in 2020, no footnote."""
    return _listed(
        "us_bis_entity_list",
        "Hangzhou Hikvision Digital Technology Co., Ltd.",
        "2019-10-09",
        citations=("84 FR 54004, 10/9/19", "85 FR 34505, 6/5/20", "85 FR 44161, 7/22/20"),
        requirement="For all items subject to the EAR. (See § 744.11 of the EAR)",
        policy="Case-by-case review for ECCNs 1A004.c and 1A004.d; presumption of denial for all other items",
    )


@pytest.fixture(scope="session")
def sensetime() -> Listing:
    """SenseTime Group Limited on the NS-CMIC list, with the three dates that OFAC prints for it."""
    return _listed(
        "us_ofac_nscmic",
        "SENSETIME GROUP LIMITED",
        "2021-12-10",
        effective="2022-02-08",
        divest_until="2022-12-10",
        programmes=("CMIC-EO13959",),
    )


@pytest.fixture(scope="session")
def through_fund() -> tuple[Step, ...]:
    """A path from a plan through a fund to a line of it."""
    return (
        Step("holds", "Sample plan", "Emerging Markets Index Fund"),
        Step("holds", "Emerging Markets Index Fund", "SENSETIME GROUP B"),
        Step("issued_by", "SENSETIME GROUP B", "SenseTime Group"),
        Step("is", "SenseTime Group", "SENSETIME GROUP LIMITED"),
    )


Stake = tuple[str, str, Share]


def _share(text: str) -> Share:
    """ "30 %" is exact, "0-40 %" a range, ">50 %" more than that, "<50 %" less, "?" unknown."""
    if text == "?":
        return UNKNOWN_SHARE
    number = text.removesuffix("%").strip()
    if number.startswith(">"):
        return Share(Fraction(number[1:]) / 100, Fraction(1), text, low_open=True)
    if number.startswith("<"):
        return Share(Fraction(0), Fraction(number[1:]) / 100, text, high_open=True)
    low, _, high = number.partition("-")
    return Share(Fraction(low) / 100, Fraction(high or low) / 100, text)


def _total(stakes: Iterable[Stake], owners: set[str], target: str) -> Share:
    """What some owners hold of a company together, and never more than what the others leave of it."""
    total, others = Share(Fraction(0), Fraction(0)), Fraction(0)
    left_open = False
    for owner, owned, share in stakes:
        if owned == target and owner in owners:
            total = total.plus(share)
        elif owned == target:
            others, left_open = others + share.low, left_open or share.low_open
    left = 1 - others
    if left < total.low or (left, -left_open) >= (total.high, -total.high_open):
        return total
    return Share(total.low, left, "", total.low_open, left_open)


def _caught(stakes: Sequence[Stake], start: set[str], measure: Measure, *, upper: bool) -> set[str]:
    """The least fixed point by plain loops, as section 2.1 of the law's own examples reads."""
    known = set(start) | ({""} if upper else set())
    while True:
        new = set()
        for owned in {owned for _, owned, _ in stakes} - known:
            met = measure.met(_total(stakes, known, owned))
            if met == "yes" or (upper and met == "unknown"):
                new.add(owned)
        if not new:
            return known
        known |= new


def _slowly(
    stakes: Sequence[Stake], listed: dict[str, Listing], target: str, measure: Measure
) -> tuple[bool, bool, Share]:
    """Is the target certainly, is it possibly reached, and what do those who count hold of it: by plain loops."""
    groups = [set(listed)] if measure.aggregate else [{name} for name in listed]
    answers = []
    for group in groups:
        low, high = (_caught(stakes, group, measure, upper=upper) for upper in (False, True))
        sure, most = _total(stakes, low, target), _total(stakes, high, target)
        total = Share(sure.low, most.high, "", sure.low_open, most.high_open)
        answers.append((target in low, target in high, total))
    return max(answers, key=lambda answer: (answer[0], answer[1], answer[2].high))


def _asked(
    links: Sequence[Link], listed: dict[str, Listing], target: str, of: str, measure: Measure, as_of: date
) -> Attribution:
    """The engine's answer, from stated links on; it must be that of the plain loops."""
    issues = Issues()
    held, doubtful = on_day(links, as_of, issues)
    readings = VOTES if measure.by == "votes" else OWNERSHIP
    ledger = write_down(settle(held, issues, doubtful=doubtful), readings)
    starts = tuple(ledger.number(name) for name in listed)
    found = answer(ledger, starts, measure, issues)
    entries = {name: (entry,) for name, entry in listed.items()}
    told = answer_about(target, of, found, entries, lambda stake: Edge(stake.owner, stake.owned, stake.share))
    kind = "votes" if measure.by == "votes" else "equity"
    if any(link.kind != kind or link.register != "companies" or link in doubtful for link in held):
        return told  # what the loops do not know: other kinds, several registers, dates that do not tell
    stakes = [(link.source, link.target, link.share) for link in held]
    low, high, total = _slowly(stakes, listed, target, measure)
    assert (told.low_caught, told.high_caught) == (low, high)
    assert (told.total.low, told.total.high) == (total.low, total.high) or not measure.aggregate or issues
    return told


def _judged(
    structure: str,
    listed: dict[str, Listing],
    as_of: str,
    *,
    target: str = "A",
    votes: str = "",
    links: tuple[Link, ...] = (),
    signs: tuple[ControlSign, ...] = (),
    own: OwnLaw = NO_OWN_LAW,
    **more: Any,
) -> tuple[Verdict, ...]:
    day = date.fromisoformat(as_of)
    first = next(iter(listed.values()))
    held = {"ownership": [*_links(structure, "equity"), *links], "votes": [*_links(votes, "votes"), *links]}
    attributions = tuple(
        _asked(
            held[reach.by], {n: e for n, e in listed.items() if reach.counts(e)}, target, question, reach.measure, day
        )
        for question, reach in reaches_for(first.list_id, day, own)
        if reach.measure and held[reach.by] and reach.counts(first)
    )
    more.setdefault("path", (Step("owned_by", target, first.listed_name),))
    exposure = Exposure("owned", first, attributions=attributions, signs=signs, **more)
    return judge_all(exposure, day, own)


def _links(text: str, kind: LinkKind) -> list[Link]:
    """ "X 50 % A; ? 40 % A" is two links of one register; an owner "?" is not identified."""
    found = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        owner, *middle, owned = part.split()
        share = _share(" ".join(middle).replace(" %", "%"))
        since = from_iso("2001-01-01")
        found.append(Link("owns", "" if owner == "?" else owner, owned, share, since, kind=kind, register="companies"))
    return found


@pytest.fixture(scope="session")
def judged() -> Callable[..., tuple[Verdict, ...]]:
    """Judges a structure such as "X 50 % A; A 50 % B": stated links, engine (checked by plain loops), every rule."""
    return _judged
