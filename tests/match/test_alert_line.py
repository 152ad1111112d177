"""From which score on a match is shown."""

from __future__ import annotations

import pytest

from lookthrough.errors import InputError
from lookthrough.match.alert_line import PRESETS, AlertLine, alert_line
from lookthrough.match.score import DEFAULT_THRESHOLD


def test_nothing_said_is_the_documented_line() -> None:
    assert alert_line(None) == AlertLine(DEFAULT_THRESHOLD)


@pytest.mark.parametrize("given", [0.9, "0.9", "default=0.9", {"default": 0.9}, {"default": "0.9"}])
def test_one_line_may_be_said_in_several_ways(given: object) -> None:
    assert alert_line(given) == AlertLine(0.9)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_known_by_its_name(name: str) -> None:
    assert alert_line(name) == alert_line({"default": name}) == AlertLine(PRESETS[name])


def test_the_presets_stand_in_the_order_of_their_names() -> None:
    assert PRESETS["wide"] < PRESETS["default"] < PRESETS["strict"]


def test_a_list_may_have_its_own_line() -> None:
    line = alert_line("wide, us_ofac_sdn=0.9, un_sc=0.95")
    assert line.general == PRESETS["wide"]
    assert line.of("us_ofac_sdn") == 0.9
    assert line.of("us_bis_entity_list") == PRESETS["wide"]
    assert str(line) == f"{PRESETS['wide']:g},un_sc=0.95,us_ofac_sdn=0.9"
    assert alert_line(str(line)) == line


def test_lines_of_lists_alone_keep_the_general_line_of_the_settings() -> None:
    assert alert_line("un_sc=0.9", AlertLine(0.75)) == AlertLine(0.75, (("un_sc", 0.9),))


def test_a_party_on_two_lists_is_shown_by_the_lower_line() -> None:
    line = alert_line("0.95,un_sc=0.8")
    assert line.keeps(0.85, ["us_ofac_sdn", "un_sc"])
    assert not line.keeps(0.85, ["us_ofac_sdn"])
    assert line.lowest(["us_ofac_sdn", "un_sc"]) == 0.8


def test_lists_of_one_line_are_searched_together() -> None:
    asked = ["un_sc", "us_bis_entity_list", "us_ofac_sdn"]
    assert alert_line(0.8).groups(asked) == [(0.8, frozenset(asked))]
    groups = alert_line("0.8,us_ofac_sdn=0.7,us_bis_uvl=0.5").groups(asked)
    assert groups == [(0.7, frozenset({"us_ofac_sdn"})), (0.8, frozenset({"un_sc", "us_bis_entity_list"}))]


@pytest.mark.parametrize(
    "given",
    ["", "high", "1.5", -0.1, float("nan"), "un_sc=", "un_sc=0.8,un_sc=0.9", "0.8,0.9", "us_ofac=0.9", {"sdn": 0.9}],
)
def test_what_is_no_line_is_refused_with_a_hint(given: object) -> None:
    with pytest.raises(InputError) as refusal:
        alert_line(given)  # type: ignore[arg-type]
    assert refusal.value.hint
