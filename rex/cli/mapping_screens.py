"""What `rex map` shows: how a table is written, three rows as they are read, what became of all, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.cli.screens import REASONS
from rex.model.message import Message, quantity, say, say_n
from rex.text.currency import exponent
from rex.text.width import fit, width
from rex.text.width import pad_right as pad
from rex.workflow.mapping_draft import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rex.importers.preview import ReadRow, Shown
    from rex.model.source import Issue, Source
    from rex.text.speaker import Speaker
    from rex.workflow.mapping_draft import Draft, Open
    from rex.workflow.mapping_export import Tried
    from rex.workflow.mapping_file_seen import FileSeen

Line = list[tuple[str, str]]

MOST_ISSUES = 5
_FIELD_CELLS = 16
_COLUMN_CELLS = 24
_WIDE = 70


def tried_screen(seen: FileSeen, found: Tried, speaker: Speaker, cells: int) -> Iterator[Line]:
    """Show a mapping tried on its file."""
    title = say("{file}: {table}", file=seen.export.name, table=TABLES[found.mapping.table])
    yield from _wrapped(speaker.say(title), cells, "bold")
    for sentence in found.shape.says():
        yield from _wrapped("  " + speaker.say(sentence), cells, "dim")
    yield []
    yield from rows_screen(found.rows, speaker, cells)
    yield from _counts(found.source, speaker, cells)
    yield from _issues(found.issues, speaker, cells)
    left = [label for label in seen.sheet.labels if label not in found.mapping.names.values()]
    if left:
        yield from _wrapped(speaker.say(say("Not mapped: {columns}", columns=", ".join(left))), cells, "dim")


def rows_screen(rows: Sequence[ReadRow], speaker: Speaker, cells: int) -> Iterator[Line]:
    """Show rows as they are read: field, column and value; what a cell became stands behind it."""
    if not rows:
        return
    yield [(speaker.t("The first rows, as REX reads them"), "bold")]
    for row in rows:
        aside = f": {speaker.t(REASONS[row.reason])}" if row.reason else ""
        place = say("line {line}", line=str(row.line)) if row.line else say("row {number}", number=str(row.number))
        yield [("  " + speaker.say(place) + aside, "unknown" if row.reason else "dim")]
        for shown in row.cells:
            yield from _cell(shown, speaker, cells)
    yield []


def _cell(shown: Shown, speaker: Speaker, cells: int) -> Iterator[Line]:
    """Show one cell; in a narrow window the value stands on a line of its own."""
    read = said(shown, speaker)
    room = _FIELD_CELLS if shown.column else _COLUMN_CELLS  # a known platform's columns have no names here
    names = "    " + pad(fit(shown.field, room - 1), room)
    if cells >= _WIDE:
        names += pad(fit(shown.column, _COLUMN_CELLS - 1), _COLUMN_CELLS) if shown.column else ""
        first, *rest = _broken(read, cells - width(names))
        yield [(names, "dim"), (first, "")]
        yield from ([(" " * width(names) + line, "")] for line in rest)
    else:
        yield [((names + fit(shown.column, cells - width(names))).rstrip(), "dim")]
        yield from ([("      " + line, "")] for line in _broken(read, cells - 6) if line)


def said(shown: Shown, speaker: Speaker) -> str:
    """Say what became of a cell; a dash where nothing did."""
    read = shown.read
    if isinstance(read, Message):
        return speaker.say(read)
    if isinstance(read, str | int):
        return str(read) or "–"
    if read.unit.isupper():  # money to the last cent: a cent is what one looks for here
        decimals = exponent(read.unit)
        return f"{speaker.f.number(read.value / 10**decimals, decimals)} {read.unit}"
    return speaker.f.quantity(read.value, read.unit)


def _counts(source: Source, speaker: Speaker, cells: int) -> Iterator[Line]:
    text = say_n(
        "{n} row read, {kept} kept, {aside} set aside",
        "{n} rows read, {kept} kept, {aside} set aside",
        source.rows_read,
        kept=quantity(source.rows_kept, "count"),
        aside=quantity(source.rows_set_aside, "count"),
    )
    reasons = ", ".join(f"{speaker.t(REASONS[reason])} {n}" for reason, n in source.reasons.items())
    yield from _wrapped(speaker.say(text) + (f" ({reasons})" if reasons else ""), cells)


def _issues(issues: Sequence[Issue], speaker: Speaker, cells: int) -> Iterator[Line]:
    for issue in issues[:MOST_ISSUES]:
        place = f"{speaker.say(say('line {line}', line=str(issue.line)))}: " if issue.line else ""
        column = f"{issue.column}: " if issue.column else ""
        yield from _wrapped(f"? {place}{column}{speaker.say(issue.problem)} {speaker.say(issue.did)}", cells)


def tried_document(seen: FileSeen, found: Tried, path: str | None) -> dict[str, object]:
    """Give the document of `rex map --json`; `path` is where the mapping was saved, None for a look."""
    source = found.source
    return {
        **_columns(seen, found.mapping.table, found.mapping.names),
        "mapping": path,
        "saved": path is not None,
        "shape": found.shape.document(),
        "rows_read": source.rows_read,
        "rows_kept": source.rows_kept,
        "rows_set_aside": source.rows_set_aside,
        "reasons": source.reasons,
        "rows": rows_document(found.rows),
        "issues": [{"line": i.line, "column": i.column, "problem": i.problem, "did": i.did} for i in found.issues],
        "missing": [],
    }


def missing_document(seen: FileSeen, draft: Draft) -> dict[str, object]:
    """Give the document of `rex map --json` where something is missing: each thing by its id."""
    names = {name: seen.sheet.labels[at] for name, at in draft.places.items()}
    missing = [_open_document(one) for one in draft.missing]
    return {**_columns(seen, draft.table, names), "mapping": None, "saved": False, "missing": missing}


def _columns(seen: FileSeen, table: str | None, names: dict[str, str]) -> dict[str, object]:
    """Give the file, its table, what each column is, and the columns that are nothing yet."""
    return {
        "file": seen.export.name,
        "table": table,
        "columns": {label: name for name, label in names.items()},
        "not_mapped": [label for label in seen.sheet.labels if label not in names.values()],
    }


def _open_document(one: Open) -> dict[str, object]:
    """Give an open question as plain values: columns by name, other answers by the word that `--set` takes."""
    return {"id": one.id, "question": one.question, "choices": [found.value for found in one.offers]}


def rows_document(rows: Sequence[ReadRow]) -> list[dict[str, object]]:
    """Give rows as they are read as plain values."""
    return [
        {
            "number": row.number,
            "line": row.line,
            "set_aside": row.reason or None,
            "cells": [one._asdict() for one in row.cells],
        }
        for row in rows
    ]


def _broken(text: str, cells: int) -> list[str]:
    from textwrap import wrap

    return wrap(text, max(20, cells)) or [""]


def _wrapped(text: str, cells: int, style: str = "") -> Iterator[Line]:
    indent = " " * (len(text) - len(text.lstrip()))
    for n, line in enumerate(_broken(text.strip(), cells - len(indent))):
        yield [(indent + ("" if n == 0 or indent else "  ") + line, style)]
