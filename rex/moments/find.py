"""Find the moments of a show in its plain series."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from rex.moments import audience as viewers_of
from rex.moments.bins import BIN_S, bins_of, count, silences, sums
from rex.moments.delay import USUAL_S, delay
from rex.moments.drops import falls
from rex.moments.onset import Stretch, stretch
from rex.moments.rituals import ritual
from rex.moments.scan import FALSE_ALARM, false_shares, looks, upper_tail
from rex.moments.search import Chat, Search, search
from rex.moments.selling import around, selling
from rex.moments.series import Candidate, Delay, Found, Show, Span, in_order
from rex.moments.signals.base import Measured, Signal
from rex.moments.signals.people import first_in_a_while
from rex.moments.strength import extra, height, lift, score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.moments.audience import Curve
    from rex.moments.drops import Fall
    from rex.moments.scan import Window
    from rex.moments.series import Audience, ChatTimes, Orders, Reals

LEAST_COUNTED, LEAST_PLACES = 20, 5
"""Under twenty counted messages, or with all of them in fewer than five half-minutes, there is no usual."""
LEAST_PEOPLE = 3
RAID_BEFORE_S = 45.0


@dataclass(frozen=True, slots=True, eq=False)
class _Parts:
    """One show in bins: all messages, those that count, the audience, and what the search found."""

    show: Show
    people_s: Reals
    messages: Reals
    chat: Chat
    curve: Curve | None
    found: Search
    rises: list[float]


def find(
    chat: ChatTimes,
    audience: Audience | None,
    orders: Orders | None,
    duration_s: float,
    cue_starts_s: Sequence[float] = (),
) -> Found:
    """Find peaks (people wrote more) and drops (people left) that the show's own noise does not explain.

    Seconds count from the show's start. Any series may be empty. A quiet show has no moments.
    `cue_starts_s` measure the delay from stage to chat. The same input gives the same answer.
    """
    if not (math.isfinite(duration_s) and duration_s > 0):
        return Found((), 0, 0.0, None, Delay(USUAL_S))
    parts = _parts(Show(chat.within(duration_s), audience, orders, duration_s))
    stretches = _stretches(parts)
    measured = delay([s.start_s for _, s, _ in stretches], cue_starts_s, duration_s)
    dropped, places = falls(parts.curve)
    yardstick = _measured(parts, stretches)
    peaks = [_peak(parts, yardstick, w, s, q) for w, s, q in stretches]
    candidates = [_placed(c, measured, yardstick) for c in [*peaks, *(_drop(parts, yardstick, f) for f in dropped)]]
    by_luck = _by_luck([w for w, _, _ in stretches], parts) + (dropped[-1].q * len(dropped) if dropped else 0.0)
    return Found(in_order(candidates), parts.found.looked + places, by_luck, _smallest_lift(parts), measured)


def _parts(show: Show) -> _Parts:
    bins = bins_of(show.duration_s)
    counted = first_in_a_while(show.chat)
    people_s = show.chat.t_s[counted]
    people, messages = count(people_s, bins), count(show.chat.t_s, bins)
    curve = viewers_of.curve(show.audience, show.duration_s)
    binned = Chat(people, viewers_of.exposure(curve, bins), ~silences(messages))
    places = np.unique(np.floor(people_s / 30)).size
    known = len(people_s) >= LEAST_COUNTED and places >= LEAST_PLACES
    found = search(binned if known else replace(binned, alive=np.zeros(bins, dtype=np.bool_)))
    return _Parts(show, people_s, messages, binned, curve, found, viewers_of.rises(curve))


def _stretches(parts: _Parts) -> list[tuple[Window, Stretch, float]]:
    """Give start, end and peak to the accepted windows in show order, cut where the next one starts."""
    windows = list(parts.found.windows)
    made = [
        (w, stretch(parts.people_s, w, parts.found.usual.mean, parts.show.duration_s), q)
        for w, q in zip(windows, false_shares(windows, len(parts.messages)), strict=True)
    ]
    made = [m for m in made if _people(parts.show.chat, m[0]) >= LEAST_PEOPLE]
    made.sort(key=lambda m: (m[1].start_s, m[0]))
    kept: list[tuple[Window, Stretch, float]] = []
    for window, s, q in made:
        if kept and s.start_s - kept[-1][1].start_s < 2 * BIN_S:  # two windows of one burst: the surer one stands
            kept[-1] = min(kept[-1], (window, s, q))
            continue
        if kept and kept[-1][1].end_s > s.start_s:
            before = kept[-1][1]
            peak = min(before.peak_s, s.start_s)
            kept[-1] = (kept[-1][0], before._replace(end_s=s.start_s, peak_s=peak), kept[-1][2])
        kept.append((window, s, q))
    return kept


def _people(chat: ChatTimes, window: Window) -> int:
    """Count the people in a window, each unknown author as one."""
    low, high = np.searchsorted(chat.t_s, [window.first * BIN_S, window.end * BIN_S])
    authors = chat.author[low:high]
    return int(np.unique(authors[authors >= 0]).size + (authors < 0).sum())


def _measured(parts: _Parts, stretches: list[tuple[Window, Stretch, float]]) -> Measured:
    aside = np.zeros(len(parts.messages), dtype=np.bool_)
    for _, s, _ in stretches:
        aside[int(s.start_s / BIN_S) : int(s.end_s / BIN_S) + 13] = True
    sold = selling(parts.show.orders, parts.chat.exposure, parts.show.duration_s, aside)
    return Measured(parts.chat.counts, parts.found.usual, parts.curve, sold)


def _peak(parts: _Parts, measured: Measured, window: Window, s: Stretch, q: float) -> Candidate:
    first, end = _bins(parts, s.start_s, s.end_s)
    about = ritual(s.start_s, s.peak_s, parts.show.duration_s)
    if any(s.start_s - RAID_BEFORE_S <= rise <= s.end_s for rise in parts.rises):
        about = (*about, "raid")
    people = lift(float(parts.chat.counts[first:end].sum()), parts.found.usual, first, end)
    return Candidate(
        kind="peak",
        about=about,
        start_s=s.start_s,
        end_s=s.end_s,
        peak_s=s.peak_s,
        cause_s=s.start_s,
        score=score(height(parts.chat.counts, measured.usual, first, end)),
        lift=people.value,
        lift_low=people.low,
        lift_high=people.high,
        extra_messages=_extra_messages(parts, first, end),
        extra_orders=None,
        p=window.p,
        q=q,
        signals={},
    )


def _drop(parts: _Parts, measured: Measured, fall: Fall) -> Candidate:
    first, end = _bins(parts, fall.start_s, fall.end_s)
    return Candidate(
        kind="drop",
        about=ritual(fall.start_s, fall.peak_s, parts.show.duration_s),
        start_s=fall.start_s,
        end_s=fall.end_s,
        peak_s=fall.peak_s,
        cause_s=fall.start_s,
        score=score(fall.z),
        lift=fall.left.value,
        lift_low=fall.left.low,
        lift_high=fall.left.high,
        extra_messages=_extra_messages(parts, first, end) if measured.people.any() else Span(0.0, 0.0, 0.0),
        extra_orders=None,
        p=fall.p,
        q=fall.q,
        signals={},
    )


def _placed(candidate: Candidate, measured: Delay, show: Measured) -> Candidate:
    """Add what all kinds have: the cause, the orders and every signal's strength."""
    from rex.plugins.find import find as plugins

    start, end = candidate.start_s, candidate.end_s
    strengths = {s.id: s.strength(show, start, end) for s in plugins("rex.moments.signals", Signal).plugins.values()}
    return replace(
        candidate,
        cause_s=max(0.0, start - measured.value_s),
        extra_orders=None if show.selling is None else around(show.selling, start, end)[0],
        signals={name: value for name, value in strengths.items() if value is not None},
    )


