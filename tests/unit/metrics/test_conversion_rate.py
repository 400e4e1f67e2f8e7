from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.builders import measured, order, said, unique, watching

if TYPE_CHECKING:
    from rex.model.tables import SalesRow

PUBLISHED = Path(__file__).parents[2] / "published" / "wilson_interval.json"


def buyers(count: int) -> list[SalesRow]:
    return [row for n in range(count) for row in order(str(n), 1_000)]


def test_thirty_of_a_thousand() -> None:
    # Wilson: z = 1.959964, (30 + z2/2) / (1000 + z2) = 0.0317986; half = z sqrt(30 x 970 / 1000 + z2/4) / (1000 + z2)
    # = 1.959964 x 5.482733 / 1003.8415 = 0.0107049
    found = measured(buyers(30), unique(1_000))["conversion_rate"]
    assert (found.value, found.k, found.n, found.method, found.confidence) == (0.03, 30, 1_000, "wilson", 0.95)
    assert (found.low, found.high) == pytest.approx((0.021094, 0.042504), abs=1e-6)


def test_the_published_conversion_rate() -> None:
    case = next(c for c in json.loads(PUBLISHED.read_text())["cases"] if c["n"] == 1_000)
    found = measured(buyers(case["successes"]), unique(case["n"]))["conversion_rate"]
    assert found.low == pytest.approx(case["lower"], abs=case["tolerance"])
    assert found.high == pytest.approx(case["upper"], abs=case["tolerance"])


def test_who_buys_twice_is_one_buyer() -> None:
    rows = [*order("1", 500, customer="ana"), *order("2", 700, customer="ana"), *order("3", 100, customer="leo")]
    found = measured(rows, unique(100))["conversion_rate"]
    assert (found.k, found.value) == (2, 0.02)


def test_an_order_without_a_customer_is_a_buyer_of_its_own_and_is_told() -> None:
    rows = [*order("1", 500, customer=None, lines=2), *order("2", 700, customer=None)]
    found = measured(rows, unique(100))["conversion_rate"]
    assert found.k == 2
    assert said(found.warnings[0]).startswith("2 orders name no customer")


def test_nobody_watched_is_no_share_of_nothing() -> None:
    found = measured(buyers(1), unique(0))["conversion_rate"]
    assert (found.status, found.value) == ("not_applicable", None)
    assert said(found.why).startswith("No viewers")


def test_a_curve_without_unique_viewers_is_not_nobody() -> None:
    found = measured(buyers(1), watching(0, 50))["conversion_rate"]
    assert found.status == "not_applicable"
    assert "unique viewers" in said(found.why)


def test_more_buyers_than_viewers_is_a_mistake_in_the_files() -> None:
    found = measured(buyers(41), unique(40))["conversion_rate"]
    assert (found.status, found.value, found.k, found.n) == ("not_applicable", None, 41, 40)


@pytest.mark.parametrize(("viewers", "status"), [(29, "insufficient"), (30, "measured")])
def test_a_share_is_shown_from_thirty_viewers_on(viewers: int, status: str) -> None:
    found = measured(buyers(1), unique(viewers))["conversion_rate"]
    assert found.status == status
    assert (found.value is None) == (status == "insufficient")


def test_one_viewer_who_bought_twice_is_too_little() -> None:
    rows = [*order("1", 500, customer="ana"), *order("2", 700, customer="ana")]
    found = measured(rows, unique(1))["conversion_rate"]
    assert found.status == "insufficient"
    assert said(found.why) == "Only 1 viewer; a share is shown from 30 on."


def test_nobody_bought_is_zero_with_an_upper_end() -> None:
    found = measured(order("before", 100, at_s=-9), unique(1_000))["conversion_rate"]
    # 0 of 1,000: upper end z2 / (n + z2) = 3.841459 / 1003.841459
    assert (found.value, found.low) == (0, 0)
    assert found.high == pytest.approx(0.0038268, abs=1e-6)
