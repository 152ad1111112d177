"""Who does what to whom: each verb of a sentence with its subject, its objects and what hangs on prepositions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lookthrough.evidence.grammar.chunks import Chunk, chunk
from lookthrough.evidence.grammar.phrases import list_at, phrase_at, phrases_back
from lookthrough.evidence.grammar.sentence import Clause, Phrase, Sentence
from lookthrough.evidence.grammar.subjects import after_aside, find_subject
from lookthrough.evidence.grammar.tags import tag
from lookthrough.evidence.grammar.tokens import Token
from lookthrough.evidence.grammar.words import DEMANDING, SPEECH, lists


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
    _negate(sentence)
    return sentence


def _negate(sentence: Sentence) -> None:
    """As in "Neither Acme nor Boreas owns it", "listed neither of them", "neither owns it nor supplies it"."""
    lower = [token.lower for token in sentence.tokens]
    if "neither" not in lower:
        return
    for clause in sentence.clauses:
        first = sentence.chunks[clause.at].first
        if clause.link == "relative" and clause.subject and lower[clause.subject[0].first - 1] == "neither":
            clause.subject = clause.subject[-1:]  # "neither Acme nor Boreas, which sold it": Boreas sold
        starts = [first, *(p.first for p in [*clause.subject[:1], *clause.objects[:1]])]
        ahead = {lower[start - 1] for start in starts if start} | {lower[start] for start in starts}
        clause.verb.negated |= "neither" in ahead or (first > 0 and lower[first - 1] == "nor")


def _settle_participles(sentence: Sentence) -> None:  # noqa: PLR0912 - one branch a place
    """A bare past form is a participle where its clause has a finite verb already, or finds one behind it."""
    chunks = sentence.chunks
    for k, piece in enumerate(chunks):
        verb = piece.verb
        if verb is None or not verb.bare:
            continue
        before = chunks[k - 1] if k else None
        after = chunks[k + 1] if k + 1 < len(chunks) else None
        if k and _never_participle(sentence.tokens[verb.main].lower, verb.lemma):
            participle = False  # "came", "rose": the participle is another word
        elif k > 1 and after is not None and after.word == "that" and verb.lemma in (SPEECH | DEMANDING) - _HEARD:
            participle = False  # "The report, based on records, recommended that …"
        elif _in_clause_of_time(chunks, k):
            participle = False  # "it came after the ministry placed eight firms on a list"
        elif before is not None and before.kind == "comma" and after_aside(chunks, k) >= 0:
            participle = False  # "employs 50 people and, before the war, relied on"
        elif (
            verb.lemma in SPEECH
            and before is not None
            and before.kind == "comma"
            and (not (after is not None and after.kind == "prep") or (verb.lemma == "say" and after.word != "by"))
        ):
            participle = False  # “…,” said the minister
        elif verb.lemma == "say" and before is not None and before.kind == "comma" and not _hearsay_follows(after):
            participle = False  # "…,” Ann Lee, its chief executive, said in a statement"
        elif before is None or before.kind in {"comma", "prep", "lpar", "dash"}:
            follows_object = after is not None and after.kind == "np"
            named = verb.lemma in {"base", "know"} or (verb.lemma == "call" and follows_object)
            named = named and not _is_judged(after)
            opens = before is not None and before.kind == "comma" and not named
            opens = opens and not (after is not None and (after.word == "by" or _main_verb_follows(chunks, k)))
            participle = not (opens and (follows_object or after is not None) and _has_subject(chunks, k))
        elif before.kind == "conj" and after is not None and after.word == "by" and _passive_before(chunks, k):
            participle = True  # "is owned or controlled by A"
        elif before.kind == "conj" and after is not None and after.word == "by" and _beside_participle(chunks, k):
            participle = True  # "a firm based in Oslo and controlled by A"
        elif before.kind == "conj" and after is not None and after.kind == "prep" and _after_participle(chunks, k):
            participle = True  # "founded by A and headquartered in B"
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
        elif after is not None and after.kind == "prep" and _in_apposition(sentence, k):
            participle = True  # "Acme, a company headquartered in Oslo"
        else:
            participle = _finite_after(chunks, k)
        if participle:
            verb.form, verb.passive = "participle", True


_HEARD = frozenset("tell assure remind warn inform".split())
"""Verbs whose participle may have a clause behind it: "the minister, told that …, resigned"."""


def _never_participle(form: str, lemma: str) -> bool:
    past, _, participle = lists("words")["irregular"].get(lemma, "").partition(" ")
    return form == past != participle


def _in_clause_of_time(chunks: Sequence[Chunk], k: int) -> bool:
    """As in "after the ministry placed eight firms": a subject before the verb, its object behind."""
    opened = k >= 2 and chunks[k - 1].kind == "np" and chunks[k - 2].word in {"after", "before", "since", "until"}
    return opened and k + 1 < len(chunks) and chunks[k + 1].kind == "np"


_JUDGED = frozenset(
    "decision ban move sanction charge allegation accusation claim report criticism listing action measure ruling "
    "finding case step blacklisting designation embargo tariff bill law plan response absurd unfair unjustified "
    "baseless groundless ridiculous unfounded".split()
)


def _is_judged(after: Chunk | None) -> bool:
    """As in "Acme, based in Oslo, called the ban unfair": who calls a measure something is not called so."""
    return after is not None and after.word.removesuffix("s") in _JUDGED


def _hearsay_follows(after: Chunk | None) -> bool:
    """Is "said" passive: "said to be …", "said by …"?"""
    return after is None or after.word == "by" or after.verb is not None


def _passive_before(chunks: Sequence[Chunk], k: int) -> bool:
    verb = chunks[k - 2].verb if k >= 2 else None
    return verb is not None and verb.passive


def _after_participle(chunks: Sequence[Chunk], k: int) -> bool:
    """Is the nearest verb before "and" a participle behind its noun, with the finite verb still to come?"""
    verb = next((piece.verb for piece in reversed(chunks[: k - 1]) if piece.verb is not None), None)
    return verb is not None and verb.form == "participle" and _main_verb_follows(chunks, k)


def _beside_participle(chunks: Sequence[Chunk], k: int) -> bool:
    """Is the nearest verb before "and" a participle?"""
    verb = next((piece.verb for piece in reversed(chunks[: k - 1]) if piece.verb is not None), None)
    return verb is not None and verb.form == "participle"


def _in_apposition(sentence: Sentence, k: int) -> bool:
    """Does the phrase before the verb at chunk `k` say what a name before a comma is?"""
    chunks = sentence.chunks
    if k < 3 or chunks[k - 2].kind != "comma" or chunks[k - 3].kind not in {"np", "rpar"}:
        return False
    opener = sentence.tokens[chunks[k - 1].first].lower
    return opener in {"a", "an"} and any(piece.verb and piece.verb.form == "finite" for piece in chunks[: k - 2])


def _main_verb_follows(chunks: Sequence[Chunk], k: int) -> bool:
    """Does a finite verb stand behind a later comma: "Acme, listed in Oslo, suspended trading"?"""
    if k + 1 < len(chunks) and chunks[k + 1].kind == "np":
        return False
    return any(chunks[i].kind == "comma" and _is_finite(chunks, i + 1) for i in range(k + 1, len(chunks)))


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
            hangs = (
                piece.verb.bare and i + 1 < len(chunks) and chunks[i + 1].kind == "prep" and not _is_past(piece.word)
            )
            if hangs and i >= 2 and chunks[i - 2].kind == "prep":
                continue  # "applied for review of licences granted for sales"
            return not noun_seen
    return False


def _is_past(lemma: str) -> bool:
    """Does the verb tell its past from its participle, as "rose" and "risen" do?"""
    return len(set(lists("words")["irregular"].get(lemma, "").split())) == 2


def _clauses(sentence: Sentence) -> Iterator[Clause]:
    chunks = sentence.chunks
    by_chunk: dict[int, Clause] = {}
    for k, piece in enumerate(chunks):
        if piece.verb is None:
            continue
        clause = Clause(k, piece.verb)
        _complements(sentence, clause)
        find_subject(sentence, clause, by_chunk)
        if not clause.objects:
            clause.objects = _relative_object(sentence, clause)
        place = _relative_place(sentence, clause)
        clause.preps += place
        clause.link = "relative" if place and not clause.link else clause.link
        _hand_up(clause, by_chunk)
        by_chunk[k] = clause
        starts = [phrase.first for phrase in clause.subject if phrase.first < piece.first]
        clause.first = min([piece.first, *starts])
        ends = (
            [piece.last] + [_reach(p) for p in clause.objects] + [_reach(p) for _, many in clause.preps for p in many]
        )
        clause.last = max(ends)
        yield clause


_TAKES_OBJECT = frozenset(
    "sanction designate blacklist list own acquire supply sell accuse condemn found detain arrest control buy put "
    "place add hold back fund use install build make produce develop operate run import export hire name describe "
    "denounce criticise criticize oppose".split()
)


def _hand_up(clause: Clause, known: dict[int, Clause]) -> None:
    """As in "added firms based in Oslo to the list": what a participle behind an object does not need is its verb's."""
    if clause.verb.form != "participle" or len(clause.preps) < 2 or not clause.subject or not known:
        return
    above = known[max(known)]
    told = [above.objects[-1], *above.objects[-1].appositions] if above.objects else []
    if any(phrase.first == clause.subject[0].first for phrase in told) and not above.preps:
        above.preps += [(prep, many) for prep, many in clause.preps[1:] if prep in {"to", "on", "from", "with"}]


