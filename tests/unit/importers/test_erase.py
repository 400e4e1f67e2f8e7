"""Forgetting takes every row of one person, no byte of anybody else's, and leaves nothing for a second time."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rex.importers.base import Importer
from rex.importers.erase import Person, find, without
from rex.importers.erase_json import JsonEraser, is_hers
from rex.importers.export import ExportFile
from rex.importers.identify import Known, identify
from rex.plugins.find import find as find_plugins

if TYPE_CHECKING:
    from pathlib import Path

HER = "Marí@_89"
OTHERS = ("bo_2", "Leo Prueba", "marí_89", "eva.test", "Marí@_890")
IMPORTERS = list(find_plugins("rex.importers", Importer).plugins.values())


class Chat(NamedTuple):
    """A chat as a file: what stands above, and one piece of text a message."""

    encoding: str
    above: str
    pieces: list[str]


Said = tuple[str, str]


def _csv(said: list[Said], delimiter: str, end: str) -> Chat:
    def row(*cells: str) -> str:
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerow(cells)
        return text.getvalue()

    rows = [row(f"2026-11-20 19:{at:02d}:00", who, text) for at, (who, text) in enumerate(said)]
    return Chat("utf-8", row("time", "author", "message"), rows)


def _jsonl(said: list[Said], *, ascii_only: bool) -> Chat:
    lines = [
        json.dumps(
            {
                "message_id": f"m{at}",
                "action_type": "add_chat_item",
                "message_type": "text_message",
                "timestamp": 1795197660000000 + at,
                "author": {"name": who, "id": f"UC{who}"},
                "message": text,
            },
            ensure_ascii=ascii_only,
        )
        for at, (who, text) in enumerate(said)
    ]
    return Chat("utf-8", "", [f"{line}\n" for line in lines])


def _zoom(said: list[Said], end: str) -> Chat:
    plain = [(who, text.replace("\n", " ").replace("\r", " ").replace("\x00", "")) for who, text in said]
    return Chat("utf-8", "", [f"00:{at:02d}:01\t{who}:\t{text}{end}" for at, (who, text) in enumerate(plain)])


KINDS = {
    "comma": lambda said: _csv(said, ",", "\r\n"),
    "semicolon": lambda said: _csv(said, ";", "\n"),
    "tab, UTF-16": lambda said: _csv(said, "\t", "\r\n")._replace(encoding="utf-16"),
    "lines of JSON": lambda said: _jsonl(said, ascii_only=False),
    "lines of JSON in ASCII": lambda said: _jsonl(said, ascii_only=True),
    "Zoom": lambda said: _zoom(said, "\n"),
    "Zoom of Windows": lambda said: _zoom(said, "\r\n"),
}
words = st.text(st.sampled_from("ab ,;\t\"'\n\r\u2028\u2029\x85é\\{}[]🙂"), max_size=12).map(lambda text: f"x{text}y")
messages = st.lists(st.tuples(st.sampled_from((HER, *OTHERS)), words), min_size=3, max_size=12)


def known_of(path: Path, content: bytes) -> Known:
    """Write a file and recognise it."""
    path.write_bytes(content)
    known = identify(ExportFile(path, path.name), IMPORTERS)
    assert isinstance(known, Known)
    return known


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=messages)
def test_all_her_rows_go_and_every_other_byte_stays(tmp_path: Path, kind: str, said: list[Said]) -> None:
    said = [("bo_2", "hola a todas"), *said, (HER, "my words"), ("eva.test", "the end")]
    chat = KINDS[kind](said)
    known = known_of(tmp_path / "chat", (chat.above + "".join(chat.pieces)).encode(chat.encoding))
    person = Person(HER.upper())
    found = find(known, person)
    assert len(found.own) == sum(who == HER for who, _ in said)
    left = [piece for (who, _), piece in zip(said, chat.pieces, strict=True) if who != HER]
    made = without(known, person, found.own)
    assert isinstance(made, bytes)
    assert made == (chat.above + "".join(left)).encode(chat.encoding)
    again = find(known_of(tmp_path / "chat", made), person)
    assert (again.own, again.mentions) == (frozenset(), 0)


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("José", "jose\u0301 y José", "[erased] y [erased]"),  # one letter, or a letter and its accent
        ("José", "JosÃ© said", "[erased] said"),  # UTF-8 that Facebook writes as Latin-1
        ("Ana & Bo", "Ana &amp; Bo", "[erased]"),
        ("maria_89", "谢谢maria_89！", "谢谢[erased]！"),
        ("maria_89", "maria_890 xmaria_89 maria_89@example.com", "maria_890 xmaria_89 maria_89@example.com"),
        ("#1001", "1001 viewers, order #1001", "1001 viewers, order [erased]"),
        ("Rita Prueba", "rita  prueba", "[erased]"),
    ],
)
def test_a_name_is_met_however_it_is_written_and_nobody_else_s(name: str, text: str, left: str) -> None:
    assert Person(name).erased_from(text) == left


@pytest.mark.parametrize(
    ("value", "hers"),
    [
        ({"author": {"display_name": "ana"}}, True),
        ({"user": {"uniqueId": "Ana"}}, True),
        ({"senderName": "ana"}, True),
        ({"customer": {"first_name": "Ana", "last_name": ""}}, True),
        ({"product": {"name": "ana"}}, False),
        ({"reply_to": {"author": {"name": "ana"}}}, False),
        ({"author": {"name": "bo"}, "tags": "ana", "sku": "ana", "message": "ana"}, False),
        ({"author": {"name": "bo"}, "reactions": [{"actor": "ana"}]}, False),
    ],
)
def test_only_keys_that_say_who_make_an_object_hers(value: dict[str, object], hers: bool) -> None:
    assert is_hers(value, Person("ana")) is hers


def test_json_keeps_its_writing_around_what_goes() -> None:
    text = '[\n  {"author": "ana", "n": 1.50},\n  {"author":"bo" , "n": 2.50, "t": "hi\\u0020ana"}\n]\n'
    assert JsonEraser(Person("ana")).documents(text) == '[\n  {"author":"bo" , "n": 2.50, "t": "hi [erased]"}\n]\n'


def test_a_name_in_doubled_quotation_marks_goes_from_its_cell(tmp_path: Path) -> None:
    content = 'time,author,message\n2026-11-20 19:00:00,bo,"hi Ana ""La Reina"", bye"\n2026-11-20 19:01:00,bo,hi\n'
    known = known_of(tmp_path / "chat.csv", content.encode())
    person = Person('Ana "La Reina"')
    made = without(known, person, find(known, person).own)
    assert made == content.replace('Ana ""La Reina""', "[erased]").encode()


def test_a_stray_byte_stays_as_it_is(tmp_path: Path) -> None:
    content = "time,author,message\n" + "2026-11-20 19:00:00,bo,¡olé!\n" * 20 + "2026-11-20 19:01:00,ana_1,x\n"
    raw = content.encode() + b"2026-11-20 19:02:00,bo,\xff y\n"
    known = known_of(tmp_path / "chat.csv", raw)
    person = Person("ana_1")
    assert without(known, person, find(known, person).own) == raw.replace(b"2026-11-20 19:01:00,ana_1,x\n", b"")


def test_a_report_of_several_parts_names_its_columns_in_each(tmp_path: Path) -> None:
    content = (
        "Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants,\r\n"
        "85012345678,Show,11/20/2026 07:00:00 PM,11/20/2026 08:00:00 PM,host@example.com,60,2,\r\n\r\n"
        "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\r\n"
        "Ana (Ana Prueba),ana@example.com,11/20/2026 07:00:10 PM,11/20/2026 07:30:00 PM,30,Yes\r\n"
        "Bo,bo@example.com,11/20/2026 07:01:10 PM,11/20/2026 07:31:00 PM,30,Yes\r\n"
    )
    for name in ("ana@example.com", "Ana Prueba"):
        known = known_of(tmp_path / "report.csv", content.encode("utf-8-sig"))
        found = find(known, Person(name))
        lines = content.splitlines(keepends=True)
        assert without(known, Person(name), found.own) == "".join([*lines[:4], lines[5]]).encode("utf-8-sig")
