"""What single words say of a name: the lists of `resources/evidence/parties.toml` joined with those of `names`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from lookthrough.evidence.grammar.words import lists, phrases, verb_forms, words
from lookthrough.names.countries import country_name
from lookthrough.names.given_names import family_of, is_given_name
from lookthrough.names.legal_forms import legal_forms
from lookthrough.names.normalise import plain
from lookthrough.names.wordlists import spellings, word_list


@cache
def body(key: str) -> frozenset[str]:
    """Words of `[body]`, e.g. "institution", "company", "role"."""
    return words("parties", "body", key)


@cache
def person(key: str) -> frozenset[str]:
    """Words of `[person]`, e.g. "title", "role", "people"."""
    return words("parties", "person", key)


@cache
def list_names() -> frozenset[str]:
    """Names of lists of parties in lower case."""
    return phrases("parties", "list", "named")


@cache
def list_words() -> frozenset[str]:
    """Words for a list of parties."""
    return words("parties", "list", "word")


@cache
def list_qualifiers() -> frozenset[str]:
    """Words before "list" that make it a list of parties under some measure."""
    return words("parties", "list", "qualifier")


@cache
def wrongs() -> frozenset[str]:
    """Nouns for wrongs, in the singular."""
    return words("parties", "wrong", "noun")


@cache
def places() -> frozenset[str]:
    """Places in lower case: countries, provinces, states and large cities."""
    found: set[str] = set()
    for key in ("states", "provinces", "cities"):
        found |= phrases("parties", "places", key)
    for section in word_list("places"):
        if section != "weak":
            found |= {spelling for spelling, _ in spellings("places", section)}
    found |= {name.lower() for name in _country_names()}
    return frozenset(
        found
        - set(demonyms())
        - {
            "us",
            "the",
            "in",
            "it",
            "me",
            "or",
            "is",
            "as",
            "at",
            "no",
            "to",
            "so",
            "be",
            "am",
            "co",
            "de",
            "la",
            "go",
            "hi",
            "an",
        }
    )


@cache
def _country_names() -> frozenset[str]:
    codes = [f"{a}{b}" for a in "abcdefghijklmnopqrstuvwxyz" for b in "abcdefghijklmnopqrstuvwxyz"]
    return frozenset(country_name(code) for code in codes if country_name(code) != code)


@cache
def _long_countries() -> frozenset[str]:
    return frozenset(name.lower() for name in _country_names() if " " in name)


@cache
def state_abbreviations() -> frozenset[str]:
    """Abbreviations of states of the United States, without the last full stop."""
    return words("parties", "state", "short")


@cache
def country_codes() -> Mapping[str, str]:
    """Country in lower case, one word -> code."""
    codes = [f"{a}{b}" for a in "abcdefghijklmnopqrstuvwxyz" for b in "abcdefghijklmnopqrstuvwxyz"]
    names = {country_name(code).lower(): code for code in codes if country_name(code) != code}
    return {name: code for name, code in names.items() if " " not in name and len(name) > 3}


_REGIONS = frozenset("america americas europe asia africa emea apac usa uk us deutschland".split())


def opens_with_country(words: Sequence[str]) -> bool:
    """Do words in lower case begin with a country or a continent: the part of a firm's name that makes it another?"""
    if not words:
        return False
    return words[0] in _REGIONS | set(country_codes()) or " ".join(words[:2]) in _long_countries()


@cache
def demonyms() -> Mapping[str, str]:
    """Adjective or name of a people in lower case -> country code: "chinese" -> "cn"."""
    table: dict[str, str] = {}
    for code, many in lists("parties")["demonym"].items():
        for word in many.split():
            table[word.replace("-", " ")] = code
            table[word] = code
    return table


@cache
def peoples() -> frozenset[str]:
    """Names of peoples and of those who hold a faith, in the singular and plural."""
    names = words("parties", "people", "names")
    return names | {f"{name}s" for name in names}


@cache
def surnames() -> frozenset[str]:
    """Frequent East Asian surnames in Latin letters, which stand in front of the given name."""
    return words("parties", "person", "surname_first")


@cache
def things() -> frozenset[str]:
    """Abbreviations that name no party."""
    return words("parties", "thing", "abbreviation")


@cache
def seats() -> Mapping[str, str]:
    """Capital that stands for a government -> country code."""
    return {word: code for code, many in lists("parties")["seat"].items() for word in many.split()}


@cache
def months() -> frozenset[str]:
    """Names of months with their short forms."""
    return words("parties", "calendar", "month")


@cache
def calendar_words() -> frozenset[str]:
    """Names of months and of days of the week."""
    return months() | words("parties", "calendar", "weekday")


@cache
def legal_words() -> frozenset[str]:
    """Single words that are a legal form by themselves at the end of a name, without full stops."""
    return frozenset(
        key[0] for key, (_, where) in legal_forms().items() if len(key) == 1 and len(key[0]) > 1 and where != "front"
    )


@cache
def trade_words() -> frozenset[str]:
    """Words of trade and structure that many names share."""
    found = {spelling for section in word_list("trade_words") for spelling, _ in spellings("trade_words", section)}
    return frozenset(found) | body("company") | body("institution")


@cache
def closed_words() -> frozenset[str]:
    """The small words of the language, which never begin a name."""
    closed = lists("words")["closed"]
    return frozenset(word for key, many in closed.items() if key not in {"opener"} for word in many.split())


@cache
def openers() -> frozenset[str]:
    """Words that often open a sentence, and may open a name too."""
    return words("words", "closed", "opener")


@cache
def common_words() -> frozenset[str]:
    """Ordinary words that begin sentences with a capital without being names."""
    closed = {word for many in lists("words")["closed"].values() for word in many.split()}
    roles = body("role") | person("role")
    return frozenset(
        closed
        | {f"{word}s" for word in roles}
        | {"companies", "authorities", "ministries", "agencies", "industries"}
        | set(verb_forms())
        | body("role")
        | person("role")
        | person("people")
        | person("unnamed")
        | calendar_words()
    )


def is_given(word: str) -> bool:
    """Is a word a given name that the lists know?"""
    return is_given_name(family_of(plain(word)))
