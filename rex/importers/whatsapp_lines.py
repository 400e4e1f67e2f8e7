"""The lines of a WhatsApp export: one grammar for the headers of all its languages, and the order of day and month.

A header is a date in three numbers, a clock, and brackets around both (iOS) or a dash behind them (Android). Between
date and clock stands a comma, a word (`à`, `a las`, `klo`) or nothing; before or behind the clock the half of the day.
Every language has its own spelling of these, and WhatsApp sprinkles them with invisible marks.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

LEFT_TO_RIGHT: Final = "\u200e"
"""The mark that iOS puts before what WhatsApp itself writes."""
LONGEST_NAME = 100
_MARKS = str.maketrans(
    {
        **dict.fromkeys("\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"),
        "\u202f": " ",
        "\u00a0": " ",
    }
)
_HEADER = re.compile(
    r"\u200e?(\[)?\u200e?(\d{1,4})([-/.]) ?(\d{1,2})\3 ?(\d{1,4})\.?,? ?"
    r"((?:[^\W\d_]{1,6}\.? ?){0,2})"
    r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))? ?([ap]\. ?m\.?|[^\W\d_]{1,4})?"
    r"(?(1)\] ?| [-–] )\u200e?",
    re.IGNORECASE,
)
_MORNING: Final = frozenset({"am", "a", "오전", "上午", "午前", "凌晨", "早上", "清晨", "ص", "sa"})
_AFTERNOON: Final = frozenset({"pm", "p", "오후", "下午", "午後", "晚上", "中午", "م", "ch"})
_QUOTES = re.compile('[“”„«»"]')
_NOON = 12


_MENTION = re.compile("@\u2068[^\u2069]{1,100}\u2069")


def unmarked(text: str) -> str:
    """Take away marks of direction; a mention, which encloses the whole name of a person, becomes `[@]`."""
    return _MENTION.sub("[@]", text).translate(_MARKS)


class Header(NamedTuple):
    """The first line of an entry: the three numbers of its date as written, its clock, and what stands behind.

    `name` is "" for what WhatsApp itself tells; `marked` says that the text begins with WhatsApp's own mark.
    """

    raw: str
    numbers: tuple[str, str, str]
    clock: tuple[int, int, int]
    exact: bool
    bracket: bool
    name: str
    text: str
    marked: bool


def header_of(line: str) -> Header | None:
    """Read a line as the first one of an entry; None where it goes on with the one above."""
    if line[:1].isalpha():  # quick: nearly all lines of long messages
        return None
    plain = line if line.isascii() else unmarked(line)
    match = _HEADER.match(plain)
    if match is None:
        return None
    clock = _clock(match)
    if clock is None:
        return None
    name, text, marked = _parted(plain[match.end() :])
    numbers = (match[2], match[4], match[5])
    raw = plain[: match.end()].strip("[]-– \u200e")
    return Header(raw, numbers, clock, match[9] is not None, match[1] is not None, name, text, marked)


def _clock(match: re.Match[str]) -> tuple[int, int, int] | None:
    hour, half = int(match[7]), ""
    if match[10]:
        half = match[10].lower().replace(".", "").replace(" ", "")
        if half not in _MORNING and half not in _AFTERNOON:
            return None
    elif match[6]:
        half = match[6].strip().lower()
    if half in _MORNING and hour <= _NOON:
        hour %= _NOON
    elif half in _AFTERNOON and hour <= _NOON:
        hour = hour % _NOON + _NOON
    return hour, int(match[8]), int(match[9] or 0)


def _parted(rest: str) -> tuple[str, str, bool]:
    """Part the name from the text. WhatsApp's own lines have no name, or name things in quotation marks."""
    name, found, text = rest.partition(": ")
    if not found:
        name, text = (rest[:-1], "") if rest.endswith(":") else ("", rest)
    if len(name) > LONGEST_NAME or _QUOTES.search(name):
        name, text = "", rest
    marked = text.startswith(LEFT_TO_RIGHT)
    return name.strip("~ \u200e"), text.lstrip(LEFT_TO_RIGHT), marked


class Order(NamedTuple):
    """Which of the three numbers is the day, the month and the year."""

    day: int
    month: int
    year: int

    def date(self, numbers: tuple[str, str, str]) -> date | None:
        """Read a date; None where there is no such day."""
        year = int(numbers[self.year])
        try:
            return date(year + 2000 if len(numbers[self.year]) <= 2 else year, *self._rest(numbers))
        except ValueError:
            return None

    def _rest(self, numbers: tuple[str, str, str]) -> tuple[int, int]:
        return int(numbers[self.month]), int(numbers[self.day])


ORDERS: Final = (Order(0, 1, 2), Order(1, 0, 2), Order(2, 1, 0), Order(1, 2, 0))
"""Day first, month first, year first, and the year before the day; the first is the usual one."""


def order_of(dates: Iterable[tuple[str, str, str]], near: datetime | None) -> Order:
    """Decide over a whole file which number is what, from its dates in the order of the file.

    The order under which all are days, which does not run backwards, lies nearest to the session, and spans the
    fewest days, in this order of weight. Exports are written oldest first.
    """
    ways = [_Way(order) for order in ORDERS]
    last: tuple[str, str, str] | None = None
    for numbers in dates:
        if numbers != last:
            last = numbers
            for way in ways:
                way.meet(numbers)
    return min(ways, key=lambda way: way.unlikely(near)).order  # the first of equals


class _Way:
    """One way to read a file's dates, and what speaks against it."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self._impossible = self._backwards = 0
        self._days: set[int] = set()
        self._last = 0

    def meet(self, numbers: tuple[str, str, str]) -> None:
        """Read one more date."""
        longest = max(range(3), key=lambda place: len(numbers[place]))
        is_year = len(numbers[longest]) <= 2 or longest == self.order.year
        found = self.order.date(numbers) if is_year else None
        if found is None:
            self._impossible += 1
            return
        day = found.toordinal()
        self._backwards += day < self._last
        self._last = day
        self._days.add(day)

    def unlikely(self, near: datetime | None) -> tuple[int, int, int, int]:
        """Weigh what speaks against this way to read."""
        if not self._days:
            return self._impossible, 0, 0, 0
        apart = 0 if near is None else min(abs(day - near.toordinal()) for day in self._days)
        return self._impossible, self._backwards, apart, max(self._days) - min(self._days)
