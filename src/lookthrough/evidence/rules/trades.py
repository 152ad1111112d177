"""A firm's trade told right before its name: "Danish toolmaker Acme", "the cloud storage giant Boreas"."""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence import vocabulary
from lookthrough.evidence.mentions import Spot
from lookthrough.evidence.rules.draft import Draft
from lookthrough.evidence.scene import Actor, Line, Scene

TRADES = frozenset(
    "chipmaker carmaker automaker shipbuilder insurer lender refiner miner steelmaker planemaker drugmaker bank brewer "
    "retailer broker airline brokerage foundry shipper integrator distributor designer law-firm consultancy toolmaker "
    "farmer grower watchmaker glassmaker papermaker supermarket bookseller grocer smelter shipowner truckmaker "
    "winemaker".split()
)
"""Words that name the trade by themselves."""
_HEADS = frozenset(
    "giant company firm group start-up startup specialist corporation provider maker conglomerate chain producer "
    "manufacturer developer supplier operator vendor exporter importer trader processor platform".split()
)
_NO_TRADE = frozenset(
    "state private public listed foreign local leading largest biggest first multinational international global big "
    "small new old parent holding major large embattled troubled former family same rival other start-up startup "
    "well-known little-known one fellow partner shell front cover campaign rights advocacy "
    "lobby opposition rebel militant activist armed exile exiled monitoring watchdog minority".split()
)


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The trades of one sentence that stand before a name, where the article has not told the firm's trade already."""
    yield from _named_goods(scene, line)
    for chunk in line.sentence.chunks:
        if chunk.kind != "np":
            continue
        spot = scene.spot_at(line, chunk.head)
        if spot is None or spot.first <= chunk.first or spot.last < chunk.last:
            continue
        party = scene.cast.party(spot)
        words = _trade_before(line, chunk.first, spot) if party.kind == "organization" else []
        if words and party.full not in scene.trades:
            yield Draft(
                "sector", Actor(party.full, party.kind, party, "name"), Actor(" ".join(words)), chunk.first, spot.last,
                "profile.trade_before", anchor=spot.first,
            )  # fmt: skip


def _trade_before(line: Line, first: int, spot: Spot) -> list[str]:
    """The words of trade between a phrase's opener and the name; empty where none are told."""
    tokens, tags = line.sentence.tokens, line.sentence.tags
    head = tokens[spot.first - 1].lower
    if head not in TRADES | _HEADS or tags[spot.first - 1] != "noun":
        return []
    start = next((i + 1 for i in range(spot.first - 1, first - 1, -1) if tags[i] in {"gen", "poss"}), first)
    words = []
    for i in range(start, spot.first - 1):
        lower = tokens[i].lower
        opening = i == 0 or (tokens[i].capital and i == first and lower not in vocabulary.places())
        plain = not tokens[i].capital or (opening and lower not in vocabulary.demonyms())
        based = lower.endswith(("-based", "-listed", "-owned", "-backed", "-headquartered"))
        equity = lower == "private" and tokens[i + 1].lower == "equity"
        known = lower not in _NO_TRADE or equity
        if tags[i] == "noun" and plain and not based and not lower.endswith("est") and known:
            words.append(lower)
    return [*words, head] if head in TRADES else words


_GOODS = frozenset(
    "tool product software platform system app application drug vaccine engine model game device service chip aircraft "
    "missile drone camera phone handset".split()
)


def _named_goods(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "Acme's flagship tool, Hollow": what a firm makes, by its name."""
    chunks, tags = line.sentence.chunks, line.sentence.tags
    for k in range(len(chunks) - 2):
        goods, mark, name = chunks[k], chunks[k + 1], chunks[k + 2]
        if (goods.kind, mark.kind, name.kind) != ("np", "comma", "np") or goods.word not in _GOODS:
            continue
        gen = next((i for i in range(goods.first, goods.head) if tags[i] == "gen"), 0)
        maker = scene.spot_at(line, gen - 1) if gen else None
        called = scene.spot_at(line, name.head)
        if maker is None or called is None or scene.cast.party(maker).kind != "organization":
            continue
        party = scene.cast.party(maker)
        yield Draft(
            "produces", Actor(party.full, party.kind, party, "name"), Actor(called.text, "product"), maker.first,
            called.last, "profile.named_goods", anchor=maker.first,
        )  # fmt: skip
