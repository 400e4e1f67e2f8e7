"""Is this session unusual? Usual range of a KPI from the client's own earlier sessions (XmR chart), and runs.

The spread comes from the moving range, the step from one session to the next, so that a slow drift does not widen it.
The new session is never part of its own baseline: hand in the earlier ones only.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

Scale = Literal["plain", "log", "logit"]
Kind = Literal["trial", "locked"]
Place = Literal["below", "inside", "above"]

TRIAL_FROM = 5
"""Earlier sessions from which limits are worth drawing (Wheeler: "as few as five or six values")."""
LOCK_FROM = 12
"""Earlier sessions from which limits are kept: the caller hands in these twelve, until a dated reason to start anew."""
D2 = 2 / math.sqrt(math.pi)
"""Mean moving range of two normal values in standard deviations, 1.128 in the tables; 3 / D2 is their 2.66."""
D4 = 1 + 3 * math.sqrt(math.pi / 2 - 1)
"""Upper limit of a moving range in mean moving ranges, 3.267 in the tables."""


class Individuals(NamedTuple):
    """XmR arithmetic on one row of values: centre, steps between neighbours, and limits at three spreads."""

    centre: float
    moving_ranges: tuple[float, ...]
    mean_range: float
    sigma: float
    lower: float
    upper: float
    range_upper: float


def individuals(values: Sequence[float], d2: float = D2) -> Individuals:
    """Centre, spread and limits (mean plus and minus 2.66 mean moving ranges) of at least two values; else ValueError.

    Source: NIST/SEMATECH e-Handbook 6.3.2.2; d2 may be given as a printed table has it (1.128).
    """
    if len(values) < 2:
        raise ValueError("a moving range needs two values")
    centre = math.fsum(values) / len(values)
    ranges = tuple(abs(after - before) for before, after in itertools.pairwise(values))
    mean_range = math.fsum(ranges) / len(ranges)
    sigma = mean_range / d2
    return Individuals(centre, ranges, mean_range, sigma, centre - 3 * sigma, centre + 3 * sigma, D4 * mean_range)


@dataclass(frozen=True, slots=True)
class Limits:
    """Usual range of a KPI in its own units: centre, lower, upper; trial (5 to 11 sessions) or locked (12 and more).

    `spread` is the session-to-session standard deviation on the scale used: on "logit" it is in log-odds, on "log" in
    natural logarithms. The scale may be "plain" where another was asked for: see `xmr_limits`.
    """

    centre: float
    lower: float
    upper: float
    spread: float
    scale: Scale
    kind: Kind
    sessions: int

    def place(self, value: float, n: float | None = None) -> Place:
        """Where a new session's value lies; a share comes with its n: 0 of 20 is not judged like 0 of 20,000."""
        if self.scale == "logit" and n is not None:
            value = continued_share(value, n)
        if value < self.lower:
            return "below"
        return "above" if value > self.upper else "inside"

    def rebound(self, value: float) -> float:
        """Change to expect of the next session by itself, without any action: back to the centre."""
        return self.centre - value


def xmr_limits(
    values: Sequence[float],
    scale: Scale = "plain",
    n: Sequence[float] | None = None,
    floor: float | None = None,
    ceiling: float | None = None,
) -> Limits | None:
    """Usual range from earlier sessions' values, oldest first; None under five, or when all are equal (no spread).

    scale: "log" for money and counts, whose spread grows with their size (raw skewed values would alarm two to three
    times as often); "logit" for shares from 0 to 1; "plain" for means and scores. `n` are the people behind each
    share: a share of exactly 0 or 1 has no logit, so half a person is added on both sides, (k + 1/2) / (n + 1), the
    correction with the least bias (Haldane 1956, Anscombe 1956); other shares stay as printed. Where a value has no
    place on the scale (0 or less on "log"; 0 or 1 without n on "logit") the limits are plain. floor and ceiling cut
    plain limits at what can exist.
    """
    if len(values) < TRIAL_FROM or len(set(values)) == 1:
        # Shares of 0 of n and 0 of m are one value: half a person added to each would make a spread of the n alone.
        return None
    used: Scale = scale
    moved = _on_scale(values, scale, n)
    if moved is None:
        used, moved = "plain", [float(value) for value in values]
    chart = individuals(moved)
    if chart.mean_range <= 1e-12 * abs(chart.centre):  # what decimals leave of equal values
        return None
    centre, lower, upper = (_back(point, used) for point in (chart.centre, chart.lower, chart.upper))
    if scale == "logit":
        floor, ceiling = 0.0, 1.0
    lower = lower if floor is None else max(floor, lower)
    upper = upper if ceiling is None else min(ceiling, upper)
    kind: Kind = "locked" if len(values) >= LOCK_FROM else "trial"
    return Limits(centre, lower, upper, chart.sigma, used, kind, len(values))


def spreads_out(value: float, centre: float, limit: float, scale: Scale, n: float | None = None) -> float:
    """Give how many session-to-session spreads a value lies from the centre, read off the limit, which is at 3.

    `limit` is one that nothing cut off. Where one of the three has no place on the scale, the plain one is taken.
    """
    if scale == "logit" and n is not None:
        value = continued_share(value, n)
    moved = _on_scale((value, centre, limit), scale, None) if scale != "logit" or 0 <= value <= 1 else None
    here, middle, edge = moved or (value, centre, limit)
    return 3 * abs(here - middle) / abs(edge - middle) if edge != middle else math.inf


def continued_share(share: float, n: float) -> float:
    """Return the share, moved off exactly 0 or 1 by half a person on both sides: (k + 1/2) / (n + 1)."""
    if 0 < share < 1 or n <= 0:
        return share
    return (share * n + 0.5) / (n + 1)


def _on_scale(values: Sequence[float], scale: Scale, n: Sequence[float] | None) -> list[float] | None:
    if scale == "plain":
        return [float(value) for value in values]
    if scale == "log":
        return [math.log(value) for value in values] if min(values) > 0 else None
    if any(not 0 <= value <= 1 for value in values):
        raise ValueError("a share lies between 0 and 1")
    shares = list(values) if n is None else [continued_share(v, m) for v, m in zip(values, n, strict=True)]
    return [math.log(share / (1 - share)) for share in shares] if all(0 < share < 1 for share in shares) else None


def _back(point: float, scale: Scale) -> float:
    if scale == "log":
        return math.exp(point)
    return 1 / (1 + math.exp(-point)) if scale == "logit" else point


class Run(NamedTuple):
    """Neighbouring sessions all on one side of the centre: positions start up to, not including, stop."""

    start: int
    stop: int
    side: Literal["below", "above"]


def runs(values: Sequence[float], centre: float, length: int = 8) -> list[Run]:
    """Find rows of at least `length` neighbours on one side of the centre; a value on the centre itself ends a row.

    Eight, not six: by luck alone six in a row turn up in 15 of 100 histories of twenty sessions, eight in 2.
    """
    found: list[Run] = []
    start = 0
    for position in range(1, len(values) + 1):
        side = _side(values[start], centre)
        if position < len(values) and _side(values[position], centre) == side:
            continue
        if side != "on" and position - start >= length:
            found.append(Run(start, position, side))
        start = position
    return found


def _side(value: float, centre: float) -> Literal["below", "above", "on"]:
    if value == centre:
        return "on"
    return "below" if value < centre else "above"
