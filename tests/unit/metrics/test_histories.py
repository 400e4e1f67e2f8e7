"""Customers' histories: what earlier exports tell about today's buyers, and what they cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rex.compare.history import Past, judge
from rex.engine.sql import Background
from rex.metrics.base import Setting
from rex.metrics.compute import over
from tests.builders import START_MS, measured, message, metrics, order, said, unique

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rex.model.tables import Row

DAY_S = 86_400


def bought(customer: str, days_ago: float, minor: int = 1_000, name: str = "", **more: Any) -> Iterable[Row]:
    """Make one order so many days before the show (0: in it)."""
    at_s = 60 - days_ago * DAY_S
    return order(name or f"{customer}/{days_ago:g}", minor, at_s=at_s, customer=customer, **more)


def crowd(n: int, days_ago: float, prefix: str = "c", **more: Any) -> list[Row]:
    return [row for i in range(n) for row in bought(f"{prefix}{i}", days_ago, **more)]


def test_buyers_with_an_older_order_have_come_back() -> None:
    # 25 buyers tonight; c0 to c4 bought 40 days ago: 5 of 25 = 20 %, Wilson 95 % 8.9 to 39.1 %.
    found = measured(crowd(25, 0), earlier=[crowd(5, 40)])["returning_buyers"]
    assert (found.k, found.n, found.value) == (5, 25, 0.2)
    assert (found.low, found.high) == (pytest.approx(0.0886, abs=1e-4), pytest.approx(0.3913, abs=1e-4))
    assert "known from 40 days before" in said(found.warnings[0])


def test_who_bought_before_in_the_same_export_has_come_back_too() -> None:
    assert measured(crowd(25, 0), crowd(3, 12))["returning_buyers"].k == 3


def test_without_an_older_order_nobody_can_be_told_to_be_new() -> None:
    found = measured(crowd(25, 0))["returning_buyers"]
    assert found.status == "not_applicable"
    assert "no order from before" in said(found.why)


def test_an_order_in_several_exports_counts_once() -> None:
    # The same order of 40 days ago in three exports is one day; a second one on another day would be two.
    again = [crowd(40, 40), crowd(40, 40), crowd(1, 60, "x")]
    found = measured(crowd(1, 0, "x"), earlier=again)["repeat_purchase_rate"]
    assert (found.k, found.n) == (1, 41)


def test_two_baskets_of_one_evening_are_one_purchase() -> None:
    evening = [row for i in range(40) for n in (1, 2) for row in bought(f"c{i}", 40, name=f"{i}/{n}")]
    found = measured(crowd(4, 0), earlier=[evening])["repeat_purchase_rate"]
    assert (found.k, found.n) == (4, 40)


def test_the_day_is_that_of_the_shops_clock() -> None:
    # 23:30 and 00:30 UTC are two days in London and one evening in Lima; the show starts at 18:00 UTC.
    night = [row for i in range(40) for h in (18.5, 17.5) for row in bought(f"c{i}", 40 + h / 24, name=f"{i}/{h}")]
    tonight = crowd(1, 0, "x")
    assert measured(tonight, earlier=[night])["repeat_purchase_rate"].k == 40
    lima = Background(utc_offset_ms=-5 * 3_600_000)
    assert measured(tonight, background=lima, earlier=[night])["repeat_purchase_rate"].k == 0


def test_what_was_bought_more_than_a_year_ago_is_no_customer_of_the_year() -> None:
    found = measured(crowd(1, 0, "x"), crowd(40, 50), crowd(40, 400), crowd(20, 380, "old"))["repeat_purchase_rate"]
    assert (found.k, found.n) == (0, 41)
    assert not found.warnings


def test_cancelled_failed_and_given_orders_and_later_ones_are_no_history() -> None:
    none = [
        *bought("c0", 40, cancelled=True),
        *bought("c1", 40, status="failed"),
        *bought("c2", 40, giveaway=True),
        *bought("c3", -3),
        *bought("c9", 40),
    ]
    assert measured(crowd(25, 0), earlier=[none])["returning_buyers"].k == 1


def test_payments_are_no_second_history_beside_a_shops_orders() -> None:
    paid = [row for i in range(40) for row in bought(f"c{i}", 20, channel="stripe_payments", name=f"pi{i}")]
    beside = measured(crowd(30, 0), earlier=[paid, crowd(40, 40)])
    assert beside["repeat_purchase_rate"].k == 30  # tonight and 40 days ago
    alone = measured(crowd(30, 0, channel="stripe_payments"), earlier=[paid])
    assert alone["repeat_purchase_rate"].k == 30  # tonight and 20 days ago: nothing else is there


def test_customers_of_the_quarter_before_last_are_kept_or_not() -> None:
    # 40 bought 120 days ago; 10 of them 30 days ago again. 15 new ones of last month are in neither count.
    rows = [crowd(40, 120), crowd(10, 30), crowd(15, 30, "new"), crowd(1, 200, "old")]
    found = measured(*rows)["customer_retention"]
    assert (found.k, found.n, found.value) == (10, 40, 0.25)


def test_a_quarter_needs_half_a_year_of_orders() -> None:
    found = measured(crowd(40, 120), crowd(10, 30))["customer_retention"]
    assert found.status == "insufficient"
    assert "180" in said(found.why)


def test_how_long_customers_buy_follows_kaplan_and_meier() -> None:
    # 20 bought once 400 days ago: gone in month 0. 10 bought 400 and 190 days ago (210 days: month 7): gone then.
    # 10 bought 400 and 10 days ago (390 days: month 13): still there.
    # Still there after month 0: 20 of 40 = 0.5; nobody leaves before month 6.
    rows = [crowd(20, 400), crowd(20, 400, "d"), crowd(10, 190, "d")]
    rows += [[row for i in range(10, 20) for row in bought(f"d{i}", 10)]]
    found = measured(*rows)["customer_lifetime"]
    assert found.value == 0.5
    assert found.curve is not None
    assert [(p.at, p.share, p.at_risk, p.left) for p in found.curve.points] == [(0, 0.5, 40, 20), (7, 0.25, 20, 10)]
    # Greenwood at the first step: 20 / (40 x 20) = 0.025; log-log band 0.5 ** exp(+-1.96 x sqrt(0.025) / ln 0.5).
    assert (found.low, found.high) == (pytest.approx(0.3382, abs=1e-3), pytest.approx(0.6417, abs=1e-3))


def test_value_so_far_is_net_of_refunds_and_revenue_without_a_margin() -> None:
    # 10 customers of 30.00, each with 5.00 given back, 40 days ago; 10 of them 20.00 tonight: 45.00 each.
    old = crowd(10, 40, minor=3_000, refunded=500)
    rows = (crowd(10, 0, minor=2_000),)
    plain = measured(*rows, earlier=[old])["clv_historic"]
    assert (plain.value, plain.unit, plain.definition) == (4_500, "EUR", "clv_historic@1:revenue")
    assert "Revenue, not profit" in said(plain.warnings[-1])
    margin = measured(*rows, earlier=[old], background=Background(margin_milli=400))["clv_historic"]
    assert (margin.value, margin.definition) == (1_800, "clv_historic@1:profit")


def test_two_currencies_have_no_common_value() -> None:
    found = measured(crowd(12, 0, currency="USD"), earlier=[crowd(12, 40)])
    assert found["clv_historic"].status == "not_applicable"
    assert found["clv_predictive"].status == "not_applicable"


def test_too_few_customers_get_no_prediction_and_are_told_how_many_are_needed() -> None:
    few = measured(crowd(40, 0), earlier=[crowd(40, 40)])["clv_predictive"]
    assert few.status == "insufficient"
    assert "shown from 100 on" in said(few.why)
    never = measured(crowd(120, 0), earlier=[crowd(10, 40)])["clv_predictive"]
    assert said(never.why) == "10 of 120 customers have come back; at least 30 are needed."


def regular(names: int = 1) -> list[Row]:
    """Make 150 customers over two years: every third comes back at its own pace, spending 10 to 40.

    `names` of another sign gives them pseudonyms in the other order, as another key does.
    """
    rows: list[Row] = []
    for i in range(150):
        first = 700 - (i * 37) % 400
        gap = 20 + (i * 13) % 60
        for n in range(1 + (i % 3 == 0) * (1 + i % 7)):
            rows += bought(f"r{500 + names * i}", max(0.0, first - n * gap), 1_000 + (i * 271 + n * 97) % 3_000)
    return rows


def test_a_prediction_lies_inside_its_interval_and_is_the_same_every_time() -> None:
    found = measured(regular())["clv_predictive"]
    assert found.status == "measured"
    assert found.low is not None
    assert found.high is not None
    assert found.value is not None
    assert 0 < found.low < found.value < found.high
    assert found.method == "customer bootstrap"
    assert "of 150 are still customers" in said(found.warnings[0])
    assert measured(regular())["clv_predictive"] == found
    # Draws follow what was bought, and not who is called what.
    assert measured(regular(names=-1))["clv_predictive"] == found


def test_people_of_one_of_the_last_shows_who_write_again_have_come_back() -> None:
    tonight = [message(n, f"p{n}") for n in range(40)]
    before = [message(1, "p0"), message(2, "p1"), message(3, "p2", role="host"), message(4, "p3", spam=True)]
    found = measured(tonight, earlier=[before, [message(1, "p1"), message(2, "p9")]])["returning_chatters"]
    assert (found.k, found.n) == (3, 40)  # p0, p1, p9; the host and the spammer are nobody's audience
    assert "returning_chatters" not in measured(tonight)


def test_costs_are_set_against_the_people_who_watched() -> None:
    found = measured(unique(400), background=Background(costs={"host": 25_000, "ads": 5_000}))["cost_per_viewer"]
    assert (found.value, found.n, found.unit) == (75, 400, "EUR")


def test_costs_are_set_against_orders_and_margin() -> None:
    # 20 orders of 50.00 = 1,000.00, 100.00 given back; margin 40 % of 900.00 = 360.00; costs 250.00 + 50.00.
    rows = [*crowd(19, 0, minor=5_000), *bought("z", 0, 5_000, refunded=5_000)]
    rows += [*bought("y", 0, 5_000, refunded=5_000)]
    background = Background(costs={"host": 25_000, "ads": 5_000}, margin_milli=400)
    found = measured(rows, background=background)
    assert (found["show_costs"].value, found["show_costs"].unit) == (30_000, "EUR")
    assert found["cost_per_order"].value == pytest.approx(30_000 / 21)
    # 21 orders of 50.00 = 1,050.00, two of them given back whole: 950.00; 40 % = 380.00; minus 300.00.
    assert found["contribution"].value == 8_000
    # An order leaves 950 / 21 x 0.4 = 18.095; 300 / 18.095 = 16.58 orders.
    assert found["break_even_orders"].value == pytest.approx(16.579, abs=1e-3)
    assert found["break_even_orders"].low is not None
    assert found["break_even_orders"].low < 16.579


def test_a_show_that_cost_more_than_it_left_has_a_negative_contribution() -> None:
    found = measured(crowd(2, 0), background=Background(costs={"host": 25_000}, margin_milli=500))
    assert found["contribution"].value == 1_000 - 25_000
    assert measured(crowd(2, 0), background=Background(costs={"host": 1}))["contribution"].status == "not_applicable"


def test_costs_in_another_currency_than_the_orders_are_not_set_against_them() -> None:
    background = Background(costs={"host": 25_000}, margin_milli=500)
    found = measured(crowd(20, 0, currency="USD"), background=background)["contribution"]
    assert said(found.why) == "The costs are in EUR and the orders in USD, and no rate is given."


def test_advertising_is_shared_by_new_buyers_alone() -> None:
    background = Background(costs={"ads": 20_000, "host": 5})
    found = measured(crowd(15, 0), earlier=[crowd(5, 40)], background=background)["cost_per_new_buyer"]
    assert (found.value, found.n) == (2_000, 10)  # 200.00 over 15 - 5 buyers


def test_without_costs_no_kpi_of_costs_is_in_the_record() -> None:
    assert not [kpi for kpi, measure in measured(crowd(20, 0)).items() if measure.group == "costs"]


def test_the_start_of_the_show_is_where_the_fixture_says() -> None:
    assert START_MS % (DAY_S * 1000) == 18 * 3_600_000  # the test of the shop's clock rests on it


def test_what_grows_with_the_history_alone_is_never_judged() -> None:
    found = measured(crowd(20, 0), earlier=[crowd(20, 40)])["clv_historic"]
    judged = judge(found, [Past(f"s{n}", found.model_copy(update={"value": 10.0 + n % 3})) for n in range(8)])
    assert (judged.verdict, judged.usual) == ("not_comparable", None)
    assert "length of the history" in said(judged.verdict_why)
    young = measured(crowd(40, 0), earlier=[crowd(40, 40)])["repeat_purchase_rate"]
    assert young.drifts
    assert not measured(crowd(40, 0), earlier=[crowd(40, 364)])["repeat_purchase_rate"].drifts


def test_a_period_takes_the_state_of_its_newest_session() -> None:
    first = measured(crowd(40, 0), earlier=[crowd(40, 40)])["repeat_purchase_rate"]
    last = measured(crowd(40, 0), earlier=[crowd(10, 40)])["repeat_purchase_rate"]
    month = over(metrics()["repeat_purchase_rate"], [first.sums, last.sums], Setting(7_200, "EUR"))
    assert (month.k, month.n) == (10, 40)


def test_a_quarters_contribution_adds_up_over_shows_with_different_margins() -> None:
    # 20 x 10.00 at 40 % = 80.00 - 30.00; 20 x 10.00 at 50 % = 100.00 - 10.00: 140.00 together.
    one = measured(crowd(20, 0), background=Background(costs={"host": 3_000}, margin_milli=400))["contribution"]
    two = measured(crowd(20, 0), background=Background(costs={"host": 1_000}, margin_milli=500))["contribution"]
    both = over(metrics()["contribution"], [one.sums, two.sums], Setting(7_200, "EUR"))
    assert (one.value, two.value, both.value) == (5_000, 9_000, 14_000)


def test_no_range_is_drawn_from_values_that_grew_with_their_history() -> None:
    old = measured(crowd(40, 0), earlier=[crowd(40, 364)])["repeat_purchase_rate"]
    past = [
        Past(f"s{n}", old.model_copy(update={"value": 0.03 + n / 300, "drifts": True, "n": 400})) for n in range(12)
    ]
    judged = judge(old.model_copy(update={"value": 0.244, "n": 400}), past)
    assert (judged.verdict, judged.usual) == ("too_little_history", None)


def test_who_first_ordered_lately_says_nothing_of_how_long_customers_stay() -> None:
    # 50 bought once 400 days ago; 950 first ordered last month: of those who can be judged, all left at once.
    found = measured(crowd(50, 400), crowd(950, 30, "new"))["customer_lifetime"]
    assert found.status == "insufficient"  # nobody was seen for six months
    # One more ordered 400 and 20 days ago: seen until 180 days ago, (400 - 180) / 30 = month 7; 50 of 51 left at once.
    one = [*bought("kept", 400), *bought("kept", 20)]
    found = measured(crowd(50, 400), crowd(950, 30, "new"), one)["customer_lifetime"]
    assert (found.n, found.value) == (51, pytest.approx(1 / 51))


def test_until_a_year_is_known_nobody_is_compared_by_who_came_back() -> None:
    young = measured(crowd(25, 0), earlier=[crowd(5, 40)])
    assert young["returning_buyers"].drifts
    grown = measured(crowd(25, 0), earlier=[crowd(5, 40), crowd(3, 360, "z"), crowd(4, 380, "c")])
    assert (grown["returning_buyers"].k, grown["returning_buyers"].drifts) == (5, False)  # 380 days ago is too long


def test_people_writing_are_not_compared_before_three_shows_are_known() -> None:
    tonight, show = [message(n, f"p{n}") for n in range(40)], [message(1, "p1")]
    assert measured(tonight, earlier=[show, show])["returning_chatters"].drifts
    assert not measured(tonight, earlier=[show, show, show])["returning_chatters"].drifts


def test_a_gift_in_an_order_does_not_take_the_order_out_of_history() -> None:
    old = [row for n in range(20) for row in bought(f"c{n}", 40, lines=2)]
    for row in old:
        row.giveaway = row.line_no == 2
    assert measured(crowd(25, 0), earlier=[old])["returning_buyers"].k == 20


def test_one_order_told_by_mail_here_and_by_number_there_is_one_customers() -> None:
    mail, number = crowd(40, 40, "m"), crowd(40, 40, "n")
    for one, other in zip(mail, number, strict=True):
        other.order_id = one.order_id
    found = measured(crowd(1, 0, "x"), earlier=[mail, number])["repeat_purchase_rate"]
    assert found.n == 41


def test_an_order_that_another_file_cancelled_without_naming_its_customer_is_none() -> None:
    placed, gone = crowd(40, 40), crowd(40, 40, cancelled=True)
    for row in gone:
        row.customer = None
    assert measured(crowd(1, 0, "x"), earlier=[placed, gone])["repeat_purchase_rate"].status == "not_applicable"


def test_refunds_that_no_file_tells_are_said_to_be_unknown() -> None:
    rows = crowd(20, 0, minor=5_000, refunded=None)
    found = measured(rows, background=Background(costs={"host": 25_000}, margin_milli=400))
    for kpi in ("contribution", "break_even_orders"):
        assert "do not tell what was given back" in said(found[kpi].warnings[-1])


def test_break_even_over_sessions_with_different_margins_agrees_with_their_contribution() -> None:
    # 10 orders of 100.00 at 50 % and 10 at 10 % leave 600.00; costs of 600.00: 20 orders pay for them, exactly these.
    shows = [
        measured(crowd(10, 0, minor=10_000), background=Background(costs={"host": 30_000}, margin_milli=margin))
        for margin in (500, 100)
    ]
    both = over(metrics()["break_even_orders"], [m["break_even_orders"].sums for m in shows], Setting(7_200, "EUR"))
    assert both.value == pytest.approx(20)


def test_a_show_without_orders_still_costs_what_it_cost() -> None:
    none = measured(unique(100), crowd(1, -1), background=Background(costs={"host": 30_000}))["cost_per_order"]
    assert (none.status, none.sums["costs"]) == ("insufficient", 30_000)


def test_what_can_lie_below_nought_has_a_range_below_it_and_no_value_moves_its_own() -> None:
    found = measured(crowd(2, 0), background=Background(costs={"host": 25_000}, margin_milli=500))["contribution"]
    earlier = (100, 900, 5_000, 300, 2_000, 700)
    past = [Past(f"s{n}", found.model_copy(update={"value": value})) for n, value in enumerate(earlier)]
    ranges = {judge(found.model_copy(update={"value": value}), past).usual for value in (0, -1, -4_000, 9_000)}
    [usual] = ranges
    assert usual is not None
    assert usual.low < 0
