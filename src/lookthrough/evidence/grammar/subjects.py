"""Whose verb it is: the subject of a clause, spoken or not."""

from __future__ import annotations

from collections.abc import Sequence

from lookthrough.evidence.grammar.chunks import Chunk
from lookthrough.evidence.grammar.phrases import phrase_at, phrases_back
from lookthrough.evidence.grammar.sentence import Clause, Phrase, Sentence
from lookthrough.evidence.grammar.tags import EARNED
from lookthrough.evidence.grammar.tokens import Token
from lookthrough.evidence.grammar.words import DEMANDING, SPEECH


def find_subject(  # noqa: PLR0912 - one branch a place of the verb
    sentence: Sentence, clause: Clause, known: dict[int, Clause]
) -> None:
    """Set the subject of a clause, how it hangs on another, and on which.

    Args:
        sentence: its tokens, classes and chunks.
        clause: the clause, with its complements already found.
        known: the clauses before it by the chunk of their verb. A governor is left as -2 - chunk, see `parse`.
    """
    chunks = sentence.chunks
    k = clause.at
    before = chunks[k - 1] if k else None
    form = clause.verb.form
    apart = before is None or before.kind in {"prep", "vg", "comma", "conj", "sub"}
    asks = form == "ing" and clause.verb.lemma in DEMANDING and known  # "wrote to the ministry asking it to …"
    if form == "infinitive" or (form == "ing" and apart) or asks:
        _controlled(clause, known, k, sentence)
    elif before is None:
        clause.subject = _fronted(sentence, clause)
    elif before.kind == "sub" and before.word in {"which", "whom"} and k > 3 and chunks[k - 2].word == "of":
        _counted_relative(sentence, clause, k)
    elif before.kind == "sub" and before.word in {"which", "that", "who"}:
        _relative(sentence, clause, k - 2)
    elif before.kind == "comma" and known and (joint := after_aside(chunks, k)) >= 0:
        _joined(sentence, clause, known, joint + 1)
    elif before.kind in {"conj", "comma"} and known:
        _joined(sentence, clause, known, k)
    elif before.kind == "comma":
        clause.subject = _over_parenthesis(sentence, k - 1) or phrases_back(sentence, k - 2)
    elif before.verb is not None and before.verb.form == "participle" and k - 1 in known:
        clause.subject = known[k - 1].subject  # "the entities blacklisted include"
    elif form == "participle" and before.word in {"percent", "cent", "pct"} and k - 2 in known:
        clause.subject = known[k - 2].subject  # "is 70 percent owned by"
    elif form == "ing" and before.word in EARNED | {"time", "years"} and known and max(known) >= k - 4:
        clause.link = "participle"
        clause.subject = known[max(known)].subject  # "makes (tons of) money selling": who makes it sells
    elif form in {"participle", "ing"}:
        clause.link = "participle"
        clause.subject = phrases_back(sentence, k - 1, nearest=True)
    elif form == "finite" and k > 2 and before.kind == "np" and chunks[k - 2].word in _OPEN_CLAUSES:
        clause.subject = [phrase_at(sentence, k - 1)[0]]  # "two months after Acme bought …"
    else:
        clause.subject = phrases_back(sentence, k - 1)


def after_aside(chunks: Sequence[Chunk], k: int) -> int:
    """The "and" before an insertion that ends right before chunk `k`, as in "and, since 2019, …"; -1 for none."""
    for i in range(k - 2, max(k - 12, 0), -1):
        if chunks[i].kind == "comma":
            opened = chunks[i + 1].kind == "prep" and chunks[i - 1].kind == "conj"
            return i - 1 if opened else -1
        if chunks[i].kind not in {"np", "prep"}:
            return -1
    return -1


_OPEN_CLAUSES = frozenset("after as before since until".split())


def _fronted(sentence: Sentence, clause: Clause) -> list[Phrase]:
    """As in "Founded by her father in 1998, the firm employs …": the subject stands behind the comma."""
    if clause.verb.form not in {"participle", "ing"}:
        return []
    chunks = sentence.chunks
    comma = next((i for i in range(clause.at + 1, len(chunks)) if chunks[i].kind == "comma"), -1)
    clause.link = "participle"
    if comma < 0 or comma + 1 >= len(chunks) or chunks[comma + 1].kind != "np":
        return []
    return [phrase_at(sentence, comma + 1)[0]]


def _counted_relative(sentence: Sentence, clause: Clause, k: int) -> None:
    """As in "14 ships, nine of which have been blacklisted": so many of the phrase before."""
    clause.link = "relative"
    many = sentence.chunks[k - 3]
    if many.kind == "np":
        of = phrases_back(sentence, k - 5, nearest=True) if k > 4 else []
        clause.subject = [Phrase(many.first, many.last, many.head, of=of[0] if of else None)]


