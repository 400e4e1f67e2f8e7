"""The parts below attribution: shapes of answers, the averaged regression, the check by shifts."""

from __future__ import annotations

import numpy as np
import pytest

from rex.moments.answering import settle
from rex.moments.averaging import Sheet
from rex.moments.beliefs import fit, level_columns, prior
from rex.moments.responses import FAMILY, Lasting, Response, shares
from rex.moments.shifts import chance_of_shifts

BINS = 240


def sheet(counts: np.ndarray, at_s: tuple[float, ...], kinds: tuple[int, ...]) -> Sheet:
    return Sheet(counts.astype(np.float64), np.ones(BINS), tuple(Lasting(at) for at in at_s), np.array(kinds))


@pytest.mark.parametrize("response", FAMILY)
def test_an_answer_begins_with_its_cue_and_is_given_once(response: Response) -> None:
    (given,) = shares(response, [Lasting(600.0)], BINS).T
    assert given[: 600 // 15].sum() == 0
    assert given.sum() == pytest.approx(1, abs=0.01)
    middle = float((given * (np.arange(BINS) + 0.5) * 15).sum()) - 600
    assert middle == pytest.approx(response.middle_s, rel=0.07)  # the longest tails end after ten minutes


def test_an_exponential_answer_has_the_shares_of_the_formula() -> None:
    (given,) = shares(Response(60.0, 1.0), [Lasting(0.0)], BINS).T
    assert given[0] == pytest.approx(1 - np.exp(-15 / 60))  # 0.2212
    assert given[4] == pytest.approx(np.exp(-60 / 60) - np.exp(-75 / 60))  # 0.0814


def test_a_cue_that_lasts_is_answered_half_its_length_later() -> None:
    short, long = shares(Response(60.0, 3.0), [Lasting(600.0), Lasting(600.0, 120.0)], BINS).T
    middles = [float((x * np.arange(BINS) * 15).sum() / x.sum()) for x in (short, long)]
    assert middles[1] - middles[0] == pytest.approx(60, abs=2)
    assert long.sum() == pytest.approx(1, abs=0.01)


def test_what_would_come_after_the_end_is_lost() -> None:
    (given,) = shares(Response(60.0, 1.0), [Lasting(3540.0)], BINS).T
    assert given.sum() == pytest.approx(1 - np.exp(-1))  # one mean delay before the end


def test_cues_of_a_kind_are_thought_alike_and_those_of_silent_kinds_nothing() -> None:
    told = sheet(np.ones(BINS), (500.0, 1000.0, 1500.0), (0, 0, 1))
    spread = prior(told, 2, (True, False), 0.5)[2:, 2:]
    # 5 minutes of 4 orders a minute: 20, squared 400; half of it each cue's own: 400 * (1 + 0.25)
    assert spread[0, 1] == pytest.approx(400)
    assert spread[0, 0] == pytest.approx(500)
    assert not spread[2].any()


def test_the_gain_is_that_of_a_ridge_regression() -> None:
    rng = np.random.default_rng(1)
    told = sheet(rng.poisson(2, BINS), (600.0, 2000.0), (0, 0))
    variance = np.full(BINS, 2.0)
    model = fit(told, variance, FAMILY[:1])
    terms, weight = model.terms(told.counts[:, None])
    columns = model.designs[0]
    both = [prior(told, model.level, (True,), own) for own in (0.15, 0.45)]
    by_hand = [np.linalg.solve(columns.T @ columns / 2 + np.linalg.pinv(p), columns.T @ told.counts / 2) for p in both]
    assert min(float(np.abs(t[:, 0] - by_hand[0]).max()) for t in terms) < 1e-6
    assert weight.sum() == pytest.approx(1)


def test_the_level_follows_the_viewers() -> None:
    present = np.linspace(0.5, 1.5, BINS)
    columns = level_columns(present)
    assert columns[:, 0] == pytest.approx(present)
    assert columns[10:-10, 1:].sum(axis=1) == pytest.approx(present[10:-10])  # the hats add up to one


def test_a_planted_response_is_known_again_by_its_delay() -> None:
    rng = np.random.default_rng(3)
    at = tuple(200.0 + 330 * i for i in range(10))
    planted = 40 * shares(Response(60.0, 3.0), [Lasting(x) for x in at], BINS).sum(axis=1)
    settled = settle(sheet(rng.poisson(0.8 + planted), at, (0,) * 10))
    assert settled.middles_s[int(settled.weights.argmax())] == 60
    assert settled.weights.sum() == pytest.approx(1)


def test_shifts_tell_cues_that_orders_follow_from_those_they_do_not() -> None:
    rng = np.random.default_rng(4)
    at = (300.0, 700.0, 1500.0, 1900.0, 2900.0)
    planted = 25 * shares(Response(60.0, 3.0), [Lasting(x) for x in at], BINS).sum(axis=1)
    assert chance_of_shifts(sheet(rng.poisson(0.5 + planted), at, (0,) * 5)) <= 0.05
    chances = [chance_of_shifts(sheet(rng.poisson(1.0, BINS), at, (0, 0, 1, 1, 2))) for _ in range(20)]
    assert 0.25 < float(np.mean(chances)) < 0.75
    assert sum(c <= 0.1 for c in chances) <= 5
