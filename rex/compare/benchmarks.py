"""A client's numbers beside benchmarks: the gap with the doubt of the own number; whose the other is, is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.benchmark import Benchmark, BenchmarkGap
from rex.model.message import Message, say
from rex.text.currency import exponent, is_currency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.model.measure import Measure


def gaps(measures: Sequence[Measure], benchmarks: Sequence[Benchmark]) -> tuple[BenchmarkGap, ...]:
    """Set every benchmark beside the measure it names, in the file's order; one without a measured value is left out.

    The interval is that of one sample against a fixed number: the measure's own, moved by the benchmark.
    """
    found = {measure.id: measure for measure in measures if measure.value is not None}
    return tuple(_gap(found[one.id], one) for one in benchmarks if one.id in found)


def _gap(measure: Measure, benchmark: Benchmark) -> BenchmarkGap:
    own, unit = float(measure.value or 0), measure.unit
    fixed = in_unit(benchmark.value, unit)
    ranged = benchmark.low is not None or benchmark.high is not None
    lowest, highest = (measure.low, measure.high) if measure.low is not None or not ranged else (own, own)
    low = None if lowest is None else lowest - in_unit(_top(benchmark), unit)
    high = None if highest is None else highest - in_unit(_bottom(benchmark), unit)
    return BenchmarkGap(
        kpi=measure.id,
        title=measure.title,
        unit=unit,
        value=own,
        benchmark=fixed,
        gap=_ten(own - fixed),
        low=None if low is None else _ten(low),
        high=None if high is None else _ten(high),
        says=_in_range(low, high) if ranged else _said(own, fixed, low, high),
        definition=benchmark.definition,
        source=benchmark.source,
        year=benchmark.year,
        n=benchmark.n,
        kind=benchmark.kind,
    )


def _top(benchmark: Benchmark) -> float:
    return benchmark.value if benchmark.high is None else benchmark.high


def _bottom(benchmark: Benchmark) -> float:
    return benchmark.value if benchmark.low is None else benchmark.low


def in_unit(value: float, unit: str) -> float:
    """Turn a value as people write it into the measure's unit: money has minor ones."""
    return value * 10 ** exponent(unit) if is_currency(unit) else value


def _in_range(low: float | None, high: float | None) -> Message:
    if low is not None and low > 0:
        return say("Above the benchmark's whole range.")
    if high is not None and high < 0:
        return say("Below the benchmark's whole range.")
    return say("Within the benchmark's range, as far as this session can tell.")


def _said(own: float, fixed: float, low: float | None, high: float | None) -> Message:
    if low is None or high is None:
        return say("One number beside another: neither comes with an interval.")
    if low > 0:
        return say("Above it, further than luck in this session explains.")
    if high < 0:
        return say("Below it, further than luck in this session explains.")
    if own == fixed:
        return say("The same number.")
    return say("The difference may be luck: the session's own interval holds it.")


def _ten(value: float) -> float:
    return float(f"{value:.10g}")
