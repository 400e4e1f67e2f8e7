from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pytest

from rex.moments.find import find
from rex.moments.series import Audience, ChatTimes, Found, Orders

Make = Callable[..., ChatTimes]
HOUR = 3600.0
NOBODY = ChatTimes(np.empty(0), np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))


def peaks(found: Found) -> list[float]:
    return sorted(m.start_s for m in found.moments if m.kind == "peak" and not m.ritual)


@pytest.mark.parametrize("per_minute", [2, 10, 40, 200])
@pytest.mark.parametrize("seed", range(3))
def test_an_hour_of_pure_chance_has_no_moment(quiet: Make, seed: int, per_minute: int) -> None:
    assert find(quiet(seed, per_minute), None, None, HOUR).moments == ()


@pytest.mark.parametrize("seed", range(6))
def test_a_chat_that_excites_itself_has_no_moment(self_exciting: Make, seed: int) -> None:
    assert find(self_exciting(seed), None, None, HOUR).moments == ()


def test_a_show_that_warms_up_and_winds_down_has_no_moment(make_chat: Make) -> None:
    rng = np.random.default_rng(4)
    second = np.arange(3600)
    rate = 0.5 * np.minimum(1, 0.4 + second / 1000) * np.minimum(1, 0.4 + (3600 - second) / 1000)
    t_s = np.repeat(second, rng.poisson(rate)) + rng.random(1)
    assert find(make_chat(t_s), None, None, HOUR).moments == ()


def test_a_chat_that_doubles_and_stays_so_has_no_moment(make_chat: Make) -> None:
    rng = np.random.default_rng(5)
    t_s = np.concatenate([rng.uniform(0, HOUR, 1800), rng.uniform(1500, HOUR, 1050)])
    assert find(make_chat(t_s), None, None, HOUR).moments == ()


def test_bursts_are_found_where_they_began(quiet: Make) -> None:
    starts = (500.0, 1100.0, 1700.0, 2400.0, 3000.0)
    found = find(quiet(6, 30, bursts=starts), None, None, HOUR)
    assert peaks(found) == pytest.approx(starts, abs=12)
    for m in found.moments:
        assert m.lift_low < m.lift < m.lift_high
        assert m.extra_messages.low < 80 < m.extra_messages.high
        assert m.cause_s == m.start_s - 8
        assert m.start_s <= m.peak_s <= m.end_s


def test_ids_follow_the_show_and_ranks_the_score(quiet: Make, make_chat: Make) -> None:
    rng = np.random.default_rng(8)
    parts = [quiet(7).t_s] + [at + rng.gamma(2, 15, n) for at, n in ((600, 60), (1500, 240), (2500, 120))]
    found = find(make_chat(np.concatenate(parts)), None, None, HOUR)
    assert [m.id for m in found.moments] == [2, 3, 1]
    assert [m.rank for m in found.moments] == [1, 2, 3]
    assert sorted(m.score for m in found.moments) == [m.score for m in reversed(found.moments)]


def test_greetings_and_farewells_are_marked_and_ranked_last(quiet: Make) -> None:
    found = find(quiet(9, 30, bursts=(20.0, 1500.0, 3510.0), size=150), None, None, HOUR)
    assert found.moments[0].about == ()
    assert sorted(m.about for m in found.moments[1:]) == [("end",), ("start",)]


def test_one_person_who_floods_the_chat_is_no_moment(quiet: Make, make_chat: Make) -> None:
    usual = quiet(10).t_s
    flood = np.linspace(1500, 1560, 300)
    authors = np.concatenate([np.arange(len(usual)), np.full(300, 999_999)])
    assert find(make_chat(np.concatenate([usual, flood]), authors), None, None, HOUR).moments == ()


def test_a_pasted_text_is_no_moment(quiet: Make) -> None:
    usual = quiet(11)
    t_s = np.concatenate([usual.t_s, np.linspace(1500, 1560, 120)])
    keys = np.concatenate([np.full(len(usual.t_s), -1), np.full(120, 3)])
    order = np.argsort(t_s, kind="stable")
    chat = ChatTimes(t_s[order], np.arange(len(t_s)), keys[order])
    assert find(chat, None, None, HOUR).moments == ()
    known = ChatTimes(t_s[order], np.arange(len(t_s)), np.empty(0, dtype=np.int64))
    assert len(find(known, None, None, HOUR).moments) == 1  # the same times from people with words of their own


def test_the_same_input_gives_the_same_answer(quiet: Make) -> None:
    chat = quiet(12, bursts=(900.0, 2000.0))
    assert find(chat, None, None, HOUR) == find(chat, None, None, HOUR)


def test_the_delay_is_measured_on_the_cues(quiet: Make) -> None:
    cues = [400.0 * n for n in range(1, 9)]
    found = find(quiet(13, 30, bursts=tuple(c + 20 for c in cues), size=150), None, None, HOUR, cues)
    assert found.delay.value_s == pytest.approx(20, abs=4)
    assert found.delay.pairs >= 6
    assert found.moments[0].cause_s == pytest.approx(found.moments[0].start_s - found.delay.value_s)


