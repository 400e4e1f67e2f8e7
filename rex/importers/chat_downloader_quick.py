"""The quick way through a chat that chat-downloader saved: nearly every row is one plain text message.

The parser makes only what such a message needs, and many messages go to the sink together. Rows of any other kind, and
those that stand together with a repeat, go the ordinary way, so that the facts are the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import msgspec

from rex.engine.bulk import Layout
from rex.importers.chat_bulk import read_bulk, worth_while
from rex.importers.chat_columns import ChatColumns, keep_stretches, one_for_all, some_bot
from rex.importers.chat_downloader_people import standing, titles_of
from rex.importers.quick_rows import Grid, quick_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rex.importers.chat_people import Role
    from rex.importers.clock import Stamp
    from rex.importers.documents import Batch, Document
    from rex.importers.sheet import Sheet
    from rex.importers.sink import Sink
    from rex.importers.tables import Record

_FIRST_USEC, _LAST_USEC = 10**14, 10**17
_PLAIN_TYPES = frozenset({None, "", "text_message"})
_AUTHOR_OF_2020: Final = ("author_id", "author")


class _Author(msgspec.Struct, gc=False):
    id: str | None = None
    name: str | None = None
    display_name: str | None = None
    badges: list[Any] | None = None


class _Entry(msgspec.Struct, gc=False):
    """The fields of a message that decide what becomes of it; those of 2020 keep the author's at the top."""

    timestamp: int
    author: _Author | str
    author_id: str | None = None
    badges: str | None = None
    message: str | None = None
    message_id: str | None = None
    message_type: str | None = None
    amount: Any = None
    money: Any = None


_parse = msgspec.json.Decoder(_Entry).decode


