"""Sales: orders per viewer present, until a minute after the stretch, against the show's usual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.moments.selling import around
from rex.moments.signals.base import Signal

if TYPE_CHECKING:
    from rex.moments.signals.base import Measured


def _strength(show: Measured, start_s: float, end_s: float) -> float | None:
    return None if show.selling is None else around(show.selling, start_s, end_s)[1]


SALES = Signal("sales", _strength)
