"""What a sentence only words - refutes, doubts, asks, supposes, all but does - is nobody's statement."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lookthrough.evidence.extract import Extraction

Read = Callable[..., Extraction]

UNSAID = [
    ("It is false that Corvid Shipping owns Tarn Metals.", "it is called false"),
    ("It is untrue that Corvid Shipping owns Tarn Metals.", "it is called untrue"),
    ("It is not true that Corvid Shipping owns Tarn Metals.", "it is called not true"),
    ("It is a myth that Corvid Shipping owns Tarn Metals.", "it is called a myth"),
    ("Rumours that Corvid Shipping bought Tarn Metals are wrong.", "the rumours are called wrong"),
    ("Reports that Corvid Shipping bought Tarn Metals in 2019 were false.", "the reports are called false"),
    ("Court papers do not say that Corvid Shipping owns Tarn Metals.", "the papers do not say so"),
    ("The judge said prosecutors failed to prove that Corvid Shipping supplied Tarn Metals.", "it was not proved"),
    ("Analysts doubt that Corvid Shipping owns Tarn Metals.", "it is doubted"),
    ("The court did not find that Corvid Shipping owns Tarn Metals.", "the court did not find it"),
    ("It is wrong to say that Corvid Shipping owns Tarn Metals.", "to say so is called wrong"),
    ("Corvid Shipping was not ordered to sell its 30% stake in Tarn Metals.", "it was not even ordered"),
    ("Few believe that Corvid Shipping owns Tarn Metals.", "few hold it"),
    ("Corvid Shipping almost bought Tarn Metals.", "almost is not"),
    ("Corvid Shipping nearly acquired Tarn Metals in 2019.", "nearly is not"),
    ("Corvid Shipping came close to buying Tarn Metals.", "close to it is not"),
    ("Would Corvid Shipping buy Tarn Metals?", "it is asked"),
    ("Will Corvid Shipping buy Tarn Metals?", "it is asked"),
    ("Is Tarn Metals owned by Corvid Shipping?", "it is asked"),
    ("Should Corvid Shipping buy Tarn Metals, Holm Bank will lend the money.", "it is supposed"),
    ("Holm Bank will lend the money should Corvid Shipping buy Tarn Metals.", "it is supposed"),
    ("As though Corvid Shipping owned Tarn Metals, Holm Bank lent it money.", "it is feigned"),
]


@pytest.mark.parametrize(("text", "because"), UNSAID, ids=[text[:60] for text, _ in UNSAID])
def test_what_is_not_said_to_be_so_is_no_claim(read: Read, text: str, because: str) -> None:
    told = [(c.predicate, c.subject, c.object) for c in read(text).claims if "Tarn" in c.subject + c.object]
    assert not told, because


SAID = [
    ("It is true that Corvid Shipping owns Tarn Metals.", "owns", "Tarn Metals"),
    ("Analysts do not doubt that Corvid Shipping owns Tarn Metals.", "owns", "Tarn Metals"),
    ("It is false that Corvid Shipping owns Tarn Metals, but Lumen Freight owns Holm Bank.", "owns", "Holm Bank"),
    ("Corvid Shipping bought almost 30% of Tarn Metals.", "owns", "Tarn Metals"),
    ("Corvid Shipping nearly doubled its stake in Tarn Metals.", "holds_shares", "Tarn Metals"),
]


@pytest.mark.parametrize(("text", "predicate", "whom"), SAID, ids=[text[:60] for text, _, _ in SAID])
def test_what_only_looks_taken_back_is_said(read: Read, text: str, predicate: str, whom: str) -> None:
    assert (predicate, whom) in [(c.predicate, c.object) for c in read(text).claims]


ORDERED = [
    "Corvid Shipping was ordered to sell its 30% stake in Tarn Metals.",
    "The court ordered Corvid Shipping to sell its 30% stake in Tarn Metals.",
]


@pytest.mark.parametrize("text", ORDERED)
def test_what_was_ordered_is_not_yet_done(read: Read, text: str) -> None:
    told = [(c.subject, c.object, c.stance) for c in read(text).claims if c.predicate == "divested"]
    assert told == [("Corvid Shipping", "Tarn Metals", "planned")]


def test_a_day_is_no_issuer_of_shares(read: Read) -> None:
    claims = read("Corvid Shipping sold its 2.1% stake in Tarn Metals in June 2021.").claims
    assert {c.object for c in claims if c.predicate == "divested"} == {"Tarn Metals"}


NEITHER = [
    (
        "Neither Corvid Shipping nor Lumen Freight, which sold Tarn Metals in 2019, owns a stake in Holm Bank.",
        {
            ("divested", "Lumen Freight", "Tarn Metals", False),
            ("holds_shares", "Corvid Shipping; Lumen Freight", "Holm Bank", True),
        },
    ),
    (
        "Sweden sanctioned neither Corvid Shipping nor Lumen Freight.",
        {("sanctioned", "Sweden", "Corvid Shipping; Lumen Freight", True)},
    ),
    (
        "Corvid Shipping neither owns Tarn Metals nor supplies Holm Bank.",
        {("owns", "Corvid Shipping", "Tarn Metals", True), ("supplies", "Corvid Shipping", "Holm Bank", True)},
    ),
    (
        "Lumen Freight neither denied nor confirmed the report. Corvid Shipping owns Tarn Metals.",
        {("owns", "Corvid Shipping", "Tarn Metals", False)},
    ),
]


@pytest.mark.parametrize(("text", "told"), NEITHER, ids=[text[:60] for text, _ in NEITHER])
def test_neither_and_nor_deny_each_its_own(read: Read, text: str, told: set[tuple[str, str, str, bool]]) -> None:
    assert {(c.predicate, c.subject, c.object, c.negated) for c in read(text).claims} == told


def test_any_company_held_by_half_is_not_the_one_told_before(read: Read) -> None:
    claims = read(
        "Washington listed Corvid Shipping, a unit of Tarn Metals. "
        "It extended the ban to companies it owns 50% or more."
    ).claims
    assert {(c.subject, c.object) for c in claims if c.predicate == "owns"} == {("Tarn Metals", "Corvid Shipping")}


def test_a_name_that_begins_with_a_digit_is_a_name_and_no_amount(read: Read) -> None:
    told = [(c.subject, c.object, c.amount) for c in read("Corvid Shipping bought 3Com in 2008.").claims]
    assert told == [("Corvid Shipping", "3Com", None)]
