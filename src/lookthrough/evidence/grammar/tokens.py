"""Text into tokens and sentences, each with its place. Nothing is changed: a token is a slice of the text.

Every pattern here is linear: no part of it can match the same characters in two ways, so hostile text costs no more
than any other.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lookthrough.evidence.grammar.words import verb_forms, words

LONGEST_SENTENCE = 300
"""Tokens in a sentence; a longer stretch without a full stop is read in windows of so many."""

_TOKEN = re.compile(
    r"""
    (?:[A-Za-z]\.){2,}(?:-[a-z]+)?                      # U.S.  e.g.  U.S.-based
  | (?:US|HK|S|C|A|NZ|NT)?[$€£¥]                        # currency signs
  | \d{4}-\d{2}-\d{2}\b                                # 2024-03-13
  | (?<=[a-z]\ )\d{1,4}                                 # 3Com; at a sentence's front it may be a footnote
    (?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|(?:[BMT]n|[BM]ln|(?:B|M|Tr)illion|Percent|Km|Kg|[MG]w)\b)
    [A-Z][a-z]+\b
  | \d+(?:[.,]\d+)*(?:st|nd|rd|th|bn|mn|m|k|tn)?\b(?:-[A-Za-z]+)*   # 26,000  4.3  1st  28-page  5m
  | \d+(?:[.,]\d+)*                                     # 4.3 of "4.3million"
  | [^\W\d_]+n['’]t\b                                   # won't
  | ['’](?:s|S|re|ve|ll|d|m)\b                          # 's
  | [^\W_]+(?:[-‑&.][^\W_]+)*                           # words; state-run, AT&T, WordPress.com
  | --+ | \.{2,} | [^\s]                                # the rest, one by one
    """,
    re.VERBOSE,
)
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gov gen col lt sgt capt st sr jr inc ltd co corp llc plc vs etc no nos jan feb "
    "mar apr jun jul aug "
    "sept sep oct nov dec dept univ assn bros mt ft fig art sec cf al approx est int intl adm hon rev pres".split()
)
_INITIALS = re.compile(r"-(?:[A-Z]\.)+[A-Z]$")
"""As in "non-U.S." before its last point."""
_STARTERS = frozenset(
    "the it he she they we i in on at but and a an this that these those its their his her for as if when while after "
    "before since however according there you what who why how some many most both among under by with from".split()
)
_ENDS = frozenset(".?!…")
_CLOSERS = frozenset("\"”’')]»")
_OPENERS = frozenset('"“‘([«')


@dataclass(frozen=True, slots=True)
class Token:
    """A slice of the text: `text[start:end]`, and the same in lower case with plain apostrophes."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def capital(self) -> bool:
        """Begins with a capital letter, or with digits and one, as "3Com" does."""
        return self.text[:1].isupper() or self.begins_with_digits

    @property
    def begins_with_digits(self) -> bool:
        """It is a name whose first characters are digits: "3Com"."""
        return self.text[:1].isdigit() and self.text.lstrip("0123456789")[:1].isupper()


def tokenise(text: str, start: int, end: int, most: int | None = None) -> list[Token]:
    """The tokens of a stretch, or the first `most` of them; abbreviations keep their stop ("Co.", "Aug.", "U.S.")."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        if len(found) == most:
            break
        piece = match.group()
        if piece == "." and found and found[-1].end == match.start() and _abbreviates(found[-1]):
            last = found.pop()
            piece = f"{last.text}."
            found.append(Token(last.start, match.end(), piece, piece.lower()))
            continue
        found.append(Token(match.start(), match.end(), piece, piece.lower().replace("’", "'")))
    return found


def _abbreviates(token: Token) -> bool:
    single = len(token.text) == 1 and token.text.isupper() and token.text != "I"
    return (
        single
        or _INITIALS.search(token.text) is not None
        or (token.lower in _ABBREVIATIONS and token.capital)
        or token.lower in {"vs", "etc", "approx"}
    )


def sentences(text: str, start: int, end: int, most: int | None = None) -> Iterator[list[Token]]:
    """The sentences of a block, in order, each at most `LONGEST_SENTENCE` tokens long.

    A line's end closes a sentence where the block is set a paragraph a line; in hard-wrapped text it is a space. Of a
    line no more is looked at than its first `most` tokens and two whole sentences behind them: it may be a book.
    """
    enough = None if most is None else most + 2 * LONGEST_SENTENCE
    for first, last in _lines(text, start, end):
        yield from _split(tokenise(text, first, last, enough))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    spans = []
    at = start
    for line in text[start:end].split("\n"):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    filled = [span for span in spans if text[span[0] : span[1]].strip()]
    widths = [last - first for first, last in filled[:-1]]
    wrapped = len(widths) >= 2 and max(widths) <= 100 and min(widths) >= 50 and max(widths) - min(widths) <= 35
    if not wrapped:
        yield from filled
        return
    blank_before = start
    for first, last in spans:  # a blank line always parts
        if not text[first:last].strip():
            if blank_before < first:
                yield blank_before, first
            blank_before = last
    if blank_before < end:
        yield blank_before, end


def _split(tokens: list[Token]) -> Iterator[list[Token]]:
    sentence: list[Token] = []
    count = len(tokens)
    i = 0
    while i < count:
        token = tokens[i]
        sentence.append(token)
        i += 1
        ends = (
            token.text in _ENDS
            or (len(token.text) > 1 and token.text.startswith(".."))
            or _is_final_stop(tokens, i - 1)
            or _closes_company(tokens, i - 1, len(sentence))
        )
        if ends:
            while i < count and tokens[i].text in _CLOSERS and (i + 1 == count or tokens[i].start == tokens[i - 1].end):
                sentence.append(tokens[i])
                i += 1
            if i == count or _starts(tokens, i):
                yield sentence
                sentence = []
        elif len(sentence) >= LONGEST_SENTENCE:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _is_final_stop(tokens: list[Token], at: int) -> bool:
    """Is the point of an abbreviation also the full stop? Only before a word that opens sentences: "the U.S. The …"."""
    token = tokens[at]
    if not token.text.endswith(".") or len(token.text) < 2 or at + 1 >= len(tokens):
        return False
    following = tokens[at + 1]
    if following.text in _CLOSERS:
        return True
    return (
        following.capital and following.lower in _STARTERS and token.lower not in {"mr.", "mrs.", "ms.", "dr.", "sen."}
    )


_COMPANY_STOPS = frozenset("ltd. inc. co. corp. llc. plc.".split())
_FINITE = frozenset("is are was were has have had will would can could may might must should did does".split())


def _closes_company(tokens: list[Token], at: int, so_far: int) -> bool:
    """Does "Ltd." end the sentence too: "… listed Acme Ltd. Boreas said …"? Both sides need a verb of their own."""
    if tokens[at].lower not in _COMPANY_STOPS or at + 1 >= len(tokens):
        return False
    following = tokens[at + 1]
    ahead = following.lower.strip(".")
    called = words("parties", "person", "title") | words("parties", "person", "role") | {"chief", "senior", "executive"}
    if not following.capital or ahead in called or f"{ahead}." in _COMPANY_STOPS or ahead in _ABBREVIATIONS:
        return False
    before = tokens[at + 1 - so_far : at]
    behind = list(itertools.takewhile(lambda token: token.text not in _ENDS, tokens[at + 1 : at + 16]))
    return any(map(_is_finite, before)) and any(map(_is_finite, behind))


def _is_finite(token: Token) -> bool:
    """Is a word a finite verb by itself: an auxiliary, or a past form of a verb that we know?"""
    forms = verb_forms().get(token.lower, ())
    return not token.capital and (token.lower in _FINITE or any(shape == "ed" for _, shape in forms))


def _starts(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if token.text in _OPENERS and at + 1 < len(tokens):
        token = tokens[at + 1]
    return token.capital or token.text[:1].isdigit() or not token.text[:1].isalnum() or not token.text[:1].isascii()
