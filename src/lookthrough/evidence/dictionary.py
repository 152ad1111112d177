"""Names of lists and of the graph, found in running text.

A name is looked for as printed and in the short forms that prose uses: without its legal form, without the city in
front, without the words of trade at the end. Text and names are folded one character for one, so that a hit's place in
the folded text is its place in the text.

Each name is kept under the rarest of its own words; one look at every word of a text finds the few names to compare.
An automaton over all forms was measured first: four times the memory and no faster (docs/decisions/0029).
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from lookthrough.evidence import vocabulary
from lookthrough.model.claim import MentionKind
from lookthrough.names.legal_forms import legal_forms

How = Literal["full name", "short form"]
SHORTEST = 4
"""Letters of the shortest generated short form; a shorter printed name is found only in its own case."""
LONGEST = 1000
"""Code points of the longest name looked for."""
WINDOW = 1 << 17
"""Code points that are looked at together; windows overlap by the longest name."""
MOST_BEARERS = 20
"""A short form that more entities share says nothing and is not looked for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the dictionary at code points `start` to `end` of the text: all entities that bear it.

    Attributes:
        kind: what they are, None where they differ or are not told.
        how: "full name" as the list prints it, "short form" as generated.
    """

    start: int
    end: int
    entities: tuple[str, ...]
    kind: MentionKind | None
    how: How


class _Fold(dict[int, str]):
    """Code point -> its folded character: small, without accent; a space for everything but letters and digits."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        bare = unicodedata.normalize("NFKD", character)[:1].lower()[:1] or " "
        folded = bare if bare.isalnum() else " "
        self[code] = folded
        return folded


@cache
def _table() -> _Fold:
    return _Fold()


def fold(text: str) -> str:
    """The text with one folded character for each of its own."""
    return text.translate(_ASCII) if text.isascii() else text.translate(_table())


_ASCII = "".join(chr(code).lower() if chr(code).isalnum() else " " for code in range(128))


def short_forms(name: str, kind: str) -> Iterator[str]:
    """The short forms of a name, folded, the longest first; none for a person.

    "Hangzhou Acme Digital Technology Co., Ltd." gives it without legal form, without the city, without the words of
    trade behind its own, and without both.
    """
    words = fold(name).split()
    for first, last in _spans(words, kind)[1:]:
        yield " ".join(words[first:last])


def own_words(name: str) -> list[str]:
    """The words by which a name is told from others: not of trade, place, structure, office or common speech."""
    words = fold(name).split()
    own = [words[i] for i in _own_words(words, 0, _without_legal(words, 0))]
    return [word for word in own if word not in vocabulary.body("institution") | vocabulary.common_words()]


def _spans(words: Sequence[str], kind: str) -> list[tuple[int, int]]:
    """The parts of a name by which it may be called, as (first, last) words: all of it, then ever shorter ones."""
    whole = (0, len(words))
    if kind == "person":
        return [whole]
    front = 1 if words[:1] == ["the"] else 0
    back = _without_legal(words, front)
    own = _own_words(words, front, back)
    if not own:
        return [whole, *([(front, back)] if front and _may_stand_alone(words[front:back]) else [])]
    place_end = front
    while place_end < own[0] and words[place_end] in _front_places():
        place_end += 1
    tail = own[-1] + 1
    ends = [back, tail] if tail < back and len(own) <= 2 else [back]
    found = [whole]
    for end in ends:
        for start in dict.fromkeys((front, place_end)):
            if (start, end) not in found and _may_stand_alone(words[start:end]):
                found.append((start, end))
    return found


def _without_legal(words: Sequence[str], front: int) -> int:
    forms = legal_forms()
    back = len(words)
    while back - front > 1:
        width = next(
            (
                n
                for n in (4, 3, 2, 1)
                if back - n > front
                and tuple(words[back - n : back]) in forms
                and forms[tuple(words[back - n : back])][1] != "front"
            ),
            0,
        )
        if not width:
            break
        back -= width
    return back


