"""What the readers of the chat see of one message, and what each of them adds to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["viewer", "host", "moderator", "bot", "system"]

Intent = Literal[
    "price",
    "size",
    "stock",
    "shipping",
    "promo",
    "payment",
    "product",
    "purchase",
    "want",
    "praise",
    "complaint",
    "suggestion",
    "tech",
    "greeting",
    "giveaway",
    "spam",
    "other",
]
"""What a message is for; one a message, by what the shop's team would sort it under first."""

BUYING: frozenset[Intent] = frozenset(
    {"price", "size", "stock", "shipping", "promo", "payment", "product", "purchase", "want"}
)
"""The intents that come before an order; together they are the buying signal."""

Object = Literal["product", "delivery", "price", "platform", "host", "service"]
"""What a complaint or a praise is about."""

Sentiment = Literal["positive", "neutral", "negative"]


@dataclass(frozen=True, slots=True)
class Line:
    """One message as the facts hold it: cleaned and redacted text, the person's pseudonym, seconds from the start.

    `person` is None where the export names nobody, `t_s` where it tells no time. `reply_to` is the `msg_id` of the
    message it answers, where the platform says so. Pseudonyms stay in memory: nothing that is written holds one.
    """

    row: str
    text: str
    person: str | None = None
    role: Role = "viewer"
    t_s: float | None = None
    msg_id: str = ""
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """One reader's word on a message, and why: `reason` is a short phrase such as "matched 'cuánto cuesta'"."""

    label: str
    reason: str = ""
    sure: float = 1.0
