"""Who was there and for how long: concurrent viewers, watch time and the identity that ties them together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

IDENTITY_TOLERANCE = 1e-6
"""Relative gap that rounding may leave in the identity; more means that an input table is wrong."""


class Visit(NamedTuple):
    """One stay of a viewer: from join up to, not including, leave, on the session's clock in any one unit."""

    viewer: str
    join: float
    leave: float


class Presence(NamedTuple):
    """What the visits add up to within the session, in the unit of its clock.

    Times and durations are None when nobody came. A viewer who came and left at one instant counts as a viewer.
    """

    unique_viewers: int
    watch_time: float
    average_concurrent: float
    peak_concurrent: int
    first_time_of_peak: float | None
    average_view_duration: float | None


def presence(visits: Iterable[Visit], start: float, end: float) -> Presence:
    """Add up visits, cut to the session; overlapping stays of one viewer (two devices) count once.

    ValueError when the session has no length or a visit ends before it begins.
    """
    if end <= start:
        raise ValueError(f"a session from {start} to {end} has no length")
    merged = merge(visits, start, end)
    stays = [stay for own in merged.values() for stay in own]
    watch_time = sum(leave - join for join, leave in stays)
    peak, first_time = _peak(stays)
    unique = len(merged)
    return Presence(
        unique, watch_time, watch_time / (end - start), peak, first_time, watch_time / unique if unique else None
    )


def merge(visits: Iterable[Visit], start: float, end: float) -> dict[str, list[tuple[float, float]]]:
    """Join each viewer's overlapping or touching stays and cut them to the session; who was never there is left out."""
    by_viewer: dict[str, list[tuple[float, float]]] = {}
    for viewer, join, leave in visits:
        if leave < join:
            raise ValueError(f"a visit from {join} to {leave} ends before it begins")
        if leave >= start and join <= end:
            by_viewer.setdefault(viewer, []).append((max(join, start), min(leave, end)))
    return {viewer: _joined(sorted(own)) for viewer, own in by_viewer.items()}


def _joined(stays: list[tuple[float, float]]) -> list[tuple[float, float]]:
    joined = [stays[0]]
    for join, leave in stays[1:]:
        if join <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], leave))
        else:
            joined.append((join, leave))
    return joined


def _peak(stays: list[tuple[float, float]]) -> tuple[int, float | None]:
    # At one instant those who leave go first (-1 sorts before +1): a seat handed over is one viewer, not two.
    steps = sorted(step for join, leave in stays if leave > join for step in ((join, 1), (leave, -1)))
    present = peak = 0
    first_time: float | None = None
    for time, change in steps:
        present += change
        if present > peak:
            peak, first_time = present, time
    return peak, first_time


def step_average(times: Sequence[float], values: Sequence[float], end: float) -> float | None:
    """Time-weighted average of samples (sorted times), each holding until the next one, the last until the end.

    None without a sample or any length of time. The plain mean of irregular samples is another, wrong, number.
    """
    if not times or end <= times[0]:
        return None
    edges = [*times[1:], end]
    held = [after - before for before, after in zip(times, edges, strict=True)]
    if min(held) < 0:
        raise ValueError("sample times must rise and end with the session")
    return sum(value * span for value, span in zip(values, held, strict=True)) / (end - times[0])


def identity_gap(
    average_concurrent: float, length: float, watch_time: float, average_view_duration: float, unique_viewers: int
) -> float:
    """Largest relative gap in average concurrent x length = watch time = average view duration x viewers (Little 1961).

    Above `IDENTITY_TOLERANCE` one of the tables behind these numbers is wrong.
    """
    sides = (average_concurrent * length, watch_time, average_view_duration * unique_viewers)
    largest = max(abs(side) for side in sides)
    return (max(sides) - min(sides)) / largest if largest else 0.0
