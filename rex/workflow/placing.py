"""How a file comes to lie in `exports/` beside older ones of its name, and which folder a live belongs to."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import shutil
import unicodedata
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from rex.errors import RexError
from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.store.atomic import new_file, write_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from rex.importers.base import Part
    from rex.store.workspace import Folder

NEAR = timedelta(minutes=10)
"""A live of a file and a session folder that begin this close may be the same show, if more says so."""
_UNTOLD = timedelta(hours=3)
"""So long a show is taken to last where nobody says."""


class Fate(NamedTuple):
    """What became of a file: `stored` is its name in `exports/`."""

    added: bool
    replaced: bool
    stored: str


def matched(lives: Mapping[Part, datetime], folders: Sequence[Folder]) -> dict[Part, Folder]:
    """Give each live of a file the session folder that is there for it, the closest starts first.

    Each folder is for one live: two lives of one file are two, however close they begin. Near is not enough: they must
    have the same title or overlap.
    """
    pairs = []
    for place, (part, start) in enumerate(lives.items()):
        for folder in folders:
            session = folder.session()
            if session.start is None:
                continue
            begins, other = start.astimezone(UTC), session.start.astimezone(UTC)
            ends = begins + (timedelta(seconds=part.duration_s) if part.duration_s else _UNTOLD)
            until = session.end.astimezone(UTC) if session.end is not None else other + _UNTOLD
            alike = bool(slug(part.title)) and slug(part.title) == slug(session.title)
            if abs(begins - other) <= NEAR and (alike or (begins < until and other < ends)):
                pairs.append((abs(begins - other), not alike, place, folder.id, part, folder))
    found: dict[Part, Folder] = {}
    taken: set[str] = set()
    for *_, name, part, folder in sorted(pairs, key=lambda pair: pair[:4]):
        if part not in found and name not in taken:
            found[part] = folder
            taken.add(name)
    return found


def copied(path: Path, exports: Path) -> Fate:
    """Copy a file as it is.

    One whose content lies there already, under whatever name, is left; so is one all of whose lines an equally named
    file holds. One that holds all lines of an equally named file takes its place; any other gets a number.
    """
    content = _hash(path)
    there = sorted(file for file in exports.rglob("*") if file.is_file()) if exports.is_dir() else []
    same = next((file for file in there if _hash(file) == content), None)
    if same is not None:
        return Fate(added=False, replaced=False, stored=same.name)
    target, number = exports / path.name, 2
    by_line = _is_by_line(path)
    lines = _lines(path) if by_line and target.is_file() else Counter()
    while target.exists():
        older = _lines(target) if by_line and target.is_file() else Counter()
        if not older:
            target, number = _numbered(exports, path, number), number + 1
            continue
        if lines <= older:
            return Fate(added=False, replaced=False, stored=target.name)
        if older <= lines:
            _copy(path, target)
            return Fate(added=True, replaced=True, stored=target.name)
        target, number = _numbered(exports, path, number), number + 1
    _copy(path, target)
    return Fate(added=True, replaced=False, stored=target.name)


def _numbered(exports: Path, path: Path, number: int) -> Path:
    """Name a newer file of a name that is taken. It sorts behind the older one: of two equals the later name counts."""
    return exports / f"{path.stem}_{number}{path.suffix}"


def _is_by_line(path: Path) -> bool:
    """Tell a table or JSON Lines, where a line is a row; in other files equal lines say nothing about equal rows."""
    try:
        return head_of(ExportFile(path, path.name)).kind in {"text", "jsonl"}
    except RexError:
        return False


def _copy(path: Path, target: Path) -> None:
    """Copy a file to its place at once or not at all."""
    with new_file(target) as part:
        shutil.copyfile(path, part)


def written(part: Part, exports: Path, name: str) -> Fate:
    """Write one live's rows as a table of their own; the same live as a later export tells it takes the older's place.

    The folder is this live's alone, so a file of that name with the same columns is the same row of an older export.
    """
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(part.rows)
    target, number = exports / name, 2
    stem = target.stem
    while target.exists():
        older = target.read_text(encoding="utf-8")
        if older == text.getvalue():
            return Fate(added=False, replaced=False, stored=target.name)
        if next(csv.reader(io.StringIO(older)), []) == list(part.rows[0]):
            write_text(target, text.getvalue())
            return Fate(added=True, replaced=True, stored=target.name)
        target, number = exports / f"{stem}-{number}.csv", number + 1
    write_text(target, text.getvalue())
    return Fate(added=True, replaced=False, stored=target.name)


def slug(text: str) -> str:
    """Write a title as part of a folder's name: plain letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")


def _lines(path: Path) -> Counter[bytes]:
    """Count a file's lines by their hash, so that a large one stays small in memory."""
    with path.open("rb") as file:
        return Counter(hashlib.blake2b(line.rstrip(b"\r\n"), digest_size=16).digest() for line in file)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
