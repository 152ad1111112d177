"""What tells relatives and namesakes apart, and what does not part one person's spellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.match.alert_line import PRESETS
from lookthrough.match.compare import compare
from lookthrough.match.score import DEFAULT_THRESHOLD, Evidence, weigh
from lookthrough.match.sides import Side, side_of
from lookthrough.names.tokens import read_name


def side(name: str, *, listed: bool) -> Side:
    """A name's words with their points; no word is known to be common."""
    return side_of(read_name(name, person=True), lambda _: 0, 0, "person", listed=listed)


def evidence(one: str, other: str) -> Evidence:
    """What is found between two names of persons."""
    return weigh(side(one, listed=False), side(other, listed=True))


def score(one: str, other: str) -> float:
    """How likely two names are one person's."""
    return evidence(one, other).score


def rules(one: str, other: str) -> list[str]:
    """The rules that had a say."""
    return [adjustment.feature for adjustment in evidence(one, other).adjustments]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Putin Vladimir", "Vladimir Putin"),
        ("PUTIN, Vladimir Vladimirovich", "Vladimir Putin"),
        ("Tariq Aziz", "Aziz Tariq"),
        ("bin Salman Mohammed", "Mohammed bin Salman"),
        ("Juan Pablo Carlos Perez Lugo", "Juan Carlos Pablo Perez Lugo"),
    ],
)
def test_a_surname_put_first_or_a_moved_middle_name_is_the_same_person(one: str, other: str) -> None:
    """Because forms ask for names in either order."""
    assert score(one, other) >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yusuf bin Karim Al-Basri", "Karim bin Yusuf Al-Basri"),
        ("Yusuf Karim Saleh", "Karim Yusuf Saleh"),
        ("Yusuf bin Karim bin Saleh", "Karim bin Saleh"),
        ("Pavel Andreevich Volkov", "Andrei Pavlovich Volkov"),
        ("Rashid ibn Salim", "Salim ibn Rashid"),
    ],
)
def test_a_father_is_not_his_son(one: str, other: str) -> None:
    """Because the first name is the person's and the second the father's."""
    assert score(one, other) < DEFAULT_THRESHOLD


def test_a_swap_without_a_mark_stays_in_sight() -> None:
    """Because it may be a clerk's disorder, whoever asks wider must find it."""
    assert rules("Yusuf Karim Saleh", "Karim Yusuf Saleh") == ["swapped"]
    assert PRESETS["wide"] < score("Yusuf Karim Saleh", "Karim Yusuf Saleh") < DEFAULT_THRESHOLD
    assert rules("Saleh Yusuf Karim", "Yusuf Karim Saleh") == []


def test_a_swap_before_a_surname_may_be_of_a_middle_name() -> None:
    """Because the second of two names before a family's name is seldom the father's."""
    assert DEFAULT_THRESHOLD <= score("Robert Peter Lindqvist", "Peter Robert Lindqvist") < 0.9


def test_the_swap_is_told_in_a_sentence() -> None:
    """Because a reviewer answers for it."""
    (swap,) = evidence("Rashid bin Salim Nuri", "Salim bin Rashid Nuri").adjustments
    assert swap.says == "The given name and the father's name changed places, which names another person."
    assert (swap.query_value, swap.list_value) == ("rashid salim", "salim rashid")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("N. Orlov", "Nikolai Orlov"),
        ("Thomas A. Weller", "Thomas Weller"),
        ("J.-C. Moreau", "Jean-Claude Moreau"),
    ],
)
def test_an_initial_stands_for_a_name_that_begins_with_it(one: str, other: str) -> None:
    """Because letters and forms shorten given names."""
    assert score(one, other) >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A. Orlov", "Nikolai Orlov"),
        ("Weller, Thomas G.", "Thomas W. Weller"),
        ("Thomas G Weller", "Thomas Kurt Weller"),
    ],
)
def test_an_initial_that_stands_for_nothing_separates(one: str, other: str) -> None:
    """Because G. is nobody called W. or Kurt."""
    assert "other_initial" in rules(one, other)
    assert score(one, other) < DEFAULT_THRESHOLD


