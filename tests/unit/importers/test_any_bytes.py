"""Whatever lies in `exports/`, reading it ends in rows, in a reason, or in a sentence; never in a traceback."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from rex.errors import RexError
from rex.importers.export import ExportFile
from rex.importers.identify import Known, Unknown, identify
from rex.importers.read import read
from rex.importers.sink import Nowhere

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

    from rex.importers.base import Importer
    from rex.model.session import Session
    from rex.text.pseudonym import Pseudonymiser

NAMES = [
    "youtube_replay.live_chat.json", "youtube_live.live_chat.json", "chat_downloader_2020.json",
    "chat_downloader_2020.csv", "chat_downloader_new.jsonl", "shopify_79.csv", "shopify_excel.csv",
    "google_forms.csv", "forms_es.csv", "curve.csv", "run_of_show.csv", "chat_table.csv", "sales_table.csv",
]  # fmt: skip


class AnyBytes:
    """Reads any bytes the way a review does, and checks the one law about rows."""

    def __init__(self, path: Path, importers: list[Importer], show: Session, people: Pseudonymiser) -> None:
        self._path, self._importers, self._show, self._people = path, importers, show, people

    def __call__(self, content: bytes) -> None:
        self._path.write_bytes(content)
        try:
            known = identify(ExportFile(self._path, "x"), self._importers)
            if isinstance(known, Known):
                source, _, _ = read(known, self._show, self._people, Nowhere())
                assert source.rows_read == source.rows_kept + source.rows_set_aside
        except RexError as error:
            assert error.what  # noqa: PT017 - an expected stop carries its sentence


@pytest.fixture
def survives(tmp_path: Path, importers: list[Importer], show: Session, people: Pseudonymiser) -> AnyBytes:
    return AnyBytes(tmp_path / "x", importers, show, people)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_cut_off_anywhere_reads_without_a_traceback(name: str, fixture: Path, survives: AnyBytes) -> None:
    content = (fixture / name).read_bytes()
    for end in range(0, len(content), max(1, len(content) // 60)):
        survives(content[:end])


@pytest.mark.parametrize("name", NAMES)
def test_a_file_with_damaged_bytes_reads_without_a_traceback(name: str, fixture: Path, survives: AnyBytes) -> None:
    chance = random.Random(name)  # noqa: S311 - a seeded test
    content = (fixture / name).read_bytes()
    for _ in range(30):
        damaged = bytearray(content)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] = chance.choice(b'"\x00\xff\n,;{}[]0\x80')
        survives(bytes(damaged))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("name", ["sales_table.csv", "run_of_show.csv", "curve.csv"])
def test_encodings_of_spreadsheets_read_the_same(reads: Reads, fixture: Path, name: str, encoding: str) -> None:
    text = (fixture / name).read_text("utf-8")
    plain, encoded = reads(text), reads(text.encode(encoding))
    assert plain.tables == encoded.tables


def test_a_zero_byte_and_an_open_quotation_mark_cost_one_row_each(reads: Reads) -> None:
    outcome = reads(b'time,user,message\n0:00:01,a\x00na,ho\x00la\n0:00:02,bo,"never closed\n0:00:03,cy,next\n')
    assert [row.text for row in outcome.the("chat")] == ["hola", "next"]
    assert outcome.source.reasons == {"unreadable": 1}
    assert outcome.issues[0].line == 3


def test_a_row_with_too_many_cells_is_not_guessed(reads: Reads) -> None:
    outcome = reads("time,user,message\n0:00:01,ana,hola, que tal\n0:00:02,bo,hi,,\n")
    assert [row.text for row in outcome.the("chat")] == ["hi"]
    assert outcome.source.reasons == {"unreadable": 1}


def test_the_header_met_again_and_rows_above_it_are_titles(reads: Reads) -> None:
    outcome = reads("Report of the show,,\n,,\ntime,user,message\n0:00:01,ana,hola\ntime,user,message\n0:00:02,bo,hi\n")
    assert outcome.source.reasons == {"blank": 1, "title": 2}
    assert len(outcome.the("chat")) == 2


@pytest.mark.parametrize(
    "content", [b"", b"\xef\xbb\xbf", b"\n\n", b"\x00" * 50, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20]
)
def test_nothing_and_junk_are_recognised_as_such(tmp_path: Path, importers: list[Importer], content: bytes) -> None:
    path = tmp_path / "junk.csv"
    path.write_bytes(content)
    assert isinstance(identify(ExportFile(path, "junk.csv"), importers), Unknown)


def test_issues_never_quote_what_a_person_wrote(reads: Reads) -> None:
    outcome = reads("time,viewers\n0:00,ana@example.com\n0:01,+34 600 000 004\n0:02,5\n")
    assert [issue.problem.values["text"] for issue in outcome.issues] == ["…", "…"]
