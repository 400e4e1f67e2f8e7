"""Bambuser's stats CSV from the dashboard, known from the vendor's help page alone.

Its rows must never be added up. The first holds the totals in the dashboard's currency; then comes one row a currency
(which repeats the first where there is only one); the last two are the same sales again within 30 and within 7 days.
So the first row is kept and the others are set aside as what they are. Of about fifty columns three are named on the
help page (`views`, `views_recorded`, `sales_purchases`); the others stay beside the totals as found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rex.importers.base import Importer, Recognition
from rex.importers.platform_totals import NOTHING, Amounts, Column, as_found, total_of
from rex.importers.sheet import Sheet, sheet_of
from rex.model.message import say

if TYPE_CHECKING:
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.tables import Record
    from rex.model.tables import TotalRow

TOTALS: Final = {
    "views": Column("views"),
    "views_total": Column("views"),
    "views_live": Column("views", scope="live"),
    "views_recorded": Column("views", scope="recorded"),
    "sales_purchases": Column("orders"),
}
_SIGNATURE = frozenset({"views_recorded", "sales_purchases"})
_WINDOWS = ("sales within 30 days", "sales within 7 days")
_FEWEST_WITH_WINDOWS = 4
"""One currency gives four rows: the totals, the currency, and the two windows."""


def _recognise(head: Head) -> Recognition | None:
    sheet = sheet_of(head)
    if sheet is None or not set(sheet.folded) >= _SIGNATURE:
        return None
    return Recognition(90, "views_recorded and sales_purchases: Bambuser's stats CSV.")


def _read(_: ExportFile, sink: Sink) -> None:
    sheet = sheet_of(sink.head)
    if sheet is None:
        return
    rows = list(sheet.rows(sink))
    if len(rows) > 1:
        problem = say("Every row after the first repeats its sales, by currency and within 30 and 7 days.")
        sink.note(line=rows[1].line, column="", problem=problem, did=say("The first row counts; no rows are added up."))
    for place, record in enumerate(rows):
        if place == 0:
            _keep(sink, sheet, record)
        else:
            sink.set_aside(record.number, "total", line=record.line, detail=_kind(place, len(rows)))


def _kind(place: int, of: int) -> str:
    """Name a row after the first by its place: the last two are the windows, what is between is by currency."""
    from_end = of - place
    windowed = of >= _FEWEST_WITH_WINDOWS and from_end <= len(_WINDOWS)
    return _WINDOWS[len(_WINDOWS) - from_end] if windowed else "sales by currency"


def _keep(sink: Sink, sheet: Sheet, record: Record) -> None:
    totals: list[tuple[str, TotalRow]] = []
    others: dict[str, str] = {}
    for name, folded, cell in zip(sheet.labels, sheet.folded, record.cells, strict=False):
        text = cell.strip()
        if folded not in TOTALS:
            others[name] = sink.words(text)
        elif text.lower() not in NOTHING:
            total = total_of(TOTALS[folded], name, text, Amounts(".", None))
            if total is None:
                problem = say("“{text}” is not a number.", text=sink.shown(text))
                did = say("The cell is left out, the row is kept.")
                sink.note(line=record.line, column=name, problem=problem, did=did)
            else:
                totals.append((text, total))
    if not totals:
        sink.set_aside(record.number, "blank", line=record.line)
        return
    text, first = totals[0]
    first.extra = as_found(text, others)
    sink.keep_all([("totals", total, None) for _, total in totals], record.number)


IMPORTER = Importer(
    id="bambuser_stats_csv",
    title="Bambuser stats CSV",
    tables=("totals",),
    recognise=_recognise,
    read=_read,
    where="Bambuser's dashboard, the stats of one show, Download CSV",
    source="the vendor's help page; no file was seen, and most of its columns are not named there",
    status="unverified",
)
