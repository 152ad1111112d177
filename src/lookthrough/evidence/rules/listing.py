"""Listings: who puts whom on which list and why, who stands on it, who is taken off, who may follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.chunks import Chunk
from lookthrough.evidence.grammar.phrases import list_at
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.grammar.words import SPEECH
from lookthrough.evidence.rules.draft import NOBODY, Draft, amount_in, joined, reach
from lookthrough.evidence.scene import Actor, Line, Scene
from lookthrough.model.claim import Speaker

_PUT = frozenset("add place put include name designate list enter subject append".split())
_BLACKLIST = frozenset("blacklist blocklist sanction-list".split())
_TAKE_OFF = frozenset("remove delete delist strike drop take".split())
_HOLD = frozenset("include contain name comprise feature list cover".split())
_WIDEN = frozenset("expand extend widen update broaden amend".split())
_WEIGH = frozenset("consider weigh mull contemplate study debate discuss plan propose prepare".split())
_JOINING = frozenset("including such among namely like".split())
_NEW = frozenset("addition newcomer entrant entry target blacklisting listing".split())
_CAUSE = frozenset("over for because due".split())
_REASON_HEADS = frozenset(
    "role tie link involvement support complicity concern abuse violation repression suppression contribution "
    "participation activity connection association conduct sale use "
    "security behaviour behavior acquisition supply development proliferation evasion aid treatment help part "
    "risk effort".split()
)


def read(scene: Scene, line: Line) -> Iterator[Draft]:
    """The listings of one sentence."""
    for clause in line.sentence.clauses:
        yield from _of_clause(scene, line, clause)
    yield from _inverted(scene, line)
    yield from _standing(scene, line)


# --- lists ---------------------------------------------------------------------------------------------------------


def list_name(scene: Scene, line: Line, phrase: Phrase) -> str:
    """The list that a phrase names: "an export blacklist", or "the list" where one was spoken of; else "".

    A list without a name is the one that the article names, where it names just one.
    """
    sentence = line.sentence
    spot = scene.spot_at(line, phrase.head)
    if spot is not None and scene.cast.party(spot).kind == "list":
        return scene.cast.party(spot).full
    lower = [token.lower for token in sentence.tokens[phrase.first : phrase.last]]
    head = sentence.tokens[phrase.head].lower
    text = " ".join(lower)
    if any(text.endswith(name) for name in vocabulary.list_names()):
        return scene.named_list() or scene.bare(line, phrase)
    qualified = bool(set(lower) & vocabulary.list_qualifiers())
    called_back = bool(scene.listing) and lower[0] in {"the", "that", "this", "its"}
    if head not in vocabulary.list_words() or (head in {"list", "register"} and not qualified and not called_back):
        return ""
    if scene.named_list():
        return scene.named_list()
    return scene.listing if scene.listing and len(lower) <= 2 else scene.bare(line, phrase)


def _target_list(scene: Scene, line: Line, clause: Clause) -> tuple[str, Phrase | None]:
    for prep, phrases in clause.preps:
        if prep in (("from", "off") if clause.verb.lemma in _TAKE_OFF else ("to", "on", "onto", "in", "into", "under")):
            for phrase in phrases:
                name = list_name(scene, line, phrase)
                if name:
                    return name, phrase
    return "", None


# --- by verb -------------------------------------------------------------------------------------------------------


def _of_clause(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    verb = clause.verb
    name, where = _target_list(scene, line, clause)
    if verb.lemma in _BLACKLIST or (verb.lemma in _PUT and where is not None):
        yield from _put(scene, line, clause, name or "blacklist", where)
    elif verb.lemma == "list" and not verb.passive and _is_authority(scene, line, clause):
        yield from _put(scene, line, clause, "", None)
    elif verb.lemma in _TAKE_OFF and where is not None:
        yield from _take_off(scene, line, clause, where)
    elif verb.lemma in _HOLD and not verb.passive:
        yield from _holds(scene, line, clause)
    elif verb.lemma == "target" and (verb.passive or _is_measure(line, clause.subject)):
        yield from _because(scene, line, clause, clause.subject if verb.passive else clause.objects)
    if verb.lemma in _WEIGH and not verb.passive:
        yield from _weighed(scene, line, clause)


def _is_authority(scene: Scene, line: Line, clause: Clause) -> bool:
    """As in "the council listed Acme Trading": an office of state lists a party without a word of the list."""
    subjects = scene.actors(line, clause.subject, clause)
    objects = scene.names_of(line, clause.objects)
    office = any(a.party is not None and a.kind == "organization" and scene.is_state(a.party) for a in subjects)
    return office and bool(objects) and len(objects) == len(clause.objects)


def _put(scene: Scene, line: Line, clause: Clause, name: str, where: Phrase | None) -> Iterator[Draft]:
    verb = clause.verb
    targets = clause.subject if verb.passive else clause.objects
    agents = clause.under("by") if verb.passive else clause.subject
    if not targets or (where is not None and where in targets) or _is_gerund(line, clause):
        return
    if (scene.cast and not scene.listing) or name != "blacklist":
        scene.listing = name
    authority = joined(scene.actors(line, agents, clause)) if agents else NOBODY
    considered = _is_considered(line, clause)
    if authority.name and not considered and verb.modal in {"", "will"}:
        scene.authority = authority.name
    if not considered and line.dates and scene.listed is None and not verb.modal:
        scene.listed = line.dates[0].date
    last_of_clause = max(
        [reach(p) for p in targets] + ([where.whole] if where is not None else []) + [clause.verb.main + 1]
    )
    groups = [p for p in targets if not _is_list_item_of_list(scene, line, p)]
    if considered:
        for target in groups:
            for actor in scene.actor(line, target, clause):
                yield Draft(
                    "considered_for_list",
                    authority,
                    actor,
                    *_span(clause, [target], where),
                    "listing.considered",
                    clause=clause,
                    stance="planned",
                )
        return
    if authority.name or not verb.passive:
        whole = joined([actor for target in groups for actor in scene.actor(line, target, clause)])
        who = authority if authority.name else Actor(scene.authority)
        yield Draft(
            "added_to_list",
            who,
            whole,
            *_span(clause, groups, where),
            "listing.added",
            amount=amount_in(line, groups[0].first, last_of_clause),
            clause=clause,
            negated=verb.negated,
            anchor=clause.verb.main,
        )
    else:
        for target in groups:
            for actor in scene.actor(line, target, clause):
                if not actor.named and amount_in(line, target.first, target.whole) is None:
                    continue  # "firms that were put on the list" are nobody in particular
                yield Draft(
                    "listed_on",
                    actor,
                    Actor(name, "list"),
                    *_span(clause, [target], where),
                    "listing.placed",
                    amount=amount_in(line, target.first, target.whole),
                    clause=clause,
                    negated=verb.negated,
                    anchor=clause.verb.main,
                )
    yield from _members(scene, line, clause, name, authority)
    yield from _because(scene, line, clause, targets)


def _is_gerund(line: Line, clause: Clause) -> bool:
    """As in "blacklisting them was harsh": the verb is a noun, and nobody is said to have done it."""
    before = line.sentence.chunks[clause.at - 1] if clause.at else None
    spoken = before is not None and before.verb is not None and before.verb.lemma in SPEECH
    return clause.verb.form == "ing" and (before is None or spoken)


def _is_list_item_of_list(scene: Scene, line: Line, phrase: Phrase) -> bool:
    return bool(list_name(scene, line, phrase))


def _span(clause: Clause, phrases: Sequence[Phrase], where: Phrase | None) -> tuple[int, int]:
    """From the subject, when it stands close before the verb, to the last target or the list."""
    main = clause.verb.main
    starts = [p.first for p in clause.subject if p.first < main and main - p.first <= 14]
    first = min([main, *starts, *(p.first for p in phrases if p.first < main and main - p.first <= 20)])
    ends = [p.whole for p in phrases] + ([where.whole] if where is not None and where.whole - first <= 28 else [])
    return first, max([main + 1, *ends])


def _members(scene: Scene, line: Line, clause: Clause, name: str, authority: Actor) -> Iterator[Draft]:
    """The parties behind "including": numbered groups are added, names stand on the list."""
    for prep, phrases in clause.preps:
        if prep != "including":
            continue
        for phrase in phrases:
            yield from _member(scene, line, clause, phrase, phrases, name, authority)
    between = _included_before(line, clause) if clause.verb.passive else []
    for phrase in between:
        yield from _member(scene, line, clause, phrase, between, name, authority)
    for target in clause.objects:
        for prep, phrases in target.more:
            if prep == "including" and not any(p is phrases for _, p in clause.preps):
                for phrase in phrases:
                    yield from _member(scene, line, clause, phrase, phrases, name, authority)


def _included_before(line: Line, clause: Clause) -> list[Phrase]:
    """As in "the firms, including A and B, were added": the members between subject and verb."""
    chunks = line.sentence.chunks
    start = max((p.whole for p in clause.subject if p.first < clause.verb.main), default=clause.verb.main)
    k = next((i for i, c in enumerate(chunks[: clause.at]) if c.first >= start and c.word == "including"), -1)
    return list_at(line.sentence, k + 1)[0] if 0 <= k < clause.at - 1 and chunks[k + 1].kind == "np" else []


def _member(
    scene: Scene, line: Line, clause: Clause, phrase: Phrase, beside: Sequence[Phrase], name: str, authority: Actor
) -> Iterator[Draft]:
    span = _list_span(line, phrase, beside)
    amount = amount_in(line, phrase.first, phrase.last)
    for actor in scene.actor(line, phrase, clause):
        if actor.named and actor.kind not in {"place", "list"}:
            yield Draft(
                "listed_on",
                actor,
                Actor(name, "list"),
                *span,
                "listing.member",
                date=scene.listed,
                clause=clause,
                anchor=phrase.first,
            )
        elif amount is not None and not actor.named:
            who = authority if authority.name else Actor(scene.authority)
            yield Draft(
                "added_to_list",
                who,
                actor,
                phrase.first,
                phrase.whole,
                "listing.counted",
                amount=amount,
                date=scene.listed,
                clause=clause,
                anchor=phrase.first,
            )
    for inner_prep, inner in phrase.more:
        if inner_prep == "including":
            for item in inner:
                yield from _member(scene, line, clause, item, inner, name, authority)


def _list_span(line: Line, phrase: Phrase, beside: Sequence[Phrase]) -> tuple[int, int]:
    """The whole list of names where it is short, else the item with what says what it is."""
    first, last = min(p.first for p in beside), max(p.whole for p in beside)
    if last - first <= 16 and not any(p.appositions or p.relative >= 0 for p in beside):
        return first, last
    end = max([phrase.whole, *(a.whole for a in phrase.appositions)])
    if phrase.relative >= 0:
        chunks = line.sentence.chunks
        stop = next((c.first for c in chunks[phrase.relative + 1 :] if c.kind in {"comma", "stop"}), chunks[-1].last)
        end = min(stop, phrase.first + 20)
    return phrase.first, min(end, phrase.first + 24)


# --- what the list holds ---------------------------------------------------------------------------------------------


def _holds(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "The list includes A and B", "the new additions include …", "it expanded its list to include …"."""
    if not clause.subject and clause.link != "infinitive":
        return
    authority = NOBODY
    name = ""
    if clause.link == "infinitive" and clause.governor >= 0:
        governor = line.sentence.clauses[clause.governor]
        lists = [list_name(scene, line, p) for p in governor.objects]
        if governor.verb.lemma not in _WIDEN or not any(lists):
            return
        name = next(filter(None, lists))
        authority = joined(scene.actors(line, governor.subject, governor))
        scene.listing, scene.authority = name, authority.name or scene.authority
        scene.listed = line.dates[0].date if line.dates and scene.listed is None else scene.listed
    else:
        name = _list_subject(scene, line, clause)
        if not name:
            return
    scene.listing_line = line.number
    items = clause.objects
    for phrase in items:
        yield from _item(scene, line, clause, phrase, items, name, authority)
    yield from _members(scene, line, clause, name, authority)
    yield from _behind_mark(scene, line, clause, name)


