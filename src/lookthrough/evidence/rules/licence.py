"""Licences: who must ask for one, how applications are handled, and where none is needed."""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence.grammar.phrases import phrase_at
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.rules.draft import NOBODY, Draft, joined, reach, subject_near
from lookthrough.evidence.rules.limits import TRADE
from lookthrough.evidence.scene import Actor, Line, Scene

_LICENCES = frozenset(
    "request licence license permit authorisation authorization exemption waiver application approval".split()
)
_ASK = frozenset("apply petition ask request seek obtain need require".split())
_WEIGH = frozenset("consider review assess examine treat process decide handle".split())
_HANDLE = frozenset("deny refuse grant approve issue reject revoke withhold".split())
_END = frozenset("revoke end scrap cancel suspend rescind eliminate remove narrow renew extend".split())
_FREE = frozenset("avoid escape skip bypass forgo".split())


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The restrictions and licence policies of one sentence."""
    for clause in line.sentence.clauses:
        yield from _licence(scene, line, clause)
        yield from _case_by_case(scene, line, clause)
        yield from _allows(scene, line, clause)
    yield from _policies(scene, line)


def _policies(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "reviewed under a presumption of denial", "a policy of denial"."""
    chunks, tokens = line.sentence.chunks, line.sentence.tokens
    for k, chunk in enumerate(chunks):
        if chunk.kind != "np" or tokens[chunk.head].lower not in {"presumption", "policy"}:
            continue
        phrase, behind = phrase_at(line.sentence, k)
        if chunk.word == "policy" and (found := _policy_of_doing(scene, line, k, behind)):
            yield found
            continue
        if phrase.of is None or tokens[phrase.of.head].lower not in {"denial", "approval", "refusal"}:
            continue
        clause = next((c for c in reversed(line.sentence.clauses) if c.at < k), None)
        subject = (
            joined(scene.actors(line, clause.subject, clause)) if clause is not None and clause.subject else NOBODY
        )
        first = clause.verb.main if clause is not None and k - clause.at < 8 else phrase.first
        yield Draft(
            "licence_policy",
            subject,
            Actor(scene.bare(line, phrase)),
            first,
            phrase.whole,
            "licence.policy",
            clause=clause,
            anchor=phrase.first,
            stance="asserted",
        )


def _policy_of_doing(scene: Scene, line: Line, k: int, behind: int) -> Draft | None:
    """As in "a policy of denying licences", "ending its policy of approving applications": whose, and what is done."""
    chunks, tokens = line.sentence.chunks, line.sentence.tokens
    inner = next((c for c in line.sentence.clauses if c.at == behind + 1 and c.verb.lemma in _HANDLE), None)
    if inner is None or chunks[behind].word != "of" or not inner.objects:
        return None
    if tokens[inner.objects[0].head].lower.removesuffix("s") not in _LICENCES:
        return None
    above = next((c for c in reversed(line.sentence.clauses) if c.at < k and c.subject), None)
    near = above is not None and k - above.at < 4 and above.verb.lemma not in {"have", "be", "maintain"}
    start = above.verb.main if above is not None and near else chunks[k].first
    last = min(max(reach(inner.objects[0]), inner.objects[0].whole), inner.verb.main + 14)
    changes = above is not None and above.verb.lemma in {"end", "change", "revise", "drop", "reverse", "scrap", "adopt"}
    planned = changes and above is not None and (above.verb.modal or above.verb.form != "finite")
    return Draft(
        "licence_policy",
        joined(scene.actors(line, above.subject, above)) if above is not None else NOBODY,
        Actor(scene.words(line, start if near else inner.verb.main, last)),
        start,
        last,
        "licence.policy_of",
        clause=above,
        anchor=chunks[k].first,
        stance="planned" if planned else None,
    )


