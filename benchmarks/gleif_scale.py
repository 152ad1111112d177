"""How long a golden copy of GLEIF's size takes to read, and how much memory: XML and CSV, zipped as published.

    python benchmarks/gleif_scale.py [--data ../shared/data] [--parties 3400000] [--links 500000] [--layouts xml,csv]

The files are generated at that size from the publisher's sample records: each sample is written again and again under
a new LEI (with right check digits) and a new name; half of the links make chains and power-law groups. Each file is
read into a register on disk in a process of its own, so that the peak of memory is its own. Goals: all three files of
a layout within 600 s and 4 GB; one party's links within 50 ms. On a machine that others use too, the seconds of its
processors (`cpu_s`) are what a quiet one would take; both are printed, and the goal is asked of these. Prints one JSON
object; ends with 1 when a goal is missed or the data are absent.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import multiprocessing
import random
import re
import resource
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from lookthrough.dataset.register_file import open_register, write_register
from lookthrough.errors import Issues
from lookthrough.model.register import Edition
from lookthrough.registers.registry import format_of, read_files

SAMPLES = ("lei-updates-data2-new.xml", "rr-updates-data2-new.xml", "repex-updates-data2-new.xml")
RECORDS = ("LEIRecord", "RelationshipRecord", "Exception")
CSV_COLUMNS = 338
GOAL_S, GOAL_GB, GOAL_MS = 600, 4.0, 50.0


def main() -> int:
    """Generate, read, print."""
    options = _options()
    folder = options.data / "ownership" / "gleif_bodspipelines"
    if not folder.is_dir():
        print(f"the publisher's samples are not here: {folder} is absent", file=sys.stderr)
        return 1
    figures: dict[str, Any] = {"parties": options.parties, "links": options.links}
    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        for layout in options.layouts.split(","):
            figures[layout] = measured(layout, folder, options, Path(scratch))
    good = all(_good(figures[layout]) for layout in options.layouts.split(","))
    print(json.dumps(figures, indent=1))
    return 0 if good else 1


def _good(figures: dict[str, Any]) -> bool:
    return figures["cpu_s"] <= GOAL_S and figures["peak_gb"] <= GOAL_GB and figures["links_of_one_party_ms"] <= GOAL_MS


def measured(layout: str, folder: Path, options: argparse.Namespace, scratch: Path) -> dict[str, Any]:
    """Seconds and memory of each file of one layout, and together."""
    figures: dict[str, Any] = {}
    for name, sample, tag in zip(("level1", "level2", "exceptions"), SAMPLES, RECORDS, strict=True):
        file = scratch / f"20260709-0000-gleif-goldencopy-{name}.{layout}.zip"
        write = {"xml": xml_file, "csv": csv_file}[layout]
        rows = {"level1": parties, "level2": links, "exceptions": exceptions}[name](options)
        write(file, folder / sample, tag, rows)
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            figures[name] = pool.apply(read_one, (file, scratch / f"{name}.{layout}.sqlite"))
        print(f"{layout} {name}: {figures[name]}", file=sys.stderr)
        file.unlink()
    return {
        **figures,
        "seconds": round(sum(each["seconds"] for each in figures.values()), 1),
        "cpu_s": round(sum(each["cpu_s"] for each in figures.values()), 1),
        "peak_gb": max(each["peak_gb"] for each in figures.values()),
        "links_of_one_party_ms": figures["level2"]["one_ms"],
    }


def read_one(file: Path, target: Path) -> dict[str, Any]:
    """Read one file into a register, in a fresh process."""
    issues, begun, busy = Issues(), time.perf_counter(), time.process_time()
    module = format_of(file)
    records = read_files([file], issues)
    write_register(target, [(file.name, records)], Edition(module.ID, module.TITLE, files=(file.name,))).close()
    seconds, cpu = time.perf_counter() - begun, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)
    register = open_register(target)
    figures = {
        "seconds": round(seconds, 1), "cpu_s": round(cpu, 1), "peak_gb": round(peak, 2),
        "packed_mb": file.stat().st_size >> 20,
        "stored_mb": target.stat().st_size >> 20, "parties": register.edition.parties,
        "links": register.edition.links, "issues": dict(issues.counts),
    }  # fmt: skip
    asked = [lei(number) for number in random.Random(1).sample(range(100_000), 50)]
    begun = time.perf_counter()
    for code in asked:
        register.party(f"lei:{code}"), register.owners_of(f"lei:{code}"), register.owned_by(f"lei:{code}")
    figures["one_ms"] = round((time.perf_counter() - begun) * 1000 / len(asked), 2)
    return figures


# --- what is written ------------------------------------------------------------------------------------------------


def lei(number: int) -> str:
    """The LEI of a generated party, ascending with its number, with right check digits (ISO 17442)."""
    stem = f"{number * 97:012d}GENRTD"
    digits = "".join(str(int(letter, 36)) for letter in stem)
    return f"{stem}{98 - int(digits + '00') % 97:02d}"


def parties(options: argparse.Namespace) -> Iterator[dict[str, str]]:
    """One row a party."""
    for number in range(options.parties):
        yield {"LEI": lei(number), "NAME": f"Generated {number:,} Holdings", "NUMBER": f"{number:08d}"}


def links(options: argparse.Namespace) -> Iterator[dict[str, str]]:
    """One row a relationship: half of them groups whose sizes follow a power law, half of them anywhere."""
    drawn = random.Random(7)
    for number in range(options.links):
        child = drawn.randrange(options.parties)
        parent = int(options.parties * drawn.random() ** 6) if number % 2 else drawn.randrange(options.parties)
        yield {"START": lei(child), "END": lei(parent)}


def exceptions(options: argparse.Namespace) -> Iterator[dict[str, str]]:
    """One row an exception: as the golden copy has, about four for three parties."""
    for number in range(options.parties * 4 // 3):
        yield {"LEI": lei(number * 3 // 4)}


def xml_file(file: Path, sample: Path, tag: str, rows: Iterator[dict[str, str]]) -> None:
    """The sample's header and footer with its records written again for every row."""
    text = sample.read_text("utf-8")
    found = list(re.finditer(rf"<(\w+:)?{tag}[ >].*?</(\w+:)?{tag}>", text, re.DOTALL))
    templates = [_template(match[0]) for match in found if "Deletion" not in match[0]]
    with _packed(file, file.name.removesuffix(".zip")) as stream:
        stream.write(text[: found[0].start()])
        for number, row in enumerate(rows):
            template = templates[number % len(templates)]
            stream.write(_filled(template, row))
        stream.write(text[found[-1].end() :])


