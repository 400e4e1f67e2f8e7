"""Bambuser's shows as its API gives them: one show, or a list with the state, times and line-up of each.

`startedAt` and `endedAt` are instants in UTC. `showLengthSeconds` is the platform's own length and is not theirs (1337
in a show whose two instants lie 943 seconds apart): it is kept as a total and never used as the show's length.
A file of many ended shows gives each as a part: a table of one row that holds the show as it stood in the answer.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from rex.importers import bambuser_answers as answers
from rex.importers.base import Importer, Part, RawRow, Recognition
from rex.importers.documents import Document, unreadable_document
from rex.importers.platform_totals import as_found
from rex.importers.session_rows import ANOTHER, Start, rows_of_session
from rex.importers.sheet import Sheet, sheet_of
from rex.importers.sink import extra_of
from rex.importers.times import parse_wall
from rex.importers.youtube_items import whole
from rex.model.tables import ProductRow, Row, TotalRow
from rex.text.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from rex.importers.clock import Stamp
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink

PART: Final = ("bambuser_show_id", "bambuser_show")
"""The header of a part's table: the show's id, and the show as JSON."""
_KEYS = frozenset(
    {
        "scheduledStartAt", "startedAt", "endedAt", "isTestShow", "isLive", "allowArchivedPlayback", "isArchived",
        "showLengthSeconds", "curtains", "contributors", "channels", "published", "orgId",
    }
)  # fmt: skip
_FEWEST_KEYS = 4
_TOLD = ("id", "title", "state", "createdAt", "scheduledStartAt", "startedAt", "endedAt")
_LONGEST_S = 10**7


def _recognise(head: Head) -> Recognition | None:
    if _table(head) is not None:
        return Recognition(99, "bambuser_show_id and bambuser_show: one of Bambuser's shows, parted by REX.")
    if any(_is_show(value) for value in answers.first_elements(head)):
        return Recognition(95, "state, scheduledStartAt, isTestShow and products: Bambuser's shows.")
    return None


def _is_show(value: dict[str, Any]) -> bool:
    return "state" in value and "title" in value and len(_KEYS & value.keys()) >= _FEWEST_KEYS


def _table(head: Head) -> Sheet | None:
    sheet = sheet_of(head) if head.kind in {"text", "workbook"} else None
    return sheet if sheet is not None and sheet.folded[: len(PART)] == PART else None


class _Show(NamedTuple):
    """One show of a file: its row, and the show itself; None where the row holds none."""

    element: Document
    show: dict[str, Any] | None


def _shows(head: Head) -> Iterator[_Show]:
    for element in answers.elements(head):
        show = element.value if isinstance(element.value, dict) and _is_show(element.value) else None
        yield _Show(element, show)


def _shows_of_table(sheet: Sheet, sink: Sink) -> Iterator[_Show]:
    for record in sheet.rows(sink):
        try:
            value = json.loads(record.cells[1])
        except (ValueError, RecursionError):
            yield _Show(Document(record.number, record.line, None, broken=True), None)
            continue
        yield _Show(Document(record.number, record.line, value), value if isinstance(value, dict) else None)


def _read(_: ExportFile, sink: Sink) -> None:
    sheet = _table(sink.head)
    shows = list(_shows(sink.head) if sheet is None else _shows_of_table(sheet, sink))
    starts = [
        Start(entry.element.number, _instant(entry.show, "startedAt")) for entry in shows if entry.show is not None
    ]
    mine = rows_of_session(sink, "startedAt", starts)
    for entry in shows:
        number, line = entry.element.number, entry.element.line
        if entry.element.broken:
            unreadable_document(sink, entry.element, number)
        elif entry.show is None:
            sink.set_aside(number, "other", line=line)
        elif not sink.first_time(f"bambuser_show\x1f{entry.show.get('id') or number}"):
            sink.set_aside(number, "duplicate", line=line)
        elif mine is not None and number not in mine:
            sink.set_aside(number, "other", line=line, detail=ANOTHER)
        else:
            sink.keep_all(list(_rows(sink, entry.show)), number)


def _instant(show: dict[str, Any] | None, key: str) -> datetime | None:
    text = None if show is None else show.get(key)
    wall = parse_wall(text, "ymd") if isinstance(text, str) else None
    return wall if wall is not None and wall.tzinfo is not None else None


def _rows(sink: Sink, show: dict[str, Any]) -> Iterator[tuple[str, Row, Stamp | None]]:
    """Write what a show says: the platform's length of it, and its line-up."""
    start = _instant(show, "startedAt")
    length = whole(show.get("showLengthSeconds"))
    if length is not None and 0 <= length < _LONGEST_S:
        told = {key: sink.label(str(show[key])) for key in _TOLD if isinstance(show.get(key), str)}
        total = TotalRow(
            metric="duration",
            metric_raw="showLengthSeconds",
            value_milli=length * 1000,
            unit="seconds",
            extra=as_found(str(length), told),
        )
        yield "totals", total, None if start is None else sink.clock.at_wall(start, str(show["startedAt"]))
    products = show.get("products")
    for product in products if isinstance(products, list) else ():
        row = _product(sink, product)
        if row is not None:
            yield "products", row, None


def _product(sink: Sink, product: Any) -> ProductRow | None:
    """Write one product of the line-up: a reference alone in a list of shows, an object with its title in one show."""
    if isinstance(product, str):
        product = {"id": product}
    if not isinstance(product, dict):
        return None
    told = {key: sink.label(str(value)) for key, value in product.items() if isinstance(value, (str, int, float))}
    reference, title = told.pop("id", ""), told.pop("title", "")
    if not reference and not title:
        return None
    return ProductRow(product_id=reference or title, name=title or reference, extra=extra_of(told))


def _parts(head: Head) -> list[Part]:
    """Name the shows that ended; a test show is none."""
    if head.kind not in {"json", "jsonl"}:
        return []
    parts: list[Part] = []
    for entry in _shows(head):
        start, end = _instant(entry.show, "startedAt"), _instant(entry.show, "endedAt")
        if entry.show is None or start is None or entry.show.get("state") != "ended" or entry.show.get("isTestShow"):
            continue
        lasts = (end - start).total_seconds() if end is not None and end > start else None
        title = clean(str(entry.show["title"])) or f"Bambuser show {start:%Y-%m-%d %H:%M}"
        row = (str(entry.show.get("id") or ""), json.dumps(entry.show, ensure_ascii=False))
        parts.append(Part(title, start, lasts, (PART, row)))
    return parts


def _raw(head: Head) -> Iterator[RawRow]:
    sheet = _table(head)
    if sheet is None:
        yield from answers.raw_rows(head)
        return
    yield RawRow(0, 0, list(sheet.names))
    for record in sheet.all_records():
        yield RawRow(record.number, record.line, record.cells)


IMPORTER = Importer(
    id="bambuser_shows",
    title="Bambuser shows",
    tables=("products", "totals"),
    recognise=_recognise,
    read=_read,
    where="Bambuser's API, GET /shows or /shows/ID, saved as JSON",
    source="the vendor's own example of a list of shows",
    rows=_raw,
    parts=_parts,
)
