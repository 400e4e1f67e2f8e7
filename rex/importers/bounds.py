"""Streams that stop with a sentence: one that unpacks to more than any export could, or a line that never ends."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import IO, TYPE_CHECKING

from rex.errors import FileError, Place

if TYPE_CHECKING:
    import gzip

CHUNK = 1 << 20
LONGEST_LINE = 16 * 1024**2
"""No line of a chat or a table is longer; JSON may stand on one line, and its readers have bounds of their own."""
_PEEKED = 512
_PACKINGS = (
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\xfd7zXZ\x00", "XZ"),
    (b"BZh", "BZIP2"),
    (b"\x28\xb5\x2f\xfd", "ZSTD"),
)
_MARKS = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"


def packing_of(start: bytes) -> str:
    """Name the kind of archive that begins so; empty where it is none."""
    if start[257:262] == b"ustar":
        return "TAR"
    return next((name for mark, name in _PACKINGS if start.startswith(mark)), "")


def holds_json(start: bytes) -> bool:
    """Tell JSON by its first signs; `[00:01:02] name: text` is a chat."""
    bare = start.lstrip(_MARKS)
    return bare[:1] == b"{" or (bare[:1] == b"[" and bare[1:].lstrip(_MARKS)[:1] in {b"{", b"[", b"]", b'"'})


class Bounded(io.RawIOBase):
    """A stream of at most so many bytes, and with `lines` of no line longer than any export has."""

    def __init__(self, inner: IO[bytes] | gzip.GzipFile, name: str, most: int) -> None:
        """`name` is the file's for the sentence; `most` bytes are let through."""
        self._inner, self._name, self._most = inner, name, most
        self._read = self._since_line = 0
        self._lines = False
        self._begun = b""

    def start(self, *, lines: bool = False) -> bytes:
        """Look at the first bytes without passing them."""
        self._lines = self._lines or lines
        while len(self._begun) < _PEEKED and (more := self._next(_PEEKED - len(self._begun))):
            self._begun += more
        return self._begun

    def limit_lines(self) -> None:
        """Let no line through that is longer than any export has."""
        self._lines = True

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the io stubs ask for a wider buffer type
        """Pass on the next bytes."""
        data, self._begun = (self._begun[: len(buffer)], self._begun[len(buffer) :])
        data = data or self._next(len(buffer))
        if self._lines:
            self._check_line(data)
        buffer[: len(data)] = data
        return len(data)

    def _next(self, most: int) -> bytes:
        try:
            data = self._inner.read(most)
        except (OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError, ValueError) as error:
            what = f"{self._name} cannot be unpacked or read: it is damaged."
            raise FileError(what, place=Place(self._name), todo="Download the export again.") from error
        self._read += len(data)
        if self._read > self._most:
            raise FileError(
                f"{self._name} unpacks to far more than it should (over {self._most // 1024**2} MB).",
                place=Place(self._name),
                todo="Unpack it yourself, and put only the export you need into exports/.",
            )
        return data

    def _check_line(self, data: bytes) -> None:
        last = max(data.rfind(b"\n"), data.rfind(b"\r"))
        self._since_line = self._since_line + len(data) if last < 0 else len(data) - last - 1
        if self._since_line > LONGEST_LINE:
            raise FileError(
                f"{self._name} has a line of more than {LONGEST_LINE // 1024**2} MB: it is damaged, or no export.",
                place=Place(self._name),
                todo="Download the export again.",
            )

    def close(self) -> None:
        """Close what lies beneath."""
        self._inner.close()
        super().close()
