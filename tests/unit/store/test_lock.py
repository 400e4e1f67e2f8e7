from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

import pytest

from rex.errors import FileError
from rex.store.lock import locked

if TYPE_CHECKING:
    from pathlib import Path


def test_a_second_writer_waits_and_is_told(tmp_path: Path) -> None:
    told: list[str] = []

    def second() -> None:
        try:
            with locked(tmp_path / "cache", patience_s=0.05):
                told.append("in")
        except FileError as error:
            told.append(error.what)

    with locked(tmp_path / "cache"):
        other = Thread(target=second)
        other.start()
        other.join()
    assert len(told) == 1
    assert "Another rex command" in told[0]


def test_an_error_inside_frees_the_lock(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path):
        _ = 1 / 0
    with locked(tmp_path, patience_s=0.05):
        pass
