from __future__ import annotations

import pytest

from rex.stats.multiplicity import benjamini_hochberg, bonferroni


def test_adjusted_chances_keep_their_places() -> None:
    # sorted .01 .02 .03 .5 -> 4/1 * .01 = .04, 4/2 * .02 = .04, 4/3 * .03 = .04, .5
    assert benjamini_hochberg([0.5, 0.03, 0.01, 0.02]) == pytest.approx([0.5, 0.04, 0.04, 0.04])


def test_a_later_smaller_value_lowers_the_earlier_ones() -> None:
    # .04 * 2 = .08 would exceed .05 * 2 / 2 = .05
    assert benjamini_hochberg([0.04, 0.05]) == pytest.approx([0.05, 0.05])


def test_nothing_looked_at_is_nothing_adjusted() -> None:
    assert benjamini_hochberg([]) == []
    assert bonferroni([]) == []


def test_the_stricter_correction_stops_at_one() -> None:
    assert bonferroni([0.01, 0.5, 0.02]) == pytest.approx([0.03, 1.0, 0.06])


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan")])
def test_what_is_no_chance_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="chance"):
        benjamini_hochberg([0.1, value])
