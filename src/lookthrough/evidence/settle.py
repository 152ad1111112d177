"""A draft becomes a claim: its speaker, stance, date, quote and identity are settled."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from lookthrough.evidence.grammar.sentence import Clause
from lookthrough.evidence.grammar.words import SPEECH
from lookthrough.evidence.rules.draft import Draft
from lookthrough.evidence.scene import Actor, Line, Scene
from lookthrough.evidence.times import nearest
from lookthrough.evidence.unsaid import is_unsaid
from lookthrough.evidence.voices import AUTHOR, Voice, of_tokens
from lookthrough.model.claim import Claim, Quote, Speaker, Stance
from lookthrough.model.document import Article

LONGEST_QUOTE = 30
"""Tokens of a quote: about a clause."""
CONTEXT = 32
"""Code points kept before and after a quote."""
_ADVICE = frozenset(("should", "must", "ought"))
_NEEDS = frozenset("need deserve ought".split())
_DENYING = frozenset("deny refuse decline avoid refrain fail resist".split())
_KEEPING = frozenset("ban bar prevent prohibit block forbid keep stop deter discourage exclude restrict".split())
_STANDING = frozenset("sector produces role_at based_in same_as".split())
_BACKGROUND = frozenset("sector produces role_at based_in same_as founded_by exchange_listed_on".split())
_ENDING = frozenset("stop cease halt discontinue quit".split())
_ASKING = frozenset("urge call demand ask press lobby want recommend propose request".split())
_DONE_BY = frozenset("restricts licence_policy sanctioned removed_from_list".split())
_MEASURES = frozenset("sanctioned visa_restrictions_on added_to_list licence_policy restricts".split())
_ORDERING = frozenset("order require oblige instruct direct mandate command".split())
_PLANNING = frozenset(
    "plan intend aim propose consider weigh mull contemplate prepare seek threaten agree promise vow pledge hope "
    "expect try look".split()
)


def settled(  # noqa: PLR0912 - one branch a reason to drop or to call by another name
    scene: Scene, line: Line, article: Article, voices: Sequence[Voice], draft: Draft
) -> Claim | None:
    """The claim that a draft makes; None for advice, for a claim about nobody, and for one without words.

    Args:
        scene: the article as read so far.
        line: the draft's sentence.
        article: whose id the claim carries.
        voices: who speaks where in the sentence.
        draft: what the rule read.
    """
    if not draft.object.name and not draft.subject.name:
        return None
    if (
        not draft.subject.name
        and draft.predicate in _DONE_BY
        and draft.clause
        and (draft.clause.verb.form == "infinitive" or draft.clause.verb.modal in {"would", "could", "might", "should"})
    ):
        return None  # "a bill to ban imports", "those who would be sanctioned": nobody does it
    own = draft.subject.party is not None and draft.subject.party is draft.object.party
    if own and draft.predicate not in {"same_as", "role_at"}:
        return None  # nobody owns, supplies or lists himself: a word was called back to the wrong party
    if (
        _is_advice(line, draft)
        or (draft.predicate != "considered_for_list" and _is_hypothetical(line, draft.clause))
        or _is_undone(line, draft)
        or is_unsaid(line, draft)
    ):
        return None
    first, last = _trimmed(line, draft.first, draft.last)
    if last <= first:
        return None
    anchor = draft.anchor if draft.anchor >= 0 else first
    speaker, held, _ = of_tokens(voices, anchor, anchor + 1)
    if draft.speaker is not None:
        speaker = Speaker(
            draft.speaker.name,
            draft.speaker.kind,
            draft.speaker.carrier
            or (speaker.name if speaker.kind != "author" and speaker.name != draft.speaker.name else ""),
        )
    beside = draft.clause is None or draft.clause.link == "relative"
    background = beside and draft.predicate in _BACKGROUND and draft.speaker is None
    if background and not _is_quoted(line, anchor):
        held = None
        speaker = AUTHOR  # "Ann Lee, founder of Acme, said": who she is the article tells, whoever speaks around
    acting = draft.subject.name.lower()
    itself = "self" in {draft.subject.how, draft.object.how}
    if acting == "we" and speaker.kind == "author":
        if scene.own is None:
            return None  # who "we" is, nobody tells
        draft.subject = scene.itself()
    if itself and speaker.kind in {"person", "organization"}:  # whoever says "we" in a quotation means his own
        if draft.subject.how == "self":
            draft.subject = Actor(speaker.name, speaker.kind)
        if draft.object.how == "self":
            draft.object = Actor(speaker.name, speaker.kind)
    spoken = {"i", "we"} if draft.predicate == "detains" else {"i", "we", ""}
    if acting in spoken and speaker.kind in {"person", "organization"}:
        draft.subject = Actor(speaker.name, speaker.kind)
    elif acting == "we" and speaker.kind == "unnamed":
        draft.subject = Actor(speaker.name)
    if draft.subject.name == draft.object.name != "" and draft.predicate not in {"same_as", "role_at"}:
        return None  # "we" and "our" are one
    stance = draft.stance or ("opinion" if _is_view(line) else _stance(line, draft, held))
    tokens = line.sentence.tokens
    start, end = tokens[first].start, tokens[last - 1].end
    quote = Quote(
        scene.text[start:end], start, end, scene.text[max(0, start - CONTEXT) : start], scene.text[end : end + CONTEXT]
    )
    region = _region(line, draft)
    own_from = region[0] if draft.clause is not None and draft.clause.link == "and" else 0
    date = draft.date or nearest(line.dates, max(first, own_from), last, region)
    parts = (article.id, draft.predicate, draft.subject.name, draft.object.name, speaker.name, start, end)
    identity = hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:20]
    return Claim(
        id=identity,
        article=article.id,
        subject=draft.subject.name,
        predicate=draft.predicate,
        object=draft.object.name,
        date=date,
        amount=draft.amount,
        speaker=speaker,
        stance=stance,
        quote=quote,
        rule=draft.rule,
        subject_entity=_entity(scene, draft.subject),
        object_entity=_entity(scene, draft.object),
        negated=draft.negated or _is_ended(line, draft) or _of_none(line, draft),
    )


def _is_quoted(line: Line, token: int) -> bool:
    before = line.sentence.tags[:token]
    return before.count("open") > before.count("close")


def _region(line: Line, draft: Draft) -> tuple[int, int]:
    """The tokens whose dates may be the claim's: from the finite verb before its own to the one behind it."""
    if draft.clause is None and draft.predicate in _STANDING:
        return draft.first, draft.last  # what a party is has no day of its own
    if draft.clause is None:
        return 0, len(line.sentence.tokens)
    finite = [c.verb.main for c in line.sentence.clauses if c.verb.form == "finite" and c is not draft.clause]
    main = draft.clause.verb.main
    low = max([at for at in finite if at < main], default=0)
    if draft.clause.link == "and" and low:  # "was founded in 1987 and is based in Oslo": the date is the first verb's
        low = max(low, line.sentence.chunks[draft.clause.at - 1].first)
    high = min([at for at in finite if at > main], default=len(line.sentence.tokens))
    return low, high


