"""Find the moments of every chat file in a folder shaped as the highlights data, and write them as predictions.

    python bench/moments.py FOLDER --out moments.json [--attribution attribution.json]
    python bench/moments.py --null-hours 200 --shows 60 --delay gamma --seed 1

Without a folder, hours without a moment and shows with known effects are drawn anew (bench/quiet.py).
With one, it reads index.csv for the durations where there is one (else a show lasts until its last message) and,
beside ID.chat.csv, ID.viewers.csv, ID.sales.csv and ID.events.csv where they are. ID.labels.csv is only
read for the table: a peak within 30 s of a label finds it, and one label can be found once. Greetings
and farewells are found, counted in the table, and left out of the predictions, as they are of a ranking.
With --attribution, the extra orders with each event are written too, where a case has events, viewers and sales;
the refusals are printed. bench/shows.py makes such cases.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

import quiet

from rex.moments.attribution import Event, Refusal, attribute
from rex.moments.codes import author_codes, paste_codes
from rex.moments.find import find
from rex.moments.series import Audience, Candidate, ChatTimes, Found, Orders
from rex.text.speaker import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

NEAR_S = 30.0
SEED = 20261122
NO_POSITIVE = {"topic", "minor", "other", "unlabelled"}
Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Case:
    """One chat file: its id, its group, its length if the index tells it."""

    id: str
    group: str
    chat: Path
    duration_s: float | None


@dataclass(frozen=True)
class Result:
    """What was found in a case, how long it took, and the labels if there are any."""

    case: Case
    duration_s: float
    messages: int
    found: Found
    seconds: float
    labels: list[tuple[float, float]] | None

    @property
    def peaks(self) -> list[Candidate]:
        """What is reported as a peak."""
        return [m for m in self.found.moments if m.kind == "peak" and not m.ritual]


def rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cases(folder: Path) -> Iterator[Case]:
    index = folder / "index.csv"
    known = {r["video_id"]: float(r["duration_s"]) for r in rows(index)} if index.exists() else {}
    for chat in sorted(folder.rglob("*.chat.csv")):
        name = chat.name.removesuffix(".chat.csv")
        yield Case(name, chat.parent.name if chat.parent != folder else "", chat, known.get(name))


def column(table: Rows, name: str) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.array([float(r[name]) for r in table], dtype=np.float64)


def beside(case: Case, what: str) -> Rows | None:
    path = case.chat.with_name(f"{case.id}.{what}.csv")
    return rows(path) if path.exists() else None


def run(case: Case) -> Result:
    table = sorted(rows(case.chat), key=lambda r: float(r["t_seconds"]))
    texts = paste_codes(" ".join(r["text"].casefold().split()) for r in table)
    chat = ChatTimes(column(table, "t_seconds"), author_codes(r["author_hash"] for r in table), texts)
    duration = case.duration_s or (float(chat.t_s[-1]) + 1 if table else 1.0)
    seen, sold, cues = beside(case, "viewers"), beside(case, "sales"), beside(case, "events")
    audience = Audience(column(seen, "t_seconds"), column(seen, "viewers")) if seen else None
    orders = Orders(column(sold, "t_seconds"), column(sold, "amount") * 100) if sold else None
    began = time.perf_counter()
    found = find(chat, audience, orders, duration, column(cues, "t_seconds").tolist() if cues else ())
    return Result(case, duration, len(table), found, time.perf_counter() - began, labels(case))


def labels(case: Case) -> list[tuple[float, float]] | None:
    told = beside(case, "labels")
    if told is None:
        return None
    return [(float(r["start_s"]), float(r["end_s"])) for r in told if r["kind"] not in NO_POSITIVE]


def matched(result: Result) -> int:
    free, hits = list(result.labels or []), 0
    for peak in result.peaks:
        near = [x for x in free if x[0] - NEAR_S <= peak.peak_s <= x[1] + NEAR_S]
        if near:
            free.remove(min(near, key=lambda x: abs(peak.peak_s - x[0])))
            hits += 1
    return hits


def prediction(result: Result) -> list[dict[str, float]]:
    return [
        {"start_s": m.start_s, "end_s": m.end_s, "peak_s": m.peak_s, "cause_s": m.cause_s, "score": m.score}
        for m in result.peaks
    ]


def attributed(case: Case, duration_s: float) -> list[dict[str, Any]] | Refusal | None:
    """Give the extra orders with each event; None where the case has no events or no sales."""
    seen, sold, cues = beside(case, "viewers"), beside(case, "sales"), beside(case, "events")
    if not cues or sold is None:
        return None
    viewers = (column(seen, "t_seconds"), column(seen, "viewers")) if seen else None
    events = [Event(r["event_id"], r["kind"], float(r["t_seconds"])) for r in cues]
    found = attribute(column(sold, "t_seconds"), viewers, events, duration_s, np.random.default_rng(SEED))
    if isinstance(found, Refusal):
        return found
    return [
        {"event_id": e.id, "extra_orders": e.value, "ci_low": e.low, "ci_high": e.high, "significant": e.flagged}
        for e in found.effects
    ]


def write_attribution(results: list[Result], out: Path) -> None:
    told = {}
    for result in results:
        found = attributed(result.case, result.duration_s)
        if isinstance(found, Refusal):
            print(f"{result.case.id}: {Speaker('en').say(found.reason)}")
        elif found is not None:
            told[result.case.id] = found
    out.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def line(result: Result) -> str:
    found = result.found
    drops = sum(m.kind == "drop" for m in found.moments)
    rituals = sum(m.ritual for m in found.moments if m.kind == "peak")
    least = f"{found.smallest_lift:8.2f}" if found.smallest_lift else "       ?"
    measured = f"{found.delay.value_s:5.1f}{'*' if found.delay.pairs else ' '}"
    labelled = f"{matched(result):3d}/{len(result.labels):<3d}" if result.labels else "   -   "
    return (
        f"{result.case.group:10.10s} {result.case.id:28.28s} {result.duration_s / 3600:5.1f} {result.messages:8d}"
        f" {len(result.peaks):5d} {labelled} {rituals:7d} {drops:5d} {found.expected_false:7.2f} {least} {measured}"
        f" {result.seconds:6.2f}"
    )


def summary(group: str, results: list[Result]) -> str:
    hours = sum(r.duration_s for r in results) / 3600
    issued = sum(len(r.peaks) for r in results)
    text = f"{group or 'all':10s} {len(results):3d} files {hours:6.1f} h  peaks an hour {issued / hours:6.2f}"
    labelled = [r for r in results if r.labels]
    if labelled:
        n_labels, hits = sum(len(r.labels or []) for r in labelled), sum(matched(r) for r in labelled)
        n = sum(len(r.peaks) for r in labelled)
        text += f"  found {hits}/{n_labels} ({hits / n_labels:.2f})  right {hits}/{n} ({hits / n if n else 0:.2f})"
    return text


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--out", type=Path, help="where the predictions go (JSON)")
    parser.add_argument("--attribution", type=Path, help="where the extra orders with each event go (JSON)")
    quiet.add_options(parser)
    options = parser.parse_args()
    if options.folder is None:
        return quiet.tables(options.null_hours, options.shows, options.delay, options.seed)
    if options.out is None:
        parser.error("--out is needed with a folder")
    print(
        "group      file                         hours messages peaks found   rituals drops by luck smallest"
        " delay seconds"
    )
    results = []
    for case in cases(options.folder):
        results.append(run(case))
        print(line(results[-1]), flush=True)
    if not results:
        print(f"There is no *.chat.csv in {options.folder}.", file=sys.stderr)
        return 1
    print()
    for group in sorted({r.case.group for r in results}):
        print(summary(group, [r for r in results if r.case.group == group]))
    print(
        "found: labels with a peak within 30 s; by luck: moments expected; smallest: lift of a minute;"
        " *: delay measured on the cues"
    )
    options.out.write_text(json.dumps({r.case.id: prediction(r) for r in results}, indent=1) + "\n", encoding="utf-8")
    if options.attribution:
        write_attribution(results, options.attribution)
    return 0


if __name__ == "__main__":
    sys.exit(main())
