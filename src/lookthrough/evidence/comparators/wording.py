"""One statement in several wordings, and the same words in two mouths.

Words are compared by runs of three (`containment`): near-same words of one speaker are one utterance, however many
articles carry it; near-same words that two articles give to different speakers are shown, because one of them may be
wrong about who spoke.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lookthrough.evidence.comparators.lexicon import plain_words, singular
from lookthrough.evidence.comparators.material import Material, Told
from lookthrough.evidence.comparators.parties import overlap, same_party
from lookthrough.model.claim import Contradiction

#: Runs of so many words …
RUN = 3
#: … of which at least this share of the shorter text's must be in the other.
ENOUGH = 0.5
#: A text shorter than this says too little to know it again.
WORDS = 4


#: Fewer quoted words are a turn of phrase, not a statement.
QUOTED_WORDS = 5
#: Quoted words of two speakers are the same words only from this containment on.
SAME_WORDS = 0.8
_QUOTED = re.compile(r"[“«](?P<curly>[^”»]{15,600})[”»]|(?<!\w)\"(?P<straight>[^\"\n]{15,600})\"")


def quotations_in(text: str) -> list[str]:
    """What stands between quotation marks, of five words or more, in order."""
    found = [(each["curly"] or each["straight"]).strip() for each in _QUOTED.finditer(text)]
    return [words for words in found if len(plain_words(words)) >= QUOTED_WORDS]


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of three words of a text."""
    words = plain_words(text.replace("U.S.", "US").replace("U.S", "US"))
    words = ["us" if word == "usa" else singular(word) for word in words]
    return frozenset(tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1))


def containment(one: str, other: str) -> float:
    """How much of the shorter text's runs of words stands in the longer: 0..1."""
    return _share(runs(one), runs(other))


def _share(first: frozenset[tuple[str, ...]], second: frozenset[tuple[str, ...]]) -> float:
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter else 0.0


def compare(material: Material) -> Iterator[Contradiction]:
    """Wordings of one statement in different articles: a note; the same words of different speakers: flagged."""
    quoted = [
        told
        for told in material.told
        if told.claim.speaker.kind in ("person", "organization") and len(plain_words(told.claim.quote.exact)) >= WORDS
    ]
    # By article too, for claims of one article do not meet: a text that repeats itself is not compared with itself.
    index: dict[tuple[str, ...], dict[str, list[int]]] = {}
    marks = [runs(told.claim.quote.exact) for told in quoted]
    for place, own in enumerate(marks):
        for run in own:
            index.setdefault(run, {}).setdefault(quoted[place].article.id, []).append(place)
    done: set[int] = set()
    for place, told in enumerate(quoted):
        if place in done:
            continue
        near = {
            other
            for run in marks[place]
            for article, places in index[run].items()
            if article != told.article.id
            for other in places
            if other > place
        }
        like = [n for n in sorted(near) if _share(marks[place], marks[n]) >= ENOUGH]
        done.update(like)
        yield from _say(told, [quoted[n] for n in like])


def _say(told: Told, like: Sequence[Told]) -> Iterator[Contradiction]:
    mine = [each for each in like if _one_speaker(told, each)]
    others = [each for each in like if each not in mine and _same_speech(told, each)]
    if mine and len({each.claim.quote.exact for each in (told, *mine)}) > 1:
        articles = len({each.article.id for each in (told, *mine)})
        wordings = " · ".join(f"“{each.claim.quote.exact}”" for each in (told, *mine))
        says = f"One statement of {told.claim.speaker.name} in {articles} articles and several wordings: {wordings}"
        yield Contradiction("variant", tuple(each.id for each in (told, *mine)), None, says, flagged=False)
    for each in others:
        says = (
            f"The same words, another speaker: {told.claim.speaker.name} in {told.article.id},"
            f" {each.claim.speaker.name} in {each.article.id}: “{each.claim.quote.exact}”."
        )
        numbers = ((told.article.id, told.claim.speaker.name), (each.article.id, each.claim.speaker.name))
        yield Contradiction("variant", (told.id, each.id), None, says, numbers, flagged=True)


def _same_speech(one: Told, other: Told) -> bool:
    """Do both stand as direct speech, in the same words? An article's own words about two speakers may be alike."""
    first, second = _speech(one), _speech(other)
    return any(containment(a, b) >= SAME_WORDS for a in first for b in second)


def _speech(told: Told) -> list[str]:
    own = runs(told.claim.quote.exact)
    return [words for words in quotations_in(told.sentence) if own & runs(words)]


def _one_speaker(one: Told, other: Told) -> bool:
    """The same name; a body and its spokesman or filing count as one voice."""
    if same_party(one.speaker, other.speaker) or overlap(one.speaker, other.speaker):
        return True
    first, second = one.claim.speaker, other.claim.speaker
    voices = [
        set(plain_words(f"{each.name} {each.carrier}"))
        - {"the", "of", "spokesman", "spokesperson", "spokeswoman", "us"}
        for each in (first, second)
    ]
    return bool(voices[0] & voices[1])
