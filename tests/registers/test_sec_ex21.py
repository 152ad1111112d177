"""Exhibit 21: subsidiaries with jurisdictions, tiers where names are indented, percentages where there is a column."""

from __future__ import annotations

from pathlib import Path

import pytest

from lookthrough.errors import InputError, Issues
from lookthrough.registers import sec_ex21


def page(table, title="Subsidiaries of Alpha Corp"):
    return f"<html><body><p>Exhibit 21.1</p><p>{title}</p><table>{table}</table></body></html>"


def row(*cells):
    return "<tr>" + "".join(cell if cell.startswith("<td") else f"<td>{cell}</td>" for cell in cells) + "</tr>"


HEAD = row("Name", "Jurisdiction of Incorporation")


def test_a_listed_subsidiary_is_consolidated(read, save):
    found = read(
        sec_ex21, save("ex21.htm", page(HEAD + row("Beta (S.A.E.) (4) *", "Egypt") + row("Gamma LLC", "Delaware")))
    )
    assert found.stakes() == [
        ("Alpha Corp", "Beta (S.A.E.)", "consolidation", "an unknown share"),
        ("Alpha Corp", "Gamma LLC", "consolidation", "an unknown share"),
    ]
    assert [party.countries for party in found.parties] == [(), ("eg",), ("us",)]


def test_indented_names_are_tiers(read, save):
    table = HEAD + "".join(
        row(f'<td style="padding:2px 1pt 2px {indent}pt">{name}</td>', "Ireland")
        for indent, name in [(1, "First"), (12, "Second"), (24, "Third"), (12, "Other second"), (1, "Last")]
    )
    found = read(sec_ex21, save("ex21.htm", page(table)))
    assert [(x.source, x.target, x.directness) for x in found.links] == [
        ("Alpha Corp", "First", "unknown"), ("First", "Second", "direct"), ("Second", "Third", "direct"),
        ("First", "Other second", "direct"), ("Alpha Corp", "Last", "unknown"),
    ]  # fmt: skip


def test_tiers_in_columns_of_their_own(read, save):
    head = "<tr><td>Name</td><td></td><td></td><td>Jurisdiction</td></tr>"
    rows = (row("First", "", "", "Ireland"), row("", "Second", "", "Ireland"), row("", "", "Third", "United States"))
    found = read(sec_ex21, save("ex21.htm", page(head + "".join(rows))))
    assert [(x.source, x.target) for x in found.links] == [
        ("Alpha Corp", "First"), ("First", "Second"), ("Second", "Third"),
    ]  # fmt: skip


def test_a_table_without_a_header_is_read_by_its_places(read, save):
    table = row("Acme State Bank Holdings LLC", "State of Delaware") + row("2) Beta Ltd", "England and Wales", "75%")
    found = read(sec_ex21, save("ex21.htm", page(table)))
    assert [(x.target, x.kind, str(x.share)) for x in found.links] == [
        ("Acme State Bank Holdings LLC", "consolidation", "an unknown share"), ("Beta Ltd", "equity", "75%"),
    ]  # fmt: skip


def test_a_percentage_of_the_registrant_is_its_own_also_below_another_name(read, save):
    head = row("Name", "Percentage owned directly or indirectly by registrant", "Country")
    second = row('<td style="padding-left:20pt">Second</td>', "80", "Ireland")
    found = read(sec_ex21, save("ex21.htm", page(head + row("First", "100", "Ireland") + second)))
    assert [(x.source, x.target, str(x.share)) for x in found.links] == [
        ("Alpha Corp", "First", "100%"), ("Alpha Corp", "Second", "80%"),
    ]  # fmt: skip


def test_a_percent_sign_in_a_cell_of_its_own(read, save):
    head = "<tr><td>Name</td><td colspan=3>Percent owned</td><td>State</td></tr>"
    body = "<tr><td>Beta</td><td></td><td>50.1</td><td>%</td><td>Nevada</td></tr>"
    assert read(sec_ex21, save("ex21.htm", page(head + body))).stakes() == [("Alpha Corp", "Beta", "equity", "50.1%")]


def test_a_percentage_of_ownership_is_a_share(read, save):
    table = (
        row("Name", "Percentage Owned", "State or Country")
        + row("Beta Ltd", "87.5", "Japan")
        + row("Gamma", "50%", "Georgia")
    )
    found = read(sec_ex21, save("ex21.htm", page(table)))
    assert found.stakes() == [("Alpha Corp", "Beta Ltd", "equity", "87.5%"), ("Alpha Corp", "Gamma", "equity", "50%")]
    assert found.parties[-1].countries == (), "Georgia is a country and a state"


def test_a_percentage_of_votes_is_no_share_of_the_capital(read, save):
    table = row("Name", "Percentage of Voting Securities Owned", "State or Country") + row("Beta Ltd", "60", "Japan")
    found = read(sec_ex21, save("ex21.htm", page(table)))
    assert found.stakes() == [
        ("Alpha Corp", "Beta Ltd", "votes", "60%"), ("Alpha Corp", "Beta Ltd", "equity", "an unknown share"),
    ]  # fmt: skip


def test_a_registrant_who_is_not_named_is_told(read, save):
    found = read(
        sec_ex21,
        save("alpha.htm", page(HEAD + row("Beta", "Japan"), "Subsidiaries of the Registrant (1) at December 31, 2025")),
    )
    assert found.links[0].source == "the registrant of alpha.htm"
    assert found.issues.counts["registrant-not-named"] == 1
    assert str(found.links[0].stated) == "2025-12-31"


def test_a_page_without_a_table_is_refused(save):
    with pytest.raises(InputError, match="no table"):
        list(
            sec_ex21.read(
                save("ex21.htm", "<html><p>Exhibit 21</p><p>Subsidiaries of Alpha Corp: none</p></html>"), "r", Issues()
            )
        )


@pytest.mark.parametrize(
    ("name", "filer", "links", "last"),
    [
        ("ex21_aapl.html", "Apple Inc.", 19, ("Apple Inc.", "iTunes K.K.")),
        (
            "ex21_jpm.html",
            "JPMorgan Chase & Co.",
            18,
            ("J.P. Morgan Broker-Dealer Holdings Inc.", "J.P. Morgan Securities LLC"),
        ),
        (
            "ex21_xom.html",
            "the registrant of ex21_xom.html",
            232,
            ("the registrant of ex21_xom.html", "XTO Permian Operating LLC"),
        ),
    ],
)
def test_the_filed_exhibits(read, shared_data: Path, name, filer, links, last):
    found = read(sec_ex21, shared_data / "ownership" / "sec_ex21" / name)
    assert (found.parties[0].id, len(found.links)) == (filer, links)
    assert (found.links[-1].source, found.links[-1].target) == last
    assert found.issues.counts["subsidiaries-omitted"] == 1
