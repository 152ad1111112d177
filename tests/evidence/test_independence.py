"""Copies of one story are one origin; a speaker whom two outlets quote is one origin and has two witnesses."""

from __future__ import annotations

from lookthrough.errors import Issues
from lookthrough.evidence.independence import copies_among, origins_of, stories_among
from lookthrough.evidence.reading import read_document
from lookthrough.evidence.utterances import sentence_around, utterances_of
from lookthrough.model.claim import Claim, Quote, Speaker, SpeakerKind
from lookthrough.model.document import Rendition

STORY = [
    "The port authority of Varna leased four cranes from Orbis Marine in March, over the protests of two rivals.",
    "The lease runs for nine years and costs less than the repairs of the old cranes, the authority wrote.",
    "Lumen Freight, which had offered five cranes, asked a court in Split to stop the lease before the summer.",
    "The court heard both sides on Monday and will rule within three weeks, its clerk told reporters at the door.",
    "Workers at the quay said that nobody had asked them, and that the new cranes need half as many hands as the old.",
    "A union leader called for a strike in the first week of May unless the authority promised to keep every post.",
]
OTHER = [
    "Grain exports through Varna fell by a tenth in the winter because the river was low for eleven weeks.",
    "Farmers blame the dam upstream, which held back water for turbines although the ministry had advised against it.",
    "The dam's owner said that it had kept to its licence on every day of the year and published the readings.",
    "Prices of barley rose in Kotor and Faro, where mills had bought ahead and now sell some of what they hold.",
    "The ministry plans talks about a common rule for low water, to begin before the next harvest is brought in.",
]
STATEMENT = (
    "“We regret that the authority chose a lease whose terms nobody outside its own office has seen, and we will use "
    "every means that the law of this country gives us to have those terms read aloud in an open court,” Ann Lee said."
)


def document(text: str, name: str = "x") -> Rendition:
    return read_document(text.encode(), name, issues=Issues())


def test_a_copy_cut_to_half_and_set_into_a_frame_is_the_same_story() -> None:
    texts = {"whole": STORY, "half": STORY[:3], "framed": [*OTHER[:2], *STORY], "other": OTHER[2:]}
    assert stories_among(texts) == (("framed", "half", "whole"), ("other",))


def test_two_stories_that_quote_one_statement_are_two() -> None:
    assert copies_among({"one": [*STORY[:3], STATEMENT], "two": [*OTHER[:3], STATEMENT]}) == ()


def test_a_paragraph_that_a_house_prints_under_everything_makes_no_copies() -> None:
    house = " ".join(
        f"The Harbour Wire has reported from port number {n} since the year {1900 + n}." for n in range(12)
    )
    texts = {
        str(n): [*(f"{text} {n * 7}" for text in part), house]
        for n, part in enumerate((STORY[:2], OTHER[:2], OTHER[2:4]))
    }
    assert copies_among(texts) == ()


def test_five_copies_are_one_origin_named_by_the_earliest() -> None:
    copies = [
        document(f"Cranes leased\n\n{8 - n} March 2021\n\n" + "\n\n".join([*STORY, f"Outlet {n}."])) for n in range(5)
    ]
    assert set(origins_of(copies).values()) == {copies[4].articles[0].id}


def claim(rendition: Rendition, words: str, speaker: str, kind: SpeakerKind = "organization") -> Claim:
    start = rendition.text.index(words)
    quote = Quote(words, start, start + len(words), "", "")
    article = rendition.articles[0].id
    return Claim(
        f"{article}-{start}", article, "x", "opposes", "", None, None, Speaker(speaker, kind), "asserted", quote, "r"
    )


def test_one_statement_in_three_wordings_is_one_utterance_with_three_witnesses() -> None:
    one = document("A title\n\nThe lease will “hurt Orbis's U.S. business partners,” the company said. " + OTHER[0])
    two = document(
        "B title\n\nThe lease will “hurt Orbis's US business partners and negatively impact the US economy,” it said. "
        + OTHER[1]
    )
    three = document(
        "C title\n\n\"Ending the lease will deter others, hurt Orbis's U.S. businesses partners and negatively impact "
        'the USA economy", the company added. ' + OTHER[2]
    )
    claims = [
        claim(one, "hurt Orbis's U.S. business partners", "Orbis"),
        claim(two, "hurt Orbis's US business partners and negatively impact the US economy", "Orbis Marine Co Ltd"),
        claim(three, "hurt Orbis's U.S. businesses partners and negatively impact the USA economy", "Orbis"),
    ]
    documents = [one, two, three]
    (utterance,) = utterances_of(claims, documents, origins_of(documents))
    assert (len(utterance.claims), utterance.origins, utterance.witnesses) == (3, 1, 3)


def test_the_same_words_of_another_speaker_or_of_two_authors_are_no_utterance() -> None:
    words = "the lease will cost the port nine million crowns"
    one = document(f"A title\n\nThe port said that {words} by the end of the decade. {' '.join(STORY)}")
    two = document(f"B title\n\nThe port said that {words} by the end of the decade. {' '.join(OTHER)}")
    origins = origins_of([one, two])
    for first, second, kind in (("Ann Lee", "Bo Mo", "person"), ("author", "author", "author")):
        claims = [claim(one, words, first, kind), claim(two, words, second, kind)]  # type: ignore[arg-type]
        assert utterances_of(claims, [one, two], origins) == (), kind


def test_a_sentence_ends_at_its_full_stop_and_not_at_an_abbreviation() -> None:
    rendition = document(
        "A title\n\nFirst things first. The U.S. Mint and Mr. Lee said that coins are round. Then more."
    )
    start = rendition.text.index("coins")
    around = sentence_around(rendition.text, rendition.articles[0], start, start + 5)
    assert around == "The U.S. Mint and Mr. Lee said that coins are round."
