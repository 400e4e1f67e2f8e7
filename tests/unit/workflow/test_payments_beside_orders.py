from __future__ import annotations

from rex.model.source import Source
from rex.workflow.reading import payments_beside_orders
from tests.builders import said


def _file(name: str, importer: str, table: str = "sales") -> Source:
    return Source(
        file=name, sha256="0", importer=importer, why="", tables={table: 1}, rows_read=1, rows_kept=1, rows_set_aside=0
    )


def test_payments_beside_orders_are_said_to_be_in_no_sum() -> None:
    (issue,) = payments_beside_orders([_file("pay.csv", "stripe_payments"), _file("orders.csv", "shopify_orders")])
    assert issue.file == "pay.csv"
    assert "orders.csv" in said(issue.problem)
    assert "Only the shop's orders count" in said(issue.did)


def test_payments_alone_or_beside_a_chat_raise_no_doubt() -> None:
    pay = _file("pay.csv", "stripe_payments")
    assert payments_beside_orders([pay]) == payments_beside_orders([pay, _file("c.csv", "zoom_chat", "chat")]) == []
