from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from rex.stats.customer_value import Terms, expected_value, value_interval
from rex.stats.lifetime import BgNbd, enough_histories, fit_bg_nbd
from rex.stats.purchases import CustomerHistory, Purchase, histories, merge_days
from rex.stats.simplex import minimise
from rex.stats.spend import GammaGamma, fit_gamma_gamma, spend_and_frequency

if TYPE_CHECKING:
    from numpy.typing import NDArray

CDNOW = BgNbd(r=0.243, alpha=4.414, a=0.793, b=2.426, log_likelihood=-9582.4, settled=True)
CDNOW_SPEND = GammaGamma(p=6.25, q=3.74, v=15.44, log_likelihood=-4055.9, settled=True)


def drawn_customers(number: int, seed: int = 1) -> list[CustomerHistory]:
    """Customers who follow the model with r 1, alpha 4, a 1, b 3; watched for 39 weeks; spend about 20."""
    generator = np.random.default_rng(seed)
    found = []
    for index in range(number):
        rate, leaving, mean = generator.gamma(1, 1 / 4), generator.beta(1, 3), 1 / generator.gamma(4, 1 / 80)
        week, last, repeats = 0.0, 0.0, 0
        while True:
            week += generator.exponential(1 / rate)
            if week > 39:
                break
            last, repeats = week, repeats + 1
            if generator.random() < leaving:
                break
        spend = float(generator.gamma(6, mean / 6, repeats).mean()) if repeats else 0.0
        found.append(CustomerHistory(str(index), repeats, last, 39.0, spend))
    return found


def test_two_baskets_of_one_evening_are_one_purchase() -> None:
    log = [
        Purchase("a", date(2026, 3, 1), 20.0),
        Purchase("a", date(2026, 3, 15), 30.0),
        Purchase("a", date(2026, 3, 15), 10.0),
        Purchase("a", date(2026, 3, 29), 60.0),
        Purchase("b", date(2026, 5, 1), 5.0),
    ]
    assert len(merge_days(log)) == 4
    # Until 5 April: 35 days = 5 weeks; repeats on days 14 and 28; mean of 40 and 60; b comes later
    assert histories(log, date(2026, 4, 5)) == (CustomerHistory("a", 2, 4.0, 5.0, 50.0),)
    assert histories(reversed(log), date(2026, 4, 5)) == histories(log, date(2026, 4, 5))


def test_who_bought_once_has_no_repeat_and_no_repeat_spend() -> None:
    assert histories([Purchase("a", date(2026, 3, 1), 20.0)], date(2026, 3, 8)) == (CustomerHistory("a", 0, 0, 1, 0),)


def test_expected_purchases_of_a_new_customer_are_those_of_hardies_sheet() -> None:
    weeks = (1 / 7, 1.0, 3.0, 223 / 7, 32.0, 78.0)
    precise = BgNbd(0.242593, 4.413532, 0.792886, 2.425754, -9582.43, settled=True)
    assert [precise.expected_purchases(week) for week in weeks] == pytest.approx(
        [0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.8576], abs=1e-3
    )
    assert CDNOW.expected_purchases(0) == 0


def test_a_customer_silent_for_long_is_less_likely_alive() -> None:
    # Customer 1 of CDNOW (x 2, t_x 30.43, T 38.86): (.793 / 3.426) * (43.274 / 34.844)^2.243 = .3763 -> alive .7266;
    # expected in 39 weeks 1.226, the worked example of Fader, Hardie & Lee
    active, silent = CustomerHistory("1", 2, 30.43, 38.86, 22.35), CustomerHistory("2", 2, 3.0, 38.86, 22.35)
    assert CDNOW.alive(active) == pytest.approx(0.7266, abs=1e-3)
    assert CDNOW.expected_of(active, 39) == pytest.approx(1.226, abs=1e-3)
    assert CDNOW.alive(silent) < 0.1
    assert CDNOW.alive(CustomerHistory("3", 0, 0, 38.86, 0)) == 1.0
    assert CDNOW.expected_of(active, 0) == 0.0


def test_no_jump_where_the_formula_divides_by_nothing() -> None:
    near, at = (BgNbd(0.5, 4.0, a, 2.5, 0.0, settled=True).expected_purchases(20) for a in (1.0001, 1.0))
    assert at == pytest.approx(near, rel=1e-3)


def test_the_fit_finds_the_parameters_that_made_the_customers() -> None:
    model = fit_bg_nbd(drawn_customers(4000))
    assert model is not None
    assert model.settled
    assert (model.r, model.alpha) == pytest.approx((1.0, 4.0), rel=0.15)
    assert model.a / (model.a + model.b) == pytest.approx(0.25, rel=0.15)


