"""What a sentence words as a claim and does not say to be so: refuted, doubted, asked, supposed, or all but done.

Each reader gives the tokens whose verbs are taken back. What lies in none of them is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence.grammar.chunks import Chunk
from lookthrough.evidence.grammar.sentence import Clause, Sentence
from lookthrough.evidence.rules.draft import Draft
from lookthrough.evidence.scene import Line

_FALSE = frozenset(
    "false untrue wrong incorrect inaccurate unfounded baseless groundless fabricated invented fictitious myth lie "
    "fiction fabrication hoax misconception fallacy nonsense doubtful unlikely improbable implausible".split()
)
_TRUE = frozenset("true correct accurate certain clear proven proved established fact case".split())
_HOLDS = frozenset(
    "say claim allege state contend argue assert prove show establish demonstrate verify confirm believe think suggest "
    "indicate imply mean conclude find".split()
)
"""Verbs whose negation leaves the content open; who "did not disclose that …" had it to disclose."""
_DOUBTS = frozenset("doubt dispute disprove refute debunk question".split())
_REFUTED = frozenset("refute debunk disprove discredit dismiss reject deny".split())
_FAILS = frozenset("fail decline refuse unable".split())
_TOLD = frozenset("rumour rumor report claim allegation accusation suggestion assertion speculation story idea".split())
_NOBODY = frozenset("few nobody none no neither hardly".split())
_SHORT = frozenset("close verge brink cusp short".split())
_ALMOST = frozenset(("almost", "nearly"))
_BY_DEGREES = frozenset("double triple treble quadruple halve complete finish exhaust".split())
"""What is nearly done by these is done in part: who nearly doubled a stake has one."""
_ASKS = frozenset("is are was were do does did have has had will would can could may might should must".split())
_OF_OTHERS = frozenset("denies opposes accuses calls_for".split())


def is_unsaid(line: Line, draft: Draft) -> bool:
    """Is what a draft tells only worded in its sentence, and not said to be so?"""
    if draft.predicate in _OF_OTHERS:
        return False
    sentence, clause = line.sentence, draft.clause
    if clause is not None and (_is_short_of(sentence, clause) or _is_held_by_nobody(sentence, clause)):
        return True
    at = clause.verb.main if clause is not None else max(draft.anchor, draft.first)
    return any(first <= at < last for reader in _READERS for first, last in reader(sentence))


def _is_short_of(sentence: Sentence, clause: Clause) -> bool:
    """As in "almost bought", "came close to buying"; "almost always buys" and "nearly doubled" tell what is done."""
    tokens, verb = sentence.tokens, clause.verb
    before = tokens[verb.main - 1].lower if verb.main else ""
    if before in _ALMOST and verb.lemma not in _BY_DEGREES:
        return True
    first = sentence.chunks[clause.at].first
    return verb.form == "ing" and before in {"to", "of"} and first > 1 and tokens[first - 2].lower in _SHORT


def _is_held_by_nobody(sentence: Sentence, clause: Clause) -> bool:
    """As in "the papers do not say Acme owns it": the clause hangs on a verb that does not hold it."""
    above = clause
    for _ in range(4):
        if above.governor < 0 or above.link not in {"that", "and"}:
            return False
        link, above = above.link, sentence.clauses[above.governor]
        if link == "that" and _takes_back(sentence, above):
            return True
    return False


def _takes_back(sentence: Sentence, clause: Clause) -> bool:
    """Does a verb leave open what hangs on it: "doubt", "did not say", "failed to prove", "few believe"?"""
    verb, tokens = clause.verb, sentence.tokens
    if verb.lemma in _DOUBTS:
        return not verb.negated
    if verb.lemma not in _HOLDS:
        return False
    chunk = sentence.chunks[clause.at]
    before = {t.lower for t in tokens[max(0, chunk.first - 2) : chunk.first]}
    failed = clause.governor >= 0 and sentence.clauses[clause.governor].verb.lemma in _FAILS
    nobody = any(_NOBODY & {t.lower for t in tokens[max(0, p.first - 1) : p.first + 1]} for p in clause.subject)
    return (
        verb.negated
        or nobody
        or (verb.form == "infinitive" and (failed or bool(before & (_FALSE | {"unable", "failure"}))))
    )


def _content(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """As in "it is false that …", "doubt that …", "rumours that … are wrong": what follows "that"."""
    chunks, tokens = sentence.chunks, sentence.tokens
    for k, chunk in enumerate(chunks):
        if k == 0 or chunk.kind != "sub" or chunk.word != "that":
            continue
        before = chunks[k - 1]
        noun = tokens[before.head].lower
        if before.kind == "np" and noun.removesuffix("s") in _TOLD and (end := _judged_false(sentence, k)):
            yield chunk.first, end
        over = next((c for c in reversed(sentence.clauses) if c.at in {k - 1, k - 2}), None)
        if over is None:
            continue
        if over.verb.lemma == "be" and not over.verb.passive:
            said = {t.lower for t in tokens[over.verb.main + 1 : chunk.first]}
            of_it = over.at > 0 and tokens[chunks[over.at - 1].head].lower in {"it", "that"}
            if of_it and said & (_TRUE if over.verb.negated or "not" in said else _FALSE):
                yield chunk.first, _content_end(chunks, k)
        elif over.at == k - 1 and _takes_back(sentence, over):
            yield chunk.first, _content_end(chunks, k)


def _content_end(chunks: list[Chunk], k: int) -> int:
    """Where the clause of a "that" ends: before ", but …" or ";"."""
    for i in range(k + 1, len(chunks) - 1):
        if chunks[i].word == ";" or (chunks[i].kind == "conj" and chunks[i - 1].kind == "comma"):
            return chunks[i].first
    return chunks[-1].last


def _judged_false(sentence: Sentence, k: int) -> int:
    """The verb behind a "that" clause by which its noun is called false; 0 for none."""
    for clause in sentence.clauses:
        verb = clause.verb
        if clause.at <= k + 2 or verb.form == "infinitive":
            continue
        said = {t.lower for t in sentence.tokens[verb.main + 1 : verb.main + 5]}
        false = _TRUE if verb.negated else _FALSE
        if (verb.lemma in {"be", "prove", "turn"} and said & false) or (verb.passive and verb.lemma in _REFUTED):
            return sentence.chunks[clause.at].first
    return 0


def _asked(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """As in "Would Acme buy it?": an auxiliary before its subject asks."""
    chunks = sentence.chunks
    if not chunks or all(token.text != "?" for token in sentence.tokens[-3:]):
        return
    for k, chunk in enumerate(chunks[:-1]):
        opens = k == 0 or chunks[k - 1].kind in {"comma", "colon", "dash", "conj", "sub"}
        if opens and _is_inverted(sentence, k):
            yield chunk.first, chunks[-1].last
            return


def _is_inverted(sentence: Sentence, k: int) -> bool:
    chunk, behind = sentence.chunks[k], sentence.chunks[k + 1]
    one = chunk.kind == "vg" and chunk.last - chunk.first == 1
    return one and sentence.tokens[chunk.first].lower in _ASKS and behind.kind == "np"


def _supposed(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """As in "Should Acme buy it, …", "Were Acme to buy it, …", "as though Acme owned it": up to the next comma."""
    chunks, tokens = sentence.chunks, sentence.tokens
    for k, chunk in enumerate(chunks[:-1]):
        word = tokens[chunk.first].lower
        as_though = chunk.kind == "sub" and word in {"though", "if"} and tokens[chunk.first - 1].lower == "as"
        inverted = word in ({"should", "had", "were"} if k == 0 else {"should"}) and _is_inverted(sentence, k)
        if as_though or inverted:
            verb = next((i for i in range(k + 1, len(chunks)) if chunks[i].kind == "vg"), k)
            end = next((c.first for c in chunks[verb:] if c.kind in {"comma", "stop"}), len(tokens))
            yield chunk.first, end


_READERS = (_content, _asked, _supposed)
