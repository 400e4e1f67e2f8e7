"""Run the command as a person does: in this process with captured streams, or as a process of its own."""

from __future__ import annotations

import atexit
import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

from rex.cli.app import run
from tests.fixtures.workspace import make

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
NOW = "2026-11-23T09:00:00+01:00"


@dataclass(frozen=True)
class Ran:
    """What a command left behind: its exit code and both streams. Neither ever holds a traceback."""

    arguments: tuple[str, ...]
    code: int
    out: str
    err: str

    def __post_init__(self) -> None:
        for stream in (self.out, self.err):
            assert "Traceback" not in stream, self.told

    @property
    def told(self) -> str:
        """Give everything, for a failing test's own message."""
        return f"rex {' '.join(self.arguments)} -> {self.code}\n--- out\n{self.out}\n--- err\n{self.err}"

    @property
    def json(self) -> Any:
        """Read the one document on stdout."""
        return json.loads(self.out)

    def ended(self, code: int) -> Ran:
        """Demand an exit code."""
        assert self.code == code, self.told
        return self


def rex(*arguments: object, cwd: Path, env: Mapping[str, str] | None = None, now: str = NOW) -> Ran:
    """Run in this process without a terminal."""
    words = tuple(str(word) for word in arguments)
    out, err = io.StringIO(), io.StringIO()
    around = {"COLUMNS": "80", "SOURCE_DATE_EPOCH": epoch(now), **(env or {})}
    with (
        contextlib.chdir(cwd),
        mock.patch.dict(os.environ, around),
        mock.patch.object(sys, "argv", ["rex", *words]),
        mock.patch.object(sys, "stdin", io.StringIO()),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = run(words)
    return Ran(words, code, out.getvalue(), err.getvalue())


def epoch(now: str) -> str:
    """Write a time as SOURCE_DATE_EPOCH wants it."""
    from datetime import datetime

    return str(int(datetime.fromisoformat(now).timestamp()))


def command(*arguments: object) -> list[str]:
    """Give the words that start REX as a process."""
    return [sys.executable, "-m", "rex", *(str(word) for word in arguments)]


def surroundings(env: Mapping[str, str] | None = None) -> dict[str, str]:
    """Give the environment of a process: this one's, the tree's own code, the tests' clock."""
    kept = {key: value for key, value in os.environ.items() if key not in {"REX_KEY", "REX_PLAIN", "NO_COLOR"}}
    return {**kept, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": epoch(NOW), **(env or {})}


def rex_process(*arguments: object, cwd: Path, env: Mapping[str, str] | None = None) -> Ran:
    """Run as a process of its own."""
    ended = subprocess.run(
        command(*arguments),
        cwd=cwd,
        env=surroundings(env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Ran(tuple(str(word) for word in arguments), ended.returncode, ended.stdout, ended.stderr)


@cache
def _imported(count: int) -> Path:
    """Make a workspace once and compute it once; every test that needs one copies it with its cache.

    A test that changes exports, settings or earlier records computes anew, as everybody does.
    """
    root = Path(tempfile.mkdtemp(prefix="rex-tests-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    for session in make(root, count):
        rex("kpis", session, "--json", cwd=root).ended(0)
    return root


def workspace(root: Path, count: int = 1) -> list[Path]:
    """Give a workspace with so many sessions whose exports are in the cache already; gives their folders."""
    shutil.copytree(_imported(count), root, dirs_exist_ok=True)
    return sorted((root / "sessions").iterdir())


def record(session: Path) -> Any:
    """Read a session's record as plain JSON."""
    return json.loads((session / "retrospective.json").read_text(encoding="utf-8"))
