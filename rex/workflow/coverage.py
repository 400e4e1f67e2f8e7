"""How much of the show each kind of data covers: minute by minute, with the gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.source import Coverage

if TYPE_CHECKING:
    from rex.engine.sql import Facts

_TIMED = ("chat", "sales", "viewers", "presence", "reactions", "cues", "survey")
_MINUTE_MS = 60_000
LONGEST_SILENCE_S = {"chat": 120, "viewers": 180}
"""A dense stream that is silent for longer has a hole; sparse ones (orders, cues) may be silent."""


def coverage_of(facts: Facts, duration_s: float) -> tuple[Coverage, ...]:
    """Describe every table that has rows: before, during and after the show, and its holes."""
    minutes = max(1, -(-int(duration_s * 1000) // _MINUTE_MS))
    found: list[Coverage] = []
    for table in _TIMED:
        if not facts.has_rows(table):
            continue
        duration_ms = int(duration_s * 1000)
        (counts,) = facts.rows(
            f"SELECT count(*), count(CASE WHEN offset_ms < 0 THEN 1 END), "
            f"count(CASE WHEN offset_ms >= ? THEN 1 END) FROM {table}",
            duration_ms,
        )
        rows = facts.rows(
            f"SELECT (offset_ms - offset_ms % {_MINUTE_MS}) / {_MINUTE_MS}, min(offset_ms), max(offset_ms) "
            f"FROM {table} WHERE offset_ms >= 0 AND offset_ms < ? GROUP BY 1 ORDER BY 1",
            duration_ms,
        )
        spans = [(int(row[0] or 0), int(row[1] or 0) / 1000, int(row[2] or 0) / 1000) for row in rows]
        present = [False] * minutes
        for minute, _, _ in spans:
            present[min(minute, minutes - 1)] = True
        found.append(
            Coverage(
                table=table,
                rows=int(counts[0] or 0),
                before=int(counts[1] or 0),
                after=int(counts[2] or 0),
                present=tuple(present),
                gaps=_gaps(table, spans, duration_s),
            )
        )
    return tuple(found)


def _gaps(table: str, spans: list[tuple[int, float, float]], duration_s: float) -> tuple[tuple[float, float], ...]:
    silence = LONGEST_SILENCE_S.get(table)
    if silence is None:
        return ()
    gaps: list[tuple[float, float]] = []
    last = 0.0
    for _, first_s, last_s in spans:
        if first_s - last > silence:
            gaps.append((round(last, 1), round(first_s, 1)))
        last = last_s
    if duration_s - last > silence:
        gaps.append((round(last, 1), round(duration_s, 1)))
    return tuple(gaps)
