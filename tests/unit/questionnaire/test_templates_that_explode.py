"""Templates that would outgrow any memory, or contradict themselves, are refused with a sentence and their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.errors import FileError, UsageError
from rex.questionnaire.answers_file import template
from rex.questionnaire.expression import parse
from rex.questionnaire.facts import BlindFacts
from rex.questionnaire.load import load_set
from rex.questionnaire.xlsform import sheets

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "{en: a, es: a, fr: a}"


def head(name: str, more: str = "") -> str:
    return f"set: {name}\nversion: 1\nrole: csm\ntitle: {TEXT}\n{more}questions:\n"


def question(name: str, more: str = "", kind: str = "text") -> str:
    return f"  - id: {name}\n    type: {kind}\n    phase: blind\n    label: {TEXT}\n    short: {TEXT}\n{more}"


def shelf(folder: Path, **files: str) -> Path:
    (folder / "packs").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def refused(folder: Path, text: str, name: str = "own", **others: str) -> FileError:
    with pytest.raises(FileError) as caught:
        load_set(name, [shelf(folder, **{name: text}, **others)])
    return caught.value


def test_a_question_is_repeated_a_handful_of_times(tmp_path: Path) -> None:
    error = refused(tmp_path, head("own") + question("own.a", "    repeat: {most: 100000000}\n"))
    assert error.place is not None
    assert (error.place.file, error.place.line) == ("own.yaml", 11)
    assert "most" in error.what
    assert refused(tmp_path, head("own") + question("own.a", "    repeat: {most: 3, counted: -1}\n"))


def test_a_list_holds_single_values_so_lists_of_lists_cannot_grow() -> None:
    # Sixty of x1 = [x0, x0], each a list of the one before, would be 2 to the 60 values.
    value: object = [1, 2]
    for _ in range(60):
        value = parse("[x, x]").value({"x": value})  # type: ignore[dict-item]  # whatever an expression gives
    assert value == [None, None]
    assert parse("[1, x, 'a']").value({"x": 2}) == [1, 2, "a"]
    assert parse("2 in [1, x]").holds({"x": 2})


def test_few_files_do_not_make_very_many(tmp_path: Path) -> None:
    # Three packs that each take the next sixty times would be read 216,000 times.
    packs = {f"p{n}": head(f"p{n}", f"include: [{', '.join([f'p{n + 1}'] * 60)}]\n") + "    []\n" for n in range(3)}
    packs["p3"] = head("p3") + question("p3.a")
    error = refused(tmp_path, head("own", "include: [p0]\n") + question("own.a"), **packs)
    assert "taken already" in error.what
    assert error.place is not None
    assert error.place.file.endswith("p2.yaml")


def test_more_than_twenty_files_make_no_set(tmp_path: Path) -> None:
    packs = {f"p{n}": head(f"p{n}") + question(f"p{n}.a") for n in range(25)}
    error = refused(tmp_path, head("own", f"include: [{', '.join(packs)}]\n") + question("own.a"), **packs)
    assert "more than 20 files" in error.what


def test_an_id_inside_a_repeated_question_is_nobody_elses(tmp_path: Path) -> None:
    twice = question("own.a", "    repeat: {most: 3}\n") + question("own.a.1")
    error = refused(tmp_path, head("own") + twice)
    assert error.what.startswith('own.yaml, line 12: "own.a.1" could be an answer of a repeated question')


@pytest.mark.parametrize("name", ["it's", "a b", "", "=cmd()", "<b>", "x" * 70])
def test_a_choices_id_is_plain(tmp_path: Path, name: str) -> None:
    choices = f'    choices:\n      - {{id: "{name}", label: {TEXT}}}\n'
    assert "id" in refused(tmp_path, head("own") + question("own.a", choices, "select")).what


@pytest.mark.parametrize(
    ("limits", "says"),
    [("low: 5, high: 2", "at least 5 and at most 2"), ("longest: 0", "longest"), ("most: 0", "most")],
)
def test_limits_leave_room_for_an_answer(tmp_path: Path, limits: str, says: str) -> None:
    assert says in refused(tmp_path, head("own") + question("own.a", f"    limits: {{{limits}}}\n", "number")).what


@pytest.mark.parametrize("worth", ["", ", worth: 5", ", worth: -0.1"])
def test_a_chance_is_worth_something_between_nought_and_one(tmp_path: Path, worth: str) -> None:
    choices = f"    makes: probability\n    choices:\n      - {{id: likely, label: {TEXT}{worth}}}\n"
    error = refused(tmp_path, head("own") + question("own.a", choices, "select"))
    assert "a number from 0 to 1" in error.what


def test_a_file_is_called_as_its_set_is(tmp_path: Path) -> None:
    error = refused(tmp_path, head("csm") + question("own.a"), name="evil")
    assert 'called evil.yaml, and its set "csm"' in error.what
    assert error.place is not None
    assert error.place.line == 1


def test_a_set_that_builds_on_its_own_name_is_told_so(tmp_path: Path) -> None:
    error = refused(tmp_path, head("sh", "extends: sh\n") + question("sh.a"), name="sh")
    assert '"sh" is this file itself' in error.what
    assert "Did you mean" not in (error.todo or "")


def test_two_questions_of_one_name_make_no_form_for_others(tmp_path: Path) -> None:
    own = load_set("own", [shelf(tmp_path, own=head("own") + question("own.a_b") + question("own.a.b"))])
    with pytest.raises(UsageError, match="would both be called own_a_b"):
        sheets(own, {})


def test_a_file_to_fill_in_asks_for_nothing_that_is_worked_out(tmp_path: Path) -> None:
    computed = question("own.b", '    compute: "own.a"\n', "computed")
    own = load_set("own", [shelf(tmp_path, own=head("own") + question("own.a") + computed)])
    written = template(own, BlindFacts(session="s", title="A show"), "en", "hugo")
    assert "own.a:" in written
    assert "own.b" not in written
    assert "respondent: hugo" in written
