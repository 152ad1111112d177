"""What comparators are given: each claim where it stands, and what is said again only once."""

from __future__ import annotations

from tests.evidence.comparators.conftest import Compare, Story, flagged, number

from lookthrough.evidence.comparators.material import material_of


def repeated(name: str, times: int, shares: int) -> Story:
    story = Story(name, "2024-03-13")
    for _ in range(times):
        story.says(
            f"Tarn Fund owned {shares} shares of Norwick Optics.",
            "Tarn Fund",
            "holds_shares",
            "Norwick Optics",
            amount=number(shares),
            date="2023-12-31",
        )
    return story


def test_what_an_article_says_again_in_the_same_words_is_one_account() -> None:
    story = repeated("a", 50, 26_100)
    material = material_of([story.rendition()], story.claims)
    assert [told.id for told in material.told] == [story.claims[0].id]
    assert set(material.again) == {claim.id for claim in story.claims[1:]}
    assert set(material.again.values()) == {story.claims[0].id}


def test_the_same_words_in_two_articles_are_two_accounts(compare: Compare) -> None:
    one, other = repeated("a", 2, 26_100), repeated("b", 2, 26_100)
    material = material_of([one.rendition(), other.rendition()], [*one.claims, *other.claims])
    assert [told.article.id for told in material.told] == ["a", "b"]
    assert flagged(compare(one, repeated("c", 3, 43_700))) == [("amount", ("a1", "c1"))]
