"""The folder of actions: one file each, numbers that are never given twice, three new ones a session."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from rex.actions.ledger import add, carried, next_id, places_left, read, write
from rex.errors import FileError, UsageError
from rex.model.action import Action

if TYPE_CHECKING:
    from pathlib import Path


def action(name: str = "A-001", **parts: Any) -> Action:
    given = {
        "id": name,
        "what": "French-speaking moderator",
        "owner": "Maria",
        "due": date(2026, 11, 25),
        "kpi": "answered_share",
        "direction": "up",
        "smallest_effect": 15,
        "decided": date(2026, 11, 23),
        "session": "2026-11-20-autumn-glow",
    }
    return Action.model_validate({**given, **parts})


def test_a_folder_that_is_not_there_holds_no_action(tmp_path: Path) -> None:
    assert read(tmp_path / "actions").actions == ()


def test_what_is_written_is_read_by_number(tmp_path: Path) -> None:
    names = ["A-1000", "A-002", "A-010", "A-999"]
    for name in names:
        write(tmp_path / "actions", action(name))
    assert [one.id for one in read(tmp_path / "actions").actions] == ["A-002", "A-010", "A-999", "A-1000"]


def test_a_wrong_file_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    write(tmp_path, action("A-001"))
    (tmp_path / "A-002.yaml").write_text("ownr: Maria\n", "utf-8")
    (tmp_path / "A-003.yaml").write_text((tmp_path / "A-001.yaml").read_text("utf-8"), "utf-8")
    (tmp_path / "A-004.yml").write_text("id: A-004\n", "utf-8")
    (tmp_path / "A-005.yaml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "notes.txt").write_text("not ours", "utf-8")
    ledger = read(tmp_path)
    assert [one.id for one in ledger.actions] == ["A-001"]
    assert [problem.what for problem in ledger.problems] == [
        "“ownr” is no part of an action.",
        "The file is named A-003, its action A-001.",
        "An action's file ends in .yaml.",
        "The file cannot be read as text.",
    ]
    assert all(str(tmp_path.parent) not in str(problem.place) for problem in ledger.problems)


def test_writing_again_keeps_a_comment_and_leaves_no_neighbour(tmp_path: Path) -> None:
    file = write(tmp_path, action())
    file.write_text("# by phone\n" + file.read_text("utf-8"), "utf-8")
    write(tmp_path, action(status="dropped"))
    assert file.read_text("utf-8").startswith("# by phone\n")
    assert read(tmp_path).actions[0].status == "dropped"
    assert [one.name for one in tmp_path.iterdir()] == ["A-001.yaml"]


def test_an_interrupt_while_writing_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path, action())
    before = file.read_bytes()

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("rex.actions.ledger.os.fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, action(status="done"))
    assert file.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["A-001.yaml"]


def test_an_unreadable_file_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "A-001.yaml").write_text("id: [1\n", "utf-8")
    with pytest.raises(FileError):
        write(tmp_path, action())
    assert (tmp_path / "A-001.yaml").read_text("utf-8") == "id: [1\n"


@pytest.mark.parametrize("name", ["../A-001", "a/b", "", ".hidden", "A 1", "x" * 65])
def test_an_id_that_is_no_file_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        write(tmp_path, action(name))


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "actions").write_text("a file in the way", "utf-8")
    with pytest.raises(FileError, match="could not be written"):
        write(tmp_path / "actions", action())


@pytest.mark.parametrize(
    ("existing", "expected"),
    [([], "A-001"), (["A-001", "A-009"], "A-010"), (["A-999"], "A-1000"), (["mine", "A-x", "A-2"], "A-003")],
)
def test_the_next_number_follows_the_highest(existing: list[str], expected: str) -> None:
    assert next_id(existing) == expected


def test_a_session_opens_three_and_no_fourth(tmp_path: Path) -> None:
    for name in ("A-001", "A-002", "A-003"):
        add(tmp_path, action(name))
    with pytest.raises(UsageError, match="3 actions already"):
        add(tmp_path, action("A-004"))
    add(tmp_path, action("A-004", session="2026-11-27-night-garden"))
    write(tmp_path, action("A-002", status="dropped"))
    assert places_left(read(tmp_path).actions, "2026-11-20-autumn-glow") == 1


def test_a_taken_id_is_refused_with_the_next_free_one(tmp_path: Path) -> None:
    add(tmp_path, action("A-007"))
    with pytest.raises(UsageError) as caught:
        add(tmp_path, action("A-007"))
    assert "A-008" in caught.value.todo


def test_an_open_action_is_carried_once_by_each_later_session_however_often_it_is_reviewed() -> None:
    held = [
        ("2026-11-20-autumn-glow", date(2026, 11, 20)),
        ("2026-11-23-extra", date(2026, 11, 23)),
        ("2026-11-27-night-garden", date(2026, 11, 27)),
        ("2026-11-27-night-garden", date(2026, 11, 27)),
        ("2026-12-04-winter", date(2026, 12, 4)),
    ]
    assert carried(action(carried=9), held).carried == 2
    assert carried(action(status="done", carried=1), held).carried == 1


def test_the_session_an_action_was_decided_in_never_carries_it() -> None:
    held = [("2026-11-20-autumn-glow", date(2026, 11, 20))]
    assert carried(action(decided=date(2026, 11, 19)), held).carried == 0
