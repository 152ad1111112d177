"""Denials: who says that what is not so."""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.grammar.words import SPEECH
from lookthrough.evidence.rules.draft import Draft, joined, subject_near
from lookthrough.evidence.rules.roles import whose
from lookthrough.evidence.rules.statements import answerable, content_end, parties_of, spoken_by
from lookthrough.evidence.scene import Actor, Line, Scene
from lookthrough.evidence.voices import speaker_of
from lookthrough.model.claim import Speaker


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The denials of one sentence."""
    for clause in line.sentence.clauses:
        yield from _denies(scene, line, clause)
    yield from _denials(scene, line)


_UNLINKED = frozenset("unrelated unconnected".split())


_LINKED = frozenset("related connected linked tied relevant".split())


def _denies(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    verb = clause.verb
    if verb.lemma == "deny" and verb.negated:
        return  # "did not deny that …", "neither denied nor confirmed it"
    if verb.lemma == "deny" and not verb.passive and verb.form in {"finite", "ing"}:
        if any(
            line.sentence.tokens[p.head].lower.removesuffix("s")
            in {"application", "licence", "license", "request", "access", "visa", "entry"}
            for p in clause.objects
        ):
            return
        actors = parties_of(scene, line, clause)
        start = line.sentence.chunks[clause.at].last
        end = content_end(line, start)
        when = next((when.last for when in line.dates if start <= when.first <= start + 1), start)
        if when < end and line.sentence.tokens[when].lower == "that":
            start = when  # "denied last year that …": the day is not what is denied
        what = scene.words(line, start, end).removeprefix("that ")
        if actors and what:
            first = subject_near(clause, 14)
            yield Draft(
                "denies",
                joined(actors),
                Actor(what),
                first,
                end,
                "statements.denies",
                clause=clause,
                stance="denied",
                speaker=answerable(actors),
                anchor=verb.main,
            )
        return
    yield from _rejects(scene, line, clause)
    yield from _which_he_called(scene, line, clause)
    yield from _no_evidence(scene, line, clause)
    yield from _does_no_wrong(scene, line, clause)
    yield from _baseless(scene, line, clause)
    yield from _says_not(scene, line, clause)
    yield from _we_do_not(scene, line, clause)


_REJECT = frozenset("dismiss dispute refute rebut contest repudiate".split())


_CALL = frozenset("call describe label brand term consider regard".split())


_CHARGES = frozenset(
    "allegation accusation claim report charge finding document evidence suggestion assertion criticism figure "
    "conclusion story estimate figure number this that".split()
)


_BASELESS = frozenset(
    "baseless groundless unfounded false untrue fabricated inaccurate misleading fictitious wrong incorrect "
    "exaggerated distorted".split()
)


_UNTRUTHS = frozenset(
    "campaign witch-hunt pretext made-up invented smear lie fabrication forged forgery slander libel nonsense absurd "
    "invention fiction propaganda myth hoax fake disinformation misinformation ridiculous unsubstantiated untruth "
    "rumour rumor merit".split()
)


def _rejects(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "dismissed reports of abuse as lies", "called the allegations a smear", "the firm disputes this"."""
    verb, tokens = clause.verb, line.sentence.tokens
    if verb.passive or verb.lemma not in _REJECT | _CALL or not clause.objects:
        return
    what = clause.objects[0]
    if tokens[what.head].lower.removesuffix("s") not in _CHARGES:
        return
    judged = len(clause.objects) > 1 or clause.under("as") or tokens[min(what.whole, len(tokens) - 1)].text.isalpha()
    actors = parties_of(scene, line, clause)
    behind = {t.lower.removesuffix("s") for t in tokens[what.whole : what.whole + 10]}
    if not actors or (verb.lemma in _CALL and not (judged and behind & (_BASELESS | _UNTRUTHS))):
        return
    first = subject_near(clause, 14)
    end = content_end(line, verb.main + 1, 18)
    yield Draft(
        "denies", joined(actors), Actor(scene.words(line, what.first, end)), first, end, "statements.rejects",
        clause=clause, stance="denied", negated=verb.negated, speaker=answerable(actors), anchor=verb.main,
    )  # fmt: skip


