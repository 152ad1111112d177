"""The page: self-contained, escaped, operable, printable, and complete without its script."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from importlib import resources
from itertools import pairwise

import pytest
from lxml import html
from lxml.html import HtmlElement

from lookthrough.errors import InputError
from lookthrough.model.exposure import Step
from lookthrough.model.holdings import Position
from lookthrough.report import page
from lookthrough.report.finding import (
    ComparedPair,
    CompareReport,
    ListsReport,
    PortfolioReport,
    PositionAnswer,
    Report,
    ScreenReport,
)
from lookthrough.report.render import render
from lookthrough.report.render_html import cited, official


def text_of(report: Report | list[PortfolioReport]) -> str:
    text = render(report, "html")
    assert isinstance(text, str)
    return text


def parsed(report: Report | list[PortfolioReport]) -> HtmlElement:
    return html.document_fromstring(text_of(report))


def words(node: HtmlElement) -> str:
    return " ".join(" ".join(node.itertext()).split())


@pytest.fixture(scope="module")
def tree(report: PortfolioReport) -> HtmlElement:
    return parsed(report)


@pytest.fixture(scope="module", params=["report", "three_days", "screen"])
def any_page(request: pytest.FixtureRequest) -> HtmlElement:
    return parsed(request.getfixturevalue(request.param))


def test_nothing_is_loaded_from_anywhere(any_page: HtmlElement) -> None:
    assert not any_page.xpath("//link | //img | //iframe | //object | //embed | //audio | //video | //base | //form")
    assert not any_page.xpath("//@src | //@srcset | //@action | //@ping | //@data | //@poster")
    assert not any_page.xpath("//*[starts-with(name(@*), 'on')]")
    assert not any("url(" in style or "@import" in style for style in any_page.xpath("//style/text()"))
    for href in any_page.xpath("//@href"):
        assert href.startswith(
            ("#", "https://www.federalregister.gov/", "https://www.bis.gov/", "https://ofac.treasury.gov/")
        )


def test_the_policy_admits_exactly_our_style_and_script(any_page: HtmlElement) -> None:
    policy = any_page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for name in ("style", "script"):
        blocks = any_page.xpath(f"//{name}")
        assert len(blocks) == 1
        digest = base64.b64encode(hashlib.sha256(blocks[0].text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert not any_page.xpath("//@style")


def test_anchors_are_unique_and_every_inner_link_leads_somewhere(any_page: HtmlElement) -> None:
    ids = any_page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in any_page.xpath("//@href") if href.startswith("#")} <= set(ids)
    named = {name for value in any_page.xpath("//@aria-labelledby") for name in value.split()}
    assert named <= set(ids)


def test_tables_have_captions_and_scoped_headers(any_page: HtmlElement) -> None:
    tables = any_page.xpath("//table")
    assert tables
    for table in tables:
        assert table.xpath("./caption")
        assert table.xpath("./thead/tr/th")
        assert all(th.get("scope") in ("col", "row") for th in table.xpath(".//th"))
        columns = len(table.xpath("./thead/tr/th"))
        assert all(len(row.xpath("./td | ./th")) == columns for row in table.xpath("./tbody/tr"))


def test_the_page_is_operable_by_keyboard(tree: HtmlElement) -> None:
    assert tree.get("lang") == "en"
    assert tree.xpath("//body/*[1]/@class") == ["skip"]
    assert tree.xpath("//a[@class='skip']/@href") == ["#main"]
    heads = tree.xpath("//table[contains(@class, 'sortable')]/thead/tr/th")
    assert all(head.get("aria-sort") == "none" and head.xpath("./button[@type='button']") for head in heads)
    assert all(
        region.get("tabindex") == "0" and region.get("aria-label") for region in tree.xpath("//*[@role='region']")
    )
    assert all(control.xpath("ancestor::label") for control in tree.xpath("//input | //select"))
    levels = [int(h.tag[1]) for h in tree.xpath("//h1 | //h2 | //h3 | //h4 | //h5")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_without_its_script_the_page_is_complete(tree: HtmlElement) -> None:
    for script in tree.xpath("//script"):
        script.drop_tree()
    said = words(tree)
    assert "Horizon Growth Partners III LP" in said
    assert "NESTLE SA-REG" in said
    assert tree.xpath("//div[@class='tools']/@hidden"), "controls that would do nothing are hidden"
    assert all(b.get("disabled") is not None for b in tree.xpath("//th/button")), "and no button pretends to work"


def test_hostile_names_are_escaped_and_made_visible(report: PortfolioReport, screen: ScreenReport) -> None:
    for one in (report, screen):
        text = text_of(one)
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in text
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert len(html.document_fromstring(text).xpath("//script")) == 1
    assert 'href="javascript:' not in text_of(report)


def test_the_answer_stands_first_in_a_sentence(tree: HtmlElement) -> None:
    headline = words(tree.xpath("//p[@class='headline']")[0])
    assert headline == (
        "On 9 July 2026, 3 of 9 lines lead to a listed party, together $1.25 million held, 0.125% of the portfolio, "
        "$300,000 sold short: 2 exposed, 1 linked. 1 line could not be screened."
    )


def test_a_list_with_a_problem_is_told_loudly(tree: HtmlElement, report: PortfolioReport) -> None:
    alarm = words(tree.xpath("//*[@role='alert']")[0])
    assert "OFAC NS-CMIC List : the last update failed" in alarm
    nothing = parsed(replace(report, lists=()))
    assert "An empty answer here means nothing" in words(nothing.xpath("//*[@role='alert']")[0])
    assert "no list could be asked" in words(nothing.xpath("//p[@class='headline']")[0])


def test_a_finding_shows_path_law_reasons_and_evidence(tree: HtmlElement) -> None:
    first = tree.xpath("//details[@class='finding']")[0]
    steps = [words(li) for li in first.xpath(".//ol[@class='path']/li")]
    assert steps[0] == "Example State Employees' Pension Plan"
    assert steps[1].startswith("holds HANGZHOU HIKVISION DIGITAL A · weight 0.12% · $1,200,000 plan.csv, row 1")
    said = words(first)
    for part in (
        "What binds on this day, and whom Licence required: export of items subject to the EAR",
        "Whom anyone who exports",
        "Lawful, but linked Lawful: continuing to hold",
        "15 CFR 744.16",
        "Listed since 2019-10-09",
        "The ISIN CNE100000PM8 is the same.",
        "in the edition of 2026-07-09",
    ):
        assert part in said, part
    quoted = words(first.xpath(".//blockquote")[0])
    assert "presumption of denial for all other items subject to the EAR." in quoted
    assert len(first.xpath(".//blockquote")) == 1, "what the verdict prints is not printed a second time"
    unknown = tree.xpath("//div[@class='verdict unknown']")[0]
    assert words(unknown).startswith("Cannot be told (procurement barred): contracts with the entity")


def test_money_through_a_fund_is_the_part_that_leads_there(tree: HtmlElement) -> None:
    row = next(r for r in tree.xpath("//table[contains(@class, 'sortable')]/tbody/tr") if "Index Fund" in words(r))
    assert words(row.xpath("./td[last()]")[0]) == "$50,000"
    assert row.xpath("./td[last()]/@data-sort") == ["50000"]


def test_charts_have_their_numbers_in_text_too(tree: HtmlElement) -> None:
    chart = tree.xpath("//svg[@role='img']")[0]
    assert "Dahua Technology: $10,000." in words(chart.xpath("./desc")[0])
    assert all(svg.get("aria-hidden") == "true" for svg in tree.xpath("//svg[@class='bar']"))
    assert "97%" in words(tree.xpath("//section[contains(@aria-labelledby, 'coverage')]")[0])


def test_issues_stand_with_row_and_column_and_the_full_count(tree: HtmlElement) -> None:
    said = words(tree.xpath("//section[contains(@aria-labelledby, 'issues')]")[0])
    assert "error: bad-date plan.csv 7 Date '31/02/2026' is not a date (write YYYY-MM-DD)" in said
    assert "1 more of these" in said


def test_the_page_can_be_replayed_and_says_what_it_is_not(tree: HtmlElement, report: PortfolioReport) -> None:
    said = words(tree)
    assert report.snapshot in said
    assert report.settings_digest in said
    assert report.holdings.sha256 in said
    assert "This is not legal advice." in said
    assert "A listing is not a verdict of guilt" in said


def test_several_days_begin_with_what_changed(three_days: list[PortfolioReport]) -> None:
    tree = parsed(list(reversed(three_days)))
    table = tree.xpath("//section[@aria-labelledby='changes']//table")[0]
    assert [words(th) for th in table.xpath("./thead/tr/th")[1:]] == [
        "8 October 2019",
        "10 October 2019",
        "9 July 2026",
    ]
    row = next(r for r in table.xpath("./tbody/tr") if "HIKVISION" in words(r))
    cells = [words(td) for td in row.xpath("./td")]
    assert cells[0] == "clear Entity List from 2019-10-09, NS-CMIC List from 2021-06-03"
    assert cells[1] == "exposed now Entity List"
    assert cells[2] == "exposed now Entity List, NS-CMIC List"
    assert row.xpath("./td[2]/@class") == ["changed"]
    assert len(tree.xpath("//section[@class='report']")) == 3


def test_a_listing_not_in_force_is_shown_and_not_counted(report_on: Callable[[date], PortfolioReport]) -> None:
    tree = parsed(report_on(date(2019, 10, 8)))
    assert "none of the 8 lines that could be screened" in words(tree.xpath("//p[@class='headline']")[0])
    assert "begins 2019-10-09, after the day asked" in words(
        tree.xpath("//section[contains(@aria-labelledby, 'waiting')]")[0]
    )


def test_a_portfolio_without_anything_still_makes_a_page(report: PortfolioReport) -> None:
    empty = replace(report, positions=(), layers=(), unseen=(), total_usd=None, exposed_usd=None, totals_by_list=())
    assert "not known" in words(parsed(empty))


def test_what_a_bound_cuts_is_said_with_its_count(report: PortfolioReport) -> None:
    clear = [PositionAnswer(Position(n, f"CLEAR {n}", "equity"), "clear") for n in range(page.CLEAR_SHOWN + 7)]
    exposed = [
        replace(report.positions[0], position=Position(n, f"EXPOSED {n}")) for n in range(page.DETAILS_SHOWN + 3)
    ]
    crowded = replace(report.positions[0], findings=report.positions[0].findings * 20)
    text = text_of(replace(report, positions=(crowded, *exposed, *clear)))
    tree = html.document_fromstring(text)
    said = words(tree)
    assert "7 more clear lines not shown here." in said
    assert "4 more positions with findings not set out here." in said
    assert f"{40 - page.FINDINGS_SHOWN} more listings behind this line not shown here;" in said
    assert not tree.xpath("//details[@class='finding']/@open"), "a long page opens its details on demand"
    assert len(text) < 15_000_000


def test_a_name_of_ten_thousand_characters_does_not_break_the_page(report: PortfolioReport) -> None:
    long = replace(report.positions[0], position=Position(1, "长" * 10_000, cells=(("Name", "长" * 10_000),)))
    text = text_of(replace(report, positions=(long,)))
    assert text.count("长" * 10_000) == 1, "whole once, in the line as the file prints it"


def test_a_path_that_jumps_names_its_source(report: PortfolioReport) -> None:
    finding = report.positions[0].findings[0]
    steps = (Step("holds", "A", "B"), Step("owned_by", "C", "D", Fraction(1, 2), evidence="register"))
    odd = replace(finding, exposure=replace(finding.exposure, path=steps))
    tree = parsed(replace(report, positions=(replace(report.positions[0], findings=(odd,)),)))
    assert [words(li) for li in tree.xpath("//ol[@class='path']/li")][2] == "C is owned by D · owned 50% register"


def test_a_screen_page_shows_candidates_reasons_and_errors(screen: ScreenReport) -> None:
    tree = parsed(screen)
    said = words(tree)
    assert "On 9 July 2026, 1 of 3 rows may be a party on the 2 lists asked. 1 row could not be asked." in said
    assert "Score 0.981 of 1" in said
    assert "the name is empty" in said
    assert tree.xpath("//a[@href='#a1']")
    assert words(tree.xpath("//section[@aria-labelledby='clear']//summary")[0]) == "1 clear row"


def test_small_reports_have_a_plain_page(screen: ScreenReport) -> None:
    assert "us_bis_entity_list" in words(parsed(ListsReport(screen.lists)))
    assert "<b>" not in text_of(CompareReport((ComparedPair("<b>", "y", "any", 0.25),)))


def test_reports_that_do_not_belong_together_are_refused(report: PortfolioReport, screen: ScreenReport) -> None:
    with pytest.raises(InputError, match="together"):
        render([screen, screen], "html")
    with pytest.raises(InputError, match="different kinds"):
        render([report, screen], "json")
    with pytest.raises(InputError, match="is not a format"):
        render(report, "pdf")
    with pytest.raises(InputError, match="no report"):
        render([], "html")


def test_equal_reports_give_equal_pages(three_days: list[PortfolioReport]) -> None:
    assert text_of(three_days) == text_of(three_days)


def test_only_federal_register_pages_become_links() -> None:
    address = "https://www.federalregister.gov/citation/84-FR-54004"
    linked = f'<a href="{address}" rel="noopener noreferrer">84 FR 54004</a>'
    assert cited("84 FR 54004, <b>") == f"{linked}, &lt;b&gt;"
    assert cited("15 CFR 744.11") == "15 CFR 744.11"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "", "//evil.invalid", "https://a b", "ftp://x"]
)
def test_only_plain_web_addresses_become_links(url: str) -> None:
    assert not official(url)


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(c * 2 for c in digits)
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1, 2], ids=["light", "dark", "print"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *((ink, ground) for ink in ("ink", "soft", "link") for ground in ("paper", "card", "shade")),
        *((status, f"{status}-bg") for status in ("exposed", "linked", "clear", "unseen")),
        *(("ink", f"{status}-bg") for status in ("exposed", "unseen")),
        ("tile-ink", "tile"),
    ],
)
def test_text_meets_the_contrast_of_wcag_aa(theme: int, ink: str, ground: str) -> None:
    css = (resources.files("lookthrough") / "report" / "templates" / "report.css").read_text("utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", re.findall(r":root \{(.*?)\}", css, re.S)[theme]))
    light, dark = sorted((_luminance(colours[ink]), _luminance(colours[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
