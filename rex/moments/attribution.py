"""Extra orders with cues, promotions and incidents: with an interval each, or a refusal with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rex.model.effect import SHIFTS_CHANCE
from rex.model.message import Message, quantity, say
from rex.moments import bins
from rex.moments.answering import CONFIDENCE, Answer, answer, bins_in, mean_delay_s, settle
from rex.moments.audience import curve, exposure
from rex.moments.averaging import Sheet
from rex.moments.responses import STEP_S, Lasting
from rex.moments.series import Audience
from rex.moments.shifts import chance_of_shifts
from rex.stats.multiplicity import benjamini_hochberg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.moments.series import Reals

LEAST_ORDERS = 40
"""With 40 to 100 orders an hour half of the effects of three orders or more are flagged (bench/moments.md)."""
LEAST_S = 900.0
TOGETHER_S = 20.0
"""Cues this close share one answer: no order can tell them apart."""
CROWDED_S = 45.0
"""More answers than one every 45 s cannot be told apart, since each lasts two minutes or so."""
MOST_CUES = 160
FALSE_SHARE = 0.05
"""Of the cues flagged, this share is expected to be luck."""
ALONE = 1.5
"""A cue alone in its kind has nothing to lean on: its interval is so much wider than the model's, by measurement."""


@dataclass(frozen=True, slots=True)
class Event:
    """A cue, promotion or incident: what kind, when it began and, where known, ended (seconds from the start)."""

    id: str
    kind: str
    at_s: float
    until_s: float | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """Extra orders that came with a cue, within the session, between low and high at 90 %.

    `together` names the other cues, begun within 20 s, that share this one answer. `p` is the chance of an estimate
    so far from zero if cues of its kind did nothing; `q` allows for how many cues were looked at. Flagged is what has
    a small `q` and an interval clear of zero, in a session that passes the permutation check.
    """

    id: str
    kind: str
    value: float
    low: float
    high: float
    p: float
    q: float
    flagged: bool
    together: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """The effects in order of time, and what stands behind them.

    `usual_per_minute` are orders at the mean audience over the whole session; `delay_s` the mean seconds from a cue to
    the orders after it; `clustering` the orders' variance over mean; `shifts_p` the permutation check.
    """

    effects: tuple[Effect, ...]
    orders: int
    usual_per_minute: float
    delay_s: float
    clustering: float
    shifts_p: float
    confidence: float = CONFIDENCE


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why no orders are laid to cues."""

    reason: Message


def attribute(
    orders_s: Reals,
    viewers: tuple[Reals, Reals] | None,
    events: Sequence[Event],
    duration_s: float,
    rng: np.random.Generator,
) -> Attribution | Refusal:
    """Estimate the extra orders with each event of a session.

    `orders_s` are the seconds of the orders, `viewers` seconds and concurrent viewers, both counted from the start.
    Events outside the session are left out. The same input and generator give the same answer.
    """
    inside = sorted((e for e in events if 0 <= e.at_s < duration_s), key=lambda e: (e.at_s, e.id))
    groups = _groups(inside)
    sold = np.asarray(orders_s, dtype=np.float64)
    count = int(((sold >= 0) & (sold < duration_s)).sum())
    reason = _too_little(count, groups, duration_s)
    audience = None if viewers is None else Audience(*(np.asarray(x, dtype=np.float64) for x in viewers))
    samples = curve(audience, duration_s)
    if reason is None and samples is None:
        reason = say("The viewers present are not known minute by minute, and orders rise and fall with them.")
    if reason is not None:
        return Refusal(reason)
    whole = bins_in(duration_s)
    fine = round(STEP_S / bins.BIN_S)
    counts = bins.count(sold, whole * fine).reshape(whole, fine).sum(axis=1)
    present = exposure(samples, whole * fine, 1.0).reshape(whole, fine).mean(axis=1)
    return _attributed(Sheet(counts, present / present.mean(), *_cues(groups, duration_s)), groups, rng)


def _groups(events: Sequence[Event]) -> list[list[Event]]:
    """Put events together that begin within 20 s of the first of them."""
    groups: list[list[Event]] = []
    for event in events:
        if groups and event.at_s - groups[-1][0].at_s < TOGETHER_S:
            groups[-1].append(event)
        else:
            groups.append([event])
    return groups


def _too_little(orders: int, groups: Sequence[object], duration_s: float) -> Message | None:
    if not groups:
        return say("No cue, promotion or incident with a time is on record.")
    if duration_s < LEAST_S:
        return say("The session is shorter than {least}.", least=quantity(LEAST_S / 60, "minutes"))
    if orders < LEAST_ORDERS:
        return say(
            "There are too few orders: {orders}, and {least} are the least that tell one cue from another.",
            orders=quantity(orders, "count"),
            least=quantity(LEAST_ORDERS, "count"),
        )
    if len(groups) > 1 and duration_s / len(groups) < CROWDED_S:
        return say(
            "The cues are too close to tell apart: one every {every} on average.",
            every=quantity(duration_s / len(groups), "seconds"),
        )
    if len(groups) > MOST_CUES:
        return say("There are too many cues to weigh together: {cues}.", cues=quantity(len(groups), "count"))
    return None


def _kind(group: Sequence[Event]) -> str:
    return " + ".join(sorted({e.kind for e in group}))


def _cues(groups: Sequence[Sequence[Event]], duration_s: float) -> tuple[tuple[Lasting, ...], np.ndarray]:
    kinds = sorted({_kind(g) for g in groups})
    cues = []
    for group in groups:
        ends = [min(e.until_s, duration_s) for e in group if e.until_s is not None]
        cues.append(Lasting(group[0].at_s, max(0.0, max(ends, default=0.0) - group[0].at_s)))
    return tuple(cues), np.array([kinds.index(_kind(g)) for g in groups])


def _attributed(sheet: Sheet, groups: Sequence[Sequence[Event]], rng: np.random.Generator) -> Attribution:
    settled = settle(sheet)
    answered = answer(sheet, settled, rng)
    shifts_p = chance_of_shifts(sheet)
    return Attribution(
        effects=_effects(answered, groups, shifts_p),
        orders=int(sheet.counts.sum()),
        usual_per_minute=sheet.usual * 60 / STEP_S,
        delay_s=mean_delay_s(settled),
        clustering=settled.clustering,
        shifts_p=shifts_p,
    )


def _effects(answered: Answer, groups: Sequence[Sequence[Event]], shifts_p: float) -> tuple[Effect, ...]:
    allowed = benjamini_hochberg([float(p) for p in answered.p])
    kinds = [_kind(group) for group in groups]
    effects = []
    for i, group in enumerate(groups):
        value, low, high, p = (float(x[i]) for x in answered)
        if kinds.count(kinds[i]) == 1:
            low, high = value - ALONE * (value - low), value + ALONE * (high - value)
        clear = low > 0 or high < 0
        flagged = clear and allowed[i] <= FALSE_SHARE and shifts_p <= SHIFTS_CHANCE
        for event in group:
            others = tuple(e.id for e in group if e is not event)
            effects.append(Effect(event.id, event.kind, value, low, high, p, allowed[i], flagged, others))
    return tuple(effects)
