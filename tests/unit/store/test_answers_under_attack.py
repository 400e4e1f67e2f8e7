"""Answers files that were copied, sealed elsewhere or edited by hand: nothing of one person is laid over another."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from rex.errors import FileError, UsageError
from rex.model.answer import Seal
from rex.model.draft import Draft
from rex.store.answers import answers_file, load_draft, save_draft

if TYPE_CHECKING:
    from pathlib import Path

AT = datetime(2026, 11, 20, 20, 31, tzinfo=UTC)


def test_a_copy_of_somebody_s_file_is_refused_and_the_first_one_untouched(tmp_path: Path) -> None:
    path = tmp_path / "chk.yaml"
    path.write_text("respondent: maria\nset: csm\nrole: csm\nanswers:\n  csm.mood: 4\n")
    with pytest.raises(FileError, match='"respondent" is "maria", and this is the file of "chk"') as wrong:
        load_draft(path)
    assert wrong.value.place is not None
    assert wrong.value.place.line == 1


def test_a_seal_that_came_in_the_meantime_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "pat.yaml"
    begun = Draft(respondent="pat", role="csm", set="csm", answers={"csm.mood": 4})
    save_draft(path, begun)
    sealed = begun.model_copy(update={"seal": Seal(at=AT, hash="0" * 64, questions=("csm.mood",))})
    save_draft(path, sealed)
    before = path.read_bytes()
    with pytest.raises(FileError, match="sealed in the meantime"):
        save_draft(path, begun.model_copy(update={"answers": {"csm.mood": 1}}))
    assert path.read_bytes() == before
    save_draft(path, sealed.model_copy(update={"answers": {"csm.mood": 4, "csm.peak": "w"}}))


@pytest.mark.parametrize("text", ["answers: 5\n", "answers: [1]\n", "started: 2026-11-20T20:00:00\nanswers: {}\n"])
def test_what_cannot_be_read_is_an_error_with_its_line(text: str, tmp_path: Path) -> None:
    path = tmp_path / "eve.yaml"
    path.write_text("set: csm\n" + text)
    with pytest.raises(FileError) as wrong:
        load_draft(path)
    assert wrong.value.place is not None
    assert wrong.value.place.line == 2


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot name a respondent"):
        answers_file(tmp_path, "\U00020000" * 64)
