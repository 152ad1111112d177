"""Results that are kept once they are asked for again."""

from __future__ import annotations

from lookthrough.names.remembered import when_it_returns


def counted(most):
    calls = []

    @when_it_returns(most)
    def double(number, *, more=0):
        calls.append(number)
        return 2 * number + more

    return double, calls


def test_a_result_is_kept_from_its_second_time_on():
    double, calls = counted(10)
    assert [double(number) for number in (3, 4, 3, 4, 3, 4)] == [6, 8] * 3
    assert calls == [3, 4, 3, 4]


def test_the_last_result_is_kept_from_its_first_time_on():
    double, calls = counted(10)
    assert [double(3) for _ in range(5)] == [6] * 5
    assert calls == [3], "because a query is compared with one candidate after the other"


def test_other_arguments_have_other_results():
    double, _ = counted(10)
    assert [double(3, more=1), double(3), double(3, more=1), double(3), double(4)] == [7, 6, 7, 6, 8]


def test_no_more_are_kept_than_asked_for():
    double, calls = counted(2)
    for number in (1, 2, 1, 2, 3, 4, 3):
        double(number)
    calls.clear()
    assert double(1) == 2
    assert calls == [1], "it was forgotten when a third came"
