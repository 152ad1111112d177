"""HTML: one self-contained page, for a screen, a printer and a keyboard.

Guarantees: nothing is loaded from anywhere (the page's own policy forbids it); everything from outside is escaped and
its control and direction marks are made visible; the page is complete without its script, which only sorts and
filters; equal reports give equal bytes. Bounds on size stand in `page`, and whatever they cut is said on the page.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Sequence
from typing import Any

import jinja2
from markupsafe import Markup, escape

from lookthrough.errors import InputError
from lookthrough.report import wording
from lookthrough.report.finding import EntityReport, PortfolioReport, Report, ScreenAnswer, ScreenReport
from lookthrough.report.grounding import PART_WORDS, Grounding
from lookthrough.report.owner_edges import KIND_WORDS
from lookthrough.report.owners import OwnersReport
from lookthrough.report.owners_page import owners_values
from lookthrough.report.page import (
    CLEAR_SHOWN,
    DETAILS_SHOWN,
    OPEN_UP_TO,
    ROWS_SHOWN,
    PortfolioPage,
    age,
    changes_between,
)
from lookthrough.report.sheet import issue_rows
from lookthrough.report.sheets import all_sheets
from lookthrough.report.supply_answer import SupplyReport

_NOTICE = re.compile(r"\b(\d{2,3}) FR (\d{2,6})\b")


def cited(text: str) -> Markup:
    """A citation with its Federal Register pages linked to the official site, everything escaped."""
    safe = str(escape(wording.printable(text)))
    link = r'<a href="https://www.federalregister.gov/citation/\1-FR-\2" rel="noopener noreferrer">\1 FR \2</a>'
    return Markup(_NOTICE.sub(link, safe))  # noqa: S704  (escaped above; the pattern admits digits only)


def official(url: str) -> bool:
    """May this address stand in a link? Only plain web addresses may: never `javascript:` or `data:`."""
    return url.startswith(("https://", "http://")) and url.isprintable() and " " not in url


def _finalise(value: Any) -> Any:
    """Every printed value passes here: text that is not ours is made printable, figures pass."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return wording.printable(value).encode("utf-8", "replace").decode()
    return value


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("lookthrough", "report/templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_finalise,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for shared in (wording.since, wording.effects, wording.group, wording.money, wording.money_round):
        environment.filters[shared.__name__] = shared
    for shared_too in (
        wording.percent,
        wording.number,
        wording.plural,
        wording.plural_of,
        wording.fold,
        wording.title_of,
    ):
        environment.filters[shared_too.__name__] = shared_too
    environment.filters.update(
        stake_words=wording.stake_words,
        verdict_title=wording.verdict_title,
        why=wording.why_not_in_force,
        cited=cited,
        official=official,
        age=age,
        line_words=wording.line_words,
        interest=wording.interest,
        goods_words=wording.goods_words,
        tie=wording.tie_words,
    )
    environment.globals.update(
        status_words=wording.STATUS_WORDS,
        status_meanings=wording.STATUS_MEANINGS,
        effect_words=wording.EFFECT_WORDS,
        relation_words=wording.RELATION_WORDS,
        step_words=wording.STEP_WORDS,
        disclaimers=wording.DISCLAIMERS,
        owner_status_words=wording.OWNER_STATUS_WORDS,
        reached_words=wording.REACHED,
        kind_words=KIND_WORDS,
        part_words=PART_WORDS,
    )
    return environment


@functools.cache
def _inline(name: str) -> tuple[Markup, str]:
    """A style or script of ours as it stands in the page, and its hash for the page's policy."""
    loader = _environment().loader
    assert loader is not None  # noqa: S101  (set two functions above)
    text = loader.get_source(_environment(), name)[0].strip()
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Markup(text), f"'sha256-{digest}'"  # noqa: S704  (our own file)


def page(template: str, **values: Any) -> str:
    """A whole page of ours: the template with our style, script and the policy that lets nothing else in.

    Args:
        template: name of a file in `report/templates` that extends `page.html.j2`.
        values: what it shows; `title`, `version` and `generated` among them.
    """
    css, css_hash = _inline("report.css")
    script, script_hash = _inline("table.js")
    policy = f"default-src 'none'; style-src {css_hash}; script-src {script_hash}; base-uri 'none'; form-action 'none'"
    return _environment().get_template(template).render(css=css, script=script, policy=policy, **values)


def _portfolios(reports: Sequence[PortfolioReport]) -> str:
    dated = sorted(reports, key=lambda report: report.as_of)
    views = [PortfolioPage(report, f"d{report.as_of:%Y%m%d}-{n}") for n, report in enumerate(dated, start=1)]
    first = dated[0]
    return page(
        "portfolio.html.j2",
        title=first.holdings.name or first.holdings.file or "Portfolio",
        version=first.version,
        generated=first.generated.isoformat(timespec="minutes"),
        views=views,
        days=[view.day for view in views],
        changes=changes_between(dated),
    )


def _anchored(answers: Sequence[ScreenAnswer]) -> list[dict[str, Any]]:
    """Each answer with the anchor of its details, "" where it has none on the page."""
    out: list[dict[str, Any]] = []
    detailed = 0
    for answer in answers:
        shown = bool(answer.matches) and detailed < DETAILS_SHOWN
        detailed += shown
        out.append({"answer": answer, "anchor": f"a{detailed}" if shown else ""})
    return out


def _screen(report: ScreenReport) -> str:
    asked = [answer for answer in report.answers if answer.status != "clear"]
    clear = [answer for answer in report.answers if answer.status == "clear"]
    rows = _anchored(asked[:ROWS_SHOWN])
    details = [row for row in rows if row["anchor"]]
    grounding = Grounding(report.as_of, report.grounds)
    found = [[entry for match in answer.matches for entry in match.listings] for answer in report.answers]
    listed = [listings for listings in found if listings]
    return page(
        "screen.html.j2",
        title=report.title or "Screening",
        version=report.version,
        generated=report.generated.isoformat(timespec="minutes"),
        report=report,
        day=wording.day_words(report.as_of),
        headline=wording.screen_headline(report),
        grounding=grounding,
        counts=grounding.counts(listed),
        parts=grounding.parts(listed),
        rows=rows,
        rows_cut=len(asked) - len(rows),
        details=details,
        details_cut=sum(1 for answer in asked if answer.matches) - len(details),
        open=sum(len(row["answer"].matches) for row in details) <= OPEN_UP_TO,
        tied=[answer for answer in clear if answer.claims or answer.note][:DETAILS_SHOWN],
        clear=clear[:CLEAR_SHOWN],
        clear_count=len(clear),
        clear_cut=max(0, len(clear) - CLEAR_SHOWN),
        issues=list(issue_rows(report.issues)),
    )


def _supply(report: SupplyReport) -> str:
    told = [answer for answer in report.answers if answer.status != "clear"]
    found = [answer for answer in told if answer.findings or answer.goods.parts or answer.goods.from_region == "yes"]
    details = [(answer, f"s{number}") for number, answer in enumerate(found[:DETAILS_SHOWN], start=1)]
    anchors = {answer.supplied.row: anchor for answer, anchor in details}
    rows = [(answer, anchors.get(answer.supplied.row, "")) for answer in told[:ROWS_SHOWN]]
    return page(
        "supply.html.j2",
        title=report.title,
        version=report.version,
        generated=report.generated.isoformat(timespec="minutes"),
        report=report,
        day=wording.day_words(report.as_of),
        headline=wording.supply_headline(report),
        rows=rows,
        rows_cut=len(told) - len(rows),
        details=details,
        details_cut=len(found) - len(details),
        open=len(details) <= OPEN_UP_TO,
        clear=sum(answer.status == "clear" for answer in report.answers),
        issues=list(issue_rows(report.issues)),
    )


def render_html(reports: Sequence[Report]) -> str:
    """A page for one report, or for several days of the same portfolio side by side.

    Args:
        reports: one report of any kind, or several portfolio reports; they are shown earliest day first, after a table
            of what changed between the days.

    Raises:
        InputError: if there is no report, or several that are not all of portfolios.
    """
    portfolios = [report for report in reports if isinstance(report, PortfolioReport)]
    if portfolios and len(portfolios) == len(reports):
        return _portfolios(portfolios)
    if len(reports) != 1:
        raise InputError(
            f"a page cannot show {len(reports)} such reports together", hint="give one, or several of one portfolio"
        )
    report = reports[0]
    if isinstance(report, ScreenReport):
        return _screen(report)
    if isinstance(report, OwnersReport):
        return page("owners.html.j2", **owners_values(report))
    if isinstance(report, SupplyReport):
        return _supply(report)
    if isinstance(report, EntityReport):
        from lookthrough.report.entity_page import render_entity  # noqa: PLC0415 - it lays its page out with `page`

        return render_entity(report)
    sheets = all_sheets(reports)
    return page("sheets.html.j2", title=sheets[0].title, version=report.version, generated="", sheets=sheets)
