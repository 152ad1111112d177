from __future__ import annotations

import pytest
from tests.evidence.comparators.conftest import Compare, Story, flagged, number

from lookthrough.evidence.comparators import shares
from lookthrough.model.claim import Amount


def accusation(name: str) -> Story:
    return Story(name, "2024-03-12").says(
        "Norwick took part in the mass detention of miners.", "Norwick Optics", "implicated_in",
        "mass detention of miners",
        speaker="Ministry of Trade", stance="alleged",
    )  # fmt: skip


def test_a_denial_stands_beside_what_it_denies(compare: Compare) -> None:
    denial = Story("b", "2024-03-13").says(
        "Norwick denied any abuses of rights.",
        "Norwick Optics",
        "denies",
        "abuses of rights",
        speaker="Norwick Optics",
        stance="denied",
    )
    (found,) = compare(accusation("a"), denial)
    assert (found.kind, found.claims, found.flagged) == ("denial", ("b1", "a1"), False)


def test_a_denial_of_another_matter_does_not(compare: Compare) -> None:
    denial = Story("b", "2024-03-13").says(
        "Norwick denied that it pays bribes.",
        "Norwick Optics",
        "denies",
        "bribes",
        speaker="Norwick Optics",
        stance="denied",
    )
    assert compare(accusation("a"), denial) == []


def test_a_denial_by_another_party_does_not(compare: Compare) -> None:
    denial = Story("b", "2024-03-13").says(
        "Tarn denied any abuses of rights.",
        "Tarn Shipping",
        "denies",
        "abuses of rights",
        speaker="Tarn Shipping",
        stance="denied",
    )
    assert compare(accusation("a"), denial) == []


@pytest.mark.parametrize(
    ("relation", "denier", "what", "answered"),
    [
        (("Tarn Metals", "supplies", "Holm Bank"), "Tarn Metals", "that it sold anything to Holm Bank", True),
        (("Tarn Metals", "supplies", "Holm Bank"), "Holm Bank", "that it is a customer of Tarn Metals", True),
        (("Holm Group", "owns", "Norwick Optics"), "Norwick Optics", "being controlled by Holm Group", True),
        (("Holm Group", "invests_in", "Norwick Optics"), "Holm Group", "that it holds shares in Norwick", True),
        (("Tarn Metals", "supplies", "Holm Bank"), "Tarn Metals", "that it sold anything to Delta Bank", False),
        (("Tarn Metals", "supplies", "Holm Bank"), "Tarn Metals", "that it owns Holm Bank", False),
        (("Tarn Metals", "supplies", "Holm Bank"), "Delta Bank", "that it sold anything to Holm Bank", False),
    ],
)
def test_either_side_may_deny_a_relation(
    compare: Compare, relation: tuple[str, str, str], denier: str, what: str, answered: bool
) -> None:
    subject, predicate, object_ = relation
    told = Story("a", "2024-03-12").says(f"{subject} and {object_}, papers say.", subject, predicate, object_)
    denial = Story("b", "2024-03-13").says(
        f"{denier} denied {what}.", denier, "denies", what, speaker=denier, stance="denied"
    )
    assert [one.claims for one in compare(told, denial)] == ([("b1", "a1")] if answered else [])


def test_what_has_ended_is_not_denied(compare: Compare) -> None:
    told = Story("a", "2024-03-12").says("Tarn supplies Holm Bank.", "Tarn Metals", "supplies", "Holm Bank")
    ended = Story("b", "2024-03-13").says(
        "Tarn Metals stopped supplying Holm Bank.", "Tarn Metals", "denies", "stopped supplying Holm Bank",
        speaker="Tarn Metals", stance="denied",
    )  # fmt: skip
    assert compare(told, ended) == []


def test_a_government_answers_for_its_country(compare: Compare) -> None:
    said = Story("a", "2024-03-12").says(
        "Watchers condemn China's campaign of mass detention.",
        "China",
        "detains",
        "miners",
        speaker="Watchers",
        stance="alleged",
    )
    denial = Story("b", "2024-03-13").says(
        "Beijing denied abuses.",
        "Chinese government",
        "denies",
        "human rights abuses",
        speaker="Wei Lan",
        kind="person",
        stance="denied",
    )
    assert [one.claims for one in compare(said, denial)] == [("b1", "a1")]


QUOTE = "the step will hurt the partners of Norwick and the whole economy"


def quoted(name: str, words: str, speaker: str) -> Story:
    return Story(name, "2024-03-13").says(
        f"“{words}”, it said.", "the step", "opposes", "", quote=words, speaker=speaker
    )


