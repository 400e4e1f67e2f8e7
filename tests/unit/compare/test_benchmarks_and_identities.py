"""Numbers beside a benchmark never without their doubt, and sums that must agree are alarms where they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.compare.benchmarks import gaps
from rex.compare.identities import broken
from rex.config.benchmarks import read_benchmarks
from rex.errors import FileError
from rex.model.benchmark import Benchmark
from tests.builders import measure, said

if TYPE_CHECKING:
    from pathlib import Path

ABOUT = {"definition": "buyers over viewers", "source": "A study", "year": 2024, "kind": "study"}


def benchmark(value: float, kpi: str = "conversion_rate", **more: object) -> Benchmark:
    return Benchmark.model_validate({"id": kpi, "value": value, **ABOUT, **more})


def conversion(value: float, low: float | None, high: float | None) -> list[object]:
    return [measure("conversion_rate", value, unit="share", low=low, high=high)]


@pytest.mark.parametrize(
    ("own", "other", "says"),
    [
        ((0.06, 0.05, 0.07), 0.03, "Above it, further than luck in this session explains."),
        ((0.02, 0.01, 0.025), 0.03, "Below it, further than luck in this session explains."),
        ((0.04, 0.025, 0.06), 0.03, "The difference may be luck: the session's own interval holds it."),
        ((0.04, None, None), 0.03, "One number beside another: neither comes with an interval."),
    ],
)
def test_a_gap_is_judged_by_the_sessions_own_interval(
    own: tuple[float, float | None, float | None], other: float, says: str
) -> None:
    [gap] = gaps(conversion(*own), [benchmark(other)])  # type: ignore[arg-type]  # measures
    assert said(gap.says) == says
    assert gap.gap == pytest.approx(own[0] - other)
    assert gap.low == (None if own[1] is None else pytest.approx(own[1] - other))


def test_a_benchmark_that_is_a_range_widens_the_gap_by_it() -> None:
    # 6 % (5 to 7) beside 4 % (3 to 5.5): the gap reaches from 5 - 5.5 to 7 - 3 points.
    [gap] = gaps(conversion(0.06, 0.05, 0.07), [benchmark(0.04, low=0.03, high=0.055)])  # type: ignore[arg-type]
    assert (gap.low, gap.high) == (pytest.approx(-0.005), pytest.approx(0.04))
    assert said(gap.says).startswith("Within the benchmark's range")


def test_money_is_written_in_whole_units_and_kept_in_minor_ones() -> None:
    [gap] = gaps([measure("aov", 6_650, unit="EUR", low=6_000, high=7_300)], [benchmark(55, "aov")])
    assert (gap.benchmark, gap.gap, gap.low) == (5_500, 1_150, 500)


def test_what_was_not_measured_is_set_beside_nothing() -> None:
    assert gaps([measure("orders", None)], [benchmark(3, "orders")]) == ()


@pytest.mark.parametrize(
    ("own", "says"),
    [
        ((0.022, 0.020, 0.0235), "Below the benchmark's whole range."),
        ((0.05, 0.045, 0.055), "Above the benchmark's whole range."),
        ((0.05, None, None), "Above the benchmark's whole range."),
        ((0.022, 0.020, 0.025), "Within the benchmark's range, as far as this session can tell."),
    ],
)
def test_a_range_is_spoken_of_as_a_range(own: tuple[float, float | None, float | None], says: str) -> None:
    [gap] = gaps(conversion(*own), [benchmark(0.03, low=0.024, high=0.04)])  # type: ignore[arg-type]
    assert said(gap.says) == says


def test_a_benchmark_without_source_or_definition_is_refused_at_its_line(tmp_path: Path) -> None:
    file = tmp_path / "benchmarks.yaml"
    file.write_text(
        "- id: nps\n  value: 40\n  definition: promoters minus others\n  source: a page\n  year: 2023\n  kind: vendor\n"
        "- id: aov\n  value: 50\n  source: a page\n  year: 2023\n  kind: vendor\n"
    )
    with pytest.raises(FileError, match="definition") as caught:
        read_benchmarks(file)
    assert caught.value.place is not None
    assert caught.value.place.line == 7
    file.write_text(file.read_text().split("- id: aov")[0].replace("value: 40", "value: 40\n  low: 45"))
    with pytest.raises(FileError, match="outside its own range"):
        read_benchmarks(file)
    file.write_text("nps: 40\n")
    with pytest.raises(FileError, match="a list is expected"):
        read_benchmarks(file)
    file.write_text("# none yet\n")
    assert read_benchmarks(file) == ()
    assert read_benchmarks(tmp_path / "none.yaml") == ()


def test_hours_by_two_ways_that_do_not_agree_are_a_data_finding() -> None:
    # 100 people for 12 minutes are 20 hours; a curve of 30 hours is 10 more, a third of it.
    rows = [measure("watch_time", 30, unit="hours"), measure("average_view_duration", 12, unit="minutes", n=100)]
    [found] = broken(rows)
    assert said(found).startswith("The viewer curve holds 30 watched and the list of who came and left 20")
    assert broken([measure("watch_time", 21, unit="hours"), rows[1]]) == ()


def test_parts_are_never_larger_than_the_whole() -> None:
    assert "500" in said(broken([measure("peak_concurrent", 500), measure("unique_viewers", 400)])[0])
    assert "450" in said(broken([measure("unique_chatters", 450), measure("unique_viewers", 400)])[0])
    assert "fit together" in said(broken([measure("net_revenue", 9, unit="EUR"), measure("revenue", 8, unit="EUR")])[0])
    assert broken([measure("peak_concurrent", 400), measure("unique_viewers", 400)]) == ()
