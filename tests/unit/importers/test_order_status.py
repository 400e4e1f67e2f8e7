"""The words of shops for the state of an order: what was paid counts, what only sounds like it does not."""

from __future__ import annotations

import pytest

from rex.importers.order_status import status_of

SAID = {
    "paid": "Paid|Payée|pagado|Completed|Delivered|Entregado|livré|Succeeded|shipped|Enviado",
    "pending": "not paid|No pagado|non payée|unpaid|Pago pendiente|en attente|incomplete|Not completed|No completado",
    "failed": "Payment unsuccessful|Denied|Payment error|abandoned|Pago rechazado|échoué|expired",
    "refunded": "refunded|Remboursé|devuelto",
    "partially_refunded": "Partially refunded|parcialmente reembolsado",
    "cancelled": "cancelled|annulée|void|anulado",
    "placed": "Refund rejected|reembolso rechazado|Cancelación rechazada|Uncancelled|No entregado|non livré|x",
}


@pytest.mark.parametrize(
    ("status", "word"), [(status, word) for status, said in SAID.items() for word in said.split("|")]
)
def test_a_word_names_its_status(status: str, word: str) -> None:
    assert status_of(word) == status
