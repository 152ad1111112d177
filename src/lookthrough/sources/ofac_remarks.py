"""The remarks of OFAC's lists and of the rows that quote them: a sentence of facts divided by semicolons.

"DOB 14 Jun 1975; POB Leningrad, Russia; Passport 717637093 (Russia); a.k.a. 'BNC'; Linked To: USA REALLY." Aliases in
quotation marks are the ones that OFAC calls weak: too broad to count as a name. What is not understood is left alone;
the whole text stays on the entry as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lookthrough.errors import Issues, quote
from lookthrough.model.statement import Statement
from lookthrough.names.countries import country_code
from lookthrough.sources import identifiers
from lookthrough.sources.entry import Entry
from lookthrough.sources.printed_dates import read_date

_ALIAS = re.compile(r"""^([afn])\.k\.a\.,?\s*(['"‘“]?)(.+?)['"’”]?$""", re.IGNORECASE)
_DATED = re.compile(r"^(Listing|Effective|Purchase/Sales For Divestment) Date\s*\(([^()]+)\):?\s*(.+)$", re.IGNORECASE)
_DATE_PROPS = {
    "listing": "listed_since",
    "effective": "effective_from",
    "purchase/sales for divestment": "divest_until",
}
_SUFFIX = re.compile(r"^\s*((?:Jr|Sr)\.?|I{2,3}|IV)\s*(?:,|$)|,\s*((?:Jr|Sr)\.?|I{2,3}|IV)\s*$", re.IGNORECASE)
_ONCE = ("listed_since", "effective_from", "divest_until")
_PREFIXES = (
    ("dob ", "birth_date"),
    ("pob ", "birth_place"),
    ("nationality of registration ", "country"),
    ("nationality ", "nationality"),
    ("citizen ", "nationality"),
    ("gender ", "gender"),
    ("website ", "website"),
    ("linked to: ", "linked_to"),
    ("linked to ", "linked_to"),
    ("expires: ", "listed_until"),
    ("date of birth: ", "birth_date"),
    ("subordinate institution of ", "parent"),
)


def natural_order(name: str, kind: str) -> str:
    """A person's name first name first: "DJIBO, Ousmane" is "Ousmane DJIBO"; any other name as it is.

    A suffix keeps to the last name, wherever it is printed: "LARIOS, Jr., Gregorio" is "Gregorio LARIOS Jr."
    """
    if kind != "person" or "," not in name:
        return " ".join(name.split())
    last, rest = name.split(",", 1)
    suffix = _SUFFIX.search(rest)
    if suffix:
        last, rest = f"{last} {suffix[1] or suffix[2]}", rest[: suffix.start()] + rest[suffix.end() :]
    return " ".join(f"{rest} {last}".split())


def facts(remarks: str) -> Iterator[str]:
    """The single facts of a remarks cell, without the brackets and the full stop around them."""
    for part in remarks.split(";"):
        fact = part.strip()
        if fact.startswith("(") and fact.endswith(")"):
            fact = fact[1:-1].strip()
        if fact.endswith(".") and not fact.lower().endswith(
            (".k.a.", "inc.", "ltd.", "co.", "s.a.", "s.a.s.", "corp.")
        ):
            fact = fact[:-1]
        if fact:
            yield fact


def read_remarks(
    entry: Entry, remarks: str, column: str, programmes: tuple[str, ...], issues: Issues
) -> Iterator[Statement]:
    """What the facts of a remarks cell say of an entry.

    Listing and effective dates carry the programme they belong to in brackets; they date the entry only when it is
    the entry's one programme, or the CMIC programme.

    Args:
        entry: the entry that they stand in.
        remarks: the cell, continuation included.
        column: its name.
        programmes: the entry's programmes.
        issues: where unreadable dates go.
    """
    if remarks.strip():
        yield entry.says("remarks", " ".join(remarks.split()), remarks, column)
    read = [said for fact in facts(remarks) for said in read_fact(entry, fact, column, programmes, issues)]
    yield from one_date_each(read)


def one_date_each(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements without repetitions, and with the earliest of several listing and effective dates.

    One entry under several directives prints a date for each; the entry began with the first.
    """
    read = list(statements)
    first: dict[str, str] = {}
    for said in read:
        if said.prop in _ONCE:
            first[said.prop] = min(said.value, first.get(said.prop, said.value))
    seen: set[tuple[str, str]] = set()
    for said in read:
        if first.get(said.prop, said.value) == said.value and (said.prop, said.value) not in seen:
            seen.add((said.prop, said.value))
            yield said


def read_fact(entry: Entry, fact: str, column: str, programmes: tuple[str, ...], issues: Issues) -> Iterator[Statement]:
    """What one fact says of an entry; nothing when it is not understood."""
    bare = fact[5:] if fact.lower().startswith("alt. ") else fact
    if alias := _ALIAS.match(bare):
        prop = "weak_alias" if alias[2] else "former_name" if alias[1].lower() == "f" else "alias"
        yield entry.says(prop, natural_order(alias[3], entry.kind), fact, column)
    elif dated := _DATED.match(bare):
        yield from dated_fact(entry, dated[1], dated[2], dated[3], column, programmes, issues)
    elif code := identifiers.labelled(bare):
        yield from identifier(entry, code[0], code[1], fact, column)
    else:
        yield from prefixed_fact(entry, bare, fact, column, issues)


def dated_fact(
    entry: Entry, what: str, of: str, text: str, column: str, programmes: tuple[str, ...], issues: Issues
) -> Iterator[Statement]:
    """A listing, effective or divestment date, when it is the entry's own.

    Args:
        entry: the entry.
        what: "Listing", "Effective" or "Purchase/Sales For Divestment".
        of: what the label names in brackets: "CMIC" or "EO 14024 Directive 2".
        text: the date as printed.
        column: where it stands.
        programmes: the entry's programmes.
        issues: where an unreadable date goes.
    """
    order = re.sub(r"\W|directive.*", "", of, flags=re.IGNORECASE).upper()
    own = [p for p in programmes if order and order in re.sub(r"\W", "", p).upper()]
    if order == "CMIC" or (own and len(programmes) == 1):
        yield from entry.date(_DATE_PROPS[what.lower()], text, column, read_date, issues)


def identifier(
    entry: Entry, label: str, code: str, original: str, column: str, country: str = ""
) -> Iterator[Statement]:
    """An identifier's reading; nothing when the label names no scheme."""
    scheme = identifiers.scheme_of(label)
    if scheme is None:
        return
    value = identifiers.compact(scheme, code, country_code(country) if country else None)
    if value:
        yield entry.says("identifier", value, original, column)


def prefixed_fact(entry: Entry, bare: str, fact: str, column: str, issues: Issues) -> Iterator[Statement]:
    """What a fact says that begins with a word such as "DOB" or "Linked To:"; nothing when it does not.

    Args:
        entry: the entry.
        bare: the fact without "alt.".
        fact: the fact as printed.
        column: where it stands.
        issues: where unreadable dates and unknown countries go.
    """
    lower = bare.lower()
    for prefix, prop in _PREFIXES:
        if lower.startswith(prefix):
            text = bare[len(prefix) :].strip()
            if prop in ("birth_date", "listed_until"):
                yield from entry.date(prop, text, column, read_date, issues)
            elif prop == "nationality":
                yield from nationality(entry, text, fact, column, issues)
            elif prop == "country":
                yield from country(entry, text, column, issues)
            elif text:
                yield entry.says(prop, text.lower() if prop == "gender" else text, fact, column)
            return


def nationality(entry: Entry, text: str, original: str, column: str, issues: Issues) -> Iterator[Statement]:
    """A nationality's reading; a country that we do not know is noted."""
    code = country_code(text)
    if code:
        yield entry.says("nationality", code, original, column)
    elif text.strip():
        unknown_country(entry, text, column, issues)


def country(entry: Entry, text: str, column: str, issues: Issues) -> Iterator[Statement]:
    """A country cell's reading; a country that we do not know is noted."""
    code = country_code(text)
    if code:
        yield entry.says("country", code, text, column)
    elif text.strip():
        unknown_country(entry, text, column, issues)


def unknown_country(entry: Entry, text: str, column: str, issues: Issues) -> None:
    """Note a country name that is not in our table."""
    issues.note("unknown-country", f"{quote(text)} is no country that we know", entry.place(column))
