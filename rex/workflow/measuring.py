"""From facts to measures: the window of the session, its KPIs, the pictures' series, products, repeated words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from zlib import crc32

from rex.compare.against_past import judged_by_past
from rex.engine.sql import Background, Facts, Window
from rex.metrics.base import Metric, Setting
from rex.metrics.compute import Failed, compute
from rex.model.moment import Quote, Timeline
from rex.model.retrospective import ProductResult
from rex.model.session import Cue
from rex.plugins.find import find
from rex.text.currency import exponent
from rex.text.sensitive import is_sensitive

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from rex.config.workspace import LimitsFrom
    from rex.model.measure import Measure
    from rex.model.retrospective import Retrospective
    from rex.model.session import Session

_STEP_S = 60
FEWEST_PEOPLE = 3
"""A quote is shown when at least so many different people said the like (design, section 6)."""
_SHORTEST_QUOTE = 8
_MOST_QUOTES = 12


def window_of(session: Session) -> Window:
    """Give the session's window in UTC milliseconds; the session must have a start and an end."""
    if session.start is None or session.end is None:
        return Window(None, None, 0, None)
    start = round(session.start.timestamp() * 1000)
    end = round(session.end.timestamp() * 1000)
    orders = session.attribution
    until = end + round(orders.after_hours * 3_600_000)
    return Window(start, end, end - start, until, orders.rule, orders.match)


def open_facts(folder: Path, session: Session, background: Background | None = None) -> Facts:
    """Open a session's facts for queries, with what its numbers rest on besides."""
    return Facts(folder, window_of(session), background)


def measures_of(
    facts: Facts,
    session: Session,
    earlier: Sequence[Retrospective],
    plugins: Sequence[Path] = (),
    limits: Mapping[str, LimitsFrom] | None = None,
) -> tuple[list[Measure], list[Failed]]:
    """Compute every KPI and judge it by the client's earlier sessions.

    The session has its currency by now, if its orders have one: its costs are whole units of it.
    """
    if session.currency is not None:
        unit = 10 ** exponent(session.currency)
        facts.spend({kind: round(amount * unit) for kind, amount in sorted(session.costs.items())})
    room = find("rex.metrics", Metric, folders=plugins)
    setting = Setting(session.duration_s or 0, session.currency, crc32(session.id.encode()))
    measures, failed = compute(room.plugins.values(), facts, setting, headline=session.headline)
    broken = [Failed(item.name, item.why) for item in room.broken]
    judged = judged_by_past(sorted(measures, key=_place), session, earlier, limits)
    return judged, failed + broken


_GROUPS = ("audience", "engagement", "sales", "products", "loyalty", "costs", "survey", "service", "other")
_FUNNEL = (
    "unique_viewers",
    "peak_concurrent",
    "average_concurrent",
    "watch_time",
    "unique_chatters",
    "participation",
    "messages",
    "chat_rate",
    "conversion_rate",
    "orders",
    "units",
    "revenue",
    "aov",
    "revenue_per_viewer",
    "refunds",
    "net_revenue",
)


def _place(measure: Measure) -> tuple[int, int, str]:
    """Put KPIs in the order of the funnel; the order never says how big the news is."""
    group = _GROUPS.index(measure.group) if measure.group in _GROUPS else len(_GROUPS)
    inside = _FUNNEL.index(measure.id) if measure.id in _FUNNEL else len(_FUNNEL)
    return group, inside, measure.id


def cues_of(facts: Facts, session: Session) -> tuple[Cue, ...]:
    """Join the run of show of `session.yaml` and of the exports, in show order, each ending where the next begins."""
    rows = facts.rows(
        "SELECT cue_id, offset_ms, until_ms, kind, title, products, planned FROM cues "
        "WHERE offset_ms IS NOT NULL ORDER BY offset_ms, src_row"
    )
    found = [
        Cue(
            id="",
            start_s=int(row[1] or 0) / 1000,
            end_s=None if row[2] is None else int(row[2]) / 1000,
            kind=str(row[3]),
            title=str(row[4]),
            products=tuple(json.loads(str(row[5]))),
            planned=bool(row[6]),
        )
        for row in rows
    ]
    ordered = sorted([*session.cues, *found], key=lambda cue: cue.start_s)
    if not ordered:
        return ()
    ends = [*(cue.start_s for cue in ordered[1:]), session.duration_s or 0.0]
    return tuple(
        cue.model_copy(
            update={"id": f"cue:{number}", "end_s": cue.end_s if cue.end_s is not None else max(end, cue.start_s)}
        )
        for number, (cue, end) in enumerate(zip(ordered, ends, strict=True), start=1)
    )


