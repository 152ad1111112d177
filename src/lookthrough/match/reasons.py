"""Reasons: why a match was proposed, in sentences for a reviewer."""

from __future__ import annotations

from collections.abc import Sequence

from lookthrough.match import features
from lookthrough.match.asking import Asking
from lookthrough.match.attribute_reasons import attribute_reasons
from lookthrough.match.attributes import Comparison
from lookthrough.match.score import Evidence
from lookthrough.match.sides import Element, Pairing
from lookthrough.model.entity import Name
from lookthrough.model.match import Reason
from lookthrough.model.schema import NameQuality
from lookthrough.names import normalise
from lookthrough.names.tags import LIGHT, Tag
from lookthrough.names.tokens import Reading, Token


def match_reasons(
    asking: Asking,
    listed: Name,
    reading: Reading,
    evidence: Evidence,
    beside: Sequence[Comparison],
) -> tuple[Reason, ...]:
    """Why a name of the list was proposed, with what is known beside the names and what the publisher says.

    Args:
        asking: the query's name and its reading.
        listed: the list's name.
        reading: its tokens.
        evidence: what was found between the two.
        beside: what is known beside the names, compared.
    """
    named = name_reasons(asking.name, listed.text, asking.reading, reading, evidence)
    if not beside:
        return (*named, *quality_reason(listed.quality, listed.text))
    return (
        *attribute_reasons(each for each in beside if each.decides),
        *named,
        *attribute_reasons(each for each in beside if not each.decides),
        *quality_reason(listed.quality, listed.text),
    )


def name_reasons(asked: str, listed: str, query: Reading, side: Reading, evidence: Evidence) -> list[Reason]:
    """What the words of two names say.

    Args:
        asked: the query's name as given.
        listed: the list's name as printed.
        query, side: the tokens of both.
        evidence: what was found between them.
    """
    total = evidence.agreement + evidence.separation
    score = evidence.agreement / total if total else 0.0
    reasons = [Reason("name_tokens", score, asked, listed, _agreement(query, side, evidence))]
    left = _tokens(query, evidence.query_left), _tokens(side, evidence.listed_left)
    if left[0] or left[1]:
        reasons.append(Reason("words_left", 0.3, _shown(left[0]), _shown(left[1]), _left(*left)))
    reasons += [
        Reason(a.feature, 0.3 if a.separation else 0.8, a.query_value, a.list_value, a.says)
        for a in evidence.adjustments
    ]
    if cut := _cut_off(asked, query, side, evidence):
        reasons.append(Reason("cut_off", 0.5, asked, listed, cut))
    return reasons


def quality_reason(quality: NameQuality, listed: str) -> list[Reason]:
    """What the publisher says of the name that fitted; nothing for a plain name or alias."""
    if quality == "weak_alias":
        return [
            Reason("name_quality", 0.3, "", listed, f"The publisher calls {listed!r} a weak alias, so it counts less.")
        ]
    if quality == "former_name":
        return [Reason("name_quality", 0.6, "", listed, f"{listed!r} is a former name of the listed party.")]
    return []


def _agreement(query: Reading, side: Reading, evidence: Evidence) -> str:
    same, alike = [], []
    for pairing in evidence.pairings:
        if pairing.similarity == features.SAME:
            if query.tokens[pairing.query.first].tag not in LIGHT:
                same.append(_written(query, pairing.query))
        else:
            alike.append(_alike(query, side, pairing))
    if not evidence.query_left and not evidence.listed_left and not alike:
        return "Every word agrees, whatever the order and the spelling of legal forms."
    parts = [f"The same words: {', '.join(same)}."] if same else []
    parts += [f"{sentence}." for sentence in alike]
    return " ".join(parts) or "Only lesser words agree."


def _alike(query: Reading, side: Reading, pairing: Pairing) -> str:
    ours, theirs = _written(query, pairing.query), _written(side, pairing.listed)
    if pairing.coined:
        return f"{ours!r} and {theirs!r} may be one brand, one coined from the other ({pairing.similarity} %)"
    if pairing.initial:
        return f"{ours!r} may stand for {theirs!r}"
    if pairing.query.span != pairing.listed.span:
        return f"{ours!r} and {theirs!r} are the same written as one word"
    if _begins(query, pairing):
        return f"{ours!r} is the beginning of {theirs!r}"
    return f"{ours!r} is close to {theirs!r} ({pairing.similarity} %)"


def _begins(query: Reading, pairing: Pairing) -> bool:
    """Is a word of a line that may have been cut off read as the beginning of the list's?"""
    return query.cut and pairing.similarity == features.CUT_OFF and pairing.listed.text.startswith(pairing.query.text)


def _cut_off(asked: str, query: Reading, side: Reading, evidence: Evidence) -> str:
    """What is explained by a line's having been cut off; "" where the names agree, or do not, without it."""
    last = len(query.tokens) - 1
    pairing = next((p for p in evidence.pairings if p.query.first + p.query.span - 1 == last), None)
    if not query.cut or pairing is None:
        return ""
    if _begins(query, pairing) or _was_completed(query.tokens[last].last, asked):
        return "The line may have been cut off: its last word is read as a beginning."
    behind = (side.tokens[i].tag for i in evidence.listed_left if i >= pairing.listed.first + pairing.listed.span)
    if any(tag not in LIGHT and tag is not Tag.STRUCTURE for tag in behind):
        return "The line may have been cut off: what only the list has may be missing at its end."
    return ""


def _was_completed(word: str, asked: str) -> bool:
    """Was a word put in for the beginning of it that is printed, as "technology" for "TECHN"?"""
    printed = normalise.words(asked)
    return word not in printed and any(word.startswith(each) for each in printed[-2:])  # a share class may be last


def _left(ours: list[Token], theirs: list[Token]) -> str:
    parts = []
    if ours:
        parts.append(f"Only the query has {_shown(ours)}")
    if theirs:
        parts.append(f"only the list has {_shown(theirs)}" if ours else f"Only the list has {_shown(theirs)}")
    return "; ".join(parts) + "."


def _written(reading: Reading, element: Element) -> str:
    tokens = reading.tokens[element.first : element.first + element.span]
    return " ".join([t.first if t.first == t.last else f"{t.first} … {t.last}" for t in tokens])


def _tokens(reading: Reading, positions: tuple[int, ...]) -> list[Token]:
    return [token for i in positions if (token := reading.tokens[i]).tag not in LIGHT]


def _shown(tokens: list[Token]) -> str:
    return ", ".join(token.first for token in tokens)
