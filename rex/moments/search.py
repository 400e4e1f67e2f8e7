"""From counts to accepted windows: a strict look first, then a finer one with the suspects set aside.

Bursts widen the very noise they are compared with. The strict look allows for that: it measures the
noise in the lower half of the residuals, with a quarter added. A show that does not pass it has no
moment. In one that does, suspects are set aside and the noise is measured again without them; the
finer noise counts as much as the strict look has confirmed suspects. So a quiet show with a few bursts
keeps the strict yardstick, and a lively one is not blinded by its own liveliness.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from rex.moments.baseline import FAST, SLOW, Scale, expected, middle
from rex.moments.dispersion import PURE_CHANCE, Dispersion, measure
from rex.moments.scan import (
    FALSE_ALARM,
    SLOW_PENALTY,
    SLOW_WIDTHS,
    WIDTHS,
    Window,
    apart,
    kept_by_luck,
    looks,
    windows,
)
from rex.moments.steps import stand_above_both_sides

if TYPE_CHECKING:
    from rex.moments.series import Flags, Reals

CAUTION = 1.25
"""What the lower half hides of a self-exciting chat's noise."""
SUSPECT = 6.0
"""Suspects are windows as surprising as up to six in a quiet show."""
AT_MOST = 0.45
"""No more than this share of a show is ever set aside: there would be no usual left."""
BEFORE, AFTER = 1, 4
"""Bins set aside around a suspect: reactions fade slowly."""
FEW, CONFIRMED = 3, 3.0
LITTLE, TRUST = 0.06, 10.0
"""The finer noise weighs (confirmed - 3) * 3 / suspects, or (share of time they take - 6 %) * 10, whichever is more.

At most it weighs 1. With a few bursts in an hour it is not needed, and trusting it would make up to a fifth of
the moments of a clustered chat luck; so, it is a tenth. Many bursts, or two in ten minutes, blind the strict noise.
"""
ROUNDS = 3
USUAL_DISPERSION = 1.5


@dataclass(frozen=True, slots=True, eq=False)
class Yardstick:
    """What is expected in each bin, and how far it varies: one scale, strict and fine mixed by `share`."""

    mean: Reals
    fine: Dispersion
    strict: Dispersion
    share: float
    scale: Scale
    widths: tuple[int, ...]

    def dispersion(self, width: int) -> float:
        """Give variance over mean for windows of this many bins."""
        return self.fine.mixed(self.strict, self.share, width)


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """The accepted windows, most surprising first; the yardstick they were found with; windows looked at."""

    windows: tuple[Window, ...]
    usual: Yardstick
    looked: int


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """What is searched: sorted seconds, counts a bin, what the audience explains, and the bins that tell anything."""

    t_s: Reals
    counts: Reals
    exposure: Reals
    alive: Flags


def search(series: Series) -> Search:
    """Find the windows of a show that stand out of its own noise; none if the show is quiet."""
    strict, confirmed, looked = _strictly(series)
    if not confirmed:
        return Search((), strict[0], looked)
    fine, suspects = _with_suspects_aside(series, confirmed, strict[0].dispersion(6))
    share = _trust(confirmed, suspects, len(series.counts))
    mixed = [_mix(f, s, share) for f, s in zip(fine, strict, strict=True)]
    found, looked = _look(series, mixed)
    return Search(tuple(_accepted(series, found, mixed[0])), mixed[0], looked)


def _trust(confirmed: list[Window], suspects: int, bins: int) -> float:
    """Give the weight of the finer noise, from how many moments are confirmed and how much of the show they take."""
    by_number = (len(confirmed) - FEW) * CONFIRMED / max(1, suspects)
    by_time = (float(_set_aside(confirmed, bins).mean()) - LITTLE) * TRUST
    return min(1.0, max(0.0, by_number, by_time))


def _strictly(series: Series) -> tuple[list[Yardstick], list[Window], int]:
    """Look with the cautious noise until what is found no longer changes."""
    found: list[Window] = []
    dispersion = USUAL_DISPERSION
    aside = np.zeros(len(series.counts), dtype=np.bool_)
    for _ in range(ROUNDS):
        usual = _yardsticks(series, aside, dispersion, half="lower", caution=CAUTION)
        dispersion = usual[0].dispersion(6)
        seen, looked = _look(series, usual)
        before, found = len(found), _accepted(series, seen, usual[0])
        if len(found) == before:
            break
        aside = _set_aside(found, len(aside))
    return usual, found, looked


def _with_suspects_aside(series: Series, confirmed: list[Window], dispersion: float) -> tuple[list[Yardstick], int]:
    aside = _set_aside(confirmed, len(series.counts))
    half: Literal["lower", "both"] = "lower"
    suspects = confirmed
    for _ in range(ROUNDS):
        usual = _yardsticks(series, aside, dispersion, half=half)
        dispersion, half = usual[0].dispersion(6), "both"
        seen, _ = _look(series, usual)
        suspects = [w for w in seen if w.p * looks(len(aside)) <= SUSPECT]
        aside = _set_aside(suspects, len(aside))
    return _yardsticks(series, aside, dispersion, half="both"), len(suspects)


def _yardsticks(
    series: Series, aside: Flags, dispersion: float, *, half: Literal["lower", "both"], caution: float = 1.0
) -> list[Yardstick]:
    usable = series.alive & ~aside
    made = []
    for scale, widths in ((FAST, WIDTHS), (SLOW, SLOW_WIDTHS)):
        of_middle = middle(series.counts, series.exposure, usable, scale)
        rough = expected(series.counts, series.exposure, of_middle, dispersion)
        first = measure(series.counts, rough, usable, half=half, caution=caution)
        mean = expected(series.counts, series.exposure, of_middle, first.at(6))
        noise = measure(series.counts, mean, usable, half=half, caution=caution)
        made.append(Yardstick(mean, noise, PURE_CHANCE, 1.0, scale, widths))
    return made


def _mix(fine: Yardstick, strict: Yardstick, share: float) -> Yardstick:
    mean = share * fine.mean + (1 - share) * strict.mean
    return Yardstick(mean, fine.fine, strict.fine, share, fine.scale, fine.widths)


def _look(series: Series, usual: list[Yardstick]) -> tuple[list[Window], int]:
    """Look at both scales. A long window is of use only where no short one is clear: else it would merge moments."""
    bins = len(series.counts)
    (quick, n_quick), (slow, n_slow) = (
        windows(series.counts, s.mean, series.alive, s.dispersion, s.widths, s.scale.half) for s in usual
    )
    clear = np.zeros(bins, dtype=np.bool_)
    for window in quick:
        if window.p * looks(bins) <= FALSE_ALARM:
            clear[window.first : window.end] = True
    held = np.concatenate([[0], np.cumsum(clear)])
    late = [w._replace(p=min(1.0, w.p * SLOW_PENALTY)) for w in slow if held[w.end] == held[w.first]]
    return apart(quick + late, bins), n_quick + n_slow


def _accepted(series: Series, seen: list[Window], usual: Yardstick) -> list[Window]:
    clear = stand_above_both_sides(seen, series.counts, usual.mean, usual.dispersion)
    return clear[: kept_by_luck(clear, len(series.counts))]


def _set_aside(found: list[Window], bins: int) -> Flags:
    aside = np.zeros(bins, dtype=np.bool_)
    for window in found:
        more = aside.copy()
        more[max(0, window.first - BEFORE) : window.end + AFTER] = True
        if more.mean() > AT_MOST:
            break
        aside = more
    return aside
