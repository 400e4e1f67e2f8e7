"""Comparisons made by hand: two evenings of an invented shop, two not comparable, two that cannot be judged."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from rex.model.action import Action, Settled
from rex.model.comparison import Change, Comparison, Moved, Obstacle, Side
from rex.model.measure import UsualRange
from rex.model.message import quantity, say
from rex.model.moment import Moment

MARKUP = "[/b]<script>alert(1)</script> **bold** [link](https://example.com) @everyone"
PIPES = "| a | b |\nnext line"
HISTORY = ("09-18", "09-25", "10-02", "10-09", "10-16", "10-23", "10-30", "11-06", "11-13")


def usual(low: float, high: float, *values: float) -> UsualRange:
    """Make a trial range from nine earlier sessions."""
    return UsualRange(
        low=low,
        high=high,
        centre=(low + high) / 2,
        sessions=len(HISTORY),
        kind="trial",
        names=HISTORY,
        values=values or tuple(low + (high - low) * i / 10 for i in range(1, 10)),
    )


def side(session: str, title: str, start: datetime, minutes: float, **more: Any) -> Side:
    """Make one of the two sessions."""
    shared: dict[str, Any] = {"client": "Maison Verbena", "timezone": "Europe/Madrid", "currency": "EUR"}
    return Side(session=session, title=title, start=start, duration_s=minutes * 60, **(shared | more))


BEFORE = side("2026-11-13", "Calm Skin", datetime(2026, 11, 13, 19, 0, tzinfo=UTC), 60)
AFTER = side("2026-11-20", "Autumn Glow", datetime(2026, 11, 20, 18, 0, tzinfo=UTC), 62)


def change(kpi: str, title: str, unit: str, values: tuple[float | None, float | None], **more: Any) -> Change:
    """Make one row; the difference is the sum of its two values."""
    before, after = values
    delta = None if before is None or after is None else after - before
    shared: dict[str, Any] = {"better": "higher", "verdict": "usual", "why": say("Inside your usual range.")}
    return Change(id=kpi, title=title, unit=unit, before=before, after=after, delta=delta, **(shared | more))


def changes() -> tuple[Change, ...]:
    """The rows of the storyboard: four better, two worse, eight as usual, three that cannot be told."""
    history = say("{n} earlier sessions: too few to tell what is unusual for you.", n=quantity(4, "count"))
    return (
        change(
            "conversion_rate",
            "Conversion",
            "share",
            (75 / 1676, 114 / 1842),
            headline=True,
            low=0.002,
            high=0.032,
            verdict="better",
            usual=usual(0.029, 0.061),
        ),
        change(
            "revenue",
            "Revenue placed",
            "EUR",
            (493600, 907800),
            headline=True,
            verdict="better",
            usual=usual(236800, 797500),
            notes=(say("Late orders and refunds can still move it."),),
        ),
        change(
            "participation",
            "People who wrote",
            "share",
            (218 / 1676, 287 / 1842),
            headline=True,
            low=0.003,
            high=0.049,
            verdict="better",
            usual=usual(0.106, 0.154),
        ),
        change(
            "answered_share",
            "Questions answered in chat",
            "share",
            (120 / 176, 129 / 236),
            headline=True,
            low=-0.226,
            high=-0.040,
            verdict="worse",
            usual=usual(0.56, 0.821),
        ),
        change(
            "watch_time",
            "Average view duration",
            "minutes",
            (14.1, 14.8),
            headline=True,
            low=-0.2,
            high=1.6,
            usual=usual(12.3, 15.9),
        ),
        change(
            "aov",
            "Revenue per order",
            "EUR",
            (6170, 7502),
            low=580,
            high=2080,
            verdict="better",
            usual=usual(5490, 6460),
        ),
        change(
            "first_response_time",
            "Median wait for an answer",
            "seconds",
            (128, 290),
            better="lower",
            low=85,
            high=305,
            verdict="worse",
            usual=usual(74, 214),
        ),
        change(
            "questions", "Questions asked", "count", (176, 236), better="neither", verdict="up", usual=usual(110, 228)
        ),
        change("unique_viewers", "Unique viewers", "count", (1676, 1842), usual=usual(1273, 1900)),
        change("peak_concurrent", "Most people at once", "count", (548, 612), usual=usual(416, 626)),
        change(
            "orders",
            "Orders",
            "count",
            (79, 121),
            usual=usual(43, 123),
            notes=(say("The session before was an extreme: a return towards the middle needs no cause."),),
        ),
        change(
            "nps",
            "NPS",
            "nps",
            (36.2, 40.6),
            low=-22,
            high=31,
            verdict="too_little_history",
            why=history,
        ),
        change(
            "csat",
            "Satisfaction",
            "share",
            (0.81, 0.84),
            low=-0.1,
            high=0.16,
            verdict="too_little_history",
            why=history,
        ),
        change(
            "ces",
            "Ease of ordering",
            "score",
            (None, None),
            verdict="too_little_data",
            why=say("{n} answers; it takes 10.", n=quantity(9, "count")),
        ),
        change(
            "refunds",
            "Refunds",
            "EUR",
            (12000, 4000),
            better="lower",
            verdict="not_comparable",
            why=say("One session is settled, the other can still lose orders to returns."),
        ),
    )


def moment(number: int, kind: str, start: float, label: str, **more: Any) -> Moment:
    """Make a moment of four minutes."""
    shared: dict[str, Any] = {
        "id": number,
        "rank": number,
        "kind": kind,
        "start_s": start,
        "end_s": start + 240,
        "peak_s": start + 60,
        "cause_s": start - 8,
        "score": 5.0,
        "lift": 2.4 if kind == "peak" else 0.6,
        "lift_low": 1.8 if kind == "peak" else 0.5,
        "lift_high": 3.1 if kind == "peak" else 0.8,
        "p": 0.0004,
        "q": 0.004,
        "label": label,
    }
    return Moment.model_validate(shared | more)


def action(number: int, what: str, owner: str, status: str = "done", **more: Any) -> Action:
    """Make a promise that was due at the second session."""
    shared: dict[str, Any] = {
        "id": f"A-{number:03}",
        "what": what,
        "owner": owner,
        "due": date(2026, 11, 20),
        "kpi": "conversion_rate",
        "direction": "up",
        "smallest_effect": 0.5,
        "decided": date(2026, 11, 13),
        "session": "2026-11-13",
        "status": status,
    }
    return Action.model_validate(shared | more)


def settled() -> tuple[Settled, ...]:
    """Two that moved, one without a clear change, one never tried."""
    return (
        Settled(
            action=action(16, "Send the app notification when the kit is announced", "Lucía"),
            verdict="moved",
            says=say("{value} more people, usual {low} to {high}.", value=94, low=24, high=66),
        ),
        Settled(
            action=action(14, "Show the serum on bare skin, filmed close", "Inès"),
            verdict="moved",
            says=say(
                "{value} clicked it, hoped for {hoped}.", value=quantity(0.294, "share"), hoped=quantity(0.26, "share")
            ),
        ),
        Settled(
            action=action(11, "Free-delivery banner during the show", "Hugo"),
            verdict="no_clear_change",
            says=say("Inside its usual range in the one session since."),
        ),
        Settled(
            action=action(12, "Cut the welcome from 6 to 4 minutes", "Inès", "open", carried=2),
            verdict="never_tried",
            says=say("Never tried: nothing can be said about it."),
        ),
    )


def comparison(**changed: Any) -> Comparison:
    """The storyboard's comparison; any field can be replaced."""
    tags = say("Only one of the two has: {tags}. Part of any change may come with that.", tags="kit-16-off")
    shared: dict[str, Any] = {
        "before": BEFORE,
        "after": AFTER,
        "comparable": True,
        "obstacles": (
            Obstacle(
                what="maturity",
                says=say("One session is settled, the other can still lose orders to returns."),
                blocks=("refunds", "net_revenue"),
            ),
            Obstacle(what="tags", says=tags),
        ),
        "changes": changes(),
        "expected_by_luck": 0.3,
        "claims": (
            Moved(what="Showing the serum on skin draws talk", state="kept"),
            Moved(what="60 kits were too few", state="new"),
            Moved(what="A code must be tried from outside", state="new"),
            Moved(what="The banner lifts the basket", state="gone"),
        ),
        "actions": settled(),
        "findings": (
            Moved(what="B24", state="kept"),
            Moved(what="B06", state="new"),
            Moved(what="B15", state="new"),
        ),
        "moments": {
            "before": (
                moment(1, "peak", 1320, "Serum on skin"),
                moment(2, "drop", 1740, "Sound lost", viewers_before=480, viewers_after=408),
                moment(3, "peak", 2340, "Gift draw"),
                moment(4, "drop", 3000, "Shipping talk", viewers_before=520, viewers_after=470),
            ),
            "after": (
                moment(1, "peak", 1090, "Serum on skin"),
                moment(2, "drop", 1570, "Sound lost", viewers_before=488, viewers_after=414),
                moment(3, "peak", 2160, "Gift draw"),
                moment(4, "drop", 3000, "Kit sold out", viewers_before=592, viewers_after=504),
            ),
        },
    }
    return Comparison.model_validate(shared | changed)


