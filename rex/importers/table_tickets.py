"""Rows of a help desk: when a ticket was opened, answered and solved. Its words stay in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rex.importers.sheet import plain
from rex.model.tables import TicketRow

if TYPE_CHECKING:
    from rex.importers.clock import Stamp
    from rex.importers.table_reading import Cells, Reading
    from rex.importers.tables import Record
    from rex.model.tables import TicketStatus

_WORDS: Final[dict[TicketStatus, frozenset[str]]] = {
    "open": frozenset(
        [
            "open",
            "new",
            "nuevo",
            "nueva",
            "abierto",
            "abierta",
            "nouveau",
            "nouvelle",
            "ouvert",
            "ouverte",
            "novo",
            "nova",
            "aberto",
        ]
    ),
    "pending": frozenset(
        [
            "pending",
            "on_hold",
            "hold",
            "waiting",
            "in_progress",
            "pendiente",
            "en_espera",
            "en_curso",
            "en_attente",
            "en_cours",
            "pendente",
        ]
    ),
    "solved": frozenset(
        ["solved", "resolved", "done", "resuelto", "resuelta", "solucionado", "resolu", "resolue", "resolvido"]
    ),
    "closed": frozenset(["closed", "cerrado", "cerrada", "ferme", "fermee", "clos", "fechado"]),
}


def status_of(text: str) -> TicketStatus | None:
    """Tell a ticket's state by its word in four languages; None where it is another one."""
    told = plain(text)
    return next((status for status, words in _WORDS.items() if told in words), None)


def take(reading: Reading, cells: Cells, record: Record, stamp: Stamp | None) -> None:
    """Write one ticket; one whose answer or solution cannot be read is unreadable, since it would look unsolved."""
    sink = reading.sink
    if cells["id"] and not sink.first_time(f"{reading.mapping.id}\x1f{cells['id']}"):
        sink.set_aside(record.number, "duplicate", line=record.line)
        return
    later: dict[str, int | None] = {}
    for field in ("first_reply", "solved"):
        found = reading.times.stamp(cells[field]) if cells[field] else None
        if cells[field] and (found is None or found.t_ms is None):
            reading.unreadable(record, field, cells[field])
            return
        later[field] = None if found is None else found.t_ms
    row = TicketRow(
        ticket_id=sink.label(cells["id"]) or str(record.number),
        customer=sink.person(cells["customer"]) if cells["customer"] else None,
        channel=reading.label(cells["channel"]),
        topic=reading.label(cells["topic"]),
        status=status_of(cells["status"]) if cells["status"] else None,
        first_reply_ms=later["first_reply"],
        solved_ms=later["solved"],
        extra=reading.kept(record),
    )
    sink.keep("tickets", row, stamp, record.number)
