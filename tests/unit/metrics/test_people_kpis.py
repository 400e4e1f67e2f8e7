"""KPIs of what people did, how long they stayed, and what they answered besides the usual three."""

from __future__ import annotations

import math
from typing import Any

import pytest

from rex.metrics.base import Setting
from rex.metrics.compute import over
from rex.model.tables import PresenceRow, ReactionRow
from tests.builders import START_MS, answers, measured, message, metrics, said, unique, watching

MINUTE = 60.0


def stay(person: str, came_s: float, left_s: float) -> PresenceRow:
    return PresenceRow(
        person=person,
        t_ms=START_MS + round(came_s * 1000),
        offset_ms=round(came_s * 1000),
        leave_ms=START_MS + round(left_s * 1000),
    )


def did(person: str | None, kind: str, at_s: float = 60, **more: Any) -> ReactionRow:
    return ReactionRow(person=person, kind=kind, offset_ms=round(at_s * 1000), t_ms=START_MS, **more)


def test_minutes_watched_are_each_persons_own_stays_joined() -> None:
    # 20 people stay 5 minutes; 20 stay 5 + 10 in two visits, one of which is told twice: (20 x 5 + 20 x 15) / 40 = 10.
    rows = [stay(f"a{n}", 0, 5 * MINUTE) for n in range(20)]
    rows += [stay(f"b{n}", at, at + 5 * MINUTE) for n in range(20) for at in (0, 10 * MINUTE, 15 * MINUTE)]
    rows += [stay(f"b{n}", 11 * MINUTE, 14 * MINUTE) for n in range(20)]
    found = measured(rows)["average_view_duration"]
    assert (found.value, found.n, found.unit) == (10, 40, "minutes")
    # s = 5.064 (20 at 5, 20 at 15), t(39) = 2.0227: 10 -+ 2.0227 x 5.0637 / sqrt(40).
    assert found.low == pytest.approx(10 - 2.0227 * 5.0637 / math.sqrt(40), abs=1e-3)
    assert found.warnings == ()


def test_who_is_there_at_the_end_has_not_left() -> None:
    # 40 came in the first minute: 10 leave after 4 minutes, 30 stay to the end of the hour.
    rows = [stay(f"a{n}", 0, 4 * MINUTE) for n in range(10)] + [stay(f"b{n}", 0, 3600) for n in range(30)]
    found = measured(rows)
    assert found["view_retention"].value == 0.75
    assert said(found["view_retention"].warnings[-1]) == "Most left in minute 5 after they came: 10 of 40."
    assert said(found["average_view_duration"].warnings[0]) == "0.75 were still there when the show ended."


def test_late_arrivals_who_could_not_stay_ten_minutes_are_censored_not_gone() -> None:
    # 30 came at 0: 15 leave after 2 minutes. 30 came three minutes before the end: never seen leaving.
    rows = [stay(f"a{n}", 0, 2 * MINUTE) for n in range(15)] + [stay(f"b{n}", 0, 3600) for n in range(15)]
    rows += [stay(f"c{n}", 3600 - 3 * MINUTE, 3600) for n in range(30)]
    # At minute 2 all 60 were at risk: 45 of 60 stay; nobody leaves later.
    assert measured(rows)["view_retention"].value == 0.75


def test_retention_adds_up_over_sessions() -> None:
    one = measured([stay(f"a{n}", 0, 2 * MINUTE) for n in range(20)], [stay(f"b{n}", 0, 3600) for n in range(20)])
    two = measured([stay(f"b{n}", 0, 3600) for n in range(40)])
    both = over(metrics()["view_retention"], [m["view_retention"].sums for m in (one, two)], Setting(7_200, "EUR"))
    assert (one["view_retention"].value, both.value) == (0.5, 0.75)


def test_a_list_of_visits_beside_a_curve_still_tells_how_long_people_stayed() -> None:
    rows = [stay(f"a{n}", 0, 5 * MINUTE) for n in range(30)]
    found = measured(rows, [watching(0, 90), watching(1800, 70)], unique(400))
    assert found["average_view_duration"].value == 5
    assert found["unique_viewers"].value == 400
    assert found["average_concurrent"].value == 80


