"""TikTok Shop's product sheets: what each product sold in LIVE over a range of days, in English or Chinese.

A line with the dates, a blank one, the header. The Chinese sheet has two columns called 商品信息: the number, then the
name. Ids have nineteen digits and money is text (`Rp140.334.601`). The numbers are those of the range of days and of
all sessions in it, so none of them is a total of this session: they stay beside their product, as found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rex.importers.base import Importer, Recognition
from rex.importers.long_ids import LOST_DIGITS, lost_digits
from rex.importers.platform_totals import NOTHING
from rex.importers.sheet import NOT_COUNTED, Sheet, plain, sheet_of
from rex.importers.sink import extra_of
from rex.model.message import say
from rex.model.tables import ProductRow

if TYPE_CHECKING:
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.tables import Record

_CHINESE = ("商品信息", "总成交额", "成交件数")
_LIVE = frozenset({"live_gmv", "live_items_sold", "live_impressions", "page_views_from_live"})
_FEWEST_LIVE = 2
_IDS = ("id", "product_id", "商品id")
_NAMES = ("product", "product_name", "name", "title")
_ID_DIGITS = range(15, 25)
_TOTALS = frozenset({"total", "totals", "总计", "合计"})
_SEEN = 50


class _Layout(NamedTuple):
    """Which columns name the product: its number and its name; None where the sheet has no such column."""

    number: int | None
    name: int | None


def _layout(sheet: Sheet) -> _Layout | None:
    found = sheet.folded
    if set(found) >= set(_CHINESE):
        number, *rest = (at for at, name in enumerate(found) if name == _CHINESE[0])
        return _Layout(number, rest[0]) if rest else _of_content(sheet, {number})
    if len(_LIVE & set(found)) < _FEWEST_LIVE:
        return None
    number_, name = sheet.among(_IDS), sheet.among(_NAMES)
    if number_ is not None:
        return _Layout(number_, name)
    return _of_content(sheet, set(range(len(found))) if name is None else {name}, name)


def _of_content(sheet: Sheet, among: set[int], name: int | None = None) -> _Layout | None:
    """Find the column of numbers by its long digits; a sheet that names neither number nor name is none of these."""
    rows = sheet.head.rows[sheet.header_at + 1 : sheet.header_at + 1 + _SEEN]
    long = [at for at in among if any(_is_id(row[at]) for row in rows if len(row) > at)]
    if not long:
        return None if name is None else _Layout(None, name)
    return _Layout(long[0], name if name != long[0] else None)


def _is_id(cell: str) -> bool:
    return cell.strip().isdecimal() and len(cell.strip()) in _ID_DIGITS


def _recognise(head: Head) -> Recognition | None:
    sheet = sheet_of(head)
    if sheet is None or _layout(sheet) is None:
        return None
    if set(sheet.folded) >= set(_CHINESE):
        return Recognition(95, "商品信息, 总成交额 and 成交件数: TikTok Shop's products sold in LIVE, in Chinese.")
    return Recognition(92, "LIVE GMV, LIVE items sold and their like beside products: TikTok Shop's product sheet.")


def _read(_: ExportFile, sink: Sink) -> None:
    sheet = sheet_of(sink.head)
    layout = None if sheet is None else _layout(sheet)
    if sheet is None or layout is None:
        return
    ids = [] if layout.number is None else [record.cells[layout.number].strip() for record in sheet.data()]
    if lost_digits(ids):
        did = say("Products are told apart by their name as well.")
        sink.note(line=0, column=sheet.names[layout.number or 0], problem=LOST_DIGITS, did=did)
    for record in sheet.rows(sink):
        _take(sink, sheet, layout, record)


def _take(sink: Sink, sheet: Sheet, layout: _Layout, record: Record) -> None:
    number = _cell(record, layout.number)
    name = sink.label(_cell(record, layout.name))
    if plain(number or name) in _TOTALS:
        sink.set_aside(record.number, "total", line=record.line)
    elif not number and not name:
        problem = say("The row names no product.")
        sink.unreadable(record.number, line=record.line, column="", problem=problem, did=NOT_COUNTED)
    elif not sink.first_time(f"tiktok_shop_products\x1f{number}\x1f{name}"):
        sink.set_aside(record.number, "duplicate", line=record.line)
    else:
        number = sink.label(number)
        row = ProductRow(product_id=number or name, name=name or number, extra=_numbers(sink, sheet, layout, record))
        sink.keep("products", row, None, record.number)


def _cell(record: Record, at: int | None) -> str:
    return "" if at is None else record.cells[at].strip()


def _numbers(sink: Sink, sheet: Sheet, layout: _Layout, record: Record) -> str:
    """Write every other column as found: the range's numbers of this product."""
    told = {layout.number, layout.name}
    others = ((name, record.cells[at].strip()) for at, name in enumerate(sheet.labels) if at not in told)
    return extra_of({name: sink.label(text) for name, text in others if text.lower() not in NOTHING})


IMPORTER = Importer(
    id="tiktok_shop_products",
    title="TikTok Shop products sold in LIVE",
    tables=("products",),
    recognise=_recognise,
    read=_read,
    where="TikTok Shop Seller Center, Data Compass, product analytics, list of products, Export",
    source="a real shop's sheet of 774 products with Chinese columns; the English names of the LIVE columns are known",
)
