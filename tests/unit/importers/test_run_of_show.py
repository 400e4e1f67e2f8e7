from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest

from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.run_of_show_kinds import kind_of
from rex.model.session import Session
from tests.fixtures.exports import workbook

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Outcome, Reads

MINUTE = 60_000
MADRID = timezone(timedelta(hours=1))


def placed(outcome: Outcome) -> list[tuple[str, float | None, float | None]]:
    """Give each part's title, start and end in minutes from the start of the show."""
    return [
        (
            cue.title,
            None if cue.offset_ms is None else cue.offset_ms / MINUTE,
            None if cue.until_ms is None else cue.until_ms / MINUTE,
        )
        for cue in sorted(outcome.the("cues"), key=lambda cue: cue.src_row)
    ]


def products(outcome: Outcome) -> list[Any]:
    return [json.loads(cue.products) for cue in outcome.the("cues")]


def test_parts_begin_and_end_in_the_show(reads: Reads, fixture: Path) -> None:
    outcome = reads((fixture / "run_of_show.csv").read_bytes())
    cues = [(cue.kind, cue.offset_ms, cue.until_ms) for cue in outcome.the("cues")]
    assert cues == [
        ("intro", 0, 5 * MINUTE),
        ("demo", 5 * MINUTE, 15 * MINUTE),
        ("giveaway", 15 * MINUTE, 20 * MINUTE),  # no time of its own: it follows the part above
        ("qna", 30 * MINUTE, None),
    ]
    assert outcome.source.reasons == {"title": 1, "unreadable": 1}
    assert outcome.the("cues")[1].products == '["SER-1","SER-2"]'


def test_offsets_and_ends_read_too(reads: Reads) -> None:
    outcome = reads("Start,End,Kind,Title,SKU\n00:00:00,00:05:00,intro,Hello,\n00:05:00,00:12:30,offer,Set,S-1\n")
    assert [(cue.offset_ms, cue.until_ms) for cue in outcome.the("cues")] == [(0, 300_000), (300_000, 750_000)]


def test_lengths_alone_add_up_from_the_start(reads: Reads) -> None:
    outcome = reads("Bloque,Duración,Presenta\nBienvenida,5 min,Eva\nSérum,12,Eva\nSorteo,2:30,Eva\nTOTAL,19:30,\n")
    assert placed(outcome) == [("Bienvenida", 0, 5), ("Sérum", 5, 17), ("Sorteo", 17, 19.5)]  # 5, 5 + 12, 17 + 2.5
    assert outcome.source.reasons == {"total": 1}
    assert outcome.clock.kind == "offset"


def test_lengths_written_as_hours_and_minutes_are_no_seconds(reads: Reads) -> None:
    outcome = reads("Segment,Length,Host\nHello,0:05,Eva\nSerum,0:20,Eva\nQ&A,1:10,Eva\n")
    assert placed(outcome) == [("Hello", 0, 5), ("Serum", 5, 25), ("Q&A", 25, 95)]  # 0:05 is five minutes here


def test_a_time_column_of_lengths_is_one_of_lengths(reads: Reads) -> None:
    outcome = reads("Segment,Time,Host\nHello,5 min,Eva\nSerum,20 min,Eva\nBye,3 min,Eva\n")
    assert placed(outcome) == [("Hello", 0, 5), ("Serum", 5, 25), ("Bye", 25, 28)]


def test_cells_merged_downwards_belong_to_the_part_above(reads: Reads) -> None:
    rows: list[list[Any]] = [
        ["Autumn Glow, run of show", None, None, None, None],
        ["Time", "Segment", "SKU", "Price", "Offer"],
        ["19:00", "Welcome", None, None, None],
        ["19:05", "Skin care", "SER-1", "24,90 €", "GLOW15"],
        [None, None, "MAS-1", "19,90 €", None],
        [None, "Night routine", "OIL-1", None, None],
        [None, "Part two", None, None, None],
        ["19:30", "Questions", None, None, None],
    ]
    outcome = reads(workbook(*rows), "sheet.xlsx")
    assert placed(outcome) == [
        ("Welcome", 0, None),
        ("Skin care", 5, None),
        ("Night routine", 5, None),  # its time was merged with the one above
        ("Questions", 30, None),
    ]
    by_title = {cue.title: cue for cue in outcome.the("cues")}
    assert json.loads(by_title["Skin care"].products) == ["SER-1", "MAS-1"]
    assert json.loads(by_title["Skin care"].extra) == {"Price": "24,90 €", "Offer": "GLOW15"}
    assert by_title["Night routine"].kind == "product" or by_title["Night routine"].kind == "demo"
    assert outcome.counts == (7, 5, 2)  # the title, five rows kept in four parts, the heading "Part two"


def test_fractions_of_a_day_in_a_workbook_are_times(reads: Reads) -> None:
    rows: list[list[Any]] = [
        ["Start", "Duration", "Segment"],
        [0.7916666666666666, 0.003472222222222222, "Hello"],  # 19:00:00 and 5 minutes
        [None, 0.0104166666666667, "Serum"],  # 15 minutes
    ]
    assert placed(reads(workbook(*rows), "sheet.xlsx")) == [("Hello", 0, 5), ("Serum", 5, 20)]


