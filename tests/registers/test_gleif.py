"""GLEIF's three files, in XML and in CSV, whole and as deltas. Invented parties under LEIs with right check digits."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from lookthrough.dataset.register_file import write_register
from lookthrough.errors import InputError, Issues
from lookthrough.model.register import Edition
from lookthrough.registers import gleif_exceptions, gleif_level1, gleif_level2
from lookthrough.registers.registry import edition_of, format_of, read_files

A, B, C = "254900AAAAAAAAAAAA66", "254900BBBBBBBBBBBB52", "254900CCCCCCCCCCCC38"
EXTENSION = "http://www.gleif.org/data/schema/golden-copy/extensions/1.0"
DELETED = (
    f'<x:Extension><g:Deletion xmlns:g="{EXTENSION}"><g:DeletedAt>2026-07-09T02:00:00Z</g:DeletedAt></g:Deletion>'
    "</x:Extension>"
)


def lei_xml(*records, content="GLEIF_FULL_PUBLISHED"):
    space = "http://www.gleif.org/data/schema/leidata/2016"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><x:LEIData xmlns:x="{space}"><x:LEIHeader>'
        f"<x:ContentDate>2026-07-08T08:00:00Z</x:ContentDate><x:FileContent>{content}</x:FileContent></x:LEIHeader>"
        f"<x:LEIRecords>{''.join(records)}</x:LEIRecords></x:LEIData>"
    )


def entity(
    lei, name, *, more="", status="ACTIVE", registration="ISSUED", category="GENERAL", updated="2026-05-18", land="CN"
):
    return (
        f'<x:LEIRecord><x:LEI>{lei}</x:LEI><x:Entity><x:LegalName xml:lang="en">{name}</x:LegalName>'
        '<x:OtherEntityNames><x:OtherEntityName type="PREVIOUS_LEGAL_NAME">Old Name</x:OtherEntityName>'
        '<x:OtherEntityName type="TRADING_OR_OPERATING_NAME">Trade</x:OtherEntityName></x:OtherEntityNames>'
        f"<x:LegalAddress><x:City>X</x:City><x:Country>{land}</x:Country></x:LegalAddress>"
        "<x:HeadquartersAddress><x:Country>HK</x:Country></x:HeadquartersAddress>"
        "<x:RegistrationAuthority><x:RegistrationAuthorityID>RA000407</x:RegistrationAuthorityID>"
        "<x:RegistrationAuthorityEntityID>91110000100000003P</x:RegistrationAuthorityEntityID></x:RegistrationAuthority>"
        f"<x:LegalJurisdiction>{land}</x:LegalJurisdiction><x:EntityCategory>{category}</x:EntityCategory>"
        f"<x:EntityStatus>{status}</x:EntityStatus>{more}</x:Entity><x:Registration>"
        f"<x:LastUpdateDate>{updated}T15:41:20.212Z</x:LastUpdateDate>"
        f"<x:RegistrationStatus>{registration}</x:RegistrationStatus></x:Registration></x:LEIRecord>"
    )


def rr_xml(*records, content="GLEIF_FULL_PUBLISHED"):
    space = "http://www.gleif.org/data/schema/rr/2016"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><x:RelationshipData xmlns:x="{space}"><x:Header>'
        f"<x:ContentDate>2026-07-08T08:00:00Z</x:ContentDate><x:FileContent>{content}</x:FileContent></x:Header>"
        f"<x:RelationshipRecords>{''.join(records)}</x:RelationshipRecords></x:RelationshipData>"
    )


def period(start="", end="", kind="RELATIONSHIP_PERIOD"):
    ends = f"<x:EndDate>{end}T00:00:00Z</x:EndDate>" if end else ""
    begun = f"<x:StartDate>{start}T00:00:00Z</x:StartDate>"
    return f"<x:RelationshipPeriod>{begun}{ends}<x:PeriodType>{kind}</x:PeriodType></x:RelationshipPeriod>"


def related(child, parent, kind="IS_DIRECTLY_CONSOLIDATED_BY", *periods, status="ACTIVE", registration="PUBLISHED",
            updated="2026-05-18", more=""):  # fmt: skip
    return (
        f"<x:RelationshipRecord><x:Relationship><x:StartNode><x:NodeID>{child}</x:NodeID><x:NodeIDType>LEI</x:NodeIDType>"
        f"</x:StartNode><x:EndNode><x:NodeID>{parent}</x:NodeID><x:NodeIDType>LEI</x:NodeIDType></x:EndNode>"
        f"<x:RelationshipType>{kind}</x:RelationshipType><x:RelationshipPeriods>{''.join(periods)}</x:RelationshipPeriods>"
        f"<x:RelationshipStatus>{status}</x:RelationshipStatus></x:Relationship><x:Registration>"
        f"<x:LastUpdateDate>{updated}T15:41:20.212Z</x:LastUpdateDate>"
        f"<x:RegistrationStatus>{registration}</x:RegistrationStatus></x:Registration>{more}</x:RelationshipRecord>"
    )


def repex_xml(*rows):
    space = "http://www.gleif.org/data/schema/repex/2016"
    records = "".join(
        f"<x:Exception><x:LEI>{lei}</x:LEI><x:ExceptionCategory>{category}</x:ExceptionCategory>"
        f"<x:ExceptionReason>{reason}</x:ExceptionReason>{more}</x:Exception>"
        for lei, category, reason, more in rows
    )
    return (
        f'<x:ReportingExceptionData xmlns:x="{space}"><x:Header><x:ContentDate>2026-07-08T09:00:00Z</x:ContentDate>'
        f"</x:Header><x:ReportingExceptions>{records}</x:ReportingExceptions></x:ReportingExceptionData>"
    )


def test_level_1_describes_parties(read, save):
    found = read(
        gleif_level1, save("lei.xml", lei_xml(entity(A, "甲 Ltd"), entity(B, "Lapsed", registration="LAPSED")))
    )
    first, second = found.parties
    assert (first.id, first.kind, first.countries) == (f"lei:{A}", "company", ("cn", "hk"))
    assert [(n.text, n.quality) for n in first.names] == [
        ("甲 Ltd", "name"), ("Old Name", "former_name"), ("Trade", "alias"),
    ]  # fmt: skip
    assert [code.scheme for code in first.identifiers] == ["lei", "registration_number"], (
        "a wrong check digit is no USCC"
    )
    assert (first.status, second.status) == ("ACTIVE", "ACTIVE; registration LAPSED")
    assert (first.origin, str(first.stated)) == ("r: lei.xml, record 1", "2026-05-18")


def test_a_chinese_registration_number_is_its_social_credit_code(read, save):
    text = lei_xml(entity(A, "Co")).replace("91110000100000003P", "911100001000000033")
    codes = read(gleif_level1, save("lei.xml", text)).parties[0].identifiers
    assert [str(code) for code in codes[1:]] == ["registration_number:911100001000000033", "uscc:911100001000000033"]


def test_what_was_annulled_is_withdrawn_and_a_successor_is_a_tie(read, save):
    after = f"<x:SuccessorEntity><x:SuccessorLEI>{B}</x:SuccessorLEI></x:SuccessorEntity>"
    found = read(
        gleif_level1, save("l.xml", lei_xml(entity(A, "Old", more=after), entity(C, "Gone", registration="ANNULLED")))
    )
    assert [(tie.source, tie.target, tie.kind) for tie in found.ties] == [(f"lei:{A}", f"lei:{B}", "successor")]
    assert [(gone.record, gone.key) for gone in found.withdrawals] == [("party", (f"lei:{C}",))]


def test_a_sole_proprietor_is_a_person_and_only_the_name_and_the_lei_are_kept(read, save):
    found = read(gleif_level1, save("l.xml", lei_xml(entity(A, "Jane Doe", category="SOLE_PROPRIETOR"))))
    (party,) = found.parties
    assert (party.kind, party.countries, [c.scheme for c in party.identifiers]) == ("person", (), ["lei"])


def test_level_2_links_parents_to_children(read, save):
    text = rr_xml(
        related(
            A, B, "IS_DIRECTLY_CONSOLIDATED_BY", period("2019-01-01"), period("2018-01-01", kind="ACCOUNTING_PERIOD")
        ),
        related(A, C, "IS_ULTIMATELY_CONSOLIDATED_BY", period("2015-01-01", "2018-12-31"), period("2020-01-01")),
        related(B, C, "IS_INTERNATIONAL_BRANCH_OF"),
        related(A, C, "IS_FUND-MANAGED_BY", period("2012-11-29")),
    )
    found = read(gleif_level2, save("rr.xml", text))
    assert [(x.source[4:], x.target[4:], x.kind, x.directness) for x in found.links] == [
        (B, A, "consolidation", "direct"), (C, A, "consolidation", "indirect"), (C, A, "consolidation", "indirect"),
        (C, B, "branch", "direct"),
    ]  # fmt: skip
    assert [(str(x.since), str(x.until)) for x in found.links] == [
        ("2019-01-01", "None"), ("2015-01-01", "2018-12-31"), ("2020-01-01", "None"), ("None", "None"),
    ]  # fmt: skip
    assert found.links[0].share.exact is None, "consolidation is no percentage"
    assert [(tie.source, tie.target, tie.kind) for tie in found.ties] == [(f"lei:{A}", f"lei:{C}", "management")]


@pytest.mark.parametrize("state", [{"status": "INACTIVE"}, {"registration": "RETIRED"}])
def test_what_is_over_ended_by_its_last_update(read, save, state):
    text = rr_xml(related(A, B, "IS_DIRECTLY_CONSOLIDATED_BY", period("2019-01-01"), **state))
    assert str(read(gleif_level2, save("rr.xml", text)).links[0].until) == "2019-01-01/2026-05-18"


def test_lapsed_is_said_and_annulled_and_duplicate_are_withdrawn(read, save):
    text = rr_xml(*(related(A, B, registration=state) for state in ("LAPSED", "ANNULLED", "DUPLICATE")))
    found = read(gleif_level2, save("rr.xml", text))
    assert [x.origin for x in found.links] == ["r: rr.xml, record 1, registration lapsed"]
    assert {x.key for x in found.withdrawals} == {(f"lei:{B}", f"lei:{A}", "consolidation", "direct")}


def test_dates_out_of_order_stay_unknown(read, save):
    text = rr_xml(related(A, B, "IS_DIRECTLY_CONSOLIDATED_BY", period("2020-01-01", "2019-01-01")))
    assert read(gleif_level2, save("rr.xml", text)).issues.counts["dates-out-of-order"] == 1


def test_an_exception_is_a_gap_and_unless_nobody_controls_an_owner_who_is_not_identified(read, save):
    direct, ultimate = "DIRECT_ACCOUNTING_CONSOLIDATION_PARENT", "ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT"
    rows = [(A, direct, "NO_KNOWN_PERSON", ""), (B, ultimate, "NATURAL_PERSONS", ""), (C, direct, "NO_LEI", DELETED)]
    found = read(gleif_exceptions, save("repex.xml", repex_xml(*rows)))
    assert [(gap.target, gap.reason) for gap in found.gaps] == [
        (f"lei:{A}", "NO_KNOWN_PERSON"),
        (f"lei:{B}", "NATURAL_PERSONS"),
    ]
    assert [(x.source, x.target, x.directness) for x in found.links] == [("", f"lei:{B}", "indirect")]
    assert [x.record for x in found.withdrawals] == ["gap", "link"]


def flat(header, *rows):
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


LEVEL1 = ["LEI", "Entity.LegalName", "Entity.OtherEntityNames.OtherEntityName.1",
          "Entity.OtherEntityNames.OtherEntityName.1.type", "Entity.LegalAddress.Country",
          "Entity.HeadquartersAddress.Country", "Entity.LegalJurisdiction",
          "Entity.RegistrationAuthority.RegistrationAuthorityEntityID", "Entity.EntityCategory", "Entity.EntityStatus",
          "Registration.LastUpdateDate", "Registration.RegistrationStatus"]  # fmt: skip
LEVEL2 = ["Relationship.StartNode.NodeID", "Relationship.EndNode.NodeID", "Relationship.RelationshipType",
          "Relationship.RelationshipStatus", "Relationship.Period.1.startDate", "Relationship.Period.1.endDate",
          "Relationship.Period.1.periodType", "Registration.LastUpdateDate",
          "Registration.RegistrationStatus"]  # fmt: skip


def test_csv_says_the_same_as_xml(read, save):
    row = [
        A,
        "Co Ltd",
        "Old",
        "PREVIOUS_LEGAL_NAME",
        "CN",
        "HK",
        "CN",
        "123",
        "GENERAL",
        "ACTIVE",
        "2026-05-18T15:41:20Z",
        "LAPSED",
    ]
    party = read(gleif_level1, save("20260708-0800-lei2.csv", flat(LEVEL1, row))).parties[0]
    assert (party.id, party.name, party.countries, party.status) == (
        f"lei:{A}", "Co Ltd", ("cn", "hk"), "ACTIVE; registration LAPSED",
    )  # fmt: skip
    assert party.origin == "r: 20260708-0800-lei2.csv, row 2"
    row = [
        A,
        B,
        "IS_DIRECTLY_CONSOLIDATED_BY",
        "ACTIVE",
        "2019-01-01T00:00:00Z",
        "",
        "RELATIONSHIP_PERIOD",
        "2026-05-18",
        "PUBLISHED",
    ]
    (link,) = read(gleif_level2, save("rr.csv", flat(LEVEL2, row))).links
    assert (link.source, link.target, str(link.since), str(link.stated)) == (
        f"lei:{B}",
        f"lei:{A}",
        "2019-01-01",
        "2026-05-18",
    )
    header = ["LEI", "Exception.Category", "Exception.Reason.1", "Exception.Reason.2"]
    (gap,) = read(gleif_exceptions, save("x.csv", flat(header, [A, "DIRECT", "NON_PUBLIC", "NO_LEI"]))).gaps
    assert gap.reason == "NON_PUBLIC / NO_LEI"


def test_a_row_of_another_length_is_told_and_the_rest_is_read(read, save):
    row = [A, "Co Ltd", *[""] * 10]
    found = read(gleif_level1, save("l.csv", flat(LEVEL1, row, row[:5], [B, "Other", *[""] * 10])))
    assert [party.id for party in found.parties] == [f"lei:{A}", f"lei:{B}"]
    assert found.issues.counts["ragged-row"] == 1


def test_a_wrong_lei_is_told(read, save):
    wrong = A[:-1] + "1"
    found = read(gleif_level1, save("l.xml", lei_xml(entity(wrong, "Co"), entity("SHORT", "Co"))))
    assert ([party.id for party in found.parties], found.issues.counts["bad-lei"]) == ([f"lei:{wrong}"], 2)


def test_the_edition_and_a_delta_are_told_by_header_or_name(save):
    whole, delta = save("a.xml", lei_xml()), save("b.xml", lei_xml(content="GLEIF_DELTA_PUBLISHED"))
    assert (gleif_level1.edition_of(whole), gleif_level1.is_update(whole)) == ("2026-07-08", False)
    assert gleif_level1.is_update(delta)
    named = save("20260709-0000-gleif-goldencopy-lei2-last-day-delta.csv", flat(LEVEL1))
    assert (edition_of(gleif_level1, named), gleif_level1.is_update(named)) == ("2026-07-09", True)


def test_a_delta_takes_the_place_of_what_it_updates(save):
    whole = save("rr.xml", rr_xml(related(A, B), related(C, B)))
    update = related(A, B, "IS_DIRECTLY_CONSOLIDATED_BY", period("2020-01-01", "2026-01-01"), updated="2026-07-01")
    delta = save("rr-delta.xml", rr_xml(update, related(C, B, more=DELETED)))
    register = write_register(
        None, [(f.name, read_files([f], Issues())) for f in (whole, delta)], Edition("gleif_level2")
    )
    assert [(x.target, str(x.until)) for x in register.links()] == [(f"lei:{A}", "2026-01-01")]


def test_zipped_as_published(read, tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "lei.xml.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("lei.xml", lei_xml(entity(A, "Co")))
    assert [party.id for party in read(gleif_level1, tmp_path / "lei.xml.zip").parties] == [f"lei:{A}"]


def test_a_file_that_is_cut_short_is_told_and_not_taken_for_the_whole(save):
    text = lei_xml(entity(A, "Co"), entity(B, "Co"))
    with pytest.raises(InputError, match="broken after record 1"):
        list(gleif_level1.read(save("l.xml", text[:-300]), "r", Issues()))


def test_entities_that_fill_the_memory_are_refused(save):
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>'
        + lei_xml(entity(A, "&b;"))[38:]
    )
    with pytest.raises(InputError, match="document type"):
        list(gleif_level1.read(save("l.xml", bomb), "r", Issues()))


@pytest.mark.parametrize(
    ("name", "register", "parties", "links", "ties", "gaps"),
    [
        ("lei-data.xml", "gleif_level1", 13, 0, 0, 0),
        ("rr-data.xml", "gleif_level2", 0, 2, 8, 0),
        ("repex-data.xml", "gleif_exceptions", 0, 7, 0, 10),
        ("rr-updates-data2-new.xml", "gleif_level2", 0, 4, 5, 0),
    ],
)
def test_the_publishers_samples(read, shared_data: Path, name, register, parties, links, ties, gaps):
    file = shared_data / "ownership" / "gleif_bodspipelines" / name
    module = format_of(file)
    found = read(module, file)
    assert register == module.ID
    assert (len(found.parties), len(found.links), len(found.ties), len(found.gaps)) == (parties, links, ties, gaps)
    assert list(found.issues.counts) == ["record-count-differs"], "the header is that of the whole file"