def _filled(template: str, row: dict[str, str]) -> str:
    return re.sub("@@([A-Z]+)@@", lambda mark: row.get(mark[1], mark[1]), template)


def _template(record: str) -> str:
    """A record with marks where a new party's LEI, name and numbers go."""
    record = re.sub(r"(<(?:\w+:)?LEI>)[^<]+", r"\1@@LEI@@", record, count=1)
    record = re.sub(r"(<(?:\w+:)?LegalName[^>]*>)[^<]+", r"\1@@NAME@@", record)
    record = re.sub(r"(RegistrationAuthorityEntityID>)[^<]+", r"\1@@NUMBER@@", record)
    record = re.sub(r"(StartNode>\s*<(?:\w+:)?NodeID>)[^<]+", r"\1@@START@@", record)
    record = re.sub(r"(EndNode>\s*<(?:\w+:)?NodeID>)[^<]+", r"\1@@END@@", record)
    return re.sub(r"IS_[A-Z_-]+_BY|IS_SUBFUND_OF", "IS_DIRECTLY_CONSOLIDATED_BY", record) + "\n"


def csv_file(file: Path, sample: Path, tag: str, rows: Iterator[dict[str, str]]) -> None:  # noqa: ARG001
    """The columns of the publisher's CSV, as many as it has, most of them empty as there."""
    fixed, marks = {
        "LEIRecord": (LEVEL1, ("LEI", "NAME", "NUMBER")),
        "RelationshipRecord": (LEVEL2, ("START", "END")),
        "Exception": (EXCEPTIONS, ("LEI",)),
    }[tag]
    width = CSV_COLUMNS if tag == "LEIRecord" else len(fixed)
    spare = [f"Entity.OtherAddresses.OtherAddress.{n}.AdditionalAddressLine" for n in range(width - len(fixed))]
    with _packed(file, file.name.removesuffix(".zip")) as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerow([*fixed, *spare])
        values = [*fixed.values(), *("" for _ in spare)]
        places = {mark: values.index(f"@{mark}") for mark in marks}
        for row in rows:
            for mark, place in places.items():
                values[place] = row[mark]
            writer.writerow(values)


