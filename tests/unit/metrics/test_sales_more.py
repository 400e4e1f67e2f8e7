"""KPIs of baskets, discounts, minutes, views, refunds and cancellations; hard cases of all that are new."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest

from rex.metrics.base import Setting
from rex.metrics.compute import again, compute, over
from rex.metrics.order_shapes import Pairs, ratio
from rex.model.tables import ProductRow, TotalRow
from tests.builders import FactsInMemory, flat, message, metrics, order, said, window

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rex.engine.sql import Window
    from rex.model.measure import Measure
    from rex.model.tables import Row, SalesRow

SETTING = Setting(3_600, "EUR")
IDS = (
    "units_per_order",
    "order_value_median",
    "discount_share",
    "revenue_per_minute",
    "gpm",
    "sell_through",
    "bought_together",
    "touchpoints",
    "refund_rate",
    "cancelled_share",
)


def measured(*parts: Row | Iterable[Row], frame: Window | None = None) -> dict[str, Measure]:
    """Compute the KPIs of this file, and the mean order value, from rows; a broken one fails the test."""
    frame = frame or window()
    wanted = [metrics()[kpi] for kpi in (*IDS, "aov")]
    with FactsInMemory(flat(*parts), frame) as facts:
        made, failed = compute(wanted, facts, Setting(frame.duration_ms / 1000, "EUR"))
    assert not failed, failed
    return {measure.id: measure for measure in made}


def orders(*totals: int, **more: Any) -> list[SalesRow]:
    return [row for n, total in enumerate(totals) for row in order(f"o{n}", total, **more)]


def baskets(*units: int) -> list[SalesRow]:
    rows = [order(f"b{n}", 1_000, qty=pieces)[0] for n, pieces in enumerate(units)]
    return list(rows)


def priced(name: str, gross: int, *, line: int | None = None, whole: int | None = None, **more: Any) -> list[SalesRow]:
    """Make an order of one line: its price, the discount of the line and that of the order."""
    rows = order(name, gross, **more)
    rows[0].line_gross_minor, rows[0].line_discount_minor, rows[0].order_discount_minor = gross, line, whole
    return rows


def total(metric: str, value: float, raw: str = "", **more: Any) -> TotalRow:
    return TotalRow(metric=metric, metric_raw=raw or metric.title(), value_milli=round(value * 1000), **more)


def money(metric: str, value: float, raw: str, currency: str | None = "EUR", **more: Any) -> TotalRow:
    return total(metric, value, raw, unit="currency", currency=currency, **more)


def why(found: Measure) -> str:
    assert found.value is None
    return said(found.why)


def test_pieces_per_order_by_hand() -> None:
    # five baskets of 1 and five of 3: 20 / 10 = 2; squares 5 + 45 = 50; variance (50 - 10 x 4) / 9 = 1.1111, error
    # sqrt(0.11111) = 0.33333; t(9) = 2.262157: 2 -+ 0.754052
    found = measured(baskets(1, 3, 1, 3, 1, 3, 1, 3, 1, 3))["units_per_order"]
    assert (found.value, found.n, found.method) == (2, 10, "t")
    assert (found.low, found.high) == pytest.approx((1.245948, 2.754052), abs=1e-6)
    assert found.sums["squares"] == 50


def test_pieces_of_all_lines_of_an_order_are_one_basket() -> None:
    found = measured([row for n in range(10) for row in order(str(n), 100, lines=3)])["units_per_order"]
    assert (found.value, found.low, found.method) == (3, None, "mean")  # all alike: no spread was seen


def test_pieces_are_shown_from_ten_orders_on() -> None:
    found = measured(baskets(*[2] * 9))["units_per_order"]
    assert (found.status, found.n) == ("insufficient", 9)
    assert why(found) == "9 orders; shown from 10 on, 1 more."


def test_orders_without_products_tell_no_pieces() -> None:
    grid = [row for n in range(10) for row in order(f"g{n}", 100, sku=None)]
    assert "units_per_order" not in measured(grid)
    found = measured(grid, baskets(*[2] * 10))["units_per_order"]
    assert (found.value, found.n) == (2, 10)
    assert said(found.warnings[0]) == "10 orders name no product and are left out."


def test_the_median_is_the_middle_and_its_interval_two_of_the_totals() -> None:
    # of ten totals P(at most 1 below the median) = 11 / 1024 = 0.011 and P(at most 2) = 0.055: the 2nd and the 9th
    found = measured(orders(*range(100, 1_001, 100)))["order_value_median"]
    assert (found.value, found.low, found.high, found.n) == (550, 200, 900, 10)
    assert (found.unit, found.method) == ("EUR", "order statistics")


def test_a_whale_moves_the_mean_and_not_the_median() -> None:
    # eleven totals: the sixth, 600, whatever the last one is; the mean is (5,500 + 1,000,000) / 11
    found = measured(orders(*range(100, 1_001, 100), 1_000_000))
    assert found["order_value_median"].value == 600
    assert found["aov"].value == pytest.approx(91_409.0909)


def test_the_median_counts_equal_totals_as_often_as_they_are_there() -> None:
    assert measured(orders(*[900] * 8, 100, 200, 300))["order_value_median"].value == 900


def test_a_period_has_no_median_since_sums_do_not_tell_one() -> None:
    found = measured(orders(*range(100, 1_001, 100)))["order_value_median"]
    month = over(metrics()["order_value_median"], [found.sums, found.sums], SETTING)
    assert (month.status, month.n) == ("not_applicable", 20)
    assert why(month) == "Made from single orders, which a period's sums do not hold; see the newest session."


def test_the_median_of_few_orders_is_not_shown() -> None:
    assert why(measured(orders(100))["order_value_median"]) == "1 order; shown from 10 on, 9 more."


def test_the_share_of_discounts_by_hand() -> None:
    # ten baskets of 100, five of them 20 off: 100 / 1,000. Each is 10 off the line d = 0.1 g: squares add up to 1,000.
    # error sqrt(10 / 9 x 1,000) / 1,000 = 0.033333; t(9) = 2.262157: 0.1 -+ 0.0754052
    found = measured(*[priced(str(n), 100, whole=20 * (n % 2)) for n in range(10)])["discount_share"]
    assert (found.value, found.n, found.method, found.better) == (0.1, 10, "t of a ratio", "neither")
    assert (found.low, found.high) == pytest.approx((0.0245948, 0.1754052), abs=1e-6)


def test_a_large_basket_weighs_more_than_a_small_one() -> None:
    # nine of 100 without a discount and one of 1,100 with 200 off: 200 / 2,000, not the mean of the shares (1.8 %)
    rows = [priced(str(n), 100, whole=0) for n in range(9)]
    found = measured(*rows, priced("large", 1_100, whole=200))["discount_share"]
    assert found.value == 0.1
    assert found.low == 0  # never under nothing
    assert said(found.warnings[0]) == "Only 1 order had a discount; with so few the interval is too narrow."
    many = measured(*[priced(f"m{n}", 100 + n, whole=20) for n in range(20)])["discount_share"]
    assert many.warnings == ()


def test_the_ratio_s_interval_needs_a_spread() -> None:
    assert ratio(Pairs(1, 10, 100, 100, 10_000, 1_000)) is None  # one order
    assert ratio(Pairs(3, 30, 300, 300, 30_000, 3_000)) is None  # 10 off each 100
    assert ratio(Pairs(3, 0, 0, 0, 0, 0)) is None


@pytest.mark.parametrize(
    ("line", "whole", "subtotal", "share"),
    [
        (20, 20, 80, 0.2),  # the order's discount and the line's share of it are one
        (20, 20, None, 0.2),
        (5, 20, 80, 0.2),  # some of it was given on the line
        (20, 5, 75, 0.25),  # 100 - 20 - 5 = 75: both were taken off
        (20, 5, None, 0.2),  # not told: the larger one alone
        (20, None, None, 0.2),
        (None, 20, 80, 0.2),
    ],
)
def test_a_discount_is_never_counted_twice(
    line: int | None, whole: int | None, subtotal: int | None, share: float
) -> None:
    rows = [priced(str(n), 100, line=line, whole=whole) for n in range(10)]
    for (row,) in rows:
        row.order_subtotal_minor = subtotal
    found = measured(*rows)["discount_share"]
    assert (found.value, found.low, found.method) == (share, None, "ratio")
    assert said(found.warnings[0]).startswith("All orders have the same share of discounts")


def test_files_without_discounts_have_no_share_and_an_empty_cell_beside_told_ones_is_none() -> None:
    silent = [priced(f"s{n}", 100, source="other.csv") for n in range(10)]
    assert "discount_share" not in measured(*silent)
    told = [priced(f"t{n}", 100, whole=50 if n == 0 else None, source="shop.csv") for n in range(10)]
    found = measured(*silent, *told)["discount_share"]
    assert (found.value, found.n) == (0.05, 10)
    assert said(found.warnings[1]) == "10 orders tell no discount beside their prices and are left out."


def test_discounts_that_do_not_fit_the_prices_are_no_share() -> None:
    rows = [priced(str(n), 100, whole=150) for n in range(10)]
    assert why(measured(*rows)["discount_share"]) == "The discounts do not fit the prices in these files."


def test_money_a_minute_is_of_the_live_minutes_and_a_census() -> None:
    # 300.00 in 60 minutes: 5.00 a minute; a month of two such shows: 600.00 in 120 minutes
    found = measured(orders(10_000, 20_000))["revenue_per_minute"]
    assert (found.value, found.unit, found.low, found.method) == (500, "EUR", None, "census")
    both = over(metrics()["revenue_per_minute"], [found.sums, found.sums], Setting(7_200, "EUR"))
    assert both.value == 500


def test_a_show_without_orders_brought_nothing_a_minute_and_one_without_a_length_has_no_minutes() -> None:
    assert measured(order("before", 100, at_s=-5))["revenue_per_minute"].value == 0
    made = again(metrics()["revenue_per_minute"], {"orders": 1, "revenue": {"EUR": 100}}, Setting(0, "EUR"))
    assert why(made) == "The length of the show is not known."


def test_views_and_money_of_one_platform_are_divided() -> None:
    # Direct GMV 3,000.00 and 12,000 views: 250.00 for 1,000 of them; gross revenue is not taken beside it
    rows = [
        total("views", 12_000, "Views"),
        money("direct_revenue", 3_000, "Direct GMV"),
        money("revenue", 9_000, "Gross revenue"),
    ]
    found = measured(rows, orders(1_000))["gpm"]
    assert (found.value, found.unit, found.n, found.low) == (25_000, "EUR", 12_000, None)
    assert (found.definition, found.method) == ("gpm@1:Direct GMV", "census by the platform")
    assert measured(rows[0], rows[2])["gpm"].value == 75_000


def test_the_shop_s_orders_over_a_platform_s_views_say_so() -> None:
    # 30.00 and 2,000 views: 15.00 for 1,000. The money of another platform is not set against these views.
    views = total("views", 2_000, "Total Views", source="a.csv")
    found = measured(views, money("revenue", 900, "Revenue", source="b.csv"), orders(1_000, 2_000))["gpm"]
    assert (found.value, found.definition, found.method) == (1_500, "gpm@1:orders", "census")
    assert said(found.warnings[1]).startswith("The orders of all channels are divided by the views")


def test_views_without_money_or_without_a_view_have_no_gpm() -> None:
    assert "gpm" not in measured(total("views", 2_000))
    assert "gpm" not in measured(total("orders", 2_000), orders(100))
    assert why(measured(total("views", 0), orders(100))["gpm"]) == "The platform counted no views to divide by."
    two = measured(total("views", 10, "Views"), total("views", 20, "Total Views"), orders(100))["gpm"]
    assert why(two).startswith("Several platforms or reports count it")
    nameless = measured(total("views", 10), money("revenue", 5, "Revenue", None))["gpm"]
    assert "name no currency" in why(nameless)


def test_refunds_of_the_revenue() -> None:
    # 50.00 of 1,000.00
    found = measured(order("1", 60_000, refunded=5_000), order("2", 40_000))["refund_rate"]
    assert (found.value, found.n, found.low, found.method) == (0.05, 2, None, "census")
    assert (found.better, found.settles) == ("lower", True)


def test_all_given_back_is_a_rate_of_one_and_nothing_given_back_one_of_nothing() -> None:
    assert measured(order("1", 500, refunded=500))["refund_rate"].value == 1
    assert measured(order("1", 500))["refund_rate"].value == 0


def test_refunds_that_are_not_told_or_do_not_fit_are_no_rate() -> None:
    assert "refund_rate" not in measured(order("1", 500, refunded=None))
    assert why(measured(order("1", 500, refunded=700))["refund_rate"]).startswith("The refunds (700) do not fit")
    assert why(measured(order("1", 500, refunded=-7))["refund_rate"]).startswith("The refunds (-7) do not fit")
    assert why(measured(order("1", 0))["refund_rate"]).startswith("The counted orders are worth nothing")


def test_cancelled_orders_of_those_placed() -> None:
    # 3 of 30: Wilson (3 + 1.92) / 33.84 -+ 1.96 sqrt(3 x 27 / 30 + 0.96) / 33.84 = 0.1454 -+ 0.1108
    cancelled = [order(f"c{n}", 100, cancelled=True) for n in range(3)]
    never = [order("f", 100, status="failed"), order("g", 0, giveaway=True), order("e", 1, at_s=-5, cancelled=True)]
    found = measured(orders(*[100] * 27), *cancelled, *never)["cancelled_share"]
    assert (found.value, found.k, found.n, found.method) == (0.1, 3, 30, "wilson")
    assert (found.low, found.high) == pytest.approx((0.0346, 0.2562), abs=1e-4)
    assert (found.better, found.settles) == ("lower", True)


def test_an_order_with_a_line_that_still_counts_is_not_cancelled() -> None:
    rows = [order(str(n), 100, lines=2) for n in range(30)]
    rows[0][1].cancelled = True
    assert measured(*rows)["cancelled_share"].value == 0


def test_under_thirty_orders_no_share_is_cancelled_and_all_may_be() -> None:
    assert why(measured(orders(*[100] * 29))["cancelled_share"]) == "29 orders; shown from 30 on."
    found = measured(orders(*[100] * 30, cancelled=True))
    assert found["cancelled_share"].value == 1
    assert found["refund_rate"].status == "not_applicable"


MONEY = ("order_value_median", "discount_share", "revenue_per_minute", "gpm", "refund_rate")


@pytest.mark.parametrize("kpi", MONEY)
def test_two_currencies_have_no_common_sum(kpi: str) -> None:
    rows = [priced(f"e{n}", 100, whole=10) for n in range(20)]
    rows += [priced(f"u{n}", 100, whole=10, currency="USD") for n in range(20)]
    found = measured(*rows, total("views", 900))[kpi]
    assert (found.status, found.value) == ("not_applicable", None)
    assert why(found).startswith("The orders are in 2 currencies (EUR, USD)")


@pytest.mark.parametrize("kpi", [name for name in IDS if name not in {"revenue_per_minute", "gpm", "sell_through"}])
def test_no_order_of_the_session_is_said(kpi: str) -> None:
    found = measured(order("before", 100, at_s=-5))[kpi]
    assert (found.status, found.n) == ("not_applicable", 0)
    assert why(found) == "No order of this session is in the files."


@pytest.mark.parametrize("kpi", IDS)
def test_what_no_file_speaks_of_stands_in_no_record(kpi: str) -> None:
    assert kpi not in measured(message(1))


EVERYTHING: tuple[list[Row], ...] = (
    flat(*[priced(str(n), 5_000_000_000 + n, whole=n, refunded=1) for n in range(40)], total("views", 1)),
    flat(order("1", 0)),
    flat(order("1", 500, refunded=500)),
    flat(order("1", None)),
    flat(order("1", 100, currency=None)),
    flat(orders(*[100] * 40, qty=0)),
    flat(orders(*[0] * 40), total("views", 0.4), ProductRow(sku="KIT", name="Kit", stock_before=1)),
    flat(orders(*[-100] * 40), total("views", 10), ProductRow(sku="KIT", name="Kit", stock_before=100)),
)


@pytest.mark.parametrize("rows", EVERYTHING)
def test_hard_cases_are_numbers_or_sentences_never_neither(rows: list[Row]) -> None:
    found = measured(rows, frame=window(minutes=0.01))
    for kpi in IDS:
        one = found.get(kpi)
        if one is None:
            continue
        assert (one.value is None) == (one.status != "measured") == (one.why is not None), kpi
        for number in (one.value, one.low, one.high):
            assert number is None or math.isfinite(number), kpi
        if one.unit == "share" and one.value is not None:
            assert 0 <= one.value <= 1, kpi


@pytest.mark.parametrize("kpi", [name for name in IDS if metrics()[name].listing is None])
def test_a_value_without_a_list_is_made_again_from_its_sums(kpi: str) -> None:
    rows = [priced(str(n), 100 + n, whole=n % 7, tags="utm_source=mail", refunded=n % 2) for n in range(40)]
    found = measured(*rows, total("views", 900))[kpi]
    assert found.status == "measured"
    assert again(metrics()[kpi], found.sums, SETTING) == found