def _relative(sentence: Sentence, clause: Clause, k: int) -> None:
    """Relative words stand for the nearest phrase, for joined ones where the verb is plural."""
    clause.link = "relative"
    chunks = sentence.chunks
    while k >= 0 and chunks[k].kind in {"comma", "dash"}:
        k -= 1
    first = sentence.tokens[chunks[clause.at].first].lower
    plural = first in {"were", "are", "have", "do"} or not (
        first.endswith("s") or first in {"was", "is", "has", "does"}
    )
    clause.subject = phrases_back(sentence, k, nearest=True, joined=plural)
    if len(clause.subject) == 1:
        clause.subject = [_agreeing(sentence, clause.subject[0], clause, who=chunks[clause.at - 1].word == "who")]


def _agreeing(sentence: Sentence, phrase: Phrase, clause: Clause, *, who: bool) -> Phrase:
    """As in "the arrival of Ann Lee, who …", "the forefront of the firms that make …": what agrees behind "of"."""
    inner = phrase.of
    if inner is None or sentence.tags[phrase.head] in {"name", "num"}:
        return phrase
    head, verb = sentence.tokens[phrase.head].lower, sentence.tokens[sentence.chunks[clause.at].first].lower
    if who and sentence.tags[inner.head] == "name" and not head.endswith("s"):
        return inner
    lemma = clause.verb.lemma
    many = verb in {"are", "were", "have"} or (clause.verb.form == "finite" and verb == lemma)
    if many and not head.endswith("s") and head not in _COLLECTIVE and sentence.tokens[inner.head].lower.endswith("s"):
        return inner
    return phrase


_COLLECTIVE = frozenset("number group majority range host couple people police lot variety pair".split())


def _joined(sentence: Sentence, clause: Clause, known: dict[int, Clause], k: int) -> None:
    """Behind a comma or "and": the subject before an insertion, else that of the clause it is joined to."""
    chunks = sentence.chunks
    comma = chunks[k - 1].kind == "comma"
    over = _over_parenthesis(sentence, k - 1) if comma else []
    if over:
        clause.subject = over
        return
    previous = _like(sentence, clause, known)
    if clause.verb.form == "participle":
        clause.link = "participle"
        clause.subject = phrases_back(sentence, k - 2) if comma else previous.subject
        return
    previous = _outside_condition(sentence, clause, known) or previous
    base = sentence.tags[clause.verb.main] == "verb" and not sentence.tokens[clause.verb.main].lower.endswith("s")
    if base and previous.verb.form == "infinitive" and sentence.chunks[clause.at].first == clause.verb.main:
        clause.verb.form = "infinitive"  # "forced to attend classes, study and pledge loyalty"
    elif base and previous.verb.modal and clause.verb.form == "finite" and not clause.verb.modal:
        clause.verb.modal = previous.verb.modal  # "must end the raids and release all detainees"
    if clause.verb.lemma in SPEECH:
        speeches = [c for c in known.values() if c.verb.lemma in SPEECH and c.verb.form == "finite" and c.subject]
        previous = speeches[-1] if speeches else previous
    clause.link = "and"
    clause.governor = -2 - previous.at
    clause.subject = previous.subject


def _outside_condition(sentence: Sentence, clause: Clause, known: dict[int, Clause]) -> Clause | None:
    """As in "will end x if they go to y and instead require z": "instead" goes on with "will", not with "if"."""
    chunks, last = sentence.chunks, known[max(known)]
    group = sentence.tokens[chunks[clause.at].first : clause.verb.main]
    start = next((i for i, c in enumerate(chunks) if last.subject and c.first == last.subject[0].first), 0)
    if "instead" not in {t.lower for t in group} or not start or chunks[start - 1].kind != "sub":
        return None
    return next((c for c in reversed(known.values()) if c.verb.modal and c.verb.form == "finite" and c.subject), None)


def _like(sentence: Sentence, clause: Clause, known: dict[int, Clause]) -> Clause:
    """The latest clause before with a verb of the same tense: "asked that they leave … and refused …"."""
    last = known[max(known)]
    word = sentence.tokens[clause.verb.main].lower
    if not clause.verb.bare and word.endswith("s") and clause.verb.form == "finite" and last.verb.form != "finite":
        finite = [c for c in known.values() if c.verb.form == "finite" and c.subject and c.link != "relative"]
        return finite[-1] if finite else last
    if sentence.tags[clause.verb.main] == "verb" and last.verb.form == "ing" and not word.endswith("s"):
        alike = [c for c in known.values() if sentence.tags[c.verb.main] == "verb" and c.subject]
        return alike[-1] if alike else last  # "bar firms from covering it and investigate …"
    if not clause.verb.bare:
        return last
    past = [c for c in known.values() if c.verb.form == "finite" and sentence.tags[c.verb.main] == "past" and c.subject]
    if past and last.verb.form == "ing" and last.governor != -1:
        return past[-1]  # "accused it of bullying and demanded …"
    return past[-1] if past and sentence.tags[last.verb.main] == "verb" and last.verb.form == "finite" else last


