"""A mean of few orders is shown and held against nothing: one large basket moves it."""

from __future__ import annotations

from rex.compare.history import judge, past_of
from tests.builders import measure, measured, order, record, said

FEW = measured(*[order(f"o{n}", 1000 + 10 * n, at_s=60.0 + n) for n in range(20)])["aov"]
MANY = measured(*[order(f"o{n}", 1000 + 10 * n, at_s=60.0 + n) for n in range(60)])["aov"]


def test_the_mean_of_under_forty_orders_is_shown_and_not_compared() -> None:
    past = [record(MANY.model_copy(update={"value": 1300.0 + n}), day=n) for n in range(8)]
    judged = judge(FEW, past_of(FEW, record(day=9).session, past))
    assert judged.value == 1095
    assert (judged.verdict, judged.usual) == ("too_little_data", None)
    assert "Under 40 orders" in said(judged.verdict_why)
    assert judge(MANY, past_of(MANY, record(day=9).session, past)).verdict != "too_little_data"


def test_it_is_no_part_of_the_range_of_later_ones_either() -> None:
    past = [record(FEW.model_copy(update={"value": 1300.0 + n}), day=n) for n in range(8)]
    judged = judge(MANY, past_of(MANY, record(day=9).session, past))
    assert (judged.verdict, judged.usual) == ("too_little_history", None)


def test_a_number_without_such_a_reason_is_judged_as_before() -> None:
    past = [record(measure("orders", 30 + n % 3), day=n) for n in range(8)]
    assert judge(measure("orders", 31), past_of(measure("orders", 31), record(day=9).session, past)).verdict == "usual"
