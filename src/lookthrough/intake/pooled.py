"""Is a line a fund or a private vehicle, whose name says nothing of what it holds? By evidence in names and titles.

Three strengths. "sure": a word that only funds bear (ETF, UCITS, SICAV, index fund): it outweighs a publisher's class
"Equity" or "Fixed Income", for brokers file exchange-traded funds there. "likely": the word fund in one of several
languages, a collective trust, a trust named for an index: it outweighs "Equity". "unlisted": a partnership's name,
which listed operating partnerships bear too: it counts only where neither a class nor a code speaks for a listed share.

Real-estate investment trusts are operating companies here, and so is who manages, serves or sells funds.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Strength = Literal["sure", "likely", "unlisted", ""]

_INDEX = (
    r"index|idx|indx|msci|s&p|s&p500|ftse|russell|nasdaq|stoxx|topix|nikkei|bloomberg|barclays|"
    r"bitcoin|ethereum|bullion|gold|silver|platinum|palladium|stock (?:market|mkt)"
)
_CLASS = (
    r"(?:class|cl|ser(?:ies)?|shares?|shs|units?|"
    r"inst(?:itutional)?|acc|inc|dist|[a-z]|[ivx]+|[a-z]\d|r\d|usd|eur|gbp)"
)
_SURE = re.compile(
    r"\b(?:etfs?|etps?|ucits|sicavs?|sicaf|ishares)\b|"
    r"\b(?:index|idx|mutual|money market|investment|hedge|commingled|bond|income|equity|balanced|target date) "
    r"(?:funds?|fds?)\b|"
    r"\bexch(?:ange|ng)?[ -](?:traded|trd)\b|\bmaster[ -]feeder\b|\bfeeder fund\b|\bfund of (?:hedge )?funds\b|"
    r"\bunit trusts?\b|\bcollective (?:investment )?(?:trusts?|funds?)\b|\bfonds commun\b|"
    r"证券投资基金|投资信托|投資信託",
    re.IGNORECASE,
)
_LIKELY = re.compile(
    r"\b(?:funds?|fds?|fnds?|fondos?|fundos?|fondi|fonden|fond|oeic|fcpi?|fcpr|fip|stif|scsp|com?mingled)\b|"
    r"\w*fonds\b|\bcommon (?:/ ?collective )?trust(?: fund)?\b|"
    rf"\b(?:{_INDEX})\b.*\b(?:tr|trust)\b|"
    # an index by its own name: "MSCI ACWI ex-US", "CSI 300", "EAFE"; not the firm "MSCI Inc"
    r"\b(?:msci|ftse|stoxx|s&p) (?!inc\b|global\b|plc\b|corp\b|ltd\b|group\b)\w+|\bcsi \d{3}\b|"
    r"\b(?:acwi|eafe)\b|\w+ index(?: (?:admiral|investor|institutional|inst))?$|"
    r"\b(?:bond|equity|equities|income|growth|balanced|tax[- ]free|municipal)\b.* (?:portfolio|series)(?: \d{4})?$|"
    rf"(?<=\w)\s(?<!pass thru )(?<!through )(?:ctf|cit)(?=(?: {_CLASS}| \d+)*$)|"
    r"基金|ファンド|펀드|паевой|\bпиф\b",
    re.IGNORECASE,
)
_PARTNERSHIP = re.compile(
    r"\b(?:partners?|ventures?|capital|investors|opportunit(?:y|ies)|buyout|private equity|growth|credit|"
    r"co-?invest\w*)\b"
    r".*\b(?:l\.? ?p\.?|limited partnership|ilp|scs|slp)$",
    re.IGNORECASE,
)
_ESTATE = re.compile(
    r"\b(?:reit?s?|realty|rlty|real estate|property|properties|ppty|pptys|building|office|logistics|hotels?|fibra)\b",
    re.IGNORECASE,
)
# Who manages, serves or sells funds, and Japan's "Fund Investment Corporation", a real-estate company.
_BUSINESS = re.compile(
    r"(?:\b(?:funds?|fonds|fondos?|fundos?|fonden|ucits|etfs?|trust|hedge fund|unit trusts?)\s+|基金|ファンド|投資信託)"
    r"(?:management|managers?|mgmt|services?|solutions?|advis\w+|administrat\w+|research|technolog\w+|partners? ag|"
    r"investment|investment corp\w*|distribut\w+|holdings|group|platform|gestion\w*|管理|경영)",
    re.IGNORECASE,
)
_DERIVATIVE = re.compile(r"\b(?:futures?|fut|options?|swaps?|forwards?|fwd|warrants?)\b", re.IGNORECASE)
_MONEY = re.compile(
    r"\b(?:money (?:market|mkt)|cash|treasur(?:y|ies)|government|govt|liquidity|liquid|sweep|geldmarkt|monetaire)\b",
    re.IGNORECASE,
)
_APART = re.compile(r"[()\[\],:;*_]+|\.(?=\s|$)|(?<=\s)[-–](?=\s)")
WORDS = frozenset(
    (
        *("etf", "etfs", "etp", "etps", "ucits", "sicav", "sicavs", "sicaf", "ishares", "fund", "funds", "fd", "fds"),
        *("fnd", "fnds", "fondo", "fondos", "fundo", "fundos", "fondi", "fonden", "fond", "oeic", "fcp", "fcpi"),
        *("fcpr", "fip", "stif", "scsp", "commingled", "comingled", "traded", "trd", "trust", "trusts", "tr", "ctf"),
        *("msci", "ftse", "stoxx", "csi", "s&p", "acwi", "eafe", "index"),
        *("admiral", "portfolio", "series"),
        *("cit", "lp", "l p", "partnership", "ilp", "scs", "slp", "feeder", "пиф", "паевой"),
    )
)
"""Lower-case words without one of which, or a sign of `MARKS`, no name is evidence: asked first, for speed."""
MARKS = ("fonds", "基金", "ファンド", "펀드", "投信", "投资信托", "投資信託", " l.p", " l p")


@lru_cache(maxsize=65_536)
def strength(name: str) -> Strength:
    """How strongly a name says that it is a pooled vehicle's.

    Args:
        name: a line's name, or issuer and title with a space between; anything above 300 characters says nothing.

    Returns:
        The strongest evidence; "" for nearly every company.
    """
    if len(name) > 300:
        return ""
    text = " ".join(_APART.sub(" ", name).split())
    if _BUSINESS.search(text):
        return ""
    if _SURE.search(text):
        return "" if re.search(r"\breit?s?\b", text, re.IGNORECASE) and "etf" not in text.lower() else "sure"
    if _LIKELY.search(text) and not _DERIVATIVE.search(text):
        return "" if _ESTATE.search(text) else "likely"
    return "unlisted" if _PARTNERSHIP.search(text) and not _ESTATE.search(text) else ""


def is_money_market(name: str) -> bool:
    """Does a short-term vehicle's name say that it holds cash, or paper as good as cash?"""
    return bool(_MONEY.search(name))


