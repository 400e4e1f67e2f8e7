"""Bambuser's stats of one show as its API gives them: views, unique viewers, cart clicks, purchases, revenue.

Views are sessions that end after 30 idle minutes, viewers are devices (a cookie). The revenue names no currency: it is
the session's where `session.yaml` says one. The API's stats of several shows have the same shape; they are no show's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from rex.importers import bambuser_answers as answers
from rex.importers.base import Importer, Recognition
from rex.importers.documents import unreadable_document
from rex.importers.platform_totals import Amounts, Column, as_found, total_of
from rex.model.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.model.tables import TotalRow

TOTALS: Final = {
    "views": Column("views"),
    "uniqueViewers": Column("viewers"),
    "addToCartClicks": Column("add_to_cart"),
    "purchases": Column("orders"),
    "revenue": Column("revenue", "currency"),
}
_FEWEST = 3


def _recognise(head: Head) -> Recognition | None:
    for value in answers.first_elements(head):
        if _is_stats(value):
            return Recognition(92, "views, uniqueViewers, addToCartClicks and purchases: Bambuser's stats of a show.")
    return None


def _is_stats(value: dict[str, Any]) -> bool:
    return len(TOTALS.keys() & value.keys()) >= _FEWEST and not {"uniqueViewers", "addToCartClicks"}.isdisjoint(value)


def _read(_: ExportFile, sink: Sink) -> None:
    for element in answers.elements(sink.head):
        value, number, line = element.value, element.number, element.line
        if element.broken:
            unreadable_document(sink, element, number)
        elif not isinstance(value, dict) or not _is_stats(value):
            sink.set_aside(number, "other", line=line)
        elif not sink.first_time("bambuser_stats\x1f" + "\x1f".join(f"{k}={value.get(k)}" for k in TOTALS)):
            sink.set_aside(number, "duplicate", line=line)
        elif kept := list(_totals(sink, value, line)):
            sink.keep_all([("totals", total, None) for total in kept], number)
        else:
            sink.set_aside(number, "blank", line=line)


def _totals(sink: Sink, value: dict[str, Any], line: int) -> Iterator[TotalRow]:
    others = {k: sink.words(str(v)) for k, v in value.items() if k not in TOTALS and isinstance(v, (str, int, float))}
    for key, column in TOTALS.items():
        told = value.get(key)
        if told is None:
            continue
        text = str(told) if isinstance(told, (str, int, float)) and not isinstance(told, bool) else ""
        total = total_of(column, key, text, Amounts(".", sink.currency))
        if total is None:
            problem = say("“{text}” is not a number.", text=sink.shown(text))
            sink.note(line=line, column=key, problem=problem, did=say("The cell is left out, the row is kept."))
            continue
        total.extra = as_found(text, others)
        others = {}
        yield total


IMPORTER = Importer(
    id="bambuser_stats",
    title="Bambuser stats of a show",
    tables=("totals",),
    recognise=_recognise,
    read=_read,
    where="Bambuser's API, GET /stats/show/ID, saved as JSON",
    source="the fields that the vendor's published workflow reads; no answer was seen",
    status="unverified",
    rows=answers.raw_rows,
)
