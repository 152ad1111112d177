"""The kernel says of two names what `score.weigh` says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lookthrough.compiled import machine_code
from lookthrough.match import kernel, layout, search_kernel, task
from lookthrough.match.packed import facts
from lookthrough.match.pairs import packed
from lookthrough.match.score import weigh
from lookthrough.match.sides import MODES, side_of
from lookthrough.match.task import FACTS
from lookthrough.match.word_table import WordTable
from lookthrough.names.readings import readings
from lookthrough.names.tags import LIGHT, Script, Tag, meets

WORDS = [
    *("gazprom", "gazprombank", "china", "beijing", "dahua", "technology", "tech", "technolgy", "bank", "group", "ltd"),
    *("limited", "co", "the", "of", "and", "al", "bin", "abu", "mohammad", "muhammad", "mohamed", "magomed", "hassan"),
    *("hasan", "hussein", "jr", "j", "k", "a", "b", "li", "lee", "ming", "micro", "electronics", "5", "6", "29", "38"),
    *("foundation", "microelectronics", "hong", "kong", "hongkong", "intl", "xyz", "duran", "hangzhou", "haikang"),
    *("dahau", "unitary", "enterprise", "institute", "no", "graco", "granco", "rostec", "rostek", "plant12", "ii"),
]
CHINESE = (
    "杭州海康威视数字技术股份有限公司",
    "海康威视",
    "海康威视数字技术",
    "中国电子科技集团公司第二十九研究所",
    "贵州茅台酒股份有限公司",
    "贵州茅台",
    "江苏恒瑞医药股份有限公司",
    "王小明",
)
LATIN = (
    "Hangzhou Hikvision Digital Technology Co., Ltd.",
    "China Electronics Technology Group Corporation No. 29 Research Institute",
    "Kweichow Moutai",
    "Jiangsu Hengrui Medicine",
    "Wang Xiaoming",
    "Osama bin Mohammed",
    "Mohammed bin Osama",
    "J. R. Smith Jr",
)
names = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join), st.sampled_from(CHINESE), st.sampled_from(LATIN)
)


def nobody(_word):
    return 0


def pairs_of(one, other, table, *, person):
    """Every two readings of two names that may be compared, with their points and packed."""
    for mode in ("person",) if person else MODES[:3]:
        for ours in readings(one, person=person):
            for theirs in readings(other, person=person):
                if meets(ours.script, theirs.script):
                    sides = side_of(ours, nobody, 0, mode, listed=False), side_of(theirs, nobody, 0, mode, listed=True)
                    yield sides, (packed(ours, mode, table, listed=False), packed(theirs, mode, table, listed=True))


@settings(max_examples=300, deadline=None)
@given(names, names, st.booleans())
def test_the_kernel_weighs_as_the_plain_score_does(one, other, person):
    room, table = [0] * layout.ROOM, WordTable()
    for (ours, theirs), numbers in pairs_of(one, other, table, person=person):
        evidence, words = weigh(ours, theirs), (table.rows.tolist(), table.letters.tolist())
        said = kernel.weigh_pair(*[cells.tolist() for cells in numbers], *words, facts(), room)
        assert said == (evidence.agreement, evidence.separation)


def test_machine_code_says_the_same():
    fast = machine_code(kernel.weigh_pair)
    if fast is kernel.weigh_pair:
        pytest.skip("numba is not installed")
    room, constants = np.zeros(layout.ROOM, dtype=np.int64), np.frombuffer(facts(), dtype=np.int64)
    table = WordTable()
    for one in (*CHINESE, *LATIN, "gazprom bank technolgy 5"):
        for other in (*CHINESE, *LATIN, "gasprom technology bank 6"):
            for sides, numbers in pairs_of(one, other, table, person=False):
                evidence = weigh(*sides)
                said = fast(*numbers, table.rows, table.letters, constants, room)
                assert said == (evidence.agreement, evidence.separation)


def test_the_kernel_numbers_tags_and_scripts_as_the_names_do():
    assert (layout.CORE_TAG, layout.STRUCTURE_TAG, layout.INITIAL_TAG) == (Tag.CORE, Tag.STRUCTURE, Tag.INITIAL)
    assert {tag for tag in Tag if tag >= layout.FIRST_LIGHT_TAG} == LIGHT, "light tags stand last"
    assert (layout.LATIN, layout.HAN, layout.FROM_HAN) == (Script.LATIN, Script.HAN, Script.FROM_HAN)
    assert task.COUNTRY_TAG == Tag.COUNTRY


def test_places_in_the_arrays_do_not_overlap():
    assert len(facts()) <= task.MASS_OF < FACTS
    assert layout.ALIKE >= layout.ALLOWED + layout.LONGEST + 1
    assert search_kernel.PAIRS + search_kernel.MOST_PAIRS <= search_kernel.ANSWER