def timeline_of(facts: Facts, duration_s: float) -> Timeline:
    """Make the series of the pictures, one value a minute."""
    steps = max(1, -(-int(duration_s) // _STEP_S))
    step_ms = _STEP_S * 1000
    viewers = _viewers_by_step(facts, steps, step_ms)
    people = _by_step(facts, "count(distinct author)", "viewer_chat", steps, step_ms)
    orders = _by_step(facts, "count(distinct order_id)", "counted_sales", steps, step_ms)
    return Timeline(
        step_s=_STEP_S,
        viewers=viewers,
        people_writing=people,
        expected_writing=_expected(people, viewers),
        orders=orders,
    )


def _by_step(facts: Facts, aggregate: str, table: str, steps: int, step_ms: int) -> tuple[int | None, ...]:
    if not facts.has_rows(table):
        return ()
    rows = facts.rows(
        f"SELECT (offset_ms - offset_ms % {step_ms}) / {step_ms}, {aggregate} FROM {table} "
        f"WHERE offset_ms >= 0 AND offset_ms < {steps * step_ms} GROUP BY 1"
    )
    counts = {int(row[0] or 0): int(row[1] or 0) for row in rows}
    return tuple(counts.get(step, 0) for step in range(steps))


def _viewers_by_step(facts: Facts, steps: int, step_ms: int) -> tuple[int | None, ...]:
    """Average the curve over each step, weighted by time; a step that the curve does not reach is unknown."""
    rows = facts.rows("SELECT from_ms, lasts_ms, value FROM audience ORDER BY from_ms")
    if not rows:
        return ()
    total, weight = [0] * steps, [0] * steps
    for row in rows:
        start, lasts, value = int(row[0] or 0), int(row[1] or 0), int(row[2] or 0)
        end = start + lasts
        for step in range(max(0, start // step_ms), min(steps, -(-end // step_ms))):
            inside = min(end, (step + 1) * step_ms) - max(start, step * step_ms)
            total[step] += value * inside
            weight[step] += inside
    return tuple(round(t / w) if w else None for t, w in zip(total, weight, strict=True))


def _expected(people: tuple[int | None, ...], viewers: tuple[int | None, ...]) -> tuple[float | None, ...]:
    """Say how many people would write if everybody present always wrote at the session's own rate."""
    pairs = [(p, v) for p, v in zip(people, viewers, strict=False) if p is not None and v]
    present = sum(v for _, v in pairs)
    if not pairs or present == 0:
        return ()
    rate = sum(p for p, _ in pairs) / present
    return tuple(None if v is None else round(v * rate, 2) for v in viewers)


def products_of(facts: Facts, measures: Sequence[Measure], cues: Sequence[Cue]) -> tuple[ProductResult, ...]:
    """Put what each product sold beside how long it was on screen."""
    best = next((m for m in measures if m.id == "best_sellers"), None)
    rows = facts.rows("SELECT coalesce(sku, product, '?'), count(distinct order_id) FROM counted_sales GROUP BY 1")
    orders = {str(row[0]): int(row[1] or 0) for row in rows}
    shown: dict[str, float] = {}
    for cue in cues:
        for product in cue.products:
            shown[product] = shown.get(product, 0.0) + max(0.0, (cue.end_s or cue.start_s) - cue.start_s)
    ranked = () if best is None else best.ranked
    return tuple(
        ProductResult(
            id=line.id,
            name=line.name,
            units=round(line.value),
            units_low=line.low,
            units_high=line.high,
            revenue_minor=line.revenue_minor or 0,
            orders=orders.get(line.id, 0),
            shown_s=shown.get(line.id, shown.get(line.name)),
            rank=line.rank,
            tied=line.tied,
        )
        for line in ranked
    )


def repeated_words(facts: Facts, cues: Sequence[Cue]) -> list[Quote]:
    """Collect what at least three different viewers said alike, most people first.

    Sensitive texts stay out, and so do the minutes of a giveaway: its code words are no opinion.
    """
    rows = facts.rows(
        "SELECT alike.text_key, alike.people, alike.first_ms, min(c.text) "
        "FROM (SELECT text_key, count(distinct author) AS people, min(offset_ms) AS first_ms FROM viewer_chat "
        f"WHERE length(text_key) >= {_SHORTEST_QUOTE}{outside_giveaways(cues)} GROUP BY text_key "
        f"HAVING count(distinct author) >= {FEWEST_PEOPLE}) AS alike "
        "JOIN viewer_chat c ON c.text_key = alike.text_key AND c.offset_ms = alike.first_ms "
        "GROUP BY alike.text_key, alike.people, alike.first_ms "
        "ORDER BY alike.people DESC, alike.first_ms, alike.text_key"
    )
    shown = [(str(text), int(first or 0), int(people or 0)) for _, people, first, text in rows]
    safe = [entry for entry in shown if not is_sensitive(entry[0])][:_MOST_QUOTES]
    return [
        Quote(id=f"quote:{number}", text=text, at_s=first_ms / 1000, people=people)
        for number, (text, first_ms, people) in enumerate(safe, start=1)
    ]


def in_two_files(facts: Facts) -> dict[str, int]:
    """Count the rows that stand in two export files and are counted once, by table; tables without any are left out."""
    counts: dict[str, int] = {}
    told = (("chat", "chat"), ("sales", "sales_that_count"), ("survey", "survey"))
    for table, rows in told:
        once = f"{table}_once"
        (row,) = facts.rows(
            f"SELECT (SELECT count(*) FROM {rows} WHERE dup_of IS NULL) - (SELECT count(*) FROM {once})"
        )
        if row[0]:
            counts[table] = int(row[0])
    return counts


_ECHO_S = 90
"""Entries to a draw still come in for so long after it."""


def outside_giveaways(cues: Sequence[Cue]) -> str:
    """Write the condition that leaves out the minutes of giveaways."""
    spans = [(cue.start_s, (cue.end_s or cue.start_s) + _ECHO_S) for cue in cues if cue.kind == "giveaway"]
    return "".join(f" AND NOT offset_ms BETWEEN {round(a * 1000)} AND {round(b * 1000)}" for a, b in spans)