def _licence(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "can apply for licences to sell to …", "may deny the applications", "a policy of denying applications"."""
    tokens, verb = line.sentence.tokens, clause.verb
    hanging = clause.objects + clause.under("for")
    if verb.passive and verb.lemma in _HANDLE | _ASK | _WEIGH:
        hanging = [*clause.subject, *clause.objects]
    found = next((p for p in hanging if _is_licence(line, p)), None)
    if found is None:
        return
    asks = verb.lemma in _ASK and tokens[found.head].lower.removesuffix("s") not in {"approval"}
    handles = verb.lemma in _HANDLE or (verb.passive and verb.lemma in _WEIGH)
    leave = tokens[found.head].lower.removesuffix("s") in _LEAVES
    handles |= verb.lemma in _END and leave
    if not asks and not handles and not (verb.lemma in _FREE and leave):
        return
    before = [chunk.word for chunk in line.sentence.chunks[max(0, clause.at - 2) : clause.at]]
    if verb.form == "ing" and handles and (not clause.subject or before == ["policy", "of"]):
        return
    inner = next(
        (
            c
            for c in line.sentence.clauses
            if c.at > clause.at and c.verb.lemma in TRADE and c.verb.form == "infinitive"
        ),
        None,
    )
    last = found.whole
    if inner is not None and inner.at - clause.at <= 5:
        parties = inner.under("to") or inner.objects
        last = max([inner.verb.main + 1, *(p.whole for p in parties)])
    else:
        how = [p.whole for p in clause.under("on", "under", "with", "within", "by")] if verb.lemma in _WEIGH else []
        last = min(max([last, reach(found), *how]), found.first + 14)
    agents = clause.under("by") if verb.passive else clause.subject
    subject = joined(scene.actors(line, agents, clause)) if agents else NOBODY
    modal = f"{verb.modal} " if verb.modal else ""
    last = max(last, verb.main + 1)
    words = scene.words(line, min(verb.main, found.first), last)
    words = (
        f"no {words}" if tokens[max(found.first - 1, 0)].lower == "no" or tokens[found.first].lower == "no" else words
    )
    first = subject_near(clause, 8)
    for at, end, condition in _conditions(scene, line, last) or [(first, last, "")]:
        whole = first if end - first <= LONGEST_QUOTE and at == last else at
        yield Draft(
            "licence_policy",
            subject,
            Actor(f"{modal}{words} {condition}".strip()),
            whole,
            end,
            "licence.asked" if asks else "licence.handled",
            clause=clause,
            negated=verb.negated,
            anchor=verb.main,
            stance="asserted" if verb.modal in {"may", "can"} else None,
        )


_LEAVES = frozenset("licence license permit authorisation authorization exemption waiver exception requirement".split())
LONGEST_QUOTE = 28


def _is_licence(line: Line, phrase: Phrase) -> bool:
    """A licence, what is asked for it, or with the word before it a licence's exception or requirement."""
    tokens = line.sentence.tokens
    head = tokens[phrase.head].lower.removesuffix("s")
    inside = {token.lower.removesuffix("s") for token in tokens[phrase.first : phrase.head]}
    told = bool(inside & {"licence", "license", "licensing", "permit"})
    return head in _LICENCES or (head in {"exception", "requirement"} and told)


def _conditions(scene: Scene, line: Line, last: int) -> list[tuple[int, int, str]]:
    """As in "no licence is needed if x or if y", "where z": each condition with its place, from the words before it."""
    tags, tokens = line.sentence.tags, line.sentence.tokens
    opened = {"if", "where", "when", "unless", "provided"}
    starts = [i for i in range(last, len(tokens)) if tokens[i].lower in opened and tags[i] in {"sub", "past"}]
    if not starts or any(tag in {"stop", "comma", "colon", "dash"} for tag in tags[last : starts[0]]):
        return []
    found = []
    for n, start in enumerate(starts):
        stop = next((i for i in range(start, len(tags)) if tags[i] in {"stop", "comma", "colon", "dash"}), len(tags))
        end = min([stop, *(s for s in starts[n + 1 : n + 2])])
        end -= tags[end - 1] == "conj"
        found.append((last if n == 0 else start, end, scene.words(line, start, end)))
        if stop < (starts[n + 1] if n + 1 < len(starts) else stop):
            break
    return found


def _case_by_case(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "require reviews on a case-by-case basis", "will weigh applications case by case"."""
    verb, tokens = clause.verb, line.sentence.tokens
    told = {token.lower for token in tokens[verb.main : verb.main + 14]}
    by_case = "case-by-case" in told or {"case", "by"} <= told
    heads = {tokens[p.head].lower.removesuffix("s") for p in clause.objects}
    if not by_case or not heads & {"review", "application", "request", "licence", "license", "export", "approval"}:
        return
    end = next((i for i in range(verb.main, len(tokens)) if tokens[i].lower in {"basis", "case-by-case"}), verb.main)
    end = max(end + 1, *(p.whole for p in clause.objects))
    yield Draft(
        "licence_policy", joined(scene.actors(line, clause.subject, clause)) if clause.subject else NOBODY,
        Actor(scene.words(line, verb.main, end)), verb.main, end, "licence.case_by_case", clause=clause,
        negated=verb.negated, anchor=verb.main,
    )  # fmt: skip


def _allows(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "a general licence allows trade with the port until May", "the waiver exempts food"."""
    verb, tokens = clause.verb, line.sentence.tokens
    leave = [p for p in clause.subject if tokens[p.head].lower.removesuffix("s") in _LEAVES]
    if verb.passive or verb.lemma not in {"allow", "permit", "authorise", "authorize", "exempt", "cover"} or not leave:
        return
    if clause.objects:
        first = verb.main
        last = min(max(reach(p) for p in clause.objects), verb.main + 18)
        yield Draft(
            "licence_policy", Actor(scene.bare(line, leave[0])), Actor(scene.words(line, verb.main, last)),
            max(leave[0].first, first - 8), last, "licence.allows", clause=clause, negated=verb.negated,
            anchor=verb.main,
        )  # fmt: skip
