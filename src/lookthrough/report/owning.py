"""From parties to a report on their owners: find them in the registers, study what stands above, answer one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from lookthrough.errors import Issues
from lookthrough.exposure.ownership.gathering import Identities, Node
from lookthrough.exposure.ownership.ledger import UNIDENTIFIED
from lookthrough.intake.queries import BadRow
from lookthrough.model.exposure import Exposure, Step
from lookthrough.model.link import Link
from lookthrough.model.query import Query
from lookthrough.model.share import Share, per_cent, together
from lookthrough.report.finding import Finding
from lookthrough.report.locating import Found, Locator
from lookthrough.report.named_itself import OnLists, better_known, on_lists, says_apart, says_listed, surely_listed
from lookthrough.report.not_stated import parts_not_stated, says_not_stated
from lookthrough.report.officers import listed_officers, says_officers
from lookthrough.report.owned_below import Below, below_all, interest_shown
from lookthrough.report.owned_by_listed import MOST_FOR_INTEREST, Standing, chain_of, standing_of
from lookthrough.report.owner_edges import nearer
from lookthrough.report.owners import (
    ControlChain,
    InterestShown,
    ListedParty,
    OwnerEdge,
    OwnersAnswer,
    OwnersReport,
    OwnersStatus,
    PartyShown,
    UnknownEdge,
)
from lookthrough.report.ownership_study import Study
from lookthrough.report.question import Question
from lookthrough.report.wording import plural
from lookthrough.rules.registry import judge_all
from lookthrough.rules.standing import tidy

Progress = Callable[[str, int, int | None], None]

UNKNOWNS_SHOWN = 25
CONTROLLERS_ASKED = 60
_INTERESTS_SHOWN = 200
_DAYS = 5  # stakes of other days in a sentence


def report_owners(
    question: Question, title: str, rows: Iterable[Query | BadRow], issues: Issues, progress: Progress | None = None
) -> OwnersReport:
    """Answer for one party or for a table of parties.

    Args:
        question: what is asked against.
        title: of the report.
        rows: the parties, and rows that could not be read.
        issues: what was wrong in files so far; what the links contradict is added.
        progress: is told what is being done.

    Returns:
        One answer for each row, in order.
    """
    tell = progress or (lambda _what, _done, _total: None)
    identities = Identities(question.registers, issues)
    locator = Locator(question.registers, identities, question.line.general)
    asked = list(rows)
    found = [locator.find(row) if isinstance(row, Query) else Found() for row in asked]
    tell("following owners", 0, len(asked))
    starts = [node for each in found for node in each.nodes]
    study = Study(question, identities, starts, issues)
    belows = below_all(question, starts, identities)
    ranked, untried = study.unknowns()
    answers = []
    named = iter(on_lists(question, [row for row in asked if isinstance(row, Query)]))
    for row, each in zip(asked, found, strict=True):
        if isinstance(row, Query):
            itself = next(named)
            answers.append(
                _answer(question, study, identities, row, each, itself, ranked, belows)
                if each.nodes
                else _unregistered(question, row, each, itself, locator)
            )
        else:
            empty = Query(names=(), row=row.row, extra=row.extra)
            answers.append(OwnersAnswer(row.row, empty, "error", row.reason))
        if len(answers) % 200 == 0:
            tell("parties answered", len(answers), len(asked))
    return OwnersReport(
        title=title,
        as_of=question.as_of,
        known_on=question.known_on,
        snapshot=question.snapshot.id,
        version=question.version,
        settings_digest=question.settings_digest,
        generated=question.generated,
        lists=question.lists,
        registers=tuple(register.edition for register in question.registers),
        answers=tuple(answers),
        line=question.line,
        unknowns=ranked[:UNKNOWNS_SHOWN],
        untried=untried + len(ranked[UNKNOWNS_SHOWN:]),
        own_law=question.own_files,
        grounds=question.grounds,
        unseen=_unseen(question, answers, locator),
        issues=issues,
    )


def _answer(
    question: Question,
    study: Study,
    identities: Identities,
    query: Query,
    found: Found,
    named: OnLists,
    ranked: Sequence[UnknownEdge],
    belows: Mapping[Node, Below],
) -> OwnersAnswer:
    row = query.row or 1
    node = identities.of(found.nodes[0])
    standing = standing_of(study, node.id)
    itself = study.listed.get(node.id, ())
    if found.how in ("code", "like"):  # the register's name for the party is not the one that was asked
        itself = better_known(itself, named.listed)
    stands = {entry.id for each in itself for entry in each.listings}
    apart = tuple(entry for entry in named.apart if entry.id not in stands)
    below = belows.get(node, Below())
    findings = (*_itself(question, itself), *_findings(question, study, standing))
    above = _edges(study, standing)
    name = study.gathered.name(node.id) if all(each.party for each in itself) else query.name
    status, says = _status(study, standing, name, itself)
    parts = parts_not_stated(study, standing)
    unstated = says_not_stated(parts, standing) if status != "reached" else ""
    told = (
        says,
        says_officers(study, node.id),
        _says_listed_on_other_days(study, standing, name),
        unstated,
        _says_own_shares(study, standing, name),
        *_not_followed(study, standing),
        says_apart(apart, question.as_of),
    )
    rows = set(standing.above.rows.tolist())
    names = (*query.names, node.id, study.gathered.name(node.id))
    left_out = question.left_out((*names, *(edge.owned_name for edge in above)), names)
    interests = _interests(study, standing)
    large = f"not worked out: more than {MOST_FOR_INTEREST:,} ties lead to it"
    return OwnersAnswer(
        row=row,
        query=query,
        status=status,
        says=tidy(" ".join((*told, *map(str, left_out)))),
        party=_party(question, study, identities, node),
        located=found.how,
        candidates=found.candidates,
        above=above,
        below=below.edges,
        above_cut=standing.above.left_out + _unread(study, standing),
        below_cut=below.cut,
        listed=(*itself, *(each.listed for each in standing.owned_by), *below.listed),
        findings=findings,
        attributions=(*((standing.half,) if standing.half else ()), *standing.attributions),
        interests=interests,
        interests_told="" if standing.interests is not None else large,
        control=_control(study, standing),
        owned_interests=below.interests,
        unknowns=tuple(each for each in ranked if each.row in rows),
        gaps=tuple(f"{gap.question}: {gap.reason}{f' ({gap.note})' if gap.note else ''} [{gap.origin}]"
                   for gap in study.gathered.gaps.get(node.id, ())),
        stands_in=tuple(f"{tie.source}: {tie.role} of {tie.target} [{tie.origin}]"
                        for tie in study.gathered.ties.get(node.id, ())),
        stated=_stated(study, node.id),
        not_stated=parts,
        not_in_force=apart,
        left_out=left_out,
    )  # fmt: skip


def _unregistered(question: Question, query: Query, found: Found, named: OnLists, locator: Locator) -> OwnersAnswer:
    """The answer about a party that no register names, or that several fit: what lists say of it is all there is."""
    many = f"{len(found.candidates)} parties fit: give an LEI, a number or the country." if found.candidates else ""
    none = "No register that was asked names it" if question.registers else "No register of owners was asked"
    none += ", so who owns it is not known."
    if not found.candidates and locator.by_equal_name_only:
        none += f" Names that are merely like were not sought in {', '.join(locator.by_equal_name_only)}."
    itself = says_listed(query.name, named.listed, question.as_of)
    sure = surely_listed(named.listed, question.as_of)
    left_out = question.left_out(query.names, query.names)
    told = (itself, says_apart(named.apart, question.as_of), many or none, *map(str, left_out))
    return OwnersAnswer(
        row=query.row or 1,
        query=query,
        status="listed" if sure else "possible" if itself else "unknown",
        says=tidy(" ".join(told)),
        candidates=found.candidates,
        listed=named.listed,
        findings=tuple(_itself(question, named.listed)),
        not_in_force=named.apart,
        left_out=left_out,
    )


def _party(question: Question, study: Study, identities: Identities, node: Node) -> PartyShown:
    described = study.gathered.parties.get(node.id)
    registers = tuple(
        (question.registers[each.register].edition.register, each.id) for each in identities.members(node)
    )
    if described is None:
        return PartyShown(node.id, study.gathered.name(node.id), registers=registers)
    return PartyShown(
        node.id, described.name, described.kind, described.countries, described.identifiers, registers,
        described.origin, described.status,
    )  # fmt: skip


def _itself(question: Question, itself: Sequence[ListedParty]) -> Iterator[Finding]:
    for each in itself:
        for listing in each.listings:
            evidence = f"{each.how} score {each.score:.2f} [{listing.list_id}, {listing.edition}]"
            step = Step("is", each.name, listing.listed_name, evidence=evidence, as_of=listing.edition)
            exposure = Exposure("same_person", listing, path=(step,))
            verdicts = judge_all(exposure, question.as_of, question.own)
            yield Finding(exposure, verdicts, each.score, listing.listed_name, each.reasons)


def _findings(question: Question, study: Study, standing: Standing) -> Iterator[Finding]:
    officers = {each.listed.entity_id: each for each in listed_officers(study, standing.party)}
    for each in standing.owned_by:
        officer = officers.pop(each.listed.entity_id, None)
        for listing in each.listed.listings:
            exposure = each.exposure(listing)
            signs = (*exposure.signs, *(officer.signs if officer else ()))
            yield finding_of(question, each.listed, replace(exposure, signs=signs))
    for officer in officers.values():
        for listing in officer.listed.listings:
            yield finding_of(question, officer.listed, officer.exposure(study, standing.party, listing))


def finding_of(question: Question, listed: ListedParty, exposure: Exposure) -> Finding:
    """What the rules say of one listing that a party's owners or officers lead to."""
    verdicts = judge_all(exposure, question.as_of, question.own)
    return Finding(exposure, verdicts, listed.score, exposure.listing.listed_name, listed.reasons)


