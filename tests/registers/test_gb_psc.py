"""Companies House's snapshot: natures of control are bands, protected persons are owners who are not identified."""

from __future__ import annotations

import json

import pytest

from lookthrough.registers import gb_psc

PERSON = "individual-person-with-significant-control"
COMPANY = "corporate-entity-person-with-significant-control"


def line(kind=PERSON, natures=(), company="09145694", **data):
    return json.dumps({"company_number": company, "data": {"kind": kind, "natures_of_control": list(natures), **data}})


@pytest.mark.parametrize(
    ("nature", "kind", "says"),
    [
        ("ownership-of-shares-25-to-50-percent", "equity", "more than 25% and at most 50%"),
        ("ownership-of-shares-50-to-75-percent", "equity", "more than 50% and less than 75%"),
        ("ownership-of-shares-75-to-100-percent", "equity", "at least 75%"),
        ("ownership-of-shares-25-to-50-percent-as-trust", "equity", "more than 25% and at most 50%"),
        ("voting-rights-75-to-100-percent-as-firm", "votes", "at least 75%"),
        ("right-to-share-surplus-assets-50-to-75-percent-limited-liability-partnership", "equity",
         "more than 50% and less than 75%"),
        ("ownership-of-shares-more-than-25-percent-registered-overseas-entity", "equity", "more than 25%"),
        ("right-to-appoint-and-remove-directors", "board", "an unknown share"),
        ("right-to-appoint-and-remove-members-limited-liability-partnership", "board", "an unknown share"),
        ("significant-influence-or-control-as-trust", "agreement", "an unknown share"),
    ],
)  # fmt: skip
def test_a_nature_of_control_is_a_band(read, save, nature, kind, says):
    found = read(gb_psc, save("psc.txt", line(natures=[nature], name="Mrs Jane Doe") + "\n"))
    assert [stake[1:] for stake in found.stakes()] == [("gb_coh:09145694", kind, says)]
    assert not {code for code in found.issues.counts if code != "personal-data-dropped"}


def test_of_a_person_only_the_name_is_kept(read, save):
    text = line(natures=["voting-rights-25-to-50-percent"], name="Mrs Jane Doe", nationality="British",
                date_of_birth={"month": 1, "year": 1970}, address={"premises": "1"}, notified_on="2016-04-06",
                links={"self": "/company/09145694/persons-with-significant-control/individual/abc"})  # fmt: skip
    found = read(gb_psc, save("psc.txt", text + "\n"))
    (party,) = found.parties
    assert (party.id, party.kind, party.name, party.countries, party.identifiers) == (
        "gb_psc:abc", "person", "Mrs Jane Doe", (), (),
    )  # fmt: skip
    assert "1970" not in str(found.parties) + str(found.links)
    assert str(found.links[0].since) == "2016-04-06"


@pytest.mark.parametrize(
    ("identification", "key", "land"),
    [
        ({"country_registered": "England", "registration_number": "123456"}, "gb_coh:00123456", "gb"),
        ({"place_registered": "Companies House", "registration_number": "SC12345"}, "gb_coh:SC012345", "gb"),
        ({"country_registered": "Germany", "registration_number": "HRB 1"}, "gb_psc:xyz", "de"),
        ({"legal_form": "limited"}, "gb_psc:xyz", ""),
    ],
)
def test_a_british_owner_is_known_by_its_number(read, save, identification, key, land):
    links = {"self": "/company/09145694/persons-with-significant-control/corporate-entity/xyz"}
    text = line(
        COMPANY, ["ownership-of-shares-75-to-100-percent"], name="HOLD LTD", identification=identification, links=links
    )
    (party,) = read(gb_psc, save("psc.txt", text + "\n")).parties
    assert (party.id, party.countries) == (key, (land,) if land else ())


def test_who_is_protected_or_not_found_may_be_anyone_and_nobody_is_nobody(read, save):
    hidden = line("super-secure-person-with-significant-control", ["ownership-of-shares-50-to-75-percent"])
    none = line(
        "persons-with-significant-control-statement", statement="no-individual-or-entity-with-signficant-control"
    )
    lost = line("persons-with-significant-control-statement", statement="psc-exists-but-not-identified", company="1")
    found = read(gb_psc, save("psc.txt", f"{hidden}\n{none}\n{lost}\n"))
    assert [(stake[0], stake[1], stake[3]) for stake in found.stakes()] == [
        ("", "gb_coh:09145694", "more than 50% and less than 75%"), ("", "gb_coh:1", "an unknown share"),
    ]  # fmt: skip
    assert len(found.gaps) == 3


def test_what_ceased_ended(read, save):
    dated = line(natures=["voting-rights-25-to-50-percent"], name="A", notified_on="2016-04-06", ceased_on="2018-01-31")
    undated = line(natures=["voting-rights-25-to-50-percent"], name="B", notified_on="2016-04-06", ceased=True)
    totals = json.dumps(
        {"data": {"kind": "totals#persons-of-significant-control-snapshot", "persons_of_significant_control_count": 2}}
    )
    found = read(gb_psc, save("psc.txt", f"{dated}\n{undated}\n{totals}\n"))
    assert [str(link.until) for link in found.links] == ["2018-01-31", "2016-04-06/.."]


def test_an_unknown_nature_is_told_and_is_some_control(read, save):
    found = read(gb_psc, save("psc.txt", line(natures=["right-to-everything"], name="A") + "\n"))
    assert (found.stakes()[0][2], found.issues.counts["unknown-nature"]) == ("agreement", 1)
