from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.cli.fault import _told
from rex.cli.writing import record_formats, write_review
from rex.model.finding import Checks, Finding
from rex.model.message import say
from rex.store.records import load
from rex.workflow.runtime import silent
from tests.builders import measure, record

if TYPE_CHECKING:
    from pathlib import Path

FINDING = Finding(check="B07", title="Only negatives", level="warn", says=say("One side."), instead=say("Look again."))


@pytest.mark.parametrize("edition", ["client", "flash", "team"])
def test_no_edition_takes_the_place_of_the_record(tmp_path: Path, edition: str) -> None:
    whole = record(measure(), checks=Checks(findings=(FINDING,)))
    made = write_review(whole, tmp_path, record_formats(None, edition), "en", edition, silent)
    assert made[0].name == "retrospective.json"
    assert load(made[0]) == whole


def test_the_flash_edition_of_a_review_is_plain_text_and_no_page(tmp_path: Path) -> None:
    made = write_review(record(measure()), tmp_path, record_formats(None, "flash"), "en", "flash", silent)
    assert [path.name for path in made] == ["retrospective.json", "retrospective-flash.txt"]


def test_a_fault_s_log_names_no_folder_of_the_machine(tmp_path: Path) -> None:
    assert _told(tmp_path / "rex" / "maria" / "own_kpi.py") == "own_kpi.py"
