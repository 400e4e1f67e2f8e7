"""An export file as it lies in `exports/`: opened, unpacked within bounds, hashed; never changed.

Whatever people or strangers put there, opening it ends in a stream of bounded size, or in a sentence.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path  # noqa: TC003 - tools that read a dataclass's fields ask for their types
from typing import IO, TYPE_CHECKING, BinaryIO

from rex.errors import FileError, Place
from rex.importers.archive import Bounds, listed, shown_name
from rex.importers.bounds import CHUNK, LONGEST_LINE, Bounded, holds_json, packing_of
from rex.importers.workbook_bounds import MOST_PACKED, is_office, trouble_of_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 8 * 1024**3
"""No single file may unpack to more than this."""
MOST_RATIO = 500
"""Archives that swell more than this are bombs, not exports (chat JSON packs to about a thirtieth)."""
LEAST_BYTES = 64 * 1024**2
"""What every packed file may unpack to, however well it packs."""

_PEEKED = 512


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file, or one member of a zip archive, by its name relative to `exports/`.

    `refused` says why it is not opened, where that shows before it is.
    """

    path: Path
    name: str
    member: str | None = None
    refused: str = ""

    def open(self) -> BinaryIO:
        """Open the content for reading, unpacked where it is packed; FileError for what no export is."""
        if self.refused:
            raise self._stop(self.refused)
        if self.member is not None:
            return self._unpacked(*self._member(self.member))
        start = self._start()
        packing = packing_of(start)
        if packing == "GZIP":
            return self._unpacked(gzip.open(self.path, "rb"), self.packed_size)
        if is_office(start):
            self._check_workbook(self.path)
        elif packing not in {"", "ZIP"}:
            raise self._stop(f"{self.name} is a {packing} archive. Unpack it, and put the exports in it into exports/.")
        elif self.packed_size > LONGEST_LINE and not holds_json(start):
            stream = Bounded(self.path.open("rb"), self.name, self.packed_size)
            stream.limit_lines()
            return io.BufferedReader(stream, CHUNK)
        return self.path.open("rb")

    def _start(self) -> bytes:
        try:
            with self.path.open("rb") as file:
                return file.read(_PEEKED)
        except OSError as error:
            raise self._stop(f"{self.name} cannot be read ({error.strerror}).") from error

    def _member(self, member: str) -> tuple[IO[bytes], int]:
        """Open a member of an archive, and say how many bytes it takes there."""
        try:
            with zipfile.ZipFile(self.path) as archive:  # a member that is open stays so
                return archive.open(member), archive.getinfo(member).compress_size
        except (RuntimeError, NotImplementedError, KeyError, OSError, ValueError, zipfile.BadZipFile) as error:
            what = f"{self.name} cannot be unpacked: it is encrypted, damaged or packed in an unusual way."
            raise self._stop(what, todo="Unpack it yourself into exports/.") from error

    def _unpacked(self, inner: IO[bytes] | gzip.GzipFile, packed: int) -> BinaryIO:
        """Bound a packed stream; what is packed once more stays so, but for a workbook."""
        bounded = Bounded(inner, self.name, bounds().of(packed))
        try:
            start = bounded.start()
            packing = packing_of(start)
            if packing and not is_office(start):
                raise self._stop(
                    f"{self.name} is a {packing} archive inside another. Unpack it yourself into exports/."
                )
            if not packing:
                if not holds_json(start):
                    bounded.limit_lines()
                return io.BufferedReader(bounded, CHUNK)
            content = io.BytesIO()
            with io.BufferedReader(bounded, CHUNK) as stream:
                while content.tell() <= MOST_PACKED and (chunk := stream.read(CHUNK)):
                    content.write(chunk)
        except FileError:
            bounded.close()
            raise
        self._check_workbook(content)
        content.seek(0)
        return content

    def _check_workbook(self, content: Path | io.BytesIO) -> None:
        trouble = trouble_of_workbook(content)
        if trouble:
            raise self._stop(trouble.format(name=self.name))

    def _stop(self, what: str, todo: str = "") -> FileError:
        return FileError(what, place=Place(self.name), todo=todo)

    @property
    def packed_size(self) -> int:
        """Give the bytes the file takes on disk."""
        return self.path.stat().st_size

    def sha256(self) -> str:
        """Hash the file as it lies on disk (a member: as unpacked; one that cannot be, with its whole archive)."""
        try:
            known = self.path.stat()
            return _hash_once(self, known.st_ino, known.st_size, known.st_mtime_ns)
        except OSError as error:
            raise self._stop(f"{self.name} cannot be read ({error.strerror}).") from error


def bounds() -> Bounds:
    """Give how far packed files may unpack."""
    return Bounds(MOST_BYTES, LEAST_BYTES, MOST_RATIO)


@lru_cache(maxsize=4096)
def _hash_once(export: ExportFile, _inode: int, _size: int, _changed_ns: int) -> str:
    """Hash a file once a run: each session asks for the exports of all before it."""
    if export.member is not None and not export.refused:
        try:
            with export.open() as file:
                return _hash_of(file)
        except FileError:
            pass
    with export.path.open("rb") as file:
        return _hash_of(file)


def _hash_of(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def exports_in(folder: Path) -> Iterator[ExportFile]:
    """Name every export file below a folder in a fixed order, looking into zip archives; not links or hidden files.

    What is not read for a reason that shows by its place in an archive is named too, with that reason.
    """
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.is_symlink() or not path.is_file() or any(part.startswith(".") for part in relative.parts):
            continue
        name = "/".join(map(shown_name, relative.parts))
        members = listed(path, name, bounds())
        if members is None:
            yield ExportFile(path, name)
            continue
        for inside, member, refused in members:
            yield ExportFile(path, f"{name}/{inside}" if inside else name, member, refused)
