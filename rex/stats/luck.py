"""How many KPIs would fall outside their usual range by luck: a short history draws rough limits."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from rex.stats.control import TRIAL_FROM

if TYPE_CHECKING:
    from collections.abc import Iterable

# Measured: one or two million simulated histories each (seed 20261122) of independent normal sessions: limits from m of
# them by the moving range, one more session judged; standard error under 0.02 points. The tests repeat some, quickly.
_FALSE_ALARMS = {
    5: 0.0569,
    6: 0.0448,
    7: 0.0366,
    8: 0.0310,
    9: 0.0268,
    10: 0.0234,
    11: 0.0210,
    12: 0.0190,
    13: 0.0172,
    14: 0.0158,
    15: 0.0146,
    16: 0.0137,
    18: 0.0121,
    20: 0.0110,
    24: 0.0091,
    30: 0.0076,
    40: 0.0061,
    60: 0.0048,
}


def false_alarm_rate(sessions: int) -> float | None:
    """Chance that an ordinary session falls outside XmR limits drawn from so many earlier ones; None under five.

    Between the measured lengths the shorter one counts, so the answer errs on the side of luck. It holds on the scale
    the limits were drawn on: see `control.xmr_limits` for which scale fits which KPI.
    """
    if sessions < TRIAL_FROM:
        return None
    return _FALSE_ALARMS[max(length for length in _FALSE_ALARMS if length <= sessions)]


_DEGREES = 0.65
"""Degrees of freedom of a spread by moving ranges, for each session. Measured on 400,000 simulated histories: 0.72
gives normal sessions chances that come true from 0.1 down to 0.001; shares of some 45 in 1,500 have a heavier lower
tail, for which 0.65 holds with up to 12 sessions. It errs on the side of luck."""


def chance_so_far_out(spreads: float, sessions: int) -> float:
    """Chance that an ordinary session lies at least so far from the middle of so many earlier ones, on either side.

    `spreads` is the distance in session-to-session spreads, as the limits have them at 3. The middle and the spread are
    themselves estimates: a Student value with the degrees that moving ranges leave. ValueError without a session.
    """
    from rex.stats.distributions import student_two_sided

    if sessions < 1:
        raise ValueError("no session was there before")
    return student_two_sided(spreads / math.sqrt(1 + 1 / sessions), _DEGREES * sessions)


def outside_by_luck(histories: Iterable[int]) -> float:
    """Mean number of KPIs outside their limits when nothing changed; give each KPI's number of earlier sessions."""
    return sum(rate for sessions in histories if (rate := false_alarm_rate(sessions)) is not None)
