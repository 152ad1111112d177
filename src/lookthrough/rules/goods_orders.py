"""Bars on goods by their kind and place, whoever made them: the cotton of a country, the gold of its small mines.

An entity list does not answer this question, nor does a register: the row of a chain of supply does, by what it says of
its goods and of where they were made. Goods are known by the words of the order alone ("cotton", "tobacco"): no table
of goods or of HS codes stands behind them, so other words leave the answer open and never make it "no".

Source of the rules: `resources/goods_orders.toml`, which names the orders and statutes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import cast

from lookthrough.model.dates import Truth
from lookthrough.names.denials import folded, told_apart
from lookthrough.names.regions import Lies, Located, Region, located
from lookthrough.rules.standing import tidy
from lookthrough.rules.toml_table import Reader, read_toml
from lookthrough.rules.verdict import Effect, Verdict

ACTOR = "importers of goods into the United States"
_FILE = "goods_orders.toml"
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class GoodsOrder:
    """One order or presumption about goods of a place.

    Attributes:
        id, title, rule: what it is, and the rule whose verdict it gives.
        goods: its own words for the goods; empty for all goods.
        translated: the same words in other languages.
        region: a key of `names/regions.toml`; "" where a country is meant.
        country: ISO 3166-1 alpha-2; "" where a region is meant.
        places: words of which a place in the country must name one; empty for the whole country.
        since, until: from when it is carried out, and the first day on which it is no more; None is open.
        after: what is said after that.
        further: what else it asks, which neither a place nor a word for goods tells; "" for nothing.
        elsewhere: what it reaches that no place tells; "" for nothing.
        effect, citation, confirmed, text: what it does, where it is written, whether that was checked, and its words.
    """

    id: str
    title: str
    rule: str
    goods: tuple[str, ...]
    translated: tuple[str, ...]
    region: str
    country: str
    places: tuple[str, ...]
    since: date
    until: date | None
    after: str
    further: str
    elsewhere: str
    effect: Effect
    citation: str
    confirmed: bool
    text: str

    def lies(self, places: Sequence[str], country: str = "") -> Lies:
        """Does one of these places of production lie where the order says? "no" where every one lies elsewhere.

        Args:
            places: as printed.
            country: the country that stands beside them; a code, "" for none.
        """
        found = [self._lies(text, country) for text in places]
        if "yes" in found:
            return "yes"
        return "no" if found and set(found) == {"no"} else "unknown"

    def _lies(self, text: str, country: str) -> Lies:
        there = self.located(text, country)
        if not self.places or there.lies == "no":
            return there.lies
        return "yes" if not there.denied and _told(text, self.places)[0] else "unknown"

    def located(self, text: str, country: str = "") -> Located:
        """Where a place of production lies, seen from the region or country of the order; see `names.regions`."""
        return located(text, cast(Region, self.region or self.country), country=country)

    def names_goods(self, item: str) -> bool:
        """Do the words for the goods name what the order does? False leaves it open."""
        return not self.goods or bool(_told(item, (*self.goods, *self.translated))[0])

    def denied_goods(self, item: str) -> tuple[str, ...]:
        """The words of the order of which these say that the goods are not of it: "cotton-free", "non-cotton"."""
        return tuple(dict.fromkeys(_told(item, (*self.goods, *self.translated))[1]))


@cache
def goods_orders() -> tuple[GoodsOrder, ...]:
    """Every order that is written down, in the order of the file.

    Raises:
        StateError: if the file is wrong.
    """
    text = resources.files("lookthrough.resources").joinpath(_FILE).read_text(encoding="utf-8")
    read = Reader(_FILE, read_toml(text, _FILE))
    orders = tuple(_order(part) for part in read.tables("order"))
    read.finish()
    return orders


def judge_order(order: GoodsOrder, goods: str, *, named: bool, as_of: date, made_of: str = "") -> Verdict:
    """What an order says of goods that come from its place, or into which such goods go.

    Args:
        order: which.
        goods: what they are, in the words of the one who asks.
        named: their words are the order's own, or goods that it names go into them.
        as_of: the day of the import.
        made_of: the row whose goods go into them; "" where they are from the place themselves.
    """
    doubt = order.further if named else f"whether they are what it names ({', '.join(order.goods)}), or contain it"
    law = _law(order, as_of)
    applies: Truth = "no" if law else "unknown" if doubt else "yes"
    open_ = f" Open: {doubt}." if applies == "unknown" else ""
    said = law or f"by the {order.title}, {order.text}.{open_}"
    what = f"{goods}, into which goods of {made_of} go" if made_of else goods
    return Verdict(
        rule=order.rule,
        applies=applies,
        effect="none" if applies == "no" else order.effect,
        actor=ACTOR,
        object=f"import into the United States of {goods}",
        since=order.since,
        until=order.until,
        citation=order.citation if order.confirmed else f"{order.citation} (to be confirmed)",
        says=tidy(f"On {as_of}, {what}: {said}"),
    )


def open_origin(order: GoodsOrder, as_of: date) -> str:
    """What is said of goods that an order names and whose place is not known to be its own; "" where it is no law."""
    if _law(order, as_of):
        return ""
    return (
        f"goods that the {order.title} names (from {order.since}): whether any part of them is from there is not stated"
    )


def _law(order: GoodsOrder, as_of: date) -> str:
    """Why an order is not carried out on a day, as a sentence; "" where it is."""
    if as_of < order.since:
        return f"the {order.title} is law only from {order.since}."
    return order.after if order.until and as_of >= order.until else ""


def _order(read: Reader) -> GoodsOrder:
    since, until = read.stretch()
    if since is None:
        raise read.wrong("from", "is missing")
    order = GoodsOrder(
        id=read.text("id"),
        title=read.text("title"),
        rule=read.text("rule"),
        goods=read.texts("goods", required=False),
        translated=read.texts("translated", required=False),
        region=read.text("region", ""),
        country=read.text("country", ""),
        places=read.texts("places", required=False),
        since=since,
        until=until,
        after=read.text("after", ""),
        further=read.text("further", ""),
        elsewhere=read.text("elsewhere", ""),
        effect=cast(Effect, read.choice("effect", ("import_barred", "import_presumption"))),
        citation=read.text("citation"),
        confirmed=read.truth("confirmed"),
        text=read.text("text"),
    )
    read.finish()
    if bool(order.region) == bool(order.country):
        raise read.wrong("region", "or country says of which place the order speaks")
    if order.until and not order.after:
        raise read.wrong("after", "must say what follows the end")
    return order


def _told(text: str, words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Which of an order's words a cell states, and which it denies."""
    if not words:
        return [], []
    plain = folded(text)
    return told_apart(plain, (word.span() for word in _pattern(tuple(words)).finditer(plain)))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words; those of scripts that set no spaces between words wherever they stand."""
    each = [folded(word).strip() for word in words]
    return re.compile("|".join(re.escape(w) if _UNSPACED.search(w) else rf"(?<= ){re.escape(w)}(?= )" for w in each))