def _own_words(words: Sequence[str], front: int, back: int) -> list[int]:
    """Positions of the words that are the name's own: not trade, place, structure or number."""
    generic = _generic()
    return [i for i in range(front, back) if words[i] not in generic and not words[i].isdigit() and len(words[i]) > 1]


@cache
def _generic() -> frozenset[str]:
    return frozenset(
        vocabulary.trade_words()
        | vocabulary.places()
        | set(vocabulary.demonyms())
        | {
            "of",
            "the",
            "and",
            "for",
            "in",
            "no",
            "new",
            "first",
            "second",
            "national",
            "state",
            "peoples",
            "people",
            "s",
        }
        | _CITIES
    )


@cache
def _front_places() -> frozenset[str]:
    return frozenset(vocabulary.places() | set(vocabulary.demonyms()) | _CITIES)


_CITIES = frozenset(
    # Cities that Chinese registers put before a company's name (GB/T 2260, prefecture level and above), in pinyin.
    "baoding beihai changchun changsha changzhou chengdu chongqing dalian dongguan foshan fuzhou ganzhou guilin "
    "guiyang haikou hangzhou harbin "
    "hefei hohhot huizhou jiangmen jiaxing jilin jinan jinhua kunming lanzhou lhasa lianyungang linyi luoyang "
    "mianyang nanchang nanjing nanning nantong "
    "ningbo qingdao quanzhou sanya shantou shaoxing shenyang shenzhen shijiazhuang suzhou taiyuan taizhou "
    "tangshan tianjin urumqi weifang weihai wenzhou "
    "wuhan wuhu wuxi xiamen xian xiangyang xining xuzhou yancheng yangzhou yantai yichang yinchuan zhanjiang "
    "zhengzhou zhongshan zhuhai zhuzhou zibo".split()
)


def _may_stand_alone(words: Sequence[str]) -> bool:
    if sum(len(word) for word in words) < SHORTEST:
        return False
    return len(words) > 1 or not (
        words[0] in vocabulary.common_words() or words[0] in _generic() or vocabulary.is_given(words[0])
    )


