from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.youtube_analytics import IMPORTER, unit_of
from rex.model.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

NAMES = ["livestreamPosition", "averageConcurrentViewers", "peakConcurrentViewers"]
HALF_PAST_ONE_S = 5400.0


def _report(rows: Any, names: list[str] | None = None) -> str:
    headers = [{"name": name, "columnType": "METRIC", "dataType": "INTEGER"} for name in names or NAMES]
    return json.dumps({"kind": "youtubeAnalytics#resultTable", "columnHeaders": headers, "rows": rows})


def test_minutes_fit_the_show(reads: Reads) -> None:
    rows = [[minute, 80.5, 90] for minute in range(90)]
    outcome = reads(_report(rows), "report.json")
    assert outcome.source.importer == "youtube_analytics"
    assert outcome.counts == (90, 90, 0)
    viewers = outcome.the("viewers")
    assert [(row.metric, row.offset_ms, row.value, row.interval_ms) for row in viewers[2:4]] == [
        ("concurrent_avg", 60_000, 80, 60_000),
        ("concurrent_peak", 60_000, 90, 60_000),
    ]
    assert viewers[2].extra == '{"averageConcurrentViewers":"80.5"}'
    assert outcome.source.last == "2026-11-20T19:29:00Z"


def test_seconds_fit_the_show(reads: Reads) -> None:
    outcome = reads(_report([[60 * minute, 80, 90] for minute in range(90)]), "report.json")
    assert [row.offset_ms for row in outcome.the("viewers")][2:5] == [60_000, 60_000, 120_000]
    assert outcome.source.last == "2026-11-20T19:29:00Z"
    assert {row.interval_ms for row in outcome.the("viewers")} == {60_000}


@pytest.mark.parametrize(
    ("positions", "lasts_s", "unit"),
    [
        (range(90), HALF_PAST_ONE_S, "minutes"),
        (range(0, 5400, 60), HALF_PAST_ONE_S, "seconds"),
        (range(5400), HALF_PAST_ONE_S, "seconds"),  # a point a second
        (range(0, 5400, 10), HALF_PAST_ONE_S, "seconds"),
        (range(0, 90, 5), HALF_PAST_ONE_S, "minutes"),
        (range(11), HALF_PAST_ONE_S, "minutes"),  # the stream broke off; eleven seconds are no stream
        (range(400), HALF_PAST_ONE_S, None),  # neither 400 minutes nor 400 seconds
        (range(0, 100, 5), 36_000.0, None),  # ten hours: 95 minutes are too few, 95 seconds more so
        (range(0, 601, 60), 36_000.0, None),  # points an hour apart fit, a minute apart do not: who knows
        (range(0, 1800, 60), HALF_PAST_ONE_S, "seconds"),  # a third of the show
        (range(3), None, "minutes"),
        ([0, 60], None, "seconds"),
        (range(0, 60, 5), None, None),
        ([0], None, "minutes"),  # the start is the start
        ([], None, "minutes"),
        ([85], HALF_PAST_ONE_S, "minutes"),
        ([85], None, None),
    ],
)
def test_what_a_position_counts(positions: range | list[int], lasts_s: float | None, unit: str | None) -> None:
    assert unit_of([float(position) for position in positions], lasts_s) == unit


def test_what_cannot_be_told_is_not_counted_and_said_once(reads: Reads) -> None:
    outcome = reads(_report([[position, 8, 9] for position in range(400)]), "report.json")
    assert outcome.counts == (400, 0, 400)
    assert outcome.source.reasons == {"other": 400}
    (issue,) = outcome.issues
    assert issue.column == "livestreamPosition"


def test_without_the_shows_length_the_steps_decide(reads: Reads) -> None:
    outcome = reads(_report([[0, 1, 2], [60, 3, 4]]), "report.json", session=Session(id="s", title="s"))
    assert [row.offset_ms for row in outcome.the("viewers")] == [0, 0, 60_000, 60_000]


def test_several_videos_give_no_curve(reads: Reads) -> None:
    rows = [["a", 0, 1, 2], ["b", 0, 3, 4]]
    outcome = reads(_report(rows, ["video", *NAMES]), "report.json")
    assert outcome.source.reasons == {"other": 2}
    assert len(outcome.issues) == 1


def test_the_order_of_the_columns_is_the_headers(reads: Reads) -> None:
    rows = [[9, "vid", minute, 7] for minute in range(90)]
    names = ["peakConcurrentViewers", "video", "livestreamPosition", "averageConcurrentViewers"]
    first = reads(_report(rows, names), "report.json").the("viewers")[:2]
    assert [(row.metric, row.value) for row in first] == [("concurrent_avg", 7), ("concurrent_peak", 9)]


@pytest.mark.parametrize("indent", [None, 2])
def test_one_line_and_many_read_the_same(reads: Reads, indent: int | None) -> None:
    content = json.dumps(json.loads(_report([[minute, 1, 2] for minute in range(90)])), indent=indent) + "\n"
    assert reads(content, "report.json").counts == (90, 90, 0)


def test_odd_rows_are_set_aside_one_by_one(reads: Reads) -> None:
    rows: list[Any] = [[minute, 1, 2] for minute in range(90)]
    rows += [[3, 1, 2], None, [], {"livestreamPosition": 4}, ["x", 1, 2], [91], [92, None, "many"], [93, -5, True], 7]
    outcome = reads(_report(rows), "report.json")
    # the third minute again; no position in null, [], the object, "x" and 7; a position and no number in three
    assert outcome.counts == (99, 90, 9)
    assert outcome.source.reasons == {"blank": 3, "duplicate": 1, "unreadable": 5}


@pytest.mark.parametrize("rows", [None, 5, {}, "x"])
def test_a_report_without_rows_is_empty(reads: Reads, rows: object) -> None:
    assert reads(_report(rows), "report.json").counts == (0, 0, 0)


def test_the_raw_rows_hold_the_whole_document(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text(_report([[0, 1, 2], [1, 3, 4]]), "utf-8")
    assert IMPORTER.rows is not None
    rows = list(IMPORTER.rows(head_of(ExportFile(path, "report.json"))))
    assert [row.number for row in rows] == [0, 1, 2]
    assert {**rows[0].cells, "rows": [row.cells for row in rows[1:]]} == json.loads(path.read_text("utf-8"))


def test_a_report_that_is_cut_off_does_not_stop_the_reading(reads: Reads) -> None:
    content = _report([[minute, 1, 2] for minute in range(90)])
    outcome = reads(content[:-40], "report.json")
    assert outcome.source.importer == "youtube_analytics"
    assert outcome.source.rows_kept == 0
