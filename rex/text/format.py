"""Numbers, money, times and dates as the reader's language writes them, by Babel (CLDR).

Decisions: the space before %, a unit or a currency and between thousands is always U+00A0 (CLDR's narrow U+202F is
missing from many terminal fonts). Spanish groups from four digits on (1.842), as Babel prints it, in terminal and
report alike, though the academies write 1842: columns of mixed sizes read easier. A date is "Fri 20 Nov 2026" in
each language's words. A minus is the hyphen. Halves are rounded away from zero.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_compound_unit, format_unit

from rex.text import currency as currencies
from rex.text.catalogue import Catalogue
from rex.text.digits import exact, of_percent, rounded, three_digits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_NO_BREAK = "\u00a0"
_CENTS_END = 1000  # from here money is shown to the unit
_CODE_BEFORE = re.compile(r"(?<=[A-Z])(?=[0-9])")  # CLDR parts "KWD" from its amount; Babel does not
_UNITS = {"minutes": "duration-minute", "hours": "duration-hour"}  # ours -> CLDR's


@dataclass(frozen=True)
class Formatter:
    """Writes values for one reader: `lang` ("en", "es-MX"), `timezone` (IANA). Values are never None, NaN or infinite.

    `words` is the catalogue of the same language; it is loaded when not handed in.
    """

    lang: str
    timezone: str = "UTC"
    words: Catalogue = field(default_factory=Catalogue)

    def __post_init__(self) -> None:
        if self.words.lang != self.locale.language:
            object.__setattr__(self, "words", Catalogue(self.lang, self.words.folder))

    @cached_property
    def locale(self) -> Locale:
        """Give Babel's locale of the language."""
        return Locale.parse(self.lang.replace("-", "_"))

    @cached_property
    def zone(self) -> ZoneInfo:
        """Give the session's time zone."""
        return ZoneInfo(self.timezone)

    # Plain numbers

    def count(self, value: float) -> str:
        """Write a count exactly: "1,842"; an average of counts as a rate: "440.8" is "441"."""
        return self._decimal(exact(value), 0) if value == int(value) else self.number(value)

    def number(self, value: float, decimals: int | None = None) -> str:
        """Write a number with at most three significant digits below 1,000: "1.77", "15.4", "441"; an int exactly."""
        if isinstance(value, int) and decimals is None:
            decimals = 0
        amount = exact(value)
        return self._decimal(amount, three_digits(amount) if decimals is None else decimals)

    def nps(self, value: float) -> str:
        """Write a Net Promoter Score with its sign: "+41", "0", "-3"."""
        return self._signed(rounded(exact(value), 0), self._decimal(abs(exact(value)), 0))

    # Shares

    def share(self, value: float, decimals: int | None = None) -> str:
        """Write a share of 0 to 1 as a percentage: "6.2%", "6,2 %"."""
        percent = exact(value) * 100
        return self._percent(percent, of_percent(percent) if decimals is None else decimals)

    def points(self, value: float) -> str:
        """Write a difference of two shares in percentage points: 0.017 is "+1.7 pts"."""
        points = exact(value) * 100
        return self._in_points(self._sign_of(points, of_percent(points)), points)

    def percent_change(self, value: float) -> str:
        """Write a relative change: 0.84 is "+84%", 0.084 is "+8.4%"."""
        percent = exact(value) * 100
        decimals = min(1, three_digits(percent * 10))
        return self._signed(rounded(percent, decimals), self._percent(abs(percent), decimals))

    # Money

    def money(self, minor: float, currency: str, whole: bool = False) -> str:
        """Write minor units as money: "€75.02", "9.078 €"; to the unit from 1,000 on or when `whole`."""
        amount = self._amount(minor, currency)
        whole = whole or abs(rounded(amount, 0)) >= _CENTS_END
        return self._money(amount, currency, 0 if whole else currencies.exponent(currency))

    # Times

    def minutes(self, value: float) -> str:
        """Write minutes: "14.8 min", 62 as "62 min"."""
        return self._with_unit(value, "minutes")

    def duration(self, seconds: float) -> str:
        """Write how long something took, to the second: "4:50", "1:02:00"."""
        total = int(rounded(abs(exact(seconds)), 0))
        hours, rest = divmod(total, 3600)
        clock = f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
        return f"-{clock}" if seconds < 0 and total else clock

    def offset(self, seconds: float, short: bool = False) -> str:
        """Write a place in the show, as a player counts: "00:18:10", or "00:18" (hours and minutes) when `short`."""
        total = int(abs(seconds))
        clock = f"{total // 3600:02}:{total // 60 % 60:02}" + ("" if short else f":{total % 60:02}")
        return f"-{clock}" if seconds < 0 and clock.strip("0:") else clock

    def date(self, instant: datetime, weekday: bool = True, year: bool = True) -> str:
        """Write the day of an instant in the session's zone: "Fri 20 Nov 2026". ValueError when it has no zone."""
        pattern = f"{'EEE ' if weekday else ''}d MMM{' y' if year else ''}"
        return format_date(self._local(instant), pattern, locale=self.locale)

    def month(self, instant: datetime) -> str:
        """Write the month of an instant: "November 2026"."""
        return format_skeleton("yMMMM", self._local(instant), locale=self.locale)

    def clock(self, instant: datetime) -> str:
        """Write the wall time of an instant in the session's zone, 24 hours: "19:00"."""
        return format_time(self._local(instant), "HH:mm", locale=self.locale)

    # By unit

    def quantity(self, value: float, unit: str) -> str:
        """Write a value of any unit a measure may have (see `rex.model.message.Quantity`).

        An unknown unit of a plug-in stands behind its number as it is.
        """
        if currencies.is_currency(unit):
            return self.money(value, unit)
        simple = {
            "share": self.share,
            "points": self.points,
            "percent_change": self.percent_change,
            "nps": self.nps,
            "count": self.count,
            "score": self.number,
            "minutes": self.minutes,
            "seconds": self.duration,
            "offset": self.offset,
        }
        return simple[unit](value) if unit in simple else self._with_unit(value, unit)

    def change(self, delta: float, unit: str) -> str:
        """Write a difference of two values of a unit with its sign: "+1.7 pts", "+€4,142", "-2:42", "+4.4"."""
        if unit == "share":
            return self.points(delta)
        if unit in {"points", "percent_change"}:
            return self.quantity(delta, unit)
        if unit == "nps":
            amount = exact(delta)
            return self._sign_of(amount, 1 if abs(amount) < 10 else 0)
        text = self.quantity(abs(delta), unit)
        return self._signed(exact(delta) if any(char in "123456789" for char in text) else Decimal(0), text)

    def interval(self, low: float, high: float, unit: str, signed: bool = False, bare: bool = False) -> str:
        """Write a range, its unit once, both ends with the same decimals: "5.2 to 7.4%", "€2,368 to €7,975".

        `signed` writes the range of a difference ("+0.2 to +3.2 pts"); `bare` leaves the unit to the column.
        """
        first, last = self._ends(low, high, "points" if signed and unit == "share" else unit, signed, bare)
        return self.words.say("{low} to {high}", low=first, high=last)

    def listing(self, items: Sequence[str], or_: bool = False) -> str:
        """Write a list as a sentence does: "a, b, and c"; with `or_` "a, b, or c"."""
        return format_list(items, style="or" if or_ else "standard", locale=self.locale)

    # The parts

    def _ends(self, low: float, high: float, unit: str, signed: bool, bare: bool) -> tuple[str, str]:
        signed = signed or unit in {"points", "nps", "percent_change"}
        if unit in {"share", "points", "percent_change"}:
            return self._percent_ends(exact(low) * 100, exact(high) * 100, unit, signed, bare)
        if currencies.is_currency(unit):
            return self._money_ends(self._amount(low, unit), self._amount(high, unit), unit, signed, bare)
        if unit in {"seconds", "offset"}:
            write = self.duration if unit == "seconds" else self.offset
            return (self.change(low, unit), self.change(high, unit)) if signed else (write(low), write(high))
        ends = exact(low), exact(high)
        rate = three_digits(max(map(abs, ends)))
        rate = min(1, rate) if unit in _UNITS else rate
        decimals = 0 if unit == "nps" or (low == int(low) and high == int(high)) else rate
        first, last = (self._sign_of(end, decimals) if signed else self._decimal(end, decimals) for end in ends)
        named = not bare and unit not in {"count", "nps", "score"}
        return first, self._unit(ends[1], decimals, unit, signed) if named else last

    def _percent_ends(self, low: Decimal, high: Decimal, unit: str, signed: bool, bare: bool) -> tuple[str, str]:
        most = max(abs(low), abs(high))
        decimals = max(1, of_percent(most))
        texts = []
        for end in (low, high):
            digits = 0 if abs(end) == 100 else decimals
            texts.append(self._sign_of(end, digits) if signed else self._decimal(end, digits))
        if not bare and unit == "points":
            return texts[0], self._in_points(texts[1], high)
        if not bare:
            digits = 0 if abs(high) == 100 else decimals
            text = self._percent(abs(high), digits)
            texts[1] = self._signed(rounded(high, digits), text) if signed else self._percent(high, digits)
        return texts[0], texts[1]

    def _money_ends(self, low: Decimal, high: Decimal, unit: str, signed: bool, bare: bool) -> tuple[str, str]:
        decimals = min(three_digits(max(abs(low), abs(high))), currencies.exponent(unit))

        def write(end: Decimal, named: bool) -> str:
            text = self._money(abs(end), unit, decimals) if named else self._decimal(abs(end), decimals)
            sign = rounded(end, decimals)
            return self._signed(sign, text) if signed or sign < 0 else text

        symbol_first = self.locale.currency_formats["standard"].pattern.lstrip().startswith("¤")
        return write(low, symbol_first and not bare), write(high, not bare)

    def _decimal(self, value: Decimal, decimals: int) -> str:
        value = rounded(value, decimals)
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        text = self._spaced(format_decimal(abs(value), pattern, locale=self.locale))
        return f"-{text}" if value < 0 else text

    def _percent(self, percent: Decimal, decimals: int) -> str:
        pattern = self.locale.percent_formats[None].pattern.split(";")[0]
        pattern = pattern.replace("#,##0", "#,##0" + ("." + "0" * decimals if decimals else ""))
        value = rounded(percent, decimals)
        text = self._spaced(format_percent(abs(value) / 100, pattern, locale=self.locale))
        return f"-{text}" if value < 0 else text

    def _money(self, amount: Decimal, currency: str, decimals: int) -> str:
        pattern = self.locale.currency_formats["standard"].pattern.split(";")[0]
        pattern = pattern.replace("#,##0.00", "#,##0" + ("." + "0" * decimals if decimals else ""))
        value = rounded(amount, decimals)
        text = format_currency(abs(value), currency, pattern, locale=self.locale, currency_digits=False)
        text = self._spaced(_CODE_BEFORE.sub(_NO_BREAK, text))
        return f"-{text}" if value < 0 else text

    def _with_unit(self, value: float, unit: str) -> str:
        amount = exact(value)
        rate = three_digits(amount)
        return self._unit(amount, 0 if isinstance(value, int) else min(1, rate) if unit in _UNITS else rate, unit)

    def _unit(self, amount: Decimal, decimals: int, unit: str, signed: bool = False) -> str:
        """Put a unit beside its number; CLDR knows ours, a plug-in's own stays as it is."""
        value = rounded(amount, decimals)
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        if unit == "per_minute":
            text = format_compound_unit(
                abs(value), denominator_unit="duration-minute", length="short", format=pattern, locale=self.locale
            )
        elif unit in _UNITS:
            text = format_unit(abs(value), _UNITS[unit], "short", format=pattern, locale=self.locale)
        else:
            text = f"{self._decimal(abs(value), decimals)} {unit}"
        text = self._spaced(text or "")
        return self._signed(value, text) if signed or value < 0 else text

    def _in_points(self, number: str, points: Decimal) -> str:
        return self._spaced(self.words.say_n("{value} pt", "{value} pts", float(points), value=number))

    def _amount(self, minor: float, currency: str) -> Decimal:
        return exact(minor).scaleb(-currencies.exponent(currency))

    def _sign_of(self, value: Decimal, decimals: int) -> str:
        return self._signed(rounded(value, decimals), self._decimal(abs(value), decimals))

    @staticmethod
    def _signed(value: Decimal, text: str) -> str:
        return ("+" if value > 0 else "-" if value < 0 else "") + text

    @staticmethod
    def _spaced(text: str) -> str:
        return text.replace("\u202f", _NO_BREAK).replace(" ", _NO_BREAK)

    def _local(self, instant: datetime) -> datetime:
        if instant.tzinfo is None:
            raise ValueError("an instant needs a time zone: a wall time alone names no moment")
        return instant.astimezone(self.zone)
