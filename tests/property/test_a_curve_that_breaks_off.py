from __future__ import annotations

import pytest

from tests.builders import measured, said, watching, window


def test_a_curve_that_breaks_off_says_nothing_of_the_rest_and_says_so() -> None:
    # 60 samples of 100 people, one a minute from 00:00; the show lasts two hours. The last one holds three minutes:
    # 59 + 3 = 62 minutes of 120 are covered, 100 people on average, 100 x 62 / 60 = 103.33 hours.
    found = measured([watching(60 * n, 100) for n in range(60)], frame=window(minutes=120))
    average, hours = found["average_concurrent"], found["watch_time"]
    assert average.value == 100
    assert average.sums["covered_ms"] == 62 * 60_000
    assert hours.value == pytest.approx(103.3333333)
    for measure in (average, hours):
        assert "covers 0.516667 of the show" in said(measure.warnings[0])


def test_a_curve_of_coarse_samples_still_reaches_the_end() -> None:
    found = measured([watching(600 * n, 100) for n in range(6)])
    assert found["average_concurrent"].sums["covered_ms"] == 3_600_000
    assert found["average_concurrent"].warnings == ()
