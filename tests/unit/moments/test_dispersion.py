from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

import numpy as np
import pytest

from rex.moments.dispersion import PURE_CHANCE, Dispersion, measure

if TYPE_CHECKING:
    from rex.moments.series import Reals


def measured(counts: Reals, mean: float, half: Literal["lower", "both"]) -> Dispersion:
    return measure(counts, np.full(len(counts), mean), np.ones(len(counts), dtype=np.bool_), half=half)


def clustered(seed: int, blocks: int = 2000) -> Reals:
    """Half-minutes of 30 messages in the mean with three times the variance, spread evenly inside."""
    rng = np.random.default_rng(seed)
    totals = rng.negative_binomial(15, 1 / 3, blocks)
    return np.concatenate([rng.multinomial(n, [1 / 6] * 6) for n in totals]).astype(np.float64)


def test_variance_over_mean_grows_with_the_window_towards_one_plus_extra() -> None:
    d = Dispersion(extra=2.0, memory=3.0)
    # w = 6: 1 + 2 * (1 - (1 - e^-2) * 3 / 6) = 3 - (1 - 0.135335) = 2.135335
    assert d.at(6) == pytest.approx(2.135335, abs=1e-6)
    assert d.at(10_000) == pytest.approx(3, abs=1e-3)


def test_two_dispersions_mix_by_share() -> None:
    one, other = Dispersion(2.0, 3.0), PURE_CHANCE
    assert one.mixed(other, 0.25, 6) == pytest.approx(0.25 * one.at(6) + 0.75)


@pytest.mark.parametrize("half", ["lower", "both"])
def test_pure_chance_has_variance_equal_to_mean(half: Literal["lower", "both"]) -> None:
    counts = np.random.default_rng(2).poisson(4.0, 5000).astype(np.float64)
    assert measured(counts, 4.0, half).at(6) == pytest.approx(1, abs=0.15)


@pytest.mark.parametrize("half", ["lower", "both"])
def test_clustered_messages_are_seen_for_what_they_are(half: Literal["lower", "both"]) -> None:
    # sliding windows of 30 s over blocks of 30 s: 1 + 2 * 2/3 = 2.33 in the mean over where they start
    assert measured(clustered(4), 5.0, half).at(6) == pytest.approx(7 / 3, rel=0.15)


def test_bursts_do_not_widen_what_the_lower_half_tells() -> None:
    counts = np.random.default_rng(5).poisson(10.0, 1440).astype(np.float64)
    for start in range(60, 1400, 120):
        counts[start : start + 12] += 20  # a minute in ten has three times the messages
    assert measured(counts, 10.0, "lower").at(6) < 1.6
    assert measured(counts, 10.0, "both").at(6) > 5


def test_caution_widens_it() -> None:
    counts, mean = clustered(6), np.full(12_000, 5.0)
    alive = np.ones(12_000, dtype=np.bool_)
    plain, careful = (measure(counts, mean, alive, half="lower", caution=c).at(24) for c in (1.0, 1.25))
    assert 1.1 * plain < careful < 1.4 * plain


def test_too_short_a_show_is_taken_for_pure_chance() -> None:
    assert measured(np.array([1.0, 2.0, 3.0]), 2.0, "both") == PURE_CHANCE
    assert math.isclose(PURE_CHANCE.at(24), 1)
