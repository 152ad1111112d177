"""Parts that do not add up: one sentence gives a whole and all of its parts, and the sum is another number.

A sentence that says what a whole consists of must add up. One that says what it "includes" may leave something out; it
is held to the sum only where the parts go over the whole, or come so near to it that nothing else can be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from lookthrough.evidence.comparators.lexicon import WORD
from lookthrough.evidence.comparators.material import Material, Told, sentences_of
from lookthrough.evidence.comparators.quantities import CountedThing, counted_at, counted_things
from lookthrough.model.claim import Contradiction

_CONSISTS = (
    r"consist(?:s|ed|ing)?\s+of|(?:is|are|was|were)\s+made\s+up\s+of|made\s+up\s+of|compris(?:es?|ed|ing)(?:\s+of)?"
    r"|(?:is|are|was|were)\s+composed\s+of|namely|(?:is|are|was|were)\s+divided\s+into|fall\s+into|break\s+down\s+into"
)
_INCLUDES = r"includ(?:e|es|ed|ing)|cover(?:s|ed|ing)?|count(?:s|ed|ing)?\s+among\s+them|range\s+from"
_LINK = re.compile(rf"(?P<all>{_CONSISTS}|[:(–—])|(?P<some>{_INCLUDES})", re.IGNORECASE)
_JOIN = re.compile(r"\s*(?:,\s*(?:and\s+|as\s+well\s+as\s+|plus\s+)?|\s+(?:and|plus|as\s+well\s+as)\s+)", re.IGNORECASE)
_LAST = re.compile(r"\b(?:and|plus|as\s+well\s+as)\b", re.IGNORECASE)
_TAIL = re.compile(r"[^,;:.()–—]{0,60}?(?=,|\s+and\s|\s+as\s+well\s|\s+plus\s|[;.)]|$)")
_TOTAL = re.compile(
    r"(?:,|;|\(|–|—|\s)\s*(?:for\s+|making\s+|bringing\s+the\s+|in\s+)?(?:a\s+)?(?:total(?:l?ing)?(?:\s+(?:of|to))?|altogether|together)\s+",
    re.IGNORECASE,
)
_OF_THE = re.compile(r"\b[Oo](?:f|ut of)\s+(?:the|these|those|its|all)\s+")
_EACH_IS = re.compile(
    r"(\d[\d,]*|[a-z]+(?:-[a-z]+)?)\s+(?:is|are|was|were)\s+(?:an?\s+)?([^,;.]+?)(?=,|\s+and\s|[;.]|$)"
)
_NUMBERS = re.compile(
    r"\d+|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b",
    re.IGNORECASE,
)
#: How far from the whole a list that "includes" may stay and still be meant as the whole list: a tenth.
NEAR = Fraction(1, 10)
#: Letters between the whole and the word that opens its list.
_REACH = 60


@dataclass(frozen=True, slots=True)
class Sum:
    """A whole with its parts as one sentence prints them.

    Attributes:
        whole: the counted whole.
        parts: what is counted in the list.
        closed: the sentence says that these are all.
    """

    whole: CountedThing
    parts: tuple[CountedThing, ...]
    closed: bool

    @property
    def total(self) -> int:
        """What the parts add up to."""
        return sum(part.number for part in self.parts)

    @property
    def wrong(self) -> bool:
        """Does the sum contradict the whole?"""
        gap = self.total - self.whole.number
        if gap == 0 or len(self.parts) < 2:
            return False
        return self.closed or gap > 0 or -gap <= self.whole.number * NEAR


def sums_in(sentence: str) -> list[Sum]:
    """Every whole with its list of parts in a sentence."""
    found = []
    for whole in counted_things(sentence):
        opened = _opening(sentence, whole)
        if opened is None:
            continue
        parts, finished = _parts(sentence, opened.end())
        if len(parts) >= 2 and finished:
            found.append(Sum(whole, tuple(parts), opened.lastgroup == "all"))
    return found + _divided(sentence) + _totalled(sentence)


def _opening(sentence: str, whole: CountedThing) -> re.Match[str] | None:
    """The word behind the whole that opens the list of its parts."""
    for link in _LINK.finditer(sentence, whole.start, min(len(sentence), whole.end + _REACH)):
        between = sentence[whole.end : link.start()]
        # A comma, another number or a full stop between them, and the list belongs to something else.
        if link.start() >= whole.start and not re.search(r"[.;\d]|,(?!\s*$)", between):
            return link
    return None


def _parts(sentence: str, place: int) -> tuple[list[CountedThing], bool]:
    """The counted things of a list, and whether the list was read to its end with nothing uncounted in it."""
    parts: list[CountedThing] = []
    last = False
    while True:
        word = WORD.search(sentence, place)
        part = counted_at(sentence, word.start()) if word and word.start() - place <= 2 else None
        if part is None:
            return parts, last
        parts.append(part)
        tail = _TAIL.match(sentence, part.end)
        place = tail.end() if tail else part.end
        join = _JOIN.match(sentence, place)
        if join is None:
            return parts, last
        if last:
            return parts, True
        last = bool(_LAST.search(join.group()))
        place = join.end()


def _divided(sentence: str) -> list[Sum]:
    """Wholes that are divided in words: "of the 28 bodies, 19 are bureaus and nine are firms"."""
    found = []
    for opened in _OF_THE.finditer(sentence):
        whole = counted_at(sentence, opened.end())
        if whole is None or not whole.numeral:
            continue
        rest = sentence[whole.end :]
        parts = []
        for each in _EACH_IS.finditer(rest):
            part = counted_at(f"{each[1]} things", 0)
            if part is not None and part.numeral:
                start = whole.end + each.start()
                parts.append(CountedThing(part.number, each[2].strip(), start, whole.end + each.end(), True))
        if len(parts) >= 2 and _LAST.search(rest):
            found.append(Sum(whole, tuple(parts), closed=False))
    return found


def _totalled(sentence: str) -> list[Sum]:
    """Wholes that stand behind their parts: "19 bureaus and eight firms, a total of 28"."""
    found = []
    for said in _TOTAL.finditer(sentence):
        word = WORD.match(sentence, said.end())
        whole = counted_at(sentence, said.end()) or (counted_at(f"{word.group()} things", 0) if word else None)
        before = counted_things(sentence[: said.start()])
        if whole is None or not whole.numeral or len(before) < 2:
            continue
        between = sentence[before[0].start : said.start()]
        if _LAST.search(between) and not re.search(r"[.;:]", between):
            found.append(
                Sum(CountedThing(whole.number, "in all", said.start(), said.end(), True), tuple(before), closed=True)
            )
    return found


def compare(material: Material) -> Iterator[Contradiction]:
    """Sentences whose parts do not add up to their whole, whether or not a claim was read from them."""
    by_sentence: dict[tuple[str, str], list[Told]] = {}
    for told in material.told:
        by_sentence.setdefault((told.article.id, told.sentence), []).append(told)
    for article, text in material.texts.items():
        for sentence in sentences_of(text):
            if len(_NUMBERS.findall(sentence)) >= 3:
                by_sentence.setdefault((article, sentence), [])
    seen: set[tuple[str, str]] = set()
    for (article, sentence), here in by_sentence.items():
        for found in sums_in(sentence):
            one = _contradiction(found, here, sentence)
            if found.wrong and (article, one.says) not in seen:
                seen.add((article, one.says))
                yield one


def _contradiction(found: Sum, here: list[Told], sentence: str) -> Contradiction:
    gap = found.total - found.whole.number
    told = f"{abs(gap)} {'too many' if gap > 0 else 'missing'}"
    sum_of = " + ".join(str(part.number) for part in found.parts)
    parts = "; ".join(part.printed for part in found.parts)
    says = (
        f"The parts do not add up: {sum_of} = {found.total}, but the sentence speaks of {found.whole.printed}"
        f" ({told}). Parts read: {parts}."
    )
    if not here:
        says += f" The sentence: “{sentence}”"
    numbers = (("whole", str(found.whole.number)), *((part.words, str(part.number)) for part in found.parts))
    return Contradiction(
        "parts_do_not_add_up", tuple(told.id for told in here), None, says, (*numbers, ("sum", str(found.total)))
    )
