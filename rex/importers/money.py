"""Amounts as people and platforms write them, in minor units: `1.234,50 €`, `US$5.00`, `¥1,500`."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from babel.numbers import get_currency_precision

if TYPE_CHECKING:
    from collections.abc import Iterable

_AMOUNT = re.compile(r"-?\d[\d.,'\u00a0\u202f\u2009 ]*")
_BARE = re.compile(r"[-\d.,\s]*")
_MOST_DIGITS = 30
_MOST_MINOR = 2**63
"""What the facts can hold; an amount beyond it is a damaged one."""
_LONGEST_SIGN = 8
_MINUS = "-\u2212"
_GROUP = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")
"""What may be a number in thousands or one with three decimals."""
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
    if _BARE.fullmatch(text):
        return None
    for sign, code in _SYMBOLS.items():
        if sign in text:
            return code
    match = re.search(r"\b[A-Z]{3}\b", text)
    return match.group() if match else None


class Sign(NamedTuple):
    """Which sign separates a column's decimals: `telling` of `of` amounts with a sign can be read in no other way."""

    sign: str
    telling: int = 0
    of: int = 0
    against: int = 0


class SignVotes:
    """Hears the amounts of a column and decides which of `,` and `.` separates the decimals.

    The sign that stands last beside the other one, or before one or two digits, is the decimal one; a sign that is
    repeated groups thousands. `1.234` alone tells little: money seldom has three decimals, so the sign groups there
    where nothing else speaks.
    """

    def __init__(self) -> None:
        self._votes = {",": 0, ".": 0}
        self._groups = {",": 0, ".": 0}

    def hear(self, text: str) -> None:
        """Hear one amount; one without a sign tells nothing."""
        digits = re.sub(r"[^\d.,]", "", text)
        sign = _told_by(digits)
        if sign:
            self._votes[sign] += 1
        elif match := _GROUP.fullmatch(digits):
            self._groups[match[1]] += 1

    def decided(self, *, typed: bool = False) -> Sign:
        """Decide; `.` where nothing tells. `typed` says that the numbers come without groups of thousands."""
        votes, groups = self._votes, self._groups
        of = sum(votes.values()) + sum(groups.values())
        if votes[","] != votes["."]:
            sign = max(",.", key=lambda one: votes[one])
            return Sign(sign, votes[sign], of, of - votes[sign] - sum(groups.values()))
        grouped = groups["."] > groups[","] and not typed
        return Sign("," if grouped else ".", 0, of)


def _told_by(digits: str) -> str:
    """Give the decimal sign of one amount where it can be no other; empty where it might group thousands."""
    if "," in digits and "." in digits:
        return max(",.", key=digits.rfind)
    match = re.search(r"([.,])\d+$", digits)
    if match is None:
        return ""
    sign = match[1]
    if digits.count(sign) > 1:
        return "," if sign == "." else "."
    return "" if _GROUP.fullmatch(digits) else sign


def decimal_sign(samples: Iterable[str]) -> str:
    """Decide over a whole column whether `,` or `.` separates the decimals; `.` where nothing tells."""
    votes = SignVotes()
    for sample in samples:
        votes.hear(sample)
    return votes.decided().sign


def parse_money(text: str, currency: str | None = None, *, decimal: str | None = None) -> Money | None:
    """Read an amount; None where the text holds none. `decimal` is the column's decimal sign when known.

    A cell that cannot be read so is read as it stands: `12.50` in a column of decimal commas is no 1,250.
    """
    match = _AMOUNT.search(text)
    if match is None or len(match.group()) > 2 * _MOST_DIGITS:
        return None
    code = currency or currency_in(text)
    digits = re.sub(r"[^\d,.\-]", "", match.group()).rstrip(".,")
    sign = decimal or (_told_by(digits.lstrip("-")) or _alone(digits.lstrip("-"), code))
    grouping = "." if sign == "," else ","
    if sign not in digits and _told_by(digits.lstrip("-")) == grouping:
        sign, grouping = grouping, sign
    try:
        value = Decimal(digits.replace(grouping, "").replace(sign, "."))
    except InvalidOperation:
        return None
    if value > 0 and _is_taken_off(text[: match.start()], match.group(), text[match.end() :]):
        value = -value
    minor = int((value * 10 ** precision(code)).to_integral_value())
    return Money(minor, code) if is_storable(minor) else None


def is_storable(minor: int | None) -> bool:
    """Tell whether the facts can hold an amount; a price of many digits times many pieces may be beyond them."""
    return minor is None or abs(minor) < _MOST_MINOR


def _is_taken_off(before: str, amount: str, behind: str) -> bool:
    """Tell a negative amount: `-€10`, bookkeeping's `(€10.00)` and `10.00-`; `10.-` is a round price, though."""
    if any(sign in before for sign in _MINUS):
        return True
    behind = behind.strip()
    if before.strip().startswith("(") and behind.endswith(")"):
        return True
    round_price = amount.rstrip().endswith((".", ","))
    return not round_price and len(behind) <= _LONGEST_SIGN and behind != "" and behind[-1] in _MINUS


def _alone(digits: str, currency: str | None) -> str:
    """Give the decimal sign of one amount such as `1.234`: it groups, but in a currency of three decimals."""
    sign = next((one for one in ",." if one in digits), ".")
    return sign if precision(currency) == 3 else ("," if sign == "." else ".")


def precision(currency: str | None) -> int:
    """Give the number of decimals of a currency; two where it is unknown."""
    return 2 if currency is None else int(get_currency_precision(currency))
