"""An export file as it lies in `exports/`: opened, decompressed within bounds, hashed; never changed."""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, BinaryIO

from rex.errors import FileError, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 8 * 1024**3
"""No single file may unpack to more than this."""
MOST_RATIO = 500
"""Archives that swell more than this are bombs, not exports (chat JSON packs to about a thirtieth)."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file, or one member of a zip archive, by its name relative to `exports/`."""

    path: Path
    name: str
    member: str | None = None

    def open(self) -> BinaryIO:
        """Open the content for reading, unpacked where it is packed, within the bounds above."""
        if self.member is not None:
            return io.BufferedReader(_Bounded(self._open_member(self.member), self))
        if self._is_gzip():
            return io.BufferedReader(_Bounded(gzip.open(self.path, "rb"), self))
        return self.path.open("rb")

    def _open_member(self, member: str) -> IO[bytes]:
        try:
            return zipfile.ZipFile(self.path).open(member)
        except (RuntimeError, NotImplementedError, KeyError, OSError, zipfile.BadZipFile) as error:
            what = f"{self.name} cannot be unpacked: it is encrypted, damaged or packed in an unusual way."
            raise FileError(what, place=Place(self.name), todo="Unpack it yourself into exports/.") from error

    def _is_gzip(self) -> bool:
        with self.path.open("rb") as file:
            return file.read(2) == b"\x1f\x8b"

    @property
    def packed_size(self) -> int:
        """Give the bytes the file takes on disk."""
        return self.path.stat().st_size

    def sha256(self) -> str:
        """Hash the file as it lies on disk (a member: as unpacked; one that cannot be, with its whole archive)."""
        if self.member is not None:
            try:
                with self.open() as file:
                    return _hash_of(file)
            except FileError:
                pass
        with self.path.open("rb") as file:
            return _hash_of(file)


def _hash_of(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


class _Bounded(io.RawIOBase):
    """A packed stream that stops with a sentence when it unpacks to more than any export could."""

    def __init__(self, inner: IO[bytes] | gzip.GzipFile, export: ExportFile) -> None:
        self._inner, self._export, self._read = inner, export, 0
        self._most = min(MOST_BYTES, max(64 * 1024**2, export.packed_size * MOST_RATIO))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the io stubs ask for a wider buffer type
        name = self._export.name
        try:
            data = self._inner.read(len(buffer))
        except (OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError) as error:
            what = f"{name} is packed, and the packing is damaged."
            raise FileError(what, place=Place(name), todo="Download the export again.") from error
        self._read += len(data)
        if self._read > self._most:
            raise FileError(
                f"{name} unpacks to far more than it should (over {self._most // 1024**2} MB).",
                place=Place(name),
                todo="Unpack it yourself, and put only the export you need into exports/.",
            )
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._inner.close()
        super().close()


def exports_in(folder: Path) -> Iterator[ExportFile]:
    """Name every export file below a folder in a fixed order, looking into zip archives; not links or hidden files."""
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.is_symlink() or not path.is_file() or any(part.startswith(".") for part in relative.parts):
            continue
        name = relative.as_posix()
        members = _members(path)
        if members is None:
            yield ExportFile(path, name)
        else:
            yield from (ExportFile(path, f"{name}/{inside}", member) for inside, member in members)


def _members(path: Path) -> list[tuple[PurePosixPath, str]] | None:
    """List the files in an archive of exports; None for what is none, such as a workbook or a damaged archive."""
    if not zipfile.is_zipfile(path):
        return None
    try:
        with zipfile.ZipFile(path) as archive:
            infos = sorted(archive.infolist(), key=lambda i: i.filename)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    if any(info.filename == "[Content_Types].xml" for info in infos):
        return None
    found = []
    for info in infos:
        inside = PurePosixPath(info.filename)
        if info.is_dir() or inside.is_absolute() or ".." in inside.parts or inside.name.startswith((".", "__MACOSX")):
            continue
        found.append((inside, info.filename))
    return found