class NameDictionary:
    """Names to look for, built once and asked for each text.

    Args:
        known: (entity id, name, kind) for every name, aliases each by itself; the kind is "person", "organization" or
            another word of the schema, which then tells nothing.
    """

    def __init__(self, known: Iterable[tuple[str, str, str]]) -> None:
        self._rows = [row for row in known if _is_name(row[1])]
        self._first_name: dict[str, int] = {}
        count: Counter[str] = Counter()
        for at, (entity, name, _) in enumerate(self._rows):
            self._first_name.setdefault(entity, at)
            count.update(set(fold(name).split()))
        self._under: dict[str, int | tuple[int, ...]] = {}
        for at, (_, name, kind) in enumerate(self._rows):
            key = _key(fold(name).split(), kind, count)
            before = self._under.get(key)
            if before is None:
                self._under[key] = at
            else:
                self._under[key] = (*before, at) if isinstance(before, tuple) else (before, at)

    def __len__(self) -> int:
        return len(self._rows)

    def name_of(self, entity: str) -> str:
        """The first name that was given for an entity; its id when it has none."""
        at = self._first_name.get(entity)
        return self._rows[at][1] if at is not None else entity

    def scan(self, text: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """The names in a stretch of text: whole words, from the left the longest, without overlap.

        Args:
            text: the rendition's text.
            start, end: the stretch, in code points.
        """
        stop = len(text) if end is None else end
        found: dict[tuple[int, int], list[tuple[int, bool]]] = {}
        for low in range(start, stop, WINDOW):
            first, last = max(start, low - LONGEST), min(stop, low + WINDOW)
            while start < first and text[first - 1].isalnum() and low - first < 2 * LONGEST:
                first -= 1  # a window begins and ends between words
            while last < stop and text[last].isalnum() and last - low < WINDOW + LONGEST:
                last += 1
            self._look(text, first, last, found)
        return list(self._chosen(text, found))

    def _look(self, text: str, low: int, high: int, found: dict[tuple[int, int], list[tuple[int, bool]]]) -> None:
        """The names of one window: each word is looked up once, and only around those found is more compared."""
        words = fold(text[low:high]).split(" ")
        under = self._under
        counted, offset = 0, low
        for i in [i for i, word in enumerate(words) if word in under]:
            offset += sum(map(len, words[counted:i])) + i - counted
            counted = i
            rows = under[words[i]]
            for at in rows if isinstance(rows, tuple) else (rows,):
                aligned = self._aligned(words, i, at)
                if aligned is not None:
                    first, last, full = aligned
                    begin = offset - sum(map(len, words[first:i])) - (i - first)
                    finish = offset + sum(map(len, words[i : last + 1])) + (last - i)
                    bearers = found.setdefault((begin, finish), [])
                    if (at, full) not in bearers:
                        bearers.append((at, full))

    def _aligned(self, words: Sequence[str], i: int, at: int) -> tuple[int, int, bool] | None:
        """The longest part of a name around word `i` of the text: its first and last word, and whether it is all."""
        _, name, kind = self._rows[at]
        own = fold(name).split()
        spans = _spans(own, kind)
        key = words[i]
        for number, (first, last) in enumerate(spans):
            for k in range(first, last):
                if own[k] != key:
                    continue
                left = _reach(words, i, own[first:k][::-1], -1)
                right = _reach(words, i, own[k + 1 : last], 1)
                if left >= 0 and right >= 0:
                    return left, right, number == 0
        return None

    def _chosen(self, text: str, found: dict[tuple[int, int], list[tuple[int, bool]]]) -> Iterator[Hit]:
        behind = -1
        for (start, end), rows in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1])):
            if start < behind:
                continue
            full = [at for at, is_full in rows if is_full]
            bearers = full or [at for at, _ in rows]
            if (not full and len(bearers) > MOST_BEARERS) or not self._stands(
                text[start:end], bearers, full=bool(full)
            ):
                continue
            behind = end
            kinds = {self._rows[at][2] for at in bearers}
            kind = next(iter(kinds)) if len(kinds) == 1 else ""
            told: MentionKind | None = "person" if kind == "person" else "organization" if kind in _BODIES else None
            entities = tuple(dict.fromkeys(self._rows[at][0] for at in bearers))
            yield Hit(start, end, entities, told, "full name" if full else "short form")

    def _stands(self, printed: str, bearers: Sequence[int], *, full: bool) -> bool:
        """Case: a name begins with a capital; a short one stands as the list prints it, or in capitals."""
        first = next((c for c in printed if c.isalpha()), "")
        if first and not (first.isupper() or any(c.isupper() for c in printed[:4])) and first.lower() != first.upper():
            return False
        if full and len(printed) <= SHORTEST:
            names = {self._rows[at][1] for at in bearers}
            return any(printed in (name, name.upper()) for name in names)
        single = " " not in printed
        return not (single and printed.lower() in vocabulary.common_words() and not printed.isupper())


def _is_name(name: str) -> bool:
    letters = "".join(fold(name).split())
    return 2 <= len(letters) <= LONGEST and not letters.isdigit()


def _key(words: Sequence[str], kind: str, count: Counter[str]) -> str:
    """The word under which a name is kept: of those that every form of it holds, the one that fewest names have."""
    spans = _spans(words, kind)
    first, last = max(a for a, _ in spans), min(b for _, b in spans)
    return min(words[first:last], key=lambda word: (count[word], -len(word), word))


def _reach(words: Sequence[str], i: int, wanted: Sequence[str], step: int) -> int:
    """Where the wanted words beside word `i` end, over empty ones; -1 where others stand there."""
    for word in wanted:
        i += step
        while 0 <= i < len(words) and not words[i] and step:
            i += step
        if not 0 <= i < len(words) or words[i] != word:
            return -1
    return i


_BODIES = frozenset(("organization", "company", "legal_entity", "public_body", "body"))
