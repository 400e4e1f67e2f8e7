"""Find the moments of a show in its plain series."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from rex.moments import audience as viewers_of
from rex.moments.bins import BIN_S, bins_of, count, silences, sums
from rex.moments.delay import USUAL_S, delay
from rex.moments.drops import as_drop, falls
from rex.moments.peaks import NOTHING, Peak, as_candidate, peaks_of, span_of
from rex.moments.rituals import ritual
from rex.moments.scan import FALSE_ALARM, looks, upper_tail
from rex.moments.search import Search, Series, search
from rex.moments.selling import LATER_S, around, selling
from rex.moments.series import Delay, Found, Show, in_order
from rex.moments.signals.base import Measured, Signal
from rex.moments.signals.people import first_in_a_while
from rex.moments.strength import extra, lift

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.moments.audience import Curve
    from rex.moments.series import Audience, Candidate, ChatTimes, Orders, Reals, Span

LEAST_COUNTED, LEAST_PLACES = 20, 5
"""Under twenty counted messages, or with all of them in fewer than five half-minutes, there is no usual."""
LEAST_PEOPLE = 3
WRITING, BUYING = 0.5, 1.0
"""How messages and orders grow with the audience: of twice the viewers few more write, twice as many buy.

On simulated sales hours powers of 0, 1/2 and 1 for messages give F1 .963, .957 and .949; with 0 a raid that
stays could pass for a moment.
"""
TO_ORDER_S = 30.0
"""Seconds from stage to order: more than to a message, since somebody pays."""
RAID_BEFORE_S = 45.0


@dataclass(frozen=True, slots=True, eq=False)
class _Parts:
    """One show in bins: all messages, the people who count, orders, the audience, and what stands out of each."""

    show: Show
    messages: Reals
    people: Series
    wrote: Search
    buyers: Series
    bought: Search
    curve: Curve | None


def find(
    chat: ChatTimes,
    audience: Audience | None,
    orders: Orders | None,
    duration_s: float,
    cue_starts_s: Sequence[float] = (),
) -> Found:
    """Find peaks (people wrote or bought more) and drops (people left) that the show's own noise does not explain.

    Seconds count from the show's start. Any series may be empty. A quiet show has no moments.
    `cue_starts_s` measure the delay from stage to chat. The same input gives the same answer.
    """
    if not (math.isfinite(duration_s) and duration_s > 0):
        return Found((), 0, 0.0, None, Delay(USUAL_S))
    parts = _parts(Show(chat.within(duration_s), audience, orders, duration_s))
    writing = [p for p in peaks_of(parts.people, parts.wrote, duration_s) if _people(parts, p) >= LEAST_PEOPLE]
    buying = _apart(peaks_of(parts.buyers, parts.bought, duration_s), writing)
    leaving, places = falls(parts.curve)
    lag = delay([p.start_s for p in writing], cue_starts_s, duration_s)
    measured = _measured(parts, [*writing, *buying])
    candidates = [
        *(_caused(as_candidate(p, parts.people, parts.wrote), lag.value_s) for p in writing),
        *(_caused(as_candidate(p, parts.buyers, parts.bought), TO_ORDER_S, "orders") for p in buying),
        *(_caused(as_drop(fall), lag.value_s) for fall in leaving),
    ]
    return Found(
        in_order(_completed(parts, measured, candidates)),
        parts.wrote.looked + parts.bought.looked + places,
        _by_luck(parts.wrote, writing)
        + _by_luck(parts.bought, buying)
        + (leaving[-1].q * len(leaving) if leaving else 0.0),
        _smallest_lift(parts),
        lag,
    )


def _parts(show: Show) -> _Parts:
    bins = bins_of(show.duration_s)
    curve = viewers_of.curve(show.audience, show.duration_s)
    messages = count(show.chat.t_s, bins)
    people = _series(show.chat.t_s[first_in_a_while(show.chat)], ~silences(messages), curve, WRITING)
    ordered = np.empty(0) if show.orders is None else show.orders.t_s
    ordered = np.sort(ordered[(ordered >= 0) & (ordered < show.duration_s)])
    buyers = _series(ordered, np.ones(bins, dtype=np.bool_), curve, BUYING)
    return _Parts(show, messages, people, search(people), buyers, search(buyers), curve)


def _series(t_s: Reals, alive: np.ndarray, curve: Curve | None, power: float) -> Series:
    """Count times in bins; where there is too little to know the usual, no bin is alive."""
    enough = len(t_s) >= LEAST_COUNTED and np.unique(np.floor(t_s / 30)).size >= LEAST_PLACES
    return Series(t_s, count(t_s, len(alive)), viewers_of.exposure(curve, len(alive), power), alive & enough)


def _people(parts: _Parts, peak: Peak) -> int:
    """Count the people in a peak's window, each unknown author as one."""
    chat, window = parts.show.chat, peak.window
    low, high = np.searchsorted(chat.t_s, [window.first * BIN_S, window.end * BIN_S])
    authors = chat.author[low:high]
    return int(np.unique(authors[authors >= 0]).size + (authors < 0).sum())


