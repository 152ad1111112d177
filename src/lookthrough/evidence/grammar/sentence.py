"""A sentence taken apart: the records that its parts are kept in."""

from __future__ import annotations

from dataclasses import dataclass, field

from lookthrough.evidence.grammar.chunks import Chunk, Verb
from lookthrough.evidence.grammar.tags import Tag
from lookthrough.evidence.grammar.tokens import Token


@dataclass(slots=True)
class Phrase:
    """A noun phrase with what hangs on it.

    Attributes:
        first, last: its own tokens, the last excluded.
        head: index of its main word.
        of: what follows "of".
        more: other prepositional phrases behind it, as (preposition, phrases).
        appositions: phrases behind a comma that say what it is.
        relative: index in the chunks of the verb of its "which …" or "who …" clause, else -1.
        bracket: tokens of a bracket behind it, as (first, last).
    """

    first: int
    last: int
    head: int
    of: Phrase | None = None
    more: list[tuple[str, list[Phrase]]] = field(default_factory=list)
    appositions: list[Phrase] = field(default_factory=list)
    relative: int = -1
    bracket: tuple[int, int] | None = None

    @property
    def whole(self) -> int:
        """The end of the phrase with its "of" chain."""
        return self.of.whole if self.of else self.last


@dataclass(slots=True)
class Clause:
    """A verb and its parties.

    Attributes:
        at: index of its verb group among the chunks.
        verb: the group itself.
        subject: who does it, or for a passive what it is done to; several when they are joined by "and".
        objects: what follows the verb directly.
        preps: what hangs on prepositions behind it, in order.
        governor: index in the sentence's clauses of the clause that it hangs on, else -1.
        link: how it hangs there: "that", "relative", "infinitive", "participle", "and", "quote", "".
        first, last: tokens that it covers.
    """

    at: int
    verb: Verb
    subject: list[Phrase] = field(default_factory=list)
    objects: list[Phrase] = field(default_factory=list)
    preps: list[tuple[str, list[Phrase]]] = field(default_factory=list)
    governor: int = -1
    link: str = ""
    first: int = 0
    last: int = 0

    def under(self, *prepositions: str) -> list[Phrase]:
        """The phrases under any of these prepositions, in order."""
        return [phrase for prep, phrases in self.preps if prep in prepositions for phrase in phrases]


@dataclass(slots=True)
class Sentence:
    """One sentence taken apart."""

    tokens: list[Token]
    tags: list[Tag]
    chunks: list[Chunk]
    clauses: list[Clause]

    def text(self, first: int, last: int, source: str) -> str:
        """The text from token `first` up to token `last`, the last excluded."""
        return source[self.tokens[first].start : self.tokens[last - 1].end]
