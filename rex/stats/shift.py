"""Whether events come more often after certain moments than they would by the clock: the moments turned in a circle.

Orders come in bursts and moments do too. Shifting all moments together by a random time keeps both patterns and breaks
only what ties them, so the shifted sets show what luck alone gives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    FloatArray = NDArray[np.float64]

SHIFTS = 999
LEAST_WINDOWS = 5


class Exposure:
    """How much audience there was up to any time: steps of `(from_ms, people)`, each holding until the next one."""

    def __init__(self, steps: Sequence[tuple[float, float]], duration_ms: float) -> None:
        """Add the steps up; without any, every moment counts alike. Of those before the start the last one holds."""
        import numpy as np

        before = [step for step in steps if step[0] <= 0]
        kept = [(0.0, max(before)[1])] if before else []
        kept += sorted((at, people) for at, people in steps if 0 < at < duration_ms)
        kept = kept or [(0.0, 1.0)]
        times = np.array([0.0, *(at for at, _ in kept), duration_ms])
        people = np.array([0.0, *(people for _, people in kept)])
        self._times = times
        self._until = np.concatenate([[0.0], np.cumsum(people * np.diff(times))])

    def until(self, at: FloatArray) -> FloatArray:
        """Give the people times milliseconds before each time."""
        import numpy as np

        return np.asarray(np.interp(at, self._times, self._until), dtype=np.float64)

    @property
    def whole(self) -> float:
        """Give the people times milliseconds of the whole session."""
        return float(self._until[-1])


class Following(NamedTuple):
    """How many events came within a window after some moment, and how many the rest of the session lets expect there.

    `by_luck` holds the ratio of the two for each set of moments that was shifted by a window or more; `p` is the share
    of all shifted ones at least as far above what is expected, the real one counted among them.
    `share` is the part of the audience's time inside.
    """

    inside: int
    expected: float
    share: float
    p: float
    by_luck: FloatArray


def following(
    moments_ms: Sequence[float],
    events_ms: Sequence[float],
    exposure: Exposure,
    duration_ms: float,
    window_ms: float,
    generator: np.random.Generator,
    shifts: int = SHIFTS,
) -> Following | None:
    """Count the events within `window_ms` after any of the moments against the rate outside, by the audience present.

    None where nothing is inside or nothing outside, so that there is nothing to compare, and in a show of fewer than
    five windows, which has no room to turn in. All times from the session's
    start; the windows end with the session. Source: permutation by circular shifts, as for point processes
    (Lotwick & Silverman 1982); the real arrangement counts as one of them (Phipson & Smyth 2010).
    """
    import numpy as np

    if duration_ms < LEAST_WINDOWS * window_ms:
        return None
    moments = np.sort(np.asarray(moments_ms, dtype=np.float64))
    events = np.sort(np.asarray(events_ms, dtype=np.float64))
    by = np.concatenate([[0.0], generator.uniform(0, duration_ms, shifts)])
    turned = np.sort((moments[None, :] + by[:, None]) % duration_ms, axis=1)
    ends = np.minimum(turned + window_ms, np.concatenate([turned[:, 1:], np.full((len(by), 1), duration_ms)], axis=1))
    seen = (exposure.until(ends) - exposure.until(turned)).sum(axis=1)
    came = (np.searchsorted(events, ends, "left") - np.searchsorted(events, turned, "left")).sum(axis=1)
    outside = exposure.whole - seen
    if not 0 < seen[0] < exposure.whole or came[0] == events.size:
        return None
    above = came - events.size * seen / exposure.whole
    p = float(np.count_nonzero(above >= above[0] - 1e-9)) / len(by)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = came / seen * outside / (events.size - came)
    apart = (by[1:] >= window_ms) & (by[1:] <= duration_ms - window_ms)  # nearer ones still hold part of the real tie
    expected = float((events.size - came[0]) * seen[0] / outside[0])
    return Following(
        int(came[0]), expected, float(seen[0] / exposure.whole), p, ratios[1:][apart & np.isfinite(ratios[1:])]
    )
