"""A chat read in any quick way gives the facts, counts and issues that it gives row by row."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rex.engine.connection import connect
from rex.engine.facts import FactsWriter, columns
from rex.engine.sql import Facts
from rex.importers import chat_bulk, chat_downloader, documents, quick_rows, table
from rex.importers.clock import SourceClock
from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.sheet import sheet_of
from rex.importers.sink import Sink
from rex.model.session import Session
from rex.text.pseudonym import Pseudonymiser
from tests.builders import window

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rex.importers.base import Importer

QUICK = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
START_USEC = 1_795_197_600_000_000
SHOW = Session(id="show", title="Show", start=datetime(2026, 11, 20, 18, 0, tzinfo=UTC), timezone="UTC")


@dataclass
class Outcome:
    """Everything that a way of reading leaves behind."""

    described: dict[str, Any]
    issues: list[str]
    chat: list[tuple[Any, ...]]
    aside: list[tuple[Any, ...]]


def outcome(
    path: Path,
    read: Callable[[Sink], None],
    session: Session = SHOW,
    importer: Importer = chat_downloader.IMPORTER,
) -> Outcome:
    export = ExportFile(path, path.name)
    folder = path.with_suffix(".facts")
    with FactsWriter(folder) as writer:
        sink = Sink(export, head_of(export), SourceClock(session), Pseudonymiser(b"0123456789abcdef"), writer)
        read(sink)
    recognition = importer.recognise(sink.head)
    assert recognition is not None
    source = sink.described(importer, recognition)
    assert source.rows_read == source.rows_kept + source.rows_set_aside
    chat, aside = (rows_of(folder / f"{table}.parquet", table) for table in ("chat", "set_aside"))
    return Outcome(source.model_dump(), [str(issue) for issue in sink.issues], chat, aside)


@cache
def engine() -> Any:
    return connect(None)


def rows_of(file: Path, table: str) -> list[tuple[Any, ...]]:
    """Give a table's rows as they stand in its file, none without one; opening all facts for them takes far longer."""
    if not file.exists():
        return []
    query = f"SELECT {', '.join(columns(table))} FROM read_parquet(?, hive_partitioning = false)"
    found: list[tuple[Any, ...]] = engine().execute(query, [str(file)]).fetchall()
    return found


def documents_one_by_one(sink: Sink) -> None:
    for document in documents.documents(sink.head):
        chat_downloader._document(sink, document)


def rows_one_by_one(sink: Sink) -> None:
    sheet = sheet_of(sink.head)
    assert sheet is not None
    for record in sheet.rows(sink):
        chat_downloader._record(sheet, sink, record)


def read(sink: Sink) -> None:
    chat_downloader.IMPORTER.read(sink.export, sink)


_texts = st.sampled_from(
    [
        "hola",
        "precio?",
        "",
        "😍",
        "ana@example.com",
        "two\nlines",
        "+34 600 000 001",
        'é, "ñ"',
        "e\u0301",
        "\u200b",
        " x ",
        "_",
    ]
)
_authors = st.fixed_dictionaries(
    {},
    optional={
        "id": st.sampled_from(["UC1", "UC2", "", " uc1 "]),
        "name": st.sampled_from(["ana", "Nightbot", "@nightbot", "leo", ""]),
        "badges": st.lists(
            st.fixed_dictionaries({"title": st.sampled_from(["Owner", "Moderator", "Member (1 month)", ""])}),
            max_size=2,
        ),
    },
)
_odd = st.sampled_from([None, True, 3, 1.5, [], {}, "x", "1e15"])
_entries = st.fixed_dictionaries(
    {
        "timestamp": st.integers(START_USEC - 10**9, START_USEC + 10**10),
        "author": _authors,
        "message_id": st.integers(0, 40).map(lambda n: f"m{n}"),
        "message": _texts,
        "time_in_seconds": st.integers(-5, 5000),
    },
    optional={
        "message_type": st.sampled_from(
            ["text_message", "text_message", "paid_message", "ticker_paid_message_item", "mode_change"]
        ),
        "money": st.just({"text": "$5.00", "amount": 5, "currency": "USD"}),
        "amount": st.sampled_from(["", "€2.00"]),
        "ticker_duration": st.just(120),
    },
)
_damaged = st.builds(
    lambda entry, key, value: {**entry, key: value},
    _entries,
    st.sampled_from(["timestamp", "author", "message", "message_id", "message_type", "money", "amount"]),
    _odd,
)
_chats = st.lists(st.one_of(_entries, _entries, _entries, _damaged), min_size=1, max_size=25)


