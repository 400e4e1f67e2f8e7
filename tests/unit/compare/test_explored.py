"""Rows that nobody chose beforehand: judged together, a headline alone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from rex.compare.against_past import judged_by_past
from rex.compare.diff import compare
from rex.compare.explored import chance_of
from rex.model.measure import UsualRange
from rex.stats.control import spreads_out
from rex.stats.luck import chance_so_far_out, false_alarm_rate
from tests.builders import measure, record, said, share

if TYPE_CHECKING:
    from rex.model.comparison import Comparison

EARLIER = (30, 34, 28, 31, 29, 33, 30, 32)
"""Buyers of 1,000 in eight ordinary sessions."""


def tonight(moved: dict[str, int], ordinary: int, *, headline: bool = False) -> Comparison:
    """Compare the eighth session with one where some rows moved among others that did not."""
    names = [*moved, *(f"same_{n}" for n in range(ordinary))]
    records = [record(*(share(kpi, people, 1_000) for kpi in names), day=7 * n) for n, people in enumerate(EARLIER)]
    last = record(day=56)
    made = [share(kpi, moved.get(kpi, 31), 1_000, headline=headline and kpi in moved) for kpi in names]
    judged = judged_by_past(made, last.session, records)
    return compare(records[-1], last.model_copy(update={"measures": tuple(judged)}))


def verdicts(found: Comparison) -> dict[str, str]:
    return {change.id: change.verdict for change in found.changes}


@pytest.mark.parametrize("sessions", [5, 8, 12, 20, 60])
def test_at_the_limits_the_chance_is_the_measured_one_or_a_little_more(sessions: int) -> None:
    measured = false_alarm_rate(sessions)
    assert measured is not None
    assert measured < chance_so_far_out(3, sessions) < 1.2 * measured


def test_farther_out_is_rarer_and_a_longer_history_surer() -> None:
    assert chance_so_far_out(4, 8) < chance_so_far_out(3, 8) < chance_so_far_out(0, 8) == 1
    assert chance_so_far_out(3, 12) < chance_so_far_out(3, 8)
    with pytest.raises(ValueError, match="no session"):
        chance_so_far_out(3, 0)


def test_spreads_are_counted_on_the_scale_of_the_limits() -> None:
    # log: 100, limit at 800 is 3 spreads of log 2; 400 is two of them, and so is 25 below
    assert spreads_out(400, 100, 800, "log") == pytest.approx(2)
    assert spreads_out(25, 100, 800, "log") == pytest.approx(2)
    assert spreads_out(400, 100, 800, "plain") == pytest.approx(3 * 300 / 700)
    # logit: from 0.5 to 0.8 is log 4; 16/17 is log 16, twice as far
    assert spreads_out(16 / 17, 0.5, 0.8, "logit") == pytest.approx(6)
    assert spreads_out(0, 0.5, 0.8, "logit", 3) == pytest.approx(3 * math.log(7) / math.log(4))  # half of four, 1/8


def test_an_end_that_was_cut_off_is_not_taken_for_the_limit() -> None:
    usual = UsualRange(low=0, high=10, centre=4, sessions=8, kind="trial", values=(0, 4, 8, 4, 0, 8, 4, 4))
    # The upper end is 6 above the middle, so one spread is 2; 8 lies two spreads out.
    found = chance_of(measure("orders", 8, scale="log", usual=usual), usual)
    assert found == pytest.approx(chance_so_far_out(2, 8))


def test_one_row_a_little_outside_is_luck_among_many_and_news_alone() -> None:
    alone, among = tonight({"moved": 44}, 0), tonight({"moved": 44}, 20)
    assert verdicts(alone)["moved"] == "better"
    assert verdicts(among)["moved"] == "usual"
    row = among.changes[0]
    assert "lies outside its usual range" in said(row.why)
    assert "21 explored numbers" in said(row.why)
    assert row.notes[0] == row.why
    assert row.p_adjusted is not None
    assert row.p_adjusted > 0.10


def test_a_headline_a_little_outside_stands_alone_among_many() -> None:
    assert verdicts(tonight({"moved": 44}, 20, headline=True))["moved"] == "better"


def test_a_row_far_outside_is_news_among_many() -> None:
    assert verdicts(tonight({"moved": 120}, 20))["moved"] == "better"


def test_several_rows_that_move_together_are_news_where_one_is_not() -> None:
    several = tonight(dict.fromkeys((f"m{n}" for n in range(10)), 44), 10)
    assert {verdicts(several)[f"m{n}"] for n in range(10)} == {"better"}
