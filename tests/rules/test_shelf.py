"""The contract that every rule on the shelf keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lookthrough.model.attribution import Attribution, ControlKind, ControlSign, Edge
from lookthrough.model.dates import from_iso
from lookthrough.model.exposure import Exposure, ExposureRelation, Step
from lookthrough.model.holdings import Asset, Direction
from lookthrough.model.listing import Listing
from lookthrough.model.share import Share
from lookthrough.rules.programme import programmes
from lookthrough.rules.registry import RULES, judge_all, notes_before, rules_for
from lookthrough.rules.verdict import Effect

LISTS = (
    "us_bis_entity_list",
    "us_bis_meu",
    "us_ofac_sdn",
    "us_ofac_nscmic",
    "us_dhs_uflpa",
    "us_dod_1260h",
    "us_fcc_covered",
    "us_ndaa_889",
    "un_sc",
    "eu_fsf",
    "gb_ofsi",
    "gb_fcdo",
    "us_ofac_ssi",
    "us_ofac_cons",
    "us_bis_dpl",
    "us_bis_uvl",
    "us_state_dtc",
    "us_state_isn",
    "us_cbp_wro",
    "ca_sema",
)
PROGRAMME = {
    "un_sc": ("Al-Qaida",),
    "us_ofac_sdn": ("GLOMAG",),
    "us_ofac_nscmic": ("CMIC-EO13959",),
    "us_ofac_ssi": ("UKRAINE-EO13662", "Directive 1"),
    "us_ofac_cons": ("561-Related",),
}
IDS = [rule.RULE.id for rule in RULES]

days = st.dates(date(1995, 1, 1), date(2035, 1, 1))
maybe = st.one_of(st.none(), days.map(date.isoformat), days.map(lambda d: f"{d:%Y-%m}"), days.map(lambda d: f"{d:%Y}"))


@st.composite
def listings(draw: st.DrawFn, list_id: str) -> Listing:
    since, effective, until, divest_until = (from_iso(text) if text else None for text in draw(st.tuples(*[maybe] * 4)))
    if since and until and until.earliest <= since.latest:
        until = None
    return Listing(
        "x:1",
        "x:1",
        list_id,
        "Example Trading Co.",
        edition=draw(st.sampled_from(["", "2026-07-09"])),
        seen_from=draw(st.sampled_from(["", "2019-01-15", "2026-07-09"])),
        programmes=draw(st.sampled_from([(), PROGRAMME.get(list_id, ()), ("Iran",), ("NOT-A-CODE",)])),
        since=since,
        effective=effective,
        until=until,
        divest_until=divest_until,
        citations=draw(st.sampled_from([(), ("84 FR 54004, 10/9/19",), ("no day here",)])),
        footnotes=draw(st.sampled_from([(), ("4",), ("1", "2"), ("99",)])),
        reach=draw(st.sampled_from(["", "subsidiaries"])),
        sublists=draw(st.sampled_from([(), ("Section 2(d)(2)(B)(ii)",), ("unclear",)])),
    )


QUESTIONS = [(programme.question(reach), reach) for programme in programmes() for reach in programme.reaches]


@st.composite
def attributions(draw: st.DrawFn, owner: Listing) -> Attribution:
    question, reach = draw(st.sampled_from([(name, reach) for name, reach in QUESTIONS if reach.measure]))
    assert reach.measure
    ends = sorted(draw(st.tuples(*[st.fractions(0, 1, max_denominator=20)] * 2)))
    total = Share(ends[0], ends[1])
    met = reach.measure.met(total)
    return Attribution(
        question,
        reach.measure,
        met == "yes",
        met != "no",
        total,
        draw(st.sampled_from([(), (owner,)])),
        draw(st.sampled_from([(), (Edge("X Co., Ltd.", "A"),)])),
        draw(st.sampled_from([(), ("the register of A",)])),
        draw(st.booleans()),
    )


@st.composite
def exposures(draw: st.DrawFn, list_id: str) -> Exposure:
    listing = draw(listings(list_id))
    kinds = st.sampled_from(get_args(ControlKind))
    return Exposure(
        draw(st.sampled_from(get_args(ExposureRelation))),
        listing,
        draw(st.sampled_from(get_args(Asset))),
        draw(st.sampled_from(get_args(Direction))),
        path=draw(st.sampled_from([(), (Step("owned_by", "A Co., Ltd.", "X"),)])),
        attributions=tuple(draw(st.lists(attributions(listing), max_size=4))),
        signs=tuple(ControlSign(kind, "X") for kind in draw(st.lists(kinds, max_size=2))),
    )


def test_every_list_of_the_shelf_has_a_rule_that_bears_its_name_or_is_shared() -> None:
    assert {list_id for rule in RULES for list_id in rule.RULE.lists} == set(LISTS)
    assert set(LISTS) - set(IDS) == {"gb_fcdo"}, "the UK's two lists are one law"
    assert set(IDS) - set(LISTS) == {"us_bis_affiliates"}, "a rule about the owners on three lists"


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_a_rule_module_and_its_programme_share_one_id(rule: object) -> None:
    assert rule.__name__ == f"lookthrough.rules.{rule.RULE.id}"  # type: ignore[attr-defined]
    assert rule.RULE.programme.id == rule.RULE.id  # type: ignore[attr-defined]
    assert rule.RULE.programme.lists == rule.RULE.lists  # type: ignore[attr-defined]
    assert all(rule in rules_for(list_id) for list_id in rule.RULE.lists)  # type: ignore[attr-defined]


def test_every_programme_file_belongs_to_a_rule() -> None:
    folder = files("lookthrough").joinpath("resources", "programmes")
    assert {file.name for file in folder.iterdir() if file.name.endswith(".toml")} == {f"{i}.toml" for i in IDS}


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_a_programme_cites_authorities_on_official_pages_and_says_what_it_does_not_mean(rule: object) -> None:
    programme = rule.RULE.programme  # type: ignore[attr-defined]
    official = (
        *("ecfr.gov", "federalregister.gov", "govinfo.gov", "treasury.gov", "dhs.gov", "fcc.gov"),
        *("un.org", "europa.eu", "legislation.gov.uk", "state.gov", "cbp.gov", "justice.gc.ca", "international.gc.ca"),
    )
    assert programme.citations
    assert programme.does_not_mean
    assert all(c.url.split("/")[2].endswith(official) for c in programme.citations)
    assert all(d.citation for d in programme.dealings)
    assert rule.RULE.spread == programme.spread  # type: ignore[attr-defined]


@pytest.mark.parametrize("list_id", [*LISTS, "a_list_of_tomorrow"])
@settings(max_examples=60, deadline=None)
@given(data=st.data(), as_of=days)
def test_every_question_gets_at_least_one_cited_dated_and_consistent_verdict(
    list_id: str, data: st.DataObject, as_of: date
) -> None:
    verdicts = judge_all(data.draw(exposures(list_id)), as_of)
    assert verdicts
    for verdict in verdicts:
        assert verdict.rule in ({rule.RULE.id for rule in rules_for(list_id)} or {list_id})
        assert verdict.citation.strip()
        assert f"On {as_of}" in verdict.says
        assert verdict.says.endswith((".", ")"))
        assert ".." not in verdict.says
        assert "  " not in verdict.says
        assert verdict.actor
        assert verdict.object
        assert verdict.effect in get_args(Effect)
        if verdict.applies == "no":
            assert verdict.effect == "none"
        if verdict.applies == "yes":
            assert verdict.effect != "none"
            assert verdict.since is None or verdict.since <= as_of
            assert verdict.until is None or as_of < verdict.until
        if verdict.since and verdict.until:
            assert verdict.since < verdict.until


@pytest.mark.parametrize("list_id", LISTS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_an_entry_that_has_not_ended_keeps_binding_once_it_binds(list_id: str, data: st.DataObject) -> None:
    since = data.draw(st.dates(date(2012, 1, 1), date(2026, 1, 1)))
    entry = Listing(
        "x:1", "x:1", list_id, "Example", since=from_iso(since.isoformat()), programmes=PROGRAMME.get(list_id, ())
    )
    start = data.draw(st.dates(date(2010, 1, 1), date(2026, 1, 1)))
    seen = [
        tuple(
            v.applies == "yes" for v in judge_all(Exposure("same_person", entry, "equity"), start + timedelta(days=n))
        )
        for n in range(0, 1000, 90)
    ]
    for earlier, later in pairwise(seen):
        assert all(b or not a for a, b in zip(earlier, later, strict=True)), "a verdict that applied stopped applying"


@pytest.mark.parametrize("list_id", LISTS)
def test_nothing_binds_before_the_entry_and_nothing_after_it(
    list_id: str, listed: Callable[..., Listing], reached: Callable[..., Exposure]
) -> None:
    entry = listed(list_id, "Example", "2026-07-01", until="2028-01-01", programmes=PROGRAMME.get(list_id, ()))
    for day in ("2026-06-30", "2028-01-01"):
        assert {v.applies for v in judge_all(reached(entry), date.fromisoformat(day))} == {"no"}
    assert "yes" in {v.applies for v in judge_all(reached(entry), date(2027, 12, 31))}


@pytest.mark.parametrize("list_id", ["jp_meti", "au_dfat", "xx_new"])
def test_a_list_without_a_rule_says_so_instead_of_saying_nothing(
    list_id: str, listed: Callable[..., Listing], reached: Callable[..., Exposure]
) -> None:
    (verdict,) = judge_all(reached(listed(list_id, "Example", "2020-12-23")), date(2026, 7, 9))
    assert rules_for(list_id) == ()
    assert (verdict.applies, verdict.effect) == ("unknown", "none")
    assert verdict.says.startswith(f"Not judged: no rule is written yet for the list {list_id}")
    assert verdict.since == date(2020, 12, 23)


@pytest.mark.parametrize(
    ("day", "notes"), [("2020-11-11", 0), ("2020-11-12", 1), ("2021-02-01", 1), ("2021-06-02", 1), ("2021-06-03", 0)]
)
def test_before_june_2021_an_nscmic_name_carries_a_note_on_the_earlier_list(
    day: str, notes: int, listed: Callable[..., Listing]
) -> None:
    entry = listed("us_ofac_nscmic", "CHINA MOBILE LIMITED", "2021-06-03", effective="2021-08-02")
    told = notes_before(entry, date.fromisoformat(day))
    assert len(told) == notes
    for note in told:
        assert note.startswith(f"On {day}, CHINA MOBILE LIMITED: ")
        assert "E.O. 13959" in note
        assert "not in the data read" in note
        assert "must be checked" in note


def test_other_lists_and_undated_names_carry_no_such_note(listed: Callable[..., Listing]) -> None:
    day = date(2021, 2, 1)
    assert notes_before(listed("us_ofac_nscmic", "Example"), day) == ()
    assert notes_before(listed("us_bis_entity_list", "Example", "2022-01-01"), day) == ()
    assert notes_before(listed("xx_new", "Example", "2022-01-01"), day) == ()


def test_a_notice_after_the_day_asked_is_cited_as_a_later_one(
    hikvision: Listing, reached: Callable[..., Exposure]
) -> None:
    (export, holding) = judge_all(reached(hikvision), date(2019, 10, 10))
    assert export.citation == holding.citation.replace("15 CFR 744.16", "15 CFR 744.11, 744.16(a) and 748.5(c)-(f)")
    assert export.citation.startswith("84 FR 54004, 10/9/19; ")
    assert "85 FR 34505, 6/5/20" not in export.citation
    assert export.citation.endswith("later amended by 85 FR 34505 of 2020-06-05, 85 FR 44161 of 2020-07-22")
    before = judge_all(reached(hikvision), date(2019, 10, 8))[0]
    assert "later notices: 84 FR 54004 of 2019-10-09" in before.citation
