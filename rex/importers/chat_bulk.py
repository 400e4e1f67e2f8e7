"""A large chat as a regular text table by way of the engine: the quickest way, and the same facts.

It is taken only where it is sure to be right: a text file of a size that makes it worth while, every row with a cell
for every column, none a title or blank, nearly all of them plain messages. The few that are not go the ordinary way, in
their places.
"""

from __future__ import annotations

from bisect import bisect_left
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from rex.engine.bulk import APART, BulkChat, TooLargeError
from rex.engine.packing import is_pattern
from rex.importers.quick_rows import Grid, quick_rows, regular_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy as np
    import numpy.typing as npt

    from rex.engine.bulk import Codes, Layout
    from rex.importers.chat_people import Role
    from rex.importers.clock import Stamp
    from rex.importers.sheet import Sheet
    from rex.importers.sink import Sink
    from rex.importers.tables import Record

    Objects = npt.NDArray[np.object_]

LEAST_BYTES = 2 << 20
"""Smaller files are read as quickly in the other ways."""
_MOST_OTHERS = 0.2
_TOGETHER = 20_000
_OF_FEW_KINDS = ("role", "member")
_STRETCH = 100_000


class Format(Protocol):
    """What a format makes of the cells of plain rows, and how it reads the others."""

    @property
    def layout(self) -> Layout:
        """Say which of its columns are what."""

    def who(self, cells: Sequence[str]) -> tuple[str, Role, bool]:
        """Tell identity, role and membership by the cells of the columns that the layout names for it."""

    def when(self, cell: str) -> Stamp | None:
        """Place a time that is no number of microseconds; None where this file has to be read in another way."""

    def is_plain(self, text: str) -> bool:
        """Tell a text from one that makes its row something else than a message."""

    def ordinary(self, sink: Sink, record: Record) -> None:
        """Read a row that is not plain."""


class _Each:
    """The columns made of the different values of one column of the file: each value once, and when it is first met."""

    def __init__(self, values: Sequence[str], make: Callable[[Sequence[str]], dict[str, Sequence[Any]]]) -> None:
        """Make columns with `make`, of some values at a time, in their order."""
        self._values, self._make = values, make
        self._made = 0
        self._columns: dict[str, Objects] = {}
        self._kinds: dict[str, set[Any]] = {name: set() for name in _OF_FEW_KINDS}

    def taken(self, places: Codes) -> dict[str, Any]:
        """Give the columns of rows that have the values at these places; what all have in common is one value."""
        while self._made <= int(places.max()):
            self._make_more()
        return {
            name: next(iter(self._kinds[name])) if len(self._kinds.get(name, "")) == 1 else column[places]
            for name, column in self._columns.items()
        }

    def _make_more(self) -> None:
        import numpy as np

        start, end = self._made, min(self._made + _TOGETHER, len(self._values))
        for name, column in self._make(self._values[start:end]).items():
            if name not in self._columns:
                self._columns[name] = np.empty(len(self._values), dtype=object)
            self._columns[name][start:end] = column
            if name in self._kinds:
                self._kinds[name].update(column)
        self._made = end


