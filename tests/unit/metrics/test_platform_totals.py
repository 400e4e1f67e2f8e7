"""A platform's own totals as measures: taken as they are, beside REX's own, never mixed with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rex.compare.diff import compare
from rex.metrics.base import Setting
from rex.metrics.compute import compute, over
from rex.model.tables import ReactionRow, TotalRow
from tests.builders import (
    FactsInMemory,
    flat,
    measured,
    message,
    metrics,
    order,
    record,
    said,
    unique,
    watching,
    window,
)

if TYPE_CHECKING:
    from rex.model.measure import Measure

COUNTS = {
    "platform_orders": "orders",
    "platform_units": "units",
    "platform_buyers": "buyers",
    "platform_viewers": "viewers",
    "platform_views": "views",
    "platform_likes": "likes",
    "platform_comments": "comments",
    "platform_shares": "shares",
}
ALL = [*COUNTS, "platform_revenue", "platform_peak_viewers", "platform_watch_time", "platform_view_duration"]


def total(metric: str, value: float, raw: str = "", **more: Any) -> TotalRow:
    return TotalRow(metric=metric, metric_raw=raw or metric.title(), value_milli=round(value * 1000), **more)


def money(value: float, currency: str | None = "IDR", raw: str = "Gross revenue", **more: Any) -> TotalRow:
    return total("revenue", value, raw, unit="currency", currency=currency, **more)


def warned(found: Measure) -> list[str]:
    return [said(warning) for warning in found.warnings[1:]]


@pytest.mark.parametrize(("kpi", "metric"), COUNTS.items())
def test_a_count_is_taken_as_the_platform_says_it_without_an_interval(kpi: str, metric: str) -> None:
    found = measured(total(metric, 36, "Orders paid for"))[kpi]
    assert (found.value, found.unit, found.n, found.method) == (36, "count", 36, "census by the platform")
    assert (found.low, found.high, found.definition) == (None, None, f"{kpi}@1:Orders paid for")
    assert said(found.warnings[0]) == "The platform calls it “Orders paid for” and counts by its own rule."
    assert warned(found) == []


def test_money_is_in_the_platform_s_currency_and_its_minor_units() -> None:
    found = measured(money(9_467_316))["platform_revenue"]
    assert (found.value, found.unit) == (946_731_600, "IDR")
    assert found.sums["told"] == {"IDR Gross revenue": 9_467_316_000}
    yen = measured(money(5_000, "JPY"))["platform_revenue"]
    assert (yen.value, yen.unit) == (5_000, "JPY")


def test_money_without_a_currency_asks_for_it() -> None:
    found = measured(money(120, None))["platform_revenue"]
    assert (found.status, found.value) == ("not_applicable", None)
    assert "name no currency" in said(found.why)


def test_durations_are_hours_watched_and_seconds_of_a_view() -> None:
    found = measured(total("watch_time", 3_693, unit="minutes"), total("view_duration", 34, unit="seconds"))
    assert found["platform_watch_time"].value == pytest.approx(3_693 / 60)
    assert (found["platform_view_duration"].value, found["platform_view_duration"].unit) == (34, "seconds")


def test_the_most_at_once_is_the_platform_s_and_over_sessions_the_largest() -> None:
    one, two = (measured(total("peak_viewers", most))["platform_peak_viewers"] for most in (181, 206))
    assert (one.value, two.value) == (181, 206)
    both = over(metrics()["platform_peak_viewers"], [one.sums, two.sums], Setting(7_200, "EUR"))
    assert both.value == 206


@pytest.mark.parametrize("kpi", ALL)
def test_a_number_that_no_platform_tells_stands_in_no_record(kpi: str) -> None:
    assert kpi not in measured(message(1))
    assert kpi not in measured(total("clips", 3))


def test_totals_never_become_the_measures_that_rex_counts_itself() -> None:
    found = measured(total("orders", 36), total("viewers", 900), total("comments", 5), money(100, "EUR"))
    for kpi in ("orders", "unique_viewers", "messages", "revenue", "conversion_rate"):
        assert found[kpi].value is None


def test_the_gap_to_rex_s_own_number_is_said() -> None:
    # 3 orders of 10.00 from the shop; the platform says 5 orders and 45.00, 15.00 more
    rows = flat([line for n in range(3) for line in order(str(n), 1_000)], total("orders", 5), money(45, "EUR"))
    found = measured(rows)
    assert warned(found["platform_orders"]) == ["From the files it is 3; the platform's number lies 2 above that."]
    assert warned(found["platform_revenue"]) == [
        "From the files it is 3000; the platform's number lies 1500 above that."
    ]
    assert (found["orders"].value, found["orders"].warnings) == (3, ())


def test_the_gap_is_said_below_as_above_and_agreement_says_nothing() -> None:
    shop = [line for n in range(3) for line in order(str(n), 1_000)]
    assert warned(measured(shop, total("orders", 2))["platform_orders"]) == [
        "From the files it is 3; the platform's number lies 1 below that."
    ]
    assert warned(measured(shop, total("orders", 3))["platform_orders"]) == []


def test_a_shop_s_file_without_an_order_of_the_session_is_a_gap_and_no_file_is_none() -> None:
    too_early = order("1", 1_000, at_s=-7_200)
    assert warned(measured(too_early, total("orders", 36))["platform_orders"]) == [
        "From the files it is 0; the platform's number lies 36 above that."
    ]
    assert warned(measured(too_early, money(45, "EUR"))["platform_revenue"]) == [
        "From the files it is 0; the platform's number lies 4500 above that."
    ]
    assert warned(measured(message(1), total("orders", 36))["platform_orders"]) == []


def test_money_of_two_currencies_has_no_gap() -> None:
    assert warned(measured(order("1", 1_000), money(45, "SEK"))["platform_revenue"]) == []


ROOM = [ReactionRow(count=120, cumulative=True, offset_ms=9), ReactionRow(count=7, offset_ms=9)]


@pytest.mark.parametrize(
    ("metric", "rows", "own"),
    [
        ("viewers", [unique(90)], 90),
        ("comments", [message(1)], 1),
        ("units", order("1", 5), 1),
        ("buyers", order("1", 5), 1),
        ("likes", ROOM, 120),  # the room's own last count; batches of likes do not always come
    ],
)
def test_every_count_that_rex_makes_too_stands_beside_the_platform_s(metric: str, rows: list[Any], own: int) -> None:
    gap = f"{100 - own} above" if own < 100 else f"{own - 100} below"
    assert warned(measured(rows, total(metric, 100))[f"platform_{metric}"]) == [
        f"From the files it is {own}; the platform's number lies {gap} that."
    ]


def test_the_curve_s_peak_and_hours_stand_beside_the_platform_s() -> None:
    # 30 people for an hour: 30 hours; the platform says 41 at once and 24 hours
    found = measured(watching(0, 30), total("peak_viewers", 41), total("watch_time", 24 * 60, unit="minutes"))
    assert [said(w) for w in found["platform_peak_viewers"].warnings] == [
        "From the files it is 30; the platform's number lies 11 above that."
    ]
    assert warned(found["platform_watch_time"]) == ["From the files it is 30; the platform's number lies 6 below that."]


def test_the_same_export_downloaded_twice_counts_once_as_the_later_larger_number() -> None:
    found = measured(total("orders", 36, source="live.csv"), total("orders", 38, source="live (1).csv"))
    assert found["platform_orders"].value == 38


def test_two_platforms_that_count_it_have_no_common_number() -> None:
    found = measured(total("viewers", 900, "Viewers"), total("viewers", 200, "Unique Views"))["platform_viewers"]
    assert (found.status, found.value) == ("not_applicable", None)
    assert "(Unique Views, Viewers)" in said(found.why)
    peaks = measured(total("peak_viewers", 9, "Peak viewers"), total("peak_viewers", 8, "Max. Viewers"))
    assert peaks["platform_peak_viewers"].value is None


def test_the_live_show_alone_counts_where_the_platform_parts_it_from_the_replay() -> None:
    rows = [total("views", 1_200, "views"), total("views", 850, "views_live", scope="live")]
    rows.append(total("views", 350, "views_recorded", scope="recorded"))
    rows.append(total("views", 99, "views_7d", scope="7d"))
    assert measured(rows)["platform_views"].value == 850


def test_counts_and_money_add_up_over_sessions_and_averages_do_not() -> None:
    evenings = [
        measured(total("orders", n), money(n * 10), total("view_duration", 30 + n, unit="seconds")) for n in (3, 4)
    ]

    def both(kpi: str) -> Measure:
        return over(metrics()[kpi], [evening[kpi].sums for evening in evenings], Setting(7_200, "EUR"))

    assert both("platform_orders").value == 7
    assert (both("platform_revenue").value, both("platform_revenue").unit) == (7_000, "IDR")
    average = both("platform_view_duration")
    assert (average.status, average.value) == ("not_applicable", None)


def test_two_sessions_of_totals_alone_can_be_compared() -> None:
    before, after = (measured(total("orders", n), money(n * 100)) for n in (30, 36))
    comparison = compare(record(*before.values()), record(*after.values(), day=7))
    changes = {change.id: change for change in comparison.changes}
    assert comparison.comparable
    assert (changes["platform_orders"].delta, changes["platform_orders"].low) == (6, None)
    assert changes["platform_revenue"].delta == 60_000
    assert changes["orders"].delta is None


def headlines(*parts: Any, headline: tuple[str, ...] = ("participation", "revenue")) -> dict[str, Measure]:
    with FactsInMemory(flat(*parts), window()) as facts:
        made, failed = compute(metrics().values(), facts, Setting(3_600, "EUR"), headline=headline)
    assert not failed
    return {one.id: one for one in made if one.headline}


def test_the_platform_s_revenue_stands_in_where_no_shop_tells_it() -> None:
    found = headlines(money(5_000, "EUR"), [message(n, f"p{n}") for n in range(9)], unique(100))
    assert set(found) == {"participation", "platform_revenue"}
    assert said(found["platform_revenue"].warnings[0]) == (
        "It stands among the headline numbers in place of Revenue placed: The shop's orders are needed."
    )


def test_the_platform_s_viewers_stand_in_where_a_curve_of_people_at_once_cannot_tell_them() -> None:
    found = headlines(total("viewers", 900), watching(0, 90), headline=("unique_viewers",))
    assert set(found) == {"platform_viewers"}


def test_a_number_of_one_s_own_is_never_replaced() -> None:
    assert set(headlines(money(5_000, "EUR"), order("1", 700))) == {"participation", "revenue"}
    # two currencies are something to mend, and no reason to show another's number instead
    mixed = headlines(money(5_000, "EUR"), order("1", 700), order("2", 700, currency="USD"))
    assert set(mixed) == {"participation", "revenue"}
    assert mixed["revenue"].value is None


def test_without_a_platform_s_number_the_chosen_one_stays_and_says_what_it_lacks() -> None:
    found = headlines([message(n, f"p{n}") for n in range(9)], unique(100))
    assert set(found) == {"participation", "revenue"}
    assert said(found["revenue"].why) == "The shop's orders are needed."


def test_every_stand_in_is_of_the_kind_and_direction_of_what_it_replaces() -> None:
    pairs = {m.id: m.stands_in_for for m in metrics().values() if m.stands_in_for}
    assert len(pairs) == 8
    for kpi, other in pairs.items():
        mine, theirs = metrics()[kpi], metrics()[other]
        assert (mine.group, mine.better) == (theirs.group, theirs.better), kpi
