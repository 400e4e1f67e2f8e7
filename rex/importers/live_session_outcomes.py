"""A list of live sessions' outcomes: hours, active viewers and pieces sold, with the month and no day.

The shape is that of an Indonesian thesis. A session without a day cannot be placed in time, so a file of many is no
file of sessions that could be reviewed one by one (no `parts`), and in a session folder only a file with one row of
data is taken: which of many rows is the session's cannot be told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rex.importers.base import Importer, Recognition
from rex.importers.platform_totals import Column
from rex.importers.session_rows import SessionTable, read_sessions
from rex.importers.sheet import sheet_of

if TYPE_CHECKING:
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink

_ID = "live_session_outcomes"
TOTALS: Final = {
    "durasi_jam": Column("duration", "hours"),
    "penonton_aktif": Column("active_viewers"),
    "produk_terjual": Column("units"),
}
"""Who counts as active is not said, so these are no unique viewers and no viewers at once."""
_TABLE = SessionTable(TOTALS)


def _recognise(head: Head) -> Recognition | None:
    sheet = sheet_of(head)
    if sheet is None or not set(sheet.folded) >= TOTALS.keys():
        return None
    why = "Durasi_Jam, Penonton Aktif and Produk Terjual: live sessions with their month, but no day to place them by."
    return Recognition(95, why)


def _read(_: ExportFile, sink: Sink) -> None:
    read_sessions(sink, _TABLE, _ID)


IMPORTER = Importer(
    id=_ID,
    title="Outcomes of live sessions without their days",
    tables=("totals",),
    recognise=_recognise,
    read=_read,
    where="A table with the columns Durasi_Jam, Penonton Aktif, Produk Terjual and Bulan",
    source="an Indonesian thesis on live selling, 217 sessions",
)
