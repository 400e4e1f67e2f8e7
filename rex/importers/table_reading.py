"""What the readers of mapped tables share: cells by field, and what whole columns tell about times and amounts."""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING

from rex.importers.columns import Samples
from rex.importers.elapsed import TimeColumn, Told
from rex.importers.money import currency_in, parse_money
from rex.importers.sheet import NOT_COUNTED
from rex.importers.sink import extra_of
from rex.model.message import say

if TYPE_CHECKING:
    from rex.importers.clock import Stamp
    from rex.importers.mapping import Mapping
    from rex.importers.sheet import Sheet
    from rex.importers.sink import Sink
    from rex.importers.tables import Record

_MONEY = (
    "price",
    "total",
    "line_total",
    "line_discount",
    "subtotal",
    "shipping",
    "tax",
    "discount",
    "refunded",
    "amount",
)


class Cells:
    """One record by field; a field that no column is mapped to is empty."""

    __slots__ = ("_cells", "_places")

    def __init__(self, places: dict[str, int], cells: list[str]) -> None:
        self._places, self._cells = places, cells

    def __getitem__(self, field: str) -> str:
        at = self._places.get(field)
        return "" if at is None else self._cells[at].strip()


class Reading:
    """What the readers of all tables share: the sink, the mapping, and what whole columns told."""

    def __init__(self, sheet: Sheet, sink: Sink, mapping: Mapping, places: dict[str, int]) -> None:
        self.sheet, self.sink, self.mapping, self.places = sheet, sink, mapping, places
        money, times = Samples(), list[str]()
        for record in sheet.data():
            cells = Cells(places, record.cells)
            times.append(cells["time"])
            for field in _MONEY:
                money.add(cells[field])
        told = Told(mapping.time, UTC if mapping.time == "utc" else mapping.timezone, mapping.dates)
        self._times = TimeColumn(sink.clock, times, mapping.unit, told)
        self._dated = "date" in places
        self._decimal = mapping.decimal or money.decimal()

    def stamp(self, cells: Cells) -> Stamp | None:
        """Read a row's time; None where it holds none."""
        return self._times.stamp(cells["time"], cells["date"] if self._dated else "")

    def minor(self, text: str, currency: str | None) -> int | None:
        """Read an amount in minor units; None where the text is none."""
        found = parse_money(text, currency, decimal=self._decimal) if text else None
        return None if found is None else found.minor

    def currency(self, cells: Cells, amount: str) -> str | None:
        """Give a row's currency: its own column, the sign beside the amount, the mapping's, the session's."""
        own = cells["currency"].upper()
        stated = own if re.fullmatch("[A-Z]{3}", own) else currency_in(amount)
        return stated or self.mapping.currency or self.sink.currency

    def kept(self, record: Record) -> str:
        """Write the columns that the mapping keeps."""
        kept = {
            self.sheet.names[at]: self.sink.words(record.cells[at])
            for at, name in enumerate(self.sheet.folded)
            if name in self.mapping.keep
        }
        return extra_of(kept)

    def unreadable(self, record: Record, field: str, text: str) -> None:
        """Set a row aside since one of its cells is not what its column holds."""
        at = self.places.get(field)
        self.sink.unreadable(
            record.number,
            line=record.line,
            column="" if at is None else self.sheet.names[at],
            problem=say("“{text}” cannot be read as {field}.", text=self.sink.shown(text), field=field),
            did=NOT_COUNTED,
        )


def whole_number(text: str) -> int | None:
    """Read a whole number with or without separators of thousands; None for anything else."""
    if re.fullmatch(r"-?\d{1,15}(?:[.,]0{1,2})?", text):
        return int(re.split("[.,]", text)[0])
    if re.fullmatch(r"-?\d{1,3}(?:[.,' \u00a0\u202f]\d{3}){1,4}", text):
        return int(re.sub(r"[^\d-]", "", text))
    return None
