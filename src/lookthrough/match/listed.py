"""The index with its points, as the search kernel reads it."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lookthrough.compiled import machine_code
from lookthrough.index.names import NameIndex
from lookthrough.match import layout, packed, task
from lookthrough.match.attributes import MOST_OF_NAME
from lookthrough.match.kernel import CHINESE_SHARE, LATIN_SHARE, MOST_TRANSLATED
from lookthrough.match.listed_kernel import Read, describe
from lookthrough.match.person_rules import FATHERS, SUFFIX
from lookthrough.match.sides import LEADING_COUNTRY, LEADING_PLACE, MODES, MOST_OF_SHORT, SHORT, WEIGHTS, core_points
from lookthrough.match.task import Listed
from lookthrough.model.schema import NAME_PROPS
from lookthrough.names.tags import LIGHT, Script, Tag

Array = NDArray[Any]

#: Elements from which on the compiler is started to describe them; before, steps over all of them take less time.
MANY = 2_000_000

_LIGHT_OR_INITIAL = np.array([tag in LIGHT or tag is Tag.INITIAL for tag in Tag])


@cache
def search_facts() -> NDArray[np.int64]:
    """Every weight that the search kernel needs, at the places that it names."""
    found = np.zeros(task.FACTS, dtype=np.int64)
    pairs = packed.facts()
    found[: len(pairs)] = pairs
    for tag, (mass, cost) in WEIGHTS.items():
        found[task.MASS_OF + tag], found[task.COST_OF + tag] = mass, cost
    for number, mode in enumerate(MODES):
        leading = LEADING_COUNTRY[mode][1], LEADING_PLACE[mode][1]
        at = task.LEADING_COST + 2 * number
        found[at : at + 2] = leading
    found[task.LEAST_LEADING] = found[task.LEADING_COST :][: 2 * len(MODES)].min()
    found[task.WEAK_QUALITY] = NAME_PROPS.index("weak_alias")
    found[task.MOST_SHARE] = MOST_OF_NAME
    found.flags.writeable = False
    return found


def listed_arrays(index: NameIndex) -> Listed:
    """The arrays of an index that the kernel reads; all of them read-only."""
    arrays = index.arrays
    table = _word_table(index)
    marks = arrays["element_tag"] | arrays["element_leading"].view(np.uint8) * np.uint8(task.LEADING_BIT)
    marks |= (arrays["element_how"] != layout.IS_TOKEN) * np.uint8(task.SPAN_BIT)
    points = np.ascontiguousarray(table[:, layout.POINTS])
    many = len(arrays["element_tag"]) >= MANY
    elements, readings = _at_once(arrays, points) if many else (_element_marks(arrays), _readings(arrays, points))
    made = {
        "table": table.reshape(-1),
        "posting_mark": marks[arrays["posting_element"]],
        "elements": elements,
        "readings": readings,
    }
    return Listed(*[_read_only(made[name] if name in made else arrays[name]) for name in Listed._fields])


def as_views(arrays: Any) -> Any:
    """Arrays, also in named tuples, as memory views: without compiling their numbers are read several times faster."""
    if isinstance(arrays, np.ndarray):
        return memoryview(arrays)  # type: ignore[arg-type]
    return type(arrays)(*map(as_views, arrays)) if isinstance(arrays, tuple) else arrays


def _at_once(arrays: dict[str, Array], points: Array) -> tuple[Array, Array]:
    """The same as `_element_marks` and `_readings`, in one pass of machine code."""
    read = Read(*[_read_only(arrays[name]) for name in Read._fields])
    elements = np.empty(len(read.element_word), dtype=np.int64)
    readings = np.empty(len(read.reading_name) * task.READING, dtype=np.int32)
    machine_code(describe)(read, points, search_facts(), elements, readings)
    return elements, readings


def _element_marks(arrays: dict[str, Array]) -> Array:
    """What is told of each element, as the bits of one number, because numbers far apart in memory are slow to read."""
    marks = arrays["element_leading"].astype(np.uint32)
    for name, bits in (("tag", 4), ("how", 2), ("percent", 7), ("span", 7), ("first", 7)):
        marks <<= np.uint32(bits)
        marks |= arrays[f"element_{name}"]
    found = np.empty((len(marks), 2), dtype="<u4")
    found[:, 0], found[:, 1] = arrays["element_word"], marks
    return found.view("<i8").reshape(-1)


def _readings(arrays: dict[str, Array], points: Array) -> Array:
    """What is told of each reading."""
    found = np.empty((len(arrays["reading_name"]), task.READING), dtype=np.int32)
    starts = arrays["reading_start"]
    found[:, task.BEGIN], found[:, task.END], found[:, task.COUNT] = starts[:-1], starts[1:], arrays["reading_tokens"]
    _add_sums(found, arrays, points)
    special = (found[:, task.MARK] > 0) | (arrays["reading_script"] == Script.FROM_HAN)
    found[:, task.MARK] <<= task.INITIALS_SHIFT
    found[:, task.MARK] |= arrays["entity_kind"][arrays["name_entity"]][arrays["reading_name"]]
    found[:, task.MARK] |= arrays["reading_script"] << np.uint8(task.SCRIPT_SHIFT) | special * np.uint8(
        task.SPECIAL_BIT
    )
    found[:, task.NAME] = arrays["reading_name"]
    return found.reshape(-1)


def _word_table(index: NameIndex) -> Array:
    """A row of `layout.WORD` numbers per word of the vocabulary."""
    arrays = index.arrays
    starts = arrays["words_start"]
    table = np.zeros((len(starts) - 1, layout.WORD), dtype=np.int64)
    table[:, layout.START], table[:, layout.LENGTH] = starts[:-1], np.diff(starts)
    table[:, layout.MARKS] = arrays["word_letters"] * layout.LETTERS | arrays["word_pinyin"] * layout.PINYIN
    table[:, layout.MARKS] |= arrays["word_starts"] << layout.WORD_STARTS
    for word in _special_words(index):
        text = "".join(map(chr, arrays["words"][starts[word] : starts[word + 1]].tolist()))
        table[word, layout.MARKS] |= packed.special_marks(text)
    table[:, layout.FINE], table[:, layout.COARSE] = arrays["word_fine"], arrays["word_coarse"]
    table[:, layout.FAMILY] = arrays["word_family"]
    table[:, layout.MET] = arrays["word_met"]
    carriers, of_word = np.unique(arrays["carriers"], return_inverse=True)
    points = [core_points(many, len(index)) for many in carriers.tolist()]
    table[:, layout.POINTS] = np.array(points, dtype=np.int64)[of_word] if points else 0
    short = (arrays["word_letters"] != 0) & (table[:, layout.LENGTH] <= SHORT)  # see `sides.is_short`
    most = np.array(MOST_OF_SHORT)[table[short, layout.LENGTH]]
    table[short, layout.POINTS] = np.minimum(table[short, layout.POINTS], most)
    return table


def _special_words(index: NameIndex) -> list[int]:
    """The words of the vocabulary that rules may know."""
    arrays = index.arrays
    first = arrays["words"][np.minimum(arrays["words_start"][:-1], max(len(arrays["words"]) - 1, 0))]
    found = np.flatnonzero(first == ord(SUFFIX)).tolist()
    known = [index.word_id(text) for text in sorted(FATHERS)]
    return found + [word for word in known if word is not None and word < index.words_known]


def _add_sums(found: Array, arrays: dict[str, Array], points: Array) -> None:
    """Fill in the points that the weighty tokens of each reading cost at least, its initials, and its own words."""
    tags, facts = arrays["element_tag"], search_facts()
    costs = facts[task.COST_OF : task.COST_OF + len(Tag)].copy()
    costs[_LIGHT_OR_INITIAL] = 0
    least = costs.astype(np.uint8)[tags]
    leading = arrays["element_leading"]
    least[leading] = np.minimum(least[leading], facts[task.LEAST_LEADING]).astype(np.uint8)
    own = np.flatnonzero((tags == Tag.CORE) & (arrays["element_how"] == layout.IS_TOKEN))
    mass = np.zeros(len(tags), dtype=np.uint8)
    mass[own] = points.astype(np.uint8)[arrays["element_word"][own]]
    least[own] = mass[own]
    least[arrays["element_how"] != layout.IS_TOKEN] = 0
    initials = (tags == Tag.INITIAL) & (arrays["element_how"] == layout.IS_TOKEN)
    starts = arrays["reading_start"].astype(np.int64)
    found[:, task.LEAST], found[:, task.APART] = _sums(least, starts), _sums(_apart(arrays, points), starts)
    found[:, task.OWN] = _sums(mass > 0, starts)
    found[:, task.OWN] <<= task.OWN_COUNT
    found[:, task.OWN] |= _sums(mass, starts)
    found[:, task.MARK] = _sums(initials, starts)


def _apart(arrays: dict[str, Array], points: Array) -> Array:
    """Per element the points that it costs in translation; 0 for own words, light ones, initials and spans."""
    tags, words = arrays["element_tag"], arrays["element_word"]
    chinese = (arrays["reading_script"] == Script.FROM_HAN).repeat(np.diff(arrays["reading_start"]))
    found = np.zeros(len(tags), dtype=np.uint8)
    weighty = ~(_LIGHT_OR_INITIAL[tags] | (tags == Tag.CORE)) & (arrays["element_how"] == layout.IS_TOKEN)
    some = np.flatnonzero(weighty)
    most = np.minimum(points[words[some]], np.array(MOST_TRANSLATED)[tags[some]])
    shares = np.array([LATIN_SHARE, CHINESE_SHARE])[chinese[some].view(np.uint8), tags[some]]
    found[some] = most * shares // 100
    return found


def _sums(values: Array, starts: Array) -> Array:
    """The sum of each run of values."""
    sums = np.zeros(len(starts) - 1, dtype=np.uint16)
    filled = np.flatnonzero(np.diff(starts))
    if len(filled):
        sums[filled] = np.add.reduceat(values, starts[filled], dtype=np.uint16)
    return sums


def _read_only(array: Array) -> Array:
    view = np.ascontiguousarray(array).view()
    view.flags.writeable = False
    return view
