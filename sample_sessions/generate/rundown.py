"""Write the run of show the way a team keeps it in a sheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from sample_sessions.generate.catalogue import skus

if TYPE_CHECKING:
    from sample_sessions.generate.plan import Plan, Segment

HEADERS = {
    "en": ("start", "end", "kind", "title", "products", "notes"),
    "es": ("inicio", "fin", "tipo", "título", "productos", "notas"),
    "fr": ("début", "fin", "type", "titre", "produits", "notes"),
}
KINDS = {
    "es": {"intro": "bienvenida", "product": "producto", "offer": "oferta", "qna": "preguntas",
           "giveaway": "sorteo", "outro": "cierre"},
    "fr": {"intro": "accueil", "product": "produit", "offer": "offre", "qna": "questions",
           "giveaway": "tirage", "outro": "clôture"},
    "en": {},
}  # fmt: skip


def write_rundown(plan: Plan, lang: str) -> bytes:
    """Give the planned segments as CSV, times as offsets from the start."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="," if lang == "en" else ";", lineterminator="\n")
    writer.writerow(HEADERS[lang])
    for segment in plan.segments:
        writer.writerow(_row(segment, lang))
    return out.getvalue().encode("utf-8")


def _row(segment: Segment, lang: str) -> tuple[str, ...]:
    kind = KINDS[lang].get(segment.kind, segment.kind)
    codes = " ".join(skus(segment.products))
    return clock(segment.start), clock(segment.end), kind, segment.title, codes, segment.note


def clock(second: float) -> str:
    """Write seconds as h:mm:ss."""
    whole = int(second)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