@dataclass(slots=True)
class Columns:
    """Messages by column; `raw` are the timestamps as found, `titles` of badges are None where nobody has one."""

    usecs: Sequence[int]
    raw: Sequence[str]
    ids: Sequence[str]
    texts: Sequence[str]
    identities: Sequence[str]
    names: Sequence[str]
    titles: Sequence[tuple[str, ...]] | None

    def keep(self, sink: Sink, number: int, start: int, end: int) -> bool:
        """Keep some of the messages, of which the first has `number`; False where one is a repeat or has no time."""
        few = slice(start, end)
        ids, raw, texts, identities = self.ids[few], self.raw[few], self.texts[few], self.identities[few]
        return sink.keep_chat(
            ChatColumns(
                rows=range(number, number + end - start),
                instants=[usec // 1000 for usec in self.usecs[few]],
                raw=raw,
                authors=identities,
                texts=texts,
                natives=ids if all(ids) else list(map(native_of, ids, raw, identities, texts)),
                others={"msg_id": one_for_all(ids), **self._standings(few)},
            )
        )

    def _standings(self, few: slice) -> dict[str, Any]:
        """Give the columns of roles and members; none where all are viewers without badges."""
        names = self.names[few]
        titles = [()] * len(names) if self.titles is None else self.titles[few]
        if not any(titles) and not some_bot(names):
            return {}
        roles, members = zip(*map(standing, titles, names), strict=True)
        return {"role": one_for_all(roles), "member": one_for_all(members)}


def native_of(message_id: str, timestamp: str, identity: str, text: str, amount: str = "") -> str:
    """Name a message: by its id, or by who wrote what in which microsecond."""
    return message_id or f"{timestamp}\x1f{identity}\x1f{amount}\x1f{text}"


def read_batch(sink: Sink, batch: Batch, ordinary: Callable[[Document], None]) -> None:
    """Keep the plain messages among lines of JSON together; each other document goes to `ordinary`."""
    entries = _entries(batch.lines)

    def keep(start: int, end: int) -> bool:
        columns = _columns(entries[start:end])  # type: ignore[arg-type]  # the plain ones are all there
        return columns is not None and columns.keep(sink, batch.number + start, 0, end - start)

    def one_by_one(start: int, end: int) -> None:
        for document in batch.part(start, end).documents():
            ordinary(document)

    keep_stretches(entries, keep, one_by_one)


def _entries(lines: Sequence[bytes]) -> list[_Entry | None]:
    """Parse lines; None for each that is no plain message."""
    found: list[_Entry | None]
    try:
        found = list(map(_parse, lines))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        found = list(map(_parse_or_none, lines))
    return [entry if entry is not None and _is_plain(entry) else None for entry in found]


def _parse_or_none(line: bytes) -> _Entry | None:
    try:
        return _parse(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _is_plain(entry: _Entry) -> bool:
    return (
        entry.message_type in _PLAIN_TYPES
        and entry.money is None
        and not entry.amount
        and _FIRST_USEC < entry.timestamp < _LAST_USEC
    )


def _columns(entries: Sequence[_Entry]) -> Columns | None:
    """Turn plain entries into columns; None where some have the fields of 2020 and others those of later."""
    authors: list[Any] = [entry.author for entry in entries]
    kinds = set(map(type, authors))
    titles: list[tuple[str, ...]] | None = None
    if kinds == {_Author}:
        names = [author.name or author.display_name or "" for author in authors]
        identities = [author.id or name for author, name in zip(authors, names, strict=True)]
        if any(badges := [author.badges for author in authors]):
            titles = list(map(titles_of, badges))
    elif kinds == {str}:
        names = authors
        identities = [entry.author_id or entry.author for entry in entries]
        titles = [(entry.badges,) if entry.badges else () for entry in entries]
    else:
        return None
    usecs = [entry.timestamp for entry in entries]
    ids = [entry.message_id or "" for entry in entries]
    texts = [entry.message or "" for entry in entries]
    return Columns(usecs, list(map(str, usecs)), ids, texts, identities, names, titles)


def read_table(sink: Sink, sheet: Sheet, ordinary: Callable[[Sink, Record], None]) -> None:
    """Keep the plain messages of a table together; each other row goes to `ordinary`."""
    layout = _layout(sheet)
    bulk = None if layout is None else layout.bulk(sink, sheet, ordinary)
    if bulk is not None and read_bulk(sink, sheet, bulk):
        return
    for piece in quick_rows(sheet, sink):
        if isinstance(piece, Grid) and layout is not None:
            _read_grid(sink, layout, piece, ordinary)
        else:
            for record in piece.records() if isinstance(piece, Grid) else (piece,):
                ordinary(sink, record)


def _read_grid(sink: Sink, layout: _Layout, grid: Grid, ordinary: Callable[[Sink, Record], None]) -> None:
    columns, plain = layout.columns(grid)

    def keep(start: int, end: int) -> bool:
        return columns.keep(sink, grid.number + start, start, end)

    def one_by_one(start: int, end: int) -> None:
        for record in grid.part(start, end).records():
            ordinary(sink, record)

    keep_stretches(plain, keep, one_by_one)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the columns stand that decide what becomes of a row; `empty` ones are so in every plain row."""

    timestamp: int
    text: int | None
    id: int | None
    type: int | None
    identity: tuple[int, ...]
    name: tuple[int, ...]
    titles: tuple[int, ...]
    empty: tuple[int, ...]

    def columns(self, grid: Grid) -> tuple[Columns, Sequence[bool]]:
        """Make the columns of a grid, and tell which of its rows are plain messages."""
        nothing = [""] * len(grid)
        raw = grid.column(self.timestamp)
        usecs = list(map(_usec, raw))
        plain = [usec > 0 for usec in usecs]
        if self.type is not None:
            plain = [
                so_far and kind in _PLAIN_TYPES for so_far, kind in zip(plain, grid.column(self.type), strict=True)
            ]
        for at in self.empty:
            if any(cells := grid.column(at)):
                plain = [so_far and not cell for so_far, cell in zip(plain, cells, strict=True)]
        names = _first_told(grid, self.name) or nothing
        identities = _first_told(grid, (*self.identity, *self.name)) or nothing
        if "" in identities:
            plain = [so_far and identity != "" for so_far, identity in zip(plain, identities, strict=True)]
        badges = [grid.column(at) for at in self.titles]
        titles = [tuple(filter(None, row)) for row in zip(*badges, strict=True)] if any(map(any, badges)) else None
        ids = nothing if self.id is None else grid.column(self.id)
        texts = nothing if self.text is None else grid.column(self.text)
        return Columns(usecs, raw, ids, texts, identities, names, titles), plain

    def bulk(self, sink: Sink, sheet: Sheet, ordinary: Callable[[Sink, Record], None]) -> _Bulk | None:
        """Say how the engine reads the table; None where it is small, packed, or lacks what the engine goes by."""
        if self.text is None or self.id is None or not (self.identity or self.name) or not worth_while(sink):
            return None
        layout = Layout(
            path=sink.export.path,
            delimiter=sheet.head.dialect.delimiter,
            width=len(sheet.names),
            who=(*self.identity, *self.name, *self.titles),
            text=self.text,
            time=self.timestamp,
            id=self.id,
            micros=(_FIRST_USEC + 1, _LAST_USEC - 1),
            told=((*self.identity, *self.name),),
            among={} if self.type is None else {self.type: ("", "text_message")},
            empty=self.empty,
        )
        return _Bulk(layout, len(self.identity), len(self.name), ordinary)


@dataclass(frozen=True, slots=True)
class _Bulk:
    """What the engine's way needs to know: how many columns tell identity and name, before those of badges."""

    layout: Layout
    identities: int
    names: int
    ordinary: Callable[[Sink, Record], None]

    def who(self, cells: Sequence[str]) -> tuple[str, Role, bool]:
        """Tell identity, role and membership by the cells of the columns for identity, name and badges."""
        badges = self.identities + self.names
        name = next(filter(None, cells[self.identities : badges]), "")
        identity = next(filter(None, cells[: self.identities]), name)
        return identity, *standing(tuple(filter(None, cells[badges:])), name)

    def when(self, cell: str) -> Stamp | None:  # noqa: ARG002  # every format is asked the same
        """Place no time: they are all microseconds."""
        return None

    def is_plain(self, text: str) -> bool:  # noqa: ARG002  # every format is asked the same
        """Take every text: also a message without words is one."""
        return True


def _usec(cell: str) -> int:
    """Read a plain timestamp; 0 for anything else."""
    try:
        usec = int(cell)
    except ValueError:
        return 0
    return usec if _FIRST_USEC < usec < _LAST_USEC else 0


def _first_told(grid: Grid, places: Sequence[int]) -> list[str] | None:
    """Give in each row the first of some columns that is not empty; None where there are no columns."""
    told: list[str] | None = None
    for at in places:
        if told is None:
            told = grid.column(at)
        elif "" in told:
            told = [one or other for one, other in zip(told, grid.column(at), strict=True)]
    return told


def _layout(sheet: Sheet) -> _Layout | None:
    """Find the columns; None where two have one name, or the fields of 2020 and of later stand side by side."""
    keys = [name.strip("\ufeff ") for name in sheet.names]
    at = {key: place for place, key in enumerate(keys)}
    later = any(key.startswith("author.") for key in keys)
    of_2020 = not at.keys().isdisjoint((*_AUTHOR_OF_2020, "badges"))
    if len(at) < len(keys) or "timestamp" not in at or (later and of_2020):
        return None
    titles = [key for key in keys if key.startswith("author.badges.") and key.endswith(".title")]
    return _Layout(
        timestamp=at["timestamp"],
        text=at.get("message"),
        id=at.get("message_id"),
        type=at.get("message_type"),
        identity=tuple(at[key] for key in ("author.id", "author_id") if key in at),
        name=tuple(at[key] for key in ("author.name", "author.display_name", "author") if key in at),
        titles=tuple(at[key] for key in (*titles, "badges") if key in at),
        empty=tuple(place for key, place in at.items() if key == "amount" or key.startswith("money.")),
    )
