from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.metrics.base import Setting
from rex.metrics.compute import over
from tests.builders import answers, flat, measured, message, metrics, order, unique, watching

if TYPE_CHECKING:
    from rex.model.measure import Measure
    from rex.model.tables import Row


def both(kpi: str, first: list[Row], second: list[Row], hours: float = 2) -> Measure:
    sums = [measured(rows)[kpi].sums for rows in (first, second)]
    return over(metrics()[kpi], sums, Setting(hours * 3_600, "EUR"))


def buyers(count: int, total: int = 1_000, prefix: str = "a") -> list[Row]:
    return flat([row for n in range(count) for row in order(f"{prefix}{n}", total)])


def test_a_rate_over_two_sessions_is_of_their_sums_not_the_mean_of_the_rates() -> None:
    # 30 of 100 and 30 of 900: 60 of 1,000, not the mean of 30 % and 3.3 %
    found = both("conversion_rate", flat(buyers(30), unique(100)), flat(buyers(30), unique(900)))
    assert (found.value, found.k, found.n) == (0.06, 60, 1_000)


def test_money_adds_up_by_currency() -> None:
    found = both("revenue", buyers(2), buyers(3))
    assert (found.value, found.unit) == (5_000, "EUR")
    mixed = both("revenue", buyers(2), flat(order("d", 70, currency="USD")))
    assert (mixed.status, mixed.sums["revenue"]) == ("not_applicable", {"EUR": 2_000, "USD": 70})


def test_a_peak_is_the_largest_and_an_average_weighs_by_time() -> None:
    first, second = [watching(0, 90), watching(1_800, 30)], [watching(0, 40)]
    assert both("peak_concurrent", flat(first), flat(second)).value == 90
    # half an hour of 90, half an hour of 30, an hour of 40: (45 + 15 + 40) / 2
    average = both("average_concurrent", flat(first), flat(second))
    assert (average.value, average.warnings) == (50, ())


def test_mean_and_score_come_from_all_answers() -> None:
    found = both("nps", flat(answers("nps", [10] * 10, 0, 10)), flat(answers("nps", [0] * 30, 0, 10)))
    assert (found.value, found.n) == (-50, 40)
    means = both("csat_mean", flat(answers("csat", [5] * 10, 1, 5)), flat(answers("csat", [2] * 20, 1, 5)))
    assert (means.value, means.n) == (3, 30)


def test_a_chat_rate_uses_both_lengths() -> None:
    found = both("chat_rate", flat([message(n) for n in range(60)]), flat([message(n) for n in range(180)]))
    assert found.value == 2  # 240 messages in 120 minutes


@pytest.mark.parametrize("kpi", ["orders", "units", "messages", "watch_time", "unique_viewers"])
def test_twice_the_same_session_is_twice_the_count(kpi: str) -> None:
    rows = flat(buyers(3), [message(n) for n in range(7)], watching(0, 10), unique(40))
    alone = measured(rows)[kpi].value
    assert alone is not None
    assert both(kpi, rows, rows).value == 2 * alone


@pytest.mark.parametrize("kpi", sorted(metrics()))
@pytest.mark.parametrize("stored", [[], [{}, {}]])
def test_no_sums_at_all_are_no_value_and_never_zero(kpi: str, stored: list[dict[str, int | dict[str, int]]]) -> None:
    found = over(metrics()[kpi], stored, Setting(3_600, "EUR"))
    assert (found.status, found.value, found.sums) == ("not_applicable", None, {})
    assert found.why is not None
