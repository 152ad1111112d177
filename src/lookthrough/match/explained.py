"""Why a hit was proposed, from what the search already knows: the sums, the pairs, and the points of listed words."""

from __future__ import annotations

from collections.abc import Sequence

from lookthrough.index.names import NameIndex
from lookthrough.match.asking import Asking
from lookthrough.match.attributes import Comparison
from lookthrough.match.finder import Finder, Hit
from lookthrough.match.layout import POINTS, WORD
from lookthrough.match.reasons import match_reasons
from lookthrough.match.score import Evidence, weigh, with_rules
from lookthrough.match.sides import Mode, Side, side_of, with_points
from lookthrough.model.entity import Name
from lookthrough.model.match import Reason
from lookthrough.names.readings import reading_at
from lookthrough.names.tokens import Reading

#: Listed readings that are kept with their points; when there are more, all are forgotten.
REMEMBERED = 1 << 12


class Asked:
    """An asking, whose points are found once for all that answers it."""

    __slots__ = ("asking", "side")

    def __init__(self, asking: Asking) -> None:
        self.asking = asking
        self.side: Side | None = None


class Explainer:
    """Writes the reasons of the hits in one index.

    Args:
        index: the names that were searched.
        finder: what found the hits.
    """

    def __init__(self, index: NameIndex, finder: Finder) -> None:
        arrays = index.arrays
        self._index, self._carriers = index, finder.batcher.carriers
        self._name_reading, self._reading_start = arrays["name_reading"].data, arrays["reading_start"].data
        self._words, self._table = arrays["element_word"].data, finder.table.data
        self._listed: dict[tuple[int, Mode], Side] = {}

    def reasons(self, asked: Asked, hit: Hit, name: int, beside: Sequence[Comparison]) -> tuple[Reason, ...]:
        """Why a name of the list answers an asking.

        Args:
            asked: the asking.
            hit: what was found.
            name: number of the listed name.
            beside: what is known beside the names, compared.
        """
        index, ours = self._index, asked.asking.reading
        listed = Name(index.name_text(name), index.quality(name))
        theirs = Reading(index.tokens_of(hit.reading), ours.person)
        evidence = hit.evidence(ours, theirs) if hit.is_told_by_tokens(len(theirs.tokens)) else None
        if evidence is None:
            theirs, evidence = self._read_anew(asked, hit, name, listed.text)
        return match_reasons(asked.asking, listed, theirs, evidence, beside)

    def _read_anew(self, asked: Asked, hit: Hit, name: int, text: str) -> tuple[Reading, Evidence]:
        """The whole of a listed reading, and what is found between it and the query where the pairs do not tell all."""
        asking = asked.asking
        if asked.side is None:
            asked.side = side_of(asking.reading, self._carriers, len(self._index), asking.mode, listed=False)
        theirs = self._side(hit, name, text, asking.mode)
        evidence = hit.evidence(asking.reading, theirs.reading)
        if evidence is None:
            evidence = weigh(asked.side, theirs)
        elif hit.ruled:
            evidence = with_rules(evidence, asked.side, theirs)
        return theirs.reading, evidence

    def _side(self, hit: Hit, name: int, text: str, mode: Mode) -> Side:
        """A listed reading with its points."""
        known = self._listed.get((hit.reading, mode))
        if known is None:
            person = self._index.kind(hit.row) == "person"
            reading = reading_at(text, hit.reading - self._name_reading[name], person=person)
            start, table = self._reading_start[hit.reading], self._table
            words = self._words[start : start + len(reading.tokens)].tolist()
            rarity = tuple([table[WORD * word + POINTS] for word in words])
            known = with_points(reading, rarity, mode, listed=True)
            if len(self._listed) >= REMEMBERED:
                self._listed.clear()
            self._listed[hit.reading, mode] = known
        return known