LEVEL1 = {
    "LEI": "@LEI", "Entity.LegalName": "@NAME", "Entity.LegalName.xmllang": "en",
    "Entity.OtherEntityNames.OtherEntityName.1": "Generated Former Name",
    "Entity.OtherEntityNames.OtherEntityName.1.xmllang": "en",
    "Entity.OtherEntityNames.OtherEntityName.1.type": "PREVIOUS_LEGAL_NAME",
    "Entity.LegalAddress.FirstAddressLine": "245 Example Street", "Entity.LegalAddress.City": "Boston",
    "Entity.LegalAddress.Region": "US-MA", "Entity.LegalAddress.Country": "US",
    "Entity.LegalAddress.PostalCode": "02210", "Entity.HeadquartersAddress.FirstAddressLine": "245 Example Street",
    "Entity.HeadquartersAddress.City": "Boston", "Entity.HeadquartersAddress.Country": "US",
    "Entity.RegistrationAuthority.RegistrationAuthorityID": "RA000665",
    "Entity.RegistrationAuthority.RegistrationAuthorityEntityID": "@NUMBER", "Entity.LegalJurisdiction": "US-MA",
    "Entity.EntityCategory": "GENERAL", "Entity.LegalForm.EntityLegalFormCode": "8888",
    "Entity.EntityStatus": "ACTIVE", "Registration.InitialRegistrationDate": "2012-11-29T16:33:00.000Z",
    "Registration.LastUpdateDate": "2026-05-18T15:41:20.212Z", "Registration.RegistrationStatus": "ISSUED",
}  # fmt: skip
LEVEL2 = {
    "Relationship.StartNode.NodeID": "@START", "Relationship.StartNode.NodeIDType": "LEI",
    "Relationship.EndNode.NodeID": "@END", "Relationship.EndNode.NodeIDType": "LEI",
    "Relationship.RelationshipType": "IS_DIRECTLY_CONSOLIDATED_BY", "Relationship.RelationshipStatus": "ACTIVE",
    "Relationship.Period.1.startDate": "2012-11-29T00:00:00.000Z", "Relationship.Period.1.endDate": "",
    "Relationship.Period.1.periodType": "RELATIONSHIP_PERIOD", "Relationship.Period.2.startDate": "",
    "Relationship.Period.2.endDate": "", "Relationship.Period.2.periodType": "",
    "Registration.LastUpdateDate": "2026-05-18T15:41:20.212Z", "Registration.RegistrationStatus": "PUBLISHED",
}  # fmt: skip
EXCEPTIONS = {
    "LEI": "@LEI", "Exception.Category": "DIRECT_ACCOUNTING_CONSOLIDATION_PARENT",
    "Exception.Reason.1": "NON_CONSOLIDATING", "Exception.Reason.2": "", "Exception.Reference.1": "",
}  # fmt: skip


class _packed:  # noqa: N801 - used as a function
    """A text stream into the only member of a zip archive."""

    def __init__(self, file: Path, member: str) -> None:
        self.archive = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self.text: IO[str] = io.TextIOWrapper(
            io.BufferedWriter(self.archive.open(member, "w", force_zip64=True), 1 << 20), "utf-8", newline=""  # type: ignore[arg-type]
        )  # fmt: skip

    def __enter__(self) -> IO[str]:
        return self.text

    def __exit__(self, *_: object) -> None:
        self.text.close()
        self.archive.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "data")
    parser.add_argument("--parties", type=int, default=3_400_000)
    parser.add_argument("--links", type=int, default=500_000)
    parser.add_argument("--layouts", default="xml,csv")
    parser.add_argument("--scratch", type=Path, default=None, help="where the generated files go; 3 GB")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
