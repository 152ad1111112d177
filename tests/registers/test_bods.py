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
    "bods_v04_fixtures/01-direct-ownership.json": [
        ("rec-jane-smith-1975", "rec-acme-holdings-ltd", "equity", "75%", "direct", "2010-01-01"),
        ("rec-jane-smith-1975", "rec-acme-holdings-ltd", "votes", "75%", "direct", "2010-01-01"),
    ],
    "bods_v04_fixtures/10-circular-ownership.json": [
        ("rec-alpha-corp", "rec-beta-corp", "equity", "100%", "direct", "None"),
        ("rec-beta-corp", "rec-alpha-corp", "equity", "100%", "direct", "None"),
    ],
    "bods_v04_fixtures/11-anonymous-person.json": [
        ("", "rec-opaque-holdings-sa", "equity", "an unknown share", "unknown", "None"),
    ],
    "bods_examples/joint-ownership.json": [
        ("91b4236a7d89", "31c55e425764", "equity", "100%", "direct", "2018-01-01"),
        ("1accb8b18b99", "91b4236a7d89", "equity", "50%", "direct", "2018-01-01"),
        ("f040df24d9ec", "91b4236a7d89", "equity", "50%", "direct", "2018-01-01"),
    ],
    "bods_examples/indirect-ownership.json": [
        ("d4ab89ea169a", "ad3f6c2fcc9e", "equity", "60%", "direct", "2017-11-01"),
        ("c25d4d612c2c", "d4ab89ea169a", "equity", "an unknown share", "unknown", "None"),
        ("c25d4d612c2c", "ad3f6c2fcc9e", "equity", "30%", "indirect", "2017-11-01"),
    ],
    "bods_examples/nomination.json": [
        ("101AB1984F", "103AB1984D", "nominee", "an unknown share", "direct", "2023-04-30"),
        ("103AB1984D", "102AB1984E", "nominee", "an unknown share", "direct", "2023-04-30"),
        ("101AB1984F", "104AB1984C", "agreement", "an unknown share", "indirect", "2023-04-30"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_publishers_fixtures_are_read_exactly(read, shared_data: Path, name):
    found = read(bods, shared_data / "ownership" / name)
    shown = [
        (*stake, link.directness, str(link.since)) for stake, link in zip(found.stakes(), found.links, strict=True)
    ]
    assert shown == EXAMPLES[name]
