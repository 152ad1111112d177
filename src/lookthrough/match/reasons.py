"""Reasons: why a match was proposed, in sentences for a reviewer."""

from __future__ import annotations

from lookthrough.match import features
from lookthrough.match.score import Evidence, Pairing, Side
from lookthrough.model.match import Reason
from lookthrough.model.schema import NameQuality
from lookthrough.names.tokens import LIGHT, Token


def name_reasons(asked: str, listed: str, query: Side, side: Side, evidence: Evidence) -> list[Reason]:
    """What the words of two names say.

    Args:
        asked: the query's name as given.
        listed: the list's name as printed.
        query, side: both names with their points.
        evidence: what was found between them.
    """
    total = evidence.agreement + evidence.separation
    score = evidence.agreement / total if total else 0.0
    reasons = [Reason("name_tokens", score, asked, listed, _agreement(query, side, evidence))]
    left = _tokens(query, evidence.query_left), _tokens(side, evidence.listed_left)
    if left[0] or left[1]:
        reasons.append(Reason("words_left", 0.3, _shown(left[0]), _shown(left[1]), _left(*left)))
    if query.reading.cut:
        reasons.append(
            Reason(
                "cut_off", 0.5, asked, listed, "The line may have been cut off: its last word is read as a beginning."
            )
        )
    return reasons


def country_reason(relation: features.CountryRelation, asked: tuple[str, ...], listed: tuple[str, ...]) -> list[Reason]:
    """What the countries say; nothing when either side has none."""
    ours, theirs = ", ".join(sorted(asked)).upper(), ", ".join(sorted(listed)).upper()
    if relation == "agree":
        return [
            Reason("country", 0.8, ours, theirs, f"Both are tied to the same country ({ours}; the list says {theirs}).")
        ]
    if relation == "contradict":
        return [
            Reason(
                "country", 0.1, ours, theirs, f"The countries differ: {ours} is asked about, the list says {theirs}."
            )
        ]
    return []


def quality_reason(quality: NameQuality, listed: str) -> list[Reason]:
    """What the publisher says of the name that fitted; nothing for a plain name or alias."""
    if quality == "weak_alias":
        return [
            Reason("name_quality", 0.3, "", listed, f"The publisher calls {listed!r} a weak alias, so it counts less.")
        ]
    if quality == "former_name":
        return [Reason("name_quality", 0.6, "", listed, f"{listed!r} is a former name of the listed party.")]
    return []


def identifier_reason(code: str) -> Reason:
    """An equal code."""
    scheme, _, value = code.partition(":")
    return Reason("identifier", 1.0, value, value, f"The same {scheme.upper()} {value} stands on the list.")


def _agreement(query: Side, side: Side, evidence: Evidence) -> str:
    same, alike = [], []
    for pairing in evidence.pairings:
        if pairing.similarity == features.SAME:
            if query.tag(pairing.query) not in LIGHT:
                same.append(_written(query, pairing.query.first))
        else:
            alike.append(_alike(query, side, pairing))
    if not evidence.query_left and not evidence.listed_left and not alike:
        return "Every word agrees, whatever the order and the spelling of legal forms."
    parts = [f"The same words: {', '.join(same)}."] if same else []
    parts += [f"{sentence}." for sentence in alike]
    return " ".join(parts) or "Only lesser words agree."


def _alike(query: Side, side: Side, pairing: Pairing) -> str:
    ours = " ".join(_written(query, pairing.query.first + i) for i in range(pairing.query.span))
    theirs = " ".join(_written(side, pairing.listed.first + i) for i in range(pairing.listed.span))
    if pairing.initial:
        return f"{ours!r} may stand for {theirs!r}"
    if pairing.query.span != pairing.listed.span:
        return f"{ours!r} and {theirs!r} are the same written as one word"
    if pairing.similarity == features.CUT_OFF:
        return f"{ours!r} is the beginning of {theirs!r}"
    return f"{ours!r} is close to {theirs!r} ({pairing.similarity} %)"


def _left(ours: list[Token], theirs: list[Token]) -> str:
    parts = []
    if ours:
        parts.append(f"Only the query has {_shown(ours)}")
    if theirs:
        parts.append(f"only the list has {_shown(theirs)}" if ours else f"Only the list has {_shown(theirs)}")
    return "; ".join(parts) + "."


def _written(side: Side, position: int) -> str:
    token = side.reading.tokens[position]
    return token.first if token.first == token.last else f"{token.first} … {token.last}"


def _tokens(side: Side, positions: tuple[int, ...]) -> list[Token]:
    return [token for i in positions if (token := side.reading.tokens[i]).tag not in LIGHT]


def _shown(tokens: list[Token]) -> str:
    return ", ".join(token.first for token in tokens)
