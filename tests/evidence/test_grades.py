from __future__ import annotations

from pathlib import Path

import pytest
from tests.evidence.comparators.conftest import Story
from tests.evidence.comparators.test_dates import listed, official

from lookthrough.errors import InputError
from lookthrough.evidence.comparators.material import Official, material_of
from lookthrough.evidence.comparators.registry import compare_all
from lookthrough.evidence.grades import Grade, SourceTable, grade_all, source_table
from lookthrough.model.claim import Stance


def graded(
    *stories: Story,
    official_side: Official | None = None,
    table: SourceTable | None = None,
    origins: dict[str, str] | None = None,
) -> dict[str, Grade]:
    claims = [claim for story in stories for claim in story.claims]
    material = material_of([story.rendition() for story in stories], claims, official_side or Official())
    return grade_all(material.told, compare_all(material), table or source_table(), origins)


def supplies(name: str, speaker: str = "author", stance: Stance = "asserted") -> Story:
    return Story(name, "2024-03-13").says(
        "Norwick Optics supplies Port of Tarn.",
        "Norwick Optics",
        "supplies",
        "Port of Tarn",
        speaker=speaker,
        stance=stance,
    )


def test_the_letter_comes_from_the_table_and_is_f_where_it_has_no_row() -> None:
    grades = graded(
        supplies("a"),
        supplies("b", "court filing"),
        supplies("c", "Ministry of Trade"),
        supplies("d", "Norwick Optics"),
    )
    assert {name: grade.letter for name, grade in grades.items()} == {"a1": "F", "b1": "B", "c1": "C", "d1": "D"}
    assert "the party" not in grades["a1"].source_why
    assert "speaks of itself" in grades["d1"].source_why


def test_a_user_grades_named_sources(tmp_path: Path) -> None:
    own = tmp_path / "sources.toml"
    own.write_text(
        '[[kind]]\nid = "wire"\nletter = "B"\nwords = []\nwhy = "edited"\n[[source]]\nname = "A. Lee"\nkind = "wire"\n'
    )
    story = Story("a", "2024-03-13", author="A. Lee").says("Norwick supplies Tarn.", "Norwick", "supplies", "Tarn")
    assert graded(story, table=source_table(own))["a1"].letter == "B"
    assert graded(story)["a1"].letter == "F"


def test_a_table_with_another_letter_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "sources.toml"
    own.write_text('[[kind]]\nid = "wire"\nletter = "G"\n')
    with pytest.raises(InputError, match="letter"):
        source_table(own)
    own.write_text("not toml [")
    with pytest.raises(InputError, match="cannot be read"):
        source_table(own)


def test_the_number_comes_from_rules() -> None:
    assert graded(supplies("a"))["a1"].number == 3, "a single origin"
    assert graded(supplies("a"), supplies("b"))["a1"].number == 1, "two origins"
    assert graded(supplies("a"), supplies("b"), origins={"b": "a"})["a1"].number == 3, "a copy is no second origin"
    one_voice = graded(supplies("a", "Harbour Watch"), supplies("b", "Harbour Watch"))
    assert one_voice["a1"].number == 3, "two outlets that quote one speaker are one origin for what he said"
    passed_on = graded(supplies("a"), supplies("b", "Harbour Gazette", "reported"))
    assert passed_on["a1"].number == 3, "what is passed on from a paper is no second origin"
    assert graded(supplies("a", stance="planned"))["a1"].number == 6, "a plan cannot be borne out"


def test_the_record_confirms_and_contradicts() -> None:
    grades = graded(listed("a", "2024-03-01"), listed("b", "2024-03-13"), official_side=official())
    assert (grades["a1"].number, grades["b1"].number) == (5, 1)


def test_two_judgements_are_never_one_number() -> None:
    grade = graded(supplies("a"))["a1"]
    assert str(grade) == "F3"
    assert not isinstance(grade, int | float)
