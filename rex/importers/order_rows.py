"""An order and its lines as every importer of sales hands them on: the order's totals on its first line alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rex.importers.money import is_storable
from rex.importers.sink import extra_of
from rex.model.tables import SalesRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rex.importers.clock import Stamp
    from rex.importers.sink import Sink


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an order, in minor units; what the shop does not tell is None or empty."""

    product: str = ""
    sku: str = ""
    variant: str = ""
    qty: int = 1
    unit_minor: int | None = None
    gross_minor: int | None = None
    discount_minor: int | None = None
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Order:
    """What an order says once for all its lines; `key` is what a repeat of it is known by, `stamp` when it was placed.

    `extra` holds texts of the shop's own that no column is made for; nobody's personal ones.
    """

    key: str
    name: str
    stamp: Stamp | None
    status: str
    currency: str | None
    total_minor: int | None
    customer: str | None = None
    giveaway: bool = False
    channel: str | None = None
    code: str | None = None
    tags: str | None = None
    subtotal_minor: int | None = None
    shipping_minor: int | None = None
    tax_minor: int | None = None
    discount_minor: int | None = None
    refunded_minor: int | None = None
    extra: Mapping[str, str] = field(default_factory=dict)


def sales_rows(sink: Sink, order: Order, lines: Sequence[Line]) -> Iterator[tuple[str, SalesRow, Stamp | None]]:
    """Write an order's lines; an order that tells none is one line without a product."""
    for line_no, line in enumerate(lines or [Line()], start=1):
        yield "sales", sales_row(sink, order, line, line_no), order.stamp


def sales_row(sink: Sink, order: Order, line: Line, line_no: int) -> SalesRow:
    """Write one line of an order; the order's totals and `extra` stand on line 1 alone."""
    row = SalesRow(
        order_id=sink.label(order.name),
        line_no=line_no,
        customer=order.customer,
        status=order.status,
        cancelled=order.status == "cancelled",
        unpaid=order.status == "pending",
        giveaway=order.giveaway,
        sku=sink.label(line.sku) or None,
        product=sink.label(line.product) or None,
        variant=sink.label(line.variant) or None,
        qty=line.qty,
        unit_price_minor=line.unit_minor,
        line_gross_minor=line.gross_minor if is_storable(line.gross_minor) else None,
        line_discount_minor=line.discount_minor,
        currency=order.currency,
        channel=order.channel,
        discount_code=order.code,
        tags=order.tags,
    )
    told = {**order.extra, **line.extra} if line_no == 1 else line.extra
    row.extra = extra_of({name: sink.words(text) for name, text in told.items()})
    if line_no == 1:
        row.order_subtotal_minor = order.subtotal_minor
        row.order_shipping_minor = order.shipping_minor
        row.order_tax_minor = order.tax_minor
        row.order_discount_minor = order.discount_minor
        row.order_total_minor = order.total_minor
        row.order_refunded_minor = order.refunded_minor
    return row
