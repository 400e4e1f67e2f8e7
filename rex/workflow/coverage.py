"""How much of the show each kind of data covers: minute by minute, with the gaps."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

from rex.model.source import Coverage

if TYPE_CHECKING:
    from rex.engine.sql import Facts

_TIMED = ("chat", "sales", "viewers", "presence", "reactions", "cues", "survey")
_ONCE = {"chat": "chat_once", "sales": "sales_once", "survey": "survey_once"}
"""Rows that stand in two files are one: a newer export beside an older one covers no more."""
_MINUTE_MS = 60_000
LONGEST_SILENCE_S = {"chat": 120, "viewers": 180}
"""A dense stream that is silent for longer may have a hole; sparse ones (orders, cues) may be silent. [heur]"""
BY_CHANCE = 0.01
"""A silence is no hole where at least so many of its length are expected by chance. [heur]"""


def coverage_of(facts: Facts, duration_s: float) -> tuple[Coverage, ...]:
    """Describe every table that has rows: before, during and after the show, and its holes."""
    minutes = max(1, -(-int(duration_s * 1000) // _MINUTE_MS))
    found: list[Coverage] = []
    for table in _TIMED:
        if not facts.has_rows(table):
            continue
        duration_ms, once = int(duration_s * 1000), _ONCE.get(table, table)
        (counts,) = facts.rows(
            f"SELECT count(*), count(CASE WHEN offset_ms < 0 THEN 1 END), "
            f"count(CASE WHEN offset_ms >= ? THEN 1 END) FROM {once}",
            duration_ms,
        )
        rows = facts.rows(
            f"SELECT (offset_ms - offset_ms % {_MINUTE_MS}) / {_MINUTE_MS}, min(offset_ms), max(offset_ms) "
            f"FROM {once} WHERE offset_ms >= 0 AND offset_ms < ? GROUP BY 1 ORDER BY 1",
            duration_ms,
        )
        spans = [(int(row[0] or 0), int(row[1] or 0) / 1000, int(row[2] or 0) / 1000) for row in rows]
        present = [False] * minutes
        for minute, _, _ in spans:
            present[min(minute, minutes - 1)] = True
        during = int(counts[0] or 0) - int(counts[1] or 0) - int(counts[2] or 0)
        found.append(
            Coverage(
                table=table,
                rows=int(counts[0] or 0),
                before=int(counts[1] or 0),
                after=int(counts[2] or 0),
                present=tuple(present),
                gaps=_gaps(table, spans, duration_s, during),
            )
        )
    return tuple(found)


def _gaps(
    table: str, spans: list[tuple[int, float, float]], duration_s: float, rows: int
) -> tuple[tuple[float, float], ...]:
    """Find the silences that are too long for the table, and longer than chance makes them in so sparse a stream."""
    silence = LONGEST_SILENCE_S.get(table)
    if silence is None:
        return ()
    gaps: list[tuple[float, float]] = []
    last = 0.0
    for _, first_s, last_s in spans:
        if _is_hole(first_s - last, silence, rows, duration_s):
            gaps.append((round(last, 1), round(first_s, 1)))
        last = last_s
    if _is_hole(duration_s - last, silence, rows, duration_s):
        gaps.append((round(last, 1), round(duration_s, 1)))
    return tuple(gaps)


def _is_hole(length_s: float, silence_s: float, rows: int, duration_s: float) -> bool:
    """Tell a hole from a lull: of `rows` that fall by chance, rows * exp(-rows * length / duration) such lulls come.

    Source: the gaps of a Poisson stream are exponential; the number expected is that of the gaps times their share.
    """
    return length_s > silence_s and rows * exp(-rows * length_s / duration_s) < BY_CHANCE
