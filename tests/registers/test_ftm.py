"""FollowTheMoney entities: ownership with a percentage in free text, offices, unknown links, deltas."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lookthrough.registers import ftm


def entity(key, schema, datasets=(), **properties):
    return {"id": key, "schema": schema, "properties": properties, "datasets": list(datasets)}


def lines(*entities):
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in entities)


@pytest.mark.parametrize(
    ("percentage", "says"),
    [
        (["49"], "49%"),
        (["1"], "1%"),
        (["50.01 %"], "50.01%"),
        (["25-50%"], "at least 25% and at most 50%"),
        (["more than 50%"], "more than 50%"),
        (["33,3"], "33.3%"),
        (["51", "49"], "at least 49% and at most 51%"),
        (["a majority of it"], "an unknown share"),
        ([], "an unknown share"),
    ],
)
def test_the_percentage_is_free_text(read, save, percentage, says):
    stake = entity("o1", "Ownership", owner=["x"], asset=["co"], percentage=percentage, sharesCount=["37000"])
    assert read(ftm, save("e.json", lines(stake))).stakes() == [("x", "co", "equity", says)]


def test_dates_and_who_states_it(read, save):
    stake = entity("o1", "Ownership", ["ru_egrul"], owner=["x", "y"], asset=["co"], startDate=["2005-09-16"],
                   endDate=["2006", "2007-03"])  # fmt: skip
    found = read(ftm, save("e.json", lines(stake)))
    assert [(x.source, str(x.since), str(x.until), x.register) for x in found.links] == [
        (owner, "2005-09-16", "2006-01-01/2007-03-31", "ru_egrul") for owner in ("x", "y")
    ]


def test_offices_and_unknown_links_are_ties(read, save):
    office = entity("d1", "Directorship", director=["x"], organization=["co"], role=["General director"])
    loose = entity("u1", "UnknownLink", subject=["x"], object=["y"], role=["Providing support to"])
    family = entity("f1", "Family", person=["x"], relative=["y"])
    found = read(ftm, save("e.json", lines(office, loose, family)))
    assert [(tie.kind, tie.source, tie.target) for tie in found.ties] == [
        ("officer", "x", "co"),
        ("supports", "x", "y"),
    ]
    assert found.issues.counts["passed-over"] == 1, "what ties relatives is not read"


def test_parties_carry_codes_and_persons_their_name_alone(read, save):
    company = entity(
        "co", "Company", name=["Alpha LLC", "Альфа"], leiCode=["254900AAAAAAAAAAAA66"], jurisdiction=["ru"]
    )
    person = entity("p", "Person", name=["Jane Doe"], birthDate=["1970-01-01"], nationality=["gb"])
    found = read(ftm, save("e.json", lines(company, person)))
    assert [(p.kind, p.name, p.countries) for p in found.parties] == [
        ("company", "Alpha LLC", ("ru",)),
        ("person", "Jane Doe", ()),
    ]
    assert [str(code) for code in found.parties[0].identifiers] == ["lei:254900AAAAAAAAAAAA66"]


def test_of_several_names_the_one_it_is_shown_by_comes_first(read, save):
    company = {**entity("co", "Company", name=["Альфа", "Alpha LLC"], previousName=["Beta"]), "caption": "Alpha LLC"}
    (party,) = read(ftm, save("e.json", lines(company))).parties
    assert [(name.text, name.quality) for name in party.names] == [
        ("Alpha LLC", "name"), ("Альфа", "alias"), ("Beta", "former_name"),
    ]  # fmt: skip


def test_a_delta_adds_and_deletes(read, save):
    file = save(
        "d.json",
        lines({"op": "ADD", "entity": entity("co", "Company", name=["A"])}, {"op": "DEL", "entity": {"id": "b"}}),
    )
    found = read(ftm, file)
    assert ftm.is_update(file)
    assert ([p.id for p in found.parties], [w.key for w in found.withdrawals]) == (["co"], [("b",)])


def test_a_line_that_is_no_json_is_told_and_the_rest_is_read(read, save):
    found = read(
        ftm,
        save(
            "e.json", lines(entity("a", "Company", name=["A"])) + '{"id": "b", "sch\n' + lines(entity("c", "Company"))
        ),
    )
    assert ([p.id for p in found.parties], found.issues.counts["bad-json"]) == (["a", "c"], 1)


def test_the_publishers_sample(read, shared_data: Path):
    found = read(ftm, shared_data / "ftm" / "yente_zala.entities.ftm.json")
    assert (len(found.links), len(found.ties), len(found.parties)) == (14, 3, 17)
    shares = [str(link.share) for link in found.links]
    assert shares.count("an unknown share") == 4
    assert {"51%", "49%", "48%", "75%", "2%", "1%", "50%", "100%"} < set(shares)
