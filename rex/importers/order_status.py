"""The words by which shops call the state of an order, in English, Spanish, French and Portuguese."""

from __future__ import annotations

import re
from typing import Final

from rex.importers.sheet import plain

_STATUS: Final = (
    ("partially_refunded", r"partial\w* refund|parcialmente reembolsad|partiellement rembours"),
    ("refunded", r"refund|reembols|devuelt|devolvid|rembours|returned"),
    ("cancelled", r"cancel|anulad|annul|void"),
    ("failed", r"fail|fallid|falhou|rechazad|recusad|echou|refus|declin|expire"),
    ("giveaway", r"giveaway|sorteo|regalo|concours|cadeau"),
    ("pending", r"pend|unpaid|impagad|en attente|on.?hold|awaiting|por pagar|impay|\b(?:not|no|non|nao|sin) pa[giy]"),
    (
        "paid",
        r"paid|pagad|\bpag[ao]\b|paye|complet|conclu|succeed|success|entreg|livre|deliver|shipped|enviad|expedi",
    ),
)
_FITS: Final = tuple((name, re.compile(pattern)) for name, pattern in _STATUS)
_SENT: Final = re.compile(r"entreg|livre|deliver|shipped|enviad|expedi")
_LONGEST = 32
_MOST_WORDS = 3


def status_of(text: str) -> str:
    """Give the state of an order that a cell names; `placed` where it names none that is known."""
    words = plain(text).replace("_", " ") if text else ""
    return next((name for name, pattern in _FITS if words and pattern.search(words)), "placed")


def names_status(text: str) -> bool:
    """Tell a cell that is one of the known words and no sentence that has one in it."""
    return len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS and status_of(text) != "placed"


def names_shipping(text: str) -> bool:
    """Tell a cell that says where a parcel is: beside it, `pending` need not mean that nobody paid."""
    return bool(_SENT.search(plain(text)))
