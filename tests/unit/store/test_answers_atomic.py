from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from rex.errors import FileError
from rex.store.atomic import write_bytes, write_text


def test_a_file_is_written_with_its_folders_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "maria.yaml"
    write_text(path, "más\n")
    assert path.read_bytes() == b"m\xc3\xa1s\n"
    assert [p.name for p in path.parent.iterdir()] == ["maria.yaml"]


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    path = tmp_path / "maria.yaml"
    write_text(path, "old")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if step == "write":
        monkeypatch.setattr(Path, "write_bytes", full)
    elif step == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(FileError, match="No space left") as raised:
        write_text(path, "new")
    assert raised.value.kept == "The file that was there is as it was."
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["maria.yaml"]


def test_the_bytes_are_on_the_disk_before_the_name_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def watched_fsync(number: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(number).st_mode) else "file")
        fsync(number)

    def watched_replace(self: Path, target: Path) -> Path:
        done.append("replace")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", watched_fsync)
    monkeypatch.setattr(Path, "replace", watched_replace)
    write_bytes(tmp_path / "x", b"1")
    assert done == ["file", "replace", "folder"]


def test_rights_and_links_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    write_text(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_leftover_of_a_killed_run_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / f".x.{os.getpid()}.new").write_text("much longer than what comes now")
    write_text(tmp_path / "x", "1")
    assert (tmp_path / "x").read_text() == "1"
    assert [p.name for p in tmp_path.iterdir()] == ["x"]