def test_people_count_once_however_often_they_act() -> None:
    # 400 viewers: 8 click (one of them five times), 4 of them fill a cart, 30 write, 2 react: 8 + 30 + 2 people.
    clicks = [did(f"p{n}", "product_click") for n in range(8)] + [did("p0", "product_click")] * 4
    carts = [did(f"p{n}", "add_to_cart") for n in range(4)]
    likes = [did("q1", "like"), did("q2", "like"), did(None, "like", count=9)]
    rows = (clicks, carts, likes, [message(n, f"w{n}") for n in range(30)], unique(400))
    found = measured(*rows)
    assert (found["product_click_rate"].k, found["product_click_rate"].n) == (8, 400)
    assert found["add_to_cart_rate"].k == 4
    assert (found["engagement_rate"].k, found["engagement_rate"].value) == (40, 0.1)
    assert found["reactions_per_viewer"].value == pytest.approx(11 / 400)
    assert measured(clicks, unique(4))["product_click_rate"].status == "not_applicable"


def test_a_running_total_of_likes_is_told_by_its_last_value() -> None:
    likes = [did(None, "like", at, count=n, cumulative=True) for at, n in ((60, 100), (120, 250), (3500, 800))]
    after = did(None, "like", 4_000, count=9_000, cumulative=True)
    found = measured(likes, after, unique(400))["reactions_per_viewer"]
    assert found.value == 2


def test_nothing_is_said_of_clicks_where_no_file_tells_of_them() -> None:
    found = measured([message(n, f"w{n}") for n in range(30)], unique(400))
    assert not {"product_click_rate", "add_to_cart_rate", "reactions_per_viewer", "view_retention"} & found.keys()


def test_one_loud_person_is_named_as_a_share_of_all_messages() -> None:
    # 19 people with one message, one with 21: 40 messages over 20 people = 2, 21 of 40 by one.
    rows = [message(n, f"w{n}") for n in range(19)] + [message(100 + n, "loud") for n in range(21)]
    found = measured(rows)["messages_per_chatter"]
    assert found.value == 2
    assert said(found.warnings[0]) == "One person wrote 0.525 of all messages."


def test_effort_is_lower_the_better_and_never_mixed_with_ease() -> None:
    found = measured(answers("effort", [1, 2, 2, 3] * 3, 1, 5))
    assert (found["ces_v1"].value, found["ces_v1"].better) == (2, "lower")
    assert found["ces"].status == "not_applicable"
    assert "ces_v1" not in measured(answers("ces", [5] * 12, 1, 7))
    assert measured(answers("effort", [5] * 12, 1, 7))["ces_v1"].status == "not_applicable"


@pytest.mark.parametrize(("kpi", "question"), [("enjoyment", "enjoyed"), ("come_again", "again")])
def test_four_and_five_of_five_are_the_share(kpi: str, question: str) -> None:
    found = measured(answers(question, [5, 4, 3, 1] * 5, 1, 5))[kpi]
    assert (found.k, found.n, found.value) == (10, 20, 0.5)


def test_friends_are_read_in_four_languages() -> None:
    heard = answers("heard", [None] * 12, None, None)
    words = ["From friends", "por amistades o familia", "par des proches", "por um amigo", "by mail", "in the shop"] * 2
    for row, text in zip(heard, words, strict=True):
        row.answer_raw = text
    assert (measured(heard)["referral"].k, measured(heard)["referral"].n) == (8, 12)


def test_people_who_answered_are_set_beside_those_who_watched() -> None:
    found = measured(answers("csat", [5] * 40, 1, 5), answers("nps", [9] * 40, 0, 10), unique(400))["survey_response"]
    assert (found.k, found.n, found.value, found.low) == (40, 400, 0.1, None)
    assert measured(answers("csat", [5] * 40, 1, 5), unique(4))["survey_response"].status == "not_applicable"


def test_service_is_each_persons_mean_over_the_dimensions() -> None:
    # Half rate (6, 4) = 5, half (7, 7) = 7: the mean is 6.
    rows = [answers("rater_reliability", [6, 7] * 10, 1, 7), answers("rater.empathy", [4, 7] * 10, 1, 7)]
    assert (measured(*rows)["service_quality"].value, measured(*rows)["service_quality"].n) == (6, 20)
    assert "service_gap" not in measured(*rows)


def test_the_gap_is_paired_and_needs_both_answers() -> None:
    # Perceived 5, expected 6 or 7 in turn: gaps -1 and -2, mean -1.5; five more who only perceived are left out.
    rows = [answers("rater_reliability", [5] * 25, 1, 7), answers("expected_reliability", [6, 7] * 10, 1, 7)]
    found = measured(*rows)["service_gap"]
    assert (found.value, found.n) == (-1.5, 20)
    # s = 0.51299, t(19) = 2.0930: -1.5 -+ 0.24009.
    assert found.low == pytest.approx(-1.5 - 2.0930 * 0.51299 / math.sqrt(20), abs=1e-3)
