"""What an entry is about, where its publisher does not say: read from the legal form or the word for a body."""

from __future__ import annotations

import re

from lookthrough.model.schema import Kind

_LEGAL_FORM = re.compile(
    r"\b(?:co|company|corp|corporation|inc|incorporated|ltd|limited|llc|llp|plc|pte|pty|pvt|gmbh|sarl|ltda|lda|kft|zrt|"
    r"ooo|oao|zao|pao|pjsc|ojsc|cjsc|jsc|fzc|fze|fzco|fz-llc|bhd|berhad|fgup|fsue|tbk|joint[ -]stock|"
    r"san\.? (?:ve )?tic)\b"
    r"|\b(?:l\.l\.c|n\.v|b\.v|s\.a\.r\.l|s\.p\.a|s\.r\.l|s\.a\.s|s\.a|s\.r\.o|d\.o\.o|k\.k|a\.s)(?:\.|\b)"
    r"|有限公司|有限责任公司|集团公司",
    re.IGNORECASE,
)
# Two-letter forms are also words and names ("Ag", "Sa", "Ao"), so they count only in capitals at an end of the name.
_SHORT_FORM = re.compile(r"[\s,](?:SA|AG|AB|AO|KG|NV|BV|LP|KK|OY|AS|ASA|SPA|SRL|SAS|DOO)\.?$|^(?:AO|AO,|PT|TOO) ")
_BODY = re.compile(
    r"\b(?:bank|group|holdings?|enterprises?|industr(?:y|ies)|trading|technolog(?:y|ies)|systems?|services?|"
    r"international|engineering|electronics?|universit\w+|institut\w+|academ\w+|cent(?:er|re)|bureau|ministry|"
    r"department|agency|commission|committee|council|organi[sz]ation|association|foundation|laborator\w+|factory|"
    r"plant|works|shipyard|design|research|party|front|army|brigade|forces?|police|federation|union|society|school|"
    r"college|hospital|airlines?|airways|shipping|regiment|corps|administration|authority|office|prison|consortium|"
    r"associates|brothers|solutions?|logistics|import|export|telecom\w*|aviation|aerospace|petroleum|energy)\b",
    re.IGNORECASE,
)


def kind_of_name(name: str, otherwise: Kind) -> Kind:
    """The kind that a name itself shows.

    Args:
        name: as printed.
        otherwise: what to answer when the name shows nothing.

    Returns:
        "company" when it carries a legal form, "organization" when it carries a word for a body, else `otherwise`.
    """
    if has_legal_form(name):
        return "company"
    return "organization" if _BODY.search(name) else otherwise


def has_legal_form(name: str) -> bool:
    """Does the name carry a legal form such as "Co., Ltd." or "OOO"?"""
    return _LEGAL_FORM.search(name) is not None or _SHORT_FORM.search(name.strip()) is not None
