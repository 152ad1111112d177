"""Structures beside the worked examples, each checked by hand against the text that it cites.

They go the whole way as those do (see `conftest`): stated links, the engine, the rules. X, Y and Z are listed, the
others are not; the answer is about A unless a structure says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from lookthrough.model.attribution import ControlSign
from lookthrough.model.dates import from_iso
from lookthrough.model.exposure import Exposure, Step
from lookthrough.model.link import Link, LinkKind
from lookthrough.model.listing import Listing
from lookthrough.model.share import UNKNOWN_SHARE, WHOLE, Share, exact_part
from lookthrough.rules.own_rules import parse_own_law
from lookthrough.rules.registry import judge_all
from lookthrough.rules.verdict import Verdict

Judged = Callable[..., tuple[Verdict, ...]]
Listed = Callable[..., Listing]
DAY = "2026-11-23"


def link(owner: str, owned: str, share: str = "?", kind: LinkKind = "equity", **more: str) -> Link:
    """A stated link; dates as ISO text."""
    part = UNKNOWN_SHARE if share == "?" else Share(*[exact_part(share)] * 2)
    since, until, stated = (from_iso(more[key]) if more.get(key) else None for key in ("since", "until", "stated"))
    register = more.get("register", "companies")
    return Link("owns", owner, owned, part, since, until, kind=kind, register=register, stated=stated)


@pytest.fixture
def blocked(listed: Listed) -> dict[str, Listing]:
    tags = {"X": "GLOMAG", "Y": "RUSSIA-EO14024", "Z": "SDGT"}
    return {name: listed("us_ofac_sdn", name, "2014-01-01", programmes=(tag,)) for name, tag in tags.items()}


@pytest.mark.parametrize(
    ("structure", "applies", "because"),
    [
        ("X 16.6 % A; Y 16.7 % A; Z 16.7 % A", "yes", "FAQ 399: three programmes come to exactly 50 %"),
        ("X 16.6 % A; Y 16.7 % A; Z 16.699999999 % A", "no", "FAQ 399: 49.999999999 % is not 50 %"),
        ("X 50 % B; B 50 % C; C 50 % D; D 50 % A", "yes", "FAQ 401: four steps at exactly one half each"),
        ("X 50 % B; B 50 % C; C 49.999999999 % D; D 100 % A", "no", "the third step breaks the chain"),
        ("X 49 % B; B 100 % A", "no", "FAQ 401: B is not blocked, so its whole of A does not count"),
        ("X 49 % B; B 90 % A; X 10 % A", "no", "FAQ 401: of A only X's own 10 % count"),
        ("X 49 % B; B 50 % A; X 50 % A", "yes", "FAQ 401: X's own 50 % suffice"),
        ("X 25 % B; Y 25 % B; B 25 % A; Z 25 % A", "yes", "B is blocked by X and Y together; its 25 % and Z's 25 %"),
        ("X 50 % B; X 50 % C; B 20 % A; C 20 % A; X 10 % A", "yes", "20 + 20 + 10"),
        ("X 50 % B; X 50 % C; B 20 % A; C 20 % A; X 9.999999999 % A", "no", "49.999999999 %"),
        ("X 25 % B; C 25 % B; B 50 % C; C 100 % A", "no", "B and C hold each other: X's quarter starts nothing"),
        ("X 50 % B; C 50 % B; B 50 % C; C 50 % A", "yes", "B is blocked by X alone, C by B, A by C"),
        ("X 40 % A; A 20 % A", "no", "as stated: X holds 40 %; A's own 20 % are read for review, never added"),
        ("X 50 % A; A 50 % A", "yes", "X holds half as stated, whatever A holds in itself"),
        ("X 30 % B; Y 30 % B; B 30 % A; ? 20 % A; Q 50 % A", "unknown", "30 to 50 %: the unidentified may be listed"),
        ("X 30 % B; Y 30 % B; B 30 % A; ? 19.999999999 % A; Q 50 % A", "no", "at the most 49.999999999 %"),
        ("X 25-50 % A", "unknown", "a band of a register that includes one half"),
        ("X 25-49 % A", "no", "a band below it"),
        ("X 50-75 % A", "yes", "a band from one half on"),
        ("X >50 % A", "yes", "more than one half"),
        ("X <50 % A", "no", "less than one half, however near"),
        ("X ? A; Q 50.000000001 % A", "no", "less than one half is left for X"),
        ("X ? A; Q 50 % A", "unknown", "one half is left for X, and suffices"),
        ("X 100 % B; B ? A", "unknown", "B is blocked; what it holds of A is not stated"),
        ("X ? B; B 40 % A; X 20 % A", "unknown", "20 % or 60 %, as B is blocked or not"),
        ("X 70 % A; Y 60 % A", "yes", "two statements that contradict each other do not clear A"),
        ("Q 100 % A", "no", "nobody listed holds anything"),
    ],
)  # fmt: skip
def test_the_50_percent_rule(
    structure: str, applies: str, because: str, blocked: dict[str, Listing], judged: Judged
) -> None:
    assert judged(structure, blocked, DAY)[0].applies == applies, because


@pytest.mark.parametrize(("day", "applies"), [("2014-08-12", "no"), ("2014-08-13", "yes"), ("2026-11-23", "yes")])
def test_stakes_are_added_up_from_13_august_2014(
    day: str, applies: str, blocked: dict[str, Listing], judged: Judged
) -> None:
    assert judged("X 25 % A; Y 25 % A", blocked, day)[0].applies == applies, "79 FR 47726"
    assert judged("X 50 % A", blocked, day)[0].applies == "yes", "guidance of 14 February 2008: one person's half"


@pytest.mark.parametrize(
    ("links", "applies", "because"),
    [
        ((link("X", "A", "50%", since="2015", until="2020-05-01"),), "no", "it was sold before the day asked"),
        ((link("X", "A", "50%", since="2026-11-23"),), "yes", "it was bought on the day asked"),
        ((link("X", "A", "50%", since="2026-11-24"),), "no", "it is bought a day later"),
        ((link("X", "A", "50%", since="2026"),), "unknown", "some day of this year"),
        ((link("X", "A", "50%"),), "unknown", "an undated stake neither catches nor clears"),
        ((link("X", "A", "50%", since="2020", until="2019"),), "unknown", "dates out of order"),
        ((link("X", "N", kind="nominee", since="2015"), link("N", "A", "100%", since="2015")), "unknown", "a nominee"),
        ((link("X", "A", kind="branch", since="2015"),), "yes", "a branch is the blocked person itself"),
        ((link("X", "A", kind="consolidation", since="2015"),), "unknown", "accounts are no percentage"),
        ((link("X", "A", "100%", kind="votes", since="2015"),), "no", "FAQ 398: ownership, not votes"),
        ((link("X", "A", kind="agreement", since="2015"),), "no", "FAQ 398: an option or agreement is no ownership"),
        (
            (
                link("X", "A", "60%", since="2015", register="a", stated="2024-01-01"),
                link("X", "A", "40%", since="2015", register="b", stated="2026-01-01"),
            ),
            "no",
            "two registers exclude each other: the newest is taken, and the conflict told",
        ),
        (
            (link("X", "A", "60%", since="2015", register="a"), link("X", "A", "40%", since="2015", register="b")),
            "yes",
            "where neither is known to be newer, none clears the party",
        ),
        (
            (link("X", "A", "30%", since="2015", register="a"), link("X", "A", "20%", since="2016", register="a")),
            "yes",
            "two lots of one register add up",
        ),
    ],
)
def test_dates_kinds_and_registers(
    links: tuple[Link, ...], applies: str, because: str, blocked: dict[str, Listing], judged: Judged
) -> None:
    assert judged("", blocked, DAY, links=links)[0].applies == applies, because


# --- the European Union ---------------------------------------------------------------------------------------------


@pytest.fixture
def frozen(listed: Listed) -> dict[str, Listing]:
    return {name: listed("eu_fsf", name, "2014-03-17") for name in ("X", "Y")}


@pytest.mark.parametrize(
    ("structure", "day", "applies", "because"),
    [
        ("X 30 % A; Y 25 % A", "2023-06-01", "yes", "Commission FAQ of 8 April 2022, answer 8: 55 % together"),
        ("X 25 % A; Y 25 % A", "2023-06-01", "no", "50 % together is not more than 50 %"),
        ("X 25 % A; Y 25 % A", "2024-07-03", "yes", "50 % or more, together"),
        ("X 25 % A; Y 24.999999999 % A", DAY, "no", "49.999999999 %"),
        ("X 50 % B; B 50 % A", "2024-07-02", "no", "neither step is more than one half"),
        ("X 50 % B; B 50 % A", "2024-07-03", "yes", "both steps are one half"),
        ("X 25-50 % A", "2023-06-01", "no", "more than 50 % cannot be in the band"),
        ("X 25-50 % A", DAY, "unknown", "one half can"),
        ("X 50-75 % A", "2023-06-01", "unknown", "one half exactly is not enough then"),
    ],
)
def test_the_european_lines(
    structure: str, day: str, applies: str, because: str, frozen: dict[str, Listing], judged: Judged
) -> None:
    assert judged(structure, frozen, day)[0].applies == applies, because


@pytest.mark.parametrize(
    ("programmes", "day", "applies", "because"),
    [
        (("TERR",), "2023-06-01", "yes", "Regulation (EC) No 2580/2001, Article 1(5): 50 % or more"),
        (("UKR",), "2023-06-01", "no", "the best practices of 2018: more than 50 %"),
        (("TERR",), "2024-07-03", "yes", "the best practices of 2024"),
        (("UKR",), "2024-07-03", "yes", "the best practices of 2024"),
    ],
)
def test_the_regulation_against_terrorism_has_its_own_line(
    programmes: tuple[str, ...], day: str, applies: str, because: str, listed: Listed, judged: Judged
) -> None:
    owner = {"X": listed("eu_fsf", "X", "2014-03-17", programmes=programmes)}
    assert judged("X 50 % A", owner, day)[0].applies == applies, because


def test_what_was_added_up_before_april_2022_is_to_be_confirmed(frozen: dict[str, Listing], judged: Judged) -> None:
    assert "to be confirmed" in judged("X 30 % A; Y 25 % A", frozen, "2021-06-01")[0].citation
    assert "to be confirmed" not in judged("X 30 % A; Y 25 % A", frozen, "2023-06-01")[0].citation


# --- the United Kingdom ---------------------------------------------------------------------------------------------


@pytest.fixture
def british(listed: Listed) -> dict[str, Listing]:
    return {name: listed("gb_fcdo", name, "2021-03-22") for name in ("X", "Y")}


@pytest.mark.parametrize(
    ("structure", "votes", "sign", "expected", "because"),
    [
        ("X 50.000000001 % A", "", None, ("yes",), "more than 50 % of the shares"),
        ("X 49 % A; Y 49 % A", "", None, ("no", "unknown"), "OFSI: not simply added up; control has yet to be tested"),
        ("X 60 % B; B 60 % A", "", None, ("yes",), "held indirectly: by more than half at each step"),
        ("X 60 % B; X 30 % A; B 30 % A", "", None, ("yes",), "one person's own two ways are one holding"),
        ("X 60 % B; Y 30 % A; B 30 % A", "", None, ("no", "unknown"), "two persons' ways are not"),
        ("X 10 % A", "X 50 % A", None, ("no", "unknown"), "half of the votes is not more than half"),
        ("X 10 % A", "X 50.1 % A", None, ("no", "yes"), "regulation 7(2)(b)"),
        ("X 10 % A", "", "board", ("no", "yes"), "regulation 7(2)(c): the right to appoint the board"),
        ("X 10 % A", "", "agreement", ("no", "yes"), "regulation 7(4): control in fact"),
        ("X 10 % A", "", "consolidation", ("no", "unknown"), "consolidated accounts prove nothing"),
    ],
)
def test_the_uk_test(
    structure: str,
    votes: str,
    sign: str | None,
    expected: tuple[str, ...],
    because: str,
    british: dict[str, Listing],
    judged: Judged,
) -> None:
    signs = (ControlSign(sign, "X", "articles"),) if sign else ()  # type: ignore[arg-type]
    verdicts = judged(structure, british, DAY, votes=votes, signs=signs)
    assert tuple(verdict.applies for verdict in verdicts) == expected, because


# --- exports --------------------------------------------------------------------------------------------------------


@pytest.fixture
def exporters(listed: Listed) -> dict[str, Listing]:
    return {
        "X": listed("us_bis_entity_list", "X", "2019-10-09", requirement="All items", policy="Presumption of denial"),
        "Y": listed("us_bis_meu", "Y", "2020-12-23"),
        "Z": listed("us_ofac_sdn", "Z", "2020-01-01", programmes=("SDGT",)),
    }


@pytest.mark.parametrize(
    ("structure", "applies", "because"),
    [
        ("X 20 % A; Y 20 % A; Z 10 % A", "yes", "three lists together, exactly one half"),
        ("X 20 % A; Y 20 % A; Z 9.999999999 % A", "no", "49.999999999 %"),
        ("X 50 % B; B 50 % A", "yes", "directly or indirectly"),
        ("X 45 % A", "no", "a significant minority stake is a red flag, no reach"),
    ],
)
def test_the_affiliates_rule_while_it_was_in_force(
    structure: str, applies: str, because: str, exporters: dict[str, Listing], judged: Judged
) -> None:
    verdict = judged(structure, exporters, "2025-10-15")[0]
    assert (verdict.rule, verdict.applies) == ("us_bis_affiliates", applies), because


def test_a_dated_cited_line_of_the_user_settles_the_affiliates_rule(
    exporters: dict[str, Listing], judged: Judged
) -> None:
    line = (
        '[[settled]]\nrule = "us_bis_affiliates"\nof = "ownership"\nfrom = 2026-11-10\nuntil = 2027-11-10\n'
        'in_force = {}\ncitation = "91 FR 99999"\ntext = "As read in the Federal Register"\n'
    )
    for in_force, applies in (("true", "yes"), ("false", "no")):
        own = parse_own_law({"settled.toml": line.format(in_force)})
        verdict = judged("X 50 % A", exporters, DAY, own=own)[0]
        assert verdict.applies == applies
        assert "91 FR 99999" in verdict.citation
        later = judged("X 50 % A", exporters, "2027-11-10", own=own)[0]
        assert later.applies == "unknown", "the line ends where the user ended it"


# --- names, goods, contracts ----------------------------------------------------------------------------------------


def one(entry: Listing, day: str, **more: object) -> tuple[tuple[str, str], ...]:
    exposure = Exposure("same_person", entry, **more)  # type: ignore[arg-type]
    return tuple((v.applies, v.effect) for v in judge_all(exposure, date.fromisoformat(day)))


@pytest.mark.parametrize(
    ("day", "buy", "divest"),
    [
        ("2021-08-01", "no", "no"),  # E.O. 14032: in effect from 2 August 2021 for the annex
        ("2021-08-02", "yes", "no"),
        ("2022-06-02", "yes", "no"),
        ("2022-06-03", "yes", "unknown"),  # the closing day goes by the hour
        ("2022-06-04", "yes", "yes"),  # FAQ 1046: a sale needs a licence
    ],
)
def test_the_windows_of_an_annex_name(day: str, buy: str, divest: str, listed: Listed) -> None:
    entry = listed("us_ofac_nscmic", "X", "2021-06-03", effective="2021-08-02", divest_until="2022-06-03")
    told = one(entry, day, instrument="equity")
    assert (told[0][0], told[1], told[2][0]) == (buy, ("no", "none"), divest), "holding is lawful throughout"


def test_a_name_that_left_the_nscmic_list_is_free_again(listed: Listed) -> None:
    entry = listed("us_ofac_nscmic", "X", "2021-06-03", effective="2021-08-02", until="2024-01-31")
    assert one(entry, "2024-01-30", instrument="equity")[0][0] == "yes"
    assert {applies for applies, _ in one(entry, "2024-01-31", instrument="equity")} == {"no"}


@pytest.mark.parametrize(
    ("reach", "structure", "applies", "because"),
    [
        ("subsidiaries", "X 50.1 % A", "yes", "the row says 'and subsidiaries'"),
        ("subsidiaries", "X 50 % A", "no", "a subsidiary as we read it: more than half"),
        ("subsidiaries", "X ? A", "unknown", "the register would settle it"),
        ("", "X 100 % A", "no", "the row names X alone"),
    ],
)
def test_uflpa_rows_with_and_without_subsidiaries(
    reach: str, structure: str, applies: str, because: str, listed: Listed, judged: Judged
) -> None:
    owner = {"X": listed("us_dhs_uflpa", "X", "2022-06-21", reach=reach)}
    assert judged(structure, owner, DAY)[0].applies == applies, because


@pytest.mark.parametrize(
    ("day", "contract", "content"),
    [
        ("2026-06-29", "no", "no"),
        ("2026-06-30", "yes", "no"),  # section 805(a)(1)(A)
        ("2027-06-29", "yes", "no"),
        ("2027-06-30", "yes", "yes"),  # section 805(a)(1)(B)
    ],
)
def test_section_805_begins_twice(day: str, contract: str, content: str, listed: Listed) -> None:
    told = one(listed("us_dod_1260h", "X", "2021-06-03"), day)
    assert (told[0][0], told[1][0]) == (contract, content)


def test_a_company_removed_and_listed_again_is_judged_period_by_period(listed: Listed) -> None:
    first = listed("us_dod_1260h", "X", "2024-01-31", until="2026-02-17")
    again = listed("us_dod_1260h", "X", "2026-06-08")
    for day, expected in (("2026-02-16", ("no", "no")), ("2026-03-01", ("no", "no")), ("2026-07-01", ("no", "yes"))):
        assert (one(first, day)[0][0], one(again, day)[0][0]) == expected, day


def test_section_889_and_the_fcc_reach_affiliates_as_far_as_evidence_goes(listed: Listed, judged: Judged) -> None:
    for list_id in ("us_ndaa_889", "us_fcc_covered"):
        maker = {"X": listed(list_id, "X", "2021-03-12")}
        owned = judged("X 100 % A", maker, DAY)
        assert {verdict.applies for verdict in owned} <= {"yes", "unknown", "no"}
        assert "yes" in {v.applies for v in judged("X 100 % A", maker, DAY, signs=(ControlSign("board", "X"),))}
        assert "yes" not in {verdict.applies for verdict in judged("X 5 % A", maker, DAY)}


def test_a_stake_in_a_fund_that_holds_an_owned_company_is_no_purchase_of_the_listed_one(listed: Listed) -> None:
    entry = listed("us_ofac_nscmic", "X", "2021-06-03", effective="2021-08-02")
    path = (
        Step("holds", "Plan", "Fund"),
        Step("holds", "Fund", "A shares"),
        Step("issued_by", "A shares", "A"),
        Step("owned_by", "A", "B"),
        Step("owned_by", "B", "X"),
        Step("is", "X", "X"),
    )
    (verdict,) = judge_all(Exposure("through_fund", entry, "equity", path=path), date.fromisoformat(DAY))
    assert verdict.applies == "no", "FAQ 857: two steps of owners above the fund's company"


def test_a_whole_company_is_owned_whoever_states_it(blocked: dict[str, Listing], judged: Judged) -> None:
    whole = Link("owns", "X", "A", WHOLE, from_iso("2015-01-01"), register="companies")
    (verdict,) = judged("", blocked, DAY, links=(whole,))
    assert (verdict.applies, verdict.effect) == ("yes", "blocked")
    assert verdict.since is None, "from when on it was so owned, the stake's own date does not prove"


# --- several classes of shares, options, treasury shares ------------------------------------------------------------


@pytest.mark.parametrize(
    ("list_id", "shares", "votes", "links", "truths", "because"),
    [
        ("us_ofac_sdn", "X 10 % A", "X 60 % A", (), ["no"], "FAQ 398: ownership; 60 % of the votes do not block"),
        ("gb_ofsi", "X 10 % A", "X 60 % A", (), ["no", "yes"], "regulation 7(2)(b): more than 50 % of the votes"),
        ("gb_ofsi", "X 10 % A", "X 50 % A", (), ["no", "unknown"], "exactly one half of the votes is not more"),
        ("eu_fsf", "X 10 % A", "X 60 % A", (), ["no", "yes"], "best practices: control by a majority of the votes"),
        ("ca_sema", "X 10 % A", "X 50 % A", (), ["no", "yes"], "section 2.1(2)(a): half of the votes"),
        ("us_ofac_sdn", "X 60 % A", "X 1 % A", (), ["yes"], "FAQ 398: shares without votes are ownership"),
        (
            "us_ofac_sdn",
            "X 40 % A; Q 60 % A",
            "",
            (link("X", "A", kind="agreement", since="2015"),),
            ["no"],
            "an option on another 20 % is no stake until it is exercised",
        ),
        ("us_ofac_sdn", "X 40 % A; A 20 % A; Q 40 % A", "", (), ["no"], "treasury shares stay with nobody, for review"),
        ("us_ofac_sdn", "X 50 % A; A 20 % A; Q 30 % A", "", (), ["yes"], "as stated, half of all shares issued"),
        ("us_ofac_sdn", "X 49.9 % A; A 0.2 % A; Q 49.9 % A", "", (), ["no"], "49.9 %; 50 % of those outstanding"),
    ],
)  # fmt: skip
def test_classes_of_shares_options_and_treasury_shares(
    list_id: str,
    shares: str,
    votes: str,
    links: tuple[Link, ...],
    truths: list[str],
    because: str,
    listed: Listed,
    judged: Judged,
) -> None:
    owner = {"X": listed(list_id, "X", "2014-03-17", programmes=("GLOMAG",))}
    verdicts = [v for v in judged(shares, owner, DAY, votes=votes, links=links) if v.rule == list_id]
    assert [verdict.applies for verdict in verdicts] == truths, because
