"""One contract over the whole shelf: whatever a file is, a source reads it or says what is wrong with it, and where."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lookthrough.errors import InputError, Issues, LookthroughError, NotFoundError, ParseError
from lookthrough.model import dates
from lookthrough.model.schema import CELL, KINDS, PROPS
from lookthrough.sources.lists import LISTS, list_title
from lookthrough.sources.registry import SOURCES, Source, source

IDS = [module.META.id for module in SOURCES]
every_source = pytest.mark.parametrize("module", SOURCES, ids=IDS)

CSL = """source,entity_number,type,programs,name,addresses,federal_register_notice,start_date,license_requirement
EL,,,,"Example Optics Co., Ltd.","1 Mirror Rd, Hefei, China","84 FR 54004, 10/9/19",,"All items (§§ 734.9(g),3)"
SDN,36,Entity,CUBA,EXAMPLE AIRLINES,"Havana, CU",,,
"""
SDN = '36,"EXAMPLE AIRLINES",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"a.k.a. \'EXA\'; DOB 03 Jun 1960."\r\n\x1a'
CONS = '41,"EXAMPLE WORKS",-0- ,"CMIC-EO13959",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Listing Date (CMIC) 03 Jun 2021."\n'
UFLPA = """<html><body><p><strong>A list of entities in Examplia</strong> Section 2(d)(2)(B)(i)</p><table>
<tr><th>Name of Entity</th><th>Effective Date</th></tr>
<tr><td>Example Cotton Co. (also known as ExCot) and subsidiaries</td><td>June 21, 2022</td></tr>
</table></body></html>"""
DOD = "Name,Clean Name,Alias,Start date,End date\nExample Tech (ET)*,Example Tech,ET,2024-01-31,2025-01-07\n"
UN = """<?xml version="1.0"?><CONSOLIDATED_LIST dateGenerated="2026-01-28T00:00:11Z"><INDIVIDUALS><INDIVIDUAL>
<FIRST_NAME>JOHN</FIRST_NAME><SECOND_NAME>EXAMPLE</SECOND_NAME><UN_LIST_TYPE>Iraq</UN_LIST_TYPE>
<REFERENCE_NUMBER>IQi.900</REFERENCE_NUMBER><LISTED_ON>2003-06-27</LISTED_ON></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>"""
OFSI = """Last Updated,13/04/2018
Name 6,Name 1,DOB,Nationality,Address 1,Country,Group Type,Alias Type,Regime,Listed On,Group ID
EXAMPLE,John,00/00/1980,(1) French (2) Swiss,1 Mirror Rd,France,Individual,Prime Alias,Examplia,01/02/2016,900
EXAMPEL,Jon,,,,,Individual,AKA,Examplia,01/02/2016,900
"""
FCDO = """Report Date: 03-Feb-2026
Last Updated,Unique ID,Name 6,Name 1,Name type,Regime Name,Designation Type,Date Designated,Sanctions Imposed
03/02/2026,EXA0001,EXAMPLE WORKS LTD,,Primary Name,The Examplia Regulations 2020,Entity,29/12/2020,Asset freeze
"""
SEMA = """<?xml version="1.0" encoding="UTF-8"?><data-set><record><Country>Burma / Birmanie</Country>
<Entity>Example Works Ltd.</Entity><Aliases>Ex Works Co., Ltd., Exworks</Aliases><Schedule>1</Schedule><Item>3</Item>
</record></data-set>"""
FSF = """<?xml version="1.0" encoding="UTF-8"?><export xmlns="http://eu.europa.ec/fpi/fsd/export"
generationDate="2026-07-09T16:00:00.000+02:00"><sanctionEntity euReferenceNumber="EU.1.2" logicalId="9">
<regulation publicationDate="2021-03-22" numberTitle="2021/478 (OJ L99)" programme="HR"/>
<subjectType code="enterprise" classificationCode="E"/><nameAlias wholeName="Example Works GmbH" strong="true"/>
</sanctionEntity></export>"""
FCC = "Name,Country,Date of inclusion,Covered\nExample Telecom Co.,China,2021-03-12,Telecommunications equipment\n"
NDAA = "schema,name,aliases,program,notes\nCompany,Example Tech Co.,ExTech,Section 889,\n"
WRO = "Name,Country,Effective date,Merchandise\nExample Farm,China,2021-01-13,Cotton\n"
ECFR = """<?xml version="1.0" encoding="UTF-8"?><DIV5 N="744"><DIV9 N="Supplement No. 4 to Part 744" TYPE="APPENDIX">
<HEAD>Supplement No. 4 to Part 744</HEAD><TABLE><TR><TD>FRANCE</TD><TD>Example Optics Co., Ltd., 1 Mirror Rd, Lyon,
France.</TD><TD>For all items subject to the EAR.</TD><TD>Presumption of denial</TD><TD>84 FR 54004, 10/9/19.</TD></TR>
</TABLE></DIV9></DIV5>"""
GOOD = {
    "us_ecfr_entity_list": ECFR,
    "gb_ofsi": OFSI,
    "gb_fcdo": FCDO,
    "ca_sema": SEMA,
    "eu_fsf": FSF,
    "us_fcc_covered": FCC,
    "us_ndaa_889": NDAA,
    "us_cbp_wro": WRO,
    "us_trade_csl": CSL,
    "us_ofac_sdn": SDN,
    "us_ofac_cons": CONS,
    "us_dhs_uflpa": UFLPA,
    "us_dod_1260h": DOD,
    "un_sc": UN,
}


def _zipped(*members: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return packed.getvalue()


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><CONSOLIDATED_LIST>&c;</CONSOLIDATED_LIST>'
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]><sdnList>&x;</sdnList>'
ERROR_PAGE = "<!DOCTYPE html>\n<html><head><title>503</title></head><body>Service unavailable</body></html>"
JUNK: dict[str, bytes] = {
    "empty": b"",
    "only white space": b" \r\n\t\n",
    "only an end-of-file mark": b"\x1a",
    "only NUL bytes": b"\x00" * 1000,
    "an HTML error page": ERROR_PAGE.encode(),
    "an HTML error page with a mark": b"\xef\xbb\xbf" + ERROR_PAGE.encode(),
    "an HTML error page, packed": gzip.compress(ERROR_PAGE.encode()),
    "prose": b"The quick brown fox jumps over the lazy dog.\n" * 20,
    "another CSV": b"date,open,close\n2020-01-01,1,2\n2020-01-02,2,3\n",
    "another XML": b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>',
    "XML cut in its root": b'<?xml version="1.0"?><sdnList xmlns="urn:x',
    "XML cut in an entry": b'<?xml version="1.0"?><CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><FIRST_NAME>A',
    "XML without entries": b'<?xml version="1.0"?><sdnList><publshInformation/></sdnList>',
    "XML without UN entries": b"<CONSOLIDATED_LIST dateGenerated='x'><INDIVIDUALS/></CONSOLIDATED_LIST>",
    "a billion laughs": LAUGHS.encode(),
    "a billion laughs in UTF-16": LAUGHS.replace('version="1.0"', 'version="1.0" encoding="UTF-16"').encode("utf-16"),
    "an entity of a local file": OUTSIDE.encode(),
    "XML nested without end": b"<CONSOLIDATED_LIST>" + b"<a>" * 50_000,
    "XML in an odd encoding": b'<?xml version="1.0" encoding="UTF-7"?><sdnList/>',
    "JSON of another shape": b'{"data": {"a": 1}}',
    "JSON of numbers": b"[1, 2, 3]",
    "JSON cut short": b'{"results": [{"name": "A',
    "JSON nested without end": b"[" * 100_000,
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"\x00\x01" * 100,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "random bytes": bytes((i * 7919 + 13) % 251 for i in range(4000)),
    "a damaged gzip file": gzip.compress(b"a,b\n" * 1000)[:-20],
    "a gzip bomb": gzip.compress(b"\x00" * 20_000_000),
    "a damaged zip archive": _zipped(("a.csv", b"a,b\n" * 1000))[:-40],
    "a zip bomb": _zipped(("a.csv", b"0" * 20_000_000)),
    "a zip of two files": _zipped(("a.csv", b"a"), ("b.csv", b"b")),
    "an empty zip": b"PK\x05\x06" + b"\x00" * 18,
    "a workbook": _zipped(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>")),
    "a quotation that never ends": b'source,name,addresses,federal_register_notice\n"' + b"x,y\n" * 60_000,
    "UTF-16 that breaks off": b"\xff\xfe" + "a,b,c".encode("utf-16-le") + b"\x00",
    "UTF-32 junk": b"\xff\xfe\x00\x00" + b"\xff" * 40,
    "control characters": bytes(range(1, 32)) * 50,
    "a header only": b"source,name,addresses,federal_register_notice,start date\n",
}


@every_source
def test_a_passport_is_complete(module: Source) -> None:
    meta = module.META
    assert module.__name__.rsplit(".", 1)[-1] == meta.id  # type: ignore[attr-defined]
    assert all((meta.title, meta.publisher, meta.licence, meta.description, meta.suffixes, meta.lists))
    assert meta.publisher_url.startswith("https://")
    assert all(url.startswith("https://") for url in meta.data_urls)
    # Where no file is published that we read, the description has to tell what to load.
    assert meta.data_urls or "load" in meta.description.lower()
    assert 0 < meta.min_entries < meta.max_entries
    assert all(suffix.startswith(".") for suffix in meta.suffixes)


@every_source
def test_every_list_that_a_source_fills_is_known(module: Source) -> None:
    for list_id in module.META.lists:
        assert LISTS[list_id].title == list_title(list_id)
        assert LISTS[list_id].url.startswith("https://")


def test_every_known_list_is_filled_by_a_source() -> None:
    assert set(LISTS) == {list_id for module in SOURCES for list_id in module.META.lists}


def test_a_source_is_found_by_its_id_and_a_near_miss_is_helped() -> None:
    assert source("un_sc").META.id == "un_sc"
    with pytest.raises(NotFoundError, match="us_ofac_sdn") as caught:
        source("us_ofac_snd")
    assert "did you mean" in caught.value.hint
    with pytest.raises(NotFoundError, match="us_trade_csl"):
        source("us_bis_entity_list")  # a list, not a source: the hint names the source that fills it
    with pytest.raises(NotFoundError, match="the sources are"):
        source("zz")
    with pytest.raises(NotFoundError, match="un_sc"):
        list_title("nowhere")


@every_source
@pytest.mark.parametrize("kind", JUNK)
def test_a_file_that_is_something_else_is_refused(
    module: Source, kind: str, write: Callable[[str, bytes], Path]
) -> None:
    file = write("edition.dat", JUNK[kind])
    with pytest.raises(ParseError) as caught:
        list(module.parse([file], Issues()))
    assert caught.value.place is not None
    assert caught.value.place.file == "edition.dat"
    assert caught.value.hint
    assert str(file.parent) not in str(caught.value)


@every_source
@pytest.mark.parametrize("kind", JUNK)
def test_asking_such_a_file_for_its_edition_ends_well_too(
    module: Source, kind: str, write: Callable[[str, bytes], Path]
) -> None:
    with suppress(ParseError):
        assert module.edition_of([write("edition.dat", JUNK[kind])]) is None


@every_source
def test_the_format_of_another_source_is_refused(module: Source, write: Callable[[str, str], Path]) -> None:
    for other, content in GOOD.items():
        if other != module.META.id and {other, module.META.id} != {"us_ofac_sdn", "us_ofac_cons"}:
            with pytest.raises(ParseError):
                list(module.parse([write(f"{other}.dat", content)], Issues()))


@every_source
def test_no_file_and_a_missing_file_are_told(module: Source, tmp_path: Path) -> None:
    with pytest.raises(ParseError):
        list(module.parse([], Issues()))
    with pytest.raises(NotFoundError, match=r"gone\.csv"):
        list(module.parse([tmp_path / "gone.csv"], Issues()))
    with pytest.raises(InputError):
        list(module.parse([tmp_path], Issues()))


@every_source
@pytest.mark.parametrize("packing", ["plain", "gzip", "zip", "utf-8 mark", "utf-16"])
def test_a_good_file_is_read_however_it_is_served(
    module: Source, packing: str, write: Callable[[str, bytes], Path]
) -> None:
    plain = GOOD[module.META.id].encode()
    content = {
        "plain": plain,
        "gzip": gzip.compress(plain),
        "zip": _zipped(("inner.dat", plain)),
        "utf-8 mark": b"\xef\xbb\xbf" + plain,
        "utf-16": plain.decode().encode("utf-16"),
    }[packing]
    statements = list(module.parse([write("served.dat", content)], Issues()))
    assert [s for s in statements if s.prop == "name"]


@every_source
def test_statements_keep_to_the_vocabulary_and_say_where_they_stand(
    module: Source, write: Callable[[str, str], Path]
) -> None:
    statements = list(module.parse([write("list.dat", GOOD[module.META.id])], Issues()))
    for s in statements:
        assert s.prop in PROPS
        assert s.kind in KINDS
        assert s.list_id in module.META.lists
        assert s.entity_id.startswith(f"{s.list_id}:")
        assert s.record.split("#")[0].split("~")[0] == s.entity_id
        assert s.original
        assert (s.file, s.row > 0, bool(s.column)) == ("list.dat", True, True)
        assert (s.value == "") == (s.prop == CELL)
        if s.prop in ("listed_since", "listed_until", "birth_date", "effective_from", "divest_until"):
            assert dates.from_iso(s.value).iso == s.value
    assert {s.record for s in statements if s.prop == "name"} == {s.record for s in statements}


@every_source
def test_reading_twice_says_the_same(module: Source, write: Callable[[str, str], Path]) -> None:
    file = write("list.dat", GOOD[module.META.id])
    assert list(module.parse([file], Issues())) == list(module.parse([file], Issues()))


@every_source
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_never_ends_in_another_error(module: Source, tmp_path: Path, data: st.DataObject) -> None:
    good = GOOD[module.META.id].encode()
    start = data.draw(st.integers(0, len(good)))
    end = data.draw(st.integers(start, len(good)))
    file = tmp_path / "damaged.dat"
    file.write_bytes(good[:start] + data.draw(st.binary(max_size=30)) + good[end:])
    with suppress(LookthroughError):
        for s in module.parse([file], Issues()):
            assert s.prop in PROPS
    with suppress(LookthroughError):
        module.edition_of([file])
