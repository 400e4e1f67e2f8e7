"""What the columns of an unknown table look like, so that few questions are left: times, amounts, words, numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final

from rex.importers.elapsed import tidy
from rex.importers.order_status import names_shipping, names_status
from rex.importers.times import parse_wall
from rex.text.clean import clean
from rex.text.redact import redact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rex.importers.sheet import Sheet

_MOST_ROWS = 5_000
_CLEARLY = 0.9
_MOST_KNOWN = 200
_SAMPLE_CELLS = 40
_CLOCK = re.compile(r"-?\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?:\s*[ap]\.?\s?m\.?)?", re.IGNORECASE)
_EPOCH = re.compile(r"\d{10}|\d{13}|\d{16}")
_AMOUNT = re.compile(r"-?(?:[€$£¥]|[A-Z]{2,3}\$?)?\s?\d[\d.,'’\u00a0\u202f ]*\s?(?:[€$£¥]|[A-Z]{3})?")
_WHOLE = re.compile(r"\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+|\d{1,9}")


@dataclass(slots=True)
class ColumnSeen:
    """One column over the first thousands of rows: how many cells are what, and two that differ, as samples."""

    label: str
    samples: list[str] = field(default_factory=list)
    filled: int = 0
    times: int = 0
    dated: int = 0
    clocks: int = 0
    amounts: int = 0
    wholes: int = 0
    words: int = 0
    states: int = 0
    sent: int = 0

    def hear(self, cell: str) -> None:
        """Hear one cell that is not empty."""
        self.filled += 1
        kind = kind_of_cell(cell)
        self.times += kind in _TIMED
        self.dated += kind in {"instant", "day"}
        self.clocks += kind in {"instant", "clock", "epoch"}
        self.amounts += kind == "amount"
        self.wholes += kind == "whole"
        self.states += kind == "words" and names_status(cell)
        self.sent += kind == "words" and names_shipping(cell)
        self.words += 0 if kind != "words" else len(cell.split())
        if len(self.samples) < 2 and (shown := sample_of(cell)) not in self.samples:
            self.samples.append(shown)

    def are(self, what: str) -> bool:
        """Tell whether nearly all filled cells are `times`, `dated`, `clocks`, `amounts` `wholes` or `states`."""
        return self.filled > 0 and int(getattr(self, what)) >= self.filled * _CLEARLY

    @property
    def talks(self) -> bool:
        """Tell a column of sentences."""
        return self.filled > 0 and self.words >= self.filled * 2.2


_TIMED: Final = frozenset({"instant", "clock", "epoch"})


def columns_seen(sheet: Sheet) -> list[ColumnSeen]:
    """Look at the columns of a table, in their order."""
    seen = [ColumnSeen(label) for label in sheet.labels]
    for record in islice(sheet.data(), _MOST_ROWS):
        for column, cell in zip(seen, record.cells, strict=False):
            if text := cell.strip():
                column.hear(text)
    return seen


def kind_of_cell(cell: str) -> str:
    """Tell what a cell is: `instant`, `clock`, `epoch`, `day`, `whole`, `amount` or `words`."""
    text = tidy(cell)
    if _CLOCK.fullmatch(text):
        return "clock"
    if text[:1].isdigit() or "/" in text or len(text) < 40:
        wall = parse_wall(text, "dmy") or parse_wall(text, "mdy")
        if wall is not None:
            return "instant" if ":" in text else "day"
    if _EPOCH.fullmatch(text):
        return "epoch"
    if _WHOLE.fullmatch(text):
        return "whole"
    return "amount" if _AMOUNT.fullmatch(text) else "words"


def sample_of(cell: str) -> str:
    """Give a cell as it may be shown to the person whose file it is: cleaned, redacted, short."""
    text = redact(clean(cell))
    return text if len(text) <= _SAMPLE_CELLS else text[: _SAMPLE_CELLS - 1] + "…"


def fitting(field_: str, columns: Iterable[ColumnSeen]) -> list[ColumnSeen]:
    """Give the columns whose cells can be what a field holds."""
    return [column for column in columns if _fits(field_, column)]


def _fits(field_: str, column: ColumnSeen) -> bool:
    if field_ == "text":
        return column.talks
    if field_ == "date":
        return column.are("dated") and not column.are("clocks")
    if field_ == "status":
        return column.are("states")
    what = {"time": "clocks", "total": "amounts", "viewers": "wholes"}.get(field_)
    return what is not None and column.are(what)
