"""Links read many at a time say what each says by itself, whatever way its share is printed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import lookthrough as lt
from lookthrough.errors import InputError, Issues
from lookthrough.exposure.ownership import reading
from lookthrough.exposure.ownership.digits import read_lines
from lookthrough.exposure.ownership.ledger import Ledger
from lookthrough.exposure.ownership.reading import read_links
from lookthrough.model.share import UNKNOWN_SHARE, Share
from lookthrough.registers.shares import read_share

numbers = st.from_regex(r"[0-9]{0,17}", fullmatch=True)
shares = st.one_of(
    st.builds("{}{}{}{}{}".format, st.sampled_from(["", " ", ">", "< ", "≥"]), numbers,
              st.sampled_from(["/", ".", ","]), numbers, st.sampled_from(["", "%", " %", "x"])),
    st.text(alphabet="0123456789 ./%<>,-\n", max_size=12),
)  # fmt: skip


def by_the_kernel(text: str) -> Share | None:
    """What the kernel makes of one line; None where it leaves the line to others."""
    top, unit, sign = [0], [0], [0]
    read_lines(text.encode() + b"\n", top, unit, sign)
    if not unit[0]:
        return None
    part = Fraction(top[0], unit[0])
    low, high = (Fraction(0) if sign[0] == 2 else part), (Fraction(1) if sign[0] == 1 else part)
    return Share(low, high, "", sign[0] == 1, sign[0] == 2)


def by_itself(text: str) -> Share | None:
    """The same of the reader of printed shares; None where it is no share."""
    try:
        share = read_share(text, "fraction")
    except InputError:
        return None
    return Share(share.low, share.high, "", share.low_open, share.high_open)


@given(shares.filter(lambda text: "\n" not in text))
@example("49.999999999 %")
@example("20/80")  # a column of parts of one: no two shares beside each other
@example("000000000000001/2")
def test_the_kernel_reads_a_share_as_it_is_printed_or_leaves_it(text):
    read = by_the_kernel(text)
    if read is not None and read.is_possible:
        assert read == by_itself(text)


@given(st.lists(st.tuples(shares, shares), max_size=6))
def test_many_links_say_what_each_says_alone(pairs):
    links = [{"owner": "X", "owned": f"c{n}", "low": low, "high": high} for n, (low, high) in enumerate(pairs)]
    together, issues = Ledger(), Issues()
    read_links(links, together, issues)
    alone = Ledger()
    for link in links:
        read_links([link], alone, Issues())
    columns = [ledger.stakes().columns for ledger in (together, alone)]
    read, expected = ([columns.share(row) for row in range(len(links))] for columns in columns)
    assert read == expected
    for (low, high), share in zip(pairs, read, strict=True):
        first, second = by_itself(low), by_itself(high)
        if first is not None and second is not None:
            stated = Share(first.low, second.high, "", first.low_open, second.high_open)
            assert share == (stated if stated.is_possible else UNKNOWN_SHARE)


@pytest.mark.parametrize("many", [0, 1 << 30])
def test_machine_code_and_plain_python_read_alike(many, monkeypatch):
    monkeypatch.setattr(reading, "_MANY", many)
    texts = ["1/3", ">25 %", "50,0 %", "49.999999999%", "", "0.5", "1/3\n", "é"]
    links = [{"owner": "X", "owned": f"c{n}", "share": text} for n, text in enumerate(texts)]
    ledger, issues = Ledger(), Issues()
    read_links(links, ledger, issues)
    shares = [ledger.stakes().columns.share(row) for row in range(len(texts))]
    assert list(map(str, shares)) == [
        "33 1/3%", "more than 25%", "50%", "49.999999999%", "an unknown share", "50%", "33 1/3%", "an unknown share",
    ]  # fmt: skip
    assert [issue.code for issue in issues] == ["bad-share"]


def test_a_bound_may_be_printed_as_registers_print_it():
    link = {"owner": "X", "owned": "A", "low": "more than 50,0 %", "high": "75 per cent"}
    found = lt.attribute([link], ["X"], inclusive=False)
    assert str(found.held("A")) == "more than 50% and at most 75%"


def test_rows_are_counted_past_the_end_of_a_batch(monkeypatch):
    monkeypatch.setattr(reading, "_AT_ONCE", 2)
    links = [{"owner": "X", "owned": "A", "share": "1/9"}] * 5 + [{"owner": "X", "owned": "", "share": "1/9"}]
    found = lt.attribute([*links, {"owner": "B", "owned": "B", "share": "n/a"}], ["X"])
    assert [(issue.code, issue.place.row) for issue in found.issues] == [
        ("no-owned-party", 6), ("share-not-stated", 7), ("self-holding", 7),
    ]  # fmt: skip


def test_an_id_that_cannot_be_one_is_told_with_its_row():
    with pytest.raises(lt.InputError) as told:
        lt.attribute([{"owner": "X", "owned": "A"}, {"owner": ["X"], "owned": "A"}], ["X"])
    assert told.value.place is not None
    assert told.value.place.row == 2
