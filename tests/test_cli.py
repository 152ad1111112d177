"""The command: the verbs of the workspace, exit codes that scripts can trust, and never a traceback."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from lookthrough.cli import app, main
from lookthrough.match.alert_line import PRESETS
from lookthrough.workspace import Workspace
from lookthrough.workspace import open as open_workspace


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: str | Path) -> Ran:
        monkeypatch.setattr("sys.argv", ["lookthrough", *map(str, words)])
        try:
            main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Ran(code, said.out, said.err)

    return call


@pytest.fixture(scope="module")
def sample() -> Iterator[Path]:
    with as_file(files("lookthrough.resources") / "sample") as folder:
        yield folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Path:
    folder = tmp_path_factory.mktemp("home")
    open_workspace(folder).load("us_trade_csl", sample / "us_trade_csl.csv", edition="2026-07-09")
    return folder


def test_the_verbs_are_the_same_in_python_and_on_the_command_line() -> None:
    verbs = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    facade = {name for name in dir(Workspace) if not name.startswith("_")}
    assert verbs - {"demo", "compare"} <= facade, "demo and compare need no home folder"


@pytest.mark.parametrize(
    "verb",
    ["lists", "load", "unload", "update", "screen", "portfolio", "validate", "entity", "diff", "compare", "demo"],
)
def test_every_verb_has_help_with_an_example(run: Run, verb: str) -> None:
    shown = run(verb, "--help")
    assert shown.code == 0
    assert "Example" in shown.out


def test_0_is_answered_and_nothing_found(run: Run, home: Path) -> None:
    shown = run("screen", "Blue Lake Bakery", "--home", home, "--as-of", "2026-07-09")
    assert shown.code == 0


def test_1_is_answered_and_something_found(run: Run, home: Path, sample: Path) -> None:
    assert run("screen", "Hikvision", "--home", home, "--as-of", "2026-07-09").code == 1
    plan = sample / "pension_plan.csv"
    assert run("portfolio", plan, "--home", home, "--as-of", "2026-07-09").code == 1
    assert run("portfolio", plan, "--home", home, "--as-of", "2019-10-08").code == 0


@pytest.mark.parametrize(
    "words",
    [
        ["screen", "x", "--as-of", "31/02/2020"],
        ["screen", "x", "--threshold", "2"],
        ["screen", "x", "--threshold", "us_no_such_list=0.9"],
        ["screen", "x", "--gender", "company"],
        ["compare", "one", "other", "--threshold", "un_sc=0.9"],
        ["validate", "--threshold", "0.01"],
        ["validate", "--threshold", "0.5", "--threshold", "un_sc=0.9"],
        ["screen", "x", "--kind", "spaceship"],
        ["screen", "x", "--lists", "us_no_such_list"],
        ["screen", ""],
        ["portfolio", "no-such-file.csv"],
        ["load", "us_no_such_source", "file.csv"],
        ["load", "us_trade_csl", "no-such-file.csv"],
        ["entity", "us_ofac_sdn:0"],
        ["diff", "2020-01-02", "2020-01-01"],
        ["compare", "only one"],
        ["screen", "x", "--format", "docx"],
        ["screen", "x", "-o", "answer.docx"],
        ["no-such-verb"],
        ["screen"],
    ],
)
def test_2_is_the_callers_mistake(run: Run, home: Path, words: list[str]) -> None:
    takes_home = words[0] in {"screen", "portfolio", "validate", "load", "entity", "diff"}
    shown = run(*words, *(["--home", home] if takes_home else []))
    assert shown.code == 2
    assert shown.err.strip()


def test_3_is_a_list_or_file_that_could_not_be_read(run: Run, home: Path, tmp_path: Path) -> None:
    assert run("screen", "Hikvision", "--home", tmp_path / "nothing").code == 3
    assert run("screen", "Hikvision", "--home", home, "--lists", "un_sc").code == 3
    page = tmp_path / "holdings.csv"
    page.write_text("<html><body>Not found</body></html>", "utf-8")
    shown = run("portfolio", page, "--home", home)
    assert shown.code == 3
    assert "holdings.csv" in shown.err
    assert run("load", "us_trade_csl", page, "--home", home, "--edition", "2026-07-10").code == 3


def test_4_is_that_our_own_files_disagree(run: Run, sample: Path, tmp_path: Path) -> None:
    assert (
        run("load", "us_trade_csl", sample / "us_trade_csl.csv", "--edition", "2026-07-09", "--home", tmp_path).code
        == 0
    )
    (manifest,) = tmp_path.glob("snapshots/*/manifest.json")
    manifest.write_text("{", "utf-8")
    assert run("screen", "Hikvision", "--home", tmp_path).code == 4


def test_an_unforeseen_error_is_told_as_a_defect(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lookthrough.cli.lists.workspace", lambda _home: 1 / 0)
    shown = run("lists")
    assert shown.code == 4
    assert "defect" in shown.err


def test_json_lines_have_the_documented_shape(run: Run, home: Path) -> None:
    shown = run("screen", "Hikvision", "--home", home, "--as-of", "2026-07-09", "--format", "jsonl")
    (line,) = shown.out.splitlines()
    answer = json.loads(line)
    assert {"row", "query", "status", "matches", "as_of", "snapshot", "lists"} <= set(answer)
    match = answer["matches"][0]
    assert {"score", "entity_id", "name", "matched_name", "lists", "listings", "reasons", "verdicts"} <= set(match)
    assert {"list", "since", "until", "programme", "citation", "source_cells"} <= set(match["listings"][0])
    assert {"feature", "score", "query_value", "list_value", "says"} <= set(match["reasons"][0])


def test_portfolio_json_has_the_documented_shape(run: Run, home: Path, sample: Path) -> None:
    plan = sample / "pension_plan.csv"
    shown = run(
        "portfolio", plan, "--funds", sample / "funds", "--home", home, "--as-of", "2026-07-09", "--format", "json"
    )
    report = json.loads(shown.out)
    assert {"portfolio", "as_of", "snapshot", "coverage", "totals", "positions"} <= set(report)
    exposed = [p for p in report["positions"] if p["status"] == "exposed"]
    finding = exposed[0]["findings"][0]
    assert {
        "relation",
        "list",
        "listed_name",
        "listed_since",
        "listed_until",
        "score",
        "share",
        "path",
        "verdicts",
    } <= set(finding)
    assert {"step", "from", "to", "share", "weight", "value_usd", "evidence"} <= set(finding["path"][0])
    verdict = finding["verdicts"][0]
    assert {"rule", "applies", "effect", "actor", "object", "since", "until", "citation", "says"} <= set(verdict)


def test_the_answer_says_the_line_of_each_list_and_what_was_asked(run: Run, home: Path) -> None:
    asked = ("screen", "Ivan Petrov", "--kind", "person", "--gender", "m", "--nationality", "cn", "--home", home)
    line = ("--threshold", "0.9,un_sc=0.8,us_ofac_sdn=strict")
    shown = json.loads(run(*asked, "--address", "Urumqi", "--address", "Beijing", *line, "--format", "json").out)
    assert shown["threshold"] == 0.9
    assert shown["thresholds_by_list"] == {"un_sc": 0.8, "us_ofac_sdn": PRESETS["strict"]}
    query = shown["answers"][0]["query"]
    assert (query["nationalities"], query["gender"], query["addresses"]) == (["cn"], "male", ["Urumqi", "Beijing"])
    said = "from a score of 0.900 on; on un_sc from 0.800 on"
    assert said in " ".join(run(*asked, *line).out.split())
    assert said in run(*asked, *line, "--format", "html").out


def test_validate_writes_a_page_and_a_report_that_a_later_one_compares_with(
    run: Run, home: Path, tmp_path: Path
) -> None:
    first, page = tmp_path / "first.json", tmp_path / "page.html"
    shown = run("validate", "--home", home, "--sample", "5", "-o", first)
    assert shown.code == 0
    assert {"settings", "recall", "curves", "lists", "failures", "cases"} <= set(json.loads(first.read_text("utf-8")))
    again = ("validate", "--home", home, "--sample", "5", "--baseline", first)
    assert run(*again, "-o", page).code == 0
    assert "Against the earlier report" in page.read_text("utf-8")
    worse = run(*again, "--threshold", "0.99")
    assert worse.code == 1, "because cases are newly missed"
    assert run(*again, "-o", first).code == 2, "because a report that is read is never overwritten"
    assert run("validate", "--home", home, "--format", "xlsx").code == 2


def test_compare_adds_a_score_to_a_table_of_pairs(run: Run, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("name1,name2,kind,mine\nCRRC CORP LTD,CRRC Corporation Limited,company,7\n", "utf-8")
    shown = run("compare", "--pairs", pairs, "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(shown.out))
    assert float(row["score"]) > 0.8
    assert row["mine"] == "7"


@pytest.mark.parametrize("ending", ["json", "jsonl", "csv", "xlsx", "html", "txt"])
def test_the_ending_of_the_file_names_the_format(
    run: Run, home: Path, sample: Path, tmp_path: Path, ending: str
) -> None:
    target = tmp_path / f"report.{ending}"
    shown = run("portfolio", sample / "pension_plan.csv", "--home", home, "--as-of", "2026-07-09", "-o", target)
    assert shown.code == 1
    assert target.stat().st_size > 1_000
    assert shown.out == "", "results go to the file, notes to stderr"


def test_a_folder_that_cannot_be_written_is_the_callers_mistake(run: Run, home: Path, tmp_path: Path) -> None:
    target = tmp_path / "missing" / "report.html"
    assert run("screen", "Hikvision", "--home", home, "-o", target).code == 2


def test_the_demo_tells_three_days_and_says_where_the_page_is(run: Run, tmp_path: Path) -> None:
    shown = run("demo", "--folder", tmp_path / "demo")
    assert shown.code == 0
    for day in ("2019-10-08", "2019-10-10", "2026-07-09"):
        assert day in shown.out
    assert str(tmp_path / "demo" / "report.html") in shown.out
    assert {p.name for p in (tmp_path / "demo").glob("report.*")} == {"report.html", "report.xlsx", "report.json"}


def test_an_answer_never_overwrites_the_file_that_was_read(run: Run, home: Path, sample: Path, tmp_path: Path) -> None:
    mine = tmp_path / "plan.csv"
    mine.write_bytes((sample / "pension_plan.csv").read_bytes())
    shown = run("portfolio", mine, "--home", home, "-o", mine)
    assert shown.code == 2
    assert mine.read_bytes() == (sample / "pension_plan.csv").read_bytes()


@pytest.mark.parametrize("text", ["31/02/2026", "", "2026", "tomorrow"])
def test_a_day_that_is_none_is_quoted_whole(run: Run, home: Path, text: str) -> None:
    shown = run("screen", "Hikvision", "--home", home, "--as-of", text)
    assert shown.code == 2
    assert f"'{text}'" in shown.err


@pytest.mark.parametrize(
    "text",
    [
        'supplier,goods\nZzyx One,shirts\n"Zzyx Two,shirts\nZzyx Three,shirts\n',
        '{"supplier": "Zzyx One"}\n{"supplier": "Zzyx Tw\n',
    ],
)
def test_rows_of_supply_that_were_not_read_are_never_nothing_found(
    run: Run, home: Path, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "supply.csv"
    file.write_text(text, encoding="utf-8")
    shown = run("supply", file, "--home", home, "--as-of", "2026-07-09")
    assert shown.code == 3
    assert "row" in shown.err


def test_a_row_of_supply_without_one_day_is_never_nothing_found(run: Run, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "shipments.csv"
    file.write_text("supplier,goods,shipment date\nBlue Lake Bakery,bread,soon\nBlue Lake Bakery,bread,2019-12-03\n")
    shown = run("supply", file, "--row-dates", "--home", home, "--as-of", "2026-07-09")
    assert shown.code == 3
    assert "row 1, column 'shipment date'" in shown.err
    assert "YYYY-MM-DD" in shown.err


def test_a_row_that_is_lost_is_never_nothing_found(run: Run, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "suppliers.jsonl"
    file.write_text('{"name": "Blue Lake Bakery"}\nthis line is no JSON\n', "utf-8")
    shown = run("screen", file, "--home", home, "--as-of", "2026-07-09")
    assert shown.code == 3
    assert "row 2" in shown.err


def test_documents_are_read_asked_and_decided_about(run: Run, sample: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    read = run("read", sample / "articles", "--home", home, "--format", "jsonl")
    assert read.code == 0
    assert "no list is loaded" in read.err
    supplies = next(line for line in map(json.loads, read.out.splitlines()) if line["predicate"] == "supplies")
    done = run("claims", "accept", supplies["id"][:12], "--by", "A. Lee", "--reason", "seen", "--home", home)
    assert (done.code, supplies["id"] in done.out) == (0, True)
    edited = run(
        "claims", "edit", supplies["id"], "--set", "object=Hikvision Ltd", "--by", "A. Lee", "--reason", "so",
        "--home", home
    )  # fmt: skip
    assert edited.code == 0
    shown = run("claims", "--about", "Norwick Optics", "--home", home, "--format", "jsonl", "--verify")
    claims = {line["id"]: line for line in map(json.loads, shown.out.splitlines())}
    assert claims[supplies["id"]]["standing"] == "edited"
    assert claims[supplies["id"]]["object"] == "Hikvision Ltd"
    assert claims[supplies["id"]]["quote"] == supplies["quote"]
    disagree = run("claims", "--contradictions", "--home", home, "--format", "jsonl")
    assert "parts_do_not_add_up" in {json.loads(line)["kind"] for line in disagree.out.splitlines()}


def test_standard_input_is_a_document(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The ministry added Norwick Optics to its blacklist.\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    read = run("read", "-", "--home", tmp_path, "--no-keep", "--format", "jsonl")
    assert read.code == 0
    assert {json.loads(line)["file"] for line in read.out.splitlines()} == {"stdin"}


def test_a_bad_document_gives_three_and_the_others_are_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7 cut")
    (tmp_path / "good.txt").write_text("The ministry added Norwick Optics to its blacklist.\n")
    read = run("read", tmp_path / "bad.pdf", tmp_path / "good.txt", "--home", tmp_path / "home", "--format", "jsonl")
    assert read.code == 3
    assert "good.txt" in read.out
    assert "bad.pdf" in read.err


@pytest.mark.parametrize(
    "words",
    [
        ["read", "nowhere.txt"],
        ["claims"],
        ["claims", "accept", "c1", "--by", "A", "--reason", "b"],
        ["claims", "edit", "c1", "--set", "object", "--by", "A", "--reason", "b"],
        ["read", "-", "--format", "docx"],
    ],
)
def test_a_callers_mistake_about_documents_gives_two(
    run: Run, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Norwick.")))
    done = run(*words, "--home", tmp_path)
    assert done.code == 2
    assert "Error:" in done.err


def test_changed_evidence_gives_four(run: Run, sample: Path, tmp_path: Path) -> None:
    assert run("read", sample / "articles", "--home", tmp_path).code == 0
    (read, *_) = (tmp_path / "evidence" / "read").glob("*.json")
    read.write_bytes(read.read_bytes().replace(b"Norwick", b"Norwich", 1))
    done = run("claims", "--home", tmp_path)
    assert done.code == 4
    assert "changed" in done.err


def test_owners_of_a_listed_party_that_no_register_names_ends_as_something_found(run: Run, home: Path) -> None:
    """Because a script reads 0 as clear."""
    asked = ("--home", home, "--as-of", "2026-07-09")
    assert run("owners", "Hangzhou Hikvision Digital Technology Co., Ltd.", *asked).code == 1
    assert run("owners", "Nobody At All Ltd", *asked).code == 0


@pytest.mark.parametrize("verb", ["screen", "owners", "lists", "claims"])
def test_no_ground_and_no_list_are_no_filter_and_say_so(run: Run, home: Path, verb: str) -> None:
    """Because `--grounds "$WANTED"` with a variable that is not set must not answer as if nothing was asked."""
    what = ("Hikvision",) if verb in ("screen", "owners") else ()
    shown = run(verb, *what, "--home", home, "--grounds", "")
    assert shown.code == 2
    assert "human_rights" in shown.err
    if what:
        shown = run(verb, *what, "--home", home, "--lists", " ,")
        assert shown.code == 2
        assert "names no list" in shown.err
