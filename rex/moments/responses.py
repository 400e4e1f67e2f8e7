"""How orders may answer a cue: a family of delayed responses, none of which is taken for the true one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.moments.series import Reals

STEP_S = 15.0
"""Width of a bin of orders: a few to a response, and enough orders in each."""
MIDDLES_S = (35.0, 60.0, 85.0, 115.0, 150.0)
"""Mean seconds from a cue to the orders that answer it."""
SHAPES = (1.5, 3.0, 6.0)
"""Gamma shapes: at once and fading, in between, held back and together."""
LONGEST_S = 600


class Response(NamedTuple):
    """One shape of answer: mean delay in seconds and the gamma's shape."""

    middle_s: float
    shape: float


class Lasting(NamedTuple):
    """When a cue begins, and how long it lasts, in seconds."""

    at_s: float
    length_s: float = 0.0


FAMILY = tuple(Response(middle, shape) for middle in MIDDLES_S for shape in SHAPES)


def shares(response: Response, cues: Sequence[Lasting], bins: int) -> Reals:
    """Give the share of each cue's answer that falls into each bin: bins by cues; what comes after the end is lost.

    A cue that lasts is answered evenly along its length.
    """
    from scipy.special import gammainc

    grid = np.arange(LONGEST_S + 1, dtype=np.float64)
    done = gammainc(response.shape, response.shape * grid / response.middle_s)
    summed = np.concatenate([[0.0], np.cumsum((done[1:] + done[:-1]) / 2)])
    edges = np.arange(bins + 1, dtype=np.float64) * STEP_S
    columns = np.empty((bins, len(cues)))
    for i, cue in enumerate(cues):
        columns[:, i] = np.diff(_answered(edges - cue.at_s, cue.length_s, grid, done, summed))
    return columns


def _answered(ago: Reals, length_s: float, grid: Reals, done: Reals, summed: Reals) -> Reals:
    """Share of the answer given `ago` seconds after the cue began."""
    if length_s < 1:
        answered: Reals = np.interp(ago, grid, done, left=0.0)
        return answered

    def area(x: Reals) -> Reals:
        under: Reals = np.interp(x, grid, summed, left=0.0) + np.maximum(0.0, x - grid[-1]) * done[-1]
        return under

    spread: Reals = (area(ago) - area(ago - length_s)) / length_s
    return spread
