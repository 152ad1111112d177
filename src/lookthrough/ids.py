"""Identifier schemes: find a code in text, bring it to its compact form, and say why a wrong one is wrong.

The arithmetic is python-stdnum's; what is added here is the reason for a refusal in words that a reader can act on, a
fast path for the codes that come by the million (ISIN, CUSIP, SEDOL, LEI), and the national code inside an ISIN.
A right check digit says that the code was typed correctly. It never says that the code belongs to the name beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Literal, NamedTuple

from stdnum import bic, cusip, figi, imo, isin, lei
from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength, ValidationError
from stdnum.gb import sedol
from stdnum.ru import inn, ogrn


class Code(NamedTuple):
    """A code in a scheme, compact: `Code("isin", "CNE100000PM8")`."""

    scheme: str
    value: str


class Fault(NamedTuple):
    """Why a text is not a code of the scheme.

    Attributes:
        kind: what is wrong; a scheme without a check digit can only fail by length and alphabet.
        says: the sentence to show, without a full stop.
    """

    kind: Literal["length", "alphabet", "shape", "check digit"]
    says: str


class _Scheme(NamedTuple):
    """How one scheme looks and is checked.

    Attributes:
        lengths: the allowed lengths of the compact form.
        shape: what the compact form must match.
        alphabet: the allowed characters in words.
        check: raises a `ValidationError` for a wrong code; None when the scheme has no check digit.
    """

    lengths: tuple[int, ...]
    shape: re.Pattern[str]
    alphabet: str
    check: Callable[[str], object] | None


_LETTERS_AND_DIGITS = "capital letters and digits"
_SCHEMES: dict[str, _Scheme] = {
    "lei": _Scheme((20,), re.compile(r"[0-9A-Z]{18}[0-9]{2}"), _LETTERS_AND_DIGITS, lei.validate),
    "isin": _Scheme((12,), re.compile(r"[A-Z]{2}[0-9A-Z]{9}[0-9]"), _LETTERS_AND_DIGITS, isin.validate),
    "cusip": _Scheme((9,), re.compile(r"[0-9A-Z*@#]{8}[0-9]"), "capital letters, digits, * @ #", cusip.validate),
    "sedol": _Scheme((7,), re.compile(r"[0-9B-DF-HJ-NP-TV-Z]{6}[0-9]"), "consonants and digits", sedol.validate),
    "figi": _Scheme(
        (12,),
        re.compile(r"[B-DF-HJ-NP-TV-Z]{2}G[0-9B-DF-HJ-NP-TV-Z]{8}[0-9]"),
        "consonants and digits with G in third place",
        figi.validate,
    ),
    "imo": _Scheme((7,), re.compile(r"[0-9]{7}"), "digits", imo.validate),
    "uscc": _Scheme(
        (18,), re.compile(r"[0-9A-HJ-NP-RT-UW-Y]{18}"), "digits and capital letters but I, O, S, V, Z", uscc.validate
    ),
    "inn": _Scheme((10, 12), re.compile(r"[0-9]{10}|[0-9]{12}"), "digits", inn.validate),
    "ogrn": _Scheme((13, 15), re.compile(r"[0-9]{13}|[0-9]{15}"), "digits", ogrn.validate),
    "bic": _Scheme(
        (8, 11), re.compile(r"[0-9A-Z]{4}[A-Z]{2}[0-9A-Z]{2}(?:[0-9A-Z]{3})?"), _LETTERS_AND_DIGITS, bic.validate
    ),
    "cik": _Scheme((10,), re.compile(r"[0-9]{10}"), "digits", None),
    "mmsi": _Scheme((9,), re.compile(r"[0-9]{9}"), "digits", None),
    "wkn": _Scheme((6,), re.compile(r"[0-9A-HJ-NP-Z]{6}"), "digits and capital letters but I, O", None),
    "sec_series": _Scheme((10,), re.compile(r"S[0-9]{9}"), "S and nine digits", None),
    "sec_class": _Scheme((10,), re.compile(r"C[0-9]{9}"), "C and nine digits", None),
}
SCHEMES: tuple[str, ...] = tuple(_SCHEMES)

_NOT_NUMBER = re.compile(r"[\W_]+")
_SEPARATORS = re.compile(r"[\s\-‐-―./_]+")
_PREFIXED = re.compile(
    r"\s*(lei|isin|cusip|cins|sedol|figi|imo|uscc|inn|ogrn|bic|swift|cik|mmsi)"
    r"(?:\s*(?:no\.?|number|code|#))?(?:\s*[:=#]\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_ALIASES = {"cins": "cusip", "swift": "bic"}
_BARE = ("lei", "uscc", "figi", "isin", "inn", "ogrn", "cusip", "sedol", "imo")
_CUSIP_COUNTRIES = frozenset(("US", "CA", "BM", "KY", "VG", "PR", "PA", "BS", "LR", "MH", "AN", "CW"))
_SEDOL_COUNTRIES = frozenset(("GB", "IE", "GG", "JE", "IM"))

# The Luhn sum over base-36 digits in three calls of C: each character becomes one or two decimal digits, every
# second digit from the right is doubled with its own digits added, and the sum of all must end in 0.
_BASE36 = str.maketrans({chr(55 + n): str(n) for n in range(10, 36)})
_DOUBLED = str.maketrans("0123456789", "0246813579")


def plain_number(text: str) -> str:
    """A number of a register as it is compared: letters and digits of any script, in capitals, nothing between them."""
    return _NOT_NUMBER.sub("", text).upper()


def compact(scheme: str, text: str) -> str:
    """The code without spaces, hyphens, dots and its own label, in capitals; a CIK is filled to ten digits.

    Args:
        scheme: one of `SCHEMES`; another name only loses outer white space.
        text: the code as printed. A text that is no code comes back tidied all the same: nothing is checked here.
    """
    if scheme not in _SCHEMES:
        return text.strip()
    label = _PREFIXED.match(text)
    if label and _ALIASES.get(label[1].lower(), label[1].lower()) == scheme:
        text = text[label.end() :]
    value = _SEPARATORS.sub("", text).upper()
    if scheme == "imo":
        value = value.removeprefix("IMO")
    if scheme == "cik" and value.isdecimal():
        value = value.zfill(10)
    return value


def validate(scheme: str, text: str) -> str | Fault:
    """The compact code when length, alphabet and check digit are right, else the reason why not.

    Args:
        scheme: one of `SCHEMES`.
        text: the code as printed.

    Returns:
        The compact form (`str`), or a `Fault`. A scheme that we do not know has no rules to break: its text comes
        back stripped.
    """
    if scheme == "isin" and len(text) == 12 and _isin_fits(text):
        return text
    rules = _SCHEMES.get(scheme)
    value = compact(scheme, text)
    if rules is None:
        return value
    if len(value) not in rules.lengths:
        wanted = " or ".join(str(n) for n in rules.lengths)
        return Fault("length", f"{_article(scheme)} has {wanted} characters, not {len(value)}")
    if not (value.isascii() and rules.shape.fullmatch(value)):
        return Fault("alphabet", f"{_article(scheme)} is made of {rules.alphabet}")
    return _checked(scheme, value, rules)


def _checked(scheme: str, value: str, rules: _Scheme) -> str | Fault:
    if rules.check is None:
        return value
    try:
        rules.check(value)
    except InvalidChecksum:
        return Fault("check digit", f"the check digit of {_article(scheme)} does not fit: a character is wrong")
    except (InvalidLength, InvalidFormat, InvalidComponent, ValidationError):
        return Fault("shape", f"a part of the code cannot occur in {_article(scheme)}")
    return value


def detect(text: str) -> Code | None:
    """The code that a text is, by its label or by shape and check digit.

    "ISIN: CNE1 0000 0PM8" is read by its label. A bare text must fit exactly one scheme with a check digit; seven
    digits that fit both SEDOL and IMO, and any text that fits none, give None. A bare BIC, MMSI or WKN is never
    guessed, for ordinary words have their shape; a bare CIK only when it is printed with its leading zeros.

    Args:
        text: one cell. A sentence with a code in it is not searched.
    """
    if len(text) > 60:
        return None
    label = _PREFIXED.match(text)
    if label:
        scheme = _ALIASES.get(label[1].lower(), label[1].lower())
        value = validate(scheme, text[label.end() :])
        return None if isinstance(value, Fault) else Code(scheme, value)
    bare = text.strip()
    if bare[:3].upper() == "IMO" and bare[3:].isdecimal():
        value = validate("imo", bare)
        return None if isinstance(value, Fault) else Code("imo", value)
    if re.fullmatch(r"000[0-9]{7}", bare):
        return Code("cik", bare)
    found = [Code(scheme, value) for scheme in _BARE if isinstance(value := validate(scheme, bare), str)]
    return found[0] if len(found) == 1 or (found and found[0].scheme in {"lei", "figi", "uscc"}) else None


def national(isin_code: str) -> Code | None:
    """The CUSIP or SEDOL inside an ISIN, when its own check digit is right too.

    US, Canadian and Caribbean ISINs carry a CUSIP (or CINS), British and Irish ones "00" and a SEDOL. A German or
    Chinese ISIN carries another code and gives None, as does an ISIN whose inner check digit is wrong: the outer one
    does not prove the inner.

    Args:
        isin_code: a compact ISIN.
    """
    country, inner = isin_code[:2], isin_code[2:11]
    if country in _CUSIP_COUNTRIES:
        value = validate("cusip", inner)
        return None if isinstance(value, Fault) else Code("cusip", value)
    if country in _SEDOL_COUNTRIES and inner.startswith("00"):
        value = validate("sedol", inner[2:])
        return None if isinstance(value, Fault) else Code("sedol", value)
    return None


def _isin_fits(value: str) -> bool:
    """Twelve ASCII characters of the right shape with the right last digit; False sends the code the slow way."""
    if not (value.isascii() and value.isalnum() and value.isupper() and value[:2].isalpha() and value[11].isdecimal()):
        return False
    if not _isin_country(value[:2]):
        return False
    digits = value.translate(_BASE36)
    return sum(map(int, digits[::-2] + digits[-2::-2].translate(_DOUBLED))) % 10 == 0


@cache
def _isin_country(country: str) -> bool:
    """Does python-stdnum know these two letters as the start of an ISIN? Asked once for each of 676 pairs."""
    return bool(isin.is_valid(isin.from_natid(country, "0")))


def _article(scheme: str) -> str:
    name = scheme.replace("_", " ") if scheme.startswith("sec") else scheme.upper()
    return f"{'an' if name[0] in 'AEFHILMNORSX' and scheme not in {'sedol', 'figi'} else 'a'} {name}"
