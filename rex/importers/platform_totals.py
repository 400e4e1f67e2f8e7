"""A platform's own summary numbers: what REX calls each, and how a cell of a summary table is read.

The names are canonical over platforms: `revenue`, `orders`, `units`, `buyers`, `viewers`, `views`, `peak_viewers`,
`average_viewers`, `watch_time`, `view_duration`, `likes`, `comments`, `shares`, `new_followers`, `duration` and what
else a platform has. The platform's own name stays beside each, since one word means different things elsewhere.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Literal, NamedTuple

from rex.importers.money import currency_in, decimal_sign, parse_money, precision
from rex.importers.sink import extra_of
from rex.importers.times import parse_offset_ms
from rex.model.tables import TotalRow
from rex.text.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Unit = Literal["count", "average", "currency", "ratio", "seconds", "minutes", "hours"]
NOTHING = frozenset({"", "-", "--", "—", "–", "n/a", "na", "null", "none"})
"""What platforms write where they have no number; never a zero."""

_MARKET_SIGNS = (
    (re.compile(r"(?<![A-Z])S\$"), "SGD"),
    (re.compile(r"(?<![A-Z])RM(?![A-Z])"), "MYR"),
    (re.compile("฿"), "THB"),
    (re.compile("₫"), "VND"),
)
_BARE_SIGNS = ("$", "¥", "￥")
"""Signs that several currencies share: the session's own currency decides where it is known."""
_NUMBER = re.compile(r"-?\d[\d.,'’ \u00a0\u202f]*")
_THREE = 3
_LARGEST = Decimal(10) ** 15
_IN_SECONDS = {"hours": 3600}


class Column(NamedTuple):
    """What a column of a summary table holds: the canonical metric, its unit, and which part of the show it covers."""

    metric: str
    unit: Unit = "count"
    scope: str = "total"


class Amounts(NamedTuple):
    """How a file writes money: its decimal sign, and the currency of amounts that name none."""

    decimal: str
    currency: str | None


def amounts_of(cells: Iterable[str], currency: str | None) -> Amounts:
    """Decide over all amounts of a file how they are written; `currency` is the session's, where it is known."""
    return Amounts(decimal_sign(cells), currency)


def currency_of(text: str, known: str | None) -> str | None:
    """Give the currency an amount states; a sign that several share gives way to the session's currency."""
    for sign, code in _MARKET_SIGNS:
        if sign.search(text):
            return code
    stated = currency_in(text)
    if stated is None or (known is not None and _bare(text)):
        return known
    return stated


def _bare(text: str) -> bool:
    return any(sign in text for sign in _BARE_SIGNS) and not re.search("[A-Za-z]", text)


def total_of(column: Column, header: str, text: str, amounts: Amounts) -> TotalRow | None:
    """Read one cell of a summary table; None where it is no number. Hours become seconds.

    `header` is the platform's own name of it. The cell itself goes into `extra`: a ratio has more digits than facts do.
    """
    unit, currency = column.unit, None
    if unit == "currency":
        currency = currency_of(text, amounts.currency)
        milli = _money_milli(text, currency, amounts.decimal)
    elif ":" in text and unit in {"seconds", "minutes", "hours"}:
        milli, unit = parse_offset_ms(text), "seconds"  # a clock is milliseconds, that is thousandths of a second
    else:
        value = number_of(text, unit)
        milli = None if value is None else int((value * 1000 * _IN_SECONDS.get(unit, 1)).to_integral_value())
    if milli is None:
        return None
    return TotalRow(
        metric=column.metric,
        metric_raw=header,
        value_milli=milli,
        unit={"average": "count", "hours": "seconds"}.get(unit, unit),
        currency=currency,
        scope=column.scope,
        extra=as_found(text),
    )


def as_found(text: str, others: Mapping[str, str] | None = None) -> str:
    """Write what a total's `extra` holds: its cell as it stands, and with it the columns that are no totals."""
    return extra_of({"found": clean(text), **(others or {})})


def _money_milli(text: str, currency: str | None, decimal: str) -> int | None:
    found = parse_money(text, currency, decimal=decimal)
    if found is None or abs(found.minor) > _LARGEST:
        return None
    return int(Decimal(found.minor * 1000) / 10 ** precision(currency))


def number_of(text: str, unit: Unit) -> Decimal | None:
    """Read a number as tables write it; a share may be written in percent. None where the text is none.

    In counts one sign before three last digits separates thousands, in averages and durations only a comma does.
    """
    bare = text.strip()
    percent = bare.endswith("%")
    bare = bare.rstrip("% \u00a0\u202f")
    if not _NUMBER.fullmatch(bare) or (percent and unit != "ratio"):
        return None
    plain = re.sub(r"['’ \u00a0\u202f]", "", bare)
    sign = _decimal_in(plain, unit)
    grouping = "," if sign == "." else "."
    if any(len(group) != _THREE for group in plain.partition(sign)[0].split(grouping)[1:]):
        return None  # `12.11.2026` is no number
    try:
        value = Decimal(plain.replace(grouping, "").replace(sign, "."))
    except InvalidOperation:
        return None
    value = value / 100 if percent else value
    return value if abs(value) < _LARGEST else None


def _decimal_in(text: str, unit: Unit) -> str:
    """Tell the decimal sign of one number."""
    if "," in text and "." in text:
        return max(",.", key=text.rfind)
    sign = "," if "," in text else "."
    other = "." if sign == "," else ","
    if text.count(sign) > 1:
        return other
    before, _, after = text.partition(sign)
    groups = unit == "count" or (sign == "," and unit != "ratio")
    return other if len(after) == _THREE and before.lstrip("-") != "0" and groups else sign
