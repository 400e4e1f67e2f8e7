"""The words by which shops call the state of an order, in English, Spanish, French and Portuguese."""

from __future__ import annotations

import re
from typing import Final

from rex.importers.sheet import plain

_NOT = r"\b(?:not|no|non|nao|sin|un|in)[ -]?"
_REFUSED = r"reject|rechaz|recusad|declin|denied|deneg|refus|reverted|revert"
_STATUS: Final = (
    ("placed", rf"(?:refund|reembols|rembours|return|cancel|annul)\w*(?: \w+)? (?:{_REFUSED})|\buncancel"),
    ("placed", rf"{_NOT}(?:entreg|livr|deliver|shipped|enviad|expedi)|undeliver|unshipped"),  # paid or not: untold
    ("partially_refunded", r"partial\w* refund|parcialmente reembolsad|partiellement rembours"),
    ("refunded", r"refund|reembols|devuelt|devolvid|rembours|returned"),
    ("cancelled", r"cancel|anulad|annul|\bvoid"),
    (
        "failed",
        r"fail|fallid|falhou|rechazad|recusad|echou|refus|declin|expire|unsuccess|denied|deneg|error|abandon|rejected",
    ),
    ("giveaway", r"giveaway|sorteo|regalo|concours|cadeau"),
    (
        "pending",
        rf"pend|unpaid|impagad|en attente|on.?hold|awaiting|por pagar|impay|incomplet|{_NOT}(?:pa[giy]|complet|conclu)",
    ),
    (
        "paid",
        (
            r"\bpaid|pagad|\bpag[ao]\b|paye|\bcomplet|conclu|succeed|\bsuccess|entreg|\blivre|\bdeliver|shipped|enviad"
            r"|expedi"
        ),
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
