"""Do the chat's clock and the orders' clock fit each other? Orders follow a show within minutes, not an hour away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.source import Skew
from rex.stats.lag import lag

if TYPE_CHECKING:
    from rex.engine.sql import Facts

AROUND_H = 15
"""Hours before and after the show that are looked at: every zone of the earth lies within."""
_BIN_MS = 60_000
_NEAR = range(-30, 31)
_FAR = range(-14 * 60, 14 * 60 + 1, 15)
"""Zones differ by quarters of an hour."""
_FITS = range(-5, 21)
"""People buy while the chat talks, and up to so many minutes later: no reason to doubt a clock."""


def skew_of(facts: Facts, duration_s: float) -> Skew | None:
    """Estimate by how many minutes orders run behind the chat; None where the rows are too few to say."""
    bins = 2 * AROUND_H * 60 + max(1, -(-int(duration_s) // 60))
    chat = _by_minute(facts, "chat_once", "count(DISTINCT author)", bins)
    orders = _by_minute(facts, "sales_once", "count(DISTINCT order_id)", bins)
    rough = lag(chat, orders, [*_NEAR, *_FAR], _FITS)
    if rough is None:
        return None
    found = lag(chat, orders, {*_NEAR, *_FAR, *range(rough.best - 20, rough.best + 21)}, _FITS) or rough
    return Skew(minutes=found.best, low=found.low, high=found.high, fits=found.best in _FITS)


def _by_minute(facts: Facts, table: str, counted: str, bins: int) -> list[int]:
    before = AROUND_H * 3_600_000
    rows = facts.rows(
        f"SELECT (offset_ms + {before} - (offset_ms + {before}) % {_BIN_MS}) / {_BIN_MS}, {counted} FROM {table} "
        f"WHERE offset_ms >= {-before} AND offset_ms < {bins * _BIN_MS - before} GROUP BY 1"
    )
    counts = [0] * bins
    for minute, n in rows:
        counts[int(minute or 0)] = int(n or 0)
    return counts
