"""How long questions wait, by hand-computed waits."""

from __future__ import annotations

import pytest

from rex.voice.answers import Answered
from rex.voice.first_response import first_response
from rex.voice.line import Line


def chat(*asked_at: float, end: float = 100.0) -> list[Line]:
    asks = [Line(f"q{n}", f"question {n}", f"p{n}", "viewer", t) for n, t in enumerate(asked_at)]
    return [*asks, Line("end", "bye", "shop", "host", end)]


def at(line: Line, index: int) -> Answered:
    return Answered(index, line.row, None, "team")


def test_median_p90_and_share_of_the_answered() -> None:
    # Asked at 0, 10, 20, 30, 40; answered by lines at 12, 14, 40: waits 12, 4, 20; two never answered.
    lines = [*chat(0.0, 10.0, 20.0, 30.0, 40.0), *(Line(f"a{t}", "x", "shop", "host", t) for t in (12.0, 14.0, 40.0))]
    answered = [at(lines[6], 6), at(lines[7], 7), at(lines[8], 8), None, None, None, None, None, None]
    waits = first_response(lines, [True] * 5 + [False] * 4, answered)
    assert (waits.asked, waits.answered, waits.share) == (5, 3, 0.6)
    assert waits.median_s == 12.0
    assert waits.p90_s == pytest.approx(12 + 0.8 * 8)  # place 1.8 of 4, 12, 20
    # Wilson at 95 %: 3 of 5 is 0.2307 to 0.8824 (z 1.959964).
    assert waits.interval is not None
    assert waits.interval.low == pytest.approx(0.2307, abs=1e-4)
    assert waits.interval.high == pytest.approx(0.8824, abs=1e-4)


def test_the_unanswered_wait_until_the_end_of_the_chat() -> None:
    # Waits 10 and 20 answered; asked at 0 and 70, unanswered, still waiting after 100 and 30 s.
    lines = [*chat(0.0, 0.0, 0.0, 70.0), Line("a", "x", "shop", "host", 10.0), Line("b", "x", "shop", "host", 20.0)]
    answered = [at(lines[5], 5), at(lines[6], 6), None, None, None, None, None]
    waits = first_response(lines, [True] * 4 + [False] * 3, answered, end_s=100.0)
    assert waits.curve is not None
    assert waits.curve.at(10.0) == pytest.approx(3 / 4)
    assert waits.curve.at(20.0) == pytest.approx(3 / 4 * 2 / 3)
    assert waits.curve.median == 20.0
    assert waits.median_s == 15.0  # of the answered alone: shorter than the truth


def test_the_median_is_unknown_where_more_than_half_still_wait() -> None:
    lines = chat(0.0, 0.0, 0.0)
    waits = first_response(lines, [True] * 3 + [False], [at(lines[3], 3), None, None, None])
    assert waits.curve is not None
    assert waits.curve.median is None


def test_one_person_asking_the_same_500_times_asks_once_from_the_first_time() -> None:
    flood = [Line(f"f{n}", "¿PRECIO??" if n % 2 else "precio", "ana", "viewer", float(n)) for n in range(500)]
    lines = [*flood, Line("q", "talla?", "leo", "viewer", 500.0), Line("a", "39 euros", "shop", "host", 510.0)]
    answered = [*([None] * 499), at(lines[501], 501), None, None]
    waits = first_response(lines, [True] * 501 + [False], answered)
    assert (waits.asked, waits.answered) == (2, 1)
    assert waits.median_s == 510.0


def test_the_same_question_of_two_people_is_two() -> None:
    lines = [Line("1", "precio?", "ana", "viewer", 0.0), Line("2", "precio?", "leo", "viewer", 1.0)]
    assert first_response(lines, [True, True], [None, None]).asked == 2


def test_hosts_questions_are_not_counted() -> None:
    lines = [Line("1", "os gusta?", "shop", "host", 0.0)]
    assert first_response(lines, [True], [None]).asked == 0


def test_nothing_asked_and_nothing_timed_have_no_figures() -> None:
    nothing = first_response([], [], [])
    assert (nothing.share, nothing.interval, nothing.median_s, nothing.curve) == (None, None, None, None)
    lines = [Line("1", "precio?", "ana"), Line("2", "39 euros", "shop", "host")]
    untimed = first_response(lines, [True, False], [at(lines[1], 1), None])
    assert (untimed.share, untimed.median_s, untimed.curve) == (1.0, None, None)


def test_lists_of_unlike_length_are_refused() -> None:
    with pytest.raises(ValueError, match="1 marks and 0 answers for 0 lines"):
        first_response([], [True], [])
