"""How many and how much: numbers with their unit and what the words bind them to, as exact fractions.

Grammar: [comparator] [currency] number [scale] [currency | per cent | noun], e.g. "more than $1 billion", "up to one
million", "two dozen", "at least seven", "nearly 30 per cent", "several".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lookthrough.evidence.grammar.tokens import Token
from lookthrough.model.claim import Amount, Comparator

_SMALL = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {
    "hundred": 100, "hundreds": 100, "thousand": 1000, "thousands": 1000, "k": 1000, "lakh": 10**5, "m": 10**6,
    "mn": 10**6,
    "million": 10**6, "millions": 10**6, "crore": 10**7, "bn": 10**9, "billion": 10**9, "billions": 10**9, "tn": 10**12,
    "trillion": 10**12, "dozen": 12, "dozens": 12,
}  # fmt: skip
_FRACTIONS = {
    "half": Fraction(1, 2),
    "one-third": Fraction(1, 3),
    "two-thirds": Fraction(2, 3),
    "one-quarter": Fraction(1, 4),
    "a-quarter": Fraction(1, 4),
    "three-quarters": Fraction(3, 4),
    "one-half": Fraction(1, 2),
    "one-fifth": Fraction(1, 5),
}
_CURRENCIES = {
    "$": "USD",
    "us$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "hk$": "HKD",
    "s$": "SGD",
    "c$": "CAD",
    "a$": "AUD",
    "nz$": "NZD",
    "nt$": "TWD",
}
_CODES = frozenset(
    "USD EUR GBP JPY CNY CHF NOK SEK DKK PLN CZK HUF RUB TRY INR KRW SGD HKD AUD CAD NZD ZAR BRL MXN AED SAR".split()
)
_CURRENCY_WORDS = {
    "dollar": "USD", "dollars": "USD", "usd": "USD", "euro": "EUR", "euros": "EUR", "eur": "EUR", "pounds": "GBP",
    "gbp": "GBP", "yuan": "CNY",
    "renminbi": "CNY", "rmb": "CNY", "cny": "CNY", "yen": "JPY", "roubles": "RUB", "rubles": "RUB",
    "rupees": "INR", "francs": "CHF",
}  # fmt: skip
_WORDS_BEFORE: Mapping[Comparator, str] = {
    "more than": "more than; greater than; over; above; exceeding",
    "at least": "at least; no fewer than; no less than; not less than",
    "at most": "up to; at most; as many as; as much as; no more than; a maximum of",
    "less than": "fewer than; less than; under; below",
    "about": "nearly; almost; about; around; roughly; approximately; some; an estimated; estimated; close to",
}
_COMPARATORS: tuple[tuple[tuple[str, ...], Comparator], ...] = tuple(
    sorted(
        ((tuple(phrase.split()), bound) for bound, many in _WORDS_BEFORE.items() for phrase in many.split(";")),
        key=lambda pair: -len(pair[0]),
    )
)
_SKIP_UNIT = frozenset(
    "of the other ethnic different separate private local such more us u.s. american chinese foreign new its".split()
)


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount at tokens `first` to `last` of its sentence, the last excluded, and the token of the thing counted."""

    first: int
    last: int
    amount: Amount


def amounts_in(tokens: Sequence[Token], text: str, *, heads: Sequence[int] = ()) -> list[Figure]:
    """The amounts of a sentence, left to right. Years, days of a date and ordinals are none.

    Args:
        tokens: the sentence.
        text: the rendition's text, from which the words are taken as printed.
        heads: for each token the token that is the main word of its phrase, where known; it gives the unit.
    """
    found: list[Figure] = []
    i = 0
    while i < len(tokens):
        read = _number(tokens, i)
        if read is None:
            i += 1
            continue
        value, j, currency, plural = read
        first, comparator = _comparator_before(tokens, i)
        unit, last = _unit(tokens, j, currency, heads[j - 1] if heads else -1)
        if _is_date(tokens, i, j, value, currency):
            i = j
            continue
        low, high = _bounds(value, comparator, plural=plural)
        words = text[tokens[first].start : tokens[last - 1].end]
        found.append(
            Figure(
                first,
                last,
                Amount(words, low, high, "at least" if plural and comparator == "exactly" else comparator, unit),
            )
        )
        i = max(j, i + 1)
    return found


def _bounds(value: Fraction, comparator: Comparator, *, plural: bool) -> tuple[Fraction | None, Fraction | None]:
    if comparator in {"more than", "at least"} or (plural and comparator == "exactly"):
        return value, None
    if comparator in {"at most", "less than"}:
        return None, value
    return value, value


