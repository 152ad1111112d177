"""What invented articles in the manner of news, reports and filings say, each sentence in its context."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lookthrough.evidence.extract import Extraction

Read = Callable[..., Extraction]
ARTICLES = (Path(__file__).parent / "news_prose.txt").read_text(encoding="utf-8").split("---\n")


@pytest.mark.parametrize("article", ARTICLES, ids=[str(n) for n in range(len(ARTICLES))])
def test_an_article_gives_the_claims_of_its_sentences(read: Read, article: str) -> None:
    lines = [line for line in article.splitlines() if not line.startswith("#")]
    claims = read(*(line for line in lines if not line.startswith("> "))).claims
    start = end = 0
    for line in lines:
        if not line.startswith("> "):
            start, end = (end + 2 if end else 0), (end + 2 if end else 0) + len(line)
            continue
        predicate, _, parties = line.removeprefix("> ").partition(": ")
        subject, _, object_ = (part.strip() for part in f"{parties} ".partition(" > "))
        here = [claim for claim in claims if start <= claim.quote.start < end and claim.predicate == predicate]
        said = [f"{claim.subject} > {claim.object}" for claim in here]
        assert any(subject in claim.subject and object_ in claim.object for claim in here), f"{line}: {said}"
