"""Acronyms: the initials under which a body may be known, made from its full name.

"Islamic Revolutionary Guard Corps" is IRGC, "China Ocean Shipping Company" COSCO, "Contemporary Amperex Technology
Co., Ltd." CATL, "Aviation Industry Corporation of China" AVIC: bodies leave out small words, "group", the legal form or
the closing "of China", and some take two letters of their first word or of "company". A letter of the legal form
counts where a body is usually called by it: "Corporation" and "Company" spelled out, and the L of "Co., Ltd."; with
letters of every "Ltd" and "Inc", four of a thousand listed companies would share an acronym with a sanctioned body.
Acronyms that take letters from inside words ("petroChemical") are not made.
"""

from __future__ import annotations

from collections.abc import Sequence

#: Letters of an acronym, at least and at most.
SHORTEST, LONGEST = 3, 8
#: Acronyms made of one name.
MOST = 6
#: Percent of an agreement with an acronym of three, four, and more letters. Three letters belong to many bodies.
PERCENT = {3: 78, 4: 86}
PERCENT_OF_LONG = 89
#: How much less one is worth that has a letter of the legal form.
WITH_FORM = 2


#: What a word is to an acronym: a word that counts; "of" or "and", mostly left out; "group" or a legal form, sometimes;
#: any other legal form, never.
WORD, SMALL, GROUP, FORM, SILENT = 0, 1, 2, 3, 4

#: A word of a name: its initial (or initials: "hk" for "Hong Kong"); the first two letters of what it was read from
#: ("co" of "Company"); what it is to an acronym; is it a place? A plain tuple, for every word of every name is one.
Part = tuple[str, str, int, bool]


def acronyms(parts: Sequence[Part]) -> dict[str, int]:
    """The acronyms of a name with at least three words that count, likeliest first; at most `MOST`.

    Args:
        parts: the name's words in their order.

    Returns:
        Each acronym with the percent of an agreement with it.
    """
    plain = bare = formed = small = company = ""
    for initial, two, role, _ in parts:
        if role == WORD:
            plain += initial
            bare += initial
            formed += initial
            small += initial
        elif role == SMALL:
            small += initial
        elif role == GROUP:
            plain += initial
            formed += initial
            small += initial
        elif role == FORM:
            bare += initial
            formed += initial
            company = "co" if two == "co" else company
    if len(formed) < SHORTEST:
        return {}
    found = dict.fromkeys((plain, *_at_home(parts), small), 0)
    for text in (bare, formed, plain + company if company and len(plain) >= SHORTEST else ""):
        found.setdefault(text, WITH_FORM)
    kept = [text for text in found if SHORTEST <= len(text) <= LONGEST][:MOST]
    return {text: percent_of(text) - found[text] for text in kept}


def percent_of(acronym: str) -> int:
    """Percent of an agreement with an acronym of words alone."""
    return PERCENT.get(len(acronym), PERCENT_OF_LONG)


def abbreviates(short: str, words: Sequence[tuple[str, bool]]) -> bool:
    """Is a word made of first letters of others, with more of theirs in between, as "bal" of "Butembo Airlines"?

    Args:
        short: the word in lower case.
        words: each of the others, and whether it may be left out.
    """
    if not words:
        return not short
    (word, spare), rest = words[0], words[1:]
    at = 0
    for taken, letter in enumerate(short, 1):
        at = word.find(letter, at) + 1
        if not at or (taken == 1 and at > 1):
            break
        if abbreviates(short[taken:], rest):
            return True
    return spare and abbreviates(short, rest)


def _at_home(parts: Sequence[Part]) -> tuple[str, ...]:
    """Without a closing "of China" and a legal form behind it, also with two letters of the first word."""
    end = len(parts)
    while end and parts[end - 1][2] >= FORM:
        end -= 1
    if end < SHORTEST or not parts[end - 1][3] or parts[end - 2][2] != SMALL:
        return ()
    initials = "".join(initial for initial, _, role, _ in parts[: end - 2] if role in (WORD, FORM))
    return initials, parts[0][1] + initials[1:]
