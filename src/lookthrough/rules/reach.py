"""Judging a party that no entry names, but that listed parties own or control.

The numbers come with the exposure (`Attribution`, `ControlSign`); the lines, with their dates, stand in the programme
(`Reach`). Here the two meet: nothing is computed and nothing is compared but what the numbers already answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from lookthrough.model.attribution import Attribution, ControlKind
from lookthrough.model.dates import Truth
from lookthrough.rules.codes import codes
from lookthrough.rules.instrument import subject_of
from lookthrough.rules.programme import Dealing, InLaw, Reach
from lookthrough.rules.standing import Case, both, cited, earliest, judged, latest, named_only
from lookthrough.rules.verdict import Verdict

_PROOF: dict[str, frozenset[ControlKind]] = {
    "board": frozenset({"board"}),
    "control": frozenset({"board", "agreement"}),
}
_MOST_EDGES = 12


@dataclass(frozen=True, slots=True)
class Answer:
    """What one reach says.

    Attributes:
        truth: does it reach the party, as far as law and numbers tell?
        law: whether it was law on the day.
        says: the sentences.
        reach: what was asked.
    """

    truth: Truth
    law: InLaw
    says: tuple[str, ...]
    reach: Reach

    @property
    def citation(self) -> str:
        """The provision, marked where it was not confirmed."""
        return self.reach.citation if self.reach.confirmed else f"{self.reach.citation} (to be confirmed)"


def either(answers: Sequence[Truth]) -> Truth:
    """True when any is: "yes" wins over "unknown", "unknown" over "no"."""
    return "yes" if "yes" in answers else "unknown" if "unknown" in answers else "no"


def through_owners(case: Case, dealing: Dealing, law: InLaw | None = None) -> tuple[Verdict, ...]:
    """Does the programme reach the party through its owners, and if not, through those who control it?

    Args:
        case: the question, about another person than the entry names.
        dealing: what the programme would do.
        law: whether the dealing itself was law on the day; None when it has no dates of its own.

    Returns:
        One verdict on shares and, unless that says "yes", one on votes and control where the programme asks for them.
        Without any numbers the one verdict of `named_only`, which says what would settle it; where no line was law on
        the day, that is said instead, and so it is where no line counts the stakes of this entry's party.
    """
    exposure, programme = case.exposure, case.programme
    left = [reach for reach in programme.reaches if not (reach.only or reach.without) or reach.counts(case.listing)]
    if programme.reaches and not left:
        return (_left_out(case, dealing, law),)
    no_numbers = not (exposure.attributions or exposure.signs)
    if not programme.reaches or (no_numbers and programme.reaches_on(case.as_of)):
        return (named_only(case, dealing, law),)
    owned = [reach for reach in left if reach.by == "ownership" and not reach.suggests]
    other = [reach for reach in left if reach not in owned]
    verdicts: list[Verdict] = []
    for reaches in (owned, other):
        if reaches and not any(verdict.applies == "yes" for verdict in verdicts):
            verdicts.append(_verdict(case, dealing, law, [_answer(case, reach) for reach in _on(case, reaches)]))
    return tuple(verdicts)


def _left_out(case: Case, dealing: Dealing, law: InLaw | None) -> Verdict:
    """The answer where the programme asks about owners, but not about owners listed as this one is."""
    printed, subject = ", ".join(codes(case.listing.programmes)) or "no programme", subject_of(case.exposure)
    names = f"The entry names {case.listing.listed_name}, not {subject}: another legal person."
    told = f"The stakes of a party listed under {printed} do not count, so {subject} is not reached through it."
    says = case.then(f"{names} {told}")
    return judged(case, dealing, says, replace(law or InLaw("no"), truth="no"))


def _on(case: Case, reaches: Sequence[Reach]) -> Sequence[Reach]:
    """The reaches that were law on the day; the one that explains the day where none was."""
    standing = [reach for reach in reaches if case.programme.in_law(reach.key, case.as_of).truth != "no"]
    if standing or len(reaches) < 2:
        return standing or reaches
    ended = [reach for reach in reaches if _until(case, reach)]
    return ended[-1:] or reaches[:1]


def _until(case: Case, reach: Reach) -> bool:
    until = case.programme.in_law(reach.key, case.as_of).until
    return until is not None and until <= case.as_of


def _answer(case: Case, reach: Reach) -> Answer:
    law = case.programme.in_law(reach.key, case.as_of)
    if law.truth == "no":
        early = f"That is law only from {law.since}." if law.since and law.since > case.as_of else ""
        return Answer("no", law, (law.text, early), reach)
    if reach.printed and case.listing.reach != reach.printed:
        return Answer("no", law, (f"The entry itself does not extend to {reach.printed}.",), reach)
    truth, says = _counted(case, reach) if reach.measure else _controlled(case, reach)
    condition = "As far as it is law:" if law.truth == "unknown" else ""
    law, goes_on = _carried_on(case, reach, law) if truth != "no" else (law, "")
    return Answer(both(law.truth, truth), law, (law.text, law.doubt, condition, says, reach.note, goes_on), reach)


def _carried_on(case: Case, reach: Reach, law: InLaw) -> tuple[InLaw, str]:
    """The line's law with the end of the lines that take it up where it stops, and the sentence that says so.

    A new edition of the guidance is no end for a party that it goes on to reach. Where the next line asks for more, is
    in doubt or leaves a gap, the end stays.
    """
    said: list[str] = []
    while law.until and (following := _following(case, reach, law.until)):
        reach, then = following
        said.append(f"That does not end on {law.until}: from then on {then.citation} reaches no less.")
        law = replace(law, until=then.until)
    return law, " ".join(said)


def _following(case: Case, reach: Reach, ended: date) -> tuple[Reach, InLaw] | None:
    """The line that is settled law from that day on and is met by whatever meets this one; None where there is none."""
    for other in case.programme.reaches:
        then = case.programme.in_law(other.key, ended)
        if then.truth == "yes" and then.since == ended and other.reaches_no_less_than(reach):
            return other, then
    return None


def _counted(case: Case, reach: Reach) -> tuple[Truth, str]:
    """What the stakes say about a line of shares or votes."""
    subject, what = subject_of(case.exposure), "votes" if reach.by == "votes" else "shares"
    found = case.exposure.attributed(case.programme.question(reach))
    if found is None:
        return (
            "unknown",
            f"How much of the {what} of {subject} listed parties hold is not known; its register would tell.",
        )
    circle = (
        " The owners hold shares of each other, or of themselves; a person should look at this circle."
        if found.circular
        else ""
    )
    figures = held_together(found, subject, what)
    if found.truth == "no":
        return "no", f"{figures} That is not {found.measure}, so the line of {what} is not met.{circle}"
    if found.truth == "unknown":
        settle = "; ".join(found.unsettled) or f"the register of {subject}"
        told = f"Whether that is {found.measure} cannot be told, so it cannot be excluded"
        return "unknown", f"{figures} {told}; not known, and would settle it: {settle}.{circle}"
    if reach.suggests:
        return "unknown", f"{figures} That is {found.measure}, which speaks for it but does not prove it.{circle}"
    return "yes", f"{figures} That is {found.measure}, so {subject} is reached without being named.{circle}"


def held_together(found: Attribution, subject: str, what: str) -> str:
    """The figures of an attribution as one or two sentences: who holds how much, and over which stakes."""
    names = ", ".join(dict.fromkeys(f"{owner.listed_name} ({owner.list_id})" for owner in found.owners))
    whose = f"of {names}" if names else "of listed parties"
    if found.total.low == 0 and found.total.high == 1:
        told = f"How much of the {what} of {subject} stakes {whose} and of companies so reached come to is not known."
    elif found.measure.aggregate:
        told = f"Stakes {whose} and of companies so reached come to {found.total} of the {what} of {subject}."
    else:
        largest = f"the largest {whose} is {found.total} of the {what} of {subject}"
        told = f"Stakes of different persons are not added up; {largest}."
    edges = [str(edge) for edge in found.deciding[:_MOST_EDGES]]
    if len(found.deciding) > _MOST_EDGES:
        edges.append(f"and {len(found.deciding) - _MOST_EDGES} more stakes")
    if edges and not found.deciding[0].owner:  # a name stays as it is printed
        edges[0] = edges[0][:1].upper() + edges[0][1:]
    return f"{told} {'; '.join(edges)}{'.' if edges else ''}"


def _controlled(case: Case, reach: Reach) -> tuple[Truth, str]:
    """What the evidence says about the board or control, votes and shares apart."""
    subject, signs = subject_of(case.exposure), case.exposure.signs
    proof = [sign for sign in signs if sign.kind in _PROOF[reach.by]]
    told = "; ".join(f"{sign.by}: {sign.kind}{f' ({sign.evidence})' if sign.evidence else ''}" for sign in proof)
    if proof:
        return (
            "unknown" if reach.suggests else "yes",
            f"The evidence read states that {subject} is controlled ({told}).",
        )
    if any(sign.kind == "consolidation" for sign in signs):
        return "unknown", (
            f"The accounts of {subject} are consolidated by another: that is no percentage; a majority is likely, not "
            "proven. Its register, its articles and its agreements would settle who controls it."
        )
    return "unknown", (
        f"Nothing that was read speaks for or against control of {subject} by its board, an agreement or in fact; its "
        "articles and its agreements would settle it."
    )


def _verdict(case: Case, dealing: Dealing, law: InLaw | None, answers: Sequence[Answer]) -> Verdict:
    """The answers of one kind together: reached by any is reached.

    Its beginning is not known: the party is reached from the day on which the stakes were so held, at the earliest.
    Where the line is law only later, its own beginning is given, so that its end is not read alone.
    """
    truth = either([answer.truth for answer in answers])
    decisive = next(answer for answer in answers if answer.truth == truth)
    names = f"The entry names {case.listing.listed_name}, not {subject_of(case.exposure)}: another legal person."
    dated = f"That provision is law only from {law.since}." if law and law.truth == "no" and law.since else ""
    shown = [answer for answer in answers if truth != "yes" or answer is decisive]
    open_lines = [answer.reach.citation for answer in shown if not answer.reach.confirmed]
    doubt = f"As we read it, to be confirmed: {cited(*open_lines)}." if open_lines else ""
    sentences = [dated, *dict.fromkeys(sentence for answer in shown for sentence in answer.says), doubt]
    told = " ".join(sentences) if case.stands.truth != "no" else ""
    condition = "If the listed party is listed:" if case.stands.truth == "unknown" else ""
    says = f"{case.stands.says} {names} {condition} {told}"
    verdict = judged(case, dealing, says, _joined(law, decisive, truth))
    authorities = cited(*(answer.citation for answer in shown))
    begins = decisive.law.since
    later = latest(begins, case.stands.since) if begins and begins > case.as_of else None
    meets = later is not None and (verdict.until is None or later < verdict.until)
    return replace(verdict, since=later if meets else None, citation=cited(authorities, verdict.citation))


def _joined(law: InLaw | None, decisive: Answer, truth: Truth) -> InLaw:
    """The law of the dealing and that of the reach as one stretch of time."""
    reach = decisive.law
    if law is None:
        return replace(reach, truth=truth)
    since, until = latest(law.since, reach.since), earliest(law.until, reach.until)
    if since and until and until <= since:
        since, until = law.since, law.until
    return replace(
        law, truth=both(law.truth, truth), since=since, until=until, citation=cited(law.citation, reach.citation)
    )
