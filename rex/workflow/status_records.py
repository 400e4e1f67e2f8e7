"""A session as a status reads it: light, from small files; exports are hashed only where they may differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING, Literal

from pydantic import ConfigDict, Field, ValidationError

from rex import __version__
from rex.model.ground import Ground
from rex.model.noun import Noun
from rex.model.session import Session
from rex.store.records import load
from rex.workflow.grounding import ground_of
from rex.workflow.imports import exports_of, inputs_hash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rex.model.status import Change
    from rex.store.workspace import Folder

_DIGITS = 12
"""Hex digits of an earlier session's exports in `Ground.earlier`."""


class Gist(Noun):
    """What a status reads of a record; the rest of the document is passed over, which makes it six times as fast."""

    model_config = ConfigDict(extra="ignore")

    schema_: Literal["rex.retrospective/1"] = Field(alias="schema")
    rex: str
    written: datetime
    edition: Literal["provisional", "settled"]
    settles_on: datetime | None = None
    session: Session
    inputs: str
    ground: Ground = Ground()
    values: str = ""


def gist_of(file: Path) -> Gist | None:
    """Read a record lightly; None where there is none. Raises FileError as `load` words it where it cannot be used."""
    if not file.exists():
        return None
    try:
        return Gist.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        whole = load(file)
        return Gist.model_validate(whole.model_dump(by_alias=True))


@dataclass(frozen=True)
class Seen:
    """One session folder with what `session.yaml` says and the gist of its record."""

    folder: Folder
    session: Session
    gist: Gist | None

    @property
    def told(self) -> Session:
        """Give the session as its record knows it, which holds more than `session.yaml` where exports added to it."""
        return self.session if self.gist is None else self.gist.session

    @cached_property
    def exports(self) -> int:
        """Count the export files."""
        return len(exports_of(self.folder))

    @cached_property
    def inputs(self) -> str:
        """Give the hash of the exports: that of the record where nothing was touched since, else computed."""
        return self.gist.inputs if self.gist is not None and self._untouched else inputs_hash(self.folder)

    @cached_property
    def _untouched(self) -> bool:
        """Tell whether every file and folder of the exports is older than the record, and than the run that made it.

        A file's time of change moves when it is copied in with its old date, renamed or given back by git; whatever is
        as young as the record is hashed. A clock that was set by hand can only make more be hashed.
        """
        if self.gist is None:
            return False
        limit = min(self.folder.record.stat().st_mtime, self.gist.written.timestamp())
        return all(changed < limit for changed in _changed(self.folder.exports))


def _changed(root: Path) -> Iterator[float]:
    for path in (root, *root.rglob("*")):
        try:
            known = path.stat()
        except OSError:  # a link to nowhere: whoever hashes it says so
            yield inf
        else:
            yield max(known.st_mtime, known.st_ctime)


def changes(one: Seen, everybody: Iterable[Seen]) -> tuple[Change, ...]:
    """Name what came or changed since the record was made; the same judgement as `is_current`, for all at once.

    Empty for a current record, and where the exports are gone on purpose: nothing could be made again.
    """
    gist = one.gist
    if gist is None or not one.exports:
        return ()
    known = one.session
    if known.currency is None:
        known = known.model_copy(update={"currency": gist.session.currency})
    # Without a start it has no earlier sessions: those are looked at here, once for all.
    now = ground_of(one.folder, known.model_copy(update={"start": None}))
    before = [other for other in everybody if _before(other, one)]
    records = {other.folder.id: other.gist.values for other in before if other.gist is not None}
    found: dict[Change, bool] = {
        "exports": one.inputs != gist.inputs,
        "answers": now.answers != gist.ground.answers,
        "settings": known != gist.session or now.rest != gist.ground.rest,
        "earlier": any(_came(other, gist.ground) for other in before) or gist.ground.judged_anew(records),
        "benchmarks": now.benchmarks != gist.ground.benchmarks,
        "version": gist.rex != __version__,
    }
    return tuple(name for name, is_so in found.items() if is_so)


def _before(other: Seen, one: Seen) -> bool:
    theirs, mine = other.session.start, one.session.start
    return other is not one and theirs is not None and mine is not None and theirs < mine


def _came(other: Seen, ground: Ground) -> bool:
    if not other.exports:
        return False
    held = ground.earlier.get(other.folder.id)
    return held is None or held != other.inputs[:_DIGITS]
