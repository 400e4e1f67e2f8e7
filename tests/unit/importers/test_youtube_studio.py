from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING

import pytest

from rex.model.session import Session

if TYPE_CHECKING:
    from conftest import Reads

UNKNOWN = Session(id="s", title="s")
TABLE = (
    "Geography,Views,Average view duration,Watch time (hours)\n"
    "Total,15503810,0:04:34,1183689.3666\nUS,2638475,0:05:42,250689.3897\nES,2110882,0:03:08,110670.9848\n"
)
CHART = (
    "Date,Geography,Views\n2026-11-19,US,10\n2026-11-20,US,11\n2026-11-21,US,12\n2026-11-19,ES,20\n2026-11-20,ES,21\n"
    "2026-11-21,ES,22\n"
)
TOTALS = "Date,Views\n2026-11-19,31964\n2026-11-20,37509\n2026-11-21,43579\n"
VIDEOS = {
    "en": (
        "Content,Video title,Video publish time,Duration,Views,Watch time (hours),Likes,"
        "Impressions click-through rate (%)\n"
        'Total,,,,"44,531",600.25,60,4.1\n'
        'aB3dEfGh1jK,Autumn glow,"Nov 20, 2026",5400,"28,000",500.125,40,5.2\n'
        'zYxWvUtSrQp,Another show,"Nov 6, 2026",5400,16531,100.125,20,3.9\n'
    ),
    "fr": (
        "Contenu,Titre de la vidéo,Heure de publication de la vidéo,Durée,Vues,Durée de visionnage (heures),J'aime\n"
        'Total,,,,"44\u202f531","600,25",60\n'
        'aB3dEfGh1jK,Autumn glow,20 nov. 2026,5400,"28\u202f000","500,125",40\n'
        'zYxWvUtSrQp,Another show,6 nov. 2026,5400,16531,"100,125",20\n'
    ),
    "es": (
        "Contenido;Título del vídeo;Hora de publicación del vídeo;Duración;Visualizaciones;"
        "Tiempo de visualización (horas);Me gusta\n"
        "Total;;;;44.531;600,25;60\naB3dEfGh1jK;Autumn glow;20 nov 2026;5400;28.000;500,125;40\n"
        "zYxWvUtSrQp;Another show;6 nov 2026;5400;16531;100,125;20\n"
    ),
}


def test_only_the_total_of_the_sessions_day_is_kept_and_it_is_said_to_be_a_days(reads: Reads) -> None:
    outcome = reads(TOTALS, "Totals.csv")
    assert outcome.source.importer == "youtube_studio"
    assert "no viewer curve" in outcome.source.why
    assert outcome.counts == (3, 1, 2)
    assert outcome.source.reasons == {"other": 2}
    (total,) = outcome.the("totals")
    assert (total.metric, total.metric_raw, total.value_milli, total.scope) == ("views", "Views", 37_509_000, "day")
    assert (total.time_raw, total.t_ms) == ("2026-11-20", None)
    assert {aside.detail for aside in outcome.the("set_aside")} == {"another day"}
    assert outcome.clock.missing_zone_raw is None  # a day needs no zone


def test_the_days_are_those_of_california(reads: Reads) -> None:
    early = datetime(2026, 11, 21, 7, 30, tzinfo=timezone.utc)  # noqa: UP017 - 23:30 on the 20th in Los Angeles
    session = Session(id="s", title="s", start=early, end=early.replace(hour=7, minute=55), timezone="Europe/Madrid")
    assert [row.value_milli for row in reads(TOTALS, session=session).the("totals")] == [37_509_000]
    longer = session.model_copy(update={"end": early.replace(hour=9)})  # ends at 01:00 on the 21st
    assert [row.value_milli for row in reads(TOTALS, session=longer).the("totals")] == [37_509_000, 43_579_000]


