"""UK asset freezes: funds of designated persons, and of those whom they own or control, are frozen.

Source of the rule: the regulations under the Sanctions and Anti-Money Laundering Act 2018, regulation 7 of each
("owned or controlled directly or indirectly"): more than 50 % of the shares or votes, the right to appoint or remove
the majority of the board, or control in fact. Stakes of different persons are not simply added up.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lookthrough.model.exposure import Exposure
from lookthrough.model.listing import Listing
from lookthrough.rules.instrument import held
from lookthrough.rules.programme import InLaw, Programme, Rule
from lookthrough.rules.reach import through_owners
from lookthrough.rules.standing import case_of, judged
from lookthrough.rules.verdict import Verdict

_FREEZE = ("asset freeze", "freeze of assets")
RULE = Rule("gb_ofsi", ("gb_ofsi", "gb_fcdo"))


def judge(exposure: Exposure, *, as_of: date, programme: Programme | None = None) -> tuple[Verdict, ...]:
    """One verdict on a designated person; on another one on shares and, where that is not enough, one on control.

    Where the entry prints the measures imposed and an asset freeze is not among them, nothing is frozen.
    """
    case = case_of(programme or RULE.programme, exposure, as_of)
    freeze = case.programme.dealing("freeze")
    if measures := _without_a_freeze(exposure.listing):
        means = f"{case.programme.term('note', 'no_freeze')} {measures}."
        return (replace(judged(case, freeze, case.then(means), InLaw("no")), printed=measures),)
    if case.another_person:
        return through_owners(case, freeze)
    means = (
        f"{case.programme.term('note', 'freeze')} {case.programme.term('note', 'narrower')} {case.programme.ownership}"
    )
    verdict = judged(case, freeze, case.then(means))
    return (replace(verdict, object=f"{freeze.object}, among them {held(exposure)}"),)


def _without_a_freeze(listing: Listing) -> str:
    """The measures that the entry prints, where no asset freeze is among them; "" where one is or none is printed."""
    printed = "; ".join(listing.sublists)
    return "" if not printed or any(words in printed.casefold() for words in _FREEZE) else printed
