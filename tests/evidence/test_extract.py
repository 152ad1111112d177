"""One door: a rendition in, mentions and claims with verbatim quotes out."""

from __future__ import annotations

from collections.abc import Callable

from lookthrough.evidence.extract import Extraction
from lookthrough.model.document import Rendition

Read = Callable[..., Extraction]

STORY = (
    "The Ministry of Trade added Borealis Optics and 12 other firms to its export blacklist on Monday.",
    "The list also includes Tarn Robotics and Quell Systems.",
    "Borealis Optics, now on the blacklist, said it opposed the decision.",
)


def test_a_quote_is_the_slice_of_the_text_that_it_says(read: Read, rendition: Callable[..., Rendition]) -> None:
    source = rendition(*STORY)
    for claim in read(*STORY).claims:
        assert source.text[claim.quote.start : claim.quote.end] == claim.quote.exact
        assert source.text[: claim.quote.start].endswith(claim.quote.prefix)
        assert source.text[claim.quote.end :].startswith(claim.quote.suffix)


def test_equal_text_gives_equal_claims(read: Read) -> None:
    assert read(*STORY) == read(*STORY)


def test_a_list_gives_one_claim_for_each_that_it_holds(read: Read) -> None:
    listed = {claim.subject for claim in read(*STORY).claims if claim.predicate == "listed_on"}
    assert {"Tarn Robotics", "Quell Systems"} <= listed


def test_furniture_and_forms_give_nothing(read: Read) -> None:
    read_roles = read(*STORY, roles={0: "furniture", 1: "form", 2: "foreign"})
    assert read_roles.claims == ()
    assert read_roles.mentions == ()