def hostile() -> Comparison:
    """Everything that a person or a viewer can name is hostile."""
    row = change("mine", MARKUP, "EUR", (100, 200), headline=True, verdict="better", usual=usual(50, 150))
    return comparison(
        before=BEFORE.model_copy(update={"title": MARKUP, "client": PIPES}),
        after=AFTER.model_copy(update={"title": PIPES, "client": PIPES, "session": "a|b`c"}),
        changes=(row, *changes()[1:3]),
        obstacles=(Obstacle(what="tags", says=say("Only one has: {tags}.", tags=MARKUP)),),
        claims=(Moved(what=MARKUP, state="new"), Moved(what=PIPES, state="gone")),
        findings=(Moved(what=PIPES, state="new"),),
        actions=(Settled(action=action(1, MARKUP, PIPES), verdict="moved", says=say("It is {name}.", name=MARKUP)),),
        moments={"before": (moment(1, "peak", 600, MARKUP),), "after": (moment(1, "drop", 600, PIPES),)},
    )


def incomparable() -> Comparison:
    """Two records whose every KPI is blocked."""
    why = say("One is in {old}, the other in {new}.", old="EUR", new="USD")
    blocked = tuple(
        c.model_copy(
            update={"verdict": "not_comparable", "why": why, "delta": None, "low": None, "high": None, "usual": None}
        )
        for c in changes()
    )
    return comparison(
        comparable=False,
        changes=blocked,
        obstacles=(Obstacle(what="currency", says=why, blocks=tuple(c.id for c in blocked)),),
        expected_by_luck=0,
    )


def unjudged() -> Comparison:
    """A client's second session: no usual range, no moment, nothing claimed, nothing promised."""
    why = say("{n} earlier sessions: too few to tell what is unusual for you.", n=quantity(1, "count"))
    rows = tuple(
        c.model_copy(update={"verdict": "too_little_history", "why": why, "usual": None}) for c in changes()[:6]
    )
    return comparison(changes=rows, obstacles=(), expected_by_luck=0, claims=(), actions=(), findings=(), moments={})
