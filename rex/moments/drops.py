"""Minutes when people left: falls of the viewer curve that its own noise and trend do not explain."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rex.moments.audience import contrast
from rex.moments.series import Candidate, Span
from rex.moments.strength import score, shrunk

if TYPE_CHECKING:
    from rex.moments.audience import Curve
    from rex.moments.series import Reals

SPANS_S = (30.0, 60.0, 120.0)
"""Lengths compared before and after, at least two samples each."""
LEAST_SHARE, LEAST_PEOPLE = 0.04, 5.0
"""A fall of under one in 25, or of under five people, is not worth a replay however sure it is."""
CAUTION = 1.25
"""Curves wander more than a normal variable: the standard unit is widened by this."""
FALSE_SHARE = 0.02
ONSET = 0.25
"""A fall lasts while the curve is more than a quarter of it away from its levels before and after."""
APART_S = 60.0


class Fall(NamedTuple):
    """A fall from `start_s` to `end_s`, steepest at `peak_s`; `z` standard units, `left` viewers after over due."""

    p: float
    q: float
    start_s: float
    end_s: float
    peak_s: float
    z: float
    left: Span


def falls(samples: Curve | None) -> tuple[list[Fall], int]:
    """Find the falls, surest first, with the false share bounded by Benjamini-Hochberg; and the places looked at."""
    if samples is None:
        return [], 0
    seen: list[tuple[float, int, int]] = []
    looked = 0
    for width in sorted({max(2, round(span / samples.step_s)) for span in SPANS_S}):
        z = -contrast(samples, width) / CAUTION
        looked += max(0, len(z) - 2 * width)
        seen += [(float(-z[i]), int(i), width) for i in np.flatnonzero(z > 2)]
    free = np.ones(len(samples.viewers), dtype=np.bool_)
    chosen = []
    for negative, i, width in sorted(seen):
        if free[i] and _matters(samples, i, width):
            chosen.append((-negative, i, width))
            reach = width + round(APART_S / samples.step_s)
            free[max(0, i - reach) : i + reach] = False
    return _kept(samples, chosen), looked


def _matters(samples: Curve, i: int, width: int) -> bool:
    before, after = _levels(samples, i, width)
    return before - after >= max(LEAST_PEOPLE, LEAST_SHARE * before)


def _levels(samples: Curve, i: int, width: int) -> tuple[float, float]:
    """Medians before and after: one misread sample is no fall."""
    before = np.median(samples.viewers[max(0, i - width) : i])
    return float(before), float(np.median(samples.viewers[i : i + width]))


def _kept(samples: Curve, chosen: list[tuple[float, int, int]]) -> list[Fall]:
    from scipy.special import ndtr

    looks = 2 * len(samples.viewers) * samples.step_s / 60
    chances = [float(ndtr(-z)) for z, _, _ in chosen]
    shares = [min(1.0, p * looks / rank) for rank, p in enumerate(chances, 1)]
    many = max((rank for rank, share in enumerate(shares, 1) if share <= FALSE_SHARE), default=0)
    return [
        _fall(samples, i, width, z, chances[rank], min(shares[rank:many]))
        for rank, (z, i, width) in enumerate(chosen[:many])
    ]


def _fall(samples: Curve, i: int, width: int, z: float, p: float, q: float) -> Fall:
    before, after = _levels(samples, i, width)
    level, t_s = samples.viewers, samples.t_s
    first, last = max(1, i - width), min(len(level) - 1, i + width)
    steps = level[first : last + 1] - level[first - 1 : last]
    steepest = first + int(steps.argmin())
    start = steepest - 1
    while start > first and level[start] < before - ONSET * (before - after):
        start -= 1
    end = steepest
    while end < last and level[end] > after + ONSET * (before - after):
        end += 1
    change = float(np.log(max(after, 0.5) / before))
    left = shrunk(change, abs(change) / max(z, 1e-9))
    return Fall(p, q, float(t_s[start]), float(t_s[end]), float(t_s[steepest]), z, left)


def as_drop(fall: Fall) -> Candidate:
    """Give a fall as a candidate; what else is known of those seconds is added by the caller."""
    return Candidate(
        kind="drop",
        about=(),
        start_s=fall.start_s,
        end_s=fall.end_s,
        peak_s=fall.peak_s,
        cause_s=fall.start_s,
        score=score(fall.z),
        lift=fall.left.value,
        lift_low=fall.left.low,
        lift_high=fall.left.high,
        extra_messages=Span(0.0, 0.0, 0.0),
        extra_orders=None,
        p=fall.p,
        q=fall.q,
        signals={},
    )


def change_near(samples: Curve | None, start_s: float, end_s: float) -> float | None:
    """Give the largest change of the audience in a stretch, in standard units: below 0 if people left."""
    if samples is None:
        return None
    width = max(2, round(SPANS_S[0] / samples.step_s))
    change: Reals = contrast(samples, width)
    near = change[(samples.t_s >= start_s - samples.step_s) & (samples.t_s <= end_s + samples.step_s)]
    return float(near[np.abs(near).argmax()]) / CAUTION if len(near) else None
