from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.importers import chapters_text
from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.identify import Known
from rex.importers.raw import raw_rows

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

DESCRIPTION = """Autumn Glow, our live of 20 November
00:00 Intro
4:30 – Sérum: demo

(12:05) Sorteo
1. 25:00 - 31:00 Q&A
1:02:03 | Cierre
Thanks for watching, see you at 19:00
"""


def recognised(path: Path, text: str) -> bool:
    path.write_text(text)
    return chapters_text.IMPORTER.recognise(head_of(ExportFile(path, "x"))) is not None


def test_chapters_are_parts_of_the_show(reads: Reads) -> None:
    outcome = reads(DESCRIPTION, "description.txt")
    assert outcome.source.importer == "chapters_text"
    cues = [(cue.offset_ms // 1000, cue.until_ms and cue.until_ms // 1000, cue.title) for cue in outcome.the("cues")]
    assert cues == [
        (0, None, "Intro"),
        (270, None, "Sérum: demo"),
        (725, None, "Sorteo"),
        (1500, 1860, "Q&A"),
        (3723, None, "Cierre"),
    ]
    assert [cue.kind for cue in outcome.the("cues")] == ["intro", "demo", "giveaway", "qna", "outro"]
    assert outcome.source.reasons == {"title": 2}
    assert not any(cue.planned for cue in outcome.the("cues"))


def test_a_chapter_out_of_order_is_set_aside(reads: Reads) -> None:
    lines = [f"{minute // 60}:{minute % 60:02}:00 Part {minute}" for minute in range(210)]
    outcome = reads("\n".join([*lines, "0:10:00 Late"]), "description.txt")  # below the lines that are looked at
    assert outcome.counts == (211, 210, 1)
    assert outcome.source.reasons == {"unreadable": 1}


@pytest.mark.parametrize(
    "text",
    [
        "0:30 Intro\n4:30 Demo\n9:00 Bye\n",  # the first is not at 0:00
        "0:00 Intro\n4:30 Demo\n",  # the platform wants three
        "0:00 Intro\n9:30 Demo\n4:30 Bye\n",
        "0:00 hello\n0:01 hi\n0:01 when does it start\n",  # a chat
        "0:00 ana: hola\n0:09 leo: hola\n0:20 eva: cuándo empieza\n",
        "0:00 12\n1:00 15\n2:00 18\n",  # a curve
        "0:00,12\n1:00,15\n2:00,18\n",
    ],
)
def test_other_lines_with_times_are_no_chapters(tmp_path: Path, text: str) -> None:
    assert not recognised(tmp_path / "x.txt", text)


def test_every_line_stands_in_the_raw_rows(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(DESCRIPTION)
    head = head_of(ExportFile(path, "x"))
    recognition = chapters_text.IMPORTER.recognise(head)
    assert recognition is not None
    rows = list(raw_rows(Known(ExportFile(path, "x"), head, chapters_text.IMPORTER, recognition)))
    assert "\n".join(row.cells for row in rows) == DESCRIPTION.replace("\n\n", "\n").strip()
    assert [row.line for row in rows] == [1, 2, 3, 5, 6, 7, 8]
