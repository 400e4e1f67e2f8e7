"""What only a whole column tells: the order of day and month, the sign before the decimals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rex.importers.money import decimal_sign
from rex.importers.times import date_order, parse_wall

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from rex.importers.times import Order

MOST_SAMPLES = 20_000
_NO_SECONDS = re.compile(r"(?<![:\d+-])\d{1,2}:\d{2}(?:\s*[apAP]\.?\s?[mM]\.?)?\s*(?:Z|[+-]\d{2}:?\d{2})?\s*$")


class Samples:
    """Collects cells of one or more columns until there are enough to decide."""

    def __init__(self) -> None:
        self.cells: list[str] = []

    def add(self, cell: str) -> None:
        """Remember a cell that is not empty."""
        if cell and len(self.cells) < MOST_SAMPLES:
            self.cells.append(cell)

    def decimal(self) -> str:
        """Decide which sign separates the decimals."""
        return decimal_sign(self.cells)

    def order(self, near: datetime | None) -> Order:
        """Decide which comes first, day or month; where all dates fit both, what lies nearer to the session's start."""
        found = date_order(self.cells)
        if found is not None:
            return found
        if near is None:
            return "dmy"
        return min(("dmy", "mdy"), key=lambda order: _distance(self.cells, order, near))


def _distance(cells: Iterable[str], order: Order, near: datetime) -> float:
    """Give how far the nearest of the dates lies from an instant, in seconds."""
    walls = (parse_wall(cell, order) for cell in cells)
    return min(
        (abs((wall.replace(tzinfo=None) - near).total_seconds()) for wall in walls if wall is not None),
        default=float("inf"),
    )


def quality_of(text: str) -> str:
    """Say how fine a written time is: `exact` with seconds, `minute` without, `day` for a bare date."""
    if ":" not in text:
        return "day"
    return "minute" if _NO_SECONDS.search(text) else "exact"
