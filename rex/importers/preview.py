"""The first three rows of a file as REX reads them: column, cell, and what became of it.

A person sees here whether a mapping, or an importer that nobody could try on a real file, reads what they mean.
People are pseudonyms already, their words redacted; cells that name a person are not shown at all.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple
from zoneinfo import ZoneInfo

from rex.importers.clock import SourceClock
from rex.importers.money import precision
from rex.importers.raw import raw_rows
from rex.importers.read import read as read_file
from rex.importers.sink import Nowhere, Sink
from rex.importers.table import fields_of, mapping_behind, table_of, wanted_by
from rex.importers.table_fields import PERSONS
from rex.importers.table_json import flat
from rex.importers.table_reading import Reading
from rex.importers.table_rows import METRIC_FIELDS, REACTION_FIELDS
from rex.model.message import Message, quantity, say
from rex.model.tables import ProductRow, ReactionRow, Row, SetAsideRow, TotalRow, ViewersRow
from rex.text.clean import clean
from rex.text.redact import redact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import msgspec

    from rex.importers.identify import Known
    from rex.importers.sheet import Sheet
    from rex.importers.table_shape import Shape
    from rex.model.message import Value
    from rex.model.session import Session
    from rex.model.source import Issue, Source
    from rex.text.pseudonym import Pseudonymiser

MOST_ROWS = 3
_LONGEST = 60
_NOT_SHOWN = "…"
_MONEY: Final = {
    "amount": "money_minor",
    "price": "unit_price_minor",
    "line_total": "line_gross_minor",
    "line_discount": "line_discount_minor",
    "total": "order_total_minor",
    "subtotal": "order_subtotal_minor",
    "shipping": "order_shipping_minor",
    "tax": "order_tax_minor",
    "discount": "order_discount_minor",
    "refunded": "order_refunded_minor",
}
_SPELLED: Final = {"id": "msg_id", "code": "discount_code", "until": "until_ms"}
"""Fields whose column in the canonical table has another name."""
_OF_ALL_METRICS: Final = frozenset({"kind", "product_id", "person", "segment", "currency"})
_COMMON: Final = frozenset({*Row.__struct_fields__, "text_key"})


class Shown(NamedTuple):
    """One cell: its column as the file calls it, the cell, the field it fills, and what REX reads in it.

    `read` is empty where nothing became of the cell. An importer of a known platform gives fields alone.
    """

    column: str
    cell: str
    field: str
    read: Value


class ReadRow(NamedTuple):
    """One row: its number, its line, its cells, and why it was set aside if it was."""

    number: int
    line: int
    cells: tuple[Shown, ...]
    reason: str = ""


def three_rows(known: Known, session: Session, people: Pseudonymiser) -> list[ReadRow]:
    """Read a file up to its third row of data; lines of titles and sums are passed over."""
    return _told(known, session, people, _first_rows(known, session, people))


def read_through(known: Known, session: Session, people: Pseudonymiser) -> tuple[list[ReadRow], Source, list[Issue]]:
    """Read a whole file and keep no more than its first three rows; what became of all is counted."""
    first = _First(stops=False)
    source, issues, _ = read_file(known, session, people, first)
    return _told(known, session, people, first), source, issues


def _told(known: Known, session: Session, people: Pseudonymiser, first: _First) -> list[ReadRow]:
    if session.timezone is None and any(_is_lost(row) for rows in first.rows.values() for _, row in rows):
        _set_walls(first, _first_rows(known, session.model_copy(update={"timezone": "UTC"}), people))
    sheet = table_of(known.head, wanted_by(known.importer), whole=True)
    places = {} if sheet is None else fields_of(known.importer, sheet)
    raw = {} if sheet is None or not places else _raw(known, sheet, first.numbers)
    made: list[ReadRow] = []
    for number in first.numbers:
        rows, reason = first.rows.get(number, []), first.reasons.get(number, "")
        line, cells = raw.get(number, (first.lines.get(number, 0), []))
        if sheet is not None and cells:
            shown = [_shown(sheet, cells, field, at, rows, session) for field, at in places.items()]
        else:
            shown = [Shown("", "", name, value) for row in rows for name, value in _fields(row, session)]
        made.append(ReadRow(number, line, tuple(shown), reason))
    return made


def shape_as_read(known: Known, session: Session, people: Pseudonymiser) -> Shape | None:
    """Say how a mapped or guessed table is written, as its whole columns tell; None for any other importer's file."""
    importer = known.importer
    sheet = table_of(known.head, wanted_by(importer), whole=True)
    places = {} if sheet is None else fields_of(importer, sheet)
    if sheet is None or not places:
        return None
    clock = SourceClock(session, session.clocks.get(known.export.name))
    sink = Sink(known.export, known.head, clock, people, Nowhere(), currency=session.currency)
    return Reading(sheet, sink, mapping_behind(importer, sheet), places).shape


def _first_rows(known: Known, session: Session, people: Pseudonymiser) -> _First:
    first = _First()
    with suppress(_Enough):
        read_file(known, session, people, first)
    return first


def _is_lost(row: Row) -> bool:
    """Tell a row whose clock is on a wall in no known zone."""
    return row.t_ms is None and row.offset_ms is None and row.time_raw is not None


