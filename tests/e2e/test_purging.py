"""Raw exports go only where a record was made from them, and nothing outside the session ever goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.driving import rex

if TYPE_CHECKING:
    from pathlib import Path

LATER = "2029-01-01T00:00:00+00:00"
CHAT = "time,author,message\n2026-11-20 19:01:00,ana_1,hi\n2026-11-20 19:02:00,bo_2,hi there\n"


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """Make a workspace with one show."""
    folder = tmp_path / "shop/sessions/2026-11-20-glow"
    (folder / "exports").mkdir(parents=True)
    (tmp_path / "shop/rex.yaml").write_text("client: X\nlanguage: en\ncurrency: EUR\ntimezone: Europe/Madrid\n")
    (folder / "session.yaml").write_text(
        "title: Glow\nstart: '2026-11-20T19:00:00+01:00'\nend: '2026-11-20T20:00:00+01:00'\n"
    )
    return folder


def purge(session: Path) -> str:
    """Purge what is older than 13 months, without being asked; gives what was said, in one line."""
    ran = rex("purge", "--older-than", "13m", "--yes", cwd=session.parents[1], now=LATER).ended(0)
    return " ".join((ran.out + ran.err).split())


def review(session: Path) -> None:
    """Make the record."""
    rex("review", "last", "--no-input", cwd=session.parents[1]).ended(0)


@pytest.mark.parametrize("record", ["", "{}", '{"schema": "rex.retrospective/1"}'])
def test_a_file_that_is_no_record_lets_nothing_go(session: Path, record: str) -> None:
    (session / "exports/chat.csv").write_text(CHAT)
    (session / "retrospective.json").write_text(record)
    assert "cannot be read. Make it again: rex review 2026-11-20-glow" in purge(session)
    assert (session / "exports/chat.csv").read_text() == CHAT


def test_a_record_that_never_saw_these_exports_lets_nothing_go(session: Path) -> None:
    (session / "exports/chat.csv").write_text(CHAT)
    review(session)
    (session / "exports/more.csv").write_text(CHAT.replace("bo_2", "eva_3"))
    assert "was not made from these exports" in purge(session)
    assert len(list((session / "exports").iterdir())) == 2
    review(session)
    purge(session)
    assert list((session / "exports").iterdir()) == []


def test_a_link_in_the_place_of_the_exports_stays_with_what_lies_behind_it(session: Path, tmp_path: Path) -> None:
    outside = tmp_path / "shared"
    (outside / "sub").mkdir(parents=True)
    (outside / "chat.csv").write_text(CHAT)
    (outside / "sub/thesis.txt").write_text("x")
    (session / "exports").rmdir()
    (session / "exports").symlink_to(outside)
    review(session)
    assert "exports a link, which stays" in purge(session)
    assert sorted(path.name for path in outside.rglob("*")) == ["chat.csv", "sub", "thesis.txt"]
    assert (session / "exports").is_symlink()


def test_links_inside_are_named_and_left_and_the_files_beside_them_go(session: Path, tmp_path: Path) -> None:
    outside = tmp_path / "shared"
    outside.mkdir()
    (outside / "thesis.txt").write_text("x")
    (session / "exports/more").mkdir()
    (session / "exports/chat.csv").write_text(CHAT)
    (session / "exports/more/chat.csv").write_text(CHAT)
    (session / "exports/folder").symlink_to(outside)
    (session / "exports/thesis.txt").symlink_to(outside / "thesis.txt")
    review(session)
    said = purge(session)
    assert "exports/folder a link" in said
    assert "exports/thesis.txt a link" in said
    assert sorted(path.name for path in (session / "exports").iterdir()) == ["folder", "thesis.txt"]
    assert (outside / "thesis.txt").read_text() == "x"
