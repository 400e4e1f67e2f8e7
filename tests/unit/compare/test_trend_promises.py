from __future__ import annotations

from datetime import date
from typing import Any

from rex.compare.trend_promises import held_over, held_said, hits_over, hits_said
from rex.compare.trend_seen import Evening, seen
from rex.model.action import Action, Settled
from rex.model.answer import Forecast
from rex.model.message import say
from tests.builders import measure, record, said


def sealed(number: int, who: str, low: float | None, high: float | None, role: str = "csm", **more: Any) -> Forecast:
    given = {"id": f"f{number}", "respondent": who, "role": role, "kpi": "orders", "said": "range", "low": low}
    return Forecast.model_validate({**given, "high": high, **more})


def evening(day: int, *forecasts: Forecast, settled: tuple[Settled, ...] = (), value: float | None = 100) -> Evening:
    found = seen(record(measure("orders", value), day=day, forecasts=forecasts, settled=settled))
    assert found is not None
    return found


def settled(number: int, verdict: str) -> Settled:
    action = Action(
        id=f"A-{number:03}",
        what="Say the price",
        owner="Iker",
        due=date(2026, 12, 1),
        kpi="orders",
        direction="up",
        smallest_effect=1,
        decided=date(2026, 11, 20),
        session="2026-11-20-show",
    )
    return Settled.model_validate({"action": action, "verdict": verdict, "says": say("So.")})


def test_ranges_add_up_over_sessions_and_a_share_is_said_from_ten_on() -> None:
    first = evening(0, *(sealed(n, "ana", 90, 110) for n in range(6)))
    second = evening(1, *(sealed(n, "ana", 90, 110) for n in range(2)), *(sealed(n, "ana", 120, 130) for n in range(2)))
    one, two = held_over([first, second])
    assert (one.held, one.ranges, one.share) == (6, 6, None)
    assert (two.held, two.ranges, two.share) == (8, 10, 0.8)  # 6 + 2 of 6 + 4
    # Wilson, 8 of 10: 49 to 94 %, as the sheet of checks has it
    assert two.low is not None
    assert two.high is not None
    assert (round(two.low, 2), round(two.high, 2)) == (0.49, 0.94)
    assert said(held_said((one, two))) == "8 of 10 sealed ranges held the value, 0.8 (0.8 would be right)."


def test_both_ends_belong_to_a_range_and_a_missing_end_is_open() -> None:
    ends = (sealed(1, "ana", 100, 120), sealed(2, "ana", 80, 100), sealed(3, "ana", 101, 120))
    open_ended = (sealed(4, "ana", 100, None), sealed(5, "ana", None, 99))
    [found] = held_over([evening(0, *ends, *open_ended)])
    assert (found.held, found.ranges) == (3, 5)


def test_informed_and_changed_forecasts_and_unknown_values_count_for_nothing() -> None:
    left_out = (sealed(1, "ana", 90, 110, informed=True), sealed(2, "ana", 90, 110, changed=True))
    assert held_over([evening(0, *left_out), evening(1, sealed(3, "ana", 90, 110), value=None)]) == ()
    assert said(held_said(())) == "No record holds a sealed range whose value is known: nothing to score yet."


def test_a_role_stands_apart_from_three_people_on() -> None:
    hosts = (sealed(n, f"host-{n}", 90, 110, "host") for n in range(3))
    pair = (sealed(n, f"csm-{n}", 120, 130) for n in range(2))
    found = held_over([evening(0, *hosts, *pair)])
    assert [(one.role, one.held, one.ranges) for one in found] == [("", 3, 5), ("host", 3, 3)]


def test_hits_are_those_of_the_record_and_stand_where_they_change() -> None:
    now = (settled(1, "moved"), settled(2, "no_clear_change"), settled(3, "too_early"), settled(4, "wrong_way"))
    evenings = [evening(0), evening(1, settled=now[:1]), evening(2, settled=now[:1]), evening(3, settled=now)]
    found = hits_over(evenings)
    assert [(one.session, one.moved, one.told, one.waiting) for one in found] == [
        ("2026-11-21-show", 1, 1, 0),
        ("2026-11-23-show", 1, 3, 1),
    ]
    assert said(hits_said(found)) == "1 of 3 settled actions moved their number as hoped; 1 more cannot be told yet."


def test_what_cannot_be_told_is_no_miss() -> None:
    found = hits_over([evening(0, settled=(settled(1, "never_tried"), settled(2, "not_measured")))])
    assert said(hits_said(found)).startswith("Of 2 earlier actions none can be told yet")
    assert said(hits_said(())) == "No record tells of an earlier action: there is no hit rate yet."
