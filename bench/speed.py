"""Ingest of a large chat beside plain pandas and the engine's own scan-and-write, as ratios in one run.

    python bench/speed.py [--rows 10000 100000 1000000]

Every contender reads the same made file in a process of its own; seconds are the process's wall time from the first
import to the end, the memory is its peak. REX reads, cleans, redacts, pseudonymises and writes facts; the engine scans
all columns and writes Parquet; pandas only reads. pandas is left out where it is not installed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

import chat_files

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
SIZES = (10_000, 100_000, 1_000_000)
FILES: dict[str, Callable[[int, Path], None]] = {
    "chat-downloader.jsonl": chat_files.downloader_jsonl,
    "table.csv": chat_files.table_csv,
}
REX = """
from datetime import UTC, datetime
from rex.importers.base import Importer
from rex.importers.export import ExportFile
from rex.model.session import Session
from rex.plugins.find import find
from rex.text.pseudonym import Pseudonymiser
from rex.workflow.reading import Reading
start, end = datetime(2026, 11, 20, 18, tzinfo=UTC), datetime(2026, 11, 20, 21, tzinfo=UTC)
session = Session(id="bench", title="bench", start=start, end=end, timezone="Europe/Madrid")
importers = list(find("rex.importers", Importer).plugins.values())
read = Reading(importers, session, Pseudonymiser(bytes(32)), Path(out)).read([ExportFile(Path(file), Path(file).name)])
rows = read.sources[0].rows_kept
"""
ENGINE = """
import duckdb
scan = "read_csv" if file.endswith("csv") else "read_json"
more = ", all_varchar=true" if file.endswith("csv") else ""
engine = duckdb.connect(config={"threads": "2"})
engine.execute(f"COPY (SELECT * FROM {scan}('{file}'{more})) TO '{out}.parquet' (FORMAT parquet, COMPRESSION zstd)")
rows = engine.execute(f"SELECT count(*) FROM '{out}.parquet'").fetchone()[0]
"""
PANDAS = """
import pandas
rows = len(pandas.read_csv(file) if file.endswith("csv") else pandas.read_json(file, lines=True))
"""
CONTENDERS = {"engine": ENGINE, "REX": REX, "pandas": PANDAS}
_FRAME = """
import json, resource, sys, time
from pathlib import Path
file, out = sys.argv[1:3]
began = time.perf_counter()
{body}
seconds = time.perf_counter() - began
print(json.dumps([rows, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def main(sizes: list[int]) -> int:
    """Print one line a file and contender; the result is the exit code."""
    contenders = dict(CONTENDERS)
    if importlib.util.find_spec("pandas") is None:
        del contenders["pandas"]
        print("pandas is not installed here and is left out (pip install pandas)")
    print(f"{'rows':>9}  {'file':<22} {'reader':<7} {'seconds':>8} {'rows/s':>9} {'MB':>6}  {'x engine':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for rows in sizes:
            for name, write in FILES.items():
                path = Path(folder) / f"{rows}-{name}"
                write(rows, path)
                _compare(rows, path, contenders)
                path.unlink()
    return 0


def _compare(rows: int, path: Path, contenders: dict[str, str]) -> None:
    engine_s = 0.0
    for reader, body in contenders.items():
        read, seconds, megabytes = _run(body, path)
        if read != rows:
            print(f"! {reader} read {read} of {rows} rows of {path.name}")
        engine_s = seconds if reader == "engine" else engine_s
        label = path.name.split("-", 1)[1]
        print(
            f"{rows:>9}  {label:<22} {reader:<7} {seconds:>8.2f} {rows / seconds:>9.0f} {megabytes:>6.0f}"
            f"  {seconds / engine_s:>8.1f}",
            flush=True,
        )


def _run(body: str, path: Path) -> tuple[int, float, float]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", _FRAME.format(body=body.strip()), str(path), str(Path(folder) / "facts")]
        ended = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    rows, seconds, megabytes = json.loads(ended.stdout.splitlines()[-1])
    return int(rows), float(seconds), float(megabytes)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=list(SIZES))
    sys.exit(main(parser.parse_args().rows))
