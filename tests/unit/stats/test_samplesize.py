from __future__ import annotations

import numpy as np
import pytest

from rex.stats.comparison import newcombe
from rex.stats.samplesize import (
    Variance,
    nps_answers_needed,
    nps_visible_change,
    smallest_visible_change,
    viewers_needed,
)

FORMS: tuple[Variance, ...] = ("pooled", "baseline")


def test_viewers_needed_by_both_formulas() -> None:
    assert viewers_needed(0.03, 0.045) == 2518
    assert viewers_needed(0.03, 0.045, variance="baseline") == 2171


@pytest.mark.parametrize(
    ("share", "needed", "smaller_change"),
    [(0.01, 7750, 42693), (0.03, 2518, 13914), (0.05, 1471, 8158), (0.1, 686, 3841)],
)
def test_viewers_for_a_rise_by_half_and_by_a_fifth(share: float, needed: int, smaller_change: int) -> None:
    assert viewers_needed(share, share * 1.5) == needed
    assert viewers_needed(share, share * 1.2) == smaller_change


@pytest.mark.parametrize(("viewers", "pooled", "baseline"), [(300, 1.75, 1.41), (1000, 0.84, 0.75), (3000, 0.45, 0.42)])
def test_the_smallest_visible_change_at_three_percent(viewers: int, pooled: float, baseline: float) -> None:
    found, hopeful = (smallest_visible_change(0.03, viewers, variance=form) for form in FORMS)
    assert found is not None
    assert hopeful is not None
    assert (found / 0.03, hopeful / 0.03) == pytest.approx((pooled, baseline), abs=0.006)
    assert viewers_needed(0.03, 0.03 + found) == pytest.approx(viewers, abs=1)


def test_the_pooled_change_is_seen_in_four_of_five_cases_and_the_baseline_one_less_often() -> None:
    # 4,000 pairs of sessions of 1,000 viewers judged by the interval of their difference.
    generator = np.random.default_rng(8)
    before, more, less = (generator.binomial(1000, share, 4000).tolist() for share in (0.03, 0.0553, 0.0525))
    seen = [0, 0]
    for place, after in enumerate((more, less)):
        for k, earlier in zip(after, before, strict=True):
            difference = newcombe(k, 1000, earlier, 1000)
            seen[place] += difference is not None and difference.interval.low > 0
    assert seen[0] / 4000 == pytest.approx(0.80, abs=0.03)
    assert seen[1] / 4000 == pytest.approx(0.71, abs=0.03)


def test_too_few_people_see_nothing() -> None:
    assert smallest_visible_change(0.5, 3) is None
    assert smallest_visible_change(0.03, 0) is None


def test_equal_or_impossible_shares_are_refused() -> None:
    with pytest.raises(ValueError, match="different shares"):
        viewers_needed(0.1, 0.1)
    with pytest.raises(ValueError, match="different shares"):
        viewers_needed(0.1, 1.1)
    with pytest.raises(ValueError, match="under 1"):
        smallest_visible_change(1.0, 100)


def test_scores_of_twenty_answers_show_only_great_changes() -> None:
    # 2.8016 * sqrt(2 * .61 / 20) = .692; with 50 answers .4376
    assert nps_visible_change(20) == pytest.approx(69.2, abs=0.1)
    assert nps_visible_change(50) == pytest.approx(43.8, abs=0.1)
    assert nps_visible_change(0) is None


def test_answers_needed_is_the_other_way_round() -> None:
    # 1.22 * (280.16 / 44)^2 = 49.46
    assert nps_answers_needed(44) == 50
    with pytest.raises(ValueError, match="positive"):
        nps_answers_needed(0)
