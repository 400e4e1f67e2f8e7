"""Lay what viewers did beside what was on, by its kind: within one show an audience is compared with itself."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from rex.model.content import Content
from rex.stats.intervals import garwood

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rex.engine.sql import Facts
    from rex.model.session import Cue

FEWEST_KINDS = 2
"""One kind alone has nothing beside it."""
_PER = 1000
_MINUTE_MS = 60_000
_EXIT = "select until_ms from audience_visits v cross join session w where v.until_ms < w.duration_ms order by 1"
_CARTS = "select offset_ms from shown_actions where kind = 'add_to_cart' and not cumulative order by 1"
_ORDERS = (
    "select min(offset_ms) from counted_sales cross join session w where offset_ms >= 0 and offset_ms < w.duration_ms "
    "group by order_id order by 1"
)


def content_of(facts: Facts, cues: Sequence[Cue], duration_s: float) -> tuple[Content, ...]:
    """Add up the cues of each kind, in the order in which the kinds first come; kinds that overlap each have theirs."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for cue in cues:
        start, end = max(0.0, cue.start_s), min(duration_s, duration_s if cue.end_s is None else cue.end_s)
        if end > start:
            spans.setdefault(cue.kind, []).append((round(start * 1000), round(end * 1000)))
    if len(spans) < FEWEST_KINDS:
        return ()
    seen = _Seen(facts)
    return tuple(seen.content(kind, _apart(of)) for kind, of in spans.items())


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the spans of one kind that overlap, so that no minute counts twice."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


class _Seen:
    """A show's rows that content is laid beside; None for what no file tells of."""

    def __init__(self, facts: Facts) -> None:
        written = facts.rows("select offset_ms, author from viewer_chat where author is not null order by 1")
        self._written = [(int(at or 0), str(author)) for at, author in written] if facts.has_rows("chat") else None
        self._steps = [
            (int(at or 0), int(lasts or 0), int(people or 0))
            for at, lasts, people in facts.rows("select from_ms, lasts_ms, value from audience order by 1")
        ]
        self._orders = _times(facts, "sales", _ORDERS)
        self._carts = _times(facts, "shown_actions", _CARTS)
        self._left = _times(facts, "audience_visits", _EXIT)

    def content(self, kind: str, spans: Sequence[tuple[int, int]]) -> Content:
        """Add up one kind's spans; what happened counts as far as the curve reaches: a rate needs both its parts."""
        cues, seconds = len(spans), sum(end - start for start, end in spans) / 1000
        spans = self._covered(spans) or spans
        minutes = self._viewer_minutes(spans)
        writing, orders = self._writing(spans), _inside(self._orders, spans)
        return Content(
            kind=kind,
            cues=cues,
            seconds=seconds,
            viewer_minutes=minutes,
            writing=writing,
            writing_span=_span(writing, minutes),
            orders=orders,
            orders_span=_span(orders, minutes),
            carts=_inside(self._carts, spans),
            left=_inside(self._left, spans),
        )

    def _covered(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Keep the stretches for which the curve tells an audience."""
        kept = [
            (max(start, at), min(end, at + lasts))
            for start, end in spans
            for at, lasts, _ in self._steps
            if min(end, at + lasts) > max(start, at)
        ]
        joined: list[tuple[int, int]] = []
        for start, end in kept:
            if joined and start == joined[-1][1]:
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        return joined

    def _viewer_minutes(self, spans: Sequence[tuple[int, int]]) -> float | None:
        """Integrate the audience over the spans; None where the curve does not reach into them."""
        total = covered = 0
        for start, end in spans:
            for at, lasts, people in self._steps:
                inside = min(end, at + lasts) - max(start, at)
                if inside > 0:
                    total, covered = total + people * inside, covered + inside
        return round(total / 60_000, 6) if covered else None

    def _writing(self, spans: Sequence[tuple[int, int]]) -> int | None:
        if self._written is None:
            return None
        written, total = self._written, 0
        for start, end in spans:
            inside = written[bisect_left(written, (start,)) : bisect_left(written, (end,))]
            total += len({(author, at // _MINUTE_MS) for at, author in inside})
        return total


def _times(facts: Facts, table: str, query: str) -> list[int] | None:
    if not facts.has_rows(table):
        return None
    return [int(row[0] or 0) for row in facts.rows(query)]


def _inside(times: list[int] | None, spans: Sequence[tuple[int, int]]) -> int | None:
    if times is None:
        return None
    return sum(bisect_left(times, end) - bisect_left(times, start) for start, end in spans)


def _span(count: int | None, minutes: float | None) -> tuple[float, float] | None:
    if count is None or not minutes:
        return None
    interval = garwood(count)
    return round(interval.low / minutes * _PER, 6), round(interval.high / minutes * _PER, 6)
