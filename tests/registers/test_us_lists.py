"""What American lists themselves say of how their parties stand to each other."""

from __future__ import annotations

from pathlib import Path

from lookthrough.registers import us_dod_1260h_parents, us_ofac_linked, us_ofac_relations

SPACE = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ENHANCED_XML"


def entity(uid, name, *relations, kind="Entity", lists=("SDN List",), programmes=("IRGC",)):
    told = "".join(
        f'<relationship id="1"><type refId="1">{role}</type><relatedEntity entityId="{other}">X</relatedEntity>'
        "</relationship>"
        for role, other in relations
    )
    return (
        f'<entity id="{uid}"><generalInfo><entityType refId="1">{kind}</entityType></generalInfo>'
        f"<sanctionsLists>{''.join(f'<sanctionsList>{each}</sanctionsList>' for each in lists)}</sanctionsLists>"
        f"<sanctionsPrograms>{''.join(f'<sanctionsProgram>{p}</sanctionsProgram>' for p in programmes)}"
        "</sanctionsPrograms>"
        f"<names><name><isPrimary>true</isPrimary><translations><translation><isPrimary>true</isPrimary>"
        f"<formattedFullName>{name}</formattedFullName></translation></translations></name></names>"
        f"<relationships>{told}</relationships></entity>"
    )


def enhanced(*entities):
    return (
        f'<?xml version="1.0"?><sanctionsData xmlns="{SPACE}"><publicationInfo><dataAsOf>2024-08-28T00:00:00</dataAsOf>'
        f"</publicationInfo><entities>{''.join(entities)}</entities></sanctionsData>"
    )


def test_owned_or_controlled_by_is_an_ownership_of_unknown_size(read, save):
    text = enhanced(
        entity("1", "PARENT BANK"),
        entity("2", "CHILD CO", ("Owned or Controlled By", "1")),
        entity("3", "OWNER CO", ("Owns, controls, or operates", "4")),
        entity("4", "CMIC CO", lists=("Non-SDN CMIC List",), programmes=("CMIC-EO13959",)),
    )
    found = read(us_ofac_relations, save("e.xml", text))
    assert found.stakes() == [
        ("us_ofac_sdn:1", "us_ofac_sdn:2", "equity", "an unknown share"),
        ("us_ofac_sdn:3", "us_ofac_nscmic:4", "equity", "an unknown share"),
    ]
    assert (found.links[0].share.text, str(found.links[0].stated)) == ("Owned or Controlled By", "2024-08-28")


def test_other_relationships_are_ties_and_relatives_are_passed_over(read, save):
    relations = [("Acting for or on behalf of", "1"), ("Leader or official of", "1"), ("Family member of", "2")]
    text = enhanced(entity("1", "CO"), entity("2", "DOE, Jane", *relations, kind="Individual"))
    found = read(us_ofac_relations, save("e.xml", text))
    assert [tie.kind for tie in found.ties] == ["acts_for", "officer"]
    assert [party.name for party in found.parties] == ["CO", "Jane DOE"]
    assert found.issues.counts["passed-over"] == 1


def sdn(uid, name, kind, remarks):
    return f'{uid},"{name}","{kind}","SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"{remarks}"\n'


def test_linked_to_is_a_tie_and_says_no_more(read, save):
    text = (
        sdn(10, "ALPHA BANK", "-0-", "Additional remark.")
        + sdn(11, "DOE, Jane", "individual", "DOB 1970; Linked To: ALPHA BANK; Linked To: NOBODY LISTED.")
        + sdn(12, "BETA", "-0-", "Linked To: BETA TWIN.")
        + sdn(13, "BETA TWIN", "-0-", "x")
        + sdn(14, "BETA TWIN", "-0-", "x")
    )  # fmt: skip
    found = read(us_ofac_linked, save("sdn.csv", text))
    assert [(tie.source, tie.target) for tie in found.ties] == [
        ("us_ofac_sdn:11", "us_ofac_sdn:10"),
        ("us_ofac_sdn:11", "NOBODY LISTED"),
        ("us_ofac_sdn:12", "BETA TWIN"),
    ], "a name that two entries share is not given to either"
    assert found.links == []
    assert [party.name for party in found.parties] == ["Jane DOE", "ALPHA BANK", "BETA"]


def test_a_parent_on_the_1260h_list_is_stated_by_the_newest_edition(read, save):
    text = (
        "Name,Clean Name,Parent Name,Start date\n"
        "Child Co (Kid),Child Co,Parent Group,2022-10-05\nChild Co,Child Co,Parent Group,2025-01-07\n"
        "Parent Group,,,2022-10-05\nOther,,Unlisted Parent,2025-01-07\n"
    )
    found = read(us_dod_1260h_parents, save("t.csv", text))
    assert [(x.source.split(":")[0], x.kind, str(x.stated)) for x in found.links] == [
        ("us_dod_1260h", "consolidation", "2025-01-07"),
        ("Unlisted Parent", "consolidation", "2025-01-07"),
    ]
    assert len(found.parties) == 4


def test_the_publishers_files(read, shared_data: Path):
    folder = shared_data / "sanctions" / "us"
    relations = read(us_ofac_relations, folder / "ofac_enhanced_IRGC_2024-08-28.xml")
    assert (len(relations.parties), len(relations.links), len(relations.ties)) == (293, 67, 162), "229 relationships"
    parents = read(us_dod_1260h_parents, folder / "dod_1260h_opensanctions_transcript.csv")
    assert len(parents.links) == 141, "197 rows name a parent, several of them in more than one edition"
    linked = read(us_ofac_linked, folder / "ofac_watchman" / "bench_sdn.csv")
    assert len(linked.ties) == 3391
