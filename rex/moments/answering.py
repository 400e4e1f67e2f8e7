"""From orders and cues to extra orders by cue, their intervals and their chances under luck."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rex.moments.beliefs import fit
from rex.moments.responses import FAMILY, LONGEST_S, STEP_S

if TYPE_CHECKING:
    from rex.moments.averaging import Averaged, Sheet
    from rex.moments.series import Flags, Reals

CONFIDENCE = 0.9
DRAWS, LUCK_DRAWS = 1500, 150
GRAIN = 0.1
"""Ends of intervals are rounded outwards to a tenth of an order: finer than that, draws only tell about draws."""
UNLIKELY = 0.002
"""Shapes that weigh less than this in the first fit are left out of the second."""
LUMP_BINS = 4
"""How orders cluster is measured on whole minutes."""


class Settled(NamedTuple):
    """The averaged models, the orders' variance over mean, and by shape its mean seconds to an order and its weight."""

    model: Averaged
    clustering: float
    middles_s: Reals
    weights: Reals


class Answer(NamedTuple):
    """Extra orders by cue, their 90 % intervals, and the chance of so much if the cue's kind did nothing."""

    value: Reals
    low: Reals
    high: Reals
    p: Reals


def settle(sheet: Sheet) -> Settled:
    """Fit twice, the second time with the variance that the first implies and the shapes it leaves standing."""
    first = fit(sheet, sheet.usual * sheet.present, FAMILY)
    mean = first.expected(sheet)
    weight = _by_shape(first, sheet, len(FAMILY))
    family = tuple(r for r, w in zip(FAMILY, weight, strict=True) if w > UNLIKELY)
    clustering = _clustering(sheet, mean)
    model = fit(sheet, clustering * mean, family)
    middles = np.array([response.middle_s for response in family])
    return Settled(model, clustering, middles, _by_shape(model, sheet, len(family)))


def _by_shape(model: Averaged, sheet: Sheet, shapes: int) -> Reals:
    weight = model.terms(sheet.counts[:, None])[1][:, 0]
    summed: Reals = np.bincount(model.of_shape, weights=weight, minlength=shapes).astype(np.float64)
    return summed


def _clustering(sheet: Sheet, mean: Reals) -> float:
    whole = len(mean) // LUMP_BINS * LUMP_BINS
    seen, due = (x[:whole].reshape(-1, LUMP_BINS).sum(axis=1) for x in (sheet.counts, mean))
    spent = min(len(sheet.cues) / 2 + 2, len(seen) / 2)
    return max(1.0, float(((seen - due) ** 2 / due).sum() / (len(seen) - spent)))


def answer(sheet: Sheet, settled: Settled, rng: np.random.Generator) -> Answer:
    """Estimate every cue, with intervals from sessions drawn from the fitted models and estimated again.

    The percentile ends of such a bootstrap lean with what the model assumes of kinds, the basic ends against it; the
    ends given lie in the middle between the two, which is what held its promise when measured (bench/moments.md).
    """
    model = settled.model
    value = model.orders(sheet.counts[:, None])[:, 0]
    counts, planted = _draw(sheet, settled, DRAWS, rng, None)
    error = model.orders(counts) - planted
    tails = ((1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2)
    direct = np.quantile(planted, tails, axis=1)
    basic = value - np.quantile(error, tails[::-1], axis=1)
    low, high = (direct + basic) / 2
    low = GRAIN * np.floor(np.minimum(low, value) / GRAIN)
    high = GRAIN * np.ceil(np.maximum(high, value) / GRAIN)
    return Answer(value, low, high, _chances(sheet, settled, value, rng))


def _chances(sheet: Sheet, settled: Settled, value: Reals, rng: np.random.Generator) -> Reals:
    """Two-sided chance of each cue's estimate in sessions drawn with the effects of its kind taken out."""
    from scipy.special import ndtr

    p = np.ones(len(value))
    for kinds in _apart(sheet):
        silent = np.isin(sheet.kinds, kinds)
        counts, _ = _draw(sheet, settled, LUCK_DRAWS, rng, silent)
        luck = settled.model.orders(counts)[silent]
        spread = luck.std(axis=1)
        z = (value[silent] - luck.mean(axis=1)) / np.where(spread > 0, spread, np.inf)
        p[silent] = 2 * ndtr(-np.abs(z))
    return p


def _apart(sheet: Sheet) -> list[list[int]]:
    """Put kinds together whose effects may be taken out in the same draws: no cue of one is answered beside another's.

    A show of sixty products would need sixty rounds of draws otherwise.
    """
    at_s = np.array([cue.at_s for cue in sheet.cues])
    rounds: list[list[int]] = []
    for kind in range(int(sheet.kinds.max()) + 1):
        mine = at_s[sheet.kinds == kind]
        for kinds in rounds:
            theirs = at_s[np.isin(sheet.kinds, kinds)]
            if np.abs(mine[:, None] - theirs[None, :]).min() > 2 * LONGEST_S:
                kinds.append(kind)
                break
        else:
            rounds.append([kind])
    return rounds


def _draw(
    sheet: Sheet, settled: Settled, draws: int, rng: np.random.Generator, silent: Flags | None
) -> tuple[Reals, Reals]:
    """Draw sessions from the models: orders by bin, and the extra orders that were planted by cue."""
    model = settled.model
    terms, weight = model.terms(sheet.counts[:, None])
    picked = rng.choice(len(weight), draws, p=weight[:, 0])
    mean, planted = np.empty((len(sheet.counts), draws)), np.empty((len(sheet.cues), draws))
    within = model.within()
    for m in np.unique(picked):
        at = picked == m
        noise = rng.standard_normal((terms.shape[1], int(at.sum())))
        drawn = terms[m] + model.roots[m] @ noise
        if silent is not None:
            drawn[model.level :][silent] = 0
        shape = model.of_shape[m]
        mean[:, at] = np.maximum(model.designs[shape] @ drawn, sheet.least[:, None])
        planted[:, at] = drawn[model.level :] * within[shape][:, None]
    extra = settled.clustering - 1
    if extra > 0:
        mean = rng.gamma(mean / extra, extra)
    return rng.poisson(mean).astype(np.float64), planted


def mean_delay_s(settled: Settled) -> float:
    """Mean seconds from a cue to the orders that answer it, as far as this session tells."""
    return float((settled.middles_s * settled.weights).sum())


def bins_in(duration_s: float) -> int:
    """Whole bins of a session."""
    return max(1, int(duration_s / STEP_S))
