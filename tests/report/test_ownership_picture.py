"""The layered picture of owners: what is drawn, what is cut and counted, and that no name can break it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest

from lookthrough.model.dates import from_iso
from lookthrough.model.link import LinkKind
from lookthrough.model.listing import Listing
from lookthrough.model.query import Query
from lookthrough.model.share import UNKNOWN_SHARE, Share
from lookthrough.report.owners import ListedParty, OwnerEdge, OwnersAnswer, PartyShown, Statement
from lookthrough.report.ownership_picture import Box, Picture, picture_of, short_share
from lookthrough.report.ownership_svg import _in_lines, draw

GOLDEN = Path(__file__).parent / "golden"
ROOT, HIK = "Beta Trading GmbH", "Hangzhou Hikvision Digital Technology Co., Ltd."
HALF = Share(Fraction(1, 2), Fraction(1, 2))


def edge(owner: str, owned: str, share: Share = HALF, kind: LinkKind = "equity", **more: str) -> OwnerEdge:
    said = Statement("register", share, more.get("since", ""), more.get("until", ""), evidence="register: a.csv, row 1")
    return OwnerEdge(owner, owned, owner, owned, kind, share, chosen=(said,))


def answer(*above: OwnerEdge, below: tuple[OwnerEdge, ...] = (), listed: tuple[str, ...] = ()) -> OwnersAnswer:
    entries = tuple(
        ListedParty(p, p, p, (Listing(p, p, "us_bis_entity_list", p, since=from_iso("2019-10-09")),)) for p in listed
    )
    return OwnersAnswer(
        1, Query((ROOT,)), "reached", "", PartyShown(ROOT, ROOT), above=above, below=below, listed=entries
    )


def drawn(of: OwnersAnswer, most: int = 200) -> str:
    picture = picture_of(of, "2026-07-09", most)
    assert picture is not None
    return str(draw(picture))


def boxes(picture: Picture, side: int = 0) -> dict[str, Box]:
    found, waiting = {}, [picture.panels[side].root]
    while waiting:
        box = waiting.pop()
        found[box.name] = box
        waiting += box.boxes
    return found


SMALL = answer(
    edge("Alpha Holding Ltd", ROOT, since="2021-05"),
    edge(HIK, "Alpha Holding Ltd", Share(Fraction(11, 20), Fraction(11, 20)), since="2020-01-01"),
    edge("State Fund", "Alpha Holding Ltd", Share(Fraction(1, 4), Fraction(1, 2), "", True)),
    edge("", ROOT, UNKNOWN_SHARE),
    edge(ROOT, "Alpha Holding Ltd", Share(Fraction(1, 20), Fraction(1, 20))),
    below=(edge(ROOT, "Gamma Optics Ltd", Share(Fraction(1), Fraction(1))),),
    listed=(HIK,),
)


def test_the_picture_is_the_golden_one() -> None:
    # After a wanted change: write drawn(SMALL) over the file, look at it in a browser, and read the difference.
    assert drawn(SMALL) == (GOLDEN / "owners.svg.html").read_text("utf-8")


def test_layers_are_distances_and_a_party_stands_once() -> None:
    picture = picture_of(SMALL, "2026-07-09")
    assert picture is not None
    found = boxes(picture)
    assert [found[name].layer for name in (ROOT, "Alpha Holding Ltd", HIK)] == [0, 1, 2]
    assert found[ROOT].also[0].near == "Alpha Holding Ltd", "its stake in its owner is told, not drawn twice"
    assert found["Owner not identified"].identified is False


def test_what_is_unknown_is_dashed_and_listed_parties_are_marked_without_colour() -> None:
    text = drawn(SMALL)
    assert text.count("stroke-dasharray") == 3, "the band, the unknown share, and the unknown owner"
    assert "◆ Hangzhou Hikvision" in text
    assert 'class="inner"' in text, "a doubled frame"
    assert "Entity List since 2019-10-09" in text


def test_it_has_a_title_and_a_description_for_those_who_do_not_see_it() -> None:
    text = drawn(SMALL)
    assert 'role="img" aria-labelledby="owners-1-t owners-1-d"' in text
    assert "4 parties above Beta Trading GmbH in 2 layers" in text
    assert f"Listed parties drawn: {HIK}" in text


def test_what_is_cut_is_counted_where_it_was_cut_and_ways_to_listed_parties_stay() -> None:
    far = [edge(f"Owner {n}", ROOT, Share(Fraction(1, 1000), Fraction(1, 1000))) for n in range(300)]
    chain = [
        edge("Small Holder Ltd", ROOT, Share(Fraction(1, 10**6), Fraction(1, 10**6))),
        edge(HIK, "Small Holder Ltd"),
    ]
    picture = picture_of(answer(*far, *chain, listed=(HIK,)), "2026-07-09", 50)
    assert picture is not None
    found = boxes(picture)
    assert {HIK, "Small Holder Ltd"} <= set(found)
    assert (picture.panels[0].drawn, picture.panels[0].cut, found[ROOT].cut) == (50, 252, 252)
    assert "+ 252 more owners, not drawn" in str(draw(picture))
    assert "252 parties further above not drawn" in str(draw(picture))


@pytest.mark.parametrize("count", [1, 5, 40, 200])
def test_every_drawing_is_well_formed_and_its_slices_cover_it(count: int) -> None:
    edges = [edge(f"Owner {n}", ROOT if n % 7 == 0 else f"Owner {n - n % 7}") for n in range(count)]
    figure = ElementTree.fromstring(drawn(answer(*edges)))
    views = [list(map(float, svg.attrib["viewBox"].split())) for svg in figure.iter("svg")]
    ends = [view[1] + view[3] for view in views]
    assert [view[1] for view in views] == [0, *ends[:-1]]
    assert len(views) == 1 or max(view[3] for view in views) < 1_600, "each fits a printed page"


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "\u202egpj.exe",
        "x" * 500,
        "شركة المثال القابضة",
        '" onload="alert(1)',
        "\x00\ud800",
        "&",
    ],
)
def test_no_name_breaks_it(name: str) -> None:
    text = drawn(answer(edge(name, ROOT), edge(HIK, name), listed=(HIK,)))
    ElementTree.fromstring(text)
    assert "<script" not in text
    assert "\u202e" not in text
    assert ' onload="' not in text


def test_a_deep_chain_is_drawn_as_indents() -> None:
    edges = [edge(f"Layer {n + 1}", ROOT if n == 0 else f"Layer {n}") for n in range(34)]
    picture = picture_of(answer(*edges, listed=("Layer 34",)), "2026-07-09")
    assert picture is not None
    assert picture.panels[0].depth == 34
    assert "◆ Layer 34" in str(draw(picture))


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (HALF, "50%"),
        (Share(Fraction(1, 2), Fraction(1), "", True), ">50%"),
        (Share(Fraction(1, 4), Fraction(1, 2), "", True), ">25–50%"),
        (Share(Fraction(0), Fraction(1, 10)), "≤10%"),
        (UNKNOWN_SHARE, "?"),
        (Share(Fraction(1, 3), Fraction(1, 3)), "33 1/3%"),
    ],
)
def test_shares_are_said_short_and_exact(share: Share, said: str) -> None:
    assert short_share(share) == said


def test_where_nothing_is_tied_there_is_no_picture() -> None:
    assert picture_of(answer(), "2026-07-09") is None


def test_a_name_in_capitals_has_fewer_letters_on_a_line():
    capitals, small = (_in_lines(name * 60, 200, 6.5)[0] for name in "Nn")
    assert len(capitals) < len(small)
