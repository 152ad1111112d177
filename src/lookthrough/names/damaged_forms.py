"""Legal forms that were damaged: mistyped, run together with a neighbour, or torn apart and scattered in a name.

"S.A. DE CC.V." is "S.A. de C.V.", "COMPANYLIMITED" is two words, and in "DE S.A. C.V. AGSA" the words of one form stand
before and behind the name. A name so mended is another way to read it, never the only one: "NABAH TD" may be
"Nabah Ltd".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from functools import cache

from lookthrough.names.given_names import family_of
from lookthrough.names.legal_forms import common_forms, legal_forms, ordinary_words
from lookthrough.names.pinyin import is_pinyin

#: Words of a name that a damaged form takes at most, and letters of the longest that is looked for.
MOST_WORDS, MOST_LETTERS = 8, 44
#: Letters from which on a form is known with a slip where it is one of the common ones, where it stands in several
#: words, anywhere at the end, and at the front.
_COMMON, _IN_PIECES, _AT_END, _AT_FRONT = 3, 3, 6, 9
#: Letters from which on a form that lost its blanks is known with a slip as well: "Sapico" is no "SAPI CV".
_TWICE = 9
#: Letters from which on a form that is whole may belong to a longer one with a slip.
_BEYOND_WHOLE = 10
#: Words from which on a form is known when its words are scattered: with a word of so many letters, and without one.
_SCATTERED, _WORD, _OF_LETTERS = 3, 5, 5


def mended(words: Sequence[str], front: int, back: int, known: Callable[[str], bool]) -> list[str]:
    """The name with its legal form mended; [] where nothing is damaged.

    Args:
        words: the name in plain words.
        front, back: legal forms that are whole stand before and from here on.
        known: is a word in a word list, so that it is no damaged form by itself?
    """
    if len(words) < 2:
        return []
    found = _at_end(words, front, back, known) or _at_front(words, front, back) or _gathered(words, front, back)
    return [] if found == words else found


def is_ordinary(word: str) -> bool:
    """Is a word known by itself, so that it is no legal form with a slip?

    "Maple Wood" is no EOOD, "Consolidated Zinc" no Inc., "Saul" no SARL and "Zhao" no ZAO.
    """
    return word in ordinary_words() or family_of(word) > 0 or is_pinyin(word)


def _at_end(words: Sequence[str], front: int, back: int, known: Callable[[str], bool]) -> list[str]:
    """The name with what ends it read as a form; the longest run of words that is one."""
    ends, everyday = ((len(words),) if back == len(words) else (len(words), back)), ordinary_words()
    start = max(front, 1, back - MOST_WORDS)
    texts = ["".join(words[start:end]) for end in ends]  # what each run is in one word, less one more word each turn
    while start < back:
        for end, text in zip(ends, texts, strict=True):
            if not _may_be_slip(text):
                continue
            run = words[start:end]
            itself = (len(run) == 1 and (known(run[0]) or is_ordinary(run[0]))) or not everyday.isdisjoint(run)
            form = () if itself else _form_of(run, text, _AT_END)
            if form and (end == back or _takes(words[start:back], "".join(form), "".join(words[back:]), known)):
                return [*words[:start], *form, *words[end:]]
        texts = [text[len(words[start]) :] for text in texts]
        start += 1
    return []


def _takes(more: Sequence[str], form: str, whole: str, known: Callable[[str], bool]) -> bool:
    """Is a form with a slip more than the whole one that ends a name, with words before it that are nothing else?

    "SA DEE CV" is, but "Fund V, LP" is no "LLP", "UK Limited" no "Unlimited" and "B Limited" no "Limited".
    """
    means = any((known(word) or word in ordinary_words()) and (word,) not in legal_forms() for word in more)
    if form == whole or means or all(len(word) == 1 for word in more):
        return False
    return len(form) >= (_AT_END if form.endswith(whole) else _BEYOND_WHOLE)


def _at_front(words: Sequence[str], front: int, back: int) -> list[str]:
    text, ends = "", []
    for word in words[: min(len(words) - 1, back, MOST_WORDS)]:
        text += word
        ends.append(text)
    for end in range(len(ends), front, -1):
        text = ends[end - 1]
        if len(text) < _AT_FRONT - 1:
            break
        if _may_be_slip(text) and (form := _form_of(words[:end], text, _AT_FRONT)):
            return [*form, *words[end:]]
    return []


def _form_of(run: Sequence[str], text: str, least: int) -> tuple[str, ...]:
    """The form that a run of words is, or with one slip; () for none.

    Args:
        run, text: the words, and all written as one word, which `_may_be_slip`.
        least: letters from which on any form is known with a slip.
    """
    if not text.isalpha():
        return ()
    if found := _in_one_word().get(text):
        return found if tuple(run) not in legal_forms() else ()
    for short in (text, *(text[:at] + text[at + 1 :] for at in range(len(text)))):
        for form in _shortened().get(short, ()):
            words = _in_one_word()[form]
            enough = _TWICE if len(run) == 1 < len(words) else least
            if _is_one_slip(text, form) and (len(form) >= enough or _unmistakable(form, run)):
                return words
    return ()


def _may_be_slip(text: str) -> bool:
    """May a text be a form, or one slip away? Nearly no run of words may, and all slips take long to look through.

    A slip touches two neighbouring letters at most. So either the last three letters are those of a form of about this
    length, or all before the last four are how one begins; and likewise at the front.
    """
    begins, ends, begun, ended = _outlines()
    length = len(text)
    return (
        1 < length <= MOST_LETTERS
        and (length in ends.get(text[-3:], ()) or text[: max(0, length - 4)] in begun)
        and (length in begins.get(text[:3], ()) or text[4:] in ended)
    )


def _unmistakable(form: str, run: Sequence[str]) -> bool:
    """May so short a form be known with a slip: a common one a letter shorter or longer, or letters standing apart?"""
    if len(run) == 1:
        return form in common_forms() and (len(form) > _COMMON or len(run[0]) != len(form))
    return len(form) >= _IN_PIECES and len(run) > 1 and all(len(word) <= 2 for word in run)


def _is_one_slip(one: str, other: str) -> bool:
    """Do two different words differ by one letter, more, less or other, or by two neighbours that changed places?"""
    if abs(len(one) - len(other)) > 1:
        return False
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    rest, their_rest = one[at:], other[at:]
    if len(rest) == len(their_rest):
        return rest[1:] == their_rest[1:] or (rest[:2] == their_rest[1::-1] and rest[2:] == their_rest[2:])
    return rest[1:] == their_rest or rest == their_rest[1:]


def _gathered(words: Sequence[str], front: int, back: int) -> list[str]:
    """The name with the scattered words of one form put together at its end; the form of most words."""
    if _by_rarest().keys().isdisjoint(words[front:back]):
        return []
    inside, have = Counter(words[front:back]), Counter(words)
    for word in inside:
        for form in _by_rarest().get(word, ()):
            needed = Counter(form)
            if len(form) < len(words) and not needed - have and (needed & inside).total() > 1:
                return [] if _stands_in(form, words) else [*_without(words, form), *form]
    return []


def _stands_in(form: tuple[str, ...], words: Sequence[str]) -> bool:
    return any(tuple(words[at : at + len(form)]) == form for at in range(len(words)))


def _without(words: Sequence[str], form: Sequence[str]) -> list[str]:
    """The words without those of a form, taken from the end."""
    rest = list(reversed(words))
    for part in form:
        rest.remove(part)
    return rest[::-1]


@cache
def _in_one_word() -> Mapping[str, tuple[str, ...]]:
    """Every form as one word, with its words."""
    table: dict[str, tuple[str, ...]] = {}
    for words, (_, where) in legal_forms().items():
        if where != "front":
            table.setdefault("".join(words), words)
    return table


@cache
def _shortened() -> Mapping[str, tuple[str, ...]]:
    """The forms as one word by what is left of them without any one letter, and by themselves."""
    table: dict[str, list[str]] = {}
    for form in _in_one_word():
        if len(form) >= _COMMON:
            for short in {form, *(form[:at] + form[at + 1 :] for at in range(len(form)))}:
                table.setdefault(short, []).append(form)
    return {short: tuple(sorted(many, key=lambda form: (-len(form), form))) for short, many in table.items()}


@cache
def _outlines() -> tuple[Mapping[str, set[int]], Mapping[str, set[int]], Set[str], Set[str]]:
    """Per first and per last three letters of forms, lengths of a text that is one slip away; beginnings; ends."""
    begins: dict[str, set[int]] = {}
    ends: dict[str, set[int]] = {}
    for form in _in_one_word():
        lengths = (len(form) - 1, len(form), len(form) + 1)
        begins.setdefault(form[:3], set()).update(lengths)
        ends.setdefault(form[-3:], set()).update(lengths)
    begun = frozenset(form[:at] for form in _in_one_word() for at in range(len(form) + 1))
    ended = frozenset(form[at:] for form in _in_one_word() for at in range(len(form) + 1))
    return begins, ends, begun, ended


@cache
def _by_rarest() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The forms of several words by that word of theirs that fewest other forms have, longest forms first."""
    forms = [words for words, (_, where) in legal_forms().items() if where != "front" and _is_known_scattered(words)]
    common = Counter(word for form in forms for word in set(form))
    table: dict[str, list[tuple[str, ...]]] = {}
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        table.setdefault(min(form, key=lambda word: (common[word], word)), []).append(form)
    return {word: tuple(many) for word, many in table.items()}


def _is_known_scattered(form: Sequence[str]) -> bool:
    return len(form) >= (_SCATTERED if max(map(len, form)) >= _WORD else _OF_LETTERS)
