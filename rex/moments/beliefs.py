"""Which kinds of cues move orders, how alike their cues are and how late people buy: every belief that stands.

Orders in a bin have the mean: viewers x (usual rate + slow drift + the cues' answers). Cues of a kind share a
mean, and differ around it. A belief says which kinds do anything; each is fitted in closed form under every shape
of answer, and weighs as much as the orders speak for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from rex.moments.averaging import Averaged
from rex.moments.responses import STEP_S, shares

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.moments.averaging import Sheet
    from rex.moments.responses import Response
    from rex.moments.series import Reals

Belief: TypeAlias = "tuple[bool, ...]"
"""Whether each kind, by its code, does anything."""

KIND_MINUTES = 5.0
"""A kind that does something brings or costs so many minutes of usual orders: the scale, not a limit."""
OWN_SHARES = (0.15, 0.45)
"""How far cues of one kind may differ, as a share of that."""
DRIFT_S, DRIFT_SHARE = 900.0, 0.2
"""Orders a viewer may drift by a fifth either way, from quarter to quarter of an hour."""
LEVEL_SHARE = 3.0
NEAR, KEPT = 0.02, 0.001
"""Beliefs this much weaker than the best are not looked around, and models not kept."""
MOST_BELIEFS, MOST_MODELS = 300, 250


class _Data(NamedTuple):
    """Designs by shape, the orders' variance by bin, and both in products: X'WX and X'Wy by shape."""

    designs: Reals
    variance: Reals
    known: Reals
    scores: Reals
    level: int


class _Weighed(NamedTuple):
    """One belief under every shape and likeness: log weights, gains, penalties."""

    log_weight: Reals
    gains: Reals
    penalties: Reals


def fit(sheet: Sheet, variance: Reals, family: Sequence[Response]) -> Averaged:
    """Fit what stands, given the variance of the orders of each bin.

    Beliefs are found from "no kind does anything" on, by changing one kind at a time around the best that nobody has
    looked around yet, as long as it is near the best of all (Occam's window, Madigan & Raftery 1994). So a show of
    many kinds reaches the beliefs in which many of them do something before it has looked at MOST_BELIEFS.
    """
    levels = level_columns(sheet.present)
    columns = [sheet.present[:, None] * shares(response, sheet.cues, len(sheet.counts)) for response in family]
    designs = np.stack([np.hstack([levels, x]) for x in columns])
    known = np.einsum("hbt,b,hbu->htu", designs, 1 / variance, designs, optimize=True)
    scores = np.einsum("hbt,b->ht", designs, sheet.counts / variance)
    data = _Data(designs, variance, known, scores, levels.shape[1])
    nothing: Belief = (False,) * (int(sheet.kinds.max()) + 1)
    found = {nothing: _weigh(sheet, data, nothing).log_weight}
    waiting = {nothing: float(found[nothing].max())}
    best = waiting[nothing]
    while waiting and len(found) < MOST_BELIEFS:
        around = max(waiting, key=lambda belief: (waiting[belief], belief))
        if waiting.pop(around) <= best + np.log(NEAR):
            break
        for belief in _neighbours(around):
            if belief not in found:
                found[belief] = _weigh(sheet, data, belief).log_weight
                waiting[belief] = float(found[belief].max())
                best = max(best, waiting[belief])
    return _kept(sheet, data, found)


def level_columns(present: Reals) -> Reals:
    """Columns of the usual rate and of its drift: one hat every quarter of an hour, times the viewers."""
    bins = len(present)
    knots = np.linspace(0, bins, max(2, round(bins * STEP_S / DRIFT_S) + 1))
    at = np.arange(bins) + 0.5
    hats = np.maximum(0.0, 1 - np.abs(at[:, None] - knots) / (knots[1] - knots[0]))
    columns: Reals = present[:, None] * np.hstack([np.ones((bins, 1)), hats])
    return columns


def prior(sheet: Sheet, level: int, belief: Belief, own: float) -> Reals:
    """Covariance of the terms: a wide level, a small drift, and cues alike within their kind."""
    spread = np.zeros((level + len(sheet.cues),) * 2)
    spread[0, 0] = (LEVEL_SHARE * sheet.usual) ** 2
    drift = np.arange(1, level)
    spread[drift, drift] = (DRIFT_SHARE * sheet.usual) ** 2
    scale = np.array(belief)[sheet.kinds] * KIND_MINUTES * 60 / STEP_S * sheet.usual
    alike = (sheet.kinds[:, None] == sheet.kinds[None, :]).astype(np.float64)
    spread[level:, level:] = scale[:, None] * scale[None, :] * (alike + own**2 * np.eye(len(sheet.cues)))
    return spread


def _weigh(sheet: Sheet, data: _Data, belief: Belief) -> _Weighed:
    """Fit one belief; only the terms that it lets differ from zero are solved for."""
    level, terms = data.level, data.known.shape[1]
    free = np.concatenate([np.arange(level), level + np.flatnonzero(np.array(belief)[sheet.kinds])])
    spread = np.stack([prior(sheet, level, belief, own)[np.ix_(free, free)] for own in OWN_SHARES])
    known = data.known[:, free[:, None], free[None, :]]
    mixed = np.eye(len(free)) + np.einsum("otu,huv->hotv", spread, known, optimize=True)
    small = np.linalg.solve(mixed, np.broadcast_to(spread, mixed.shape))
    small = (small + small.transpose(0, 1, 3, 2)) / 2
    penalties = (np.linalg.slogdet(mixed)[1] / 2).ravel()
    score = data.scores[:, free]
    fitted = np.einsum("ht,hotu,hu->ho", score, small, score, optimize=True).ravel() / 2
    gains = np.zeros((len(penalties), terms, terms))
    gains[:, free[:, None], free[None, :]] = small.reshape(len(penalties), len(free), len(free))
    return _Weighed(fitted - penalties, gains, penalties)


def _neighbours(belief: Belief) -> list[Belief]:
    return [(*belief[:i], not belief[i], *belief[i + 1 :]) for i in range(len(belief))]


def _kept(sheet: Sheet, data: _Data, found: dict[Belief, Reals]) -> Averaged:
    """Fit again what weighs enough to be kept: the gains of all that was looked at would fill the memory."""
    every = np.sort(np.concatenate(list(found.values())))[::-1]
    least = max(every[0] + np.log(KEPT), every[: MOST_MODELS + 1][-1])
    of_shape = np.repeat(np.arange(len(data.designs)), len(OWN_SHARES))
    shapes, gains, penalties = [], [], []
    for belief, log_weight in found.items():
        kept = log_weight >= least
        if kept.any():
            fitted = _weigh(sheet, data, belief)
            shapes.append(of_shape[kept])
            gains.append(fitted.gains[kept])
            penalties.append(fitted.penalties[kept])
    fits = np.concatenate(shapes), np.concatenate(gains), np.concatenate(penalties)
    return Averaged(data.designs, data.variance, *fits, level=data.level)
