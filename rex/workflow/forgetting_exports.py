"""One session's exports and one person: which rows are hers, under her name, her pseudonym or her orders' numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rex.engine.sql import Facts
from rex.errors import FileError, RexError
from rex.importers.erase import Found, Person, find, without
from rex.importers.identify import Known, identify
from rex.model.message import Message, say
from rex.store.atomic import write_bytes
from rex.store.workspace import pseudonym_key
from rex.text.pseudonym import Pseudonymiser
from rex.workflow.forgetting_looks import HOLDS, LINK, UNOPENED, look_at_export
from rex.workflow.imports import exports_of, facts_folder, import_exports, importers_of
from rex.workflow.measuring import window_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rex.importers.base import Importer
    from rex.importers.export import ExportFile
    from rex.store.workspace import Folder
    from rex.workflow.runtime import Runtime

_PEOPLE = (
    ("chat", "author"),
    ("sales", "customer"),
    ("presence", "person"),
    ("reactions", "person"),
    ("survey", "respondent"),
)
STILL = say("by hand: after everything that REX could take out, the file still names the person")
UNWRITTEN = say("by hand: the file could not be written")
_Rows = set[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class InExport:
    """One export that holds a person, or may: her rows, the rows of others that name her, and why it is left."""

    export: ExportFile
    known: Known | None
    rows: frozenset[int]
    mentions: int
    left: Message | None


def exports_holding(folder: Folder, person: Person, runtime: Runtime) -> Iterator[InExport]:
    """Look through a session's exports; one that cannot be read is named with its reason and stops nothing."""
    seen: list[tuple[Known, Found]] = []
    exports = exports_of(folder)
    among = _importers(folder, runtime) if exports else ([], {})
    for export in exports:
        found = _seen(export, person, among)
        if isinstance(found, InExport):
            yield found
        elif found is not None:
            seen.append(found)
    hers = {(known.export.name, number) for known, found in seen for number in found.own}
    everywhere = _everywhere(folder, hers, person, runtime) if seen else hers
    for known, held in seen:
        rows = frozenset(number for file, number in everywhere if file == known.export.name)
        if rows or held.mentions:
            left = LINK if _is_behind_link(known.export.path, folder) else held.left
            if left is None:
                made = without(known, person, rows)
                left = made if isinstance(made, Message) else None
            yield InExport(known.export, known, rows, held.mentions, left)


def rewrite(found: InExport, person: Person) -> InExport | None:
    """Write an export without her; gives what is left, with the reason, and None where nothing is."""
    if found.left is not None or found.known is None:
        return found
    try:
        made = without(found.known, person, found.rows)
        if isinstance(made, Message):
            return replace(found, left=made)
        write_bytes(found.export.path, made)
        after = identify(found.export, [found.known.importer])
        still = find(after, person) if isinstance(after, Known) else None
    except (RexError, OSError):
        return replace(found, left=UNWRITTEN)
    if still is not None and (still.own or still.mentions):
        return replace(found, rows=still.own, mentions=still.mentions, left=STILL)
    if still is None and look_at_export(found.export, person) is not None:
        return replace(found, left=STILL)
    return None


def _importers(folder: Folder, runtime: Runtime) -> tuple[list[Importer], dict[str, str]]:
    """Give a session's importers, and which one reads each file where that is known already."""
    importers, _ = importers_of(folder)
    try:
        imported = import_exports(folder, folder.session(), runtime)
    except RexError:
        return importers, {}
    return importers, {source.file: source.importer for source in imported.sources}


def _seen(
    export: ExportFile, person: Person, among: tuple[list[Importer], dict[str, str]]
) -> tuple[Known, Found] | InExport | None:
    importers, chosen = among
    chooses = [one for one in importers if export.name not in chosen or one.id == chosen[export.name]]
    try:
        known = identify(export, chooses)
        if isinstance(known, Known):
            return known, find(known, person)
    except (FileError, OSError):
        return InExport(export, None, frozenset(), 0, UNOPENED)
    left = look_at_export(export, person)
    return None if left is None else InExport(export, None, frozenset(), int(left is HOLDS), left)


def _is_behind_link(path: Path, folder: Folder) -> bool:
    return not path.resolve().is_relative_to(folder.path.resolve())


def _everywhere(folder: Folder, hers: _Rows, person: Person, runtime: Runtime) -> _Rows:
    """Add the rows that the same person has under other names; without facts only those that name her are known."""
    people = Pseudonymiser(pseudonym_key(folder.private, runtime.random_bytes))
    pseudonyms = {people.of(name) for name in (person.name, f"@{person.name}")}
    try:
        session = folder.session()
        imported = import_exports(folder, session, runtime)
        with Facts(facts_folder(folder, imported), window_of(session)) as facts:
            return _all_rows_of(facts, hers, pseudonyms, person)
    except RexError:
        return hers


_ORDERS = """
SELECT s.source, s.src_row, s.order_id, coalesce(named.one_id, s.order_id),
       CASE WHEN named.one_id IS NULL THEN s.source ELSE '' END, s.customer
FROM sales s LEFT JOIN order_names named ON named.order_id = s.order_id AND named.source = s.source
"""
"""Every line of an order, and the order that it is one of: of equal names in two files the views tell whether both are
one."""


def _all_rows_of(facts: Facts, hers: _Rows, pseudonyms: set[str], person: Person) -> _Rows:
    """Add the rows of her pseudonym, of the order that was named, and her orders' later lines."""
    orders = [row for row in facts.rows(_ORDERS) if row[2]]
    found = hers | {(str(row[0]), int(row[1] or 0)) for row in orders if person.is_order_in(str(row[2]))}
    whose = set(pseudonyms)
    people: list[tuple[str, int, str]] = []
    for table, column in _PEOPLE:
        rows = facts.rows(f"SELECT source, src_row, {column} FROM {table} WHERE {column} IS NOT NULL")
        people += [(str(row[0]), int(row[1] or 0), str(row[2])) for row in rows if row[2]]
    whose |= {name for source, number, name in people if (source, number) in found}
    found |= {(source, number) for source, number, name in people if name in whose}
    # Two shops may have an order 1001 each: the later lines are hers only in the same order, and without another buyer.
    bought = {(row[3], row[4]) for row in orders if (str(row[0]), int(row[1] or 0)) in found}
    return found | {
        (str(row[0]), int(row[1] or 0))
        for row in orders
        if (row[3], row[4]) in bought and (row[5] is None or row[5] in whose)
    }
