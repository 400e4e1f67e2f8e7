"""Hear a session's exports anew, for the screen: single messages, who asked, and what was written of one product."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from rex.text.pseudonym import Pseudonymiser
from rex.workflow.exporting import source_rows
from rex.workflow.hearing import Hearing, hear_session
from rex.workflow.hearing_told import Told, tell
from rex.workflow.imports import exports_of, facts_folder, import_exports, importers_of
from rex.workflow.measuring import cues_of, open_facts
from rex.workflow.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from rex.model.retrospective import Retrospective
    from rex.store.workspace import Folder
    from rex.workflow.runtime import Runtime

_NAMES = ("displayname", "display_name", "authorname", "username", "user_name", "nickname", "name", "author", "login")
"""Fields of an export that hold what a person is called, the most telling first."""
_LONGEST_NAME = 60


@dataclass(frozen=True)
class Heard:
    """A session's chat, read from its exports, and where each message stands: (file, row), pseudonym."""

    hearing: Hearing
    places: dict[str, tuple[str, int]]


def hear_exports(folder: Folder, runtime: Runtime) -> Heard | None:
    """Read a session's chat from its exports; None where there is none."""
    if not exports_of(folder):
        return None
    session = folder.session()
    imported = import_exports(folder, session, runtime)
    with open_facts(facts_folder(folder, imported), session) as facts:
        hearing = hear_session(facts, cues_of(facts, session))
        if hearing is None:
            return None
        rows = facts.rows("SELECT row_id, source, src_row FROM chat_once")
    return Heard(hearing, {str(row): (str(source), int(number or 0)) for row, source, number in rows})


def of_product(hearing: Hearing, product: str) -> Hearing:
    """Keep what counts of one product alone; what else was written still stands there, and counts nowhere."""
    about = [product in named for named in hearing.products]
    return replace(
        hearing,
        counted=[one and here for one, here in zip(hearing.counted, about, strict=True)],
        asked=[one and here for one, here in zip(hearing.asked, about, strict=True)],
        question_no=[one if here else None for one, here in zip(hearing.question_no, about, strict=True)],
    )


def with_voice(record: Retrospective, hearing: Hearing, *, fewest: int) -> tuple[Retrospective, Told]:
    """Give a record that tells the chat as it was heard now, questions of single people too, and what stands behind."""
    told = tell(hearing, record.moments.moments, fewest=fewest)
    return record.model_copy(update={"voice": told.voice}), told


def who_asked(folder: Folder, runtime: Runtime, heard: Heard, rows: Collection[str]) -> dict[str, str]:
    """Give what the person behind each of these messages is called in the export; it is read anew and kept nowhere."""
    people = {line.row: line.person for line in heard.hearing.lines if line.row in rows and line.person}
    if not people:
        return {}
    behind = _identities(folder, set(people.values()), runtime)
    wanted = {heard.places[row]: row for row in people}
    called: dict[str, str] = {}
    for raw in source_rows(folder, runtime):
        row = wanted.get((raw.file, raw.row))
        if row is not None:
            called[behind.get(people[row], "")] = _called(raw.cells)
    names = {pseudonym: called.get(identity) or identity for pseudonym, identity in behind.items()}
    return {row: names[person] for row, person in people.items() if person in names}


def _identities(folder: Folder, pseudonyms: set[str], runtime: Runtime) -> dict[str, str]:
    """Read the exports once more with the workspace's key, and tell whom these pseudonyms were made of."""
    from rex.store.workspace import pseudonym_key

    people = Pseudonymiser(pseudonym_key(folder.private, runtime.random_bytes))
    importers, _ = importers_of(folder)
    with TemporaryDirectory() as place:  # facts hold pseudonyms alone, and these are gone at once
        Reading(importers, folder.session(), people, Path(place) / "facts").read(exports_of(folder))
    return people.behind(pseudonyms)


def _called(cells: Any) -> str:
    """Find what the author is called in a row of JSON; "" where no field says so."""
    found: dict[int, str] = {}
    for key, text in _fields(cells, ""):
        if key in _NAMES and 0 < len(text) <= _LONGEST_NAME:
            found.setdefault(_NAMES.index(key), text)
    return found[min(found)] if found else ""


def _fields(value: Any, key: str) -> Iterator[tuple[str, str]]:
    """Give every text of a JSON value with the name of its field; `simpleText` is what its parent is."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _fields(inner, key if name in ("simpleText", "runs", "text") else str(name).casefold())
    elif isinstance(value, list):
        for inner in value:
            yield from _fields(inner, key)
    elif isinstance(value, str):
        yield key, value
