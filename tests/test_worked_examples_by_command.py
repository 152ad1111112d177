"""The worked examples of ownership, as an analyst asks them: lists are loaded, owners are a CSV, `owners` answers.

Quenlow Holding, Varnabe Trading, Ostrevik Optics and Brimtal Dynamics are invented, and listed in files of the
publishers' own layouts. Alder One, Birch Two and Cedar Three are listed nowhere. `tests/rules/test_worked_examples.py`
asks the same of the library. Not here: 18 to 20 ask about securities, which is for `portfolio`.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from lookthrough.cli import main
from lookthrough.workspace import open as open_workspace

X, Y, EL, MEU = "Quenlow Holding", "Varnabe Trading", "Ostrevik Optics", "Brimtal Dynamics"
A, B, C = "Alder One", "Birch Two", "Cedar Three"
NAMES = {"X": X, "Y": Y, "EL": EL, "MEU": MEU, "A": A, "B": B, "C": C, "Z": "Zinnia Outsider", "?": "unknown"}
TODAY = "2026-11-23"
SDN = "Specially Designated Nationals (SDN) - Treasury Department"
AMERICAN = (
    (X, SDN, "GLOMAG", "2020-07-31"),
    (Y, SDN, "RUSSIA-EO14024", "2022-04-01"),
    (EL, "Entity List (EL) - Bureau of Industry and Security", "", "2019-10-09"),
    (MEU, "Military End User (MEU) List - Bureau of Industry and Security", "", "2020-12-23"),
)
BRITISH = (
    "Last Updated,09/07/2026\n"
    "Name 6,Name 1,Name 2,Title,DOB,Town of Birth,Nationality,Passport Details,Address 1,Country,Other Information,"
    "Group Type,Alias Type,Regime,Listed On,Last Updated,Group ID\n"
    f"{X.upper()},,,,,,,,,,,Entity,Prime Alias,Examplia,22/03/2021,22/03/2021,901\n"
)
EUROPEAN = (
    "fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_DesignationDate;Entity_SubjectType;"
    "Entity_SubjectType_ClassificationCode;Entity_Regulation_Programme;NameAlias_WholeName\n"
    f"09/07/2026;9;EU.1.2;2021-03-22;enterprise;E;HR;{X}\n"
    f"09/07/2026;10;EU.1.3;2021-03-22;enterprise;E;HR;{Y}\n"
)
Ask = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture(scope="module")
def american(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("american")
    sample = (files("lookthrough.resources") / "sample" / "us_trade_csl.csv").read_text("utf-8")
    with (folder / "csl.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, next(csv.reader(sample.splitlines()[:1])))
        rows.writeheader()
        for number, (name, source, programme, since) in enumerate(AMERICAN):
            rows.writerow(
                {"_id": f"s{number}", "source": source, "entity_number": f"{90000 + number}" if source == SDN else "",
                 "type": "Entity", "programs": programme, "name": name, "start_date": since}
            )  # fmt: skip
    open_workspace(folder / "home").load("us_trade_csl", folder / "csl.csv", edition="2026-07-09")
    return folder / "home"


@pytest.fixture(scope="module")
def british(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("british")
    (folder / "ConList.csv").write_text(BRITISH, "utf-8")
    open_workspace(folder / "home").load("gb_ofsi", folder / "ConList.csv")
    return folder / "home"


@pytest.fixture(scope="module")
def european(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("european")
    (folder / "eu.csv").write_text(EUROPEAN, "utf-8")
    open_workspace(folder / "home").load("eu_fsf", folder / "eu.csv")
    return folder / "home"


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    def call(home: Path, structure: str, target: str, day: str = TODAY) -> tuple[int, dict[str, Any]]:
        """`X 50 % A; X votes 60 % A`: one row of the CSV each; a word before the share is the kind of link."""
        lines = ["owner,owned,kind,share,votes,since"]
        for stake in structure.split("; "):
            owner, *said, owned = stake.split()
            kind = said.pop(0) if said and said[0].isalpha() and said[0] not in {"unknown", "more"} else ""
            share, votes = ("", " ".join(said)) if kind == "votes" else (" ".join(said), "")
            lines.append(f"{NAMES[owner]},{NAMES[owned]},{kind},{share},{votes},2018-01-01")
        (tmp_path / "links.csv").write_text("\n".join(lines) + "\n", "utf-8")
        words = ["owners", NAMES[target], "--links", str(tmp_path / "links.csv"), "--home", str(home)]
        monkeypatch.setattr("sys.argv", ["lookthrough", *words, "--as-of", day, "--format", "json"])
        try:
            main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        said_ = capsys.readouterr()
        assert code in {0, 1}, said_.err
        return code, json.loads(said_.out)["answers"][0]

    return call


def verdicts(answer: dict[str, Any], rule: str) -> list[dict[str, Any]]:
    return [v for finding in answer["findings"] for v in finding["verdicts"] if v["rule"] == rule]


def half(answer: dict[str, Any], question: str = "us_ofac_sdn.half") -> dict[str, Any]:
    return next(asked for asked in answer["attribution"] if asked["question"] == question)


@pytest.mark.parametrize(
    ("number", "structure", "target", "reached", "held", "because"),
    [
        (1, "X 50 % A; A 50 % B", "A", "yes", "50%", "FAQ 401, example 1"),
        (1, "X 50 % A; A 50 % B", "B", "yes", "50%", "FAQ 401, example 1: A is blocked, so all of its half counts"),
        (2, "X 50 % A; X 50 % B; A 25 % C; B 25 % C", "C", "yes", "50%", "FAQ 401, example 2: 25 and 25"),
        (3, "X 50 % A; X 10 % B; A 40 % B", "B", "yes", "50%", "FAQ 401, example 3: 10 and 40"),
        (4, "X 50 % A; X 25 % B; A 25 % C; B 25 % C", "C", "no", "25%", "FAQ 401, example 4: B is not blocked"),
        (5, "X 25 % A; X 25 % B; A 50 % C; B 50 % C", "C", "no", "0%", "FAQ 401, example 5: neither is blocked"),
        (6, "X 25 % A; Y 25 % A", "A", "yes", "50%", "FAQ 399: programmes are added up"),
        (7, "X 49 % A; X agreement A", "A", "no", "49%", "FAQ 398: ownership, not control"),
        (9, "X 60 % A; A 60 % B; B 60 % C", "C", "yes", "60%", "FAQ 401: shares are not multiplied"),
        (22, "X 50 % A; B 50 % A; A 50 % B; Z 50 % B", "B", "yes", "50%", "FAQ 401, in a circle"),
        (23, "X 30 % A; B 20 % A; A 60 % B", "A", "no", "30%", "the least fixed point: the circle adds nothing"),
        (
            24,
            "X 30 % A; ? 40 % A",
            "A",
            "unknown",
            "at least 30% and at most 70%",
            "it cannot be excluded, and is never clear",
        ),
        (26, "X 10 % A; X votes 60 % A", "A", "no", "10%", "FAQ 398: ownership, not votes"),
        (0, "X 49.999999999 % A", "A", "no", "49.999999999%", "FAQ 398: no rounding"),
    ],
)
def test_the_50_percent_rule(
    number: int, structure: str, target: str, reached: str, held: str, because: str, american: Path, ask: Ask
) -> None:
    code, answer = ask(american, structure, target)
    told = [v["applies"] for v in verdicts(answer, "us_ofac_sdn")]
    asked = half(answer)
    assert (asked["reached"], asked["held"]["says"]) == (reached, held), f"example {number}: {because}"
    assert told[:1] == [reached], f"example {number}: {because}"
    assert code == 1, "a listed party among the owners is something found"
    assert "FAQs 398, 399 and 401" in verdicts(answer, "us_ofac_sdn")[0]["citation"]
    assert f"On {TODAY}" in verdicts(answer, "us_ofac_sdn")[0]["says"]


def test_example_8_a_listed_officer_bars_the_contract_it_signs_and_not_the_company(american: Path, ask: Ask) -> None:
    code, answer = ask(american, "Z 100 % A; X director A", "A")
    assert code == 1, "a listed officer is something found"
    assert answer["status"] == "linked"
    assert f"{X}: director of {A} [" in answer["says"]
    assert f"{X} is itself listed by us_ofac_sdn since 2020-07-31" in answer["says"]
    company, contract = verdicts(answer, "us_ofac_sdn")
    assert company["applies"] == "no", "FAQ 398: stakes count, not who directs"
    assert (contract["applies"], contract["effect"]) == ("yes", "blocked"), "FAQ 400; 31 CFR 583.412"
    assert "FAQ 400" in contract["citation"]


def test_a_listed_officer_is_found_where_no_owner_is_stated(american: Path, ask: Ask) -> None:
    code, answer = ask(american, "X director A", "A")
    assert (code, answer["status"]) == (1, "linked")
    assert [verdict["applies"] for verdict in verdicts(answer, "us_ofac_sdn")][-1] == "yes", "FAQ 400"


def test_an_officer_that_no_list_names_is_nothing_found(american: Path, ask: Ask) -> None:
    code, answer = ask(american, "Z 100 % A; B director A", "A")
    assert (code, answer["status"], answer["findings"]) == (0, "clear", [])


def test_a_listed_owner_that_is_an_officer_too_is_told_as_both(american: Path, ask: Ask) -> None:
    _, answer = ask(american, "X 30 % A; X director A", "A")
    assert [verdict["applies"] for verdict in verdicts(answer, "us_ofac_sdn")] == ["no", "yes"], "FAQs 398 and 400"


@pytest.mark.parametrize(
    ("number", "structure", "target", "interests", "because"),
    [
        (1, "X 50 % A; A 50 % B", "B", {X: "1/4"}, "FAQ 401, example 1: economic only 25 %"),
        (9, "X 60 % A; A 60 % B; B 60 % C", "C", {X: "27/125"}, "21.6 %"),
        (22, "X 50 % A; B 50 % A; A 50 % B; Z 50 % B", "A", {X: "2/3", "Zinnia Outsider": "1/3"}, "66.7 % of A"),
        (22, "X 50 % A; B 50 % A; A 50 % B; Z 50 % B", "B", {X: "1/3", "Zinnia Outsider": "2/3"}, "33.3 % of B"),
    ],
)
def test_economic_interest_is_another_number(
    number: int, structure: str, target: str, interests: dict[str, str], because: str, american: Path, ask: Ask
) -> None:
    _, answer = ask(american, structure, target)
    told = {each["name"]: each["low_exact"] for each in answer["interests"] if each["ultimate"]}
    assert told == interests, f"example {number}: {because}"


def test_example_21_a_circle_without_a_listed_party_reaches_nobody(american: Path, ask: Ask) -> None:
    code, answer = ask(american, "A 100 % B; B 100 % A", "A")
    assert (code, answer["findings"]) == (0, []), "a least fixed point, not a greatest (BODS fixture 10)"
    assert sum(each["high"] for each in answer["interests"] if each["ultimate"]) <= 1, "never 200 %"


@pytest.mark.parametrize(
    ("number", "structure", "day", "applies", "because"),
    [
        (14, "EL 25 % A; MEU 25 % A", "2025-10-15", "yes", "in force from 29 September 2025, FR doc. 2025-19001"),
        (15, "EL 25 % A; MEU 25 % A", "2026-01-15", "no", "suspended from 10 November 2025, FR doc. 2025-19846"),
        (16, "EL 25 % A; MEU 25 % A", TODAY, "unknown", "re-imposed by its text; not known to us"),
        (17, "EL unknown A", "2025-10-15", "unknown", "Red Flag 29: resolve it or ask for a licence"),
    ],
)
def test_the_affiliates_rule_by_its_days(
    number: int, structure: str, day: str, applies: str, because: str, american: Path, ask: Ask
) -> None:
    code, answer = ask(american, structure, "A", day)
    told = verdicts(answer, "us_bis_affiliates")
    assert {verdict["applies"] for verdict in told} == {applies}, f"example {number}: {because}"
    assert code == 1
    assert "FR doc. 2025-19001" in told[0]["citation"] or "FR doc. 2025-19846" in told[0]["citation"]


@pytest.mark.parametrize(
    ("number", "structure", "shares", "control", "because"),
    [
        (12, "X 50 % A", "no", "unknown", "more than 50 %, so exactly half is not enough; control is to be tested"),
        (25, "X consolidation A", "unknown", "unknown", "a majority is likely, not proven"),
        (26, "X 10 % A; X votes 60 % A", "no", "yes", "most of the votes are control"),
    ],
)
def test_the_british_test_of_shares_and_of_control(
    number: int, structure: str, shares: str, control: str, because: str, british: Path, ask: Ask
) -> None:
    code, answer = ask(british, structure, "A")
    told = [verdict["applies"] for verdict in verdicts(answer, "gb_ofsi")]
    assert told == [shares, control], f"example {number}: {because}"
    assert code == 1


def test_example_25_consolidation_is_no_percentage_in_america(american: Path, ask: Ask) -> None:
    _, answer = ask(american, "X consolidation A", "A")
    assert [verdict["applies"] for verdict in verdicts(answer, "us_ofac_sdn")] == ["unknown"]


@pytest.mark.parametrize(
    ("number", "structure", "day", "applies", "because"),
    [
        (10, "X 30 % A; Y 25 % A", TODAY, "yes", "best practices of 3 July 2024: stakes are added up"),
        (11, "X 50 % A", TODAY, "yes", "C-84/24: presumed, and rebuttable"),
        (13, "X 50 % A", "2023-06-01", "no", "best practices before 3 July 2024: more than 50 %"),
    ],
)
def test_the_european_line_depends_on_the_day_asked(
    number: int, structure: str, day: str, applies: str, because: str, european: Path, ask: Ask
) -> None:
    _, answer = ask(european, structure, "A", day)
    told = verdicts(answer, "eu_fsf")
    assert told[0]["applies"] == applies, f"example {number}: {because}"
    assert "best practices" in told[0]["citation"]
