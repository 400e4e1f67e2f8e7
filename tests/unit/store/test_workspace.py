from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.errors import FileError, UsageError
from rex.store.workspace import Folder, find_session, pseudonym_key, sessions_of, started, workspace_of

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("2026-10-02-first", "2026-11-13-second", "2026-11-20-autumn-glow", "2026-11-20-late")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = tmp_path / "client"
    for name in NAMES:
        (root / "sessions" / name / "exports").mkdir(parents=True)
    (root / "sessions" / ".hidden").mkdir()
    (root / "sessions" / "notes.txt").write_text("x")
    (root / "rex.yaml").write_text("client: Verbena\ncurrency: EUR\n")
    return root


def test_sessions_are_listed_oldest_first(workspace: Path) -> None:
    assert tuple(folder.id for folder in sessions_of(workspace)) == NAMES
    assert sessions_of(workspace / "sessions") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("last", NAMES[3]),
        ("last-1", NAMES[2]),
        ("last-3", NAMES[0]),
        ("2026-11-13", NAMES[1]),
        ("2026-11-20-autumn-glow", NAMES[2]),
        ("sessions/2026-10-02-first", NAMES[0]),
    ],
)
@pytest.mark.parametrize("here", [".", "sessions", "sessions/2026-10-02-first/exports"])
def test_a_session_is_found_by_what_a_person_writes(workspace: Path, text: str, name: str, here: str) -> None:
    if "/" in text and here != ".":
        here = "."
    found = find_session(text, workspace / here)
    assert (found.id, found.workspace) == (name, workspace)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026-11-20", "fits 2 sessions: 2026-11-20-autumn-glow, 2026-11-20-late"),
        ("last-4", "has 4 sessions"),
        ("2026-11-20-autum-glow", 'No session is called "2026-11-20-autum-glow"'),
    ],
)
def test_what_cannot_be_found_says_why(workspace: Path, text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        find_session(text, workspace)


def test_a_session_is_found_by_its_name_without_the_day(workspace: Path) -> None:
    assert find_session("autumn-glow", workspace).id == "2026-11-20-autumn-glow"
    assert find_session("Autumn-Glow", workspace).id == "2026-11-20-autumn-glow"
    (workspace / "sessions" / "2026-12-04-1830-autumn-glow").mkdir()
    with pytest.raises(UsageError, match="fits 2 sessions: 2026-11-20-autumn-glow, 2026-12-04-1830-autumn-glow"):
        find_session("autumn-glow", workspace)
    with pytest.raises(UsageError) as caught:
        find_session("autmn-glow", workspace)
    assert caught.value.todo == "Near it: 2026-11-20-autumn-glow, 2026-12-04-1830-autumn-glow."


def test_near_names_are_offered(workspace: Path) -> None:
    with pytest.raises(UsageError) as caught:
        find_session("2026-11-20-autum-glow", workspace)
    assert "2026-11-20-autumn-glow" in caught.value.todo


def test_outside_a_workspace_only_a_folder_will_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no workspace"):
        find_session("last", tmp_path)
    (tmp_path / "files").mkdir()
    assert find_session("files", tmp_path).workspace is None
    assert find_session(str(tmp_path / "files"), tmp_path / "elsewhere").id == "files"


def test_home_is_where_a_person_lives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "files").mkdir()
    assert find_session("~/files", tmp_path / "client").path == (tmp_path / "files").resolve()


def test_a_plain_folder_holds_its_own_exports_and_cache(tmp_path: Path) -> None:
    plain = Folder(tmp_path, None)
    assert (plain.exports, plain.cache, plain.record) == (
        tmp_path,
        tmp_path / ".rex" / "this",
        tmp_path / "retrospective.json",
    )
    (tmp_path / "session.yaml").write_text("title: A\n")
    assert plain.exports == tmp_path / "exports"
    assert plain.answers == tmp_path / "answers"


def test_a_session_takes_its_workspace_s_settings(workspace: Path) -> None:
    folder = find_session("last", workspace)
    assert folder.session().client == "Verbena"
    assert (folder.exports, folder.cache) == (folder.path / "exports", workspace / ".rex" / folder.id)
    assert started(folder) is None
    (folder.path / "session.yaml").write_text("start: 2026-11-20T19:00:00+01:00\n")
    assert started(folder) is not None
    (folder.path / "session.yaml").write_text("start: [\n")
    assert started(folder) is None


def test_a_folder_in_a_workspace_that_is_no_session_is_plain(workspace: Path) -> None:
    (workspace / "downloads").mkdir()
    assert find_session("downloads", workspace).workspace is None
    assert workspace_of(workspace / "downloads") == workspace


def test_the_key_is_made_once_and_kept_from_others(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REX_KEY", raising=False)
    first = pseudonym_key(workspace, lambda n: b"\x01" * n)
    assert first == b"01" * 32
    assert pseudonym_key(workspace, lambda n: b"\x02" * n) == first
    assert (workspace / ".rex-key").stat().st_mode & 0o077 == 0
    monkeypatch.setenv("REX_KEY", "given")
    assert pseudonym_key(workspace, lambda n: b"\x03" * n) == b"given"


def test_an_empty_key_is_a_mistake_not_a_key(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REX_KEY", raising=False)
    (workspace / ".rex-key").write_text("\n")
    with pytest.raises(FileError, match="is empty"):
        pseudonym_key(workspace, lambda n: b"\x01" * n)


def test_a_folder_marked_read_only_is_left_alone_even_by_a_person_who_may_write_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    exports = tmp_path / "exports"
    exports.mkdir()
    folder = find_session("exports", tmp_path)
    assert folder.private == exports
    exports.chmod(0o555)
    assert folder.private.parent != tmp_path
    assert exports not in folder.private.parents
