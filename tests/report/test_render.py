"""One door to every format; whatever a file contains, every format stands."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html

from lookthrough.errors import InputError
from lookthrough.model.holdings import Position
from lookthrough.report.finding import PortfolioReport, PositionAnswer, Total
from lookthrough.report.render import FORMATS, format_for, render


@pytest.mark.parametrize(
    ("form", "output", "meant"),
    [
        (None, None, "table"),
        (None, "report.html", "html"),
        (None, "REPORT.XLSX", "xlsx"),
        (None, "lines.jsonl", "jsonl"),
        ("csv", "report.html", "csv"),
    ],
)
def test_the_named_format_goes_before_the_ending(form: str | None, output: str | None, meant: str) -> None:
    assert format_for(form, Path(output) if output else None) == meant


def test_an_ending_that_names_no_format_is_refused() -> None:
    with pytest.raises(InputError, match=r"report\.docx"):
        format_for(None, Path("report.docx"))


@settings(max_examples=40, deadline=None)
@given(name=st.text(max_size=60), note=st.text(max_size=60))
@example(name="", note="\r")  # the csv module does not quote it, and the row would fall apart
@example(name="a\r\nb\x00\ud800", note="</script><!--")
def test_any_text_of_a_file_survives_every_format(report: PortfolioReport, name: str, note: str) -> None:
    cells = (("Name", name), (note, note))
    odd = PositionAnswer(Position(1, name, cells=cells), "unidentified", note=note, value_usd=Fraction(1, 3))
    found = replace(report.positions[0], position=Position(2, name, cells=cells), note=note)
    one = replace(report, positions=(odd, found), unseen=(note,))
    made = {form: render(one, form) for form in FORMATS}
    texts = [said.encode() for said in made.values() if isinstance(said, str)]
    assert len(texts) == 5, "and each can be written as UTF-8"
    assert json.loads(str(made["json"]))["positions"][0]["name"] == name
    assert len(list(csv.DictReader(io.StringIO(str(made["csv"]), newline="")))) == 3
    tree = html.document_fromstring(str(made["html"]))
    assert len(tree.xpath("//script")) == 1
    assert len(tree.xpath("//table[contains(@class, 'sortable')]/tbody/tr")) == 2
    assert not tree.xpath("//@onclick | //@onload | //@onerror | //img | //iframe")
    assert isinstance(made["xlsx"], bytes)
    assert openpyxl.load_workbook(io.BytesIO(made["xlsx"]))["Positions"].max_row == 3


def test_a_portfolio_without_dollars_is_measured_by_weight(report: PortfolioReport) -> None:
    totals = tuple(Total(f"k{n}", f"Party {n}", None, None, None, Fraction(n, 100), n) for n in range(1, 4))
    bare = replace(report, totals_by_party=totals, totals_by_list=totals, total_usd=None, exposed_usd=None)
    for form in FORMATS:
        assert render(bare, form)
    tree = html.document_fromstring(str(render(bare, "html")))
    assert "Party 3: 3%" in " ".join(tree.xpath("//svg[@role='img']//desc/text()"))
    assert "not known" in tree.xpath("//dl[@class='figures']/div[1]/dd")[0].text_content()