def _set_walls(first: _First, in_utc: _First) -> None:
    """Write what the wall shows in the place of the cell, so that day and month can be told apart."""
    for number, rows in first.rows.items():
        for (_, row), (_, same) in zip(rows, in_utc.rows.get(number, []), strict=False):
            if _is_lost(row) and same.t_ms is not None:
                row.time_raw = datetime.fromtimestamp(same.t_ms / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")


class _Enough(Exception):  # noqa: N818 - no mistake: the fourth row has come
    """Stops the reading when three rows are there."""


class _First:
    """Keeps what the first rows of data became; what comes after them stops the reading, or is forgotten."""

    def __init__(self, *, stops: bool = True) -> None:
        self._stops, self._is_full = stops, False
        self.rows: dict[int, list[tuple[str, Row]]] = {}
        self.reasons: dict[int, str] = {}
        self.lines: dict[int, int] = {}

    @property
    def numbers(self) -> list[int]:
        """Give the numbers of the first rows, in the order of the file."""
        return sorted({*self.rows, *self.reasons})[:MOST_ROWS]

    def write(self, table: str, row: msgspec.Struct) -> None:
        """Take a row; stop at the fourth."""
        if self._is_full:
            return
        if isinstance(row, SetAsideRow):
            if row.reason not in {"unreadable", "duplicate", "private"}:
                return
            self.reasons[row.src_row], self.lines[row.src_row] = row.reason, row.line
        elif isinstance(row, Row):
            self.rows.setdefault(row.src_row, []).append((table, row))
        self._is_full = len(self.rows) + len(self.reasons) > MOST_ROWS
        if self._is_full and self._stops:
            raise _Enough


def _raw(known: Known, sheet: Sheet, numbers: Sequence[int]) -> dict[int, tuple[int, list[str]]]:
    """Give line and cells of some rows as they stand in the file."""
    wanted, found = set(numbers), dict[int, tuple[int, list[str]]]()
    for number, line, cells in raw_rows(known):
        if number in wanted and number:
            found[number] = (line, _cells(cells, sheet))
            wanted.discard(number)
        if not wanted:
            break
    return found


def _cells(cells: object, sheet: Sheet) -> list[str]:
    if isinstance(cells, dict):
        texts = dict(flat(cells))
        return [texts.get(name, "") for name in sheet.names]
    given = [str(cell) for cell in cells] if isinstance(cells, list) else []
    return [*given, *[""] * (len(sheet.names) - len(given))]


def _shown(sheet: Sheet, cells: list[str], field: str, at: int, rows: list[tuple[str, Row]], session: Session) -> Shown:
    cell = _NOT_SHOWN if field in PERSONS and cells[at].strip() else redact(clean(cells[at]))[:_LONGEST]
    found = (_read(field, row, session) for _, row in rows)
    read: Value = next((value for value in found if value is not None and value != ""), "")
    return Shown(sheet.labels[at], cell, field, read)


def _read(field: str, row: Row, session: Session) -> Value | None:
    """Give what a field of a row holds; None where the row has none."""
    if field in {"time", "date"}:
        return _when(row, session)
    if field in _MONEY:
        return _amount(field, row)
    if isinstance(row, (ViewersRow, ReactionRow, TotalRow)) and field not in _OF_ALL_METRICS:
        return _counted(field, row)
    value = getattr(row, _SPELLED.get(field, field), None)
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if field == "until" and isinstance(value, int):
        return quantity(value / 1000, "offset")
    return value[:_LONGEST] if isinstance(value, str) else value


def _amount(field: str, row: Row) -> Value | None:
    minor = row.price_minor if isinstance(row, ProductRow) else getattr(row, _MONEY[field], None)
    return None if minor is None else _money(minor, getattr(row, "currency", None))


def _counted(field: str, row: ViewersRow | ReactionRow | TotalRow) -> Value | None:
    """Give a number where the row is of the field's metric: one row of a file may fill several."""
    if isinstance(row, TotalRow):
        return _total(row) if row.metric == field else None
    if isinstance(row, ViewersRow):
        return row.value if row.metric == METRIC_FIELDS[field] else None
    if field == "count":
        return row.count
    return row.count if row.kind == REACTION_FIELDS[field] else None


def _fields(item: tuple[str, Row], session: Session) -> Iterator[tuple[str, Value]]:
    """Give what a canonical row says beyond what it says by default."""
    table, row = item
    if (when := _when(row, session)) is not None:
        yield f"{table}.time", when
    bare = type(row)()
    for name in row.__struct_fields__:
        value = getattr(row, name)
        if name in _COMMON or value == getattr(bare, name) or value is None:
            continue
        if name.endswith("_minor"):
            yield f"{table}.{name.removesuffix('_minor')}", _money(value, getattr(row, "currency", None))
        else:
            yield f"{table}.{name}", str(value)[:_LONGEST]


def _when(row: Row, session: Session) -> Message | str | None:
    """Say when a row happened: on the session's wall, and how far into the show."""
    offset = None if row.offset_ms is None else quantity(row.offset_ms / 1000, "offset")
    if row.t_ms is None:
        if offset is None:
            return (
                None if row.time_raw is None else say("{time}, in no known zone", time=clean(row.time_raw)[:_LONGEST])
            )
        return say("{offset} from the start", offset=offset)
    zone = ZoneInfo(session.timezone or "UTC")
    wall = datetime.fromtimestamp(row.t_ms / 1000, UTC).astimezone(zone).isoformat(sep=" ", timespec="seconds")
    return wall if offset is None else say("{time}, {offset} from the start", time=wall, offset=offset)


def _money(minor: int, currency: str | None) -> Value:
    return quantity(minor, currency) if currency else f"{minor / 100:.2f}"


def _total(row: TotalRow) -> Value:
    if row.currency is not None:
        return quantity(row.value_milli * 10 ** precision(row.currency) // 1000, row.currency)
    return quantity(row.value_milli / 1000, "seconds" if row.unit == "seconds" else "count")
