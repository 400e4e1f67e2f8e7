"""Amounts as people and platforms write them, in minor units: `1.234,50 €`, `US$5.00`, `¥1,500`."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from babel.numbers import get_currency_precision

_AMOUNT = re.compile(r"-?\d[\d.,'\u00a0\u202f\u2009 ]*")
_SYMBOLS = {
    "US$": "USD", "CA$": "CAD", "A$": "AUD", "MX$": "MXN", "R$": "BRL", "NT$": "TWD", "HK$": "HKD", "€": "EUR",
    "£": "GBP",
    "¥": "JPY", "￥": "JPY", "₩": "KRW", "₹": "INR", "₱": "PHP", "CHF": "CHF", "Rp": "IDR", "$": "USD", "zł": "PLN",
}  # fmt: skip


class Money(NamedTuple):
    """An amount in minor units of its currency; the currency is None where the text names none."""

    minor: int
    currency: str | None


def currency_in(text: str) -> str | None:
    """Find the currency that a text names by its code or sign."""
    for sign, code in _SYMBOLS.items():
        if sign in text:
            return code
    match = re.search(r"\b[A-Z]{3}\b", text)
    return match.group() if match else None


def decimal_sign(samples: list[str]) -> str:
    """Decide over a whole column whether `,` or `.` separates the decimals; `.` where nothing tells.

    A sign that stands last before one or two digits, or beside another sign before it, is the decimal one.
    """
    votes = {",": 0, ".": 0}
    for sample in samples:
        text = re.sub(r"[^\d.,]", "", sample)
        if "," in text and "." in text:
            votes[max(",.", key=text.rfind)] += 3
        elif match := re.search(r"([.,])(\d+)$", text):
            sign, digits = match.groups()
            if text.count(sign) == 1 and len(digits) != 3:
                votes[sign] += 2
            elif text.count(sign) > 1:
                votes["," if sign == "." else "."] += 1
    return "," if votes[","] > votes["."] else "."


def parse_money(text: str, currency: str | None = None, *, decimal: str | None = None) -> Money | None:
    """Read an amount; None where the text holds none. `decimal` is the column's decimal sign when known."""
    match = _AMOUNT.search(text)
    if match is None:
        return None
    code = currency or currency_in(text)
    sign = decimal or decimal_sign([match.group()])
    digits = re.sub(r"[^\d,.\-]", "", match.group()).rstrip(".,")
    grouping = "." if sign == "," else ","
    try:
        value = Decimal(digits.replace(grouping, "").replace(sign, "."))
    except InvalidOperation:
        return None
    if "-" in text[: match.start()] and value > 0:
        value = -value
    return Money(int((value * 10 ** precision(code)).to_integral_value()), code)


def precision(currency: str | None) -> int:
    """Give the number of decimals of a currency; two where it is unknown."""
    return 2 if currency is None else int(get_currency_precision(currency))