def test_junior_is_not_senior() -> None:
    """Because the suffix is there to tell two persons of one name apart; a missing one tells nothing."""
    assert score("John Weller Jr.", "John Weller Sr.") < DEFAULT_THRESHOLD
    assert score("John Weller II", "John Weller III") < DEFAULT_THRESHOLD
    assert score("John Weller Jr.", "John Weller") >= DEFAULT_THRESHOLD
    assert score("John Weller Jr", "John Weller Junior") >= score("John Weller", "John Weller") > 0.99


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abdul Aziz Mirzai", "Abdul Azim Mirzai"),
        ("Abdul Rahman Mirzai", "Abdul Rahim Mirzai"),
        ("Robert Weller", "Roberta Weller"),
        ("Kim Ji-hoon", "Kim Ji-hyun"),
        ("Ali Hamdan Omar Yusuf Basri", "Ali Hamdan Omar Idris Basri"),
    ],
)
def test_another_given_name_is_another_person(one: str, other: str) -> None:
    """Because brothers share all other names."""
    assert "other_name" in rules(one, other)
    assert score(one, other) < DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abd al-Rahman Mirzai", "Abdulrahman Mirzai"),
        ("Bashir al-Khatib", "Bashir Alkhatib"),
        ("Park Ji-hoon", "Jihoon Park"),
        ("Bob Weller", "Robert Weller"),
        ("Mohamed Khaled Basri", "Muhammad Khalid Basri"),
        ("President Vladimir Putin", "Vladimir Putin"),
        ("Saif al-Din Mirzai", "Saif Uddin Mirzai"),
        ("Alexandre Boris Weller", "Boris Weller"),
    ],
)
def test_spellings_joins_short_forms_titles_and_middle_names_do_not_part(one: str, other: str) -> None:
    """Because one person's documents differ in them."""
    assert score(one, other) >= DEFAULT_THRESHOLD


def test_little_in_common_proves_little() -> None:
    """Because many share a surname or a byname; the same single name is another thing."""
    assert DEFAULT_THRESHOLD < 0.95 < score("Hannibal", "Hannibal") < score("Hannibal Weller", "Hannibal Weller")
    assert rules("Hannibal", "Hannibal Weller") == ["little_in_common"]
    assert score("Abu Omar", "Omar") < DEFAULT_THRESHOLD


WORDS = (
    "ali",
    "bin",
    "hassan",
    "abdul",
    "rahman",
    "j",
    "k",
    "jr",
    "sr",
    "weller",
    "al",
    "haji",
    "karim",
    "iii",
    "yusuf",
)
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


@given(NAMES, NAMES)
def test_the_rules_do_not_ask_which_name_is_listed(one: str, other: str) -> None:
    """Because either may be the one on the list."""
    there, back = evidence(one, other), evidence(other, one)
    assert (there.agreement, there.separation) == (back.agreement, back.separation)


@given(NAMES)
def test_a_name_is_itself(name: str) -> None:
    """Because no rule may part a name from itself."""
    assert rules(name, name) == []


def test_a_name_left_over_separates_more_where_the_other_letters_were_read_in_several_ways() -> None:
    """Because each reading is another chance to meet some words of a long name."""
    latin = compare("Samir Karim Abbas Jawad", "Samir Abbas", kind="person").score
    arabic = compare("سمير كريم عباس جواد", "Samir Abbas", kind="person").score
    assert arabic < latin
    assert compare("سمير عباس", "Samir Abbas", kind="person").score >= DEFAULT_THRESHOLD


def test_a_chinese_name_that_only_resembles_a_latin_one_is_no_match() -> None:
    """Because some four hundred syllables spell all Chinese names."""
    assert compare("李桂花", "Li Guihua", kind="person").score >= DEFAULT_THRESHOLD
    assert compare("李桂花", "Li Guihua Shan", kind="person").score < DEFAULT_THRESHOLD
    assert compare("李桂花", "Li Guihuan", kind="person").score < DEFAULT_THRESHOLD