@dataclass(slots=True)
class _Bulk:
    """One chat on its way through the engine."""

    sink: Sink
    sheet: Sheet
    format: Format
    chat: BulkChat
    codes: dict[str, Codes] = field(default_factory=dict)
    each: dict[str, _Each] = field(default_factory=dict)
    times: dict[str, Any] = field(default_factory=dict)

    def prepare(self) -> bool:
        """Find which values every row has; False where the values of a column are not what the format is sure of."""
        values = {column: self.chat.each(column) for column in self.chat.coded}
        self.chat.refuse([text for text in values["said"] if not self.format.is_plain(text)])
        if "stamp" in values:
            times = self._times(values["stamp"])
            if times is None:
                return False
            self.times = times
        self.codes = self.chat.codes()
        self.each = {"who": _Each(values["who"], self._people), "said": _Each(values["said"], self._texts)}
        return True

    def _people(self, people: Sequence[str]) -> dict[str, Sequence[Any]]:
        """Make pseudonyms, roles and memberships."""
        identities, roles, members = zip(*(self.format.who(cells.split(APART)[1:]) for cells in people), strict=True)
        return {"author": self.sink.people(identities), "role": roles, "member": members}

    def _texts(self, texts: Sequence[str]) -> dict[str, Sequence[Any]]:
        """Clean and redact texts, and fold them."""
        said = self.sink.said(texts)
        return {"text": said.texts, "text_key": said.keys}

    def _times(self, cells: Sequence[str]) -> dict[str, Any] | None:
        """Place written times; None where one of them is not what the format is sure of."""
        import numpy as np

        stamps: list[Stamp] = []
        for cell in cells:
            stamp = self.format.when(cell)
            if stamp is None or stamp.t_ms is None:
                return None
            stamps.append(stamp)
        t_ms, offset_ms, quality, raw = zip(*stamps, strict=True)
        return {
            "t_ms": np.array(t_ms, dtype=np.int64),
            "offset_ms": None if offset_ms[0] is None else np.array(offset_ms, dtype=np.int64),
            "time_quality": np.array(quality, dtype=object),
            "time_raw": np.array(raw, dtype=object),
        }

    def shift(self) -> _Shift | None:
        """Let the clock meet the first and the last instant; None where one of them is no time of a show."""
        clock = self.sink.clock
        first, last = self.chat.span()
        stamp = clock.at_utc(first // 1000, str(first))
        if stamp.t_ms is None or clock.at_utc(last // 1000, str(last)).t_ms is None:
            return None
        start_ms = None if stamp.offset_ms is None else stamp.t_ms - stamp.offset_ms
        return _Shift(stamp.t_ms - first // 1000, start_ms)

    def columns(self, shift: _Shift | None, start: int, end: int) -> dict[str, Any]:
        """Put the columns of some rows together; `native` has the ids that they have in the file."""
        codes = {column: places[start:end] for column, places in self.codes.items()}
        columns = {name: made for column, each in self.each.items() for name, made in each.taken(codes[column]).items()}
        if shift is None:
            times = {name: None if made is None else made[codes["stamp"]] for name, made in self.times.items()}
            return {**columns, **times, "native": None}
        stretch = self.chat.stretch(start, end)
        t_ms = stretch.usecs // 1000 + shift.ms
        return {
            **columns,
            "t_ms": t_ms,
            "offset_ms": None if shift.start_ms is None else t_ms - shift.start_ms,
            "time_raw": stretch.stamps,
            "time_quality": "exact",
            "msg_id": stretch.ids,
            "native": stretch.ids,
        }

    def keep(self, columns: dict[str, Any], first: int, start: int, end: int) -> None:
        """Keep the rows from one to before another; `columns` begin with the row `first`, all numbered from 0."""
        if start < end:
            few = slice(start - first, end - first)
            part = {name: column[few] if hasattr(column, "dtype") else column for name, column in columns.items()}
            natives = part.pop("native")
            self.sink.keep_made({**part, "src_row": range(start + 1, end + 1)}, end - start, natives)

    def keep_all(self, shift: _Shift | None, numbers: Sequence[int]) -> None:
        """Keep all rows in their order; those with these numbers (from 1) are read the ordinary way."""
        others = _records(self.sink, self.sheet, numbers)
        for start in range(0, self.chat.rows, _STRETCH):
            end = min(start + _STRETCH, self.chat.rows)
            keep = partial(self.keep, self.columns(shift, start, end), start)
            here = numbers[bisect_left(numbers, start + 1) : bisect_left(numbers, end + 1)]
            for after, before in pairwise((start, *here, end + 1)):
                keep(after, before - 1)
                if before <= end:
                    self.format.ordinary(self.sink, next(others))


class _Shift(NamedTuple):
    """What is added to a source's ms to have the session's, and the instant that offsets are counted from."""

    ms: int
    start_ms: int | None


def worth_while(sink: Sink) -> bool:
    """Tell whether the engine can read the file, and is quicker by so much that it should try."""
    export = sink.export
    if not sink.takes_columns or export.member is not None or export.packed_size < LEAST_BYTES:
        return False
    if is_pattern(export.path) or not str(export.path).isprintable():
        return False
    with export.path.open("rb") as file:
        return file.read(2) != b"\x1f\x8b"


def read_bulk(sink: Sink, sheet: Sheet, format_: Format) -> bool:
    """Read a chat by way of the engine; False, and nothing is kept, where it has to be read in another way."""
    with ThreadPoolExecutor(max_workers=1) as beside, BulkChat(format_.layout) as chat:
        regular = beside.submit(regular_rows, sheet)
        bulk = _Bulk(sink, sheet, format_, chat)
        try:
            chat.load()
            if regular.result() != chat.rows or not chat.rows or len(chat.others()) > chat.rows * _MOST_OTHERS:
                return False
            prepared = bulk.prepare()
        except TooLargeError:
            return False
        if not prepared or not sink.are_new(chat.ids):
            return False
        shift = None if bulk.times else bulk.shift()
        if shift is None and not bulk.times:
            return False
        sink.meet(chat.ids)
        bulk.keep_all(shift, chat.others())
        return True


def _records(sink: Sink, sheet: Sheet, numbers: Sequence[int]) -> Iterator[Record]:
    """Read the rows that have these numbers, in the order of the file."""
    for piece in quick_rows(sheet, sink) if numbers else ():
        if isinstance(piece, Grid):
            first, end = (bisect_left(numbers, number) for number in (piece.number, piece.number + len(piece)))
            for number in numbers[first:end]:
                yield from piece.part(number - piece.number, number - piece.number + 1).records()
