"""What one rule says about one exposure on one date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from lookthrough.model.dates import Truth

Effect = Literal[
    "blocked",
    "trade_prohibited",
    "licence_required",
    "import_presumption",
    "procurement_barred",
    "authorisation_barred",
    "exceptions_suspended",
    "export_denied",
    "import_barred",
    "dealings_prohibited",
    "none",
]


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer that a lawyer can check: verb, actor, object, dates, authority.

    Attributes:
        rule: id of the rule, e.g. "us_ofac_nscmic".
        applies: whether the effect binds the actor on the date asked; "unknown" says what would settle it in `says`.
        effect: what the rule does to the object; "none" when it does not touch it.
        actor: whom it binds.
        object: what dealing it is about ("purchase of its securities", "continued holding",
            "export of items subject to the EAR").
        since, until: when this effect on this party runs; None is unknown or open.
        citation: statute, regulation, notice or FAQ, as a reader would look it up.
        says: the plain sentence, with the date asked.
        printed: what the entry itself prints on the point (licence policy, requirement), verbatim; "" when nothing.
    """

    rule: str
    applies: Truth
    effect: Effect
    actor: str
    object: str
    since: date | None
    until: date | None
    citation: str
    says: str
    printed: str = ""
