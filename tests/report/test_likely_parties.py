"""Names that no list prints so: linked where nobody else can be meant, else shown to a person."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from lookthrough.model.claim import Decision
from lookthrough.report.known_parties import known_parties
from lookthrough.report.likely_parties import LikelyParties
from lookthrough.settings import read_settings
from lookthrough.workspace import Workspace

LISTED = """\
source,entity_number,type,programs,name,alt_names,addresses,federal_register_notice,start_date
Entity List (EL) - Bureau of Industry and Security,,Entity,,Borvat Kessel Semel Robotics Co.; Ltd.,,China,,2019-10-09
Entity List (EL) - Bureau of Industry and Security,,Entity,,Radiant Group,,China,,2019-10-09
Entity List (EL) - Bureau of Industry and Security,,Entity,,Ministry of Interior,,China,,2019-10-09
Entity List (EL) - Bureau of Industry and Security,,Entity,,Tarvik Osmen LLC,,China,,2019-10-09
Entity List (EL) - Bureau of Industry and Security,,Entity,,Tarvik Osman LLC,,China,,2019-10-09
"""


@pytest.fixture(scope="module")
def likely(tmp_path_factory: pytest.TempPathFactory) -> LikelyParties:
    home = tmp_path_factory.mktemp("home")
    table = home / "csl.csv"
    table.write_text(LISTED)
    workspace = Workspace(read_settings(home / "home"), clock=lambda: datetime(2026, 7, 10, tzinfo=UTC))
    workspace.load("us_trade_csl", table, edition="2026-07-09")
    return LikelyParties(lambda: workspace.engine, known_parties(workspace.snapshot.index_rows()))


@pytest.mark.parametrize(
    ("name", "decision", "because"),
    [
        ("Borvatt Kessel Semel Robotics", "linked", "one letter too many in a name of three rare words"),
        ("Kessel Borvat Semel Robotics Company Limited", "linked", "another order and another legal form"),
        ("Borvat Kessel Semel Robotics Finance", "ambiguous", "another line of business is another company"),
        ("Borvat Kessel Semel Robotics Zenith", "ambiguous", "a word more may be another company"),
        ("Radian Group", "ambiguous", "one word of its own is borne by strangers"),
        ("Interior Ministry", "ambiguous", "every state has one"),
        ("Quote", "unknown", "it has no word of its own"),
        ("Tarvik Osmin", "ambiguous", "two listed parties may be meant"),
        ("Harbour Gazette", "unknown", "nobody listed is called so"),
    ],
)
def test_a_name_is_linked_only_where_nobody_else_can_be_meant(
    likely: LikelyParties, name: str, decision: Decision, because: str
) -> None:
    found, candidates = likely(name, "organization")
    assert found == decision, because
    assert bool(candidates) == (found != "unknown")
    assert all("score" in candidate.why for candidate in candidates)


def test_persons_are_never_asked_for(likely: LikelyParties) -> None:
    assert likely("Borvat Kessel Semel Robotics", "person") == ("unknown", ())


def test_the_index_is_opened_with_the_first_name_only() -> None:
    def engine() -> None:
        raise AssertionError("nothing was asked")

    LikelyParties(engine, known_parties(()))  # type: ignore[arg-type]


def test_reading_gives_candidates_of_our_own_matching(tmp_path: Path) -> None:
    table, note = tmp_path / "csl.csv", tmp_path / "note.txt"
    table.write_text(LISTED)
    note.write_text("Norwick Optics sells lenses to Borvatt Kessel Semel Robotics, a maker of cameras.")
    workspace = Workspace(read_settings(tmp_path / "home"), clock=lambda: datetime(2026, 7, 10, tzinfo=UTC))
    workspace.load("us_trade_csl", table, edition="2026-07-09")
    claims = [row.claim for row in workspace.read(note).claims]
    entities = {each.object_entity for each in claims if each.object}
    (listed,) = (row.entity_id for row in workspace.snapshot.index_rows() if "Borvat" in row.names[0].text)
    assert listed in entities
