"""Paragraphs that do not belong to their article: pasted from another story, or in another language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from lookthrough.evidence.articles.languages import language_beside
from lookthrough.evidence.articles.roles import Marked
from lookthrough.evidence.articles.wordlists import folded, word_list

_WORD = re.compile(r"[^\W\d_]{4,}")
_KNOWN_ENOUGH = 0.34
"""Share of a paragraph's content words that must return elsewhere in the article, behind another story's headline."""


def mark_foreign(part: Sequence[Marked], language: str) -> None:
    """Give the role "foreign" to paragraphs of another story or language.

    Args:
        part: one article's pieces, with their roles.
        language: the article's.
    """
    _other_language(part, language)
    _other_story(part, language)


def _other_language(part: Sequence[Marked], language: str) -> None:
    for each in part:
        if each.role != "body":
            continue
        own = each.language = language_beside(each.text, language)
        if language and own and own != language and len(each.text) >= 60:
            each.become("foreign", f"it is in another language ({own})")


def _other_story(part: Sequence[Marked], language: str) -> None:
    """Behind a headline of another story, paragraphs whose words the article does not know belong to that story."""
    texts = [e for e in part if e.role == "body"]
    if len(texts) < 4 or not any(_other_headline(e) for e in part):
        return
    stems = {id(e): _stems(e.text, language) for e in texts}
    spread = Counter(stem for own in stems.values() for stem in own)
    heading = next((e for e in part if e.role == "heading"), None)
    titled = _stems(heading.text, language) if heading else frozenset()
    following: Marked | None = None
    for each in part:
        if _other_headline(each):
            following = each
        elif each.role == "body" and following is not None:
            own = stems[id(each)]
            known = sum(1 for stem in own if spread[stem] > 1 or stem in titled)
            names = _names(each.text)
            named = sum(1 for name in names if spread[name] > 1 or name in titled)
            if len(own) < 5 or known >= _KNOWN_ENOUGH * len(own) or named > 0.5 * len(names):
                following = None
                continue
            each.become(
                "foreign", f"it follows the headline “{following.text[:60]}” and shares few words with the article"
            )


def _other_headline(each: Marked) -> bool:
    return each.role == "furniture" and each.why.startswith("a headline amid")


def _names(text: str) -> frozenset[str]:
    """Stems of the words that begin with a capital letter, the first of a sentence counted in."""
    return frozenset(folded(word)[:6] for word in _WORD.findall(text) if word[0].isupper())


def _stems(text: str, language: str) -> frozenset[str]:
    """Beginnings of the content words: "migrants" and "migration" are one."""
    small = word_list("page_words")["function_words"].get(language, ())
    return frozenset(word[:6] for word in _WORD.findall(folded(text)) if word not in small)
