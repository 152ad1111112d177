"""Statements of beneficial ownership, 0.4 and 0.2.

The publishers' files are those of github.com/openownership/data-standard (examples) and bods-v04-fixtures 0.1.1.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lookthrough.errors import InputError, Issues
from lookthrough.registers import bods


def relationship(number, owner, interests, day="2020-01-01", record="r1", status="new"):
    details = {"subject": "co", "interestedParty": owner, "interests": interests}
    return {
        "statementId": f"s{number}", "recordId": record, "recordType": "relationship", "recordStatus": status,
        "statementDate": day, "recordDetails": details,
    }  # fmt: skip


def holding(share, **more):
    return {"type": "shareholding", "directOrIndirect": "direct", "share": share, **more}


def stakes_of(read, save, *statements):
    return read(bods, save("b.json", json.dumps(statements)))


@pytest.mark.parametrize(
    ("share", "says"),
    [
        ({"exact": 75}, "75%"),
        ({"exact": 49.999999999}, "49.999999999%"),
        ({"minimum": 25, "maximum": 50}, "at least 25% and at most 50%"),
        ({"exclusiveMinimum": 25, "maximum": 50}, "more than 25% and at most 50%"),
        ({"minimum": 50, "exclusiveMaximum": 75}, "at least 50% and less than 75%"),
        ({"minimum": 25, "exclusiveMinimum": True, "maximum": 50}, "more than 25% and at most 50%"),
        ({"minimum": 75}, "at least 75%"),
        ({}, "an unknown share"),
        (None, "an unknown share"),
    ],
)  # fmt: skip
def test_shares_are_exact_or_bounds(read, save, share, says):
    found = stakes_of(read, save, relationship(1, "x", [holding(share)]))
    assert found.stakes() == [("x", "co", "equity", says)]


@pytest.mark.parametrize("share", [{"exact": 101}, {"exact": -1}, {"minimum": 60, "maximum": 50}, {"exact": "half"}])
def test_a_share_that_cannot_be_is_told_and_unknown(read, save, share):
    found = stakes_of(read, save, relationship(1, "x", [holding(share)]))
    assert (found.stakes()[0][3], found.issues.counts["bad-share"]) == ("an unknown share", 1)


def test_each_interest_is_a_link_or_a_tie(read, save):
    named = ["votingRights", "appointmentOfBoard", "otherInfluenceOrControl", "trustee", "nominee", "nominator",
             "boardMember", "settlor", "rightsToProfitOrIncome", "unknownInterest"]  # fmt: skip
    found = stakes_of(read, save, relationship(1, "x", [{"type": each} for each in named]))
    assert [(link.source, link.target, link.kind) for link in found.links] == [
        ("x", "co", "votes"), ("x", "co", "board"), ("x", "co", "agreement"), ("x", "co", "agreement"),
        ("co", "x", "nominee"), ("x", "co", "nominee"), ("x", "co", "equity"),
    ]  # fmt: skip
    assert [(tie.kind, tie.role) for tie in found.ties] == [
        ("officer", "boardMember"), ("trust", "settlor"), ("other", "rightsToProfitOrIncome"),
    ]  # fmt: skip


def test_a_restated_holding_is_never_added_to_itself(read, save):
    first = relationship(1, "x", [holding({"exact": 60}, startDate="2015-01-01")], "2016-01-01")
    second = relationship(2, "x", [holding({"exact": 40}, startDate="2015-01-01")], "2018-06-01", status="updated")
    found = stakes_of(read, save, second, first)
    shown = [(str(link.share), str(link.since), str(link.until)) for link in found.links]
    assert shown == [("60%", "2015-01-01", "2018-06-01"), ("40%", "2018-06-01", "None")]


def test_a_closed_relationship_ended_between_its_last_two_statements(read, save):
    first = relationship(1, "x", [holding({"exact": 60})], "2016-01-01")
    closed = relationship(2, "x", [], "2018-06-01", status="closed")
    (link,) = stakes_of(read, save, first, closed).links
    assert str(link.until) == "2016-01-01/2018-06-01"
    alone = relationship(1, "x", [holding({"exact": 60}, startDate="2015-03-01")], "2016-01-01", status="closed")
    (link,) = stakes_of(read, save, alone).links
    assert str(link.until) == "2015-03-01/2016-01-01"


def test_an_owner_who_is_not_named_may_be_anyone_unless_there_is_none(read, save):
    unable = {"reason": "subjectUnableToConfirmOrIdentifyBeneficialOwner", "description": "below the threshold"}
    found = stakes_of(read, save, relationship(1, unable, []))
    assert found.stakes() == [("", "co", "equity", "an unknown share")]
    assert [(gap.reason, gap.note) for gap in found.gaps] == [(unable["reason"], "below the threshold")]
    nobody = stakes_of(read, save, relationship(1, {"reason": "noBeneficialOwners"}, []))
    assert (nobody.links, [gap.reason for gap in nobody.gaps]) == ([], ["noBeneficialOwners"])


def test_an_anonymous_person_is_an_owner_who_is_not_identified(read, save):
    person = {
        "statementId": "p", "recordId": "anon", "recordType": "person", "statementDate": "2020-01-01",
        "recordDetails": {
            "personType": "anonymousPerson", "unspecifiedPersonDetails": {"reason": "subjectExemptFromDisclosure"},
        },
    }  # fmt: skip
    found = stakes_of(read, save, relationship(1, "anon", [holding({"exact": 30})]), person)
    assert (found.stakes(), found.parties) == ([("", "co", "equity", "30%")], [])
    assert found.gaps[0].reason == "subjectExemptFromDisclosure"


def test_a_company_that_is_not_named_stays_a_link_of_the_chain_through_it(read, save):
    entity = {
        "statementId": "e", "recordId": "anon", "recordType": "entity", "statementDate": "2020-01-01",
        "recordDetails": {"entityType": {"type": "anonymousEntity"}},
    }  # fmt: skip
    above = relationship(2, "x", [holding({"exact": 60})], record="r2")
    above["recordDetails"]["subject"] = "anon"
    found = stakes_of(read, save, entity, relationship(1, "anon", [holding({"exact": 80})]), above)
    assert [stake[:2] for stake in found.stakes()] == [("anon", "co"), ("x", "anon")]
    assert [(party.id, party.name) for party in found.parties] == [("anon", "anon")]


def test_of_natural_persons_only_the_name_is_kept(read, save):
    person = {
        "statementId": "p", "recordId": "p", "recordType": "person",
        "recordDetails": {
            "personType": "knownPerson", "names": [{"fullName": "Jane Doe"}], "birthDate": "1970-01-01",
            "nationalities": [{"code": "GB"}], "addresses": [{"address": "1 Street"}], "identifiers": [{"id": "12345"}],
        },
    }  # fmt: skip
    found = stakes_of(read, save, person)
    (party,) = found.parties
    assert (party.kind, party.name, party.countries, party.identifiers) == ("person", "Jane Doe", (), ())
    assert found.issues.counts["personal-data-dropped"] == 1


def test_statements_of_0_2(read, save):
    company = {
        "statementID": "c1", "statementType": "entityStatement", "entityType": "registeredEntity", "name": "Co Ltd",
        "incorporatedInJurisdiction": {"code": "GB"}, "identifiers": [{"scheme": "GB-COH", "id": "01234567"}],
    }  # fmt: skip
    owned = {
        "statementID": "o1", "statementType": "ownershipOrControlStatement", "statementDate": "2019-05-01",
        "subject": {"describedByEntityStatement": "c1"}, "interestedParty": {"describedByPersonStatement": "p1"},
        "interests": [{"type": "shareholding", "interestLevel": "direct", "startDate": "2016-04-06",
                       "share": {"minimum": 50, "exclusiveMinimum": True, "maximum": 75, "exclusiveMaximum": True}}],
    }  # fmt: skip
    found = read(bods, save("b.jsonl", f"{json.dumps(company)}\n{json.dumps(owned)}\n"))
    assert [(str(i.scheme), i.value) for i in found.parties[0].identifiers] == [("registration_number", "01234567")]
    assert found.parties[0].countries == ("gb",)
    (link,) = found.links
    assert (str(link.share), link.directness, link.origin) == (
        "more than 50% and less than 75%", "direct", "r: b.jsonl, statement 2",
    )  # fmt: skip


def test_a_file_that_is_cut_short_is_told(save):
    whole = json.dumps([relationship(1, "x", [holding({"exact": 60})])])
    with pytest.raises(InputError, match="no JSON"):
        list(bods.read(save("b.json", whole[:-20]), "r", Issues()))


EXAMPLES = {
    "bods_examples/bods-package-annotations.json": [
        "387a14452645 | 22e8a31863ee | equity | ? | unknown |  | ",
    ],
    "bods_examples/bods-package-entity-owning-entity.json": [
        "e83cce729ada | 12b7dd0770ce | equity | at least 75% and less than 100% | direct |  | ",
    ],
    "bods_examples/bods-package-fi-soe.json": [
        "0199c515a699 | 19f1c5afe9d7 | equity | 76.5% | direct | 2020-01-01 | ",
        "7ff95ba3682c | 0199c515a699 | equity | 100% | direct | 2020-01-01 | ",
        "7ff95ba3682c | 19f1c5afe9d7 | equity | 23.5% | direct | 2020-01-01 | ",
        "05ce06ec97b1 | 7ff95ba3682c | agreement | ? | direct |  | ",
        "05ce06ec97b1 | 19f1c5afe9d7 | equity | 100% | indirect | 2020-01-01 | ",
    ],
    "bods_examples/bods-package-linking-annotations.json": [
        "0fc263ba4126 | a01c1a0863e2 | equity | more than 25% and less than 50% | unknown | 2018-09-19 | ",
    ],
    "bods_examples/bods-package.json": [
        "10478c6cf6de | c359f58d2977 | equity | 100% | direct | 2016-04-06 | ",
    ],
    "bods_examples/fermcat.json": [
        "per-5faa4103dee78621 | ent-93c75c87ab28f889 | equity | 50% | direct | 2019-09-11 | 2021-04-03",
        "per-41c0bb0cef246f7c | ent-93c75c87ab28f889 | equity | 50% | direct | 2019-09-11 | 2022-01-21",
        "per-41c0bb0cef246f7c | ent-93c75c87ab28f889 | equity | 100% | direct | 2022-01-21 | ",
        "per-e334cc6258e56467 | ent-93c75c87ab28f889 | equity | 50% | direct | 2021-04-03 | 2022-01-21",
    ],
    "bods_examples/full-pep-declaration.json": [
        "9bcdcc85e803 | a7b3bd81d8ba | equity | at least 25% and less than 50% | direct | 2016-07-07 | ",
        "9bcdcc85e803 | a7b3bd81d8ba | votes | at least 25% and less than 50% | direct | 2016-07-07 | ",
    ],
    "bods_examples/indirect-ownership.json": [
        "d4ab89ea169a | ad3f6c2fcc9e | equity | 60% | direct | 2017-11-01 | ",
        "c25d4d612c2c | d4ab89ea169a | equity | ? | unknown |  | ",
        "c25d4d612c2c | ad3f6c2fcc9e | equity | 30% | indirect | 2017-11-01 | ",
    ],
    "bods_examples/joint-ownership.json": [
        "91b4236a7d89 | 31c55e425764 | equity | 100% | direct | 2018-01-01 | ",
        "1accb8b18b99 | 91b4236a7d89 | equity | 50% | direct | 2018-01-01 | ",
        "f040df24d9ec | 91b4236a7d89 | equity | 50% | direct | 2018-01-01 | ",
    ],
    "bods_examples/levent.json": [
        "700c264e | 8e40d059 | agreement | ? | direct | 2019-08-11 | ",
        "d8855000 | 8e40d059 | agreement | ? | direct | 2019-11-08 | ",
        " | 8e40d059 | equity | ? | direct | 2019-11-08 | ",
    ],
    "bods_examples/listed-company-exempt-from-disclosure.json": [
        " | 4c7ea3bfbe6c | equity | ? | unknown |  | ",
    ],
    "bods_examples/mixed-direct-and-indirect-ownership.json": [
        "ec61aeda7141 | 9bfe59b6a869 | equity | 50% | direct | 2017-11-01 | ",
        "53508b65253f | ec61aeda7141 | equity | ? | unknown |  | ",
        "53508b65253f | 9bfe59b6a869 | equity | 50% | indirect | 2017-11-01 | ",
        "53508b65253f | 9bfe59b6a869 | equity | 50% | direct | 2019-05-01 | ",
    ],
    "bods_examples/multiple-indirect-ownership.json": [
        "d177864a8b39 | 63e3a8a8946f | equity | 50% | direct | 2017-11-01 | ",
        "05fbbfb94b79 | 63e3a8a8946f | equity | 50% | direct | 2017-11-01 | ",
        "92ebf964a1f6 | d177864a8b39 | equity | ? | unknown |  | ",
        "92ebf964a1f6 | 05fbbfb94b79 | equity | ? | unknown |  | ",
        "92ebf964a1f6 | 63e3a8a8946f | equity | 60% | indirect | 2017-11-01 | ",
    ],
    "bods_examples/multiple-tax-residencies.json": [
        "8f2f34b57a8f | fd5c8dbc9a91 | equity | 100% | direct | 2016-04-06 | ",
    ],
    "bods_examples/mutilple-indirect-ownership-2.json": [
        "41454e3ba398 | 1e049760d6c7 | equity | 40% | direct | 2017-11-01 | ",
        "6c9fd5c92201 | 1e049760d6c7 | equity | 20% | direct | 2017-11-01 | ",
        "731c7a8e7601 | 41454e3ba398 | equity | ? | unknown |  | ",
        "731c7a8e7601 | 6c9fd5c92201 | equity | ? | unknown |  | ",
        "731c7a8e7601 | 1e049760d6c7 | equity | 60% | indirect | 2017-11-01 | ",
    ],
    "bods_examples/nomination.json": [
        "101AB1984F | 103AB1984D | nominee | ? | direct | 2023-04-30 | ",
        "103AB1984D | 102AB1984E | nominee | ? | direct | 2023-04-30 | ",
        "101AB1984F | 104AB1984C | agreement | ? | indirect | 2023-04-30 | ",
    ],
    "bods_examples/plc-entity-statement.json": [],
    "bods_examples/simple-pep-declaration.json": [
        "c9ceb68d7241 | 841083ba86e3 | equity | at least 25% and less than 50% | direct | 2016-07-07 | ",
        "c9ceb68d7241 | 841083ba86e3 | votes | at least 25% and less than 50% | direct | 2016-07-07 | ",
    ],
    "bods_examples/tecido.json": [
        "018AF6B3EB | 01B68D7633 | equity | 100% | direct | 2002-03-09 | 2021-09-24",
        "018AF6B3EB | 01B68D7633 | votes | 100% | direct | 2002-03-09 | 2021-09-24",
        "018AF6B3EB | 01B68D7633 | equity | 40% | direct | 2021-09-24 | 2022-09-21",
        "018AF6B3EB | 01B68D7633 | votes | 40% | direct | 2021-09-24 | 2022-09-21",
        "018AF6B3EB | 01B68D7633 | equity | 30% | direct | 2022-09-21 | 2022-09-25/2023-03-03",
        "018AF6B3EB | 01B68D7633 | votes | 30% | direct | 2022-09-21 | 2022-09-25/2023-03-03",
        "033E84672B | 01B68D7633 | equity | 60% | direct | 2021-09-24 | 2022-09-21",
        "033E84672B | 01B68D7633 | votes | 60% | direct | 2021-09-24 | 2022-09-21",
        "033E84672B | 01B68D7633 | equity | 70% | direct | 2022-09-21 | 2023-03-01",
        "033E84672B | 01B68D7633 | votes | 70% | direct | 2022-09-21 | 2023-03-01",
        "033E84672B | 01B68D7633 | equity | 80% | direct | 2023-03-01 | ",
        "033E84672B | 01B68D7633 | votes | 80% | direct | 2023-03-01 | ",
    ],
    "bods_v04_fixtures/01-direct-ownership.json": [
        "rec-jane-smith-1975 | rec-acme-holdings-ltd | equity | 75% | direct | 2010-01-01 | ",
        "rec-jane-smith-1975 | rec-acme-holdings-ltd | votes | 75% | direct | 2010-01-01 | ",
    ],
    "bods_v04_fixtures/10-circular-ownership.json": [
        "rec-alpha-corp | rec-beta-corp | equity | 100% | direct |  | ",
        "rec-beta-corp | rec-alpha-corp | equity | 100% | direct |  | ",
    ],
    "bods_v04_fixtures/11-anonymous-person.json": [
        " | rec-opaque-holdings-sa | equity | ? | unknown |  | ",
    ],
}
"""Owner | owned | kind | share ("?" is unknown) | directness | since | until."""


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_publishers_examples_are_read_exactly(read, shared_data: Path, name):
    shown = []
    for link in read(bods, shared_data / "ownership" / name).links:
        share = str(link.share).replace("an unknown share", "?")
        cells = (link.source, link.target, link.kind, share, link.directness, link.since or "", link.until or "")
        shown.append(" | ".join(map(str, cells)))
    assert shown == EXAMPLES[name]


def test_at_no_time_do_restated_holdings_come_to_more_than_the_whole(read, shared_data: Path):
    for name in ("tecido", "fermcat"):
        links = [
            x
            for x in read(bods, shared_data / "ownership" / "bods_examples" / f"{name}.json").links
            if x.kind == "equity"
        ]
        days = sorted({day.earliest for x in links for day in (x.since, x.until) if day})
        for day in days:
            held = [x.share.low for x in links if x.holds_on(day) == "yes"]
            assert sum(held) <= 1, (name, day)
