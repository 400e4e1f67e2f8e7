"""The next run speaks as the last one did: a person who changed the language on the way is not asked in the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.cli.edge import speaker_of
from rex.errors import UsageError
from rex.model.draft import Draft
from rex.store.answers import answers_file, save_draft
from rex.store.workspace import find_session
from rex.workflow.desk import lay_out
from tests.fixtures.workspace import make

if TYPE_CHECKING:
    from pathlib import Path

    from rex.workflow.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    make(tmp_path, exports=False)
    return lay_out(find_session("last", tmp_path), "csm")


def begun(desk: Desk, language: str, **answers: str) -> None:
    draft = Draft(respondent="maria", role="csm", set="csm", language=language, answers=dict(answers))
    save_draft(answers_file(desk.folder.path, "maria"), draft)


@pytest.mark.parametrize(("asked", "heard"), [(None, "fr"), ("es", "es"), ("en", "en")])
def test_a_talk_goes_on_in_the_language_it_was_left_in(desk: Desk, asked: str | None, heard: str) -> None:
    begun(desk, "fr", **{"csm.goal": "5 %"})
    assert speaker_of(desk, "maria", asked).lang == heard
    assert speaker_of(desk, "hugo", asked).lang == (asked or "en")  # nothing of Hugo's is there


def test_a_file_without_an_answer_or_in_another_tongue_says_nothing_of_a_language(desk: Desk) -> None:
    begun(desk, "fr")
    assert speaker_of(desk, "maria", None).lang == "en"
    begun(desk, "pt", **{"csm.goal": "5 %"})
    assert speaker_of(desk, "maria", None).lang == "en"


def test_a_language_that_is_not_spoken_is_refused_as_before(desk: Desk) -> None:
    with pytest.raises(UsageError, match="is not spoken here"):
        speaker_of(desk, "maria", "pt")
