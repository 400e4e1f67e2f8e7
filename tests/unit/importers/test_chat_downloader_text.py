from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from rex.importers.chat_downloader_text import IMPORTER
from rex.importers.export import ExportFile
from rex.importers.head import head_of

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

    from rex.text.pseudonym import Pseudonymiser

TEXT = (
    "-0:05 | Ana: ya empieza\n"
    "0:02 | (Moderator) *US$5.00* Mo: hola: a todas\n"
    "0:09 | (Member (6 months), Verified) Bo: sí\n"
    "0:11 | *€2,00* Cy\n"
    "1:02:03 | (Owner) Maison: gracias\n"
    "1:02:04 | Welcome to live chat! Remember to guard your privacy\n"
)


def test_times_badges_sums_and_names(reads: Reads, people: Pseudonymiser) -> None:
    outcome = reads(TEXT)
    assert (outcome.source.importer, outcome.counts) == ("chat_downloader_text", (6, 5, 1))
    assert (outcome.source.reasons, outcome.clock.kind) == ({"system": 1}, "offset")
    rows = outcome.the("chat")
    assert [(row.offset_ms, row.text) for row in rows] == [
        (-5_000, "ya empieza"), (2_000, "hola: a todas"), (9_000, "sí"), (11_000, ""), (3_723_000, "gracias"),
    ]  # fmt: skip
    assert [row.role for row in rows] == ["viewer", "moderator", "viewer", "viewer", "host"]
    assert [row.member for row in rows] == [False, False, True, False, False]
    assert [(row.kind, row.money_minor, row.currency) for row in rows][1:4] == [
        ("paid", 500, "USD"), ("message", None, None), ("paid", 200, "EUR"),
    ]  # fmt: skip
    assert [row.author for row in rows][2:4] == [people.of("Bo"), people.of("Cy")]


def test_without_a_time_in_the_video_the_clock_is_the_computers(reads: Reads) -> None:
    outcome = reads("2026-11-20 19:00:05 | Ana: hola\n2026-11-20 19:00:06 | Bo:\n")
    assert (outcome.clock.kind, outcome.clock.timezone) == ("local", "Europe/Madrid")
    assert [(row.offset_ms, row.text) for row in outcome.the("chat")] == [(5_000, "hola"), (6_000, "")]


def test_a_line_without_a_time_goes_on_with_the_message_above(reads: Reads) -> None:
    outcome = reads(TEXT + "0:12 | Ana: uno\ndos\n")
    assert outcome.the("chat")[-1].text == "uno dos"


@pytest.mark.parametrize("text", ["0:02 | (" + "(" * 200_000, "0:02 | " + "*" * 200_000, "0:02 | (" + "()" * 100_000])
def test_any_line_is_read_in_time(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text(text)
    start = time.perf_counter()
    IMPORTER.recognise(head_of(ExportFile(path, "x.txt")))
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    "text", ["time | user | message\n0:02 | ana | hola\n", "0:02|Ana: hola\n", "Ana: 0:02 | hola\n", ""]
)
def test_other_text_is_not_claimed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text(text)
    assert IMPORTER.recognise(head_of(ExportFile(path, "x.txt"))) is None
