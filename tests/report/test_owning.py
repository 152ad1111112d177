"""Owners of a party, from a file of links to a verdict: three numbers apart, unknowns as unknowns, sources named."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from lookthrough.errors import InputError
from lookthrough.exposure.ownership import gathering
from lookthrough.report.owners import OwnersAnswer, OwnersReport
from lookthrough.report.render import render
from lookthrough.workspace import Workspace
from lookthrough.workspace import open as open_workspace

HIK = "Hangzhou Hikvision Digital Technology Co., Ltd."
DAHUA = "Dahua Technology"
IN_FORCE, SUSPENDED, AFTER = "2025-10-15", "2026-01-15", "2026-11-23"
Ask = Callable[..., OwnersAnswer]


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = open_workspace(tmp_path_factory.mktemp("home"))
    with as_file(files("lookthrough.resources") / "sample") as sample:
        workspace.load("us_trade_csl", sample / "us_trade_csl.csv", edition="2026-07-09")
    return workspace


def links(folder: Path, *rows: str, name: str = "links.csv") -> Path:
    file = folder / name
    file.write_text("\n".join(("owner;owned;share;from;to;kind", *rows)) + "\n", "utf-8")
    return file


@pytest.fixture
def ask(ws: Workspace, tmp_path: Path) -> Ask:
    def asked(party: str, *rows: str, as_of: str = IN_FORCE, **more: object) -> OwnersAnswer:
        report = ws.owners(party, links=[links(tmp_path, *rows)], as_of=as_of, **more)  # type: ignore[arg-type]
        return report.answers[0]

    return asked


def applies(answer: OwnersAnswer, rule: str) -> set[str]:
    return {v.applies for finding in answer.findings for v in finding.verdicts if v.rule == rule}


def test_the_three_numbers_stand_apart(ask: Ask) -> None:
    answer = ask(
        "C Ltd", f"{HIK};A Ltd;60%;2020-01-01;;", "A Ltd;B Ltd;60%;2020-01-01;;", "B Ltd;C Ltd;60%;2020-01-01;;"
    )
    assert answer.status == "reached", "each of the three owns the next by a majority"
    rule = next(a for a in answer.attributions if a.of == "us_bis_affiliates.ownership")
    assert (rule.truth, rule.total.exact) == ("yes", Fraction(3, 5)), "shares along a chain are not multiplied"
    assert {i.name: i.low for i in answer.interests}[HIK] == Fraction(27, 125), "the value is: 21.6 %"
    assert [(c.name, c.certain) for c in answer.control if c.listed] == [(HIK, True)]
    assert applies(answer, "us_bis_affiliates") == {"yes"}


def test_every_answer_tells_the_way_with_shares_dates_and_evidence(ask: Ask) -> None:
    answer = ask("B Ltd", f"{HIK};A Ltd;55%;2020-01-01;;", "A Ltd;B Ltd;50%;2021-05;;")
    steps = [(s.step, s.source, s.target, s.share) for s in answer.findings[0].exposure.path]
    assert steps[:2] == [
        ("owned_by", "B Ltd", "A Ltd", Fraction(1, 2)),
        ("owned_by", "A Ltd", HIK, Fraction(11, 20)),
    ]
    assert steps[2][0] == "is"
    assert "links.csv, row" in answer.findings[0].exposure.path[0].evidence
    assert "2021-05" in answer.findings[0].exposure.path[0].evidence


@pytest.mark.parametrize(("day", "expected"), [(IN_FORCE, "yes"), (SUSPENDED, "no"), (AFTER, "unknown")])
def test_the_affiliates_rule_depends_on_the_day(ask: Ask, day: str, expected: str) -> None:
    answer = ask("A Ltd", f"{HIK};A Ltd;50%;2020-01-01;;", as_of=day)
    assert applies(answer, "us_bis_affiliates") == {expected}


def test_a_dated_cited_line_settles_the_doubt_and_is_named(ws: Workspace, tmp_path: Path) -> None:
    rules = tmp_path / "affiliates.toml"
    rules.write_text(
        '[[settled]]\nrule = "us_bis_affiliates"\nof = "ownership"\nfrom = 2026-11-10\nin_force = true\n'
        'citation = "99 FR 1"\ntext = "The rule applies again"\n',
        "utf-8",
    )
    file = links(tmp_path, f"{HIK};A Ltd;50%;2020-01-01;;")
    before = ws.owners("A Ltd", links=[file], as_of=AFTER)
    report = ws.owners("A Ltd", links=[file], as_of=AFTER, rules=[rules])
    assert applies(report.answers[0], "us_bis_affiliates") == {"yes"}
    assert "99 FR 1" in next(v.citation for f in report.answers[0].findings for v in f.verdicts)
    assert report.own_law == ("affiliates.toml",)
    assert report.settings_digest != before.settings_digest, "it can change an answer"


def test_rules_in_the_home_folder_count_in_every_answer(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path / "home")
    with as_file(files("lookthrough.resources") / "sample") as sample:
        workspace.load("us_dod_1260h", sample / "us_dod_1260h.csv", edition="2026-07-09")
    (tmp_path / "home" / "rules").mkdir()
    (tmp_path / "home" / "rules" / "broken.toml").write_text("id = 3", "utf-8")
    with pytest.raises(InputError, match=r"broken\.toml"):
        workspace.screen(HIK)


def test_an_owner_who_is_not_identified_may_be_listed(ask: Ask) -> None:
    answer = ask("A Ltd", f"{HIK};A Ltd;30%;2020-01-01;;", ";A Ltd;40%;2020-01-01;;")
    assert answer.status == "possible", "from 30 % to 70 %: it cannot be excluded, and is never clear"
    assert "an owner who is not identified holds 40% of A Ltd" in str(answer.unknowns[0].edge)
    assert applies(answer, "us_bis_affiliates") == {"unknown"}


def test_without_a_listed_owner_anonymous_halves_are_open_and_not_clear(ask: Ask) -> None:
    assert ask("A Ltd", ";A Ltd;50%;2020-01-01;;").status == "open"
    assert ask("A Ltd", "Clean plc;A Ltd;100%;2020-01-01;;").status == "clear"
    assert ask("Clean plc", "Clean plc;A Ltd;100%;2020-01-01;;").status == "unknown", "nobody states its owners"
    assert ask("Nobody", "Clean plc;A Ltd;100%;2020-01-01;;").status == "unknown"


def test_a_stake_that_had_ended_or_not_begun_does_not_count(ask: Ask) -> None:
    rows = (f"{HIK};A Ltd;60%;2015-01-01;2019-01-01;", f"{DAHUA};A Ltd;60%;2026-01-01;;")
    answer = ask("A Ltd", *rows)
    assert answer.status == "unknown", "on that day nobody is stated to own it"
    assert answer.says == (
        f"No owner of A Ltd is stated for 2025-10-15; of other days these are stated: {HIK}, 60% from 2015-01-01 until "
        f"2019-01-01; {DAHUA}, 60% from 2026-01-01."
    )
    assert ask("A Ltd", *rows, as_of="2026-07-09").status == "reached"


def test_own_shares_are_told_plainly_with_what_they_would_change(ask: Ask) -> None:
    answer = ask("A Ltd", f"{HIK};A Ltd;30%;2020-01-01;;", "A Ltd;A Ltd;60%;2020-01-01;;")
    assert answer.status == "linked", "because nothing read says that they are left out of the whole"
    told = (
        "A Ltd holds 60% of its own shares, which a person should look at: 30% of all its shares is 75% of those that"
    )
    assert told in answer.says


def test_a_stake_of_nothing_leads_to_nobody(ask: Ask) -> None:
    answer = ask("A Ltd", f"{HIK};A Ltd;0%;2020-01-01;;", "Clean plc;A Ltd;100%;2020-01-01;;")
    assert (answer.status, answer.listed, answer.findings) == ("clear", (), ())
    assert ask("A Ltd", f"{HIK};A Ltd;less than 1%;2020-01-01;;").status == "linked", "which is more than nothing"


def test_the_day_printed_as_the_end_is_the_first_on_which_a_stake_no_longer_held(ask: Ask) -> None:
    row = f"{HIK};A Ltd;60%;2015-01-01;2025-10-15;"
    assert ask("A Ltd", row, as_of="2025-10-14").status == "reached"
    assert ask("A Ltd", row, as_of="2025-10-15").status == "unknown"
    assert "60% from 2015-01-01 until 2025-10-15" in ask("A Ltd", row, as_of="2025-10-15").says
    begins = f"{HIK};A Ltd;60%;2025-10-15;;"
    assert ask("A Ltd", begins, as_of="2025-10-15").status == "reached", "and the beginning is the first that it held"


def test_stakes_without_a_beginning_count_and_are_told(ws: Workspace, tmp_path: Path) -> None:
    report = ws.owners("A Ltd", links=[links(tmp_path, f"{HIK};A Ltd;60%;;;")], as_of=IN_FORCE)
    assert report.answers[0].status == "reached"
    assert report.issues.counts["undated-stakes"] == 1


def test_49_999999999_per_cent_is_told_from_50(ask: Ask) -> None:
    near = ask("A Ltd", f"{HIK};A Ltd;49.999999999%;2020-01-01;;")
    assert near.status == "linked"
    assert applies(near, "us_bis_affiliates") == {"no"}


def test_a_listed_party_is_not_its_own_owner(ask: Ask) -> None:
    answer = ask(HIK, f"{DAHUA};{HIK};10%;2020-01-01;;")
    assert answer.status == "listed"
    rule = next(a for a in answer.attributions if a.of == "us_bis_affiliates.ownership")
    assert rule.truth == "no", "that it is listed itself does not make Dahua's tenth a half"


def test_control_without_shares_is_told_apart_from_ownership(ask: Ask) -> None:
    answer = ask("A Ltd", f"{HIK};A Ltd;10%;2020-01-01;;", f"{HIK};A Ltd;;2020-01-01;;appointment of board")
    assert answer.status == "reached"
    assert any(c.certain and c.listed for c in answer.control)
    assert applies(answer, "us_bis_affiliates") == {"no"}, "ownership, not control"


@pytest.mark.parametrize(("country", "status"), [("CN", "reached"), ("GB", "possible")])
def test_control_by_a_party_that_only_may_be_the_listed_one_cannot_be_excluded_and_is_not_stated(
    ws: Workspace, tmp_path: Path, country: str, status: str
) -> None:
    """Because a namesake in another country, who controls a company, says nothing certain of the listed party."""
    file = tmp_path / "links.csv"
    row = f"{HIK};{country};A Ltd;2020-01-01;appointment of board"
    file.write_text(f"owner;owner country;owned;from;kind\n{row}\n", "utf-8")
    answer = ws.owners("A Ltd", links=[file], as_of=IN_FORCE).answers[0]
    assert answer.status == status
    assert ("cannot be excluded" in answer.says) == (status == "possible")


def test_registers_that_differ_stand_side_by_side(ws: Workspace, tmp_path: Path) -> None:
    first = links(tmp_path, f"{HIK};A Ltd;30%;2020-01-01;;", name="first.csv")
    second = links(tmp_path, f"{HIK};A Ltd;60%;2020-01-01;;", name="second.csv")
    report = ws.owners("A Ltd", links=[first, second], as_of=IN_FORCE)
    edge = report.answers[0].conflicts[0]
    assert {each.register for each in edge.chosen} == {"first", "second"}
    assert report.issues.counts["registers-differ"] == 1
    assert [each.register for each in report.registers] == ["first", "second"]


def test_a_file_of_parties_is_answered_row_by_row(ws: Workspace, tmp_path: Path) -> None:
    file = links(
        tmp_path, f"{HIK};A Ltd;60%;2020-01-01;;", "A Ltd;B Ltd;60%;2020-01-01;;", "Clean;C Ltd;100%;2020-01-01;;"
    )
    asked = tmp_path / "parties.csv"
    asked.write_text("name,desk\nB Ltd,1\n,2\nC Ltd,3\n", "utf-8")
    report = ws.owners(asked, links=[file], as_of=IN_FORCE)
    assert [(a.row, a.status) for a in report] == [(1, "reached"), (2, "error"), (3, "clear")]


def test_what_a_party_owns_is_told_too(ask: Ask) -> None:
    answer = ask("A Ltd", "A Ltd;B Ltd;60%;2020-01-01;;", "B Ltd;C Ltd;50%;2020-01-01;;")
    assert [(edge.owned_name, edge.distance) for edge in answer.below] == [("B Ltd", 1), ("C Ltd", 2)]
    assert {i.name: i.low for i in answer.owned_interests} == {"B Ltd": Fraction(3, 5), "C Ltd": Fraction(3, 10)}


def test_circles_are_marked_and_catch_nobody_by_themselves(ask: Ask) -> None:
    answer = ask("A Ltd", "A Ltd;B Ltd;100%;2020-01-01;;", "B Ltd;A Ltd;100%;2020-01-01;;")
    assert answer.status == "clear", "a least fixed point: a circle without a listed party reaches nobody"


def test_a_chain_of_34_layers_is_walked_to_its_end(ask: Ask) -> None:
    rows = [f"Layer {n + 1};Layer {n};51%;2020-01-01;;" for n in range(34)]
    answer = ask("Layer 0", *rows, f"{HIK};Layer 34;51%;2020-01-01;;")
    assert answer.status == "reached"
    assert len(answer.findings[0].exposure.path) == 36


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "xlsx", "html"])
def test_every_format_tells_of_the_owner_the_day_and_the_registers(ws: Workspace, tmp_path: Path, form: str) -> None:
    file = links(tmp_path, f"{HIK};A Ltd;60%;2020-01-01;;")
    report = ws.owners("A Ltd", links=[file], as_of=IN_FORCE, grounds=["human_rights"])
    said = render(report, form)
    if isinstance(said, str):
        for text in ("Hikvision", "links.csv", "human rights" if form != "jsonl" else "human_rights"):
            assert text.replace(" ", "_") in said.replace(" ", "_"), text
    if form == "json":
        value = json.loads(said)
        assert value["grounds"]["parts"] == {"match": 1, "unknown": 0, "other": 0}
        answer = value["answers"][0]
        assert {"attribution", "interests", "control", "findings", "owners", "owned", "unknowns"} <= set(answer)
        assert value["registers"][0]["links"] == 1


def test_without_a_register_nothing_is_known_and_it_says_so(ws: Workspace) -> None:
    report: OwnersReport = ws.owners("A Ltd", as_of=IN_FORCE)
    assert report.answers[0].status == "unknown"
    assert any("no register" in sentence for sentence in report.unseen)


def test_a_missing_file_of_links_is_told(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file"):
        ws.owners("A Ltd", links=[tmp_path / "none.csv"])


def test_a_folder_of_links_is_told_as_a_folder(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        ws.owners("A Ltd", links=[tmp_path])


def crowd(share: str) -> list[str]:
    """A company of 3,000 owners, of which the last is owned by a listed party: more ties than are shown."""
    rows = [f"Holder {n} Ltd;Wide Ltd;{share if n == 2999 else '0.001%'};2020-01-01;;" for n in range(3000)]
    return [*rows, "Middle Ltd;Holder 2999 Ltd;80%;2020-01-01;;", f"{HIK};Middle Ltd;80%;2020-01-01;;"]


@pytest.mark.parametrize(("share", "status"), [("0.001%", "linked"), ("60%", "reached")])
def test_a_listed_party_behind_one_of_thousands_of_owners_is_found(ask: Ask, share: str, status: str) -> None:
    answer = ask("Wide Ltd", *crowd(share))
    assert answer.status == status, "the way to it is kept before the other ties"
    path = answer.findings[0].exposure.path
    assert [step.source for step in path][:3] == ["Wide Ltd", "Holder 2999 Ltd", "Middle Ltd"]
    assert (len(answer.above), answer.above_cut) == (2000, 1002), "what is not shown is counted"


def test_owners_who_are_not_followed_leave_the_answer_open(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MOST_OWNERS", 2)
    rows = [f"Holder {n} Ltd;Wide Ltd;{n + 1}%;2020-01-01;;" for n in range(4)]
    answer = ask("Wide Ltd", *rows, f"{HIK};Holder 0 Ltd;80%;2020-01-01;;")
    assert (answer.status, answer.above_cut) == ("open", 2), "nobody looked who stands behind the smaller ones"
    assert "2 links were not followed" in answer.says
    assert answer.stated is not None
    assert (answer.stated.low, answer.stated.high) == (Fraction(7, 100), Fraction(10, 100))


def test_a_date_that_cannot_be_read_is_told_as_printed_and_never_as_a_day(ws: Workspace, tmp_path: Path) -> None:
    """Because "0001-01-01" and "9999-12-31" stand in no register."""
    file = links(tmp_path, f"{HIK};A Ltd;60%;soon;whenever;", f"{DAHUA};A Ltd;10%;;32/01/2020;")
    report = ws.owners("A Ltd", links=[file], as_of=IN_FORCE)
    for format_ in ("table", "json", "csv", "html"):
        shown = str(render(report, format_))
        assert "0001-01-01" not in shown, format_
        assert "9999-12-31" not in shown, format_
    evidence = report.answers[0].above[0].evidence
    assert "its beginning is printed as 'soon', which is no date that can be read" in evidence
    assert report.answers[0].above[0].since == ""


def test_a_name_that_ends_with_a_full_stop_ends_a_sentence_with_one(ask: Ask) -> None:
    assert ask("B Co., Ltd.", "Clean plc;B Co., Ltd.;100%;2020-01-01;;").says.endswith("stated for B Co., Ltd.")


@pytest.mark.parametrize("printed", ["50,000", "50%%"])
def test_a_share_that_can_be_read_in_two_ways_is_unknown_and_told(ws: Workspace, tmp_path: Path, printed: str) -> None:
    report = ws.owners("A Ltd", links=[links(tmp_path, f"{HIK};A Ltd;{printed};2020-01-01;;")], as_of=IN_FORCE)
    assert report.answers[0].status == "possible", "a number of shares is no half, and does not clear either"
    assert any(printed in issue.message for issue in report.issues if issue.code == "bad-share")


def test_several_listed_parties_lead_and_one_leads(ask: Ask) -> None:
    both = ask("A Ltd", f"{HIK};A Ltd;10%;2020-01-01;;", f"{DAHUA};A Ltd;10%;2020-01-01;;", "C;A Ltd;80%;2020-01-01;;")
    assert " lead to A Ltd by stakes" in both.says
    assert " leads to A Ltd by stakes" in ask("A Ltd", f"{HIK};A Ltd;10%;2020;;", "C;A Ltd;90%;2020;;").says


def test_a_verdict_about_an_owner_who_is_not_identified_begins_with_a_capital(ask: Ask) -> None:
    answer = ask("A Ltd", ";A Ltd;70%;2020-01-01;;", f"{HIK};A Ltd;10%;2020-01-01;;")
    said = " ".join(verdict.says for finding in answer.findings for verdict in finding.verdicts)
    assert ". an owner" not in said


def test_a_listed_stake_that_ended_is_told_where_another_owner_holds_today(ask: Ask) -> None:
    answer = ask("A Ltd", f"{HIK};A Ltd;60%;2015-01-01;2020-01-01;", "Clean plc;A Ltd;100%;2020-01-01;;")
    assert (answer.status, answer.findings) == ("clear", ()), "it counts for nothing on this day"
    assert answer.says.startswith("No listed party is among the owners that are stated for A Ltd.")
    assert (
        f"Of other days than 2025-10-15 stakes of listed parties in A Ltd are stated: {HIK}, 60% from 2015-01-01 until "
        "2020-01-01."
    ) in answer.says


def test_an_ended_stake_of_a_party_that_no_list_names_is_not_told_beside_a_present_one(ask: Ask) -> None:
    answer = ask("A Ltd", "Old plc;A Ltd;60%;2015-01-01;2020-01-01;", "Clean plc;A Ltd;100%;2020-01-01;;")
    assert "Old plc" not in answer.says