def _entity(scene: Scene, actor: Actor) -> str | None:
    if actor.party is None:
        return None
    decision, candidates = scene.cast.decided(actor.party)
    return candidates[0].entity_id if decision == "linked" else None


def _trimmed(line: Line, first: int, last: int) -> tuple[int, int]:
    """Without punctuation at the ends, quotation marks only as pairs, at most `LONGEST_QUOTE` tokens."""
    tokens = line.sentence.tokens
    first, last = max(first, 0), min(last, len(tokens), first + LONGEST_QUOTE)
    while last > first and tokens[last - 1].text in {",", ";", ":", "—", "–", "(", "“"}:
        last -= 1
    while first < last and tokens[first].text in {",", ";", ":", "—", "–", ")", "”"}:
        first += 1
    return first, last


def _chain(line: Line, clause: Clause | None) -> list[Clause]:
    """A clause and those that it hangs on, the nearest first."""
    found: list[Clause] = []
    while clause is not None and clause not in found:
        found.append(clause)
        clause = line.sentence.clauses[clause.governor] if clause.governor >= 0 else None
    return found


def _is_advice(line: Line, draft: Draft) -> bool:
    """What ought to be ("should", "must", "need to") is no claim."""
    if draft.predicate in {"calls_for", "licence_policy"}:
        return False  # who needs a licence is told by the rule on licences
    return any(c.verb.modal in _ADVICE or c.verb.lemma in _NEEDS for c in _chain(line, draft.clause))


def _is_hypothetical(line: Line, clause: Clause | None) -> bool:
    """What stands behind "if", "unless" or "whether", or would be so if, is not said to be so."""
    if clause is None:
        return False
    if clause.verb.modal in {"could", "would", "might"} and any(
        piece.kind == "sub" and piece.word in {"if", "unless"} for piece in line.sentence.chunks[clause.at :]
    ):
        return True
    for piece in reversed(line.sentence.chunks[: clause.at]):
        if piece.kind in {"comma", "stop", "colon", "dash"}:
            return False
        if piece.kind == "sub" and piece.word in {"if", "unless", "whether"}:
            weighed = clause.verb.form == "infinitive" and any(
                c.verb.lemma in _PLANNING for c in _chain(line, clause)[1:]
            )
            return not (piece.word == "whether" and weighed)  # "is weighing whether to bar": planned
    return False


