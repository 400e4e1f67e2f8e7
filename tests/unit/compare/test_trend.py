from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from rex.compare.baseline import comparable, slots
from rex.compare.history import judge, past_of
from rex.compare.naming import names
from rex.compare.trend import trend
from rex.compare.trend_seen import Evening, in_order, seen
from rex.config.workspace import LimitsFrom
from rex.model.message import say
from tests.builders import measure, record, said, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.model.measure import Measure
    from rex.model.retrospective import Retrospective
    from rex.model.trend import Trend, TrendKpi

# Steps between neighbours are 10 each, so limits on a plain scale are the mean -+ 2.6587 x 10 (3 / 1.128379).
TWELVE = [100.0, 110.0] * 6
FIRST = date(2026, 11, 20)  # the builders' first day; the sessions follow day by day


def evenings(records: Sequence[Retrospective]) -> list[Evening]:
    return in_order(evening for one in records if (evening := seen(one)) is not None)


def over(values: Sequence[float | None], **more: Any) -> Trend:
    return trend(evenings([record(measure("kpi", v, **more), day=n) for n, v in enumerate(values)]), {})


def locked(values: Sequence[float], lock: LimitsFrom) -> TrendKpi:
    records = [record(measure("kpi", v), day=n) for n, v in enumerate(values)]
    return trend(evenings(records), {"kpi": lock}).kpis[0]


def window(start: int, until: int | None = None) -> LimitsFrom:
    """Start a range anew so many days after the first one."""
    end = None if until is None else FIRST.replace(day=FIRST.day + until)
    return LimitsFrom.model_validate(
        {"from": FIRST.replace(day=FIRST.day + start), "until": end, "reason": "new studio"}
    )


def verdicts(kpi: TrendKpi) -> list[str]:
    return [point.verdict for point in kpi.points]


def test_five_sessions_judge_the_sixth_by_hand() -> None:
    kpi = over([100, 110, 100, 110, 100, 140]).kpis[0]
    # mean 104; four steps of 10 each: 104 -+ 3 / 1.128379 x 10 = 77.41 to 130.59, and 140 lies above
    assert verdicts(kpi) == ["too_little_history"] * 5 + ["better"]
    assert kpi.limits is not None
    assert (kpi.limits.low, kpi.limits.high) == pytest.approx((104 - 26.587, 104 + 26.587), abs=1e-3)
    assert (kpi.limits.kind, kpi.limits.sessions, kpi.limits.names[0]) == ("trial", 5, "2026-11-20-show")
    assert (kpi.judged, kpi.outside, kpi.luck) == (1, 1, 0.0569)  # the false alarm rate of five sessions


def test_a_point_is_judged_by_the_sessions_before_it_and_not_by_itself_or_later_ones() -> None:
    short = over([100, 110, 100, 110, 100, 140]).kpis[0].points[5]
    long = over([100, 110, 100, 110, 100, 140, 900, 20, 900]).kpis[0].points[5]
    assert (short.usual, short.verdict) == (long.usual, long.verdict)


def test_the_first_twelve_lock_the_range() -> None:
    kpi = over([*TWELVE, 105, 400, 105, 400]).kpis[0]
    assert [point.usual.kind if point.usual else None for point in kpi.points[11:]] == ["trial"] + ["locked"] * 4
    assert kpi.points[12].usual == kpi.points[15].usual
    assert kpi.limits is not None
    assert (kpi.limits.centre, kpi.limits.sessions) == (105, 12)