def _edges(study: Study, standing: Standing) -> tuple[OwnerEdge, ...]:
    ties, distance = study.ties, standing.above.distance
    far = {ties.parties[number]: steps for number, steps in distance.items()}
    return nearer([study.edge(row) for row in standing.above.rows.tolist()], far)


def _not_followed(study: Study, standing: Standing) -> Iterator[str]:
    if standing.owned_by and not standing.above.all_met:
        yield "Further listed parties may lead to it over ties that were not followed."
    if unread := _unread(study, standing):
        yield f"Above it {plural(unread, 'link')} were not followed: what they come to counts as not identified."


def _unread(study: Study, standing: Standing) -> int:
    """How many links above a party were not followed; of all parties where not even its ties fit."""
    unfollowed, above = study.gathered.unfollowed, standing.above
    if above.left_out or not unfollowed:
        return sum(unfollowed.values())
    return sum(unfollowed.get(study.ties.parties[number], 0) for number in above.distance)


def _stated(study: Study, party: str) -> Share | None:
    """What the owners whom registers name come to by their stated shares, those not followed at the most."""
    into = [study.settled[row] for row in study.ties.rows_into(study.ties.numbers[party]).tolist()]
    named = (link for link in into if link.kind == "equity" and (link.owner or link.is_unread))
    return together(link.share for link in named) if into else None


