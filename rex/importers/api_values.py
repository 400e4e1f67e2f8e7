"""Values of a shop's API as JSON holds them: amounts as text or numbers, ids of any kind, fields that may be anything.

A field that is not what it should be reads as empty; nothing here ever raises.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Any

from rex.importers.money import precision

if TYPE_CHECKING:
    from collections.abc import Iterator

_AMOUNT = re.compile(r"\s*-?\d{1,15}(?:\.\d{1,12})?\s*")
_WHOLE = re.compile(r"\s*-?\d{1,9}(?:\.0{1,6})?\s*")


def text_of(value: Any) -> str:
    """Give a text or a number as text, without spaces around it; anything else is empty. Ids stay whole."""
    if isinstance(value, str):
        return value.strip()
    return "" if isinstance(value, bool) or not isinstance(value, (int, float)) else str(value)


def minor_of(value: Any, currency: str | None) -> int | None:
    """Read an amount (`"19.90"`, `19.9`) in minor units of its currency; None where it is none."""
    text = text_of(value)
    if _AMOUNT.fullmatch(text) is None:
        return None
    return int((Decimal(text) * 10 ** precision(currency)).to_integral_value(ROUND_HALF_EVEN))


def whole_of(value: Any) -> int | None:
    """Read a whole number; None where it is none."""
    text = text_of(value)
    return int(text.split(".")[0]) if _WHOLE.fullmatch(text) else None


def dict_in(value: Any) -> dict[str, Any]:
    """Give a nested object; an empty one where there is none."""
    return value if isinstance(value, dict) else {}


def dicts_in(value: Any) -> Iterator[dict[str, Any]]:
    """Give the objects of a list; none where it is no list."""
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))


def sum_of(amounts: Iterator[int | None]) -> int | None:
    """Add up amounts; None where there is none, or one of them cannot be read."""
    found = list(amounts)
    return sum(amount for amount in found if amount is not None) if found and None not in found else None
