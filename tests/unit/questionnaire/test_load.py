from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.errors import FileError, UsageError
from rex.questionnaire.load import load, load_set, sets

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
set: mine
version: 1
role: csm
title: {en: Mine, es: Mío, fr: Mien}
questions:
  - id: mine.mood
    type: select
    phase: blind
    label: {en: Mood of {n}, es: Ánimo, fr: Humeur}
    short: {en: Mood, es: Ánimo, fr: Humeur}
    choices:
      - {id: good, label: {en: good, es: bueno, fr: bon}}
  - id: mine.more
    type: text
    phase: reveal
    about: top_peak
    when: mine.mood == 'good'
    label: {en: "{subject}?", es: "¿{subject}?", fr: "{subject} ?"}
    short: {en: More, es: Más, fr: Plus}
""".replace("Mood of {n}", "Mood")


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_a_set(tmp_path: Path) -> None:
    question_set = load(write(tmp_path, GOOD))
    assert [q.id for q in question_set.questions] == ["mine.mood", "mine.more"]
    assert question_set.title.said("es") == "Mío"


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "says"),
    [
        ("short: {en: Mood,", "shrt: {en: Mood,", 10, 5, "short"),
        ("type: select", "type: selct", 7, 5, "select"),
        ("role: csm\n", "", 0, 0, "role"),
        ("fr: Humeur}\n    short", "}\n    short", 9, 5, "fr"),
        ("id: mine.more", "id: mine.mood", 13, 5, "asked twice"),
        ("mine.mood == 'good'", "mine.mod == 'good'", 17, 5, "mine.mood"),
        ("mine.mood == 'good'", "mine.mood = 'good'", 17, 5, "sign 11"),
        ("about: top_peak", "about: top_peek", 16, 5, "top_peak"),
        ("¿{subject}?", "¿?", 18, 31, "braces"),
        ("¿{subject}?", "¿{sujeto}?", 18, 31, "sujeto"),
        ("    choices:\n      - {id: good, label: {en: good, es: bueno, fr: bon}}\n", "", 6, 5, "choices"),
        ("version: 1", "version: [1", 3, 5, "not readable"),
        ("role: csm", "role: csm\nrole: csm", 4, 1, "twice"),
    ],
)
def test_a_mistake_has_its_line_and_column_and_names_what_was_meant(
    tmp_path: Path, old: str, new: str, line: int, column: int, says: str
) -> None:
    assert old in GOOD
    with pytest.raises(FileError) as raised:
        load(write(tmp_path, GOOD.replace(old, new, 1)))
    error = raised.value
    assert error.place is not None
    assert (error.place.file, error.place.line, error.place.column) == ("mine.yaml", line, column)
    assert says in error.what + error.todo + error.why


def test_a_blind_question_cannot_speak_of_what_the_numbers_show(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="only after the seal"):
        load(write(tmp_path, GOOD.replace("phase: reveal", "phase: blind")))


def test_a_blind_question_cannot_depend_on_an_answer_given_after_the_seal(tmp_path: Path) -> None:
    text = GOOD.replace("    choices:", "    when: mine.more\n    choices:", 1)
    with pytest.raises(FileError, match="only after the seal"):
        load(write(tmp_path, text))


def test_a_workspace_s_own_set_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "csm.yaml").write_text(GOOD.replace("set: mine", "set: csm"), encoding="utf-8")
    assert load_set("csm", [tmp_path]).questions[0].id == "mine.mood"
    assert sets([tmp_path])["csm"].parent == tmp_path
    assert load_set("csm").set == "csm"


def test_an_unknown_set_names_the_nearest_one() -> None:
    with pytest.raises(UsageError) as raised:
        load_set("cms")
    assert "csm" in raised.value.todo
