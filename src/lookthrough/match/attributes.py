"""What countries, birth dates, genders, addresses and codes add to the score of two names.

How it counts, for a reader who must answer for it:

1. A comparison *agrees*, is *near*, is *unknown* or *contradicts*. What is unknown on either side adds nothing.
2. Agreement adds fixed points, but all of it together never more than `MOST_OF_NAME` percent of what agrees in the
   names: no attribute makes a match of a name that is none.
3. A contradiction separates by fixed points and by a share of all that agrees. The share brings even the longest
   equal name below the alert line when the birth years clearly differ; a slip of typing takes hardly anything.
4. An equal code of a scheme in which codes are given once decides whatever else is known: the score is 1.

The weights are judgements: how often does a true pair differ like this, how often do two namesakes agree like this?
Birth data and gender come from the published entry and from the user's own record, and only separate namesakes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from lookthrough.match import addresses, birth_dates, identifiers
from lookthrough.match.features import country_relation
from lookthrough.model.attributes import Attributes, Gender
from lookthrough.model.dates import PartialDate
from lookthrough.model.entity import Identifier

Relation = Literal["agree", "near", "unknown", "contradict"]


class Weight(NamedTuple):
    """What a relation is worth.

    Attributes:
        relation: how it is shown.
        agreement, separation: points, on the scale of a name's own words (up to 100 each).
        share: percent of all agreement, that of the names and of attributes, that separates.
    """

    relation: Relation
    agreement: int = 0
    separation: int = 0
    share: int = 0


UNKNOWN = Weight("unknown")
COUNTRIES_AGREE = Weight("agree", agreement=8)
COUNTRIES_NEAR = Weight("near")
COUNTRIES_CONTRADICT = Weight("contradict", separation=30)
GENDERS_AGREE = Weight("agree", agreement=2)
GENDERS_CONTRADICT = Weight("contradict", separation=15, share=10)
ADDRESS_SAME = Weight("agree", agreement=20)
ADDRESS_NEAR = Weight("near", agreement=4)
CODE_EQUAL = Weight("agree", agreement=30)
CODE_DIFFERS = Weight("contradict", separation=30, share=25)
#: By how two birth dates differ. Namesakes share a day of birth once in more than ten thousand pairs and a year once in
#: some fifty, so that a shared day doubles what names agree by. On the open UN queries these weights keep every equal
#: name whose date has one slip, and find 0.3 to 0.9 percent more of the names with a slip than names alone
#: (benchmarks/attributes.py). With `share=30` the raw score of an equal name
#: stays below 0.77, clearly below the alert line (raw 0.79), however long the name is.
BIRTH_DATES: dict[birth_dates.Relation, Weight] = {
    "same day": Weight("agree", agreement=120),
    "same month": Weight("agree", agreement=35),
    "same year": Weight("agree", agreement=18),
    "within": Weight("agree", agreement=6),
    "about": Weight("near", agreement=3),
    "slip": Weight("near", agreement=15, share=1),
    "one year apart": Weight("near"),
    "few years apart": Weight("near", share=8),
    "same year, another day": Weight("near", share=3),
    "slip in the year": Weight("near", share=10),
    "far from about": Weight("contradict", separation=15, share=18),
    "another": Weight("contradict", separation=30, share=30),
}

#: Percent of the names' agreement that all other agreement may add at most.
MOST_OF_NAME = 100
#: Birth dates of one side that are looked at.
MOST_DATES = 32


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing beside the names, compared.

    Attributes:
        feature: "country", "birth_date", "gender", "address" or "identifier".
        weight: the relation and what it is worth; never "unknown".
        query_value, list_value: what was compared, as it is shown.
        says: the sentence a reviewer reads.
        decides: an equal code that proves identity.
    """

    feature: str
    weight: Weight
    query_value: str
    list_value: str
    says: str
    decides: bool = False

    @property
    def relation(self) -> Relation:
        """How the two sides stand to each other."""
        return self.weight.relation


class Added(NamedTuple):
    """What attributes add to the two sums of a name's evidence, in points times percent; both at least 0."""

    agreement: int
    separation: int