def _list_subject(scene: Scene, line: Line, clause: Clause) -> str:
    """The list, where the subject is a list or stands for those listed; "" else."""
    for phrase in clause.subject:
        name = list_name(scene, line, phrase)
        if name:
            return name
        tokens = line.sentence.tokens
        inside = {token.lower for token in tokens[phrase.first : phrase.whole]}
        head = tokens[phrase.head].lower
        about = inside & {"listed", "blacklisted", "added", "new", "sanctioned", "designated", "targeted"}
        if scene.listing and (
            head.removesuffix("s") in _NEW or (about and head not in {"rules", "measures"} and (head.endswith("s")))
        ):
            return scene.listing
        participle = any(
            c.link == "participle"
            and c.verb.lemma in _PUT | _BLACKLIST
            and c.subject
            and c.subject[0].first == phrase.first
            for c in line.sentence.clauses
        )
        if scene.listing and participle:
            return scene.listing
        if head in {"they", "these", "others", "those"} and scene.listing and scene.listing_line == line.number - 1:
            return scene.listing
    return ""


def _item(
    scene: Scene, line: Line, clause: Clause, phrase: Phrase, items: Sequence[Phrase], name: str, authority: Actor
) -> Iterator[Draft]:
    amount = amount_in(line, phrase.first, phrase.last)
    spot = scene.spot_at(line, phrase.head)
    if spot is not None and scene.cast.party(spot).kind in {"organization", "person", "product"}:
        named = [p for p in items if scene.spot_at(line, p.head) is not None]
        yield Draft(
            "listed_on",
            scene.actor(line, phrase, clause)[0],
            Actor(name, "list"),
            *_list_span(line, phrase, named),
            "listing.holds",
            date=scene.listed,
            clause=clause,
            anchor=phrase.first,
        )
    elif amount is not None or _is_one_of_counted(line, phrase, items):
        who = authority if authority.name else Actor(scene.authority)
        yield Draft(
            "added_to_list",
            who,
            scene.actor(line, phrase, clause)[0],
            min(clause.verb.main, phrase.first) if phrase is items[0] else phrase.first,
            phrase.whole,
            "listing.counted",
            amount=amount,
            date=scene.listed,
            clause=clause,
            anchor=phrase.first,
        )


