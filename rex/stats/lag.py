"""How much later one stream of events runs than another: a profile likelihood over lags.

Counts y follow y(i) ~ Poisson(a + b x(i - lag)) with a, b >= 0: a constant trickle, and a part that follows x. Each lag
is fitted by EM (identity link; Dempster, Laird and Rubin 1977); the interval holds the lags whose log-likelihood lies
within 1.92 (half the 95 % point of chi-squared with one degree of freedom) times the dispersion of the best.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

FEWEST = 20
"""Events that each stream needs before a lag says anything."""
LEAST_GAIN = 8.0
"""Log-likelihood (over the dispersion) that following x must gain: some hundred lags are tried."""
_ROUNDS = 60
_HALF_CHI2 = 1.92


@dataclass(frozen=True, slots=True)
class Lag:
    """Bins that y runs behind x: the best, and the ends of its 95 % interval among the lags that were tried."""

    best: int
    low: int
    high: int


def lag(x: Sequence[float], y: Sequence[float], lags: Iterable[int], plausible: range | None = None) -> Lag | None:
    """Find how many bins y runs behind x; None where there are too few events or y does not follow x at any lag.

    `x` and `y` are counts in the same bins, `x` zero where its stream does not run; both need room for the lags. A lag
    outside `plausible` has to beat the best one inside by as much as following x has to gain at all.
    """
    import numpy as np

    cause, counts = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if cause.sum() < FEWEST or counts.sum() < FEWEST:
        return None
    tried = sorted(set(lags))
    fits = {step: _fit(_moved(cause, step), counts) for step in tried}
    best = _best(tried, fits)
    mean = fits[best][1]
    dispersion = max(1.0, float(np.mean((counts - mean) ** 2 / mean)))
    usual = [step for step in tried if plausible is None or step in plausible]
    if usual and fits[best][0] - fits[_best(usual, fits)][0] < LEAST_GAIN * dispersion:
        best = _best(usual, fits)
    flat = counts.mean()
    alone = float(np.sum(counts * np.log(flat) - flat))
    if fits[best][0] - alone < LEAST_GAIN * dispersion:
        return None
    inside = [step for step in tried if fits[best][0] - fits[step][0] <= _HALF_CHI2 * dispersion]
    return Lag(best, min(inside), max(inside))


def _best(lags: Sequence[int], fits: Mapping[int, tuple[float, NDArray[np.float64]]]) -> int:
    return max(lags, key=lambda step: (fits[step][0], -abs(step)))


def _moved(cause: NDArray[np.float64], step: int) -> NDArray[np.float64]:
    """Move counts later by so many bins; what leaves the frame is lost, what enters is nothing."""
    import numpy as np

    moved = np.zeros_like(cause)
    if step >= 0:
        moved[step:] = cause[: len(cause) - step]
    else:
        moved[:step] = cause[-step:]
    return moved


def _fit(cause: NDArray[np.float64], counts: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
    """Fit a and b by EM from an even start; gives the log-likelihood (without its constant) and the means."""
    import numpy as np

    total, size = float(counts.sum()), len(counts)
    room = float(cause.sum())
    if room <= 0:
        mean = np.full(size, total / size)
        return float(np.sum(counts * np.log(mean) - mean)), mean
    base, slope = total / size / 2, total / room / 2
    for _ in range(_ROUNDS):
        before, part = (base, slope), slope * cause
        follows = counts * part / (base + part)
        slope = float(follows.sum()) / room
        base = max(float((counts - follows).sum()) / size, 1e-12)
        if (base, slope) == before:  # what stands still stays: nearly every far lag, where the two never meet
            break
    mean = base + slope * cause
    return float(np.sum(counts * np.log(mean) - mean)), mean
