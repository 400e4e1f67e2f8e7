from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.importers.export import ExportFile
from rex.importers.identify import Known, Unknown, identify
from tests.fixtures.look_alikes import CHATS, OTHERS

if TYPE_CHECKING:
    from pathlib import Path

    from rex.importers.base import Importer


@pytest.mark.parametrize("what", OTHERS)
def test_a_file_that_is_of_no_session_is_left_alone(what: str, tmp_path: Path, importers: list[Importer]) -> None:
    (tmp_path / "x").write_bytes(OTHERS[what])
    found = identify(ExportFile(tmp_path / "x", "x"), importers)
    assert isinstance(found, Unknown), getattr(found, "recognition", found)


@pytest.mark.parametrize("what", CHATS)
def test_a_plain_chat_or_run_of_show_is_taken(what: str, tmp_path: Path, importers: list[Importer]) -> None:
    table, content = CHATS[what]
    (tmp_path / "x").write_bytes(content)
    found = identify(ExportFile(tmp_path / "x", "x"), importers)
    assert isinstance(found, Known)
    assert table in found.importer.tables
