"""Chat: different people writing against those expected."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from rex.moments.bins import BIN_S
from rex.moments.signals.base import Signal

if TYPE_CHECKING:
    from rex.moments.signals.base import Measured


def _strength(show: Measured, start_s: float, end_s: float) -> float | None:
    first, end = int(start_s / BIN_S), min(len(show.people), math.ceil(end_s / BIN_S))
    if end <= first or not show.people.any():
        return None
    due = float(show.usual.mean[first:end].sum())
    return float((show.people[first:end].sum() - due) / math.sqrt(due * show.usual.dispersion(end - first)))


CHAT = Signal("chat", _strength)
