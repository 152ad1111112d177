"""Events before their party existed: a company sells nothing before the year of its founding.

The founding date comes from a register, where one was loaded, or from a claim. A claim that a product was developed
before the company was founded may still be true of its founders; the contradiction says what is compared, no more.
"""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence.comparators.material import Material, Told
from lookthrough.evidence.comparators.parties import ByParty, Party, same_name, same_party
from lookthrough.model.claim import Contradiction
from lookthrough.model.dates import PartialDate

FOUNDING = frozenset(("founded", "founded_by"))
#: What a party can only do, or have done to it, once it exists.
NEEDS_EXISTENCE = frozenset((
    "supplies", "sells_to", "contract_with", "partners_with", "owns", "invests_in", "holds_shares", "added_to_list",
    "listed_on",
    "sanctioned", "backed_by", "exchange_listed_on", "implicated_in", "divested",
))  # fmt: skip


def compare(material: Material) -> Iterator[Contradiction]:
    """Claims whose event ended before their subject came to be."""
    foundings: ByParty[Told] = ByParty()
    for told in material.told:
        if told.claim.predicate in FOUNDING and told.claim.date and not told.denied:
            foundings.add(told.subject, told)
    for told in material.told:
        date = told.claim.date
        if told.claim.predicate not in NEEDS_EXISTENCE or date is None or told.denied:
            continue
        for founded, source, said in _founded(told.subject, foundings, material):
            if date.latest < founded.earliest:
                claims = (told.id,) if said is None else (told.id, said.id)
                says = (
                    f"{told.claim.subject}: an event of {date.iso} lies before its founding, {founded.iso} ({source})."
                )
                numbers = (("event", date.iso), ("founded", founded.iso))
                yield Contradiction("before_founding", claims, None, says, numbers)
                break


def _founded(
    party: Party, foundings: ByParty[Told], material: Material
) -> Iterator[tuple[PartialDate, str, Told | None]]:
    known = material.official.founded
    named = [date for key, date in known.items() if key == party.entity or same_name(key, party.name)]
    for date in named:
        yield date, "as the register states", None
    for told in foundings.near(party):
        if told.claim.date is not None and same_party(told.subject, party):
            yield told.claim.date, f"as {told.article.id} states", told
