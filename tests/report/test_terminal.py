"""The terminal view: readable at 80 columns, without colour, whatever the names contain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from lookthrough.model.holdings import Position
from lookthrough.report.finding import (
    Change,
    ComparedPair,
    CompareReport,
    DiffReport,
    EntityReport,
    ListsReport,
    PortfolioReport,
    PositionAnswer,
    ScreenReport,
)
from lookthrough.report.render import render
from lookthrough.report.wording import columns_wide


def shown(report: object, width: int = 80) -> str:
    text = render(report, "table", width=width)  # type: ignore[arg-type]
    assert isinstance(text, str)
    return text


def test_a_newcomer_reads_question_day_lists_money_and_gaps(report: PortfolioReport) -> None:
    text = " ".join(shown(report).replace("│", " ").split())
    for said in (
        "asked for 2026-07-09",
        "3 of 9 lines lead to a listed party, together $1.25 million held, 0.125% of the portfolio",
        "2 exposed, 1 linked",
        "us_bis_entity_list",
        "listed 2019-10-09; licence required since 2019-10-09",
        "lawful, but linked",
        "What could not be seen",
        "one private fund",
        "2026-07-09 3,409",
        "not legal advice",
        "--format html",
    ):
        assert said in text, said


def test_no_line_is_wider_than_the_terminal_and_no_figure_is_cut(report: PortfolioReport) -> None:
    for width in (80, 120):
        assert all(columns_wide(line) <= width for line in shown(report, width).splitlines())
    assert "$1,200,000" in shown(report)
    assert "\N{ESCAPE}" not in shown(report)


def test_a_failed_list_is_told_beside_the_answer(report: PortfolioReport) -> None:
    head = shown(report).split("╰")[0]
    assert "! OFAC NS-CMIC List: the last update failed" in head


def test_money_through_a_fund_is_the_part_that_leads_there(report: PortfolioReport) -> None:
    assert "$50,000 " in shown(report)
    assert "$50,000,000" not in shown(report)


def test_before_the_listing_the_line_fits_but_does_not_count(report_on: Callable[[date], PortfolioReport]) -> None:
    text = " ".join(shown(report_on(date(2019, 10, 8))).split())
    assert "begins 2019-10-09, after the day asked" in text
    assert "2 lines fit a party" in text.replace("│ │ ", "")


def test_escape_sequences_and_markup_of_a_file_are_not_obeyed(report: PortfolioReport) -> None:
    evil = Position(1, "\x1b[2J\x1b]0;owned\x07[bold red]x[/] \u202egpj")
    text = shown(replace(report, positions=(PositionAnswer(evil, "unidentified", note="[link=x]y[/link]"),)), width=300)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[bold red]x[/]" in " ".join(text.split())
    assert "[link=x]y[/link]" in " ".join(text.split())


def test_what_does_not_fit_the_screen_is_counted(report: PortfolioReport) -> None:
    many = tuple(replace(report.positions[5], position=Position(n, f"Fund {n}")) for n in range(100))
    assert "and 60 more lines" in shown(replace(report, positions=many))


def test_wide_scripts_and_long_names_fold(report: PortfolioReport) -> None:
    odd = Position(1, "杭州海康威视数字技术股份有限公司" * 700)
    text = shown(replace(report, positions=(PositionAnswer(odd, "unidentified"),)))
    assert all(columns_wide(line) <= 80 for line in text.splitlines())
    assert "…" in text


@pytest.mark.parametrize("width", [60, 80, 200])
def test_every_other_report_has_a_view(screen: ScreenReport, width: int) -> None:
    entity = screen.answers[0].matches[0].entity
    change = Change("added", "us_bis_entity_list", entity.id, entity.name, "2019-10-09", "listed", ("84 FR 54004",))
    reports = (
        screen,
        CompareReport((ComparedPair("A", "B", "company", 0.5, screen.answers[0].matches[0].match.reasons),), 0.8),
        ListsReport(screen.lists),
        EntityReport(entity, date(2026, 7, 9), verdicts=screen.answers[0].matches[0].verdicts),
        DiffReport(date(2019, 10, 8), date(2019, 10, 10), (change,), screen.lists),
        ListsReport(()),
    )
    for report in reports:
        text = shown(report, width)
        assert text.strip()
        assert all(columns_wide(line) <= width for line in text.splitlines())
