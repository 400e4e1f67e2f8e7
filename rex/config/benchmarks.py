"""`benchmarks.yaml`: the numbers that the client wants to be set beside theirs, each with its definition and source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.config.placed import Placed, read
from rex.config.strict import build
from rex.model.benchmark import Benchmark
from rex.model.noun import Noun

if TYPE_CHECKING:
    from pathlib import Path

FILE = "benchmarks.yaml"


class _File(Noun):
    benchmarks: tuple[Benchmark, ...] = ()


def read_benchmarks(file: Path) -> tuple[Benchmark, ...]:
    """Read the list of benchmarks; none without the file. A mistake raises FileError with its line."""
    if not file.exists():
        return ()
    placed = read(file)
    if placed.value is None:
        return ()
    if not isinstance(placed.value, list):
        raise placed.error((), "a list is expected here, one entry a benchmark.", todo=f"All keys: rex explain {FILE}")
    listed = {("benchmarks", *way): place for way, place in placed.places.items()}
    found = build(_File, Placed({"benchmarks": placed.value}, listed, placed.file)).benchmarks
    for n, one in enumerate(found):
        low, high = one.low, one.high
        if (low is not None and low > one.value) or (high is not None and high < one.value):
            raise placed.error((n,), f"{one.id}: the value lies outside its own range.")
    return found
