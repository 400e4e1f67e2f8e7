from __future__ import annotations

import pytest

from rex.stats.gaps import ITEMS_PER_DIMENSION, servqual


def test_a_gap_is_perception_minus_expectation() -> None:
    found = servqual({"reliability": 6.0, "empathy": 5.0}, {"reliability": 5.0, "empathy": 5.5})
    assert found.by_dimension == {"reliability": -1.0, "empathy": 0.5}
    assert found.unweighted == -0.25
    assert found.performance == 5.25
    assert found.largest_shortfall == "reliability"
    assert found.weighted is None


def test_importance_points_are_scaled_by_their_sum() -> None:
    # (3 * -1 + 1 * .5) / 4 = -.625
    found = servqual({"a": 6.0, "b": 5.0}, {"a": 5.0, "b": 5.5}, {"a": 30, "b": 10})
    assert found.weighted == pytest.approx(-0.625)


def test_nothing_falling_short_names_no_shortfall() -> None:
    assert servqual({"a": 5.0}, {"a": 5.0}).largest_shortfall is None


def test_unlike_dimensions_are_refused() -> None:
    with pytest.raises(ValueError, match="same dimensions"):
        servqual({"a": 5.0}, {"b": 5.0})
    with pytest.raises(ValueError, match="same dimensions"):
        servqual({}, {})
    with pytest.raises(ValueError, match="importance"):
        servqual({"a": 5.0}, {"a": 5.0}, {"a": 0.0})


def test_the_published_questionnaire_has_22_items() -> None:
    assert sum(ITEMS_PER_DIMENSION.values()) == 22
