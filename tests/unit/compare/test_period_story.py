"""The story of a period: its extremes, the lessons that came again, what was heard, which bets are open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from rex.compare.naming import names
from rex.compare.period_extremes import extremes
from rex.compare.period_lessons import bets, heard, second_time
from rex.model.action import Action, Settled
from rex.model.answer import Claim
from rex.model.message import say
from rex.model.moment import Quote
from tests.builders import measure, record, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.model.comparison import Extreme, Heard, Lesson
    from rex.model.message import Message
    from rex.model.retrospective import Retrospective


def called(records: Sequence[Retrospective]) -> dict[str, str]:
    return names(one.session for one in records)


def extremes_of(records: Sequence[Retrospective]) -> tuple[tuple[Extreme, ...], Message | None]:
    return extremes(records, called(records))


def again(records: Sequence[Retrospective]) -> tuple[Lesson, ...]:
    return second_time(records, called(records))


def said_in(records: Sequence[Retrospective]) -> tuple[Heard, ...]:
    return heard(records, called(records))


def claim(text: str, polarity: Literal["worked", "did_not"] = "worked", **more: Any) -> Claim:
    given: dict[str, Any] = {"id": text, "respondent": "maria", "role": "csm", "phase": "commit"}
    return Claim(text=text, polarity=polarity, **(given | more))


def show(day: int, revenue: float | None, verdict: str = "usual", **more: Any) -> Retrospective:
    first = measure("revenue", revenue, headline=True, unit="EUR", verdict=verdict)
    return record(measure("chat_rate", 9, better="neither", headline=True), first, day=day, **more)


def test_the_best_and_the_worst_are_those_of_a_headline_with_a_direction() -> None:
    how = (claim("opinion"), claim("proof", evidence=("metric:revenue",)), claim("third"), claim("bad", "did_not"))
    (best, worst), _ = extremes_of([show(0, 300), show(7, 500, claims=how), show(14, 200)])
    assert (best.kind, best.title, best.value) == ("best", "Show 7 (2026-11-27)", 500)
    assert (worst.kind, worst.title, worst.value) == ("worst", "Show 14 (2026-12-04)", 200)
    assert [c.text for c in best.how] == ["proof", "opinion"]  # what rests on evidence comes first, two at most
    assert worst.how == ()


def test_the_best_of_a_number_that_should_fall_is_the_lowest() -> None:
    shows = [record(measure("refund_rate", v, better="lower", headline=True), day=7 * n) for n, v in enumerate((3, 1))]
    (best, worst), _ = extremes_of(shows)
    assert (best.value, worst.value) == (1, 3)


def test_what_was_sold_goes_before_other_headlines() -> None:
    crowd = [measure("average_concurrent", v, headline=True) for v in (10, 20)]
    sold = [measure("conversion_rate", v, headline=True) for v in (4, 3)]
    (best, _), _ = extremes_of([record(a, b, day=7 * n) for n, (a, b) in enumerate(zip(crowd, sold, strict=True))])
    assert (best.kpi, best.value) == ("conversion_rate", 4)


def test_two_extremes_of_a_usual_period_get_no_story() -> None:
    _, usual = extremes_of([show(0, 300), show(7, 500)])
    assert "luck alone may choose it" in said(usual)
    _, outside = extremes_of([show(0, 300), show(7, 500, "better")])
    assert "at least one of the two left its usual range" in said(outside)
    _, unknown = extremes_of([show(0, 300, "too_little_history"), show(7, 500, "too_little_history")])
    assert "too few earlier sessions" in said(unknown)


def test_one_session_one_value_or_another_definition_has_no_best() -> None:
    assert extremes_of([show(0, 300)]) == ((), None)
    assert extremes_of([show(0, 300), show(7, 300)]) == ((), None)
    assert extremes_of([show(0, 300), show(7, None)]) == ((), None)
    other = record(measure("revenue", 9, headline=True, unit="USD"), day=7)
    assert extremes_of([show(0, 300), other]) == ((), None)


def test_a_topic_of_two_sessions_held_failed_or_both() -> None:
    def told(day: int, *claims: Claim) -> Retrospective:
        return show(day, 1, claims=claims)

    sold: dict[str, Any] = {"topic": "revenue", "evidence": ("metric:revenue",)}
    chat: dict[str, Any] = {"topic": "chat_rate", "evidence": ("moment:1",)}
    found = again(
        [
            told(
                0,
                claim("kit", **sold),
                claim("greeting", **chat),
                claim("once", topic="orders", evidence=("moment:1",)),
            ),
            told(7, claim("kit again", **sold), claim("no greeting", "did_not", **chat)),
            told(14, claim("kit, an opinion", topic="revenue"), claim("no topic", evidence=("moment:1",))),
        ]
    )
    assert [(lesson.topic, lesson.state) for lesson in found] == [("chat_rate", "mixed"), ("revenue", "held")]
    assert [c.text for c in found[1].claims] == ["kit", "kit again"]
    assert found[1].sessions == ("Show 0 (2026-11-20)", "Show 7 (2026-11-27)")


def test_twice_in_one_session_is_not_a_second_time() -> None:
    sold: dict[str, Any] = {"topic": "revenue", "evidence": ("metric:revenue",)}
    assert again([show(0, 1, claims=(claim("a", **sold), claim("b", **sold)))]) == ()
    twice = [show(day, 1, claims=(claim("a", "did_not", **sold),)) for day in (0, 7)]
    assert [lesson.state for lesson in again(twice)] == ["failed"]


def test_the_words_of_most_people_are_heard_one_a_session() -> None:
    def quoted(day: int, *people: int) -> Retrospective:
        return show(day, 1, quotes=tuple(Quote(id=f"q{n}", text=f"very good {n}", at_s=0, people=n) for n in people))

    found = said_in([quoted(7 * n, n, 3) for n in range(9)])
    assert [(h.quote.people, h.session[5:10]) for h in found][:2] == [(8, "01-15"), (7, "01-08")]
    assert len(found) == 6


def test_a_laugh_is_heard_by_nobody() -> None:
    laugh = Quote(id="q1", text="jajajaja😘", at_s=0, people=15)
    asked = Quote(id="q2", text="¿sabe a algo?", at_s=9, people=3)
    assert [h.quote for h in said_in([show(0, 1, quotes=(laugh, asked)), show(7, 1, quotes=(laugh,))])] == [asked]


def test_open_bets_are_as_the_last_record_leaves_them() -> None:
    def bet(number: int, due: int, status: Literal["open", "done", "dropped"] = "open") -> Action:
        about: dict[str, Any] = {"what": "Try", "owner": "Maria", "kpi": "revenue", "direction": "up"}
        days: dict[str, Any] = {"due": date(2026, 12, due), "decided": date(2026, 11, 20)}
        return Action(id=f"A-{number}", session="s", smallest_effect=0, status=status, **about, **days)

    def settled(action: Action) -> Settled:
        return Settled(action=action, verdict="too_early", says=say("Too early."))

    records = [
        show(0, 1, actions=(bet(1, 9), bet(2, 5), bet(3, 7))),
        show(7, 1, settled=(settled(bet(1, 9)), settled(bet(2, 5, "done"))), actions=(bet(4, 1),)),
    ]
    assert [a.id for a in bets(records)] == ["A-4", "A-3", "A-1"]