def _number(tokens: Sequence[Token], i: int) -> tuple[Fraction, int, str, bool] | None:
    """Value, token behind it, currency before it, and whether it is a bare plural ("hundreds of thousands")."""
    currency = _CURRENCIES.get(tokens[i].lower, "") or (tokens[i].text if tokens[i].text in _CODES else "")
    j = i + 1 if currency else i
    if j >= len(tokens):
        return None
    word = tokens[j].lower
    plural = False
    if word in _FRACTIONS:
        return _FRACTIONS[word], j + 1, currency, False
    value, j = _plain_number(tokens, j)
    if value is None:
        if word in {"tens", "dozens", "hundreds", "thousands", "millions", "billions"}:
            scale = 10 if word == "tens" else _SCALES[word]
            value, j, plural = Fraction(scale), j + 1, True
            if (
                j + 1 < len(tokens)
                and tokens[j].lower == "of"
                and tokens[j + 1].lower in {"thousands", "millions", "billions"}
            ):
                value, j = value * _SCALES[tokens[j + 1].lower], j + 2
            return value, j, currency, plural
        if (
            word in {"a", "an"}
            and j + 1 < len(tokens)
            and tokens[j + 1].lower in {"million", "billion", "trillion", "hundred", "thousand", "dozen"}
        ):
            value, j = Fraction(1), j + 1
        else:
            return None
    while j < len(tokens) and (
        tokens[j].lower
        in {"million", "billion", "trillion", "hundred", "thousand", "dozen", "bn", "mn", "tn", "m", "crore", "lakh"}
        or _fused_scale(tokens[j].lower)
    ):
        scale_word = tokens[j].lower if tokens[j].lower in _SCALES else _fused_scale(tokens[j].lower)
        if scale_word in {"m"} and not currency:
            break
        value *= _SCALES[scale_word]
        j += 1
    return value, j, currency, plural


def _fused_scale(word: str) -> str:
    """As in "millionbarrels": a scale with the thing counted stuck to it."""
    return next(
        (
            scale
            for scale in ("million", "billion", "trillion")
            if word.startswith(scale) and len(word) > len(scale) + 3 and not word.startswith(f"{scale}aire")
        ),
        "",
    )


def _plain_number(tokens: Sequence[Token], j: int) -> tuple[Fraction | None, int]:
    word = tokens[j].lower
    if word[0].isdigit():
        digits = word
        scale = 1
        for ending in ("bn", "mn", "tn", "m", "k"):
            if digits.endswith(ending) and digits[: -len(ending)].replace(",", "").replace(".", "").isdigit():
                scale, digits = _SCALES[ending], digits[: -len(ending)]
                break
        plain = digits.replace(",", "")
        if (
            plain.count(".") <= 1
            and plain.replace(".", "").isdecimal()
            and plain.isascii()
            and not plain.endswith(".")
            and len(plain) <= 30
        ):
            return Fraction(plain) * scale, j + 1
        return None, j
    if word in _SMALL or word in _TENS:
        if word == "one" and j + 1 < len(tokens) and tokens[j + 1].lower in {"of", "in", "or"}:
            return None, j
        return Fraction(_SMALL.get(word, _TENS.get(word, 0))), j + 1
    tens, _, ones = word.partition("-")
    if tens in _TENS and ones in _SMALL:
        return Fraction(_TENS[tens] + _SMALL[ones]), j + 1
    return None, j


def _comparator_before(tokens: Sequence[Token], i: int) -> tuple[int, Comparator]:
    for phrase, comparator in _COMPARATORS:
        start = i - len(phrase)
        if start >= 0 and tuple(token.lower for token in tokens[start:i]) == phrase:
            return start, comparator
    return i, "exactly"


def _unit(tokens: Sequence[Token], j: int, currency: str, head: int) -> tuple[str, int]:
    """The unit and the token behind it: a currency, "%", or the thing counted."""
    if currency:
        return currency, j
    measured = _measure(tokens, j)
    if measured is not None:
        return measured
    if head >= j:
        return tokens[head].lower, j
    k = j
    while k < min(j + 3, len(tokens)) and tokens[k].lower in _SKIP_UNIT:
        k += 1
    if k < len(tokens) and tokens[k].text[0].isalpha() and tokens[k].lower.endswith("s") and len(tokens[k].text) > 3:
        return tokens[k].lower, j
    return "", j


def _measure(tokens: Sequence[Token], j: int) -> tuple[str, int] | None:
    fused = _fused_scale(tokens[j - 1].lower)
    if fused:
        return tokens[j - 1].lower[len(fused) :], j
    if j >= len(tokens):
        return None
    word = tokens[j].lower
    following = tokens[j + 1].lower if j + 1 < len(tokens) else ""
    if word in {"%", "percent", "pct"}:
        return "%", j + 1
    if word == "per" and following == "cent":
        return "%", j + 2
    if word in _CURRENCY_WORDS:
        return _CURRENCY_WORDS[word], j + 1
    if word in {"u.s.", "us"} and following in _CURRENCY_WORDS:
        return "USD", j + 2
    return None


def _is_date(tokens: Sequence[Token], i: int, j: int, value: Fraction, currency: str) -> bool:
    if currency:
        return False
    before = tokens[i - 1] if i else None
    after = tokens[j] if j < len(tokens) else None
    months = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    for beside in (before, after):
        if beside is not None and beside.capital and beside.lower[:3] in months and value <= 31:
            return True
    whole = tokens[i].text.isdigit() and len(tokens[i].text) == 4 and 1900 <= value <= 2100
    return whole and not (
        after is not None
        and after.lower.endswith("s")
        and after.text.isalpha()
        and after.lower not in {"was", "is", "as", "has"}
    )
