"""What is regressed when orders are laid beside cues, and many fitted models read as one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from rex.moments.responses import Lasting
    from rex.moments.series import Codes, Reals

LEAST_SHARE = 0.1
"""No bin is expected to hold under a tenth of its usual orders, however bad the incident."""


PORTION = 2_000_000
"""Numbers held at once while many draws are estimated (16 MB)."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Orders a bin, viewers relative to their mean, and the cues with the codes of their kinds (0, 1, ...)."""

    counts: Reals
    present: Reals
    cues: tuple[Lasting, ...]
    kinds: Codes

    @property
    def usual(self) -> float:
        """Orders a bin at the mean audience if cues did nothing."""
        return float(self.counts.sum() / self.present.sum())

    @property
    def least(self) -> Reals:
        """Orders a bin under which no expectation falls."""
        return LEAST_SHARE * self.usual * self.present


@dataclass(frozen=True, eq=False)
class Averaged:
    """Fitted models: designs by shape (shapes, bins, terms); by model its shape, its gain and its penalty.

    A model's estimate of the terms is gain @ design' @ (orders / variance), and its gain is also their covariance.
    The first `level` terms are the usual rate and its drift; the others are cues, in orders at the mean audience.
    """

    designs: Reals
    variance: Reals
    of_shape: Codes
    gains: Reals
    penalties: Reals
    level: int

    @cached_property
    def roots(self) -> Reals:
        """Give each model a square root of its covariance, to draw terms with: (models, terms, terms)."""
        values, vectors = np.linalg.eigh(self.gains)
        drawn: Reals = vectors * np.sqrt(np.maximum(values, 0))[:, None, :]
        return drawn

    def terms(self, counts: Reals) -> tuple[Reals, Reals]:
        """Estimate the terms by model and weigh the models: (models, terms, draws) and (models, draws)."""
        scores = np.einsum("hbt,bd->htd", self.designs, counts / self.variance[:, None], optimize=True)[self.of_shape]
        terms: Reals = self.gains @ scores
        log_weight = (terms * scores).sum(axis=1) / 2 - self.penalties[:, None]
        weight = np.exp(log_weight - log_weight.max(axis=0))
        return terms, weight / weight.sum(axis=0)

    def within(self) -> Reals:
        """Orders within the session for each unit of a cue's term: (shapes, cues)."""
        sums: Reals = self.designs[:, :, self.level :].sum(axis=1)
        return sums

    def orders(self, counts: Reals) -> Reals:
        """Estimate the extra orders of each cue, averaged over the models: (cues, draws)."""
        within = self.within()[self.of_shape]
        at_once = max(1, PORTION // self.gains[:, 0].size)
        parts = []
        for begun in range(0, counts.shape[1], at_once):
            terms, weight = self.terms(counts[:, begun : begun + at_once])
            parts.append(np.einsum("mcd,mc,md->cd", terms[:, self.level :], within, weight, optimize=True))
        return np.concatenate(parts, axis=1)

    def expected(self, sheet: Sheet) -> Reals:
        """Mean orders of each bin, averaged over the models."""
        terms, weight = self.terms(sheet.counts[:, None])
        weighed = np.zeros((len(self.designs), terms.shape[1]))
        np.add.at(weighed, self.of_shape, terms[:, :, 0] * weight)
        mean: Reals = np.maximum(np.einsum("hbt,ht->b", self.designs, weighed), sheet.least)
        return mean
