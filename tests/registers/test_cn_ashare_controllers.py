"""Actual controllers of mainland-listed companies: control is stated, a share is not."""

from __future__ import annotations

from pathlib import Path

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
    assert all(not owner.countries and not owner.identifiers for owner in owners)


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


def test_the_published_table(read, shared_data: Path):
    found = read(cn_ashare_controllers, shared_data / "ownership" / "cn_ashare_controllers_2026-02.csv")
    issuers = {party.id for party in found.parties if party.id[-3:] in {".SH", ".SZ", ".BJ"}}
    assert (len(issuers), len(found.gaps), len(found.links)) == (2733, 191, 5086)
    kinds = {party.name: party.kind for party in found.parties}
    assert kinds["国务院国有资产监督管理委员会"] == "organization"
    assert kinds["中国电子科技集团有限公司"] == "company"
    assert kinds["JIN LI(李进)"] == "person"
