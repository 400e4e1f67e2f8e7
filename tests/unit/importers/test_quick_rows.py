"""Many rows at a time are the rows that the careful reader gives one by one."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rex.importers import quick_rows as room
from rex.importers.clock import SourceClock
from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.quick_rows import Grid, quick_rows, regular_rows
from rex.importers.sheet import Sheet, sheet_of
from rex.importers.sink import Sink
from rex.model.session import Session
from rex.text.pseudonym import Pseudonymiser

if TYPE_CHECKING:
    from pathlib import Path

    import msgspec

    from rex.importers.tables import Record

QUICK = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
HEADER = "when,who,what\r\n"


class Rows:
    """Keeps what a sink writes, by table."""

    def __init__(self) -> None:
        self.tables: defaultdict[str, list[msgspec.Struct]] = defaultdict(list)

    def write(self, table: str, row: msgspec.Struct) -> None:
        self.tables[table].append(row)


class Looked:
    """What one way of reading gave: the rows, and the rows set aside."""

    def __init__(self, path: Path) -> None:
        export = ExportFile(path, path.name)
        head = head_of(export)
        self.rows = Rows()
        self.sheet = sheet_of(head)
        self.sink = Sink(
            export, head, SourceClock(Session(id="s", title="S")), Pseudonymiser(b"0123456789abcdef"), self.rows
        )

    def quickly(self, sheet: Sheet) -> list[Record]:
        pieces = quick_rows(sheet, self.sink)
        return list(chain.from_iterable(piece.records() if isinstance(piece, Grid) else (piece,) for piece in pieces))


def assert_same(path: Path, content: bytes) -> list[Record]:
    path.write_bytes(content)
    quick, careful = Looked(path), Looked(path)
    if quick.sheet is None or careful.sheet is None:
        return []
    found = quick.quickly(quick.sheet)
    assert found == list(careful.sheet.rows(careful.sink))
    assert quick.rows.tables == careful.rows.tables
    assert quick.sink.issues == careful.sink.issues
    return found


_cells = st.sampled_from(
    [
        "",
        "a",
        "hola",
        " x ",
        "é😍",
        'say "hi"',
        "one, two",
        "two\nlines",
        "two\r\nlines",
        "\u2028",
        "when",
        "total",
        "\x1f",
        '"',
    ]
)
_rows = st.lists(st.lists(_cells, min_size=1, max_size=5), max_size=12)
_ends = st.sampled_from(["\r\n", "\n"])


@QUICK
@given(_rows, _ends, st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_any_table_that_a_program_writes_reads_the_same(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], end: str, quoting: int
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end, quoting=quoting).writerows([["when", "who", "what"], ["1", "a", "b"], *rows])  # type: ignore[call-overload]
    assert_same(tmp_path_factory.mktemp("t") / "t.csv", text.getvalue().encode())


@QUICK
@given(
    st.lists(
        st.sampled_from([b"a", b'"', b",", b"\n", b"\r\n", b"\r", b'""', b"\0", b"\xff", "é".encode(), b" ", b"b,c"]),
        max_size=40,
    )
)
def test_any_bytes_read_the_same(tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes]) -> None:
    content = HEADER.encode() + b"1,a,b\r\n" + b"".join(pieces)
    assert_same(tmp_path_factory.mktemp("t") / "t.csv", content)


@pytest.mark.parametrize("block", [16, 50, 1_000])
def test_records_that_lie_across_blocks_are_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr(room, "BLOCK_BYTES", block)
    lines = "".join(f'{n},ana,"line {n}\nand, another"\r\n' if n % 3 else f"{n},leo,é {n}\r\n" for n in range(200))
    found = assert_same(tmp_path / "t.csv", (HEADER + lines).encode())
    assert len(found) == 200
    assert found[1].cells == ["1", "ana", "line 1\nand, another"]
    assert (found[3].number, found[3].line) == (4, 7)  # header, 1 line, 2 x 2 lines: the fourth begins on line 7


def test_plain_rows_come_as_a_grid_and_odd_ones_between_them(tmp_path: Path) -> None:
    content = (HEADER + "1,a,b\r\n2,a,b\r\n3,a\r\n,,\r\nwhen,who,what\r\n4,a,b,c\r\n\r\n5,a,b\r\n").encode()
    (tmp_path / "t.csv").write_bytes(content)
    looked = Looked(tmp_path / "t.csv")
    assert looked.sheet is not None
    pieces = list(quick_rows(looked.sheet, looked.sink))
    assert [len(piece) if isinstance(piece, Grid) else piece.cells for piece in pieces] == [2, ["3", "a", ""], 1]
    assert [(row.src_row, row.line, row.reason) for row in looked.rows.tables["set_aside"]] == [
        (4, 5, "blank"), (5, 6, "title"), (6, 7, "unreadable"),
    ]  # fmt: skip
    last = pieces[-1]
    assert isinstance(last, Grid)
    assert [(record.number, record.line, record.cells) for record in last.records()] == [(7, 9, ["5", "a", "b"])]


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (HEADER + "1,a,b\r\n2,a,b\r\n", 2),
        (HEADER + '1,a,"b\r\nc"\r\n2,a,b', 2),
        (HEADER + "1,a,b\r\n2,a\r\n", 0),
        (HEADER + "1,a,b\r\n\r\n2,a,b\r\n", 0),
        (HEADER + "1,a,b\r\nwhen,who,what\r\n", 0),
        (HEADER + '1,a,b\r\n2,a,b "c"\r\n', 0),
        (HEADER + '1,a,b\r\n2,a,"b', 0),
        (HEADER + "1,a,b\n2,a,b\r\n", 0),
        (HEADER + "1,a,b\r\n" * 40 + "2,a,b\x1f\r\n", 0),
        ("A chat,,\r\n" + HEADER + "1,a,b\r\n", 0),
    ],
    ids=[
        "plain", "lines in a cell", "short", "empty line", "header again", "loose quote", "open quote", "line ends",
        "sign", "title",
    ],
)  # fmt: skip
def test_only_a_table_without_anything_odd_is_regular(tmp_path: Path, content: str, rows: int) -> None:
    (tmp_path / "t.csv").write_bytes(content.encode())
    sheet = sheet_of(head_of(ExportFile(tmp_path / "t.csv", "t.csv")))
    assert sheet is not None
    assert regular_rows(sheet) == rows
