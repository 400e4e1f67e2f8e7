"""The fields that a table's columns can be mapped to, and which of them its rows cannot do without."""

from __future__ import annotations

from typing import Final

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "chat": (
        "time", "date", "text", "author", "role", "id", "kind", "reply_to", "amount", "currency", "lang", "member",
        "private", "deleted",
    ),
    "sales": (
        "time", "date", "order_id", "product", "sku", "variant", "qty", "price", "line_total", "line_discount",
        "total", "subtotal", "shipping", "tax", "discount", "refunded", "currency", "status", "customer", "channel",
        "code", "tags",
    ),
    "viewers": ("time", "date", "viewers", "average", "peak", "unique_viewers", "views", "segment"),
    "reactions": (
        "time", "date", "kind", "count", "product_id", "person", "likes", "shares", "follows", "product_clicks",
        "add_to_cart",
    ),
    "products": ("product_id", "sku", "name", "price", "currency", "stock_before", "stock_after"),
    "cues": ("time", "until", "duration", "kind", "title", "products"),
    "totals": (
        "time", "date", "duration", "revenue", "orders", "units", "buyers", "viewers", "views", "peak_viewers",
        "average_viewers", "watch_time", "view_duration", "likes", "comments", "shares", "new_followers",
        "product_clicks", "add_to_cart", "currency",
    ),
    "tickets": ("time", "date", "id", "customer", "channel", "topic", "status", "first_reply", "solved"),
}  # fmt: skip
"""Each table that a mapping can fill, with its fields."""

_NUMBERS: Final = tuple(field for field in FIELDS["totals"] if field not in {"time", "date", "duration", "currency"})

NEEDED: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "chat": (("time",), ("text",)),
    "sales": (("time",), ("total", "price", "line_total")),
    "viewers": (("time",), ("viewers", "average", "peak", "unique_viewers")),
    "reactions": (
        ("time",),
        ("count", "kind", "likes", "shares", "follows", "product_clicks", "add_to_cart"),
    ),
    "products": (("name", "sku", "product_id"),),
    "cues": (("time",), ("title", "kind")),
    "totals": (_NUMBERS,),
    "tickets": (("time",), ("id", "status", "solved", "first_reply")),
}
"""Of each group of fields one has to be there; without it the rows would say nothing."""

WANTED: Final[dict[str, tuple[str, ...]]] = {"chat": ("author",), "sales": ("order_id", "status")}
"""Fields that the rows can do without, and the numbers cannot: who wrote, which lines are one order, what was paid."""

PERSONS: Final = frozenset({"author", "customer", "person"})
"""Fields whose cells become pseudonyms."""

AMOUNTS: Final = (
    "price", "total", "line_total", "line_discount", "subtotal", "shipping", "tax", "discount", "refunded", "amount",
    "revenue",
)  # fmt: skip
"""Fields that hold money."""
