"""Rules that reach the party named and say what its listing does: exports, defence trade, procurement, merchandise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from lookthrough.model.exposure import Exposure, Step
from lookthrough.model.listing import Listing
from lookthrough.rules.registry import judge_all
from lookthrough.rules.verdict import Verdict

Listed = Callable[..., Listing]
Judged = Callable[..., tuple[Verdict, ...]]
DAY = date(2026, 7, 9)


@pytest.mark.parametrize(
    ("list_id", "effect", "citation"),
    [
        ("us_bis_uvl", "exceptions_suspended", "15 CFR 744.15"),
        ("us_bis_dpl", "export_denied", "15 CFR 764.3(a)(2)"),
        ("us_state_dtc", "export_denied", "22 CFR 127.7"),
        ("us_state_isn", "procurement_barred", "P.L. 106-178"),
        ("us_cbp_wro", "import_barred", "19 USC 1307"),
    ],
)
def test_the_party_named_is_reached_and_holding_its_securities_is_lawful(
    list_id: str, effect: str, citation: str, listed: Listed
) -> None:
    binding, holding = judge_all(Exposure("same_person", listed(list_id, "Example Ltd", "2020-01-01")), DAY)
    assert (binding.applies, binding.effect) == ("yes", effect)
    assert citation in binding.citation
    assert (holding.applies, holding.effect) == ("no", "none")
    owned = (Step("owned_by", "A", "Example Ltd"),)
    other, _ = judge_all(Exposure("owned", listed(list_id, "Example Ltd", "2020-01-01"), path=owned), DAY)
    assert (other.applies, other.effect) == ("no", "none")
    assert "not A: another legal person" in other.says


def test_an_order_that_has_run_out_denies_nothing(listed: Listed) -> None:
    entry = listed("us_bis_dpl", "Example Ltd", "2010-01-01", until="2020-01-01")
    assert {v.applies for v in judge_all(Exposure("same_person", entry), DAY)} == {"no"}
    assert judge_all(Exposure("same_person", entry), date(2019, 12, 31))[0].applies == "yes"


def test_the_unverified_list_asked_for_no_statement_before_2014(listed: Listed) -> None:
    entry = listed("us_bis_uvl", "Example Ltd", "2012-01-01")
    assert judge_all(Exposure("same_person", entry), date(2014, 1, 20))[0].applies == "no"
    assert judge_all(Exposure("same_person", entry), date(2014, 1, 21))[0].applies == "yes", "78 FR 76741"


def test_a_withhold_release_order_prints_its_merchandise(listed: Listed) -> None:
    entry = listed("us_cbp_wro", "Example Farm", "2021-01-13", remarks="Cotton and cotton products")
    imports, _ = judge_all(Exposure("same_person", entry), DAY)
    assert imports.printed == "Cotton and cotton products"
    assert "As printed: Cotton and cotton products." in imports.says
    bare, _ = judge_all(Exposure("same_person", listed("us_cbp_wro", "Example Farm", "2021-01-13")), DAY)
    assert "read the order" in bare.says


VTB = "Executive Order 13662 Directive Determination - Subject to Directive 1; E.O. 14024 Directive 2 of another list"


@pytest.mark.parametrize(
    ("remarks", "expected"),
    [
        (VTB, [("yes", "trade_prohibited")]),
        ("Executive Order 13662 Directive Determination - Subject to Directive 4", [("yes", "dealings_prohibited")]),
        (
            "Subject to Directive 2; Subject to Directive 4",
            [("yes", "trade_prohibited"), ("yes", "dealings_prohibited")],
        ),
        ("", [("unknown", "trade_prohibited"), ("unknown", "dealings_prohibited")]),
    ],
)
def test_sectoral_sanctions_go_by_directive(remarks: str, expected: list[tuple[str, str]], listed: Listed) -> None:
    entry = listed("us_ofac_ssi", "Example Bank", "2014-09-12", remarks=remarks)
    *binding, holding = judge_all(Exposure("same_person", entry), DAY)
    assert [(v.applies, v.effect) for v in binding] == expected
    assert (holding.applies, holding.effect) == ("no", "none")


def test_the_50_percent_rule_holds_for_the_directives(listed: Listed, judged: Judged) -> None:
    owners = {name: listed("us_ofac_ssi", name, "2014-07-16", remarks="Subject to Directive 1") for name in ("X", "Y")}
    assert judged("X 25 % A; Y 25 % A", owners, "2026-07-09")[0].applies == "yes", "FAQ 373"
    assert judged("X 25 % A; Y 24 % A", owners, "2026-07-09")[0].applies == "no"
    assert judged("X 50 % A", owners, "2014-08-12")[0].applies == "no"


def test_other_non_sdn_programmes_are_told_by_their_tags(listed: Listed) -> None:
    def first(tag: str) -> Verdict:
        entry = listed("us_ofac_cons", "A Bank", "2012-01-01", programmes=(tag,))
        return judge_all(Exposure("same_person", entry), DAY)[0]

    known, council, other = first("561-Related"), first("NS-PLC"), first("NEW-TAG")
    assert (known.applies, known.effect) == ("yes", "dealings_prohibited")
    assert "31 CFR part 561" in known.citation
    assert "to be confirmed" in council.citation
    assert other.applies == "unknown"
    assert "would settle it" in other.says


@pytest.mark.parametrize(
    ("structure", "day", "applies", "because"),
    [
        ("X 50 % A", "2023-06-22", "yes", "section 2.1: 50 % or more"),
        ("X 50 % A", "2023-06-21", "no", "before the Act deemed ownership"),
        ("X 49.999999999 % A", "2026-07-09", "no", "no rounding"),
        ("X 30 % A; Y 25 % A", "2026-07-09", "no", "no one person holds half"),
    ],
)
def test_canadas_deemed_ownership(
    structure: str, day: str, applies: str, because: str, listed: Listed, judged: Judged
) -> None:
    owners = {name: listed("ca_sema", name, "2020-01-01", programmes=("Russia",)) for name in ("X", "Y")}
    assert judged(structure, owners, day)[0].applies == applies, because


def test_half_of_the_votes_is_control_in_canada(listed: Listed, judged: Judged) -> None:
    owner = {"X": listed("ca_sema", "X", "2020-01-01")}
    shares, control = judged("X 10 % A", owner, "2026-07-09", votes="X 50 % A")
    assert (shares.applies, control.applies) == ("no", "yes")


def test_holdings_of_several_persons_are_an_open_question_in_canada(listed: Listed, judged: Judged) -> None:
    owners = {name: listed("ca_sema", name, "2020-01-01") for name in ("X", "Y")}
    _, together = judged("X 30 % A; Y 25 % A", owners, "2026-07-09")
    assert together.applies == "unknown"
    assert "come to 55%" in together.says
    assert "does not say whether holdings of several listed persons are added up" in together.says


def test_a_uk_designation_without_an_asset_freeze_freezes_nothing(listed: Listed, judged: Judged) -> None:
    banned = listed("gb_fcdo", "X", "2021-03-22", sublists=("Travel ban",))
    (verdict,) = judge_all(Exposure("same_person", banned), DAY)
    assert (verdict.applies, verdict.effect, verdict.printed) == ("no", "none", "Travel ban")
    assert {v.applies for v in judged("X 100 % A", {"X": banned}, "2026-07-09")} == {"no"}
    frozen = listed("gb_fcdo", "X", "2021-03-22", sublists=("Asset freeze|Trust services sanctions",))
    assert judge_all(Exposure("same_person", frozen), DAY)[0].applies == "yes"
