"""What lies in a zip archive of exports: which members are files to read, and why the others are not.

Nothing is unpacked to look: a member's place in the list says whether it is a link, encrypted, swells beyond any
export, or would lie outside of the archive. Members have names that can be shown and that are different.
"""

from __future__ import annotations

import re
import stat
import struct
import unicodedata
import zipfile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

MOST_MEMBERS = 10_000
"""An archive of more files is a backup of something else."""
MOST_LIST_BYTES = 16 * 1024**2
_LONGEST_NAME = 200
_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_WITHIN = 66_000
"""The end of a zip stands in its last bytes: 22, and a comment of at most 65,535."""
_ENCRYPTED = 0x1
_DRIVE = re.compile(r"[A-Za-z]:")
_OBEYED = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_OFFICE = ("[Content_Types].xml", "mimetype")


class Listed(NamedTuple):
    """A member by a name for showing and the archive's own; `refused` says why it is not read."""

    name: str
    member: str | None
    refused: str = ""


class Bounds(NamedTuple):
    """How many bytes a member, or all of them together, may unpack to."""

    most: int
    least: int
    ratio: int

    def of(self, packed: int) -> int:
        """Give the bound for so many packed bytes."""
        return min(self.most, max(self.least, packed * self.ratio))


def listed(path: Path, name: str, bounds: Bounds) -> list[Listed] | None:
    """List the members of an archive of exports; None for what is none, such as a workbook or a damaged archive."""
    if not zipfile.is_zipfile(path):
        return None
    if _too_long(path):
        return [Listed("", None, f"{name} is an archive of more than {MOST_MEMBERS} files; it is not opened.")]
    try:
        with zipfile.ZipFile(path) as archive:
            infos = sorted(archive.infolist(), key=lambda info: info.filename)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return None
    if any(info.filename in _OFFICE for info in infos):
        return None
    if sum(info.file_size for info in infos) > bounds.of(path.stat().st_size):
        return [Listed("", None, f"{name} unpacks to far more than it should; it is not opened.")]
    return _members(infos, name, bounds)


def _members(infos: list[zipfile.ZipInfo], archive: str, bounds: Bounds) -> list[Listed]:
    found: list[Listed] = []
    taken: set[str] = set()
    last = {info.filename: info for info in infos}
    for info in infos:
        parts = [part for part in re.split(r"[/\\]", info.filename) if part]
        if info.is_dir() or not parts or any(part.startswith("__MACOSX") for part in parts):
            continue
        safe = [shown_name(part) for part in parts if part not in {".", ".."} and not _DRIVE.fullmatch(part)]
        if not safe or safe[-1].startswith("."):
            continue
        name = _different("/".join(safe), taken)
        why = _refusal(info, parts, bounds, again=last[info.filename] is not info)
        found.append(Listed(name, info.filename, why and why.format(name=f"{archive}/{name}")))
    return found


def _refusal(info: zipfile.ZipInfo, parts: list[str], bounds: Bounds, *, again: bool) -> str:
    """Say why a member is not read; empty where it is."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if info.filename.startswith(("/", "\\")) or ".." in parts or _DRIVE.match(info.filename):
        return "{name} would lie outside of its archive; it is not read."
    if kind not in {0, stat.S_IFREG}:
        return "{name} is a link or a device, not a file; it is not read."
    if info.flag_bits & _ENCRYPTED:
        return "{name} is encrypted. Unpack it with its password, and put it into exports/."
    if info.file_size > bounds.of(info.compress_size):
        return "{name} unpacks to far more than it should; it is not read."
    if again:
        return "{name} stands in its archive twice; the last one is read."
    return ""


def _too_long(path: Path) -> bool:
    """Tell an archive whose list alone would fill the memory, before it is read."""
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - _WITHIN))
        tail = file.read()
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END.size:
        return False
    _, _, _, _, members, size, _, _ = _END.unpack_from(tail, at)
    return bool(members > MOST_MEMBERS or size > MOST_LIST_BYTES)


def shown_name(name: str) -> str:
    """Give a name without signs that a terminal obeys or that turn the text around, at most so long."""
    whole = name.encode("utf-8", "replace").decode()
    plain = "".join("\ufffd" if unicodedata.category(char) in _OBEYED and char != "\u200d" else char for char in whole)
    return plain if len(plain) <= _LONGEST_NAME else plain[: _LONGEST_NAME - 1] + "…"


def _different(name: str, taken: set[str]) -> str:
    label, number = name, 2
    while label in taken:
        label, number = f"{name} ({number})", number + 1
    taken.add(label)
    return label
