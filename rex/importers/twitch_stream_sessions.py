"""Twitch's stream sessions: one row a stream, with the whole session's audience; no curve.

The header is the one in the code of Twitch's own dashboard. It is translated with the dashboard's language; only the
English one is known, so any other has to be described once in `mappings/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rex.importers.base import Importer, Part, Recognition
from rex.importers.platform_totals import Column
from rex.importers.session_rows import SessionTable, parts_of, read_sessions
from rex.importers.sheet import sheet_of

if TYPE_CHECKING:
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink

_ID = "twitch_stream_sessions"
TOTALS: Final = {
    "average_viewers": Column("average_viewers", "average"),
    "max_viewers": Column("peak_viewers"),
    "total_views": Column("views"),
    "unique_views": Column("viewers"),
    "minutes_watched": Column("watch_time", "minutes"),
    "new_followers": Column("new_followers"),
    "chatters": Column("chatters"),
    "chat_messages": Column("comments"),
    "clips_created": Column("clips"),
    "clip_views": Column("clip_views"),
    "ad_breaks_minutes": Column("ad_breaks", "minutes"),
    "ad_breaks": Column("ad_breaks", "minutes"),
    "minutes_streamed": Column("duration", "minutes"),
}
"""Each column by its folded name; `Ad Breaks` without its unit is the older header."""
_SIGNATURE = frozenset({"start_time", "end_time", "average_viewers", "max_viewers", "minutes_streamed"})
_TABLE = SessionTable(TOTALS, start="start_time", end="end_time", called="Twitch stream")


def _recognise(head: Head) -> Recognition | None:
    sheet = sheet_of(head)
    if sheet is None or not set(sheet.folded) >= _SIGNATURE:
        return None
    return Recognition(95, "Start Time, End Time, Average Viewers and Minutes Streamed: Twitch's stream sessions.")


def _read(_: ExportFile, sink: Sink) -> None:
    read_sessions(sink, _TABLE, _ID)


def _parts(head: Head) -> list[Part]:
    return parts_of(head, _TABLE)


IMPORTER = Importer(
    id=_ID,
    title="Twitch stream sessions",
    tables=("totals",),
    recognise=_recognise,
    read=_read,
    where="Twitch Creator Dashboard in English, Analytics, Stream sessions, Export",
    source="the exporter's code in Twitch's own dashboard (several versions); no file of it was seen",
    status="unverified",
    parts=_parts,
)
