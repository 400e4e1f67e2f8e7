from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.moments.series import ChatTimes

BENCH = Path(__file__).parents[3] / "bench" / "moments.py"


def run(folder: Path, out: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(BENCH), str(folder), "--out", str(out)], capture_output=True, text=True, check=False
    )


def test_the_bench_writes_predictions_for_every_chat_file(tmp_path: Path, quiet: Callable[..., ChatTimes]) -> None:
    chat = quiet(1, bursts=(1500.0,), size=150)
    group = tmp_path / "inject"
    group.mkdir()
    lines = [f"{t:.1f},a{n},hello" for n, t in enumerate(chat.t_s)]
    (group / "one.chat.csv").write_text("\n".join(["t_seconds,author_hash,text", *lines]) + "\n", encoding="utf-8")
    (group / "one.labels.csv").write_text(
        "start_s,end_s,kind,magnitude,chat_start_s\n1492,1560,lift5,150,1500\n", encoding="utf-8"
    )
    (tmp_path / "index.csv").write_text("video_id,group,duration_s\none,inject,3600\n", encoding="utf-8")
    done = run(tmp_path, tmp_path / "out.json")
    assert done.returncode == 0, done.stderr
    assert "found 1/1" in done.stdout
    (found,) = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["one"]
    assert set(found) == {"start_s", "end_s", "peak_s", "cause_s", "score"}
    assert 1490 < found["start_s"] < 1515


def test_a_folder_without_chat_files_is_said_so(tmp_path: Path) -> None:
    done = run(tmp_path, tmp_path / "out.json")
    assert done.returncode == 1
    assert "no *.chat.csv" in done.stderr
