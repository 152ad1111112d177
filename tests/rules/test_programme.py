"""Programme files: law as data, and what happens when one is damaged."""

from __future__ import annotations

from datetime import date

import pytest

from lookthrough.errors import NotFoundError, StateError
from lookthrough.rules.programme import load_programme, parse_programme

GOOD = """
id = "xx_rule"
title = "t"
summary = "s"
authority = "a"
actor = "everyone"
lists = ["xx_rule"]
spread = "named"
ownership = "o"
does_not_mean = ["n"]
[[dealing]]
key = "buy"
object = "buying"
effect = "trade_prohibited"
citation = "law 1"
[[period]]
of = "buy"
from = 2020-01-01
until = 2021-01-01
citation = "law 2"
text = "it stood for a year"
[[citation]]
title = "law 1"
url = "https://www.ecfr.gov/"
[terms.note]
a = "b"
"""


def test_a_good_file_is_read_whole() -> None:
    programme = parse_programme(GOOD, "xx_rule.toml")
    assert programme.dealing("buy").effect == "trade_prohibited"
    assert programme.term("note", "a") == "b"
    assert programme.term("note", "z") == programme.term("none", "a") == ""


@pytest.mark.parametrize(
    ("day", "truth"),
    [(date(2019, 12, 31), "no"), (date(2020, 1, 1), "yes"), (date(2020, 12, 31), "yes"), (date(2021, 1, 1), "no")],
)
def test_a_period_holds_from_its_first_day_to_the_day_before_its_end(day: date, truth: str) -> None:
    assert parse_programme(GOOD, "xx_rule.toml").in_law("buy", day).truth == truth


def test_a_part_without_periods_is_always_law_and_a_doubt_makes_it_unknown() -> None:
    doubted = GOOD.replace('text = "it', 'doubt = "who knows"\ntext = "it')
    assert parse_programme(GOOD, "xx_rule.toml").in_law("sell", date(1990, 1, 1)).truth == "yes"
    assert parse_programme(doubted, "xx_rule.toml").in_law("buy", date(2020, 6, 1)).truth == "unknown"
    assert parse_programme(doubted, "xx_rule.toml").in_law("buy", date(2022, 6, 1)).truth == "no"


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('title = "t"', "", "title"),
        ('title = "t"', "title = 3", "title"),
        ('spread = "named"', 'spread = "everybody"', "spread"),
        ('lists = ["xx_rule"]', "lists = []", "lists"),
        ('effect = "trade_prohibited"', 'effect = "sanctioned"', "dealing[1].effect"),
        ("from = 2020-01-01", 'from = "2020-01-01"', "period[1].from"),
        ("from = 2020-01-01", "from = 2020-01-01T00:00:00", "period[1].from"),
        ("until = 2021-01-01", "until = 2019-01-01", "period[1].until"),
        ('url = "https://www.ecfr.gov/"', 'url = "ftp://x"', "citation[1].url"),
        ('a = "b"', "a = 1", "terms.note"),
        ('ownership = "o"', 'ownership = "o"\nowner = "p"', "owner"),
        ('id = "xx_rule"', 'id = "yy_rule"', "id"),
        ('title = "t"', 'title = "t', "xx_rule.toml"),
        ('title = "t"', 'title = "t"\nstands_for = [{ of = "A", citation = "c" }]', "stands_for[1].confirmed"),
        (
            'title = "t"',
            'title = "t"\nstands_for = [{ of = "A", from = 2020-01-01, until = 2020-01-01 }]',
            "stands_for[1].until",
        ),
    ],
)
def test_a_damaged_file_is_refused_with_its_place(old: str, new: str, place: str) -> None:
    assert old in GOOD
    with pytest.raises(StateError) as caught:
        parse_programme(GOOD.replace(old, new), "xx_rule.toml")
    assert "xx_rule.toml" in str(caught.value)
    assert place in str(caught.value)


def test_an_unknown_dealing_is_our_own_mistake() -> None:
    with pytest.raises(StateError, match="no dealing"):
        parse_programme(GOOD, "xx_rule.toml").dealing("borrow")


@pytest.mark.parametrize("rule_id", ["us_none", "../settings", ""])
def test_an_unknown_programme_is_not_found(rule_id: str) -> None:
    with pytest.raises(NotFoundError):
        load_programme(rule_id)


def test_a_day_between_two_periods_is_explained_by_the_one_that_had_ended() -> None:
    again = """[[period]]
of = "buy"
from = 2022-01-01
citation = "law 3"
text = "it stands again"
[[citation]]"""
    gap = GOOD.replace('text = "it stood for a year"', 'text = "it stands"\nended = "it stood for a year"')
    programme = parse_programme(gap.replace("[[citation]]", again), "xx_rule.toml")
    for day, truth, text in [
        (date(2019, 1, 1), "no", "it stands"),
        (date(2020, 1, 1), "yes", "it stands"),
        (date(2021, 6, 1), "no", "it stood for a year"),
        (date(2022, 1, 1), "yes", "it stands again"),
    ]:
        law = programme.in_law("buy", day)
        assert (law.truth, law.text) == (truth, text)


def test_a_code_stands_for_the_authority_of_the_day() -> None:
    rows = """stands_for = [
  { of = "A", until = 2020-01-01, citation = "old", confirmed = true },
  { of = "A", from = 2020-01-01, citation = "new", confirmed = false },
]
"""
    programme = parse_programme(rows + GOOD, "xx_rule.toml")
    old, new = (programme.authority_of("A", date(year, 1, 1)) for year in (2019, 2020))
    assert old
    assert (old.citation, old.confirmed) == ("old", True)
    assert new
    assert (new.citation, new.confirmed) == ("new", False)
    assert programme.authority_of("B", date(2020, 1, 1)) is None
