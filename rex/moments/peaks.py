"""From accepted windows to peaks: where each began and ended, and how large it was."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rex.moments.bins import BIN_S
from rex.moments.onset import stretch
from rex.moments.scan import false_shares
from rex.moments.series import Candidate, Span
from rex.moments.strength import height, lift, score

if TYPE_CHECKING:
    from rex.moments.scan import Window
    from rex.moments.search import Search, Series

SAME_BURST_S = 10.0
NOTHING = Span(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Peak:
    """An accepted window with its fitted seconds; `q` is the share of luck among it and all surer ones."""

    window: Window
    q: float
    start_s: float
    end_s: float
    peak_s: float


def peaks_of(series: Series, found: Search, duration_s: float) -> list[Peak]:
    """Fit every accepted window, in show order: two fits of one burst are one peak, and none runs into the next."""
    ordered = list(found.windows)
    fitted = []
    for window, q in zip(ordered, false_shares(ordered, len(series.counts)), strict=True):
        s = stretch(series.t_s, window, found.usual.mean, duration_s)
        fitted.append(Peak(window, q, s.start_s, s.end_s, s.peak_s))
    kept: list[Peak] = []
    for peak in sorted(fitted, key=lambda p: (p.start_s, p.window)):
        if kept and peak.start_s - kept[-1].start_s < SAME_BURST_S:
            kept[-1] = min(kept[-1], peak, key=lambda p: p.window)
            continue
        if kept and kept[-1].end_s > peak.start_s:
            kept[-1] = replace(kept[-1], end_s=peak.start_s, peak_s=min(kept[-1].peak_s, peak.start_s))
        kept.append(peak)
    return kept


def span_of(series: Series, start_s: float, end_s: float) -> tuple[int, int]:
    """Give the first bin of a stretch and the one after its last; at least one bin."""
    first = min(int(start_s / BIN_S), len(series.counts) - 1)
    return first, max(first + 1, min(len(series.counts), math.ceil(end_s / BIN_S)))


def as_candidate(peak: Peak, series: Series, found: Search) -> Candidate:
    """Measure a peak against its series; what else is known of those seconds is added by the caller."""
    first, end = span_of(series, peak.start_s, peak.end_s)
    size = lift(float(series.counts[first:end].sum()), found.usual, first, end)
    return Candidate(
        kind="peak",
        about=(),
        start_s=peak.start_s,
        end_s=peak.end_s,
        peak_s=peak.peak_s,
        cause_s=peak.start_s,
        score=score(height(series.counts, found.usual, first, end)),
        lift=size.value,
        lift_low=size.low,
        lift_high=size.high,
        extra_messages=NOTHING,
        extra_orders=None,
        p=peak.window.p,
        q=peak.q,
        signals={},
    )
