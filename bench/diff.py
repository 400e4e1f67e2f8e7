"""What a comparison calls a change when nothing changed, and what it finds when something did: `rex diff` on records.

    python bench/diff.py [--runs 4000] [--seed 1]

Every run makes a client: records a week apart, judged by the records before them, and the last two compared as
`rex diff last-1 last` compares them. Exit 1 where a promise is missed, that is where the whole interval lies beyond it.
The explored rows are twenty shares that nobody chose beforehand; tables of them take a fifth of the runs.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from simulated import CHANCE, HEADLINE, SPREAD, VIEWERS, Row, evenings, record, share, told

from rex.compare.diff import compare
from rex.compare.explored import LEVEL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rex.model.comparison import Comparison

FALSE_AT_MOST = {5: 0.065, 8: 0.035, 12: 0.025}
FOUND_AT_LEAST = {8: 0.80}
EXPLORED, PLANTED = 20, 5
CHANGED = frozenset({"better", "worse", "up", "down", "differs"})


def compared(series: Sequence[tuple[str, Sequence[int]]]) -> Comparison:
    """Make a client's records from each KPI's people an evening, and compare the last two."""
    records = [
        record(week, [share(kpi, people[week]) for kpi, people in series]) for week in range(len(series[0][1]) - 1)
    ]
    last = len(records)
    tonight = record(last, [share(kpi, people[last]) for kpi, people in series], records)
    return compare(records[-1], tonight)


def called(drawn: np.random.Generator, earlier: int, runs: int, times: float) -> tuple[float, float]:
    """Give the share of runs in which the headline is called changed, and what the comparisons said luck would do."""
    changed, expected = 0, 0.0
    for _ in range(runs):
        found = compared([(HEADLINE, evenings(drawn, earlier + 1, times))])
        changed += found.changes[0].verdict in CHANGED
        expected += found.expected_by_luck
    return changed / runs, expected / runs


@dataclass(frozen=True)
class Discoveries:
    """Of explored rows: the mean share of false ones among those called changed, and of planted ones found."""

    false: float
    found: float


def explored(drawn: np.random.Generator, earlier: int, runs: int, planted: int, spread: float = SPREAD) -> Discoveries:
    """Compare twenty explored rows, the first `planted` of them three times as high tonight."""
    false, found = 0.0, 0.0
    for _ in range(runs):
        rows = [
            (f"row_{n:02}", evenings(drawn, earlier + 1, 3.0 if n < planted else 1.0, spread)) for n in range(EXPLORED)
        ]
        changed = {change.id for change in compared(rows).changes if change.verdict in CHANGED}
        true = sum(kpi in changed for kpi, _ in rows[:planted])
        false += (len(changed) - true) / len(changed) if changed else 0.0
        found += true / planted if planted else 0.0
    return Discoveries(false / runs, found / runs)


def headline(seed: int, runs: int) -> Iterator[Row]:
    """Ask of the one KPI that was chosen beforehand."""
    for earlier, most in FALSE_AT_MOST.items():
        before = f"{earlier:>2} earlier sessions"
        false, expected = called(np.random.default_rng([seed, earlier]), earlier, runs, 1.0)
        yield Row(f"{before}, nothing changed: called better or worse", false, runs, most=most)
        yield Row(f"{before}, what the comparison says luck does", expected, runs)
        for times, word in ((2.0, "twice"), (3.0, "three times")):
            found, _ = called(np.random.default_rng([seed, earlier, int(times)]), earlier, runs, times)
            least = FOUND_AT_LEAST.get(earlier, 0.0) if times == 3.0 else 0.0
            yield Row(f"{before}, {word} the conversion: found", found, runs, least=least)


def together(seed: int, runs: int) -> Iterator[Row]:
    """Ask of twenty rows that nobody chose; without a history a row is false where both evenings have one chance."""
    for earlier in (5, 8, 12):
        before = f"{earlier:>2} earlier sessions, {EXPLORED} explored rows"
        null = explored(np.random.default_rng([seed, earlier, 20]), earlier, runs, 0)
        yield Row(f"{before}, nothing changed: any called a change", null.false, runs, most=LEVEL)
        some = explored(np.random.default_rng([seed, earlier, 21]), earlier, runs, PLANTED)
        yield Row(f"{before}, {PLANTED} tripled: false ones among those called", some.false, runs, most=LEVEL)
        yield Row(f"{before}, {PLANTED} tripled: found", some.found, runs)
    before = f" 1 earlier session, {EXPLORED} explored rows"
    null = explored(np.random.default_rng([seed, 1, 20]), 1, runs, 0, spread=0.0)
    yield Row(f"{before}, equal chances: any called different", null.false, runs, most=LEVEL)
    some = explored(np.random.default_rng([seed, 1, 21]), 1, runs, PLANTED, spread=0.0)
    yield Row(f"{before}, {PLANTED} tripled: false ones among those called", some.false, runs, most=LEVEL)
    yield Row(f"{before}, {PLANTED} tripled: found", some.found, runs)
    spread = explored(np.random.default_rng([seed, 1, 22]), 1, runs, 0)
    yield Row(f"{before}, evenings spread: any called different", spread.false, runs)


def main() -> int:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=4_000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    began = time.perf_counter()
    print(f"{VIEWERS:,} viewers, {CHANCE:.0%} buy, spread {SPREAD} in log-odds; {given.runs:,} runs, seed {given.seed}")
    print("The headline KPI: outside its usual range")
    code = told(headline(given.seed, given.runs))
    print(f"Explored rows: at most {LEVEL:.0%} false ones among those called a change")
    code |= told(together(given.seed, max(200, given.runs // 5)))
    print(f"{time.perf_counter() - began:.0f} s", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
