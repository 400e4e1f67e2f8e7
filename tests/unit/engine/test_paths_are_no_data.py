"""The folder that facts lie in is a place and nothing else: no part of its name may become a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.engine.facts import FactsWriter
from rex.engine.sql import Facts
from rex.model.tables import SalesRow
from tests.builders import window

if TYPE_CHECKING:
    from pathlib import Path


def test_a_folder_called_status_paid_pays_no_order(tmp_path: Path) -> None:
    folder = tmp_path / "status=paid" / "currency=XXX" / "facts"
    folder.parent.mkdir(parents=True)
    with FactsWriter(folder) as writer:
        writer.write("sales", SalesRow(row_id="1", source="a.csv", order_id="1", status="failed", currency="EUR"))
    with Facts(folder, window()) as facts:
        assert facts.rows("SELECT status, currency FROM sales") == [("failed", "EUR")]