def test_one_statement_in_two_wordings_is_one(compare: Compare) -> None:
    (found,) = compare(
        quoted("a", QUOTE, "Norwick Optics"), quoted("b", QUOTE.replace("the whole", "the entire"), "Norwick Optics")
    )
    assert (found.kind, found.claims, found.flagged) == ("variant", ("a1", "b1"), False)


def test_the_same_words_of_two_speakers_are_shown(compare: Compare) -> None:
    found = compare(quoted("a", QUOTE, "Norwick Optics"), quoted("b", QUOTE, "Tarn Shipping"))
    assert flagged(found) == [("variant", ("a1", "b1"))]


def test_a_ministry_and_its_spokesman_are_one_voice(compare: Compare) -> None:
    found = compare(quoted("a", QUOTE, "Ministry of Trade"), quoted("b", QUOTE, "Ministry of Trade spokesman"))
    assert flagged(found) == []


def test_what_a_speaker_takes_back_no_longer_stands(compare: Compare) -> None:
    first = Story("a", "2024-03-12").says(
        "Norwick supplies the port.", "Norwick", "supplies", "the port", speaker="Harbour Watch"
    )
    second = Story("b", "2024-04-12").says(
        "Harbour Watch retracted its report that Norwick supplies the port.",
        "Norwick",
        "supplies",
        "the port",
        speaker="Harbour Watch",
    )
    assert ("retraction", ("a1", "b1")) in flagged(compare(first, second))


def test_another_speaker_takes_nothing_back(compare: Compare) -> None:
    first = Story("a", "2024-03-12").says(
        "Norwick supplies the port.", "Norwick", "supplies", "the port", speaker="Harbour Watch"
    )
    second = Story("b", "2024-04-12").says(
        "The Gazette retracted its report that Norwick supplies the port.",
        "Norwick",
        "supplies",
        "the port",
        speaker="The Gazette",
    )
    assert "retraction" not in {kind for kind, _ in flagged(compare(first, second))}


def held(name: str, sentence: str, amount: Amount | None) -> Story:
    return Story(name, "2024-03-12").says(sentence, "the junta", "detains", "Norns", amount=amount)


STATED = "It holds a million Norns, the equivalent of around 10 per cent of the Norn population."
DERIVED = "Of a total population of about 11 million, 2 million Norns may be held."


def test_a_share_that_does_not_follow_from_part_and_whole_is_seen(compare: Compare) -> None:
    found = compare(held("a", STATED, number(10**6, "a million")), held("b", DERIVED, number(2 * 10**6, "2 million")))
    assert flagged(found) == [("count", ("a1", "b1"))]
    assert "18 per cent" in found[0].says


def test_shares_of_other_parts_are_not_compared(compare: Compare) -> None:
    other = Story("b", "2024-03-13").says(
        "Some 60 per cent of the Norn population lives by fishing.", "Norns", "sector", "fishing"
    )
    assert flagged(compare(held("a", STATED, number(10**6, "a million")), other)) == []


def test_a_share_is_held_against_the_first_ones_of_its_whole(compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    stories = [held("a", STATED, number(10**6, "a million")), held("b", DERIVED, number(2 * 10**6, "2 million"))]
    monkeypatch.setattr(shares, "COMPARED", 1)
    later = held("c", DERIVED, number(2 * 10**6, "2 million"))
    # Because a text may state one share ten thousand times: "c" meets the 10 per cent of "a", and "b" no longer.
    assert flagged(compare(*stories, later)) == [("count", ("a1", "b1")), ("count", ("a1", "c1"))]


def test_claims_of_one_sentence_give_its_share_once(compare: Compare) -> None:
    twice = held("a", STATED, number(10**6, "a million"))
    twice.says(STATED, "the junta", "employs", "Norns", amount=number(10**6, "a million"))
    found = compare(twice, held("b", DERIVED, number(2 * 10**6, "2 million")))
    assert flagged(found) == [("count", ("a1", "a2", "b1"))]


def test_an_articles_own_words_about_two_speakers_may_be_alike(compare: Compare) -> None:
    stories = [
        Story(name, "2024-03-13").says(
            f"{speaker} accused the ministry of Tarnland of abuses against miners.", speaker, "accuses",
            "ministry of Tarnland", speaker=speaker,
        )
        for name, speaker in (("a", "Norwick Optics"), ("b", "Harbour Watch"))
    ]  # fmt: skip
    assert flagged(compare(*stories)) == []
