"""`reports/index.html`: everything of a workspace that can be read, linked from one page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from rex.errors import FileError
from tests.e2e.driving import record, rex, workspace
from tests.fixtures.workspace import add_action

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

CLOCK = "2026-12-01T08:00:00Z"


def words(page: Path) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8").partition("<body")[2]).split())


def test_a_month_s_report_leaves_an_index_whose_every_link_leads_to_a_file(tmp_path: Path) -> None:
    workspace(tmp_path, 2)
    add_action(tmp_path)
    rex("review", "--all", "--no-input", cwd=tmp_path).ended(0)
    assert not (tmp_path / "reports").exists()
    ended = rex("report", "--month", "2026-11", cwd=tmp_path, now=CLOCK).ended(0)
    assert "reports/index.html" in ended.err
    index = tmp_path / "reports" / "index.html"
    ways = [unquote(way) for way in re.findall(r'href="([^"#][^"]*)"', index.read_text(encoding="utf-8"))]
    assert {"2026-11.html", "2026-11.md", "../sessions/2026-11-20-small-show/retrospective.html"} <= set(ways)
    assert all((index.parent / way).is_file() for way in ways)
    assert "Say the delivery cost aloud" in words(index)


def test_a_later_review_brings_the_index_up_to_date_and_a_report_it_outran_is_named(tmp_path: Path) -> None:
    sessions = workspace(tmp_path, 2)
    rex("review", sessions[0].name, "--no-input", cwd=tmp_path).ended(0)
    rex("report", "--month", "2026-11", cwd=tmp_path, now=CLOCK).ended(0)
    index = tmp_path / "reports" / "index.html"
    assert "1 session has no retrospective yet: 2026-11-20-small-show" in words(index)
    rex("review", "last", "--no-input", cwd=tmp_path, now="2026-11-30T08:00:00Z").ended(0)  # by a clock that is slow
    assert "has no retrospective yet" not in words(index)
    assert "1 session is newer than this report: write it again." in words(index)
    rex("report", "--month", "2026-11", cwd=tmp_path, now="2026-12-03T08:00:00Z").ended(0)
    assert "newer than this report" not in words(index)
    rex("review", sessions[0].name, "--no-input", cwd=tmp_path, now="2026-12-04T08:00:00Z").ended(0)
    assert "1 session is newer than this report: write it again." in words(index)


def test_the_same_files_give_the_same_page_at_another_hour(tmp_path: Path) -> None:
    workspace(tmp_path, 1)
    rex("review", "last", "--no-input", cwd=tmp_path).ended(0)
    made = []
    for clock in (CLOCK, "2027-03-01T08:00:00Z"):
        assert rex("report", "--index", cwd=tmp_path, now=clock).ended(0).out.strip() == "reports/index.html"
        made.append((tmp_path / "reports" / "index.html").read_bytes())
    assert made[0] == made[1]


def test_what_is_damaged_is_named_and_the_rest_is_linked(tmp_path: Path) -> None:
    sessions = workspace(tmp_path, 2)
    rex("review", "--all", "--no-input", cwd=tmp_path).ended(0)
    rex("report", "--month", "2026-11", cwd=tmp_path).ended(0)
    (sessions[0] / "retrospective.json").write_text("{", encoding="utf-8")
    (tmp_path / "reports" / "2026-11.json").write_text("{}", encoding="utf-8")
    rex("report", "--index", cwd=tmp_path).ended(0)
    told = words(tmp_path / "reports" / "index.html")
    assert "2 files could not be read; all others count." in told
    assert f"{sessions[0].name}/retrospective.json is damaged" in told
    assert "reports/2026-11.json is damaged, or another version of REX wrote it." in told
    assert record(sessions[1])["session"]["title"] in told


def test_in_the_workspace_s_language_or_another(tmp_path: Path) -> None:
    workspace(tmp_path, 1)
    rex("review", "last", "--no-input", cwd=tmp_path).ended(0)
    rex("report", "--index", "--lang", "fr", cwd=tmp_path).ended(0)
    assert "Où en sont les choses" in words(tmp_path / "reports" / "index.html")


def test_the_index_stands_alone(tmp_path: Path) -> None:
    workspace(tmp_path, 1)
    assert "--index stands alone" in rex("report", "--index", "--month", "2026-11", cwd=tmp_path).ended(2).err
    nothing = rex("report", "--index", cwd=tmp_path.parent).ended(2)
    assert "This is no workspace" in nothing.err


def test_a_month_as_a_pdf_is_linked_and_has_no_place_on_stdout(tmp_path: Path) -> None:
    workspace(tmp_path, 1)
    rex("review", "last", "--no-input", cwd=tmp_path).ended(0)
    month = ("report", "--month", "2026-11", "--format", "pdf")
    ended = rex(*month, "--edition", "client", cwd=tmp_path, now=CLOCK).ended(0)
    assert "reports/2026-11-client.pdf" in ended.err
    assert (tmp_path / "reports" / "2026-11-client.pdf").read_bytes().startswith(b"%PDF")
    assert 'href="2026-11-client.pdf"' in (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")
    assert "A PDF does not go to stdout" in rex(*month, "--out", "-", cwd=tmp_path).ended(2).err
    assert "plain text" in rex(*month, "--edition", "flash", cwd=tmp_path).ended(2).err


def test_an_index_that_cannot_be_kept_is_told_and_the_record_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (session,) = workspace(tmp_path, 1)
    rex("report", "--index", cwd=tmp_path).ended(0)

    def full(path: Path, _text: str) -> None:
        raise FileError(f"{path.name} cannot be written: no room is left.")

    monkeypatch.setattr("rex.cli.indexing.write_text", full)
    ended = rex("review", "last", "--no-input", cwd=tmp_path).ended(0)
    assert "reports/index.html is not up to date. index.html cannot be written: no room is left." in ended.told
    assert record(session)["id"]


def test_a_file_in_the_place_of_the_folder_is_an_error_with_words(tmp_path: Path) -> None:
    workspace(tmp_path, 1)
    (tmp_path / "reports").write_text("notes", encoding="utf-8")
    assert "reports/ cannot be written to" in rex("report", "--index", cwd=tmp_path).ended(3).err
