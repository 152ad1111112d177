"""Names of lists and of the graph, found in running text.

A name is looked for as printed and in the short forms that prose uses: without its legal form, without the city in
front, without the words of trade at the end. Text and names are folded one character for one, so that a hit's place in
the folded text is its place in the text. With `pyahocorasick` one pass finds all names; without it a plain dictionary
of first words gives the same answers more slowly.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from lookthrough.evidence import vocabulary
from lookthrough.model.claim import MentionKind
from lookthrough.names.legal_forms import legal_forms

How = Literal["full name", "short form"]
SHORTEST = 4
"""Letters of the shortest generated short form; a shorter printed name is found only in its own case."""
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
    return text.translate(_table())


def short_forms(name: str, kind: str) -> Iterator[str]:
    """The short forms of a name, folded, the longest first; none for a person.

    "Hangzhou Acme Digital Technology Co., Ltd." gives it without legal form, without the city, without the words of
    trade behind the first of its own, and without both.
    """
    if kind == "person":
        return
    words = fold(name).split()
    front, back = 0, len(words)
    if words[:1] == ["the"]:
        front = 1
    back = _without_legal(words, front)
    seen = {" ".join(words)}
    own = _own_words(words, front, back)
    if not own:
        return
    place_end = front
    while place_end < own[0] and words[place_end] in _front_places():
        place_end += 1
    ends = [back]
    tail = back
    while tail > own[-1] + 1:
        tail -= 1
    if tail < back and len(own) <= 2:
        ends.append(tail)
    for end in ends:
        for start in dict.fromkeys((front, place_end)):
            form = " ".join(words[start:end])
            if form not in seen and _may_stand_alone(words[start:end]):
                seen.add(form)
                yield form


def _without_legal(words: list[str], front: int) -> int:
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


def _own_words(words: list[str], front: int, back: int) -> list[int]:
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


def _may_stand_alone(words: list[str]) -> bool:
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
        compiled: use pyahocorasick where it is installed. The answers are the same without it.
    """

    def __init__(self, known: Iterable[tuple[str, str, str]], *, compiled: bool = True) -> None:
        self._names: list[tuple[str, str, str]] = []
        self._bearers: list[list[int]] = []
        self._full: list[bool] = []
        self._printed: dict[int, str] = {}
        self._first_name: dict[str, int] = {}
        forms: dict[str, int] = {}
        for entity, name, kind in known:
            self._add(forms, entity, name, kind)
        self._automaton: Any = _automaton(forms) if compiled else None
        self._plain: dict[str, list[tuple[str, int]]] = {}
        if self._automaton is None:
            for form, number in forms.items():
                self._plain.setdefault(form.split(" ", 1)[0], []).append((form, number))

    def __len__(self) -> int:
        return len(self._bearers)

    def _add(self, forms: dict[str, int], entity: str, name: str, kind: str) -> None:
        folded = fold(name)
        whole = " ".join(folded.split())
        letters = whole.replace(" ", "")
        if len(letters) < 2 or letters.isdigit():
            return
        at = len(self._names)
        self._names.append((entity, name, kind))
        self._first_name.setdefault(entity, at)
        for form in dict.fromkeys((whole, folded.strip())):
            self._note(forms, form, at, full=True)
            if len(letters) <= SHORTEST or " " not in whole:
                self._printed[forms[form]] = name
        for form in short_forms(name, kind):
            self._note(forms, form, at, full=False)

    def _note(self, forms: dict[str, int], form: str, at: int, *, full: bool) -> None:
        number = forms.setdefault(form, len(self._bearers))
        if number == len(self._bearers):
            self._bearers.append([at])
            self._full.append(full)
            return
        if full and not self._full[number]:  # a name in full outweighs what only shortens to it
            self._full[number], self._bearers[number] = True, [at]
        elif full == self._full[number] and at not in self._bearers[number][-3:]:
            self._bearers[number].append(at)

    def name_of(self, entity: str) -> str:
        """The first name that was given for an entity; its id when it has none."""
        at = self._first_name.get(entity)
        return self._names[at][1] if at is not None else entity

    def scan(self, text: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """The names in a stretch of text: whole words, the longest where they overlap, in order.

        Args:
            text: the rendition's text.
            start, end: the stretch, in code points.
        """
        last = len(text) if end is None else end
        folded = " " + fold(text[start:last]) + " "
        raw = self._by_automaton(folded) if self._automaton is not None else self._by_words(folded)
        found = [
            (a + start, b + start, number) for a, b, number in raw if self._stands(text, a + start, b + start, number)
        ]
        found.sort(key=lambda hit: (hit[0] - hit[1], hit[0]))
        taken: list[tuple[int, int, int]] = []
        for hit in found:
            if all(hit[1] <= other[0] or other[1] <= hit[0] for other in taken):
                taken.append(hit)
        return [self._hit(*hit) for hit in sorted(taken)]

    def _by_automaton(self, folded: str) -> Iterator[tuple[int, int, int]]:
        for last, (number, length) in self._automaton.iter(folded):
            yield last - length - 1, last - 1, number  # the form stands between two spaces, and the text behind one

    def _by_words(self, folded: str) -> Iterator[tuple[int, int, int]]:
        at = 0
        for word in folded.split(" "):
            for form, number in self._plain.get(word, ()) if word else ():
                if folded.startswith(f"{form} ", at) and folded[at - 1] == " ":
                    yield at - 1, at - 1 + len(form), number
            at += len(word) + 1

    def _stands(self, text: str, start: int, end: int, number: int) -> bool:
        """Case: a name begins with a capital, a short or single one stands as the list prints it or in capitals."""
        printed = text[start:end]
        first = next((c for c in printed if c.isalpha()), "")
        if not self._full[number] and len(self._bearers[number]) > MOST_BEARERS:
            return False
        if first and not (first.isupper() or any(c.isupper() for c in printed[:4])) and first.lower() != first.upper():
            return False
        if len(printed) <= SHORTEST and number in self._printed:
            return printed in (self._printed[number], self._printed[number].upper())
        single = " " not in printed
        return not (single and printed.lower() in vocabulary.common_words() and not printed.isupper())

    def _hit(self, start: int, end: int, number: int) -> Hit:
        rows = [self._names[at] for at in self._bearers[number]]
        kinds = {kind for _, _, kind in rows}
        kind = next(iter(kinds)) if len(kinds) == 1 else ""
        entities = tuple(dict.fromkeys(entity for entity, _, _ in rows))
        told: MentionKind | None = "person" if kind == "person" else "organization" if kind in _BODIES else None
        return Hit(start, end, entities, told, "full name" if self._full[number] else "short form")


_BODIES = frozenset(("organization", "company", "legal_entity", "public_body", "body"))


def _automaton(forms: dict[str, int]) -> Any:
    """The automaton over " form ", or None where pyahocorasick is not installed."""
    try:
        import ahocorasick  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 - an extra
    except ImportError:
        return None
    automaton = cast(Any, ahocorasick).Automaton()
    for form, number in forms.items():
        automaton.add_word(f" {form} ", (number, len(form)))
    automaton.make_automaton()
    return automaton
