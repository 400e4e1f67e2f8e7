"""How well what people expected agreed with what came: scores of chances and of ranges, and how sure each score is."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from rex.stats.intervals import Interval, mean_t

if TYPE_CHECKING:
    from collections.abc import Sequence


class Murphy(NamedTuple):
    """The three parts of a Brier score, each between 0 and 1; the score is reliability - resolution + uncertainty.

    `reliability` is how far the told chances lie from how often it then happened (0 is best), `resolution` how far the
    told chances part what happens often from what happens rarely (high is best), `uncertainty` how hard the question
    was: a half of all yes makes 0.25.
    """

    reliability: float
    resolution: float
    uncertainty: float

    @property
    def score(self) -> float:
        """Put the parts together to the Brier score again."""
        return self.reliability - self.resolution + self.uncertainty


def brier_scores(told: Sequence[tuple[float, bool]]) -> list[float]:
    """Square the distance of each told chance (0 to 1) from what happened (0 or 1): 0 is best, 1 worst, 0.25 a coin.

    ValueError for a chance that is none. Their mean is the Brier score in its two-class half. Source: Brier 1950.
    """
    wrong = next((chance for chance, _ in told if not 0 <= chance <= 1), None)
    if wrong is not None:
        raise ValueError(f"{wrong} is not a chance")
    return [(chance - happened) ** 2 for chance, happened in told]


def murphy(told: Sequence[tuple[float, bool]]) -> Murphy | None:
    """Part the mean Brier score by the chances that were told, each its own class; None without a forecast.

    With classes of one chance each the parts add up exactly. Few forecasts a class make reliability look worse and
    resolution better than they are. Source: Murphy 1973.
    """
    if not told:
        return None
    classes: dict[float, list[bool]] = defaultdict(list)
    for chance, happened in told:
        classes[chance].append(happened)
    n = len(told)
    base = sum(happened for _, happened in told) / n
    often = {chance: sum(found) / len(found) for chance, found in classes.items()}
    reliability = math.fsum(len(classes[chance]) * (chance - share) ** 2 for chance, share in often.items()) / n
    resolution = math.fsum(len(classes[chance]) * (share - base) ** 2 for chance, share in often.items()) / n
    return Murphy(reliability, resolution, base * (1 - base))


def interval_score(low: float, high: float, actual: float, confidence: float = 0.8) -> float:
    """Give width plus penalty of one range, in the value's own units: small is good, and no trick makes it smaller.

    What lies outside costs 2 / (1 - confidence) times its distance: ten times for an 80 % range. ValueError for a range
    that is upside down. Source: Gneiting and Raftery 2007, section 6.2.
    """
    if low > high:
        raise ValueError(f"{low} to {high} is not a range")
    if not 0 < confidence < 1:
        raise ValueError(f"{confidence} is not a share between 0 and 1")
    outside = max(low - actual, 0.0, actual - high)
    return high - low + 2 / (1 - confidence) * outside


def mean_score(scores: Sequence[float], confidence: float = 0.95) -> Interval | None:
    """Interval of the mean of scores that lie between 0 and 1; None without one.

    Student's, cut at 0 and 1. Where all are equal no spread was seen, and Hoeffding's bound, which needs none, stands
    in: mean plus and minus the root of ln(2 / (1 - confidence)) / 2n. Source: Student 1908; Hoeffding 1963.
    """
    n = len(scores)
    if not n:
        return None
    found = mean_t(n, math.fsum(scores), math.fsum(score * score for score in scores), confidence)
    if found is None:
        middle, half = math.fsum(scores) / n, math.sqrt(math.log(2 / (1 - confidence)) / (2 * n))
        found = Interval(middle - half, middle + half, confidence, "hoeffding")
    return Interval(max(0.0, found.low), min(1.0, found.high), confidence, found.method)


def chance_given(chance: float, *, happened: bool) -> float:
    """Give the chance (0 to 1) that a person's own words left to what then happened."""
    return chance if happened else 1 - chance


def range_chance(low: float, high: float, actual: float, confidence: float = 0.8) -> float:
    """Give the chance that a range left to where the value came out: inside it, or anywhere outside (1 in 5).

    How far outside is not counted: the words say nothing of how fast the chance falls there.
    """
    return chance_given(confidence, happened=low <= actual <= high)
