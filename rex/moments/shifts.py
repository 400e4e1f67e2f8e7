"""The permutation check: whether orders follow the cues better than the same cues moved round the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rex.moments.beliefs import level_columns, prior
from rex.moments.responses import FAMILY, STEP_S, shares

if TYPE_CHECKING:
    from rex.moments.averaging import Sheet
    from rex.moments.series import Reals

SHIFTS = 99
NEAREST_S = 90.0
"""Closer moves would leave the cues where their answers still are."""
SHAPES_LOOKED_AT = FAMILY[1::3]
OWN = 0.3


def chance_of_shifts(sheet: Sheet) -> float:
    """Share of the cues' log, moved round the session as a whole, that fits the orders as well as the true one.

    Source: circular shifts, as in the torus tests of point processes (Lotwick & Silverman 1982).
    """
    bins = len(sheet.counts)
    nearest = min(bins // 4, int(NEAREST_S / STEP_S))
    moves = np.unique(np.linspace(nearest, bins - nearest, SHIFTS).astype(np.int64))
    levels = level_columns(sheet.present)
    spread = prior(sheet, levels.shape[1], (True,) * (int(sheet.kinds.max()) + 1), OWN)
    long = [shares(response, sheet.cues, 2 * bins) for response in SHAPES_LOOKED_AT]
    starts = np.array([int(cue.at_s / STEP_S) for cue in sheet.cues])
    fits = [_evidence(sheet, levels, spread, [_moved(x, starts, int(m), bins) for x in long]) for m in (0, *moves)]
    return float(1 + sum(x >= fits[0] for x in fits[1:])) / len(fits)


def _moved(long: Reals, starts: Reals, move: int, bins: int) -> Reals:
    """Answers to cues moved later by whole bins; those moved beyond the end come round to the start."""
    rows = np.arange(bins)[:, None] - move + np.where(starts + move < bins, 0, bins)[None, :]
    moved: Reals = np.where(rows >= 0, np.take_along_axis(long, np.maximum(rows, 0), axis=0), 0.0)
    return moved


def _evidence(sheet: Sheet, levels: Reals, spread: Reals, answers: list[Reals]) -> float:
    designs = np.stack([np.hstack([levels, sheet.present[:, None] * x]) for x in answers])
    variance = sheet.usual * sheet.present
    weighed = designs.transpose(0, 2, 1) / variance
    known, scores = weighed @ designs, weighed @ sheet.counts
    mixed = np.eye(len(spread)) + spread @ known
    fitted = np.einsum("ht,ht->h", scores, np.linalg.solve(mixed, (scores @ spread)[:, :, None])[:, :, 0])
    log_weight = fitted / 2 - np.linalg.slogdet(mixed)[1] / 2
    top = float(log_weight.max())
    return top + float(np.log(np.exp(log_weight - top).sum()))
