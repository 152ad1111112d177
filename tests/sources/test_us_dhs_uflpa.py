"""The UFLPA Entity List: names, other names and reach are taken out of one cell; a sub-list is a record."""

from __future__ import annotations

from pathlib import Path

import pytest

from lookthrough.errors import ParseError
from lookthrough.sources import us_dhs_uflpa
from lookthrough.sources.us_dhs_uflpa import read_party


def page(*tables: str) -> str:
    return f"<!DOCTYPE html><html><head><title>UFLPA</title></head><body>{''.join(tables)}</body></html>"


def table(clause: str, *rows: tuple[str, str], heads: tuple[str, str] = ("Name of Entity", "Effective Date")) -> str:
    body = "".join(f"<tr><td>{name}</td><td>{day}</td></tr>" for name, day in rows)
    return (
        f"<p><strong>A list of entities that do {clause}</strong><br><a href='#'>Section 2(d)(2)(B)({clause})</a></p>"
        f"<table><thead><tr><th>{heads[0]}</th><th>{heads[1]}</th></tr></thead><tbody>{body}</tbody></table>"
    )


@pytest.fixture
def uflpa(write, read):
    return lambda *tables: read("us_dhs_uflpa", write("page.html", page(*tables)))


@pytest.fixture(scope="session")
def real(shared_data: Path, read):
    return read("us_dhs_uflpa", shared_data / "sanctions/us/nsfreg_2026-07-09/source-uflpa-2026-07-09.html")


@pytest.mark.parametrize(
    ("printed", "name", "others", "reach"),
    [
        ("Plain Cotton Co., Ltd.", "Plain Cotton Co., Ltd.", [], False),
        ("New Materials (Baotou) Co., Ltd.", "New Materials (Baotou) Co., Ltd.", [], False),
        ("Hetian Taida (and one alias: Hetian TEDA)", "Hetian Taida", [("alias", "Hetian TEDA")], False),
        (
            "KTK Group (including three aliases: Jinchuang Group; Jinchuang Holding; and KTK Holding)",
            "KTK Group",
            [("alias", "Jinchuang Group"), ("alias", "Jinchuang Holding"), ("alias", "KTK Holding")],
            False,
        ),
        (
            "Foods Co., Ltd. (also known as GSweet; Additive Co., Ltd.; and formerly known as Biotech Co., Ltd.)",
            "Foods Co., Ltd.",
            [("alias", "GSweet"), ("alias", "Additive Co., Ltd."), ("former_name", "Biotech Co., Ltd.")],
            False,
        ),
        (
            "Solar Co., Ltd. (also known as Meike Co. and formerly known as Gaozhao Development Co., Ltd.)",
            "Solar Co., Ltd.",
            [("alias", "Meike Co."), ("former_name", "Gaozhao Development Co., Ltd.")],
            False,
        ),
        (
            "Lianyun Co. Ltd. (also known as Intermodal Co. and United Transport Co.)",
            "Lianyun Co. Ltd.",
            [("alias", "Intermodal Co."), ("alias", "United Transport Co.")],
            False,
        ),
        (
            "Bayi Co., Ltd. (also known as Bayi Iron and Steel)",
            "Bayi Co., Ltd.",
            [("alias", "Bayi Iron and Steel")],
            False,
        ),
        (
            "TNN Limited (also known as Dehui (Dalian) Trade Co., Ltd.)",
            "TNN Limited",
            [("alias", "Dehui (Dalian) Trade Co., Ltd.")],
            False,
        ),
        (
            "Silicon (Shanshan) Co., Ltd (including one alias: Hesheng (Shanshan) Co.) and subsidiaries",
            "Silicon (Shanshan) Co., Ltd",
            [("alias", "Hesheng (Shanshan) Co.")],
            True,
        ),
        ("Silicon (Shanshan) Co., Ltd., and Subsidiaries", "Silicon (Shanshan) Co., Ltd.", [], True),
        ("Corps (XPCC) and its subordinate and affiliated entities", "Corps", [("alias", "XPCC")], True),
    ],
)
def test_a_name_cell_is_taken_apart(printed: str, name: str, others: list[tuple[str, str]], reach: bool) -> None:
    found = read_party(printed)
    assert found[0] == name
    assert list(found[1]) == others
    assert bool(found[2]) is reach


