"""The words of a personal name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.match.compare import compare
from lookthrough.match.score import DEFAULT_THRESHOLD
from lookthrough.names.normalise import words
from lookthrough.names.persons import in_order, person_words


def told(name: str) -> list[tuple[str, str]]:
    """Each word with what it is."""
    return [(word.text, word.kind) for word in person_words(words(in_order(name)))]


def own(name: str) -> list[str]:
    """The person's own words."""
    return [text for text, kind in told(name) if kind == "own"]


@pytest.mark.parametrize(
    ("printed", "natural"),
    [
        ("Smith, John", "John Smith"),
        ("FROST, William W., Jr.", "William W. FROST Jr."),
        ("John Smith, Jr.", "John Smith Jr."),
        ("Smith, Dr.", "Smith Dr."),
        ("John Smith", "John Smith"),
    ],
)
def test_a_surname_before_a_comma_goes_last(printed: str, natural: str) -> None:
    """Because who stands first tells a father from a son."""
    assert in_order(printed) == natural


@pytest.mark.parametrize("name", ["Abd al-Rahman Khan", "Abdul Rahman Khan", "Abdelrahman Khan", "Abdurrahman Khan"])
def test_servant_of_and_an_attribute_are_one_name(name: str) -> None:
    """Because one person writes it in one, two or three words."""
    assert own(name) == ["abdulrahman", "khan"]


def test_a_slip_in_servant_of_does_not_part_the_name() -> None:
    """Because "Abdlu" is nothing else."""
    assert own("Abdlu Rahman Khan") == ["abdulrahman", "khan"]


def test_servant_of_stands_alone_before_another_word() -> None:
    """Because "Abdul" before "Mohammed" is short for a name that is not printed."""
    assert own("Mansour Abdul Mohammed") == ["mansour", "abdul", "mohammed"]


@pytest.mark.parametrize(
    "name", ["Saif al-Din Hassan", "Saif-ud-Din Hassan", "Saif Uddin Hassan", "Saif Eddine Hassan"]
)
def test_of_the_faith_is_one_word(name: str) -> None:
    """Because the article changes with the language that it is spelt in."""
    assert own(name) == ["saif", "uddin", "hassan"]


def test_a_kunya_in_one_word_is_read_as_two() -> None:
    assert own("Abouhassan Jawad") == ["abu", "hassan", "jawad"]
    assert own("Abubakar Shekau") == ["abubakar", "shekau"]


def test_a_servant_with_another_first_letter_is_one() -> None:
    assert own("ubdul Latif Mansur") == own("Abdul Latif Mansur")


def test_a_last_abdul_belongs_to_the_surname_that_was_put_first():
    """Because lists print "Raouf, Hafiz Abdul", and the comma gets lost; else two neighbours were swapped."""
    assert own("Raouf Hafiz Abdul") == own("Hafiz Abdul Raouf")
    assert own("Ahmad Rashid Abdul") == own("Ahmad Abdul Rashid")
    assert own("Rashid Abdul") == own("Abdul Rashid")


def test_a_name_run_together_with_the_one_behind_abdul_is_found() -> None:
    assert compare("Abdul LatifMansur", "Abdul Latif Mansur", kind="person").score >= DEFAULT_THRESHOLD


def test_an_article_with_a_letter_too_many_is_an_article() -> None:
    assert own("Samir ALL-Abbas") == own("Samir Al-Abbas")


def test_the_spellings_of_abu_bakr_are_one() -> None:
    """Because it is a given name, while "Abu" with a son's name is a byname and counts as a word."""
    assert own("Abou Bakr Diallo") == own("Abu Bakar Diallo")
    assert own("Abu Omar") == ["abu", "omar"]


@pytest.mark.parametrize(
    "name",
    [
        "President Vladimir Putin",
        "General of the Army Vladimir Putin",
        "H.E. Vladimir Putin",
        "Prime Minister Vladimir Putin",
        "Monsieur Vladimir Putin",
        "Vladimir Putin LLC",
    ],
)
def test_offices_ranks_and_honorifics_are_not_the_persons_own(name: str) -> None:
    """Because they change while the person stays."""
    assert own(name) == ["vladimir", "putin"]


def test_a_surname_is_no_title() -> None:
    """Because nobody is called just John."""
    assert own("John Major") == ["john", "major"]
    assert own("Major John Smith") == ["john", "smith"]


def test_letters_before_a_single_name_are_initials() -> None:
    """Because only before two names can H.E. be told from initials."""
    assert told("H. E. Smith")[0] == ("h", "initial")


@pytest.mark.parametrize("word", ["bin", "ibn", "Ben", "s/o", "son of"])
def test_small_words_before_the_fathers_name_are_one(word: str) -> None:
    """Because they are spellings and translations of one word."""
    assert told(f"Omar {word} Khalid Saleh")[1] == ("bin", "father")


def test_ben_before_a_surname_alone_is_a_given_name() -> None:
    """Because "Ben Netanyahu" is short for Benjamin."""
    assert own("Ben Netanyahu") == ["ben", "netanyahu"]


def test_the_article_with_a_letter_too_many_is_the_article() -> None:
    """Because a finger slips on short words too."""
    assert told("Bashar xal-Assad")[1] == ("al", "particle")


def test_suffixes_have_one_spelling() -> None:
    """Because "Jr." and "Junior" are one, and "Sr." is another."""
    assert told("John Smith Jr.")[-1] == told("John Smith Junior")[-1] == ("~junior", "suffix")
    assert told("John Smith III")[-1] == ("~third", "suffix")
    assert told("Ali Jr")[-1] == ("jr", "own")


SOME = ("abd", "abdul", "al", "rahman", "bin", "x", "h", "e", "dr", "jr", "khan", "prime", "minister", "ben", "din")


@given(st.lists(st.sampled_from(SOME), max_size=8))
def test_every_word_is_read_once_and_in_order(printed: list[str]) -> None:
    """Because a word that is lost can neither agree nor separate."""
    found = person_words(printed)
    assert len(found) <= len(printed)
    assert bool(found) == bool(printed)
    assert all(word.text for word in found)


@pytest.mark.parametrize(
    ("name", "kind"), [("le yucheng", "own"), ("yucheng le", "own"), ("marine le pen", "particle")]
)
def test_a_small_word_is_a_surname_where_all_words_are_chinese(name: str, kind: str) -> None:
    assert next(word.kind for word in person_words(words(name)) if word.first == "le") == kind
