from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.viewer_curve_log import log_recognised
from rex.model.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads


def _lines(*values: Any) -> str:
    return "".join(json.dumps(value) + "\n" for value in values)


def _answer(viewers: str | None) -> dict[str, Any]:
    """Make YouTube's answer as its documentation shows it."""
    details = {"actualStartTime": "2026-11-20T17:58:00Z"} | ({} if viewers is None else {"concurrentViewers": viewers})
    return {"kind": "youtube#videoListResponse", "items": [{"id": "aB3dEfGh1jK", "liveStreamingDetails": details}]}


def test_numbers_as_text_are_a_curve(reads: Reads) -> None:
    content = _lines(
        {"time": "2026-11-20T18:00:00Z", "concurrentViewers": "123"},
        {"time": "2026-11-20T18:01:00Z", "concurrentViewers": "1340"},
    )
    outcome = reads(content, "poll.jsonl")
    assert outcome.source.importer == "viewer_curve"
    found = [(row.metric, row.offset_ms, row.value, row.interval_ms) for row in outcome.the("viewers")]
    assert found == [("concurrent", 0, 123, 0), ("concurrent", 60_000, 1340, 0)]


def test_the_apis_whole_answer_is_read_and_one_without_a_number_is_blank(reads: Reads) -> None:
    content = _lines(
        {"polledAt": "2026-11-20T17:59:00Z", **_answer(None)},
        {"polledAt": "2026-11-20T18:00:00Z", **_answer("12")},
        {"polledAt": "2026-11-20T18:01:00Z", **_answer("15")},
        {"polledAt": "2026-11-20T19:31:00Z", **_answer(None)},
    )
    outcome = reads(content, "poll.jsonl")
    assert outcome.counts == (4, 2, 2)
    assert outcome.source.reasons == {"blank": 2}
    assert [(row.offset_ms, row.value) for row in outcome.the("viewers")] == [(0, 12), (60_000, 15)]


