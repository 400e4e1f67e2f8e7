from __future__ import annotations

import pytest

from rex.compare.history import judge, outside_by_luck, past_of
from rex.model.measure import Measure, UsualRange
from tests.builders import measure, record, said, share

# Steps between neighbours are 10 each, so limits on a plain scale are the mean -+ 2.66 x 10.
TWELVE = [100.0, 110.0] * 6


NOW = record(day=99).session


def judged(value: float, earlier: list[float], **more: object) -> Measure:
    past = [record(measure("kpi", v, **more), day=n) for n, v in enumerate(earlier)]
    now = measure("kpi", value, **more)
    return judge(now, past_of(now, NOW, past))


@pytest.mark.parametrize(
    ("sessions", "why"),
    [
        (0, "This is the first session with this number"),
        (1, "1 earlier session: too few"),
        (4, "4 earlier sessions: too few"),
    ],
)
def test_under_five_sessions_there_is_no_verdict(sessions: int, why: str) -> None:
    found = judged(1_000_000, TWELVE[:sessions])
    assert (found.verdict, found.usual) == ("too_little_history", None)
    assert said(found.verdict_why).startswith(why)


@pytest.mark.parametrize(
    ("sessions", "kind", "used"),
    [(5, "trial", 5), (11, "trial", 11), (12, "locked", 12), (13, "locked", 12), (30, "locked", 12)],
)
def test_five_sessions_make_a_trial_range_and_the_first_twelve_lock_it(sessions: int, kind: str, used: int) -> None:
    later = [9_999.0] * (sessions - 12)
    found = judged(105, TWELVE[:sessions] + later).usual
    assert found is not None
    assert (found.kind, found.sessions, len(found.names)) == (kind, used, used)
    assert found.values == tuple(TWELVE[:used])
    # 3 / 1.128379 = 2.6587 steps of 10 on either side
    mean = sum(TWELVE[:used]) / used
    assert found.centre == pytest.approx(mean)
    assert (found.low, found.high) == pytest.approx((mean - 26.587, mean + 26.587), abs=1e-3)


@pytest.mark.parametrize(
    ("better", "value", "verdict"),
    [
        ("higher", 200, "better"),
        ("higher", 10, "worse"),
        ("lower", 200, "worse"),
        ("lower", 10, "better"),
        ("neither", 200, "up"),
        ("neither", 10, "down"),
        ("higher", 105, "usual"),
        ("lower", 105, "usual"),
        ("neither", 105, "usual"),
    ],
)
def test_the_direction_makes_the_word(better: str, value: float, verdict: str) -> None:
    found = judged(value, TWELVE, better=better)
    assert found.verdict == verdict
    side = {True: "above", False: "below"}[value > 105]
    assert ("inside" if verdict == "usual" else side) in said(found.verdict_why)


def test_the_new_session_is_no_part_of_its_own_range() -> None:
    low, high = judged(105, TWELVE[:8]).usual, judged(9_999, TWELVE[:8]).usual
    assert low == high


def test_a_value_on_the_limit_is_inside() -> None:
    limits = judged(105, TWELVE).usual
    assert limits is not None
    assert judged(limits.high, TWELVE).verdict == "usual"
    assert judged(limits.low, TWELVE).verdict == "usual"


def test_noise_is_called_noise_without_a_word_of_cause() -> None:
    text = said(judged(105, TWELVE).verdict_why)
    assert text.startswith("105 lies inside your usual range, 78.4")
    assert not {"because", "caused", "thanks"} & set(text.lower().split())


def test_equal_values_have_no_spread_to_judge_by() -> None:
    found = judged(7, [5] * 6)
    assert (found.verdict, found.usual) == ("too_little_history", None)
    assert "same value" in said(found.verdict_why)


def test_what_was_not_measured_is_not_judged() -> None:
    past = [record(measure("kpi", v), day=n) for n, v in enumerate(TWELVE)]
    found = judge(measure("kpi", None), past_of(measure("kpi"), NOW, past))
    assert (found.verdict, found.usual, said(found.verdict_why)) == ("too_little_data", None, "Too few.")


