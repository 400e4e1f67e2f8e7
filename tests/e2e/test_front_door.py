"""The front page, the help pages, and what a mistyped command line is told."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from rex.cli import front_page
from rex.cli.app import names
from tests.e2e.driving import ROOT, rex, rex_process, surroundings, workspace

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = sorted(path.stem.rstrip("_") for path in (ROOT / "rex/cli/commands").glob("*.py") if path.stem != "__init__")
HEAVY = ("pandas", "duckdb", "rich", "questionary", "typer", "numpy", "pydantic", "jinja2", "prompt_toolkit")


def test_the_front_page_names_every_command_that_has_a_file_and_no_other() -> None:
    assert sorted(front_page.commands()) == COMMANDS == names()


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("asked", ["--help", "-h"])
def test_every_help_page_has_examples_and_its_exit_codes(name: str, asked: str, tmp_path: Path) -> None:
    page = rex(name, asked, cwd=tmp_path).ended(0)
    assert f"Usage: rex {name}" in page.out, page.told
    example = page.out.split("  Examples\n")[1].splitlines()[0]
    assert example.startswith(f"    rex {name}"), page.told
    assert "  Exit: 0" in page.out
    assert r"\b" not in page.out
    # A line of the page may only be longer than the screen where it is a command to copy.
    assert all(len(line) <= 80 or line.startswith("    rex ") for line in page.out.splitlines()), page.told


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",), ("--version",)])
def test_the_front_page_loads_nothing_heavy(arguments: tuple[str, ...], tmp_path: Path) -> None:
    script = f"import sys; sys.argv = ['rex', *{list(arguments)!r}]\nfrom rex.__main__ import main\n"
    script += (
        f"try: main()\nexcept SystemExit as e: assert not e.code\nprint([m for m in {HEAVY!r} if m in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=surroundings(), capture_output=True, text=True, check=True
    )
    assert shown.stdout.splitlines()[-1] == "[]"


def test_rex_alone_shows_the_front_page_in_80_columns(tmp_path: Path) -> None:
    alone, asked = rex_process(cwd=tmp_path).ended(0), rex_process("--help", cwd=tmp_path).ended(0)
    assert alone.out == asked.out == front_page.page(bold=False)
    assert max(len(line) for line in alone.out.splitlines()) <= 80


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("reveiw",), '"review"'),
        (("kpi", "last"), '"kpis"'),
        (("kpis", "last", "--onlly", "nps"), '"--only"'),
        (("review", "last", "--noinput"), '"--no-input"'),
        (("kpis", "last", "--only", "converson_rate"), "conversion_rate"),
        (("kpis", "2026-11-02-small-show"), "2026-11-20-small-show"),
        (("explain", "conversion_rat"), "conversion_rate"),
        (("explain", "B070"), "B07"),
        (("list", "kpi"), '"kpis"'),
        (("actions", "show", "A-9"), "A-9"),
        (("actions", "shwo"), "show"),
        (("render", "last", "--format", "htm"), "html"),
        (("render", "last", "--edition", "clients"), "client"),
        (("kpis", "last", "--lang", "de"), "en, es, fr"),
        (("review", "last", "--previous", "none-at-all"), "auto or none"),
        (("kpis", "last", "--now", "yesterday"), "2026-"),
        (("kpis",), "needs SESSION"),
        (("kpis", "last", "last-1"), "last-1"),
        (("moments", "last", "--at", "two"), "--at takes a whole number"),
        (("kpis", "last-7"), "last-7"),
        (("init", "--headline", "conversion_rat"), "conversion_rat"),
        (("init", "elsewhere", "--timezone", "Europe/Madird"), "Europe/Madird"),
    ],
)
def test_a_mistyped_command_line_ends_with_2_and_the_nearest_spelling(
    arguments: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    (session,) = workspace(tmp_path)
    ended = rex(*arguments, cwd=tmp_path).ended(2)
    assert ended.out == ""
    assert ended.err.startswith("Stopped: ")
    assert told in ended.err, ended.told
    assert not (session / "retrospective.json").exists()
    assert not (tmp_path / "elsewhere").exists()


def test_outside_a_workspace_and_a_folder_it_says_what_to_name(tmp_path: Path) -> None:
    ended = rex("review", "last", cwd=tmp_path).ended(2)
    assert "no workspace" in ended.err
    assert "rex init" in ended.err


@pytest.mark.parametrize("lang", ["en", "es", "fr"])
def test_every_talking_command_speaks_every_language(lang: str, tmp_path: Path) -> None:
    workspace(tmp_path)
    rex("review", "last", "--format", "json,md", "--lang", lang, cwd=tmp_path).ended(0)
    for words in (("kpis", "last"), ("moments", "last"), ("check", "last"), ("inspect", "last"), ("list", "kpis")):
        assert rex(*words, "--lang", lang, cwd=tmp_path).ended(0).out.strip()