def with_head(chat: list[Any]) -> list[Any]:
    """Begin with a message that every reader recognises."""
    first = {
        "author": {"id": "UC9", "name": "kim"}, "message": "first", "message_id": "m99", "message_type": "text_message",
        "time_in_seconds": 1, "time_text": "0:01", "timestamp": START_USEC,
    }  # fmt: skip
    return [first, *chat]


@QUICK
@given(
    _chats,
    st.lists(st.sampled_from([b"", b"  ", b"{", b"[1]", b"null", b"\xff", b'{"a": "\\ud800"}']), max_size=3),
    st.randoms(use_true_random=False),
)
def test_json_lines(
    tmp_path_factory: pytest.TempPathFactory, chat: list[Any], broken: list[bytes], chance: Any
) -> None:
    lines = [json.dumps(entry).encode() for entry in chat]
    for line in broken:
        lines.insert(chance.randint(0, len(lines)), line)
    path = tmp_path_factory.mktemp("t") / "chat.jsonl"
    path.write_bytes(b"\n".join([json.dumps(with_head([])[0]).encode(), *lines]))
    assert outcome(path, read) == outcome(path, documents_one_by_one)


def as_table(chat: list[Any], end: str = "\r\n") -> bytes:
    rows = [dict(_flat("", entry)) for entry in chat]
    names = sorted({name for row in rows for name in row})
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, names, lineterminator=end)
    table.writeheader()
    table.writerows(rows)
    return text.getvalue().encode()


def _flat(prefix: str, value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return [pair for key, part in value.items() for pair in _flat(f"{prefix}.{key}" if prefix else key, part)]
    if isinstance(value, list):
        return [pair for key, part in enumerate(value) for pair in _flat(f"{prefix}.{key}", part)]
    return [(prefix, value)]


_tables = st.lists(_entries, min_size=1, max_size=25)


@QUICK
@given(
    _tables,
    st.sampled_from(["\r\n", "\n"]),
    st.lists(st.sampled_from([b"", b",,\r\n", b'x,"y\r\n', b"x\r\n"]), max_size=2),
)
def test_tables(tmp_path_factory: pytest.TempPathFactory, chat: list[Any], end: str, broken: list[bytes]) -> None:
    path = tmp_path_factory.mktemp("t") / "chat.csv"
    path.write_bytes(as_table(with_head(chat), end) + b"".join(broken))
    assert outcome(path, read) == outcome(path, rows_one_by_one)


@QUICK
@given(_tables, st.sampled_from(["\r\n", "\n"]), st.integers(1, 7))
def test_tables_by_way_of_the_engine(
    tmp_path_factory: pytest.TempPathFactory, chat: list[Any], end: str, stretch: int
) -> None:
    path = tmp_path_factory.mktemp("t") / "chat.csv"
    path.write_bytes(as_table(with_head(chat), end))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chat_bulk, "LEAST_BYTES", 0)
        patch.setattr(chat_bulk, "_STRETCH", stretch)
        patch.setattr(chat_bulk, "_MOST_OTHERS", 1)
        by_engine = outcome(path, read)
    assert by_engine == outcome(path, rows_one_by_one)


