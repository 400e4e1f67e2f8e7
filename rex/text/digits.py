"""How many decimals a number deserves: at most three significant digits for rates, counts exact."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal


def exact(value: float | Decimal) -> Decimal:
    """Turn a number into the decimal a person reads (0.1 stays 0.1). ValueError for NaN and infinity."""
    if not math.isfinite(value):
        raise ValueError(f"{value} is no number to show: an unknown value has a status, not a number")
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Round as people do: a half goes away from zero (6.25 to one decimal is 6.3)."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def three_digits(value: Decimal) -> int:
    """Give the decimals of a rate: 441, 54.7, 1.77, 0.06; three only where two would show almost nothing (0.042)."""
    size = abs(value)
    for limit, decimals in (("99.95", 0), ("9.995", 1), ("0.095", 2)):
        if size >= Decimal(limit):
            return decimals
    return 3 if size else 2


def of_percent(percent: Decimal) -> int:
    """Give the decimals of a percentage: 6.2, 54.7, 0.0; 100 without; 0.62 and 0.042 below one."""
    size = abs(percent)
    if size >= Decimal("99.95"):
        return 0
    return 1 if size >= Decimal("0.995") or not size else three_digits(percent)
