"""Where the average of several later sessions usually lies, from the sessions before; the arithmetic behind a verdict.

One later session is judged by the XmR limits, centre plus and minus three spreads. An average of k sessions swings
less, and the centre itself is only known from m sessions: its limits are three spreads times sqrt(1/k + 1/m). Measured
with five sessions before, normal values and a look after every session from the third to the twelfth: an action without
any effect is called a success in 4 of 100 histories, and less often with more sessions before.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rex.stats.control import xmr_limits
from rex.text.currency import exponent, is_currency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.stats.control import Limits, Scale

Where = Literal["below", "inside", "above"]


@dataclass(frozen=True, slots=True)
class Later:
    """The typical later session, the range usual for such an average, and the limits of one session it came from.

    All in the KPI's own unit. `change` is the typical later session minus the centre of the sessions before.
    """

    typical: float
    low: float
    high: float
    limits: Limits
    sessions: int

    @property
    def change(self) -> float:
        """How far the typical later session lies from the centre before."""
        return self.typical - self.limits.centre

    @property
    def where(self) -> Where:
        """Where the typical later session lies."""
        if self.typical < self.low:
            return "below"
        return "above" if self.typical > self.high else "inside"


def scale_of(unit: str) -> Scale:
    """Name the scale on which a unit's values swing evenly: shares in log-odds, money and counts in logarithms."""
    if unit == "share":
        return "logit"
    return "log" if unit == "count" or is_currency(unit) else "plain"


def in_unit(effect: float, unit: str) -> float:
    """Turn an effect as people write it (points, major units) into the KPI's own unit (shares, minor units)."""
    if unit == "share":
        return effect / 100
    return effect * 10 ** exponent(unit) if is_currency(unit) else effect


def judge(before: Sequence[float], after: Sequence[float], unit: str) -> Later | None:
    """Compare later sessions' values with those before, both oldest first; None where no limits can be drawn.

    Where a value has no place on the unit's scale (nothing sold, a share of exactly 0 or 1) all are taken plain.
    """
    scale = scale_of(unit)
    if not all(_fits(value, scale) for value in (*before, *after)):
        scale = "plain"
    limits = xmr_limits(before, scale)
    if limits is None or not after:
        return None
    swing = 3 * limits.spread * math.sqrt(1 / len(after) + 1 / len(before))
    centre = math.fsum(_on(value, scale) for value in before) / len(before)
    typical = math.fsum(_on(value, scale) for value in after) / len(after)
    low, high = _back(centre - swing, scale), _back(centre + swing, scale)
    return Later(_back(typical, scale), low, high, limits, len(after))


def _fits(value: float, scale: Scale) -> bool:
    if scale == "logit":
        return 0 < value < 1
    return value > 0 or scale == "plain"


def _on(value: float, scale: Scale) -> float:
    if scale == "logit":
        return math.log(value / (1 - value))
    return math.log(value) if scale == "log" else value


def _back(point: float, scale: Scale) -> float:
    if scale == "logit":
        return 1 / (1 + math.exp(-point))
    return math.exp(point) if scale == "log" else point
