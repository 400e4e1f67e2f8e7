"""Viewers: people leaving (below 0) or coming (above 0) against the curve's own noise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.moments.drops import change_near
from rex.moments.signals.base import Signal

if TYPE_CHECKING:
    from rex.moments.signals.base import Measured


def _strength(show: Measured, start_s: float, end_s: float) -> float | None:
    return change_near(show.viewers, start_s, end_s)


VIEWERS = Signal("viewers", _strength)
