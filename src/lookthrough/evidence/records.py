"""Renditions and claims as JSON and back, whole: equal records give equal bytes, and come back equal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from lookthrough.model.claim import Amount, Candidate, Claim, Mention, Quote, Speaker
from lookthrough.model.dates import PartialDate, from_iso
from lookthrough.model.document import Article, Block, Capture, Published, Rendition

Json = dict[str, Any]


def dumped(value: Any) -> str:
    """One line of JSON; a lone surrogate stays what it is, escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text


def date_json(date: PartialDate | None) -> Json | None:
    """A date with its granularity and its printed text."""
    return None if date is None else {"edtf": date.edtf, "text": date.text}


def date_of(read: Mapping[str, Any] | None) -> PartialDate | None:
    """The date that `date_json` wrote."""
    return None if read is None else from_iso(read["edtf"], read["text"])


def _fraction(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def amount_json(amount: Amount | None) -> Json | None:
    """An amount with its exact bounds as fractions in text."""
    if amount is None:
        return None
    return {
        "text": amount.text, "low": _fraction(amount.low), "high": _fraction(amount.high),
        "comparator": amount.comparator,
        "unit": amount.unit,
    }  # fmt: skip


def _amount(read: Mapping[str, Any] | None) -> Amount | None:
    if read is None:
        return None
    low, high = (None if read[end] is None else Fraction(read[end]) for end in ("low", "high"))
    return Amount(read["text"], low, high, read["comparator"], read["unit"])


def claim_json(claim: Claim) -> Json:
    """A claim, whole."""
    quote, speaker = claim.quote, claim.speaker
    return {
        "id": claim.id, "article": claim.article, "subject": claim.subject, "predicate": claim.predicate,
        "object": claim.object,
        "date": date_json(claim.date), "amount": amount_json(claim.amount),
        "speaker": {"name": speaker.name, "kind": speaker.kind, "carrier": speaker.carrier}, "stance": claim.stance,
        "quote": {"exact": quote.exact, "start": quote.start, "end": quote.end, "prefix": quote.prefix,
        "suffix": quote.suffix},
        "rule": claim.rule, "subject_entity": claim.subject_entity, "object_entity": claim.object_entity,
        "negated": claim.negated,
    }  # fmt: skip


def claim_of(read: Mapping[str, Any]) -> Claim:
    """The claim that `claim_json` wrote."""
    return Claim(
        read["id"], read["article"], read["subject"], read["predicate"], read["object"], date_of(read["date"]),
        _amount(read["amount"]),
        Speaker(**read["speaker"]), read["stance"], Quote(**read["quote"]), read["rule"], read["subject_entity"],
        read["object_entity"],
        read["negated"],
    )  # fmt: skip


def mention_json(mention: Mention) -> Json:
    """A mention with its candidates."""
    return {
        "start": mention.start, "end": mention.end, "text": mention.text, "kind": mention.kind,
        "referent": mention.referent,
        "rule": mention.rule, "decision": mention.decision,
        "candidates": [{"entity_id": c.entity_id, "name": c.name, "score": c.score,
        "why": c.why} for c in mention.candidates],
    }  # fmt: skip


def mention_of(read: Mapping[str, Any]) -> Mention:
    """The mention that `mention_json` wrote."""
    candidates = tuple(Candidate(**each) for each in read["candidates"])
    return Mention(**{**read, "candidates": candidates})


def rendition_json(rendition: Rendition) -> Json:
    """A rendition with its text, articles and blocks."""
    capture = rendition.capture
    return {
        "capture": {
            "sha256": capture.sha256, "size": capture.size, "media_type": capture.media_type, "name": capture.name,
            "address": capture.address, "captured": capture.captured,
        },
        "sha256": rendition.sha256, "tool": rendition.tool, "text": rendition.text,
        "articles": [_article_json(article) for article in rendition.articles],
    }  # fmt: skip


def _article_json(article: Article) -> Json:
    published = article.published
    return {
        "id": article.id, "start": article.start, "end": article.end, "title": article.title,
        "authors": list(article.authors),
        "language": article.language,
        "published": {"date": date_json(published.date), "basis": published.basis, "why": published.why},
        "blocks": [
            {"start": b.start, "end": b.end, "role": b.role, "why": b.why, "page": b.page, "node": b.node,
            "language": b.language}
            for b in article.blocks
        ],
    }  # fmt: skip


def rendition_of(read: Mapping[str, Any]) -> Rendition:
    """The rendition that `rendition_json` wrote."""
    return Rendition(
        Capture(**read["capture"]), read["text"], read["sha256"], read["tool"], tuple(map(_article, read["articles"]))
    )


def _article(read: Mapping[str, Any]) -> Article:
    said = read["published"]
    published = Published(date_of(said["date"]), said["basis"], said["why"])
    blocks = tuple(Block(**block) for block in read["blocks"])
    return Article(
        read["id"],
        read["start"],
        read["end"],
        read["title"],
        tuple(read["authors"]),
        read["language"],
        published,
        blocks,
    )
