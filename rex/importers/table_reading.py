"""What the readers of mapped tables share: cells by field, and what whole columns tell about times and amounts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC
from typing import TYPE_CHECKING, TypeAlias

from rex.importers.columns import Samples
from rex.importers.elapsed import TimeColumn, Told, tidy
from rex.importers.money import Sign, currency_in, parse_money
from rex.importers.sheet import NOT_COUNTED, plain
from rex.importers.sink import extra_of
from rex.importers.table_fields import AMOUNTS, FIELDS
from rex.importers.table_names import unit_by_name, words
from rex.importers.table_personal import Keepable
from rex.importers.table_shape import READ_AS, against_said, doubt_said, shape_of
from rex.model.message import Message, say

if TYPE_CHECKING:
    from rex.importers.clock import Stamp
    from rex.importers.mapping import Mapping
    from rex.importers.sheet import Sheet
    from rex.importers.sink import Sink
    from rex.importers.tables import Record

_TYPED = ("workbook", "json", "jsonl")
"""Kinds of files whose numbers are numbers: no sign in them groups thousands."""
_FALSE = words("0 false no non nao none null everyone all todos tous public publico publica")


Cells: TypeAlias = dict[str, str]
"""One record by field, for every field of its table; one that no column is mapped to is empty."""


@dataclass(slots=True)
class _Heard:
    """What a first look through all rows collects."""

    keepable: Keepable
    money: Samples = field(default_factory=Samples)
    times: Samples = field(default_factory=Samples)
    dates: Samples = field(default_factory=Samples)


class Reading:
    """What the readers of all tables share: the sink, the mapping, and what whole columns told."""

    def __init__(self, sheet: Sheet, sink: Sink, mapping: Mapping, places: dict[str, int]) -> None:
        self.sheet, self.sink, self.mapping, self.places = sheet, sink, mapping, places
        heard = self._look_through()
        told = Told(mapping.time, UTC if mapping.time == "utc" else mapping.timezone, mapping.dates)
        unit = mapping.unit or (unit_by_name(sheet.labels[places["time"]]) if "time" in places else None)
        self.times = TimeColumn(sink.clock, heard.times, unit, told, heard.dates)
        self._blank: Cells = dict.fromkeys(FIELDS[mapping.table], "")
        self._mapped = tuple(places.items())
        sign = heard.money.sign(typed=sheet.head.kind in _TYPED)
        self._sign = sign if mapping.decimal is None else Sign(mapping.decimal)
        self.shape = shape_of(sheet, None if mapping.amounts == "minor" else self._sign, self.times.dates)
        sink.shape = tuple(self.shape.says())
        labels = sheet.labels
        if mapping.keep is None:
            self._kept = tuple((labels[at], at, True) for at in heard.keepable.kept())
        else:
            self._kept = tuple((name, at, False) for at, name in enumerate(labels) if plain(name) in mapping.keep)

    def _look_through(self) -> _Heard:
        places = self.places
        unmapped = () if self.mapping.keep is not None else set(range(len(self.sheet.names))) - set(places.values())
        heard = _Heard(Keepable(self.sheet.labels, unmapped))
        money = [places[name] for name in AMOUNTS if name in places]
        time, date = places.get("time"), places.get("date")
        for record in self.sheet.data():
            cells = record.cells
            if time is not None:
                heard.times.add(tidy(cells[time]))
            if date is not None:
                heard.dates.add(cells[date].strip())
            for at in money:
                heard.money.add(cells[at].strip())
            heard.keepable.hear(cells)
        return heard

    def say_doubts(self) -> None:
        """Note where a whole column could be read in two ways."""
        dates, sign = self.times.dates, self._sign
        if dates.doubtful and "time" in self.places:
            at = self.places.get("date", self.places["time"])
            command = f"rex map FILE --set dates={'mdy' if dates.order == 'dmy' else 'dmy'}"
            did = say(
                "They are read as {order}. If that is wrong: {command}", order=READ_AS[dates.order], command=command
            )
            self.sink.note(line=0, column=self.sheet.labels[at], problem=doubt_said(dates), did=did)
        if sign.against:
            did = say("Each amount is read as it stands.")
            self.sink.note(line=0, column="", problem=against_said(sign), did=did)

    def cells(self, record: Record) -> Cells:
        """Give a record's cells by field."""
        cells, row = self._blank.copy(), record.cells
        for name, at in self._mapped:
            cells[name] = row[at].strip()
        return cells

    def stamp(self, cells: Cells) -> Stamp | None:
        """Read a row's time; None where it holds none."""
        return self.times.stamp(cells["time"], cells.get("date", ""))

    def stamp_of(self, record: Record) -> Stamp | None:
        """Read the time of a row that is only looked at; None where the table has none."""
        return self.stamp(self.cells(record)) if "time" in self.places else None

    def column(self, field: str) -> str:
        """Name the column that fills a field."""
        at = self.places.get(field)
        return "" if at is None else self.sheet.labels[at]

    def minor(self, text: str, currency: str | None) -> int | None:
        """Read an amount in minor units; None where the text is none."""
        if not text:
            return None
        if self.mapping.amounts == "minor":
            return whole_number(text)
        found = parse_money(text, currency, decimal=self._sign.sign)
        return None if found is None else found.minor

    def currency(self, cells: Cells, amount: str) -> str | None:
        """Give a row's currency: its own column, the sign beside the amount, the mapping's, the session's."""
        own = cells["currency"].upper()
        stated = own if re.fullmatch("[A-Z]{3}", own) else currency_in(cells["currency"]) or currency_in(amount)
        return stated or self.mapping.currency or self.sink.currency

    def label(self, text: str) -> str | None:
        """Clean a text of the shop's or the team's own; None where there is none."""
        return (self.sink.label(text) or None) if text else None

    def kept(self, record: Record) -> str:
        """Write the unmapped columns that may be kept, or those that the mapping keeps."""
        if not self._kept:
            return "{}"
        sink = self.sink
        return extra_of(
            {
                label: sink.label(record.cells[at]) if harmless else sink.words(record.cells[at])
                for label, at, harmless in self._kept
            }
        )

    def unreadable(self, record: Record, field: str, text: str) -> None:
        """Set a row aside since one of its cells is not what its column holds."""
        column = self.column(field)
        shown = self.sink.shown(text)
        self.sink.unreadable(
            record.number,
            line=record.line,
            column=column,
            problem=say("A cell in “{column}” is not {what}.", column=column, what=expected(field))
            if shown == "…"  # it may be personal, so only its place is told
            else say("“{text}” in “{column}” is not {what}.", text=shown, column=column, what=expected(field)),
            did=NOT_COUNTED,
        )


def expected(field: str) -> Message:
    """Say what kind of thing a field's cells have to be."""
    if field in {"time", "date", "until", "duration"}:
        return say("a time")
    return say("an amount of money") if field in AMOUNTS else say("a number")


def whole_number(text: str) -> int | None:
    """Read a whole number with or without separators of thousands; None for anything else."""
    if re.fullmatch(r"-?\d{1,15}(?:[.,]0{1,2})?", text):
        return int(re.split("[.,]", text)[0])
    if re.fullmatch(r"-?\d{1,3}(?:[.,' \u00a0\u202f]\d{3}){1,4}", text):
        return int(re.sub(r"[^\d-]", "", text))
    return None


def is_true(text: str) -> bool:
    """Tell a cell that says yes in any way; an empty one and the words for no say no."""
    return bool(text) and plain(text) not in _FALSE
