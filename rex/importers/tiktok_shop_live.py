"""TikTok Shop's LIVE analytics: a line with the range of dates, a blank one, the header, one row a session.

Money is text in the market's style (`Rp9.467.316`), start times are to the minute in the shop's zone, and several
sessions share a title. The columns' formulas, measured on all 122 rows of a real file, are not those that other
platforms give the same names: CTR is product clicks per view and not per impression, CTOR is orders paid per product
click, GMV/1K views and Avg. price rest on Direct GMV; Avg. price is per order. See `docs/platform-totals.md`.
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

_ID = "tiktok_shop_live"
TOTALS: Final = {
    "duration": Column("duration", "seconds"),
    "duration_s": Column("duration", "seconds"),
    "gross_revenue": Column("revenue", "currency"),
    "direct_gmv": Column("direct_revenue", "currency"),
    "items_sold": Column("units"),
    "customers": Column("buyers"),
    "avg_price": Column("revenue_per_order", "currency"),
    "orders_paid_for": Column("orders"),
    "gmv_1k_shows": Column("revenue_per_1000_shows", "currency"),
    "gmv_1k_views": Column("revenue_per_1000_views", "currency"),
    "views": Column("views"),
    "viewers": Column("viewers"),
    "peak_viewers": Column("peak_viewers"),
    "new_followers": Column("new_followers"),
    "avg_view_duration": Column("view_duration", "seconds"),
    "avg_view_duration_s": Column("view_duration", "seconds"),
    "likes": Column("likes"),
    "comments": Column("comments"),
    "shares": Column("shares"),
    "product_impressions": Column("product_impressions"),
    "product_clicks": Column("product_clicks"),
    "ctr": Column("click_rate", "ratio"),
    "ctor": Column("order_rate", "ratio"),
    "ctor_sku_orders": Column("order_rate", "ratio"),
}
"""Each column by its folded name: the real file's header, the one of other tools, and the documented one."""
_SIGNATURE = frozenset({"livestream", "start_time", "views"})
_MONEY = frozenset({"gross_revenue", "direct_gmv", "gmv_1k_views"})


def _title(cells: Cells) -> str:
    return cells["livestream"]


_TABLE = SessionTable(TOTALS, start="start_time", title=_title, called="TikTok LIVE")


def _recognise(head: Head) -> Recognition | None:
    sheet = sheet_of(head)
    if sheet is None:
        return None
    found = set(sheet.folded)
    if found >= _SIGNATURE and found & _MONEY:
        why = "Livestream, Start time, Gross revenue and Views: TikTok Shop's LIVE analytics, one row a session."
        return Recognition(96, why)
    return None


def _read(_: ExportFile, sink: Sink) -> None:
    read_sessions(sink, _TABLE, _ID)


def _parts(head: Head) -> list[Part]:
    return parts_of(head, _TABLE)


IMPORTER = Importer(
    id=_ID,
    title="TikTok Shop LIVE analytics",
    tables=("totals",),
    recognise=_recognise,
    read=_read,
    where="TikTok Shop Seller Center, Data Compass, LIVE analytics, list of livestreams, Export",
    source="a real shop's 28 days of 2026: 122 sessions, 23 columns",
    parts=_parts,
)