@pytest.mark.parametrize(
    "session",
    [
        Session(id="s", title="S"),
        SHOW.model_copy(update={"clocks": {"chat.csv": {"skew_s": 12.5}}}),
    ],
    ids=["no start", "skewed"],
)
def test_the_engine_is_used_where_it_can_be(tmp_path: Path, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "chat.csv"
    entries = [
        {**with_head([])[0], "message_id": f"m{n}", "message": f"text {n % 5}", "timestamp": START_USEC + n}
        for n in range(50)
    ]
    entries[7]["message_id"] = entries[3]["message_id"]
    path.write_bytes(as_table(entries))
    monkeypatch.setattr(chat_bulk, "LEAST_BYTES", 0)
    monkeypatch.setattr(quick_rows, "BLOCK_BYTES", 500)
    met: list[bool] = []
    real = chat_bulk.read_bulk

    def watched(*args: Any) -> bool:
        met.append(real(*args))
        return met[-1]

    monkeypatch.setattr("rex.importers.chat_downloader_quick.read_bulk", watched)
    by_engine = outcome(path, read, session)
    assert met == [True]
    assert by_engine == outcome(path, rows_one_by_one, session)
    assert by_engine.described["reasons"] == {"duplicate": 1}
    assert [row[columns_at("src_row")] for row in by_engine.chat] == [*range(1, 8), *range(9, 51)]


def columns_at(name: str) -> int:
    return list(columns("chat")).index(name)


def test_a_table_too_large_for_the_engine_is_read_in_another_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "chat.csv"
    path.write_bytes(as_table(with_head([])))
    monkeypatch.setattr(chat_bulk, "LEAST_BYTES", 0)

    def full(_: object) -> None:
        raise chat_bulk.TooLargeError

    monkeypatch.setattr(chat_bulk.BulkChat, "codes", full)
    assert outcome(path, read) == outcome(path, rows_one_by_one)


def test_nothing_raw_reaches_the_disk_while_a_table_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine that holds raw rows has nowhere to spill to, and the facts hold no name and no mail."""
    path = tmp_path / "chat.csv"
    entries = [
        {
            **with_head([])[0],
            "message_id": f"m{n}",
            "message": "write to ana@example.com",
            "author": {"id": "UCsecret", "name": "Ana"},
        }
        for n in range(20)
    ]
    path.write_bytes(as_table(entries))
    monkeypatch.setattr(chat_bulk, "LEAST_BYTES", 0)
    outcome(path, read)
    with Facts(tmp_path / "chat.facts", window()) as facts:
        assert facts.rows("SELECT DISTINCT text FROM chat") == [("write to [mail]",)]
    written = b"".join(file.read_bytes() for file in (tmp_path / "chat.facts").rglob("*") if file.is_file())
    for secret in (b"ana@example.com", b"UCsecret"):
        assert secret not in written
    assert {file.name for file in tmp_path.iterdir()} == {"chat.csv", "chat.facts"}


_instants = st.builds(
    "2026-11-20{}18:{:02}:{:02}{}{}".format,
    st.sampled_from(["T", " "]),
    st.integers(0, 59),
    st.integers(0, 59),
    st.sampled_from(["", ".5", ".25", ".123456"]),
    st.sampled_from(["Z", "+00:00", "+01:00", "-05:30"]),
)
_rows_of_three = st.lists(
    st.tuples(_instants, st.sampled_from(["ana", " Ana ", "", "Nightbot", "léo"]), _texts), min_size=30, max_size=45
)


def generic(sink: Sink) -> None:
    table.IMPORTER.read(sink.export, sink)


def three_columns(rows: list[tuple[str, str, str]], end: str) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=end)
    writer.writerows([("time", "author", "text"), *rows])
    return text.getvalue().encode()


def by_engine_and_row_by_row(path: Path, session: Session = SHOW) -> tuple[Outcome, Outcome, bool]:
    """Read a table of three columns in both ways, and tell whether the engine took it."""
    met: list[bool] = []
    real = chat_bulk.read_bulk
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chat_bulk, "LEAST_BYTES", 0)
        patch.setattr(
            "rex.importers.table_chat_quick.read_bulk", lambda *args: met.append(real(*args)) or met[-1]
        )  # fmt: skip
        quick = outcome(path, generic, session, table.IMPORTER)
        patch.setattr("rex.importers.table_rows.read_quickly", lambda *_: False)
        slow = outcome(path, generic, session, table.IMPORTER)
    return quick, slow, met == [True]


@QUICK
@given(_rows_of_three, st.sampled_from(["\r\n", "\n"]), st.sampled_from(["", "20/11/2026 18:05", "x", "-"]))
def test_tables_of_no_known_platform(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]], end: str, odd: str
) -> None:
    path = tmp_path_factory.mktemp("t") / "comments.csv"
    path.write_bytes(three_columns([*rows, (odd, "ana", "late")] if odd else rows, end))
    quick, slow, _ = by_engine_and_row_by_row(path)
    assert quick == slow


@pytest.mark.parametrize("folder", ["plain", "a[b]c"])
def test_a_table_of_no_known_platform_goes_by_way_of_the_engine(folder: str, tmp_path: Path) -> None:
    """Not from a folder whose name the engine would take for a pattern: it could read another file."""
    (tmp_path / folder).mkdir()
    path = tmp_path / folder / "comments.csv"
    rows = [(f"2026-11-20T18:{n:02}:00Z", f"viewer {n % 7}", f"text {n % 5}") for n in range(60)]
    path.write_bytes(three_columns(rows, "\n"))
    quick, slow, by_engine = by_engine_and_row_by_row(path)
    assert by_engine == (folder == "plain")
    assert quick == slow
    assert quick.described["rows_kept"] == 60