@pytest.mark.parametrize("other", [{"definition": "kpi@2"}, {"unit": "USD"}, {"status": "insufficient", "value": None}])
def test_sessions_that_measured_something_else_are_no_history(other: dict[str, object]) -> None:
    unlike = measure("kpi", 100).model_copy(update=other)
    past = [record(measure("kpi", v), day=n) for n, v in enumerate(TWELVE[:4])]
    found = judge(measure("kpi", 500), past_of(measure("kpi"), NOW, [*past, record(unlike, day=9)]))
    assert found.verdict == "too_little_history"
    assert said(found.verdict_why) == "4 earlier sessions can be compared, 1 cannot; a usual range starts at 5."


def test_a_session_without_the_kpi_is_skipped() -> None:
    records = [record(measure("kpi", 1)), record(measure("other", 2), day=1)]
    assert [entry.session for entry in past_of(measure("kpi"), NOW, records)] == ["2026-11-20-show"]


def test_money_is_judged_on_its_ratios() -> None:
    # doubling and halving in turn: on the log scale the limits are the middle times and over 2 ** 2.6587
    found = judged(150, [100, 200] * 6, scale="log", unit="EUR").usual
    assert found is not None
    assert found.centre == pytest.approx(100 * 2**0.5)
    assert found.high / found.centre == pytest.approx(found.centre / found.low)
    assert found.high / found.centre == pytest.approx(2**2.65868, rel=1e-4)


def test_limits_stay_where_values_can_be() -> None:
    shares = [record(share("csat", k, 100), day=n) for n, k in enumerate([97, 99, 60, 99, 97, 99])]
    found = judge(share("csat", 90, 100), past_of(share("csat", 90, 100), NOW, shares)).usual
    assert found is not None
    assert 0 <= found.low < found.high <= 1
    points = judged(10, [90, -90, 80, -70, 90], unit="nps").usual
    assert points is not None
    assert (points.low, points.high) == (-100, 100)
    counts = judged(10, [1, 90, 1, 90, 1]).usual
    assert counts is not None
    assert counts.low == 0


def test_nobody_of_twenty_is_not_nobody_of_twenty_thousand() -> None:
    records = [record(share("rate", k, 1_000), day=n) for n, k in enumerate([30, 36, 28, 33, 30, 35])]
    past = past_of(share("rate", 0, 20), NOW, records)
    few, many = judge(share("rate", 0, 20), past), judge(share("rate", 0, 20_000), past)
    # 0 of 20 with half a person on both sides is 0.5 of 21 = 2.4 %, inside 1.8 to 5.5 %; of 20,001 it is nothing
    assert (few.verdict, many.verdict) == ("usual", "worse")
    assert "one more or less" in said(few.verdict_why)


def test_luck_alone_is_counted_over_the_judged_kpis() -> None:
    five = UsualRange(low=1, high=2, centre=1.5, sessions=5, kind="trial")
    judged_ones = [measure(str(n), 1, usual=five) for n in range(20)]
    # 20 x 5.69 % = 1.14; one without a range adds nothing
    assert outside_by_luck([*judged_ones, measure("new", 1)]) == 1.14


def test_sales_counted_by_another_rule_are_no_history_and_other_numbers_are() -> None:
    rule = {"attribution": {"rule": "window", "after_hours": 24}}
    values = [100.0, 110.0, 100.0, 110.0, 100.0, 110.0]
    past = [record(measure("kpi", v, group="sales"), measure("other", v), day=n) for n, v in enumerate(values)]
    later = record(session=rule, day=9).session
    sold = judge(measure("kpi", 500, group="sales"), past_of(measure("kpi", group="sales"), later, past))
    assert sold.verdict == "too_little_history"
    assert said(sold.verdict_why) == "0 earlier sessions can be compared, 6 cannot; a usual range starts at 5."
    assert judge(measure("other", 500), past_of(measure("other"), later, past)).verdict == "better"
