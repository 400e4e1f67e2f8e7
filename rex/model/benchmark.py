"""A benchmark that the client chose: somebody's number with its definition and where it comes from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from rex.model.message import Message
from rex.model.noun import Noun

Exact = Annotated[float, Field(strict=True)]
"""A number as it is written; true is none."""
Origin = Literal["own", "vendor", "study"]


class Benchmark(Noun):
    """One entry of `benchmarks.yaml`; shares from 0 to 1, money in whole units of the session's currency.

    `definition` says in words what is counted over what, `source` and `year` where it stands, `n` how many it rests on.
    A vendor's number is marketing and is called so.
    """

    id: str
    value: Exact
    low: Exact | None = None
    high: Exact | None = None
    definition: str = Field(min_length=3)
    source: str = Field(min_length=3)
    year: int = Field(ge=1990, le=2100)
    n: int | None = Field(default=None, ge=1)
    kind: Origin


class BenchmarkGap(Noun):
    """A measure beside a benchmark: `gap` is the measure minus the benchmark, `low` to `high` its interval.

    The benchmark is taken as fixed: its own doubt is unknown unless it names a range. All in `unit`.
    """

    kpi: str
    title: str
    unit: str
    value: float
    benchmark: float
    gap: float
    low: float | None = None
    high: float | None = None
    says: Message
    definition: str
    source: str
    year: int
    n: int | None = None
    kind: Origin