def _relative_place(sentence: Sentence, clause: Clause) -> list[tuple[str, list[Phrase]]]:
    """As in "Acme, in which the fund holds 4 %": what the relative stands for hangs on its preposition."""
    chunks = sentence.chunks
    if not clause.subject or clause.link == "relative" or clause.subject[0].first >= chunks[clause.at].first:
        return []
    k = next((i for i in range(clause.at - 1, -1, -1) if chunks[i].first == clause.subject[0].first), -1)
    if k < 3 or chunks[k - 1].word not in {"which", "whom"} or chunks[k - 2].kind != "prep":
        return []
    before = k - 4 if chunks[k - 3].kind == "comma" else k - 3
    found = phrases_back(sentence, before, nearest=True) if before >= 0 else []
    return [(chunks[k - 2].word, found)] if found else []


_ABOUT = frozenset("fact claim report statement allegation evidence denial sign".split())


def _relative_object(sentence: Sentence, clause: Clause) -> list[Phrase]:
    """As in "the firms that the ministry sanctioned": what the relative stands for is what the verb acts on."""
    chunks = sentence.chunks
    if clause.verb.passive or clause.verb.lemma not in _TAKES_OBJECT or clause.link == "relative" or not clause.subject:
        return []
    k = next((i for i, c in enumerate(chunks) if c.first == clause.subject[0].first), -1)
    if k >= 2 and chunks[k].word in {"it", "they", "he", "she", "we"} and chunks[k - 1].kind == "np":
        opener = sentence.tokens[chunks[k - 1].first].lower  # "a start-up it bought in 2018"
        return phrases_back(sentence, k - 1, nearest=True) if opener in {"a", "an"} else []
    if k < 2 or chunks[k - 1].word not in {"that", "which", "whom"} or chunks[k - 1].kind != "sub":
        return []
    before = k - 3 if chunks[k - 2].kind == "comma" else k - 2
    found = phrases_back(sentence, before, nearest=True) if before >= 0 else []
    return [phrase for phrase in found if sentence.tokens[phrase.head].lower.removesuffix("s") not in _ABOUT]


