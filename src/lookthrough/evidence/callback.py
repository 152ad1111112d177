"""Words by which a party named before is called back: "the company", "both firms", "the agency"."""

from __future__ import annotations

from lookthrough.evidence.grammar.sentence import Sentence

FIRM_WORDS = frozenset(
    "company firm group corporation business giant maker manufacturer start-up startup supplier retailer conglomerate "
    "chipmaker lender bank carrier developer unicorn contractor exporter subsidiary insurer producer".split()
)
PLURAL_FIRMS = frozenset(f"{word}s" for word in FIRM_WORDS) | {
    "companies",
    "businesses",
    "subsidiaries",
    "entities",
    "two",
}
STATE = frozenset(
    "government authorities ministry department administration bureau police army military state congress "
    "senate parliament house committee commission court council bureaus agency office".split()
)
QUANTITIES = frozenset(
    "range number group majority handful series host variety couple dozen dozens lot some many several bulk part "
    "half third quarter fifth".split()
)
OFFICES = frozenset("agency regulator authority bureau watchdog".split())
CALLED_BY_NAME = frozenset("group company firm corporation conglomerate concern brand consortium".split())
OF_ITSELF = frozenset(("Company", "Group", "Corporation", "Bank", "Firm"))
COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "both": 2, "six": 6}
_PRESS = frozenset(
    "times post news journal daily tribune herald press magazine gazette guardian telegraph broadcaster "
    "newspaper observer chronicle "
    "standard weekly wire".split()
)


def is_press(name: str) -> bool:
    """Is a name one of a newspaper, agency or broadcaster, by its words?"""
    return any(word in _PRESS for word in name.lower().replace("’s", "").replace("'s", "").split())


def is_of_people(sentence: Sentence, token: int) -> bool:
    """As in "Ruritanian customers": a word of origin before a common noun names no firm."""
    tokens, tags = sentence.tokens, sentence.tags
    behind = token + 1
    origin = tokens[token].lower.endswith(("ian", "ean", "ese", "ish"))
    return origin and behind < len(tokens) and tags[behind] == "noun" and tokens[behind].text.islower()
