from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rex.errors import FileError, UsageError
from rex.model.answer import AnswerValue, Seal
from rex.model.draft import Change, Draft
from rex.store.answers import answers_file, answers_files, load_draft, save_draft

AT = datetime(2026, 11, 20, 20, 27, 8, tzinfo=UTC)
WHOLE = Draft(
    respondent="maria",
    role="csm",
    set="csm",
    language="es",
    started=AT,
    ended=AT,
    seal=Seal(at=AT, hash="ab" * 32, questions=("csm.mood",)),
    order=("csm.mood", "csm.goal"),
    answers={
        "csm.mood": 2,
        "csm.goal": None,
        "csm.seen": ["none"],
        "csm.repeat": {"text": "no: 12:30", "at": "00:20:00"},
    },
    states={"csm.goal": "skipped"},
    changed_after_seal=(Change(question="csm.mood", was=4, at=AT),),
    draft={"csm.change": "half"},
)


def test_a_draft_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    path = answers_file(tmp_path, "maria")
    save_draft(path, WHOLE)
    assert load_draft(path) == WHOLE
    assert list(answers_files(tmp_path)) == [path]


def test_no_file_is_no_draft(tmp_path: Path) -> None:
    assert load_draft(answers_file(tmp_path, "maria")) is None
    assert list(answers_files(tmp_path)) == []


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
VALUES = TEXTS | st.integers(-(10**9), 10**9) | st.lists(TEXTS, max_size=3) | st.fixed_dictionaries({"text": TEXTS})


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(["csm.a", "csm.b", "csm.c"]), VALUES, max_size=3), TEXTS)
def test_whatever_was_typed_comes_back_letter_by_letter(answers: dict[str, AnswerValue], half: str) -> None:
    draft = Draft(respondent="maria", role="csm", set="csm", answers=answers, draft={"csm.d": half})
    with TemporaryDirectory() as folder:
        path = Path(folder) / "maria.yaml"
        for _ in range(2):
            save_draft(path, draft)
            loaded = load_draft(path)
            assert loaded is not None
            assert (loaded.answers, loaded.draft) == (draft.answers, draft.draft)


HAND = """\
# Maria, by hand
respondent: maria   # that is me
role: csm
set: csm
meeting: {room: 3}
answers:
  csm.mood: 4   # warm
  csm.old: kept
started: 2026-11-20T20:00:00+01:00
"""


def test_comments_unknown_keys_and_old_ids_stay_in_a_file_edited_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "maria.yaml"
    path.write_text(HAND, encoding="utf-8")
    draft = load_draft(path)
    assert draft is not None
    assert draft.extra == {"meeting": {"room": 3}}
    save_draft(
        path, Draft(respondent="maria", role="csm", set="csm", answers={"csm.goal": "5 %"}, started=draft.started)
    )
    text = path.read_text(encoding="utf-8")
    for kept in ("# Maria, by hand", "# that is me", "meeting: {room: 3}", "csm.mood: 4   # warm", "csm.old: kept"):
        assert kept in text
    again = load_draft(path)
    assert again is not None
    assert again.answers == {"csm.mood": 4, "csm.old": "kept", "csm.goal": "5 %"}


def test_a_draft_of_typed_words_is_taken_out_once_it_is_answered(tmp_path: Path) -> None:
    path = tmp_path / "maria.yaml"
    save_draft(path, WHOLE)
    save_draft(path, WHOLE.model_copy(update={"draft": {}, "states": {}}))
    loaded = load_draft(path)
    assert loaded is not None
    assert (loaded.draft, loaded.states) == ({}, {})


def test_a_file_with_answers_alone_is_enough(tmp_path: Path) -> None:
    path = tmp_path / "ines.yaml"
    path.write_text("answers: {csm.mood: 4}\n", encoding="utf-8")
    draft = load_draft(path)
    assert draft is not None
    assert (draft.respondent, draft.set, draft.role) == ("ines", "csm", "csm")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("answers: [\n", 2, "not readable"),
        ("answers:\n  csm.mood: [[1]]\n", 2, "answers.csm.mood"),
        ("answers: {}\ndepth: deep\n", 2, "depth"),
        ("- a\n", 0, "keys"),
    ],
)
def test_a_damaged_file_is_named_by_line_and_never_written_over(
    tmp_path: Path, text: str, line: int, says: str
) -> None:
    path = tmp_path / "maria.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileError, match=says) as raised:
        load_draft(path)
    assert raised.value.place is not None
    assert raised.value.place.line == line
    with pytest.raises(FileError, match=says):
        save_draft(path, WHOLE)
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", ["../maria", "", ".hidden", "a/b", "x" * 65])
def test_a_name_that_is_no_file_s_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        answers_file(tmp_path, name)


def test_names_in_any_script_are_people_s_names(tmp_path: Path) -> None:
    assert answers_file(tmp_path, "Inès-2").name == "Inès-2.yaml"


def test_what_was_done_about_a_check_comes_back_with_the_answers(tmp_path: Path) -> None:
    path = tmp_path / "maria.yaml"
    said = {"B07": {"response": "suppressed", "reason": "The plan was agreed."}}
    save_draft(path, WHOLE)
    save_draft(path, WHOLE.model_copy(update={"checks": said}))
    loaded = load_draft(path)
    assert loaded is not None
    assert loaded.checks == said
    assert loaded.extra == WHOLE.extra
