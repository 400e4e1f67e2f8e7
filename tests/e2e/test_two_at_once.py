"""Two commands on one session: the second waits and says so; no file is ever half of one and half of the other."""

from __future__ import annotations

import subprocess
import threading
import time
from typing import TYPE_CHECKING

import pytest

from rex.store.lock import locked
from rex.store.workspace import Folder
from tests.e2e.driving import command, record, rex, surroundings, workspace

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.flaky(reruns=2)  # a loaded machine may lag behind the keys; a real fault fails thrice


def started(*words: object, cwd: Path) -> subprocess.Popen[str]:
    """Start a command and leave it running."""
    return subprocess.Popen(
        command(*words),
        cwd=cwd,
        env=surroundings(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def test_two_reviews_at_once_leave_one_whole_record(tmp_path: Path) -> None:
    (session,) = workspace(tmp_path)
    rex("review", "last", "--no-input", "--format", "json", cwd=tmp_path).ended(0)
    alone = (session / "retrospective.json").read_bytes()
    (session / "retrospective.json").unlink()
    both = [started("review", "last", "--no-input", "--format", "json", cwd=tmp_path) for _ in range(2)]
    for child in both:
        out, err = child.communicate(timeout=120)
        assert child.returncode == 0, out + err
        assert "Traceback" not in err
    assert (session / "retrospective.json").read_bytes() == alone
    assert [path.name for path in session.rglob("*") if path.name.endswith((".new", ".part"))] == []


@pytest.mark.parametrize("words", [("review", "last", "--no-input"), ("kpis", "last"), ("inspect", "last")])
def test_the_second_says_that_it_waits_and_goes_on(words: tuple[str, ...], tmp_path: Path) -> None:
    (session,) = workspace(tmp_path)
    release = threading.Event()
    holding = threading.Event()

    def hold() -> None:
        with locked(Folder(session, tmp_path).cache):
            holding.set()
            release.wait(30)

    holder = threading.Thread(target=hold)
    holder.start()
    assert holding.wait(10)
    threading.Timer(1.6, release.set).start()
    began = time.monotonic()
    ended = rex(*words, cwd=tmp_path).ended(0)
    holder.join()
    assert time.monotonic() - began > 1.0
    assert "waiting for it" in ended.err


def test_a_lock_that_stays_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (session,) = workspace(tmp_path)
    monkeypatch.setattr("rex.cli.waiting.PATIENCE_S", 0.2)
    monkeypatch.setattr("rex.cli.waiting.UNTOLD_S", 0.1)
    with locked(Folder(session, tmp_path).cache):
        stopped = rex("review", "last", "--no-input", cwd=tmp_path).ended(3)
    assert "Another rex command" in stopped.err
    assert "run the same command again" in stopped.err
    assert not (session / "retrospective.json").exists()


@pytest.mark.soak
def test_killed_at_any_instant_there_is_the_old_record_or_the_new_one(tmp_path: Path) -> None:
    (session,) = workspace(tmp_path)
    rex("review", "last", "--no-input", cwd=tmp_path).ended(0)
    title = "Small Show"
    for n in range(30):
        file = session / "session.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace(title, f"Show {n}"), encoding="utf-8")
        child = started("review", "last", "--no-input", cwd=tmp_path)
        time.sleep(0.05 * n)
        child.kill()
        child.communicate()
        assert record(session)["session"]["title"] in {title, f"Show {n}"}
        title = f"Show {n}"
        rex("review", "last", "--no-input", cwd=tmp_path).ended(0)
