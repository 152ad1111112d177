"""What a speaker has taken back: an earlier claim, and the words that withdraw or reverse it.

Only the same speaker can take a claim back, or the article that carried it. A change of position without such words is
no retraction: the two claims stand in the order of their dates.
"""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence.comparators.lexicon import plain_words, words_for
from lookthrough.evidence.comparators.material import Material, Told
from lookthrough.evidence.comparators.parties import ByParty, overlap, same_party
from lookthrough.model.claim import Contradiction


def compare(material: Material) -> Iterator[Contradiction]:
    """Later claims that take back an earlier one of the same speaker."""
    before: ByParty[Told] = ByParty()
    for later in material.told:
        taken = _takes_back(later)
        if later.published and (taken or later.denied):
            earlier = next((e for e in before.near(later.subject) if _taken_back(e, later, taken=taken)), None)
            if earlier is not None:
                yield _contradiction(earlier, later)
        before.add(later.subject, later)


def _taken_back(earlier: Told, later: Told, *, taken: bool) -> bool:
    return _one_matter(earlier, later) and (taken or _reversed(earlier, later))


def _contradiction(earlier: Told, later: Told) -> Contradiction:
    says = (
        f"{later.claim.speaker.name} takes back what {earlier.article.id} carries: “{earlier.claim.quote.exact}”;"
        f" later: “{later.claim.quote.exact}”. The earlier claim no longer stands on this speaker."
    )
    numbers = (("earlier", _when(earlier)), ("later", _when(later)))
    return Contradiction("retraction", (earlier.id, later.id), None, says, numbers)


def _takes_back(told: Told) -> bool:
    words = set(plain_words(told.sentence))
    of_text = words & words_for("retraction", "weak") and words & words_for("retraction", "text")
    return bool(words & words_for("retraction", "strong") or of_text) and told.claim.speaker.kind != "unnamed"


def _one_matter(earlier: Told, later: Told) -> bool:
    first, second = earlier.claim, later.claim
    if earlier.article.id == later.article.id or earlier.denied or earlier.published == later.published:
        return False
    matter = first.predicate == second.predicate or second.predicate in ("denies", "retracts")
    return (
        matter
        and _one_speaker(earlier, later)
        and same_party(earlier.subject, later.subject)
        and _objects_meet(earlier, later)
    )


def _one_speaker(earlier: Told, later: Told) -> bool:
    """An article's own voice is its author's or its publisher's: the same only where the authors are."""
    if "author" in (earlier.claim.speaker.kind, later.claim.speaker.kind):
        return bool(set(earlier.article.authors) & set(later.article.authors))
    return same_party(earlier.speaker, later.speaker)


def _objects_meet(earlier: Told, later: Told) -> bool:
    if overlap(earlier.object, later.object):
        return True
    first, second = (set(plain_words(each.claim.object)) for each in (earlier, later))
    return bool(first & second) and 2 * len(first & second) >= min(len(first), len(second))


def _reversed(earlier: Told, later: Told) -> bool:
    return later.claim.predicate == earlier.claim.predicate and later.claim.negated != earlier.claim.negated


def _when(told: Told) -> str:
    return told.published.iso if told.published else "undated"
