"""Records with relationships for entity resolution."""

from __future__ import annotations

import json
from pathlib import Path

from lookthrough.registers import senzing


def record(key, *roles, kind="ORGANIZATION"):
    pointers = [
        {"REL_POINTER_KEY": "own", "REL_POINTER_ROLE": role, "REL_POINTER_FROM_DATE": "2019-08-20"} for role in roles
    ]
    names = [{"PRIMARY_NAME_ORG": "Co Ltd"}]
    return json.dumps({
        "DATA_SOURCE": "S", "RECORD_ID": key, "RECORD_TYPE": kind, "NAMES": names, "REGISTRATION_COUNTRY": "GB",
        "RELATIONSHIPS": [{"REL_ANCHOR_KEY": key}, *pointers],
    })  # fmt: skip


def test_a_record_points_at_its_owners_and_a_repeated_one_states_them_once(read, save):
    text = record("co", "shareholding 75% 100%", "voting_rights 30%", "appointment_of_board") + "\n"
    found = read(senzing, save("s.jsonl", text * 2))
    assert found.stakes() == [
        ("own", "co", "equity", "at least 75%"),
        ("own", "co", "votes", "30%"),
        ("own", "co", "board", "an unknown share"),
    ]
    assert (str(found.links[0].since), len(found.parties), found.parties[0].countries) == ("2019-08-20", 1, ("gb",))


def test_a_role_in_other_words_is_a_tie_for_it_does_not_say_who_holds(read, save):
    found = read(senzing, save("s.jsonl", record("co", "Owned or Controlled By", "УчрФЛ", "Family") + "\n"))
    assert ([tie.role for tie in found.ties], found.links) == (["Owned or Controlled By", "УчрФЛ"], [])


def test_the_published_sample(read, shared_data: Path):
    found = read(senzing, shared_data / "ownership" / "kleptosyn_open-ownership.senzing.jsonl")
    assert (len(found.parties), len(found.links), len(found.ties)) == (258, 562, 1)
