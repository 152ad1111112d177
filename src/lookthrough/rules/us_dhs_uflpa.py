"""The UFLPA entity list: goods of a listed entity are presumed made with forced labour and may not enter the US.

Source of the rule: the Uyghur Forced Labor Prevention Act, P.L. 117-78, section 3, and 19 USC 1307. Each row has its
own effective date and stands in one or more of the lists of section 2(d)(2)(B). The presumption can be rebutted; it is
about goods, not about securities.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from lookthrough.model.dates import Truth
from lookthrough.model.exposure import Exposure
from lookthrough.model.listing import Listing
from lookthrough.rules.programme import Programme, Rule
from lookthrough.rules.reach import through_owners
from lookthrough.rules.standing import Case, both, case_of, judged, lawful, tidy
from lookthrough.rules.verdict import Verdict

RULE = Rule("us_dhs_uflpa", ("us_dhs_uflpa",))
_CLAUSE = re.compile(r"\((?:i|ii|iii|iv|v)\)")


def judge(exposure: Exposure, *, as_of: date, programme: Programme | None = None) -> tuple[Verdict, ...]:
    """Two verdicts: on importing the listed entity's goods, and on holding its securities.

    `printed` holds the parts of the list that the row stands in.
    """
    case = case_of(programme or RULE.programme, exposure, as_of)
    goods = case.programme.dealing("import")
    law = case.programme.in_law("import", as_of)
    if case.another_person:
        return *through_owners(case, goods, law), lawful(case)
    means = _means(case) if law.truth == "yes" else f"The presumption is law only from {law.since}."
    imports = replace(judged(case, goods, case.then(means), law), printed="\n".join(case.listing.sublists))
    return imports, lawful(case)


def judge_goods(goods: str, *, from_region: Truth, as_of: date, programme: Programme | None = None) -> Verdict:
    """The presumption about goods by their place, whoever made them: a question that no entity list answers.

    Args:
        goods: what they are, in the words of the one who asks.
        from_region: were they mined, produced or manufactured wholly or in part in Xinjiang?
        as_of: the day of the import.
        programme: the law as settled by the user; None for the law as it is written here.

    Returns:
        "yes" says that the presumption applies, which the importer may rebut; "unknown" what would settle it.
    """
    programme = programme or RULE.programme
    law, dealing = programme.in_law("import", as_of), programme.dealing("region")
    applies = both(law.truth, from_region)
    note = f"That is law only from {law.since}." if law.truth == "no" else programme.term("region", from_region)
    return Verdict(
        rule=programme.id,
        applies=applies,
        effect="none" if applies == "no" else dealing.effect,
        actor=programme.actor,
        object=f"import into the United States of {goods}",
        since=law.since,
        until=law.until,
        citation=f"{dealing.citation}; {law.citation}",
        says=tidy(f"On {as_of}, {goods}: {note}"),
    )


def judge_part(goods: str, verdict: Verdict, maker: str) -> Verdict:
    """The presumption about goods into which a listed entity's goods go: they are made by it in part.

    Args:
        goods: what they are.
        verdict: that on importing the entity's own goods.
        maker: the entity as the chain of supply names it.
    """
    says = f"{goods} are made in part by {maker}, whose goods go into them. {verdict.says}"
    return replace(verdict, object=f"import into the United States of {goods}", says=tidy(says))


def _means(case: Case) -> str:
    term = case.programme.term
    parts = [text for part in clauses(case.listing) if (text := term("sublist", part))]
    reach = term("note", "subsidiaries") if case.listing.reach == "subsidiaries" else ""
    return " ".join([term("note", "presumption"), *parts, reach, term("note", "region")])


def clauses(listing: Listing) -> tuple[str, ...]:
    """The clauses of section 2(d)(2)(B) that an entry stands under: "(i)", "(ii)", "(iv)", "(v)"; none if unknown.

    They are read from the parts of the list as printed ("Section 2(d)(2)(B)(ii)"). Where only the heading's words were
    kept, the record says it: one entity has a record for each part it stands in, told apart by "#ii".
    """
    printed = tuple(found[-1] for sublist in listing.sublists if (found := _CLAUSE.findall(sublist)))
    recorded = f"({listing.id.rpartition('#')[2].partition('~')[0]})"
    return printed or ((recorded,) if _CLAUSE.fullmatch(recorded) else ())
