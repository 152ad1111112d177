from __future__ import annotations

import random

import pytest
from tests.evidence.comparators.conftest import Story

from lookthrough.evidence import independence
from lookthrough.evidence.independence import origins_of

_NOUNS = (
    "harbour crane ministry optics cargo lantern valley bridge",
    "copper anchor ferry signal market winter orchard engine",
)
WORDS = " ".join(_NOUNS).split()


def text(seed: int, length: int = 300) -> str:
    rng = random.Random(seed)  # noqa: S311 - invented prose
    return " ".join(rng.choice(WORDS) + str(rng.randrange(30)) for _ in range(length))


def story(name: str, published: str, words: str) -> Story:
    return Story(name, published, text=words)


def origins(*stories: Story) -> dict[str, str]:
    return origins_of(each.rendition() for each in stories)


def test_copies_go_back_to_the_earliest() -> None:
    wire = text(1)
    found = origins(
        story("late", "2024-03-15", f"Log in. Menu. {wire} Share this story."),
        story("wire", "2024-03-13", wire),
        story("half", "2024-03-14", " ".join(wire.split()[:150])),
        story("other", "2024-03-12", text(2)),
    )
    assert found == {"late": "wire", "wire": "wire", "half": "wire", "other": "other"}


def test_a_few_words_changed_are_still_a_copy() -> None:
    wire = text(1).split()
    spun = ["changed" if at % 12 == 0 else word for at, word in enumerate(wire)]
    assert origins(story("a", "2024-03-13", " ".join(wire)), story("b", "2024-03-14", " ".join(spun)))["b"] == "a"


def test_copies_are_told_by_the_text_that_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    wire, own = text(1), text(2)
    late = story("late", "2024-03-15", f"{own} {wire}")
    assert origins(story("wire", "2024-03-13", wire), late)["late"] == "wire"
    # Because what is behind the limit is read by no step: the copied half of the later text is.
    monkeypatch.setattr(independence, "LONGEST_TEXT", len(own))
    assert origins(story("wire", "2024-03-13", wire), late)["late"] == "late"


def test_stories_that_share_a_sentence_stay_apart() -> None:
    shared = "the ministry said on monday that the step was needed for the safety of the harbour"
    assert origins(
        story("a", "2024-03-13", f"{text(1)} {shared}"), story("b", "2024-03-14", f"{text(2)} {shared}")
    ) == {"a": "a", "b": "b"}  # fmt: skip


def test_an_order_of_reading_changes_nothing() -> None:
    stories = [story("b", "2024-03-13", text(1)), story("a", "2024-03-13", text(1))]
    assert origins(*stories) == origins(*reversed(stories)) == {"a": "a", "b": "a"}