def test_a_party_on_two_sub_lists_is_one_entity_with_a_record_for_each(uflpa) -> None:
    # The sub-lists may name it from different days, so the entries cannot be one record.
    reading = uflpa(
        table("ii", ("Ashele Copper Co., Ltd.", "August 9, 2024")),
        table("v", ("Ashele Copper, Co. Ltd", "January 15, 2025"), heads=("Entity Name", "Effective Date")),
    )
    assert len({s.entity_id for s in reading.statements}) == 1
    by_record = {record.split("#")[1]: props for record, props in reading.records().items()}
    assert by_record["ii"]["listed_since"] == ["2024-08-09"]
    assert by_record["v"]["listed_since"] == ["2025-01-15"]
    assert by_record["v"]["sublist"] == ["A list of entities that do v"]


def test_tables_are_found_by_their_headers_in_other_markup(write, read) -> None:
    content = page(
        "<table><tr><td>Menu</td><td>Contact</td></tr></table>",
        "<section><h3>A list of facilities</h3><div>Section 2(d)(2)(B)(v)</div><div>"
        "<table class='usa-table'><caption></caption>"
        "<tr><td><b>Effective date</b></td><td><b>Entity&nbsp;Name:</b></td></tr>"
        "<tr><td><p>June 12, 2024</p></td><td><span>Shandong</span> Example <em>Group</em></td></tr>"
        "</table></div></section>",
    )
    reading = read("us_dhs_uflpa", write("page.html", content))
    assert reading.values("name") == ["Shandong Example Group"]
    assert reading.values("listed_since") == ["2024-06-12"]
    assert reading.values("sublist") == ["A list of facilities"]
    assert next(iter(reading.records())).endswith("#v")


def test_a_bad_date_and_an_empty_name_are_issues(uflpa) -> None:
    reading = uflpa(table("i", ("A Co.", "February 31, 2022"), ("", "June 21, 2022"), ("B Co.", "")))
    assert reading.values("name") == ["A Co.", "B Co."]
    assert reading.values("listed_since") == []
    assert reading.issues.counts == {"bad-date": 1, "no-name": 1}
    assert "February 31, 2022" in [s.original for s in reading.statements if s.prop == "cell"]


def test_the_edition_is_the_day_of_the_last_update(write) -> None:
    files = [write("p.html", page("<p>Last Updated: 01/14/2025</p>"))]
    assert us_dhs_uflpa.edition_of(files) == "2025-01-14"
    assert us_dhs_uflpa.edition_of([write("q.html", page("<p>no date</p>"))]) is None


def test_the_page_names_144_entities_in_160_rows(real) -> None:
    # The rows print 148 spellings; those that differ only in punctuation or in an added acronym are one party.
    assert len({s.entity_id for s in real.statements}) == 144
    assert len(real.records()) == 160
    assert not real.issues.counts


def test_the_sub_lists_have_9_43_and_108_rows(real) -> None:
    marks = [record.split("#")[1] for record in real.records()]
    assert (marks.count("i"), marks.count("ii"), marks.count("v")) == (9, 43, 108)


def test_xpcc_stands_in_three_sub_lists_and_reaches_its_affiliates(real) -> None:
    records = real.named("Xinjiang Production and Construction Corps")
    assert len(records) == 3
    assert all(r["reach"] == ["subsidiaries"] for r in records)
    assert all("XPCC" in r["alias"] for r in records)
    assert all(r["listed_since"] == ["2022-06-21"] for r in records)


def test_the_pages_edition(shared_data: Path) -> None:
    file = shared_data / "sanctions/us/nsfreg_2026-07-09/source-uflpa-2026-07-09.html"
    assert us_dhs_uflpa.edition_of([file]) == "2025-01-14"


def test_a_page_that_does_not_call_itself_the_uflpa_page_is_refused(write, read) -> None:
    other = "<!DOCTYPE html><html><head><title>Suppliers</title></head><body>" + table(
        "supply", ("Plain Cotton Co., Ltd.", "June 21, 2022")
    ).replace("2(d)(2)(B)", "9(z)")
    with pytest.raises(ParseError, match="not the UFLPA page"):
        read("us_dhs_uflpa", write("other.html", other))


@pytest.mark.parametrize(
    "mark",
    ["<h1>Uyghur Forced Labor Prevention Act</h1>", "<h2>UFLPA Entity List</h2>", "<p>Section 2(d)(2)(B)(v)</p>"],
)
def test_a_heading_or_a_clause_of_the_act_is_enough(write, read, mark: str) -> None:
    rows = table("x", ("Plain Cotton Co., Ltd.", "June 21, 2022")).replace("2(d)(2)(B)", "")
    assert read("us_dhs_uflpa", write("saved.html", f"<html><body>{mark}{rows}")).values("name")
