"""Seeded histories in which nothing ever changes: how often is an action without effect called a success?"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import numpy as np
import pytest

from rex.actions.impact import Measured, settle
from rex.model.action import Action

RUNS = 600


def history(values: list[float], trigger: int) -> list[Measured]:
    start = date(2026, 1, 2)
    return [
        Measured("trigger" if i == trigger else f"s{i}", start + timedelta(weeks=i), value)
        for i, value in enumerate(values)
    ]


def verdicts(earlier: int, later: int, *, worst: bool, shift: float = 0.0, looks: bool = False) -> Counter[str]:
    """Count the verdicts over seeded histories; the bet hopes for more after the worst, or the last, session before."""
    rng = np.random.default_rng(20261120)
    found: Counter[str] = Counter()
    for _ in range(RUNS):
        values = [float(v) for v in rng.normal(100, 10, earlier + later)]
        values[earlier:] = [v + shift for v in values[earlier:]]
        trigger = int(np.argmin(values[:earlier])) if worst else earlier - 1
        decided = date(2026, 1, 2) + timedelta(weeks=earlier - 1, days=3)
        action = Action(
            id="A-001",
            what="A bet",
            owner="Maria",
            due=decided,
            kpi="watch_time",
            direction="up",
            smallest_effect=0.1,
            decided=decided,
            session="trigger",
            status="done",
            done_on=decided,
        )
        seen: set[str] = set()
        for k in range(3 if looks else later, later + 1):
            sessions = history(values[: earlier + k], trigger)
            seen.add(settle(action, sessions, title="Watch time", unit="minutes", today=decided).verdict)
        found.update(seen)
    return found


@pytest.mark.parametrize("worst", [True, False])
@pytest.mark.parametrize("earlier", [6, 8, 13])
def test_no_effect_is_called_moved_in_at_most_five_of_a_hundred(earlier: int, worst: bool) -> None:
    found = verdicts(earlier, 3, worst=worst)
    assert sum(found.values()) == RUNS
    assert found["moved"] <= 0.05 * RUNS
    assert found["wrong_way"] <= 0.08 * RUNS


def test_looking_again_after_every_session_does_not_make_a_success_of_nothing() -> None:
    assert verdicts(9, 10, worst=True, looks=True)["moved"] <= 0.05 * RUNS


def test_a_large_effect_is_found_in_most_histories() -> None:
    assert verdicts(9, 3, worst=False, shift=30)["moved"] >= 0.75 * RUNS
