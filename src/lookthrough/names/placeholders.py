"""Words that stand where a name should be: "Unknown", "N/A", "???", "not disclosed", "Sonstige"."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Short words that are companies' names too ("MISC", "REST", "Blank") are left out.
_SAYS_NOTHING = frozenset(
    """
    n/a|na|n.a|n a|nan|null|none|nil|no name|nameless|unnamed|unknown|unkn|unidentified|unspecified|
    unassigned|unclassified|unallocated|undisclosed|not disclosed|non disclosed|nondisclosed|not available|
    not applicable|not known|not specified|not reported|not provided|not stated|no data|no issuer|data not available|
    withheld|redacted|confidential|anonymous|tbd|tba|tbc|to be determined|to be confirmed|to be announced|
    see note|see notes|see below|other|others|all other|all others|various|miscellaneous|sundry|diverse|
    remainder|remaining|#ref|#name|#n/a|#value|
    unbekannt|nicht bekannt|keine angabe|k.a|k a|nicht verfugbar|sonstige|sonstiges|ubrige|andere|verschiedene|
    inconnu|inconnue|non communique|non divulgue|non disponible|autre|autres|divers|diverses|
    desconocido|desconocida|no disponible|no divulgado|otro|otros|otras|varios|varias|
    desconhecido|nao disponivel|outro|outros|outras|diversos|sconosciuto|sconosciuta|altro|altri|altre|vari|varie|
    onbekend|overige|diversen|okand|ovrigt|ovriga|ukjent|ukendt|nieznany|inne|
    неизвестно|неизвестен|неизвестный|прочее|прочие|другое|не указано|нет данных|
    未知|不明|不详|未披露|未公开|其他|其它|无|その他|非公開|알수없음|알 수 없음|기타|미상|غير معروف|أخرى
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
_THINGS = frozenset(
    [
        "issuer",
        "issuers",
        "security",
        "securities",
        "holding",
        "holdings",
        "asset",
        "assets",
        "position",
        "positions",
        "name",
        "names",
        "company",
        "companies",
        "instrument",
        "instruments",
        "investment",
        "investments",
        "stock",
        "stocks",
        "equity",
        "equities",
        "bond",
        "bonds",
        "line",
        "lines",
        "item",
        "items",
        "counterparty",
        "entity",
        "constituent",
        "constituents",
        "component",
        "components",
        "emittent",
        "emittenten",
        "wertpapiere",
        "titres",
        "valeurs",
        "emetteur",
        "emisor",
        "valores",
        "titoli",
    ]
)


@lru_cache(maxsize=65_536)
def is_placeholder(name: str) -> bool:
    """Does the text stand for a missing name, so that nobody can be looked for by it?

    True for a blank, for a text without a letter of any script ("???", "-", "12345"), for a word such as "Unknown",
    "n.a.", "not disclosed", "other" or "various" in several languages, and for such a word with the thing that is
    missing ("Unknown issuer", "Other securities"). False for a name that only holds such a word ("Other Stories AB").

    Args:
        name: as printed.
    """
    if not any(c.isalpha() for c in name):
        return True
    if len(name) > 60:
        return False
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    text = " ".join(unicodedata.normalize("NFKC", plain).replace("-", " ").strip(" .()[]<>{}*_\"':?!").split())
    if text in _SAYS_NOTHING:
        return True
    words = text.split()
    while words and words[-1] in _THINGS:
        words.pop()
    while words and words[0] in _THINGS:
        words.pop(0)
    return bool(words) and " ".join(words) in _SAYS_NOTHING
