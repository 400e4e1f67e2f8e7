"""What became of a bet: every verdict, by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from rex.actions.impact import Measured, measured, settle, split
from rex.model.action import Action
from rex.model.message import Message, Quantity, say
from rex.model.moment import Moments
from rex.model.retrospective import BottomLine, Retrospective
from rex.model.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.model.action import Settled

FIRST = date(2026, 10, 2)
BEFORE = (10.0, 12.0, 11.0, 13.0, 9.0)
"""Mean 11; an average of three usually lies between 6.63 and 15.37 (see test_later)."""


def bet(**parts: Any) -> Action:
    given = {
        "id": "A-001",
        "what": "Start with the kit",
        "owner": "Maria",
        "due": date(2026, 11, 12),
        "kpi": "watch_time",
        "direction": "up",
        "smallest_effect": 2,
        "decided": date(2026, 11, 9),
        "session": "trigger",
        "status": "done",
        "done_on": date(2026, 11, 12),
    }
    return Action.model_validate({**given, **parts})


def weeks(
    after: Sequence[float | None], before: Sequence[float | None] = BEFORE, trigger: float = 11
) -> list[Measured]:
    """Five Fridays, the session the bet came from (6 November), the Fridays after it (from 13 November)."""
    values = [*before, trigger, *after]
    names = [*(f"before-{i}" for i in range(len(before))), "trigger", *(f"after-{i}" for i in range(len(after)))]
    start = date(2026, 11, 6) - timedelta(weeks=len(before))
    return [Measured(n, start + timedelta(weeks=i), v) for i, (n, v) in enumerate(zip(names, values, strict=True))]


def settled(action: Action, sessions: Sequence[Measured], today: date = date(2026, 12, 15)) -> Settled:
    return settle(action, sessions, title="Watch time", unit="minutes", today=today)


def read(message: Message) -> str:
    text = message.plural if message.plural and message.n != 1 else message.text
    return text.format(**{name: _plain(value) for name, value in message.values.items()})


def _plain(value: object) -> str:
    if isinstance(value, Message):
        return read(value)
    return f"{value.value:.4g}" if isinstance(value, Quantity) else str(value)


@pytest.mark.parametrize(
    ("direction", "after", "verdict"),
    [
        ("up", [16.0, 15.0, 17.0], "moved"),  # 16 is over 15.37, and 5 over the centre
        ("down", [16.0, 15.0, 17.0], "wrong_way"),
        ("down", [6.0, 7.0, 5.0], "moved"),
        ("up", [6.0, 7.0, 5.0], "wrong_way"),
        ("up", [15.0, 15.0, 15.0], "no_clear_change"),  # 4 over the centre, inside the range
        ("down", [15.0, 15.0, 15.0], "no_clear_change"),
    ],
)
def test_the_verdict_follows_the_bets_direction(direction: str, after: list[float], verdict: str) -> None:
    assert settled(bet(direction=direction), weeks(after)).verdict == verdict


def test_the_sentence_shows_the_arithmetic_and_names_no_cause() -> None:
    says = read(settled(bet(), weeks([16.0, 15.0, 17.0])).says)
    assert says == (
        "Watch time: typically 16 in 3 later sessions; 6.631 to 15.37 would be usual for so many, "
        "from the 5 sessions before. Moved as hoped, by 5; the bet was 2 or more."
    )


@pytest.mark.parametrize(("smallest", "verdict"), [(5, "moved"), (5.1, "no_clear_change")])
def test_a_clear_move_smaller_than_the_bet_is_no_success(smallest: float, verdict: str) -> None:
    one = settled(bet(smallest_effect=smallest), weeks([16.0, 15.0, 17.0]))
    assert one.verdict == verdict
    other = settled(bet(smallest_effect=smallest, direction="down"), weeks([16.0, 15.0, 17.0]))
    assert other.verdict == {"moved": "wrong_way"}.get(verdict, verdict)


@pytest.mark.parametrize("k", [0, 1, 2])
def test_until_three_later_sessions_it_is_too_early(k: int) -> None:
    one = settled(bet(), weeks([90.0] * k))
    assert one.verdict == "too_early"
    assert read(one.says) == f"Too early ({k} of 3 later sessions)."
    assert one.sessions_after == tuple(f"after-{i}" for i in range(k))


def test_the_session_it_came_from_is_in_neither_part() -> None:
    low, high = (
        settled(bet(), weeks([16.0, 15.0, 17.0], trigger=10)),
        settled(bet(), weeks([16.0, 15.0, 17.0], trigger=12)),
    )
    assert low == high


def test_sessions_between_the_decision_and_the_doing_are_in_neither_part() -> None:
    late = bet(done_on=date(2026, 11, 20))
    parts = split(late, weeks([1.0, 2.0, 3.0]))
    assert [one.session for one in parts.after] == ["after-1", "after-2"]  # done on the day of after-1, before the show
    assert len(parts.before) == 5
    same_day = [*weeks([]), Measured("that-day", date(2026, 11, 9), 5.0)]
    parts = split(bet(), same_day)
    assert "that-day" not in {one.session for one in (*parts.before, *parts.after)}


def test_the_order_in_which_sessions_come_does_not_matter() -> None:
    sessions = weeks([16.0, 15.0, 17.0])
    assert settled(bet(), sessions) == settled(bet(), sessions[::-1])


@pytest.mark.parametrize(
    ("parts", "after", "verdict", "says"),
    [
        ({"status": "open"}, [], "too_early", "Too early (0 of 3 later sessions)."),
        ({"status": "open"}, [1.0], "never_tried", "Never tried, 1 session later: nothing can be said about it."),
        ({"status": "open"}, [1.0] * 4, "never_tried", "Never tried, 4 sessions later: nothing can be said about it."),
        ({"status": "dropped"}, [], "never_tried", "Dropped before it was tried: nothing can be said about it."),
    ],
)
def test_what_was_never_done_has_no_effect_to_judge(
    parts: dict[str, Any], after: list[float], verdict: str, says: str
) -> None:
    one = settled(bet(done_on=None, **parts), weeks(after))
    assert (one.verdict, read(one.says)) == (verdict, says)


def test_tried_and_then_dropped_is_judged() -> None:
    assert settled(bet(status="dropped"), weeks([16.0, 15.0, 17.0])).verdict == "moved"


def test_a_number_that_is_missing_later_is_not_measured() -> None:
    one = settled(bet(), weeks([None, None, None]))
    assert one.verdict == "not_measured"
    assert read(one.says) == "Not measured: Watch time has no value in the 3 sessions since."
    assert settled(bet(), weeks([None, None, 4.0])).verdict == "too_early"


def test_without_five_sessions_before_there_is_nothing_to_judge_against() -> None:
    one = settled(bet(), weeks([16.0] * 3, before=BEFORE[:4]))
    assert one.verdict == "not_measured"
    assert read(one.says) == (
        "Cannot be judged yet. Sessions before the decision with a value of Watch time: 4; 5 are needed."
    )
    assert "spread is unknown" in read(settled(bet(), weeks([16.0] * 3, before=[7.0] * 6)).says)


def test_values_of_another_definition_are_not_compared() -> None:
    sessions = [
        Measured(one.session, one.on, one.value, "watch_time@1" if one.session.startswith("before") else "watch_time@2")
        for one in weeks([16.0, 15.0, 17.0])
    ]
    assert settled(bet(), sessions).verdict == "not_measured"


@pytest.mark.parametrize(
    ("trigger", "tail"),
    [
        (8.5, " It came from the lowest of 6 sessions: about 2.5 should come back without any action."),  # 11 - 8.5
        (14, " It came from the highest of 6 sessions: about -3 should come back without any action."),
        (9, ""),  # as low as one before: nothing out of the ordinary
        (12, ""),
    ],
)
@pytest.mark.parametrize("after", [[], [16.0, 15.0, 17.0]])
def test_an_extreme_start_prints_the_rebound_to_expect(trigger: float, tail: str, after: list[float]) -> None:
    plain = read(settled(bet(), weeks(after)).says)
    assert read(settled(bet(), weeks(after, trigger=trigger)).says) == plain + tail


@pytest.mark.parametrize(
    ("parts", "today", "overdue"),
    [
        ({"status": "open", "done_on": None}, date(2026, 11, 13), True),
        ({"status": "open", "done_on": None}, date(2026, 11, 12), False),
        ({}, date(2026, 12, 1), False),
        ({"status": "dropped", "done_on": None}, date(2026, 12, 1), False),
    ],
)
def test_only_an_open_action_past_its_day_is_overdue(parts: dict[str, Any], today: date, overdue: bool) -> None:
    assert settled(bet(**parts), weeks([]), today).overdue is overdue


def test_no_sentence_credits_or_blames() -> None:
    texts = [
        read(settled(bet(direction=d, smallest_effect=s), weeks(a, trigger=5)).says).casefold()
        for d in ("up", "down")
        for s in (1, 20)
        for a in ([16.0] * 3, [6.0] * 3, [11.0] * 3, [])
    ]
    assert not any(word in text for text in texts for word in ("because", "caused", "thanks", "significant", "!"))


def test_values_are_taken_from_records_with_their_day_and_definition() -> None:
    def record(name: str, start: datetime | None) -> Retrospective:
        line = say("Nothing.")
        return Retrospective(
            rex="0",
            id=f"rex-{name}",
            written=datetime(2026, 11, 23, tzinfo=UTC),
            edition="settled",
            session=Session(id=name, title="A show", start=start, timezone="Europe/Madrid"),
            duration_s=3600,
            inputs="",
            bottom_line=BottomLine(headline=line, result=line, sure=line),
            moments=Moments(said=line),
        )

    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    assert measured([record("a", late), record("b", None)], "nps") == (
        Measured("a", date(2026, 11, 21), None, ""),
    )  # 00:30 on the wall
