"""Reasons that are written when they are read are the reasons of any match."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, replace

import pytest

from lookthrough.match.found import FoundMatch
from lookthrough.model.match import Match, Reason

REASON = Reason("name_tokens", 1.0, "a", "a", "Every word agrees.")
VALUES = (3, "l:3", 0.9, "A", "A", "a")
PLAIN = Match(*VALUES, (REASON,))


@pytest.fixture
def found():
    return FoundMatch.of(VALUES, tuple, [REASON])


def test_it_equals_a_plain_match(found):
    assert found == PLAIN
    assert found == PLAIN
    assert hash(found) == hash(FoundMatch.of(VALUES, tuple, [REASON]))
    assert found != replace(PLAIN, score=0.8)
    assert found != "a"


def test_its_reasons_are_made_once():
    made = []
    found = FoundMatch.of(VALUES, lambda: made.append(1) or (REASON,))
    assert made == []
    assert found.reasons is found.reasons
    assert made == [1]


def test_it_can_be_changed_copied_stored_and_shown_like_a_record(found):
    assert replace(found, score=0.5).reasons == (REASON,)
    assert asdict(found) == asdict(PLAIN)
    assert repr(found).replace("FoundMatch", "Match") == repr(PLAIN)
    assert copy.copy(found) == PLAIN
    assert pickle.loads(pickle.dumps(found)) == PLAIN  # noqa: S301


def test_it_cannot_be_written_to(found):
    with pytest.raises(FrozenInstanceError):
        found.score = 1.0
    with pytest.raises(FrozenInstanceError):
        found.reasons = ()
