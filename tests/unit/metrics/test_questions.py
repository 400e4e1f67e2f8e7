"""Questions in the chat: how many, which share was answered there, and how long the others and they waited."""

from __future__ import annotations

import pytest

from rex.metrics.base import Setting
from rex.metrics.compute import over
from tests.builders import heard, measured, message, metrics, said

CHAT = message(1)
"""Without a row of chat no KPI of the chat is looked for."""


def test_without_a_chat_no_question_is_counted() -> None:
    made = measured()
    for kpi in ("questions", "answered_share", "first_response_time"):
        assert made[kpi].status == "not_applicable"
        assert said(made[kpi].why) == "The session's chat is needed."


def test_one_persons_same_question_is_one_however_often_it_is_sent() -> None:
    rows = [heard(at, 1, asks=1) for at in range(500)] + [heard(600, 2, asks=2), heard(601, 3)]
    made = measured(CHAT, rows)["questions"]
    assert (made.value, made.n) == (2, 502)
    assert [said(one) for one in made.warnings] == ["2 people asked."]


def test_noise_and_the_team_ask_nothing() -> None:
    made = measured(CHAT, heard(1, 1, asks=1, counted=False), heard(2, 2))["questions"]
    assert (made.value, made.n) == (0, 1)


def test_the_share_answered_is_of_distinct_questions_with_its_wilson_interval() -> None:
    rows = [heard(n, n, asks=n, after_s=20 if n <= 4 else None) for n in range(1, 11)]
    repeated = heard(300, 1, asks=1)  # asked again after its answer: it stays answered
    made = measured(CHAT, rows, repeated)["answered_share"]
    assert (made.value, made.k, made.n) == (0.4, 4, 10)
    # Wilson 1927 for 4 of 10 at 95 %.
    assert (made.low, made.high) == (pytest.approx(0.1682, abs=1e-4), pytest.approx(0.6873, abs=1e-4))
    assert "Answered in chat" in said(made.warnings[0])


def test_an_answer_without_a_time_is_an_answer_all_the_same() -> None:
    rows = [heard(1, 1, asks=1, answered_by="team"), heard(2, 2, asks=2)]
    assert measured(CHAT, rows)["answered_share"].k == 1


def test_nobody_asking_is_no_share_of_zero() -> None:
    made = measured(CHAT, heard(1))
    assert made["questions"].value == 0
    assert made["answered_share"].value is None
    assert said(made["answered_share"].why) == "No viewer asked anything in the chat."


def test_half_are_answered_when_those_still_waiting_are_counted_too() -> None:
    waits = [20.4, 40, 60, 80, 100]
    rows = [heard(10 * n, n, asks=n, after_s=wait) for n, wait in enumerate(waits, start=1)]
    rows += [heard(3000, n, asks=n) for n in (6, 7)]  # still open 600 s later, at the end
    made = measured(CHAT, rows)["first_response_time"]
    # Seven wait: 6/7, 5/7, 4/7 after 60 s, 3/7 after 80 s: under one half first at 80 s. Of the five alone: 60 s.
    assert made.value == 80
    assert made.n == 7
    assert made.method == "kaplan-meier"
    # The log-log band of S(80) = 3/7 (Greenwood): its upper end crosses one half at no time seen.
    assert made.low is None
    told = said(made.warnings[0])
    assert told == "Of the 5 answered in chat, half waited at most 60, nine in ten at most 100."
    assert made.sums["waits"] == {"20": 1, "40": 1, "60": 1, "80": 1, "100": 1}
    assert made.sums["still_waiting"] == {"600": 2}


def test_the_median_has_its_interval_where_the_band_reaches_it() -> None:
    rows = [heard(n, n, asks=n, after_s=10 * n) for n in range(1, 21)]
    made = measured(CHAT, rows)["first_response_time"]
    # All 20 answered: the median is the 10th wait; its interval is where the log-log band crosses one half.
    assert made.value == 100
    assert (made.low, made.high) == (50, 150)


def test_where_most_were_never_answered_there_is_no_middle_and_it_is_said() -> None:
    rows = [heard(n, n, asks=n, after_s=30 if n <= 5 else None) for n in range(1, 21)]
    made = measured(CHAT, rows)["first_response_time"]
    assert made.status == "insufficient"
    assert said(made.why) == (
        "15 of 20 questions had no answer in chat by the end, so the middle wait is longer than was seen."
    )


def test_answers_that_were_found_by_words_tell_no_wait() -> None:
    linked = [heard(n, n, asks=n, after_s=30) for n in range(1, 7)]
    found = [heard(100 + n, 10 + n, asks=10 + n, answered_by="team") for n in range(1, 8)]
    made = measured(CHAT, linked, found)["first_response_time"]
    assert made.status == "insufficient"
    assert said(made.why).startswith("Of 13 answers in chat the platform links 6 to their question")
    assert measured(CHAT, linked, found[:6])["first_response_time"].value == 30


def test_a_repeated_question_waits_from_its_first_asking() -> None:
    rows = [heard(n, n, asks=n, after_s=30) for n in range(1, 6)]
    again = [heard(3, 9, asks=9), heard(43, 9, asks=9, after_s=20)]
    assert measured(CHAT, rows, again)["first_response_time"].sums["waits"] == {"30": 5, "60": 1}


def test_few_answers_are_no_wait() -> None:
    rows = [heard(n, n, asks=n, after_s=30) for n in range(1, 5)]
    made = measured(CHAT, rows)["first_response_time"]
    assert said(made.why) == "4 questions were answered in chat with a time; shown from 5 on."


def test_two_sessions_waits_are_one_curve() -> None:
    first = measured(CHAT, [heard(n, n, asks=n, after_s=20) for n in range(1, 6)])["first_response_time"]
    second = measured(CHAT, [heard(n, n, asks=n, after_s=90) for n in range(1, 8)])["first_response_time"]
    together = over(metrics()["first_response_time"], [first.sums, second.sums], Setting(7200, "EUR"))
    # 12 waits, five of 20 s and seven of 90 s: after 20 s 7/12 still wait, after 90 s nobody.
    assert together.value == 90
    assert together.n == 12
    assert together.sums["waits"] == {"20": 5, "90": 7}


def test_waits_beyond_five_minutes_are_kept_in_whole_minutes() -> None:
    rows = [heard(n, n, asks=n, after_s=after) for n, after in enumerate((299.9, 300, 359, 360, 419), start=1)]
    assert measured(CHAT, rows)["first_response_time"].sums["waits"] == {"299": 1, "300": 2, "360": 2}
