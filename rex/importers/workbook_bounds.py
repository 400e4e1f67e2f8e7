"""Whether a workbook can be opened at all: what its reader would make of it must fit into the memory.

A workbook of a thousand bytes may name a cell in the last row and column there is, and a reader that fills in what lies
between asks for more memory than any computer has, which no program survives. So what is packed is read through once
before, as bytes, unpacked here and not by what the packing says of itself.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PACKED = 200 * 1024**2
MOST_UNPACKED = 512 * 1024**2
MOST_CELLS = 20_000_000
"""From the first cell to the last, the empty ones too: a reader needs some 40 bytes for each."""
MOST_TEXT = 256 * 1024**2
"""Letters in all cells together: a text that stands once in the file may stand in a million cells."""
MOST_PARTS = 2_000
_CHUNK = 1 << 20
_LONGEST_TAG = 1 << 20
_LOCAL = 30
"""Bytes before the name in front of a packed file; from the 26th on the lengths of the name and of what follows it."""
_NAMES = (b"[Content_Types].xml", b"_rels/", b"xl/", b"docProps/", b"mimetype", b"customXml/")
_PREFIX = rb"<(?:[\w.-]{1,30}:)?"
_ROW = re.compile(_PREFIX + rb"row[\s/>]")
_CELL = re.compile(_PREFIX + rb"c[\s/>]")
_PLACE = re.compile(rb"""\sr\s{0,9}=\s{0,9}["']([A-Za-z]{0,9}[0-9]{1,12})["']""")
_PLACE_AND_REST = re.compile(rb"""\sr\s{0,9}=\s{0,9}["']([A-Za-z]{0,9}[0-9]{1,12})["']([^>]*)>""")
_SHEET = re.compile(_PREFIX + rb"sheet\s")
_SHARED = re.compile(rb"""\st="s"[^>]{0,99}>\s{0,9}<(?:[\w.-]{1,30}:)?v>([0-9]{1,9})<""")
_DIGITS = b"0123456789"
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ITEM = re.compile(_PREFIX + rb"si[\s/>]")
_TOO_LARGE = "{name} is a workbook too large to open. Save the sheet you need as CSV."
_OTHER_KIND = "{name} is a workbook of a kind that REX does not read. Save it as XLSX or CSV."
_DAMAGED = "{name} is a damaged workbook. Open it in your spreadsheet program and save it again as XLSX or CSV."


def is_office(start: bytes) -> bool:
    """Tell a workbook from another zip by the name of the first file in it."""
    return start[:4] == b"PK\x03\x04" and start[_LOCAL:].startswith(_NAMES)


def trouble_of_workbook(content: Path | io.BytesIO) -> str:
    """Say why a workbook cannot be opened, `{name}` standing for its name; empty where it can."""
    if isinstance(content, Path):
        told = content.stat()
        return _of_path(content, told.st_size, told.st_mtime_ns)
    return _trouble(content, content.getbuffer().nbytes)


@lru_cache(maxsize=64)  # a file is opened several times for one reading
def _of_path(path: Path, size: int, _: int) -> str:
    with path.open("rb") as file:
        return _trouble(file, size)


def _trouble(content: BinaryIO, size: int) -> str:
    if size > MOST_PACKED:
        return _TOO_LARGE
    try:
        with zipfile.ZipFile(content) as archive:
            infos = archive.infolist()
    except NotImplementedError:
        return _DAMAGED
    except (zipfile.BadZipFile, OSError, ValueError):
        return ""  # no workbook at all, which its reader says
    try:
        found = _of_parts(content, infos, closely=False)
        return _of_parts(content, infos, closely=True) if found == _TOO_LARGE else found
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError):
        return _DAMAGED
    finally:
        content.seek(0)


def _of_parts(content: BinaryIO, infos: list[zipfile.ZipInfo], *, closely: bool) -> str:
    """Read all parts of a workbook, and add up what they come to: quickly and never too little, or closely."""
    names = {info.filename for info in infos}
    if "mimetype" in names or "xl/workbook.bin" in names:
        return _OTHER_KIND
    if len(infos) > MOST_PARTS:
        return _TOO_LARGE
    unpacked = cells = sheets = 0
    texts = _Texts()
    for info in infos:
        part = _Part(texts, closely=closely)
        for block in _unpacked(content, info):
            unpacked += len(block)
            if unpacked > MOST_UNPACKED or not part.hear(block):
                return _TOO_LARGE
        cells += part.cells
        sheets = max(sheets, part.sheets)
    if cells > MOST_CELLS or texts.letters > MOST_TEXT:
        return _TOO_LARGE
    return _DAMAGED if sheets > len(infos) else ""  # many names for one sheet, which would be read as often