def _is_undone(line: Line, draft: Draft) -> bool:
    """Under "denied", "refused to", "urged them to" the inner verb is not said to have happened."""
    above = _chain(line, draft.clause)[1:]
    if draft.predicate in {"restricts", "licence_policy"}:  # "asked the ministry to bar firms": a demand
        own = {"recommend", "propose"}  # of an office, a plan: "the bureau will propose ending the waiver"
        asked = any(c.verb.lemma in _ASKING and (c.objects or c.verb.lemma in own) for c in above)
        form = draft.clause.verb.form if draft.clause is not None else "ing"
        return asked and (form == "infinitive" or (form == "finite" and _is_wanted(line, draft)))
    if draft.predicate in {"denies", "accuses", "calls_for", "opposes"}:
        return False
    kept_from = draft.clause is not None and line.sentence.chunks[draft.clause.at - 1].word == "from"
    if kept_from and any(c.verb.lemma in _KEEPING for c in above[:1]):
        return True
    tokens = line.sentence.tokens
    if any(c.verb.lemma == "hold" and tokens[c.verb.main + 1].lower in {"back", "off"} for c in above):
        return True  # "held back on punishing x"
    if any(c.verb.lemma in _ORDERING and c.verb.negated for c in above[:1]):
        return True  # "was not ordered to sell"
    return any(c.verb.lemma in _DENYING or (c.verb.lemma in _ASKING and _is_wanted(line, draft)) for c in above)


def _is_ended(line: Line, draft: Draft) -> bool:
    """As in "stopped supplying", "has ceased to supply": what has ended is no longer done."""
    above = _chain(line, draft.clause)[1:2]
    going_on = draft.predicate in {"supplies", "sells_to", "partners_with", "invests_in", "owns", "holds_shares"}
    return going_on and any(c.verb.lemma in _ENDING and not c.verb.negated and not c.verb.passive for c in above)


def _of_none(line: Line, draft: Draft) -> bool:
    """As in "holds no shares in": the object is none."""
    clause = draft.clause
    if clause is None or not clause.objects or clause.verb.negated or draft.predicate in {"denies", "opposes"}:
        return False
    first = clause.objects[0].first
    return first > 0 and line.sentence.tokens[first - 1].lower == "no"


def _is_wanted(line: Line, draft: Draft) -> bool:
    """As in "urged them to list", "recommended that they list": a bare or infinitive verb is what is wanted."""
    clause = draft.clause
    return clause is not None and (clause.verb.form != "finite" or line.sentence.tags[clause.verb.main] == "verb")


def _is_view(line: Line) -> bool:
    """As in "In our view, …", "in my opinion"."""
    words = [token.lower for token in line.sentence.tokens]
    whose = {"my", "our", "his", "her", "their"}
    return any(
        word in {"view", "opinion", "judgment", "judgement"} and words[i - 2] == "in" and words[i - 1] in whose
        for i, word in enumerate(words[2:], 2)
    )


def _is_option(line: Line, clause: Clause) -> bool:
    """As in "Another option would be widening the ban": what is proposed, not foretold."""
    heads = {line.sentence.tokens[p.head].lower.removesuffix("s") for p in clause.subject}
    return bool(heads & {"option", "proposal", "plan", "idea", "step", "measure", "bill"})


def _stance(  # noqa: PLR0911 - one line a sign
    line: Line, draft: Draft, held: Stance | None
) -> Stance:
    clause = draft.clause
    if clause is None:
        return held or "asserted"
    group = line.sentence.chunks[clause.at]
    words = {token.lower for token in line.sentence.tokens[max(0, group.first - 1) : group.last]}
    if words & {"allegedly", "purportedly", "supposedly"}:
        return "alleged"
    if words & {"reportedly", "apparently"}:
        return "reported"
    modal = clause.verb.modal
    beside = clause.verb.form == "ing" or line.sentence.chunks[clause.at - 1].verb is not None
    above = _chain(line, clause)[1:2] if beside and clause.verb.form in {"infinitive", "ing"} else []
    hangs = any(c.verb.modal in {"will", "would", "could", "might", "may"} for c in above)
    said = any(c.verb.lemma in SPEECH for c in _chain(line, clause)[1:2])  # "said it would bar the firm"
    hangs |= modal == "would" and (said or _is_option(line, clause))
    if draft.predicate in _MEASURES and (hangs or (modal in {"could", "might", "may"} and not clause.verb.perfect)):
        return "planned"  # "could impose sanctions", "an option would involve revoking licences": weighed, not foretold
    if modal in {"could", "might", "would"}:
        return "predicted"
    if modal == "may" and clause.verb.perfect:
        return "alleged"
    if modal == "will":
        return held or "planned"
    if clause.verb.form in {"infinitive", "ing"} and any(c.verb.lemma in _PLANNING for c in _chain(line, clause)[1:2]):
        return "planned"
    if clause.verb.form == "infinitive" and any(c.verb.lemma in _ORDERING for c in _chain(line, clause)[1:2]):
        return "planned"  # "was ordered to sell its stake": whether it did is not said
    return held or "asserted"