def _which_he_called(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "accusations of fraud, which she called “invented”": what stands before the relative is judged."""
    chunks, tokens = line.sentence.chunks, line.sentence.tokens
    start = next((i for i, c in enumerate(chunks) if clause.subject and c.first == clause.subject[0].first), 0)
    if clause.verb.lemma not in _CALL or clause.verb.passive or start < 2 or chunks[start - 1].word != "which":
        return
    before = next((c for c in reversed(chunks[: start - 1]) if c.kind == "np" and _is_charge(c.word)), None)
    said_from = chunks[clause.at].last
    said = {t.lower.removesuffix("s") for t in tokens[said_from : said_from + 10]}
    said |= {part for word in said for part in word.split("-")}
    actors = parties_of(scene, line, clause)
    if before is None or not actors or not said & (_BASELESS | _UNTRUTHS):
        return
    end = content_end(line, said_from, 14)
    charge = scene.words(line, before.first, chunks[start - 1].first).strip(" ,")
    yield Draft(
        "denies", joined(actors), Actor(f"{charge}: {scene.words(line, said_from, end)}"), clause.subject[0].first, end,
        "statements.which_called", clause=clause, stance="denied", speaker=answerable(actors), anchor=clause.verb.main,
    )  # fmt: skip


def _no_evidence(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in “There is no evidence for these claims,” she said; "there was no truth to the reports", he said."""
    verb, tokens = clause.verb, line.sentence.tokens
    if verb.lemma != "be" or not clause.objects or clause.subject or verb.modal:
        return
    what = clause.objects[0]
    lacks = "no" in {t.lower for t in tokens[max(0, what.first - 1) : what.first + 1]}
    word = {t.lower for t in tokens[what.first : what.last]} & {
        "evidence",
        "truth",
        "basis",
        "merit",
        "proof",
        "substance",
    }
    hanging = [p for prep, many in [*what.more, *clause.preps] if prep in {"for", "to", "in", "of"} for p in many]
    hanging += [what.of] if what.of is not None else []
    charges = [p for p in hanging if _is_charge(tokens[p.head].lower)]
    who = spoken_by(scene, line, verb.main, what.last) if lacks and word and charges else None
    if who is not None:
        first = line.sentence.chunks[clause.at].first
        yield Draft(
            "denies", who, Actor(scene.bare(line, charges[0])), first, charges[0].whole, "statements.no_evidence",
            clause=clause, stance="denied", anchor=verb.main,
        )  # fmt: skip


_WRONGS_DONE = frozenset(
    "spy torture abuse persecute discriminate bomb kill detain imprison harass oppress launder bribe steal hack "
    "smuggle evade".split()
)


def _does_no_wrong(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in “Peru does not spy on its citizens,” an official said: a wrong is denied of a party in somebody's words."""
    verb = clause.verb
    if not verb.negated or verb.modal or verb.passive or verb.lemma not in _WRONGS_DONE or not clause.subject:
        return
    parties = [a for a in scene.actors(line, clause.subject, clause) if a.named]
    who = spoken_by(scene, line, verb.main, verb.main + 1)
    if parties and who is not None:
        end = content_end(line, verb.main, 14)
        yield Draft(
            "denies", joined(parties), Actor(scene.words(line, verb.main, end)), clause.subject[0].first, end,
            "statements.does_no_wrong", clause=clause, stance="denied", anchor=verb.main,
        )  # fmt: skip


def _is_charge(word: str) -> bool:
    return word.removesuffix("s") in _CHARGES


def _baseless(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Acme said the allegations were baseless", “The claims are made up,” she said; "were “pure invention”"."""
    verb, tokens = clause.verb, line.sentence.tokens
    made_up = verb.passive and verb.lemma in {"invent", "fabricate", "concoct", "forge"}
    made_up |= verb.lemma == "make" and verb.passive and tokens[min(verb.main + 1, len(tokens) - 1)].lower == "up"
    if (verb.lemma != "be" and not made_up) or verb.negated or not clause.subject:
        return
    said = {t.lower for t in tokens[verb.main : verb.main + 5]}
    false = made_up or bool(said & (_BASELESS | _UNTRUTHS))
    if not (false or {"without", "merit"} <= said or {"without", "foundation"} <= said):
        return
    if not _is_charge(tokens[clause.subject[0].head].lower):
        return
    governor = line.sentence.clauses[clause.governor] if clause.governor >= 0 else None
    told = parties_of(scene, line, governor) if governor is not None and governor.verb.lemma in SPEECH else []
    who = [] if told else [a for a in [spoken_by(scene, line, verb.main, verb.main + 1)] if a is not None]
    actors = told or who
    end = content_end(line, verb.main, 10)
    if actors:
        yield Draft(
            "denies", joined(actors), Actor(scene.words(line, clause.subject[0].first, end)),
            clause.subject[0].first, end, "statements.baseless", clause=clause, stance="denied",
            speaker=answerable(actors) if told else None, anchor=verb.main,
        )  # fmt: skip


_OWN_DEEDS = frozenset(
    "possess have do use supply provide sell work know export ship support own operate deal trade violate employ "
    "cooperate invest".split()
)


def _we_do_not(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in “We have never sold …”: a negation of own deeds in the first person."""
    verb = clause.verb
    if not verb.negated or verb.modal or verb.lemma not in _OWN_DEEDS or not clause.subject:
        return
    own = any(a.how == "self" for a in scene.actors(line, clause.subject, clause))
    ours = own or (line.sentence.tokens[clause.subject[0].first].lower == "our" and verb.passive)
    if line.sentence.tokens[clause.subject[0].head].lower != "we" and not ours:
        return
    end = content_end(line, verb.main, 18)
    yield Draft(
        "denies",
        scene.itself() if own else Actor("we"),
        Actor(scene.words(line, verb.main, end)),
        clause.subject[0].first,
        end,
        "statements.we_do_not",
        clause=clause,
        stance="denied",
        anchor=verb.main,
    )


def _says_not(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "said the move was unrelated to …", "told X that the company does not have …": a negation in own words."""
    if clause.governor < 0 or clause.link not in {"that", "and"} or clause.verb.form != "finite" or clause.verb.modal:
        return
    governor = line.sentence.clauses[clause.governor]
    while governor.verb.lemma not in SPEECH and governor.link in {"that", "and"} and governor.governor >= 0:
        governor = line.sentence.clauses[governor.governor]  # "said that it imports x and has never sold it"
    if governor.verb.lemma not in SPEECH or governor.verb.passive or not governor.subject:
        return
    speaker = speaker_of(scene, line, governor.subject[0], governor)
    if speaker is None or speaker.kind == "author":
        return
    tokens = line.sentence.tokens
    if tokens[governor.subject[0].head].lower in {"others", "some", "many", "critics", "analysts"}:
        return
    verb = clause.verb
    after = {t.lower for t in tokens[verb.main + 1 : verb.main + 4]} | {tokens[verb.main].lower}
    unlinked = verb.lemma in {"be", "relate", "connect", "link", "unrelate", "tie"} and (
        bool(after & _UNLINKED) or (verb.negated and bool(after & _LINKED)) or bool(after & _UNLINKED)
    )
    own = scene.actors(line, clause.subject, clause)
    bodies = whose(scene, line, governor.subject[0], governor) + scene.behind(line, governor.subject[0])
    speaks_for_itself = any(
        a.named and (a.name in speaker.name or a.party in [b.party for b in bodies]) for a in own
    ) or (bool(clause.subject) and tokens[clause.subject[0].head].lower in {"it", "they"})
    owned = bool(clause.subject) and tokens[clause.subject[0].first].lower in {"its", "their", "our"}
    speaks_for_itself |= owned and verb.passive and verb.negated
    start = clause.objects[0].first if clause.objects else 0
    ahead = {t.lower for t in tokens[start - 1 : start + 1]} if start else set()
    no_object = bool(ahead & {"no", "any", "nothing", "none"})
    denied = verb.negated or "not" in {t.lower for t in tokens[verb.main + 1 : verb.main + 3]}
    insists = governor.verb.lemma in {"insist", "maintain", "stress"} and (denied or _no_one(line, clause))
    denied |= bool({t.lower for t in tokens[verb.main + 1 : verb.main + 4]} & {"unaware", "ignorant"})
    words = {t.lower for t in tokens[clause.first : clause.last]}
    nobody = _no_one(line, clause) and bool(words & {"its", "our", "their"})  # "no minors work at its mines"
    negates = (
        insists
        or nobody
        or (
            speaks_for_itself
            and (denied or no_object)
            and verb.lemma
            in _OWN_DEEDS | {"be", "involve", "engage", "participate", "source", "buy", "control", "target"}
        )
    )
    if not (unlinked or negates):
        return
    end = content_end(line, verb.main, 18)
    start = min([p.first for p in clause.subject if verb.main - p.first < 8] or [verb.main])
    holder = speaker.name
    subject = (
        Actor(scene.bare(line, clause.subject[0]))
        if unlinked and clause.subject
        else next((a for a in own if a.named), Actor(holder))
    )
    yield Draft(
        "denies",
        subject,
        Actor(scene.words(line, verb.main, end)),
        start,
        end,
        "statements.says_not",
        clause=clause,
        stance="denied",
        speaker=speaker,
        anchor=verb.main,
    )


def _no_one(line: Line, clause: Clause) -> bool:
    """As in "no data leaves the country"."""
    first = clause.subject[0].first if clause.subject else 0
    return bool({t.lower for t in line.sentence.tokens[max(0, first - 1) : first + 1]} & {"no", "nobody", "none"})


def _denials(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "the firm’s denial that it …": a denial as a noun."""
    tokens, chunks = line.sentence.tokens, line.sentence.chunks
    for k, chunk in enumerate(chunks):
        if chunk.kind != "np" or tokens[chunk.head].lower not in {"denial", "denials"}:
            continue
        if k + 1 >= len(chunks) or chunks[k + 1].word not in {"that", "of"}:
            continue
        end = content_end(line, chunk.last + 1, 20)
        if (chunk.head > chunk.first and line.sentence.tags[chunk.head - 1] == "noun") or chunk.last - chunk.first > 1:
            owner = _owner(scene, line, chunk.first, chunk.head)
        else:
            owner = None
        if owner is not None:
            start = max(chunk.first, chunk.head - 1)
            yield Draft(
                "denies",
                owner,
                Actor(scene.words(line, chunk.last + 1, end)),
                start,
                end,
                "statements.denial",
                stance="denied",
                speaker=Speaker(owner.name, "organization" if owner.kind != "person" else "person"),
                anchor=chunk.head,
            )


def _owner(scene: Scene, line: Line, first: int, head: int) -> Actor | None:
    """Whose: the name or role before "’s"."""
    tags = line.sentence.tags
    gen = next((i for i in range(first, head) if tags[i] == "gen"), -1)
    if gen < 0:
        return None
    spot = scene.spot_at(line, gen - 1)
    if spot is not None:
        party = scene.cast.party(spot)
        return Actor(party.full, party.kind, party, "name")
    found = scene.actor(line, Phrase(first, gen, gen - 1))
    return found[0] if len(found) == 1 and found[0].named else None
