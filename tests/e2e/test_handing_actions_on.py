"""`rex actions` for a calendar, a spreadsheet, a list of tasks, and counted by what was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.driving import rex, workspace
from tests.fixtures.workspace import add_action

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Give a workspace with one open action."""
    workspace(tmp_path, 2)
    add_action(tmp_path)
    return tmp_path


def test_the_open_actions_go_into_a_calendar_file(shop: Path) -> None:
    assert rex("actions", "--format", "ics", "--out", "due.ics", cwd=shop).ended(0).out.strip() == "due.ics"
    text = (shop / "due.ics").read_bytes().decode()
    assert "SUMMARY:A-001 Say the delivery cost aloud\r\n" in text
    assert "DTSTART;VALUE=DATE:20261127\r\n" in text
    again = rex("actions", "--format", "ics", cwd=shop).ended(0).out
    assert again.replace("\n", "\r\n").strip() == text.strip()


def test_as_a_table_and_as_tasks(shop: Path) -> None:
    assert (
        "A-001,Say the delivery cost aloud,Iker,2026-11-27,open,"
        in rex("actions", "--format", "csv", cwd=shop).ended(0).out
    )
    tasks = rex("actions", "--format", "md", "--lang", "fr", cwd=shop).ended(0).out
    assert "- [ ] **A-001** Say the delivery cost aloud" in tasks
    assert "échéance" in tasks


def test_counted_by_what_was_changed(shop: Path) -> None:
    told = rex("actions", "--by", "lever", "--width", "60", cwd=shop).ended(0).out
    assert "Content  not judged yet: 1" in told
    assert "nobody can tell from this" in " ".join(told.split())
    assert max(len(line) for line in told.splitlines()) <= 60
    empty = shop.parent / "empty"
    workspace(empty, 1)
    assert "No actions yet" in rex("actions", "--by", "lever", cwd=empty).ended(0).out


@pytest.mark.parametrize(("words", "said"), [
    (("--format", "pdf"), "Formats: text, ics, csv, md."),
    (("--by", "owner"), "Use --by lever."),
    (("show", "A-001", "--format", "ics"), "go with the list"),
    (("--out", "x.ics"), "--out needs a format."),
])  # fmt: skip
def test_what_does_not_fit_is_refused_before_anything_is_written(words: tuple[str, ...], said: str, shop: Path) -> None:
    assert said in rex("actions", *words, cwd=shop).ended(2).err
    assert not (shop / "x.ics").exists()
