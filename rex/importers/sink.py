"""Where an importer puts its rows: the sink cleans, pseudonymises, counts, and passes them on.

Every row that the format repeats is handed over exactly once, so `rows read = kept + set aside` cannot
be wrong. Viewers' words are cleaned and redacted here, people become pseudonyms here; nothing behind
this point ever sees a raw name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from rex.engine.row_ids import row_id
from rex.importers.chat_columns import times_at
from rex.importers.tally import Tally
from rex.importers.writers import ColumnsWriter, Nowhere, Writer
from rex.model.source import Issue, Reason, Source
from rex.model.tables import ChatRow, Row, SetAsideRow
from rex.text.clean import clean
from rex.text.messages import Messages
from rex.text.redact import redact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from rex.importers.base import Importer, Recognition
    from rex.importers.chat_columns import ChatColumns
    from rex.importers.clock import SourceClock, Stamp
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.model.message import Message
    from rex.text.messages import Said
    from rex.text.pseudonym import Pseudonymiser

__all__ = ["Nowhere", "Sink", "Writer", "extra_of"]

_SIGNS = r"[\d\s.,:/+\-_'’$€£¥%#]*"
_HARMLESS = re.compile(rf"(?=.{{1,40}}$){_SIGNS}(?:(?:[ap]\.?\s?m\.?|[A-Za-z]{{1,3}})(?![A-Za-z]){_SIGNS})?")
"""Digits and signs with at most one short word: a half of the day, a currency, a unit. Two could be a name."""
_LONG_NUMBER = re.compile(r"\d(?:[\s.\-]?\d){7}[A-Za-z]?(?![\d:])")
"""Eight digits could be a phone or an id; amounts have fewer in a row, and times colons."""


class Sink:
    """Collects one file's rows for the facts, and what there is to say about them for the record."""

    def __init__(
        self,
        export: ExportFile,
        head: Head,
        clock: SourceClock,
        people: Pseudonymiser,
        writer: Writer,
        *,
        seen: set[str] | None = None,
        currency: str | None = None,
        copy_of: str = "",
    ) -> None:
        self.export, self.head, self.clock = export, head, clock
        self.currency = currency
        self._copy_of = copy_of
        self._people, self._writer = people, writer
        self.shape: tuple[Message, ...] = ()
        """How a table without a platform's own shape is written, as its whole columns tell."""
        self._tally = Tally()
        self._shares_ids = seen is not None
        self._native: set[str] = set() if seen is None else seen
        self._messages = Messages()

    @property
    def issues(self) -> list[Issue]:
        """Give what was odd, up to so many."""
        return self._tally.issues

    def are_new(self, ids: Callable[[], Sequence[str]]) -> bool:
        """Tell whether none of these ids was met before."""
        return not self._native or self._native.isdisjoint(ids())

    def meet(self, ids: Callable[[], Sequence[str]]) -> None:
        """Meet ids that are in this file once, where another file could repeat them."""
        if self._shares_ids:
            self._native.update(ids())

    @property
    def takes_columns(self) -> bool:
        """Tell whether many rows may come together as columns."""
        return isinstance(self._writer, ColumnsWriter) and not self._copy_of

    def person(self, identity: str) -> str:
        """Turn a raw identity into its pseudonym."""
        return self._people.of(identity)

    def people(self, identities: Sequence[str]) -> list[str | None]:
        """Turn many raw identities into their pseudonyms; "" is nobody."""
        authors: list[str | None] = list(self._people.all_of(identities))
        if "" in identities:
            return [author if raw else None for author, raw in zip(authors, identities, strict=True)]
        return authors

    def said(self, raws: Sequence[str]) -> Said:
        """Clean, redact and fold many texts from outside."""
        return self._messages.many(raws)

    def words(self, raw: str) -> str:
        """Clean and redact a text from outside; the only way for one into the facts."""
        return self._messages.one(raw)[0]

    def label(self, raw: str) -> str:
        """Clean a text of the shop's or the team's own (a product, a code, a title): nobody's personal data."""
        return clean(raw)

    def shown(self, raw: str) -> str:
        """Give a cell for a sentence about it, where it is plainly a number or a time; else "…": it may be personal."""
        plainly = _HARMLESS.fullmatch(raw) and not _LONG_NUMBER.search(raw) and redact(raw) == raw
        return raw if plainly else "…"

    def first_time(self, native_id: str) -> bool:
        """Tell whether this id was not met before, in this file or another of the session; a repeat is a duplicate."""
        if native_id in self._native:
            return False
        self._native.add(native_id)
        return True

    def keep(self, table: str, row: Row, stamp: Stamp | None, src_row: int, native: str = "") -> None:
        """Keep one row of the format as one row of a table; a copy of another file keeps none."""
        if self._copy_of:
            self.set_aside(src_row, "duplicate", detail=self._copy_of)
            return
        self._tally.kept += 1
        self._write(table, row, stamp, src_row, native or str(src_row), 0)

    def keep_all(self, rows: Iterable[tuple[str, Row, Stamp | None]], src_row: int, native: str = "") -> None:
        """Keep one row of the format that fills several canonical rows, or none (an answer sheet, a document)."""
        if self._copy_of:
            self.set_aside(src_row, "duplicate", detail=self._copy_of)
            return
        self._tally.kept += 1
        for part, (table, row, stamp) in enumerate(rows):
            self._write(table, row, stamp, src_row, native or str(src_row), part)

    def keep_chat(self, chat: ChatColumns) -> bool:
        """Keep many rows of the format as one message each; False, and nothing is kept, where not all of them can be.

        That is where one of them is a repeat, or has no time that a show could have.
        """
        if self._copy_of:
            return False
        count = len(chat.rows)
        new = set(chat.natives)
        if len(new) < count or not self._native.isdisjoint(new):
            return False
        times = times_at(self.clock, chat.instants, chat.raw)
        if times is None:
            return False
        self._native |= new
        texts, keys = self.said(chat.texts)
        columns = {
            **chat.others,
            "src_row": chat.rows,
            "t_ms": times.t_ms,
            "offset_ms": times.offset_ms,
            "time_raw": chat.raw,
            "time_quality": "exact",
            "author": self.people(chat.authors),
            "text": texts,
            "text_key": keys,
        }
        self.keep_made(columns, count, chat.natives)
        return True

    def keep_made(self, columns: Mapping[str, Any], count: int, natives: Sequence[str] | None) -> None:
        """Keep many messages whose columns are already as they go into the facts; none of them is a repeat."""
        columns = {**columns, "source": self.export.name}
        self._tally.kept += count
        self._tally.tables["chat"] += count
        self._tally.mark_chat(columns, count)
        if isinstance(self._writer, ColumnsWriter):
            self._writer.write_many("chat", count, columns, natives)
            return
        for row, native in zip(_rows_of(columns, count), natives or [""] * count, strict=True):
            row.row_id = row_id(row.source, native or str(row.src_row), "chat")
            self._writer.write("chat", row)

    def _write(self, table: str, row: Row, stamp: Stamp | None, src_row: int, native: str, part: int) -> None:
        row.source, row.src_row = self.export.name, src_row
        row.row_id = row_id(row.source, native, table, part)
        if stamp is not None:
            row.t_ms, row.offset_ms, row.time_quality, row.time_raw = stamp
        if isinstance(row, ChatRow):
            row.text_key = self._messages.key(row.text)
        self._tally.mark(row)
        self._tally.tables[table] += 1
        self._writer.write(table, row)

    def set_aside(self, src_row: int, reason: Reason, *, line: int = 0, detail: str = "") -> None:
        """Set one row of the format aside: stored by its address with the reason, in no count."""
        self._tally.reasons[reason] += 1
        self._writer.write(
            "set_aside", SetAsideRow(source=self.export.name, src_row=src_row, line=line, reason=reason, detail=detail)
        )

    def unreadable(self, src_row: int, *, line: int, column: str, problem: Message, did: Message) -> None:
        """Set a row aside since it cannot be read, and say where and what is wrong with it."""
        self.set_aside(src_row, "unreadable", line=line, detail=column)
        self.note(line=line, column=column, problem=problem, did=did)

    def note(self, *, line: int, column: str, problem: Message, did: Message) -> None:
        """Say that something is odd at a place, without setting a row aside."""
        self._tally.note(Issue(file=self.export.name, line=line, column=column, problem=problem, did=did))

    @property
    def rows_read(self) -> int:
        """Count the rows that were kept or set aside so far."""
        return self._tally.kept + sum(self._tally.reasons.values())

    def described(self, importer: Importer, recognition: Recognition) -> Source:
        """Describe what became of the file, for `rex inspect` and the record."""
        tally = self._tally
        aside = self.rows_read - tally.kept
        first, last = self.clock.span()
        return Source(
            file=self.export.name,
            sha256=self.export.sha256(),
            importer=importer.id,
            importer_version=importer.version,
            status=importer.status,
            why=recognition.why,
            tables=dict(sorted(tally.tables.items())),
            rows_read=self.rows_read,
            rows_kept=tally.kept,
            rows_set_aside=aside,
            reasons=dict(sorted(tally.reasons.items())),
            marked=dict(sorted(tally.marked.items())),
            clock=self.clock.described(),
            first=first,
            last=last,
            shape=self.shape,
        )


def extra_of(cells: Mapping[str, str]) -> str:
    """Write unmapped columns as the JSON object that `extra` holds; empty ones are left out."""
    return msgspec.json.encode({name: text for name, text in cells.items() if text}).decode()


def _rows_of(columns: Mapping[str, Any], count: int) -> Iterator[ChatRow]:
    """Turn columns into rows, for a writer that takes rows."""
    for at in range(count):
        values = {name: column if _is_one(column) else column[at] for name, column in columns.items()}
        yield ChatRow(**{name: value.item() if hasattr(value, "item") else value for name, value in values.items()})


def _is_one(column: Any) -> bool:
    return column is None or isinstance(column, (str, int))
