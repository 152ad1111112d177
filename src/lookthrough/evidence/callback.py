"""Words by which a party named before is called back: "the company", "both firms", "the agency"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.sentence import Phrase, Sentence

FIRM_WORDS = frozenset(
    "company firm group corporation business giant maker manufacturer start-up startup supplier retailer conglomerate "
    "chipmaker lender bank carrier developer unicorn contractor exporter subsidiary insurer producer "
    "carmaker automaker shipbuilder refiner miner steelmaker planemaker drugmaker brewer airline trader shipowner "
    "toolmaker refinery shipyard vendor distributor importer".split()
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


def topic_of(names: Iterable[str]) -> str:
    """The name that stands at least four times, and twice as often as any other; "" where none does."""
    counted = Counter(names).most_common(2)
    second = counted[1][1] if len(counted) > 1 else 0
    return counted[0][0] if counted and counted[0][1] >= max(4, 2 * second) else ""


def counted_group(sentence: Sentence, before: int) -> Phrase | None:
    """As in "put eight firms on a list, accusing them": the counted objects of the verb before; None for none."""
    for clause in reversed(sentence.clauses):
        aimed = clause.under("on", "against")  # "imposed sanctions on four traders, accusing them"
        acted_on = sorted((p for p in [*clause.objects, *aimed] if p.last <= before), key=lambda p: p.first)
        for phrase in acted_on:
            counted = any(tag == "num" for tag in sentence.tags[phrase.first : phrase.head])
            if counted and sentence.tags[phrase.head] == "noun" and sentence.tokens[phrase.head].lower.endswith("s"):
                return phrase
        if acted_on:
            return None
    return None


def only_list(sentences: Iterable[Sentence], text: str) -> str:
    """The one list of parties that sentences name, as printed; "" for none or several."""
    found: dict[str, str] = {}
    for sentence in sentences:
        lower = [token.lower for token in sentence.tokens]
        for i, word in enumerate(lower):
            starts = range(max(0, i - 6), i) if word == "list" else range(0)
            first = next((k for k in starts if " ".join(lower[k : i + 1]) in vocabulary.list_names()), -1)
            if first >= 0:
                found.setdefault(" ".join(lower[first : i + 1]), " ".join(sentence.text(first, i + 1, text).split()))
    return next(iter(found.values())) if len(found) == 1 else ""