def compare_attributes(ours: Attributes, theirs: Attributes) -> tuple[Comparison, ...]:
    """Everything that both sides know beside the names, compared.

    The points are the same when the sides change places. To know more that agrees never lowers a score, and to know
    more that contradicts never raises it.

    Args:
        ours: of the query.
        theirs: of the listed party.

    Returns:
        What agrees, is near or contradicts; what is unknown is left out. Strongest kind of evidence first.
    """
    place = compare_countries(ours, theirs)
    apart = any(found.relation == "contradict" for found in place)
    return (
        *compare_identifiers(ours.identifiers, theirs.identifiers, countries_differ=apart),
        *compare_birth_dates(ours.birth_dates, theirs.birth_dates),
        *place,
        *compare_genders(ours.genders, theirs.genders),
        *compare_addresses(ours.addresses, theirs.addresses),
    )


def added(comparisons: Iterable[Comparison], names_agree: int) -> Added:
    """What comparisons add to the sums of a pair of names.

    Args:
        comparisons: from `compare_attributes`.
        names_agree: the agreement of the names, in points times percent.
    """
    weights = [comparison.weight for comparison in comparisons]
    most = names_agree * MOST_OF_NAME // 100
    agreement = min(100 * sum(weight.agreement for weight in weights), most)
    whole = names_agree + agreement  # a share of all that agrees, else a longer name could score below a shorter one
    separation = sum(100 * weight.separation + whole * weight.share // 100 for weight in weights)
    return Added(agreement, separation)


def decided(comparisons: Iterable[Comparison]) -> bool:
    """Does an equal code decide, whatever the names are?"""
    return any(comparison.decides for comparison in comparisons)


def most_agreement(ours: Attributes) -> int:
    """The most that the attributes of a query can add to agreement, in points times percent, whomever it meets.

    With `MOST_OF_NAME` this bounds every score from the evidence of the names alone: a score of agreement `a` and
    separation `s` becomes at most `(a + x) / (a + x + s)` with `x = min(most_agreement, a * MOST_OF_NAME // 100)`.
    """
    points = COUNTRIES_AGREE.agreement if ours.countries or ours.nationalities else 0
    points += max(weight.agreement for weight in BIRTH_DATES.values()) if ours.birth_dates else 0
    points += GENDERS_AGREE.agreement if ours.genders else 0
    points += ADDRESS_SAME.agreement if ours.addresses else 0
    return 100 * (points + (CODE_EQUAL.agreement if ours.identifiers else 0))


def compare_countries(ours: Attributes, theirs: Attributes) -> tuple[Comparison, ...]:
    """Countries of any tie, and nationalities apart.

    One country in common agrees, even if the nationalities differ: people have several, and lists name few. Places
    where companies are merely incorporated contradict nothing, but a nationality is never such a place.
    """
    our_all = tuple(dict.fromkeys((*ours.nationalities, *ours.countries)))
    their_all = tuple(dict.fromkeys((*theirs.nationalities, *theirs.countries)))
    shown = _codes(our_all), _codes(their_all)
    common = set(our_all) & set(their_all)
    nations = set(ours.nationalities) & set(theirs.nationalities)
    both = bool(ours.nationalities and theirs.nationalities)
    if nations:
        says = f"Both have the same nationality ({_codes(nations)})."
        return (Comparison("country", COUNTRIES_AGREE, *shown, says),)
    if common and both:
        says = (
            f"The nationalities differ ({_codes(ours.nationalities)} and {_codes(theirs.nationalities)}), but both are "
            f"tied to {_codes(common)}."
        )
        return (Comparison("country", COUNTRIES_NEAR, *shown, says),)
    if common:
        says = f"Both are tied to the same country ({shown[0]}; the list says {shown[1]})."
        return (Comparison("country", COUNTRIES_AGREE, *shown, says),)
    if both or country_relation(our_all, their_all) == "contradict":
        says = f"The countries differ: {shown[0]} is asked about, the list says {shown[1]}."
        return (Comparison("country", COUNTRIES_CONTRADICT, *shown, says),)
    return ()


def compare_birth_dates(ours: tuple[PartialDate, ...], theirs: tuple[PartialDate, ...]) -> tuple[Comparison, ...]:
    """The two dates that fit best; another date that a side has too says nothing."""
    best: tuple[PartialDate, PartialDate, birth_dates.Relation] | None = None
    lowest: tuple[int, int] | None = None
    for one in ours[:MOST_DATES]:
        for other in theirs[:MOST_DATES]:
            found = birth_dates.relation(one, other)
            weight = BIRTH_DATES[found]
            rank = (weight.share + weight.separation, -weight.agreement)
            if lowest is None or rank < lowest:
                best, lowest = (one, other, found), rank
    if best is None:
        return ()
    one, other, found = best
    values = str(one), _many(str(date) for date in theirs[:MOST_DATES])
    return (Comparison("birth_date", BIRTH_DATES[found], *values, _born(one, other, found)),)


def _born(one: PartialDate, other: PartialDate, found: birth_dates.Relation) -> str:
    pair = f"{one} is asked about, the list says {other}"
    sentences: dict[birth_dates.Relation, str] = {
        "same day": f"The birth dates are the same ({one}).",
        "same month": f"The birth dates agree in year and month ({pair}).",
        "same year": f"The birth years agree ({pair}).",
        "within": f"The birth dates can be the same ({pair}).",
        "about": f"The birth dates can be the same, for one is an estimate ({pair}).",
        "slip": f"The birth dates differ as by a slip of typing or exchanged day and month ({pair}).",
        "one year apart": f"The birth years are one apart ({pair}).",
        "few years apart": f"The birth dates differ by not more than {birth_dates.CLOSE} years ({pair}).",
        "same year, another day": f"The birth dates differ within one year ({pair}).",
        "slip in the year": f"The birth years differ, perhaps by a slip of typing ({pair}).",
        "far from about": f"The birth dates contradict each other, though one is an estimate ({pair}).",
        "another": f"The birth dates contradict each other ({pair}).",
    }
    return sentences[found]


def compare_genders(ours: tuple[Gender, ...], theirs: tuple[Gender, ...]) -> tuple[Comparison, ...]:
    """Genders as recorded; a side that names both says nothing new."""
    if not ours or not theirs:
        return ()
    values = _many(ours), _many(theirs)
    if set(ours) & set(theirs):
        return (Comparison("gender", GENDERS_AGREE, *values, f"The gender agrees ({values[0]})."),)
    says = f"The genders contradict each other: {values[0]} is asked about, the list says {values[1]}."
    return (Comparison("gender", GENDERS_CONTRADICT, *values, says),)


def compare_addresses(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[Comparison, ...]:
    """The two addresses that are most alike; different addresses say nothing."""
    found = addresses.likeness(ours, theirs)
    if found.relation == "unknown":
        return ()
    if found.relation == "same":
        says = f"The address is the same: {found.ours!r} and {found.theirs!r}."
        return (Comparison("address", ADDRESS_SAME, found.ours, found.theirs, says),)
    says = f"The addresses are in one place: {found.ours!r} and {found.theirs!r}."
    return (Comparison("address", ADDRESS_NEAR, found.ours, found.theirs, says),)


def compare_identifiers(
    ours: tuple[Identifier, ...], theirs: tuple[Identifier, ...], *, countries_differ: bool = False
) -> tuple[Comparison, ...]:
    """Equal codes, then codes that contradict each other because a party has only one.

    Several equal codes that do not decide count once.
    """
    if not ours or not theirs:
        return ()
    found = identifiers.compare_codes(ours, theirs, countries_differ=countries_differ)
    out = []
    for code in (found.deciding or found.equal)[:1]:
        says = f"The same {_label(code)} stands on the list"
        says += "." if found.deciding else ", a number that another party elsewhere may have too."
        out.append(Comparison("identifier", CODE_EQUAL, code.value, code.value, says, bool(found.deciding)))
    if found.different:
        one, other = found.different[0]
        says = f"The codes contradict each other: {_label(one)} is asked about, the list says {_label(other)}."
        out.append(Comparison("identifier", CODE_DIFFERS, one.value, other.value, says))
    return tuple(out)


def _label(code: Identifier) -> str:
    name = code.scheme.replace("_", " ")
    return f"{name if len(name) > 5 else name.upper()} {code.value}"


def _codes(countries: Iterable[str]) -> str:
    return ", ".join(sorted(countries)).upper()


def _many(values: Iterable[str]) -> str:
    return ", ".join(values)
