"""Who is named: kinds by cues, short and long names joined, candidates with reasons, and no entity by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lookthrough.evidence.extract import Extraction
from lookthrough.evidence.mentions import Linked
from lookthrough.model.claim import Candidate, Mention

Read = Callable[..., Extraction]


def mention(answer: Extraction, text: str) -> Mention:
    return next(m for m in answer.mentions if m.text == text)


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("Secretary of State Ana Ruiz spoke.", "Ana Ruiz", "person"),
        ("Treasury Secretary Paul Egger resigned.", "Paul Egger", "person"),
        ("The spokesman Lu Wei declined.", "Lu Wei", "person"),
        ("It was signed by Quorra, 51, in May.", "Quorra", "person"),
        ("It quoted Dalgaard, a professor at Aarhus University.", "Dalgaard", "person"),
        ("It quoted Dalgaard, a maker of lenses.", "Dalgaard", "organization"),
        ("The deal with Tarn Robotics LLC failed.", "Tarn Robotics LLC", "organization"),
        ("It asked the Ministry of Energy and Mines.", "Ministry of Energy and Mines", "organization"),
        (
            "It asked the Center for Trade and Economic Studies.",
            "Center for Trade and Economic Studies",
            "organization",
        ),
        ("The Norwegian government agreed.", "Norwegian government", "organization"),
        ("Chipmaker Quell fell.", "Quell", "organization"),
        ("They met in Geneva.", "Geneva", "place"),
        ("They met in Ruritania.", "Ruritania", "place"),
        ("It stands on the Entity List.", "Entity List", "list"),
        ("Many Kurds fled.", "Kurds", "group"),
    ],
)
def test_words_in_and_beside_a_name_tell_its_kind(read: Read, sentence: str, name: str, kind: str) -> None:
    assert mention(read(sentence), name).kind == kind


def test_two_companies_joined_by_and_are_two(read: Read) -> None:
    answer = read(
        "It buys from Western Dynamics and Seaford Technology, not from Norden Science and Technology Company."
    )
    names = [m.text for m in answer.mentions]
    assert names == ["Western Dynamics", "Seaford Technology", "Norden Science and Technology Company"]


def test_short_names_acronyms_and_surnames_stand_for_the_long_name(read: Read) -> None:
    answer = read(
        "The Nordic Teachers Retirement Fund (NTRF) sold Borealis Digital Technology Co., Ltd. in May.",
        "Ms. Dahl, who runs NTRF, praised it. Karin Dahl said Borealis had grown.",
    )
    assert mention(answer, "NTRF").referent == "Nordic Teachers Retirement Fund"
    assert mention(answer, "Borealis").referent.startswith("Borealis Digital Technology Co., Ltd")
    assert mention(answer, "Dahl").referent == "Karin Dahl"


def test_a_short_name_of_two_long_ones_stays_by_itself(read: Read) -> None:
    answer = read("Lumen Energy Ltd and Lumen Shipping Ltd merged.", "Then Lumen was sold.")
    assert mention(answer, "Lumen").referent == "Lumen"


def test_a_role_is_followed_back_only_where_one_fits(read: Read) -> None:
    one = read("Borealis Optics fell.", "The company denied it had sold cameras.")
    assert mention(one, "The company").referent == "Borealis Optics"
    two = read("Borealis Optics and Tarn Robotics fell.", "The company denied it.")
    assert [m.text for m in two.mentions] == ["Borealis Optics", "Tarn Robotics"]


def test_both_firms_are_the_two_named_before(read: Read) -> None:
    answer = read("Borealis Optics met Tarn Robotics.", "Both companies have received contracts from the Danish army.")
    assert {c.subject for c in answer.claims} == {"Borealis Optics; Tarn Robotics"}


def test_one_bearer_is_linked_several_are_ambiguous_none_is_unknown(read: Read) -> None:
    known = [("l:1", "Tarn Robotics LLC", "organization"), ("l:2", "Lumen Energy", "organization")]
    known += [("l:3", "Lumen Shipping", "organization")]
    answer = read("Tarn Robotics sold parts to Lumen and to Quell Systems.", known=known)
    tarn, lumen, quell = (mention(answer, name) for name in ("Tarn Robotics", "Lumen", "Quell Systems"))
    assert (tarn.decision, tarn.entity) == ("linked", "l:1")
    assert (lumen.decision, lumen.entity, len(lumen.candidates)) == ("ambiguous", None, 2)
    assert (quell.decision, quell.candidates) == ("unknown", ())
    assert "short for" in tarn.candidates[0].why


def test_matching_is_asked_once_for_a_party(read: Read) -> None:
    asked: list[tuple[str, str]] = []

    def resolve(name: str, kind: str) -> Linked:
        asked.append((name, kind))
        found = (Candidate("l:9", "Quell Systems Inc.", 0.95, "every word agrees"),)
        return ("linked", found) if "Quell" in name else ("unknown", ())

    answer = read("Quell Systems fell. Then Quell Systems rose.", "Quell met Anna Berg.", resolve=resolve)
    assert asked == [("Quell Systems", "organization"), ("Anna Berg", "person")]
    assert mention(answer, "Quell").entity == "l:9"


def test_matching_is_not_asked_for_a_name_that_a_list_prints(read: Read) -> None:
    known = [("l:1", "Quell Systems", "organization")]
    answer = read("Quell Systems fell.", known=known, resolve=lambda *_: ("linked", (Candidate("l:9", "", 1.0, ""),)))
    assert mention(answer, "Quell Systems").entity == "l:1"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Britain listed Tarn Metals Ltd. Boreas Group said it would sue.", ["Tarn Metals Ltd.", "Boreas Group"]),
        ("They met Holm Corp. Chairman Anna Berg.", ["Holm Corp.", "Anna Berg"]),
        ("Norwick Co. Ltd. sold lenses.", ["Norwick Co. Ltd."]),
        ("Lenses went to Norwick Digital Co., Ltd. in May.", ["Norwick Digital Co., Ltd"]),
    ],
)
def test_the_stop_of_a_legal_form_glues_no_two_names(read: Read, text: str, names: list[str]) -> None:
    found = [each.text for each in read(text).mentions if each.kind in {"organization", "person"}]
    assert [name for name in names if not any(each.startswith(name) for each in found)] == []
    assert not [each for each in found if "Ltd. Boreas" in each or "Corp. Chair" in each]


KNOWN = [("l:1", "Zorvan Metal Group Co., Ltd.", "organization")]


@pytest.mark.parametrize(
    ("text", "name", "entity"),
    [
        ("Zorvan Germany supplies the army.", "Zorvan Germany", None),
        ("The army pays Zorvan Germany GmbH for it.", "Zorvan Germany GmbH", None),
        ("The army pays Zorvan South Africa for it.", "Zorvan South Africa", None),
        ("The army pays Zorvan. Germany does not.", "Zorvan", "l:1"),
        ("The army pays Zorvan in Germany.", "Zorvan", "l:1"),
        ("Zorvan Metal Group of Germany was paid.", "Zorvan Metal Group", "l:1"),
    ],
)
def test_a_short_name_with_a_country_behind_it_is_another_firm(
    read: Read, text: str, name: str, entity: str | None
) -> None:
    assert mention(read(text, known=KNOWN), name).entity == entity


def test_a_firm_and_its_branch_abroad_are_two(read: Read) -> None:
    answer = read("Zorvan supplies the army.", "Zorvan Germany GmbH does not.", known=KNOWN)
    assert mention(answer, "Zorvan").entity == "l:1"
    assert mention(answer, "Zorvan Germany GmbH").entity is None
