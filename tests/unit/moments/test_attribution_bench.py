from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[3] / "bench"


def bench(name: str, *arguments: str) -> str:
    done = subprocess.run([sys.executable, str(BENCH / name), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def truth(folder: Path) -> dict[str, dict[str, float]]:
    """Extra orders by show and event, as the simulation planted them."""
    told = {}
    for path in sorted(folder.rglob("*.truth.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            told[path.name.removesuffix(".truth.csv")] = {
                r["event_id"]: float(r["extra_orders"]) for r in csv.DictReader(file)
            }
    return told


@pytest.mark.parametrize("law", ["lognormal", "gamma"])
def test_simulated_hours_come_back_with_their_extra_orders(tmp_path: Path, law: str) -> None:
    bench("shows.py", str(tmp_path), "--shows", "4", "--delay", law, "--seed", "21")
    out = tmp_path / "attribution.json"
    bench("moments.py", str(tmp_path), "--out", str(tmp_path / "moments.json"), "--attribution", str(out))
    found, planted = json.loads(out.read_text(encoding="utf-8")), truth(tmp_path)
    assert set(found) == set(planted)
    pairs = [(e, planted[show][e["event_id"]]) for show, effects in found.items() for e in effects]
    assert len(pairs) == 4 * 16
    missed = sum(abs(e["extra_orders"] - true) for e, true in pairs) / len(pairs)
    assert missed < 2.8 < sum(abs(true) for _, true in pairs) / len(pairs)
    assert sum(e["ci_low"] <= true <= e["ci_high"] for e, true in pairs) >= 0.8 * len(pairs)
    assert sum(e["significant"] for e, true in pairs if true == 0) <= 3


def test_the_same_seed_makes_the_same_hours(tmp_path: Path) -> None:
    for name in ("one", "other"):
        bench("shows.py", str(tmp_path / name), "--shows", "1", "--seed", "3")
    files = sorted(p.relative_to(tmp_path / "one") for p in (tmp_path / "one").rglob("*.csv"))
    assert len(files) == 7
    assert all((tmp_path / "one" / f).read_bytes() == (tmp_path / "other" / f).read_bytes() for f in files)


def test_a_refusal_is_printed_with_its_reason(tmp_path: Path) -> None:
    bench("shows.py", str(tmp_path), "--shows", "1", "--seed", "3")
    sales = next((tmp_path / "msim").glob("*.sales.csv"))
    sales.write_text("".join(sales.read_text(encoding="utf-8").splitlines(keepends=True)[:12]), encoding="utf-8")
    out = tmp_path / "attribution.json"
    told = bench("moments.py", str(tmp_path), "--out", str(tmp_path / "moments.json"), "--attribution", str(out))
    assert "too few orders: 11" in told
    assert json.loads(out.read_text(encoding="utf-8")) == {}
