"""The contract of a signal: in a stretch of the show, how far it stands from its own usual."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.moments.audience import Curve
    from rex.moments.search import Yardstick
    from rex.moments.selling import Selling
    from rex.moments.series import Reals


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """What was measured of a show: people writing and their usual, viewers, orders (None if unknown)."""

    people: Reals
    usual: Yardstick
    viewers: Curve | None
    selling: Selling | None


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal's id in the record, and its standard units between two seconds; None where it is unknown."""

    id: str
    strength: Callable[[Measured, float, float], float | None]