def test_a_raid_is_named(quiet: Make) -> None:
    samples = np.arange(0, HOUR, 15)
    viewers = np.random.default_rng(1).poisson(np.where(samples < 1490, 400, 700)).astype(np.float64)
    found = find(quiet(14, 30, bursts=(1500.0,), size=150), Audience(samples, viewers), None, HOUR)
    assert [m.about for m in found.moments] == [("raid",)]
    assert found.moments[0].signals["viewers"] > 3


def test_a_drop_is_found_from_viewers_who_leave_and_not_from_little_chat(make_chat: Make) -> None:
    rng = np.random.default_rng(15)
    t_s = rng.uniform(0, HOUR, 2400)
    t_s = t_s[(t_s < 900) | (t_s > 1100)]  # everybody listens for three minutes
    samples = np.arange(0, HOUR, 15)
    viewers = rng.poisson(np.where(samples < 2400, 600, 480)).astype(np.float64)
    found = find(make_chat(t_s), Audience(samples, viewers), None, HOUR)
    assert [(m.kind, round(m.start_s, -2)) for m in found.moments] == [("drop", 2400)]
    assert found.moments[0].lift == pytest.approx(0.8, abs=0.05)
    assert found.moments[0].signals["viewers"] < -3


def test_orders_that_surge_without_a_word_are_a_moment_about_orders(quiet: Make) -> None:
    rng = np.random.default_rng(16)
    times = np.sort(np.concatenate([rng.uniform(0, HOUR, 120), 1800 + rng.gamma(2, 15, 60)]))
    found = find(quiet(16), None, Orders(times, np.full(180, 2500.0)), HOUR)
    assert [m.about for m in found.moments] == [("orders",)]
    assert found.moments[0].start_s == pytest.approx(1800, abs=10)
    assert found.moments[0].extra_orders is not None
    assert found.moments[0].extra_orders.low < 60 < found.moments[0].extra_orders.high


def test_chat_and_orders_of_one_burst_are_one_moment(quiet: Make) -> None:
    rng = np.random.default_rng(17)
    times = np.sort(np.concatenate([rng.uniform(0, HOUR, 120), 1820 + rng.gamma(2, 15, 60)]))
    found = find(quiet(17, bursts=(1800.0,), size=120), None, Orders(times, np.full(180, 2500.0)), HOUR)
    assert [m.about for m in found.moments] == [()]
    assert found.moments[0].signals["sales"] > 5


@pytest.mark.parametrize(
    "t_s",
    [
        [],
        [5.0],
        [100.0] * 5000,
        list(np.linspace(-600, -1, 400)),
        list(np.linspace(0, 20, 200)),
    ],
    ids=["no message", "one message", "all in one second", "all before the start", "twenty seconds"],
)
def test_where_there_is_no_usual_there_is_no_moment(make_chat: Make, t_s: list[float]) -> None:
    found = find(make_chat(np.array(t_s)), None, None, HOUR)
    assert found.moments == ()
    assert found.smallest_lift is None


def test_an_hour_without_chat_in_the_middle_is_no_moment_on_either_side(make_chat: Make) -> None:
    rng = np.random.default_rng(18)
    t_s = np.concatenate([rng.uniform(0, 1800, 900), rng.uniform(5400, 7200, 900)])
    assert find(make_chat(t_s), None, None, 7200.0).moments == ()


def test_viewers_without_chat_still_have_drops() -> None:
    samples = np.arange(0, HOUR, 60)
    viewers = np.where(samples < 1800, 500.0, 380.0)
    found = find(NOBODY, Audience(samples, viewers), None, HOUR)
    assert [m.kind for m in found.moments] == ["drop"]
    assert "chat" not in found.moments[0].signals


@pytest.mark.parametrize("duration_s", [0.0, -5.0, float("nan"), float("inf"), 1.0, 4.0])
def test_a_show_without_length_has_no_moment(quiet: Make, duration_s: float) -> None:
    assert find(quiet(), None, None, duration_s).moments == ()


def test_messages_before_the_start_change_nothing(quiet: Make, make_chat: Make) -> None:
    chat = quiet(19, bursts=(1200.0,), size=150)
    early = make_chat(np.concatenate([np.linspace(-900, -1, 500), chat.t_s]))
    assert find(early, None, None, HOUR) == find(chat, None, None, HOUR)


def test_a_thin_chat_says_what_could_not_have_been_seen(quiet: Make) -> None:
    thin, lively = (find(quiet(20, n), None, None, HOUR).smallest_lift for n in (2, 200))
    assert thin is not None
    assert lively is not None
    assert lively < 1.6
    assert thin > 3


def test_a_hundred_thousand_messages_take_less_than_two_seconds(quiet: Make) -> None:
    chat = quiet(21, 550, hours=3, bursts=tuple(range(400, 10_400, 500)), size=800)
    assert len(chat.t_s) > 100_000
    began = time.perf_counter()
    found = find(chat, None, None, 3 * HOUR)
    assert time.perf_counter() - began < 2
    assert len(peaks(found)) == 20
