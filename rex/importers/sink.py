"""Where an importer puts its rows: the sink cleans, pseudonymises, counts, and passes them on.

Every row that the format repeats is handed over exactly once, so `rows read = kept + set aside` cannot
be wrong. Viewers' words are cleaned and redacted here, people become pseudonyms here; nothing behind
this point ever sees a raw name.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING, Protocol

import msgspec

from rex.model.source import Issue, Mark, Reason, Source
from rex.model.tables import ChatRow, Row, SalesRow, SetAsideRow
from rex.text.clean import clean
from rex.text.redact import redact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rex.importers.base import Importer, Recognition
    from rex.importers.clock import SourceClock, Stamp
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.model.message import Message
    from rex.text.pseudonym import Pseudonymiser

MOST_ISSUES = 20
"""Issues shown one by one for a file; the rest are counted with the rows they set aside."""

_SIGNS = r"[\d\s.,:/+\-_'’$€£¥%#]*"
_HARMLESS = re.compile(rf"(?=.{{1,40}}$){_SIGNS}(?:(?:[ap]\.?\s?m\.?|[A-Za-z]{{1,3}})(?![A-Za-z]){_SIGNS})?")
"""Digits and signs with at most one short word: a half of the day, a currency, a unit. Two could be a name."""
_LONG_NUMBER = re.compile(r"\d(?:[\s.\-]?\d){7}[A-Za-z]?(?![\d:])")
"""Eight digits could be a phone or an id; amounts have fewer in a row, and times colons."""
_BREAKS = re.compile(r"[\W_]+")


class Writer(Protocol):
    """Takes canonical rows: the facts on disk, or nothing at all for a look."""

    def write(self, table: str, row: msgspec.Struct) -> None:
        """Take one row."""


class Nowhere:
    """A writer for looking: every row is counted by the sink and forgotten."""

    def write(self, table: str, row: msgspec.Struct) -> None:
        """Forget the row."""


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
    ) -> None:
        self.export, self.head, self.clock = export, head, clock
        self.currency = currency
        self._people, self._writer = people, writer
        self._kept = 0
        self._reasons: Counter[str] = Counter()
        self._tables: Counter[str] = Counter()
        self._marked: Counter[str] = Counter()
        self._native: set[str] = set() if seen is None else seen
        self.issues: list[Issue] = []
        self.unshown_issues = 0
        self.shape: tuple[Message, ...] = ()
        """How a table without a platform's own shape is written, as its whole columns tell."""

    def person(self, identity: str) -> str:
        """Turn a raw identity into its pseudonym."""
        return self._people.of(identity)

    def words(self, raw: str) -> str:
        """Clean and redact a text from outside; the only way for one into the facts."""
        return redact(clean(raw))

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
        """Keep one row of the format as one row of a table."""
        self._kept += 1
        self._write(table, row, stamp, src_row, native or str(src_row), 0)

    def keep_all(self, rows: Iterable[tuple[str, Row, Stamp | None]], src_row: int, native: str = "") -> None:
        """Keep one row of the format that fills several canonical rows, or none (an answer sheet, a document)."""
        self._kept += 1
        for part, (table, row, stamp) in enumerate(rows):
            self._write(table, row, stamp, src_row, native or str(src_row), part)

    def _write(self, table: str, row: Row, stamp: Stamp | None, src_row: int, native: str, part: int) -> None:
        row.source, row.src_row = self.export.name, src_row
        row.row_id = _row_id(row.source, native, table, part)
        if stamp is not None:
            row.t_ms, row.offset_ms, row.time_quality, row.time_raw = stamp
        if isinstance(row, ChatRow):
            row.text_key = folded(row.text)
            if row.role != "viewer" or row.deleted or row.spam or row.giveaway:
                self._count_marks(row)
        elif isinstance(row, SalesRow):
            self._count_marks(row)
        self._tables[table] += 1
        self._writer.write(table, row)

    def _count_marks(self, row: ChatRow | SalesRow) -> None:
        marks: tuple[tuple[Mark, bool], ...]
        if isinstance(row, ChatRow):
            marks = (
                ("bot", row.role == "bot"),
                ("host", row.role == "host"),
                ("moderator", row.role == "moderator"),
                ("deleted", row.deleted),
                ("spam", row.spam),
                ("giveaway", row.giveaway),
            )
        else:
            marks = (("cancelled", row.cancelled), ("unpaid", row.unpaid), ("giveaway", row.giveaway))
        for mark, holds in marks:
            if holds:
                self._marked[mark] += 1

    def set_aside(self, src_row: int, reason: Reason, *, line: int = 0, detail: str = "") -> None:
        """Set one row of the format aside: stored by its address with the reason, in no count."""
        self._reasons[reason] += 1
        self._writer.write(
            "set_aside", SetAsideRow(source=self.export.name, src_row=src_row, line=line, reason=reason, detail=detail)
        )

    def unreadable(self, src_row: int, *, line: int, column: str, problem: Message, did: Message) -> None:
        """Set a row aside since it cannot be read, and say where and what is wrong with it."""
        self.set_aside(src_row, "unreadable", line=line, detail=column)
        self.note(line=line, column=column, problem=problem, did=did)

    def note(self, *, line: int, column: str, problem: Message, did: Message) -> None:
        """Say that something is odd at a place, without setting a row aside."""
        if len(self.issues) < MOST_ISSUES:
            self.issues.append(Issue(file=self.export.name, line=line, column=column, problem=problem, did=did))
        else:
            self.unshown_issues += 1

    def described(self, importer: Importer, recognition: Recognition) -> Source:
        """Describe what became of the file, for `rex inspect` and the record."""
        aside = sum(self._reasons.values())
        first, last = self.clock.span()
        return Source(
            file=self.export.name,
            sha256=self.export.sha256(),
            importer=importer.id,
            importer_version=importer.version,
            status=importer.status,
            why=recognition.why,
            tables=dict(sorted(self._tables.items())),
            rows_read=self._kept + aside,
            rows_kept=self._kept,
            rows_set_aside=aside,
            reasons=dict(sorted(self._reasons.items())),
            marked=dict(sorted(self._marked.items())),
            clock=self.clock.described(),
            first=first,
            last=last,
            shape=self.shape,
        )


def extra_of(cells: Mapping[str, str]) -> str:
    """Write unmapped columns as the JSON object that `extra` holds; empty ones are left out."""
    return msgspec.json.encode({name: text for name, text in cells.items() if text}).decode()


def folded(text: str) -> str:
    """Fold a message for counting repeats: case, punctuation and runs of spaces do not make another message.

    A text without letters or digits (emoji alone) keeps its characters.
    """
    return _BREAKS.sub(" ", text.casefold()).strip() or text.strip()


def _row_id(source: str, native: str, table: str, part: int) -> str:
    """Make the stable id of a row from where it came from; the same export gives the same ids on every machine."""
    return hashlib.blake2b(
        f"{source}\x1f{native}\x1f{table}\x1f{part}".encode("utf-8", "replace"), digest_size=8
    ).hexdigest()
