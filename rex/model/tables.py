"""The canonical tables: what every importer writes and every query reads.

Integers, strings and booleans only: `t_ms` is UTC epoch milliseconds, `offset_ms` counts from the
session's start, money is in minor units beside its currency, ids are text. No engine's time zone,
decimal or division rules can then change a number. People appear as pseudonyms made with the
workspace's key; customers' personal columns appear nowhere.
"""

from __future__ import annotations

from typing import Literal

import msgspec

TimeQuality = Literal["exact", "minute", "day", "zone_assumed", "origin_assumed", "missing"]


class Row(msgspec.Struct, kw_only=True):
    """What every row has: where it stood, and when it happened.

    `src_row` counts the format's own repeating unit from 1 (a CSV record, an array element, an action).
    Both times may be None where the source does not tell; neither is ever invented from the other
    without the session's anchor. `extra` is a JSON object of the unmapped columns, as found.
    """

    row_id: str = ""
    source: str = ""
    src_row: int = 0
    t_ms: int | None = None
    offset_ms: int | None = None
    time_raw: str | None = None
    time_quality: str = "missing"
    dup_of: str | None = None
    extra: str = "{}"


class ChatRow(Row):
    """One message. `text` is cleaned and redacted; `text_key` is its folded form for counting repeats."""

    msg_id: str = ""
    author: str | None = None
    role: Literal["viewer", "host", "moderator", "bot", "system"] = "viewer"
    member: bool = False
    kind: str = "message"
    text: str = ""
    text_key: str = ""
    lang: str | None = None
    reply_to: str | None = None
    money_minor: int | None = None
    currency: str | None = None
    deleted: bool = False
    spam: bool = False
    giveaway: bool = False


class SalesRow(Row):
    """One order line. Order totals stand on line 1 only, so summing a column is always safe."""

    order_id: str = ""
    line_no: int = 1
    customer: str | None = None
    status: str = "placed"
    cancelled: bool = False
    unpaid: bool = False
    giveaway: bool = False
    sku: str | None = None
    product: str | None = None
    variant: str | None = None
    qty: int = 1
    unit_price_minor: int | None = None
    line_gross_minor: int | None = None
    line_discount_minor: int | None = None
    order_subtotal_minor: int | None = None
    order_shipping_minor: int | None = None
    order_tax_minor: int | None = None
    order_discount_minor: int | None = None
    order_total_minor: int | None = None
    order_refunded_minor: int | None = None
    currency: str | None = None
    channel: str | None = None
    discount_code: str | None = None
    tags: str | None = None


class ViewersRow(Row):
    """One sample of the audience. `interval_ms` is the sample's width, 0 for a point."""

    metric: str = "concurrent"
    value: int = 0
    interval_ms: int = 0
    segment: str | None = None


class PresenceRow(Row):
    """One stay: a person came at `t_ms` and left at `leave_ms`."""

    person: str | None = None
    leave_ms: int | None = None


class ReactionRow(Row):
    """A count of reactions, clicks or carts."""

    kind: str = "like"
    count: int = 1
    cumulative: bool = False
    person: str | None = None
    product_id: str | None = None


class ProductRow(Row):
    """One product of the catalogue or the line-up."""

    product_id: str = ""
    sku: str | None = None
    name: str = ""
    price_minor: int | None = None
    currency: str | None = None
    stock_before: int | None = None
    stock_after: int | None = None


class CueRow(Row):
    """One entry of the run of show; `offset_ms` is its start, `until_ms` its end from the session's start."""

    cue_id: str = ""
    kind: str = "other"
    title: str = ""
    until_ms: int | None = None
    products: str = "[]"
    planned: bool = True


class SurveyRow(Row):
    """One answer of one respondent. Open texts are cleaned and redacted; numbers only where whole."""

    respondent: str = ""
    question_id: str = ""
    question_text: str = ""
    qtype: str = "text"
    answer_raw: str = ""
    answer_num: int | None = None
    scale_min: int | None = None
    scale_max: int | None = None
    complete: bool = True


class TotalRow(Row):
    """A platform's own summary number, with its own definition; never mixed with derived ones.

    `value_milli` is the value times 1,000, since facts hold no fractions.
    """

    metric: str = ""
    metric_raw: str = ""
    value_milli: int = 0
    unit: str = "count"
    currency: str | None = None
    scope: str = "total"


TicketStatus = Literal["open", "pending", "solved", "closed"]


class TicketRow(Row):
    """One request to the help desk, opened at `t_ms`. Unknown times are None: not answered, or not told."""

    ticket_id: str = ""
    customer: str | None = None
    channel: str | None = None
    topic: str | None = None
    status: TicketStatus | None = None
    first_reply_ms: int | None = None
    solved_ms: int | None = None


class SetAsideRow(msgspec.Struct, kw_only=True):
    """The address of a row that counts nowhere, and why. Its cells stay in the untouched file."""

    source: str
    src_row: int
    line: int
    reason: str
    detail: str = ""


TABLES: dict[str, type[msgspec.Struct]] = {
    "chat": ChatRow,
    "sales": SalesRow,
    "viewers": ViewersRow,
    "presence": PresenceRow,
    "reactions": ReactionRow,
    "products": ProductRow,
    "cues": CueRow,
    "survey": SurveyRow,
    "totals": TotalRow,
    "tickets": TicketRow,
    "set_aside": SetAsideRow,
}
"""Each table's name and the shape of its rows."""

BACKGROUND = ("costs", "order_history", "earlier_people", "earlier_sales")
"""What a KPI may need that no export of the session holds: what the show cost, and what earlier sessions know."""
