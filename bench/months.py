"""A month of 10, 100 and 1,000 sessions: seconds, memory, and whether its totals are the sums of its sessions.

    python bench/months.py [--records 10 100 1000] [--seed 1]

Real records are the start: the shows of the demo are reviewed once. Each is then copied under other ids over the days
of one month, with drawn numbers of orders, units and revenue, so that the sums are known without REX. `rex report
--month` runs in a process of its own; its time is wall time from start to end, its memory the process's peak. Exit 1
where a total differs from the sum, a promise of time is missed, or the last step costs far more a record.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

PROMISED_S = {100: 2.0, 1_000: 10.0}
PROPORTION = 2.0
"""A further record may cost so many times as much among many records as among few."""
MONTH = datetime(2026, 10, 1, 0, 5, tzinfo=UTC)
MINUTES = 31 * 24 * 60 - 120
NOW = "2026-12-01T00:00:00Z"
REPEATS = 3
DRAWN = {"orders": "orders", "units": "units", "revenue": "revenue"}
_RUN = """
import resource, sys
from rex.cli.app import run
code = run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


@dataclass(frozen=True)
class Cost:
    """What one report took, the fastest of its runs."""

    records: int
    seconds: float
    megabytes: float
    bytes_read: int


def rex(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of REX in a process of its own; the last line of its errors is its peak memory in kB."""
    return subprocess.run(
        [sys.executable, "-c", _RUN, *words], cwd=cwd, check=True, capture_output=True, text=True, env=surroundings()
    )


def surroundings() -> dict[str, str]:
    """Give the repository to the child, whatever folder it runs in."""
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}


def templates_of(folder: Path) -> list[dict[str, Any]]:
    """Review the shows of the demo once and give their records."""
    rex("demo", str(folder), cwd=folder.parent)
    return [json.loads(file.read_bytes()) for file in sorted(folder.glob("sessions/*/retrospective.json"))]


def copied(template: dict[str, Any], start: datetime, number: int, drawn: np.random.Generator) -> dict[str, Any]:
    """Make a record of its own from a real one: another day, and sums of sales that nobody computed from orders."""
    made: dict[str, Any] = json.loads(json.dumps(template))
    length = timedelta(seconds=made["duration_s"])
    made["id"] = made["session"]["id"] = f"{start:%Y-%m-%d-%H%M}-show-{number:04}"
    made["session"] |= {"start": start.isoformat(), "end": (start + length).isoformat(), "timezone": "UTC"}
    made["edition"], made["restatements"], made["settled"] = "settled", [], []
    for measure in made["measures"]:
        for name in set(measure["sums"]) & set(DRAWN):
            measure["sums"][name] = {"EUR": 0} if isinstance(measure["sums"][name], dict) else 0
    sold = {"orders": int(drawn.integers(20, 400))}
    sold["units"] = sold["orders"] + int(drawn.integers(0, 200))
    sold["revenue"] = int(drawn.integers(1_000, 9_000)) * sold["orders"]
    for measure in made["measures"]:
        for name in set(measure["sums"]) & set(DRAWN):
            kept = measure["sums"][name]
            measure["sums"][name] = {"EUR": sold[name]} if isinstance(kept, dict) else sold[name]
        if measure["id"] in sold:
            measure["value"] = sold[measure["id"]]
    return made


def month_of(folder: Path, templates: list[dict[str, Any]], records: int, seed: int) -> tuple[dict[str, int], int]:
    """Write a workspace of one month; gives what was drawn, added up, and how many bytes the records have."""
    drawn = np.random.default_rng([seed, records])
    folder.mkdir()
    (folder / "rex.yaml").write_text(
        "client: Made Cosmetics\nlanguage: en\ncurrency: EUR\ntimezone: UTC\n", encoding="utf-8"
    )
    total = dict.fromkeys(DRAWN, 0)
    size = 0
    for number in range(records):
        start = MONTH + timedelta(minutes=round(number * MINUTES / records))
        made = copied(templates[number % len(templates)], start, number, drawn)
        for name in total:
            (measure,) = (m for m in made["measures"] if m["id"] == name)
            total[name] += int(measure["value"])
        place = folder / "sessions" / made["id"]
        place.mkdir(parents=True)
        text = json.dumps(made, ensure_ascii=False, indent=1)
        size += len(text.encode())
        (place / "retrospective.json").write_text(text, encoding="utf-8")
    return total, size


def report(folder: Path) -> tuple[float, float, dict[str, Any]]:
    """Write the month and time it; gives seconds, megabytes and what it says."""
    began = time.perf_counter()
    ended = rex("report", "--month", f"{MONTH:%Y-%m}", "--now", NOW, cwd=folder)
    seconds = time.perf_counter() - began
    said: dict[str, Any] = json.loads((folder / "reports" / f"{MONTH:%Y-%m}.json").read_bytes())
    return seconds, int(ended.stderr.split()[-1]) / 1024, said


def wrong(said: dict[str, Any], total: dict[str, int], records: int) -> list[str]:
    """Hold the month's totals, and the measures made from sums, against what was drawn."""
    found = {
        "sessions": (said["totals"]["sessions"], records),
        "orders": (said["totals"]["orders"], total["orders"]),
        "units": (said["totals"]["units"], total["units"]),
        "revenue": (said["totals"]["revenue"], {"EUR": total["revenue"]}),
    }
    values = {measure["total"]["id"]: measure["total"]["value"] for measure in said["measures"]}
    found |= {f"measure {name}": (values[name], total[name]) for name in DRAWN}
    return [
        f"{name}: the month says {there}, the sessions add up to {due}"
        for name, (there, due) in found.items()
        if there != due
    ]


def main() -> int:
    """Print the table; 1 where a total is wrong or a promise is missed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--records", type=int, nargs="+", default=[10, 100, 1_000])
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    code = 0
    costs: list[Cost] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        templates = templates_of(folder / "demo")
        print(f"seed {given.seed}; {len(templates)} real records copied; the fastest of {REPEATS} runs")
        print(f"{'records':>8} {'MB of records':>14} {'seconds':>8} {'MB in memory':>13}  totals = sums")
        for records in sorted(given.records):
            total, size = month_of(folder / str(records), templates, records, given.seed)
            runs = [report(folder / str(records)) for _ in range(REPEATS)]
            faults = wrong(runs[0][2], total, records)
            cost = Cost(records, min(run[0] for run in runs), max(run[1] for run in runs), size)
            costs.append(cost)
            late = cost.seconds > PROMISED_S.get(records, float("inf"))
            promise = (
                f"  promised {PROMISED_S[records]:g} s  {'MISSED' if late else 'ok'}" if records in PROMISED_S else ""
            )
            print(
                f"{records:>8,} {size / 2**20:>14.1f} {cost.seconds:>8.2f} {cost.megabytes:>13.0f}  "
                f"{'yes' if not faults else 'NO'}{promise}",
                flush=True,
            )
            for fault in faults:
                print(f"         {fault}")
            code |= bool(faults) or late
    return code | proportion(costs)


def proportion(costs: list[Cost]) -> int:
    """Print what a further record costs between two sizes, as a ratio to the sizes before; 1 where it grows."""
    steps = [(b.records, 1_000 * (b.seconds - a.seconds) / (b.records - a.records)) for a, b in pairwise(costs)]
    for records, each in steps:
        print(f"a further record, up to {records:,}: {each:.1f} ms")
    if len(steps) < 2:
        return 0
    ratio = steps[-1][1] / steps[0][1]
    kept = ratio <= PROPORTION
    print(f"many against few: {ratio:.2f} times a record  promised at most {PROPORTION}  {'ok' if kept else 'MISSED'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
