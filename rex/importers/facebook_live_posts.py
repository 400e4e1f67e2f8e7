"""A page's posts on Facebook with their reactions: rows of type video are the live sessions, the others are posts.

The shape is that of the public set of live sellers in Thailand; the times are to the minute, in no stated zone. The
counts are those of the post over its whole life, replay included, not of the live show alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rex.importers.base import Importer, Part, Recognition
from rex.importers.platform_totals import Column
from rex.importers.session_rows import SessionTable, parts_of, read_sessions
from rex.importers.sheet import sheet_of

if TYPE_CHECKING:
    from rex.importers.cells import Cells
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink

_ID = "facebook_live_posts"
TOTALS: Final = {
    "num_reactions": Column("reactions"),
    "num_comments": Column("comments"),
    "num_shares": Column("shares"),
    "num_likes": Column("likes"),
    "num_loves": Column("loves"),
    "num_wows": Column("wows"),
    "num_hahas": Column("hahas"),
    "num_sads": Column("sads"),
    "num_angrys": Column("angrys"),
}
_SIGNATURE = frozenset({"status_id", "status_type", "status_published", "num_reactions", "num_comments"})


def _is_video(cells: Cells) -> bool:
    return cells["status_type"].casefold() == "video"


def _title(cells: Cells) -> str:
    return f"Facebook video {cells['status_id'].rpartition('_')[2]}"


_TABLE = SessionTable(
    TOTALS,
    start="status_published",
    is_session=_is_video,
    not_session="a post that is no video",
    title=_title,
    called="Facebook video",
)


def _recognise(head: Head) -> Recognition | None:
    sheet = sheet_of(head)
    if sheet is None or not set(sheet.folded) >= _SIGNATURE:
        return None
    return Recognition(95, "status_type, status_published and num_reactions: a page's posts on Facebook, videos first.")


def _read(_: ExportFile, sink: Sink) -> None:
    read_sessions(sink, _TABLE, _ID)


def _parts(head: Head) -> list[Part]:
    return parts_of(head, _TABLE)


IMPORTER = Importer(
    id=_ID,
    title="Facebook posts of live sellers",
    tables=("totals",),
    recognise=_recognise,
    read=_read,
    where="A table of a page's posts with status_type, status_published and num_reactions",
    source="the public set of Facebook live sellers in Thailand, 10 pages, 2012 to 2018",
    parts=_parts,
)