def _unpacked(content: BinaryIO, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack a part as far as it goes, whatever size is written beside it."""
    content.seek(info.header_offset)
    header = content.read(_LOCAL)
    if (
        len(header) < _LOCAL
        or info.flag_bits & 1
        or info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    ):
        raise zipfile.BadZipFile
    content.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), io.SEEK_CUR)
    left = info.compress_size
    inflate = None if info.compress_type == zipfile.ZIP_STORED else zlib.decompressobj(-15)
    while left > 0 and (packed := content.read(min(_CHUNK, left))):
        left -= len(packed)
        if inflate is None:
            yield packed
            continue
        while packed and not inflate.eof:
            yield inflate.decompress(packed, _CHUNK)
            packed = inflate.unconsumed_tail


class _Texts:
    """The texts that cells share: how long each is, and how many cells hold it."""

    def __init__(self) -> None:
        self.cells = self.longest = 0
        self.counts: Counter[int] = Counter()
        self._lengths: list[int] = []

    def add(self, length: int) -> None:
        """Add the next text, which takes so many bytes."""
        self._lengths.append(length)
        self.longest = max(self.longest, length)

    @property
    def letters(self) -> int:
        """Give the letters of all cells that hold a shared text; a cell whose text is not told holds the longest."""
        if self.cells * self.longest <= MOST_TEXT:
            return self.cells * self.longest
        lengths = self._lengths
        told = sum(n * (lengths[at] if at < len(lengths) else self.longest) for at, n in self.counts.items())
        return told + max(0, self.cells - self.counts.total()) * self.longest


class _Part:
    """One part of a workbook, heard block by block: how far its cells reach, its sheets' names, its texts."""

    def __init__(self, texts: _Texts, *, closely: bool) -> None:
        self._texts, self._closely = texts, closely
        self._tail = b""
        self._last_row = self._last_column = 0
        self._rows = self._in_row = self._longest_row = 0
        self._unplaced = False
        self._item: int | None = None
        self.sheets = 0

    @property
    def cells(self) -> int:
        """Give the number of cells from the first to the last, the empty ones too, or more."""
        if not self._unplaced:
            return self._last_row * self._last_column
        return (self._last_row + self._rows) * (self._last_column + max(self._longest_row, self._in_row))

    def hear(self, block: bytes) -> bool:
        """Hear the next block; False where a tag in it does not end, as in no workbook."""
        whole = self._tail + block
        cut = whole.rfind(b"<")
        if cut < 0 or whole.find(b">", cut) >= 0:
            cut = len(whole)
        piece, self._tail = whole[:cut], whole[cut:]
        if b"<" in piece:
            self._hear_cells(piece)
            self.sheets += len(_SHEET.findall(piece)) if b"sheet" in piece else 0
        if not self._last_column and not self._unplaced:
            self._hear_items(piece)
        return len(self._tail) <= _LONGEST_TAG

    def _hear_cells(self, piece: bytes) -> None:
        """Hear where the cells stand: by what is written on them, or one after the other in their rows."""
        texts = self._texts
        texts.cells += piece.count(b'"s"') + piece.count(b"'s'")
        if self._closely:
            texts.counts.update(map(int, _SHARED.findall(piece)))
            places = [place for place, rest in _PLACE_AND_REST.findall(piece) if not _is_empty(rest)]
        else:
            places = _PLACE.findall(piece)
        joined = b" ".join(places)
        letters = joined.translate(None, _DIGITS).split(b" ") if places else []
        rows = set(joined.translate(None, _LETTERS).split())
        self._last_column = max(self._last_column, *map(_number_of, set(letters)), 0)
        self._last_row = max(self._last_row, *map(int, rows), 0)
        if len(_CELL.findall(piece)) > len(letters) - letters.count(b""):
            self._hear_unplaced(piece)
        else:
            self._in_row = 0

    def _hear_unplaced(self, piece: bytes) -> None:
        """Hear how many cells without a place stand in each row: such a cell stands behind the one before it."""
        in_rows = [len(_CELL.findall(row)) for row in _ROW.split(piece)]
        self._unplaced = True
        self._rows += len(in_rows) - 1
        self._longest_row = max(self._longest_row, self._in_row + in_rows[0], *in_rows)
        self._in_row = in_rows[-1] if len(in_rows) > 1 else self._in_row + in_rows[0]

    def _hear_items(self, piece: bytes) -> None:
        """Hear how long the texts are that cells share."""
        texts = self._texts
        items = [match.start() for match in _ITEM.finditer(piece)]
        if self._item is not None:
            if items:
                texts.add(self._item + items[0])
            else:
                self._item += len(piece)
        for start, end in pairwise(items):
            texts.add(end - start)
        if items:
            self._item = len(piece) - items[-1]
        texts.longest = max(texts.longest, self._item or 0)


def _is_empty(rest: bytes) -> bool:
    """Tell by what follows a place whether its tag closes itself: an empty cell or row, of which nothing is made."""
    return rest.endswith(b"/") and rest.count(b'"') % 2 == 0 and rest.count(b"'") % 2 == 0


def _number_of(letters: bytes) -> int:
    """Give the number of a column such as `AB`."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