def test_a_part_of_a_day_is_kept_as_such(reads: Reads) -> None:
    outcome = reads(CHART, "Chart data.csv")
    assert outcome.counts == (6, 2, 4)
    found = [(row.value_milli, row.scope, row.extra) for row in outcome.the("totals")]
    assert found == [
        (11_000, "part_of_day", '{"found":"11","Geography":"US"}'),
        (21_000, "part_of_day", '{"found":"21","Geography":"ES"}'),
    ]


def test_the_total_of_a_table_is_set_aside_and_its_parts_have_no_day(reads: Reads) -> None:
    for session in (None, UNKNOWN):
        outcome = reads(TABLE, "Table data.csv", session=session)
        assert outcome.source.importer == "youtube_studio"
        assert outcome.counts == (3, 0, 3)
        assert outcome.source.reasons == {"other": 2, "total": 1}
        assert [aside.reason for aside in outcome.the("set_aside")] == ["total", "other", "other"]


@pytest.mark.parametrize("lang", VIDEOS)
def test_the_video_of_the_sessions_day_is_kept_in_three_languages(reads: Reads, lang: str) -> None:
    outcome = reads(VIDEOS[lang], "Table data.csv")
    assert outcome.source.importer == "youtube_studio"
    assert outcome.counts == (3, 1, 2)
    assert outcome.source.reasons == {"other": 1, "total": 1}
    found = {row.metric: (row.value_milli, row.unit) for row in outcome.the("totals")}
    # 500.125 h are 1 800 450 s
    assert found == {
        "views": (28_000_000, "count"),
        "watch_time": (1_800_450_000, "seconds"),
        "likes": (40_000, "count"),
    }
    assert {row.scope for row in outcome.the("totals")} == {"video"}
    assert "Autumn glow" in outcome.the("totals")[0].extra


def test_a_table_in_another_language_is_known_by_the_ids_of_its_videos(reads: Reads) -> None:
    content = "Sisältö,Videon nimi,Katselut\nTotal,,30\naB3dEfGh1jK,Syksy,10\nzYxWvUtSrQp,Talvi,20\n"
    outcome = reads(content)
    assert outcome.source.importer == "youtube_studio"
    assert outcome.source.reasons == {"other": 2, "total": 1}


def test_a_table_by_day_has_its_total_first(reads: Reads) -> None:
    content = "Date,Views,Watch time (hours)\nTotal,100,10\n2026-11-20,60,6\n2026-11-21,40,4\n"
    outcome = reads(content)
    assert outcome.source.reasons == {"other": 1, "total": 1}
    assert [(row.metric, row.value_milli) for row in outcome.the("totals")] == [
        ("views", 60_000),
        ("watch_time", 21_600_000),
    ]


def test_weeks_are_no_days(reads: Reads) -> None:
    outcome = reads("Date,Views\n2026-11-06,31964\n2026-11-13,37509\n2026-11-20,43579\n")
    assert outcome.counts == (3, 0, 3)
    assert {aside.detail for aside in outcome.the("set_aside")} == {"a total of more than a day"}


def test_without_a_session_every_day_is_kept_as_a_days_total(reads: Reads) -> None:
    outcome = reads(TOTALS, session=UNKNOWN)
    assert outcome.counts == (3, 3, 0)
    assert {row.scope for row in outcome.the("totals")} == {"day"}


def test_the_same_file_twice_counts_once(reads: Reads) -> None:
    seen: set[str] = set()
    reads(TOTALS, "Totals.csv", seen=seen)
    assert reads(TOTALS, "Totals (1).csv", seen=seen).source.reasons == {"duplicate": 1, "other": 2}


def test_a_cell_that_is_no_number_is_left_out(reads: Reads) -> None:
    outcome = reads("Date,Views,Shares\n2026-11-20,many,3\n2026-11-21,4,3\n")
    assert [row.metric for row in outcome.the("totals")] == ["shares"]
    assert [(issue.line, issue.column) for issue in outcome.issues] == [(2, "Views")]
