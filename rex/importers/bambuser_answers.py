"""Bambuser's API answers as people save them: a list under `results` or `data`, one object under `data`, or bare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rex.importers.base import RawRow
from rex.importers.documents import Document, documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.head import Head

_WRAPPERS = ("results", "data")


def elements(head: Head) -> Iterator[Document]:
    """Read the elements of every answer in a file, page after page, each as a document numbered over the whole file."""
    number = 0
    for document in documents(head):
        if document.broken:
            number += 1
            yield document._replace(number=number)
            continue
        for value in _inside(document.value):
            number += 1
            yield Document(number, document.line, value)


def first_elements(head: Head) -> list[dict[str, Any]]:
    """Give the objects that stand in the head of a file, for recognising it."""
    if head.kind not in {"json", "jsonl"}:
        return []
    return [value for document in head.documents for value in _inside(document) if isinstance(value, dict)]


def raw_rows(head: Head) -> Iterator[RawRow]:
    """Give every element as it stands, and as rows with the number 0 what stands around them (the next page's key)."""
    number = 0
    for document in documents(head):
        inside = [document.value] if document.broken else _inside(document.value)
        bare = len(inside) == 1 and inside[0] is document.value
        if isinstance(document.value, dict) and not bare:
            yield RawRow(0, document.line, _around(document.value))
        for value in inside:
            number += 1
            yield RawRow(number, document.line, value)


def _inside(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        for name in _WRAPPERS:
            held = value.get(name)
            if isinstance(held, list):
                return held
            if isinstance(held, dict):
                return [held]
    return [value]


def _around(answer: dict[str, Any]) -> dict[str, Any]:
    """Give an answer without its elements; their key stays."""
    held = next((name for name in _WRAPPERS if isinstance(answer.get(name), (list, dict))), "")
    return {name: (None if name == held else value) for name, value in answer.items()}
