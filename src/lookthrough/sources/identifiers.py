"""Identifiers as publishers label them, brought to `scheme:compact`."""

from __future__ import annotations

import re

from lookthrough import ids

# Labels in lower case without final points; the longest that fits is taken. Schemes with a check digit keep a wrong
# code as printed: what is on the list is what the publisher says, and a match on it is still a match.
_LABELS: dict[str, str] = {
    "isin": "isin",
    "equity ticker": "ticker",
    "swift/bic": "bic",
    "legal entity number": "lei",
    "lei": "lei",
    "unified social credit code (uscc)": "uscc",
    "unified social credit code": "uscc",
    "uscc": "uscc",
    "vessel registration identification": "imo",
    "vessel registration number": "vessel_registration",
    "mmsi": "mmsi",
    "d-u-n-s number": "duns",
    "duns number": "duns",
    "tax id no": "tax_id",
    "tax id": "tax_id",
    "v.a.t. number": "vat",
    "vat number": "vat",
    "us fein": "tax_id",
    "registration id": "registration_number",
    "registration number": "registration_number",
    "public registration number": "registration_number",
    "business registration number": "registration_number",
    "business registration document #": "registration_number",
    "business number": "registration_number",
    "company number": "registration_number",
    "commercial registry number": "registration_number",
    "c.r. no": "registration_number",
    "chamber of commerce number": "registration_number",
    "enterprise number": "registration_number",
    "certificate of incorporation number": "registration_number",
    "matricula mercantil no": "registration_number",
    "folio mercantil no": "registration_number",
    "trade license no": "licence_number",
    "license": "licence_number",
    "central registration number": "registration_number",
    "government gazette number": "okpo",
    "bik (ru)": "bik",
    "nit #": "nit",
    "ruc #": "ruc",
    "rif #": "rif",
    "rtn": "rtn",
    "passport": "passport",
    "passport booklet": "passport",
    "diplomatic passport": "passport",
    "stateless person passport": "passport",
    "national id no": "national_id",
    "national identification number": "national_id",
    "identification number": "national_id",
    "personal id card": "national_id",
    "national foreign id number": "national_id",
    "cedula no": "national_id",
    "cedula de ciudadania": "national_id",
    "citizen's card number": "national_id",
    "c.u.r.p": "curp",
    "r.f.c": "rfc",
    "d.n.i": "national_id",
    "c.i.f": "tax_id",
    "n.i.e": "national_id",
    "cuit": "tax_id",
    "italian fiscal code": "tax_id",
    "tax id number": "tax_id",
    "afghan money service provider license number": "licence_number",
    "turkish identification number": "national_id",
    "driver's license no": "driving_licence",
    "ssn": "national_id",
    "birth certificate number": "birth_certificate",
    "aircraft tail number": "aircraft_tail",
    "aircraft manufacturer's serial number (msn)": "aircraft_serial",
    "aircraft construction number (also called l/n or s/n or f/n)": "aircraft_serial",
    "aircraft mode s transponder code": "aircraft_mode_s",
    "bvi company number": "registration_number",
    "romanian c.r": "registration_number",
    "romanian tax registration": "tax_id",
    "uk company number": "registration_number",
    "digital currency address": "crypto",
}
_COUNTRY = re.compile(r"\s*\(([^()]*)\)(?:\s*,?\s*(?:issued|expires|issue date)\b.*)?$", re.IGNORECASE)
_VALIDITY = re.compile(r"\s*,?\s*\b(?:issued|expires)\s.*$", re.IGNORECASE)
_IMO = re.compile(r"^IMO\s*(\d{7})$", re.IGNORECASE)
_CRYPTO = re.compile(r"^-?\s*[A-Z]{2,6}\s+(\S+)$")


def scheme_of(label: str) -> str | None:
    """The scheme that a publisher's label names ("Tax ID No.", "alt. ISIN"), else None."""
    plain = " ".join(label.lower().split()).removeprefix("alt. ").rstrip(" .:-,")
    found = _LABELS.get(plain)
    if found is None and plain.startswith("digital currency address"):
        return "crypto"
    return found


def labelled(text: str) -> tuple[str, str] | None:
    """The label and the code of a phrase such as "Passport 717637093 (Russia)", else None.

    The longest known label at the beginning counts; the code keeps its country in brackets.
    """
    plain = text.strip()
    plain = plain[5:] if plain.lower().startswith("alt. ") else plain
    lower = plain.lower()
    for label in _BY_LENGTH:
        if lower.startswith(label):
            rest = plain[len(label) :]
            if rest[:1] in (" ", ".", ":", "") and rest.strip(" .:"):
                return plain[: len(label)], rest.lstrip(" .:")
    return None


def compact(scheme: str, code: str, country: str | None = None) -> str | None:
    """The identifier as "scheme:code", None when nothing is left of it.

    A Russian tax or registration number whose check digits fit is named by its own scheme ("inn", "ogrn"), so that it
    meets the same number elsewhere.

    Args:
        scheme: from `scheme_of`.
        code: as printed; a country in brackets at the end is left out.
        country: ISO code of the issuing country where it is printed apart.
    """
    named = _COUNTRY.search(code)
    bare = _VALIDITY.sub("", _COUNTRY.sub("", code)).strip().rstrip(".;,")
    if scheme == "imo":
        number = _IMO.match(bare)
        scheme, bare = ("imo", number[1]) if number else ("vessel_registration", bare)
    if scheme == "crypto" and (found := _CRYPTO.match(bare)):
        bare = found[1]
    russian = country == "ru" or (named is not None and named[1].strip().lower() == "russia")
    own = {"tax_id": "inn", "registration_number": "ogrn"}.get(scheme)
    if own and (russian or len(bare) == 13) and isinstance(ids.validate(own, bare), str):
        scheme = own
    value = ids.compact(scheme, bare) if scheme in ids.SCHEMES else _plain(scheme, bare)
    return f"{scheme}:{value}" if value and len(value) <= 120 else None


def _plain(scheme: str, code: str) -> str:
    """As it is compared; addresses of digital money keep their case, tickers their spaces."""
    if scheme == "crypto":
        return "".join(code.split())
    return " ".join(code.split()).upper() if scheme == "ticker" else ids.plain_number(code)


_BY_LENGTH = tuple(sorted(_LABELS, key=len, reverse=True))