def _reach(phrase: Phrase) -> int:
    return max([phrase.whole] + [_reach(p) for _, many in phrase.more for p in many])


def _complements(sentence: Sentence, clause: Clause) -> None:
    """Objects and prepositional phrases behind the verb, up to the next verb or the end of the clause."""
    chunks = sentence.chunks
    k = clause.at + 1
    if k < len(chunks) and chunks[k].kind == "np" and not _opens_clause_after_speech(sentence, clause, k):
        relative = clause.at > 0 and chunks[clause.at - 1].kind == "sub"
        clause.objects, k = list_at(sentence, k, semicolons=not relative)
        # two objects of one verb: "called the treatment the “stain”"
        second = k < len(chunks) and chunks[k].kind == "np" and sentence.tokens[chunks[k].first].lower != "whose"
        if second and not _is_finite(chunks, phrase_at(sentence, k)[1]):
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
    if (
        after + 2 < len(chunks)
        and chunks[after].kind == "comma"
        and chunks[after + 1].word == "including"
        and chunks[after + 2].kind == "np"
    ):
        _, after = list_at(sentence, after + 2)  # "said the firms, including A and B, had been …"
        after += after < len(chunks) and chunks[after].kind == "comma"
    if after + 1 < len(chunks) and chunks[after].kind == "conj" and chunks[after + 1].kind == "np":
        _, after = phrase_at(sentence, after + 1)  # "said Acme and Boreas use …"
    return _is_finite(chunks, after)


def _is_finite(chunks: Sequence[Chunk], k: int) -> bool:
    verb = chunks[k].verb if k < len(chunks) else None
    return verb is not None and verb.form == "finite"


_AND_THAT = (["and", "that"], ["but", "that"])


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
                and earlier.verb.lemma in SPEECH | DEMANDING
            ):
                clause.governor, clause.link = i - 1, "that"
            elif earlier.link == "that" and [p.word for p in gap if p.kind in {"conj", "sub"}][-2:] in _AND_THAT:
                clause.governor, clause.link = earlier.governor, "that"  # "said that x and that y"
