"""Which country words speak of: its own name, its people's, or the capital that stands for its government."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.tokens import Token
from lookthrough.names.countries import country_name


def country_in(tokens: Sequence[Token]) -> str:
    """The country named first among some tokens; "" for none."""
    for token in tokens:
        if not token.capital:
            continue
        code = vocabulary.demonyms().get(token.lower) or vocabulary.seats().get(token.lower)
        code = code or vocabulary.country_codes().get(token.lower)
        if code:
            return country_name(code)
    return ""


def only_state(groups: Iterable[Iterable[Sequence[Token]]]) -> str:
    """The one country of the first group of sentences that names any; "" where it names several.

    The United States are told by their name alone: news prose is full of American firms and officials.
    """
    for group in groups:
        countries: set[str] = set()
        for tokens in group:
            for token in tokens:
                if token.lower not in {"american", "u.s.", "us", "americans"} and (name := country_in([token])):
                    countries.add(name)
        if countries:
            return next(iter(countries)) if len(countries) == 1 else ""
    return ""
