"""Greetings and farewells: every show opens and closes with a burst, and it tells nothing about the show."""

from __future__ import annotations

LASTS_S = 120.0
SHARE = 0.1
"""Two minutes, in short shows a tenth."""


def ritual(start_s: float, peak_s: float, duration_s: float) -> tuple[str, ...]:
    """Give ("start",) for what begins in the first two minutes, ("end",) for what peaks in the last two."""
    lasts = min(LASTS_S, SHARE * duration_s)
    if start_s < lasts:
        return ("start",)
    return ("end",) if peak_s > duration_s - lasts else ()
