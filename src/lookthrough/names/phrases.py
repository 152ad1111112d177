"""The words and phrases that are known of bodies' names, with what each can prove and where it counts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import cache
from itertools import islice, takewhile

from lookthrough.names.guesses import Guesses
from lookthrough.names.legal_forms import Where, legal_forms
from lookthrough.names.tags import PLACES, Tag
from lookthrough.names.wordlists import spellings, word_list, words_of


def complete(stump: str) -> str:
    """The known word that a stump can only be the beginning of; the stump itself when there is none, or several."""
    if is_known(stump):
        return stump
    known = _single_words()
    begun = takewhile(lambda word: word.startswith(stump), islice(known, bisect_left(known, stump), None))
    found = {phrases()[word,][0] for word in begun}
    return found.pop() if len(found) == 1 else stump


def canonical(word: str) -> str:
    """The word that a single word stands for in the name of a body; itself when no list knows it."""
    return canonical_words().get(word, word)


def is_known(word: str) -> bool:
    """Does a list of words for bodies' names hold a word by itself?"""
    return (word,) in phrases()


@cache
def phrases() -> Mapping[tuple[str, ...], tuple[str, Tag, Where]]:
    """Every known phrase of a body's name: its words, then (canonical word, tag, where it counts)."""
    table: dict[tuple[str, ...], tuple[str, Tag, Where]] = {}
    for words, (form, where) in legal_forms().items():
        table[words] = (f"~{form}", Tag.LEGAL, where)
    sections = (
        ("places", "country", Tag.COUNTRY),
        ("places", "place", Tag.PLACE),
        ("trade_words", "filler", Tag.FILLER),
        ("trade_words", "trade", Tag.TRADE),
        ("trade_words", "structure", Tag.STRUCTURE),
        ("trade_words", "particle", Tag.PARTICLE),
    )
    for pick_own in (True, False):  # a word listed in its own right is never another's abbreviation
        for name, section, tag in sections:
            for spelling, word in spellings(name, section):
                if (spelling == word) is pick_own:
                    table.setdefault(tuple(spelling.split()), (word, tag, "anywhere"))
    for short in either():
        table[short,] = (short, Tag.TRADE, "anywhere")
    return table


@cache
def _single_words() -> list[str]:
    """Every word that a list knows by itself, in the order of their letters."""
    return sorted(words[0] for words in phrases() if len(words) == 1)


@cache
def canonical_words() -> Mapping[str, str]:
    """Every single word that a list knows, legal forms aside, with the word it stands for."""
    return {words[0]: text for words, (text, tag, _) in phrases().items() if len(words) == 1 and tag is not Tag.LEGAL}


@cache
def parted_places() -> Mapping[str, frozenset[str]]:
    """The last words of places of two words with their first ones, where neither means anything alone."""
    table: dict[str, set[str]] = {}
    for words, (_, tag, _) in phrases().items():
        alone = words[:1] in phrases() or words[1:] in phrases()
        if len(words) == 2 and tag in PLACES and not alone and min(map(len, words)) > 2:
            table.setdefault(words[1], set()).add(words[0])
    return {last: frozenset(firsts) for last, firsts in table.items()}


@cache
def either() -> Mapping[str, tuple[str, ...]]:
    """Abbreviations that stand for one of several words of trade."""
    return {short: words_of("trade_words", "either", short) for short in word_list("trade_words")["either"]}


@cache
def fund_classes() -> frozenset[str]:
    """The words that name a share class at the end of a fund's name."""
    return frozenset(words_of("fund_classes", "ending"))


@cache
def guesses() -> Guesses:
    """What an unknown word may be: the words of trade, structure and place, with the word each stands for."""
    known: dict[str, str] = {}
    places: dict[str, str] = {}
    for words, (text, tag, _) in phrases().items():
        if len(words) == 1 and tag in (Tag.FILLER, Tag.TRADE, Tag.STRUCTURE) and words[0] not in either():
            known[words[0]] = text
        elif len(words) == 1 and tag in PLACES:
            places[words[0]] = text
    return Guesses(known, places)


@cache
def widths() -> Mapping[str, int]:
    """For each first word of a phrase, the number of words of the longest phrase that begins with it."""
    widths: dict[str, int] = {}
    for words in phrases():
        widths[words[0]] = max(widths.get(words[0], 0), len(words))
    return widths
