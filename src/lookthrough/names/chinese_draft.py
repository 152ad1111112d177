"""A reading while it is being put together: tokens and the other ways to write them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lookthrough.names.numbers import parts_a_number
from lookthrough.names.tags import LIGHT, Script, Tag
from lookthrough.names.tokens import JOINED, How, Reading, Span, Token

#: Spans of one reading that are kept, those that come first.
MOST_SPANS = 64


@dataclass(slots=True)
class Draft:
    """Tokens and spans in the order in which they are added."""

    tokens: list[Token] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def add(self, text: str, tag: Tag, leading: bool = False) -> None:
        """Add a token; a word that stands twice is another word that only equals its like."""
        count = sum(token.first == text for token in self.tokens) + 1
        self.tokens.append(Token(text if count == 1 else f"{text}*{count}", tag, text, text, leading))

    def legal(self, form: str) -> None:
        """Add a legal form, once."""
        if all(token.text != f"~{form}" for token in self.tokens):
            self.add(f"~{form}", Tag.LEGAL)

    def words(self, words: Iterable[str], tag: Tag | None = None) -> None:
        """Add words in Latin letters: names of their own, letters and numbers."""
        for word in words:
            self.add(word, tag if tag is not None else _tag(word))

    def span(self, text: str, first: int, count: int, percent: int, how: How) -> None:
        """Add another way to write a run of tokens, unless it says nothing new."""
        if not text or not count or any(text == s.text and first == s.first and count == s.count for s in self.spans):
            return
        if not (count == 1 and self.tokens[first].text == text):
            self.spans.append(Span(text, first, count, percent, how))

    def join_neighbours(self) -> None:
        """Add every two neighbours as one word, but not two light ones."""
        for first in range(len(self.tokens) - 1):
            left, right = self.tokens[first : first + 2]
            if left.tag not in LIGHT and right.tag not in LIGHT and not parts_a_number(left.first, right.first):
                self.span(left.first + right.first, first, 2, JOINED, "joined")

    def reading(self, script: Script, *, person: bool = False) -> Reading:
        """What has been put together."""
        return Reading(tuple(self.tokens), person, script=script, spans=tuple(self.spans[:MOST_SPANS]))


def _tag(word: str) -> Tag:
    if word.isdigit():
        return Tag.NUMBER
    return Tag.LETTER if len(word) == 1 else Tag.CORE