@pytest.mark.parametrize(
    ("times", "kind"),
    [
        ([1_795_197_600, 1_795_197_660], "utc"),
        ([1_795_197_600_000, 1_795_197_660_000], "utc"),
        (["2026-11-20 19:00:00", "2026-11-20 19:01:00"], "local"),
        (["2026-11-20T18:00:00.250000+00:00", "2026-11-20T18:01:00.250000+00:00"], "utc"),
    ],
)
def test_the_clock_of_a_log(reads: Reads, times: list[Any], kind: str) -> None:
    outcome = reads(_lines(*({"timestamp": time, "viewers": 5} for time in times)), "poll.jsonl")
    assert [row.offset_ms // 1000 * 1000 for row in outcome.the("viewers")] == [0, 60_000]
    assert outcome.clock.kind == kind


def test_an_array_reads_as_its_lines(reads: Reads) -> None:
    values = [{"minute": 0, "viewers": 5, "unique_viewers": 5}, {"minute": 1, "viewers": 6, "unique_viewers": 8}]
    outcome = reads(json.dumps(values, indent=1), "curve.json")
    assert [(row.metric, row.offset_ms, row.value, row.interval_ms) for row in outcome.the("viewers")] == [
        ("concurrent", 0, 5, 60_000), ("unique_viewers", 0, 5, 60_000),
        ("concurrent", 60_000, 6, 60_000), ("unique_viewers", 60_000, 8, 60_000),
    ]  # fmt: skip


def test_a_name_that_says_utc_is_believed(reads: Reads) -> None:
    log = reads(_lines({"polledAtUtc": "2026-11-20 18:00:00", "viewers": 5}, {"polledAtUtc": "x", "viewers": 5}))
    assert [row.offset_ms for row in log.the("viewers")] == [0]
    assert log.source.reasons == {"unreadable": 1}
    table = reads("time_utc,viewers\n2026-11-20 18:00:00,5\n2026-11-20 18:01:00,6\n")
    assert [row.offset_ms for row in table.the("viewers")] == [0, 60_000]


def test_messages_that_hold_a_number_of_viewers_are_no_curve(tmp_path: Path) -> None:
    path = tmp_path / "chat.jsonl"
    path.write_text(_lines({"time": "2026-11-20T18:00:00Z", "viewers": "5", "message": "hello"}), "utf-8")
    assert log_recognised(head_of(ExportFile(path, "chat.jsonl"))) is None


@pytest.mark.parametrize("value", [None, 7, [], "x", {"time": None, "concurrentViewers": None}, {"time": [1]}])
def test_odd_lines_cost_themselves(reads: Reads, value: object) -> None:
    good = {"time": "2026-11-20T18:00:00Z", "concurrentViewers": "123"}
    outcome = reads(_lines(good, value, good) + '{"time": "2026-11-', "poll.jsonl")
    assert outcome.source.rows_kept == 2
    assert outcome.source.rows_read == 4


@pytest.mark.parametrize(
    ("header", "cells", "offsets_s"),
    [
        ("minute", ["0", "1", "89"], [0, 60, 89 * 60]),
        ("minuto", ["0", "60", "5340"], [0, 60, 5340]),  # 5340 minutes are no show of an hour and a half
        ("minute", ["0:00", "1:00", "89:00"], [0, 60, 89 * 60]),  # m:ss
        ("minute", ["0:00", "0:01", "1:29"], [0, 60, 89 * 60]),  # h:mm
        ("minute", ["19:00", "19:01", "20:29"], [0, 60, 89 * 60]),  # the clock of the day
        ("minute", ["7:00 p. m.", "7:01 p. m."], [0, 60]),
        ("second", ["0", "1", "89"], [0, 1, 89]),
        ("livestreamPosition", ["0", "60", "5340"], [0, 60, 5340]),
        ("livestreamPosition", ["0", "1", "89"], [0, 60, 89 * 60]),
        ("data_hora", ["20/11/2026 19:00", "20/11/2026 19:01"], [0, 60]),
    ],
)
def test_what_a_column_called_minute_may_hold(
    reads: Reads, header: str, cells: list[str], offsets_s: list[int]
) -> None:
    outcome = reads(f"{header},viewers\n" + "".join(f"{cell},{n}\n" for n, cell in enumerate(cells)))
    assert [row.offset_ms for row in outcome.the("viewers")] == [1000 * s for s in offsets_s]


def test_a_position_that_cannot_be_told_gives_no_curve(reads: Reads) -> None:
    outcome = reads("livestreamPosition,viewers\n" + "".join(f"{n},5\n" for n in range(400)))
    assert outcome.source.reasons == {"other": 400}
    assert len(outcome.issues) == 1


@pytest.mark.parametrize(
    "header",
    [
        "Minuto;Espectadores",
        "Tempo;Espectadores simultâneos",
        "Data e hora;Espectadores ao vivo",
        "Horário;Usuários simultâneos",
        "Carimbo de data/hora;Pico de espectadores",
    ],
)
def test_a_curve_is_known_in_portuguese(reads: Reads, header: str) -> None:
    outcome = reads(f"{header}\n19:00;5\n19:01;6\n")
    assert outcome.source.importer == "viewer_curve"
    assert [row.offset_ms for row in outcome.the("viewers")] == [0, 60_000]


def test_a_date_beside_the_clock_is_the_rows_own(reads: Reads) -> None:
    outcome = reads("Data;Hora;Espectadores;Espectadores únicos\n20/11/2026;19:00;5;5\n21/11/2026;00:10;6;9\n")
    # ten past midnight is five hours and ten minutes after seven
    assert [row.offset_ms for row in outcome.the("viewers")][::2] == [0, 310 * 60_000]


def test_a_number_that_is_no_crowd_is_refused(reads: Reads) -> None:
    outcome = reads("minute,viewers\n0,5\n1,1795197600000\n", session=Session(id="s", title="s"))
    assert outcome.source.reasons == {"unreadable": 1}
