"""How a table is written, found over the whole of it, and why: encoding, delimiter, header, decimals, dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rex.model.message import Message, quantity, say

if TYPE_CHECKING:
    from rex.importers.columns import Dates
    from rex.importers.money import Sign
    from rex.importers.sheet import Sheet
    from rex.importers.times import Order

_SEPARATED: Final = {
    ",": say("Cells are separated by commas."),
    ";": say("Cells are separated by semicolons."),
    "\t": say("Cells are separated by tabs."),
    "|": say("Cells are separated by bars."),
}
_ENCODINGS: Final = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "cp850": "MS-DOS 850",
}
READ_AS: Final[dict[Order, Message]] = {
    "dmy": say("day/month/year"),
    "mdy": say("month/day/year"),
    "ymd": say("year-month-day"),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """How a table is written. `delimiter` is empty for workbooks and JSON, `header_line` 0 where there is no header.

    `sign` and `dates` are None where the table has no money or no dates that could be read in two ways.
    """

    encoding: str
    delimiter: str
    sheet: str
    header_line: int
    sign: Sign | None = None
    dates: Dates | None = None

    def says(self) -> list[Message]:
        """Say what was found, a sentence each."""
        told: list[Message] = []
        if self.encoding:
            told.append(say("The text is written in {encoding}.", encoding=self.encoding))
        if self.delimiter:
            other = say("Cells are separated by “{sign}”.", sign=self.delimiter)
            told.append(_SEPARATED.get(self.delimiter, other))
        if self.sheet:
            told.append(say("The sheet “{sheet}” is read.", sheet=self.sheet))
        if self.header_line:
            told.append(say("The names of the columns stand on line {line}.", line=str(self.header_line)))
        told += [] if self.sign is None else _signs_said(self.sign)
        told += [] if self.dates is None else [dates_said(self.dates)]
        return told

    def document(self) -> dict[str, object]:
        """Give it as plain values for JSON."""
        sign, dates = self.sign, self.dates
        return {
            "encoding": self.encoding or None,
            "delimiter": self.delimiter or None,
            "sheet": self.sheet or None,
            "header_line": self.header_line or None,
            "decimal": None if sign is None else {"sign": sign.sign, "telling": sign.telling, "of": sign.of},
            "dates": None
            if dates is None
            else {"order": dates.order, "telling": dates.telling, "of": dates.of, "by": dates.by},
        }


def shape_of(sheet: Sheet, sign: Sign | None = None, dates: Dates | None = None) -> Shape:
    """Describe a table; `sign` and `dates` are what its columns told."""
    head = sheet.head
    book = head.kind == "workbook"
    return Shape(
        encoding="" if book else _ENCODINGS.get(head.encoding, head.encoding),
        delimiter=head.dialect.delimiter if head.kind == "text" else "",
        sheet=head.reads.name if book and head.reads is not None and len(head.sheets) > 1 else "",
        header_line=_header_line(sheet),
        sign=sign if sign is not None and sign.of else None,
        dates=dates if dates is not None and dates.of else None,
    )


def _header_line(sheet: Sheet) -> int:
    """Count the lines down to the header; a cell above it may have several."""
    if sheet.header_at < 0:
        return 0
    above = sheet.head.rows[: sheet.header_at]
    return sheet.header_at + 1 + sum(max((cell.count("\n") for cell in row), default=0) for row in above)


def _signs_said(sign: Sign) -> list[Message]:
    counts = {"telling": quantity(sign.telling, "count"), "of": quantity(sign.of, "count")}
    if sign.telling == 0:
        grouped = say("A point in amounts groups thousands: money seldom has three decimals.")
        commas = say("A comma in amounts groups thousands: money seldom has three decimals.")
        return [grouped if sign.sign == "," else commas]
    comma = say("Decimals stand behind a comma ({telling} of {of} amounts decide).", **counts)
    point = say("Decimals stand behind a point ({telling} of {of} amounts decide).", **counts)
    told = [comma if sign.sign == "," else point]
    if sign.against:
        told.append(against_said(sign))
    return told


def against_said(sign: Sign) -> Message:
    """Say that some amounts of a column are written in the other way."""
    against = quantity(sign.against, "count")
    return say("{against} of {of} amounts are written the other way.", against=against, of=quantity(sign.of, "count"))


def dates_said(dates: Dates) -> Message:
    """Say in which order a column writes its dates, and how many tell."""
    order = READ_AS[dates.order]
    of = quantity(dates.of, "count")
    if dates.by == "told":
        return say("Dates are read as {order}, as you say.", order=order)
    if dates.by == "column":
        telling = quantity(dates.telling, "count")
        return say("Dates are {order} ({telling} of {of} decide).", order=order, telling=telling, of=of)
    return doubt_said(dates)


def doubt_said(dates: Dates) -> Message:
    """Say that no date of a column tells whether the day or the month comes first."""
    of = quantity(dates.of, "count")
    if dates.by == "session":
        text = "All {of} dates fit day/month and month/day; as {order} they lie nearest to the session."
        return say(text, of=of, order=READ_AS[dates.order])
    return say("All {of} dates fit day/month and month/day; nothing says which it is.", of=of)