def _status(study: Study, standing: Standing, name: str, itself: Sequence[ListedParty]) -> tuple[OwnersStatus, str]:
    as_of = study.question.as_of
    named, (status, says) = says_listed(name, itself, as_of), _owned_status(study, standing)
    if status in ("open", "clear", "unknown") and any(listed_officers(study, standing.party)):
        status = "linked"
    if surely_listed(itself, as_of):
        return "listed", f"{named} {says}"
    if itself and status != "reached":
        return "possible", f"{named} {says}"
    return status, " ".join(filter(None, (says, named)))


def _owned_status(study: Study, standing: Standing) -> tuple[OwnersStatus, str]:
    """What is known of a party's owners, whether or not it is listed itself."""
    name = study.gathered.name(standing.party)
    answers = [*standing.attributions, *((standing.half,) if standing.half else ())]
    reaching = dict.fromkeys(each.listed.name for each in standing.owned_by if each.reached)
    names = ", ".join(reaching)
    sure = [a for a in answers if a.truth == "yes"]
    surely_listed = study.lines[0].counts
    controls = [
        each for each in standing.owned_by
        if (held := study.controlled_by(each.listed.party).get(standing.party)) and held.certain
        and surely_listed.get(each.listed.party)
    ]  # fmt: skip
    if sure:
        whose = ", ".join(dict.fromkeys(entry.listed_name for entry in sure[0].owners)) or names
        return "reached", f"Stakes of {whose} and of companies so reached come to {sure[0].total} of {name}."
    if controls:
        return "reached", f"{controls[0].listed.name} controls {name}."
    if any(each.reached for each in standing.owned_by):
        verbs = "owns or controls" if len(reaching) == 1 else "own or control"
        return "possible", f"It cannot be excluded that {names} {verbs} {name} by a line that counts."
    if not standing.owned_by and not standing.above.all_met:
        open_ = any(each.truth == "unknown" for each in answers)
        said = f"Listed parties lead to {name} from further away than ties are followed."
        return ("possible" if open_ else "linked"), said
    if standing.owned_by:
        linked = list(dict.fromkeys(each.listed.name for each in standing.owned_by))
        lead = "leads" if len(linked) == 1 else "lead"
        return "linked", f"{', '.join(linked)} {lead} to {name} by stakes that reach no line that was asked."
    return _status_without_listed(study, standing, name)


def _status_without_listed(study: Study, standing: Standing, name: str) -> tuple[OwnersStatus, str]:
    if not standing.above.rows.size:
        return "unknown", _says_none_stated(study, standing.party, name)
    if _unread(study, standing):
        return "open", f"No listed owner of {name} was found among the owners that were followed."
    if standing.party in study.anonymous:
        return "open", f"No listed owner of {name} was found; owners who may have half of it are not identified."
    return "clear", f"No listed party is among the owners that are stated for {name}."


