"""The classes of changed names: what each does, in a sentence, and the function that does it.

Every function takes (name, kind, rng) and gives the changed name, or None where the class does not apply to it. It is
pure: an equal name, kind and seed give an equal change, on any machine and in any order.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from lookthrough.validation import disguise, layout, parts, slips
from lookthrough.validation.tables import pick

Group = Literal["control", "layout", "parts", "slips", "disguise", "combined"]
Change = Callable[[str, str, random.Random], str | None]

#: What each group is, as reports say it.
GROUPS: dict[Group, str] = {
    "control": "Names as the lists print them",
    "layout": "The same letters, laid out otherwise",
    "parts": "Parts moved, dropped, shortened or added",
    "slips": "Slips of fingers and scanners",
    "disguise": "Disguises",
    "combined": "Two changes at once",
}


@dataclass(frozen=True, slots=True)
class Perturbation:
    """One class of changed names.

    Attributes:
        id: stable snake_case name.
        group: where reports show it.
        title: in a few words.
        says: what is done, in a sentence; recorded with every report.
        change: does it.
        start: the listed name that it starts from: the sampled one, another alias of the same entry, or an alias in
            another script than the sampled one.
    """

    id: str
    group: Group
    title: str
    says: str
    change: Change
    start: Literal["name", "alias", "other_script"] = "name"


def _of(group: Group, *rows: tuple[str, str, str, Change]) -> tuple[Perturbation, ...]:
    return tuple(Perturbation(id_, group, title, says, change) for id_, title, says, change in rows)


_CONTROL = (
    *_of("control", ("exact", "as printed", "The listed name exactly as the publisher prints it.", layout.unchanged)),
    Perturbation(
        "alias", "control", "another alias", "Another alias of the same entry in the same script, as printed.",
        layout.unchanged, "alias",
    ),
    Perturbation(
        "other_script", "control", "alias in another script",
        "An alias of the same entry in another script, as printed; only entries that have one.",
        layout.unchanged, "other_script",
    ),
)  # fmt: skip

_LAYOUT = _of(
    "layout",
    ("other_case", "case", "All letters in capitals, or all in lower case.", layout.other_case),
    ("accents_stripped", "accents stripped", "Accents taken from Latin letters.", layout.accents_stripped),
    ("accent_added", "accent added", "An accent put on one Latin letter.", layout.accent_added),
    ("punctuation_removed", "punctuation removed", "Points, commas, quotes and brackets gone.",
     layout.punctuation_removed),
    ("punctuation_added", "punctuation added", "A point, comma or dash put after a word.", layout.punctuation_added),
    ("hyphens_and_spaces", "hyphens and spaces", "Hyphens written as spaces, or a space as a hyphen.",
     layout.hyphens_and_spaces),
    ("words_joined", "words joined", "Two neighbouring words written as one.", layout.words_joined),
    ("word_split", "word split", "A word of six letters or more written as two.", layout.word_split),
    ("truncated", "cut off", "The name cut off after 35 characters, as payment messages do.", layout.truncated),
)  # fmt: skip

_PARTS = _of(
    "parts",
    ("comma_order", "comma order", "A person's \"Family, Given\" as \"Given Family\", or the reverse.",
     parts.comma_order),
    ("family_first", "family name first", "A person's family name first, without a comma.", parts.family_first),
    ("words_reordered", "words reordered", "Two neighbouring words of a body or vessel exchanged.",
     parts.words_reordered),
    ("word_dropped", "word dropped", "A body with four telling words or more without one of them, never the first.",
     parts.word_dropped),
    ("middle_dropped", "middle name dropped", "A person with the first given name and the family name only.",
     parts.middle_dropped),
    ("given_initial", "initial for given name", "A person's only given name as its initial.", parts.given_initial),
    ("middle_initial", "initials for middle names", "A person's given names after the first as initials.",
     parts.middle_initial),
    ("title_added", "form of address", "Mr., Dr. and the like put before a person's name.", parts.title_added),
    ("form_rewritten", "legal form rewritten", "The same legal form abbreviated or spelled out.",
     parts.form_rewritten),
    ("form_dropped", "legal form dropped", "A body without its legal form.", parts.form_dropped),
    ("form_swapped", "legal form swapped", "A body with a legal form of another kind; that may be another company, and "
     "a person should look at it.", parts.form_swapped),
    ("trade_word", "trade word", "A word of trade abbreviated (Technology, Tech), or an abbreviation written out.",
     parts.trade_word),
    ("number_rewritten", "number rewritten", "\"No. 5\" as \"Number 5\", \"#5\" or \"5\".", parts.number_rewritten),
    ("and_subsidiaries", "group words added", "\"and subsidiaries\" and the like put behind a body's name.",
     parts.and_subsidiaries),
    ("trading_as", "doing business as", "Another company's name and \"doing business as\" put before a body's name.",
     parts.trading_as),
    ("vessel_prefix", "vessel prefix", "MV, MT and the like put before a vessel's name.", parts.vessel_prefix),
)  # fmt: skip

_SLIPS = _of(
    "slips",
    ("letter_deleted", "letter deleted", "One letter of a telling word of four letters or more left out, never the "
     "first.", slips.letter_deleted),
    ("letter_doubled", "letter doubled", "One letter of a telling word typed twice.", slips.letter_doubled),
    ("letters_transposed", "letters transposed", "Two neighbouring letters of a telling word exchanged.",
     slips.letters_transposed),
    ("vowel_changed", "vowel changed", "One vowel of a telling word replaced by another.", slips.vowel_changed),
    ("keyboard_neighbour", "neighbouring key", "One letter replaced by the one beside it on the keyboard.",
     slips.keyboard_neighbour),
    ("first_letter_wrong", "first letter wrong", "The first letter of a telling word replaced by the key beside it.",
     slips.first_letter_wrong),
    ("scanned", "scanner", "One letter or pair read as a scanner misreads it (rn as m, O as 0).", slips.scanned),
    ("digit_for_letter", "digit for letter", "One letter replaced by a digit that looks like it.",
     slips.digit_for_letter),
)  # fmt: skip

_DISGUISE = _of(
    "disguise",
    ("cyrillic_letters", "Cyrillic look-alikes", "About half the letters that have a Cyrillic double replaced by it.",
     disguise.cyrillic_letters),
    ("greek_letters", "Greek look-alikes", "About half the letters that have a Greek double replaced by it.",
     disguise.greek_letters),
    ("zero_width", "zero-width characters", "An invisible character of no width inside a word.", disguise.zero_width),
    ("soft_hyphen", "soft hyphen", "A soft hyphen inside a word.", disguise.soft_hyphen),
    ("point_inside", "mark inside a word", "A point, dash, star or quote inside a word.", disguise.point_inside),
    ("direction_marks", "direction marks", "A word between invisible marks of writing direction.",
     disguise.direction_marks),
    ("hard_spaces", "unusual spaces", "No-break, narrow or ideographic spaces between words.", disguise.hard_spaces),
    ("full_width", "full-width letters", "Latin letters in the width of Chinese characters.", disguise.full_width),
)  # fmt: skip


def _slip_and(others: Sequence[Perturbation], name: str, kind: str, rng: random.Random) -> str | None:
    """One slip and one change of another group; the changes are tried in an order that is drawn."""
    slipped = pick(rng, _SLIPS[:5]).change(name, kind, rng)
    left = list(others)
    while slipped and left:
        other = pick(rng, left)
        left.remove(other)
        changed = other.change(slipped, kind, rng)
        if changed and changed != slipped:
            return changed
    return None


def _slip_and_layout(name: str, kind: str, rng: random.Random) -> str | None:
    return _slip_and(_LAYOUT[:8], name, kind, rng)


def _slip_and_parts(name: str, kind: str, rng: random.Random) -> str | None:
    return _slip_and([each for each in _PARTS if each.id != "trading_as"], name, kind, rng)


_COMBINED = _of(
    "combined",
    ("two_slips", "two slips", "Two slips of different kinds in one name.", slips.two_slips),
    ("slip_and_layout", "slip and layout", "One slip, and case, accents, punctuation or spaces changed.",
     _slip_and_layout),
    ("slip_and_parts", "slip and part", "One slip, and a part moved, dropped, shortened or added.", _slip_and_parts),
)  # fmt: skip

PERTURBATIONS: tuple[Perturbation, ...] = (*_CONTROL, *_LAYOUT, *_PARTS, *_SLIPS, *_DISGUISE, *_COMBINED)


def perturbed(perturbation: Perturbation, name: str, kind: str, seed: int) -> str | None:
    """The name changed as the class says.

    Args:
        perturbation: the class.
        name: as printed.
        kind: what is named: person, company, organization, vessel, aircraft, fund or any.
        seed: another one draws other places in the name.

    Returns:
        The changed name; None where the class does not apply or would change nothing. The control group gives the name
        itself.
    """
    if not name.strip():
        return None
    # Not a secret: the draw must be the same for everybody who repeats the test.
    rng = random.Random(f"{seed}\x1f{perturbation.id}\x1f{kind}\x1f{name}")  # noqa: S311
    changed = perturbation.change(name, kind, rng)
    if perturbation.group == "control":
        return changed
    return changed if changed and changed.strip() and changed != name else None