_ISSUER = re.compile(
    r"\b(?:tr|trust|fds?|funds?|etfs?|index|idx|series|portfolios?|exch(?:ange|ng)?[ -](?:traded|trd))"
    r"(?: (?:[a-z]|[ivx]+|inc|tr|trust|\d+))?$",
    re.IGNORECASE,
)
_UNITS = re.compile(r"^(?:ut|unit|units) ser\b|^tr unit|^unit inv", re.IGNORECASE)


def issues_funds(issuer: str, title: str, *, ordinary: bool) -> bool:
    """Is a security of a 13F table a fund, by its issuer and the title of its class?

    Args:
        issuer: as printed, cut off at some 28 letters.
        title: as printed. A trust whose class is "MSCI CHINA" is a fund of funds; one whose class is "COM" may be
            any company.
        ordinary: whether the title is an ordinary share class such as COM, SHS, CL A, SH BEN INT or an ADR.
    """
    if _UNITS.search(title) or strength(title) == "sure":
        return True
    told = strength(issuer)
    if told in {"sure", "likely"}:
        return True
    if ordinary or not title or _ESTATE.search(issuer):
        return strength(f"{issuer} {title}") in {"sure", "likely"}
    return bool(_ISSUER.search(_APART.sub(" ", issuer).strip()))
