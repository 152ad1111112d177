"""Actual controllers of mainland-listed companies: control is stated, a share is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from lookthrough.registers import cn_ashare_controllers

HEADER = "股票代码,股票名称,公司全称,英文名称,实控人名称,企业性质\n"


def test_a_controller_controls_and_holds_an_unknown_share(read, save):
    text = f"{HEADER}600000.SH,甲,甲股份有限公司,Alpha Co. Ltd.,某市国有资产监督管理委员会,地方国有企业\n"
    found = read(cn_ashare_controllers, save("c.csv", text))
    assert found.stakes() == [
        ("某市国有资产监督管理委员会", "600000.SH", "agreement", "an unknown share"),
        ("某市国有资产监督管理委员会", "600000.SH", "equity", "an unknown share"),
    ]
    issuer, owner = found.parties
    assert [name.text for name in issuer.names] == ["甲股份有限公司", "Alpha Co. Ltd.", "甲"]
    assert (issuer.countries, owner.kind) == (("cn",), "organization")


def test_a_name_is_no_person_so_namesakes_stay_apart_and_bureaus_are_one(read, save):
    text = HEADER + "".join(
        f"60000{n}.SH,甲,甲公司,,{who},{what}\n"
        for n, (who, what) in enumerate(
            [("张伟", "民营企业"), ("张伟", "自然人"), ("某省财政厅", "地方国有企业"), ("某省财政厅", "其他")]
        )
    )
    found = read(cn_ashare_controllers, save("c.csv", text))
    owners = [party for party in found.parties if not party.id.endswith(".SH")]
    assert [(owner.id, owner.kind) for owner in owners] == [
        ("张伟 (600000.SH)", "person"), ("张伟 (600001.SH)", "person"), ("某省财政厅", "organization"),
    ]  # fmt: skip
    assert not any(owner.identifiers for owner in owners)
    assert [owner.countries for owner in owners] == [(), (), ("cn",)]  # kept of a state's body, never of a person


def test_an_organ_of_the_state_is_of_that_country_and_so_is_the_body_above_it(read, save):
    """Because other countries have a State Council too, and theirs may be listed."""
    text = HEADER + "600000.SH,甲,甲公司,,国务院国有资产监督管理委员会,其他\n"
    found = read(cn_ashare_controllers, save("c.csv", text))
    assert {party.id: party.countries for party in found.parties} == {
        "600000.SH": ("cn",), "国务院国有资产监督管理委员会": ("cn",), "国务院": ("cn",),
    }  # fmt: skip


def test_no_controller_is_a_gap_and_one_who_is_not_stated_may_be_anyone(read, save):
    rows = [
        "600000.SH,甲,甲公司,,无实际控制人,其他",
        "600001.SH,乙,乙公司,,,其他",
        "600002.SH,丙,,,丁公司、戊公司,外资",
    ]
    text = HEADER + "\n".join(rows)
    found = read(cn_ashare_controllers, save("c.csv", text))
    assert [gap.reason for gap in found.gaps] == ["无实际控制人", "not stated"]
    assert {stake[:2] for stake in found.stakes()} == {
        ("", "600001.SH"), ("丁公司", "600002.SH"), ("戊公司", "600002.SH"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("某某建设兵团国有资产监督管理委员会", "某某建设兵团"),
        ("某某建设兵团第八师国有资产监督管理委员会", "某某建设兵团第八师"),
        ("某某建设兵团农业建设第二师", "某某建设兵团"),
        ("国务院国有资产监督管理委员会", "国务院"),
        ("某省人民政府国有资产监督管理委员会", ""),
        ("某市国资委", ""),
        ("某某集团有限公司", ""),
        ("中铁第四勘察设计院集团有限公司", ""),
    ],
)
def test_an_organ_and_a_unit_are_read_from_the_name(name, body):
    assert cn_ashare_controllers.body_of(name) == body, "the government of a territory is no party"


def test_the_body_stands_above_its_organ(read, save):
    text = f"{HEADER}600000.SH,甲,甲公司,,某某建设兵团第八师国有资产监督管理委员会,地方国有企业\n"
    found = read(cn_ashare_controllers, save("c.csv", text))
    branches = [(x.source, x.target, x.origin) for x in found.links if x.kind == "branch"]
    told = "r: c.csv, row 2, read from the name"
    assert branches == [
        ("某某建设兵团", "某某建设兵团第八师", told),
        ("某某建设兵团第八师", "某某建设兵团第八师国有资产监督管理委员会", told),
    ]
    assert found.issues.counts["organs-read-from-names"] == 1


def test_the_published_table(read, shared_data: Path):
    found = read(cn_ashare_controllers, shared_data / "ownership" / "cn_ashare_controllers_2026-02.csv")
    issuers = {party.id for party in found.parties if party.id[-3:] in {".SH", ".SZ", ".BJ"}}
    stakes = [link for link in found.links if link.kind != "branch"]
    assert (len(issuers), len(found.gaps), len(stakes)) == (2733, 191, 5084)
    kinds = {party.name: party.kind for party in found.parties}
    assert kinds["国务院国有资产监督管理委员会"] == "organization"
    assert kinds["中国电子科技集团有限公司"] == "company"
    assert kinds["JIN LI(李进)"] == "person"
