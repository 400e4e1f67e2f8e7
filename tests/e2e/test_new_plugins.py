"""`rex new`: what it writes is found at once, its test fails with what to fill in, and passes once it is filled in."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.e2e.driving import ROOT, record, rex, surroundings, workspace

if TYPE_CHECKING:
    from pathlib import Path

LONG = " ".join(["word"] * 50)
NEW = {
    "kpi": (
        "own_messages",
        "plugins/own_messages.py",
        [("EXPECTED: float | None = None", "EXPECTED = 12")],
        "EXPECTED",
    ),
    "check": (
        "X01",
        "plugins/x01.py",
        [("TRAP: str | None = None", f"TRAP = '{LONG}'"), ("INNOCENT: str | None = None", "INNOCENT = 'one thing'")],
        "TRAP",
    ),
    "importer": (
        "own_chat",
        "plugins/own_chat.py",
        [("EXAMPLE: str | None = None", "EXAMPLE = '00:01:05 nora: hello\\n00:01:09 leo: hi\\n'")],
        "EXAMPLE",
    ),
    "theme": ("glow", "themes/glow/brand.css", [("COLOUR: str | None = None", "COLOUR = '#7a1f5c'")], "COLOUR"),
}


def outcome_of(path: Path) -> subprocess.CompletedProcess[str]:
    """Run one test file as its writer does."""
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(path)]
    return subprocess.run(
        words, cwd=path.parent, env=surroundings(), capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.parametrize("kind", list(NEW))
def test_the_test_fails_until_it_is_filled_in_and_then_passes(kind: str, tmp_path: Path) -> None:
    workspace(tmp_path)
    name, file, filled, word = NEW[kind]
    ended = rex("new", kind, name, cwd=tmp_path).ended(0)
    written, test = ended.out.splitlines()
    assert written == file
    assert (tmp_path / file).is_file()
    failed = outcome_of(tmp_path / test)
    assert failed.returncode == 1
    assert word in failed.stdout.split("AssertionError:")[1].splitlines()[0]
    text = (tmp_path / test).read_text(encoding="utf-8")
    for old, new in filled:
        assert old in text
        text = text.replace(old, new)
    (tmp_path / test).write_text(text, encoding="utf-8")
    passed = outcome_of(tmp_path / test)
    assert passed.returncode == 0, passed.stdout


def test_what_is_new_is_found_measured_and_explained(tmp_path: Path) -> None:
    (session,) = workspace(tmp_path)
    ended = rex("new", "kpi", "own_messages", cwd=tmp_path).ended(0)
    assert "plugins: [plugins]" in ended.err
    rex("new", "check", "X01", cwd=tmp_path).ended(0)
    rex("new", "importer", "own_chat", cwd=tmp_path).ended(0)
    settings = tmp_path / "rex.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "plugins: [plugins]\n", encoding="utf-8")
    for kind, name in (("kpis", "own_messages"), ("checks", "X01"), ("importers", "own_chat")):
        assert name in rex("list", kind, cwd=tmp_path).ended(0).out
        assert name in rex("explain", name, cwd=tmp_path).ended(0).out
    rex("review", "last", "--no-input", cwd=tmp_path).ended(0)
    values = {one["id"]: one["value"] for one in record(session)["measures"]}
    assert values["own_messages"] == values["messages"]
    assert rex("new", "kpi", "another", cwd=tmp_path).ended(0).err.count("plugins:") == 0  # it is named already


def test_an_own_theme_dresses_a_report(tmp_path: Path) -> None:
    (session,) = workspace(tmp_path)
    rex("review", "last", "--no-input", cwd=tmp_path).ended(0)
    rex("new", "theme", "glow", cwd=tmp_path).ended(0)
    rex("render", "last", "--format", "html", "--theme", "themes/glow", cwd=tmp_path).ended(0)
    assert "#7a1f5c" in (session / "retrospective.html").read_text(encoding="utf-8")
    assert "no theme" in rex("render", "last", "--theme", "themes/none", cwd=tmp_path).ended(2).err


def test_nothing_is_written_over_and_a_wrong_name_or_kind_is_told_with_the_right_one(tmp_path: Path) -> None:
    workspace(tmp_path)
    rex("new", "kpi", "own_messages", cwd=tmp_path).ended(0)
    before = (tmp_path / "plugins/own_messages.py").read_text(encoding="utf-8")
    assert "stands there already" in rex("new", "kpi", "own_messages", cwd=tmp_path).ended(2).err
    assert (tmp_path / "plugins/own_messages.py").read_text(encoding="utf-8") == before
    assert "rex new kpi own_messages" in rex("new", "kpi", "Own Messages", cwd=tmp_path).ended(2).err
    assert "rex new check X01" in rex("new", "check", "my check", cwd=tmp_path).ended(2).err
    assert "rex new check X07" in rex("new", "check", "x07", cwd=tmp_path).ended(2).err
    assert 'Did you mean "kpi"?' in rex("new", "kpis", "own_messages", cwd=tmp_path).ended(2).err
    assert sorted(path.name for path in (tmp_path / "plugins").glob("*.py")) == ["own_messages.py"]


def test_outside_a_workspace_nothing_is_made(tmp_path: Path) -> None:
    assert "no workspace" in rex("new", "kpi", "own_messages", cwd=tmp_path).ended(2).err
    assert list(tmp_path.iterdir()) == []


def test_the_files_written_keep_the_rules_of_the_house(tmp_path: Path) -> None:
    workspace(tmp_path)
    for kind, (name, *_) in NEW.items():
        rex("new", kind, name, cwd=tmp_path).ended(0)
    words = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--config",
        str(ROOT / "pyproject.toml"),
        "--ignore",
        "INP001,I001,RUF012",
    ]
    ended = subprocess.run(
        [*words, *(str(path) for path in sorted((tmp_path / "plugins").glob("*.py")))],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout
