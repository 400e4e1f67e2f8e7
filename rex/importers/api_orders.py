"""Orders as the APIs of shops give them: one object an order, its lines inside; the shapes that all of them share.

A file holds an array of orders, an object `{"orders": [...]}` (a page of an answer), one order, or any of these on
each line. One order is one row of the format. Whoever fetches page after page into one file has them one behind the
other, with or without a line break between: no JSON as a whole, and every page must be read.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from rex.importers.base import RawRow
from rex.importers.documents import Document, documents, unreadable_document
from rex.importers.order_faults import Unread
from rex.importers.order_rows import sales_rows
from rex.importers.sheet import NOT_COUNTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rex.importers.head import Head
    from rex.importers.order_rows import Line, Order
    from rex.importers.sink import Sink

_MOST_LOOKED_AT = 50
_CHUNK = 1 << 20
_SPACE = re.compile(r"\s*")
_NEXT_PAGE = re.compile(rb'\}\s{0,100}\{\s{0,100}"orders?"\s{0,9}:|\]\s{0,100}\[\s{0,100}\{')
"""Where one page ends and the next begins; one piece of JSON may only hold such a place inside a text."""


class Passed(NamedTuple):
    """Why something that stands where orders stand is none: a test, a draft."""

    detail: str


class Entry(NamedTuple):
    """One order of the file as it stands: its number (from 1), the line it stands on, the document it came with."""

    number: int
    line: int
    document: Document
    value: Any


def entries(head: Head) -> Iterator[Entry]:
    """Give every order of a file; a document that is no JSON is one entry too (`document.broken`)."""
    number = 0
    for document in _documents(head):
        for value in _orders_in(document.value):
            number += 1
            yield Entry(number, document.line, document, value)


def _documents(head: Head) -> Iterator[Document]:
    return _pages(head) if head.kind == "json" and _has_pages(head) else documents(head)


def _has_pages(head: Head) -> bool:
    """Tell a file of several pages from one piece of JSON, by a look at all of it."""
    tail = b""
    with head.export.open() as raw:
        while chunk := raw.read(_CHUNK):
            block = tail + chunk
            if _NEXT_PAGE.search(block):
                return True
            tail = block[-300:]
    return False


def _pages(head: Head) -> Iterator[Document]:
    """Read page after page; one that is cut off or damaged is one broken document, with all that follows it."""
    with head.export.open() as raw:
        text = raw.read().decode(head.encoding or "utf-8", "replace").lstrip("\ufeff")
    decoder, at, number, line, counted = json.JSONDecoder(), 0, 0, 1, 0
    while rest := _SPACE.match(text, at):
        at = rest.end()
        if at >= len(text):
            return
        number, line, counted = number + 1, line + text.count("\n", counted, at), at
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            yield Document(number, line, None, broken=True)
            return
        for element in value if isinstance(value, list) else [value]:
            yield Document(number, line, element)


def _orders_in(value: Any) -> list[Any]:
    page = _page(value)
    if page is None:
        return [value]
    return value[page] if isinstance(value[page], list) else [value[page]]


def _page(value: Any) -> str | None:
    """Name the key under which an answer of the API holds its orders; None where the value is an order itself."""
    if isinstance(value, dict):
        if isinstance(value.get("orders"), list):
            return "orders"
        if isinstance(value.get("order"), dict) and len(value) <= 2:
            return "order"
    return None


def raw_entries(head: Head) -> Iterator[RawRow]:
    """Give every order as it stands; what an answer holds around its orders is a row with the number 0."""
    number = 0
    for document in _documents(head):
        page = _page(document.value)
        if page is not None:
            yield RawRow(0, document.line, {**document.value, page: []})
        for value in _orders_in(document.value):
            number += 1
            yield RawRow(number, document.line, value)


def first_orders(head: Head) -> list[dict[str, Any]]:
    """Give the first objects of a file that could be orders, for recognising them."""
    found: list[dict[str, Any]] = []
    for value in head.documents:
        for element in value[:_MOST_LOOKED_AT] if isinstance(value, list) else [value]:
            found += [order for order in _orders_in(element)[:_MOST_LOOKED_AT] if isinstance(order, dict)]
    return found


def take_entries(
    sink: Sink, read_order: Callable[[dict[str, Any]], tuple[Order, list[Line]] | Unread | Passed]
) -> None:
    """Hand every order of the file to the sink, each as its lines, once over all files of the session."""
    for entry in entries(sink.head):
        number = entry.number
        if entry.document.broken:
            unreadable_document(sink, entry.document, number)
            continue
        if not isinstance(entry.value, dict):
            sink.set_aside(number, "other", line=entry.line)
            continue
        found = read_order(entry.value)
        if isinstance(found, Passed):
            sink.set_aside(number, "other", line=entry.line, detail=found.detail)
        elif isinstance(found, Unread):
            sink.unreadable(number, line=entry.line, column=found.column, problem=found.problem, did=NOT_COUNTED)
        elif not sink.first_time(found[0].key):
            sink.set_aside(number, "duplicate", line=entry.line)
        else:
            order, lines = found
            sink.keep_all(sales_rows(sink, order, lines), number, order.key)