_PUNISHING = frozenset(
    "impose sanction fine punish penalise penalize blacklist add put place list charge indict sue blame criticise "
    "criticize condemn censure prosecute ban designate arrest jail".split()
)
_MEASURES = frozenset("sanctions penalties restrictions measures bans ban charges action actions fines".split())
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
    infinitive = clause.verb.form == "infinitive"
    clause.link = "infinitive" if infinitive else "participle"
    if infinitive and k >= 2 and chunks[k - 1].kind == "np":
        owner = _owner_of_plan(sentence, k - 1)
        if owner is not None or chunks[k - 2].word == "for":  # "possible for exporters to ask"
            clause.subject = [owner or phrase_at(sentence, k - 1)[0]]
            clause.governor = -2 - max(known) if known else -1
            return
    if not known:
        return
    governor = known[max(known)]
    if infinitive and governor.link == "participle" and governor.verb.passive:
        finite = [c for c in known.values() if c.verb.form == "finite" and c.link != "relative"]
        governor = finite[-1] if finite else governor
    if clause.verb.form == "ing" and chunks[k - 1].kind == "comma":
        governor = _top(governor, known)  # "denied that x was so, saying": who denies says
    clause.governor = -2 - governor.at
    own = {"promise", "make", "use", "take", "have", "be", "do", "offer", "go", "plan", "decide"}
    accused = chunks[k - 1].word == "of" and governor.verb.lemma in {"accuse", "suspect", "convict"}
    from_object = accused or chunks[k - 1].word in {"from", "into"} or (infinitive and governor.verb.lemma not in own)
    targets = governor.under("on", "against")
    measured = bool(targets) and bool(governor.objects) and tokens[governor.objects[0].head].lower in _MEASURES
    if chunks[k - 1].word == "for" and measured and not governor.verb.passive:
        clause.subject = targets  # "is weighing sanctions against Acme for supplying …"
    elif chunks[k - 1].word == "for" and governor.verb.lemma in _PUNISHING and (targets or governor.objects):
        # "sanctions were imposed on Acme for supplying …", "fined Acme for selling …"
        clause.subject = targets or (governor.subject if governor.verb.passive else governor.objects)
    elif not governor.verb.passive and from_object and governor.objects and not _is_plan(governor.objects[0], tokens):
        clause.subject = governor.objects
    else:
        clause.subject = governor.subject
    if infinitive and governor.objects and tokens[governor.objects[0].head].lower in {"decision", "move", "step"}:
        clause.governor = -1  # what was decided stands, whatever is wanted of the decision


def _owner_of_plan(sentence: Sentence, k: int) -> Phrase | None:
    """As in "the ministry’s decision to add …": a name before the noun decides."""
    chunks = sentence.chunks
    piece = chunks[k]
    if k >= 2 and chunks[k - 1].word == "of" and sentence.tokens[chunks[k - 2].head].lower in _PLANS:
        return Phrase(piece.first, piece.last, piece.head)  # "the decision of the ministry to add"
    if sentence.tokens[piece.head].lower not in _PLANS:
        return None
    names = [i for i in range(piece.first, piece.head) if sentence.tags[i] == "name"]
    return Phrase(names[0], names[-1] + 1, names[-1]) if names else None


def _top(clause: Clause, known: dict[int, Clause]) -> Clause:
    """The first finite clause with a subject: what a participle behind a comma belongs to."""
    finite = [c for c in known.values() if c.verb.form == "finite" and c.subject and c.link != "relative"]
    acting = [c for c in finite if c.verb.lemma not in _HAPPEN]  # "The remarks came after it banned x, accusing …"
    return (acting or finite or [clause])[0]


_HAPPEN = frozenset("come follow happen occur".split())


def _over_parenthesis(sentence: Sentence, comma: int) -> list[Phrase]:
    """As in "Acme, the maker of x, said": the subject stands before the comma that opens the insertion."""
    chunks = sentence.chunks
    for i in range(comma - 1, max(comma - 30, 0), -1):
        if chunks[i].kind in {"stop", "colon"}:
            return []
        if chunks[i].kind in {"comma", "dash"}:
            inside = chunks[i + 1]
            if inside.verb is not None and inside.verb.form == "finite":
                return []  # the main verb has come: "Acme, based in Oslo, recommended that they halt x, stop …"
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
