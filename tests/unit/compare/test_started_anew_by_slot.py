from __future__ import annotations

from datetime import date, timedelta

from rex.compare.history import Past
from rex.compare.trend_limits import rebased
from rex.config.workspace import LimitsFrom
from tests.builders import measure

FIRST = date(2026, 10, 1)


def test_a_range_started_anew_rests_on_the_same_weekday_and_hour_from_five_sessions_on() -> None:
    lock = LimitsFrom.model_validate({"from": FIRST, "reason": "new studio"})
    evenings = [Past(f"e{n}", measure("kpi", 100 + n % 2)) for n in range(6)]
    mornings = [Past(f"m{n}", measure("kpi", 10 + n % 2), slot=False) for n in range(6)]
    both = [one for pair in zip(evenings, mornings, strict=True) for one in pair]
    past = [(one, FIRST + timedelta(days=n)) for n, one in enumerate(both)]
    day = FIRST + timedelta(days=30)
    usual = rebased(measure("kpi", 50), past, lock, day).usual
    assert usual is not None
    assert usual.names == tuple(one.session for one in evenings)
    few = rebased(measure("kpi", 50), past[:8], lock, day).usual  # four of each: all are compared
    assert few is not None
    assert few.sessions == 8
    unlike = [(one._replace(alike=False), then) for one, then in past]
    assert rebased(measure("kpi", 50), unlike, lock, day).usual is None
