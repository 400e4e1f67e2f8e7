"""Help-desk tables, mapped: when a ticket was opened, answered and solved, and which rows cannot tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.importers.table import mapped_importers
from rex.importers.table_tickets import status_of

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

    from rex.importers.base import Importer

MAPPING = """\
title: Mesa
table: tickets
header: [Caso, Abierto]
columns:
  Caso: id
  Abierto: time
  Correo: customer
  Canal: channel
  Estado: status
  Primera respuesta: first_reply
  Resuelto: solved
time: utc
"""
TABLE = """\
Caso;Abierto;Correo;Canal;Estado;Primera respuesta;Resuelto
T-1;2026-11-20 18:05;ana@example.com;correo;resuelto;2026-11-20 18:35;2026-11-21 09:05
T-2;2026-11-20 18:10;leo@example.com;chat;pendiente;;
T-2;2026-11-20 18:10;leo@example.com;chat;pendiente;;
T-3;2026-11-20 18:20;ana@example.com;chat;abierto;mañana;
T-4;2026-11-20 18:30;;chat;otro estado;;2026-11-20 18:45
"""
OPENED = 1_795_197_900_000
"""2026-11-20 18:05 UTC, in ms."""


def test_a_help_desk_table_is_read_by_its_mapping(reads: Reads, tmp_path: Path, importers: list[Importer]) -> None:
    folder = tmp_path / "mappings"
    folder.mkdir()
    (folder / "mesa.yaml").write_text(MAPPING, encoding="utf-8")
    outcome = reads(TABLE, importers=[*importers, *mapped_importers(folder)])
    assert outcome.counts == (5, 3, 2)
    assert outcome.source.reasons == {"duplicate": 1, "unreadable": 1}
    assert [(issue.line, issue.column) for issue in outcome.issues] == [(5, "Primera respuesta")]
    first, second, last = outcome.the("tickets")
    minute = 60_000
    assert (first.ticket_id, first.t_ms, first.status) == ("T-1", OPENED, "solved")
    assert first.first_reply_ms == OPENED + 30 * minute
    assert first.solved_ms == OPENED + 15 * 60 * minute
    assert (second.status, second.first_reply_ms, second.solved_ms) == ("pending", None, None)
    assert (last.status, last.solved_ms - last.t_ms) == (None, 15 * minute)
    assert first.customer != "ana@example.com"
    assert "example" not in str(outcome.the("tickets"))


@pytest.mark.parametrize(
    ("word", "status"),
    [("Open", "open"), ("En attente", "pending"), ("Resuelta", "solved"), ("Fechado", "closed"), ("vague", None)],
)
def test_a_status_is_known_in_four_languages(word: str, status: str | None) -> None:
    assert status_of(word) == status
