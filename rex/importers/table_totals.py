"""A platform's own totals from a mapped table: one column a number, one row a session or a part of one.

Of several rows with start times the one within ten minutes of the session's start is this session's; the others are
other sessions' and set aside.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from rex.importers.elapsed import tidy
from rex.importers.money import precision
from rex.importers.sink import extra_of
from rex.importers.table_fields import FIELDS
from rex.importers.table_reading import whole_number
from rex.importers.times import parse_offset_ms
from rex.model.message import say
from rex.model.tables import TotalRow

if TYPE_CHECKING:
    from rex.importers.clock import Stamp
    from rex.importers.table_reading import Cells, Reading
    from rex.importers.tables import Record
    from rex.model.tables import Row

NEAR_MS = 10 * 60_000
_DAY_MS = 24 * 3_600_000
_SPANS: Final = frozenset({"duration", "watch_time", "view_duration"})
_METRICS: Final = tuple(field for field in FIELDS["totals"] if field not in {"time", "date", "currency"})
_LARGEST = 10**15


class TotalsReader:
    """Writes each number of a row; knows from a first look whether other sessions stand in the table."""

    def __init__(self, reading: Reading) -> None:
        stamps = [reading.stamp_of(record) for record in reading.sheet.data()]
        apart = [ms for stamp in stamps if (ms := _apart_ms(stamp)) is not None]
        self._nearest = min(apart) if len(apart) > 1 else None
        if self._nearest is not None and self._nearest > NEAR_MS:
            problem = say("None of the sessions in this table began within 10 minutes of this one.")
            reading.sink.note(
                line=0, column=reading.column("time"), problem=problem, did=say("No row of it is counted.")
            )

    def take(self, reading: Reading, cells: Cells, record: Record, stamp: Stamp | None) -> None:
        """Keep one row as so many totals as it has numbers."""
        sink = reading.sink
        if self._nearest is not None and (_apart_ms(stamp) != self._nearest or self._nearest > NEAR_MS):
            sink.set_aside(record.number, "other", line=record.line, detail="another session")
            return
        rows: list[tuple[str, Row, Stamp | None]] = []
        for field in _METRICS:
            if not cells[field]:
                continue
            row = self._total(reading, cells, field)
            if row is None:
                problem = say("“{text}” cannot be read as {field}.", text=sink.shown(cells[field]), field=field)
                did = say("The cell is left out, the row is kept.")
                sink.note(line=record.line, column=reading.column(field), problem=problem, did=did)
                continue
            rows.append(("totals", row, stamp))
        if rows:
            sink.keep_all(rows, record.number)
        else:
            sink.set_aside(record.number, "blank", line=record.line)

    def _total(self, reading: Reading, cells: Cells, field: str) -> TotalRow | None:
        text, currency, unit = cells[field], None, "count"
        milli: int | None
        if field == "revenue":
            currency, unit = reading.currency(cells, text), "currency"
            minor = reading.minor(text, currency)
            milli = None if minor is None else int(Decimal(minor * 1000) / 10 ** precision(currency))
        elif field in _SPANS:
            milli, unit = parse_offset_ms(tidy(text)), "seconds"
        else:
            milli = _thousandths(text)
        if milli is None or abs(milli) > _LARGEST:
            return None
        return TotalRow(
            metric=field,
            metric_raw=reading.sink.label(reading.column(field)),
            value_milli=milli,
            unit=unit,
            currency=currency,
            extra=extra_of({"found": reading.sink.shown(text)}),
        )


def _apart_ms(stamp: Stamp | None) -> int | None:
    """Give how far from the session's start a row's time lies; a bare day holds all of its hours."""
    if stamp is None or stamp.offset_ms is None:
        return None
    if stamp.quality == "day" and -_DAY_MS < stamp.offset_ms <= 0:
        return 0
    return abs(stamp.offset_ms)


def _thousandths(text: str) -> int | None:
    """Read a number of things in thousandths; averages have decimals."""
    whole = whole_number(text)
    if whole is not None:
        return whole * 1000
    try:
        return int(Decimal(text.replace(",", ".")) * 1000)
    except ArithmeticError:
        return None