def _bins(parts: _Parts, start_s: float, end_s: float) -> tuple[int, int]:
    first = min(int(start_s / BIN_S), len(parts.messages) - 1)
    return first, max(first + 1, min(len(parts.messages), math.ceil(end_s / BIN_S)))


def _extra_messages(parts: _Parts, first: int, end: int) -> Span:
    """Give the messages beyond those due, all copies and repeats counted, as the platform counts them."""
    usual = parts.found.usual
    ratio = float(parts.messages.sum()) / max(float(parts.chat.counts.sum()), 1.0)
    due = float(usual.mean[first:end].sum()) * ratio
    seen = lift(float(parts.messages[first:end].sum()) / ratio, usual, first, end)
    return extra(seen, due)


def _by_luck(windows: list[Window], parts: _Parts) -> float:
    return max((w.p for w in windows), default=0.0) * looks(len(parts.messages))


def _smallest_lift(parts: _Parts) -> float | None:
    """Give the smallest lift of a minute that the search would have accepted, at the show's median rate."""
    minutes = sums(parts.found.usual.mean, 12)
    if not len(minutes) or len(parts.people_s) < LEAST_COUNTED:
        return None
    due = float(np.median(minutes))
    counts = np.arange(math.ceil(due), math.ceil(due + 40 * math.sqrt(due * parts.found.usual.dispersion(12)) + 40.0))
    chance = upper_tail(counts.astype(np.float64), np.full(len(counts), due), parts.found.usual.dispersion(12))
    rare = counts[chance * looks(len(parts.messages)) <= FALSE_ALARM]
    return float(rare[0] / due) if len(rare) else None