def _is_one_of_counted(line: Line, phrase: Phrase, items: Sequence[Phrase]) -> bool:
    """As in "9 mills, a school and two firms": one among counted ones is counted too."""
    counted = any(amount_in(line, p.first, p.last) is not None for p in items)
    return counted and line.sentence.tokens[phrase.first].lower in {"a", "an"}


def _behind_mark(scene: Scene, line: Line, clause: Clause, name: str) -> Iterator[Draft]:
    """Names behind a colon or dash, or behind the verb of "companies that …": "several start-ups: A, B and C"."""
    chunks = line.sentence.chunks
    for k in range(clause.at + 1, len(chunks) - 1):
        if chunks[k].kind in {"colon", "dash"} and chunks[k + 1].kind == "np":
            items, _ = list_at(line.sentence, k + 1)
            named = [
                p
                for p in items
                if (spot := scene.spot_at(line, p.head)) is not None and scene.cast.party(spot).kind == "organization"
            ]
            if len(named) == len(items):
                for phrase in named:
                    first, last = _list_span(line, phrase, named)
                    if chunks[k].kind == "colon" and first == named[0].first and first - clause.verb.main <= 8:
                        first = clause.verb.main + 1
                    yield Draft(
                        "listed_on",
                        scene.actor(line, phrase, clause)[0],
                        Actor(name, "list"),
                        first,
                        last,
                        "listing.holds",
                        date=scene.listed,
                        clause=clause,
                        anchor=phrase.first,
                    )
            return