@pytest.mark.parametrize("better", ["higher", "lower", "neither"])
def test_a_trend_gives_each_session_the_verdict_of_its_own_review(better: str) -> None:
    values = [52, 47, 60, 55, 49, 51, 90, 20, 51, 58, 53, 50, 61, 5, 49, 90, 88, 99, 42, 55, 61, 40, 39, 97]
    days = [7 * (n // 3) + n % 3 for n in range(len(values))]  # three evenings of each week: three slots
    records = [
        record(
            measure("kpi", v, better=better, scale="log", group="sales"),
            share("rate", v, 400, better=better),
            day=day,
            session={"tags": ("black-friday",)} if n % 7 == 6 else {},
        )
        for n, (v, day) in enumerate(zip(values, days, strict=True))
    ]
    found = trend(evenings(records), {})
    for kpi in found.kpis:
        for at, point in enumerate(kpi.points):
            mine = records[at].measure(kpi.id)
            assert mine is not None
            slot_of = slots([one.session for one in records[: at + 1]])
            past = past_of(mine, records[at].session, comparable(records[at].session, records[:at]), slot_of)
            reviewed = judge(mine, past)
            assert (point.verdict, point.why) == (reviewed.verdict, reviewed.verdict_why)


def test_a_range_is_started_anew_from_its_day_and_locked_on_its_window() -> None:
    values = [10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 100.0, 110.0, 100.0, 110.0, 100.0, 110.0, 105.0, 140.0]
    plain = trend(evenings([record(measure("kpi", v), day=n) for n, v in enumerate(values)]), {}).kpis[0]
    assert plain.points[6].verdict == "better"
    kpi = locked(values[:9], window(6))
    assert verdicts(kpi)[6:] == ["too_little_history"] * 3  # the days before no longer judge
    kpi = locked([*values[:10], 105.0], window(6, 9))
    assert verdicts(kpi)[-1] == "too_little_history"  # four sessions in the window are too few for any range


def test_a_window_of_rex_yaml_is_locked_with_all_of_its_sessions_though_they_are_under_twelve() -> None:
    values = [10.0, 11.0, 100.0, 110.0, 100.0, 110.0, 100.0, 110.0, 105.0, 140.0]
    kpi = locked(values, window(2, 7))
    assert kpi.limits is not None
    assert (kpi.limits.kind, kpi.limits.sessions, kpi.limits.reason) == ("locked", 6, "new studio")
    assert (kpi.limits.low, kpi.limits.high) == pytest.approx((105 - 26.587, 105 + 26.587), abs=1e-3)
    assert verdicts(kpi)[-2:] == ["usual", "better"]
    assert kpi.limits.since == FIRST.replace(day=22)


def test_a_longer_window_counts_whole() -> None:
    start = FIRST.replace(day=1)
    lock = LimitsFrom.model_validate({"from": start, "until": date(2026, 12, 3), "reason": "new studio"})
    kpi = locked([*TWELVE, 100.0, 110.0, 105.0], lock)
    assert kpi.limits is not None
    assert (kpi.limits.sessions, kpi.limits.kind) == (14, "locked")
    assert kpi.points[13].usual is not None
    assert kpi.points[13].usual.sessions == 12  # inside its window a session is judged by the first twelve before it


def definitions() -> list[Measure]:
    return [measure("kpi", 100 + n % 2) for n in range(6)] + [
        measure("kpi", 900 + n % 2, definition="kpi@2") for n in range(3)
    ]


def test_another_definition_breaks_the_line_and_judges_nothing() -> None:
    kpi = trend(evenings([record(m, day=n) for n, m in enumerate(definitions())]), {}).kpis[0]
    broken = [at for at, point in enumerate(kpi.points) if point.broken is not None]
    assert broken == [6]
    assert "From here on it is kpi@2, before it was kpi@1: two definitions" in said(kpi.points[6].broken)
    assert verdicts(kpi)[6:] == ["too_little_history"] * 3
    assert "0 earlier sessions can be compared, 6 cannot" in said(kpi.points[6].why)


def test_another_currency_breaks_the_line() -> None:
    records = [record(measure("revenue", 5000, unit=unit), day=n) for n, unit in enumerate(("EUR", "EUR", "USD"))]
    points = trend(evenings(records), {}).kpis[0].points
    assert [said(point.broken) for point in points if point.broken] == [
        "From here on it is in USD, before it was in EUR: the line starts anew."
    ]


def test_another_rule_of_which_orders_count_breaks_sales_and_nothing_else() -> None:
    rules: list[dict[str, Any]] = [{}, {"attribution": {"after_hours": 24}}]
    records = [
        record(measure("orders", 10, group="sales"), measure("messages", 10, group="chat"), day=n, session=rule)
        for n, rule in enumerate(rules)
    ]
    orders, messages = trend(evenings(records), {}).kpis
    assert "it counts orders placed during the show or within 24 after it" in said(orders.points[1].broken)
    assert messages.points[1].broken is None


def test_other_codes_of_one_rule_are_one_line() -> None:
    rules = [{"attribution": {"rule": "discount_code", "match": [code]}} for code in ("LIVE1", "LIVE2")]
    records = [record(measure("orders", 10, group="sales"), day=n, session=rule) for n, rule in enumerate(rules)]
    assert trend(evenings(records), {}).kpis[0].points[1].broken is None


def test_a_kpi_that_grows_with_its_history_is_shown_and_never_judged_or_joined() -> None:
    kpi = over([1, 2, 3, 4, 5, 6, 7, 8, 9], drifts=True).kpis[0]
    assert set(verdicts(kpi)) == {"not_comparable"}
    assert [point.broken is None for point in kpi.points] == [True] + [False] * 8
    assert (kpi.drifts, kpi.runs, kpi.limits) == (True, (), None)


def test_values_that_only_grew_with_the_history_judge_no_later_one() -> None:
    grown = [measure("kpi", 10 * n, drifts=n < 4) for n in range(10)]
    kpi = trend(evenings([record(m, day=n) for n, m in enumerate(grown)]), {}).kpis[0]
    # the first four drift: the session at place 9 is judged by the five at places 4 to 8
    assert [point.usual is not None for point in kpi.points] == [False] * 9 + [True]
    assert kpi.limits is not None
    assert kpi.limits.sessions == 5
    assert [at for at, point in enumerate(kpi.points) if point.broken is not None] == [1, 2, 3, 4]


def test_a_kpi_is_called_as_its_newest_value_calls_it() -> None:
    old, new = measure("kpi", 1, title="Old name"), measure("kpi", 2, title="New name", unit="EUR")
    records = [record(m, day=n) for n, m in enumerate((old, new, measure("kpi", None, title="Nameless", unit="money")))]
    kpi = trend(evenings(records), {}).kpis[0]
    assert (kpi.title, kpi.unit) == ("New name", "EUR")


def test_a_session_without_a_value_says_why_and_ends_nothing() -> None:
    gap = measure("kpi", None, why=say("No viewer curve."))
    records = [record(measure("kpi", v) if v else gap, day=n) for n, v in enumerate([100, 110, 0, 100, 110, 100, 105])]
    points = trend(evenings([*records, record(day=7)]), {}).kpis[0].points
    assert (points[2].value, points[2].verdict, said(points[2].why)) == (None, "too_little_data", "No viewer curve.")
    assert said(points[7].why) == "This session's record does not hold it."
    assert points[6].usual is not None
    assert points[6].usual.sessions == 5
    assert not any(point.broken for point in points)


def test_the_summary_counts_points_and_says_what_luck_would_do() -> None:
    found = over([*TWELVE[:8], 200.0])
    first, second = (said(sentence) for sentence in found.summary)
    # judged by 5, 6, 7 and 8 sessions: .0569 + .0448 + .0366 + .0310 = .17 of four points
    assert first == (
        "Of 1 KPI over 9 sessions: 1 of 4 judged points outside its usual range; by luck alone fewer than one would be."
    )
    assert found.expected_by_luck == 0.17
    assert second == "1 session has a number outside its range; the other 8 have none."


def test_too_little_history_is_said_and_the_points_are_there_all_the_same() -> None:
    found = over([1, 2, 3])
    assert said(found.summary[0]).startswith("Too little history to judge: a usual range starts at 5 earlier sessions.")
    assert [point.value for point in found.kpis[0].points] == [1, 2, 3]
    assert said(found.kpis[0].says).startswith("3 sessions with a value: too little history")


def headline_and_explored() -> Trend:
    records = []
    for n, (chosen, other) in enumerate(zip([*TWELVE[:8], 105, 200], [*TWELVE[:8], 200, 200], strict=True)):
        tags = ("weekly", "draw") if n in {2, 9} else ("weekly",)
        made = (measure("other", other), measure("chosen", chosen, headline=True, title="Conversion"))
        records.append(record(*made, day=n, session={"tags": tags}))
    return trend(evenings(records), {})


def test_sessions_stand_out_by_headline_numbers_and_explored_ones_are_counted_beside() -> None:
    found = headline_and_explored()
    assert [kpi.id for kpi in found.kpis] == ["chosen", "other"]
    [one] = found.standing_out
    assert (one.session, one.kpis, one.explored) == ("2026-11-29-show", ("chosen",), 1)
    assert said(one.says) == (
        "Show 9 (2026-11-29): Conversion above its range; and 1 of the explored numbers. Its tags: draw."
    )
    assert said(found.summary[1]) == (
        "1 session stands out by its headline numbers; 4 others that could be judged do not."  # the first 5 could not
    )


def test_a_tag_that_every_session_has_marks_none() -> None:
    sessions = headline_and_explored().sessions
    assert [session.marks for session in sessions].count(("draw",)) == 2
    assert sessions[0].tags == ("weekly",)
    assert sessions[0].marks == ()


def test_the_last_sessions_are_shown_and_all_earlier_ones_still_judge_them() -> None:
    records = [record(measure("kpi", v), day=n) for n, v in enumerate([*TWELVE, 105, 400])]
    whole, short = (trend(evenings(records), {}, last=last) for last in (None, 2))
    assert short.kpis[0].points == whole.kpis[0].points[-2:]
    assert (len(short.sessions), short.kpis[0].judged, short.kpis[0].limits) == (2, 2, whole.kpis[0].limits)


def test_kpis_are_chosen_and_those_without_any_value_are_named_apart() -> None:
    records = [record(measure("a", 1), measure("b", 2), measure("c", None), day=n) for n in range(2)]
    found = trend(evenings(records), {})
    assert ([kpi.id for kpi in found.kpis], found.absent) == (["a", "b"], ("c",))
    assert [kpi.id for kpi in trend(evenings(records), {}, only=("b",)).kpis] == ["b"]


def test_the_order_of_the_files_changes_nothing() -> None:
    records = [record(measure("kpi", v), day=n) for n, v in enumerate(TWELVE)]
    assert trend(evenings(records[::-1]), {}) == trend(evenings(records), {})


def test_sessions_of_one_day_are_named_with_their_hour_on_the_wall() -> None:
    records = []
    for n, hour in enumerate((9, 18)):
        start = f"2026-11-20T{hour:02}:00:00+00:00"
        session = {"id": f"s{n}", "start": start, "end": start.replace(":00:00", ":30:00"), "title": "Show"}
        records.append(record(measure("kpi", 1), session=session))
    named = names(one.session for one in [*records, record(measure("kpi", 1), day=1)])
    assert named == {
        "s0": "Show (2026-11-20 10:00)",
        "s1": "Show (2026-11-20 19:00)",
        "2026-11-21-show": "Show 1 (2026-11-21)",
    }


def test_a_value_that_late_refunds_can_move_is_marked() -> None:
    records = [
        record(measure("revenue", 5, settles=True), measure("messages", 5), day=n, edition=edition)
        for n, edition in enumerate(("settled", "provisional"))
    ]
    revenue, messages = trend(evenings(records), {}).kpis
    assert [point.provisional for point in revenue.points] == [False, True]
    assert not any(point.provisional for point in messages.points)


def test_a_run_is_one_of_the_sessions_that_draw_the_range() -> None:
    # First nine Mondays, which sell little, then nine Fridays: no run of Mondays below the middle of the Fridays.
    days = [7 * week for week in range(9)] + [7 * week + 4 for week in range(9, 18)]
    values = [10.0 + n % 2 for n in range(9)] + [100.0 + 5 * (n % 2) for n in range(9)]
    records = [record(measure("kpi", v), day=day) for v, day in zip(values, days, strict=True)]
    assert trend(evenings(records), {}).kpis[0].runs == ()
