"""The timeline as plain numbers and words: one axis, its rows, ribbons, stretches and table."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say
from rex.render.figures import Series, Span, Stretch, Tick, TimelineFigure
from rex.render.ticks import ticks

if TYPE_CHECKING:
    from rex.render.reading import Reading

STEPS = (300, 600, 900, 1800, 3600)
"""Distances between the axis' times, in seconds."""
MOST_TICKS = 8


def figure(reading: Reading) -> TimelineFigure | None:
    """Gather what is known of the show minute by minute; None when nothing is."""
    record, tell = reading.record, reading.tell
    series = _series(reading)
    if not series:
        return None
    peaks = sum(m.kind == "peak" for m in record.moments.moments)
    drops = len(record.moments.moments) - peaks
    says = say(
        "Timeline of {minutes}: {rows} curves over the run of show, {peaks} peaks and {drops} drops.",
        minutes=reading.written(round(record.duration_s / 60, 1), "minutes"),
        rows=quantity(len(series), "count"),
        peaks=quantity(peaks, "count"),
        drops=quantity(drops, "count"),
    )
    key = say(
        "Time from the start of the show. Circles: peaks. Squares and broken edges: drops."
        " Choose a number to read about it."
    )
    if record.session.start and record.session.timezone:
        key = say(
            "Time from the start of the show, and the clock in {place}. Circles: peaks."
            " Squares and broken edges: drops. Choose a number to read about it.",
            place=_place(reading),
        )
    head, rows = _table(reading, series)
    return TimelineFigure(
        says=tell(says),
        key=tell(key),
        duration_s=record.duration_s,
        step_s=record.timeline.step_s,
        cues=_cues(reading, incidents=False),
        incidents=_cues(reading, incidents=True),
        series=series,
        stretches=tuple(
            Stretch(m.id, m.kind, m.start_s, m.end_s, m.label, f"m-{m.id}") for m in record.moments.moments
        ),
        ticks=_ticks(reading),
        table_title=tell(say("The timeline as a table, step by step")),
        table_head=head,
        table_rows=rows,
        slider=tell(say("Read a minute")),
        missing=_missing(reading),
    )


def _known(values: tuple[float | None, ...]) -> bool:
    return any(v is not None for v in values)


def _series(reading: Reading) -> tuple[Series, ...]:
    line, tell = reading.record.timeline, reading.tell
    rows = []
    if _known(line.viewers):
        most = max(v for v in line.viewers if v is not None)
        at = reading.speaker.f.offset(line.viewers.index(most) * line.step_s, short=True)
        top = tell(say("{most} at {time}", most=quantity(most, "count"), time=at))
        rows.append(
            Series(tell(say("People watching")), "line", line.viewers, top_label=top, grid=_grid(reading, line.viewers))
        )
    per_minute = line.step_s == 60
    if _known(line.people_writing):
        title = say("People writing, each minute") if per_minute else say("People writing, each step")
        expected = line.expected_writing if _known(line.expected_writing) else ()
        label = tell(say("expected from the audience")) if expected else ""
        rows.append(
            Series(
                tell(title),
                "bars",
                line.people_writing,
                expected,
                label,
                grid=_grid(reading, (*line.people_writing, *expected)),
            )
        )
    if _known(line.orders):
        title = say("Orders, each minute") if per_minute else say("Orders, each step")
        rows.append(Series(tell(title), "bars", line.orders, grid=_grid(reading, line.orders)))
    return tuple(rows)


def _grid(reading: Reading, values: tuple[float | None, ...]) -> tuple[Tick, ...]:
    """Choose one to three whole round numbers up to the highest value."""
    most = max((v for v in values if v is not None), default=0)
    whole = (v for v in ticks(0, most, 3)[1:] if v <= most and float(v).is_integer())
    return tuple(Tick(v, reading.number(v, "count")) for v in whole)


def _missing(reading: Reading) -> tuple[str, ...]:
    line = reading.record.timeline
    notes: list[Message] = []
    if not _known(line.viewers):
        notes.append(say("No viewer curve in these files, so the row of people watching is left out."))
    if not _known(line.people_writing):
        notes.append(say("No chat with times in these files, so the row of people writing is left out."))
    if not _known(line.orders):
        notes.append(say("No orders with times in these files, so the row of orders is left out."))
    return reading.all(tuple(notes))


def _cues(reading: Reading, *, incidents: bool) -> tuple[Span, ...]:
    record = reading.record
    chosen = sorted((c for c in record.cues if (c.kind == "incident") == incidents), key=lambda c: c.start_s)
    spans = []
    for i, cue in enumerate(chosen):
        following = chosen[i + 1].start_s if i + 1 < len(chosen) else record.duration_s
        end = cue.end_s if cue.end_s is not None else following
        start = max(0.0, cue.start_s)
        if end > start and start < record.duration_s:
            spans.append(Span(start, min(end, record.duration_s), cue.title))
    return tuple(spans)


def _ticks(reading: Reading) -> tuple[Tick, ...]:
    record = reading.record
    step = next((s for s in STEPS if record.duration_s / s <= MOST_TICKS), STEPS[-1])
    ticks = []
    for at in range(0, int(record.duration_s) + 1, step):
        start = record.session.start
        under = reading.speaker.f.clock(start + timedelta(seconds=at)) if start else ""
        ticks.append(Tick(at, reading.speaker.f.offset(at, short=True), under))
    return tuple(ticks)


def _place(reading: Reading) -> str:
    zone = reading.record.session.timezone or ""
    return zone.rpartition("/")[2].replace("_", " ")


def _table(reading: Reading, series: tuple[Series, ...]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    tell = reading.tell
    head = [tell(say("Time")), tell(say("On screen"))]
    columns: list[tuple[float | None, ...]] = []
    for row in series:
        head.append(row.title)
        columns.append(row.values)
        if row.expected:
            head.append(tell(say("expected from the audience")))
            columns.append(row.expected)
    step = reading.record.timeline.step_s
    cues = _cues(reading, incidents=False)
    rows = []
    for i in range(max(len(c) for c in columns)):
        at = i * step
        cue = next((c.title for c in cues if c.start_s <= at < c.end_s), "")
        cells = (_cell(reading, c[i] if i < len(c) else None) for c in columns)
        rows.append((reading.speaker.f.offset(at, short=True) if step % 60 == 0 else reading.offset(at), cue, *cells))
    return tuple(head), tuple(rows)


def _cell(reading: Reading, value: float | None) -> str:
    if value is None:
        return "–"
    return reading.rough(value)