def _says_own_shares(study: Study, standing: Standing, name: str) -> str:
    """That a party holds its own shares, and what the listed owners' part is of the others; "" where it holds none."""
    into = study.ties.rows_into(study.ties.numbers[standing.party]).tolist()
    links = [study.settled[row] for row in into]
    own = together(link.share for link in links if link.kind == "equity" and link.owner == link.owned)
    if not own.high:
        return ""
    said = f"{name} holds {own} of its own shares, which a person should look at"
    held = standing.half.total.exact if standing.half else None
    if held is None or own.exact is None or held + own.exact > 1 or own.exact == 1:
        return f"{said}."
    return (
        f"{said}: {per_cent(held)} of all its shares is {per_cent(held / (1 - own.exact))} of those that others hold."
    )


def _says_none_stated(study: Study, party: str, name: str) -> str:
    others = study.on_other_days.get(party, [])
    if not others:
        return f"No owner of {name} is stated."
    shown = _stakes_shown(study, others)
    return f"No owner of {name} is stated for {study.question.as_of}; of other days these are stated: {shown}."


def _says_listed_on_other_days(study: Study, standing: Standing, name: str) -> str:
    """The stakes of listed parties that had ended or not begun, where others hold on the day; "" where none is."""
    if not standing.above.rows.size:
        return ""  # every stake of other days is told already
    others = [link for link in study.on_other_days.get(standing.party, []) if link.source in study.listed_on_other_days]
    if not others:
        return ""
    shown = _stakes_shown(study, others)
    return f"Of other days than {study.question.as_of} stakes of listed parties in {name} are stated: {shown}."


def _stakes_shown(study: Study, others: Sequence[Link]) -> str:
    shown = "; ".join(
        f"{study.gathered.name(link.source) or 'not identified'}, {_when(link)}" for link in others[:_DAYS]
    )
    return shown + (f"; {len(others) - _DAYS:,} more" if len(others) > _DAYS else "")


def _when(link: Link) -> str:
    """How much, and from when until when: "60% until 2019-01-01"."""
    what = str(link.share) if link.kind == "equity" else link.kind
    days = (("from", link.since), ("until", link.until))
    return " ".join((what, *(f"{word} {day}" for word, day in days if day is not None)))


def _interests(study: Study, standing: Standing) -> tuple[InterestShown, ...]:
    found = standing.interests or {}
    owned = {study.ties.parties[int(study.ties.owned[row])] for row in standing.above.rows.tolist()}
    shown = [
        interest_shown(study.gathered.name(party), party, each, party not in owned, party in study.listed)
        for party, each in found.items()
        if party != UNIDENTIFIED and each.high
    ]
    shown.sort(key=lambda each: (not each.listed, -each.low, -each.high, each.name))
    return tuple(shown[:_INTERESTS_SHOWN])


def _control(study: Study, standing: Standing) -> tuple[ControlChain, ...]:
    """Who controls the party: listed parties first, then those whom nobody is stated to own, then the nearest."""
    ties = study.ties
    owned = {int(ties.owned[row]) for row in standing.above.rows.tolist()}
    ranked = sorted(
        ((number, steps) for number, steps in standing.above.distance.items() if steps),
        key=lambda found: (ties.parties[found[0]] not in study.listed, found[0] in owned, found[1]),
    )
    chains = []
    for number, _ in ranked[:CONTROLLERS_ASKED]:
        controller = ties.parties[number]
        held = study.controlled_by(controller).get(standing.party)
        if held is not None:
            edges = tuple(study.edge_for(link) for link in chain_of(study, controller, standing.party))
            name, listed = study.gathered.name(controller), controller in study.listed
            chains.append(ControlChain(controller, name, held.certain, edges, held.votes, held.assumed, listed))
    return tuple(sorted(chains, key=lambda chain: (not chain.certain, not chain.listed)))


def _unseen(question: Question, answers: Sequence[OwnersAnswer], locator: Locator) -> tuple[str, ...]:
    """What the lists and registers cannot tell, one sentence each."""
    said = [f"{used.title or used.id}: {used.problem}" for used in question.lists if used.problem]
    if not question.registers:
        said.append("Owners: no register was asked and no file of links given.")
    for register in question.registers:
        edition = register.edition
        if not edition.day:
            said.append(f"{edition.title or edition.register} does not say of when it is.")
        elif edition.day > question.as_of.isoformat():
            said.append(f"{edition.title or edition.register} is of {edition.day}, after the day asked about.")
    unknown = sum(answer.status != "error" and not answer.above for answer in answers)
    if unknown:
        said.append(f"Owners of {plural(unknown, 'party', 'parties')} for whom none is stated.")
    missed = sum(answer.status != "error" and answer.party is None for answer in answers)
    if missed and locator.by_equal_name_only:
        said.append(
            f"Names that are merely like those of {plural(missed, 'party', 'parties')} which no register names: they "
            f"are not sought in {', '.join(locator.by_equal_name_only)}; an id, a code or the exact name finds them."
        )
    said += question.gaps()
    return tuple(said)
