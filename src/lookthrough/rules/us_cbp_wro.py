"""Withhold release orders and findings: merchandise of named makers is detained or seized at the border.

Source of the rule: 19 USC 1307 and 19 CFR 12.42 to 12.44. What is barred is the merchandise that the order names, which
the entry prints, wholly or in part of the named maker.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lookthrough.model.exposure import Exposure
from lookthrough.rules.programme import Programme, Rule
from lookthrough.rules.standing import case_of, lawful, named
from lookthrough.rules.verdict import Verdict

RULE = Rule("us_cbp_wro", ("us_cbp_wro",))


def judge(exposure: Exposure, *, as_of: date, programme: Programme | None = None) -> tuple[Verdict, ...]:
    """Two verdicts: on importing the merchandise, and on holding the maker's securities.

    `printed` holds the entry's own words on the merchandise, verbatim.
    """
    case = case_of(programme or RULE.programme, exposure, as_of)
    printed = exposure.listing.requirement or exposure.listing.remarks
    scope = f"As printed: {printed.rstrip('.')}." if printed else case.programme.term("note", "no_scope")
    imports = named(case, "import", f"{case.programme.term('note', 'means')} {scope}")
    return replace(imports, printed=printed), lawful(case)
