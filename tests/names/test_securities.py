"""A holdings line gives its issuer's name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.names.securities import read_line


@pytest.mark.parametrize(
    ("line", "issuer"),
    [
        ("BYD LTD H", "byd ltd"),
        ("BAIDU ADS REPTG INC CLASS A", "baidu inc"),
        ("NIO AMERICAN DEPOSITARY SHARES REP", "nio"),
        ("NASPERS LIMITED N LTD", "naspers limited ltd"),
        ("SAMSUNG ELECTRONICS NON VOTING PRE", "samsung electronics"),
        ("HYUNDAI MOTOR S2 PREF", "hyundai motor"),
        ("ALIBABA GROUP HLDG LTD SPONSORED ADS", "alibaba group hldg ltd"),
        ("GAZPROM PJSC 4.95% 07/19/2022 REGS", "gazprom pjsc"),
        ("VTB CAPITAL SA 6.95 10/17/22 MTN", "vtb capital sa"),
        ("E INK HOLDINGS INC", "e ink holdings inc"),
        ("ADVANCED INFO SERVICE NON-VOTING D", "advanced info service"),
        ("CLASS A", "class"),
        ("A", "a"),
        ("REP", "rep"),
    ],
)
def test_the_words_of_the_instrument_are_left_out(line, issuer):
    assert " ".join(read_line(line).words) == issuer


def test_a_depositary_receipt_is_noticed():
    assert read_line("DAQO NEW ENERGY ADR REPRESENTING").receipt
    assert not read_line("DAQO NEW ENERGY LTD A").receipt


@pytest.mark.parametrize(
    ("line", "last", "cut"),
    [
        ("CHINA STATE CONSTRUCTION ENGINEERI", "engineering", True),
        ("CONTEMPORARY AMPEREX TECHNOLOGY LT", "technology", True),
        ("PING AN INSURANCE (GROUP) CO OF CH", "of", True),
        ("HARMONY GOLD MINING COMPANY LIMITE", "company", True),
        ("GEELY AUTOMOBILE HOLDINGS LTD", "ltd", False),
        ("ZTE CORP H", "corp", False),
    ],
)
def test_a_line_that_was_cut_off_is_noticed(line, last, cut):
    read = read_line(line)
    assert (read.words[-1], read.cut) == (last, cut)


@given(st.text(max_size=80))
def test_any_line_with_a_letter_keeps_a_word(text):
    read = read_line(text)
    assert read.words or not any(c.isascii() and c.isalpha() for c in text)