def test_a_show_past_midnight_goes_on_with_the_next_day(reads: Reads) -> None:
    late = Session(id="s", title="S", start=datetime(2026, 11, 20, 23, 0, tzinfo=MADRID), timezone="Europe/Madrid")
    outcome = reads("Hora,Fin,Bloque\n23:50,00:10,Cierre\n00:10,00:30,Extra\n", session=late)
    assert placed(outcome) == [("Cierre", 50, 70), ("Extra", 70, 90)]  # 23:00 to 23:50 is 50 minutes


def test_when_a_part_really_began_is_taken_before_the_plan(reads: Reads) -> None:
    outcome = reads("Planned start,Actual start,Segment\n19:00,19:02,Hello\n19:10,19:14,Serum\n19:20,,Bye\n")
    assert placed(outcome) == [("Hello", 2, None), ("Serum", 14, None), ("Bye", 20, None)]
    assert [cue.planned for cue in outcome.the("cues")] == [False, False, True]
    assert json.loads(outcome.the("cues")[0].extra) == {"Planned start": "19:00"}


@pytest.mark.parametrize(
    "header",
    [
        "Hora,Segmento,Anfitrión,SKU,Precio,Oferta",
        "Heure,Séquence,Animatrice,Références,Prix,Offre",
        "Horário,Bloco,Apresentadora,Referência,Preço,Oferta",
        "Time,Segment,Host,SKUs,Price,Offer",
        "Order,Time,Segment,Host,SKUs,Stock qty",
    ],
)
def test_headers_of_four_languages_are_known(reads: Reads, header: str) -> None:
    first = "1," if header.startswith("Order") else ""
    outcome = reads(f"{header}\n{first}19:00,Serum,Eva,SER-1 + SER-2,12,\n{first}19:10,Mask,Eva,MAS-1,9,\n")
    assert outcome.source.importer == "run_of_show"
    assert products(outcome) == [["SER-1", "SER-2"], ["MAS-1"]]


def test_a_part_that_cannot_be_placed_is_set_aside_with_a_sentence(reads: Reads) -> None:
    outcome = reads("Start,Duration,Segment\n,5,Warm-up\n19:00,10,Hello\nlate,5,Serum\n,5,Bye\n")
    assert placed(outcome) == [("Hello", 0, 10)]
    assert outcome.source.reasons == {"unreadable": 3}
    assert [issue.line for issue in outcome.issues] == [2, 4, 5]


def test_the_same_rows_are_kept_when_the_day_is_unknown(reads: Reads) -> None:
    content = "Start,Duration,Segment\n19:00,5,Hello\n,10,Serum\n,5,Bye\n"
    outcome = reads(content, session=Session(id="s", title="S"))
    assert outcome.counts == (3, 3, 0)
    assert {cue.offset_ms for cue in outcome.the("cues")} == {None}


@pytest.mark.parametrize(
    "other",
    [
        "time,type,content\n19:00,text,hello\n19:01,text,when\n",  # a chat
        "time,viewers,title\n0:00,12,Show\n0:01,15,Show\n",
        "Title,Start,Duration,Views\nShow one,2026-11-01 19:00,90,100\nShow two,2026-11-08 19:00,60,80\n",
        "Title,Start,Duration\nShow one,2026-11-01 19:00,90\nTwo,2026-11-08 19:00,60\nThree,2026-11-15 19:00,60\n",
        "Name,Join time,Leave time,Duration\nAna,19:00,19:10,10\n",
        "time,product,qty\n19:00,Serum,2\n",
    ],
)
def test_other_tables_are_no_run_of_show(importers: list[Any], tmp_path: Path, other: str) -> None:
    path = tmp_path / "other.csv"
    path.write_text(other)
    importer = next(one for one in importers if one.id == "run_of_show")
    assert importer.recognise(head_of(ExportFile(path, "other.csv"))) is None


def test_personal_columns_stay_out(reads: Reads) -> None:
    outcome = reads("Time,Segment,Host,Phone,Notes\n19:00,Hello,Eva,+34 600 000 001,mail ana@example.com\n")
    assert json.loads(outcome.the("cues")[0].extra) == {"Host": "Eva", "Notes": "mail [mail]"}


@pytest.mark.parametrize(
    ("kind", "title", "canonical"),
    [
        ("", "Bienvenue à toutes", "intro"),
        ("", "Oferta flash 20%", "offer"),
        ("Q&A", "", "qna"),
        ("", "Concours", "giveaway"),
        ("", "Sorteio do kit", "giveaway"),
        ("", "Perguntas", "qna"),
        ("", "Encerramento", "outro"),
        ("", "Cierre y despedida", "outro"),
        ("product", "Welcome set", "product"),
        ("", "Pause musicale", "break"),
        ("", "Maison", "other"),
        ("", "", "other"),
    ],
)
def test_kinds_have_names_in_four_languages(kind: str, title: str, canonical: str) -> None:
    assert kind_of(kind, title) == canonical
