"""Finds the cells of many thousand records of a text table at once, and makes only those that are asked for.

It understands UTF-8 in which every quotation mark stands where it belongs, and nothing else: what the careful reader
(`tables.records`) could see differently is refused, so that both give the same cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Places = npt.NDArray[np.int64]
    Bytes = npt.NDArray[np.uint8]
    Flags = npt.NDArray[np.bool_]

LONGEST_CELL = 100_000
MOST_LINES = 100
"""Larger cells, and records over more lines, are refused: the careful reader has bounds for both."""
_QUOTE, _NEWLINE, _RETURN = b'"\n\r'


class NotPlainError(ValueError):
    """Something stands here that only the careful reader may read."""


@dataclass(frozen=True, slots=True)
class Block:
    """Whole records that stand together. `cells` numbers the first separator of each, `ends` are its last bytes.

    `lines` counts the lines above each record within the block, `widths` its cells; an empty line has one empty cell.
    """

    data: bytes
    text: str
    separators: Places
    first: Places
    widths: Places
    starts: Places
    ends: Places
    lines: Places
    quoted: bool

    def cells(self, record: int) -> list[str]:
        """Make all cells of one record."""
        first, width = int(self.first[record]), int(self.widths[record])
        inner = self.separators[first : first + width - 1].tolist()
        starts = [int(self.starts[record]), *(place + 1 for place in inner)]
        ends = [*inner, int(self.ends[record])]
        return [_cell(self.text[start:end]) for start, end in zip(starts, ends, strict=True)]

    def column(self, at: int, records: slice, width: int) -> list[str]:
        """Make the cells of one column of records that have `width` cells each."""
        first = self.first[records]
        starts = self.starts[records] if at == 0 else self.separators[first + (at - 1)] + 1
        ends = self.ends[records] if at == width - 1 else self.separators[first + at]
        text = self.text
        made = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
        if not text.isascii() and not "".join(made).isascii():
            made = [cell if cell.isascii() else _decoded(cell) for cell in made]
        if self.quoted:
            codes = np.frombuffer(self.data, np.uint8)
            for place in np.flatnonzero(codes[starts] == _QUOTE).tolist():
                made[place] = made[place][1:-1].replace('""', '"')
        return made

    @property
    def empty(self) -> Flags:
        """Tell which records are empty lines."""
        empty: Flags = self.starts == self.ends
        return empty

    def line_ends(self, *, but_last: bool) -> set[int]:
        """Give the lengths that the records' ends have, of all of them or of all but the last."""
        lengths = np.append(self.starts[1:], len(self.data)) - self.ends
        return set(np.unique(lengths[:-1] if but_last else lengths).tolist())

    def may_be_no_data(self, header: str) -> Flags:
        """Tell which records could be blank or the header once more, by how they begin; many that are not, too."""
        codes = np.frombuffer(self.data, np.uint8)
        begins = codes[self.starts]
        ends = np.where(self.widths == 1, self.ends, self.separators[self.first])
        first_code = header.encode()[:1]
        blank = (ends == self.starts) | (begins <= 0x20) | (begins >= 0x80) | (begins == _QUOTE)
        repeated = (ends - self.starts == len(header.encode())) & (begins == (first_code[0] if first_code else 0))
        doubtful: Flags = blank | repeated
        return doubtful


def _cell(raw: str) -> str:
    """Read a cell as it stands in the file, its bytes as letters."""
    if raw[:1] == '"':
        raw = raw[1:-1].replace('""', '"')
    return raw if raw.isascii() else _decoded(raw)


def _decoded(raw: str) -> str:
    return raw.encode("latin-1").decode("utf-8", "replace")


def scan(data: bytes, delimiter: str) -> tuple[Block | None, bytes]:
    """Find the whole records at the beginning of `data`, and give what is left over; no block where none is whole.

    NotPlainError where the careful reader might see something else.
    """
    codes = np.frombuffer(data, np.uint8)
    quotes = np.flatnonzero(codes == _QUOTE)
    separators = np.flatnonzero((codes == ord(delimiter)) | (codes == _NEWLINE))
    if quotes.size:
        separators = separators[_outside(separators, quotes)]
    last = np.flatnonzero(codes[separators] == _NEWLINE)
    if not last.size:
        return None, data
    end = int(separators[last[-1]]) + 1
    codes, left = codes[:end], data[end:]
    separators = separators[: last[-1] + 1]
    data = data[:end] if left else data
    quotes = quotes[quotes < end]
    _check(data, codes, quotes, ord(delimiter))
    return _block(data, codes, separators, last, quoted=quotes.size > 0), left


def _outside(separators: Places, quotes: Places) -> Flags:
    """Tell which separators stand outside quotation marks: an even number of them stands before."""
    turns = np.zeros(len(separators) + 1, np.int8)
    before = np.searchsorted(separators, quotes)
    np.add.at(turns, before[::2], 1)
    np.add.at(turns, before[1::2], -1)
    outside: Flags = np.cumsum(turns[:-1], dtype=np.int8) == 0
    return outside


def _block(data: bytes, codes: Bytes, separators: Places, last: Places, *, quoted: bool) -> Block:
    ends = separators[last]
    starts = np.concatenate(([0], ends[:-1] + 1))
    first = np.concatenate(([0], last[:-1] + 1))
    newlines = np.flatnonzero(codes == _NEWLINE)
    lines = np.arange(len(ends)) if newlines.size == ends.size else np.searchsorted(newlines, starts)
    if newlines.size != ends.size and np.diff(lines, append=newlines.size).max() > MOST_LINES:
        raise NotPlainError
    ends = ends - ((codes[ends - 1] == _RETURN) & (ends > starts))
    if np.diff(separators, prepend=-1).max() > LONGEST_CELL:
        raise NotPlainError
    text = data.decode("ascii" if data.isascii() else "latin-1")
    return Block(data, text, separators, first, last - first + 1, starts, ends, lines, quoted)


def _check(data: bytes, codes: Bytes, quotes: Places, delimiter: int) -> None:
    """Refuse zero bytes, lines that end in an old Mac's way, and quotation marks that do not enclose a whole cell."""
    returns = np.flatnonzero(codes == _RETURN)
    if b"\0" in data or (codes[returns + 1] != _NEWLINE).any():
        raise NotPlainError
    if not quotes.size:
        return
    opening, closing = quotes[::2], quotes[1::2]
    before = np.where(opening == 0, _NEWLINE, codes[opening - 1])
    again = np.concatenate(([False], closing[: len(opening) - 1] + 1 == opening[1:]))
    after = codes[closing + 1]
    doubled = np.concatenate((opening[1:] == closing[: len(opening) - 1] + 1, [False]))
    begins = (before == delimiter) | (before == _NEWLINE) | again
    ends = (after == delimiter) | (after == _NEWLINE) | (after == _RETURN) | doubled
    if len(opening) != len(closing) or not begins.all() or not ends.all():
        raise NotPlainError
