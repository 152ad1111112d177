"""What holds for every format on the shelf: one contract, one reader a file, and no junk that goes further."""

from __future__ import annotations

import gzip
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from lookthrough import registers
from lookthrough.errors import InputError, Issues, LookthroughError, NotFoundError
from lookthrough.model.register import Party
from lookthrough.registers.registry import FORMATS, edition_of, format_named, format_of, read_files, register_id

JUNK = {
    "empty": b"", "blank": b" \n\n", "text": b"Dear Sir or Madam,\n", "null": b"\x00" * 4096, "pdf": b"%PDF-1.7 ...",
    "image": b"\x89PNG\r\n\x1a\n" + b"x" * 100, "html": b"<!doctype html><html><body>Log in</body></html>",
    "xml": b"<?xml version='1.0'?><feed/>", "json": b'{"hello": "world"}', "array": b"[1, 2, 3]",
    "deep": b"[" * 100_000,
    "cut": b'[{"statementId": "a", "recordType": "ent', "zip": b"PK\x03\x04 broken", "gzip": b"\x1f\x8b\x08 broken",
    "holdings": b"name,isin,weight\nAlpha,CNE100000PM8,0.5\n", "latin": "Soci\xe9t\xe9;x\n".encode("latin-1"),
}  # fmt: skip


def test_every_module_of_a_format_is_on_the_shelf() -> None:
    folder = Path(registers.__file__).parent
    reading = {path.stem for path in folder.glob("*.py") if "\ndef sniff(" in path.read_text("utf-8")}
    assert {module.ID for module in FORMATS} == reading


@pytest.mark.parametrize("module", FORMATS, ids=lambda module: module.ID)
def test_each_says_what_it_is_and_is_found_by_its_name(module) -> None:
    assert module.TITLE
    assert module.__doc__
    assert format_named(module.ID) is module


def test_an_unknown_format_is_told_with_those_that_there_are() -> None:
    with pytest.raises(NotFoundError, match="gleif_level1"):
        format_named("gleif")


@pytest.mark.parametrize("data", JUNK.values(), ids=JUNK)
def test_junk_is_claimed_by_nobody_and_refused_with_what_it_is(save, data) -> None:
    file = save("junk.dat", data)
    assert [module.ID for module in FORMATS if module.sniff(file)] in ([], ["bods"])
    with pytest.raises(InputError) as error:
        list(read_files([file], Issues()))
    assert error.value.place is not None
    assert error.value.place.file == "junk.dat"


@pytest.mark.parametrize("module", FORMATS, ids=lambda module: module.ID)
@pytest.mark.parametrize("data", JUNK.values(), ids=JUNK)
def test_junk_that_is_read_all_the_same_gives_no_party_and_only_our_errors(save, module, data) -> None:
    file, records = save("junk.dat", data), []
    with suppress(LookthroughError):
        records = list(module.read(file, "r", Issues()))
    assert [record for record in records if isinstance(record, Party)] == []


def test_a_file_that_is_not_there_is_the_callers_mistake(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        list(read_files([tmp_path / "none.csv"], Issues()))


def test_a_decompression_bomb_is_refused(tmp_path: Path) -> None:
    line = b'{"statementId": "a", "recordId": "a", "recordType": "entity", "recordDetails": {"name": "A"}}\n'
    with gzip.open(tmp_path / "b.jsonl.gz", "wb", compresslevel=9) as packed:
        packed.write(line + b" " * 20_000_000)
    with pytest.raises(InputError, match="unpacks to more"):
        list(read_files([tmp_path / "b.jsonl.gz"], Issues()))


@pytest.mark.parametrize("packed", [False, True])
def test_bytes_that_are_no_utf8_are_told_with_their_row(tmp_path: Path, packed: bool) -> None:
    line = '{"id": "a", "schema": "Company", "properties": {"name": ["Soci\u00e9t\u00e9 \u00e9gale"]}}\n'
    data = line.encode() * 3 + line.encode("latin-1") + line.encode() * 3
    file = tmp_path / "e.json"
    file.write_bytes(gzip.compress(data) if packed else data)
    issues = Issues()
    parties = list(read_files([file], issues))
    assert (len(parties), [(issue.code, issue.place.row) for issue in issues]) == (7, [("bad-bytes", 4)])


def test_an_archive_of_several_files_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.json", "[]")
        archive.writestr("b.json", "[]")
    with pytest.raises(InputError, match="no register"):
        format_of(tmp_path / "two.zip")


def test_files_that_anybody_may_write_are_registers_of_their_own(save) -> None:
    own = save("My Owners 2026-07-09.csv", "owner,owned,share\nA,B,50%\n")
    other = save("2026-08 My Owners.csv", "owner,owned,share\nA,B,50%\n")
    assert [register_id(file, format_of(file)) for file in (own, other)] == ["my_owners", "my_owners"]
    assert [edition_of(format_of(file), file) for file in (own, other)] == ["2026-07-09", None]


def test_the_real_files_are_each_recognised_by_one_format(shared_data: Path) -> None:
    wanted = {
        "ownership/bods_examples/fermcat.json": "bods",
        "ownership/gleif_bodspipelines/lei-data.xml": "gleif_level1",
        "ownership/sec_ex21/ex21_jpm.html": "sec_ex21",
        "ownership/cn_ashare_controllers_2026-02.csv": "cn_ashare_controllers",
        "ownership/kleptosyn_open-sanctions.senzing.jsonl": "senzing",
        "ftm/yente_entities.delta.json": "ftm",
        "sanctions/us/ofac_enhanced_IRGC_2024-08-28.xml": "us_ofac_relations",
        "sanctions/us/ofac_watchman/bench_sdn.csv": "us_ofac_linked",
        "sanctions/us/dod_1260h_opensanctions_transcript.csv": "us_dod_1260h_parents",
    }
    assert {name: format_of(shared_data / name).ID for name in wanted} == wanted


def test_other_publishers_files_are_no_registers(shared_data: Path) -> None:
    for name in ("portfolios/ishares_EEM_holdings_2022-07.csv", "sanctions/us/csl_derived_2026-07-09.csv",
                 "sanctions/un/UN_consolidated_2026-01.xml", "portfolios/nport_dupree_2022-12-31.xml"):  # fmt: skip
        assert [module.ID for module in FORMATS if module.sniff(shared_data / name)] == [], name