def _inverted(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "Among the firms being placed on the list are A and B": the parties stand behind the verb."""
    chunks, tokens = line.sentence.chunks, line.sentence.tokens
    if not chunks or tokens[0].lower not in {"among", "amongst"}:
        return
    for clause in line.sentence.clauses:
        if clause.verb.lemma == "be" and clause.verb.form == "finite" and clause.objects:
            before = tokens[: clause.verb.main]
            marks = {token.lower for token in before}
            named_list = next(
                (n for c in line.sentence.clauses if c.at < clause.at and (n := _target_list(scene, line, c)[0])), ""
            )
            if not named_list and not (scene.listing and marks & {"listed", "blacklisted", "sanctioned", "added"}):
                return
            name = named_list or scene.listing
            scene.listing = scene.listing or name
            named = [
                p
                for p in clause.objects
                if (spot := scene.spot_at(line, p.head)) is not None
                and scene.cast.party(spot).kind in {"organization", "person"}
            ]
            for phrase in named:
                yield Draft(
                    "listed_on",
                    scene.actor(line, phrase, clause)[0],
                    Actor(name, "list"),
                    min(p.first for p in named),
                    max(reach(p) for p in named),
                    "listing.among",
                    date=scene.listed,
                    clause=clause,
                    anchor=phrase.first,
                )
            return


def _standing(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "Acme, now on the Entity List", "A and B, both newly added to the list": no verb between party and list."""
    chunks, tokens = line.sentence.chunks, line.sentence.tokens
    for k, chunk in enumerate(chunks):
        if chunk.kind != "prep" or chunk.word not in {"on", "to"} or k + 1 >= len(chunks) or chunks[k + 1].kind != "np":
            continue
        list_phrase = Phrase(chunks[k + 1].first, chunks[k + 1].last, chunks[k + 1].head)
        name = list_name(scene, line, list_phrase)
        if not name:
            continue
        before = tokens[chunk.first - 1].lower if chunk.first else ""
        if chunk.word == "to" and not before.endswith(("added", "assigned")):
            continue
        if chunk.word == "on" and any(
            c.verb.lemma in _PUT | _BLACKLIST | {"remain", "stay", "appear"} and c.at < k
            for c in line.sentence.clauses[-1:]
        ):
            continue
        mark = next((i for i in range(k - 1, max(k - 4, -1), -1) if chunks[i].kind in {"comma", "dash", "lpar"}), -1)
        if mark < 1 or any(c.kind == "vg" for c in chunks[mark:k]):
            continue
        named = _names_before(scene, line, chunks, mark)
        for phrase in named:
            scene.listing = scene.listing or name
            yield Draft(
                "listed_on",
                scene.actor(line, phrase)[0],
                Actor(name, "list"),
                named[0].first,
                list_phrase.last,
                "listing.standing",
                date=scene.listed,
                anchor=chunk.first,
            )


def _names_before(scene: Scene, line: Line, chunks: Sequence[Chunk], mark: int) -> list[Phrase]:
    found: list[Phrase] = []
    k = mark - 1
    while k >= 0 and chunks[k].kind == "np" and scene.spot_at(line, chunks[k].head) is not None:
        found.insert(0, Phrase(chunks[k].first, chunks[k].last, chunks[k].head))
        if k >= 1 and chunks[k - 1].kind in {"conj", "comma"}:
            k -= 2 if chunks[k - 1].kind == "conj" else 10**6
        else:
            break
    return found


# --- why, off, perhaps -----------------------------------------------------------------------------------------------


def _is_measure(line: Line, phrases: Sequence[Phrase]) -> bool:
    return any(
        line.sentence.tokens[p.head].lower
        in {"move", "action", "decision", "sanctions", "measure", "measures", "blacklist", "list", "rule"}
        for p in phrases
    )


def _because(scene: Scene, line: Line, clause: Clause, targets: Sequence[Phrase]) -> Iterator[Draft]:
    """As in "because of their ties to …", "over their role in …", "saying it posed …": why they are listed."""
    if not (scene.listing or clause.verb.lemma in _BLACKLIST):
        return
    tokens, chunks = line.sentence.tokens, line.sentence.chunks
    subject = joined(scene.actors(line, targets, clause)) if targets else NOBODY
    for k in range(clause.at + 1, len(chunks) - 1):
        chunk = chunks[k]
        cause = chunk.word in _CAUSE and chunk.kind in {"prep", "sub"}
        at = k + 1
        if chunk.word == "because":
            if chunks[at].word != "of" or at + 1 >= len(chunks):
                continue
            at += 1
        elif chunk.word == "due":
            at += 1
        if not cause or at >= len(chunks) or chunks[at].kind != "np":
            continue
        phrases, _ = list_at(line.sentence, at)
        heads = {tokens[i].lower.removesuffix("s") for p in phrases for i in range(p.first, p.whole)}
        if chunk.word in {"over", "for"} and not heads & _REASON_HEADS and not heads & vocabulary.wrongs():
            continue
        last = max(reach(p) for p in phrases)
        yield Draft(
            "listed_because",
            subject,
            Actor(scene.words(line, chunks[at].first, min(last, chunks[at].first + 16))),
            chunk.first if clause.verb.lemma != "target" else clause.verb.main,
            min(last, chunk.first + 20),
            "listing.because",
            clause=clause,
            date=scene.listed,
            anchor=chunk.first,
        )
        return
    for later in line.sentence.clauses:
        if (
            later.at > clause.at
            and later.verb.lemma in {"say", "cite", "pose", "accuse", "threaten"}
            and later.verb.form in {"ing", "finite"}
            and clause.verb.lemma != "target"
        ):
            posed = later.verb.lemma in {"pose", "threaten"} and later.objects
            if posed and any(
                c.verb.lemma == "say" and c.at < later.at and c.verb.form == "ing" for c in line.sentence.clauses
            ):
                saying = next(c for c in line.sentence.clauses if c.verb.lemma == "say" and c.verb.form == "ing")
                last = max(reach(p) for p in later.objects)
                yield Draft(
                    "listed_because",
                    subject,
                    Actor(scene.words(line, later.objects[0].first, last)),
                    saying.verb.main,
                    last,
                    "listing.because",
                    clause=clause,
                    anchor=saying.verb.main,
                    speaker=_by(scene, line, clause),
                )
                return


def _by(scene: Scene, line: Line, clause: Clause) -> Speaker | None:
    """Who gives the reason: the authority that lists."""
    who = joined(scene.actors(line, clause.subject, clause)) if clause.subject and not clause.verb.passive else NOBODY
    return Speaker(who.name, "organization") if who.named else None


def _take_off(scene: Scene, line: Line, clause: Clause, where: Phrase | None) -> Iterator[Draft]:
    targets = clause.subject if clause.verb.passive else clause.objects
    agents = clause.under("by") if clause.verb.passive else clause.subject
    for target in targets:
        for actor in scene.actor(line, target, clause):
            yield Draft(
                "removed_from_list",
                joined(scene.actors(line, agents, clause)) if agents else NOBODY,
                actor,
                *_span(clause, [target], where),
                "listing.removed",
                clause=clause,
                negated=clause.verb.negated,
                anchor=clause.verb.main,
            )


def _is_considered(line: Line, clause: Clause) -> bool:
    if clause.verb.modal in {"may", "might", "could", "would"}:
        return True
    governor = line.sentence.clauses[clause.governor] if clause.governor >= 0 else None
    return (
        governor is not None
        and clause.verb.form in {"infinitive", "ing"}
        and governor.verb.lemma in _WEIGH | {"threaten", "recommend", "urge", "ask", "call", "want", "push"}
    )


def _weighed(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "is considering similar action against A and B": a like measure against parties."""
    tokens = line.sentence.tokens
    for phrase in clause.objects:
        head = tokens[phrase.head].lower.removesuffix("s")
        if head not in {"action", "measure", "restriction", "sanction", "listing", "step", "move", "penalty", "ban"}:
            continue
        against = [p for prep, many in [*phrase.more, *clause.preps] if prep in {"against", "on", "for"} for p in many]
        members = [p for prep, many in clause.preps if prep == "including" for p in many]
        whole = against + members
        if not whole:
            continue
        authority = joined(scene.actors(line, clause.subject, clause))
        seen: set[str] = set()
        for target in members or against:
            for actor in scene.actor(line, target, clause):
                if actor.name not in seen:
                    seen.add(actor.name)
                    yield Draft(
                        "considered_for_list",
                        authority,
                        actor,
                        min([clause.verb.main, *(p.first for p in clause.subject if clause.verb.main - p.first < 10)]),
                        target.whole if target.whole - clause.verb.main < 30 else phrase.whole,
                        "listing.weighed",
                        clause=clause,
                        stance="planned",
                        anchor=clause.verb.main,
                    )
