"""Intervals where no formula fits: draw the data again many times, from a generator that is handed in.

Memory stays flat: resamples are drawn in portions. The same data and the same seed give the same interval.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from rex.stats import distributions
from rex.stats.intervals import Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    FloatArray = NDArray[np.float64]

BootstrapMethod = Literal["percentile", "basic", "bca"]
RESAMPLES = 9_999
PORTION = 2_000_000
"""Draws held in memory at once (16 MB)."""
FEWEST_BLOCKS = 3
"""Blocks of minutes below which drawing them again says nothing."""


def bootstrap_mean(
    values: Sequence[float],
    generator: np.random.Generator,
    method: BootstrapMethod = "bca",
    confidence: float = 0.95,
    resamples: int = RESAMPLES,
) -> Interval | None:
    """Interval of a mean from its values, in their units; None under two values or when all are equal.

    Source: Efron & Tibshirani 1993, chapters 13 and 14.
    """
    import numpy as np

    distributions.checked_confidence(confidence)
    data = np.asarray(values, dtype=np.float64)
    if data.size < 2 or np.ptp(data) == 0:
        return None
    means = _resampled_means(data, generator, resamples)
    tails = ((1 - confidence) / 2, (1 + confidence) / 2)
    if method == "bca":
        tails = _corrected_tails(data, means, tails)
    low, high = (float(end) for end in np.quantile(means, tails))
    if method == "basic":
        low, high = 2 * float(data.mean()) - high, 2 * float(data.mean()) - low
    return Interval(low, high, confidence, f"bootstrap {method}")


def _resampled_means(data: FloatArray, generator: np.random.Generator, resamples: int) -> FloatArray:
    import numpy as np

    portion = max(1, PORTION // data.size)
    drawn = [
        data[generator.integers(0, data.size, size=(min(portion, resamples - begun), data.size))].mean(axis=1)
        for begun in range(0, resamples, portion)
    ]
    return np.concatenate(drawn)


def _corrected_tails(data: FloatArray, means: FloatArray, tails: tuple[float, float]) -> tuple[float, float]:
    # Bias: how far the resampled means' middle lies from the mean. Acceleration, of a mean: its skewness over 6 root n.
    below = float((means < data.mean()).mean() + (means == data.mean()).mean() / 2)
    bias = distributions.normal_quantile(min(max(below, 0.5 / means.size), 1 - 0.5 / means.size))
    centred = data - data.mean()
    acceleration = float((centred**3).sum() / (6 * (centred**2).sum() ** 1.5))

    def corrected(tail: float) -> float:
        shifted = bias + distributions.normal_quantile(tail)
        return distributions.normal_share(bias + shifted / (1 - acceleration * shifted))

    return corrected(tails[0]), corrected(tails[1])


def poisson_ratio(
    numerators: Sequence[float],
    denominators: Sequence[float],
    generator: np.random.Generator,
    people: Sequence[int] | None = None,
    confidence: float = 0.95,
    resamples: int = RESAMPLES,
) -> Interval | None:
    """Interval of sum(numerators) / sum(denominators), one pair a person: revenue per viewer, units per order.

    Each person is drawn a Poisson(1) number of times. `people` says how many share a pair, so that 3,000 viewers who
    bought nothing are one entry (0, 1, 3000); equal pairs are joined anyway. None under two people, for a sum of
    denominators that is not positive, or when all pairs are equal. Source: Chamandy et al. 2012, "Estimating
    uncertainty for massive data streams".
    """
    import numpy as np

    distributions.checked_confidence(confidence)
    pairs = np.column_stack([np.asarray(numerators, dtype=np.float64), np.asarray(denominators, dtype=np.float64)])
    times = np.ones(len(pairs)) if people is None else np.asarray(people, dtype=np.float64)
    distinct, owner = np.unique(pairs, axis=0, return_inverse=True)
    count = np.bincount(owner.ravel(), weights=times, minlength=len(distinct))
    if times.sum() < 2 or len(distinct) < 2 or (distinct[:, 1] * count).sum() <= 0:
        return None
    portion = max(1, PORTION // len(distinct))
    ratios: list[FloatArray] = []
    for begun in range(0, resamples, portion):
        weights = generator.poisson(count, size=(min(portion, resamples - begun), len(distinct)))
        top, bottom = weights @ distinct[:, 0], weights @ distinct[:, 1]
        ratios.append(top[bottom > 0] / bottom[bottom > 0])
    return _percentiles(np.concatenate(ratios), confidence, "poisson bootstrap")


def block_rate(
    counts: Sequence[float],
    generator: np.random.Generator,
    block: int = 5,
    confidence: float = 0.95,
    resamples: int = RESAMPLES,
) -> Interval | None:
    """Interval of a mean count per bin (messages a minute) where bins hang together: whole blocks of bins are drawn.

    Blocks of five minutes hold most bursts of a chat; they wrap round the end. None under three blocks, or when all
    bins are equal. A Poisson interval would be too narrow here (61 % instead of 95 % when variance is five times the
    mean). Source: circular block bootstrap, Politis & Romano 1992.
    """
    import numpy as np

    distributions.checked_confidence(confidence)
    data = np.asarray(counts, dtype=np.float64)
    if block < 1:
        raise ValueError(f"a block holds at least one bin, not {block}")
    if data.size < FEWEST_BLOCKS * block or np.ptp(data) == 0:
        return None
    wrapped = np.concatenate([data, data[: block - 1]])
    sums = np.convolve(wrapped, np.ones(block), mode="valid")  # one sum for each place a block can begin
    blocks = -(-data.size // block)
    portion = max(1, PORTION // blocks)
    means = [
        sums[generator.integers(0, sums.size, size=(min(portion, resamples - begun), blocks))].mean(axis=1) / block
        for begun in range(0, resamples, portion)
    ]
    return _percentiles(np.concatenate(means), confidence, "block bootstrap")


def _percentiles(statistics: FloatArray, confidence: float, method: str) -> Interval | None:
    import numpy as np

    if statistics.size == 0:
        return None
    low, high = np.quantile(statistics, [(1 - confidence) / 2, (1 + confidence) / 2])
    return Interval(float(low), float(high), confidence, method)
