"""Noun phrases with what hangs on them, and lists of them, forwards and backwards from a place."""

from __future__ import annotations

from collections.abc import Sequence

from lookthrough.evidence.grammar.chunks import Chunk
from lookthrough.evidence.grammar.sentence import Phrase, Sentence
from lookthrough.evidence.grammar.words import SPEECH

_APPOSITION_OPENERS = frozenset("a an the one two three four some both its their his her".split())


def phrase_at(sentence: Sentence, k: int) -> tuple[Phrase, int]:
    """The noun phrase at chunk `k` with brackets and prepositional phrases, and the number of the chunk behind it."""
    chunks = sentence.chunks
    piece = chunks[k]
    found = Phrase(piece.first, piece.last, piece.head)
    k += 1
    while k < len(chunks):
        if chunks[k].kind == "lpar":
            close = next((j for j in range(k + 1, min(k + 8, len(chunks))) if chunks[j].kind == "rpar"), -1)
            if close < 0:
                break
            if found.bracket is None and not found.more:
                found.bracket = (chunks[k].first + 1, chunks[close].first)
            k = close + 1
            continue
        if chunks[k].kind != "prep" or k + 1 >= len(chunks) or chunks[k + 1].kind != "np":
            break
        if chunks[k].word == "of" and not found.more:
            if found.of is not None:
                break
            found.of, k = phrase_at(sentence, k + 1)
            if found.of.more:
                found.more, found.of.more = found.of.more, []
            continue
        inner, after = phrase_at(sentence, k + 1)
        nested, inner.more = inner.more, []
        found.more.append((chunks[k].word, [inner]))
        found.more.extend(nested)
        k = after
    return found, k


def list_at(  # noqa: PLR0912 - one branch a way of joining
    sentence: Sentence, k: int, *, semicolons: bool = True
) -> tuple[list[Phrase], int]:
    """The joined phrases that begin at chunk `k` ("A, a maker of x; B, which …; and C"), and the chunk behind them."""
    chunks = sentence.chunks
    first, k = phrase_at(sentence, k)
    items = [first]
    while k < len(chunks):
        j = k
        while (j < len(chunks) and chunks[j].kind in {"comma", "conj"}) or (
            j < len(chunks) and semicolons and chunks[j].kind == "stop" and chunks[j].word == ";"
        ):
            j += 1
        as_well = j + 2 < len(chunks) and chunks[j].word == "as" == chunks[j + 1].word
        j += 2 * as_well
        if j == k or j >= len(chunks):
            break
        joined = as_well or any(chunks[i].kind == "conj" for i in range(k, j))
        piece = chunks[j]
        if piece.kind == "np":
            if _opens_clause(sentence, j):
                break
            following, after = phrase_at(sentence, j)
            counted = _counted(sentence, items[-1])
            if not joined and counted is not None and sentence.tags[following.head] == "name":
                counted.appositions, k = _names_at(sentence, j)  # "in two firms, Acme and Boreas"
                continue
            if not joined and _is_apposition(sentence, following, items[-1]):
                items[-1].appositions.append(following)
                k = after
                continue
            if not joined and chunks[k].kind != "stop" and not _list_goes_on(sentence, after):
                _told(sentence, items[-1], following).appositions.append(following)
                k = after
                continue
            _append(sentence, items, following)
            k = after
        elif piece.kind == "sub" and piece.word in {"which", "who"} and not joined:
            verb = next((i for i in range(j + 1, min(j + 3, len(chunks))) if chunks[i].kind == "vg"), -1)
            if verb < 0:
                break
            items[-1].relative = verb
            end = _end_of_relative(chunks, verb)
            if end >= len(chunks) or not _resumes_list(sentence, end):
                break
            k = end
        elif piece.kind == "sub" and piece.word in {"which", "who"}:
            break
        else:
            break
    return items, k


def _deepest(phrase: Phrase) -> Phrase:
    """The last phrase of a chain: in "scanners from a family firm" the firm."""
    while True:
        deeper = phrase.more[-1][1][-1] if phrase.more else phrase.of
        if deeper is None:
            return phrase
        phrase = deeper


def _told(sentence: Sentence, phrase: Phrase, following: Phrase) -> Phrase:
    """What a name behind a comma tells: the last phrase of the chain before it, where that is no name itself."""
    last = _deepest(phrase)
    opener = sentence.tokens[last.first].lower
    fits = sentence.tags[following.head] == "name" and sentence.tags[last.head] != "name"
    return last if fits and (opener in {"a", "an", "the"} or sentence.tags[last.first] == "poss") else phrase


