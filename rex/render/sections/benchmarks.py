"""The client's benchmarks beside the measures: whose number each is, and how it is counted, always stands with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say
from rex.render.blocks import Cell, Column, Row, Table

if TYPE_CHECKING:
    from rex.model.benchmark import BenchmarkGap
    from rex.render.reading import Reading


def benchmark_tables(reading: Reading) -> tuple[Table, ...]:
    """Set the client's chosen benchmarks beside the measures: whose they are and how they count is always told."""
    found, tell = reading.record.benchmarks, reading.tell
    if not found:
        return ()
    columns = (
        Column(tell(say("Measure"))),
        Column(tell(say("This session"))),
        Column(tell(say("Benchmark"))),
        Column(tell(say("Reading")), "wide"),
    )
    rows = tuple(
        Row(
            (
                Cell(reading.speaker.t(gap.title)),
                Cell(reading.number(gap.value, gap.unit)),
                Cell(reading.number(gap.benchmark, gap.unit)),
                Cell(tell(gap.says), tell(beside(gap))),
            )
        )
        for gap in found
    )
    return (Table(tell(say("Beside benchmarks")), columns, rows),)


ORIGINS: dict[str, Message] = {
    "own": say("own earlier numbers"),
    "vendor": say("a vendor's number, which is marketing"),
    "study": say("a study"),
}


def beside(gap: BenchmarkGap) -> Message:
    """Say what stands beside a benchmark: how it is counted, who says so, and on how many it rests."""
    origin, year = ORIGINS[gap.kind], str(gap.year)
    if gap.n is None:
        text = "{definition}. {source}, {year}; {origin}; on how many it rests is not told."
        return say(text, definition=gap.definition, source=gap.source, year=year, origin=origin)
    text = "{definition}. {source}, {year}; {origin}; n = {n}."
    n = quantity(gap.n, "count")
    return say(text, definition=gap.definition, source=gap.source, year=year, origin=origin, n=n)
