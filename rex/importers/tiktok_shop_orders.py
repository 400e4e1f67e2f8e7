"""TikTok Shop's orders: one row a SKU, a row of descriptions under the header, the order's amounts on every row of it.

Values end in tabs. Times are day first or month first by market, decided over the whole file, in the shop's zone.
The order's amount counts once. Buyers' columns are read for nothing but the pseudonym. Only the English header is
known; statuses are read in English and Indonesian.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rex.importers.base import Importer, Recognition
from rex.importers.cells import Cells
from rex.importers.columns import Samples, quality_of
from rex.importers.long_ids import LOST_DIGITS, lost_digits
from rex.importers.money import parse_money
from rex.importers.order_faults import Unread, no_amount, no_order, no_pieces, no_time
from rex.importers.order_rows import Line, Order, sales_row
from rex.importers.platform_totals import NOTHING, Amounts, currency_of
from rex.importers.sales_marks import is_giveaway
from rex.importers.sheet import NOT_COUNTED, Sheet, sheet_of
from rex.importers.table_reading import whole_number
from rex.importers.table_shape import READ_AS, doubt_said
from rex.importers.times import parse_wall
from rex.model.message import say

if TYPE_CHECKING:
    from rex.importers.clock import Stamp
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.tables import Record
    from rex.importers.times import Order as DateOrder

_SIGNATURE = frozenset({"order_id", "sku_id", "quantity"})
_OWN = frozenset(
    {
        "order_substatus", "cancelation_return_type", "seller_sku", "sku_quantity_of_return",
        "sku_unit_original_price", "sku_subtotal_after_discount", "sku_platform_discount", "rts_time",
    }
)  # fmt: skip
_FEWEST_OWN = 3
_ENOUGH_IDS = 1_000
_MONEY = (
    "sku_unit_original_price", "sku_subtotal_before_discount", "sku_platform_discount", "sku_seller_discount",
    "sku_subtotal_after_discount", "shipping_fee_after_discount", "taxes", "order_amount", "order_refund_amount",
)  # fmt: skip
_EXTRA = (
    "sku_id", "order_substatus", "cancelation_return_type", "normal_or_pre_order", "sku_quantity_of_return",
    "original_shipping_fee",
    "paid_time", "rts_time", "shipped_time", "delivered_time", "cancelled_time", "cancel_by", "cancel_reason",
    "fulfillment_type", "payment_method", "weight_kg", "product_category",
)  # fmt: skip
"""The only columns that go into `extra`: none of them tells who the buyer is."""
_CANCELLED = frozenset({"canceled", "cancelled", "dibatalkan"})
_UNPAID = frozenset({"unpaid", "belum dibayar"})
_PAID = frozenset(
    {
        "to ship", "awaiting shipment", "awaiting collection", "shipped", "in transit", "delivered", "completed",
        "perlu dikirim", "dikirim", "selesai",
    }
)  # fmt: skip
_DESCRIBES = "platform unique order id"


@dataclass(slots=True)
class _Known:
    """What a first look through the file tells about its columns."""

    dates: Samples = field(default_factory=Samples)
    money: Samples = field(default_factory=Samples)
    ids: list[str] = field(default_factory=list)


class _Layout(NamedTuple):
    """How the file writes dates and money, and whether its order numbers have lost digits."""

    dates: DateOrder
    amounts: Amounts
    lost: bool


def _recognise(head: Head) -> Recognition | None:
    sheet = sheet_of(head)
    if sheet is None:
        return None
    found = set(sheet.folded)
    if found >= _SIGNATURE and len(found & _OWN) >= _FEWEST_OWN:
        return Recognition(95, f"Order ID, SKU ID and {len(sheet.names) - 2} more columns: TikTok Shop's orders.")
    return None


def _read(_: ExportFile, sink: Sink) -> None:
    sheet = sheet_of(sink.head)
    if sheet is None:
        return
    known = _look_through(sheet)
    lost = lost_digits(known.ids)
    if lost:
        sink.note(
            line=0, column="Order ID", problem=LOST_DIGITS, did=say("Orders are told apart by their time as well.")
        )
    dates = known.dates.dates(sink.clock.starts)
    if dates.doubtful:
        did = say("They are read as {order}.", order=READ_AS[dates.order])
        sink.note(line=0, column="Created Time", problem=doubt_said(dates), did=did)
    layout = _Layout(dates.order, Amounts(known.money.decimal(), sink.currency), lost)
    reading = _Reading(sink, layout)
    for record in sheet.rows(sink):
        reading.take(record, Cells(sheet.places, record.cells))


def _look_through(sheet: Sheet) -> _Known:
    known, places = _Known(), sheet.places
    for record in sheet.data():
        cells = Cells(places, record.cells)
        if _describes(cells):
            continue
        known.dates.add(cells["created_time"])
        for column in _MONEY:
            known.money.add(cells[column])
        if len(known.ids) < _ENOUGH_IDS:
            known.ids.append(cells["order_id"])
    return known


def _describes(cells: Cells) -> bool:
    """Tell the row under the header that says what each column is."""
    return cells["order_id"].casefold().startswith(_DESCRIBES)


class _Reading:
    """The second look: every row to the sink, as a line of its order or set aside."""

    def __init__(self, sink: Sink, layout: _Layout) -> None:
        self._sink, self._layout = sink, layout
        self._orders: dict[str, Order | Unread] = {}
        self._lines: defaultdict[str, int] = defaultdict(int)

    def take(self, record: Record, cells: Cells) -> None:
        """Hand one row to the sink."""
        if _describes(cells):
            self._sink.set_aside(record.number, "description", line=record.line)
            return
        if not cells["order_id"]:
            self._unread(record, no_order("Order ID"))
            return
        key = self._key(cells)
        if not self._sink.first_time("\x1f".join(("tiktok_shop", key, *_item(cells)))):
            self._sink.set_aside(record.number, "duplicate", line=record.line)
            return
        order = self._orders.get(key) or self._opened(key, cells)
        if isinstance(order, Unread):
            self._unread(record, order)
            return
        line = self._line(cells)
        if isinstance(line, Unread):
            self._unread(record, line)
            return
        self._lines[key] += 1
        row = sales_row(self._sink, order, line, self._lines[key])
        self._sink.keep("sales", row, order.stamp, record.number, f"{key}\x1f{row.line_no}")

    def _key(self, cells: Cells) -> str:
        """Name an order; numbers that lost digits are those of several orders, so the time stands beside them."""
        return f"{cells['order_id']}\x1f{cells['created_time']}" if self._layout.lost else cells["order_id"]

    def _opened(self, key: str, cells: Cells) -> Order | Unread:
        order = self._order(key, cells)
        self._orders[key] = order
        return order

    def _order(self, key: str, cells: Cells) -> Order | Unread:
        sink, told = self._sink, self._money(cells, "order_amount")
        if told is None and cells["order_amount"].lower() not in NOTHING:
            return no_amount(sink, "Order Amount", cells["order_amount"])
        stamp = self._stamp(cells)
        if stamp is None:
            return no_time(sink, "Created Time", cells["created_time"])
        refunded = self._money(cells, "order_refund_amount")
        return Order(
            key=key,
            name=key.replace("\x1f", " "),
            stamp=stamp,
            status=_status(cells, told, refunded),
            currency=self._currency(cells),
            total_minor=told,
            giveaway=is_giveaway(told, (cells["product_name"],)),
            customer=sink.person(cells["buyer_username"]) if cells["buyer_username"] else None,
            shipping_minor=self._money(cells, "shipping_fee_after_discount"),
            tax_minor=self._money(cells, "taxes"),
            refunded_minor=refunded,
        )

    def _stamp(self, cells: Cells) -> Stamp | None:
        text = cells["created_time"]
        wall = parse_wall(text, self._layout.dates)
        return None if wall is None else self._sink.clock.at_wall(wall, text, quality=quality_of(text))

    def _line(self, cells: Cells) -> Line | Unread:
        quantity = whole_number(cells["quantity"]) if cells["quantity"] else 1
        if quantity is None:
            return no_pieces(self._sink, "Quantity", cells["quantity"])
        price = self._money(cells, "sku_unit_original_price")
        gross = self._money(cells, "sku_subtotal_before_discount")
        if gross is None and price is not None:
            gross = price * quantity
        off = [self._money(cells, column) for column in ("sku_platform_discount", "sku_seller_discount")]
        told = [amount for amount in off if amount is not None]
        return Line(
            product=cells["product_name"],
            sku=cells["seller_sku"] or cells["sku_id"],
            variant=cells["variation"],
            qty=quantity,
            unit_minor=price,
            gross_minor=gross,
            discount_minor=sum(told) if told else None,
            extra={column: cells[column] for column in _EXTRA if cells[column]},
        )

    def _currency(self, cells: Cells) -> str | None:
        """Give the currency that the order's amount states, else the session's; none is ever inferred from a market."""
        return _stated(cells["order_amount"] or cells["sku_unit_original_price"], self._layout.amounts.currency)

    def _money(self, cells: Cells, column: str) -> int | None:
        text = cells[column]
        return _minor(text, self._currency(cells), self._layout.amounts.decimal) if text else None

    def _unread(self, record: Record, why: Unread) -> None:
        self._sink.unreadable(record.number, line=record.line, column=why.column, problem=why.problem, did=NOT_COUNTED)


_stated = lru_cache(maxsize=4096)(currency_of)
"""The same prices come again and again."""


@lru_cache(maxsize=4096)
def _minor(text: str, currency: str | None, decimal: str) -> int | None:
    found = None if text.lower() in NOTHING else parse_money(text, currency, decimal=decimal)
    return None if found is None else found.minor


def _item(cells: Cells) -> tuple[str, ...]:
    """Name a row inside its order: a SKU stands once in an order, and once more in another export of it."""
    return tuple(
        cells[column] for column in ("sku_id", "seller_sku", "product_name", "variation", "quantity", "package_id")
    )


def _status(cells: Cells, total: int | None, refunded: int | None) -> str:
    """Fold the status; a refund shows in its amount, since the status stays what the parcel's is."""
    told = cells["order_status"].casefold()
    if told in _CANCELLED or (cells["cancelled_time"] and told not in _PAID):
        return "cancelled"
    if told in _UNPAID:
        return "pending"
    if refunded:
        return "refunded" if total is not None and refunded >= total else "partially_refunded"
    return "paid" if told in _PAID or cells["paid_time"] else "placed"


IMPORTER = Importer(
    id="tiktok_shop_orders",
    title="TikTok Shop orders",
    tables=("sales",),
    recognise=_recognise,
    read=_read,
    where="TikTok Shop Seller Center in English, Orders, Manage orders, Export, as CSV or Excel",
    source="many programs that read it; no file of it was seen, since it holds buyers' data",
    status="unverified",
)