_SO_MANY = frozenset("two three four five six both several".split())


def _counted(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """The last phrase of a chain, where a number counts it: what stands behind its comma are its members."""
    phrase = _deepest(phrase)
    opener = [token.lower for token in sentence.tokens[phrase.first : phrase.first + 2]]
    many = sentence.tokens[phrase.head].lower.endswith("s") and sentence.tags[phrase.head] == "noun"
    return phrase if many and phrase.head > phrase.first and _SO_MANY & set(opener) and not phrase.appositions else None


def _names_at(sentence: Sentence, k: int) -> tuple[list[Phrase], int]:
    """The names joined by commas and "and" from chunk `k` on, and the chunk behind them."""
    chunks = sentence.chunks
    found = []
    while k < len(chunks) and chunks[k].kind == "np" and sentence.tags[chunks[k].head] == "name":
        name, k = phrase_at(sentence, k)
        found.append(name)
        j = k
        while j < len(chunks) and chunks[j].kind in {"comma", "conj"}:
            j += 1
        if j == k or j >= len(chunks) or chunks[j].kind != "np" or sentence.tags[chunks[j].head] != "name":
            break
        if _opens_clause(sentence, j) and chunks[j - 1].kind != "conj":
            break
        k = j
    return found, k


def _append(sentence: Sentence, items: list[Phrase], phrase: Phrase) -> None:
    """Join a phrase to its like: in "supplied parts to Acme and Boreas" the names are one list, not the parts."""
    named = sentence.tags[phrase.head] == "name"
    by = next((many for prep, many in reversed(items[-1].more) if prep == "by"), [])
    if by and (named or sentence.tags[by[-1].head] != "name"):
        by.append(phrase)  # "set up in Oslo by Acme and Boreas"
        return
    hanging = [many for prep, many in items[-1].more if prep not in {"in", "at", "near"}]
    alike = [many for many in hanging if sentence.tags[many[-1].head] == "name"]
    inner = (alike or hanging or [[]])[-1 if alike else 0]
    if inner and named and sentence.tags[items[-1].head] != "name" and sentence.tags[inner[-1].head] == "name":
        inner.append(phrase)
        items[-1].more.extend(phrase.more)
    else:
        items.append(phrase)


def _end_of_relative(chunks: Sequence[Chunk], verb: int) -> int:
    for i in range(verb + 1, len(chunks)):
        if chunks[i].kind in {"comma", "dash"} or (chunks[i].kind == "stop"):
            return i
    return len(chunks)


def _resumes_list(sentence: Sentence, k: int) -> bool:
    """Behind a relative clause a list goes on only after a semicolon, or with ", and" and a phrase without verb."""
    chunks = sentence.chunks
    if chunks[k].kind == "stop":
        return chunks[k].word == ";"
    j = k + 1
    if j < len(chunks) and chunks[j].kind == "conj":
        j += 1
        return j < len(chunks) and chunks[j].kind == "np" and not _opens_clause(sentence, j)
    return False


def _opens_clause(sentence: Sentence, k: int) -> bool:
    """Does the phrase at `k` begin a new clause with a finite verb of its own, rather than go on with the list?"""
    chunks = sentence.chunks
    if sentence.tags[chunks[k].head] == "pron":
        return True
    _, after = phrase_at(sentence, k)
    if after < len(chunks) and chunks[after].kind == "vg":
        verb = chunks[after].verb
        return verb is not None and verb.form == "finite"
    return False


def _is_apposition(sentence: Sentence, phrase: Phrase, before: Phrase) -> bool:
    opener = sentence.tokens[phrase.first].lower
    named_before = sentence.tags[before.head] == "name"
    return named_before and sentence.tags[phrase.head] != "name" and opener in _APPOSITION_OPENERS


def _list_goes_on(sentence: Sentence, k: int) -> bool:
    """Is there a comma or "and" with a further phrase behind? "A, B and C" is a list, "A, maker of B" is not."""
    chunks = sentence.chunks
    limit = min(k + 40, len(chunks))
    for i in range(k, limit):
        piece = chunks[i]
        if piece.kind == "conj":
            return i + 1 < len(chunks) and chunks[i + 1].kind == "np" and not _opens_clause(sentence, i + 1)
        if piece.kind in {"vg", "sub", "colon"} or (piece.kind == "stop" and piece.word != ";"):
            return False
    return False


def phrases_back(  # noqa: PLR0911 - one line a way of hanging together
    sentence: Sentence, k: int, *, nearest: bool = False, joined: bool = False
) -> list[Phrase]:
    """The phrases that end at chunk `k`: back over "of" and other prepositions to the first, and over "and".

    Args:
        sentence: its chunks.
        k: the last chunk of the phrases.
        nearest: go back over "of" alone, as what a relative or a participle hangs on does.
        joined: take all joined phrases even where an earlier verb has them as its objects.
    """
    chunks = sentence.chunks
    k = _before_bracket(chunks, k)
    if k < 0 or chunks[k].kind != "np":
        return []
    start = k
    while start >= 2 and chunks[start - 1].kind == "prep" and (not nearest or chunks[start - 1].word == "of"):
        back = _before_bracket(chunks, start - 2)
        if back < 0 or chunks[back].kind != "np":
            break
        start = back
    if (
        start >= 1
        and chunks[start - 1].kind == "prep"
        and not nearest
        and chunks[start - 1].word not in _MAY_OPEN_CLAUSE
    ):
        again = start - 2
        while again >= 3 and chunks[again].kind == "conj" and chunks[again - 2].kind in {"prep", "np"}:
            again -= 2 + 2 * (chunks[again - 3].kind == "np" and chunks[again - 2].word == "of")
            again -= chunks[again].kind == "prep"
        if again != start - 2 and again >= 1 and chunks[again].verb is not None:
            return phrases_back(sentence, again - 1)  # "engines built by Acme and by Boreas were fitted"
        verb = chunks[start - 2].verb if start >= 3 else None
        if verb is not None and verb.form in {"ing", "participle"} and chunks[start - 3].kind == "np":
            return phrases_back(sentence, start - 3)  # "the people living in the region have …"
        return []  # the chain hangs on a preposition: "In April" is nobody
    first, _ = phrase_at(sentence, start)
    mark = start - 1
    if mark < 1 or (not joined and _is_object(chunks, mark - 1)) or (nearest and not joined):
        return [first]
    if chunks[mark].kind == "conj":
        earlier = mark - 2 if chunks[mark - 1].kind == "comma" else mark - 1
        before = phrases_back(sentence, earlier, nearest=nearest, joined=joined)
        if _is_inner(sentence, before, first):
            return before
        return [*_named_like(sentence, before, first, joined=joined), first]
    if chunks[mark].kind == "comma" and _in_list(chunks, start):
        before = phrases_back(sentence, mark - 1, nearest=nearest, joined=joined)
        return before if _is_inner(sentence, before, first) else [*before, first]
    return [first]


_MAY_OPEN_CLAUSE = frozenset(("after", "before", "since", "until", "till", "as"))


def _is_inner(sentence: Sentence, earlier: list[Phrase], last: Phrase) -> bool:
    """In "firms from Norway, Sweden and Finland" the last name belongs to what hangs on the firms."""
    if not earlier or sentence.tags[last.head] != "name" or sentence.tags[earlier[-1].head] == "name":
        return False
    inner = [phrase for _, many in earlier[-1].more for phrase in many] + ([earlier[-1].of] if earlier[-1].of else [])
    return any(sentence.tags[phrase.head] == "name" for phrase in inner)


def _before_bracket(chunks: Sequence[Chunk], k: int) -> int:
    while k >= 0 and chunks[k].kind == "rpar":
        while k >= 0 and chunks[k].kind != "lpar":
            k -= 1
        k -= 1
    return k


def _named_like(sentence: Sentence, earlier: list[Phrase], last: Phrase, *, joined: bool) -> list[Phrase]:
    """For a relative only phrases of one sort join: names with names, things with things."""
    if not joined:
        return earlier
    named = sentence.tags[last.head] == "name"
    return [phrase for phrase in earlier if (sentence.tags[phrase.head] == "name") == named]


def _is_object(chunks: Sequence[Chunk], k: int) -> bool:
    """Does what stands at `k` belong to an earlier finite verb, so that "and" begins a new clause behind it?"""
    for i in range(k, -1, -1):
        if chunks[i].kind in {"sub", "stop", "colon"}:
            return False
        verb = chunks[i].verb
        if verb and verb.form == "finite":
            return verb.lemma not in SPEECH or verb.passive
    return False


def _in_list(chunks: Sequence[Chunk], k: int) -> bool:
    """Is the phrase at `k` an inner item of "A, B and C"?"""
    return k + 1 < len(chunks) and chunks[k + 1].kind == "conj"
