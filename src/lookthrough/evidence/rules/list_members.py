"""Who stands on a list: members behind "including", what "the list includes", numbered groups among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lookthrough.evidence.grammar.phrases import list_at
from lookthrough.evidence.grammar.sentence import Clause, Phrase
from lookthrough.evidence.rules.draft import NOBODY, Draft, amount_in, joined, reach
from lookthrough.evidence.rules.list_names import BLACKLIST, PUT, list_name, target_list
from lookthrough.evidence.scene import Actor, Line, Scene

HOLD = frozenset("include contain name comprise feature list cover".split())
_WIDEN = frozenset("expand extend widen update broaden amend".split())
_NEW = frozenset("addition newcomer entrant entry target blacklisting listing".split())


_GROUPS = frozenset("companies firms entities individuals people targets organisations organizations groups".split())


def holds(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
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
    yield from members(scene, line, clause, name, authority)
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
            and c.verb.lemma in PUT | BLACKLIST
            and c.subject
            and c.subject[0].first == phrase.first
            for c in line.sentence.clauses
        )
        if scene.listing and participle:
            return scene.listing
        told = head in _GROUPS and tokens[phrase.first].lower in {"the", "those"} and phrase.of is None
        if told and scene.listing and 0 < line.number - scene.listing_line <= 2:
            return scene.listing
        if (
            head in {"they", "these", "others", "those", "rest"}
            and scene.listing
            and scene.listing_line == line.number - 1
        ):
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
            *list_span(line, phrase, named),
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
                    first, last = list_span(line, phrase, named)
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


def inverted(scene: Scene, line: Line) -> Iterator[Draft]:
    """As in "Among the firms being placed on the list are A and B": the parties stand behind the verb."""
    chunks, tokens = line.sentence.chunks, line.sentence.tokens
    if not chunks or tokens[0].lower not in {"among", "amongst"}:
        return
    for clause in line.sentence.clauses:
        if clause.verb.lemma == "be" and clause.verb.form == "finite" and clause.objects:
            before = tokens[: clause.verb.main]
            marks = {token.lower for token in before}
            named_list = next(
                (n for c in line.sentence.clauses if c.at < clause.at and (n := target_list(scene, line, c)[0])), ""
            )
            if not named_list and not (
                scene.listing
                and marks & {"listed", "blacklisted", "sanctioned", "added", "named", "designated", "targeted", "hit"}
            ):
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


def one_of(scene: Scene, line: Line, clause: Clause) -> Iterator[Draft]:
    """As in "Acme is among the 40 firms that were added to the list", "is one of the companies on the list"."""
    verb, tokens = clause.verb, line.sentence.tokens
    if verb.lemma != "be" or verb.passive or verb.negated or verb.modal:
        return
    ones = [p for p in clause.objects if p.of is not None and tokens[p.head].lower in {"one", "two", "three", "some"}]
    group = [*clause.under("among"), *(p.of for p in ones if p.of is not None)]
    named = [p for p in clause.subject if scene.spot_at(line, p.head) is not None]
    if not group or not named or len(named) != len(clause.subject):
        return
    inner = [c for c in line.sentence.clauses if c.at > clause.at and c.verb.lemma in PUT | BLACKLIST]
    found = next(((c, t) for c in inner if (t := target_list(scene, line, c))[1] is not None), None)
    hanging = [p for prep, many in [*clause.preps, *group[0].more] if prep == "on" for p in many]
    name = found[1][0] if found else next(filter(None, (list_name(scene, line, p) for p in hanging)), "")
    if not name:
        return
    scene.listing = scene.listing or name
    ends = [group[0].whole, *(p.whole for p in hanging)] + ([found[1][1].whole] if found and found[1][1] else [])
    for phrase in named:
        for actor in scene.actor(line, phrase, clause):
            yield Draft(
                "listed_on",
                actor,
                Actor(name, "list"),
                named[0].first,
                min(max(ends), named[0].first + 28),
                "listing.one_of",
                date=None if line.dates else scene.listed,
                clause=clause,
                anchor=verb.main,
            )


def members(scene: Scene, line: Line, clause: Clause, name: str, authority: Actor) -> Iterator[Draft]:
    """The parties behind "including": numbered groups are added, names stand on the list."""
    for prep, phrases in clause.preps:
        if prep != "including":
            continue
        for phrase in phrases:
            yield from _member(scene, line, clause, phrase, phrases, name, authority)
    between = included_before(line, clause) if clause.verb.passive else []
    for phrase in between:
        yield from _member(scene, line, clause, phrase, between, name, authority)
    for target in clause.objects:
        for prep, phrases in target.more:
            if prep == "including" and not any(p is phrases for _, p in clause.preps):
                for phrase in phrases:
                    yield from _member(scene, line, clause, phrase, phrases, name, authority)


def included_before(line: Line, clause: Clause) -> list[Phrase]:
    """As in "the firms, including A and B, were added": the members between subject and verb."""
    chunks = line.sentence.chunks
    start = max((p.whole for p in clause.subject if p.first < clause.verb.main), default=clause.verb.main)
    k = next((i for i, c in enumerate(chunks[: clause.at]) if c.first >= start and c.word == "including"), -1)
    return list_at(line.sentence, k + 1)[0] if 0 <= k < clause.at - 1 and chunks[k + 1].kind == "np" else []


def _member(
    scene: Scene, line: Line, clause: Clause, phrase: Phrase, beside: Sequence[Phrase], name: str, authority: Actor
) -> Iterator[Draft]:
    span = list_span(line, phrase, beside)
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


def list_span(line: Line, phrase: Phrase, beside: Sequence[Phrase]) -> tuple[int, int]:
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
