"""Actual controllers of companies listed on the mainland's exchanges, as a table of issuers prints them.

An actual controller (实际控制人) decides what the company does, by shares, by agreement or otherwise (Company Law of
the PRC, Article 265): control is stated, a share is not. So each gives two links: control, and a holding whose share is
unknown. A natural person is kept as a party of the link by name alone, and apart for each issuer, for a name is no
person; a state-asset bureau is one party wherever it is named.

A state-asset commission holds for the body that set it up and is no owner of its own (Law on State-owned Assets of
Enterprises, Article 11), and a numbered unit is a part of its corps. Where the name itself says so, a link of the kind
"branch" leads from the body to its organ, with "read from the name" in its origin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lookthrough.errors import Issues, Place
from lookthrough.intake.columns import Column as _Column
from lookthrough.intake.columns import Columns, unique
from lookthrough.intake.tables import open_table, peek
from lookthrough.model.entity import Identifier, Name
from lookthrough.model.link import Link
from lookthrough.model.register import Gap, Party, Record
from lookthrough.model.schema import Kind
from lookthrough.model.share import Share
from lookthrough.registers.reading import Origin, Privacy
from lookthrough.sources.kinds import has_legal_form

ID = "cn_ashare_controllers"
TITLE = "Actual controllers of mainland-listed companies"

_HEADERS = {
    "controller": ("实控人名称", "实际控制人", "实际控制人名称", "实控人", "act_name", "actual controller"),
    "code": ("股票代码", "证券代码", "ts_code", "code"),
    "full": ("公司全称", "公司名称", "fullname"),
    "english": ("英文名称", "英文全称", "enname"),
    "short": ("股票名称", "证券简称", "股票简称", "name"),
    "uscc": ("统一社会信用代码",),
    "ownership": ("企业性质", "act_ent_type"),
}
_NOBODY = frozenset(("无实际控制人", "无", "不存在实际控制人", "无控股股东、实际控制人", "no actual controller"))
_UNSAID = frozenset(("", "-", "--", "未披露", "不详", "none", "nan", "null"))
_BODY = re.compile(
    r"公司|集团|委员会|国资|政府|局$|局\(|研究院|科学院|学院|大学|中心|协会|合作社|基金会|工会|联合社|"
    r"银行|电视台|报社|医院|总社|供销|兵团|第.{1,3}师|办公室|厅$|厂$|研究所|企业|股份|投资部|联社|村委|居委|管委会"
)
_ORGAN = re.compile(
    r"(?P<body>[^()（）]{2,40}?)(?:人民政府|政府)?(?:国有资产(?:监督)?管理(?:委员会|办公室|局|中心)|国资委)$"
)
_UNIT = re.compile(
    r"(?P<body>[^()（）]{2,40}?(?:兵团|部队|总队|集团军))[^第]{0,12}第[一二三四五六七八九十百零〇0-9]{1,4}(?:师|团|旅)$"
)
_TERRITORY = re.compile(r"(?:省|市|县|区|州|盟|旗|镇|乡|村)$")
"""The government of a territory is no party that is named here."""
_OF_THE_STATE = frozenset(("中央企业", "地方国有企业", "集体企业", "大学", "中央国有企业"))
"""Kinds of ownership whose controllers are bodies of the People's Republic, and not of a country where the same name
("State Council") means another."""
_SEVERAL = re.compile(r"[、;；,，/](?![^(（]*[)）])")


def sniff(file: Path) -> bool:
    """Is it a table with a column of actual controllers and one that names issuers? Never raises."""
    return peek(file, wanted=_wanted, headers=_headers) is not None


def read(file: Path, register: str, issues: Issues) -> Iterator[Record]:
    """Read the table.

    Args:
        file: CSV, spreadsheet or JSON Lines.
        register: id of the register.
        issues: receives what cannot be read.

    Yields:
        Issuers, known by their code ("600000.SH"); controllers; two links each; gaps where nobody is named.

    Raises:
        InputError: if the file is no such table.
    """
    table = open_table(file, issues, wanted=_wanted, headers=_headers)
    reader = _Reader(Origin(register, table.file), issues)
    for number, row in enumerate(table.rows, start=table.header_row + 1):
        cells = {m: row[c.index].strip() for m, c in table.columns.found.items() if c.index < len(row)}
        if any(cells.values()):
            yield from reader.read(cells, number)
    reader.privacy.tell(issues, file.name)
    if reader.organs:
        message = (
            f"{reader.organs} controllers are organs or units of a body by their names; the body stands above them"
        )
        issues.note("organs-read-from-names", message, Place(table.file))


def _headers(cells: Sequence[str]) -> Columns:
    known = {header: meaning for meaning, headers in _HEADERS.items() for header in headers}
    found: dict[str, _Column] = {}
    for index, cell in enumerate(cells):
        meaning = known.get(cell.strip().casefold())
        if meaning is not None:
            found.setdefault(meaning, _Column(index, cell.strip(), meaning))
    return Columns(tuple(unique(cells)), found)


def _wanted(columns: Columns) -> bool:
    return columns.at("controller") >= 0 and columns.at("code", "full", "english") >= 0


@dataclass(slots=True)
class _Reader:
    origin: Origin
    issues: Issues
    privacy: Privacy = field(default_factory=Privacy)
    seen: set[str] = field(default_factory=set)
    organs: int = 0

    def read(self, cells: dict[str, str], number: int) -> Iterator[Record]:
        """The records of one issuer."""
        where, register = self.origin.at(number), self.origin.register
        issuer = cells.get("code") or cells.get("full") or cells.get("english") or ""
        if not issuer:
            self.issues.error("no-issuer", "the row names no issuer", self.origin.place(number))
            return
        yield self._issuer(issuer, cells, where)
        printed = cells.get("controller", "")
        if printed in _NOBODY or printed.casefold() in _UNSAID:
            yield Gap(issuer, "实际控制人 (actual controller)", printed or "not stated", "", where, register)
            if printed not in _NOBODY:
                yield Link("owns", "", issuer, origin=where, register=register)
            return
        for name in filter(None, (each.strip() for each in _SEVERAL.split(printed))):
            owner = self._controller(name, issuer, cells.get("ownership", ""), where)
            if owner.id not in self.seen:
                self.seen.add(owner.id)
                yield owner
                if owner.kind != "person":
                    yield from self._bodies(name, owner.countries, where)
            yield Link("controls", owner.id, issuer, origin=where, kind="agreement", register=register)
            share = Share(text="实际控制人")
            yield Link("owns", owner.id, issuer, share, origin=where, kind="equity", register=register)

    def _bodies(self, organ: str, countries: tuple[str, ...], where: str) -> Iterator[Record]:
        """The body whose organ or unit a party is by its name, and the body above that; of the organ's country."""
        body = body_of(organ)
        if not body:
            return
        self.organs += 1
        register = self.origin.register
        told = f"{where}, read from the name"
        if body not in self.seen:
            self.seen.add(body)
            yield Party(body, "organization", (Name(body),), countries, origin=told, register=register)
            yield from self._bodies(body, countries, where)
        yield Link("controls", body, organ, Share(text="organ"), origin=told, kind="branch", register=register)

    def _issuer(self, key: str, cells: dict[str, str], where: str) -> Party:
        printed = (cells.get("full"), cells.get("english"), cells.get("short"))
        names = tuple(Name(t, "alias" if n else "name") for n, t in enumerate(dict.fromkeys(filter(None, printed))))
        codes = [Identifier("ticker", cells["code"])] if cells.get("code") else []
        if cells.get("uscc"):
            codes.append(Identifier("uscc", cells["uscc"]))
        return Party(key, "company", names, ("cn",), tuple(codes), where, "", self.origin.register)

    def _controller(self, name: str, issuer: str, ownership: str, where: str) -> Party:
        body = ownership in _OF_THE_STATE or _BODY.search(name) is not None or has_legal_form(name)
        if not body:
            self.privacy.persons += 1
            return Party(f"{name} ({issuer})", "person", (Name(name),), origin=where, register=self.origin.register)
        kind: Kind = "company" if "公司" in name or has_legal_form(name) else "organization"
        countries = ("cn",) if ownership in _OF_THE_STATE or _ORGAN.fullmatch(name) else ()
        return Party(name, kind, (Name(name),), countries, origin=where, register=self.origin.register)


def body_of(name: str) -> str:
    """The body that a state-asset commission holds for, or whose numbered unit a party is; "" for other names."""
    found = _ORGAN.fullmatch(name) or _UNIT.fullmatch(name)
    return "" if found is None or _TERRITORY.search(found["body"]) else found["body"]
