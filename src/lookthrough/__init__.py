"""Through whom, by how much, since when and on what evidence does a name or a portfolio lead to a listed party?

    import lookthrough as lt

    lt.compare("CRRC CORP LTD H", "CRRC Corporation Limited", kind="company", security=True).score
    ws = lt.open("~/screening")
    ws.load("us_trade_csl", "consolidated.csv")
    report = ws.portfolio("holdings.csv", funds="funds/", as_of="2026-07-09")

This module holds the public names and nothing else; each is loaded from its room when it is first used, so that
importing the package reads no file and takes a few milliseconds.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lookthrough.errors import (
        ExpectationError,
        FetchError,
        InputError,
        Issue,
        LookthroughError,
        NotFoundError,
        ParseError,
        SourceError,
        StateError,
    )
    from lookthrough.exposure.ownership.own_links import attribute
    from lookthrough.match.compare import compare
    from lookthrough.match.own_names import index_names
    from lookthrough.match.score import DEFAULT_THRESHOLD
    from lookthrough.model.entity import Entity
    from lookthrough.model.listing import Listing
    from lookthrough.model.match import Match, Reason
    from lookthrough.model.query import Query
    from lookthrough.report.finding import Finding, PortfolioReport
    from lookthrough.rules.verdict import Verdict
    from lookthrough.workspace import Workspace, open  # noqa: A004 - the door's own word

from lookthrough.version import VERSION as _VERSION

__version__ = _VERSION

_ROOMS = {
    "attribute": "exposure.ownership.own_links",
    "compare": "match.compare",
    "DEFAULT_THRESHOLD": "match.score",
    "Entity": "model.entity",
    "ExpectationError": "errors",
    "FetchError": "errors",
    "Finding": "report.finding",
    "index_names": "match.own_names",
    "InputError": "errors",
    "Issue": "errors",
    "Listing": "model.listing",
    "LookthroughError": "errors",
    "Match": "model.match",
    "NotFoundError": "errors",
    "open": "workspace",
    "ParseError": "errors",
    "PortfolioReport": "report.finding",
    "Query": "model.query",
    "Reason": "model.match",
    "SourceError": "errors",
    "StateError": "errors",
    "Verdict": "rules.verdict",
    "Workspace": "workspace",
}

__all__ = [
    "DEFAULT_THRESHOLD",
    "Entity",
    "ExpectationError",
    "FetchError",
    "Finding",
    "InputError",
    "Issue",
    "Listing",
    "LookthroughError",
    "Match",
    "NotFoundError",
    "ParseError",
    "PortfolioReport",
    "Query",
    "Reason",
    "SourceError",
    "StateError",
    "Verdict",
    "Workspace",
    "attribute",
    "compare",
    "index_names",
    "open",
]


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
