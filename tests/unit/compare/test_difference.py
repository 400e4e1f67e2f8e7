from __future__ import annotations

import json
from pathlib import Path

import pytest

from rex.compare.difference import between, too_few
from tests.builders import answers, measure, measured, order, share

PUBLISHED = Path(__file__).parents[2] / "published"


@pytest.mark.parametrize("case", json.loads((PUBLISHED / "proportion_difference.json").read_text())["cases"][:6])
def test_published_differences_of_two_shares(case: dict[str, float]) -> None:
    k1, n1, k2, n2 = (int(case[key]) for key in ("k1", "n1", "k2", "n2"))
    found = between(share("a", k2, n2), share("a", k1, n1))  # after minus before
    assert found.delta == pytest.approx(case["difference"], abs=1e-9)
    assert (found.low, found.high) == pytest.approx((case["lower"], case["upper"]), abs=case["tolerance"])
    assert found.method == "newcombe"


def test_a_share_by_hand() -> None:
    # 30 of 1,000 to 45 of 1,000: Wilson 0.021094..0.042504 and 0.033800..0.059683
    # low: 0.015 - sqrt((0.045 - 0.033800)2 + (0.042504 - 0.03)2) = 0.015 - 0.016786
    # high: 0.015 + sqrt((0.059683 - 0.045)2 + (0.03 - 0.021094)2) = 0.015 + 0.017173
    found = between(share("a", 30, 1_000), share("a", 45, 1_000))
    assert found.delta == pytest.approx(0.015)
    assert (found.low, found.high) == pytest.approx((-0.001786, 0.032173), abs=2e-6)


def test_the_other_way_round_is_the_other_sign() -> None:
    one, two = share("a", 30, 1_000), share("a", 45, 1_000)
    there, back = between(one, two), between(two, one)
    assert (back.delta, back.low, back.high) == (-there.delta, -(there.high or 0), -(there.low or 0))
    assert back.p == there.p


def test_a_score_by_hand() -> None:
    # 50/30/20 of 100 is +30, 60/30/10 is +50. Adjusted: (50.75 - 20.75) / 103 = 29.126, (60.75 - 10.75) / 103 = 48.544;
    # variances 0.694175 - 0.084834 = 0.609341 and 0.694175 - 0.235649 = 0.458526; error 100 sqrt(1.067867 / 103)
    # = 10.1822; 19.417 -+ 1.959964 x 10.1822
    before = measured(answers("nps", [10] * 50 + [8] * 30 + [0] * 20, 0, 10))["nps"]
    after = measured(answers("nps", [10] * 60 + [8] * 30 + [0] * 10, 0, 10))["nps"]
    found = between(before, after)
    assert found.delta == 20
    assert (found.low, found.high) == pytest.approx((-0.539, 39.374), abs=2e-3)


def test_a_mean_by_hand() -> None:
    # ten answers 2 and 4 in turn: mean 3, variance 10/9; ten answers 3 and 5: mean 4, the same variance.
    # error sqrt(2 x (10/9) / 10) = 0.471405, 18 degrees, t = 2.100922: 1 -+ 0.990385
    before, after = (measured(answers("csat", pair * 5, 1, 5))["csat_mean"] for pair in ([2, 4], [3, 5]))
    found = between(before, after)
    assert found.delta == 1
    assert (found.low, found.high) == pytest.approx((0.009615, 1.990385), abs=1e-5)
    assert found.method == "welch"


def test_means_of_money_use_the_squares_of_their_currency() -> None:
    before, after = (
        measured([row for n in range(40) for row in order(str(n), base + 10 * (n % 2))])["aov"] for base in (100, 103)
    )
    # 100 and 110 in turn: variance 40 x 25 / 39 = 25.641 in both; error sqrt(2 x 25.641 / 40)
    # = 1.13228, t(78) = 1.990847
    found = between(before, after)
    assert found.delta == 3
    assert (found.low, found.high) == pytest.approx((3 - 2.25419, 3 + 2.25419), abs=1e-4)


@pytest.mark.parametrize("kpi", ["orders", "revenue", "messages", "chat_rate"])
def test_a_census_has_a_difference_and_no_interval(kpi: str) -> None:
    found = between(measure(kpi, 10, low=8, high=12), measure(kpi, 13, low=9, high=14))
    assert found == (3, None, None, None, None)


def test_equal_answers_have_no_interval() -> None:
    same = measured(answers("csat", [4] * 12, 1, 5))["csat_mean"]
    assert between(same, same) == (0, None, None, None, None)


@pytest.mark.parametrize(("kpi", "least"), [("aov", 40), ("nps", 50)])
def test_two_sessions_are_told_apart_from_so_many_on(kpi: str, least: int) -> None:
    enough, few = measure(kpi, 1, n=least), measure(kpi, 1, n=least - 1)
    assert not too_few(enough, enough)
    assert too_few(enough, few)
    assert too_few(few, enough)
    assert not too_few(measure("orders", 1), measure("orders", 1))
