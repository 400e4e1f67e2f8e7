"""Reads one export whose importer is known: into the facts, or nowhere for a look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.importers.clock import SourceClock
from rex.importers.sink import Sink

if TYPE_CHECKING:
    from rex.importers.identify import Known
    from rex.importers.sink import Writer
    from rex.model.session import Session
    from rex.model.source import Issue, Source
    from rex.text.pseudonym import Pseudonymiser


def read(
    known: Known,
    session: Session,
    people: Pseudonymiser,
    writer: Writer,
    *,
    seen: set[str] | None = None,
    copy_of: str = "",
) -> tuple[Source, list[Issue], SourceClock]:
    """Read a file: what became of its rows, what was odd in it, and how it tells the time.

    `seen` holds the native ids met in the session's other files, so that an order or a message exported
    twice counts once; the same set goes to every file of a session, in a fixed order. Where the file is byte for byte
    that of another name, `copy_of` is that name, and every row is set aside as a duplicate.
    """
    clock = SourceClock(session, session.clocks.get(known.export.name))
    sink = Sink(known.export, known.head, clock, people, writer, seen=seen, currency=session.currency, copy_of=copy_of)
    known.importer.read(known.export, sink)
    return sink.described(known.importer, known.recognition), sink.issues, clock