def _apart(buying: list[Peak], writing: list[Peak]) -> list[Peak]:
    """Leave out the purchases that belong to what people wrote about: those are one moment."""
    return [b for b in buying if not any(b.start_s <= w.end_s + LATER_S and w.start_s <= b.end_s for w in writing)]


def _measured(parts: _Parts, peaks: list[Peak]) -> Measured:
    aside = np.zeros(len(parts.messages), dtype=np.bool_)
    for peak in peaks:
        aside[int(peak.start_s / BIN_S) : int((peak.end_s + LATER_S) / BIN_S) + 1] = True
    sold = None if parts.show.orders is None else selling(parts.buyers.counts, parts.buyers.exposure, aside)
    return Measured(parts.people.counts, parts.wrote.usual, parts.curve, sold)


def _caused(candidate: Candidate, lag_s: float, *about: str) -> Candidate:
    return replace(candidate, cause_s=max(0.0, candidate.start_s - lag_s), about=about)


def _completed(parts: _Parts, measured: Measured, candidates: list[Candidate]) -> list[Candidate]:
    """Add what is known of every candidate's seconds: ritual or raid, messages, orders, and each signal's strength."""
    from rex.plugins.find import find as plugins

    signals = plugins("rex.moments.signals", Signal).plugins.values()
    rises = viewers_of.rises(parts.curve)
    done = []
    for c in candidates:
        raid = c.kind == "peak" and any(c.start_s - RAID_BEFORE_S <= rise <= c.end_s for rise in rises)
        strengths = {signal.id: signal.strength(measured, c.start_s, c.end_s) for signal in signals}
        full = replace(
            c,
            about=(*ritual(c.start_s, c.peak_s, parts.show.duration_s), *c.about, *(("raid",) if raid else ())),
            extra_messages=_extra_messages(parts, c),
            extra_orders=None if measured.selling is None else around(measured.selling, c.start_s, c.end_s)[0],
            signals={name: value for name, value in strengths.items() if value is not None},
        )
        done.append(full)
    return done


def _extra_messages(parts: _Parts, candidate: Candidate) -> Span:
    """Give the messages beyond those due, all copies and repeats counted, as the platform counts them."""
    if not parts.people.alive.any():
        return NOTHING
    first, end = span_of(parts.people, candidate.start_s, candidate.end_s)
    repeats = float(parts.messages.sum()) / float(parts.people.counts.sum())
    due = float(parts.wrote.usual.mean[first:end].sum()) * repeats
    return extra(lift(float(parts.messages[first:end].sum()) / repeats, parts.wrote.usual, first, end), due)


def _by_luck(found: Search, peaks: list[Peak]) -> float:
    """Count the peaks that a quiet show would have brought forth; twice as many where the finer noise was trusted.

    The finer noise is measured without its suspects, some of which are noise. On chats with known bursts
    the plain count was half of the truth (16 for 37, 3 for 5).
    """
    rarest = max((p.window.p for p in peaks), default=0.0)
    return rarest * looks(len(found.usual.mean)) * (1 + found.usual.share)


def _smallest_lift(parts: _Parts) -> float | None:
    """Give the smallest lift of a minute that the search would have accepted, at the show's median rate."""
    minutes = sums(parts.wrote.usual.mean, 12)
    if not len(minutes) or not parts.people.alive.any():
        return None
    due, spread = float(np.median(minutes)), parts.wrote.usual.dispersion(12)
    counts = np.arange(math.ceil(due), math.ceil(due + 40 * math.sqrt(due * spread) + 40), dtype=np.float64)
    rare = upper_tail(counts, np.full(len(counts), due), spread) * looks(len(parts.messages)) <= FALSE_ALARM
    return float(counts[rare][0] / due) if rare.any() else None
