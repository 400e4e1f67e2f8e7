from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.model.session import ClockSetting, Session

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

START = 1_795_197_600_000


def test_minutes_are_offsets_and_bad_rows_are_named(reads: Reads, fixture: Path) -> None:
    outcome = reads((fixture / "curve.csv").read_bytes())
    assert outcome.counts == (5, 3, 2)
    assert outcome.source.reasons == {"blank": 1, "total": 1}
    found = [(row.metric, row.offset_ms, row.value) for row in outcome.the("viewers")]
    assert found == [
        ("concurrent", 0, 120), ("unique_viewers", 0, 120),
        ("concurrent", 60_000, 1340), ("unique_viewers", 60_000, 1400),
        ("unique_viewers", 120_000, 1500),
    ]  # fmt: skip
    (issue,) = outcome.issues  # the row stays for its other metric; the cell does not
    assert (issue.line, issue.column) == (4, "viewers")


@pytest.mark.parametrize(
    ("cells", "offsets_s", "kind"),
    [
        (["0", "1", "89"], [0, 60, 89 * 60], "offset"),  # 89 minutes fit the show, 89 seconds do not
        (["0", "60", "5340"], [0, 60, 5340], "offset"),
        (["00:00:00", "00:01:00"], [0, 60], "offset"),
        (["0:00", "0:01", "1:29"], [0, 60, 89 * 60], "offset"),  # h:mm
        (["0:00", "1:00", "89:00"], [0, 60, 89 * 60], "offset"),  # m:ss
        (["19:00", "19:01"], [0, 60], "local"),
        (["19h00", "19h01"], [0, 60], "local"),
        (["7:00 PM", "7:01 PM"], [0, 60], "local"),
        (["2026-11-20T18:00:00Z", "2026-11-20T19:01:00+01:00"], [0, 60], "utc"),
        (["1795197600", "1795197660"], [0, 60], "utc"),
        (["1795197600000", "1795197660000"], [0, 60], "utc"),
        (["2026-11-20 19:00", "2026-11-20 19:01"], [0, 60], "local"),
        (["20/11/2026 19:00:00", "20/11/2026 19:01:00"], [0, 60], "local"),
        (["11/20/2026 7:00 pm", "11/20/2026 7:01 pm"], [0, 60], "local"),
    ],
)
def test_what_the_times_mean_is_decided_over_the_column(
    reads: Reads, cells: list[str], offsets_s: list[int], kind: str
) -> None:
    outcome = reads("time,viewers\n" + "".join(f"{cell},{n}\n" for n, cell in enumerate(cells)))
    assert [row.offset_ms for row in outcome.the("viewers")] == [1000 * s for s in offsets_s]
    assert outcome.clock.kind == kind


@pytest.mark.parametrize(
    ("cells", "offsets_s"),
    [
        (["0", "1", "2"], [0, 60, 120]),
        (["0", "30", "60"], [0, 30, 60]),
        (["0:00", "0:01", "0:02"], [0, 60, 120]),
        (["0:00", "0:30", "1:00"], [0, 30, 60]),
    ],
)
def test_without_a_length_of_the_show_the_steps_decide(reads: Reads, cells: list[str], offsets_s: list[int]) -> None:
    content = "time,viewers\n" + "".join(f"{cell},{n}\n" for n, cell in enumerate(cells))
    outcome = reads(content, session=Session(id="s", title="s"))
    assert [row.offset_ms for row in outcome.the("viewers")] == [1000 * s for s in offsets_s]


def test_numbers_of_other_columns_stay_beside_the_viewers_and_words_do_not(reads: Reads) -> None:
    outcome = reads("minute,viewers,likes,note\n0,5,7,by Ana\n")
    assert outcome.the("viewers")[0].extra == '{"likes":"7"}'


def test_a_clock_of_the_day_passes_midnight(reads: Reads, show: Session) -> None:
    late = show.model_copy(update={"start": show.start.replace(hour=23, minute=30) if show.start else None})
    outcome = reads("hora;espectadores\n23:59;10\n00:00;11\n00:01;12\n", session=late)
    assert [row.offset_ms for row in outcome.the("viewers")] == [29 * 60_000, 30 * 60_000, 31 * 60_000]


@pytest.mark.parametrize(
    "header",
    [
        "minute,viewers",
        "Minuto;Espectadores",
        "minute\tspectateurs",
        "timestamp,concurrent_viewers",
        "Hora;Espectadores simultáneos;Espectadores únicos",
        "Heure;Spectateurs;Spectateurs uniques",
    ],
)
def test_a_curve_is_known_by_its_columns_in_three_languages(reads: Reads, header: str) -> None:
    cells = {2: "1{s}5", 3: "1{s}5{s}6"}
    sign = next(s for s in (";", "\t", ",") if s in header)
    row = cells[len(header.split(sign))].format(s=sign)
    assert reads(f"{header}\n{row}\n{row}\n").source.importer == "viewer_curve"


def test_a_wall_clock_without_any_zone_stays_unresolved(reads: Reads) -> None:
    outcome = reads("time,viewers\n2026-11-20 19:00,5\n2026-11-20 19:01,6\n", session=Session(id="s", title="s"))
    assert [row.t_ms for row in outcome.the("viewers")] == [None, None]
    assert outcome.clock.missing_zone_raw == "2026-11-20 19:00"
    assert (outcome.source.first, outcome.source.last) == ("2026-11-20T19:00:00", "2026-11-20T19:01:00")


def test_the_person_decides_what_a_column_means(reads: Reads, show: Session) -> None:
    clocks = {"export.csv": ClockSetting(kind="offset")}
    outcome = reads("time,viewers\n19:00,5\n20:00,6\n", session=show.model_copy(update={"clocks": clocks}))
    assert [row.offset_ms for row in outcome.the("viewers")] == [19 * 60_000, 20 * 60_000]
