"""Look for one person in files that REX does not rewrite, so that each is named that may still hold her."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from rex.model.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.erase import Person
    from rex.importers.export import ExportFile
    from rex.model.message import Message

_MOST_BYTES = 256 * 1024**2
_TEXT_SIGNS = frozenset(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27}
_OURS = frozenset({".git", ".rex", ".rex-key"})

HOLDS = say("by hand: it names the person, and REX does not rewrite this kind of file")
UNSEEN = say("look yourself: REX cannot look into this kind of file")
UNOPENED = say("look yourself: the file cannot be opened or is too large")
LINK = say("look yourself: a link, which REX does not follow")
NAMED = say("by hand: the name stands in the name of the file or folder")


def walk(root: Path) -> Iterator[Path]:
    """Name everything in a workspace, links too but nothing behind them; git's folder, cache and key are none."""
    for here, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in _OURS)
        yield from (Path(here, name) for name in sorted([*folders, *files]) if name not in _OURS)
        folders[:] = [name for name in folders if not Path(here, name).is_symlink()]


def look(path: Path, person: Person) -> Message | None:
    """Say why a file may hold a person that REX does not take out of it; None where it certainly does not."""
    if path.is_symlink():
        return LINK
    try:
        if path.stat().st_size > _MOST_BYTES:
            return UNOPENED
        return _look_at(path.read_bytes(), person)
    except OSError:
        return UNOPENED


def look_at_export(export: ExportFile, person: Person) -> Message | None:
    """Look into a file of `exports/`, or into one member of an archive there."""
    if export.member is None:
        return look(export.path, person)
    try:
        with zipfile.ZipFile(export.path) as archive:
            if archive.getinfo(export.member).file_size > _MOST_BYTES:
                return UNOPENED
            return _look_at(archive.read(export.member), person)
    except (RuntimeError, NotImplementedError, KeyError, OSError, ValueError, zipfile.BadZipFile, zlib.error):
        return UNOPENED


def _look_at(content: bytes, person: Person) -> Message | None:
    if content[:4] == b"PK\x03\x04":
        return _look_into(content, person)
    if content[:2] == b"\x1f\x8b":
        with gzip.open(io.BytesIO(content)) as file:
            try:
                content = file.read(_MOST_BYTES + 1)
            except (EOFError, zlib.error):
                return UNOPENED
        if len(content) > _MOST_BYTES:
            return UNOPENED
    text = None if content.startswith(b"%PDF") else _text_of(content)
    if text is not None:
        return HOLDS if person.is_held_in(text) else None
    wide = content.decode("utf-16-le", "replace"), content[1:].decode("utf-16-le", "replace")
    return HOLDS if any(map(person.is_held_in, (content.decode("utf-8", "replace"), *wide))) else UNSEEN


def _look_into(content: bytes, person: Person) -> Message | None:
    """Look into the parts of an archive or an office document; pictures in one cannot be looked into."""
    worst: Message | None = None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            left = _MOST_BYTES
            for member in archive.infolist():
                left -= member.file_size
                if left < 0:
                    return UNOPENED
                found = None if member.is_dir() else _look_at(archive.read(member), person)
                if found is HOLDS or person.is_held_in(member.filename):
                    return HOLDS
                worst = worst or found
    except (RuntimeError, NotImplementedError, OSError, ValueError, zipfile.BadZipFile, zlib.error, RecursionError):
        return UNOPENED
    return worst


def _text_of(content: bytes) -> str | None:
    """Read what is text, in whatever letters; None for what is none."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8")):
        if content.startswith(mark):
            try:
                text = content.decode(encoding)
            except UnicodeError:
                continue
            return None if _has_signs(text[:20_000].encode("utf-8", "replace")) else text
    return None if _has_signs(content[:20_000]) else content.decode("cp1252", "replace")


def _has_signs(sample: bytes) -> bool:
    return sum(1 for byte in sample if byte in _TEXT_SIGNS) * 100 > len(sample)
