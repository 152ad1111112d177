"""The Entity List as the eCFR has it; the rows are written by hand in its layout, after entries that are public."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lookthrough.errors import Issues, ParseError
from lookthrough.sources import us_ecfr_entity_list as ecfr
from lookthrough.sources.us_ecfr_entity_list import read_entity
from lookthrough.workspace import open as open_workspace

Write = Callable[[str, str], Path]
ALL = "For all items subject to the EAR. (See §§ 734.9(e) and 744.11 of the EAR)"
TABLE = f"""<?xml version="1.0" encoding="UTF-8"?>
<DIV5 N="744" TYPE="PART"><DIV9 N="Supplement No. 1 to Part 744" TYPE="APPENDIX"><TABLE><TR><TD>a</TD><TD>b</TD></TR></TABLE></DIV9>
<DIV9 N="Supplement No. 4 to Part 744" TYPE="APPENDIX"><HEAD>Supplement No. 4 to Part 744&#x2014;Entity List</HEAD>
<DIV><DIV class="gpotbl_div"><TABLE><THEAD><TR><TH>Country</TH><TH>Entity</TH><TH>License requirement</TH>
<TH>License review policy</TH><TH>Federal Register citation</TH></TR></THEAD><TBODY>
<TR><TD>CHINA, PEOPLE'S REPUBLIC OF</TD><TD>Hangzhou Hikvision Digital Technology Co., Ltd., a.k.a., the following one alias:
&#x2014;Hikvision. No. 555 Qianmo Road, Hangzhou 310052, China.</TD><TD>{ALL}</TD><TD>Presumption of denial.</TD>
<TD>84 FR 54004, 10/9/19. 85 FR 34505, 6/5/20.</TD></TR>
<TR><TD/><TD>Dahua Technology, 807, Block A, Meike Building, Beijing, China.</TD><TD>{ALL}<SU>4</SU></TD><TD>Presumption of denial</TD>
<TD>84 FR 54004, 10/9/19. 87 FR 62202, 10/13/22.</TD></TR>
<TR><TD/><TD>[Reserved]</TD><TD/><TD/><TD/></TR>
<TR><TD>FRANCE</TD><TD>Torn row</TD></TR>
</TBODY></TABLE></DIV></DIV></DIV9></DIV5>
"""  # noqa: E501


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, text: str) -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return written


def test_a_row_gives_name_aliases_address_and_its_five_cells_as_printed(write: Write) -> None:
    file, issues = write("ecfr_2026-07-09_title-15.xml", TABLE), Issues()
    assert ecfr.edition_of([file]) == "2026-07-09"
    found = list(ecfr.parse([file], issues))
    said = [(s.prop, s.value) for s in found if s.row == 1 and s.prop != "cell"]
    assert ("name", "Hangzhou Hikvision Digital Technology Co., Ltd.") in said
    assert ("alias", "Hikvision") in said
    assert ("address", "No. 555 Qianmo Road, Hangzhou 310052, China") in said
    assert {("country", "cn"), ("listed_since", "2019-10-09"), ("requirement", ALL)} <= set(said)
    assert sum(s.prop == "cell" for s in found if s.row == 1) == 5
    dahua = {(s.prop, s.value) for s in found if s.row == 2}
    assert {("name", "Dahua Technology"), ("country", "cn"), ("footnote", "4")} <= dahua, (
        "a blank country is that above"
    )
    assert {s.row for s in found} == {1, 2}, "a reserved row holds nobody"
    (torn,) = issues
    assert (torn.severity, torn.code) == ("error", "wrong-cell-count")
    assert "Torn row" in torn.message


@pytest.mark.parametrize(
    ("cell", "name", "others", "address"),
    [
        ("Huawei Device Co., Ltd., Dongguan, China; and", "Huawei Device Co., Ltd.", (), "Dongguan, China"),
        (
            "Yixin Science and Technology Co. Ltd., a.k.a., the following two aliases: —Yixin Technology; and "
            "—Ecguard. "
            "9 Road, Urumqi, China",
            "Yixin Science and Technology Co. Ltd.",
            (("alias", "Yixin Technology"), ("alias", "Ecguard")),
            "9 Road, Urumqi, China",
        ),
        (
            "Example Works, f.k.a., the following one alias: —Old Works Co., Ltd. 1 Mirror Rd, Lyon, France.",
            "Example Works",
            (("former_name", "Old Works Co., Ltd."),),
            "1 Mirror Rd, Lyon, France",
        ),
        ("Academy of Military Medical Sciences, Institute of Hygiene, 27 Taiping Road, Beijing, China.",
         "Academy of Military Medical Sciences, Institute of Hygiene", (), "27 Taiping Road, Beijing, China"),
        ("IFLYTEK, National Intelligent Speech High-tech Park, Hefei, China.", "IFLYTEK", (),
         "National Intelligent Speech High-tech Park, Hefei, China"),
    ],
)  # fmt: skip
def test_an_entitys_cell_is_taken_apart(cell: str, name: str, others: tuple[object, ...], address: str) -> None:
    assert read_entity(cell) == (name, others, address)


def test_xml_of_another_part_is_refused(write: Write) -> None:
    with pytest.raises(ParseError, match=r"no supplement no\. 4 to part 744"):
        list(ecfr.parse([write("x.xml", TABLE.replace("Supplement No. 4", "Supplement No. 7"))], Issues()))


def test_it_fills_the_entity_list_with_the_ids_of_the_consolidated_screening_list(write: Write, tmp_path: Path) -> None:
    """Because decisions and differences hang on ids, whichever file the list was read from."""
    ws = open_workspace(tmp_path / "home")
    csl = "source,name,addresses,federal_register_notice\n"
    csl += 'EL,Dahua Technology,"807, Block A, Beijing, CN","84 FR 54004, 10/9/19"\n'
    ws.load("us_trade_csl", write("csl.csv", csl), edition="2026-07-08")
    before = ws.screen("Dahua Technology", as_of="2026-07-09").matches[0].entity.id
    ws.load("us_ecfr_entity_list", write("title-15.xml", TABLE), edition="2026-07-09")
    match = ws.screen("Dahua Technology", as_of="2026-07-09").matches[0]
    assert match.entity.id == before
    assert match.verdicts[0].effect == "licence_required"
