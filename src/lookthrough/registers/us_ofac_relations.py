"""OFAC's enhanced XML: how listed parties stand to each other.

"Owned or Controlled By" says that one of the two holds and not which: it is an ownership whose share is unknown.
Parties are known by their list and OFAC's number ("us_ofac_sdn:12478"), as the entries of the lists are. What ties
natural persons as family is not read. Source: OFAC, Sanctions List Service, ENHANCED_XML.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from lxml import etree

from lookthrough.errors import Issues, Place
from lookthrough.model.dates import PartialDate
from lookthrough.model.entity import Name
from lookthrough.model.link import Link
from lookthrough.model.register import Party, Record, Tie
from lookthrough.model.schema import Kind
from lookthrough.model.share import Share
from lookthrough.registers.interests import tie_of_role
from lookthrough.registers.reading import Origin, stamp
from lookthrough.registers.stream import head, xml_records
from lookthrough.sources.ofac_remarks import natural_order
from lookthrough.sources.ofac_set import consolidated_list

ID = "us_ofac_relations"
TITLE = "OFAC relationships between listed parties"

_OWNED = MappingProxyType({"owned or controlled by": False, "owns, controls, or operates": True})
"""Whether the entry itself is the owner."""
_FAMILY = frozenset(("family member of", "associate of"))
_KINDS: Mapping[str, Kind] = MappingProxyType(
    {"Individual": "person", "Entity": "organization", "Vessel": "vessel", "Aircraft": "aircraft"}
)


def sniff(file: Path) -> bool:
    """Is it the enhanced XML, by its root? Never raises."""
    text = head(file)[:4096]
    return text.startswith("<") and "<sanctionsData" in text and "ENHANCED_XML" in text


def edition_of(file: Path) -> str | None:
    """The day that the file states."""
    for _, element in xml_records(file, ("dataAsOf",)):
        return (element.text or "")[:10] or None
    return None


def read(file: Path, register: str, issues: Issues) -> Iterator[Record]:
    """Read the entries' relationships.

    Args:
        file: the XML, plain, gzip or in a zip archive of its own.
        register: id of the register.
        issues: receives what cannot be read, and what is passed over.

    Yields:
        Every entry as a party by its primary name; a link or tie a relationship, stated on the file's day.

    Raises:
        InputError: if the XML is broken, cut short or declares a document type.
    """
    origin, passed = Origin(register, file.name, "entity"), Counter[str]()
    stated: PartialDate | None = None
    lists = _lists(file)
    number = 0
    for _, element in xml_records(file, ("dataAsOf", "entity")):
        space = element.tag[: element.tag.rfind("}") + 1]
        if element.tag.endswith("dataAsOf"):
            stated = stamp((element.text or "")[:10], issues, origin.place(0, "dataAsOf"))
            continue
        if element.get("id") is None:
            continue
        number += 1
        uid = str(element.get("id"))
        yield _party(element, space, f"{lists[uid]}:{uid}", origin, number)
        for relation in element.iterfind(f"{space}relationships/{space}relationship"):
            record = _relation(relation, space, (uid, lists), stated, origin.at(number), register)
            if record is None:
                passed[str(relation.findtext(f"{space}type"))] += 1
            else:
                yield record
    if passed:
        shown = ", ".join(f"{count:,} {role!r}" for role, count in passed.most_common())
        issues.note("passed-over", f"ties between natural persons were passed over: {shown}", Place(file.name))
    if not number:
        issues.warn("no-records", "the file holds no entries", Place(file.name), "check that it is complete")


def _lists(file: Path) -> Mapping[str, str]:
    """Per entry the list that it stands on: a first pass, for relationships name later entries too."""
    found = {}
    for _, element in xml_records(file, ("entity",)):
        space = element.tag[: element.tag.rfind("}") + 1]
        titles = [each.text or "" for each in element.iterfind(f"{space}sanctionsLists/{space}sanctionsList")]
        programmes = (each.text for each in element.iterfind(f"{space}sanctionsPrograms/{space}sanctionsProgram"))
        sdn = "SDN List" in titles or not titles
        own = "us_ofac_sdn" if sdn else consolidated_list(tuple(text or "" for text in programmes))
        found[str(element.get("id"))] = own
    return found


def _party(element: etree._Element, space: str, key: str, origin: Origin, number: int) -> Party:
    kind = _KINDS.get(str(element.findtext(f"{space}generalInfo/{space}entityType")), "any")
    names = []
    for name in element.iterfind(f"{space}names/{space}name"):
        primary = name.findtext(f"{space}isPrimary") == "true"
        for translation in name.iterfind(f"{space}translations/{space}translation"):
            text = natural_order(translation.findtext(f"{space}formattedFullName") or "", kind)
            if text:
                latin = primary and translation.findtext(f"{space}isPrimary") == "true"
                names.append((not latin, Name(text, "name" if latin else "alias")))
    ordered = tuple(dict.fromkeys(name for _, name in sorted(names, key=lambda each: each[0])))
    return Party(key, kind, ordered, origin=origin.at(number), register=origin.register)


def _relation(
    relation: etree._Element,
    space: str,
    entry: tuple[str, Mapping[str, str]],
    stated: PartialDate | None,
    where: str,
    register: str,
) -> Record | None:
    """The link or tie; None where it is between relatives."""
    role = " ".join(str(relation.findtext(f"{space}type") or "").split())
    related = relation.find(f"{space}relatedEntity")
    uid, lists = entry
    other = str(related.get("entityId") or "") if related is not None else ""
    one, two = f"{lists[uid]}:{uid}", f"{lists.get(other, 'us_ofac_sdn')}:{other}"
    plain = role.casefold()
    if plain in _OWNED:
        owner, owned = (one, two) if _OWNED[plain] else (two, one)
        return Link("owns", owner, owned, Share(text=role), origin=where, register=register, stated=stated)
    if plain in _FAMILY:
        return None
    return Tie(one, two, tie_of_role(role), role, origin=where, register=register)
