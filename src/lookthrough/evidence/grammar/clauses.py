"""Who does what to whom: each verb of a sentence with its subject, its objects and what hangs on prepositions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lookthrough.evidence.grammar.chunks import Chunk, Verb, chunk
from lookthrough.evidence.grammar.tags import Tag, tag
from lookthrough.evidence.grammar.tokens import Token

_APPOSITION_OPENERS = frozenset("a an the one two three four some both its their his her".split())
SPEECH = frozenset(
    "say tell claim allege argue state add note announce report warn insist believe think deny acknowledge admit "
    "confirm reiterate suggest "
    "indicate tweet write estimate conclude maintain contend explain stress assert declare show reveal find "
    "predict expect hope know".split()
)


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


def parse(tokens: list[Token], names: Sequence[bool] = ()) -> Sentence:
    """Take a sentence apart.

    Args:
        tokens: the sentence.
        names: which tokens belong to a name.
    """
    tags = tag(tokens, names)
    chunks = chunk(tokens, tags)
    sentence = Sentence(tokens, tags, chunks, [])
    _settle_participles(sentence)
    sentence.clauses = list(_clauses(sentence))
    _govern(sentence)
    return sentence


def _settle_participles(sentence: Sentence) -> None:
    """A bare past form is a participle where its clause has a finite verb already, or finds one behind it."""
    chunks = sentence.chunks
    for k, piece in enumerate(chunks):
        verb = piece.verb
        if verb is None or not verb.bare:
            continue
        before = chunks[k - 1] if k else None
        after = chunks[k + 1] if k + 1 < len(chunks) else None
        if before is None or before.kind in {"comma", "prep", "lpar", "dash"}:
            follows_object = after is not None and after.kind == "np"
            opens = before is not None and before.kind == "comma" and verb.lemma not in {"base", "call", "know"}
            participle = not (opens and (follows_object or after is not None) and _has_subject(chunks, k))
        elif (
            before.kind == "np" and before.word in {"it", "he", "she", "they", "we", "i", "who", "which"}
        ) or before.kind in {"conj", "sub"}:
            participle = False
        elif before.kind == "vg":
            participle = before.verb is not None and before.verb.form == "finite" and before.verb.lemma != "be"
        elif verb.lemma in SPEECH and not (after is not None and after.word == "by"):
            participle = _finite_before(chunks, k) and not _speech_before(chunks, k)
        elif (after is not None and after.kind == "prep" and after.word == "by") or _finite_before(chunks, k):
            participle = True
        else:
            participle = _finite_after(chunks, k)
        if participle:
            verb.form, verb.passive = "participle", True


def _has_subject(chunks: Sequence[Chunk], k: int) -> bool:
    """Does a noun phrase stand before without a finite verb of its own yet? Verbs of "which …" do not count."""
    if not any(piece.kind == "np" for piece in chunks[:k]):
        return False
    return not any(
        piece.verb and piece.verb.form == "finite" and not (i and chunks[i - 1].kind == "sub")
        for i, piece in enumerate(chunks[:k])
    )


def _finite_before(chunks: Sequence[Chunk], k: int) -> bool:
    for piece in reversed(chunks[:k]):
        if piece.kind in {"sub", "stop", "colon", "comma", "dash", "conj"}:
            return False
        if piece.verb and piece.verb.form == "finite":
            # "said the firm opposed": the object clause of a verb of saying has its own finite verb
            return piece.verb.lemma not in SPEECH
    return False


def _speech_before(chunks: Sequence[Chunk], k: int) -> bool:
    return any(piece.verb and piece.verb.form == "finite" and piece.verb.lemma in SPEECH for piece in chunks[:k])


def _finite_after(chunks: Sequence[Chunk], k: int) -> bool:
    noun_seen = False
    for i in range(k + 1, len(chunks)):
        piece = chunks[i]
        if piece.kind in {"sub", "stop", "colon", "comma", "conj", "dash"}:
            return False
        if piece.kind == "np" and chunks[i - 1].kind != "prep":
            noun_seen = piece.word not in {
                "week",
                "month",
                "year",
                "monday",
                "tuesday",
                "wednesday",
                "thursday",
                "friday",
                "saturday",
                "sunday",
            }
        if piece.verb and piece.verb.form == "finite":
            return (not noun_seen and not piece.verb.bare) or (not noun_seen and piece.verb.bare)
    return False


# --- phrases ------------------------------------------------------------------------------------------------------


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


def list_at(sentence: Sentence, k: int) -> tuple[list[Phrase], int]:
    """The joined phrases that begin at chunk `k` ("A, a maker of x; B, which …; and C"), and the chunk behind them."""
    chunks = sentence.chunks
    first, k = phrase_at(sentence, k)
    items = [first]
    while k < len(chunks):
        j = k
        while (j < len(chunks) and chunks[j].kind in {"comma", "conj"}) or (
            j < len(chunks) and chunks[j].kind == "stop" and chunks[j].word == ";"
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
            if not joined and _is_apposition(sentence, following, items[-1]):
                items[-1].appositions.append(following)
                k = after
                continue
            if not joined and chunks[k].kind != "stop" and not _list_goes_on(sentence, after):
                items[-1].appositions.append(following)
                k = after
                continue
            items.append(following)
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
    named = sentence.tags[phrase.head] == "name" and sentence.tags[phrase.first] == "name"
    return named_before and not named and opener in _APPOSITION_OPENERS


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


# --- clauses ------------------------------------------------------------------------------------------------------


def _clauses(sentence: Sentence) -> Iterator[Clause]:
    chunks = sentence.chunks
    by_chunk: dict[int, Clause] = {}
    for k, piece in enumerate(chunks):
        if piece.verb is None:
            continue
        clause = Clause(k, piece.verb)
        _complements(sentence, clause)
        _find_subject(sentence, clause, by_chunk)
        by_chunk[k] = clause
        starts = [phrase.first for phrase in clause.subject if phrase.first < piece.first]
        clause.first = min([piece.first, *starts])
        ends = (
            [piece.last] + [_reach(p) for p in clause.objects] + [_reach(p) for _, many in clause.preps for p in many]
        )
        clause.last = max(ends)
        yield clause


def _reach(phrase: Phrase) -> int:
    return max([phrase.whole] + [_reach(p) for _, many in phrase.more for p in many])


def _complements(sentence: Sentence, clause: Clause) -> None:
    """Objects and prepositional phrases behind the verb, up to the next verb or the end of the clause."""
    chunks = sentence.chunks
    k = clause.at + 1
    if k < len(chunks) and chunks[k].kind == "np" and not _opens_clause_after_speech(sentence, clause, k):
        clause.objects, k = list_at(sentence, k)
        # two objects of one verb: "called the treatment the “stain”"
        if k < len(chunks) and chunks[k].kind == "np" and sentence.tokens[chunks[k].first].lower != "whose":
            more, k = list_at(sentence, k)
            clause.objects += more
    for phrase in clause.objects:
        clause.preps += phrase.more
    while k < len(chunks):
        piece = chunks[k]
        if piece.kind == "prep" and k + 1 < len(chunks) and chunks[k + 1].kind == "np":
            phrases, k = list_at(sentence, k + 1)
            clause.preps.append((piece.word, phrases))
            clause.preps += [pair for phrase in phrases for pair in phrase.more]
        elif (
            piece.kind == "comma"
            and k + 2 < len(chunks)
            and chunks[k + 1].kind == "prep"
            and chunks[k + 2].kind == "np"
        ) or (piece.kind == "prep" and k + 1 < len(chunks) and chunks[k + 1].kind == "prep"):
            k += 1
        else:
            break


def _opens_clause_after_speech(sentence: Sentence, clause: Clause, k: int) -> bool:
    """Behind a verb of saying, a phrase with its own finite verb is a clause: "said the firm opposed it"."""
    if clause.verb.passive:
        return False
    chunks = sentence.chunks
    if sentence.tags[chunks[k].head] == "pron" and chunks[k].word in {"it", "he", "she", "they", "we", "i"}:
        return _is_finite(chunks, k + 1)
    if clause.verb.lemma not in SPEECH:
        return False
    _, after = list_at(sentence, k)
    return _is_finite(chunks, after)


def _is_finite(chunks: Sequence[Chunk], k: int) -> bool:
    verb = chunks[k].verb if k < len(chunks) else None
    return verb is not None and verb.form == "finite"


def _find_subject(sentence: Sentence, clause: Clause, known: dict[int, Clause]) -> None:
    chunks = sentence.chunks
    k = clause.at
    before = chunks[k - 1] if k else None
    form = clause.verb.form
    if form == "infinitive" or (
        form == "ing" and (before is None or before.kind in {"prep", "vg", "comma", "conj", "sub"})
    ):
        _controlled(clause, known, k, sentence)
        return
    if before is None:
        return
    if before.kind == "sub" and before.word in {"which", "that", "who"}:
        clause.link = "relative"
        antecedent = k - 2
        while antecedent >= 0 and chunks[antecedent].kind in {"comma", "dash"}:
            antecedent -= 1
        clause.subject = phrases_back(sentence, antecedent)
        return
    if before.kind in {"conj", "comma"} and known:
        if before.kind == "comma":
            subject = _over_parenthesis(sentence, k - 1)
            if subject:
                clause.subject = subject
                return
        previous = known[max(known)]
        if form == "participle":
            clause.link = "participle"
            clause.subject = phrases_back(sentence, k - 2) if before.kind == "comma" else previous.subject
            return
        if clause.verb.lemma in SPEECH:
            speeches = [c for c in known.values() if c.verb.lemma in SPEECH and c.verb.form == "finite" and c.subject]
            previous = speeches[-1] if speeches else previous
        clause.link = "and"
        clause.governor = -2 - previous.at
        clause.subject = previous.subject
        return
    if before.kind == "comma":
        clause.subject = _over_parenthesis(sentence, k - 1) or phrases_back(sentence, k - 2)
        return
    if form in {"participle", "ing"}:
        clause.link = "participle"
    clause.subject = phrases_back(sentence, k - 1)


_PLANS = frozenset(
    "decision plan move effort attempt bid step right power pledge promise threat vow intention way deal "
    "agreement proposal drive campaign efforts plans steps moves".split()
)


def _is_plan(phrase: Phrase, tokens: Sequence[Token]) -> bool:
    """As in "revoke a decision to add": he who revokes adds, not the decision."""
    return tokens[phrase.head].lower in _PLANS


def _controlled(clause: Clause, known: dict[int, Clause], k: int, sentence: Sentence) -> None:
    """The unspoken subject of "to sell" and "selling": the object of the verb that governs it, else its subject."""
    chunks, tokens = sentence.chunks, sentence.tokens
    clause.link = "infinitive" if clause.verb.form == "infinitive" else "participle"
    if not known:
        return
    governor = known[max(known)]
    if clause.verb.form == "ing" and chunks[k - 1].kind == "comma":
        governor = _top(governor, known)  # "denied that x was so, saying": who denies says
    clause.governor = -2 - governor.at
    from_object = chunks[k - 1].word in {"from", "into"} or (
        clause.verb.form == "infinitive"
        and governor.objects
        and governor.verb.lemma not in {"promise", "make", "use", "take", "have", "be", "do", "offer"}
    )
    if governor.verb.passive:
        clause.subject = governor.subject
    elif from_object and governor.objects and not _is_plan(governor.objects[0], tokens):
        clause.subject = governor.objects
    else:
        clause.subject = governor.subject


def _top(clause: Clause, known: dict[int, Clause]) -> Clause:
    """The first finite clause with a subject: what a participle behind a comma belongs to."""
    finite = [c for c in known.values() if c.verb.form == "finite" and c.subject and c.link != "relative"]
    return finite[0] if finite else clause


def _over_parenthesis(sentence: Sentence, comma: int) -> list[Phrase]:
    """As in "Acme, the maker of x, said": the subject stands before the comma that opens the insertion."""
    chunks = sentence.chunks
    for i in range(comma - 1, max(comma - 30, 0), -1):
        if chunks[i].kind in {"stop", "colon"}:
            return []
        if chunks[i].kind in {"comma", "dash"}:
            inside = chunks[i + 1]
            if inside.kind not in {"np", "sub", "prep"} and not (
                inside.verb and inside.verb.form in {"ing", "participle"}
            ):
                continue
            if inside.kind == "sub" and inside.word not in {"which", "who", "whose", "where"}:
                continue
            if i == 0 or chunks[i - 1].kind != "np":
                continue
            subject = phrases_back(sentence, i - 1)
            if inside.kind == "np" and subject:
                apposition, _ = phrase_at(sentence, i + 1)
                if subject[-1].appositions == []:
                    subject[-1].appositions.append(apposition)
            return subject
    return []


def phrases_back(sentence: Sentence, k: int) -> list[Phrase]:
    """The phrases that end at chunk `k`: back over "of" and other prepositions to the first, and over "and"."""
    chunks = sentence.chunks
    while k >= 0 and chunks[k].kind in {"rpar"}:
        while k >= 0 and chunks[k].kind != "lpar":
            k -= 1
        k -= 1
    if k < 0 or chunks[k].kind != "np":
        return []
    start = k
    while start >= 2 and chunks[start - 1].kind == "prep" and chunks[start - 2].kind in {"np", "rpar"}:
        start -= 2
        while start >= 0 and chunks[start].kind == "rpar":
            while start >= 0 and chunks[start].kind != "lpar":
                start -= 1
            start -= 1
    if start >= 1 and chunks[start - 1].kind == "prep":
        verb = chunks[start - 2].verb if start >= 3 else None
        if verb is not None and verb.form in {"ing", "participle"} and chunks[start - 3].kind == "np":
            return phrases_back(sentence, start - 3)  # "the people living in the region have …"
        return []  # the chain hangs on a preposition: "In April" is nobody
    first, _ = phrase_at(sentence, start)
    items = [first]
    if start >= 2 and chunks[start - 1].kind in {"conj", "comma"} and _is_object(chunks, start - 2):
        return items
    if start >= 2 and chunks[start - 1].kind == "conj" and chunks[start - 2].kind == "np":
        earlier = phrases_back(sentence, start - 2)
        items = earlier + items
    elif (
        start >= 3
        and chunks[start - 1].kind == "conj"
        and chunks[start - 2].kind == "comma"
        and chunks[start - 3].kind == "np"
    ):
        items = phrases_back(sentence, start - 3) + items
    elif (
        start >= 2 and chunks[start - 1].kind == "comma" and chunks[start - 2].kind == "np" and _in_list(chunks, start)
    ):
        items = phrases_back(sentence, start - 2) + items
    return items


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


def _govern(sentence: Sentence) -> None:
    """Turn marks of governing verbs into indices, and hang object clauses on the verb of saying before them."""
    where = {clause.at: i for i, clause in enumerate(sentence.clauses)}
    for i, clause in enumerate(sentence.clauses):
        if clause.governor <= -2:
            clause.governor = where.get(-2 - clause.governor, -1)
            continue
        if i and clause.link == "" and clause.verb.form == "finite":
            earlier = sentence.clauses[i - 1]
            starts = min([p.first for p in clause.subject] or [sentence.chunks[clause.at].first])
            gap = [piece for piece in sentence.chunks if earlier.last <= piece.first < starts]
            if (
                all(piece.word in {"that", "how", "why"} or piece.kind in {"prep", "np"} for piece in gap)
                and earlier.verb.lemma in SPEECH
            ):
                clause.governor, clause.link = i - 1, "that"
