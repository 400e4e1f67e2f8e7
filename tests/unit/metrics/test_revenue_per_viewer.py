from __future__ import annotations

import math

import pytest

from tests.builders import measured, order, said, unique, watching


def test_thirty_buyers_of_a_hundred_by_hand() -> None:
    # 30 people spend 10.00, 70 nothing: mean 3.00; squares 30 x 1,000 x 1,000; variance (3e7 - 100 x 300 x 300) / 99
    # = 212,121.2, error sqrt(2,121.212) = 46.0566, t(99) = 1.984217: 300 -+ 91.3863
    rows = [row for n in range(30) for row in order(str(n), 1_000)]
    found = measured(rows, unique(100))["revenue_per_viewer"]
    assert (found.value, found.n, found.unit) == (300, 100, "EUR")
    assert (found.low, found.high) == pytest.approx((208.614, 391.386), abs=1e-2)


def test_two_orders_of_one_person_are_one_person_s_spend() -> None:
    twice = [row for n in range(30) for part in "ab" for row in order(f"{n}{part}", 500, customer=f"c{n}")]
    once = [row for n in range(30) for row in order(str(n), 1_000, customer=f"c{n}")]
    two, one = (measured(rows, unique(100))["revenue_per_viewer"] for rows in (twice, once))
    assert (two.value, two.low, two.high) == (one.value, one.low, one.high)


def test_under_thirty_buyers_it_says_how_many_more() -> None:
    found = measured(order("1", 1_000), unique(100))["revenue_per_viewer"]
    assert (found.status, found.n) == ("insufficient", 100)
    assert said(found.why) == "1 buyer; shown from 30 on, 29 more."


def test_nobody_ordered_is_too_little_not_a_mistake_in_the_file() -> None:
    found = measured(order("1", 1_000, at_s=-9), unique(100))["revenue_per_viewer"]
    assert found.status == "insufficient"


def test_viewers_unknown_nobody_and_too_few_are_three_answers() -> None:
    rows = [row for n in range(30) for row in order(str(n), 1_000)]
    unknown, nobody, few = (
        measured(rows, viewers)["revenue_per_viewer"] for viewers in (watching(0, 90), unique(0), unique(29))
    )
    assert {m.status for m in (unknown, nobody, few)} == {"not_applicable"}
    assert len({said(m.why) for m in (unknown, nobody, few)}) == 3


def test_everybody_spent_the_same_has_no_interval() -> None:
    rows = [row for n in range(30) for row in order(str(n), 1_000)]
    found = measured(rows, unique(30))["revenue_per_viewer"]
    assert (found.value, found.low) == (1_000, None)
    assert found.value is not None
    assert math.isfinite(found.value)
