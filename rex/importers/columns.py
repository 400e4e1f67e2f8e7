"""What only a whole column tells: the order of day and month, the sign before the decimals."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from rex.importers.money import SignVotes
from rex.importers.times import parse_wall

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from rex.importers.money import Sign
    from rex.importers.times import Order

MOST_SAMPLES = 20_000
"""Cells that are remembered word for word; the votes count all of them."""
_NO_SECONDS = re.compile(r"(?<![:\d+-])\d{1,2}:\d{2}(?:\s*[apAP]\.?\s?[mM]\.?)?\s*(?:Z|[+-]\d{2}:?\d{2})?\s*$")
_YEAR_FIRST = re.compile(r"\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")
_YEAR_LAST = re.compile(r"\s*(\d{1,2})[-/.](\d{1,2})[-/.]\d{2}")
_DAY_CELLS = 11
_NOON = 12


class Dates(NamedTuple):
    """In which order a column writes its dates, and how that was decided.

    `telling` of `of` dates fit this order alone, `against` fit the other one alone. `by` is `column` where dates
    tell, `session` where all fit both and the session's start decided, `nothing` where nothing could, `told` where a
    person said it. `of` is 0 where the column has no dates in numbers.
    """

    order: Order
    telling: int = 0
    of: int = 0
    against: int = 0
    by: Literal["column", "session", "nothing", "told"] = "nothing"

    @property
    def doubtful(self) -> bool:
        """Tell whether every date can be read in both orders."""
        return self.of > 0 and self.telling == 0 and self.by != "told"


class Samples:
    """Collects the cells of one or more columns: all of them vote, the first ones are remembered."""

    def __init__(self) -> None:
        self.cells: list[str] = []
        self._waiting: list[str] = []
        self._days: Counter[str] = Counter()
        self._signs = SignVotes()

    def add(self, cell: str) -> None:
        """Hear a cell that is not empty."""
        if not cell:
            return
        if len(self.cells) < MOST_SAMPLES:
            self.cells.append(cell)
        self._waiting.append(cell)
        if len(self._waiting) >= MOST_SAMPLES:
            self._hear()

    def _hear(self) -> None:
        """Count the days and the signs of the waiting cells: times of one day are counted as one, which is quick."""
        for day, n in Counter(cell[:_DAY_CELLS] for cell in self._waiting).items():
            if _YEAR_FIRST.match(day) or _YEAR_LAST.match(day):
                self._days[day] += n
        for cell in self._waiting:
            if "," in cell or "." in cell:
                self._signs.hear(cell)
        self._waiting.clear()

    def decimal(self, *, typed: bool = False) -> str:
        """Decide which sign separates the decimals."""
        return self.sign(typed=typed).sign

    def sign(self, *, typed: bool = False) -> Sign:
        """Decide which sign separates the decimals, and how many cells tell; `typed` numbers group no thousands."""
        self._hear()
        return self._signs.decided(typed=typed)

    def order(self, near: datetime | None) -> Order:
        """Decide which comes first, day or month; where all dates fit both, what lies nearer to the session's start."""
        return self.dates(near).order

    def dates(self, near: datetime | None) -> Dates:
        """Decide which comes first, day or month, and say how; `near` is the session's start as the column's clock."""
        self._hear()
        votes: Counter[Order] = Counter()
        for day, n in self._days.items():
            votes.update(dict.fromkeys(_orders_of(day), n))
        of = self._days.total()
        if votes["ymd"] == of > 0:
            return Dates("ymd", of, of, 0, "column")
        day_first, month_first = votes["dmy"], votes["mdy"]
        if day_first != month_first:
            order: Order = "dmy" if day_first > month_first else "mdy"
            return Dates(order, max(day_first, month_first), of, min(day_first, month_first), "column")
        if near is None or not of:
            return Dates("dmy", day_first, of, month_first)
        nearer = min(_BOTH, key=lambda order: _distance(self._days, order, near))
        return Dates(nearer, day_first, of, month_first, "session")


_BOTH: tuple[Order, Order] = ("dmy", "mdy")


def _orders_of(day: str) -> list[Order]:
    """Give the one order that a date fits; none where it fits both."""
    if _YEAR_FIRST.match(day):
        return ["ymd"]
    match = _YEAR_LAST.match(day)
    first, second = (0, 0) if match is None else (int(match[1]), int(match[2]))
    if (first > _NOON) == (second > _NOON):
        return []
    return ["dmy"] if first > _NOON else ["mdy"]


def _distance(days: Iterable[str], order: Order, near: datetime) -> float:
    """Give how far the nearest of the dates lies from an instant, in seconds."""
    walls = (parse_wall(day.partition(" ")[0].rstrip(","), order) for day in days)
    return min(
        (abs((wall.replace(tzinfo=None) - near).total_seconds()) for wall in walls if wall is not None),
        default=float("inf"),
    )


def quality_of(text: str) -> str:
    """Say how fine a written time is: `exact` with seconds, `minute` without, `day` for a bare date."""
    if ":" not in text:
        return "day"
    return "minute" if _NO_SECONDS.search(text) else "exact"