def test_the_fit_does_not_depend_on_row_order_and_weights_are_copies() -> None:
    customers = drawn_customers(300)
    model, shuffled = fit_bg_nbd(customers), fit_bg_nbd(customers[::-1])
    doubled, weighted = fit_bg_nbd(customers * 2), fit_bg_nbd(customers, [2.0] * 300)
    assert model == shuffled
    assert doubled == weighted
    assert model is not None
    assert doubled is not None
    assert doubled.log_likelihood == pytest.approx(2 * model.log_likelihood)


def test_without_a_repeat_there_is_nothing_to_fit() -> None:
    assert fit_bg_nbd([CustomerHistory("a", 0, 0, 10, 0)] * 200) is None
    assert fit_bg_nbd([]) is None
    assert fit_gamma_gamma([CustomerHistory("a", 2, 3, 10, 20.0)] * 9) is None


def test_a_handful_of_customers_is_not_enough() -> None:
    once, again = CustomerHistory("a", 0, 0, 10, 0), CustomerHistory("b", 1, 3, 10, 20.0)
    assert not enough_histories([once] * 200)
    assert not enough_histories([again] * 99)
    assert enough_histories([once] * 70 + [again] * 30)


def test_spend_is_drawn_towards_everybody() -> None:
    # Nobody's own purchases: 6.25 * 15.44 / 2.74 = 35.22; one of 100: 6.25 * 115.44 / 8.99 = 80.26
    assert CDNOW_SPEND.expected_spend(CustomerHistory("a", 0, 0, 10, 0)) == pytest.approx(35.22, abs=0.01)
    assert CDNOW_SPEND.expected_spend(CustomerHistory("a", 1, 5, 10, 100.0)) == pytest.approx(80.26, abs=0.01)
    heavy = GammaGamma(p=6.0, q=0.9, v=15.0, log_likelihood=0.0, settled=True)
    assert heavy.expected_spend(CustomerHistory("a", 0, 0, 10, 0)) is None


def test_the_spend_fit_scales_with_the_currency() -> None:
    customers = drawn_customers(1500)
    euros, cents = (
        fit_gamma_gamma(customers),
        fit_gamma_gamma([c._replace(repeat_spend=100 * c.repeat_spend) for c in customers]),
    )
    assert euros is not None
    assert cents is not None
    assert (cents.p, cents.q, cents.v) == pytest.approx((euros.p, euros.q, 100 * euros.v), rel=1e-4)


def test_whether_big_spenders_come_often_is_told() -> None:
    customers = [CustomerHistory(str(i), i, 5, 10, 10.0 * i) for i in range(1, 6)]
    assert spend_and_frequency(customers) == pytest.approx(1.0)
    assert spend_and_frequency(customers[:2]) is None
    assert spend_and_frequency([CustomerHistory("a", 1, 5, 10, 20.0)] * 5) is None


def test_value_is_purchases_times_spend_times_margin() -> None:
    customer = CustomerHistory("1", 2, 30.43, 38.86, 22.35)
    amount = CDNOW_SPEND.expected_spend(customer)
    assert amount is not None
    value = expected_value(CDNOW, CDNOW_SPEND, [customer], Terms(weeks=39, margin=0.4))
    assert value == pytest.approx(0.4 * amount * CDNOW.expected_of(customer, 39))
    later = expected_value(CDNOW, CDNOW_SPEND, [customer], Terms(weeks=39, margin=0.4, yearly_discount=0.1))
    assert value is not None
    assert later is not None
    assert 0.9 * value < later < value
    assert expected_value(CDNOW, CDNOW_SPEND, [], Terms(weeks=39)) is None


def test_the_interval_of_value_lies_round_it_and_repeats_with_its_seed() -> None:
    customers, terms = drawn_customers(400), Terms(weeks=52, margin=0.5)
    model, spend = fit_bg_nbd(customers), fit_gamma_gamma(customers)
    assert model is not None
    assert spend is not None
    value = expected_value(model, spend, customers, terms)
    first, again = (value_interval(customers, terms, np.random.default_rng(5), resamples=25) for _ in range(2))
    assert first == again
    assert first is not None
    assert value is not None
    assert first.low < value < first.high
    assert value_interval([CustomerHistory("a", 0, 0, 10, 0)] * 200, terms, np.random.default_rng(5)) is None


def test_the_search_finds_the_bottom_of_a_curved_valley() -> None:
    # Rosenbrock 1960: lowest at (1, 1)
    def valley(point: NDArray[np.float64]) -> float:
        return float(100 * (point[1] - point[0] ** 2) ** 2 + (1 - point[0]) ** 2)

    found = minimise(valley, (-1.2, 1.0))
    assert found.settled
    assert found.point == pytest.approx((1.0, 1.0), abs=1e-5)
    assert not minimise(lambda point: float(point[0]), (0.0, 0.0), rounds=50).settled
